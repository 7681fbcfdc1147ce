// Package world is two nodes as they are in life, inside one process: an
// engine, a queue and a store each, a tracker with its habits on either side, a
// network between the two, and a clock that moves only when it is told to.
//
// Nothing happens by itself and nothing happens at once: whoever drives the
// world takes one step after another, and is asked, at each point where the
// outside world could interfere (a call, a commit, a delivery), what becomes of
// it. In answering it may let other things happen first, which is how two
// workers that run side by side look from here. The same answers give the same
// course, to the byte.
//
// It knows no chance and no judgement: internal/storm draws the answers by seed
// and internal/explore tries them all.
package world

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// Connection is the name of the one connection.
const Connection hub.ConnectionID = "c"

// Sides of the connection by index: node 0 is the initiator with tracker 0,
// node 1 the acceptor with tracker 1. Where both sides live on one node that is
// node 0.
var Sides = [2]hub.Side{hub.Initiator, hub.Acceptor}

// Options say what a world is made of; zero fields take defaults.
type Options struct {
	Trackers [2]memtracker.Config
	Rules    [2]rule.Set // rule.Basic
	// Effect carries out a rule's own calls on a side; nil refuses them.
	Effect  func(w *World, side int, request hub.Value) (hub.Value, error)
	Winner  hub.Side
	Merge   bool
	OneNode bool    // both sides on node 0: a local connection
	Wire    bool    // envelopes go through their wire form
	Disks   [2]Disk // in memory
	Driver  Driver  // nothing interferes
	Start   time.Time
	Await   time.Duration // engine.Options.AnswerTime
	Sweep   time.Duration // engine.Options.Sweep
	// Change, if set, has the last word on a node's connection.
	Change func(node int, c *engine.Connection)
	Log    *slog.Logger
}

// World is one course of events. It is for one goroutine.
type World struct {
	opt      Options
	Clock    time.Time
	Trackers [2]*memtracker.Tracker
	Nodes    []*Node
	Mail     []Letter // envelopes that are still on their way
	Stats    Stats

	ids  int
	runs []*process // whose code is running, innermost last
}

// Stats count what happened.
type Stats struct {
	Steps   int // steps of the engines
	Cuts    int // times the power went
	Lost    int // answers of trackers, partners and rules' calls that did not arrive
	Effects int // writes that trackers took
}

// Letter is an envelope that its sender gave up waiting for and that arrives
// later, if the driver lets it.
type Letter struct {
	From, To int
	Envelope hub.Envelope
}

// New makes a world with both nodes running, each of them at the start of its
// tracker's changes.
func New(ctx context.Context, opt Options) (*World, error) {
	w := &World{opt: opt.withDefaults()}
	w.Clock = w.opt.Start
	for i := range w.Trackers {
		w.Trackers[i] = memtracker.New(w.hooked(i, w.opt.Trackers[i]))
	}
	for i := range w.nodes() {
		w.Nodes = append(w.Nodes, &Node{w: w, i: i, disk: w.opt.Disks[i], blobs: newBlobs()})
	}
	for _, n := range w.Nodes { // not before both are there: a node must know whose the sides are
		if err := n.Start(ctx); err != nil {
			return nil, err
		}
	}
	for i := range w.Trackers {
		if err := w.Poll(ctx, i); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (o Options) withDefaults() Options {
	if o.Driver == nil {
		o.Driver = quiet{}
	}
	if o.Start.IsZero() {
		o.Start = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	for i, name := range []string{"AAA", "BBB"} {
		c := &o.Trackers[i]
		if c.Project == "" {
			c.Project = name
		}
		if c.Identity == "" {
			c.Identity = name
		}
		if o.Rules[i] == nil {
			o.Rules[i] = rule.Basic{Project: c.Project}
		}
		if o.Disks[i] == nil {
			o.Disks[i] = NewMemory()
		}
	}
	return o
}

func (w *World) nodes() int {
	if w.opt.OneNode {
		return 1
	}
	return 2
}

// hooked gives a tracker the world's clock and lets the world see its calls.
func (w *World) hooked(i int, cfg memtracker.Config) memtracker.Config {
	cfg.Now = func() time.Time { return w.Clock }
	cfg.OnCall = func(c memtracker.Call) error { return w.onCall(i, c) }
	seen := cfg.OnChange
	cfg.OnChange = func(d memtracker.Deed) {
		if d.Ours {
			w.Stats.Effects++
		}
		if seen != nil {
			seen(d)
		}
	}
	return cfg
}

// Fork returns a world of its own in the same state, as if both nodes had been
// started anew that very moment: what they keep in memory alone is read from
// their stores again. seen takes the place of the trackers' OnChange. The world
// must be between steps.
func (w *World) Fork(ctx context.Context, driver Driver, seen [2]func(memtracker.Deed)) (*World, error) {
	f := &World{opt: w.opt, Clock: w.Clock, Stats: w.Stats, ids: w.ids, Mail: append([]Letter(nil), w.Mail...)}
	f.opt.Driver = driver
	for i := range w.Trackers {
		f.Trackers[i] = w.Trackers[i].Fork(func(c *memtracker.Config) {
			c.OnChange = seen[i]
			*c = f.hooked(i, *c)
		})
	}
	for i, n := range w.Nodes {
		disk, err := n.disk.Copy(ctx)
		if err != nil {
			return nil, err
		}
		f.Nodes = append(f.Nodes, &Node{w: f, i: i, disk: disk, blobs: n.blobs.copy()})
	}
	for i, n := range w.Nodes {
		if n.p == nil {
			continue
		}
		if err := f.Nodes[i].Start(ctx); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// nodeOf returns the node that has a side.
func (w *World) nodeOf(side int) *Node { return w.Nodes[side%len(w.Nodes)] }

// TrackerName is what nodes call a side's tracker.
func TrackerName(side int) string { return []string{"a", "b"}[side] }

func (w *World) newID() string {
	w.ids++
	return fmt.Sprintf("%07d", w.ids)
}

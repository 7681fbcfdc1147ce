package world

import (
	"context"
	"errors"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// Driver is asked what becomes of whatever the nodes do. It may let anything
// else happen before it answers: people edit, other steps run, nodes stop and
// start, the clock moves.
type Driver interface {
	At(p Point) Fate
}

// Point is a place in a step where the outside world may interfere.
type Point struct {
	Kind  Kind
	Node  int    // whose step it is
	Side  int    // of the tracker that is called, or that a message leaves
	Name  string // of the call, or the kind of message
	Write bool   // the call writes
	Ref   hub.Ref
	Dead  bool // the process is one that was taken over; its commits count for nothing
}

// Kind names a kind of point.
type Kind string

// The kinds of point. After means: it took effect, and the answer is on its way.
const (
	BeforeCall    Kind = "before call"
	AfterCall     Kind = "after call"
	BeforeCommit  Kind = "before commit"
	AfterCommit   Kind = "after commit"
	BeforeDeliver Kind = "before delivery"
	AfterDeliver  Kind = "after delivery"
	BeforeEffect  Kind = "before a rule's call"
	AfterEffect   Kind = "after a rule's call"
)

// Fate is what becomes of it.
type Fate struct {
	Do    What
	After time.Duration // of Late
}

// What names a fate. A fate that makes no sense at a point counts as Go.
type What string

// The fates.
const (
	Go    What = ""
	Cut   What = "the power goes"           // of the node whose step it is
	Lose  What = "the answer is lost"       // it takes effect
	Never What = "it never arrives"         // no effect, no answer
	Late  What = "it arrives later"         // no answer; a call lands After, a message when the driver lets it
	Busy  What = "it is asked to wait"      // calls only
	Full  What = "the disk is full"         // commits only: nothing of this one is stored
	Pass  What = "it goes out all the same" // a call of a process that was taken over meanwhile
)

type quiet struct{}

func (quiet) At(Point) Fate { return Fate{} }

// errPower is what everything answers to a process that is no more.
var errPower = errors.New("the power is off")

var errFull = &hub.Error{Code: hub.Busy, Scope: hub.ScopeNode, Message: "disk full: nothing was stored"}

var errNoAnswer = &hub.Error{Code: hub.Unreachable, Scope: hub.ScopePeer, Message: "the other node did not answer"}

// in runs a piece of a process's work.
func (w *World) in(p *process, fn func() error) error {
	w.runs = append(w.runs, p)
	defer func() { w.runs = w.runs[:len(w.runs)-1] }()
	return fn()
}

func (w *World) running() *process {
	if len(w.runs) == 0 {
		return nil
	}
	return w.runs[len(w.runs)-1]
}

// onCall lets the driver interfere with a call of a tracker.
func (w *World) onCall(side int, c memtracker.Call) error {
	p := w.running()
	if p == nil {
		return nil // somebody who looks on
	}
	if p.dead && (c.Phase == memtracker.After || !p.stalled) {
		return errPower
	}
	kind := BeforeCall
	if c.Phase == memtracker.After {
		kind = AfterCall
	}
	wasDead := p.dead
	f := w.opt.Driver.At(Point{Kind: kind, Node: p.node.i, Side: side, Name: c.Name, Write: c.Write, Ref: c.Ref, Dead: p.dead})
	switch {
	case f.Do == Cut:
		p.cut()
		return errPower
	case p.dead && !wasDead && f.Do == Pass && kind == BeforeCall && c.Write:
		return nil
	case p.dead:
		return errPower
	}
	if kind == BeforeCall {
		w.bend(side, c, f)
	}
	return nil
}

// bend gives the tracker the habit that brings about the fate of the call that
// is being made.
func (w *World) bend(side int, c memtracker.Call, f Fate) {
	if f.Do == Go || f.Do == Pass || f.Do != Busy && !c.Write {
		return
	}
	w.Stats.Lost++
	w.Trackers[side].Set(func(k *memtracker.Knobs) {
		switch f.Do {
		case Busy:
			k.BusyNext = 1
		case Lose:
			k.LoseNext = 1
		case Never:
			k.NeverNext = 1
		case Late:
			k.LateNext, k.LateBy = 1, f.After
		}
	})
}

// commit runs a store's update under the driver's eyes.
func (w *World) commit(p *process, update func(full bool) error) error {
	if p.dead {
		return errPower
	}
	f := w.opt.Driver.At(Point{Kind: BeforeCommit, Node: p.node.i})
	if f.Do == Cut {
		p.cut()
	}
	if p.dead {
		return errPower
	}
	if err := update(f.Do == Full); err != nil {
		return err
	}
	if f := w.opt.Driver.At(Point{Kind: AfterCommit, Node: p.node.i}); f.Do == Cut {
		p.cut()
	}
	if p.dead {
		return errPower
	}
	return nil
}

// effect carries out a rule's own call.
func (w *World) effect(p *process, side int, request hub.Value) (hub.Value, error) {
	if p.dead {
		return nil, errPower
	}
	f := w.opt.Driver.At(Point{Kind: BeforeEffect, Node: p.node.i, Side: side})
	switch {
	case f.Do == Cut:
		p.cut()
		return nil, errPower
	case p.dead:
		return nil, errPower
	case f.Do == Never:
		w.Stats.Lost++
		return nil, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "no answer"}
	}
	v, err := w.opt.Effect(w, side, request)
	if after := w.opt.Driver.At(Point{Kind: AfterEffect, Node: p.node.i, Side: side}); after.Do == Cut {
		p.cut()
	}
	if p.dead {
		return nil, errPower
	}
	if f.Do == Lose && err == nil {
		w.Stats.Lost++
		return nil, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "no answer"}
	}
	return v, err
}

// Stall lets the process whose step is running be taken over by a new one, as
// when it was frozen and its lease ran out. Its call in flight goes out all the
// same if the driver answers Pass. It is called from within At.
func (w *World) Stall(ctx context.Context) error {
	p := w.running()
	p.stalled = true
	p.cut()
	w.Stats.Cuts-- // nobody pulled a plug
	return p.node.Start(ctx)
}

// Drive lets another driver have its say from here on: after Calm, one that
// only looks on.
func (w *World) Drive(d Driver) { w.opt.Driver = d }

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/demo"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/store"
)

func (a *app) demoCmd() *cobra.Command {
	dir, once := "", false
	c := &cobra.Command{
		Use: "demo", Short: "See it work: two folders of issues, kept in step", Args: noArgs,
		Example: "  entwine demo\n  entwine demo --once --dir /tmp/d --json",
		Long: "Makes two trackers that are folders of Markdown files, acme with sample issues and globex with none,\n" +
			"keeps them in step, and tells what crosses and what to try. Run again on the same folder it takes in\n" +
			"what changed meanwhile. Everything is below one folder; delete it when you have seen enough.",
		RunE: func(c *cobra.Command, _ []string) error {
			d := &demoRun{app: a, dir: dir, once: once, began: time.Now(), bar: a.bar()}
			return d.run(c.Context())
		},
	}
	c.Flags().StringVar(&dir, "dir", "entwine-demo", "`folder` for everything")
	c.Flags().BoolVar(&once, "once", false, "sync what there is, then end instead of watching")
	return c
}

// demoRun is one run of the demo.
type demoRun struct {
	*app
	dir   string
	once  bool
	began time.Time
	bar   *bar

	node    *running
	waiter  *demo.Waiter
	samples int
	end     node.Rested
	crossed chan node.Crossing
	known   map[string]hub.Fault // open ones, by id
}

// demoResult is the answer of demo --once.
type demoResult struct {
	Dir          string            `json:"dir"`
	Samples      int               `json:"samples"` // issues written by this run
	Issues       map[string]int    `json:"issues"`  // by tracker
	Pairs        int               `json:"pairs"`
	Events       int64             `json:"events"`       // that ended in this run
	Effects      int64             `json:"effects"`      // writes made to trackers in this run
	TrackerCalls int64             `json:"trackerCalls"` // in this run
	Faults       int               `json:"faults"`       // open
	Blocked      int               `json:"blocked"`      // events that need somebody
	Rest         bool              `json:"rest"`         // all is at rest
	Silent       map[string]string `json:"silent,omitempty"`
	Seconds      float64           `json:"seconds"`
}

func (d *demoRun) run(ctx context.Context) (err error) {
	if d.dir, err = filepath.Abs(d.dir); err != nil {
		return err
	}
	if err := d.open(ctx); err != nil {
		return err
	}
	control, err := d.node.ListenControl()
	if err != nil {
		return errors.Join(err, d.node.stop())
	}
	defer func() { err = errors.Join(err, control.Close(), d.node.stop()) }()
	if err := d.sync(ctx); err != nil {
		return err
	}
	r, err := d.result(ctx)
	if err != nil {
		return err
	}
	if d.json {
		err = d.answer(r)
	} else {
		err = d.summary(ctx, r)
	}
	if err != nil {
		return err
	}
	if d.once {
		return d.unrest(d.end)
	}
	return d.watch(ctx)
}

// open writes the samples and starts the node.
func (d *demoRun) open(ctx context.Context) (err error) {
	if !d.json {
		fmt.Fprintf(d.err, "Two trackers in %s: acme and globex, folders of Markdown files.\n", d.dir)
	}
	d.samples, err = demo.Prepare(ctx, d.dir, func(p demo.Progress) {
		d.bar.show(work{name: "writing samples", done: p.Issues, of: p.Of, note: p.Name})
	})
	d.bar.end()
	if err != nil {
		return err
	}
	cfg, err := config.Load(demo.ConfigFile(d.dir), config.Options{Kinds: node.Kinds(d.specs)})
	if err != nil {
		return err
	}
	n, err := d.app.open(ctx, cfg, slog.LevelError)
	if err != nil {
		return err
	}
	d.crossed = make(chan node.Crossing, 1000)
	n.Listen(d.crossed)
	d.node, d.waiter = start(ctx, n), &demo.Waiter{Node: n, Dir: d.dir}
	return nil
}

// sync takes in what is there, from one side and then from the other.
func (d *demoRun) sync(ctx context.Context) error {
	if err := d.rest(ctx, "looking for changes"); err != nil {
		return err
	}
	for _, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
		taken, err := d.take(ctx, side)
		if err == nil && taken > 0 {
			err = d.rest(ctx, "syncing")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// take takes in what exists on a side and is not synced yet.
func (d *demoRun) take(ctx context.Context, side hub.Side) (int, error) {
	name := demo.Acme + " → " + demo.Globex
	if side == hub.Acceptor {
		name = demo.Globex + " → " + demo.Acme
	}
	defer d.bar.end()
	b, err := d.node.Engine().Bulk(ctx, demo.Connection, side, "", nil)
	if err != nil {
		if ctx.Err() == nil && hub.AsError(err).Scope == hub.ScopeTracker {
			return 0, nil // the tracker lets nobody in; the wait for rest said so
		}
		return 0, err
	}
	if b.Taken == 0 {
		return 0, nil
	}
	_, err = d.node.AtRest(ctx, node.Rest{Progress: func(s node.Standing) {
		settled := d.node.Engine().Settled(b.ID)
		d.bar.show(work{name: name, done: settled, of: b.Taken, note: plural(int(s.Effects), "change")})
	}})
	return b.Taken, err
}

// rest waits until nothing moves, deletions included.
func (d *demoRun) rest(ctx context.Context, name string) (err error) {
	defer d.bar.end()
	d.end, err = d.node.AtRest(ctx, node.Rest{Waiting: d.waiter.Waiting, Progress: func(s node.Standing) {
		d.bar.show(work{name: name, text: standing(s)})
	}})
	return err
}

func (d *demoRun) result(ctx context.Context) (demoResult, error) {
	c := d.node.Engine().Counts()
	r := demoResult{
		Dir: d.dir, Samples: d.samples, Issues: map[string]int{}, Events: c.Events, Effects: c.Effects,
		TrackerCalls: d.node.Engine().TrackerCalls() + d.waiter.Calls, Silent: d.end.Silent,
		Rest: !d.end.Stuck && len(d.end.Silent) == 0,
	}
	for _, t := range []string{demo.Acme, demo.Globex} {
		n, err := demo.CountIssues(filepath.Join(d.dir, t))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return r, err
		}
		r.Issues[t] = n
	}
	err := d.node.View(ctx, func(tx store.Tx) (err error) {
		if r.Pairs, err = tx.Ends().Count(store.EndQuery{Connection: demo.Connection, Side: hub.Initiator}); err != nil {
			return err
		}
		events, err := tx.Events().Counts(demo.Connection)
		r.Blocked = events[hub.Blocked]
		return err
	})
	if err != nil {
		return r, err
	}
	s, err := d.node.Standing(ctx)
	r.Faults, r.Seconds = s.Faults, float64(time.Since(d.began).Milliseconds())/1000
	return r, err
}

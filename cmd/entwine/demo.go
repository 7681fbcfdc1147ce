package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/demo"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/store"
)

func (a *app) demoCmd() *cobra.Command {
	dir, side, with, once := "", "", "", false
	c := &cobra.Command{
		Use: "demo", Short: "See it work: two folders of issues, kept in step by two nodes", Args: noArgs,
		Example: "  entwine demo\n  entwine demo --with jira\n  entwine demo --once --dir /tmp/d --json",
		Long: "Makes two trackers that are folders of Markdown files, acme with sample issues and globex with none,\n" +
			"each with a node of its own: two processes with two databases, which an invitation joins. They keep the\n" +
			"trackers in step; the demo tells what crosses and what to try. Run again on the same folder it takes in\n" +
			"what changed meanwhile. Everything is below one folder; delete it when you have seen enough.\n\n" +
			"With jira, acme has a simulated Jira Cloud and globex a Jira Server 8, each with pages to change its issues\n" +
			"on; with jira,markdown globex has a folder. What is in a simulated Jira ends with the demo, so each run\n" +
			"begins anew, in a folder of its own.",
		RunE: func(c *cobra.Command, _ []string) error {
			kinds, err := demo.ParseWith(with)
			if err != nil {
				return &codeError{exitUsage, err}
			}
			if side != "" {
				return a.serveSide(c.Context(), dir, side, kinds)
			}
			d := &demoRun{app: a, with: kinds, dir: kinds.Folder(dir, time.Now()), once: once, began: time.Now(), bar: a.bar()}
			return d.run(c.Context())
		},
	}
	c.Flags().StringVar(&dir, "dir", "entwine-demo", "`folder` for everything")
	c.Flags().StringVar(&with, "with", "markdown", "`kinds` of trackers: markdown, jira, or jira,markdown")
	c.Flags().BoolVar(&once, "once", false, "sync what there is, then end instead of watching")
	c.Flags().StringVar(&side, "side", "", "be one of the two nodes; the demo starts its second one so")
	if err := c.Flags().MarkHidden("side"); err != nil {
		panic(err) // the flag is there: it was just made
	}
	return c
}

// demoRun is one run of the demo.
type demoRun struct {
	*app
	with  demo.With
	dir   string
	once  bool
	began time.Time
	bar   *bar

	site      *demoSite    // acme's Jira, if it has one
	node      *running     // acme's
	far       *sideProcess // globex's
	waiter    *demo.Waiter
	farAsks   int64 // calls to globex that only looked whether there is something to wait for
	farIssues int   // of globex's Jira, if it has one
	samples   int
	end       node.Rested
	crossed   chan node.Crossing
	known     map[string]hub.Fault // open ones, by id
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
	end, err := d.open(ctx)
	defer func() {
		for _, fn := range slices.Backward(end) {
			err = errors.Join(err, fn())
		}
	}()
	if err != nil {
		return err
	}
	if err := d.join(ctx); err != nil {
		return err
	}
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

// open writes the samples and starts the two nodes. What it returns ends them,
// the last first, also where it failed.
func (d *demoRun) open(ctx context.Context) (end []func() error, err error) {
	if end, err = d.prepare(ctx); err != nil {
		return end, err
	}
	n, err := d.openSide(ctx, d.dir, demo.Acme)
	if err != nil {
		return end, err
	}
	d.crossed = make(chan node.Crossing, 1000)
	n.Listen(d.crossed)
	link, err := n.ListenLink(ctx)
	if err != nil {
		return end, errors.Join(err, n.Close())
	}
	d.node, d.waiter = start(ctx, n), &demo.Waiter{Node: n, Dir: d.dir}
	end = append(end, d.node.stop, link.Close)
	control, err := n.ListenControl()
	if err != nil {
		return end, err
	}
	end = append(end, control.Close)
	if d.far, err = d.startSide(ctx, d.dir, demo.Globex, d.with, d.crossed); err != nil {
		return end, err
	}
	return append(end, d.far.stop), nil
}

// prepare makes the trackers, and the samples in acme's.
func (d *demoRun) prepare(ctx context.Context) (end []func() error, err error) {
	if d.with.Plain() {
		if !d.json {
			fmt.Fprintf(d.err, "Two trackers in %s: acme and globex, folders of Markdown files.\n", d.dir)
		}
		d.samples, err = demo.Prepare(ctx, d.dir, func(p demo.Progress) {
			d.bar.show(work{name: "writing samples", done: p.Issues, of: p.Of, note: p.Name})
		})
		d.bar.end()
		return nil, err
	}
	if !d.json {
		fmt.Fprintf(d.err, "Two trackers: acme has a simulated Jira Cloud, globex a %s. The nodes keep their data in %s.\n",
			map[demo.Tracker]string{demo.Jira: "simulated Jira Server 8", demo.Markdown: "folder of Markdown files"}[d.with.Globex], d.dir)
	}
	if err := demo.PrepareWith(d.dir, d.with); err != nil {
		return nil, err
	}
	if d.site, err = d.openSite(d.dir, demo.Acme); err != nil {
		return nil, err
	}
	d.samples, err = demo.FillJira(d.site.Site)
	return []func() error{d.site.close}, err
}

// join sees to it that the two nodes know each other: by an invitation, the
// first time, and later by their addresses, if those are others than before.
func (d *demoRun) join(ctx context.Context) error {
	near, err := connectionOf(ctx, d.node, demo.Connection)
	if err != nil {
		return err
	}
	far, err := connectionOf(ctx, d.far, demo.Connection)
	if err != nil {
		return err
	}
	active := func(c node.ConnectionStatus) bool { return c.Side != "" && c.State != string(accord.Stopped) }
	switch {
	case active(near) && active(far):
		if far.Address != d.node.Config().Node.Link.Address {
			if err := d.far.MovePartner(ctx, demo.Connection, d.node.Config().Node.Link.Address); err != nil {
				return err
			}
		}
		if near.Address != d.far.address {
			return d.node.MovePartner(ctx, demo.Connection, d.far.address)
		}
		return nil
	case active(near): // interrupted before the other side knew
		if _, err := d.node.EndConnection(ctx, node.EndQuery{Connection: demo.Connection, State: accord.Revoked, Why: "interrupted"}); err != nil {
			return err
		}
	}
	inv, err := d.node.Invite(ctx, node.InviteQuery{Connection: demo.Connection, Valid: time.Hour})
	if err != nil {
		return err
	}
	c, err := d.far.Accept(ctx, node.AcceptQuery{Code: inv.Code, Connection: demo.Connection})
	if err == nil && !d.json {
		fmt.Fprintf(d.err, "Two nodes, joined by an invitation; both see the digits %s.\n", c.Check)
	}
	return err
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
	if side == hub.Acceptor {
		return d.takeFar(ctx, name)
	}
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

// takeFar lets the second node take in what exists at globex.
func (d *demoRun) takeFar(ctx context.Context, name string) (int, error) {
	b, err := d.far.StartBulk(ctx, node.BulkQuery{Connection: demo.Connection, Side: hub.Acceptor})
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for err == nil && (b.State == "finding" || b.State == "running") {
		d.bar.show(work{name: name, done: b.Settled, of: b.Taken})
		select {
		case <-ctx.Done():
			return b.Taken, ctx.Err()
		case <-tick.C:
			b, err = d.far.Bulk(ctx, demo.Connection, hub.Acceptor)
		}
	}
	// A tracker that lets nobody in was told of by the wait for rest.
	return b.Taken, err
}

// rest waits until nothing moves at either node, deletions included. What one
// does may give the other something to do, so it is over when both have waited
// and nothing came of it.
func (d *demoRun) rest(ctx context.Context, name string) (err error) {
	defer d.bar.end()
	for before := int64(-1); ; {
		d.end, err = d.node.AtRest(ctx, node.Rest{Waiting: d.waiter.Waiting, Progress: func(s node.Standing) {
			f := d.far.stands()
			s.Events, s.Effects, s.Pending = s.Events+f.Events, s.Effects+f.Effects, s.Pending+f.Pending
			d.bar.show(work{name: name, text: standing(s)})
		}})
		if err != nil {
			return err
		}
		far, err := d.far.rest(ctx)
		if err != nil {
			return err
		}
		d.farAsks, d.farIssues = far.Calls, far.Issues
		d.end.Stuck = d.end.Stuck || far.Stuck
		for t, why := range far.Silent {
			if d.end.Silent == nil {
				d.end.Silent = map[string]string{}
			}
			d.end.Silent[t] = why
		}
		c, err := d.counts(ctx)
		if err != nil {
			return err
		}
		open, err := d.awaiting(ctx)
		if err != nil {
			return err
		}
		if c.Events+c.Effects == before && open == 0 || d.end.Stuck || len(d.end.Silent) > 0 {
			return nil
		}
		before = c.Events + c.Effects
	}
}

// counts adds up what both nodes did.
func (d *demoRun) counts(ctx context.Context) (engine.Counts, error) {
	c := d.node.Engine().Counts()
	s, err := d.far.Status(ctx)
	c.Events, c.Effects = c.Events+s.Counts.Events, c.Effects+s.Counts.Effects
	return c, err
}

// awaiting counts what is on its way from one node to the other, the answer
// included. What is blocked over there needs a person, and is not waited for.
func (d *demoRun) awaiting(ctx context.Context) (n int, err error) {
	for _, desk := range []node.Desk{d.node, d.far} {
		s, err := connectionOf(ctx, desk, demo.Connection)
		if err != nil {
			return 0, err
		}
		n += s.Events[hub.Waiting] + s.Events[hub.Running] - s.Events[hub.Blocked]
	}
	return max(n, 0), nil
}

func (d *demoRun) result(ctx context.Context) (demoResult, error) {
	far, err := d.far.Status(ctx)
	if err != nil {
		return demoResult{}, err
	}
	c := d.node.Engine().Counts()
	r := demoResult{
		Dir: d.dir, Samples: d.samples, Issues: map[string]int{}, Events: c.Events + far.Counts.Events, Effects: c.Effects + far.Counts.Effects,
		TrackerCalls: d.node.Engine().TrackerCalls() + d.waiter.Calls + far.TrackerCalls + d.farAsks, Silent: d.end.Silent,
		Rest: !d.end.Stuck && len(d.end.Silent) == 0,
	}
	for _, t := range []string{demo.Acme, demo.Globex} {
		if d.with.Of(t) == demo.Jira {
			r.Issues[t] = d.farIssues
			if t == demo.Acme {
				r.Issues[t] = d.site.Count()
			}
			continue
		}
		n, err := demo.CountIssues(filepath.Join(d.dir, t))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return r, err
		}
		r.Issues[t] = n
	}
	err = d.node.View(ctx, func(tx store.Tx) (err error) {
		if r.Pairs, err = tx.Ends().Count(store.EndQuery{Connection: demo.Connection, Side: hub.Initiator}); err != nil {
			return err
		}
		events, err := tx.Events().Counts(demo.Connection)
		r.Blocked = events[hub.Blocked]
		for _, k := range far.Connections {
			r.Blocked += k.Events[hub.Blocked]
		}
		return err
	})
	if err != nil {
		return r, err
	}
	s, err := d.node.Standing(ctx)
	r.Faults, r.Seconds = s.Faults+far.Faults, float64(time.Since(d.began).Milliseconds())/1000
	return r, err
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

const (
	memoryGoal = 64 << 20 // that of the program, which has no tracker in it
	eachIssue  = 16 << 10 // what a tracker in memory takes for one, its log and past versions included
)

const connection = "shared"

// one is a node with its tracker.
type one struct {
	*node.Node
	mem  *memtracker.Tracker
	stop func() error
}

func open(ctx context.Context, mem *memtracker.Tracker, dir, link string) (*one, error) {
	spec := mem.Spec()
	spec.New = func(tracker.Settings, tracker.Env) (tracker.Connector, error) { return mem.Connector(), nil }
	text := fmt.Sprintf("node: {name: measured, data: %q, control: none, %s}\ntrackers: {t: {kind: %s, poll: 24h}}\n"+
		"connections: {%s: {here: {tracker: t, trigger: all, project: BENCH}, guard: {overwrites: 100%%}}}\n", dir, link, spec.Kind, connection)
	cfg, err := config.Parse(filepath.Join(dir, "entwine.yaml"), []byte(text), config.Options{Kinds: node.Kinds([]tracker.Spec{spec})})
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	n, err := node.Open(ctx, node.Options{Config: cfg, Specs: []tracker.Spec{spec},
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	if err != nil {
		return nil, err
	}
	run, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- n.Run(run) }()
	<-n.Started()
	o := &one{n, mem, func() error {
		cancel()
		return errors.Join(<-ended, n.Close())
	}}
	return o, n.Engine().Poll(ctx, "t")
}

// figures says what there is, and what it took.
func (o *one) figures(ctx context.Context, heap float64) (figures, error) {
	f := figures{Events: o.Engine().Counts().Events, Calls: o.Engine().TrackerCalls(), Requests: o.LinkRequests(), HeapMB: heap}
	for _, is := range o.mem.Issues() {
		f.Issues++
		f.Comments += len(is.Comments)
	}
	faults, err := o.Faults(ctx, "open")
	f.Faults = len(faults)
	f.PeakMB, f.CPU = used()
	return f, err
}

// called has the issues, and tells them when it is told to.
func called(ctx context.Context, dir, listen, address string, issues, comments int) error {
	debug.SetMemoryLimit(memoryGoal + int64(issues)*eachIssue)
	mem := memtracker.New(memtracker.Config{Identity: "called", Project: "BENCH"})
	who := hub.User{ID: "ann", Name: "Ann"}
	for i := range issues {
		ref := mem.Add(hub.Issue{
			Summary: fmt.Sprintf("Issue %d", i), Status: "open", Priority: "high", Labels: []string{"bench", "ui"},
			Description: "The quick brown fox jumps over the lazy dog. It does so again and again, until somebody looks.",
		})
		for k := range comments {
			mem.Comment(ref.ID, who, fmt.Sprintf("Comment %d of issue %d: seen again this morning, with the same log as before.", k, i))
		}
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	o, err := open(ctx, mem, dir, fmt.Sprintf("link: {listen: %q, address: %q}", listen, address))
	if err != nil {
		return err
	}
	s, err := o.ListenLink(ctx)
	if err != nil {
		return errors.Join(err, o.stop())
	}
	out, in := json.NewEncoder(os.Stdout), json.NewDecoder(os.Stdin)
	inv, err := o.Invite(ctx, node.InviteQuery{Connection: connection})
	if err != nil {
		return err
	}
	var word string
	if err := errors.Join(out.Encode(inv.Code), in.Decode(&word)); err != nil {
		return err
	}
	began, everything := time.Now(), ""
	if _, err := o.StartBulk(ctx, node.BulkQuery{Connection: connection, Side: hub.Initiator, Query: &everything}); err != nil {
		return err
	}
	for said := began; ; {
		b, err := o.Bulk(ctx, connection, hub.Initiator)
		if err != nil {
			return err
		}
		if b.Fault != "" {
			return errors.New(b.Fault)
		}
		if b.Settled >= issues {
			break
		}
		if time.Since(said) > 10*time.Second {
			said = time.Now()
			fmt.Fprintf(os.Stderr, "%.0f s: %d of %d\n", time.Since(began).Seconds(), b.Settled, issues)
		}
		if err := settle(ctx); err != nil {
			return err
		}
	}
	took := time.Since(began)
	f, err := o.figures(ctx, float64(m.HeapAlloc)/(1<<20))
	if err != nil {
		return err
	}
	f.Seconds = took.Seconds()
	return errors.Join(out.Encode(f), s.Close(), o.stop())
}

// calling takes the issues in, and says so when it is asked to.
func calling(ctx context.Context, dir string, issues int) error {
	debug.SetMemoryLimit(memoryGoal + int64(issues)*eachIssue)
	o, err := open(ctx, memtracker.New(memtracker.Config{Identity: "calling", Project: "BENCH"}), dir, "link: {title: Calling}")
	if err != nil {
		return err
	}
	out, in := json.NewEncoder(os.Stdout), json.NewDecoder(os.Stdin)
	var code, end string
	if err := in.Decode(&code); err != nil {
		return err
	}
	if _, err := o.Accept(ctx, node.AcceptQuery{Code: code, Connection: connection}); err != nil {
		return err
	}
	if err := errors.Join(out.Encode("ready"), in.Decode(&end)); err != nil {
		return err
	}
	f, err := o.figures(ctx, 0)
	return errors.Join(err, out.Encode(f), o.stop())
}

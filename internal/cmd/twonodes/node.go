package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

const (
	memoryGoal = 56 << 20 // that of the program
	connection = "shared"
)

// one is a node.
type one struct {
	*node.Node
	stop func() error
}

// open starts a node in a folder, whose tracker is at a socket.
func open(ctx context.Context, socket, dir, link string) (*one, error) {
	debug.SetMemoryLimit(memoryGoal)
	spec := memtracker.New(memtracker.Config{}).Spec()
	spec.New = func(tracker.Settings, tracker.Env) (tracker.Connector, error) { return dial(socket) }
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
	o := &one{n, func() error {
		cancel()
		return errors.Join(<-ended, n.Close())
	}}
	return o, n.Engine().Poll(ctx, "t")
}

// figures says what the node did, and what it took.
func (o *one) figures(ctx context.Context) (figures, error) {
	f := figures{Events: o.Engine().Counts().Events, Calls: o.Engine().TrackerCalls(), Requests: o.LinkRequests()}
	faults, err := o.Faults(ctx, "open")
	f.Faults = len(faults)
	f.PeakMB, f.CPU = used()
	return f, err
}

// called has the issues, and tells them when it is told to.
func called(ctx context.Context, socket, dir, listen, address string, issues int) error {
	o, err := open(ctx, socket, dir, fmt.Sprintf("link: {listen: %q, address: %q}", listen, address))
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
	f, err := o.figures(ctx)
	if err != nil {
		return err
	}
	f.Seconds = took.Seconds()
	return errors.Join(out.Encode(f), s.Close(), o.stop())
}

// calling takes the issues in, and says so when it is asked to.
func calling(ctx context.Context, socket, dir string) error {
	o, err := open(ctx, socket, dir, "link: {title: Calling}")
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
	f, err := o.figures(ctx)
	return errors.Join(err, out.Encode(f), o.stop())
}

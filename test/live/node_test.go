package live

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/tracker/all"
)

// pairing is one connection between two places, as its owner writes it down.
type pairing struct {
	a, b  place
	more  string // lines of the connection: values, guard
	hooks string // where trackers call
}

func (p *pairing) trackers() []string { return []string{"a", "b"} }

// configured is what a node can be made of.
type configured interface {
	text(data string) string // the config of a node that keeps its data there
	trackers() []string
}

const connection = "c"

// text is the config. Both sides take in what is new.
func (p *pairing) text(data string) string {
	hooks := ""
	if p.hooks != "" {
		hooks = ", hooks: \"" + p.hooks + "\""
	}
	return fmt.Sprintf("node: {name: live, data: %q%s}\ntrackers:\n", data, hooks) + p.a.tracker("a") + p.b.tracker("b") +
		"connections:\n  " + connection + ":\n    initiator: " + p.a.half("a", ", trigger: all") +
		"\n    acceptor: " + p.b.half("b", ", trigger: all") + "\n" + p.more
}

// values says what statuses and priorities of the two places are called there.
func (p *pairing) values() string {
	var b strings.Builder
	b.WriteString("    values:\n      status:\n")
	for _, w := range []string{"new", "begun", "done"} {
		fmt.Fprintf(&b, "        %s: %s\n", p.a.status(w), p.b.status(w))
	}
	b.WriteString("      priority:\n")
	for i, theirs := range p.b.priorities() {
		fmt.Fprintf(&b, "        %s: %s\n", p.a.priorities()[i], theirs)
	}
	return b.String()
}

// keeper is a node at work in this process, under a clock that can be moved.
type keeper struct {
	*node.Node
	t     testing.TB
	ahead atomic.Int64 // of the real time
	log   bytes.Buffer
}

// keep starts a node, until the end of the test.
func keep(t testing.TB, c configured) *keeper {
	t.Helper()
	data := t.TempDir()
	file, text := filepath.Join(data, "entwine.yaml"), c.text(data)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(file, config.Options{Kinds: node.Kinds(all.Specs)})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	k := &keeper{t: t}
	now := func() time.Time { return time.Now().Add(time.Duration(k.ahead.Load())) }
	k.Node, err = node.Open(t.Context(), node.Options{
		Config: cfg, Specs: all.Specs, Now: now, Log: slog.New(slog.NewTextHandler(&k.log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- k.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := k.Close(); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Logf("the node said:\n%s", tail(k.log.String(), 60))
		}
	})
	<-k.Started()
	// From here on a tracker knows what is new to us.
	for _, name := range c.trackers() {
		if err := k.Engine().Poll(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	return k
}

func tail(s string, n int) string {
	l := strings.Split(strings.TrimSpace(s), "\n")
	return strings.Join(l[max(len(l)-n, 0):], "\n")
}

func (k *keeper) within(t testing.TB) { k.t = t }

func (k *keeper) effects() int64 { return k.Engine().Counts().Effects }

// later moves the clock on.
func (k *keeper) later(d time.Duration) { k.ahead.Add(int64(d)) }

// rest waits until nothing is left to do, and returns the open faults.
func (k *keeper) rest() []hub.Fault {
	k.t.Helper()
	end, err := k.AtRest(k.t.Context(), node.Rest{Patience: 100 * time.Second}) // an unknown outcome is looked for after a minute
	if err != nil || end.Stuck || len(end.Silent) > 0 {
		k.t.Fatalf("not at rest: %+v, %v, faults %v", end, err, k.faults())
	}
	return k.faults()
}

func (k *keeper) faults() []hub.Fault {
	k.t.Helper()
	l, err := k.Faults(context.WithoutCancel(k.t.Context()), "open")
	if err != nil {
		k.t.Fatal(err)
	}
	return l
}

// settle is rest where there must be no fault.
func (k *keeper) settle() {
	k.t.Helper()
	if l := k.rest(); len(l) > 0 {
		for _, f := range l {
			k.t.Errorf("fault: %s of %s %s: %s", f.Code, f.Scope, f.Issue, f.Message)
		}
		k.t.FailNow()
	}
}

// round looks for what trackers do not tell, as a node does every ten minutes,
// and finds nothing wrong.
func (k *keeper) round() {
	k.t.Helper()
	k.look()
	k.settle()
}

func (k *keeper) look() {
	k.t.Helper()
	k.later(11 * time.Minute)
	if err := k.Engine().Round(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
	if err := k.Engine().Sweep(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
	k.rest()
}

// twin is the issue at b that an issue at a is synced with.
func (k *keeper) twin(id string, from hub.Side) string {
	k.t.Helper()
	list, err := k.Pairs(k.t.Context(), node.PairQuery{})
	if err != nil {
		k.t.Fatal(err)
	}
	return twinIn(k.t, list, id, from)
}

// twinIn finds it in the pairs of a node.
func twinIn(t testing.TB, list []node.Pair, id string, from hub.Side) string {
	t.Helper()
	for _, p := range list {
		left, right := p.Local, p.Remote
		if p.Side != hub.Initiator {
			left, right = right, left
		}
		if from == hub.Acceptor {
			left, right = right, left
		}
		if (left.ID == id || left.Key == id) && right.ID != "" {
			return right.String()
		}
	}
	t.Fatalf("%s has no twin; pairs %+v", id, list)
	return ""
}

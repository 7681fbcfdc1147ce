package node

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/all"
)

// world is a node with two folders of files.
type world struct {
	*Node
	t    *testing.T
	dir  string
	stop func()

	specs  []tracker.Spec
	config string // worldConfig if empty
}

const worldConfig = `
node: {name: test}
trackers:
  a: {kind: markdown, path: a, prefix: A, poll: 100ms}
  b: {kind: markdown, path: b, prefix: B, poll: 100ms}
connections:
  c:
    initiator: {tracker: a, trigger: all}
    acceptor: {tracker: b}
`

// setup makes a node that works, over folders with so many issues on the
// initiator's side.
func setup(t *testing.T, issues int) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir(), specs: all.Specs}
	for _, d := range []string{"a", "b"} {
		if err := os.Mkdir(filepath.Join(w.dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for i := range issues {
		w.write(fmt.Sprintf("a/%d.md", i), fmt.Sprintf("---\nkey: A-%d\nsummary: Issue %d\nstatus: open\n---\n\nText.\n", i+1, i))
	}
	w.open()
	t.Cleanup(func() { w.stop() })
	return w
}

func (w *world) open() {
	w.t.Helper()
	if w.config == "" {
		w.config = worldConfig
	}
	cfg, err := config.Parse(filepath.Join(w.dir, "entwine.yaml"), []byte(w.config), config.Options{Kinds: Kinds(all.Specs)})
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(w.t.Context())
	if w.Node, err = Open(ctx, Options{Config: cfg, Specs: w.specs}); err != nil {
		w.t.Fatal(err)
	}
	n, ended := w.Node, make(chan error)
	go func() { ended <- n.Run(ctx) }()
	w.stop = func() {
		cancel()
		if err := errors.Join(<-ended, n.Close()); err != nil {
			w.t.Errorf("node ended with %v", err)
		}
		w.stop = func() {}
	}
	<-n.Started()
}

func (w *world) write(name, text string) {
	w.t.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) rest() {
	w.t.Helper()
	end, err := w.AtRest(w.t.Context(), Rest{})
	if err != nil || end.Stuck || len(end.Silent) > 0 {
		w.t.Fatalf("not at rest: %+v, %v", end, err)
	}
}

// bulk takes in everything and waits for it.
func (w *world) bulk() BulkState {
	w.t.Helper()
	if _, err := w.StartBulk(w.t.Context(), BulkQuery{Connection: "c", Side: hub.Initiator}); err != nil {
		w.t.Fatal(err)
	}
	for {
		w.rest()
		s, err := w.Bulk(w.t.Context(), "c", hub.Initiator)
		if err != nil {
			w.t.Fatal(err)
		}
		if s.State != "running" && s.State != "finding" {
			w.rest()
			s, err = w.Bulk(w.t.Context(), "c", hub.Initiator)
			if err != nil {
				w.t.Fatal(err)
			}
			return s
		}
	}
}

func (w *world) pairs(n int) []Pair {
	w.t.Helper()
	list, err := w.Pairs(w.t.Context(), PairQuery{})
	if err != nil || len(list) != n {
		w.t.Fatalf("got %d pairs and %v, want %d", len(list), err, n)
	}
	return list
}

func TestBulk(t *testing.T) {
	t.Parallel()
	w := setup(t, 12)
	crossed := make(chan Crossing, 100)
	defer w.Listen(crossed)()
	if s := w.bulk(); s.State != "done" || s.Taken != 12 || s.Settled != 12 || !s.Idle {
		t.Errorf("bulk run ended as %+v", s)
	}
	for _, p := range w.pairs(12) {
		if p.Local.Key == "" || p.Remote.Key == "" || p.State != hub.EndActive || p.OtherState != hub.EndActive {
			t.Errorf("pair is %+v", p)
		}
	}
	if len(crossed) < 12 {
		t.Fatalf("heard of %d messages, want 12", len(crossed))
	}
	if c := <-crossed; !c.Created || c.From != hub.Initiator || !strings.HasPrefix(c.Source.Key, "A-") || len(c.Parts) == 0 || c.Took <= 0 {
		t.Errorf("heard of %+v", c)
	}
	if s := w.bulk(); s.Taken != 0 {
		t.Errorf("a second run took in %d", s.Taken)
	}
	w.pairs(12)
}

func TestStart(t *testing.T) {
	t.Parallel()
	w := setup(t, 3)
	w.rest()
	w.pairs(0) // what exists is left alone until a bulk run
	w.stop()
	w.write("a/new.md", "---\nkey: A-9\nsummary: made while nobody watched\n---\n")
	w.open()
	w.rest()
	if p := w.pairs(1)[0]; p.Local.Key != "A-9" {
		t.Errorf("pair is %+v", p)
	}
}

func TestInUse(t *testing.T) {
	t.Parallel()
	w := setup(t, 0)
	if n, err := Open(t.Context(), Options{Config: w.Config(), Specs: all.Specs}); err == nil {
		t.Error("a second node opened the same folder")
		n.Close()
	}
}

// Broken files are faults from the first start on, and mend.
func TestBroken(t *testing.T) {
	t.Parallel()
	w := &world{t: t, dir: t.TempDir(), specs: all.Specs}
	for _, d := range []string{"a", "b"} {
		if err := os.Mkdir(filepath.Join(w.dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 5 {
		w.write(fmt.Sprintf("a/broken%d.md", i), fmt.Sprintf("---\nkey: A-%d\nsummary: [broken\n---\n", 10+i))
	}
	w.write("a/good.md", "---\nkey: A-1\nsummary: fine\n---\n")
	w.open()
	defer w.stop()
	w.bulk()
	w.pairs(1)
	faults := func() int {
		list, err := w.Faults(t.Context(), "open")
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if n := faults(); n != 5 {
		t.Fatalf("got %d faults, want 5", n)
	}
	list, _ := w.Faults(t.Context(), "open")
	if _, err := w.Retry(t.Context(), list[0].ID); hub.CodeOf(err) != hub.Invalid {
		t.Errorf("a fault that only its file can mend was retried: %v", err)
	}
	if _, err := w.Skip(t.Context(), list[0].ID, "because", "test"); hub.CodeOf(err) != hub.Invalid {
		t.Errorf("a fault without events was skipped: %v", err)
	}
	for i := range 5 {
		w.write(fmt.Sprintf("a/broken%d.md", i), fmt.Sprintf("---\nkey: A-%d\nsummary: mended\n---\n", 10+i))
	}
	w.rest()
	if n := faults(); n != 0 {
		t.Errorf("%d faults are still open", n)
	}
	w.pairs(6)
}

func TestSyncPauseStatus(t *testing.T) {
	t.Parallel()
	w := setup(t, 2)
	ctx := t.Context()
	w.rest()
	s, err := w.Sync(ctx, SyncQuery{Key: "A-2"})
	if err != nil || s.Tracker != "a" || s.Pairs != 1 {
		t.Fatalf("sync answered %+v, %v", s, err)
	}
	w.rest()
	if p := w.pairs(1)[0]; p.Local.Key != "A-2" {
		t.Errorf("pair is %+v", p)
	}
	for _, q := range []SyncQuery{{}, {Key: "A-77"}, {Key: "A-1", Tracker: "x"}, {Key: "A-1", Connection: "x"}} {
		if _, err := w.Sync(ctx, q); err == nil {
			t.Errorf("sync of %+v worked", q)
		}
	}
	if err := w.Pause(ctx, store.Pause{Scope: hub.ScopeConnection, ID: "c", Why: "test"}); err != nil {
		t.Fatal(err)
	}
	if st, err := w.Status(ctx); err != nil || st.Connections[0].State != "paused" || len(st.Pauses) != 1 || !st.Running {
		t.Errorf("status is %+v, %v", st, err)
	}
	if err := w.Resume(ctx, hub.ScopeConnection, "c"); err != nil {
		t.Fatal(err)
	}
	if err := w.Pause(ctx, store.Pause{Scope: hub.ScopeTracker, ID: "nope"}); hub.CodeOf(err) != hub.Invalid {
		t.Errorf("pause of nothing: %v", err)
	}
	st, err := w.Status(ctx)
	if err != nil || st.Connections[0].State != "active" || st.Connections[0].Pairs[hub.EndActive] != 1 || st.Trackers[0].State != "active" {
		t.Errorf("status is %+v, %v", st, err)
	}
	if evs, err := w.Events(ctx, EventQuery{Limit: 1}); err != nil || len(evs) != 1 {
		t.Errorf("events are %v, %v", evs, err)
	} else if ev, err := w.Event(ctx, evs[0].ID); err != nil || ev.ID != evs[0].ID {
		t.Errorf("event is %v, %v", ev, err)
	}
	if _, err := w.Event(ctx, "nope"); hub.CodeOf(err) != hub.NotFound {
		t.Errorf("an event that is none: %v", err)
	}
}

// locked refuses to show issues as long as it is told to.
type locked struct {
	tracker.Connector
	is *atomic.Bool
}

func (l locked) Get(ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
	if l.is.Load() {
		return nil, &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: "wrong key"}
	}
	return l.Connector.Get(ctx, ref)
}

// Whoever mends a key or a right and starts the node again has nothing more to
// do: what stood still because of it goes on.
func TestDenied(t *testing.T) {
	t.Parallel()
	w := setup(t, 2)
	w.bulk()
	w.stop()
	var lock atomic.Bool
	w.specs = slices.Clone(all.Specs)
	i := slices.IndexFunc(w.specs, func(s tracker.Spec) bool { return s.Kind == "markdown" })
	plain := w.specs[i].New
	w.specs[i].New = func(s tracker.Settings, env tracker.Env) (tracker.Connector, error) {
		c, err := plain(s, env)
		if s["prefix"] == "B" {
			c = locked{c, &lock}
		}
		return c, err
	}
	lock.Store(true)
	w.open()
	w.write("a/0.md", "---\nkey: A-1\nsummary: Changed\nstatus: open\n---\n\nText.\n")
	w.rest()
	for range 2 { // a start with the wrong key still in place is no help
		faults, err := w.Faults(t.Context(), "open")
		if err != nil || len(faults) != 1 || faults[0].Code != hub.Denied || !w.queue.Paused(hub.ScopeTracker, "b") {
			t.Fatalf("denied, and the faults are %+v, %v", faults, err)
		}
		w.stop()
		w.open()
		w.rest()
	}
	lock.Store(false)
	w.stop()
	w.open()
	w.rest()
	if faults, err := w.Faults(t.Context(), "open"); err != nil || len(faults) != 0 || w.queue.Paused(hub.ScopeTracker, "b") {
		t.Errorf("mended, and the faults are %+v, %v", faults, err)
	}
	if is, err := w.Tracker("b").Get(t.Context(), w.pairs(2)[0].Remote); err != nil || is.Summary != "Changed" {
		t.Errorf("got %+v, %v", is, err)
	}
}

// A folder that is away holds up nobody for long, and is said to be away.
func TestAway(t *testing.T) {
	t.Parallel()
	w := setup(t, 2)
	w.bulk()
	if err := os.Rename(filepath.Join(w.dir, "b"), filepath.Join(w.dir, "gone")); err != nil {
		t.Fatal(err)
	}
	end, err := w.AtRest(t.Context(), Rest{})
	if err != nil || end.Silent["b"] == "" {
		t.Fatalf("rest ended as %+v, %v", end, err)
	}
	if err := os.Rename(filepath.Join(w.dir, "gone"), filepath.Join(w.dir, "b")); err != nil {
		t.Fatal(err)
	}
	w.rest()
	w.pairs(2)
}

func TestMistakenSetting(t *testing.T) {
	t.Parallel()
	text := strings.Replace(worldConfig, "prefix: A", "prefix: '-!-'", 1)
	cfg, err := config.Parse("entwine.yaml", []byte(text), config.Options{Kinds: Kinds(all.Specs)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), Options{Config: cfg, Specs: all.Specs})
	var ps config.Problems
	if !errors.As(err, &ps) || len(ps) != 1 || ps[0].String() != "entwine.yaml:4:32: a prefix of keys is made of letters and digits" {
		t.Errorf("got %v", err)
	}
}

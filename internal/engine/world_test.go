package engine

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link"
	"github.com/entwine-sync/entwine/internal/queue/local"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// world is two trackers, a node between them and a clock that only the test
// moves. Steps are driven one by one, so that a story is the same every time.
type world struct {
	t     *testing.T
	clock time.Time
	A, B  *memtracker.Tracker
	conn  *Connection
	wrapB func(tracker.Spec, tracker.Connector) (tracker.Spec, tracker.Connector)
	dir   string
	log   *slog.Logger
	blobs *memBlobs
	ids   int

	store store.Store
	power *power
	queue *local.Queue
	eng   *Engine
}

type worldOptions struct {
	a, b   memtracker.Config
	rulesA rule.Set
	rulesB rule.Set
	change func(*Connection)
	wrapB  func(tracker.Spec, tracker.Connector) (tracker.Spec, tracker.Connector) // what the engine has of B
}

var ctx = context.Background()

var loud = flag.Bool("loud", false, "show the node's log")

func newWorld(t *testing.T, o worldOptions) *world {
	t.Helper()
	w := &world{t: t, clock: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), dir: t.TempDir(), blobs: &memBlobs{m: map[hub.Digest][]byte{}}}
	w.log = slog.New(slog.DiscardHandler)
	if *loud {
		w.log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	o.a.Now, o.b.Now = w.now, w.now
	o.a.Identity, o.b.Identity = "a", "b"
	if o.a.Project == "" {
		o.a.Project, o.b.Project = "AAA", "BBB"
	}
	w.power = &power{}
	hook := func(side string, inner func(memtracker.Call) error) func(memtracker.Call) error {
		return func(c memtracker.Call) error {
			if err := w.power.call(side, c); err != nil {
				return err
			}
			if inner != nil {
				return inner(c)
			}
			return nil
		}
	}
	o.a.OnCall, o.b.OnCall = hook("A", o.a.OnCall), hook("B", o.b.OnCall)
	w.A, w.B = memtracker.New(o.a), memtracker.New(o.b)
	if w.wrapB = o.wrapB; w.wrapB == nil {
		w.wrapB = func(s tracker.Spec, c tracker.Connector) (tracker.Spec, tracker.Connector) { return s, c }
	}
	if o.rulesA == nil {
		o.rulesA = rule.Basic{Project: "AAA"}
	}
	if o.rulesB == nil {
		o.rulesB = rule.Basic{Project: "BBB"}
	}
	all := ""
	w.conn = &Connection{ID: "c1", Halves: map[hub.Side]*Half{
		hub.Initiator: {Tracker: "a", Rules: o.rulesA, Trigger: &all},
		hub.Acceptor:  {Tracker: "b", Rules: o.rulesB, Trigger: &all},
	}}
	if o.change != nil {
		o.change(w.conn)
	}
	w.start()
	w.poll()
	return w
}

func (w *world) now() time.Time { return w.clock }

// start puts a node over what is stored, as after a restart.
func (w *world) start() {
	w.t.Helper()
	s, err := sqlite.Open(ctx, w.dir, sqlite.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	w.store = &powered{Store: s, power: w.power}
	w.t.Cleanup(func() { s.Close() })
	w.queue, err = local.Open(ctx, w.store, local.Options{Now: w.now, Rand: rand.New(rand.NewPCG(1, 2)), Log: w.log})
	if err != nil {
		w.t.Fatal(err)
	}
	conn := *w.conn
	conn.Peer = nil
	specB, connB := w.wrapB(w.B.Spec(), w.B.Connector())
	w.eng, err = New(ctx, Options{
		Node: "n", Store: w.store, Queue: w.queue, Blobs: w.blobs, Now: w.now, NewID: w.newID, Log: w.log,
		Trackers: []Tracker{
			{Name: "a", Spec: w.A.Spec(), Conn: w.A.Connector()},
			{Name: "b", Spec: specB, Conn: connB},
		},
		Connections: []*Connection{&conn},
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) newID() string {
	w.ids++
	return fmt.Sprintf("%06d", w.ids)
}

// restart turns the power on again.
func (w *world) restart() {
	w.t.Helper()
	w.power.on()
	if err := w.store.(*powered).Store.Close(); err != nil {
		w.t.Fatal(err)
	}
	w.start()
}

func (w *world) poll() {
	for _, name := range []string{"a", "b"} {
		if err := w.eng.Poll(ctx, name); err != nil && !errors.Is(err, errPower) {
			w.t.Logf("poll %s: %v", name, err)
		}
	}
}

// step carries out one step that is due, and reports whether there was one.
func (w *world) step() bool {
	w.t.Helper()
	ev, le, _, err := w.queue.TryTake(ctx)
	if err != nil {
		if w.power.off {
			return false
		}
		w.t.Fatal(err)
	}
	if ev == nil {
		return false
	}
	w.eng.Do(ctx, ev, le)
	return true
}

// settle lets the node work until nothing is left to do, moving the clock where
// something waits for its time. It gives up after a day of it.
func (w *world) settle() {
	w.t.Helper()
	end := w.clock.Add(24 * time.Hour)
	for quiet := 0; quiet < 3; {
		w.poll()
		did := false
		for w.step() {
			did = true
		}
		if w.power.off {
			return
		}
		_, le, next, err := w.queue.TryTake(ctx)
		if err != nil {
			w.t.Fatal(err)
		}
		if le != nil {
			w.t.Fatal("a step became due unseen")
		}
		switch {
		case did:
			quiet = 0
		case !next.IsZero() && next.After(w.clock):
			quiet = 0
			w.clock = next
		default:
			quiet++
			w.clock = w.clock.Add(time.Second)
		}
		if w.clock.After(end) {
			if w.doubtful() {
				return // it waits for a person, as it should
			}
			w.dump()
			w.t.Fatal("no rest after a day")
		}
	}
}

// doubtful reports whether a create that nobody can be sure of waits for an
// owner; on a tracker without marks new issues wait with it.
func (w *world) doubtful() bool {
	return slices.ContainsFunc(w.faults(), func(f *hub.Fault) bool { return strings.Contains(f.Message, "unanswered try") })
}

// dump shows what is not finished.
func (w *world) dump() {
	w.store.View(ctx, func(tx store.Tx) error {
		for ev, err := range tx.Events().List(store.EventQuery{Limit: 60}) {
			if err != nil {
				return err
			}
			w.t.Logf("%s %s %s %s/%s seq %d attempt %d %v %q", ev.ID, ev.Side, ev.Lane, ev.Step, ev.State, ev.Seq(), ev.Attempt, ev.Fault, ev.Note)
		}
		return nil
	})
}

// twinOf returns B's issue for one of A's, or fails.
func (w *world) twinOf(id string) hub.Issue {
	w.t.Helper()
	var refs []hub.Ref
	err := w.store.View(ctx, func(tx store.Tx) error {
		rows, err := tx.Ends().ByIssue("a", id)
		for _, r := range rows {
			refs = append(refs, r.Remote)
		}
		return err
	})
	if err != nil || len(refs) != 1 || refs[0].ID == "" {
		w.dump()
		w.t.Fatalf("%s has twins %v (%v), want one", id, refs, err)
	}
	return w.B.Issue(refs[0].ID)
}

// faults lists the open faults.
func (w *world) faults() []*hub.Fault {
	w.t.Helper()
	var l []*hub.Fault
	if err := w.store.View(ctx, func(tx store.Tx) error {
		l = nil
		for f, err := range tx.Faults().List("open", 0) {
			if err != nil {
				return err
			}
			l = append(l, f)
		}
		return nil
	}); err != nil {
		w.t.Fatal(err)
	}
	return l
}

// atRest checks what must hold whenever nothing is left to do: no faults, and
// at each end the baseline is what the outgoing rule says of what was captured.
func (w *world) atRest() {
	w.t.Helper()
	for _, f := range w.faults() {
		w.t.Errorf("open fault: %s %s", f.Code, f.Message)
	}
	var keys []hub.EndKey
	if err := w.store.View(ctx, func(tx store.Tx) error {
		keys = nil
		for r, err := range tx.Ends().List(store.EndQuery{}) {
			if err != nil {
				return err
			}
			keys = append(keys, r.EndKey)
		}
		return nil
	}); err != nil {
		w.t.Fatal(err)
	}
	for _, k := range keys {
		w.restOf(k)
	}
}

func (w *world) restOf(k hub.EndKey) {
	w.t.Helper()
	odd, err := w.eng.Verify(ctx, k)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, what := range odd {
		w.t.Errorf("%s: %s", k.Side, what)
	}
}

// power is the electricity: a test can cut it after any effect.
type power struct {
	off      bool
	n        int                                        // effects and calls so far
	cut      func(n int, side string, name string) bool // decides after each effect
	commits  int
	atCommit func(n int) bool
	mu       sync.Mutex
	name     string
}

var errPower = errors.New("power is off")

func (p *power) call(side string, c memtracker.Call) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.off {
		return errPower
	}
	if c.Phase == memtracker.After && c.Write {
		p.n++
		if p.cut != nil && p.cut(p.n, side, c.Name) {
			p.off, p.name = true, side+" "+c.Name
			return errPower
		}
	}
	return nil
}

func (p *power) on() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.off, p.cut, p.atCommit = false, nil, nil
}

// powered is a store that stores nothing without power.
type powered struct {
	store.Store
	power *power
}

func (p *powered) Update(ctx context.Context, fn func(store.Tx) error) error {
	p.power.mu.Lock()
	p.power.commits++
	if !p.power.off && p.power.atCommit != nil && p.power.atCommit(p.power.commits) {
		p.power.off, p.power.name = true, fmt.Sprintf("commit %d", p.power.commits)
	}
	off := p.power.off
	p.power.mu.Unlock()
	if off {
		return errPower
	}
	return p.Store.Update(ctx, fn)
}

// memBlobs keeps blobs in memory.
type memBlobs struct {
	mu sync.Mutex
	m  map[hub.Digest][]byte
}

func (b *memBlobs) Put(_ context.Context, r io.Reader) (hub.Digest, int64, error) {
	p, err := io.ReadAll(r)
	if err != nil {
		return "", 0, err
	}
	d := hub.DigestOf(p)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.m[d] = p
	return d, int64(len(p)), nil
}

func (b *memBlobs) PutAs(ctx context.Context, want hub.Digest, r io.Reader) (int64, error) {
	p, err := io.ReadAll(r)
	if err != nil {
		return 0, err
	}
	if hub.DigestOf(p) != want {
		return 0, &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue, Message: "other bytes"}
	}
	_, n, err := b.Put(ctx, bytes.NewReader(p))
	return n, err
}

func (b *memBlobs) Open(d hub.Digest) (io.ReadCloser, int64, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p, ok := b.m[d]
	if !ok {
		return nil, 0, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "no such blob"}
	}
	return io.NopCloser(bytes.NewReader(p)), int64(len(p)), nil
}

func (b *memBlobs) Has(d hub.Digest) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, ok := b.m[d]
	return ok
}

func (b *memBlobs) Drop(d hub.Digest) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.m, d)
	return nil
}

func bodies(is hub.Issue) []string {
	var l []string
	for _, c := range is.Comments {
		l = append(l, c.Body)
	}
	return l
}

func hasLabel(is hub.Issue, l string) bool { return slices.Contains(is.Labels, l) }

// recorder keeps what is delivered.
type recorder struct {
	link.Peer
	sent *[]hub.Envelope
}

func (r *recorder) Deliver(ctx context.Context, e hub.Envelope) error {
	if e.Kind != hub.KindAck {
		*r.sent = append(*r.sent, e)
	}
	return r.Peer.Deliver(ctx, e)
}

// forger hands out other bytes than were asked for.
type forger struct {
	link.Peer
	asked int
}

func (f *forger) Blob(context.Context, hub.ConnectionID, hub.Digest) (io.ReadCloser, error) {
	f.asked++
	return io.NopCloser(bytes.NewReader([]byte("forged"))), nil
}

// forgetful never has the blobs it was given, as on the other of two nodes.
type forgetful struct{ *memBlobs }

func (forgetful) Has(hub.Digest) bool { return false }

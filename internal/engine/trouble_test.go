package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// Applying a change tells nothing back.
func TestNoEcho(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		w, a, b := pair(t, h, nil)
		before := w.messages()
		w.A.Comment(a.ID, hub.User{}, "remark")
		w.settle()
		w.B.Edit(b.ID, summary("two"))
		w.settle()
		w.atRest()
		if got := w.messages() - before; got != 2 {
			t.Errorf("%d messages for two changes", got)
		}
		// The copy of a comment is not told back, edited or not.
		w.B.EditComment(b.ID, w.B.Issue(b.ID).Comments[0].ID, "scribbled on")
		w.settle()
		w.atRest()
		if got := w.messages() - before; got != 2 {
			t.Errorf("an edit that is not told took %d messages", got-2)
		}
	})
}

// An unchanged issue costs no call beyond the poll.
func TestUnchangedIssueCostsNothing(t *testing.T) {
	w, _, _ := pair(t, memtracker.Best(), nil)
	w.poll()
	before := w.eng.TrackerCalls()
	for range 10 {
		w.poll()
	}
	if got := w.eng.TrackerCalls() - before; got != 20 {
		t.Errorf("%d calls for 20 polls", got)
	}
}

// A request that was not answered may land later: it is not repeated before
// that can no longer happen.
func TestLateRequest(t *testing.T) {
	h := memtracker.Best()
	h.Longest = time.Minute
	for _, what := range []string{"create", "comment"} {
		t.Run(what, func(t *testing.T) {
			w := newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h}})
			if what == "create" {
				w.B.Set(func(k *memtracker.Knobs) { k.LateNext, k.LateBy = 1, 50*time.Second })
			}
			a := w.A.Add(hub.Issue{Summary: "zero"})
			w.settle()
			if what == "comment" {
				w.B.Set(func(k *memtracker.Knobs) { k.LateNext, k.LateBy = 1, 50*time.Second })
			}
			w.A.Comment(a.ID, hub.User{}, "remark")
			w.settle()
			w.clock = w.clock.Add(2 * time.Minute) // whatever was on its way has landed
			w.settle()
			w.atRest()
			if n := len(w.B.Issues()); n != 1 {
				t.Errorf("B has %d issues", n)
			}
			if got := bodies(w.twinOf(a.ID)); len(got) != 1 {
				t.Errorf("comments %q", got)
			}
		})
	}
}

// Lost answers, requests that never land, refusals to talk: all is told once.
func TestStorm(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		w := newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h}})
		w.B.Set(func(k *memtracker.Knobs) { k.LoseEvery, k.NeverNext, k.BusyNext, k.RetryIn = 2, 2, 3, time.Second })
		var refs []hub.Ref
		for i := range 5 {
			ref := w.A.Add(hub.Issue{Summary: "issue " + string(rune('a'+i))})
			w.A.Comment(ref.ID, hub.User{}, "remark")
			refs = append(refs, ref)
		}
		w.settle()
		w.atRest()
		if n := len(w.B.Issues()); n != 5 {
			t.Errorf("B has %d issues, want 5", n)
		}
		for _, ref := range refs {
			if got := bodies(w.twinOf(ref.ID)); len(got) != 1 {
				t.Errorf("comments %q", got)
			}
		}
	})
}

// A tracker whose reads lag does not make two sides tell each other old values.
func TestReadLag(t *testing.T) {
	for name, h := range map[string]tracker.Habits{"none": memtracker.Worst(), "exact": memtracker.Best()} {
		t.Run(name, func(t *testing.T) {
			h.ReadLag = 20 * time.Second
			w := newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h, Seed: 3}})
			for _, tr := range []*memtracker.Tracker{w.A, w.B} {
				tr.Set(func(k *memtracker.Knobs) { k.Stale = memtracker.Jumps })
			}
			a := w.A.Add(hub.Issue{Summary: "zero"})
			w.settle()
			for _, s := range []string{"one", "two", "one"} {
				w.A.Edit(a.ID, summary(s))
				w.settle()
			}
			b := w.twinOf(a.ID).Ref
			w.B.Edit(b.ID, summary("three"))
			w.settle()
			w.clock = w.clock.Add(time.Minute)
			w.settle()
			w.atRest()
			if x := w.A.Issue(a.ID).Summary; x != "three" || w.twinOf(a.ID).Summary != "three" {
				t.Errorf("A shows %q, B %q", x, w.twinOf(a.ID).Summary)
			}
		})
	}
}

// failing is a rule that fails while told to.
type failing struct {
	rule.Basic
	err *error
}

func (f failing) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	if *f.err != nil {
		return rule.Result{}, *f.err
	}
	return f.Basic.Incoming(ctx, in)
}

// A failing rule stops its connection, keeps what comes behind in order, and
// goes on after a retry; the other side hears a code and no word of the rule.
func TestRuleFault(t *testing.T) {
	fail := errors.New("secret rule text at line 3")
	w := newWorld(t, worldOptions{rulesB: failing{rule.Basic{Project: "BBB"}, &fail}})
	a := w.A.Add(hub.Issue{Summary: "zero"})
	w.settle()
	w.A.Edit(a.ID, summary("one"))
	other := w.A.Add(hub.Issue{Summary: "other"})
	w.settle()
	faults := w.faults()
	if len(faults) != 1 || faults[0].Code != hub.Script || faults[0].Scope != hub.ScopeConnection {
		t.Fatalf("faults %+v", faults)
	}
	if len(w.B.Issues()) != 0 {
		t.Error("something was applied")
	}
	for _, ev := range w.events(hub.Out) {
		if ev.Fault != nil && strings.Contains(ev.Fault.Message, "secret") {
			t.Errorf("the other side was told %q", ev.Fault.Message)
		}
	}
	fail = nil
	if n, err := w.queue.Retry(ctx, faults[0].ID); err != nil || n == 0 {
		t.Fatalf("retry freed %d, %v", n, err)
	}
	w.settle()
	w.atRest()
	if got := w.twinOf(a.ID).Summary; got != "one" {
		t.Errorf("twin shows %q", got)
	}
	w.twinOf(other.ID)
}

func (w *world) events(lane hub.Lane) []*hub.Event {
	w.t.Helper()
	var l []*hub.Event
	if err := w.store.View(ctx, func(tx store.Tx) error {
		l = nil
		for ev, err := range tx.Events().List(store.EventQuery{Lane: lane}) {
			if err != nil {
				return err
			}
			l = append(l, ev)
		}
		return nil
	}); err != nil {
		w.t.Fatal(err)
	}
	return l
}

// A value the tracker refuses, aloud or silently, stops the issue alone; a
// skip goes on without it, and the other side is told what the item shows.
func TestRefusedValue(t *testing.T) {
	for _, how := range []memtracker.How{memtracker.Loud, memtracker.Silent} {
		t.Run(string(how), func(t *testing.T) {
			w, a, _ := pair(t, memtracker.Best(), nil)
			other := w.A.Add(hub.Issue{Summary: "other"})
			w.settle()
			w.B.Set(func(k *memtracker.Knobs) {
				k.Refuse = []memtracker.Refusal{{Field: "priority", Value: "impossible", How: how}}
			})
			w.A.Edit(a.ID, func(is *hub.Issue) { is.Priority = "impossible" })
			w.A.Edit(other.ID, summary("goes on"))
			w.settle()
			faults := w.faults()
			if len(faults) != 1 || faults[0].Code != hub.Invalid {
				t.Fatalf("faults %+v", faults)
			}
			if got := w.twinOf(other.ID).Summary; got != "goes on" {
				t.Errorf("another issue was held: %q", got)
			}
			if err := w.queue.Skip(ctx, faults[0].Event, "their priority is not ours", "ann"); err != nil {
				t.Fatal(err)
			}
			w.settle()
			w.atRest()
			if x, y := w.A.Issue(a.ID).Priority, w.twinOf(a.ID).Priority; x != y || x == "impossible" {
				t.Errorf("A shows %q, B %q", x, y)
			}
		})
	}
}

// Refused credentials pause the tracker and are told; what happened meanwhile
// is applied after a retry.
func TestDenied(t *testing.T) {
	w, a, _ := pair(t, memtracker.Best(), nil)
	w.B.Set(func(k *memtracker.Knobs) { k.Denied = true })
	w.A.Edit(a.ID, summary("one"))
	w.settle()
	var held *hub.Fault
	for _, f := range w.faults() {
		if f.Event != "" {
			held = f
		}
	}
	if held == nil || held.Code != hub.Denied || len(w.queue.Pauses()) != 1 {
		t.Fatalf("faults %+v, paused %v", w.faults(), w.queue.Pauses())
	}
	w.B.Set(func(k *memtracker.Knobs) { k.Denied = false })
	if _, err := w.queue.Retry(ctx, held.ID); err != nil {
		t.Fatal(err)
	}
	w.settle()
	w.atRest()
	if got := w.twinOf(a.ID).Summary; got != "one" {
		t.Errorf("twin shows %q", got)
	}
}

// While a connection is paused changes are captured, in order, and nothing
// crosses; afterwards each state seen is told.
func TestPause(t *testing.T) {
	for _, merge := range []bool{false, true} {
		w, a, b := pair(t, memtracker.Best(), func(c *Connection) { c.Merge = merge })
		if err := w.queue.Pause(ctx, store.Pause{Scope: hub.ScopeConnection, ID: "c1", Why: "test"}); err != nil {
			t.Fatal(err)
		}
		before := w.messages()
		for _, s := range []string{"one", "two", "three"} {
			w.A.Edit(a.ID, summary(s))
			w.settle()
		}
		if got := w.B.Issue(b.ID).Summary; got != "zero" {
			t.Fatalf("B shows %q while paused", got)
		}
		w.restart() // a pause outlives the process
		if err := w.queue.Resume(ctx, hub.ScopeConnection, "c1"); err != nil {
			t.Fatal(err)
		}
		w.settle()
		w.atRest()
		if got := w.B.Issue(b.ID).Summary; got != "three" {
			t.Errorf("B shows %q", got)
		}
		want := 3
		if merge {
			want = 1
		}
		if got := w.messages() - before; got != want {
			t.Errorf("merge %v: %d messages, want %d", merge, got, want)
		}
		// What each message replaced is kept for the day one side is restored.
		from := []string{"zero", "one", "two"}[:want]
		if got := w.replaced(hub.PartOf("summary", "")); !slices.Equal(got, from) {
			t.Errorf("merge %v: the messages replaced %q, want %q", merge, got, from)
		}
	}
}

// replaced lists the values of a part before each message that told it anew,
// oldest first.
func (w *world) replaced(p hub.Part) []string {
	var l []string
	w.store.View(ctx, func(tx store.Tx) error {
		l = nil
		for ev, err := range tx.Events().List(store.EventQuery{Side: hub.Initiator, Lane: hub.Out}) {
			if err != nil {
				return err
			}
			if _, told := ev.Told[p]; told {
				l = append(l, fmt.Sprint(ev.Before[p]))
			}
		}
		return nil
	})
	slices.Reverse(l) // the list begins with the newest
	return l
}

// A deleted issue is told after the edits made before it; the other side keeps
// its own, and later edits go nowhere without errors.
func TestDeleted(t *testing.T) {
	w, a, b := pair(t, memtracker.Best(), nil)
	w.A.Edit(a.ID, summary("last words"))
	w.settle()
	w.A.Delete(a.ID)
	w.settle()
	if got := w.B.Issue(b.ID).Summary; got != "last words" {
		t.Errorf("B shows %q", got)
	}
	w.B.Edit(b.ID, summary("after"))
	w.settle()
	if f := w.faults(); len(f) != 0 {
		t.Errorf("faults %+v", f)
	}
	if s := w.states(); s[hub.Initiator] != hub.EndGone || s[hub.Acceptor] != hub.EndOrphan {
		t.Errorf("states %v", s)
	}
}

func (w *world) states() map[hub.Side]hub.EndState {
	m := map[hub.Side]hub.EndState{}
	w.store.View(ctx, func(tx store.Tx) error {
		for r, err := range tx.Ends().List(store.EndQuery{}) {
			if err != nil {
				return err
			}
			m[r.Side] = r.State
		}
		return nil
	})
	return m
}

// Gone is not deleted: an issue that cannot be found is held, becomes removed
// only after two sweeps with the tracker readable, and comes back by itself.
func TestMissing(t *testing.T) {
	w, a, b := pair(t, memtracker.Best(), nil)
	w.A.Hide(a.ID)
	w.B.Edit(b.ID, summary("while away"))
	w.settle()
	if s := w.states(); s[hub.Initiator] != hub.EndMissing || s[hub.Acceptor] != hub.EndActive {
		t.Fatalf("states %v", s)
	}
	w.A.Show(a.ID)
	w.A.Edit(a.ID, func(is *hub.Issue) { is.Priority = "back" })
	w.settle()
	w.atRest()
	if x, y := w.A.Issue(a.ID), w.B.Issue(b.ID); x.Summary != "while away" || y.Priority != "back" {
		t.Errorf("A shows %q, B %q", x.Summary, y.Priority)
	}

	w.A.Hide(a.ID)
	w.B.Edit(b.ID, summary("again"))
	w.settle()
	if err := w.eng.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	w.settle()
	if s := w.states(); s[hub.Acceptor] != hub.EndActive {
		t.Error("one look was taken for a deletion")
	}
	w.clock = w.clock.Add(11 * time.Minute)
	if err := w.eng.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	w.settle()
	if s := w.states(); s[hub.Initiator] != hub.EndGone || s[hub.Acceptor] != hub.EndOrphan {
		t.Errorf("states after two sweeps %v", s)
	}
	w.A.Show(a.ID)
	w.A.Edit(a.ID, func(is *hub.Issue) { is.Priority = "risen" })
	w.settle()
	if s := w.states(); s[hub.Initiator] != hub.EndActive || s[hub.Acceptor] != hub.EndActive {
		t.Errorf("states after it came back %v", s)
	}
	if got := w.B.Issue(b.ID).Priority; got != "risen" {
		t.Errorf("B shows %q", got)
	}
}

// Many deletions at once are held until an owner approves.
func TestGuardHoldsDeletions(t *testing.T) {
	w := newWorld(t, worldOptions{change: func(c *Connection) { c.Guard.Deletions = 3 }})
	var refs []hub.Ref
	for range 6 {
		refs = append(refs, w.A.Add(hub.Issue{Summary: "s"}))
	}
	w.settle()
	for _, r := range refs {
		w.A.Delete(r.ID)
	}
	w.settle()
	orphans := func() (n int) {
		w.store.View(ctx, func(tx store.Tx) (err error) {
			n, err = tx.Ends().Count(store.EndQuery{State: hub.EndOrphan})
			return err
		})
		return n
	}
	if n := orphans(); n > 3 {
		t.Errorf("%d deletions were told, the guard is 3", n)
	}
	faults := w.faults()
	if len(faults) == 0 || faults[0].Code != hub.Held {
		t.Fatalf("faults %+v", faults)
	}
	for len(w.faults()) > 0 {
		if _, err := w.queue.Retry(ctx, w.faults()[0].ID); err != nil {
			t.Fatal(err)
		}
		w.settle()
	}
	if n := orphans(); n != 6 {
		t.Errorf("%d of 6 told after approval", n)
	}
}

// A person clones an issue that we made, mark and all: the clone is a new one.
func TestCloneIsNew(t *testing.T) {
	w, a, b := pair(t, memtracker.Best(), nil)
	clone := w.B.Clone(b.ID)
	w.settle()
	w.atRest()
	if n := len(w.A.Issues()); n != 2 {
		t.Errorf("A has %d issues, want 2", n)
	}
	w.B.Edit(clone.ID, summary("clone"))
	w.settle()
	if got := w.A.Issue(a.ID).Summary; got != "zero" {
		t.Errorf("the original shows %q", got)
	}
}

// A tracker whose own rules keep changing what we write does not keep two
// nodes busy for ever.
func TestPingPongStops(t *testing.T) {
	var w *world
	answer := func(side string) func(memtracker.Call) error {
		return func(c memtracker.Call) error {
			if c.Name == "Set" && c.Phase == memtracker.After {
				on := map[string]*memtracker.Tracker{"A": w.A, "B": w.B}[side]
				on.Edit(c.Ref.ID, func(is *hub.Issue) { is.Summary += side })
			}
			return nil
		}
	}
	w = newWorld(t, worldOptions{a: memtracker.Config{OnCall: answer("A")}, b: memtracker.Config{OnCall: answer("B")}})
	a := w.A.Add(hub.Issue{Summary: "s"})
	w.settle()
	w.A.Edit(a.ID, summary("x"))
	w.settle()
	faults := w.faults()
	if len(faults) != 1 || !strings.Contains(faults[0].Message, "to and fro") {
		t.Fatalf("faults %+v", faults)
	}
}

// An effectful call of a rule whose outcome nobody knows waits for the owner.
func TestUnknownRuleCall(t *testing.T) {
	for _, answer := range []string{"retry", "skip"} {
		t.Run(answer, func(t *testing.T) {
			var booked []string
			lose := true
			w := newWorld(t, worldOptions{rulesB: calling{rule.Basic{Project: "BBB"}}, change: func(c *Connection) {
				c.Halves[hub.Acceptor].Effect = func(_ context.Context, r hub.Value) (hub.Value, error) {
					booked = append(booked, "x")
					if lose {
						lose = false
						return nil, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeIssue, Message: "no answer"}
					}
					return "entry", nil
				}
			}})
			a := w.A.Add(hub.Issue{Summary: "one"})
			w.settle()
			faults := w.faults()
			if len(faults) != 1 || len(booked) != 1 {
				t.Fatalf("faults %+v, booked %d times", faults, len(booked))
			}
			want := 2
			if answer == "skip" {
				want = 1
				if err := w.queue.Skip(ctx, faults[0].Event, "it went through", "ann"); err != nil {
					t.Fatal(err)
				}
			} else if _, err := w.queue.Retry(ctx, faults[0].ID); err != nil {
				t.Fatal(err)
			}
			w.settle()
			w.atRest()
			w.twinOf(a.ID)
			if len(booked) != want {
				t.Errorf("booked %d times, want %d", len(booked), want)
			}
		})
	}
}

// Bytes that differ from what was told are refused, twice, and told.
func TestWrongBytes(t *testing.T) {
	w, a, _ := pair(t, memtracker.Best(), nil)
	peer := &forger{Peer: w.eng.conns["c1"].Peer}
	w.eng.conns["c1"].Peer = peer
	w.eng.opt.Blobs = &forgetful{memBlobs: w.blobs}
	w.A.Attach(a.ID, "a.txt", []byte("true bytes"))
	w.settle()
	if f := w.faults(); len(f) != 1 || !strings.Contains(f[0].Message, "other bytes") || peer.asked != 2 {
		t.Fatalf("faults %+v after %d tries", f, peer.asked)
	}
	if got := w.twinOf(a.ID).Attachments; len(got) != 0 {
		t.Errorf("attached %v", got)
	}
}

// A child waits for its parent, and points to the parent's twin.
func TestParentFirst(t *testing.T) {
	w := newWorld(t, worldOptions{})
	child := w.A.Add(hub.Issue{Summary: "child"})
	parent := w.A.Add(hub.Issue{Summary: "parent"})
	w.A.Edit(child.ID, func(is *hub.Issue) { is.Parent = &parent })
	w.settle()
	w.atRest()
	is := w.twinOf(child.ID)
	if is.Parent == nil || is.Parent.ID != w.twinOf(parent.ID).Ref.ID {
		t.Errorf("parent of the twin is %v", is.Parent)
	}
}

// A bulk run takes in what exists, once, and can be run again.
func TestBulk(t *testing.T) {
	none := "label=none"
	w := newWorld(t, worldOptions{change: func(c *Connection) {
		c.Halves[hub.Initiator].Trigger, c.Halves[hub.Acceptor].Trigger = &none, nil
	}})
	for i := range 250 {
		w.A.Add(hub.Issue{Summary: "issue", Labels: []string{[]string{"in", "out"}[i%2]}})
	}
	w.settle()
	if n := len(w.B.Issues()); n != 0 {
		t.Fatalf("B has %d issues before the run", n)
	}
	for range 2 {
		if _, err := w.eng.Bulk(ctx, "c1", hub.Initiator, "label=in", nil); err != nil {
			t.Fatal(err)
		}
		w.settle()
	}
	w.atRest()
	if n := len(w.B.Issues()); n != 125 {
		t.Errorf("B has %d issues, want 125", n)
	}
	if !slices.ContainsFunc(w.events(hub.Out), func(ev *hub.Event) bool { return ev.Bulk }) {
		t.Error("nothing was marked as bulk")
	}
}

// A tracker that answers as another one than was synced so far is held: nothing
// is read from it, written to it or taken for deleted, until it is itself again
// or an owner says that it is right.
func TestStrangerIsHeld(t *testing.T) {
	w, a, b := pair(t, memtracker.Best(), nil)
	self := w.B
	other := memtracker.New(memtracker.Config{Identity: "somebody else", Now: w.now})
	w.restartWith(other)
	w.A.Edit(a.ID, summary("while away"))
	w.settle()
	if f := w.faults(); len(f) != 1 || f[0].Code != hub.Held || f[0].Tracker != "b" {
		t.Fatalf("faults %+v", f)
	}
	if len(other.Effects()) != 0 {
		t.Error("the stranger was written to")
	}
	w.restartWith(self)
	if err := w.eng.healStranger(ctx, w.eng.trackers["b"]); err != nil {
		t.Fatal(err)
	}
	w.settle()
	w.atRest()
	if got := w.B.Issue(b.ID).Summary; got != "while away" {
		t.Errorf("B shows %q", got)
	}
	w.restartWith(other)
	w.settle()
	if _, err := w.queue.Retry(ctx, w.faults()[0].ID); err != nil {
		t.Fatal(err)
	}
	w.settle()
	if err := w.eng.Poll(ctx, "b"); err != nil {
		t.Errorf("after the owner's word: %v", err)
	}
}

func (w *world) restartWith(b *memtracker.Tracker) {
	w.B = b
	w.restart()
	w.poll()
}

// What no node of ours would send is refused before anything is stored.
func TestOddEnvelopesAreRefused(t *testing.T) {
	w, _, _ := pair(t, memtracker.Best(), nil)
	good := hub.Envelope{ID: "e", Connection: "c1", Pair: "p", From: hub.Initiator, Epoch: 1, Seq: 1, Kind: hub.KindReplica,
		Replica: &hub.Replica{Issue: hub.Issue{Summary: "s"}}}
	for name, change := range map[string]func(*hub.Envelope){
		"unknown connection": func(e *hub.Envelope) { e.Connection = "other" },
		"no content":         func(e *hub.Envelope) { e.Replica = nil },
		"no seq":             func(e *hub.Envelope) { e.Seq = 0 },
		"no pair":            func(e *hub.Envelope) { e.Pair = "" },
		"unknown kind":       func(e *hub.Envelope) { e.Kind = "gift" },
		"unknown side":       func(e *hub.Envelope) { e.From = "" },
		"comment without id": func(e *hub.Envelope) { e.Replica.Issue.Comments = []hub.Comment{{Body: "x"}} },
		"one id twice": func(e *hub.Envelope) {
			e.Replica.Issue.Attachments = []hub.Attachment{{ID: "1", Name: "a"}, {ID: "1", Name: "b"}}
		},
		"a gap": func(e *hub.Envelope) { e.Seq = 7 },
	} {
		e := good
		e.Replica = &hub.Replica{Issue: *good.Replica.Issue.Clone()}
		change(&e)
		if err := w.eng.Receive(ctx, "n", e); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if err := w.eng.Receive(ctx, "stranger", good); hub.CodeOf(err) != hub.Denied {
		t.Errorf("from a stranger: %v", err)
	}
	if n := len(w.events(hub.In)); n != 1 {
		t.Errorf("%d messages are stored, want the one of before", n)
	}
}

// A new issue with three comments is read once, and written in four calls.
func TestNewIssueTakesFewCalls(t *testing.T) {
	w := newWorld(t, worldOptions{})
	a, b := w.A.Calls(), w.B.Calls()
	ref := w.A.Add(hub.Issue{Summary: "new"})
	for range 3 {
		w.A.Comment(ref.ID, hub.User{}, "remark")
	}
	for range 2 {
		w.poll()
		for w.step() {
		}
	}
	for name, want := range map[string]int{"Get": 1, "Find": 1} {
		if got := w.A.Calls().By[name] - a.By[name]; got != want {
			t.Errorf("%d calls of %s at A, want %d", got, name, want)
		}
	}
	for name, want := range map[string]int{"Get": 0, "Find": 0, "Create": 1, "AddComment": 3} {
		if got := w.B.Calls().By[name] - b.By[name]; got != want {
			t.Errorf("%d calls of %s at B, want %d", got, name, want)
		}
	}
	w.atRest()
}

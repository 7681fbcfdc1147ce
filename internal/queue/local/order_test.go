package local

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
)

func TestEventsOfAnEndRunInTheirOrder(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a, b, c := d.event("p", hub.StepCapture), d.event("p", hub.StepCapture), d.event("p", hub.StepCapture)
	d.add(a, b, c)
	_, le := d.mustTake(a)
	d.mustRest("two events of an end at once")
	le.Release()
	ev, le := d.mustTake(a)
	d.done(ev, le, hub.StepPrepare)
	// All that was noticed is captured before any of it is prepared.
	ev, le = d.mustTake(b)
	d.done(ev, le, hub.StepDone)
	if got := d.drain(); !slices.Equal(got, []hub.EventID{c.ID, a.ID}) {
		t.Errorf("got %v", got)
	}
	if !d.Idle() || d.Depth() != 0 {
		t.Errorf("idle %v, %d pending", d.Idle(), d.Depth())
	}
}

func TestBothEndsOfALocalPairWorkSideBySide(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a := d.event("p", hub.StepCapture)
	b := d.event("p", hub.StepCapture, issue("other"), func(ev *hub.Event) { ev.Side = hub.Acceptor })
	d.add(a, b)
	d.mustTake(a)
	d.mustTake(b)
}

func TestHalfWayHoldsEverythingElseOfTheEnd(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	seen, prep, plan, apply := d.event("p", hub.StepCapture), d.event("p", hub.StepPrepare), d.event("p", hub.StepPlan, seq(2)), d.event("p", hub.StepApply, seq(1))
	d.add(seen, prep, plan, apply)
	ev, le := d.mustTake(apply)
	d.fail(ev, le, refused(hub.ScopeIssue))
	d.mustRest("an issue half way is captured")
	if n := d.retry(d.faults("open")[0].ID); n != 1 {
		t.Fatalf("freed %d", n)
	}
	if got, want := d.drain(), []hub.EventID{apply.ID, seen.ID, prep.ID, plan.ID}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAMessageIsPlannedAfterEverythingNoticedIsPrepared(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	late, early := d.event("p", hub.StepPlan, seq(2)), d.event("p", hub.StepPlan, seq(1))
	seen := d.event("p", hub.StepCapture)
	d.add(late, early, seen)
	ev, le := d.mustTake(seen)
	d.done(ev, le, hub.StepPrepare)
	ev, le = d.mustTake(seen)
	d.fail(ev, le, refused(hub.ScopeIssue))
	d.mustRest("a message is planned while something captured waits to be told")
	d.retry(d.faults("open")[0].ID)
	if got, want := d.drain(), []hub.EventID{seen.ID, early.ID, late.ID}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAnswersGoOutBeforeMessagesAndMessagesInOrderOfSeq(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	second, first, answer := d.event("p", hub.StepSend, seq(2)), d.event("p", hub.StepSend, seq(1)), d.event("p", hub.StepConfirm, seq(1))
	d.add(second, first, answer)
	_, le := d.mustTake(answer)
	d.mustRest("two are handed over at once")
	le.Release()
	if got, want := d.drain(), []hub.EventID{answer.ID, first.ID, second.ID}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSendingAndWorkingGoSideBySide(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	work, send := d.event("p", hub.StepCapture), d.event("p", hub.StepSend, seq(1))
	d.add(work, send)
	d.mustTake(work)
	d.mustTake(send)
}

func TestASentMessageHoldsNobodyAndIsGivenOutNoMore(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	one, two := d.event("p", hub.StepSend, seq(1)), d.event("p", hub.StepSend, seq(2))
	d.add(one, two)
	_, le := d.mustTake(one)
	le.Sent()
	ev, le := d.mustTake(two)
	d.done(ev, le, hub.StepAwait)
	d.mustRest("a message is handed over again")
	d.open()
	_, le = d.mustTake(one) // nothing was stored of it: after a crash it goes out again
	le.Sent()
	d.mustRest("an awaiting one is handed over again")
	ev = d.stored(two.ID)
	ev.Step = hub.StepSend
	d.update(func(tx store.Tx) error { return d.Wake(tx, ev) })
	d.mustTake(two)
}

func TestABlockedHeadHoldsThoseBehindItInItsLane(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	head, behind, send, other := d.event("p", hub.StepCapture), d.event("p", hub.StepCapture), d.event("p", hub.StepSend, seq(1)), d.event("q", hub.StepCapture)
	d.add(head, behind, send, other)
	ev, le := d.mustTake(head)
	if !d.fail(ev, le, refused(hub.ScopeIssue)) {
		t.Error("not reported as blocked")
	}
	if got, _ := d.Waiting(head.EndKey); !slices.Equal(got, []hub.EventID{head.ID}) {
		t.Errorf("stuck: %v", got)
	}
	if got, want := d.drain(), []hub.EventID{send.ID, other.ID}; len(got) != 2 || !slices.Contains(got, want[0]) || !slices.Contains(got, want[1]) {
		t.Errorf("got %v, want %v", got, want)
	}
	if !d.Idle() {
		t.Error("what is blocked counts as work")
	}
	d.open()
	d.mustRest("after a restart the blocked one does not hold those behind it")
}

func TestNothingRunsBeforeItsTime(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	late, later := d.event("p", hub.StepCapture), d.event("q", hub.StepCapture)
	late.NotBefore, later.NotBefore = d.clock.Add(time.Second), d.clock.Add(time.Minute)
	d.add(later, late)
	_, _, next, err := d.TryTake(t.Context())
	if err != nil || !next.Equal(late.NotBefore) {
		t.Fatalf("next is due at %v, %v; want %v", next, err, late.NotBefore)
	}
	if d.Idle() {
		t.Error("what waits for its time does not count as work")
	}
	d.pass(time.Second - 1)
	d.mustRest("a moment early")
	d.pass(1)
	_, le := d.mustTake(late)
	le.Later(d.clock.Add(time.Hour))
	d.pass(time.Hour - 1)
	d.mustTake(later)
	d.mustRest("given back for later, and taken early")
	d.pass(1)
	d.mustTake(late)
}

func TestOneLocalIssueIsWorkedOnByOnePairAtATime(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a, b := d.event("p", hub.StepCapture, issue("7")), d.event("q", hub.StepCapture, issue("7"))
	elsewhere := d.event("r", hub.StepCapture, issue("7"), on("redmine", "c"))
	none := []*hub.Event{d.event("s", hub.StepPlan, issue(""), seq(1)), d.event("t", hub.StepPlan, issue(""), seq(1))}
	d.add(a, b, elsewhere, none[0], none[1])
	_, le := d.mustTake(a)
	d.mustTake(elsewhere) // another tracker's issue of the same id
	d.mustTake(none[0])   // issues that are not made yet have no id in common
	d.mustTake(none[1])
	d.mustRest("two pairs work on one issue")
	le.Release()
	// The pair that waited is not overtaken by the one that had its turn.
	_, le = d.mustTake(b)
	d.mustRest("two pairs work on one issue")
	le.Release()
	d.mustTake(a)
}

func TestAPairThatWaitsForItsIssueStillSends(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a, b, send := d.event("p", hub.StepCapture, issue("7")), d.event("q", hub.StepCapture, issue("7")), d.event("q", hub.StepSend, seq(1))
	d.add(a, b, send)
	_, first := d.mustTake(a)
	_, le := d.mustTake(send)
	le.Sent()
	first.Release()
	d.mustTake(b)
}

// An end that loses all its work while it waits for an issue is forgotten; what
// comes later for it must not run beside itself.
func TestAnEndThatWasForgottenAndCameBackIsOneEnd(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a, b := d.event("p", hub.StepCapture, issue("7")), d.event("q", hub.StepCapture, issue("7"))
	d.add(a, b)
	_, le := d.mustTake(a)
	d.mustRest("two pairs work on one issue")
	b.State, b.Step = hub.Done, hub.StepDone
	d.update(func(tx store.Tx) error { return d.Wake(tx, b) })
	c1 := d.event("q", hub.StepCapture, issue("8"))
	d.add(c1)
	d.mustTake(c1)
	le.Release()
	c2 := d.event("q", hub.StepCapture, issue("9"))
	d.add(c2)
	d.mustTake(a)
	d.mustRest("two events of an end at once")
}

func TestAPersonsEditOvertakesBulkWorkOfOtherPairs(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	b1, b2, live := d.event("p", hub.StepCapture, bulk), d.event("q", hub.StepCapture, bulk), d.event("r", hub.StepCapture)
	d.add(b1, b2, live)
	if got, want := d.drain(), []hub.EventID{live.ID, b1.ID, b2.ID}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestBulkWorkWithAnEditBehindItInheritsItsPriority(t *testing.T) {
	t.Parallel()
	for _, reopened := range []bool{false, true} {
		d := newDesk(t)
		b1, b2, b3 := d.event("p", hub.StepCapture, bulk), d.event("q", hub.StepCapture, bulk), d.event("q", hub.StepCapture, bulk)
		d.add(b1, b2, b3)
		live := d.event("q", hub.StepCapture)
		d.add(live) // when bulk work of its pair already stands in line
		if reopened {
			d.open()
		}
		if got, want := d.drain(), []hub.EventID{b2.ID, b3.ID, live.ID, b1.ID}; !slices.Equal(got, want) {
			t.Errorf("opened anew %v: got %v, want %v", reopened, got, want)
		}
	}
}

func TestWaitingAndHolds(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	k := hub.EndKey{Pair: "p", Side: hub.Initiator}
	unread := func() bool { _, unread := d.Waiting(k); return unread }
	if unread() || d.Holds(k, "c") {
		t.Fatal("an end without events")
	}
	ev := d.event("p", hub.StepCapture)
	d.add(ev, d.event("p", hub.StepCapture, func(ev *hub.Event) { ev.Snapshot = &hub.Issue{} }))
	if !unread() {
		t.Error("a capture waits, and is not seen")
	}
	got, le := d.mustTake(ev)
	if unread() {
		t.Error("a capture that has begun would not learn of a later change")
	}
	d.done(got, le, hub.StepPrepare)
	if !d.Holds(k, "c") {
		t.Error("something captured earlier waits, and does not hold")
	}
	d.drain()
	if d.Holds(k, "c") {
		t.Error("holds with nothing there")
	}
	if d.pause(hub.ScopeConnection, "c"); !d.Holds(k, "c") {
		t.Error("a pause does not hold")
	}
}

func TestReleasedAndCancelledEventsComeBackUnchanged(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ev := d.event("p", hub.StepCapture)
	d.add(ev)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var le queue.Lease
	_, le = d.mustTake(ev)
	if le.Fail(ctx, ev, ctx.Err()) {
		t.Error("a stop of ours blocks the event")
	}
	got, le := d.mustTake(ev)
	if got.Attempt != 0 || got.Fault != nil {
		t.Errorf("got %+v", got)
	}
	// The same error while we do not stop is not ours, and must not be repeated
	// without a pause.
	d.fail(got, le, ctx.Err())
	d.mustRest("tried again at once")
}

// However much waits for one tracker, what is there for another is next but one; and
// of one tracker what was begun goes on first.
func TestTurnsGoFromTrackerToTracker(t *testing.T) {
	t.Parallel()
	var ts turns
	add := func(names ...string) {
		for _, n := range names {
			c := &candidate{head: store.Head{Step: hub.StepCapture}}
			if strings.HasSuffix(n, "!") {
				c.head.Step = hub.StepPrepare
			}
			ts.push(&lane{tracker: n[:1], key: hub.EndKey{Pair: hub.PairID(n)}}, c)
		}
	}
	got := ""
	take := func(n int) {
		for range n {
			if l := ts.pop(); l != nil {
				got += string(l.key.Pair) + " "
			}
		}
	}
	add("a1", "a2", "a3", "a4")
	take(2)
	add("b1", "a5", "b2", "c1")
	take(10)
	if want := "a1 a2 b1 c1 a3 b2 a4 a5 "; got != want {
		t.Errorf("taken are %q, want %q", got, want)
	}
	got = ""
	add("a1", "a2", "b1", "a3!", "b2!", "a4!")
	take(10)
	if want := "b2! a3! b1 a4! a1 a2 "; got != want {
		t.Errorf("taken are %q, want %q", got, want)
	}
	if got = ""; ts.pop() != nil {
		t.Error("something is left")
	}
}

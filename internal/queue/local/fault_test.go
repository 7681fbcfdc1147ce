package local

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
)

// failAll takes everything that is due and fails it.
func (d *desk) failAll(err error) (ids []hub.EventID) {
	d.t.Helper()
	type taken struct {
		ev *hub.Event
		le queue.Lease
	}
	var all []taken
	for ev, le := d.take(); ev != nil; ev, le = d.take() {
		all = append(all, taken{ev, le})
	}
	for _, t := range all {
		d.fail(t.ev, t.le, err)
		ids = append(ids, t.ev.ID)
	}
	return ids
}

func TestOneCauseIsOneFaultWithACount(t *testing.T) {
	t.Parallel()
	for _, twice := range []bool{false, true} {
		d := newDesk(t)
		a, b, c := d.event("p", hub.StepCapture), d.event("q", hub.StepCapture), d.event("r", hub.StepCapture)
		d.add(a, b, c)
		ea, la := d.mustTake(a)
		eb, lb := d.mustTake(b)
		ec, lc := d.mustTake(c)
		d.store.twice.Store(twice)
		d.fail(ea, la, &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: "attempt 1 refused"})
		d.pass(time.Minute)
		d.fail(eb, lb, &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: "attempt 2 refused"})
		d.fail(ec, lc, refused(hub.ScopeIssue)) // another cause
		d.store.twice.Store(false)
		var f hub.Fault
		for _, o := range d.faults("open") {
			if o.Code == hub.Denied {
				f = o
			}
		}
		if len(d.faults("open")) != 2 || f.Count != 2 || f.Event != a.ID || f.Issue != "KEY-p" || f.Tracker != "jira" ||
			!f.Last.Equal(d.clock) || !f.First.Equal(d.clock.Add(-time.Minute)) {
			t.Fatalf("run twice %v: got %+v", twice, d.faults("open"))
		}
		if len(d.told) != 2 {
			t.Errorf("run twice %v: told %d times, want once for each cause", twice, len(d.told))
		}
		if ev := d.stored(b.ID); ev.State != hub.Blocked || ev.FaultID != f.ID || ev.Attempt != 1 || ev.Fault.Code != hub.Denied {
			t.Errorf("run twice %v: stored %+v", twice, ev)
		}
		if !d.Paused(hub.ScopeTracker, "jira") {
			t.Error("the tracker goes on")
		}
	}
}

func TestRetryFreesAllInTheirOrder(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, p := range []string{"p5", "p1", "p4", "p2", "p3", "p0"} {
		d.add(d.event(p, hub.StepPrepare), d.event(p, hub.StepPrepare))
	}
	heads := d.failAll(&hub.Error{Code: hub.Script, Scope: hub.ScopeConnection, Message: "rule"})
	d.mustRest("after a fault that pauses the connection")
	d.open()
	d.mustRest("after a restart")
	f := d.faults("open")
	if len(heads) != 6 || len(f) != 1 || f[0].Count != 6 {
		t.Fatalf("%d failed, faults %+v", len(heads), f)
	}
	d.told = nil
	if n := d.retry(f[0].ID); n != 6 {
		t.Errorf("freed %d", n)
	}
	if len(d.told) != 1 || d.told[0].State != "resolved" || len(d.faults("open")) != 0 {
		t.Errorf("told %+v, open %+v", d.told, d.faults("open"))
	}
	if d.Paused(hub.ScopeConnection, "c") {
		t.Error("the connection still stands")
	}
	order := d.drain()
	if len(order) != 12 || !slices.Equal(order[:6], heads) {
		t.Errorf("got %v, want first %v", order, heads)
	}
}

func TestAFaultThatComesBackIsTheSameOneAndCountsAnew(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ev := d.event("p", hub.StepCapture)
	d.add(ev)
	d.failAll(refused(hub.ScopeIssue))
	first := d.faults("open")[0]
	d.retry(first.ID)
	d.failAll(refused(hub.ScopeIssue))
	again := d.faults("")
	if len(again) != 1 || again[0].ID != first.ID || again[0].State != "open" || again[0].Count != 1 {
		t.Fatalf("got %+v", again)
	}
	if len(d.told) != 3 {
		t.Errorf("told %d times, want of open, resolved, open", len(d.told))
	}
	d.retry(first.ID)
	if got := d.drain(); len(got) != 1 || len(d.faults("open")) != 0 {
		t.Errorf("got %v, open %+v", got, d.faults("open"))
	}
}

func TestAnotherCauseIsAnotherFaultAndTheFirstIsOver(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a, b := d.event("p", hub.StepCapture), d.event("q", hub.StepCapture)
	d.add(a, b)
	// No answer for longer than people have patience for.
	for range 12 {
		d.failAll(silent(hub.ScopeTracker))
		d.pass(queue.Default.Most)
	}
	lost := d.faults("open")
	if len(lost) != 1 || lost[0].Code != hub.Unreachable || lost[0].Count != 2 {
		t.Fatalf("got %+v", lost)
	}
	ev, le := d.take()
	d.fail(ev, le, refused(hub.ScopeIssue))
	if f := d.faults("open"); len(f) != 2 {
		t.Fatalf("one event still waits for the tracker: got %+v", f)
	}
	ev, le = d.take()
	d.fail(ev, le, refused(hub.ScopeIssue))
	open := d.faults("open")
	if len(open) != 2 || open[0].Code != hub.Invalid || open[1].Code != hub.Invalid || open[0].ID == lost[0].ID || open[1].ID == lost[0].ID {
		t.Errorf("got %+v", open)
	}
	for _, id := range []hub.EventID{a.ID, b.ID} {
		if f := d.stored(id).FaultID; f != open[0].ID && f != open[1].ID {
			t.Errorf("%s hangs on %s", id, f)
		}
	}
}

func TestAPassingFaultIsResolvedByTheLastThatHangsOnIt(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.add(d.event("p", hub.StepCapture), d.event("q", hub.StepCapture), d.event("r", hub.StepCapture))
	for range 12 {
		d.failAll(silent(hub.ScopeTracker))
		d.pass(queue.Default.Most)
	}
	for left := 3; left > 0; left-- {
		if f := d.faults("open"); len(f) != 1 || f[0].Count != 3 {
			t.Fatalf("with %d left: got %+v", left, f)
		}
		ev, le := d.take()
		d.done(ev, le, hub.StepDone)
	}
	if f := d.faults("open"); len(f) != 0 {
		t.Errorf("got %+v", f)
	}
	if last := d.told[len(d.told)-1]; last.State != "resolved" {
		t.Errorf("told last: %+v", last)
	}
}

func TestAnEventThatEndsElsewhereLeavesItsFault(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ev := d.event("p", hub.StepSend, seq(1))
	d.add(ev)
	d.failAll(&hub.Error{Code: hub.Denied, Scope: hub.ScopePeer, Message: "not you"})
	if len(d.faults("open")) != 1 || !d.Paused(hub.ScopePeer, "c") {
		t.Fatal("no fault, or no pause")
	}
	ev = d.stored(ev.ID)
	ev.Step, ev.State = hub.StepDone, hub.Done // the answer came after all
	d.update(func(tx store.Tx) error { return d.Wake(tx, ev) })
	if f := d.faults("open"); len(f) != 0 || d.Paused(hub.ScopePeer, "c") {
		t.Errorf("open %+v, paused %v", f, d.Paused(hub.ScopePeer, "c"))
	}
}

func TestAFaultDoesNotEndAnOwnersPause(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.pause(hub.ScopeConnection, "c")
	d.add(d.event("p", hub.StepCapture)) // runs while paused
	d.failAll(refused(hub.ScopeConnection))
	d.retry(d.faults("open")[0].ID)
	if !d.Paused(hub.ScopeConnection, "c") {
		t.Error("retrying a fault resumed what the owner had paused")
	}
	// The other way round: the owner pauses what a fault had paused.
	d.failAll(refused(hub.ScopeConnection))
	d.resume(hub.ScopeConnection, "c")
	d.add(d.event("q", hub.StepCapture))
	d.failAll(&hub.Error{Code: hub.Denied, Scope: hub.ScopeConnection, Message: "another"})
	d.pause(hub.ScopeConnection, "c")
	for _, f := range d.faults("open") {
		d.retry(f.ID)
	}
	if !d.Paused(hub.ScopeConnection, "c") {
		t.Error("retrying a fault resumed what the owner paused after it")
	}
}

func TestRetryOfWhatTheGuardHeldIsTheOwnersWord(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	held, refusedOne := d.event("p", hub.StepPlan, seq(1)), d.event("q", hub.StepPlan, seq(1))
	d.add(held, refusedOne)
	ev, le := d.mustTake(held)
	d.fail(ev, le, &hub.Error{Code: hub.Held, Scope: hub.ScopeIssue, Message: "40 deletions"})
	ev, le = d.mustTake(refusedOne)
	d.fail(ev, le, refused(hub.ScopeIssue))
	for _, f := range d.faults("open") {
		d.retry(f.ID)
	}
	if !d.stored(held.ID).Approved || d.stored(refusedOne.ID).Approved {
		t.Errorf("held: approved %v; refused: approved %v", d.stored(held.ID).Approved, d.stored(refusedOne.ID).Approved)
	}
}

func TestRetryOfNoFaultIsAnError(t *testing.T) {
	t.Parallel()
	if _, err := newDesk(t).Retry(t.Context(), "F-none"); !errors.Is(err, store.ErrNone) {
		t.Errorf("got %v", err)
	}
}

func TestSkip(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		step hub.Step
		err  error
		want hub.Code
	}{
		{"a capture that is stuck", hub.StepCapture, refused(hub.ScopeIssue), ""},
		{"a rule that fails for the connection", hub.StepPrepare, refused(hub.ScopeConnection), ""},
		{"a plan that is retried", hub.StepPlan, silent(hub.ScopeTracker), ""},
		{"a call that was refused", hub.StepApply, refused(hub.ScopeIssue), ""},
		{"a message on its way", hub.StepSend, silent(hub.ScopePeer), hub.Invalid},
		{"an answer on its way", hub.StepConfirm, silent(hub.ScopePeer), hub.Invalid},
		{"what is not stuck", hub.StepCapture, nil, hub.Conflict},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			ev := d.event("p", c.step, seq(1))
			d.add(ev)
			if c.err != nil {
				d.failAll(c.err)
			}
			if err := d.Skip(t.Context(), ev.ID, "not needed", "ada"); hub.CodeOf(err) != c.want {
				t.Fatalf("got %v, want %q", err, c.want)
			}
			if c.want != "" {
				if got := d.stored(ev.ID); got.Skip != "" {
					t.Errorf("skipped all the same: %+v", got)
				}
				return
			}
			if len(d.faults("open")) > 0 || len(d.Pauses()) > 0 {
				t.Errorf("open %+v, paused %+v", d.faults("open"), d.Pauses())
			}
			d.pass(queue.Default.Most) // a tracker that did not answer is not bothered sooner
			if got, _ := d.mustTake(ev); got.Skip != "not needed" {
				t.Errorf("got %+v", got)
			}
			var audits []store.Audit
			d.update(func(tx store.Tx) (err error) { audits, err = tx.Audits().List(0); return err })
			if len(audits) != 1 || audits[0].Who != "ada" || audits[0].What != string(ev.ID) || audits[0].Note != "not needed" {
				t.Errorf("audit %+v", audits)
			}
		})
	}
	if err := newDesk(t).Skip(t.Context(), "none", "x", "ada"); !errors.Is(err, store.ErrNone) {
		t.Errorf("no event: got %v", err)
	}
}

func TestSkippingOneOfManyLeavesTheFaultOpen(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a, b := d.event("p", hub.StepPrepare), d.event("q", hub.StepPrepare)
	d.add(a, b)
	d.failAll(refused(hub.ScopeConnection))
	if err := d.Skip(t.Context(), a.ID, "x", "ada"); err != nil {
		t.Fatal(err)
	}
	if len(d.faults("open")) != 1 || !d.Paused(hub.ScopeConnection, "c") {
		t.Error("the other one is held by nothing")
	}
	if err := d.Skip(t.Context(), b.ID, "x", "ada"); err != nil {
		t.Fatal(err)
	}
	if len(d.faults("open")) != 0 || d.Paused(hub.ScopeConnection, "c") {
		t.Error("nothing hangs on the fault any more, and it is open")
	}
}

func TestSuccessForgetsFailures(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ev := d.event("p", hub.StepCapture)
	d.add(ev)
	d.failAll(silent(hub.ScopeIssue))
	if got := d.stored(ev.ID); got.State != hub.Retrying || got.Attempt != 1 || !got.FailingSince.Equal(d.clock) || !got.NotBefore.After(d.clock) {
		t.Fatalf("got %+v", got)
	}
	d.pass(queue.Default.Most)
	got, le := d.mustTake(ev)
	d.done(got, le, hub.StepPrepare)
	if got := d.stored(ev.ID); got.State != hub.Waiting || got.Attempt != 0 || got.Fault != nil || !got.FailingSince.IsZero() || !got.NotBefore.IsZero() {
		t.Errorf("got %+v", got)
	}
	d.drain()
	if got := d.stored(ev.ID); got.State != hub.Done || !got.Finished.Equal(d.clock) {
		t.Errorf("got %+v", got)
	}
}

func TestAStoreThatTakesNothingLeadsToALaterTry(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ev := d.event("p", hub.StepCapture)
	d.add(ev)
	full := error(&hub.Error{Code: hub.Busy, Scope: hub.ScopeNode, Message: "disk full"})
	for range 3 {
		got, le := d.mustTake(ev)
		d.store.fail.Store(&full)
		if d.fail(got, le, refused(hub.ScopeIssue)) {
			t.Error("what could not be stored is reported as blocked")
		}
		d.mustRest("tried again at once")
		d.pass(queue.Default.First - 1)
		d.mustRest("tried again too soon")
		d.pass(1)
		d.store.fail.Store(nil)
	}
	if got := d.drain(); len(got) != 1 || len(d.faults("")) != 0 {
		t.Errorf("got %v, faults %+v", got, d.faults(""))
	}
}

// A step whose commit failed is as one that the power ended: what it has in memory
// may be half of what belongs together, and what is stored counts.
func TestAFailedCommitLeavesTheEventAsItIsStored(t *testing.T) {
	t.Parallel()
	full := error(&hub.Error{Code: hub.Busy, Scope: hub.ScopeNode, Message: "disk full"})
	d := newDesk(t)
	ev := d.event("p", hub.StepCapture)
	d.add(ev)
	got, le := d.mustTake(ev)
	got.Step, got.Captured = hub.StepPrepare, true // with the captured state, which was not stored
	d.fail(got, le, full)
	if now := d.stored(ev.ID); now.Step != hub.StepCapture || now.Captured || now.State != hub.Retrying || now.Attempt != 1 {
		t.Errorf("stored: %+v, want what was, to be tried again", now)
	}
}

// Where not even the failure can be stored, the step that the event stands at is
// the stored one: a message that was begun lets nothing else of its end go first.
func TestAFailureThatIsNotStoredKeepsWhatWasBegun(t *testing.T) {
	t.Parallel()
	full := error(&hub.Error{Code: hub.Busy, Scope: hub.ScopeNode, Message: "disk full"})
	d := newDesk(t)
	in := d.event("p", hub.StepPlan)
	d.add(in)
	got, le := d.mustTake(in)
	begun := *got
	begun.Step, begun.Apply = hub.StepApply, &hub.Apply{Ops: []hub.Op{{Do: hub.DoSet, State: hub.OpIntent}}}
	if err := d.store.Update(t.Context(), func(tx store.Tx) error { return tx.Events().Put(&begun) }); err != nil {
		t.Fatal(err)
	}
	out := d.event("p", hub.StepCapture)
	d.add(out)
	d.store.fail.Store(&full)
	d.fail(&begun, le, full)
	d.store.fail.Store(nil)
	d.mustRest("a change is captured in the middle of a message")
	d.pass(queue.Default.First)
	if got, _ := d.mustTake(in); got.Step != hub.StepApply {
		t.Errorf("goes on at %s", got.Step)
	}
}

func TestWhatIsRolledBackWasNeverThere(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	undone := errors.New("undone")
	ev := d.event("p", hub.StepCapture)
	if err := d.store.Update(t.Context(), func(tx store.Tx) error { return errors.Join(d.Add(tx, ev), undone) }); !errors.Is(err, undone) {
		t.Fatal(err)
	}
	d.mustRest("an event that was never stored")
	d.add(ev)
	got, le := d.mustTake(ev)
	err := d.store.Update(t.Context(), func(tx store.Tx) error { next := *got; return errors.Join(le.Done(tx, &next), undone) })
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	d.mustRest("a lease that has not ended")
	d.done(got, le, hub.StepDone)
	if err := d.store.Update(t.Context(), func(tx store.Tx) error {
		return errors.Join(d.PauseIn(tx, store.Pause{Scope: hub.ScopeNode}), undone)
	}); !errors.Is(err, undone) || d.Paused(hub.ScopeNode, "") {
		t.Errorf("paused by a transaction that never was: %v", err)
	}
}

// What goes wrong because the node stops is nobody's fault, however it is
// worded and whatever ended the context: the event is as it was.
func TestStoppingBlamesNobody(t *testing.T) {
	t.Parallel()
	for _, why := range []error{context.Canceled, context.DeadlineExceeded, errors.New("interrupted"), refused(hub.ScopeIssue)} {
		d := newDesk(t)
		ev := d.event("p", hub.StepPlan, seq(1))
		d.add(ev)
		taken, le := d.mustTake(ev)
		ctx, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
		defer cancel()
		if le.Fail(ctx, taken, why) {
			t.Errorf("%v: the event is blocked", why)
		}
		if n := len(d.faults("open")); n != 0 {
			t.Errorf("%v: %d faults", why, n)
		}
		again, _ := d.mustTake(ev)
		if again.Attempt != 0 || again.State != hub.Waiting {
			t.Errorf("%v: the event is %s after %d tries", why, again.State, again.Attempt)
		}
	}
}

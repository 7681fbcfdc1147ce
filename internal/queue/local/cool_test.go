package local

import (
	"fmt"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
)

// leased is what a worker holds.
type leased struct {
	ev *hub.Event
	le queue.Lease
}

// takeAll leases everything that is due.
func (d *desk) takeAll() (all []leased) {
	d.t.Helper()
	for ev, le := d.take(); ev != nil; ev, le = d.take() {
		all = append(all, leased{ev, le})
	}
	return all
}

func TestASilentTrackerIsAskedByOneAtATime(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for i := range 5 {
		d.add(d.event(fmt.Sprint("p", i), hub.StepCapture), d.event(fmt.Sprint("other", i), hub.StepCapture, on("redmine", "c")))
	}
	all := d.takeAll()
	if len(all) != 10 {
		t.Fatalf("%d at work", len(all))
	}
	for _, l := range all {
		if l.ev.Tracker == "jira" {
			d.fail(l.ev, l.le, silent(hub.ScopeTracker))
		} else {
			l.le.Release()
		}
	}
	d.add(d.event("new", hub.StepCapture))
	others := d.takeAll()
	for _, l := range others {
		if l.ev.Tracker == "jira" {
			t.Fatal("a tracker that does not answer is asked at once")
		}
	}
	if len(others) != 5 {
		t.Fatalf("%d of 5 of the other tracker", len(others))
	}
	last := time.Duration(0)
	for try := range 6 {
		start := d.clock
		var probes []leased
		for len(probes) == 0 && d.clock.Sub(start) < time.Hour {
			_, _, next, err := d.TryTake(t.Context())
			if err != nil || next.IsZero() {
				t.Fatalf("try %d: nothing will be due, %v", try, err)
			}
			d.clock = next
			probes = d.takeAll()
		}
		if len(probes) != 1 {
			t.Fatalf("try %d: %d ask at once", try, len(probes))
		}
		if wait := d.clock.Sub(start); wait < last/2 || wait > queue.Default.Most {
			t.Errorf("try %d: after %v, the one before after %v", try, wait, last)
		} else {
			last = wait
		}
		switch try {
		case 2: // a probe that tells nothing
			probes[0].le.Release()
		case 3:
			d.fail(probes[0].ev, probes[0].le, refused(hub.ScopeIssue))
		default:
			d.fail(probes[0].ev, probes[0].le, silent(hub.ScopeTracker))
		}
		if try == 2 || try == 3 { // the next one finds out
			next := d.takeAll()
			if len(next) != 1 {
				t.Fatalf("try %d: %d ask at once after a probe that told nothing", try, len(next))
			}
			d.fail(next[0].ev, next[0].le, silent(hub.ScopeTracker))
		}
	}
	d.pass(queue.Default.Most)
	probe := d.takeAll()
	if len(probe) != 1 {
		t.Fatalf("%d ask at once", len(probe))
	}
	d.done(probe[0].ev, probe[0].le, hub.StepDone)
	if rest := d.takeAll(); len(rest) != 4 { // of six, one is blocked and one is done
		t.Errorf("after an answer %d of 4 go on at once", len(rest))
	}
}

func TestAnAnswerHealsAtOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a, b, c := d.event("p", hub.StepCapture), d.event("q", hub.StepCapture), d.event("r", hub.StepCapture)
	d.add(a, b)
	ea, la := d.mustTake(a)
	eb, lb := d.mustTake(b) // asked before the outage, answered in it
	d.fail(ea, la, silent(hub.ScopeTracker))
	d.add(c)
	d.mustRest("a silent tracker is asked")
	d.done(eb, lb, hub.StepDone)
	d.mustTake(c)
}

// A rule that runs says nothing of the tracker.
func TestWhatAsksNobodyHealsNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	prep, carried, a, b := d.event("p", hub.StepPrepare), d.event("q", hub.StepCapture), d.event("r", hub.StepCapture), d.event("s", hub.StepCapture)
	carried.Snapshot = &hub.Issue{}
	d.add(prep, carried, a, b)
	ep, lp := d.mustTake(prep)
	ec, lc := d.mustTake(carried)
	ea, la := d.mustTake(a)
	d.fail(ea, la, silent(hub.ScopeTracker))
	d.done(ep, lp, hub.StepDone)
	d.done(ec, lc, hub.StepDone)
	d.mustRest("a silent tracker is asked")
}

func TestASilentPeerHoldsMessagesButNoWork(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	one, two, answer := d.event("p", hub.StepSend, seq(1)), d.event("q", hub.StepSend, seq(1)), d.event("r", hub.StepConfirm, seq(1))
	work, elsewhere := d.event("p", hub.StepCapture), d.event("s", hub.StepSend, seq(1), on("jira", "d"))
	d.add(one)
	ev, le := d.mustTake(one)
	d.fail(ev, le, silent(hub.ScopePeer))
	d.add(two, answer, work, elsewhere)
	if all := d.takeAll(); len(all) != 2 {
		t.Errorf("%d go on, want the capture and the message to another node", len(all))
	}
	d.pass(queue.Default.Most)
	probe := d.takeAll()
	if len(probe) != 1 {
		t.Fatalf("%d messages at once", len(probe))
	}
	probe[0].le.Sent()
	if all := d.takeAll(); len(all) != 2 {
		t.Errorf("%d go on, want 2", len(all))
	}
}

func TestTheTrackersOwnAdviceIsObeyed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	a, b := d.event("p", hub.StepCapture), d.event("q", hub.StepCapture)
	d.add(a, b)
	ea, la := d.mustTake(a)
	eb, lb := d.mustTake(b)
	d.fail(ea, la, silent(hub.ScopeTracker)) // about a second
	d.fail(eb, lb, &hub.Error{Code: hub.Busy, Scope: hub.ScopeTracker, RetryIn: 30 * time.Minute, Message: "slow down"})
	d.pass(30*time.Minute - 1)
	d.mustRest("asked before the time the tracker named")
	d.pass(1)
	if all := d.takeAll(); len(all) != 1 {
		t.Errorf("%d ask at once", len(all))
	}
}

func TestARestartAsksASilentTrackerNoSooner(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.add(d.event("p", hub.StepCapture))
	d.failAll(&hub.Error{Code: hub.Busy, Scope: hub.ScopeTracker, RetryIn: time.Minute, Message: "slow down"})
	d.open()
	d.pass(time.Minute - time.Millisecond)
	d.mustRest("asked too soon")
	d.pass(time.Millisecond)
	if all := d.takeAll(); len(all) != 1 {
		t.Errorf("%d at work", len(all))
	}
}

func TestAnOwnersRetryDoesNotWait(t *testing.T) {
	t.Parallel()
	for _, s := range []hub.Scope{hub.ScopeTracker, hub.ScopePeer} {
		step := hub.StepCapture
		if s == hub.ScopePeer {
			step = hub.StepSend
		}
		d := newDesk(t)
		d.add(d.event("p", step, seq(1)), d.event("q", step, seq(1)))
		for range 12 {
			d.failAll(silent(s))
			d.pass(queue.Default.Most)
		}
		d.failAll(silent(s))
		d.mustRest("a silent one is asked")
		if n := d.retry(d.faults("open")[0].ID); n != 2 {
			t.Errorf("freed %d", n)
		}
		if all := d.takeAll(); len(all) == 0 {
			t.Errorf("%s: the owner's retry waits for the back-off", s)
		}
	}
}

// A page that is too large to be read looks like a tracker that does not
// answer, but only to those who read it.
func TestOneIssueThatHangsDoesNotStopItsTracker(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	poison := d.event("p", hub.StepCapture)
	d.add(poison)
	for i := range 20 {
		d.add(d.event(fmt.Sprint("q", i), hub.StepCapture))
	}
	start, tries := d.clock, 0
	for d.Depth() > 1 && d.clock.Sub(start) < time.Hour {
		ev, le, next, err := d.TryTake(t.Context())
		switch {
		case err != nil:
			t.Fatal(err)
		case ev == nil:
			d.clock = next
		case ev.ID == poison.ID:
			tries++
			d.fail(ev, le, silent(hub.ScopeTracker))
		default:
			d.done(ev, le, hub.StepDone)
			d.add(d.event(string(ev.Pair), hub.StepCapture, at(d.clock.Add(time.Minute)))) // a person goes on there
			if d.n > 300 {
				for ev, _ := d.take(); ev != nil; ev, _ = d.take() {
				}
				if tries > 20 {
					t.Errorf("the issue that hangs was tried %d times in %v", tries, d.clock.Sub(start))
				}
				return
			}
		}
	}
	t.Errorf("after %v only %d events were made and %d are left: the others wait for the one that hangs", d.clock.Sub(start), d.n, d.Depth())
}

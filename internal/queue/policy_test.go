package queue

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/hub"
)

func TestEachCodeHasItsVerdict(t *testing.T) {
	now := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	p := Policy{First: time.Second, Most: time.Minute, Conflicts: 5, Patience: 10 * time.Minute}
	recent, long := now.Add(-p.Patience), now.Add(-p.Patience-1)
	for _, c := range []struct {
		name    string
		err     hub.Error
		attempt int
		since   time.Time
		want    Verdict
	}{
		{"busy backs off", hub.Error{Code: hub.Busy, Scope: hub.ScopeTracker}, 0, time.Time{}, Verdict{State: hub.Retrying, After: time.Second / 2}},
		{"busy backs off further", hub.Error{Code: hub.Busy, Scope: hub.ScopeTracker}, 3, recent, Verdict{State: hub.Retrying, After: 4 * time.Second}},
		{"busy obeys the tracker", hub.Error{Code: hub.Busy, RetryIn: time.Hour}, 3, recent, Verdict{State: hub.Retrying, After: time.Hour}},
		{"unreachable backs off", hub.Error{Code: hub.Unreachable, Scope: hub.ScopePeer}, 1, recent, Verdict{State: hub.Retrying, After: time.Second}},
		{"unreachable for long is told, and goes on", hub.Error{Code: hub.Unreachable}, 99, long, Verdict{State: hub.Retrying, After: 30 * time.Second, Fault: true}},
		{"a conflict plans again", hub.Error{Code: hub.Conflict}, 4, recent, Verdict{State: hub.Retrying, After: 8 * time.Second}},
		{"a conflict plans again so many times", hub.Error{Code: hub.Conflict}, 5, recent, Verdict{State: hub.Blocked, Fault: true}},
		{"denied pauses the tracker", hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true, Pause: hub.ScopeTracker}},
		{"denied for one issue pauses the connection", hub.Error{Code: hub.Denied, Scope: hub.ScopeIssue}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true, Pause: hub.ScopeConnection}},
		{"denied without a scope pauses the connection", hub.Error{Code: hub.Denied}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true, Pause: hub.ScopeConnection}},
		{"denied that may heal is told, and tried again", hub.Error{Code: hub.Denied, RetryIn: time.Minute}, 0, time.Time{}, Verdict{State: hub.Retrying, After: time.Minute, Fault: true}},
		{"a rule pauses its connection", hub.Error{Code: hub.Script, Scope: hub.ScopeConnection}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true, Pause: hub.ScopeConnection}},
		{"a rule that says so stops the issue alone", hub.Error{Code: hub.Script, Scope: hub.ScopeIssue}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true}},
		{"a refused value stops the issue", hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true}},
		{"a refused value of our rule pauses the connection", hub.Error{Code: hub.Invalid, Scope: hub.ScopeConnection}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true, Pause: hub.ScopeConnection}},
		{"the guard holds the issue", hub.Error{Code: hub.Held, Scope: hub.ScopeIssue}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true}},
		{"not found stops the issue", hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true}},
		{"a bug stops the issue", hub.Error{Code: hub.Internal, Scope: hub.ScopeIssue}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true}},
		{"a bug that repeats pauses the node", hub.Error{Code: hub.Internal, Scope: hub.ScopeNode}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true, Pause: hub.ScopeNode}},
		{"an unknown code stops the issue", hub.Error{Code: "novel", Scope: hub.ScopeNode}, 0, time.Time{}, Verdict{State: hub.Blocked, Fault: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			ev := &hub.Event{Attempt: c.attempt, FailingSince: c.since}
			if got := p.Judge(&c.err, ev, now, 0); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// Whatever the numbers, a wait is never nothing, never longer than allowed, and
// never shorter than that of the attempt before by more than the jitter.
func TestBackoffGrowsToItsLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Policy{First: time.Duration(rapid.Int64Range(2, int64(24*time.Hour)).Draw(t, "first"))}
		p.Most = p.First + time.Duration(rapid.Int64Range(0, int64(24*time.Hour)).Draw(t, "more"))
		jitter := rapid.Float64Range(0, 0.999).Draw(t, "jitter")
		last := time.Duration(0)
		for attempt := -1; attempt < 200; attempt++ {
			d := p.Backoff(attempt, jitter)
			if d <= 0 || d > p.Most || d < last {
				t.Fatalf("attempt %d: %v after %v, of at most %v", attempt, d, last, p.Most)
			}
			last = d
		}
		if last < p.Most/2 {
			t.Fatalf("stops at %v of %v", last, p.Most)
		}
	})
	if a, b := Default.Backoff(5, 0), Default.Backoff(5, 0.9); a == b {
		t.Error("all come back at once")
	}
}

func TestOneCauseHasOneName(t *testing.T) {
	base := hub.Event{ID: "1", Connection: "c", EndKey: hub.EndKey{Pair: "p", Side: hub.Initiator}, Tracker: "jira", Step: hub.StepPlan}
	fault := func(s hub.Scope, msg string) *hub.Error { return &hub.Error{Code: hub.Invalid, Scope: s, Message: msg} }
	with := func(fn func(*hub.Event)) *hub.Event { ev := base; fn(&ev); return &ev }
	other := map[string]*hub.Event{
		"event": with(func(ev *hub.Event) { ev.ID = "2" }), "pair": with(func(ev *hub.Event) { ev.Pair = "q" }),
		"side": with(func(ev *hub.Event) { ev.Side = hub.Acceptor }), "connection": with(func(ev *hub.Event) { ev.Connection = "d" }),
		"tracker": with(func(ev *hub.Event) { ev.Tracker = "redmine" }), "step": with(func(ev *hub.Event) { ev.Step = hub.StepApply }),
	}
	for scope, parts := range map[hub.Scope][]string{
		hub.ScopeIssue: {"pair", "side", "connection", "step"}, hub.ScopeConnection: {"connection", "step"}, hub.ScopePeer: {"connection", "step"},
		hub.ScopeTracker: {"tracker", "step"}, hub.ScopeNode: {"step"},
	} {
		want := map[string]bool{}
		for _, p := range parts {
			want[p] = true
		}
		cause := Cause(fault(scope, "no field 12 in issue 7"), &base)
		for what, ev := range other {
			if got := Cause(fault(scope, "no field 12 in issue 7"), ev) != cause; got != want[what] {
				t.Errorf("%s: another %s is another cause: %v, want %v", scope, what, got, want[what])
			}
		}
		if Cause(fault(scope, "no field 3 in issue 888"), &base) != cause {
			t.Errorf("%s: another number is another cause", scope)
		}
		if Cause(fault(scope, "no such user"), &base) == cause {
			t.Errorf("%s: another message is the same cause", scope)
		}
		if e := fault(scope, "no field 12 in issue 7"); Cause(&hub.Error{Code: hub.Denied, Scope: e.Scope, Message: e.Message}, &base) == cause {
			t.Errorf("%s: another code is the same cause", scope)
		}
	}
}

package local

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
)

// model says what the queue may hand out, from nothing but what is stored and
// what was handed out already. Everything random is done to both, and after
// each step they must agree: what is taken may be taken, and if nothing is
// taken, nothing may be.
type model struct {
	*desk
	leases map[hub.EventID]leased
	later  map[hub.EventID]time.Time // given back for later; forgotten in a crash
	sent   map[hub.EventID]bool      // handed over, and nothing stored of it
	ended  map[hub.EventID]int
	added  []hub.EventID
	seqs   uint64
}

func isSend(s hub.Step) bool { return s == hub.StepSend || s == hub.StepConfirm }

// pending is what is stored at one moment.
type pending struct {
	ends   map[hub.EndKey][]store.Head // in stored order
	pauses []store.Pause
}

func (m *model) pending() pending {
	m.t.Helper()
	var p pending
	err := m.store.View(m.t.Context(), func(tx store.Tx) (err error) {
		p.ends = map[hub.EndKey][]store.Head{}
		for h, err := range tx.Events().Pending() {
			if err != nil {
				return err
			}
			if !m.sent[h.ID] {
				p.ends[h.EndKey] = append(p.ends[h.EndKey], h)
			}
		}
		p.pauses, err = tx.Pauses().List()
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
	return p
}

// first is the one event of an end that is in turn: among its work, or among
// what it has to send.
func first(items []store.Head, send bool) (store.Head, bool) {
	rank := func(h store.Head) int {
		return slices.Index([]hub.Step{hub.StepApply, hub.StepCapture, hub.StepPrepare, hub.StepPlan, hub.StepConfirm, hub.StepSend}, h.Step)
	}
	order := func(h store.Head) int64 {
		if h.Step == hub.StepPlan || h.Step == hub.StepSend {
			return int64(h.Seq)
		}
		return h.Position
	}
	items = slices.DeleteFunc(slices.Clone(items), func(h store.Head) bool { return isSend(h.Step) != send })
	if len(items) == 0 {
		return store.Head{}, false
	}
	return slices.MinFunc(items, func(a, b store.Head) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(order(a), order(b)))
	}), true
}

// forbidden says why an event must not be handed out now, "" if it must be.
// slack allows for the store keeping milliseconds only.
func (m *model) forbidden(h store.Head, pauses []store.Pause, slack time.Duration) string {
	paused := func(s hub.Scope, id string) bool {
		return slices.ContainsFunc(pauses, func(p store.Pause) bool { return p.Scope == s && p.ID == id })
	}
	s := scope{hub.ScopeTracker, h.Tracker}
	if isSend(h.Step) {
		s = scope{hub.ScopePeer, string(h.Connection)}
	}
	due := h.NotBefore
	if at := m.later[h.ID]; at.After(due) {
		due = at
	}
	cool := m.cool[s]
	switch {
	case h.State == hub.Blocked:
		return "it is blocked"
	case due.Add(slack).After(m.clock):
		return "its time has not come"
	case paused(hub.ScopeNode, ""):
		return "the node is paused"
	case paused(s.scope, s.id):
		return "what it talks to is paused"
	case paused(hub.ScopeConnection, string(h.Connection)) && h.Step != hub.StepCapture && h.Step != hub.StepConfirm:
		return "the connection is paused"
	case cool != nil && (cool.until.After(m.clock) || cool.probe != nil && cool.probe.head.ID != h.ID):
		return "what it talks to does not answer"
	}
	for _, l := range m.leases {
		switch {
		case l.ev.EndKey == h.EndKey && isSend(l.ev.Step) == isSend(h.Step):
			return "its end is busy with " + string(l.ev.ID)
		case !isSend(h.Step) && !isSend(l.ev.Step) && h.Issue != "" && l.ev.Issue == h.Issue && l.ev.Tracker == h.Tracker:
			return "its issue is worked on by " + string(l.ev.ID)
		}
	}
	return ""
}

func live(items []store.Head) bool {
	return slices.ContainsFunc(items, func(h store.Head) bool { return !h.Bulk })
}

// possible lists what may be handed out now.
func (m *model) possible(p pending, slack time.Duration) (all []store.Head) {
	for _, items := range p.ends {
		for _, send := range []bool{false, true} {
			if h, ok := first(items, send); ok && m.forbidden(h, p.pauses, slack) == "" {
				all = append(all, h)
			}
		}
	}
	return all
}

func (m *model) takeOne(t *rapid.T) bool {
	p := m.pending()
	sure := m.possible(p, time.Millisecond)
	ev, le, next, err := m.TryTake(m.t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if ev == nil {
		if len(sure) > 0 {
			t.Fatalf("nothing is handed out, but %s at %s of %s may be", sure[0].ID, sure[0].Step, sure[0].Pair)
		}
		if soon := m.possible(p, 0); !next.IsZero() && next.Before(m.clock) && len(soon) == 0 {
			t.Fatalf("the next event is due at %v, which is past", next)
		}
		return false
	}
	items := p.ends[ev.EndKey]
	head, ok := first(items, isSend(ev.Step))
	if !ok || head.ID != ev.ID {
		t.Fatalf("%s at %s is handed out before its turn, which is that of %s at %s", ev.ID, ev.Step, head.ID, head.Step)
	}
	if why := m.forbidden(head, p.pauses, 0); why != "" {
		t.Fatalf("%s at %s of %s is handed out, but %s", ev.ID, ev.Step, ev.Pair, why)
	}
	if m.ended[ev.ID] > 0 {
		t.Fatalf("%s is handed out, but has ended", ev.ID)
	}
	for _, h := range sure {
		if !live(items) && live(p.ends[h.EndKey]) {
			t.Fatalf("bulk work %s is handed out before the edit %s", ev.ID, h.ID)
		}
	}
	m.leases[ev.ID] = leased{ev, le}
	return true
}

// lease draws one of the leases.
func (m *model) lease(t *rapid.T) (leased, bool) {
	if len(m.leases) == 0 {
		return leased{}, false
	}
	ids := make([]hub.EventID, 0, len(m.leases))
	for id := range m.leases {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	l := m.leases[rapid.SampledFrom(ids).Draw(t, "lease")]
	delete(m.leases, l.ev.ID)
	delete(m.later, l.ev.ID)
	return l, true
}

// nextStep is where an event may go from a step.
var nextStep = map[hub.Step][]hub.Step{
	hub.StepCapture: {hub.StepPrepare, hub.StepDone},
	hub.StepPrepare: {hub.StepSend, hub.StepDone},
	hub.StepSend:    {hub.StepAwait, hub.StepDone},
	hub.StepPlan:    {hub.StepApply, hub.StepConfirm, hub.StepDone},
	hub.StepApply:   {hub.StepApply, hub.StepConfirm},
	hub.StepConfirm: {hub.StepDone},
}

func (m *model) finish(t *rapid.T, l leased, next hub.Step) {
	if next == hub.StepDone || next == hub.StepAwait {
		m.ended[l.ev.ID]++
	}
	m.seqs++
	seq := m.seqs
	m.update(func(tx store.Tx) error {
		ev := *l.ev
		if ev.Step = next; next == hub.StepSend {
			ev.Envelope = &hub.Envelope{Epoch: 1, Seq: seq}
		}
		return l.le.Done(tx, &ev)
	})
}

var (
	pairs    = rapid.SampledFrom([]string{"p", "q", "r", "s", "t"})
	trackers = rapid.SampledFrom([]string{"jira", "redmine"})
	conns    = rapid.SampledFrom([]string{"c", "d"})
	codes    = rapid.SampledFrom([]hub.Code{hub.NotFound, hub.Invalid, hub.Denied, hub.Conflict, hub.Busy, hub.Unreachable, hub.Script,
		hub.Held, hub.Internal})
	scopes = rapid.SampledFrom([]hub.Scope{hub.ScopeIssue, hub.ScopeIssue, hub.ScopeConnection, hub.ScopePeer, hub.ScopeTracker, hub.ScopeNode})
)

func drawScope(t *rapid.T) (hub.Scope, string) {
	switch s := rapid.SampledFrom([]hub.Scope{hub.ScopeConnection, hub.ScopePeer, hub.ScopeTracker, hub.ScopeNode}).Draw(t, "scope"); s {
	case hub.ScopeTracker:
		return s, trackers.Draw(t, "tracker")
	case hub.ScopeNode:
		return s, ""
	default:
		return s, conns.Draw(t, "connection")
	}
}

// An end belongs to one connection and one tracker.
func home(pair string) (tracker, conn string) {
	return map[bool]string{true: "jira", false: "redmine"}[pair < "r"], map[bool]string{true: "c", false: "d"}[pair < "s"]
}

func (m *model) actions() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"": func(t *rapid.T) {
			for id, n := range m.ended {
				if n > 1 {
					t.Fatalf("%s ended %d times", id, n)
				}
			}
		},
		"add": func(t *rapid.T) {
			pair := pairs.Draw(t, "pair")
			m.seqs++
			step := rapid.SampledFrom([]hub.Step{hub.StepCapture, hub.StepCapture, hub.StepCapture, hub.StepPrepare, hub.StepPlan, hub.StepPlan,
				hub.StepSend}).Draw(t, "step")
			ev := m.event(pair, step, on(home(pair)), seq(m.seqs), issue(rapid.SampledFrom([]string{"", "7", "8", "i-" + pair}).Draw(t, "issue")))
			ev.Bulk = rapid.Bool().Draw(t, "bulk")
			if rapid.IntRange(0, 3).Draw(t, "later") == 0 {
				ev.NotBefore = m.clock.Add(time.Minute)
			}
			m.add(ev)
			m.added = append(m.added, ev.ID)
		},
		"take": func(t *rapid.T) { m.takeOne(t) },
		"take all": func(t *rapid.T) {
			for m.takeOne(t) {
			}
		},
		"done": func(t *rapid.T) {
			if l, ok := m.lease(t); ok {
				m.finish(t, l, rapid.SampledFrom(nextStep[l.ev.Step]).Draw(t, "next"))
			}
		},
		"fail": func(t *rapid.T) {
			if l, ok := m.lease(t); ok {
				m.fail(l.ev, l.le, &hub.Error{Code: codes.Draw(t, "code"), Scope: scopes.Draw(t, "scope"), Message: "no"})
			}
		},
		"release": func(t *rapid.T) {
			if l, ok := m.lease(t); ok {
				l.le.Release()
			}
		},
		"later": func(t *rapid.T) {
			if l, ok := m.lease(t); ok {
				m.later[l.ev.ID] = m.clock.Add(30 * time.Second)
				l.le.Later(m.later[l.ev.ID])
			}
		},
		"sent": func(t *rapid.T) {
			if l, ok := m.lease(t); ok {
				if l.ev.Step != hub.StepSend {
					l.le.Release()
					return
				}
				l.le.Sent()
				m.sent[l.ev.ID] = true
			}
		},
		"crash": func(*rapid.T) { m.crash() },
		"pass": func(t *rapid.T) {
			m.pass(rapid.SampledFrom([]time.Duration{time.Millisecond, time.Second, time.Minute, 10 * time.Minute}).Draw(t, "by"))
		},
		"pause":  func(t *rapid.T) { m.pause(drawScope(t)) },
		"resume": func(t *rapid.T) { m.resume(drawScope(t)) },
		"retry": func(t *rapid.T) {
			if open := m.faults("open"); len(open) > 0 {
				f := rapid.SampledFrom(open).Draw(t, "fault")
				m.retry(f.ID)
				for id := range m.later {
					if m.stored(id).FaultID == f.ID {
						delete(m.later, id) // freed
					}
				}
			}
		},
	}
}

func (m *model) crash() {
	m.leases, m.later, m.sent = map[hub.EventID]leased{}, map[hub.EventID]time.Time{}, map[hub.EventID]bool{}
	m.open()
}

// settle lets everything go on to its end.
func (m *model) settle(t *rapid.T) {
	m.crash() // what was sent without a word in the store goes out again
	for range 1000 {
		for _, p := range m.pending().pauses {
			m.resume(p.Scope, p.ID)
		}
		for _, f := range m.faults("open") {
			m.retry(f.ID)
		}
		for m.takeOne(t) {
		}
		if len(m.leases) == 0 && m.Depth() == 0 {
			break
		}
		for len(m.leases) > 0 {
			l, _ := m.lease(t)
			steps := nextStep[l.ev.Step]
			m.finish(t, l, steps[len(steps)-1])
		}
		m.pass(queue.Default.Most)
	}
	for _, id := range m.added {
		if m.ended[id] != 1 {
			ev := m.stored(id)
			t.Fatalf("%s at %s, %s, ended %d times", id, ev.Step, ev.State, m.ended[id])
		}
	}
	if !m.Idle() || m.Depth() != 0 {
		t.Fatalf("idle %v, %d pending", m.Idle(), m.Depth())
	}
	if open := m.faults("open"); len(open) > 0 {
		t.Fatalf("nothing is left to do, but a fault is open: %+v", open[0])
	}
}

// TestThePromise does everything to a queue in random order: it hands out what
// may be worked on and nothing else, whatever comes, loses nothing, and ends
// everything once.
func TestThePromise(t *testing.T) {
	t.Parallel()
	var spare *desk // a store at rest serves for the next run: making one takes longer than a run
	rapid.Check(t, func(t2 *rapid.T) {
		d := spare
		if spare = nil; d == nil {
			d = newDesk(t)
		}
		m := &model{desk: d, leases: map[hub.EventID]leased{}, later: map[hub.EventID]time.Time{}, sent: map[hub.EventID]bool{},
			ended: map[hub.EventID]int{}}
		m.store.twice.Store(rapid.Bool().Draw(t2, "updates run twice"))
		t2.Repeat(m.actions())
		m.settle(t2)
		m.store.twice.Store(false)
		spare = d
	})
}

package storetest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// checkModel runs random histories on the store and on a model and compares all
// that can be asked after every step.
func checkModel(t *testing.T, open Open, reopen []Reopen) {
	rapid.Check(t, func(r *rapid.T) {
		m := &machine{r: r, s: newSubject(t, r, open, reopen), model: newModel()}
		defer func() { m.s.Close() }() // a case that goes on has its own store
		actions := map[string]func(*rapid.T){
			"":            m.compare,
			"put end":     m.putEnd,
			"set remote":  m.setRemote,
			"add traces":  m.addTraces,
			"drop end":    m.dropEnd,
			"new event":   m.newEvent,
			"step event":  m.stepEvent,
			"prune":       m.prune,
			"fail update": m.failUpdate,
		}
		if len(reopen) > 0 {
			actions["reopen"] = func(*rapid.T) { m.s.reopen() }
		}
		r.Repeat(actions)
	})
}

// model is a store in memory, as plain as can be.
type model struct {
	ends   map[hub.EndKey]*hub.End
	events map[hub.EventID]*hub.Event
	last   int64 // the highest position ever given
}

func newModel() *model {
	return &model{ends: map[hub.EndKey]*hub.End{}, events: map[hub.EventID]*hub.Event{}}
}

// machine is one random history. Few keys, so that they meet.
type machine struct {
	r     *rapid.T
	s     *subject
	model *model
	ids   int
}

var (
	somePairs   = rapid.SampledFrom([]string{"p1", "p2", "p3", "P3", "ß"})
	someSides   = rapid.SampledFrom([]hub.Side{hub.Initiator, hub.Acceptor})
	someConns   = rapid.SampledFrom([]hub.ConnectionID{"c1", "c2"})
	someIDs     = rapid.SampledFrom([]string{"", "1", "2"})
	someTexts   = rapid.SampledFrom([]string{"", "a", odd, strings.Repeat("long ", 1000)})
	someStates  = rapid.SampledFrom(allStates)
	someSteps   = rapid.SampledFrom(allSteps)
	someLanes   = rapid.SampledFrom([]hub.Lane{hub.Out, hub.In})
	someMinutes = rapid.IntRange(0, 5)
	someSeqs    = rapid.Uint64Range(0, 4)
)

func someKey(r *rapid.T) hub.EndKey {
	return hub.EndKey{Pair: hub.PairID(somePairs.Draw(r, "pair")), Side: someSides.Draw(r, "side")}
}

func someIssue(r *rapid.T) hub.Issue {
	is := hub.Issue{Ref: refOf(someIDs.Draw(r, "id")), Summary: someTexts.Draw(r, "summary")}
	if rapid.Bool().Draw(r, "rich") {
		is = richIssue(is.Ref.ID)
	}
	is.Status = someTexts.Draw(r, "status")
	return is
}

func (m *machine) putEnd(r *rapid.T) {
	k := someKey(r)
	e := &hub.End{EndKey: k, Connection: someConns.Draw(r, "connection"), Tracker: "jira",
		State: rapid.SampledFrom([]hub.EndState{hub.EndActive, hub.EndMissing}).Draw(r, "state"),
		Local: refOf(someIDs.Draw(r, "local")), Captured: someIssue(r), Received: someIssue(r), OutSeq: someSeqs.Draw(r, "seq")}
	if rapid.Bool().Draw(r, "base") {
		e.Base = e.Captured.Parts()
	}
	m.s.putEnds(e)
	if old := m.model.ends[k]; old != nil {
		e.Remote, e.Traces = old.Remote, old.Traces
	}
	m.model.ends[k] = e
}

// on runs fn on an end that may not be there: then it must be ErrNone.
func (m *machine) on(k hub.EndKey, fn func(store.Ends) error) *hub.End {
	err := m.s.Update(m.s.ctx, func(tx store.Tx) error { return fn(tx.Ends()) })
	end := m.model.ends[k]
	if end == nil && !errors.Is(err, store.ErrNone) || end != nil && err != nil {
		m.r.Fatalf("%v, and the model's end is %v", err, end)
	}
	return end
}

func (m *machine) setRemote(r *rapid.T) {
	k, ref := someKey(r), refOf(someIDs.Draw(r, "remote"))
	if e := m.on(k, func(e store.Ends) error { return e.SetRemote(k, ref) }); e != nil {
		e.Remote = ref
	}
}

func (m *machine) addTraces(r *rapid.T) {
	k := someKey(r)
	t := hub.Trace{Field: "comments", Local: someIDs.Draw(r, "local"), Remote: someTexts.Draw(r, "remote"),
		Ours: rapid.Bool().Draw(r, "ours")}
	if e := m.on(k, func(e store.Ends) error { return e.AddTraces(k, t) }); e != nil {
		e.Traces = append(slices.DeleteFunc(slices.Clone(e.Traces), func(o hub.Trace) bool { return o.Local == t.Local }), t)
	}
}

func (m *machine) dropEnd(r *rapid.T) {
	k := someKey(r)
	m.s.update(func(tx store.Tx) error { return tx.Ends().Drop(k) })
	delete(m.model.ends, k)
}

// change draws what a step may change.
func change(r *rapid.T, ev *hub.Event) {
	ev.Step, ev.State = someSteps.Draw(r, "step"), someStates.Draw(r, "state")
	ev.FaultID = someIDs.Draw(r, "fault")
	ev.NotBefore, ev.Finished = at(someMinutes.Draw(r, "not before")), time.Time{}
	if ev.State.Ended() {
		ev.Finished = at(someMinutes.Draw(r, "finished"))
	}
	ev.Envelope, ev.Snapshot, ev.Apply = nil, nil, nil
	if rapid.Bool().Draw(r, "envelope") {
		ev.Envelope = &hub.Envelope{Epoch: someSeqs.Draw(r, "epoch"), Seq: uint64(m64(ev.ID)), Replica: &hub.Replica{Issue: someIssue(r)}}
	}
	if rapid.Bool().Draw(r, "snapshot") {
		is := someIssue(r)
		ev.Snapshot = &is
	}
	if rapid.Bool().Draw(r, "apply") {
		ev.Apply = &hub.Apply{Want: someIssue(r), Expected: someIssue(r)}
	}
}

// m64 is the number in an event's id: a seq that no other event has.
func m64(id hub.EventID) (n int64) {
	fmt.Sscanf(string(id), "ev%d", &n)
	return n
}

func (m *machine) newEvent(r *rapid.T) {
	m.ids++
	ev := plainEvent(fmt.Sprint("ev", m.ids), someKey(r), someLanes.Draw(r, "lane"))
	ev.Connection = someConns.Draw(r, "connection")
	change(r, ev)
	m.s.putEvents(ev)
	if ev.Position <= m.model.last {
		r.Fatalf("position %d after %d", ev.Position, m.model.last)
	}
	m.model.last = ev.Position
	m.model.events[ev.ID] = ev
}

func (m *machine) stepEvent(r *rapid.T) {
	if len(m.model.events) == 0 {
		r.Skip("no event yet")
	}
	id := rapid.SampledFrom(slices.Sorted(maps.Keys(m.model.events))).Draw(r, "event")
	ev := m.s.getEvent(id)
	change(r, ev)
	m.s.putEvents(ev)
	m.model.events[id] = ev
}

func (m *machine) prune(r *rapid.T) {
	t, limit := at(someMinutes.Draw(r, "before")), rapid.IntRange(1, 4).Draw(r, "limit")
	old := m.model.old(t)
	m.s.prune(t, limit, min(limit, len(old)))
	// Which of several that ended at one time go first is not said: ask.
	m.s.view(func(tx store.Tx) error {
		for _, id := range old {
			if _, err := tx.Events().Get(id); errors.Is(err, store.ErrNone) {
				delete(m.model.events, id)
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	if left := len(m.model.old(t)); left != max(0, len(old)-limit) {
		r.Fatalf("%d of %d are left after %d", left, len(old), limit)
	}
}

// old lists what Prune may forget.
func (m *model) old(t time.Time) (ids []hub.EventID) {
	for id, ev := range m.events {
		last := true
		for _, o := range m.events {
			if o.EndKey == ev.EndKey && o.Lane == ev.Lane && o.Position > ev.Position {
				last = false
			}
		}
		if ev.State.Ended() && inMillis(ev.Finished).Before(inMillis(t)) && !last {
			ids = append(ids, id)
		}
	}
	return ids
}

// failUpdate does a lot and fails.
func (m *machine) failUpdate(r *rapid.T) {
	k := someKey(r)
	err := m.s.Update(m.s.ctx, func(tx store.Tx) error {
		ev := plainEvent("failed", k, hub.Out)
		if err := errors.Join(tx.Ends().Put(richEnd(k)), tx.Ends().SetRemote(k, refOf("x")), tx.Events().Put(ev)); err != nil {
			return err
		}
		for id := range m.model.events {
			ev, err := tx.Events().Get(id)
			if err != nil {
				return err
			}
			ev.Attempt, ev.State = 99, hub.Blocked
			if err := tx.Events().Put(ev); err != nil {
				return err
			}
		}
		_, err := tx.Events().Prune(at(100), 100)
		return errors.Join(err, tx.Ends().Drop(other(k)), errRefused)
	})
	if !errors.Is(err, errRefused) {
		r.Fatalf("got %v", err)
	}
}

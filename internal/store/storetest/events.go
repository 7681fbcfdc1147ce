package storetest

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var eventCases = []kase{
	{name: "none is ErrNone", run: func(s *subject) {
		s.none("get", func(tx store.Tx) error { _, err := tx.Events().Get("ev1"); return err })
	}},
	{name: "what is put comes back", run: eventComesBack},
	{name: "put of a stored event replaces it and keeps its position", run: eventReplaced},
	{name: "put keeps what changes step by step", run: eventSteps},
	{name: "an id is stored once", run: eventTwice},
	{name: "positions grow", run: positionsGrow},
	{name: "a position is taken back with its update", run: positionTakenBack},
	{name: "positions are each event's own, whoever puts them", run: positionsAreUnique},
	{name: "what was handed out or in can be changed", run: eventsAreCopies},
	{name: "a huge event", run: func(s *subject) {
		ev := richEvent("ev1", key("p1"))
		ev.Snapshot.Description = hugeText(5 << 20)
		s.putEvents(ev)
		s.equal("huge", s.getEvent("ev1"), stored(ev))
	}},
	{name: "a message is found by lane, epoch and seq", run: bySeq},
	{name: "the last seq is that of the lane and epoch", run: lastSeq},
	{name: "a list is narrowed by each filter", run: eventFilters},
	{name: "a list comes newest first and page by page", run: eventPages},
	{name: "counts are by state and connection", run: eventCounts},
}

func eventComesBack(s *subject) {
	minimal := &hub.Event{ID: "minimal", EndKey: key("p1")}
	for _, ev := range []*hub.Event{richEvent("rich", key("p1")), minimal, richEvent(hub.EventID(odd), key(odd))} {
		s.putEvents(ev)
		if ev.Position == 0 {
			s.Errorf("%s got no position", ev.ID)
		}
		s.equal(string(ev.ID), s.getEvent(ev.ID), stored(ev))
		s.equal("again", s.getEvent(ev.ID), stored(ev))
	}
}

func eventReplaced(s *subject) {
	rich := richEvent("ev1", key("p1"))
	s.putEvents(rich)
	other := &hub.Event{ID: "ev1", EndKey: key("p2"), Connection: "c2", Lane: hub.In, State: hub.Done, Position: rich.Position}
	s.putEvents(other)
	if other.Position != rich.Position {
		s.Errorf("position went from %d to %d", rich.Position, other.Position)
	}
	s.equal("event", s.getEvent("ev1"), stored(other))
	s.view(func(tx store.Tx) error {
		old, err := collect(tx.Events().OfEnd(key("p1")))
		if len(old) != 0 {
			s.Errorf("still listed for its old end: %v", old)
		}
		return err
	})
}

// eventSteps changes one thing after the other, as the engine does.
func eventSteps(s *subject) {
	want := richEvent("ev1", key("p1"))
	s.putEvents(want)
	for i, change := range []func(*hub.Event){
		func(ev *hub.Event) { ev.State = hub.Running },
		func(ev *hub.Event) { ev.Step, ev.State = hub.StepAwait, hub.Waiting },
		func(ev *hub.Event) { ev.Snapshot = nil },
		func(ev *hub.Event) { ev.Apply.Ops[0].State = hub.OpDone },
		func(ev *hub.Event) { ev.Apply.Want.Comments[0].Author.Name = "Grace" },
		func(ev *hub.Event) { ev.Apply.Expected = hub.Issue{} },
		func(ev *hub.Event) { ev.Apply = nil },
		func(ev *hub.Event) { ev.Envelope.Replica = nil },
		func(ev *hub.Event) { ev.Envelope.Seq = 7 },
		func(ev *hub.Event) { ev.Envelope = nil },
		func(ev *hub.Event) { ev.Snapshot = &hub.Issue{} },
		func(ev *hub.Event) { ev.FaultID, ev.Fault = "", nil },
		func(ev *hub.Event) { ev.State, ev.Finished = hub.Done, start.Add(time.Minute) },
	} {
		ev := s.getEvent("ev1")
		change(ev)
		change(want)
		s.putEvents(ev)
		s.equal(fmt.Sprint("change ", i), s.getEvent("ev1"), stored(want))
	}
}

func eventTwice(s *subject) {
	first := plainEvent("ev1", key("p1"), hub.Out)
	s.putEvents(first)
	err := s.Update(s.ctx, func(tx store.Tx) error { return tx.Events().Put(plainEvent("ev1", key("p2"), hub.In)) })
	if err == nil {
		s.Errorf("a second new event of the same id was accepted")
	}
	s.equal("the first", s.getEvent("ev1"), stored(first))
	gone := plainEvent("ev2", key("p1"), hub.Out)
	gone.Position = 1 << 40
	err = s.Update(s.ctx, func(tx store.Tx) error { return tx.Events().Put(gone) })
	if !errors.Is(err, store.ErrNone) {
		s.Errorf("an event with a position that is not stored: got %v, want ErrNone", err)
	}
}

func positionsGrow(s *subject) {
	var last int64
	for i := range 20 {
		ev := plainEvent(fmt.Sprint("ev", i), key("p1"), hub.Out)
		if i%4 == 3 { // an update that fails uses up no more than a number
			_ = s.Update(s.ctx, func(tx store.Tx) error { return errors.Join(putAll(tx, []*hub.Event{ev}), errRefused) })
			ev.Position = 0
		}
		s.putEvents(ev)
		if ev.Position <= last {
			s.Errorf("event %d got position %d after %d", i, ev.Position, last)
		}
		last = ev.Position
	}
}

func positionTakenBack(s *subject) {
	ev := plainEvent("ev1", key("p1"), hub.Out)
	func() {
		defer func() { _ = recover() }()
		_ = s.Update(s.ctx, func(tx store.Tx) error {
			if err := tx.Events().Put(ev); err != nil || ev.Position == 0 {
				s.Errorf("put: position %d, %v", ev.Position, err)
			}
			panic("by the test")
		})
	}()
	if ev.Position != 0 {
		s.Errorf("position %d after a panic", ev.Position)
	}
	_ = s.Update(s.ctx, func(tx store.Tx) error { return errors.Join(tx.Events().Put(ev), errRefused) })
	if ev.Position != 0 {
		s.Errorf("position %d after an update that failed", ev.Position)
	}
	s.update(func(tx store.Tx) error {
		ev.Position = 0 // fn may run again
		return tx.Events().Put(ev)
	})
	s.equal("event", s.getEvent("ev1"), stored(ev))
}

func positionsAreUnique(s *subject) {
	const callers, each = 8, 20
	lists := make([][]*hub.Event, callers)
	var wg sync.WaitGroup
	for c := range callers {
		wg.Go(func() {
			for i := range each {
				ev := plainEvent(fmt.Sprintf("ev%d-%d", c, i), key("p1"), hub.Out)
				err := s.Update(s.ctx, func(tx store.Tx) error { return putAll(tx, []*hub.Event{ev}) })
				if err != nil {
					s.Errorf("put: %v", err)
				}
				lists[c] = append(lists[c], ev)
			}
		})
	}
	wg.Wait()
	seen := map[int64]bool{}
	for _, list := range lists {
		last := int64(0)
		for _, ev := range list {
			if seen[ev.Position] || ev.Position <= last {
				s.Errorf("%s has position %d, after %d, taken: %v", ev.ID, ev.Position, last, seen[ev.Position])
			}
			seen[ev.Position], last = true, ev.Position
		}
	}
}

func eventsAreCopies(s *subject) {
	given := richEvent("ev1", key("p1"))
	s.putEvents(given)
	want := stored(richEvent("ev1", key("p1")))
	want.Position = given.Position
	spoilEvent(given)
	s.equal("after the given one was changed", s.getEvent("ev1"), want)
	for range 2 {
		spoilEvent(s.getEvent("ev1"))
	}
	s.equal("after the got one was changed", s.getEvent("ev1"), want)
}

func spoilEvent(ev *hub.Event) {
	for _, is := range []*hub.Issue{ev.Snapshot, &ev.Envelope.Replica.Issue, &ev.Apply.Want, &ev.Apply.Expected} {
		is.Comments[0].Author.Name, is.Labels[0], is.CustomFields["Team"] = "x", "x", "x"
	}
	ev.Apply.Ops[0].Note, ev.Apply.Stays["d"], ev.Changed[0] = "x", "x", "x"
	ev.Envelope.Replica.Was["summary"], ev.Calls[0].N, ev.Fault.Message = "x", 9, "x"
	ev.Envelope.Ack.Traces[0].Local = "x"
}

func bySeq(s *subject) {
	k := key("p1")
	want := message("a", k, hub.Out, 1, 1)
	s.putEvents(want, message("b", k, hub.Out, 2, 1), message("c", k, hub.In, 1, 1), message("d", other(k), hub.Out, 1, 1),
		plainEvent("none", k, hub.Out), message("zero", k, hub.Out, 1, 0))
	for _, c := range []struct {
		k          hub.EndKey
		lane       hub.Lane
		epoch, seq uint64
		want       hub.EventID
	}{
		{k, hub.Out, 1, 1, "a"}, {k, hub.Out, 2, 1, "b"}, {k, hub.In, 1, 1, "c"}, {other(k), hub.Out, 1, 1, "d"},
	} {
		s.view(func(tx store.Tx) error {
			ev, err := tx.Events().BySeq(c.k, c.lane, c.epoch, c.seq)
			if err == nil && ev.ID != c.want {
				s.Errorf("%+v: got %s", c, ev.ID)
			}
			return err
		})
	}
	for _, seq := range []uint64{0, 2} {
		s.none(fmt.Sprint("seq ", seq), func(tx store.Tx) error { _, err := tx.Events().BySeq(k, hub.Out, 1, seq); return err })
	}
	s.view(func(tx store.Tx) error {
		ev, err := tx.Events().BySeq(k, hub.Out, 1, 1)
		if err == nil {
			s.equal("whole", ev, stored(want))
		}
		return err
	})
}

func lastSeq(s *subject) {
	k := key("p1")
	expect := func(lane hub.Lane, epoch, want uint64) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			got, err := tx.Events().LastSeq(k, lane, epoch)
			if got != want {
				s.Errorf("%s in epoch %d: %d, want %d", lane, epoch, got, want)
			}
			return err
		})
	}
	expect(hub.Out, 1, 0)
	s.putEvents(message("a", k, hub.Out, 1, 9), message("b", k, hub.Out, 1, 10), message("c", k, hub.Out, 1, 3),
		message("d", k, hub.Out, 2, 1), message("e", k, hub.In, 1, 20), message("f", other(k), hub.Out, 1, 30),
		plainEvent("g", k, hub.Out))
	expect(hub.Out, 1, 10)
	expect(hub.Out, 2, 1)
	expect(hub.In, 1, 20)
	expect(hub.In, 2, 0)
}

// expectEvents checks the ids that a query lists.
func expectEvents(s *subject, q store.EventQuery, want ...hub.EventID) {
	s.Helper()
	s.view(func(tx store.Tx) error {
		list, err := collect(tx.Events().List(q))
		got := []hub.EventID{}
		for _, ev := range list {
			got = append(got, ev.ID)
		}
		s.equal(fmt.Sprintf("list %+v", q), got, append([]hub.EventID{}, want...))
		return err
	})
}

func eventFilters(s *subject) {
	a, b := plainEvent("a", key("p1"), hub.Out), plainEvent("b", other(key("p1")), hub.In)
	c, d := plainEvent("c", key("p2"), hub.Out), plainEvent("d", key("p3"), hub.Out)
	b.State, c.Connection, c.State, d.FaultID, d.State = hub.Done, "c2", hub.Failed, "f1", hub.Blocked
	s.putEvents(a, b, c, d)
	expectEvents(s, store.EventQuery{}, "d", "c", "b", "a")
	expectEvents(s, store.EventQuery{Connection: "c1"}, "d", "b", "a")
	expectEvents(s, store.EventQuery{Pair: "p1"}, "b", "a")
	expectEvents(s, store.EventQuery{Pair: "p1", Side: hub.Acceptor}, "b")
	expectEvents(s, store.EventQuery{Side: hub.Initiator}, "d", "c", "a")
	expectEvents(s, store.EventQuery{Lane: hub.In}, "b")
	expectEvents(s, store.EventQuery{States: []hub.State{hub.Done}}, "b")
	expectEvents(s, store.EventQuery{States: []hub.State{hub.Done, hub.Failed, hub.Done}}, "c", "b")
	expectEvents(s, store.EventQuery{States: []hub.State{hub.Failed, hub.Waiting}, Connection: "c1"}, "a")
	expectEvents(s, store.EventQuery{States: []hub.State{hub.Done, hub.Waiting}, Limit: 1}, "b")
	expectEvents(s, store.EventQuery{States: []hub.State{hub.Running}})
	expectEvents(s, store.EventQuery{FaultID: "f1"}, "d")
	expectEvents(s, store.EventQuery{FaultID: "f1", Connection: "c2"})
	expectEvents(s, store.EventQuery{Before: c.Position}, "b", "a")
	expectEvents(s, store.EventQuery{Before: c.Position, Limit: 1}, "b")
	expectEvents(s, store.EventQuery{Before: a.Position})
	expectEvents(s, store.EventQuery{Before: d.Position, States: []hub.State{hub.Waiting, hub.Blocked}}, "a")
}

func eventPages(s *subject) {
	const n = 600 // more than any page a driver may read at a time
	var list []*hub.Event
	var want []hub.EventID
	states := []hub.State{hub.Done, hub.Waiting, hub.Skipped}
	for i := range n {
		ev := plainEvent(fmt.Sprint("ev", i), key(fmt.Sprint("p", i%7)), hub.Out)
		ev.State = states[i%3]
		ev.Connection = hub.ConnectionID(fmt.Sprint("c", i%2))
		list = append(list, ev)
		want = append([]hub.EventID{ev.ID}, want...)
	}
	s.putEvents(list...)
	expectEvents(s, store.EventQuery{}, want...)
	expectEvents(s, store.EventQuery{States: states}, want...)
	expectEvents(s, store.EventQuery{States: states, Limit: 300}, want[:300]...)
	s.update(func(tx store.Tx) error { // writing while walking
		for ev, err := range tx.Events().List(store.EventQuery{}) {
			if err != nil {
				return err
			}
			ev.Attempt++
			if err := tx.Events().Put(ev); err != nil {
				return err
			}
		}
		return nil
	})
	s.view(func(tx store.Tx) error {
		for ev, err := range tx.Events().List(store.EventQuery{}) {
			if err != nil {
				return err
			}
			if ev.Attempt != 1 {
				s.Errorf("%s was changed %d times, want once", ev.ID, ev.Attempt)
			}
		}
		return nil
	})
}

func eventCounts(s *subject) {
	expect := func(c hub.ConnectionID, want map[hub.State]int) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			got, err := tx.Events().Counts(c)
			for st, n := range got {
				if n == 0 {
					delete(got, st)
				}
			}
			s.equal("counts of "+string(c), got, want)
			return err
		})
	}
	expect("", map[hub.State]int{})
	a, b, c := plainEvent("a", key("p1"), hub.Out), plainEvent("b", key("p1"), hub.Out), plainEvent("c", key("p2"), hub.In)
	b.State, c.Connection = hub.Done, "c2"
	s.putEvents(a, b, c)
	expect("", map[hub.State]int{hub.Waiting: 2, hub.Done: 1})
	expect("c1", map[hub.State]int{hub.Waiting: 1, hub.Done: 1})
	expect("c3", map[hub.State]int{})
	a.State = hub.Done
	s.putEvents(a)
	expect("c1", map[hub.State]int{hub.Done: 2})
}

package storetest

import (
	"errors"
	"fmt"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var pruneCases = []kase{
	{name: "an empty store has nothing to forget", run: func(s *subject) { s.prune(start, 10, 0) }},
	{name: "what ended before is forgotten", run: pruneOld},
	{name: "the last of each lane of an end stays", run: pruneKeepsLast},
	{name: "what has not ended stays", run: pruneKeepsOpen},
	{name: "no more than the limit at a time", run: pruneLimit},
	{name: "what was kept as the last can be forgotten later", run: pruneLater},
	{name: "a prune that fails forgets nothing", run: pruneRolledBack},
	{name: "positions of forgotten events are not used again", run: prunePositions},
}

func (s *subject) prune(t time.Time, limit, want int) {
	s.Helper()
	s.update(func(tx store.Tx) error {
		n, err := tx.Events().Prune(t, limit)
		if n != want {
			s.Errorf("prune said %d, want %d", n, want)
		}
		return err
	})
}

// left checks which events are stored, newest first.
func (s *subject) left(want ...hub.EventID) {
	s.Helper()
	expectEvents(s, store.EventQuery{}, want...)
}

func at(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }

func pruneOld(s *subject) {
	k := key("p1")
	s.putEvents(ended("a", k, hub.Out, hub.Done, at(1)), ended("b", k, hub.Out, hub.Skipped, at(2)),
		ended("c", k, hub.Out, hub.Failed, at(3)), ended("d", k, hub.Out, hub.Done, at(4)))
	s.prune(at(1), 10, 0) // not before its own time
	s.prune(at(3), 10, 2)
	s.left("d", "c")
	s.none("pruned", func(tx store.Tx) error { _, err := tx.Events().Get("a"); return err })
}

func pruneKeepsLast(s *subject) {
	k := key("p1")
	var list []*hub.Event
	for i := range 2 {
		for _, e := range []hub.EndKey{k, other(k), key("p2")} {
			for _, lane := range []hub.Lane{hub.Out, hub.In} {
				list = append(list, ended(fmt.Sprint(e.Pair, e.Side, lane, i), e, lane, hub.Done, at(i)))
			}
		}
	}
	s.putEvents(list...)
	s.prune(at(100), 100, 6)
	s.view(func(tx store.Tx) error {
		for i, ev := range list {
			if _, err := tx.Events().Get(ev.ID); (err == nil) != (i >= 6) {
				s.Errorf("%s: %v", ev.ID, err)
			}
		}
		return nil
	})
}

func pruneKeepsOpen(s *subject) {
	k := key("p1")
	var list []*hub.Event
	want := []hub.EventID{"last"}
	for _, state := range allStates {
		ev := ended(string(state), k, hub.Out, state, at(1))
		list = append(list, ev)
		if !state.Ended() {
			want = append([]hub.EventID{"last", ev.ID}, want[1:]...)
		}
	}
	s.putEvents(append(list, plainEvent("last", k, hub.Out))...)
	s.prune(at(100), 100, 3)
	s.left(want...)
}

func pruneLimit(s *subject) {
	for i := range 10 {
		s.putEvents(ended(fmt.Sprint("ev", i), key("p1"), hub.Out, hub.Done, at(i)))
	}
	s.prune(at(100), 4, 4)
	s.left("ev9", "ev8", "ev7", "ev6", "ev5", "ev4") // the oldest went first
	s.prune(at(100), 4, 4)
	s.prune(at(100), 4, 1)
	s.prune(at(100), 4, 0)
	s.left("ev9")
}

// pruneLater makes a driver that remembers what it looked at look again.
func pruneLater(s *subject) {
	for i := range 5 {
		s.putEvents(ended(fmt.Sprint("ev", i), key(fmt.Sprint("p", i)), hub.Out, hub.Done, at(i)))
	}
	s.prune(at(100), 100, 0)
	for i := range 5 {
		s.putEvents(plainEvent(fmt.Sprint("new", i), key(fmt.Sprint("p", i)), hub.Out))
		s.prune(at(100), 1, 1)
		s.none("the former last", func(tx store.Tx) error {
			_, err := tx.Events().Get(hub.EventID(fmt.Sprint("ev", i)))
			return err
		})
	}
	s.prune(at(100), 1, 0)
}

func pruneRolledBack(s *subject) {
	s.putEvents(ended("a", key("p1"), hub.Out, hub.Done, at(1)), plainEvent("b", key("p1"), hub.Out))
	err := s.Update(s.ctx, func(tx store.Tx) error {
		_, err := tx.Events().Prune(at(100), 10)
		return errors.Join(err, errRefused)
	})
	if !errors.Is(err, errRefused) {
		s.Errorf("got %v", err)
	}
	s.left("b", "a")
	s.prune(at(100), 10, 1)
	s.left("b")
}

func prunePositions(s *subject) {
	k := key("p1")
	a, b := ended("a", k, hub.Out, hub.Done, at(1)), plainEvent("b", k, hub.Out)
	s.putEvents(a, b)
	s.prune(at(100), 10, 1)
	c := plainEvent("c", k, hub.Out)
	s.putEvents(c)
	if c.Position <= b.Position {
		s.Errorf("position %d after %d", c.Position, b.Position)
	}
}

package memory

import (
	"iter"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// List implements store.Events. It looks up the positions first and each event
// as it is asked for, so whoever changes events while he walks gets them changed.
func (e events) List(q store.EventQuery) iter.Seq2[*hub.Event, error] {
	positions := pages(e.t, q.Limit, func() func(*state, int) []number {
		before := number(q.Before)
		if before <= 0 {
			before = last
		}
		return func(st *state, n int) (page []number) {
			st.eventsBefore(&q, before, func(position number) bool {
				before = position
				return collect(&page, n, position)
			})
			return page
		}
	})
	return func(yield func(*hub.Event, error) bool) {
		for position, err := range positions {
			var ev *hub.Event
			var st *state
			if err == nil {
				st, err = e.t.read()
			}
			if err == nil {
				ev, err = st.eventAt(position)
			}
			if !yield(ev, err) || err != nil {
				return
			}
		}
	}
}

// eventsBefore gives the positions of a list before one to yield, newest first,
// until that returns false.
func (st *state) eventsBefore(q *store.EventQuery, before number, yield func(number) bool) {
	some := func(position number) bool {
		rec, _ := st.events.get(position)
		return !holds(q, &rec.head) || yield(position)
	}
	switch {
	case q.FaultID != "":
		st.faulty.down(causeKey{q.FaultID, before}, func(k causeKey, _ none) bool {
			return k.cause == q.FaultID && some(k.entry)
		})
	case q.Pair != "":
		for _, position := range st.eventsOfPair(q.Pair, before) {
			if !some(position) {
				return
			}
		}
	default:
		st.events.down(before, func(position number, rec *eventRec) bool {
			return !holds(q, &rec.head) || yield(position)
		})
	}
}

// eventsOfPair returns the positions of a pair's events before one, newest first.
func (st *state) eventsOfPair(pair hub.PairID, before number) (list []number) {
	st.laneOf.up(laneKey{end: endKey{pair: pair}}, func(k laneKey, _ none) bool {
		if k.end.pair == pair && k.position < before {
			list = append(list, k.position)
		}
		return k.end.pair == pair
	})
	slices.Sort(list)
	slices.Reverse(list)
	return list
}

// holds reports whether an event is one that a query asks for.
func holds(q *store.EventQuery, h *store.Head) bool {
	return (q.Connection == "" || q.Connection == h.Connection) &&
		(q.Pair == "" || q.Pair == h.Pair) &&
		(q.Side == "" || q.Side == h.Side) &&
		(q.Lane == "" || q.Lane == h.Lane) &&
		(q.FaultID == "" || q.FaultID == h.FaultID) &&
		(len(q.States) == 0 || slices.Contains(q.States, h.State))
}

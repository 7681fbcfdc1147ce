package sqlite

import (
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// List implements store.Events. It looks up the positions first and each event
// as it is asked for: bodies are large, and most lists are left early.
func (e events) List(q store.EventQuery) iter.Seq2[*hub.Event, error] {
	return func(yield func(*hub.Event, error) bool) {
		for position, err := range e.positions(q) {
			var ev *hub.Event
			if err == nil {
				ev, err = e.find(eventAt, position)
			}
			if !yield(ev, err) || err != nil {
				return
			}
		}
	}
}

// positions walks the positions of a list, newest first. Connection and state
// are in an index that is ordered by position within each pair of the two, so
// a page is the newest of the newest of each.
func (e events) positions(q store.EventQuery) iter.Seq2[int64, error] {
	return store.Pages(e.t.given, store.PageSize, q.Limit, func() func(int) ([]int64, error) {
		last := q.Before
		var lists []filter
		return func(n int) (page []int64, err error) {
			if lists == nil {
				if lists, err = e.lists(q); err != nil {
					return nil, err
				}
			}
			for _, w := range lists {
				if page, err = e.newest(page, w, last, n); err != nil {
					return nil, err
				}
			}
			slices.SortFunc(page, func(a, b int64) int { return int(min(1, max(-1, b-a))) })
			page = page[:min(n, len(page))]
			if len(page) > 0 {
				last = page[len(page)-1]
			}
			return page, nil
		}
	})
}

// newest appends up to n positions before last (0: all) that pass the filter.
func (e events) newest(page []int64, w filter, last int64, n int) ([]int64, error) {
	if last <= 0 {
		last = math.MaxInt64
	}
	err := e.t.eachBuilt(eventListSQL(&w), func(r row) error {
		page = append(page, r.int(0))
		return nil
	}, append(slices.Clip(w.args), last, int64(n)))
	return page, err
}

// eventListSQL is the query for a page before a position.
func eventListSQL(w *filter) string {
	return "SELECT position FROM events" + w.and("position < ?") + " ORDER BY position DESC LIMIT ?"
}

// lists returns filters each of which an index answers in order of position
// (a pair's or a fault's events are few, there the order does not matter).
func (e events) lists(q store.EventQuery) ([]filter, error) {
	var w filter
	w.text("pair", string(q.Pair))
	w.text("side", string(q.Side))
	w.text("lane", string(q.Lane))
	if q.FaultID != "" {
		w.add("fault_id = ? AND fault_id <> ''", q.FaultID)
	}
	if q.Pair != "" || q.FaultID != "" || q.Connection == "" && len(q.States) == 0 {
		w.text("connection", string(q.Connection))
		w.states(q.States)
		return []filter{w}, nil
	}
	lists := []filter{} // not nil: they were looked up
	err := e.t.each(eventStates, func(r row) error {
		c, st := r.text(0), r.text(1)
		if (q.Connection == "" || string(q.Connection) == c) && (len(q.States) == 0 || slices.Contains(q.States, hub.State(st))) {
			one := filter{terms: slices.Clip(w.terms), args: slices.Clip(w.args)}
			one.add("connection = ? AND state = ?", c, st)
			lists = append(lists, one)
		}
		return nil
	})
	return lists, err
}

// eventStates hops from one pair of connection and state to the next, where
// DISTINCT would read the whole index.
var eventStates = newQuery(`WITH RECURSIVE hop (connection, state) AS (
		SELECT * FROM (SELECT connection, state FROM events ORDER BY connection, state LIMIT 1)
	UNION ALL
		SELECT n.connection, n.state FROM hop JOIN events n ON n.position = coalesce(
			(SELECT position FROM events
				WHERE connection = hop.connection AND state > hop.state ORDER BY connection, state LIMIT 1),
			(SELECT position FROM events WHERE connection > hop.connection ORDER BY connection, state LIMIT 1)))
	SELECT connection, state FROM hop`)

func (w *filter) states(list []hub.State) {
	if len(list) == 0 {
		return
	}
	args := make([]any, len(list))
	for i, st := range list {
		args[i] = string(st)
	}
	w.add("state IN (?"+strings.Repeat(", ?", len(list)-1)+")", args...)
}

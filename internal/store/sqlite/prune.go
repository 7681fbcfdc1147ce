package sqlite

import (
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// Prune must keep the last event of each lane of an end, and those it keeps are
// the oldest: every call would have to step over all of them again, one or two
// for each pair. So it marks them the first time, which takes them out of the
// index it walks, and a newer event in the lane takes the mark away.
var (
	eventOld = newQuery(`SELECT position, EXISTS (SELECT 1 FROM events n
			WHERE n.pair = e.pair AND n.side = e.side AND n.lane = e.lane AND n.position > e.position)
		FROM events e WHERE ended = 1 AND kept = 0 AND finished < ?
		ORDER BY finished, position LIMIT ?`)
	eventKeep   = newQuery(`UPDATE events SET kept = 1 WHERE position = ?`)
	eventUnkeep = newQuery(`UPDATE events SET kept = 0 WHERE kept = 1 AND pair = ? AND side = ? AND lane = ?`)
	eventDrop   = newQuery(`DELETE FROM events WHERE position = ?`)
)

// unkeep takes the mark from the event that was the last of its lane.
func (e events) unkeep(ev *hub.Event) error {
	_, err := e.t.exec(eventUnkeep, string(ev.Pair), string(ev.Side), string(ev.Lane))
	return err
}

func (e events) Prune(t time.Time, limit int) (int, error) {
	gone := 0
	for gone < limit {
		n := min(limit-gone, store.PageSize)
		dropped, seen, err := e.prunePage(store.Millis(t), n)
		if gone += dropped; err != nil {
			return 0, err
		}
		if seen < n {
			break
		}
	}
	return gone, nil
}

// prunePage looks at the n events that ended first.
func (e events) prunePage(before int64, n int) (dropped, seen int, err error) {
	var old, last []int64
	err = e.t.each(eventOld, func(r row) error {
		if r.bool(1) {
			old = append(old, r.int(0))
		} else {
			last = append(last, r.int(0))
		}
		return nil
	}, before, int64(n))
	for _, position := range last {
		if err == nil {
			_, err = e.t.exec(eventKeep, position)
		}
	}
	for _, position := range old {
		if err == nil { // its cached record is never found again and ages out
			_, err = e.t.exec(eventDrop, position)
		}
	}
	return len(old), len(old) + len(last), err
}

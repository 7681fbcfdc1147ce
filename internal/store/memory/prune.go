package memory

import (
	"time"

	"github.com/entwine-sync/entwine/internal/store"
)

// Prune implements store.Events: those that ended first go first.
func (e events) Prune(t time.Time, limit int) (int, error) {
	st, err := e.t.mayWrite()
	if err != nil {
		return 0, err
	}
	var old []*eventRec
	before := store.Millis(t)
	st.ended.all(func(k timeKey, _ none) bool {
		if k.at >= before || len(old) >= limit {
			return false
		}
		if rec, _ := st.events.get(k.entry); !st.lastOfLane(rec) {
			old = append(old, rec)
		}
		return true
	})
	if len(old) == 0 {
		return 0, nil
	}
	if st, err = e.t.write(); err != nil {
		return 0, err
	}
	for _, rec := range old {
		st.putEvent(rec, nil)
	}
	return len(old), nil
}

// lastOfLane reports whether no newer event is in the event's lane.
func (st *state) lastOfLane(rec *eventRec) bool {
	k, _ := rec.laneKey()
	newest := k
	newest.position = last
	newest, _, _ = st.laneOf.below(newest)
	return newest == k
}

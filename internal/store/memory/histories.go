package memory

import (
	"fmt"
	"iter"
	"math"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/kept"
)

// replaced is the kind of history that Since counts.
const replaced = "replaced"

// histories implements store.Histories.
type histories struct{ t *tx }

func (h histories) Add(list ...store.History) error {
	for i := range list {
		v, err := kept.History(&list[i])
		if err != nil {
			return fmt.Errorf("add history of %s: %w", list[i].Part, err)
		}
		st, err := h.t.write()
		if err != nil {
			return err
		}
		k := historyKey{keyOf(v.EndKey), timeKey{store.Millis(list[i].At), st.newEntry()}}
		st.histories.set(st.owner, k, v)
		if v.Kind == replaced {
			st.replacedAt.set(st.owner, k.timeKey, k.end)
		}
	}
	return nil
}

func (h histories) OfEnd(k hub.EndKey, limit int) iter.Seq2[store.History, error] {
	end := keyOf(k)
	return pages(h.t, limit, func() func(*state, int) []store.History {
		before := historyKey{end, timeKey{math.MaxInt64, last}}
		return func(st *state, n int) (page []store.History) {
			st.histories.down(before, func(k historyKey, v *store.History) bool {
				if k.end != end {
					return false
				}
				before = k
				return collect(&page, n, kept.CopyHistory(v))
			})
			return page
		}
	})
}

// Since implements store.Histories. An end tells its connection, a history does
// not.
func (h histories) Since(c hub.ConnectionID, t time.Time) (int, error) {
	st, err := h.t.read()
	if err != nil {
		return 0, err
	}
	pairs := map[hub.PairID]bool{}
	st.replacedAt.up(timeKey{store.Millis(t), math.MinInt64}, func(_ timeKey, k endKey) bool {
		if rec, ok := st.ends.get(k); ok && rec.row.Connection == c {
			pairs[k.pair] = true
		}
		return true
	})
	return len(pairs), nil
}

// dropHistories forgets what there is of an end.
func (st *state) dropHistories(end endKey) {
	var gone []historyKey
	st.histories.up(historyKey{end, timeKey{math.MinInt64, math.MinInt64}}, func(k historyKey, _ *store.History) bool {
		if k.end == end {
			gone = append(gone, k)
		}
		return k.end == end
	})
	for _, k := range gone {
		st.histories.del(st.owner, k)
		st.replacedAt.del(st.owner, k.timeKey)
	}
}

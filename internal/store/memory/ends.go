package memory

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/kept"
)

// endRec is a stored end. The row has the texts as they were put, which differ
// from those of the end only if they are no UTF-8.
type endRec struct {
	row store.EndRow
	end kept.End
}

// ends implements store.Ends.
type ends struct{ t *tx }

func (e ends) Get(k hub.EndKey) (*hub.End, error) {
	rec, err := e.find(k)
	if err != nil {
		return nil, fmt.Errorf("get end %s %s: %w", k.Pair, k.Side, err)
	}
	return rec.end.Copy(), nil
}

func (e ends) find(k hub.EndKey) (*endRec, error) {
	st, err := e.t.read()
	if err != nil {
		return nil, err
	}
	rec, ok := st.ends.get(keyOf(k))
	if !ok {
		return nil, store.ErrNone
	}
	return rec, nil
}

func (e ends) Put(end *hub.End) error {
	if err := e.put(end); err != nil {
		return fmt.Errorf("put end %s %s: %w", end.Pair, end.Side, err)
	}
	return nil
}

func (e ends) put(end *hub.End) error {
	if err := fits("seq", end.OutSeq); err != nil {
		return err
	}
	if err := fits("seq", end.InSeq); err != nil {
		return err
	}
	st, err := e.t.mayWrite()
	if err != nil {
		return err
	}
	old, _ := st.ends.get(keyOf(end.EndKey))
	rec, err := newEndRec(end, old)
	if err != nil {
		return err
	}
	if st, err = e.t.write(); err != nil {
		return err
	}
	st.putEnd(old, rec)
	return nil
}

// fits refuses a number that SQLite's signed integers cannot order.
func fits(what string, n uint64) error {
	if n > 1<<63-1 {
		return fmt.Errorf("memory: %s %d is too large", what, n)
	}
	return nil
}

// newEndRec makes the record that replaces old, which may be nil.
func newEndRec(end *hub.End, old *endRec) (*endRec, error) {
	rec := new(endRec)
	if old == nil {
		old = new(endRec)
	}
	if err := rec.end.Replace(&old.end, end); err != nil {
		return nil, err
	}
	r := &rec.row
	r.EndKey, r.Connection, r.Tracker, r.State, r.Local = end.EndKey, end.Connection, end.Tracker, end.State, end.Local
	r.Remote = old.row.Remote
	r.Summary, r.OutSeq, r.InSeq = end.Captured.Summary, end.OutSeq, end.InSeq
	r.Updated, r.MissingAt = store.FromMillis(end.TouchedAt), store.FromMillis(end.MissingAt)
	return rec, nil
}

// putEnd puts rec (nil: nothing) in the place of old (nil: there is none).
func (st *state) putEnd(old, rec *endRec) {
	if rec != nil {
		st.ends.set(st.owner, keyOf(rec.row.EndKey), rec)
	} else {
		st.ends.del(st.owner, keyOf(old.row.EndKey))
	}
	index(&st.endOfIssue, st.owner, old, rec, (*endRec).issueKey)
	index(&st.endOfRemote, st.owner, old, rec, (*endRec).remoteKey)
}

func (r *endRec) issueKey() (issueKey, bool) {
	return issueKey{r.row.Local.ID, r.row.Tracker, keyOf(r.row.EndKey)}, true
}

func (r *endRec) remoteKey() (remoteKey, bool) {
	return remoteKey{r.row.Remote.ID, r.row.Connection, keyOf(r.row.EndKey)}, r.row.Remote.ID != ""
}

func (e ends) SetRemote(k hub.EndKey, ref hub.Ref) error {
	st, err := e.t.mayWrite()
	if err != nil {
		return err
	}
	old, ok := st.ends.get(keyOf(k))
	if !ok {
		return fmt.Errorf("set remote of end %s %s: %w", k.Pair, k.Side, store.ErrNone)
	}
	if st, err = e.t.write(); err != nil {
		return err
	}
	rec := *old
	rec.row.Remote, rec.end.Remote = ref, ref
	st.putEnd(old, &rec)
	return nil
}

func (e ends) AddTraces(k hub.EndKey, traces ...hub.Trace) error {
	old, err := e.find(k)
	if err != nil {
		return fmt.Errorf("add traces to end %s %s: %w", k.Pair, k.Side, err)
	}
	if len(traces) == 0 {
		return nil
	}
	st, err := e.t.write()
	if err != nil {
		return err
	}
	rec := *old
	rec.end.Traces = append(make([]hub.Trace, 0, len(old.end.Traces)+len(traces)), old.end.Traces...)
	for _, t := range traces {
		i, found := slices.BinarySearchFunc(rec.end.Traces, t, byElement)
		if found {
			rec.end.Traces[i] = t
		} else {
			rec.end.Traces = slices.Insert(rec.end.Traces, i, t)
		}
	}
	st.putEnd(old, &rec)
	return nil
}

// byElement is the order of an end's traces; equal ones replace each other.
func byElement(a, b hub.Trace) int {
	if c := strings.Compare(a.Field, b.Field); c != 0 {
		return c
	}
	return strings.Compare(a.Local, b.Local)
}

func (e ends) Drop(k hub.EndKey) error {
	st, err := e.t.write()
	if err != nil {
		return err
	}
	if old, ok := st.ends.get(keyOf(k)); ok {
		st.putEnd(old, nil)
	}
	st.dropHistories(keyOf(k))
	return nil
}

func (e ends) OfIssue(tracker, localID string) ([]*hub.End, error) {
	rows, err := e.ByIssue(tracker, localID)
	if err != nil {
		return nil, err
	}
	return store.Whole(e, rows)
}

func (e ends) ByIssue(tracker string, localIDs ...string) ([]store.EndRow, error) {
	st, err := e.t.read()
	if err != nil {
		return nil, err
	}
	var rows []store.EndRow
	for _, localID := range localIDs {
		st.endOfIssue.up(issueKey{id: localID, tracker: tracker}, func(k issueKey, _ none) bool {
			if k.id != localID || k.tracker != tracker {
				return false
			}
			rows = append(rows, st.endRow(k.end))
			return true
		})
	}
	return rows, nil
}

func (e ends) ByRemote(c hub.ConnectionID, side hub.Side, remoteID string) ([]store.EndRow, error) {
	st, err := e.t.read()
	if err != nil {
		return nil, err
	}
	var rows []store.EndRow
	st.endOfRemote.up(remoteKey{id: remoteID, connection: c}, func(k remoteKey, _ none) bool {
		if k.id != remoteID || k.connection != c {
			return false
		}
		if k.end.side == side {
			rows = append(rows, st.endRow(k.end))
		}
		return true
	})
	return rows, nil
}

func (st *state) endRow(k endKey) store.EndRow {
	rec, _ := st.ends.get(k)
	return rec.row
}

func (e ends) List(q store.EndQuery) iter.Seq2[store.EndRow, error] {
	recs := pages(e.t, q.Limit, func() func(*state, int) []*endRec {
		f := newEndFilter(q)
		return func(st *state, n int) (page []*endRec) {
			f.walk(st, func(rec *endRec) bool { return collect(&page, n, rec) })
			return page
		}
	})
	return func(yield func(store.EndRow, error) bool) {
		for rec, err := range recs {
			var row store.EndRow
			if err == nil {
				row = rec.row
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

func (e ends) Count(q store.EndQuery) (n int, err error) {
	st, err := e.t.read()
	if err != nil {
		return 0, err
	}
	if q == (store.EndQuery{}) {
		return st.ends.size, nil
	}
	f := newEndFilter(q)
	f.walk(st, func(*endRec) bool { n++; return q.Limit <= 0 || n < q.Limit })
	return n, nil
}

// endFilter walks the ends that a query asks for.
type endFilter struct {
	q      store.EndQuery
	search string // folded
	behind endKey // what was walked last
}

func newEndFilter(q store.EndQuery) *endFilter {
	f := &endFilter{q: q, search: fold(q.Search)}
	if q.After != "" {
		f.behind = endKey{q.After, maxText}
	}
	return f
}

// maxText sorts behind every side.
const maxText = "\U0010ffff"

// walk gives the ends behind the last one to yield, until that returns false.
func (f *endFilter) walk(st *state, yield func(*endRec) bool) {
	st.ends.up(f.behind, func(k endKey, rec *endRec) bool {
		if k == f.behind || !f.holds(rec) {
			return true
		}
		f.behind = k
		return yield(rec)
	})
}

func (f *endFilter) holds(rec *endRec) bool {
	q, r := &f.q, &rec.row
	return (q.Connection == "" || q.Connection == r.Connection) &&
		(q.Side == "" || q.Side == r.Side) &&
		(q.Tracker == "" || q.Tracker == r.Tracker) &&
		(q.State == "" || q.State == r.State) &&
		(f.search == "" || strings.Contains(fold(r.Local.Key), f.search) || strings.Contains(fold(r.Remote.Key), f.search))
}

// fold returns a form in which texts are equal that differ in case only, in
// any script: each letter becomes the smallest of those it may stand for.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, s)
}

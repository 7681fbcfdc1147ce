package memory

import (
	"context"
	"iter"

	"github.com/entwine-sync/entwine/internal/store"
)

// tx is one view or one update.
type tx struct {
	s       *Store
	ctx     context.Context
	st      *state // nil before the first read
	update  bool
	wrote   bool // st is the update's own
	ended   bool
	after   []func()
	forgets []func() // run if the writes are undone
}

var _ store.Tx = (*tx)(nil)

func (t *tx) Ends() store.Ends           { return ends{t} }
func (t *tx) Events() store.Events       { return events{t} }
func (t *tx) Faults() store.Faults       { return faults{t} }
func (t *tx) Pauses() store.Pauses       { return pauses{t} }
func (t *tx) Histories() store.Histories { return histories{t} }
func (t *tx) Bulks() store.Bulks         { return bulks{t} }
func (t *tx) Audits() store.Audits       { return audits{t} }
func (t *tx) Meta() store.Meta           { return meta{t} }
func (t *tx) Blobs() store.BlobIndex     { return blobs{t} }
func (t *tx) Rules() store.Rules         { return rules{t} }

// After implements store.Tx. In a view fn runs when the view has ended well:
// nothing more can become durable.
func (t *tx) After(fn func()) { t.after = append(t.after, fn) }

// read returns the state that the transaction sees.
func (t *tx) read() (*state, error) {
	if t.ended {
		return nil, errEnded
	}
	if t.s.dead.Load() {
		return nil, ErrCut
	}
	if t.st == nil {
		t.st = t.s.disk.committed()
	}
	return t.st, nil
}

// mayWrite returns the state that the transaction sees, if it is an update.
func (t *tx) mayWrite() (*state, error) {
	st, err := t.read()
	if err == nil && !t.update {
		return nil, errView
	}
	return st, err
}

// write returns the state that the update may change.
func (t *tx) write() (*state, error) {
	st, err := t.mayWrite()
	if err != nil || t.wrote {
		return st, err
	}
	t.st, t.wrote = st.next(), true
	return t.st, nil
}

// takeBack ends an update whose writes are lost.
func (t *tx) takeBack() {
	for _, fn := range t.forgets {
		fn()
	}
}

// pageSize is how many rows of a list are looked up at a time, as in SQLite:
// whoever writes while he walks a list sees the same of it in both.
const pageSize = 256

// pages yields what fetch returns, page by page, until a page is not full or
// limit (0: none) is reached. start is called for every walk anew and returns
// its fetch, which goes on behind what it returned before.
func pages[T any](t *tx, limit int, start func() func(st *state, n int) []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		fetch := start()
		for left := limit; ; left -= pageSize {
			n := pageSize
			if limit > 0 {
				n = min(n, left)
			}
			st, err := t.read()
			if err == nil && !t.update {
				err = t.ctx.Err() // a view may be given up half way
			}
			if err != nil {
				var zero T
				yield(zero, err)
				return
			}
			page := fetch(st, n)
			for _, e := range page {
				if !yield(e, nil) {
					return
				}
			}
			if len(page) < n || limit > 0 && left <= pageSize {
				return
			}
		}
	}
}

// collect appends to a page and says whether it wants more.
func collect[T any](page *[]T, n int, e T) bool {
	*page = append(*page, e)
	return len(*page) < n
}

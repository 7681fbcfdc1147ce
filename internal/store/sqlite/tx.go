package sqlite

import (
	"context"
	"database/sql/driver"

	"github.com/entwine-sync/entwine/internal/store"
)

// tx is one view, or one update of a group.
type tx struct {
	s       *Store
	c       *conn
	g       *group // nil in a view
	ctx     context.Context
	ended   bool
	wrote   bool
	saved   bool // a savepoint was set before the first write
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

// exec runs a statement that writes.
func (t *tx) exec(q *query, args ...any) (driver.Result, error) {
	if err := t.mayWrite(); err != nil {
		return nil, err
	}
	res, err := t.c.exec(q, args...)
	return res, t.check(err)
}

// mayWrite sets the savepoint before the first write of an update that shares
// its group with other writers; alone, it is undone with the whole group.
func (t *tx) mayWrite() error {
	switch {
	case t.ended:
		return errEnded
	case t.g == nil:
		return errView
	case t.g.err != nil:
		return t.g.err
	case t.wrote:
		return nil
	}
	if t.g.wrote {
		if _, err := t.c.exec(savepoint); err != nil {
			t.note(err)
			return plain(err)
		}
		t.saved = true
	}
	t.wrote = true
	return nil
}

// check passes an error on and remembers one that wrecks the group, even if
// the update goes on as if nothing had happened.
func (t *tx) check(err error) error {
	if err == nil {
		return nil
	}
	if t.g != nil && wrecks(err) {
		t.note(err)
	}
	return plain(err)
}

func (t *tx) one(q *query, args ...any) (row, error) {
	if t.ended {
		return nil, errEnded
	}
	r, err := t.c.one(q, args...)
	return r, t.check(err)
}

func (t *tx) each(q *query, fn func(row) error, args ...any) error {
	if t.ended {
		return errEnded
	}
	return t.check(t.c.each(q, fn, args...))
}

func (t *tx) eachBuilt(sql string, fn func(row) error, args []any) error {
	if t.ended {
		return errEnded
	}
	return t.check(t.c.eachBuilt(sql, fn, args))
}

// record returns the record of a row that has the given rev, from the cache or
// by the query for its body and the columns that keys reads.
func (t *tx) record(k recordKey, rev int64, body *query, id int64, keys func(row, *record)) (*record, error) {
	if rec := t.s.cache.get(k); rec != nil && rec.rev == rev {
		return rec, nil
	}
	r, err := t.one(body, id)
	if err != nil {
		return nil, err
	}
	rec, err := t.s.parseBody(r.blob(0))
	if err != nil {
		return nil, err
	}
	rec.rev = rev
	keys(r, rec)
	t.s.cache.fill(k, rec)
	return rec, nil
}

// written remembers a record that was put, until the update is undone.
func (t *tx) written(k recordKey, rec *record) {
	if t.g == nil {
		return
	}
	t.s.count.bodies.Add(int64(rec.plainSize()))
	t.s.count.packed.Add(int64(len(rec.slim) + len(rec.block)))
	if rec.stage.state.Ended() { // hardly ever read again; what is will be read from its row
		t.s.cache.drop(k)
		return
	}
	t.s.cache.put(k, rec)
	t.forgets = append(t.forgets, func() { t.s.cache.drop(k) })
}

// given says between two pages of a list whether a view was given up half way.
func (t *tx) given() error {
	if t.g == nil {
		return t.ctx.Err()
	}
	return nil
}

package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/entwine-sync/entwine/internal/store"
)

// tx is one view, or one update of a group.
type tx struct {
	s       *Store
	q       pgx.Tx        // nil in a view that has read nothing yet
	conn    *pgxpool.Conn // of a view
	g       *group        // nil in a view
	ctx     context.Context
	ended   bool
	glance  bool // it may ask one question
	wrote   bool // something, which may wait for company yet
	sent    bool // what was written so far, or some of it
	waiting []*statement
	due     bool           // a savepoint must go before the next statement
	saved   bool           // one was set before the first write
	failed  error          // of a statement; what the update did is lost, whatever it says
	last    []func() error // to be done at the end of an update
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

// context is the group's in an update: what others of the group wrote must not
// be lost because one caller gives up.
func (t *tx) context() context.Context {
	if t.g != nil {
		return t.g.ctx
	}
	return t.ctx
}

// RawTx is a transaction as a queue on the same pool wants it.
type RawTx = pgx.Tx

// Raw gives the transaction of an update to a queue that writes beside us, and
// the context to use it with. What it does is part of the update.
func Raw(of store.Tx) (context.Context, RawTx, error) {
	t, ok := of.(*tx)
	if !ok {
		return nil, nil, fmt.Errorf("postgres: %T is a transaction of another store", of)
	}
	if err := t.mayWrite(); err != nil {
		return nil, nil, err
	}
	if t.due || len(t.waiting) > 0 {
		if err := t.send(); err != nil {
			return nil, nil, err
		}
	}
	t.sent = true
	return t.g.ctx, t.q, nil
}

// mayWrite has a savepoint set before the first write of an update that shares
// its group with other writers; alone, it is undone with the whole group. A
// savepoint is not released: the next one hides it.
func (t *tx) mayWrite() error {
	switch {
	case t.ended:
		return errEnded
	case t.g == nil:
		return errView
	case t.g.err != nil:
		return t.g.err
	case t.failed != nil:
		return t.failed
	case t.wrote:
		return nil
	}
	t.wrote, t.due = true, t.g.wrote
	return nil
}

// check passes an error on and remembers that the server takes no more
// statements of this update.
func (t *tx) check(err error) error {
	if err == nil {
		return nil
	}
	if t.g != nil && t.failed == nil {
		t.failed = plain(err)
	}
	return plain(err)
}

// exec runs a statement that writes and returns how many rows it changed.
func (t *tx) exec(sql string, args ...any) (int64, error) {
	if err := t.mayWrite(); err != nil {
		return 0, err
	}
	s := statement{sql: sql, args: args}
	err := t.send(&s)
	return s.n, err
}

// one reads the first row of the answer into dest, or returns store.ErrNone.
func (t *tx) one(sql string, args []any, dest ...any) error {
	return t.send(&statement{sql: sql, args: args, rows: func(r pgx.Rows) error {
		if !r.Next() {
			return store.ErrNone
		}
		return r.Scan(dest...)
	}})
}

// write is one for a statement that writes.
func (t *tx) write(sql string, args []any, dest ...any) error {
	if err := t.mayWrite(); err != nil {
		return err
	}
	return t.one(sql, args, dest...)
}

// each gives every row to fn, which must not use the transaction.
func (t *tx) each(sql string, args []any, fn func(pgx.Rows) error) error {
	return t.send(&statement{sql: sql, args: args, rows: func(r pgx.Rows) error {
		for r.Next() {
			if err := fn(r); err != nil {
				return err
			}
		}
		return nil
	}})
}

// given says between two pages of a list whether a view was given up half way.
func (t *tx) given() error {
	if t.g == nil {
		return t.ctx.Err()
	}
	return nil
}

// orAll is the server's "no limit" for a limit of 0.
func orAll(limit int) any {
	if limit <= 0 {
		return nil
	}
	return limit
}

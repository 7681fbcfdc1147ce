package postgres

import (
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// What an update costs is round trips, while all others wait for the lock: so what
// has to come first, the BEGIN of a view or the savepoint of an update, goes along
// with the first statement, and statements that do not need each other's answers go
// together. A write of which nobody waits for the answer goes along with what follows
// it, and at the end of its update at the latest.

// statement is one of a round trip. rows is given its rows, if it has any.
type statement struct {
	sql  string
	args []any
	rows func(pgx.Rows) error
	n    int64 // afterwards: how many rows it changed, if rows is nil
	none error // of an update in which it changed no row, or nil
}

// mostLater bounds how many writes wait for company.
const mostLater = 64

// later has a write go along with what follows it. If it fails, or changes no row and
// may not, the update fails: with what is sent next, or at its end.
func (t *tx) later(s *statement) error {
	if err := t.mayWrite(); err != nil {
		return err
	}
	t.waiting = append(t.waiting, s)
	if len(t.waiting) < mostLater {
		return nil
	}
	return t.send()
}

// flush sends what waits for company.
func (t *tx) flush() error {
	if len(t.waiting) == 0 {
		return nil
	}
	return t.send()
}

// AtEnd has fn run at the end of an update that went well so far: for what is done at
// once of all that it did. The update fails if fn does.
func AtEnd(of store.Tx, fn func() error) {
	t := of.(*tx)
	t.last = append(t.last, fn)
}

// finish does what was left to the end of an update.
func (t *tx) finish() error {
	for _, fn := range t.last {
		if err := fn(); err != nil {
			return err
		}
	}
	return t.flush()
}

// send makes one round trip, of what waited and then of these. Nothing behind a
// statement that fails is done. An error of rows is returned as it is, once all have
// been read.
func (t *tx) send(these ...*statement) error {
	if t.ended {
		return errEnded
	}
	if t.g != nil && t.failed != nil {
		return t.failed
	}
	if t.glance {
		return t.look(these)
	}
	all := these
	if len(t.waiting) > 0 {
		all, t.waiting = append(t.waiting, these...), nil
	}
	t.sent = t.sent || t.wrote
	var own error
	read := func(s *statement, r pgx.Rows) {
		if own == nil {
			own = s.rows(r)
		}
	}
	var err error
	if len(all) == 1 && t.q != nil && !t.due {
		err = t.alone(all[0], read)
	} else {
		err = t.together(all, read)
	}
	for _, s := range all {
		if err == nil && s.none != nil && s.n == 0 {
			err = s.none
		}
	}
	if err != nil {
		return t.check(err)
	}
	return own
}

// look makes the only round trip of a glance.
func (t *tx) look(all []*statement) error {
	t.ended = true
	var own error
	b := &pgx.Batch{}
	if len(all) > 1 { // one alone sees one state anyway
		b.BeginTx(pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	}
	for _, s := range all {
		b.Queue(s.sql, s.args...).Query(func(r pgx.Rows) error {
			if own == nil {
				own = s.rows(r)
			}
			return nil
		})
	}
	if len(all) > 1 {
		b.Queue("COMMIT")
	}
	if err := t.conn.SendBatch(t.ctx, b).Close(); err != nil {
		return plain(err)
	}
	return own
}

func (t *tx) alone(s *statement, read func(*statement, pgx.Rows)) error {
	if s.rows == nil {
		tag, err := t.q.Exec(t.context(), s.sql, s.args...)
		s.n = tag.RowsAffected()
		return err
	}
	rows, err := t.q.Query(t.context(), s.sql, s.args...)
	if err != nil {
		return err
	}
	read(s, rows)
	rows.Close()
	return rows.Err()
}

func (t *tx) together(all []*statement, read func(*statement, pgx.Rows)) error {
	b, begins := &pgx.Batch{}, t.q == nil
	if begins {
		b.BeginTx(pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	}
	if t.due {
		b.Queue("SAVEPOINT one").Exec(func(pgconn.CommandTag) error {
			t.saved, t.due = true, false
			return nil
		})
	}
	for _, s := range all {
		q := b.Queue(s.sql, s.args...)
		if s.rows == nil {
			q.Exec(func(tag pgconn.CommandTag) error {
				s.n = tag.RowsAffected()
				return nil
			})
			continue
		}
		q.Query(func(r pgx.Rows) error {
			read(s, r)
			return nil
		})
	}
	if !begins {
		return t.q.SendBatch(t.context(), b).Close()
	}
	res := t.conn.SendBatch(t.context(), b)
	err := res.Close()
	if q := res.Tx(); q != nil {
		t.q = q
	}
	return err
}

// Seen returns in one round trip what a queue of several processes wants to know
// of an end each time it does something: the heads of what is not over, in order,
// what stands still, and the event of that id, or none if it is "".
func Seen(of store.Tx, k hub.EndKey, id hub.EventID) (ev *hub.Event, heads []store.Head, still []store.Pause, err error) {
	t := of.(*tx)
	all := []*statement{
		{sql: headColumns + `WHERE NOT ended AND pair = $1 AND side = $2 ORDER BY position`, args: []any{text(k.Pair), text(k.Side)},
			rows: into(&heads, head)},
		{sql: pauseColumns, rows: into(&still, pause)},
	}
	if id != "" {
		all = append(all, &statement{sql: eventByID, args: []any{text(id)}, rows: func(r pgx.Rows) (err error) {
			ev, err = events{t}.row(r)
			return err
		}})
	}
	if err := t.send(all...); err != nil {
		return nil, nil, nil, err
	}
	return ev, heads, still, nil
}

// SeenAll is Seen of several ends, without an event.
func SeenAll(of store.Tx, keys []hub.EndKey) (heads map[hub.EndKey][]store.Head, still []store.Pause, err error) {
	heads = map[hub.EndKey][]store.Head{}
	pairs, sides := columnsOf(keys)
	var all []store.Head
	err = of.(*tx).send(&statement{
		sql:  headColumns + `WHERE NOT ended AND (pair, side) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY position`,
		args: []any{pairs, sides}, rows: into(&all, head),
	}, &statement{sql: pauseColumns, rows: into(&still, pause)})
	for _, h := range all {
		heads[h.EndKey] = append(heads[h.EndKey], h)
	}
	return heads, still, err
}

// columnsOf are ends as two lists of the server.
func columnsOf(keys []hub.EndKey) (pairs, sides []string) {
	for _, k := range keys {
		pairs, sides = append(pairs, encode(string(k.Pair))), append(sides, encode(string(k.Side)))
	}
	return pairs, sides
}

// into collects rows.
func into[T any](list *[]T, row func(pgx.Rows) (T, error)) func(pgx.Rows) error {
	return func(r pgx.Rows) error {
		for r.Next() {
			v, err := row(r)
			if err != nil {
				return err
			}
			*list = append(*list, v)
		}
		return nil
	}
}

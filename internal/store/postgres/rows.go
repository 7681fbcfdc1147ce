package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// What follows is for who moves a database here: rows as they are, with the
// numbers they have.

// Rows yields all rows of a table, in order of the columns named by. Values are
// int64, string or nil.
func Rows(of store.Tx, table string, columns, by []string, fn func(row []any) error) error {
	t := of.(*tx)
	sql := "SELECT " + strings.Join(columns, ", ") + " FROM " + table + " ORDER BY " + strings.Join(by, ", ")
	return t.each(sql, nil, func(r pgx.Rows) error {
		values, err := r.Values()
		if err != nil {
			return err
		}
		for i, v := range values {
			if s, ok := v.(string); ok {
				if values[i], err = decode(s); err != nil {
					return err
				}
			}
		}
		return fn(values)
	})
}

// Insert adds rows in an update. One that is there already stays as it is.
func Insert(of store.Tx, table string, columns []string, rows [][]any) error {
	t := of.(*tx)
	places := make([]string, len(columns))
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	sql := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(places, ", ") + ") ON CONFLICT DO NOTHING"
	for _, row := range rows {
		args := make([]any, len(row))
		for i, v := range row {
			if s, ok := v.(string); ok {
				v = encode(s)
			}
			args[i] = v
		}
		if _, err := t.exec(sql, args...); err != nil {
			return err
		}
	}
	return nil
}

// Place adds an event in an update at the position that it has elsewhere, unless
// it is there.
func (s *Store) Place(of store.Tx, ev *hub.Event) error {
	t := of.(*tx)
	var there int
	switch err := t.one(`SELECT 1 FROM events WHERE position = $1 AND id = $2`, []any{ev.Position, text(ev.ID)}, &there); {
	case err == nil:
		return nil
	case err != store.ErrNone: //nolint:errorlint // as one returns it
		return err
	}
	at := ev.Position
	as := *ev
	as.Position = 0
	if err := t.Events().Put(&as); err != nil {
		return err
	}
	n, err := t.exec(`UPDATE events SET position = $1 WHERE position = $2`, at, as.Position)
	if err == nil && n != 1 {
		err = fmt.Errorf("postgres: event %s has no position", ev.ID)
	}
	return err
}

// Last is the highest position and the last end stored: how far a move came.
func (s *Store) Last(ctx context.Context) (position int64, end hub.EndKey, err error) {
	if err = s.ask(ctx, &position, `SELECT coalesce(max(position), 0) FROM events`); err != nil {
		return 0, end, err
	}
	err = none(s.pool.QueryRow(ctx, `SELECT pair, side FROM ends ORDER BY pair DESC, side DESC LIMIT 1`).Scan(as(&end.Pair), as(&end.Side)))
	if err == store.ErrNone { //nolint:errorlint // as none made it
		err = nil
	}
	return position, end, plain(err)
}

// Renumber has new rows get numbers behind those that there are.
func (s *Store) Renumber(of store.Tx) error {
	t := of.(*tx)
	for table, column := range map[string]string{"events": "position", "faults": "number", "histories": "number", "bulks": "number", "audits": "number"} {
		_, err := t.exec(`SELECT setval(pg_get_serial_sequence($1, $2), greatest((SELECT coalesce(max(`+column+`), 0) FROM `+table+`), 1) + $3)`,
			table, column, positionsApart)
		if err != nil {
			return err
		}
	}
	return nil
}

// positionsApart is a gap before the first new number: the newest events of the
// old database may have been forgotten there, and their positions must not come
// back.
const positionsApart = 1_000_000

// Empty reports whether nothing was ever stored.
func (s *Store) Empty(ctx context.Context) (empty bool, err error) {
	return empty, s.ask(ctx, &empty, `SELECT NOT EXISTS (SELECT 1 FROM ends) AND NOT EXISTS (SELECT 1 FROM events) AND NOT EXISTS (SELECT 1 FROM meta WHERE value <> '')
		AND NOT EXISTS (SELECT 1 FROM rules) AND NOT EXISTS (SELECT 1 FROM faults) AND NOT EXISTS (SELECT 1 FROM audits) AND NOT EXISTS (SELECT 1 FROM uploads)
		AND NOT EXISTS (SELECT 1 FROM processes)`)
}

// Clear forgets everything, as of a move that was given up.
func (s *Store) Clear(ctx context.Context) error {
	return s.Update(ctx, func(of store.Tx) error {
		_, err := of.(*tx).exec(`TRUNCATE ends, traces, events, faults, pauses, histories, bulks, audits, meta, rules, attachments, blobs, uploads, pieces`)
		return err
	})
}

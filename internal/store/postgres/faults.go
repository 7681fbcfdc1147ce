package postgres

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// faults implements store.Faults.
type faults struct{ t *tx }

func (f faults) Get(id string) (*hub.Fault, error) {
	fault, err := f.load(`SELECT body FROM faults WHERE id = $1`, id)
	if err != nil {
		return nil, fmt.Errorf("get fault %s: %w", id, err)
	}
	return fault, nil
}

func (f faults) load(sql, arg string) (*hub.Fault, error) {
	body := ""
	if err := f.t.one(sql, []any{text(arg)}, &body); err != nil {
		return nil, err
	}
	return readJSON[hub.Fault](body)
}

func (f faults) Put(fault *hub.Fault) error {
	c := *fault
	c.First, c.Last = store.Stored(fault.First), store.Stored(fault.Last)
	b, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("put fault %s: %w", fault.ID, err)
	}
	_, err = f.t.exec(`INSERT INTO faults (id, cause, state, first, body) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET cause = excluded.cause, state = excluded.state, first = excluded.first, body = excluded.body`,
		text(fault.ID), text(fault.Cause), text(fault.State), store.Millis(fault.First), string(b))
	return err
}

func (f faults) Open(cause string) (*hub.Fault, error) {
	fault, err := f.load(`SELECT body FROM faults WHERE cause = $1 AND state = 'open' ORDER BY number DESC LIMIT 1`, cause)
	if err != nil {
		return nil, fmt.Errorf("get fault of %q: %w", cause, err)
	}
	return fault, nil
}

// List implements store.Faults: the one first seen last comes first.
func (f faults) List(state string, limit int) iter.Seq2[*hub.Fault, error] {
	return store.Pages(f.t.given, store.PageSize, limit, func() func(int) ([]*hub.Fault, error) {
		first, number := int64(math.MaxInt64), int64(math.MaxInt64)
		return func(n int) (list []*hub.Fault, err error) {
			var w filter
			w.text("state", state)
			w.terms = append(w.terms, "(first, number) < ("+w.bind(first)+"::bigint, "+w.bind(number)+"::bigint)")
			err = f.t.each(`SELECT number, first, body FROM faults`+w.where()+` ORDER BY first DESC, number DESC LIMIT `+w.bind(n), w.args,
				func(r pgx.Rows) error {
					body := ""
					if err := r.Scan(&number, &first, &body); err != nil {
						return err
					}
					fault, err := readJSON[hub.Fault](body)
					list = append(list, fault)
					return err
				})
			return list, err
		}
	})
}

func readJSON[T any](body string) (*T, error) {
	v := new(T)
	if err := json.Unmarshal([]byte(body), v); err != nil {
		return nil, errors.Join(errBody, err)
	}
	return v, nil
}

// pauses implements store.Pauses.
type pauses struct{ t *tx }

func (p pauses) Put(pause store.Pause) error {
	_, err := p.t.exec(`INSERT INTO pauses (scope, id, why, fault_id, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (scope, id) DO UPDATE SET why = excluded.why, fault_id = excluded.fault_id, at = excluded.at`,
		text(pause.Scope), text(pause.ID), text(pause.Why), text(pause.FaultID), store.Millis(pause.At))
	return err
}

func (p pauses) Drop(s hub.Scope, id string) error {
	_, err := p.t.exec(`DELETE FROM pauses WHERE scope = $1 AND id = $2`, text(s), text(id))
	return err
}

func (p pauses) List() ([]store.Pause, error) {
	var list []store.Pause
	err := p.t.send(&statement{sql: pauseColumns, rows: into(&list, pause)})
	return list, err
}

const pauseColumns = `SELECT scope, id, why, fault_id, at FROM pauses ORDER BY scope, id`

func pause(r pgx.Rows) (p store.Pause, err error) {
	var at int64
	err = r.Scan(as(&p.Scope), as(&p.ID), as(&p.Why), as(&p.FaultID), &at)
	p.At = store.FromMillis(at)
	return p, err
}

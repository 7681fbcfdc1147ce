package sqlite

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var (
	faultGet = newQuery(`SELECT body FROM faults WHERE id = ?`)
	faultPut = newQuery(`INSERT INTO faults (id, cause, state, first, body) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET cause = excluded.cause, state = excluded.state, first = excluded.first,
			body = excluded.body`)
	faultOpen = newQuery(`SELECT body FROM faults WHERE cause = ? AND state = 'open' ORDER BY number DESC LIMIT 1`)
	faultList = newQuery(`SELECT number, first, body FROM faults
		WHERE (first, number) < (?, ?) ORDER BY first DESC, number DESC LIMIT ?`)
	faultListState = newQuery(`SELECT number, first, body FROM faults
		WHERE state = ? AND (first, number) < (?, ?) ORDER BY first DESC, number DESC LIMIT ?`)
)

// faults implements store.Faults.
type faults struct{ t *tx }

func (f faults) Get(id string) (*hub.Fault, error) {
	fault, err := f.load(faultGet, id)
	if err != nil {
		return nil, fmt.Errorf("get fault %s: %w", id, err)
	}
	return fault, nil
}

func (f faults) load(q *query, arg string) (*hub.Fault, error) {
	r, err := f.t.one(q, arg)
	if err != nil {
		return nil, err
	}
	return readFault(r.text(0))
}

func (f faults) Put(fault *hub.Fault) error {
	as := *fault
	as.First, as.Last = store.Stored(fault.First), store.Stored(fault.Last)
	b, err := json.Marshal(as)
	if err != nil {
		return fmt.Errorf("put fault %s: %w", fault.ID, err)
	}
	_, err = f.t.exec(faultPut, fault.ID, fault.Cause, fault.State, store.Millis(fault.First), string(b))
	return err
}

func (f faults) Open(cause string) (*hub.Fault, error) {
	fault, err := f.load(faultOpen, cause)
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
			q, args := faultList, []any{first, number, int64(n)}
			if state != "" {
				q, args = faultListState, append([]any{state}, args...)
			}
			err = f.t.each(q, func(r row) error {
				number, first = r.int(0), r.int(1)
				fault, err := readFault(r.text(2))
				list = append(list, fault)
				return err
			}, args...)
			return list, err
		}
	})
}

func readFault(body string) (*hub.Fault, error) {
	fault := new(hub.Fault)
	if err := json.Unmarshal([]byte(body), fault); err != nil {
		return nil, errors.Join(errBody, err)
	}
	return fault, nil
}

var (
	pausePut = newQuery(`INSERT INTO pauses (scope, id, why, fault_id, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (scope, id) DO UPDATE SET why = excluded.why, fault_id = excluded.fault_id, at = excluded.at`)
	pauseDrop = newQuery(`DELETE FROM pauses WHERE scope = ? AND id = ?`)
	pauseList = newQuery(`SELECT scope, id, why, fault_id, at FROM pauses ORDER BY scope, id`)
)

// pauses implements store.Pauses.
type pauses struct{ t *tx }

func (p pauses) Put(pause store.Pause) error {
	_, err := p.t.exec(pausePut, string(pause.Scope), pause.ID, pause.Why, pause.FaultID, store.Millis(pause.At))
	return err
}

func (p pauses) Drop(s hub.Scope, id string) error {
	_, err := p.t.exec(pauseDrop, string(s), id)
	return err
}

func (p pauses) List() ([]store.Pause, error) {
	var list []store.Pause
	err := p.t.each(pauseList, func(r row) error {
		list = append(list, store.Pause{Scope: hub.Scope(r.text(0)), ID: r.text(1), Why: r.text(2), FaultID: r.text(3),
			At: r.time(4)})
		return nil
	})
	return list, err
}

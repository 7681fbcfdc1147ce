package sqlite

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/entwine-sync/entwine/internal/store"
)

var (
	bulkGet = newQuery(`SELECT body FROM bulks WHERE id = ?`)
	bulkPut = newQuery(`INSERT INTO bulks (id, started, body) VALUES (?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET started = excluded.started, body = excluded.body`)
	bulkList = newQuery(`SELECT body FROM bulks ORDER BY started DESC, number DESC`)
)

// bulks implements store.Bulks. There are as many as an owner starts: few.
type bulks struct{ t *tx }

func (b bulks) Get(id string) (*store.Bulk, error) {
	r, err := b.t.one(bulkGet, id)
	if err != nil {
		return nil, fmt.Errorf("get bulk run %s: %w", id, err)
	}
	return readBulk(r.text(0))
}

func (b bulks) Put(bulk *store.Bulk) error {
	as := *bulk
	as.Started, as.Ended = store.Stored(bulk.Started), store.Stored(bulk.Ended)
	body, err := json.Marshal(as)
	if err != nil {
		return fmt.Errorf("put bulk run %s: %w", bulk.ID, err)
	}
	_, err = b.t.exec(bulkPut, bulk.ID, store.Millis(bulk.Started), string(body))
	return err
}

func (b bulks) List() ([]*store.Bulk, error) {
	var list []*store.Bulk
	err := b.t.each(bulkList, func(r row) error {
		bulk, err := readBulk(r.text(0))
		list = append(list, bulk)
		return err
	})
	return list, err
}

func readBulk(body string) (*store.Bulk, error) {
	bulk := new(store.Bulk)
	if err := json.Unmarshal([]byte(body), bulk); err != nil {
		return nil, errors.Join(errBody, err)
	}
	return bulk, nil
}

var (
	auditAdd  = newQuery(`INSERT INTO audits (at, who, verb, what, note) VALUES (?, ?, ?, ?, ?)`)
	auditList = newQuery(`SELECT at, who, verb, what, note FROM audits ORDER BY at DESC, number DESC LIMIT ?`)
)

// audits implements store.Audits.
type audits struct{ t *tx }

func (a audits) Add(audit store.Audit) error {
	_, err := a.t.exec(auditAdd, store.Millis(audit.At), audit.Who, audit.Verb, audit.What, audit.Note)
	return err
}

func (a audits) List(limit int) ([]store.Audit, error) {
	var list []store.Audit
	err := a.t.each(auditList, func(r row) error {
		list = append(list, store.Audit{At: r.time(0), Who: r.text(1), Verb: r.text(2), What: r.text(3), Note: r.text(4)})
		return nil
	}, orAll(limit))
	return list, err
}

// orAll is SQLite's "no limit" for a limit of 0.
func orAll(limit int) int64 {
	if limit <= 0 {
		return -1
	}
	return int64(limit)
}

var (
	metaGet = newQuery(`SELECT value FROM meta WHERE key = ?`)
	metaPut = newQuery(`INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`)
)

// meta implements store.Meta.
type meta struct{ t *tx }

func (m meta) Get(key string) (string, error) {
	r, err := m.t.one(metaGet, key)
	switch {
	case errors.Is(err, store.ErrNone):
		return "", nil
	case err != nil:
		return "", err
	}
	return r.text(0), nil
}

func (m meta) Put(key, value string) error {
	_, err := m.t.exec(metaPut, key, value)
	return err
}

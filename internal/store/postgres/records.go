package postgres

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// bulks implements store.Bulks. There are as many as an owner starts: few.
type bulks struct{ t *tx }

func (b bulks) Get(id string) (*store.Bulk, error) {
	body := ""
	if err := b.t.one(`SELECT body FROM bulks WHERE id = $1`, []any{text(id)}, &body); err != nil {
		return nil, fmt.Errorf("get bulk run %s: %w", id, err)
	}
	return readJSON[store.Bulk](body)
}

func (b bulks) Put(bulk *store.Bulk) error {
	c := *bulk
	c.Started, c.Ended = store.Stored(bulk.Started), store.Stored(bulk.Ended)
	body, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("put bulk run %s: %w", bulk.ID, err)
	}
	_, err = b.t.exec(`INSERT INTO bulks (id, started, body) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET started = excluded.started, body = excluded.body`, text(bulk.ID), store.Millis(bulk.Started), string(body))
	return err
}

func (b bulks) List() ([]*store.Bulk, error) {
	var list []*store.Bulk
	err := b.t.each(`SELECT body FROM bulks ORDER BY started DESC, number DESC`, nil, func(r pgx.Rows) error {
		body := ""
		if err := r.Scan(&body); err != nil {
			return err
		}
		bulk, err := readJSON[store.Bulk](body)
		list = append(list, bulk)
		return err
	})
	return list, err
}

// audits implements store.Audits.
type audits struct{ t *tx }

func (a audits) Add(audit store.Audit) error {
	_, err := a.t.exec(`INSERT INTO audits (at, who, verb, what, note) VALUES ($1, $2, $3, $4, $5)`,
		store.Millis(audit.At), text(audit.Who), text(audit.Verb), text(audit.What), text(audit.Note))
	return err
}

func (a audits) List(limit int) ([]store.Audit, error) {
	var list []store.Audit
	err := a.t.each(`SELECT at, who, verb, what, note FROM audits ORDER BY at DESC, number DESC LIMIT $1`, []any{orAll(limit)},
		func(r pgx.Rows) error {
			var one store.Audit
			var at int64
			err := r.Scan(&at, as(&one.Who), as(&one.Verb), as(&one.What), as(&one.Note))
			one.At = store.FromMillis(at)
			list = append(list, one)
			return err
		})
	return list, err
}

// meta implements store.Meta.
type meta struct{ t *tx }

func (m meta) Get(key string) (value string, err error) {
	err = m.t.one(`SELECT value FROM meta WHERE key = $1`, []any{text(key)}, as(&value))
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	return value, err
}

func (m meta) Put(key, value string) error {
	return m.t.later(&statement{sql: `INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
		args: []any{text(key), text(value)}})
}

// histories implements store.Histories.
type histories struct{ t *tx }

// Since implements store.Histories. An end tells its connection, a history does
// not.
func (h histories) Since(c hub.ConnectionID, t time.Time) (n int, err error) {
	err = h.t.one(`SELECT count(DISTINCT h.pair) FROM histories h JOIN ends e ON e.pair = h.pair AND e.side = h.side
		WHERE h.kind = 'replaced' AND h.at >= $1 AND e.connection = $2`, []any{store.Millis(t), text(c)}, &n)
	return n, err
}

// blobs implements store.BlobIndex.
type blobs struct{ t *tx }

func (b blobs) Digest(tracker, id string, size int64) (d hub.Digest, err error) {
	err = b.t.one(`SELECT digest FROM attachments WHERE tracker = $1 AND id = $2 AND size = $3`, []any{text(tracker), text(id), size}, as(&d))
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	return d, err
}

func (b blobs) PutDigest(tracker, id string, size int64, d hub.Digest) error {
	return b.t.later(&statement{sql: `INSERT INTO attachments (tracker, id, size, digest) VALUES ($1, $2, $3, $4)
		ON CONFLICT (tracker, id, size) DO UPDATE SET digest = excluded.digest`, args: []any{text(tracker), text(id), size, text(d)}})
}

// Use implements store.BlobIndex. A blob needed at two moments was last needed
// at the later one, in whatever order they are noted.
func (b blobs) Use(d hub.Digest, size int64, t time.Time) error {
	return b.t.later(&statement{sql: `INSERT INTO blobs (digest, size, used) VALUES ($1, $2, $3)
		ON CONFLICT (digest) DO UPDATE SET size = excluded.size, used = greatest(blobs.used, excluded.used)`, args: []any{text(d), size, store.Millis(t)}})
}

func (b blobs) Unused(t time.Time, limit int) ([]hub.Digest, error) {
	var list []hub.Digest
	err := b.t.each(`SELECT digest FROM blobs WHERE used < $1 ORDER BY used, digest LIMIT $2`, []any{store.Millis(t), orAll(limit)},
		func(r pgx.Rows) error {
			var d hub.Digest
			err := r.Scan(as(&d))
			list = append(list, d)
			return err
		})
	return list, err
}

func (b blobs) Drop(d hub.Digest) error {
	_, err := b.t.exec(`DELETE FROM blobs WHERE digest = $1`, text(d))
	return err
}

package memory

import (
	"fmt"
	"slices"

	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/kept"
)

// bulkRec is a stored bulk run.
type bulkRec struct {
	started timeKey
	bulk    store.Bulk
}

func (r *bulkRec) copy() *store.Bulk {
	b := r.bulk
	return &b
}

// bulks implements store.Bulks. There are as many as an owner starts: few.
type bulks struct{ t *tx }

func (b bulks) Get(id string) (*store.Bulk, error) {
	st, err := b.t.read()
	if err == nil {
		if rec, ok := st.bulks.get(text(id)); ok {
			return rec.copy(), nil
		}
		err = store.ErrNone
	}
	return nil, fmt.Errorf("get bulk run %s: %w", id, err)
}

func (b bulks) Put(bulk *store.Bulk) error {
	kept, err := kept.Bulk(bulk)
	if err != nil {
		return fmt.Errorf("put bulk run %s: %w", bulk.ID, err)
	}
	st, err := b.t.write()
	if err != nil {
		return err
	}
	rec := &bulkRec{started: timeKey{at: store.Millis(bulk.Started)}, bulk: kept}
	if old, ok := st.bulks.get(text(bulk.ID)); ok {
		rec.started.entry = old.started.entry
	} else {
		rec.started.entry = st.newEntry()
	}
	st.bulks.set(st.owner, text(bulk.ID), rec)
	return nil
}

func (b bulks) List() ([]*store.Bulk, error) {
	st, err := b.t.read()
	if err != nil {
		return nil, err
	}
	var list []*store.Bulk
	for _, rec := range slices.Backward(st.bulksInOrder()) {
		list = append(list, rec.copy())
	}
	return list, nil
}

// bulksInOrder lists the bulk runs, oldest first.
func (st *state) bulksInOrder() (recs []*bulkRec) {
	st.bulks.all(func(_ text, rec *bulkRec) bool {
		recs = append(recs, rec)
		return true
	})
	slices.SortFunc(recs, func(a, b *bulkRec) int { return a.started.compare(b.started) })
	return recs
}

// audits implements store.Audits.
type audits struct{ t *tx }

func (a audits) Add(audit store.Audit) error {
	st, err := a.t.write()
	if err != nil {
		return err
	}
	k := timeKey{store.Millis(audit.At), st.newEntry()}
	audit.At = store.Stored(audit.At)
	st.audits.set(st.owner, k, &audit)
	return nil
}

func (a audits) List(limit int) ([]store.Audit, error) {
	st, err := a.t.read()
	if err != nil {
		return nil, err
	}
	var list []store.Audit
	st.audits.down(timeKey{int64(last), last}, func(_ timeKey, audit *store.Audit) bool {
		list = append(list, *audit)
		return limit <= 0 || len(list) < limit
	})
	return list, nil
}

// meta implements store.Meta.
type meta struct{ t *tx }

func (m meta) Get(key string) (string, error) {
	st, err := m.t.read()
	if err != nil {
		return "", err
	}
	if v, ok := st.meta.get(text(key)); ok {
		return v.Value, nil
	}
	return "", nil
}

func (m meta) Put(key, value string) error {
	st, err := m.t.write()
	if err != nil {
		return err
	}
	st.meta.set(st.owner, text(key), &Meta{key, value})
	return nil
}

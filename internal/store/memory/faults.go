package memory

import (
	"fmt"
	"iter"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/kept"
)

// faultRec is a stored fault. What is searched for is kept as it was put, which
// differs from the fault's own only if it is no UTF-8.
type faultRec struct {
	id, cause, state string
	first            timeKey
	fault            hub.Fault
}

func (r *faultRec) openKey() causeKey { return causeKey{r.cause, r.first.entry} }

func (r *faultRec) copy() *hub.Fault {
	f := r.fault
	return &f
}

// faults implements store.Faults.
type faults struct{ t *tx }

func (f faults) Get(id string) (*hub.Fault, error) {
	st, err := f.t.read()
	if err == nil {
		if rec, ok := st.faults.get(text(id)); ok {
			return rec.copy(), nil
		}
		err = store.ErrNone
	}
	return nil, fmt.Errorf("get fault %s: %w", id, err)
}

func (f faults) Put(fault *hub.Fault) error {
	kept, err := kept.Fault(fault)
	if err != nil {
		return fmt.Errorf("put fault %s: %w", fault.ID, err)
	}
	st, err := f.t.write()
	if err != nil {
		return err
	}
	rec := &faultRec{id: fault.ID, cause: fault.Cause, state: fault.State, fault: kept}
	rec.first.at = store.Millis(fault.First)
	if old, ok := st.faults.get(text(fault.ID)); ok {
		rec.first.entry = old.first.entry
		st.faultAt.del(st.owner, old.first)
		st.openFault.del(st.owner, old.openKey())
	} else {
		rec.first.entry = st.newEntry()
	}
	st.faults.set(st.owner, text(rec.id), rec)
	st.faultAt.set(st.owner, rec.first, rec)
	if rec.state == "open" {
		st.openFault.set(st.owner, rec.openKey(), rec)
	}
	return nil
}

// Open implements store.Faults: of several, the one put first last.
func (f faults) Open(cause string) (*hub.Fault, error) {
	st, err := f.t.read()
	if err == nil {
		if k, rec, ok := st.openFault.below(causeKey{cause, last}); ok && k.cause == cause {
			return rec.copy(), nil
		}
		err = store.ErrNone
	}
	return nil, fmt.Errorf("get fault of %q: %w", cause, err)
}

// List implements store.Faults: the one first seen last comes first.
func (f faults) List(in string, limit int) iter.Seq2[*hub.Fault, error] {
	return pages(f.t, limit, func() func(*state, int) []*hub.Fault {
		before := timeKey{int64(last), last}
		return func(st *state, n int) (page []*hub.Fault) {
			st.faultAt.down(before, func(k timeKey, rec *faultRec) bool {
				before = k
				return in != "" && in != rec.state || collect(&page, n, rec.copy())
			})
			return page
		}
	})
}

// pauses implements store.Pauses.
type pauses struct{ t *tx }

func (p pauses) Put(pause store.Pause) error {
	st, err := p.t.write()
	if err != nil {
		return err
	}
	pause.At = store.Stored(pause.At)
	st.pauses.set(st.owner, pauseKey{pause.Scope, pause.ID}, &pause)
	return nil
}

func (p pauses) Drop(s hub.Scope, id string) error {
	st, err := p.t.write()
	if err != nil {
		return err
	}
	st.pauses.del(st.owner, pauseKey{s, id})
	return nil
}

func (p pauses) List() ([]store.Pause, error) {
	st, err := p.t.read()
	if err != nil {
		return nil, err
	}
	var list []store.Pause
	st.pauses.all(func(_ pauseKey, pause *store.Pause) bool {
		list = append(list, *pause)
		return true
	})
	return list, nil
}

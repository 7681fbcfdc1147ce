package memory

import (
	"errors"
	"sync"

	"github.com/entwine-sync/entwine/internal/store"
)

var (
	// ErrInUse is matched by the error of Open while a store is open on the disk.
	ErrInUse = errors.New("memory: the disk is in use")
	// ErrClosed is returned by every use of a store after Close.
	ErrClosed = errors.New("memory: the store is closed")
	// ErrCut is returned by every use of a store whose power was cut.
	ErrCut = errors.New("memory: the power was cut")

	errView  = errors.New("memory: write inside a view")
	errEnded = errors.New("memory: the transaction has ended")
)

// Disk is what survives when a process ends, however it ends. At most one store
// is open on it at a time. Its methods may be called from several goroutines;
// its knobs are set while nobody writes.
type Disk struct {
	// OnCommit is called in every update that has written something, before that
	// becomes durable. An error is Update's, and nothing is written. It may Cut.
	OnCommit func() error
	// OnCommitted is called in every update that has written something, once that
	// is durable and before anybody hears of it. An error cuts the power: it is
	// what Update returns, and what was handed to After does not run.
	OnCommitted func() error

	mu   sync.Mutex
	now  *state // what is committed
	open *Store // nil if none is
}

// New returns an empty disk.
func New() *Disk { return &Disk{now: new(state)} }

// Open opens the disk as a process does when it starts. While another store is
// open on it, the error is ErrInUse.
func (d *Disk) Open() (store.Store, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open != nil {
		return nil, ErrInUse
	}
	d.open = newStore(d)
	return d.open, nil
}

// Cut turns the power off: the store that is open on the disk, if one is, is
// dead. What it has not committed is gone, all who wait for it get ErrCut, and so
// does every further call of it or of one of its transactions. The disk can be
// opened again.
func (d *Disk) Cut() {
	d.mu.Lock()
	s := d.open
	d.mu.Unlock()
	d.cut(s)
}

// cut cuts the power of one store, unless it has given up the disk.
func (d *Disk) cut(s *Store) {
	if s != nil && d.release(s) {
		s.die()
	}
}

// release takes the disk from the store; false if it has not got it any more.
func (d *Disk) release(s *Store) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open != s {
		return false
	}
	d.open = nil
	return true
}

// Copy returns another disk with all that is committed on this one. It takes no
// time: the two share their records until one of them replaces its own. Neither
// a store that is open nor the knobs are copied.
func (d *Disk) Copy() *Disk { return &Disk{now: d.committed()} }

func (d *Disk) committed() *state {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now
}

// commit makes an update of a store durable.
func (d *Disk) commit(s *Store, st *state) error {
	if d.OnCommit != nil {
		if err := d.OnCommit(); err != nil {
			return err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open != s {
		return ErrCut
	}
	d.now = st
	return nil
}

// committedBy is called once an update of a store is durable.
func (d *Disk) committedBy(s *Store) error {
	if d.OnCommitted == nil {
		return nil
	}
	err := d.OnCommitted()
	if err != nil {
		d.cut(s)
	}
	return err
}

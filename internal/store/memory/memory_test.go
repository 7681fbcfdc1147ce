package memory

import (
	"context"
	"testing"

	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/storetest"
)

// open opens a disk.
func open(t testing.TB, d *Disk) *Store {
	t.Helper()
	s, err := d.Open()
	if err != nil {
		t.Fatal(err)
	}
	return s.(*Store)
}

func TestStore(t *testing.T) {
	fresh := func(t *testing.T) store.Store { return open(t, New()) }
	t.Run("closed and opened", func(t *testing.T) {
		storetest.Run(t, fresh, func(t *testing.T, s store.Store) store.Store {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return open(t, s.(*Store).disk)
		})
	})
	t.Run("cut and copied", func(t *testing.T) {
		storetest.Run(t, fresh, func(t *testing.T, s store.Store) store.Store {
			d := s.(*Store).disk
			d.Cut()
			return open(t, d.Copy())
		})
	})
}

var ctx = context.Background()

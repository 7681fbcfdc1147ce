package postgres

import (
	"testing"

	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
	"github.com/entwine-sync/entwine/internal/store/storetest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// open opens the store of an address and closes it when the test ends.
func open(t testing.TB, url string) *Store {
	t.Helper()
	s, err := Open(t.Context(), url, Options{Connections: 6})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStore(t *testing.T) {
	storetest.Run(t,
		func(t *testing.T) store.Store { return open(t, pgtest.URL(t)) },
		func(t *testing.T, s store.Store) store.Store {
			url := s.(*Store).pool.Config().ConnString()
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return open(t, url)
		})
}

package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// A database that was filled is one like others: it has what was put, and every
// index.
func TestFill(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	s := openIn(t, dir)
	put := func(ctx context.Context) error {
		return s.Update(ctx, func(tx store.Tx) error {
			return tx.Ends().Put(&hub.End{EndKey: hub.EndKey{Pair: "p", Side: hub.Initiator}, Tracker: "t", State: hub.EndActive, Local: hub.Ref{ID: "7"}})
		})
	}
	if err := s.Fill(t.Context(), func() error { return put(t.Context()) }); err != nil {
		t.Fatal(err)
	}
	err := s.View(t.Context(), func(tx store.Tx) error {
		rows, err := tx.Ends().ByIssue("t", "7")
		if len(rows) != 1 || rows[0].Pair != "p" {
			t.Errorf("found %v", rows)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Fill(t.Context(), func() error { t.Error("it was filled once more"); return nil }); !errors.Is(err, errNotEmpty) {
		t.Errorf("a database with pairs was not refused: %v", err)
	}
	if err := errors.Join(put(t.Context()), s.Close(), openIn(t, other).Close()); err != nil {
		t.Fatal(err)
	}
	if got, want := shape(t, openSQL(t, filepath.Join(dir, FileName))), shape(t, openSQL(t, filepath.Join(other, FileName))); got != want {
		t.Errorf("it became\n%s\nothers are\n%s", got, want)
	}
}

package sqlite

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

func TestUpdate_on_a_full_disk(t *testing.T) {
	s, err := Open(t.Context(), t.TempDir(), Options{MaxBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := putMeta(s, "small", "v"); err != nil {
		t.Fatal(err)
	}
	huge := strings.Repeat("x", 2<<20)
	// One of a group needs more than there is: all learn it, nothing is stored.
	errs := queueUp(t, s, func(tx store.Tx) error { return tx.Meta().Put("a", "v") },
		func() error { return putMeta(s, "huge", huge) },
		func() error {
			return s.Update(t.Context(), func(tx store.Tx) error { _ = tx.Meta().Put("c", huge); return nil })
		})
	for i, err := range errs[:2] {
		var e *hub.Error
		if !errors.As(err, &e) || e.Code != hub.Busy || e.Scope != hub.ScopeNode || !strings.Contains(e.Message, "disk full") {
			t.Errorf("update %d: got %v, want busy, node, disk full", i, err)
		}
	}
	if errs[2] == nil {
		t.Error("an update that overlooked its error was reported as stored")
	}
	for _, k := range []string{"a", "huge", "c"} {
		if v := getMeta(t, s, k); v != "" {
			t.Errorf("%s has %d bytes, want none", k, len(v))
		}
	}
	if err := putMeta(s, "small", "still works"); err != nil {
		t.Errorf("what fits: %v", err)
	}
}

// Filled to the brim with small records, the store refuses, and goes on once
// there is room.
func TestUpdate_goes_on_when_there_is_room_again(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(t.Context(), dir, Options{MaxBytes: 512 << 10})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	stored := 0
	for err == nil {
		if err = putMeta(s, fmt.Sprint(stored), strings.Repeat("y", 5000)); err == nil {
			stored++
		}
	}
	if hub.CodeOf(err) != hub.Busy || stored == 0 {
		t.Fatalf("after %d records: %v", stored, err)
	}
	if got := getMeta(t, s, fmt.Sprint(stored-1)); len(got) != 5000 {
		t.Errorf("the last one stored has %d bytes", len(got))
	}
	if err := s.writer.run(t.Context(), "PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if err := putMeta(s, fmt.Sprint(stored), strings.Repeat("y", 5000)); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

package postgres

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

func TestBytes(t *testing.T) {
	s := open(t, pgtest.URL(t))
	b, err := s.Bytes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	random := rand.NewChaCha8([32]byte{1})
	for _, size := range []int{0, 1, pieceSize - 1, pieceSize, pieceSize + 1, 3*pieceSize + 7} {
		want := make([]byte, size)
		_, _ = random.Read(want) // never fails
		for range 2 {            // the second time it is there already
			d, n, err := b.Put(t.Context(), iotest.HalfReader(bytes.NewReader(want)))
			if err != nil || d != hub.DigestOf(want) || n != int64(size) {
				t.Fatalf("put %d bytes: %s, %d, %v", size, d, n, err)
			}
		}
		r, n, err := b.Open(hub.DigestOf(want))
		if err != nil || n != int64(size) {
			t.Fatalf("open %d bytes: %d, %v", size, n, err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes come back as %d others: %v", size, len(got), err)
		}
		if err := b.Drop(hub.DigestOf(want)); err != nil {
			t.Error(err)
		}
		if there, err := b.Has(hub.DigestOf(want)); there || err != nil {
			t.Errorf("after drop: there %v, %v", there, err)
		}
		if _, _, err := b.Open(hub.DigestOf(want)); hub.CodeOf(err) != hub.NotFound {
			t.Errorf("after drop: %v", err)
		}
	}
	left := 0
	if err := s.ask(t.Context(), &left, `SELECT count(*) FROM uploads`); err != nil || left != 0 {
		t.Errorf("%d uploads are left, %v", left, err)
	}
}

func TestBytes_NothingIsStoredOfWhatFails(t *testing.T) {
	s := open(t, pgtest.URL(t))
	b, err := s.Bytes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if _, _, err := b.Put(t.Context(), io.MultiReader(bytes.NewReader(make([]byte, 2*pieceSize)), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("a reader that fails: %v", err)
	}
	if _, err := b.PutAs(t.Context(), hub.DigestOf([]byte("x")), bytes.NewReader([]byte("y"))); hub.CodeOf(err) != hub.Conflict {
		t.Errorf("other bytes than announced: %v", err)
	}
	ctx, end := context.WithCancel(t.Context())
	end()
	if _, _, err := b.Put(ctx, bytes.NewReader([]byte("z"))); err == nil {
		t.Error("stored though the caller gave up")
	}
	left := 0
	if err := s.ask(t.Context(), &left, `SELECT count(*) FROM uploads`); err != nil || left != 0 {
		t.Errorf("%d uploads are left, %v", left, err)
	}
}

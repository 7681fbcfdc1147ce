package httplink

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"time"
)

// Pieces grow while they are quickly there, begin anew after a failure, and then
// grow more slowly: what was refused once is rarely tried again.
func TestStride(t *testing.T) {
	t.Parallel()
	s := &stride{}
	tries := func(limit int64) (refused, brought int) {
		for range 400 {
			var err error
			if s.next() > limit {
				err, refused = errors.New("413"), refused+1
			} else {
				brought++
			}
			if smaller := s.brought(time.Millisecond, err); smaller != (err != nil) {
				t.Fatalf("after %v the next piece is smaller: %v", err, smaller)
			}
		}
		return refused, brought
	}
	if refused, _ := tries(1 << 62); refused != 0 || s.next() != mostPiece {
		t.Errorf("without a bound pieces have %d bytes, want %d", s.next(), mostPiece)
	}
	if refused, brought := tries(1 << 20); refused > 12 {
		t.Errorf("%d pieces were refused and %d brought", refused, brought)
	}
	for range 50 {
		s.brought(time.Minute, nil)
	}
	if s.next() > 1<<20 {
		t.Errorf("slow pieces grew to %d bytes", s.next())
	}
	s.brought(time.Millisecond, errors.New("broken"))
	if s.brought(time.Millisecond, errors.New("broken")) {
		t.Error("the smallest piece would be tried again at once, for ever")
	}
}

func TestPositions(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]int64{"0/5": {0, 5}, "3/5": {3, 5}, "7": {7, -1}, "-1": {-1, -1}, position(1<<40, 1<<41): {1 << 40, 1 << 41}} {
		if at, size, ok := positioned(text); !ok || at != want[0] || size != want[1] {
			t.Errorf("%q is %d of %d, %v", text, at, size, ok)
		}
	}
	for _, text := range []string{"", "/", "5/3", "-2", "x/1", "1/", "99999999999999999999/1", "0x1/2"} {
		if at, size, ok := positioned(text); ok {
			t.Errorf("%q is taken for %d of %d", text, at, size)
		}
	}
}

// Only the end of the last piece is the end of the attachment.
func TestPiece(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		at, size int64
		want     error
	}{{0, 5, nil}, {0, 6, errPiece}, {3, 8, nil}, {3, 9, errPiece}, {0, -1, nil}} {
		got, err := io.ReadAll(&piece{bytes.NewReader([]byte("12345")), tt.at, tt.size})
		if !errors.Is(err, tt.want) || string(got) != "12345" {
			t.Errorf("from %d of %d: %q, %v, want %v", tt.at, tt.size, got, err, tt.want)
		}
	}
}

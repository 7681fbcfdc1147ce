package format

import (
	"unicode/utf8"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A writer collects output up to its limit. The first error stays, and nothing
// is written after it, so that it need be looked at only in the end.
type writer struct {
	b     []byte
	limit int
	err   error
}

// room says whether n bytes more may be written.
func (w *writer) room(n int64) bool {
	if w.err != nil {
		return false
	}
	if n > int64(w.limit-len(w.b)) {
		w.err = &number.LimitError{What: "formatted text", Max: w.limit, Unit: "bytes"}
		return false
	}
	return true
}

func (w *writer) str(s string) {
	if w.room(int64(len(s))) {
		w.b = append(w.b, s...)
	}
}

func (w *writer) bytes(s []byte) {
	if w.room(int64(len(s))) {
		w.b = append(w.b, s...)
	}
}

func (w *writer) byte(c byte) {
	if w.room(1) {
		w.b = append(w.b, c)
	}
}

func (w *writer) rune(r rune) {
	if r < utf8.RuneSelf {
		w.byte(byte(r))
	} else if w.room(int64(utf8.RuneLen(r))) {
		w.b = utf8.AppendRune(w.b, r)
	}
}

// repeat writes c n times.
func (w *writer) repeat(c rune, n int64) {
	if n <= 0 || !w.room(n*int64(utf8.RuneLen(c))) {
		return
	}
	for range n {
		w.b = utf8.AppendRune(w.b, c)
	}
}

// part is a writer for a piece that will be written to w.
func (w *writer) part() *writer { return &writer{limit: w.limit - len(w.b), err: w.err} }

// fail keeps the first error.
func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// length is how many UTF-16 units s has.
func length(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x80 || c >= 0xC0 && c < 0xF0:
			n++
		case c >= 0xF0:
			n += 2
		}
	}
	return n
}

// prefix is the first n UTF-16 units of s.
func prefix(s string, n int) string {
	if n >= len(s) {
		return s
	}
	// A unit has at most three bytes; the rest of a long text is not looked at.
	u := number.Units(s[:min(len(s), 3*n+3)])
	if n >= len(u) {
		return s
	}
	return number.FromUnits(u[:n])
}

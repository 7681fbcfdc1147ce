package secret

import (
	"encoding/base64"
	"encoding/hex"
	"html"
	"slices"
	"strings"
	"sync"
)

const (
	// minLength is the shortest value a Redactor takes out. Anything shorter
	// occurs in ordinary text all the time.
	minLength = 4
	// minEncoded is the shortest value whose base64 and hex forms are looked for;
	// those of shorter ones are a handful of letters that words contain.
	minEncoded = 8
)

// maxRounds is how often replacing may put another secret together. Ordinary text
// needs two; a value with stars of its own could go on byte by byte, and then
// nothing of the text is worth keeping.
const maxRounds = 8

// Redactor takes secret values out of text: as they are, and in the forms in
// which they travel (percent-encoded, escaped as in JSON or Go source, HTML
// entities, hexadecimal, base64 at any offset, as in a Basic header). The zero
// Redactor and a nil one change nothing. It may be used from several goroutines.
type Redactor struct {
	mu    sync.RWMutex
	forms []string // every form of every value, longest first

	lasting []string  // those forms that were added to stay
	recent  []passing // those that make room for others
}

// passing is a value that is replaced by others in time.
type passing struct {
	value string
	forms []string
}

// mostRecent is how many values Pass keeps: of tokens that are renewed each hour
// those of a day, so that one that a slow request still carries is among them.
const mostRecent = 48

// Add makes values known. Values shorter than four bytes are ignored: they
// cannot be told from ordinary text. Values of eight bytes and more are found in
// all forms; shorter ones are not looked for in base64 and hexadecimal.
func (r *Redactor) Add(values ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, v := range values {
		r.lasting = append(r.lasting, formsOf(v)...)
	}
	r.gather()
}

// Pass makes values known that are replaced by others in time, such as tokens: of
// all that it was ever given, those given last are kept.
func (r *Redactor) Pass(values ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, v := range values {
		r.recent = slices.DeleteFunc(r.recent, func(p passing) bool { return p.value == v })
		if l := formsOf(v); len(l) > 0 {
			r.recent = append(r.recent, passing{v, l})
		}
	}
	r.recent = slices.Delete(r.recent, 0, max(0, len(r.recent)-mostRecent))
	r.gather()
}

// gather makes the list that Redact reads.
func (r *Redactor) gather() {
	all := slices.Clone(r.lasting)
	for _, p := range r.recent {
		all = append(all, p.forms...)
	}
	slices.SortFunc(all, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	r.forms = slices.Compact(all)
}

// formsOf are the forms of a value. Settings are pasted with a line end that the
// wire then lacks.
func formsOf(v string) []string {
	out := forms(v)
	if trimmed := strings.TrimSpace(v); trimmed != v {
		out = append(out, forms(trimmed)...)
	}
	return out
}

// forms lists the encodings of v that do not keep its letters. Those that do and
// escape single characters are found by views instead.
func forms(v string) []string {
	if len(v) < minLength {
		return nil
	}
	out := []string{v}
	if h := html.EscapeString(v); h != v {
		out = append(out, h)
	}
	if len(v) < minEncoded {
		return out
	}
	h := hex.EncodeToString([]byte(v))
	out = append(out, h, strings.ToUpper(h))
	for offset := range 3 {
		out = append(out, base64Core(base64.RawStdEncoding, v, offset), base64Core(base64.RawURLEncoding, v, offset))
	}
	return out
}

// base64Core returns the characters that v alone decides when it is encoded
// after offset (mod 3) other bytes and before any others. A name before it and a
// padding behind it do not change them.
func base64Core(enc *base64.Encoding, v string, offset int) string {
	s := enc.EncodeToString([]byte(strings.Repeat("\x00", offset) + v))
	first := (offset*8 + 5) / 6       // the first character free of the bytes before
	last := (offset*8 + len(v)*8) / 6 // the first character shared with the bytes behind
	return s[first:last]
}

// Redact returns text with every known value replaced by Mask. Its result never
// contains a known value, not even one that replacing has put together. The
// time it takes grows with the length of text times the number of values.
func (r *Redactor) Redact(text string) string {
	if r == nil {
		return text
	}
	r.mu.RLock()
	forms := r.forms
	r.mu.RUnlock()
	if len(forms) == 0 {
		return text
	}
	for range maxRounds {
		found := find(text, forms)
		if len(found) == 0 {
			return text
		}
		text = mask(text, found)
	}
	return Mask
}

// span is a part of the text, from its first byte to the one after its last.
type span struct{ from, to int }

func find(text string, forms []string) []span {
	var out []span
	for _, v := range views(text) {
		for _, f := range forms {
			for at := 0; ; {
				i := strings.Index(v.text[at:], f)
				if i < 0 {
					break
				}
				at += i
				out = append(out, v.span(at, at+len(f)))
				at++ // occurrences may overlap
			}
		}
	}
	return out
}

// mask replaces the spans, those that touch or overlap as one.
func mask(text string, found []span) string {
	slices.SortFunc(found, func(a, b span) int { return a.from - b.from })
	var b strings.Builder
	done := 0
	for i := 0; i < len(found); {
		from, to := found[i].from, found[i].to
		for i++; i < len(found) && found[i].from <= to; i++ {
			to = max(to, found[i].to)
		}
		b.WriteString(text[done:from])
		b.WriteString(Mask)
		done = to
	}
	b.WriteString(text[done:])
	return b.String()
}

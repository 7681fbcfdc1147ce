// Package normal brings Unicode text into its normal forms, as
// java.text.Normalizer does: composed or decomposed, with or without the
// differences that only concern looks. The data is a table beside it, since the
// standard library has none. Text that is no UTF-8 is left as it is.
package normal

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Form is one of the four normal forms.
type Form uint8

// The forms: D is decomposed, C composed again, K without differences in looks.
const (
	NFD Form = iota
	NFC
	NFKD
	NFKC
)

// Forms are their names in the order of the constants.
var Forms = [...]string{"NFD", "NFC", "NFKD", "NFKC"}

//go:embed unicode.txt
var unicodeText string

// table is what the Unicode character database says.
type table struct {
	canonical  map[rune][]rune
	looks      map[rune][]rune
	composed   map[[2]rune]rune
	class      map[rune]uint8
	leastMoved rune // no character below changes in any form
}

var data = sync.OnceValue(func() *table {
	t := &table{
		canonical: make(map[rune][]rune, 2100), looks: make(map[rune][]rune, 3800),
		composed: make(map[[2]rune]rune, 1000), class: make(map[rune]uint8, 1000), leastMoved: 0xA0,
	}
	for line := range strings.Lines(unicodeText) {
		if line[0] == '#' {
			continue
		}
		fields := strings.Fields(line)
		if fields[0] == "R" {
			n, _ := strconv.ParseUint(fields[1], 10, 8)
			for _, r := range runes(fields[2:]) {
				t.class[r] = uint8(n)
			}
			continue
		}
		all := runes(fields[1:])
		r, to := all[0], all[1:]
		switch fields[0] {
		case "C":
			t.composed[[2]rune{to[0], to[1]}] = r
			fallthrough
		case "N":
			t.canonical[r] = to
		case "K":
			t.looks[r] = to
		}
	}
	return t
})

func runes(hex []string) []rune {
	out := make([]rune, len(hex))
	for i, h := range hex {
		n, _ := strconv.ParseInt(h, 16, 32)
		out[i] = rune(n)
	}
	return out
}

// Hangul is composed by arithmetic.
const (
	hangulBase, hangulCount      = 0xAC00, 11172
	leadBase, leadCount          = 0x1100, 19
	vowelBase, vowelCount        = 0x1161, 21
	trailBase, trailCount        = 0x11A7, 28
	syllablesOfLead              = vowelCount * trailCount
	invalid                 rune = -256 // plus the byte, for what is no UTF-8
)

// Text gives s in a form.
func Text(s string, f Form) string {
	t := data()
	if strings.IndexFunc(s, func(r rune) bool { return r >= t.leastMoved }) < 0 {
		return s
	}
	var l []rune
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && w <= 1 {
			r, w = invalid+rune(s[i]), 1
		}
		i += w
		l = t.decompose(l, r, f == NFKD || f == NFKC)
	}
	t.order(l)
	if f == NFC || f == NFKC {
		l = t.compose(l)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range l {
		if r < 0 {
			b.WriteByte(byte(r - invalid))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Is tells whether s is in a form.
func Is(s string, f Form) bool { return Text(s, f) == s }

func (t *table) decompose(to []rune, r rune, looks bool) []rune {
	if i := r - hangulBase; i >= 0 && i < hangulCount {
		to = append(to, leadBase+i/syllablesOfLead, vowelBase+i%syllablesOfLead/trailCount)
		if k := i % trailCount; k > 0 {
			to = append(to, trailBase+k)
		}
		return to
	}
	parts, ok := t.canonical[r]
	if !ok && looks {
		parts, ok = t.looks[r]
	}
	if !ok {
		return append(to, r)
	}
	for _, p := range parts {
		to = t.decompose(to, p, looks)
	}
	return to
}

// order sorts runs of combining characters by class; equal ones stay.
func (t *table) order(l []rune) {
	for i := 0; i < len(l); i++ {
		if t.class[l[i]] == 0 {
			continue
		}
		j := i + 1
		for j < len(l) && t.class[l[j]] != 0 {
			j++
		}
		slices.SortStableFunc(l[i:j], func(a, b rune) int { return int(t.class[a]) - int(t.class[b]) })
		i = j
	}
}

func (t *table) compose(l []rune) []rune {
	out := l[:0]
	starter := -1 // its place in out
	last := uint8(0)
	for _, r := range l {
		class := t.class[r]
		if starter >= 0 && (last < class || last == 0 && starter == len(out)-1) {
			if c, ok := t.pair(out[starter], r); ok {
				out[starter] = c
				continue
			}
		}
		if class == 0 {
			starter = len(out)
		}
		last = class
		out = append(out, r)
	}
	return out
}

func (t *table) pair(a, b rune) (rune, bool) {
	if i, j := a-leadBase, b-vowelBase; i >= 0 && i < leadCount && j >= 0 && j < vowelCount {
		return hangulBase + (i*vowelCount+j)*trailCount, true
	}
	if i, j := a-hangulBase, b-trailBase; i >= 0 && i < hangulCount && i%trailCount == 0 && j > 0 && j < trailCount {
		return a + j, true
	}
	c, ok := t.composed[[2]rune{a, b}]
	return c, ok
}

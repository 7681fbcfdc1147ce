package pattern

import (
	"slices"
	"unicode"
)

const maxRune = unicode.MaxRune

// span is the characters from lo to hi, both included.
type span struct{ lo, hi rune }

// spans is a set of characters: sorted, not touching. Values are never
// changed once made, so they may share memory.
type spans []span

var anySpans = spans{{0, maxRune}}

func spansOf(pairs ...rune) spans {
	s := make(spans, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		s = append(s, span{pairs[i], pairs[i+1]})
	}
	return s.normal()
}

// normal sorts and joins s in place.
func (s spans) normal() spans {
	sorted := true
	for i := 1; i < len(s); i++ {
		if s[i].lo <= s[i-1].hi+1 {
			sorted = false
			break
		}
	}
	if sorted {
		return s
	}
	slices.SortFunc(s, func(a, b span) int { return int(a.lo - b.lo) })
	out := s[:1]
	for _, sp := range s[1:] {
		if last := &out[len(out)-1]; sp.lo <= last.hi+1 {
			last.hi = max(last.hi, sp.hi)
		} else {
			out = append(out, sp)
		}
	}
	return out
}

func (s spans) has(r rune) bool {
	lo, hi := 0, len(s)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch {
		case r < s[mid].lo:
			hi = mid
		case r > s[mid].hi:
			lo = mid + 1
		default:
			return true
		}
	}
	return false
}

// holds tells whether all of t is in s.
func (s spans) holds(t spans) bool {
	for _, sp := range t {
		for len(s) > 0 && s[0].hi < sp.lo {
			s = s[1:]
		}
		if len(s) == 0 || sp.lo < s[0].lo || sp.hi > s[0].hi {
			return false
		}
	}
	return true
}

func (s spans) union(t spans) spans {
	switch {
	case s.holds(t):
		return s
	case len(s) == 0:
		return t
	}
	out := make(spans, 0, len(s)+len(t))
	for len(s) > 0 || len(t) > 0 {
		if len(s) == 0 || len(t) > 0 && t[0].lo < s[0].lo {
			s, t = t, s
		}
		if last := len(out) - 1; last >= 0 && s[0].lo <= out[last].hi+1 {
			out[last].hi = max(out[last].hi, s[0].hi)
		} else {
			out = append(out, s[0])
		}
		s = s[1:]
	}
	return out
}

func (s spans) intersect(t spans) spans {
	var out spans
	for len(s) > 0 && len(t) > 0 {
		if lo, hi := max(s[0].lo, t[0].lo), min(s[0].hi, t[0].hi); lo <= hi {
			out = append(out, span{lo, hi})
		}
		if s[0].hi < t[0].hi {
			s = s[1:]
		} else {
			t = t[1:]
		}
	}
	return out
}

func (s spans) negate() spans {
	out := make(spans, 0, len(s)+1)
	next := rune(0)
	for _, sp := range s {
		if sp.lo > next {
			out = append(out, span{next, sp.lo - 1})
		}
		next = sp.hi + 1
	}
	if next <= maxRune {
		out = append(out, span{next, maxRune})
	}
	return out
}

// single returns the only member of s.
func (s spans) single() (rune, bool) {
	if len(s) == 1 && s[0].lo == s[0].hi {
		return s[0].lo, true
	}
	return 0, false
}

// gather collects spans one by one, as a character class is read. Adding is
// cheap whether a class lists thousands of letters or names large properties.
type gather struct {
	done spans // normal
	todo spans
}

func (g *gather) add(lo, hi rune) {
	if g.todo == nil {
		g.todo = make(spans, 0, 4)
	}
	g.todo = append(g.todo, span{lo, hi})
	// Settle now and then, so that repeated large sets do not pile up.
	if len(g.todo) > 1024+len(g.done) {
		g.settle()
	}
}

func (g *gather) addAll(s spans) {
	// Large sets join without being sorted again.
	if len(s) > 8 || len(g.todo) == 0 && len(g.done) == 0 {
		g.done = g.settle().union(s)
		return
	}
	for _, sp := range s {
		g.add(sp.lo, sp.hi)
	}
}

func (g *gather) settle() spans {
	if len(g.todo) > 0 {
		g.done = g.done.union(g.todo.normal())
		g.todo = nil
	}
	return g.done
}

// wide says which characters beyond ASCII a set holds.
type wide uint8

const (
	wideNone wide = iota
	wideSome
	wideAll
)

// set is spans made ready for matching.
type set struct {
	ascii [2]uint64 // a bit for each
	wide  wide
	all   spans
	more  spans // the part beyond ASCII, for wideSome
}

func newSet(all spans) *set {
	s := &set{all: all}
	for i, sp := range all {
		for r := sp.lo; r <= min(sp.hi, 0x7F); r++ {
			s.ascii[r>>6] |= 1 << (r & 63)
		}
		if sp.hi >= 0x80 {
			s.more = all[i:]
			break
		}
	}
	if len(s.more) > 0 {
		s.wide = wideSome
		if len(s.more) == 1 && s.more[0].lo <= 0x80 && s.more[0].hi == maxRune {
			s.wide = wideAll
		}
	}
	return s
}

// hasASCII wants b < 0x80.
func (s *set) hasASCII(b byte) bool { return s.ascii[b>>6&1]>>(b&63)&1 != 0 }

// at returns the length of the member of s that begins at text[i], 0 if none
// does. i is less than end.
func (s *set) at(text string, i, end int) int {
	if b := text[i]; b < 0x80 {
		if s.hasASCII(b) {
			return 1
		}
		return 0
	}
	if s.wide == wideNone {
		return 0
	}
	r, n := decode(text, i, end)
	if s.wide == wideAll || s.more.has(r) {
		return n
	}
	return 0
}

// bytes returns the bytes that members of s can begin with. A byte that
// begins no character reads as U+FFFD, and so belongs in if that does.
func (s *set) bytes() byteSet {
	b := byteSet{s.ascii[0], s.ascii[1]}
	switch s.wide {
	case wideAll:
		b[2], b[3] = ^uint64(0), ^uint64(0)
	case wideSome:
		for _, sp := range s.more {
			for c := int(leadByte(max(sp.lo, 0x80))); c <= int(leadByte(sp.hi)); c++ {
				b.add(byte(c))
			}
		}
		if s.more.has(badRune) {
			b[2], b[3] = ^uint64(0), ^uint64(0)
		}
	}
	return b
}

package pattern

import "strings"

// span returns where the members of s that begin at pos come to an end.
func (s *set) span(text string, pos, end int) int {
	if s.wide == wideAll && s.ascii[0]&s.ascii[1] == ^uint64(0) {
		return end
	}
	for pos < end {
		b := text[pos]
		if b < 0x80 {
			if !s.hasASCII(b) {
				return pos
			}
			pos++
			continue
		}
		switch s.wide {
		case wideNone:
			return pos
		case wideAll:
			pos++ // whole characters, byte by byte
		default:
			r, n := decode(text, pos, end)
			if !s.more.has(r) {
				return pos
			}
			pos += n
		}
	}
	return pos
}

// take is span for at most limit members; it also returns how many there are.
func (s *set) take(text string, pos, end int, limit int32) (int, int32) {
	for n := int32(0); ; n++ {
		if n == limit || pos >= end {
			return pos, n
		}
		size := s.at(text, pos, end)
		if size == 0 {
			return pos, n
		}
		pos += size
	}
}

// runs matches a run: it returns the ends of the shortest and the longest.
func (in *inst) runs(text string, pos, end int) (lo, hi int, ok bool) {
	if in.min > 0 {
		var n int32
		if pos, n = in.set.take(text, pos, end, in.min); n < in.min {
			return pos, pos, false
		}
	}
	if in.max == unlimited {
		return pos, in.set.span(text, pos, end), true
	}
	hi, _ = in.set.take(text, pos, end, in.max-in.min)
	return pos, hi, true
}

// back returns the last place from hi down to lo where the rest may match, -1
// if there is none.
func (in *inst) back(text string, lo, hi, end int) int {
	if in.next >= 0 {
		b := byte(in.next)
		if hi < end && text[hi] == b {
			return hi
		}
		if i := strings.LastIndexByte(text[lo:hi], b); i >= 0 {
			return lo + i
		}
		return -1
	}
	if in.follow == nil {
		return hi
	}
	for !in.follow.allows(text, hi, end) {
		if hi <= lo {
			return -1
		}
		hi = before(text, lo, hi)
	}
	return hi
}

// before returns where the character that ends at i begins, at least lo.
func before(text string, lo, i int) int {
	for i--; i > lo && text[i]&0xC0 == 0x80; i-- {
	}
	return i
}

// goBack goes n characters back from pos; false if start is in the way.
func goBack(text string, start, pos int, n int32) (int, bool) {
	for ; n > 0; n-- {
		if pos <= start {
			return pos, false
		}
		_, size := decodeBefore(text, start, pos)
		pos -= size
	}
	return pos, true
}

// hasLetters tells whether text goes on at pos with word, ASCII letters in
// either case. word is lower case.
func hasLetters(text string, pos, end int, word string) bool {
	if end-pos < len(word) {
		return false
	}
	for i := range len(word) {
		if b := text[pos+i]; b != word[i] && (b < 'A' || b > 'Z' || b|0x20 != word[i]) {
			return false
		}
	}
	return true
}

// folded returns where text that equals word but for case ends, -1 if text
// does not go on so at pos. word is folded.
func folded(text string, pos, end int, word string) int {
	for i := 0; i < len(word); {
		if pos >= end {
			return -1
		}
		want, size := decode(word, i, len(word))
		i += size
		r, size := decode(text, pos, end)
		pos += size
		if r != want && foldUnicode(r) != want {
			return -1
		}
	}
	return pos
}

// backref returns where the repetition of text[lo:hi] at pos ends, -1 if there
// is none.
func backref(text string, lo, hi, pos, end int, fold folding) int {
	if fold == foldNone {
		if end-pos < hi-lo || text[pos:pos+hi-lo] != text[lo:hi] {
			return -1
		}
		return pos + hi - lo
	}
	for lo < hi {
		if pos >= end {
			return -1
		}
		want, size := decode(text, lo, hi)
		lo += size
		r, size := decode(text, pos, end)
		pos += size
		switch {
		case r == want:
		case fold == foldLetters && foldASCII(r) == foldASCII(want):
		case fold == foldAll && foldUnicode(r) == foldUnicode(want):
		default:
			return -1
		}
	}
	return pos
}

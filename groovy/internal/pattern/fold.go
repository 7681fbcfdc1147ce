package pattern

import (
	"slices"
	"sort"
	"sync"
	"unicode"
)

// Java compares without regard to case by mapping to upper case and back to
// lower, one character at a time; that is close to Unicode's simple folding
// but not the same (dotless i, sharp s).

func foldUnicode(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }

func foldASCII(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// cased lists the characters that have another case, in order, each with its
// upper case and the lower case of that.
var cased = sync.OnceValue(func() []casing {
	var list []casing
	for _, c := range unicode.CaseRanges {
		for r := rune(c.Lo); r <= rune(c.Hi); r++ {
			upper := unicode.ToUpper(r)
			lower := unicode.ToLower(upper)
			if upper != r || lower != r {
				list = append(list, casing{r, upper, lower})
			}
		}
	}
	return list
})

type casing struct{ r, upper, lower rune }

// foldedInto gives for a folded character the others that fold into it.
var foldedInto = sync.OnceValue(func() map[rune][]rune {
	m := make(map[rune][]rune)
	for _, c := range cased() {
		if c.lower != c.r {
			m[c.lower] = append(m[c.lower], c.r)
		}
	}
	return m
})

// asciiCase returns r in both cases if it is an ASCII letter.
func asciiCase(r rune) spans {
	if lower := r | 0x20; r < 0x80 && 'a' <= lower && lower <= 'z' {
		return spans{{lower - 0x20, lower - 0x20}, {lower, lower}}
	}
	return spans{{r, r}}
}

// unicodeCase returns the characters that fold into what r folds into.
func unicodeCase(r rune) spans {
	lower := foldUnicode(r)
	more := foldedInto()[lower]
	s := make(spans, 0, len(more)+2)
	s = append(s, span{lower, lower}, span{r, r})
	for _, m := range more {
		s = append(s, span{m, m})
	}
	return s.normal()
}

// casedBy lists the cased characters by their upper and by their lower case.
var casedBy = sync.OnceValue(func() (by struct{ upper, lower []casing }) {
	by.upper, by.lower = slices.Clone(cased()), slices.Clone(cased())
	slices.SortStableFunc(by.upper, func(a, b casing) int { return int(a.upper - b.upper) })
	slices.SortStableFunc(by.lower, func(a, b casing) int { return int(a.lower - b.lower) })
	return by
})

// unicodeCaseRange adds to lo..hi the characters whose upper case, or the
// lower case of that, lies within.
func unicodeCaseRange(lo, hi rune) spans {
	s := spans{{lo, hi}}
	by := casedBy()
	i := sort.Search(len(by.upper), func(i int) bool { return by.upper[i].upper >= lo })
	for ; i < len(by.upper) && by.upper[i].upper <= hi; i++ {
		s = append(s, span{by.upper[i].r, by.upper[i].r})
	}
	i = sort.Search(len(by.lower), func(i int) bool { return by.lower[i].lower >= lo })
	for ; i < len(by.lower) && by.lower[i].lower <= hi; i++ {
		s = append(s, span{by.lower[i].r, by.lower[i].r})
	}
	return s.normal()
}

// asciiCaseRange adds to lo..hi the ASCII letters whose other case lies within.
func asciiCaseRange(lo, hi rune) spans {
	s := spans{{lo, hi}}
	if a, b := max(lo, 'a'), min(hi, 'z'); a <= b {
		s = append(s, span{a - 0x20, b - 0x20})
	}
	if a, b := max(lo, 'A'), min(hi, 'Z'); a <= b {
		s = append(s, span{a + 0x20, b + 0x20})
	}
	return s.normal()
}

package pattern

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Whatever the pattern and the text, bytes that are no UTF-8 included:
// compiling never panics, searching never panics and stays within its budget,
// groups lie within the text, matches come in order and are found again the
// same way.
func FuzzFind(f *testing.F) {
	file, err := os.Open("testdata/table.txt")
	if err != nil {
		f.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for n := 0; lines.Scan(); n++ {
		if fields := strings.Split(lines.Text(), "\t"); n%7 == 0 && len(fields) > 4 {
			f.Add(unescape(fields[2]), unescape(fields[3]), 0)
		}
	}
	for _, c := range catastrophes {
		f.Add(c.expr, c.text, 0)
	}
	f.Add(`(?<=\x{10ffff}?)[^\xe9]\b\X`, "\xff\xe2\x82a\x80\x80\xf0\x9f\x98", 0)
	f.Add(`(?iu)[k-\xff]+?$`, "\xe2\x84\xaa\xed\xa0\x80\n", 0x1ff)
	f.Fuzz(func(t *testing.T, expr, text string, flags int) {
		re, err := Compile(expr, Flags(flags)&allFlags)
		if err != nil {
			var syntax *SyntaxError
			if !errors.As(err, &syntax) || syntax.Error() == "" {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		first := checkedFinds(t, re, text)
		if again := checkedFinds(t, re, text); again != first {
			t.Errorf("found %s, then %s", first, again)
		}
		if _, err := re.Split(text, 0, limited(20_000)); err != nil && !errors.Is(err, errSpent) {
			t.Errorf("split: %v", err)
		}
		grown := 0
		m := re.Matcher(text, &Budget{Steps: limited(20_000).Steps, Bytes: func(n int) error {
			if grown += n; grown > 1<<16 {
				return errSpent
			}
			return nil
		}})
		var exception *Error
		if out, err := m.ReplaceAll(text); err != nil && !errors.Is(err, errSpent) && !errors.As(err, &exception) || len(out) > max(1<<16, len(text)) {
			t.Errorf("replacing by itself: %d bytes, %v", len(out), err)
		}
		same, err := re.Matcher(text, limited(20_000)).ReplaceAll("$0")
		if err == nil && same != text || err != nil && !errors.Is(err, errSpent) {
			t.Errorf("replacing each match by itself: %q, %v", same, err)
		}
	})
}

func checkedFinds(t *testing.T, re *Regex, text string) string {
	const budget = 20_000
	spent := 0
	m := re.Matcher(text, &Budget{Steps: func(n int) error {
		if n < 0 {
			t.Errorf("%d steps", n)
		}
		if spent += n; spent > budget {
			return errSpent
		}
		return nil
	}})
	var found strings.Builder
	last, empty := 0, false
	for {
		ok, err := m.Find()
		if most := budget + 2*settleEvery + len(text) + len(re.String()); spent > most {
			t.Fatalf("%d steps, want %d at most", spent, most)
		}
		if err != nil && !errors.Is(err, errSpent) {
			t.Fatal(err)
		}
		if err != nil || !ok {
			fmt.Fprint(&found, err)
			return found.String()
		}
		for g := range m.GroupCount() + 1 {
			start, end, err := m.Span(g)
			if err != nil || (start < 0) != (end < 0) || start > end || end > len(text) {
				t.Fatalf("group %d is %d,%d: %v", g, start, end, err)
			}
			fmt.Fprint(&found, start, ",", end, " ")
		}
		start, end, _ := m.Span(0)
		if start < last || empty && end == last {
			t.Fatalf("%d,%d after a match that ended at %d", start, end, last)
		}
		last, empty = end, start == end
	}
}

// What both understand and mean alike, we find as package regexp does.
func FuzzAgainstRegexp(f *testing.F) {
	for seed := range uint64(50) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { againstRegexp(t, seed) })
}

func TestAgainstRegexp(t *testing.T) {
	for seed := range uint64(5000) {
		againstRegexp(t, seed)
	}
}

func againstRegexp(t *testing.T, seed uint64) {
	w := &writer{Rand: rand.New(rand.NewPCG(seed, 1)), groups: true}
	expr, _ := w.choice(2)
	theirs, err := regexp.Compile(expr)
	if err != nil {
		t.Fatal(err)
	}
	ours, err := Compile(expr, 0)
	if err != nil {
		t.Fatalf("%s: %v", expr, err)
	}
	for range 4 {
		var text strings.Builder
		for range w.IntN(16) {
			text.WriteString(w.pick("a", "b", "c", " ", "€", "\U0001F600"))
		}
		var got [][]int
		m := ours.Matcher(text.String(), limited(1_000_000))
		for last := -1; ; {
			found, err := m.Find()
			if errors.Is(err, errSpent) {
				return // going back may take for ever where package regexp does not
			}
			if err != nil {
				t.Fatalf("%s on %q: %v", expr, text.String(), err)
			}
			if !found {
				break
			}
			var match []int
			for g := range m.GroupCount() + 1 {
				start, end, _ := m.Span(g)
				match = append(match, start, end)
			}
			if !w.groups {
				match = match[:2]
			}
			// Package regexp has no empty match right after another match.
			if match[0] != match[1] || match[0] != last {
				got = append(got, match)
			}
			last = match[1]
		}
		want := theirs.FindAllStringSubmatchIndex(text.String(), -1)
		if !w.groups {
			for i := range want {
				want[i] = want[i][:2]
			}
		}
		if !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("%s on %q: got %v, want %v", expr, text.String(), got, want)
		}
	}
}

// writer makes up patterns that mean the same to package regexp. What may be
// empty it does not repeat, and groups are compared only if no group is
// repeated: there the two differ by design.
type writer struct {
	*rand.Rand
	groups bool // no group is repeated
}

func (w *writer) pick(of ...string) string { return of[w.IntN(len(of))] }

func (w *writer) choice(depth int) (expr string, empty bool) {
	expr, empty = w.sequence(depth)
	for w.IntN(4) == 0 {
		more, none := w.sequence(depth)
		expr += "|" + more
		empty = empty || none
	}
	return expr, empty
}

func (w *writer) sequence(depth int) (expr string, empty bool) {
	empty = true
	for range 1 + w.IntN(3) {
		piece, none := w.piece(depth)
		expr += piece
		empty = empty && none
	}
	return expr, empty
}

func (w *writer) piece(depth int) (expr string, empty bool) {
	repeat := w.IntN(2) == 0
	groups := w.groups
	switch n := w.IntN(10); {
	case n < 3 && depth > 0:
		expr, empty = w.choice(depth - 1)
		expr = "(" + expr + ")"
		groups = groups && !repeat
	case n < 5 && depth > 0:
		expr, empty = w.choice(depth - 1)
		groups = groups && (!repeat || !strings.Contains(strings.ReplaceAll(expr, "(?", ""), "("))
		expr = "(?:" + expr + ")"
	case n == 5:
		return w.pick(`^`, `\b`, `\B`, `\z`, `\A`), true
	case n == 6:
		expr = w.pick("[ab]", "[^a]", "[a-c]", `\w`, `\s`, `[^\s]`, "[€-\U0001F600]")
	case n == 7:
		expr = "."
	default:
		expr = w.pick("a", "b", "c", "€")
	}
	if !repeat || empty {
		return expr, empty
	}
	w.groups = groups
	q := w.pick("*", "+", "?", "{2}", "{1,2}", "{2,}", "{0,2}")
	return expr + q + w.pick("", "", "?"), strings.ContainsAny(q, "*?0")
}

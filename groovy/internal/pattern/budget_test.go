package pattern

import (
	"errors"
	"strings"
	"testing"
)

// counted returns a budget that counts, and the count; it ends what would take
// for ever.
func counted() (*Budget, *int) {
	n := new(int)
	return &Budget{Steps: func(spent int) error {
		if *n += spent; *n > 10_000_000 {
			return errSpent
		}
		return nil
	}}, n
}

// finds counts the matches of expr in text.
func finds(t *testing.T, re *Regex, text string, budget *Budget) (int, error) {
	t.Helper()
	m := re.Matcher(text, budget)
	for n := 0; ; n++ {
		found, err := m.Find()
		if err != nil || !found {
			return n, err
		}
	}
}

// These try every way to cut up the text, which no machine could wait for.
var catastrophes = []struct{ expr, text string }{
	{`((?:a|aa)+)+$`, strings.Repeat("a", 60) + "b"},
	{`(?:(?:ab|ab)*)*c`, strings.Repeat("ab", 60)},
	{`(a+)+$|(b)\2`, strings.Repeat("a", 60) + "b"},
	{`(x|xx)*y|(z)\2`, strings.Repeat("x", 60)},
	{`^(\w+\s?)*$|(-)\2`, strings.Repeat("word", 20) + "!"},
	{`(?=((?:a|aa)+)+$)a`, strings.Repeat("a", 60) + "b"},
	{`(?<=^.{0,60})((?:a|aa)+)+$`, strings.Repeat("a", 60) + "b"},
	{`(?:a?a?){40}a{40}b|(b)\1`, strings.Repeat("a", 60)},
	{`(?:a*?)*?(?:a*?)*?(?:a*?)*?(?:a*?)*?b|(c)\1`, strings.Repeat("a", 200)},
	{`(.*)(.*)(.*)(.*)(.*)(.*)(.*)\7x`, strings.Repeat("a", 200)},
}

func TestCatastrophesStop(t *testing.T) {
	const budget = 2_000_000
	for _, c := range catastrophes {
		spent := 0
		_, err := finds(t, MustCompile(c.expr, 0), c.text, &Budget{Steps: func(n int) error {
			if spent += n; spent > budget {
				return errSpent
			}
			return nil
		}})
		if !errors.Is(err, errSpent) {
			t.Errorf("%s ended with %v after %d steps", c.expr, err, spent)
		}
		if most := budget + 2*settleEvery + len(c.text); spent > most {
			t.Errorf("%s took %d steps, want %d at most", c.expr, spent, most)
		}
	}
}

// Java's way to remember from where a loop failed is ours: what ends there
// ends here.
func TestLoopsRecall(t *testing.T) {
	for _, c := range []struct{ expr, text string }{
		{`(a+)+$`, strings.Repeat("a", 500) + "b"},
		{`(x|x)*y`, strings.Repeat("x", 5000)},
		{`(?:a|aa)+$`, strings.Repeat("a", 5000) + "b"},
		{`^(\w+\s?)*$`, strings.Repeat("word ", 100) + "!"},
		{`(?:\w|\d)*!(?:\w|\d)*!`, strings.Repeat("word", 1000) + "!"},
	} {
		n, err := finds(t, MustCompile(c.expr, 0), c.text, limited(10_000_000))
		if n != 0 || err != nil {
			t.Errorf("%s: %d matches, %v", c.expr, n, err)
		}
	}
}

// What takes time in proportion to the text takes steps in proportion.
func TestStepsGrowWithTheText(t *testing.T) {
	for _, expr := range []string{
		`x`, `needle`, `\w+`, `(\w+)\s(\w+)`, `.*!`, `[^;]*;`, `(?:a|b)*c`, `(a|b)*c`, `(?:\w+,)*!`, `(?i)ABX`,
		`\bab\b`, `(?<=a)b`, `a(?!b)`, `(?>a+)b`, `(?:ab)+`, `(ab|ba)*?c`, `a*?b`, `^.*$`, `(?m)^a`, `\Gab?`, `(a)(b)?\1`,
		`.*x$`, `(.+)-`, `(?s).*`, `\X`, `[ab]{2,5}c`,
	} {
		re := MustCompile(expr, 0)
		steps := func(n int) int {
			budget, spent := counted()
			if _, err := finds(t, re, strings.Repeat("abab,ab ba;", n), budget); err != nil {
				t.Fatal(err)
			}
			return *spent
		}
		small, large := steps(100), steps(1000)
		if large > 11*small+2000 {
			t.Errorf("%s: %d steps for 100, %d for 1000", expr, small, large)
		}
		if again := steps(1000); again != large {
			t.Errorf("%s: %d steps, then %d", expr, large, again)
		}
	}
}

// Steps do not depend on what other searches have left behind.
func TestStepsAreTheSame(t *testing.T) {
	re := MustCompile(`(?:(?:ab|a|b)(?=[ab]*))*c`, 0)
	text := strings.Repeat("ab", 3000)
	first := -1
	for i := range 4 {
		budget, spent := counted()
		if _, err := finds(t, re, text, budget); err != nil {
			t.Fatal(err)
		}
		if first < 0 {
			first = *spent
		}
		if *spent != first {
			t.Errorf("search %d took %d steps, the first %d", i, *spent, first)
		}
		// A short and a greedy search in between.
		if _, err := finds(t, MustCompile(`b+`, 0), text[:10*i], nil); err != nil {
			t.Fatal(err)
		}
	}
}

// The stack has a bound, and costs steps as it grows.
func TestStackIsBounded(t *testing.T) {
	re := MustCompile(`(?:a|b(?=b)|ba)*c`, 0)
	text := strings.Repeat("a", maxFrames+10)
	if _, err := re.Matches(text, limited(100_000_000)); !errors.Is(err, ErrTooDeep) {
		t.Errorf("got %v, want %v", err, ErrTooDeep)
	}
	spent := 0
	_, err := re.Matches(text, &Budget{Steps: func(n int) error {
		if spent += n; spent > 100_000 {
			return errSpent
		}
		return nil
	}})
	if !errors.Is(err, errSpent) {
		t.Errorf("got %v, want %v", err, errSpent)
	}
	if found, err := re.Matches(text[:100_000]+"c", nil); !found || err != nil {
		t.Errorf("after that: %v, %v", found, err)
	}
}

// Work that no instruction stands for is paid for all the same.
func TestHiddenWorkIsPaidFor(t *testing.T) {
	var many strings.Builder
	for r := rune(0x400); r < 0x1400; r++ {
		many.WriteString(string(r) + "x|")
	}
	long := strings.Repeat("a", 1<<12)
	for _, c := range []struct {
		name, expr, text string
		start, least     int
	}{
		{"alternatives looked at", many.String() + "y", "y", 0, 0x1000 / 4},
		{"bytes scanned", `[^x]*+y`, long, 0, 1 << 12 / scanned},
		{"bytes looked for", `needle`, long, 0, 1 << 12 / scanned},
		{"bytes compared", `^(?=a)` + long, long, 0, 1 << 12 / scanned},
		{"bytes of a group", `(a*)-\1`, long + "-" + long, 0, 2 << 12 / scanned},
		{"characters back", `(?<=x[ab]{4095})b?`, long, 1 << 12, 1 << 12 / scanned},
		{"marks of a letter", `\B.\z`, "e" + strings.Repeat("\u0301", 1<<10), 0, 1 << 10},
		{"letters of a cluster", `^\X\z`, "e" + strings.Repeat("\u0301", 1<<10), 0, 2 << 10 / scanned},
	} {
		budget, spent := counted()
		if _, err := MustCompile(c.expr, 0).Matcher(c.text, budget).FindFrom(c.start); err != nil {
			t.Fatal(err)
		}
		if *spent < c.least {
			t.Errorf("%s: %d steps, want %d", c.name, *spent, c.least)
		}
	}
}

func TestPlacesOnTheStackArePaidFor(t *testing.T) {
	budget, spent := counted()
	m := newMachine(MustCompile("a", 0).prog, "", budget)
	defer m.release()
	for range 3 {
		if !m.grow() {
			t.Fatal(m.err)
		}
	}
	if want := firstFrames * (1 + 2 + 4); *spent != want {
		t.Errorf("%d steps, want %d", *spent, want)
	}
}

func TestBytesAreCounted(t *testing.T) {
	text := strings.Repeat("a", 1000)
	allow := func(n int) *Budget {
		return &Budget{Bytes: func(more int) error {
			if n -= more; n < 0 {
				return errSpent
			}
			return nil
		}}
	}
	re := MustCompile("(a)", 0)
	for _, c := range []struct {
		name   string
		enough int
		do     func(*Budget) error
	}{
		{"replace by more", 3000, func(b *Budget) error { _, err := re.Matcher(text, b).ReplaceAll("$1$1-"); return err }},
		{"replace by itself", 1000, func(b *Budget) error { _, err := re.Matcher(text, b).ReplaceFirst("$0"); return err }},
		{"one group often", 50_000, func(b *Budget) error {
			_, err := MustCompile("(a+)", 0).Matcher(text, b).ReplaceAll(strings.Repeat("$1", 50))
			return err
		}},
		{"split", 16 * 1000, func(b *Budget) error { _, err := re.Split(text, -1, b); return err }},
	} {
		if err := c.do(allow(c.enough)); err != nil {
			t.Errorf("%s with %d bytes: %v", c.name, c.enough, err)
		}
		if err := c.do(allow(c.enough - 1)); !errors.Is(err, errSpent) {
			t.Errorf("%s with %d bytes: got %v, want %v", c.name, c.enough-1, err, errSpent)
		}
	}
}

// The budget's error ends every kind of search and is handed on as it is.
func TestBudgetError(t *testing.T) {
	text := strings.Repeat("ab", 5000)
	re := MustCompile(`(?:a|b)*?c`, 0)
	for name, do := range map[string]func(*Budget) error{
		"find":    func(b *Budget) error { _, err := re.Matcher(text, b).Find(); return err },
		"from":    func(b *Budget) error { _, err := re.Matcher(text, b).FindFrom(3); return err },
		"matches": func(b *Budget) error { _, err := re.Matcher(text, b).Matches(); return err },
		"looking": func(b *Budget) error { _, err := re.Matcher(text, b).LookingAt(); return err },
		"whole":   func(b *Budget) error { _, err := re.Matches(text, b); return err },
		"replace": func(b *Budget) error { _, err := re.Matcher(text, b).ReplaceAll(""); return err },
		"split":   func(b *Budget) error { _, err := re.Split(text, 0, b); return err },
	} {
		if err := do(limited(100)); !errors.Is(err, errSpent) {
			t.Errorf("%s: got %v, want %v", name, err, errSpent)
		}
	}
}

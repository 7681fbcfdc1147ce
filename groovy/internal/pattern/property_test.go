package pattern

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// Properties hold what they hold in JDK 17, and letters are equal but for case
// to the same others, as testdata/properties.groovy found.
func TestProperties(t *testing.T) {
	file, err := os.Open("testdata/properties.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	if !lines.Scan() {
		t.Fatal("no first line")
	}
	known := readSpans(t, lines.Text()).negate()
	names := 0
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) == 4 {
			flags, _ := strconv.Atoi(f[1])
			if got := pairs(t, known, f[0], Flags(flags), f[2]); got != f[3] {
				t.Errorf("%s with flags %s on %s: got %s, want %s", f[0], f[1], f[2], got, f[3])
			}
			continue
		}
		names++
		for i, flags := range []Flags{0, CaseInsensitive, UnicodeCharacterClass, CaseInsensitive | UnicodeCharacterClass} {
			want := f[i+1]
			if want == "=" {
				want = f[1]
			}
			p := newParser("", flags)
			s, ok := p.property(f[0])
			got := "!" + unknownProperty(f[0])
			if ok {
				n, hash := 0, uint64(0)
				for _, sp := range s.intersect(known) {
					for r := sp.lo; r <= sp.hi; r++ {
						n++
						hash = hash*31 + uint64(r)
					}
				}
				got = fmt.Sprintf("%d %x", n, hash)
			}
			if got != want {
				t.Errorf("\\p{%s} with flags %d: got %s, want %s", f[0], flags, got, want)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if names < 100 {
		t.Errorf("only %d names", names)
	}
}

func readSpans(t *testing.T, line string) spans {
	var s spans
	for _, pair := range strings.Fields(line) {
		lo, hi, _ := strings.Cut(pair, "-")
		a, err1 := strconv.ParseInt(lo, 16, 32)
		b, err2 := strconv.ParseInt(hi, 16, 32)
		if err1 != nil || err2 != nil {
			t.Fatalf("not spans: %s", pair)
		}
		s = append(s, span{rune(a), rune(b)})
	}
	return s.normal()
}

// pairs counts the letters that form, written with one letter, matches in text.
func pairs(t *testing.T, known spans, form string, flags Flags, text string) string {
	var letters []rune
	for r := rune(0); r <= 0xFFFF; r++ {
		if known.has(r) && (unicode.ToUpper(r) != r || unicode.ToLower(r) != r) {
			letters = append(letters, r)
		}
	}
	n, hash := 0, uint64(0)
	for _, c := range letters {
		if c > 0x400 && c%16 != 0 {
			continue
		}
		last := c
		if known.has(c+2) && unicode.IsLetter(c+2) {
			last = c + 2
		}
		re, err := Compile(strings.NewReplacer("%1", string(c), "%2", string(last)).Replace(form), flags)
		if err != nil {
			t.Fatal(err)
		}
		before, after, _ := strings.Cut(text, "%x")
		before = strings.ReplaceAll(before, "%1", string(c))
		m := re.Matcher("", nil)
		for _, x := range letters {
			m.SetText(before + string(x) + strings.ReplaceAll(after, "%x", string(x)))
			found, err := m.Matches()
			if err != nil {
				t.Fatal(err)
			}
			if found {
				n++
				hash = hash*31 + uint64(c)*7 + uint64(x)
			}
		}
	}
	return fmt.Sprintf("%d %x", n, hash)
}

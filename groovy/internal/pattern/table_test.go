package pattern

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

var tableFile = flag.String("table", "testdata/table.txt", "the answers of testdata/oracle.groovy to compare with")

// What the real java.util.regex says of several thousand patterns, written and
// made up, is what we say.
func TestTable(t *testing.T) {
	file, err := os.Open(*tableFile)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	cases := 0
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		want := fields[len(fields)-1]
		fields = fields[:len(fields)-1]
		for i := range fields {
			fields[i] = unescape(fields[i])
		}
		if got := answer(fields); got != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", cases+1, strings.Join(strings.Split(lines.Text(), "\t")[:len(fields)], " "), got, want)
		}
		cases++
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if cases < 1000 {
		t.Errorf("only %d cases", cases)
	}
}

// answer is what oracle.groovy prints for a case.
func answer(f []string) string {
	number := func(i int) int {
		n, err := strconv.Atoi(f[i])
		if err != nil {
			panic(err)
		}
		return n
	}
	re, err := Compile(f[2], Flags(number(1)))
	if err != nil {
		return failure(err)
	}
	text := ""
	if len(f) > 3 {
		text = f[3]
	}
	units := unitsOf(text)
	m := re.Matcher(text, limited(20_000_000))
	one := func(found bool, err error) string {
		switch {
		case err != nil:
			return failure(err)
		case found:
			return spell(m, units)
		}
		return ""
	}
	var result string
	switch f[0] {
	case "find":
		return spellAll(m, units)
	case "matches":
		return one(m.Matches())
	case "looking":
		return one(m.LookingAt())
	case "region":
		if err := m.Region(bytesOf(units, number(4)), bytesOf(units, number(5))); err != nil {
			return failure(err)
		}
		m.UseAnchoringBounds(strings.Contains(f[6], "a"))
		m.UseTransparentBounds(strings.Contains(f[6], "t"))
		return spellAll(m, units)
	case "replace":
		result, err = m.ReplaceAll(f[4])
	case "first":
		result, err = m.ReplaceFirst(f[4])
	case "split":
		var parts []string
		parts, err = re.Split(text, number(4), nil)
		for i := range parts {
			parts[i] = strings.ReplaceAll(escape(parts[i]), "|", `\u007c`)
		}
		if err == nil {
			return strings.Join(parts, "|")
		}
	case "flags":
		return strconv.Itoa(int(re.Flags()))
	default:
		panic("what is " + f[0])
	}
	if err != nil {
		return failure(err)
	}
	return escape(result)
}

func failure(err error) string {
	var syntax *SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("!%s@%d", escape(syntax.Description), syntax.Index)
	}
	var thrown *Error
	if errors.As(err, &thrown) {
		return "!" + thrown.Class + ": " + escape(thrown.Message)
	}
	return "!" + err.Error()
}

func spell(m *Matcher, units []int) string {
	var b strings.Builder
	for g := 0; g <= m.GroupCount(); g++ {
		if g > 0 {
			b.WriteByte(' ')
		}
		start, end, err := m.Span(g)
		switch {
		case err != nil:
			b.WriteString(err.Error())
		case start < 0:
			b.WriteByte('-')
		default:
			fmt.Fprintf(&b, "%d,%d", units[start], units[end])
		}
	}
	return b.String()
}

func spellAll(m *Matcher, units []int) string {
	var all []string
	for {
		found, err := m.Find()
		if err != nil {
			return failure(err)
		}
		if !found {
			return strings.Join(all, ";")
		}
		all = append(all, spell(m, units))
	}
}

// unitsOf returns for each byte offset into s the offset in UTF-16.
func unitsOf(s string) []int {
	units := make([]int, len(s)+1)
	n := 0
	for i := 0; i < len(s); {
		r, size := decode(s, i, len(s))
		for j := range size {
			units[i+j] = n
		}
		i += size
		n += 1 + int(r>>16+0xF)>>4 // two beyond U+FFFF
	}
	units[len(s)] = n
	return units
}

// bytesOf is the other way round; what is no offset stays none.
func bytesOf(units []int, unit int) int {
	if unit < 0 {
		return unit
	}
	for i, u := range units {
		if u >= unit {
			return i
		}
	}
	return len(units)
}

// limited returns a budget of n steps.
func limited(n int) *Budget {
	return &Budget{Steps: func(spent int) error {
		if n -= spent; n < 0 {
			return errSpent
		}
		return nil
	}}
}

var errSpent = errors.New("the budget is spent")

func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var units []uint16
	for i := 0; i < len(s); i++ {
		c := uint16(s[i])
		if c == '\\' {
			i++
			switch c = uint16(s[i]); c {
			case 'n':
				c = '\n'
			case 't':
				c = '\t'
			case 'r':
				c = '\r'
			case 'u':
				n, err := strconv.ParseUint(s[i+1:i+5], 16, 16)
				if err != nil {
					panic(err)
				}
				c = uint16(n)
				i += 4
			}
		}
		units = append(units, c)
	}
	var b []byte
	for i := 0; i < len(units); i++ {
		r := rune(units[i])
		if i+1 < len(units) {
			if pair := utf16.DecodeRune(r, rune(units[i+1])); pair != badRune {
				r = pair
				i++
			}
		}
		b = appendRune(b, r)
	}
	return string(b)
}

func escape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := decode(s, i, len(s))
		i += size
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r > 0xFFFF:
			hi, lo := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, hi, lo)
		case r < 0x20 || r > 0x7E:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}

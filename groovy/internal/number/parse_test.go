package number

import (
	"strconv"
	"testing"
)

func TestTextIsReadAsJavaReadsIt(t *testing.T) {
	t.Parallel()
	table(t, "parse.tsv", func(t *testing.T, c []string) {
		radix := int(integerCell(t, c[1]))
		var v any
		var err error
		if c[2] == "null" {
			class := map[string]string{"int": "Integer", "long": "Long", "short": "Short", "byte": "Byte", "double": "Double",
				"float": "Float", "bigint": "BigInteger", "decimal": "BigDecimal"}[c[0]]
			expect(t, c, ParseNull(class))
			return
		}
		s, _ := value(t, c[2]).(string)
		switch c[0] {
		case "decimal":
			v, err = ParseDecimal(nil, s)
		case "double":
			v, err = ParseDouble(s)
		case "float":
			v, err = ParseFloat(s)
		case "int":
			v, err = ParseInt(s, radix)
		case "long":
			v, err = ParseLong(s, radix)
		case "short":
			v, err = ParseShort(s, radix)
		case "byte":
			v, err = ParseByte(s, radix)
		case "bigint":
			v, err = ParseBig(nil, s, radix)
		case "decodeInt":
			v, err = DecodeInt(s)
		case "decodeLong":
			v, err = DecodeLong(s)
		default:
			t.Fatalf("no case for %q", c[0])
		}
		expect(t, c, outcome(v, err))
	})
}

func TestDigitsOfAllAlphabets(t *testing.T) {
	t.Parallel()
	known := map[rune][3]int{}
	table(t, "integer.tsv", func(t *testing.T, c []string) {
		n := func(i int) int { return int(integerCell(t, c[i])) }
		switch c[0] {
		case "digit":
			known[rune(n(1))] = [3]int{n(2), n(3), n(4)}
		case "forDigit":
			if got := int(ForDigit(n(1), 36)); got != n(2) {
				t.Errorf("ForDigit(%d, 36) is %d, want %d", n(1), got, n(2))
			}
			if got := int(ForDigit(n(1), 10)); got != n(3) {
				t.Errorf("ForDigit(%d, 10) is %d, want %d", n(1), got, n(3))
			}
		}
	})
	for r, want := range known {
		if got := [3]int{Digit(r, 36), Digit(r, 10), Digit(r, 2)}; got != want {
			t.Errorf("%U is %v, want %v", r, got, want)
		}
	}
	// Unicode has more alphabets now than the Java of the table knows, but not
	// among the characters of one UTF-16 unit.
	for r := rune(0); r <= 0xFFFF; r++ {
		if _, ok := known[r]; !ok && Digit(r, 36) >= 0 {
			t.Errorf("%U is %d, want no digit", r, Digit(r, 36))
		}
	}
}

func TestUnitsAndTextAreInverse(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "a", "é", "€", "😀x", "\xed\xa0\xbd", "a\xed\xb8\x80b"} {
		if got := FromUnits(Units(s)); got != s {
			t.Errorf("%s came back as %s", strconv.Quote(s), strconv.Quote(got))
		}
	}
}

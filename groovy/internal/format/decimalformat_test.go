package format

import (
	"strconv"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

func made(t *testing.T, cell string) (*DecimalFormat, error) {
	t.Helper()
	return NewDecimalFormat(unquote(t, cell), nil)
}

func TestDecimalFormatIsThatOfJava(t *testing.T) {
	t.Parallel()
	table(t, "decimalformat.tsv", func(t *testing.T, c []string) {
		d, err := made(t, c[1])
		text := ""
		switch {
		case err != nil:
		case c[0] == "pattern":
			text, err = d.ToPattern(plenty)
		case c[0] == "format":
			mode, ok := number.RoundingModeOf(c[2])
			if !ok {
				t.Fatalf("no rounding mode %s", c[2])
			}
			d.Rounding = mode
			text, err = d.Format(plenty, value(t, c[3]))
		case c[0] == "setting":
			if err = set(t, d, c[2], value(t, c[3])); err == nil {
				text, err = d.Format(plenty, value(t, c[4]))
			}
			if err == nil {
				var pattern string
				pattern, err = d.ToPattern(plenty)
				text += "|" + pattern
			}
		default:
			t.Fatalf("no case for %q", c[0])
		}
		expect(t, c, outcome(text, err))
	})
}

func set(t *testing.T, d *DecimalFormat, name string, v any) error {
	t.Helper()
	n, _ := v.(int32)
	b, _ := v.(bool)
	s, _ := v.(string)
	switch name {
	case "minimumIntegerDigits":
		d.SetMinimumIntegerDigits(n)
	case "maximumIntegerDigits":
		d.SetMaximumIntegerDigits(n)
	case "minimumFractionDigits":
		d.SetMinimumFractionDigits(n)
	case "maximumFractionDigits":
		d.SetMaximumFractionDigits(n)
	case "groupingSize":
		return d.SetGroupingSize(n)
	case "groupingUsed":
		d.GroupingUsed = b
	case "decimalSeparatorAlwaysShown":
		d.SeparatorShown = b
	case "multiplier":
		d.Multiplier = n
	case "positivePrefix":
		d.SetPositivePrefix(s)
	case "negativePrefix":
		d.SetNegativePrefix(s)
	case "positiveSuffix":
		d.SetPositiveSuffix(s)
	case "negativeSuffix":
		d.SetNegativeSuffix(s)
	default:
		t.Fatalf("no setting %q", name)
	}
	return nil
}

func TestDecimalFormatReadsAsJavaDoes(t *testing.T) {
	t.Parallel()
	table(t, "parse.tsv", func(t *testing.T, c []string) {
		d, err := made(t, c[0])
		if err != nil {
			t.Fatal(err)
		}
		d.ParseBigDecimal, d.ParseIntegerOnly = c[1] == "big", c[1] == "integer"
		s := unquote(t, c[2])
		v, end, wrong, err := d.ParseAt(nil, s, 0)
		if got := shown(v, err); got != unescapeOutcome(t, c[3]) || strconv.Itoa(end) != c[4] || strconv.Itoa(wrong) != c[5] {
			t.Errorf("%s %s %s: got %s to %d, error at %d, want %s", c[0], c[1], c[2], got, end, wrong, strings.Join(c[3:6], " "))
		}
		if c[6] == "" {
			return
		}
		v, err = d.Parse(nil, s)
		if got := shown(v, err); got != unescapeOutcome(t, c[6]) {
			t.Errorf("%s %s: got %s, want %s", c[0], c[2], got, c[6])
		}
	})
}

func unescapeOutcome(t *testing.T, cell string) string {
	t.Helper()
	if strings.HasPrefix(cell, "!") {
		return unescape(t, cell)
	}
	return cell
}

// shown is a number as the tables have it.
func shown(v any, err error) string {
	if err != nil {
		return outcome("", err)
	}
	if v == nil {
		return "null"
	}
	text, _ := number.Text(v)
	return text + map[string]string{"java.lang.Long": "l", "java.lang.Double": "d", "java.math.BigDecimal": "m"}[number.Class(v)]
}

func TestLocales(t *testing.T) {
	t.Parallel()
	table(t, "locales.tsv", func(t *testing.T, c []string) {
		s, ok := SymbolsFor(c[1])
		if !ok {
			t.Fatalf("no locale %q", c[1])
		}
		var d *DecimalFormat
		switch c[0] {
		case "symbols":
			for i, got := range []string{string(s.Zero), string(s.Grouping), string(s.Decimal), s.PerMill, s.Percent, "#", ";", s.Infinity, s.NaN, s.Minus,
				s.Currency, s.CurrencyCode, string(s.MonetaryDecimal), string(s.MonetaryGrouping), s.Exponent, pattern(t, NumberInstance(s)),
				pattern(t, CurrencyInstance(s)), pattern(t, PercentInstance(s)), pattern(t, IntegerInstance(s))} {
				if want := unquote(t, c[i+2]); got != want {
					t.Errorf("%s: symbol %d is %q, want %q", c[1], i, got, want)
				}
			}
			return
		case "formatter":
			got, err := Formatter{Limit: plenty, Symbols: s}.Format(unquote(t, c[2]), values(t, c[3]))
			expect(t, c, outcome(got, err))
			return
		case "number":
			d = NumberInstance(s)
		case "currency":
			d = CurrencyInstance(s)
		case "percent":
			d = PercentInstance(s)
		case "integer":
			d = IntegerInstance(s)
		default:
			t.Fatalf("no case for %q", c[0])
		}
		got, err := d.Format(plenty, value(t, c[2]))
		expect(t, c, outcome(got, err))
	})
}

func pattern(t *testing.T, d *DecimalFormat) string {
	t.Helper()
	s, err := d.ToPattern(plenty)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

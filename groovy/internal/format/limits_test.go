package format

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

func TestNothingIsWrittenBeyondTheLimit(t *testing.T) {
	t.Parallel()
	const limit = 500
	far, deep := number.NewDecimal(1, -2147483647), number.NewDecimal(3, 2147483647)
	long := new(big.Int).Exp(big.NewInt(7), big.NewInt(1000), nil)
	text := strings.Repeat("x", 400)
	for f, args := range map[string][]any{
		"%2147483647d":            {int32(1)},
		"%02147483647d":           {int32(1)},
		"%-2147483647d":           {int32(1)},
		"%2147483647s":            {"a"},
		"%-2147483647s":           {"a"},
		"%2147483647%":            nil,
		"%2147483647c":            {int32(65)},
		"%2147483647b":            {true},
		"%2147483647h":            {"a"},
		"%02147483647x":           {int32(1)},
		"%02147483647o":           {big.NewInt(8)},
		"%2147483647tY":           {int64(0)},
		"%.2147483647f":           {1.5},
		"%.2147483647e":           {1.5},
		"%.2147483647g":           {1.5},
		"%.2147483647a":           {1.5},
		"%02147483647a":           {1.5},
		"%02147483647f":           {1.5},
		"%.2147483647f decimal":   {number.NewDecimal(15, 1)},
		"%.2147483647e decimal":   {number.NewDecimal(15, 1)},
		"%f":                      {far},
		"%,f":                     {far},
		"%.2147483646f":           {deep},
		"%d":                      {long},
		"%s%<s":                   {text},
		"%1$s%1$S":                {text},
		strings.Repeat("%n", 600): nil,
		text + text:               nil,
	} {
		got, err := Format(limit, f, args)
		var over *number.LimitError
		if !errors.As(err, &over) || over.Max > limit || got != "" {
			t.Errorf("%.30q: %d bytes, error %v", f, len(got), err)
		}
	}
	if got, err := Format(3, "%3s", []any{"a"}); err != nil || got != "  a" {
		t.Errorf("a text that just fits is %q, %v", got, err)
	}
	if _, err := Format(2, "%3s", []any{"a"}); err == nil {
		t.Error("three bytes fit in two")
	}
}

func TestDecimalFormatStaysWithinTheLimit(t *testing.T) {
	t.Parallel()
	const limit = 500
	far, deep := number.NewDecimal(1, -2147483647), number.NewDecimal(3, 2147483647)
	wide, err := NewDecimalFormat("0", nil)
	if err != nil {
		t.Fatal(err)
	}
	wide.SetMinimumIntegerDigits(2147483647)
	wide.SetMinimumFractionDigits(2147483647)
	plain, err := NewDecimalFormat("", nil)
	if err != nil {
		t.Fatal(err)
	}
	exponent, err := NewDecimalFormat("0E0", nil)
	if err != nil {
		t.Fatal(err)
	}
	exponent.SetMinimumFractionDigits(2147483647)
	for name, f := range map[string]func() (string, error){
		"far":         func() (string, error) { return plain.Format(limit, far) },
		"deep":        func() (string, error) { return plain.Format(limit, deep) },
		"wide":        func() (string, error) { return wide.Format(limit, number.NewDecimal(1, 0)) },
		"exponential": func() (string, error) { return exponent.Format(limit, number.NewDecimal(1, 0)) },
		"pattern":     func() (string, error) { return plain.ToPattern(limit) },
		"wide double": func() (string, error) { return wide.Format(limit, 1.5) },
		"prefix": func() (string, error) {
			plain.SetPositivePrefix(strings.Repeat("x", limit))
			return plain.Format(limit, int32(1))
		},
	} {
		got, err := f()
		var over *number.LimitError
		if !errors.As(err, &over) || got != "" {
			t.Errorf("%s: %d bytes, error %v", name, len(got), err)
		}
	}
	// What is no BigDecimal shows no more digits than a double has.
	if got, err := exponent.Format(limit, int32(0)); err != nil || len(got) != len("0.E0")+doubleFractions {
		t.Errorf("zero with all digits is %q, %v", got, err)
	}
}

func TestReadingTakesLimits(t *testing.T) {
	t.Parallel()
	d, err := NewDecimalFormat("0", nil)
	if err != nil {
		t.Fatal(err)
	}
	d.ParseBigDecimal = true
	var over *number.LimitError
	if v, err := d.Parse(&number.Limits{MaxDigits: 100}, strings.Repeat("9", 101)); !errors.As(err, &over) {
		t.Errorf("101 digits are %v, %v", v, err)
	}
	// An exponent costs nothing as long as it is one.
	if v, err := d.Parse(&number.Limits{MaxDigits: 100}, "1E2000000000"); err != nil || v.(*number.Decimal).String() != "1E+2000000000" {
		t.Errorf("1E2000000000 is %v, %v", v, err)
	}
}

// What an object says when it is printed goes through as it is.
func TestErrorsOfObjectsGoThrough(t *testing.T) {
	t.Parallel()
	stop := errors.New("cancelled")
	for _, f := range []string{"%s", "%S", "%5.2s", "%h"} {
		if got, err := Format(plenty, "a"+f, []any{stubborn{stop}}); !errors.Is(err, stop) || got != "" {
			t.Errorf("%s: %q, %v", f, got, err)
		}
	}
	if _, err := Format(plenty, "%s", []any{struct{}{}}); err == nil {
		t.Error("an argument of no known type was printed")
	}
}

type stubborn struct{ err error }

func (s stubborn) FormatClass() string           { return "Stubborn" }
func (s stubborn) FormatString() (string, error) { return "x", s.err }
func (s stubborn) FormatHash() (int32, error)    { return 0, s.err }

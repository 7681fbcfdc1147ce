package groovy

import (
	"math/big"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// smallValue is what is counted for a value of the library that a method gives
// and no other count knows of: an iterator, a date, a matcher.
const smallValue = 48

// sized counts the memory of a number that an operation gave, and work in line
// with it. Those that fit a few words are covered by the step.
func (t *thread) sized(v any) error {
	n := 0
	switch x := v.(type) {
	case *big.Int:
		n = x.BitLen() / 8
	case *number.Decimal:
		n = x.Size()
	default:
		return nil
	}
	if n > 64 {
		if err := t.charge(n / 64); err != nil {
			return err
		}
	}
	return t.alloc(n + smallValue)
}

// result counts what a method in Go gave.
func (t *thread) result(v any) error {
	switch v.(type) {
	case nil, string, bool, int32, int64, float64, Char, *Object, *Class, *List, *Map, *Set, *Array, *StringBuilder, *Closure:
		// These are counted where they are made.
		return nil
	case *big.Int, *number.Decimal:
		return t.sized(v)
	}
	return t.alloc(smallValue)
}

// numberText is the text of a number, counted: digits cost the square of the
// length.
func (t *thread) numberText(v any) (string, bool, error) {
	n := 0
	switch x := v.(type) {
	case *big.Int:
		n = x.BitLen() / 8
	case *number.Decimal:
		n = x.Size()
	}
	if n > 64 {
		// Words squared over sixteen, as package number counts a product.
		if err := t.charge(n/8*(n/8)/16 + n); err != nil {
			return "", false, err
		}
	}
	s, ok := number.Text(v)
	if !ok || len(s) < 32 {
		return s, ok, nil
	}
	return s, ok, t.alloc(len(s))
}

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

// longText is how many bytes are looked at in the time that a step takes, give
// or take: what is shorter is not worth counting.
const longText = 4096

// weigh counts the work of a method in Go that may look at all of a value, one
// step for what takes some microseconds. Methods that do more, or that make
// something as long, count that themselves.
func (t *thread) weigh(v any) error {
	n := 0
	switch x := v.(type) {
	case string:
		n = len(x) / longText
	case *StringBuilder:
		n = len(x.buf) / longText
	case *Array:
		n = len(x.items) / 256
	case *bitSet:
		n = len(x.words) / 256
	case *big.Int:
		n = bigWork(x)
	case *number.Decimal:
		if x.Size() > 8 {
			n = bigWork(x.Unscaled())
		}
	}
	if n == 0 {
		return nil
	}
	return t.charge(n)
}

// kept counts the memory of what a constructor or a static method may make of an
// argument: formats, streams and names keep as much as they were given.
func (t *thread) kept(v any) error {
	switch x := v.(type) {
	case string:
		if len(x) > longText {
			return t.alloc(len(x))
		}
	case *Array:
		if len(x.items) > longText/16 {
			return t.alloc(16 * len(x.items))
		}
	}
	return nil
}

// keptItems copies values that stay, counted.
func (t *thread) keptItems(items []any) ([]any, error) {
	if err := t.charge(len(items) / 64); err != nil {
		return nil, err
	}
	return append([]any(nil), items...), t.alloc(16 * len(items))
}

// bigWork is what it takes to divide a number or to turn it into digits: the
// square of its length.
func bigWork(x *big.Int) int {
	words := len(x.Bits())
	return words * words / 256
}

// lightMethods are those that a loop over a long text calls for each letter.
// None of them looks at more than one, or at more than it gives back.
var lightMethods = map[string]bool{
	"length": true, "size": true, "isEmpty": true, "charAt": true, "codePointAt": true, "getAt": true, "get": true,
	"substring": true, "subSequence": true, "set": true, "putAt": true, "setCharAt": true, "append": true, "leftShift": true,
	"getChars": true, "deleteCharAt": true, "equals": true, "is": true, "getClass": true,
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

// newText counts a text of n bytes before it is put together.
func (t *thread) newText(n int) error {
	if err := t.charge(n / longText); err != nil {
		return err
	}
	return t.alloc(n + 16)
}

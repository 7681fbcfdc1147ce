package number

import (
	"math/big"
	"math/bits"
)

// DefaultMaxDigits is the limit of a nil [Limits]. The factorial of 20,000 has
// 77,338 digits; nothing a rule computes comes near.
const DefaultMaxDigits = 100_000

// Limits bounds how big numbers may become. A nil *Limits is the default.
type Limits struct {
	// MaxDigits is the most decimal digits an integer, the unscaled value of a
	// decimal, or a plain text may have; zero means DefaultMaxDigits. Integers
	// are measured by their bits, so the last digit is not exact.
	MaxDigits int

	// Charge, unless nil, is told of work that grows with the size of its
	// operands before it is done. A unit is about sixteen machine words
	// multiplied; numbers of up to some hundred digits cost nothing. Its error
	// ends the operation and is returned as it is.
	Charge func(units int) error
}

func (l *Limits) maxDigits() int {
	if l == nil || l.MaxDigits <= 0 {
		return DefaultMaxDigits
	}
	return l.MaxDigits
}

// digits refuses a number of n digits if that is too many.
func (l *Limits) digits(n int64) error {
	if most := l.maxDigits(); n > int64(most) {
		return &LimitError{What: "number", Max: most, Unit: "digits"}
	}
	return nil
}

// bits refuses a number of n bits if it surely has too many digits.
func (l *Limits) bits(n int64) error {
	// 0.30102 is a little less than the decimal logarithm of 2. Beyond 2⁵⁰ bits
	// a product would wrap; such a number is refused whatever the limit.
	if n > 1<<50 {
		return l.digits(1 << 50)
	}
	return l.digits(n * 30102 / 100000)
}

// text refuses a text of n bytes if that is too long.
func (l *Limits) text(n int64) error {
	if most := l.maxDigits(); n > int64(most) {
		return &LimitError{What: "text of a number", Max: most, Unit: "digits"}
	}
	return nil
}

// product is asked before numbers of a and b bits are multiplied, or one of a
// bits is divided by one of b.
func (l *Limits) product(a, b int) error {
	if l == nil || l.Charge == nil {
		return nil
	}
	if units := int64(a/64+1) * int64(b/64+1) / 16; units > 0 {
		return l.Charge(int(units))
	}
	return nil
}

// mul is the product of a and b within the limits.
func (l *Limits) mul(a, b *big.Int) (*big.Int, error) {
	n, m := a.BitLen(), b.BitLen()
	if err := l.bits(int64(n) + int64(m) - 1); err != nil {
		return nil, err
	}
	if err := l.product(n, m); err != nil {
		return nil, err
	}
	return new(big.Int).Mul(a, b), nil
}

// quoRem is the quotient and the remainder of a and b, which is not zero.
func (l *Limits) quoRem(a, b *big.Int) (q, r *big.Int, err error) {
	if err := l.product(a.BitLen(), b.BitLen()); err != nil {
		return nil, nil, err
	}
	q, r = new(big.Int).QuoRem(a, b, new(big.Int))
	return q, r, nil
}

// pow is x to the power of n, which is not negative and fits 31 bits.
func (l *Limits) pow(x *big.Int, n int64) (*big.Int, error) {
	bits := int64(x.BitLen())
	if bits <= 1 { // 0, 1 and -1 do not grow
		switch {
		case n == 0 || x.Sign() > 0:
			return big.NewInt(1), nil
		case x.Sign() == 0:
			return new(big.Int), nil
		}
		return big.NewInt(1 - 2*(n&1)), nil
	}
	// A number of b bits is at least 2^(b-1).
	least := (bits - 1) * n
	if err := l.bits(least); err != nil {
		return nil, err
	}
	// The last squaring costs as much as all before it.
	if err := l.product(int(least), int(least)); err != nil {
		return nil, err
	}
	p := new(big.Int).Exp(x, big.NewInt(n), nil)
	return p, l.bits(int64(p.BitLen()) - 1)
}

// read is the number that the digits of the radix write.
func (l *Limits) read(digits []byte, radix int) (*big.Int, error) {
	width := bits.Len(uint(radix - 1))
	// A digit of a radix has at least one bit less than its width, and one.
	if err := l.bits(int64(len(digits)) * int64(max(width-1, 1))); err != nil {
		return nil, err
	}
	if radix == 10 {
		if err := l.digits(int64(len(digits))); err != nil {
			return nil, err
		}
	}
	// Reading multiplies word by word.
	if err := l.product(len(digits)*width, len(digits)*width/2); err != nil {
		return nil, err
	}
	x, ok := new(big.Int).SetString(string(digits), radix)
	if !ok {
		panic("number: digits that are none of their radix")
	}
	return x, nil
}

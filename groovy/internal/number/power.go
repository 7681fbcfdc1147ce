package number

import (
	"math"
	"math/big"
)

// Power is Groovy's x ** y. An Integer or Long to a whole power that is not
// negative keeps its type if the result fits and is a BigInteger otherwise; a
// BigInteger and a BigDecimal keep theirs. All else is computed as double, and
// what comes out whole is an Integer or Long again: 4 ** 0.5 is 2, 2 ** -1 is 0.5.
func Power(l *Limits, x, y any) (any, error) {
	if kindOf(x) == noNumber || kindOf(y) == noNumber {
		return nil, errNoNumber
	}
	if kindOf(y) == kindInt {
		n := Int32(y)
		switch base := x.(type) {
		case int32:
			if n >= 0 {
				return powerInt(l, base, n)
			}
			return powerDouble(float64(base), float64(n)), nil
		case int64:
			if n >= 0 {
				p, err := l.pow(big.NewInt(base), int64(n))
				if err != nil {
					return nil, err
				}
				if p.IsInt64() {
					return p.Int64(), nil
				}
				return p, nil
			}
		case *Decimal:
			if n >= 0 {
				return boxDecimal(base.Pow(l, n))
			}
		}
	}
	if base, ok := x.(*big.Int); ok {
		if kindOf(y) == kindInt && Int32(y) < 0 {
			return powerDouble(bigFloat64(base), Float64(y)), nil
		}
		if kindOf(y) <= kindBig {
			return powerBig(l, base, wide(y))
		}
	}
	return powerDouble(Float64(x), Float64(y)), nil
}

func powerInt(l *Limits, base, n int32) (any, error) {
	if p, ok := smallPower(int64(base), n); ok {
		if p == int64(int32(p)) {
			return int32(p), nil
		}
		return big.NewInt(p), nil
	}
	p, err := l.pow(big.NewInt(int64(base)), int64(n))
	if err != nil {
		return nil, err
	}
	if p.IsInt64() && p.Int64() == int64(int32(p.Int64())) {
		return int32(p.Int64()), nil
	}
	return p, nil
}

// smallPower multiplies while the product surely fits an int64.
func smallPower(base int64, n int32) (int64, bool) {
	const fits = 1 << 31
	if n > 62 {
		return 0, false
	}
	p := int64(1)
	for ; n > 0; n-- {
		if p > fits || p < -fits {
			return 0, false
		}
		p *= base
	}
	return p, true
}

func powerBig(l *Limits, base, n *big.Int) (any, error) {
	if n.Sign() >= 0 && n.IsInt64() && n.Int64() <= math.MaxInt32 {
		p, err := l.pow(base, n.Int64())
		if err != nil {
			return nil, err
		}
		return p, nil
	}
	d, err := DecimalOf(Pow(bigFloat64(base), bigFloat64(n)))
	if err != nil {
		return nil, err
	}
	p, err := d.Big(l)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// powerDouble gives an Integer or a Long if that is what comes out.
func powerDouble(base, n float64) any {
	p := Pow(base, n)
	if i := FloatToInt(p); float64(i) == p {
		return i
	}
	if i := FloatToLong(p); float64(i) == p {
		return i
	}
	return p
}

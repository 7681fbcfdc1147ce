package number

// Add is Groovy's x + y. Integers and Longs wrap around; the result is of the
// greater type, Integer at least, and Double as soon as a Float or Double is in.
func Add(l *Limits, x, y any) (any, error) {
	switch a := x.(type) {
	case int32:
		switch b := y.(type) {
		case int32:
			return a + b, nil
		case int64:
			return int64(a) + b, nil
		case float64:
			return float64(a) + b, nil
		}
	case int64:
		switch b := y.(type) {
		case int64:
			return a + b, nil
		case int32:
			return a + int64(b), nil
		}
	case float64:
		switch b := y.(type) {
		case float64:
			return a + b, nil
		case int32:
			return a + float64(b), nil
		}
	case *Decimal:
		switch b := y.(type) {
		case *Decimal:
			return boxDecimal(a.Add(l, b))
		case int32:
			e := Decimal{n: integer{small: int64(b)}}
			return boxDecimal(a.Add(l, &e))
		}
	}
	return binary(l, opAdd, x, y)
}

// Sub is Groovy's x - y.
func Sub(l *Limits, x, y any) (any, error) {
	switch a := x.(type) {
	case int32:
		switch b := y.(type) {
		case int32:
			return a - b, nil
		case int64:
			return int64(a) - b, nil
		case float64:
			return float64(a) - b, nil
		}
	case int64:
		switch b := y.(type) {
		case int64:
			return a - b, nil
		case int32:
			return a - int64(b), nil
		}
	case float64:
		switch b := y.(type) {
		case float64:
			return a - b, nil
		case int32:
			return a - float64(b), nil
		}
	case *Decimal:
		switch b := y.(type) {
		case *Decimal:
			return boxDecimal(a.Sub(l, b))
		case int32:
			e := Decimal{n: integer{small: int64(b)}}
			return boxDecimal(a.Sub(l, &e))
		}
	}
	return binary(l, opSub, x, y)
}

// Mul is Groovy's x * y.
func Mul(l *Limits, x, y any) (any, error) {
	switch a := x.(type) {
	case int32:
		switch b := y.(type) {
		case int32:
			return a * b, nil
		case int64:
			return int64(a) * b, nil
		case float64:
			return float64(a) * b, nil
		}
	case int64:
		switch b := y.(type) {
		case int64:
			return a * b, nil
		case int32:
			return a * int64(b), nil
		}
	case float64:
		switch b := y.(type) {
		case float64:
			return a * b, nil
		case int32:
			return a * float64(b), nil
		}
	case *Decimal:
		switch b := y.(type) {
		case *Decimal:
			return boxDecimal(a.Mul(l, b))
		case int32:
			e := Decimal{n: integer{small: int64(b)}}
			return boxDecimal(a.Mul(l, &e))
		}
	}
	return binary(l, opMul, x, y)
}

// Div is Groovy's x / y, which is a BigDecimal even of Integers, see
// [Decimal.Quo], and a Double as soon as a Float or Double is in.
func Div(l *Limits, x, y any) (any, error) {
	switch a := x.(type) {
	case int32:
		if b, ok := y.(int32); ok {
			if b != 0 && a%b == 0 {
				return NewDecimal(int64(a)/int64(b), 0), nil
			}
			d, e := Decimal{n: integer{small: int64(a)}}, Decimal{n: integer{small: int64(b)}}
			return boxDecimal(d.Quo(l, &e))
		}
	case float64:
		if b, ok := y.(float64); ok {
			return a / b, nil
		}
	}
	return binary(l, opDiv, x, y)
}

// Mod is Groovy's x % y. Of Integers and Longs it has the sign of x; of
// BigIntegers it is not negative and y must be positive; BigDecimals have none.
func Mod(l *Limits, x, y any) (any, error) {
	switch a := x.(type) {
	case int32:
		if b, ok := y.(int32); ok {
			if b == 0 {
				return nil, errIntZero
			}
			return a % b, nil
		}
	case int64:
		if b, ok := y.(int64); ok {
			if b == 0 {
				return nil, errIntZero
			}
			return a % b, nil
		}
	}
	return binary(l, opMod, x, y)
}

// IntDiv is Groovy's x.intdiv(y): the quotient without its fraction, for whole
// numbers only.
func IntDiv(l *Limits, x, y any) (any, error) {
	if a, ok := x.(int32); ok {
		if b, ok := y.(int32); ok {
			if b == 0 {
				return nil, errIntZero
			}
			return a / b, nil
		}
	}
	return binary(l, opIntDiv, x, y)
}

package number

import (
	"testing"
)

func TestQuoIsGroovysDivision(t *testing.T) {
	t.Parallel()
	table(t, "divide.tsv", func(t *testing.T, c []string) {
		q, err := decimal(t, c[0]).Quo(nil, decimal(t, c[1]))
		expect(t, c, outcome(q, err))
	})
}

func TestDecimalDoesWhatBigDecimalDoes(t *testing.T) {
	t.Parallel()
	table(t, "decimal.tsv", func(t *testing.T, c []string) {
		expect(t, c, decimalCase(t, c))
	})
}

func decimalCase(t *testing.T, c []string) any {
	d := decimal(t, c[1])
	if f, ok := oneDecimal[c[0]]; ok {
		return f(d)
	}
	if f, ok := twoDecimals[c[0]]; ok {
		return f(d, decimal(t, c[2]))
	}
	var r *Decimal
	var err error
	n := func(i int) int32 { return integerCell(t, c[i]) }
	switch c[0] {
	case "divideScale":
		r, err = d.DivScale(nil, decimal(t, c[2]), n(3), modeCell(t, c[4]))
	case "divideContext":
		r, err = d.DivRound(nil, decimal(t, c[2]), MathContext{n(3), modeCell(t, c[4])})
	case "setScale":
		r, err = d.SetScale(nil, n(2), modeCell(t, c[3]))
	case "round":
		r, err = d.Round(nil, MathContext{n(2), modeCell(t, c[3])})
	case "pow":
		r, err = d.Pow(nil, n(2))
	case "powContext":
		r, err = d.PowRound(nil, n(2), MathContext{n(3), modeCell(t, c[4])})
	case "movePointLeft":
		r, err = d.MoveLeft(nil, n(2))
	case "movePointRight":
		r, err = d.MoveRight(nil, n(2))
	case "scaleByPowerOfTen":
		r, err = d.ScaleByPowerOfTen(n(2))
	default:
		t.Fatalf("no case for %q", c[0])
	}
	return outcome(r, err)
}

var oneDecimal = map[string]func(d *Decimal) any{
	"precision":          func(d *Decimal) any { return int32(d.Precision()) },
	"scale":              func(d *Decimal) any { return d.Scale() },
	"signum":             func(d *Decimal) any { return int32(d.Sign()) },
	"unscaledValue":      func(d *Decimal) any { return d.Unscaled() },
	"negate":             func(d *Decimal) any { return d.Neg() },
	"abs":                func(d *Decimal) any { return d.Abs() },
	"stripTrailingZeros": func(d *Decimal) any { return d.Strip() },
	"hashCode":           func(d *Decimal) any { return d.Hash() },
	"toPlainString":      func(d *Decimal) any { s, err := d.Plain(nil); return outcome(s, err) },
	"toEngineeringString": func(d *Decimal) any {
		return d.Engineering()
	},
	"toString":          func(d *Decimal) any { return d.String() },
	"intValue":          func(d *Decimal) any { return d.Int32() },
	"longValue":         func(d *Decimal) any { return d.Int64() },
	"shortValue":        func(d *Decimal) any { return int16(d.Int32()) },
	"byteValue":         func(d *Decimal) any { return int8(d.Int32()) },
	"doubleValue":       func(d *Decimal) any { return d.Float64() },
	"floatValue":        func(d *Decimal) any { return d.Float32() },
	"toBigInteger":      func(d *Decimal) any { x, err := d.Big(nil); return outcome(x, err) },
	"ulp":               func(d *Decimal) any { return d.Ulp() },
	"intValueExact":     func(d *Decimal) any { v, err := d.Int32Exact(); return outcome(v, err) },
	"longValueExact":    func(d *Decimal) any { v, err := d.Int64Exact(); return outcome(v, err) },
	"toBigIntegerExact": func(d *Decimal) any { x, err := d.BigExact(nil); return outcome(x, err) },
}

var twoDecimals = map[string]func(d, e *Decimal) any{
	"add":                   func(d, e *Decimal) any { r, err := d.Add(nil, e); return outcome(r, err) },
	"subtract":              func(d, e *Decimal) any { r, err := d.Sub(nil, e); return outcome(r, err) },
	"multiply":              func(d, e *Decimal) any { r, err := d.Mul(nil, e); return outcome(r, err) },
	"divide":                func(d, e *Decimal) any { r, err := d.Div(nil, e); return outcome(r, err) },
	"divideToIntegralValue": func(d, e *Decimal) any { r, err := d.DivInt(nil, e); return outcome(r, err) },
	"remainder":             func(d, e *Decimal) any { r, err := d.Rem(nil, e); return outcome(r, err) },
	"compareTo":             func(d, e *Decimal) any { return int32(d.Cmp(e)) },
	"equals":                func(d, e *Decimal) any { return d.Equal(e) },
	"min":                   func(d, e *Decimal) any { return d.Min(e) },
	"max":                   func(d, e *Decimal) any { return d.Max(e) },
}

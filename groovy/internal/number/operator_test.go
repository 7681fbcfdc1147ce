package number

import (
	"bufio"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"
)

// operators are the columns of kernel.tsv.
var operators = map[string]func(x, y any) (any, error){
	"+":      func(x, y any) (any, error) { return Add(nil, x, y) },
	"-":      func(x, y any) (any, error) { return Sub(nil, x, y) },
	"*":      func(x, y any) (any, error) { return Mul(nil, x, y) },
	"/":      func(x, y any) (any, error) { return Div(nil, x, y) },
	"%":      func(x, y any) (any, error) { return Mod(nil, x, y) },
	"intdiv": func(x, y any) (any, error) { return IntDiv(nil, x, y) },
	"**":     func(x, y any) (any, error) { return Power(nil, x, y) },
	"&":      func(x, y any) (any, error) { return And(nil, x, y) },
	"|":      func(x, y any) (any, error) { return Or(nil, x, y) },
	"^":      func(x, y any) (any, error) { return Xor(nil, x, y) },
	"<<":     Shl,
	">>":     Shr,
	">>>":    Ushr,
	"<=>":    func(x, y any) (any, error) { return int32(Compare(x, y)), nil },
	"==":     func(x, y any) (any, error) { return Equal(x, y), nil },
	"<":      func(x, y any) (any, error) { return Less(x, y), nil },
	"equals": func(x, y any) (any, error) { return Same(x, y), nil },
}

func TestOperatorsOnAnyTwoNumbers(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/kernel.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	next := func() []string {
		if !lines.Scan() {
			return nil
		}
		return strings.Split(lines.Text(), "\t")
	}
	count, err := strconv.Atoi(next()[1])
	if err != nil {
		t.Fatal(err)
	}
	messages := make([]string, count)
	for i := range messages {
		messages[i] = next()[0]
	}
	names := next()
	checked := 0
	for c := next(); c != nil; c = next() {
		x, y := value(t, c[0]), value(t, c[1])
		for i := 2; i < len(c); i++ {
			want := c[i]
			if want == "-" {
				continue // too big to be asked of Java
			}
			if n, ok := strings.CutPrefix(want, "!"); ok {
				at, err := strconv.Atoi(n)
				if err != nil {
					t.Fatal(err)
				}
				want = messages[at]
			}
			got, err := operators[names[i]](x, y)
			expect(t, []string{c[0], names[i], c[1], want}, outcome(got, err))
			checked++
		}
	}
	if checked < 20_000 {
		t.Errorf("only %d cases", checked)
	}
}

func TestPower(t *testing.T) {
	t.Parallel()
	table(t, "pow.tsv", func(t *testing.T, c []string) {
		got, err := Power(nil, value(t, c[0]), value(t, c[1]))
		expect(t, c, outcome(got, err))
	})
}

func TestOperationsOnOneNumber(t *testing.T) {
	t.Parallel()
	toBig := func(x any) (any, error) {
		b, err := ToBig(nil, x)
		return b, err
	}
	toDecimal := func(x any) (any, error) {
		d, err := ToDecimal(x)
		return d, err
	}
	fine := func(f func(x any) any) func(x any) (any, error) {
		return func(x any) (any, error) { return f(x), nil }
	}
	toInt := fine(func(x any) any { return Int32(x) })
	toLong := fine(func(x any) any { return Int64(x) })
	ops := map[string]func(x any) (any, error){
		"-":            Neg,
		"+":            fine(func(x any) any { return x }),
		"~":            BitNot,
		"next":         func(x any) (any, error) { return Next(nil, x) },
		"previous":     func(x any) (any, error) { return Previous(nil, x) },
		"abs":          Abs,
		"truth":        fine(func(x any) any { return Truth(x) }),
		"int":          toInt,
		"long":         toLong,
		"double":       fine(func(x any) any { return Float64(x) }),
		"float":        fine(func(x any) any { return Float32(x) }),
		"byte":         fine(func(x any) any { return int8(Int32(x)) }),
		"short":        fine(func(x any) any { return int16(Int32(x)) }),
		"hashCode":     fine(func(x any) any { h, _ := Hash(x); return h }),
		"toString":     fine(func(x any) any { s, _ := Text(x); return s }),
		"BigDecimal":   toDecimal,
		"BigInteger":   toBig,
		"toBigDecimal": toDecimal,
		"toBigInteger": toBig,
		"toInteger":    toInt,
		"toLong":       toLong,
		"toDouble":     fine(func(x any) any { return ToDouble(x) }),
		"asInteger":    toInt,
		"asLong":       toLong,
	}
	table(t, "unary.tsv", func(t *testing.T, c []string) {
		op, ok := ops[c[0]]
		if !ok {
			t.Fatalf("no case for %q", c[0])
		}
		x := value(t, c[1])
		got, err := op(x)
		expect(t, c, outcome(got, err))
	})
}

func TestWhatIsNoNumberIsRefused(t *testing.T) {
	t.Parallel()
	for name, op := range operators {
		switch name {
		case "<=>", "==", "<", "equals":
			continue
		}
		for _, pair := range [][2]any{{nil, int32(1)}, {int32(1), "x"}, {nil, nil}, {2.5, true}, {NewDecimal(1, 0), "1"}} {
			if got, err := op(pair[0], pair[1]); err == nil {
				t.Errorf("%v %s %v is %v, want an error", pair[0], name, pair[1], got)
			}
		}
	}
}

// An operand that is shared must not change under the hands of another.
func TestOperandsStayAsTheyAre(t *testing.T) {
	t.Parallel()
	big1, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	d := NewBigDecimal(new(big.Int).Set(big1), 5)
	for name, op := range operators {
		if name == "**" {
			continue
		}
		for _, y := range []any{big1, d, int32(3), 2.5} {
			for _, x := range []any{big1, d} {
				_, _ = op(x, y) // only the operands matter here
			}
		}
	}
	if big1.String() != "123456789012345678901234567890" || d.String() != "1234567890123456789012345.67890" {
		t.Errorf("operands became %s and %s", big1, d)
	}
}

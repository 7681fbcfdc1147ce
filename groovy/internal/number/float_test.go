package number

import (
	"fmt"
	"math"
	"strconv"
	"testing"
)

func TestDoublesAreAsInJava(t *testing.T) {
	t.Parallel()
	sameText := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("text of %s is %s, want %s", what, got, want)
		}
	}
	table(t, "float.tsv", func(t *testing.T, c []string) {
		bits, err := strconv.ParseUint(c[1], 16, 64)
		if err != nil {
			t.Fatal(err)
		}
		all := func(from int, got ...any) {
			t.Helper()
			for i, g := range got {
				if s := fmt.Sprint(g); s != c[from+i] {
					t.Errorf("column %d of %s is %s, want %s", from+i, c[2], s, c[from+i])
				}
			}
		}
		if c[0] == "float" {
			f := math.Float32frombits(uint32(bits))
			sameText(c[1], FormatFloat(f), c[2])
			all(3, Int32(f), Int64(f), RoundFloat(f), HashFloat(f))
			return
		}
		f := math.Float64frombits(bits)
		sameText(c[1], FormatDouble(f), c[2])
		i := FloatToInt(f)
		all(3, i, FloatToLong(f), int8(i), int16(i), uint16(i), Round(f))
		for n, g := range []float64{math.Floor(f), math.Ceil(f), Rint(f)} {
			sameText(c[2], FormatDouble(g), c[9+n])
		}
		all(12, HashDouble(f))
		sameText(c[2], FormatFloat(float32(f)), c[13])
		all(14, FormatHexDouble(f))
		exact, err := DecimalFromFloat(f)
		expect(t, c[:16], outcome(exact, err))
		printed, err := DecimalOf(f)
		expect(t, c, outcome(printed, err))
	})
}

func TestTextOfKnownDoubles(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]float64{"4.9E-324": 5e-324, "1.0E-323": 1e-323, "1.9999999999999998E23": 2e23, "9.999999999999999E22": 1e23, "2.2250738585072014E-308": 0x1p-1022,
		"0.001": 0.001, "9.999E-4": 0.0009999, "9999999.0": 9999999, "1.0E7": 1e7, "8.409999999999999E21": 8.41e21, "1.64606760795392717E18": 1646067607953927172, "100.0": 100, "0.0025": 0.0025} {
		if got := FormatDouble(f); got != want {
			t.Errorf("text of %g is %s, want %s", f, got, want)
		}
	}
	for want, f := range map[string]float32{"1.4E-45": 1e-45, "3.4028235E38": math.MaxFloat32, "0.1": 0.1, "1.6777216E7": 1 << 24} {
		if got := FormatFloat(f); got != want {
			t.Errorf("text of %g is %s, want %s", f, got, want)
		}
	}
}

func TestPowerExpAndLogToTheLastBit(t *testing.T) {
	t.Parallel()
	wrong := 0
	table(t, "math.tsv", func(t *testing.T, c []string) {
		x := value(t, c[0]).(float64)
		for i, got := range []float64{Exp(x), Log(x), Log10(x)} {
			want := value(t, c[i+1]).(float64)
			if !same(got, want) {
				wrong++
				if math.Abs(got-want) > math.Abs(want)*0x1p-52 {
					t.Errorf("function %d of %v is %v, want %v", i, x, got, want)
				}
			}
		}
	})
	// Java is off by one bit itself here and there.
	if wrong > 20 {
		t.Errorf("%d results differ", wrong)
	}
}

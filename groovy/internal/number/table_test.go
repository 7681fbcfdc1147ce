package number

import (
	"bufio"
	"errors"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"
)

// table gives the lines of a file of testdata to check, cut at the tabs.
func table(t *testing.T, name string, check func(t *testing.T, cells []string)) {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		n++
		check(t, strings.Split(lines.Text(), "\t"))
	}
	if err := lines.Err(); err != nil || n == 0 {
		t.Fatalf("%s: %d lines, %v", name, n, err)
	}
}

// value reads a cell: the last letter is the type, ! begins an exception.
func value(t *testing.T, cell string) any {
	t.Helper()
	if s, ok := strings.CutPrefix(cell, "!"); ok {
		class, message, _ := strings.Cut(s, ": ")
		message = unescape(t, message)
		if message == "null" {
			message = ""
		}
		return &Error{class, message}
	}
	switch cell {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	if cell[0] == '"' {
		return unescape(t, cell[1:len(cell)-1])
	}
	s, kind := cell[:len(cell)-1], cell[len(cell)-1]
	var v any
	var err error
	switch kind {
	case 'b':
		var i int64
		i, err = strconv.ParseInt(s, 10, 8)
		v = int8(i)
	case 's':
		var i int64
		i, err = strconv.ParseInt(s, 10, 16)
		v = int16(i)
	case 'i':
		var i int64
		i, err = strconv.ParseInt(s, 10, 32)
		v = int32(i)
	case 'l':
		v, err = strconv.ParseInt(s, 10, 64)
	case 'g':
		x, ok := new(big.Int).SetString(s, 10)
		if !ok {
			err = errors.New("not a number")
		}
		v = x
	case 'm':
		v, err = ParseDecimal(nil, s)
	case 'f':
		var f float64
		f, err = strconv.ParseFloat(s, 32)
		v = float32(f)
	case 'd':
		v, err = strconv.ParseFloat(s, 64)
	default:
		t.Fatalf("%q: no type", cell)
	}
	if err != nil {
		t.Fatalf("%q: %v", cell, err)
	}
	return v
}

// unescape undoes \", \\ and \uXXXX; a lone surrogate takes its three bytes.
func unescape(t *testing.T, s string) string {
	t.Helper()
	if !strings.Contains(s, `\`) {
		return s
	}
	var u []uint16
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			u = append(u, uint16(s[i]))
			continue
		}
		if i++; s[i] != 'u' {
			u = append(u, uint16(s[i]))
			continue
		}
		v, err := strconv.ParseUint(s[i+1:i+5], 16, 16)
		if err != nil {
			t.Fatal(err)
		}
		u = append(u, uint16(v))
		i += 4
	}
	return FromUnits(u)
}

func decimal(t *testing.T, s string) *Decimal {
	t.Helper()
	d, err := ParseDecimal(nil, s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return d
}

func integerCell(t *testing.T, s string) int32 {
	t.Helper()
	v, err := strconv.ParseInt(s, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return int32(v)
}

func modeCell(t *testing.T, s string) RoundingMode {
	t.Helper()
	m, ok := RoundingModeOf(s)
	if !ok {
		t.Fatalf("no rounding mode %q", s)
	}
	return m
}

// show is a value as the tables have it.
func show(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(v)
	case string:
		return strconv.Quote(v)
	case *Error:
		return "!" + v.Error()
	case error:
		return "!!" + v.Error()
	}
	s, ok := Text(v)
	if !ok {
		return "?"
	}
	return s + map[string]string{"java.lang.Byte": "b", "java.lang.Short": "s", "java.lang.Integer": "i", "java.lang.Long": "l",
		"java.math.BigInteger": "g", "java.math.BigDecimal": "m", "java.lang.Float": "f", "java.lang.Double": "d"}[Class(v)]
}

// outcome is a result or its error as one value.
func outcome(v any, err error) any {
	if err != nil {
		return err
	}
	return v
}

// same compares outcomes: types count, and NaN is NaN.
func same(got, want any) bool {
	switch w := want.(type) {
	case *Error:
		g, ok := got.(*Error)
		return ok && *g == *w
	case float64:
		g, ok := got.(float64)
		return ok && (math.Float64bits(g) == math.Float64bits(w) || g != g && w != w)
	case float32:
		g, ok := got.(float32)
		return ok && (math.Float32bits(g) == math.Float32bits(w) || g != g && w != w)
	case nil, bool, string:
		return got == want
	}
	return Same(got, want)
}

func expect(t *testing.T, cells []string, got any) {
	t.Helper()
	last := len(cells) - 1
	// Java prints some zeros with an exponent that it does not read.
	if show(got) == cells[last] {
		return
	}
	if want := value(t, cells[last]); !same(got, want) {
		t.Errorf("%s: got %s, want %s", strings.Join(cells[:last], " "), show(got), show(want))
	}
}

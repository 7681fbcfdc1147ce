package format

import (
	"bufio"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zones of the tables, wherever the test runs

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// plenty is a limit that no table reaches.
const plenty = 1 << 20

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

// unquote undoes the quotes, \", \\ and \uXXXX of a cell.
func unquote(t *testing.T, cell string) string {
	t.Helper()
	if len(cell) < 2 || cell[0] != '"' || cell[len(cell)-1] != '"' {
		t.Fatalf("%s is not quoted", cell)
	}
	return unescape(t, cell[1:len(cell)-1])
}

func unescape(t *testing.T, s string) string {
	t.Helper()
	var u []uint16
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			if i++; s[i] == 'u' {
				v, err := strconv.ParseUint(s[i+1:i+5], 16, 16)
				if err != nil {
					t.Fatal(err)
				}
				u = append(u, uint16(v))
				i += 4
				continue
			}
		}
		u = append(u, uint16(s[i]))
	}
	return number.FromUnits(u)
}

// values reads arguments that are parted by spaces.
func values(t *testing.T, cell string) []any {
	t.Helper()
	var vs []any
	for cell != "" {
		end := 0
		switch {
		case cell[0] == '"':
			for end = 1; cell[end] != '"'; end++ {
				if cell[end] == '\\' {
					end++
				}
			}
			end++
		case strings.Contains(strings.SplitN(cell, " ", 2)[0], "("):
			end = strings.IndexByte(cell, ')') + 1
		default:
			if end = strings.IndexByte(cell, ' '); end < 0 {
				end = len(cell)
			}
		}
		vs = append(vs, value(t, cell[:end]))
		cell = strings.TrimPrefix(cell[end:], " ")
	}
	return vs
}

// value reads one argument: its last letter is its type.
func value(t *testing.T, cell string) any {
	t.Helper()
	switch cell {
	case "null":
		return nil
	case "true":
		return true
	case "false":
		return false
	}
	if cell[0] == '"' {
		return unquote(t, cell)
	}
	if class, text, ok := strings.Cut(strings.TrimSuffix(cell, ")"), "("); ok {
		return objectOf(t, class, text)
	}
	s, kind := cell[:len(cell)-1], cell[len(cell)-1]
	var v any
	var err error
	switch kind {
	case 'b':
		v, err = number.ParseByte(s, 10)
	case 's':
		v, err = number.ParseShort(s, 10)
	case 'i':
		v, err = number.ParseInt(s, 10)
	case 'l':
		v, err = number.ParseLong(s, 10)
	case 'g':
		v, err = number.ParseBig(nil, s, 10)
	case 'm':
		v, err = number.ParseDecimal(nil, s)
	case 'f':
		v, err = number.ParseFloat(s)
	case 'd':
		v, err = number.ParseDouble(s)
	case 'c':
		var n int32
		n, err = number.ParseInt(s, 10)
		v = Char(n)
	case 't':
		var n int64
		n, err = number.ParseLong(s, 10)
		v = date(n)
	default:
		t.Fatalf("%s has no type", cell)
	}
	if err != nil {
		t.Fatalf("%s: %v", cell, err)
	}
	return v
}

// An object stands for what the caller has of its own.
type object struct {
	class, text string
	hash        int32
}

func (o object) FormatClass() string           { return o.class }
func (o object) FormatString() (string, error) { return o.text, nil }
func (o object) FormatHash() (int32, error)    { return o.hash, nil }

// A moment is an object with some of the letters of %t.
type moment struct {
	object
	t    time.Time
	has  string
	zone string
}

func (m moment) FormatTime(letter byte) (time.Time, bool) {
	return m.t, strings.IndexByte(m.has, letter) >= 0
}

func (m moment) FormatZone() (string, bool) { return m.zone, m.zone != "" }

const (
	dayLetters   = "aAbBhCdejmyY"
	clockLetters = "HIklMNLpS"
)

func date(ms int64) moment {
	at := time.UnixMilli(ms).UTC()
	return moment{object{"java.util.Date", at.Format("Mon Jan 02 15:04:05 UTC 2006"), int32(ms ^ int64(uint64(ms)>>32))}, at, dateLetters, "UTC"}
}

func objectOf(t *testing.T, class, text string) any {
	t.Helper()
	at := func(layout, text string) time.Time {
		v, err := time.Parse(layout, text)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	switch class {
	case "ArrayList":
		return object{"java.util.ArrayList", text, 994}
	case "Calendar":
		ms, zone, _ := strings.Cut(text, " ")
		n, err := number.ParseLong(ms, 10)
		if err != nil {
			t.Fatal(err)
		}
		v := time.UnixMilli(n)
		if custom, ok := strings.CutPrefix(zone, "GMT"); ok {
			_, offset := at("-07:00", custom).Zone()
			return moment{object{class: "java.util.GregorianCalendar"}, v.In(time.FixedZone(zone, offset)), dateLetters, zone}
		}
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := v.In(loc).Zone()
		return moment{object{class: "java.util.GregorianCalendar"}, v.In(loc), dateLetters, name}
	case "LocalDate":
		return moment{object{class: "java.time.LocalDate"}, at("2006-01-02", text), dayLetters, ""}
	case "LocalTime":
		return moment{object{class: "java.time.LocalTime"}, at("15:04:05", text), clockLetters, ""}
	case "LocalDateTime":
		return moment{object{class: "java.time.LocalDateTime"}, at("2006-01-02T15:04", text), dayLetters + clockLetters, ""}
	case "Instant":
		return moment{object{class: "java.time.Instant"}, at(time.RFC3339Nano, text), "NLsQ", ""}
	case "OffsetDateTime":
		return moment{object{class: "java.time.OffsetDateTime"}, at("2006-01-02T15:04Z07:00", text), dateLetters, text[len(text)-6:]}
	case "ZonedDateTime":
		stamp, zone, _ := strings.Cut(strings.TrimSuffix(text, "]"), "[")
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		v := at(time.RFC3339Nano, stamp).In(loc)
		name, _ := v.Zone()
		return moment{object{class: "java.time.ZonedDateTime"}, v, dateLetters, name}
	}
	t.Fatalf("no class %s", class)
	return nil
}

// outcome is a text, or an exception as the tables have it.
func outcome(text string, err error) string {
	var exception *number.Error
	if errors.As(err, &exception) {
		message := exception.Message
		if message == "" {
			message = "null"
		}
		return "!" + exception.Class + ": " + message
	}
	if err != nil {
		return "!!" + err.Error()
	}
	return text
}

// wanted is a cell as outcome gives it.
func wanted(t *testing.T, cell string) string {
	t.Helper()
	if strings.HasPrefix(cell, "!") {
		return unescape(t, cell)
	}
	return unquote(t, cell)
}

func expect(t *testing.T, cells []string, got string) {
	t.Helper()
	last := len(cells) - 1
	if want := wanted(t, cells[last]); got != want {
		t.Errorf("%s:\n got %q\nwant %q", strings.Join(cells[:last], " "), got, want)
	}
}

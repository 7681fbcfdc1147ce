package jtime

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// call calls a method by its name and shows what it returns.
func call(v any, name string, args ...any) (string, bool) {
	m := reflect.ValueOf(v).MethodByName(name)
	if !m.IsValid() {
		return "", false
	}
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		in[i] = reflect.ValueOf(a)
		if i < m.Type().NumIn() {
			in[i] = in[i].Convert(m.Type().In(i))
		}
	}
	out := m.Call(in)
	if len(out) == 2 && !out[1].IsNil() {
		return shown(nil, out[1].Interface().(error)), true
	}
	return fmt.Sprint(out[0].Interface()), true
}

// The methods named after a unit or a field do what the general ones do, which
// the tables cover.
func TestNamedMethods(t *testing.T) {
	t.Parallel()
	getters := map[string]Field{
		"Year": YearField, "MonthValue": MonthOfYear, "DayOfMonth": DayOfMonth, "DayOfYear": DayOfYear, "Hour": HourOfDay,
		"Minute": MinuteOfHour, "Second": SecondOfMinute, "Nano": NanoOfSecond, "EpochDay": EpochDay, "SecondOfDay": SecondOfDay,
		"NanoOfDay": NanoOfDay,
	}
	setters := map[string]Field{
		"WithYear": YearField, "WithMonth": MonthOfYear, "WithDayOfMonth": DayOfMonth, "WithDayOfYear": DayOfYear,
		"WithHour": HourOfDay, "WithMinute": MinuteOfHour, "WithSecond": SecondOfMinute, "WithNano": NanoOfSecond,
	}
	units := map[string]Unit{
		"Years": Years, "Months": Months, "Weeks": Weeks, "Days": Days, "Hours": Hours, "Minutes": Minutes, "Seconds": Seconds,
		"Millis": Millis, "Nanos": Nanos,
	}
	covered := map[string]int{}
	for _, text := range []string{
		"LocalDate 2024-02-29", "LocalDate +999999999-12-31", "LocalTime 23:59:30.5", "LocalDateTime 2024-10-27T02:30", "LocalDateTime -999999999-01-01T00:00",
		"OffsetDateTime 2024-10-27T02:30+01:00", "ZonedDateTime 2024-10-27T02:30+01:00[Europe/Vienna]", "ZonedDateTime 2024-03-30T02:30+01:00[Europe/Vienna]",
		"Instant 2024-10-27T02:30:00.123456789Z", "Year 2024", "YearMonth 2024-02",
	} {
		kind, value, _ := strings.Cut(text, " ")
		v := temporalOf(kind, value)
		same := func(name, want string, args ...any) {
			if got, ok := call(v, name, args...); ok {
				if covered[name]++; got != want {
					t.Errorf("%s %s%v is %s, want %s", text, name, args, got, want)
				}
			}
		}
		for name, f := range getters {
			n, _ := v.Long(f)
			if kind == "Instant" && name == "EpochSecond" {
				continue
			}
			same(name, fmt.Sprint(n))
		}
		for name, f := range setters {
			for _, n := range []int32{-1, 0, 1, 29, 60, 366, 999_999_999, 1_000_000_000} {
				same(name, shown(v.With(f, int64(n))), n)
			}
		}
		for name, u := range units {
			for _, n := range []int64{0, 1, -1, 1000, -86400, 1 << 40, -1 << 63, 1<<63 - 1} {
				same("Plus"+name, shown(v.Plus(n, u)), n)
				same("Minus"+name, shown(Minus(v, n, u)), n)
			}
		}
		same("Month", shown(MonthFrom(v)))
		same("DayOfWeek", shown(DayOfWeekFrom(v)))
		same("LocalDate", shown(LocalDateFrom(v)))
		same("LocalTime", shown(LocalTimeFrom(v)))
		same("LocalDateTime", shown(LocalDateTimeFrom(v)))
		same("Offset", shown(OffsetFrom(v.(Accessor))))
		same("Zone", shown(ZoneFrom(v)))
		if kind != "LocalDateTime" {
			same("Instant", shown(InstantFrom(v)))
		}
		same("AtZone", shown(zonedAt(v)), must(ZoneOf("Asia/Tokyo")))
	}
	for _, names := range [][]string{{"PlusNanos", "MinusNanos", "PlusMillis", "WithNano", "Month", "AtZone", "Zone", "Instant"}} {
		for _, name := range names {
			if covered[name] == 0 {
				t.Errorf("%s was never called", name)
			}
		}
	}
}

func zonedAt(v Temporal) (ZonedDateTime, error) {
	tokyo := must(ZoneOf("Asia/Tokyo"))
	if i, ok := v.(Instant); ok {
		return ZonedOfInstant(i, tokyo)
	}
	t, err := LocalDateTimeFrom(v)
	if err != nil {
		return ZonedDateTime{}, err
	}
	return ZonedOf(t, tokyo)
}

func TestDurationMethods(t *testing.T) {
	t.Parallel()
	for name, u := range map[string]Unit{"Days": Days, "Hours": Hours, "Minutes": Minutes, "Seconds": Seconds, "Millis": Millis, "Nanos": Nanos} {
		for _, d := range []Duration{{}, {-1, 5}, {1<<63 - 1, 0}} {
			for _, n := range []int64{0, 1, -7, 1 << 50, -1 << 63} {
				if got, want := must2(call(d, "Plus"+name, n)), shown(d.PlusUnit(n, u)); got != want {
					t.Errorf("%s.plus%s(%d) is %s, want %s", d, name, n, got, want)
				}
				if got, want := must2(call(d, "Minus"+name, n)), shown(d.MinusUnit(n, u)); got != want {
					t.Errorf("%s.minus%s(%d) is %s, want %s", d, name, n, got, want)
				}
			}
		}
		of := map[string]func(int64) (Duration, error){
			"Days": DurationOfDays, "Hours": DurationOfHours, "Minutes": DurationOfMinutes,
			"Seconds": func(n int64) (Duration, error) { return DurationOfSeconds(n, 0) },
			"Millis":  func(n int64) (Duration, error) { return DurationOfMillis(n), nil },
			"Nanos":   func(n int64) (Duration, error) { return DurationOfNanos(n), nil },
		}[name]
		for _, n := range []int64{0, 1, -7, 1 << 40} {
			if got, want := shown(of(n)), shown(DurationOf(n, u)); got != want {
				t.Errorf("of%s(%d) is %s, want %s", name, n, got, want)
			}
		}
	}
}

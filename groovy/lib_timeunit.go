package groovy

import "math"

var classTimeUnit = &Class{name: "java.util.concurrent.TimeUnit", super: classEnum, kind: kindEnum}

// A timeUnit is one of java.util.concurrent.TimeUnit, which only counts here.
type timeUnit uint8

// unitNames and unitNanos are in the order of the enum.
var (
	unitNames = [...]string{"NANOSECONDS", "MICROSECONDS", "MILLISECONDS", "SECONDS", "MINUTES", "HOURS", "DAYS"}
	unitNanos = [...]int64{1, 1e3, 1e6, 1e9, 60e9, 3600e9, 86400e9}
)

func (timeUnit) classOf() *Class { return classTimeUnit }

func (u timeUnit) text(*thread) (string, error) { return unitNames[u], nil }

func (u timeUnit) compareTo(t *thread, other any) (int, error) {
	v, ok := other.(timeUnit)
	if !ok {
		return 0, t.castError(other, classTimeUnit)
	}
	return int(u) - int(v), nil
}

// convert turns n of unit from into this one, ending at the ends of a long.
func (u timeUnit) convert(n int64, from timeUnit) int64 {
	a, b := unitNanos[from], unitNanos[u]
	if a <= b {
		return n / (b / a)
	}
	f := a / b
	switch {
	case n > math.MaxInt64/f:
		return math.MaxInt64
	case n < math.MinInt64/f:
		return math.MinInt64
	}
	return n * f
}

func timeUnitLib() lib {
	unit := func(v any) timeUnit { return v.(timeUnit) }
	to := func(name string, u timeUnit) def {
		return def{name + "(long)", func(_ *thread, self any, a []any) (any, error) { return u.convert(a[0].(int64), unit(self)), nil }}
	}
	l := lib{
		methods: []def{
			to("toNanos", 0), to("toMicros", 1), to("toMillis", 2), to("toSeconds", 3), to("toMinutes", 4), to("toHours", 5), to("toDays", 6),
			{"convert(long,TimeUnit)", func(_ *thread, self any, a []any) (any, error) {
				return unit(self).convert(a[0].(int64), unit(a[1])), nil
			}},
			{"name()", func(_ *thread, self any, _ []any) (any, error) { return unitNames[unit(self)], nil }},
			{"ordinal()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(unit(self))), nil }},
			{"toString()", func(_ *thread, self any, _ []any) (any, error) { return unitNames[unit(self)], nil }},
			{"void sleep(long)", func(t *thread, _ any, _ []any) (any, error) {
				return nil, t.throw(classSecurity, "TimeUnit.sleep is not available to scripts: a script cannot wait; let the host run it again later")
			}},
		},
		statics: []def{
			{"values()", func(*thread, any, []any) (any, error) {
				items := make([]any, len(unitNames))
				for i := range items {
					items[i] = timeUnit(i)
				}
				return newArray(classTimeUnit, items), nil
			}},
			{"valueOf(String)", func(t *thread, _ any, a []any) (any, error) {
				for i, n := range unitNames {
					if n == a[0] {
						return timeUnit(i), nil
					}
				}
				return nil, t.throw(classIllegalArgument, "No enum constant java.util.concurrent.TimeUnit.%v", a[0])
			}},
		},
	}
	for i, n := range unitNames {
		l.fields = append(l.fields, constant{n, timeUnit(i)})
	}
	return l
}

package jtime

import (
	"fmt"
	"strings"
	"testing"
)

var fieldNames = func() map[string]Field {
	m := map[string]Field{}
	for f := NanoOfSecond; f < chronoFields; f++ {
		m[f.String()] = f
	}
	for f := DayOfQuarter; f <= RataDie; f++ {
		m[f.String()] = f
	}
	for _, w := range []WeekFields{ISOWeek, SundayStart, {Saturday, 2}} {
		for k := localDayOfWeek; k <= weekBasedYear; k++ {
			m[w.field(k).String()] = w.field(k)
		}
	}
	return m
}()

var unitsByName = func() map[string]Unit {
	m := map[string]Unit{}
	for u := Nanos; u <= QuarterYears; u++ {
		m[u.String()] = u
	}
	return m
}()

func temporalOf(kind, text string) Temporal {
	switch kind {
	case "LocalDate":
		return must(ParseLocalDate(text))
	case "LocalTime":
		return must(ParseLocalTime(text))
	case "LocalDateTime":
		return must(ParseLocalDateTime(text))
	case "OffsetDateTime":
		return must(ParseOffsetDateTime(text))
	case "ZonedDateTime":
		return must(ParseZoned(text))
	case "Instant":
		return must(ParseInstant(text))
	case "Year":
		return must(NewYear(int32(atoi(text))))
	case "YearMonth":
		// Java reads no year of five digits without a sign, but writes it.
		if i := strings.LastIndexByte(text, '-'); i > 4 {
			return must(NewYearMonth(int32(atoi(text[:i])), int32(atoi(text[i+1:]))))
		}
		return must(ParseYearMonth(text))
	}
	panic(kind)
}

func adjusterOf(kind int64, d DayOfWeek, n int32) Adjuster {
	return []Adjuster{
		FirstDayOfMonth, LastDayOfMonth, FirstDayOfNextMonth, FirstDayOfYear, LastDayOfYear, FirstDayOfNextYear,
		FirstInMonth(d), LastInMonth(d), DayOfWeekInMonth(n, d), NextDay(d), NextOrSameDay(d), PreviousDay(d), PreviousOrSameDay(d),
	}[kind]
}

func compare(a, b Temporal) int32 {
	switch a := a.(type) {
	case LocalDate:
		return a.CompareTo(b.(LocalDate))
	case LocalTime:
		return a.CompareTo(b.(LocalTime))
	case LocalDateTime:
		return a.CompareTo(b.(LocalDateTime))
	case OffsetDateTime:
		return a.CompareTo(b.(OffsetDateTime))
	case ZonedDateTime:
		return a.CompareTo(b.(ZonedDateTime))
	case Instant:
		return a.CompareTo(b.(Instant))
	case Year:
		return a.CompareTo(b.(Year))
	}
	return a.(YearMonth).CompareTo(b.(YearMonth))
}

func TestTemporals(t *testing.T) {
	t.Parallel()
	rows(t, "temporals", func(c []string) (got, want string) {
		if c[0] == "" {
			return factory(c), c[len(c)-1]
		}
		v := temporalOf(c[0], c[1])
		if s := v.String(); s != c[1] {
			return s, c[1]
		}
		last := c[len(c)-1]
		switch c[2] {
		case "plus":
			return shown(v.Plus(atoi(c[3]), unitsByName[c[4]])), last
		case "minus":
			return shown(Minus(v, atoi(c[3]), unitsByName[c[4]])), last
		case "until":
			return shown(v.Until(temporalOf(c[0], c[3]), unitsByName[c[4]])), last
		case "supports":
			return fmt.Sprint(v.SupportsUnit(unitsByName[c[3]])), last
		case "compare":
			return fmt.Sprint(compare(v, temporalOf(c[0], c[3]))), last
		case "hash":
			return fmt.Sprint(v.(interface{ HashCode() int32 }).HashCode()), last
		case "get":
			return shown(v.Long(fieldNames[c[3]])), last
		case "int":
			return shown(Get(v, fieldNames[c[3]])), last
		case "range":
			return shown(v.Range(fieldNames[c[3]])), last
		case "with":
			return shown(v.With(fieldNames[c[3]], atoi(c[4]))), last
		case "adjust":
			return shown(With(v, adjusterOf(atoi(c[3]), must(DayOfWeekNamed(c[4])), int32(atoi(c[5]))))), last
		case "part":
			return shown(With(v, temporalOf(c[3], c[4]).(Adjuster))), last
		case "period":
			p := must(ParsePeriod(c[3]))
			return joined(shown(PlusAmount(v, p)), shown(MinusAmount(v, p))), joined(c[4:]...)
		case "duration":
			d := must(ParseDuration(c[3]))
			return joined(shown(PlusAmount(v, d)), shown(MinusAmount(v, d))), joined(c[4:]...)
		case "between":
			return shown(DurationBetween(v, temporalOf(c[0], c[3]))), last
		case "from":
			first := shown(LocalDateFrom(v))
			if c[0] == "LocalDate" {
				first = shown(LocalDateTimeFrom(v))
			}
			return joined(first, shown(LocalTimeFrom(v)), shown(InstantFrom(v)), shown(ZonedFrom(v)), shown(YearMonthFrom(v)),
				shown(DayOfWeekFrom(v)), shown(OffsetDateTimeFrom(v))), joined(c[4:]...)
		case "untilDate":
			return v.(LocalDate).PeriodUntil(must(ParseLocalDate(c[3]))).String(), last
		case "startIn":
			return shown(v.(LocalDate).AtStartOfDayIn(must(ZoneOf(c[3])))), last
		case "milli":
			return shown(v.(Instant).EpochMilli()), last
		case "sameInstant":
			return shown(v.(ZonedDateTime).WithZoneSameInstant(must(ZoneOf(c[3])))), last
		case "sameLocal":
			return shown(v.(ZonedDateTime).WithZoneSameLocal(must(ZoneOf(c[3])))), last
		case "earlier":
			return v.(ZonedDateTime).WithEarlierOffsetAtOverlap().String(), last
		case "later":
			return v.(ZonedDateTime).WithLaterOffsetAtOverlap().String(), last
		case "truncate":
			u := unitsByName[c[3]]
			switch v := v.(type) {
			case LocalDateTime:
				return shown(v.TruncatedTo(u)), last
			case Instant:
				return shown(v.TruncatedTo(u)), last
			case ZonedDateTime:
				return shown(v.TruncatedTo(u)), last
			}
		}
		return "unknown", last
	})
}

func factory(c []string) string {
	y := int32(atoi(c[1]))
	switch c[2] {
	case "of":
		return shown(NewLocalDate(y, int32(atoi(c[3])), int32(atoi(c[4]))))
	case "ofYearDay":
		return shown(LocalDateOfYearDay(y, int32(atoi(c[3]))))
	}
	m, d := int32(atoi(c[3])), int32(atoi(c[4]))
	return shown(NewLocalTime(m*2, d, d/2, y))
}

func TestAmounts(t *testing.T) {
	t.Parallel()
	rows(t, "amounts", func(c []string) (got, want string) {
		if c[0] == "parse" {
			return joined(shown(ParseDuration(c[1])), shown(ParsePeriod(c[1]))), joined(c[2:]...)
		}
		if c[0] == "period" {
			return periodRow(c)
		}
		d := must(ParseDuration(c[1]))
		if s := d.String(); s != c[1] {
			return s, c[1]
		}
		switch c[2] {
		case "plus":
			e := must(ParseDuration(c[3]))
			return joined(shown(d.Plus(e)), shown(d.Minus(e)), shown(d.DividedByDuration(e)), fmt.Sprint(d.CompareTo(e))), joined(c[4:]...)
		case "number":
			n := atoi(c[3])
			return joined(shown(d.MultipliedBy(n)), shown(d.DividedBy(n))), joined(c[4:]...)
		case "unit":
			n, u := atoi(c[3]), unitsByName[c[4]]
			return joined(shown(d.PlusUnit(n, u)), shown(d.MinusUnit(n, u)), shown(d.TruncatedTo(u)), shown(DurationOf(n, u))), joined(c[5:]...)
		}
		return joined(shown(d.Negated()), shown(d.Abs()), shown(d.ToMillis()), shown(d.ToNanos()), fmt.Sprint(d.HashCode()),
			fmt.Sprint(d.ToDays(), d.ToHours(), d.ToMinutes(), d.ToDaysPart(), d.ToHoursPart(), d.ToMinutesPart(), d.ToSecondsPart(), d.ToMillisPart(), d.ToNanosPart())), joined(c[3:]...)
	})
}

func periodRow(c []string) (got, want string) {
	p := must(ParsePeriod(c[1]))
	if s := p.String(); s != c[1] {
		return s, c[1]
	}
	switch c[2] {
	case "plus":
		q := must(ParsePeriod(c[3]))
		return joined(shown(p.Plus(q)), shown(p.Minus(q))), joined(c[4:]...)
	case "number":
		n := int32(atoi(c[3]))
		// The other numbers of the line are not in it.
		return shown(p.MultipliedBy(n)), c[4]
	}
	return joined(shown(p.Negated()), shown(p.Normalized()), fmt.Sprint(p.ToTotalMonths()), fmt.Sprint(p.HashCode())), joined(c[3:]...)
}

func TestZoneRules(t *testing.T) {
	t.Parallel()
	rows(t, "zonerules", func(c []string) (got, want string) {
		if c[0] == "of" {
			z, err := ZoneOf(c[1])
			text := ""
			if err == nil {
				text = fmt.Sprint(z.ID(), " ", NormalizedZone(z).ID(), " ", z.HashCode())
			}
			return joined(shown(text, err), shown(ParseOffset(c[1]))), joined(c[2:]...)
		}
		r := must(ZoneOf(c[0])).Rules()
		at, local := must(ParseInstant(c[1])), must(ParseLocalDateTime(c[7]))
		optional := func(trans ZoneTransition, ok bool) string {
			if !ok {
				return "null"
			}
			return trans.String()
		}
		var valid []string
		for _, o := range r.ValidOffsets(local) {
			valid = append(valid, o.String())
		}
		return joined(r.Offset(at).String(), r.StandardOffset(at).String(), fmt.Sprint(r.IsDaylightSavings(at)), optional(r.NextTransition(at)),
			optional(r.PreviousTransition(at)), local.String(), "["+strings.Join(valid, ", ")+"]", r.OffsetOf(local).String(),
			optional(r.Transition(local)), fmt.Sprint(r.IsFixedOffset())), joined(c[2:]...)
	})
}

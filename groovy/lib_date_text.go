package groovy

import (
	"time"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

// dateTextClasses is dates made of texts in the old way, without a pattern.
func dateTextClasses() []entry {
	return []entry{{classDate, dateTextLib}, {classSQLTime, sqlTimeTextLib}}
}

func dateTextLib() lib {
	parsed := func(t *thread, a []any) (*dateValue, error) {
		if a[0] == nil {
			return nil, t.throw(classIllegalArgument, "")
		}
		s := a[0].(string)
		if err := t.charge(1 + len(s)/8); err != nil {
			return nil, err
		}
		d, err := jtime.ParseDateText(s, t.timeZone(), t.now().Year())
		if err != nil {
			return nil, t.timeErr(err)
		}
		return newDateValue(d.Time()), nil
	}
	return lib{
		ctors: []def{{"(String)", func(t *thread, _ any, a []any) (any, error) { return parsed(t, a) }}},
		statics: []def{{"parse(String)", func(t *thread, _ any, a []any) (any, error) {
			d, err := parsed(t, a)
			if err != nil {
				return nil, err
			}
			return d.moment().Time(), nil
		}}},
	}
}

func sqlTimeTextLib() lib {
	return lib{statics: []def{{"valueOf(String)", func(t *thread, _ any, a []any) (any, error) {
		s, err := timeArg[string](t, a[0])
		if err != nil {
			return nil, err
		}
		c, err := time.Parse("15:4:5", s)
		if err != nil {
			return nil, t.throw(classIllegalArgument, "")
		}
		d := jtime.DateOfFields(70, 0, 1, int32(c.Hour()), int32(c.Minute()), int32(c.Second()), t.timeZone())
		return timeResult(t, jtime.NewSQLTime(d.Time()), nil)
	}}}}
}

// formatTime gives %t what the value has: a date no hours, a time no day.
func (w timeValue) formatTime(letter byte) (time.Time, bool) {
	var date, clock bool
	var d jtime.LocalDate
	var c jtime.LocalTime
	zone := time.UTC
	switch x := w.v.(type) {
	case jtime.LocalDate:
		d, date = x, true
	case jtime.LocalTime:
		c, clock = x, true
	case jtime.LocalDateTime:
		d, c, date, clock = x.LocalDate(), x.LocalTime(), true, true
	case jtime.OffsetDateTime:
		d, c, date, clock = x.LocalDate(), x.LocalTime(), true, true
		zone = time.FixedZone("", int(x.Offset().TotalSeconds()))
	case jtime.ZonedDateTime:
		d, c, date, clock = x.LocalDate(), x.LocalTime(), true, true
		zone = time.FixedZone("", int(x.Offset().TotalSeconds()))
	}
	switch letter {
	case 'H', 'I', 'k', 'l', 'M', 'S', 'L', 'N', 'p':
		if !clock {
			return time.Time{}, false
		}
	case 's', 'Q', 'z':
		switch w.v.(type) {
		case jtime.OffsetDateTime, jtime.ZonedDateTime:
		default:
			return time.Time{}, false
		}
	default:
		if !date {
			return time.Time{}, false
		}
	}
	return time.Date(int(d.Year()), time.Month(d.MonthValue()), int(d.DayOfMonth()), int(c.Hour()), int(c.Minute()), int(c.Second()), int(c.Nano()), zone), true
}

func (w timeValue) formatZone() (string, bool) {
	switch x := w.v.(type) {
	case jtime.OffsetDateTime:
		return x.Offset().String(), true
	case jtime.ZonedDateTime:
		return x.Zone().String(), true
	}
	return "", false
}

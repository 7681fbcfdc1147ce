package jtime

import (
	"fmt"
	"iter"
	"strings"
	"testing"
)

func TestGroovyMethods(t *testing.T) {
	t.Parallel()
	rows(t, "gdk", func(c []string) (got, want string) {
		utc := TimeZoneOf("UTC")
		switch c[0] {
		case "parse":
			at := func(z *TimeZone) string { return millisOf(ParseDate("yyyy-MM-dd", c[1], US, z, 1.7e12)) }
			return joined(at(TimeZoneOf("UTC")), at(TimeZoneOf("Asia/Tokyo"))), joined(c[2:]...)
		case "toStringDate":
			return millisOf(ParseToStringDate(c[1], utc, 1.7e12)), c[2]
		}
		z := TimeZoneOf(c[1])
		d := NewDate(atoi(c[2]))
		cal := d.Calendar(z)
		switch c[0] {
		case "update":
			return updates(d, z, c[3]), joined(c[4:]...)
		case "put":
			err := d.Put(int32(atoi(c[3])), int32(atoi(c[4])), z)
			return shown(d.Time(), err), c[5]
		case "upto":
			e := NewDate(atoi(c[3]))
			calendars := list(cal.Upto(e.Calendar(z)))
			return joined(list(d.Upto(e, z)), list(d.Downto(e, z)), calendars[:min(200, len(calendars))]), joined(c[4:]...)
		}
		e, n := NewDate(atoi(c[3])), int32(atoi(c[4]))
		clear, calClear := d.Clone(), cal.Clone()
		clear.ClearTime(z)
		if err := calClear.ClearTime(); err != nil {
			return err.Error(), ""
		}
		return joined(fmt.Sprint(d.PlusDays(n, z).Time()), fmt.Sprint(d.PlusDays(-n, z).Time()), fmt.Sprint(d.DaysSince(e, z)),
			fmt.Sprint(d.Next(z).Time()), fmt.Sprint(d.Previous(z).Time()), d.DateString(z), d.TimeString(z), d.DateTimeString(z),
			fmt.Sprint(clear.Time()), shown(d.Get(calDayOfYear, z)), must(d.Format("yyyy-MM-dd HH:mm:ss.SSS zzz", US, z)),
			fmt.Sprint(must(cal.DaysSince(e.Calendar(z)))), fmt.Sprint(must(must(cal.Next()).TimeInMillis())),
			fmt.Sprint(must(calClear.TimeInMillis())), must(cal.Format("yyyy/MM/dd HH:mm", US)),
			NewTimestamp(d.Time()).PlusDays(n, z).Text(z), NewSQLDate(d.Time()).PlusDays(n, z).Text(z)), joined(c[5:]...)
	})
}

func millisOf(d *Date, err error) string {
	if err != nil {
		return shown("", err)
	}
	return fmt.Sprint(d.Time())
}

func updates(d *Date, z *TimeZone, text string) string {
	var m []Update
	for _, e := range strings.Split(text, ",") {
		if k, v, ok := strings.Cut(e, "="); ok {
			m = append(m, Update{Key: k, Value: int32(atoi(v))})
		}
	}
	changed := d.Clone()
	if err := changed.Update(m, z); err != nil {
		return err.Error()
	}
	copied := must(must(d.Calendar(z).CopyWith(m)).TimeInMillis())
	return joined(millisOf(d.CopyWith(m, z)), fmt.Sprint(changed.Time()), fmt.Sprint(copied))
}

// list are the moments of an iteration.
func list[T any](seq iter.Seq[T], err error) string {
	if err != nil {
		return shown("", err)
	}
	var l []string
	for v := range seq {
		switch v := any(v).(type) {
		case *Date:
			l = append(l, fmt.Sprint(v.Time()))
		case *Calendar:
			l = append(l, fmt.Sprint(must(v.TimeInMillis())))
		}
	}
	return strings.Join(l, " ")
}

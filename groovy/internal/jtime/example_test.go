package jtime_test

import (
	"fmt"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

func ExampleParseLocalDate() {
	d, err := jtime.ParseLocalDate("2024-01-31")
	if err != nil {
		fmt.Println(err)
		return
	}
	next, _ := d.PlusMonths(1)
	days, _ := jtime.Days.Between(d, next)
	fmt.Println(next, next.DayOfWeek(), days)

	_, err = jtime.ParseLocalDate("2024-02-30")
	fmt.Println(err)
	// Output:
	// 2024-02-29 THURSDAY 29
	// java.time.format.DateTimeParseException: Text '2024-02-30' could not be parsed: Invalid date 'FEBRUARY 30'
}

func ExampleFormatter_Format() {
	f, _ := jtime.FormatterOf("EEEE, d MMMM yyyy HH:mm zzzz", jtime.US)
	t, _ := jtime.ParseZoned("2024-03-31T01:30+01:00[Europe/Vienna]")
	t, _ = t.PlusHours(1) // the clocks go forward
	s, _ := f.Format(t)
	fmt.Println(s)
	// Output:
	// Sunday, 31 March 2024 03:30 Central European Summer Time
}

func ExampleDateFormat_Parse() {
	utc, now := jtime.TimeZoneOf("UTC"), int64(1709642589123)
	f, _ := jtime.NewDateFormat("dd.MM.yy HH:mm", jtime.US, utc, now)
	ms, _ := f.Parse("31.02.24 25:00") // lenient unless told otherwise
	fmt.Println(jtime.NewDate(ms).Text(utc))
	f.SetLenient(false)
	_, err := f.Parse("31.02.24 25:00")
	fmt.Println(err)
	// Output:
	// Sun Mar 03 01:00:00 UTC 2024
	// java.text.ParseException: Unparseable date: "31.02.24 25:00"
}

func ExampleDate_PlusDays() {
	vienna := jtime.TimeZoneOf("Europe/Vienna")
	d := jtime.NewDate(1711792800000)
	fmt.Println(d.Text(vienna))
	fmt.Println(d.PlusDays(1, vienna).Text(vienna), d.PlusDays(40, vienna).DaysSince(d, vienna))
	// Output:
	// Sat Mar 30 11:00:00 CET 2024
	// Sun Mar 31 11:00:00 CEST 2024 40
}

package script

import (
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// isoDate is Jackson's ISO8601DateFormat, which class libraries read and write
// dates of REST with.
type isoDate struct{}

const isoDateClass = "com.fasterxml.jackson.databind.util.ISO8601DateFormat"

func isoDateClasses() []*groovy.HostClass {
	return []*groovy.HostClass{{Name: isoDateClass, New: func(*groovy.Context, []any) (any, error) { return isoDate{}, nil }}}
}

func (isoDate) TypeName() string { return isoDateClass }

// CallMethod reads and writes.
func (isoDate) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if len(args) != 1 {
		return nil, false, nil
	}
	switch name {
	case "parse":
		s, err := c.Text(args[0])
		if err != nil {
			return nil, true, err
		}
		t, ok := ParseDate(s)
		if !ok {
			return nil, true, c.Throw("java.text.ParseException", "Unparseable date: \""+s+"\"")
		}
		return t, true, nil
	case "format":
		t, ok := groovy.ToGo(args[0]).(time.Time)
		if !ok {
			return nil, true, c.Throw("java.lang.IllegalArgumentException", "format takes a date")
		}
		return t.UTC().Format("2006-01-02T15:04:05Z"), true, nil
	case "setTimeZone", "setLenient":
		return nil, true, nil // it writes UTC
	}
	return nil, false, nil
}

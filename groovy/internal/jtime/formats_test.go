package jtime

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var parsedMap = regexp.MustCompile(`\{([^{}]*)\},ISO`)

// sortedFields gives the fields of a Parsed an order; in Java they have none.
func sortedFields(s string) string {
	m := parsedMap.FindStringSubmatchIndex(s)
	if m == nil {
		return s
	}
	fields := strings.Split(s[m[2]:m[3]], ", ")
	slices.Sort(fields)
	return s[:m[2]] + strings.Join(fields, ", ") + s[m[3]:]
}

func shownParse(v any, err error) string {
	s := sortedFields(shown(v, err))
	var e *Error
	if errors.As(err, &e) && e.Class == DateTimeParseException {
		s += " @" + itoa(e.Index)
	}
	return s
}

// formatterNamed is the formatter of a pattern, of =NAME or of @ and two styles.
func formatterNamed(name, tag string) (*Formatter, error) {
	l := LocaleForTag(tag)
	switch {
	case strings.HasPrefix(name, "="):
		return Formatters[name[1:]], nil
	case strings.HasPrefix(name, "@"):
		return LocalizedDateTime(FormatStyle(name[1]-'0'), FormatStyle(name[2]-'0'), l), nil
	}
	return FormatterOf(name, l)
}

func accessorOf(kind, text string) Accessor {
	if kind == "Parsed" {
		panic(kind)
	}
	return temporalOf(kind, text)
}

func TestFormats(t *testing.T) {
	t.Parallel()
	rows(t, "formats", func(c []string) (got, want string) {
		last := c[len(c)-1]
		switch c[0] {
		case "style":
			l, s := LocaleForTag(c[1]), FormatStyle(atoi(c[2]))
			return joined(must(l.dateTime(s, -1)), must(l.dateTime(-1, s)), must(l.dateTime(s, s)), must(l.dateTime(s, ShortFormat))), joined(c[3:]...)
		case "week":
			return WeekFieldsOf(LocaleForTag(c[1])).String(), last
		case "resolve":
			b := NewFormatterBuilder()
			for _, name := range strings.Split(c[1], ";") {
				b.AppendValue(fieldNames[name])
				b.AppendLiteral("|")
			}
			f := b.Formatter(US).WithResolverStyle(ResolverStyle(slices.Index(ResolverStyles, c[3])))
			got := shownParse(f.Parse(c[2]))
			if strings.HasPrefix(got, "!") {
				got, _, _ = strings.Cut(got, "could not be parsed: ")
				last, _, _ = strings.Cut(last, "could not be parsed: ")
			}
			return got, last
		case "zone":
			b := NewFormatterBuilder()
			if c[2] == "true" {
				b.ParseCaseInsensitive()
			}
			switch c[1] {
			case "0":
				b.AppendZoneID()
			case "1":
				b.AppendZoneText(FullText)
			default:
				b.AppendZoneText(ShortText)
			}
			return shownParse(parseAs(b.Formatter(US), c[3], ZoneFrom)), last
		case "text":
			f, err := formatterNamed(c[1], c[2])
			return shown(f, err), last
		}
		f, err := formatterNamed(c[1], c[2])
		if err != nil {
			return err.Error(), "a formatter"
		}
		if c[3] != "null" {
			f = f.WithZone(must(ZoneOf(c[3])))
		}
		if c[0] == "format" {
			return shownParse(f.Format(accessorOf(c[4], c[5]))), last
		}
		f = f.WithResolverStyle(ResolverStyle(slices.Index(ResolverStyles, c[4])))
		return joined(shownParse(f.Parse(c[5])), shownParse(ParseLocalDateWith(c[5], f)), shownParse(ParseZonedWith(c[5], f))), joined(c[6:]...)
	})
}

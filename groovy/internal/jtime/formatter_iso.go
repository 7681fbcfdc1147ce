package jtime

import "sync"

// The formatters of DateTimeFormatter.
var (
	ISOLocalDate = format(func(b *FormatterBuilder) {
		_ = b.AppendRangedValue(YearField, 4, 10, exceedsPad)
		b.literal("-").two(MonthOfYear).literal("-").two(DayOfMonth)
	})
	ISOLocalTime = format(func(b *FormatterBuilder) {
		b.two(HourOfDay).literal(":").two(MinuteOfHour).OptionalStart()
		b.literal(":").two(SecondOfMinute).OptionalStart()
		_ = b.AppendFraction(NanoOfSecond, 0, 9, true)
	})
	ISOLocalDateTime = format(func(b *FormatterBuilder) {
		b.ParseCaseInsensitive()
		b.AppendFormatter(ISOLocalDate)
		b.AppendLiteral("T")
		b.AppendFormatter(ISOLocalTime)
	})
	ISOOffsetDate     = format(func(b *FormatterBuilder) { b.offset(ISOLocalDate) })
	ISOOffsetTime     = format(func(b *FormatterBuilder) { b.offset(ISOLocalTime) })
	ISOOffsetDateTime = format(func(b *FormatterBuilder) {
		b.ParseCaseInsensitive()
		b.AppendFormatter(ISOLocalDateTime)
		b.ParseLenient()
		b.AppendOffsetID()
		b.ParseStrict()
	})
	ISOZonedDateTime = format(func(b *FormatterBuilder) {
		b.AppendFormatter(ISOOffsetDateTime)
		b.region()
	})
	ISODate     = format(func(b *FormatterBuilder) { b.optionalOffset(ISOLocalDate) })
	ISOTime     = format(func(b *FormatterBuilder) { b.optionalOffset(ISOLocalTime) })
	ISODateTime = format(func(b *FormatterBuilder) {
		b.AppendFormatter(ISOLocalDateTime)
		b.OptionalStart()
		b.AppendOffsetID()
		b.region()
	})
	ISOOrdinalDate = format(func(b *FormatterBuilder) {
		b.ParseCaseInsensitive()
		_ = b.AppendRangedValue(YearField, 4, 10, exceedsPad)
		b.literal("-")
		_ = b.AppendFixedValue(DayOfYear, 3)
		b.OptionalStart()
		b.AppendOffsetID()
	})
	ISOWeekDate = format(func(b *FormatterBuilder) {
		b.ParseCaseInsensitive()
		_ = b.AppendRangedValue(WeekBasedYear, 4, 10, exceedsPad)
		b.literal("-W").two(WeekOfWeekBasedYear).literal("-")
		_ = b.AppendFixedValue(DayOfWeekField, 1)
		b.OptionalStart()
		b.AppendOffsetID()
	})
	ISOInstant = format(func(b *FormatterBuilder) {
		b.ParseCaseInsensitive()
		b.AppendInstant()
	})
	BasicISODate = format(func(b *FormatterBuilder) {
		b.ParseCaseInsensitive()
		_ = b.AppendFixedValue(YearField, 4)
		b.two(MonthOfYear).two(DayOfMonth).OptionalStart()
		b.ParseLenient()
		_ = b.AppendOffset("+HHMMss", "Z")
		b.ParseStrict()
	})
	// RFC1123DateTime writes English names, whatever the locale.
	RFC1123DateTime = format(func(b *FormatterBuilder) {
		b.ParseCaseInsensitive()
		b.ParseLenient()
		b.OptionalStart()
		b.append(fixedTextNode{DayOfWeekField, english.shortWeekdaysFromMonday()})
		b.AppendLiteral(", ")
		b.closeOptional()
		_ = b.AppendRangedValue(DayOfMonth, 1, 2, notNegative)
		b.literal(" ")
		b.append(fixedTextNode{MonthOfYear, english.shortMonths})
		b.literal(" ")
		_ = b.AppendFixedValue(YearField, 4)
		b.literal(" ").two(HourOfDay).literal(":").two(MinuteOfHour).OptionalStart()
		b.literal(":").two(SecondOfMinute)
		b.closeOptional()
		b.literal(" ")
		_ = b.AppendOffset("+HHMM", "GMT")
	}).WithResolverStyle(Smart)
)

// Formatters are the constants of DateTimeFormatter by name.
var Formatters = map[string]*Formatter{
	"ISO_LOCAL_DATE": ISOLocalDate, "ISO_LOCAL_TIME": ISOLocalTime, "ISO_LOCAL_DATE_TIME": ISOLocalDateTime,
	"ISO_OFFSET_DATE": ISOOffsetDate, "ISO_OFFSET_TIME": ISOOffsetTime, "ISO_OFFSET_DATE_TIME": ISOOffsetDateTime,
	"ISO_ZONED_DATE_TIME": ISOZonedDateTime, "ISO_DATE": ISODate, "ISO_TIME": ISOTime, "ISO_DATE_TIME": ISODateTime,
	"ISO_ORDINAL_DATE": ISOOrdinalDate, "ISO_WEEK_DATE": ISOWeekDate, "ISO_INSTANT": ISOInstant,
	"BASIC_ISO_DATE": BasicISODate, "RFC_1123_DATE_TIME": RFC1123DateTime,
}

// format builds one of them; the widths above are right, so that the errors of
// the builder's methods are nil. The ISO formats are strict but RFC 1123.
func format(build func(*FormatterBuilder)) *Formatter {
	b := NewFormatterBuilder()
	build(b)
	return b.Formatter(US).WithResolverStyle(Strict)
}

func (b *FormatterBuilder) two(f Field) *FormatterBuilder {
	_ = b.AppendFixedValue(f, 2)
	return b
}

func (b *FormatterBuilder) literal(text string) *FormatterBuilder {
	b.AppendLiteral(text)
	return b
}

func (b *FormatterBuilder) offset(f *Formatter) {
	b.ParseCaseInsensitive()
	b.AppendFormatter(f)
	b.AppendOffsetID()
}

func (b *FormatterBuilder) optionalOffset(f *Formatter) {
	b.ParseCaseInsensitive()
	b.AppendFormatter(f)
	b.OptionalStart()
	b.AppendOffsetID()
}

// region is the zone in brackets, if there is one.
func (b *FormatterBuilder) region() {
	b.OptionalStart()
	b.literal("[")
	b.ParseCaseSensitive()
	b.AppendZoneRegionID()
	b.literal("]")
}

// instantParts are those an ISO_INSTANT is read as.
var instantParts = sync.OnceValue(func() *composite {
	return format(func(b *FormatterBuilder) {
		b.AppendFormatter(ISOLocalDate)
		b.literal("T").two(HourOfDay).literal(":").two(MinuteOfHour).literal(":").two(SecondOfMinute)
		_ = b.AppendFraction(NanoOfSecond, 0, 9, true)
		b.AppendOffsetID()
	}).root
})

var yearFormat = sync.OnceValue(func() *Formatter {
	b := NewFormatterBuilder()
	b.ParseLenient()
	_ = b.AppendRangedValue(YearField, 1, 10, signNormal)
	return b.Formatter(US)
})

var yearMonthFormat = sync.OnceValue(func() *Formatter {
	b := NewFormatterBuilder()
	_ = b.AppendRangedValue(YearField, 4, 10, exceedsPad)
	b.literal("-").two(MonthOfYear)
	return b.Formatter(US)
})

// A fixedTextNode has its own words: appendText(field, map).
type fixedTextNode struct {
	field Field
	words []string // the first for 1
}

func (t *localeText) shortWeekdaysFromMonday() []string {
	words, _ := t.of(DayOfWeekField, ShortText)
	return words
}

func (n fixedTextNode) print(p *printer, b []byte) ([]byte, bool, error) {
	v, ok, err := p.value(n.field)
	if !ok || err != nil {
		return b, ok, err
	}
	return append(b, n.words[v-1]...), true, nil
}

func (n fixedTextNode) parse(p *parser, text string, pos int) int {
	for i, w := range n.words {
		if end, ok := p.literal(text, pos, w); ok {
			return p.set(n.field, int64(i)+1, pos, end)
		}
	}
	if p.strict {
		return ^pos
	}
	return numberNode{field: n.field, min: 1, max: 19}.parse(p, text, pos)
}

func (n fixedTextNode) appendTo(b []byte) []byte { return append(b, "Text("+n.field.String()+")"...) }

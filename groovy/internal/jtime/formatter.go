package jtime

// MaxPattern is how many bytes a pattern of a formatter may have. Java has no
// limit; the longest of real rules are of some forty.
const MaxPattern = 4096

func checkPattern(pattern string) error {
	if len(pattern) > MaxPattern {
		return illegal("Pattern of more than " + itoa(MaxPattern) + " characters")
	}
	return nil
}

// A ResolverStyle is a java.time.format.ResolverStyle.
type ResolverStyle int

const (
	Strict ResolverStyle = iota
	Smart
	Lenient
)

// ResolverStyles are the names of the constants, by ordinal.
var ResolverStyles = []string{"STRICT", "SMART", "LENIENT"}

// A Formatter is a java.time.format.DateTimeFormatter. It is immutable.
type Formatter struct {
	root     *composite
	locale   Locale
	resolver ResolverStyle
	zone     ZoneID // nil if there is none
	size     int    // what its builder counted
}

// FormatterOf is DateTimeFormatter.ofPattern.
func FormatterOf(pattern string, l Locale) (*Formatter, error) {
	b := NewFormatterBuilder()
	if err := b.AppendPattern(pattern); err != nil {
		return nil, err
	}
	return b.Formatter(l), nil
}

// LocalizedDate is ofLocalizedDate, as LocalizedTime and LocalizedDateTime are
// theirs. The pattern is the locale's at the time of use.
func LocalizedDate(s FormatStyle, l Locale) *Formatter        { return localized(s, -1, l) }
func LocalizedTime(s FormatStyle, l Locale) *Formatter        { return localized(-1, s, l) }
func LocalizedDateTime(d, t FormatStyle, l Locale) *Formatter { return localized(d, t, l) }

func localized(d, t FormatStyle, l Locale) *Formatter {
	b := NewFormatterBuilder()
	b.append(localizedNode{d, t})
	return b.Formatter(l)
}

func (f *Formatter) Locale() Locale               { return f.locale }
func (f *Formatter) Zone() ZoneID                 { return f.zone }
func (f *Formatter) ResolverStyle() ResolverStyle { return f.resolver }

func (f Formatter) WithLocale(l Locale) *Formatter {
	f.locale = l
	return &f
}

// WithZone is withZone; nil takes the zone away.
func (f Formatter) WithZone(z ZoneID) *Formatter {
	f.zone = z
	return &f
}

func (f Formatter) WithResolverStyle(s ResolverStyle) *Formatter {
	f.resolver = s
	return &f
}

// Format is format(temporal).
func (f *Formatter) Format(a Accessor) (string, error) {
	p := printer{from: a, known: a.known(), locale: f.locale}
	if f.zone != nil {
		if err := p.override(f.zone); err != nil {
			return "", err
		}
	}
	b, _, err := f.root.print(&p, nil)
	return string(b), err
}

// Parse is parse(text): the whole text is read and the fields are put together
// as far as they can be.
func (f *Formatter) Parse(text string) (*Parsed, error) {
	p := parser{locale: f.locale, caseSensitive: true, strict: true}
	p.fields = p.room[:0]
	end := f.root.parse(&p, text, 0)
	switch {
	case p.err != nil:
		return nil, unparsed(text, 0, "Text "+quoteShort(text)+" could not be parsed: "+message(p.err))
	case end < 0:
		e := unparsed(text, ^end, "")
		at := e.(*Error)
		at.Message = "Text " + quoteShort(text) + " could not be parsed at index " + itoa(at.Index)
		return nil, at
	case end < len(text):
		e := unparsed(text, end, "")
		at := e.(*Error)
		at.Message = "Text " + quoteShort(text) + " could not be parsed, unparsed text found at index " + itoa(at.Index)
		return nil, at
	}
	r := &Parsed{fields: p.fields, zone: p.zone}
	if r.zone == nil {
		r.zone = f.zone
	}
	if err := r.resolve(f.resolver); err != nil {
		return nil, unparsed(text, 0, "Text "+quoteShort(text)+" could not be parsed: "+message(err))
	}
	return r, nil
}

// message is the message without the class.
func message(err error) string {
	if e, ok := err.(*Error); ok {
		return e.Message
	}
	return err.Error()
}

// parseAs is formatter.parse(text, query).
func parseAs[T any](f *Formatter, text string, from func(Accessor) (T, error)) (T, error) {
	var none T
	p, err := f.Parse(text)
	if err != nil {
		return none, err
	}
	v, err := from(p)
	if err != nil {
		return none, unparsed(text, 0, "Text "+quoteShort(text)+" could not be parsed: "+message(err))
	}
	return v, nil
}

// String is what Java prints, as Value(HourOfDay,2)':'Value(MinuteOfHour,2).
func (f *Formatter) String() string {
	s := string(f.root.appendTo(nil))
	if s[0] == '(' {
		return s[1 : len(s)-1]
	}
	return s
}

package jtime

// A FormatterBuilder is a java.time.format.DateTimeFormatterBuilder.
type FormatterBuilder struct {
	open []section // the last is the one things are appended to
	size int       // of all that was appended, as a pattern would have
}

// A section is the whole formatter or an optional part of it.
type section struct {
	nodes   []node
	value   int // the number that adjacent ones are counted with, or -1
	pad     int // the width the next node is padded to, if not 0
	padWith rune
}

func NewFormatterBuilder() *FormatterBuilder {
	return &FormatterBuilder{open: []section{{value: -1}}}
}

// Size is about how much a formatter prints at most, in characters. A formatter
// that is appended counts whole, each time.
func (b *FormatterBuilder) Size() int { return b.size }

// CheckSize refuses what is larger than any pattern may be, as formatters within
// formatters would be soon.
func (b *FormatterBuilder) CheckSize() error {
	if b.size > MaxPattern {
		return illegal("Formatter of more than " + itoa(MaxPattern) + " characters")
	}
	return nil
}

func (b *FormatterBuilder) active() *section { return &b.open[len(b.open)-1] }

// append adds a node and returns its index.
func (b *FormatterBuilder) append(n node) int {
	s := b.active()
	b.size++
	if s.pad > 0 {
		b.size += s.pad
		n = padNode{n, s.pad, s.padWith}
		s.pad = 0
	}
	s.nodes = append(s.nodes, n)
	s.value = -1
	return len(s.nodes) - 1
}

// appendNumber adds a number. Numbers that follow each other without anything
// between share their digits out: all but the first have a fixed width.
func (b *FormatterBuilder) appendNumber(n numberNode) {
	s := b.active()
	first := s.value
	if first < 0 {
		s.value = b.append(n)
		return
	}
	base, ok := s.nodes[first].(numberNode)
	if !ok { // it is padded
		s.value = b.append(n)
		return
	}
	if n.min == n.max && n.sign == notNegative {
		base.subsequent += n.max
		n.subsequent = -1
		b.append(n)
		s.value = first
	} else {
		base.subsequent = -1
		s.value = b.append(n)
	}
	s.nodes[first] = base
}

// AppendValue is appendValue(field): a number of any width.
func (b *FormatterBuilder) AppendValue(f Field) {
	b.appendNumber(numberNode{field: f, min: 1, max: 19})
}

// AppendFixedValue is appendValue(field, width).
func (b *FormatterBuilder) AppendFixedValue(f Field, width int32) error {
	if width < 1 || width > 19 {
		return illegal("The width must be from 1 to 19 inclusive but was " + itoa(width))
	}
	b.appendNumber(numberNode{field: f, min: int(width), max: int(width), sign: notNegative})
	return nil
}

// A SignStyle is a java.time.format.SignStyle.
type SignStyle int

const (
	signNormal SignStyle = iota
	signAlways
	signNever
	notNegative
	exceedsPad
)

// SignStyles are the names of the constants, by ordinal.
var SignStyles = []string{"NORMAL", "ALWAYS", "NEVER", "NOT_NEGATIVE", "EXCEEDS_PAD"}

// AppendRangedValue is appendValue(field, minWidth, maxWidth, signStyle).
func (b *FormatterBuilder) AppendRangedValue(f Field, minWidth, maxWidth int32, s SignStyle) error {
	switch {
	case minWidth == maxWidth && s == notNegative:
		return b.AppendFixedValue(f, maxWidth)
	case minWidth < 1 || minWidth > 19:
		return illegal("The minimum width must be from 1 to 19 inclusive but was " + itoa(minWidth))
	case maxWidth < 1 || maxWidth > 19:
		return illegal("The maximum width must be from 1 to 19 inclusive but was " + itoa(maxWidth))
	case maxWidth < minWidth:
		return illegal("The maximum width must exceed or equal the minimum width but " + itoa(maxWidth) + " < " + itoa(minWidth))
	}
	b.appendNumber(numberNode{field: f, min: int(minWidth), max: int(maxWidth), sign: s})
	return nil
}

// AppendReduced is appendValueReduced(field, width, maxWidth, base): the last
// digits of a number from base on.
func (b *FormatterBuilder) AppendReduced(f Field, width, maxWidth, base int32) error {
	switch {
	case width < 1 || width > 10:
		return illegal("The width must be from 1 to 10 inclusive but was " + itoa(width))
	case maxWidth < 1 || maxWidth > 10:
		return illegal("The maxWidth must be from 1 to 10 inclusive but was " + itoa(maxWidth))
	case maxWidth < width:
		return illegal("Maximum width must exceed or equal the minimum width but " + itoa(maxWidth) + " < " + itoa(width))
	case !f.Range().IsValid(int64(base)):
		return illegal("The base value must be within the range of the field")
	}
	b.appendNumber(numberNode{field: f, min: int(width), max: int(maxWidth), sign: notNegative, reduced: true, base: int64(base)})
	return nil
}

// AppendFraction is appendFraction(field, minWidth, maxWidth, decimalPoint).
func (b *FormatterBuilder) AppendFraction(f Field, minWidth, maxWidth int32, decimalPoint bool) error {
	switch {
	case !f.Range().IsFixed():
		return illegal("Field must have a fixed set of values: " + f.String())
	case minWidth < 0 || minWidth > 9:
		return illegal("Minimum width must be from 0 to 9 inclusive but was " + itoa(minWidth))
	case maxWidth < 1 || maxWidth > 9:
		return illegal("Maximum width must be from 1 to 9 inclusive but was " + itoa(maxWidth))
	case maxWidth < minWidth:
		return illegal("Maximum width must exceed or equal the minimum width but " + itoa(maxWidth) + " < " + itoa(minWidth))
	}
	n := numberNode{field: f, min: int(minWidth), max: int(maxWidth), sign: notNegative, fraction: true, point: decimalPoint}
	if minWidth == maxWidth && !decimalPoint {
		b.appendNumber(n)
	} else {
		b.append(n)
	}
	return nil
}

// AppendText is appendText(field, style).
func (b *FormatterBuilder) AppendText(f Field, s TextStyle) { b.append(textNode{f, s}) }

// AppendLiteral is appendLiteral(text).
func (b *FormatterBuilder) AppendLiteral(text string) {
	if text != "" {
		b.size += len(text)
		b.append(literalNode(text))
	}
}

// AppendInstant is appendInstant().
func (b *FormatterBuilder) AppendInstant() { b.append(instantNode{groupsOfThree}) }

// AppendInstantDigits is appendInstant(fractionalDigits).
func (b *FormatterBuilder) AppendInstantDigits(n int32) error {
	if n < asManyDigits || n > 9 {
		return illegal("The fractional digits must be from -1 to 9 inclusive but was " + itoa(n))
	}
	b.append(instantNode{int(n)})
	return nil
}

// AppendLocalized is appendLocalized(dateStyle, timeStyle); -1 is none.
func (b *FormatterBuilder) AppendLocalized(date, clock FormatStyle) error {
	if date < 0 && clock < 0 {
		return illegal("Either the date or time style must be non-null")
	}
	b.append(localizedNode{date, clock})
	return nil
}

// AppendOffsetID is appendOffsetId().
func (b *FormatterBuilder) AppendOffsetID() { b.append(offsetIDNode) }

// AppendOffset is appendOffset(pattern, noOffsetText).
func (b *FormatterBuilder) AppendOffset(pattern, zero string) error {
	for i, p := range offsetPatterns {
		if p == pattern {
			b.append(offsetNode{i, zero})
			return nil
		}
	}
	return illegal("Invalid zone offset pattern: " + pattern)
}

// AppendLocalizedOffset is appendLocalizedOffset(style).
func (b *FormatterBuilder) AppendLocalizedOffset(s TextStyle) error {
	if s != FullText && s != ShortText {
		return illegal("Style must be either full or short")
	}
	b.append(localizedOffsetNode{s})
	return nil
}

// AppendZoneID is appendZoneId, as AppendZoneRegionID and AppendZoneText are theirs.
func (b *FormatterBuilder) AppendZoneID()              { b.append(zoneNode{kind: zoneAny}) }
func (b *FormatterBuilder) AppendZoneOrOffsetID()      { b.append(zoneNode{kind: zoneOrOffset}) }
func (b *FormatterBuilder) AppendZoneRegionID()        { b.append(zoneNode{kind: zoneRegion}) }
func (b *FormatterBuilder) AppendZoneText(s TextStyle) { b.append(zoneNode{kind: zoneWords, style: s}) }
func (b *FormatterBuilder) AppendGenericZone(s TextStyle) {
	b.append(zoneNode{kind: zoneGeneric, style: s})
}

// AppendFormatter and AppendOptional are append(formatter) and
// appendOptional(formatter).
func (b *FormatterBuilder) AppendFormatter(f *Formatter) {
	b.size += f.size
	b.append(&composite{nodes: f.root.nodes})
}
func (b *FormatterBuilder) AppendOptional(f *Formatter) {
	b.size += f.size
	b.append(&composite{nodes: f.root.nodes, optional: true})
}

// OptionalStart and OptionalEnd enclose what may be missing.
func (b *FormatterBuilder) OptionalStart() {
	b.size++
	b.active().value = -1
	b.open = append(b.open, section{value: -1})
}

func (b *FormatterBuilder) OptionalEnd() error {
	if len(b.open) == 1 {
		return &Error{Class: "java.lang.IllegalStateException",
			Message: "Cannot call optionalEnd() as there was no previous call to optionalStart()"}
	}
	b.closeOptional()
	return nil
}

func (b *FormatterBuilder) closeOptional() {
	s := b.active()
	b.open = b.open[:len(b.open)-1]
	if len(s.nodes) > 0 {
		b.append(&composite{nodes: s.nodes, optional: true})
	}
}

// PadNext is padNext(width, char).
func (b *FormatterBuilder) PadNext(width int32, with rune) error {
	if width < 1 {
		return illegal("The pad width must be at least one but was " + itoa(width))
	}
	if width > MaxPattern {
		return illegal("Pad width of more than " + itoa(MaxPattern))
	}
	s := b.active()
	s.pad, s.padWith, s.value = int(width), with, -1
	return nil
}

// ParseDefaulting is parseDefaulting(field, value).
func (b *FormatterBuilder) ParseDefaulting(f Field, v int64) { b.append(defaultNode{f, v}) }

// ParseCaseSensitive holds for what is appended after it, as do
// ParseCaseInsensitive, ParseStrict and ParseLenient.
func (b *FormatterBuilder) ParseCaseSensitive()   { b.append(settingCaseSensitive) }
func (b *FormatterBuilder) ParseCaseInsensitive() { b.append(settingCaseInsensitive) }
func (b *FormatterBuilder) ParseStrict()          { b.append(settingStrict) }
func (b *FormatterBuilder) ParseLenient()         { b.append(settingLenient) }

// Formatter is toFormatter(locale): what is optional and open is closed.
func (b *FormatterBuilder) Formatter(l Locale) *Formatter {
	for len(b.open) > 1 {
		b.closeOptional()
	}
	return &Formatter{root: &composite{nodes: append([]node(nil), b.active().nodes...)}, locale: l, resolver: Smart, size: b.size}
}

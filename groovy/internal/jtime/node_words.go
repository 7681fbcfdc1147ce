package jtime

import (
	"slices"
	"strings"
)

// A wordsNode prints and parses the names a script gives the values of a field;
// a value without one is a number.
type wordsNode struct {
	field Field
	words map[int64]string
}

// AppendWords is appendText(field, map).
func (b *FormatterBuilder) AppendWords(f Field, words map[int64]string) {
	for _, w := range words {
		b.size += len(w)
	}
	b.append(wordsNode{f, words})
}

func (n wordsNode) print(p *printer, b []byte) ([]byte, bool, error) {
	v, ok, err := p.value(n.field)
	if !ok || err != nil {
		return b, ok, err
	}
	if w, ok := n.words[v]; ok {
		return append(b, w...), true, nil
	}
	return textNode{field: n.field}.number().print(p, b)
}

func (n wordsNode) parse(p *parser, text string, pos int) int {
	values := make([]int64, 0, len(n.words))
	for v := range n.words {
		values = append(values, v)
	}
	// The longest name wins; the order is for those that are alike.
	slices.SortFunc(values, func(a, b int64) int {
		if d := len(n.words[b]) - len(n.words[a]); d != 0 {
			return d
		}
		return strings.Compare(n.words[a], n.words[b])
	})
	for _, v := range values {
		if end, ok := p.literal(text, pos, n.words[v]); ok {
			return p.set(n.field, v, pos, end)
		}
	}
	if p.strict {
		return ^pos
	}
	return textNode{field: n.field}.number().parse(p, text, pos)
}

func (n wordsNode) appendTo(b []byte) []byte { return append(b, "Text("+n.field.String()+")"...) }

// periodsOfDay are what English calls the hours of a day, from the hour on.
// Noon and midnight are moments.
var periodsOfDay = []struct {
	from int
	text string
}{{0, "at night"}, {6, "in the morning"}, {12, "in the afternoon"}, {18, "in the evening"}, {21, "at night"}}

// A periodNode prints the period of the day, in English.
type periodNode struct{ style TextStyle }

// AppendDayPeriod is appendDayPeriodText(style).
func (b *FormatterBuilder) AppendDayPeriod(s TextStyle) { b.append(periodNode{s}) }

func (n periodNode) print(p *printer, b []byte) ([]byte, bool, error) {
	hour, ok, err := p.value(HourOfDay)
	if !ok || err != nil {
		return b, ok, err
	}
	if p.locale.Language != "en" {
		return b, false, illegal("Pattern letter B (a period of the day) is there for English only")
	}
	minute := int64(0)
	if p.from.Supports(MinuteOfHour) {
		minute, _ = p.from.Long(MinuteOfHour)
	}
	narrow := n.style == NarrowText || n.style == NarrowText+1
	switch {
	case minute == 0 && hour == 0 && narrow:
		return append(b, "mi"...), true, nil
	case minute == 0 && hour == 0:
		return append(b, "midnight"...), true, nil
	case minute == 0 && hour == 12 && narrow:
		return append(b, 'n'), true, nil
	case minute == 0 && hour == 12:
		return append(b, "noon"...), true, nil
	}
	text := ""
	for _, period := range periodsOfDay {
		if hour >= int64(period.from) {
			text = period.text
		}
	}
	return append(b, text...), true, nil
}

func (n periodNode) parse(p *parser, _ string, pos int) int {
	return p.fail(illegal("Pattern letter B (a period of the day) can be printed, not parsed; use a"), pos)
}

func (n periodNode) appendTo(b []byte) []byte { return append(b, "DayPeriod("+n.style.String()+")"...) }

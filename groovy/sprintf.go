package groovy

import (
	"errors"
	"time"

	"github.com/entwine-sync/entwine/groovy/internal/format"
	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// maxFormatted is the longest text one String.format may make.
const maxFormatted = 1 << 24

// sprintf is String.format; beside an error stands what came before it.
func (t *thread) sprintf(text string, args []any) (string, error) {
	return t.sprintfWith(t.symbols(), text, args)
}

// formatArgs is the arguments; null in their place is one that is null.
func formatArgs(v any) []any {
	if a, ok := v.(*Array); ok {
		return a.items
	}
	return []any{nil}
}

// sprintfWith is String.format with the signs of a locale, nil for the default.
func (t *thread) sprintfWith(symbols *format.Symbols, text string, args []any) (string, error) {
	conv := make([]any, len(args))
	for i, a := range args {
		conv[i] = t.formatArg(a)
	}
	limit := maxFormatted
	if left := t.maxMemory - t.memory; left < int64(limit) {
		limit = int(left)
	}
	s, err := format.Formatter{Limit: limit, Symbols: symbols, Zone: t.env.Location}.Format(text, conv)
	if err != nil {
		return s, t.formatError(err)
	}
	if err := t.alloc(len(s)); err != nil {
		return "", err
	}
	return s, t.charge(1 + len(s)/64)
}

func (t *thread) formatError(err error) error {
	var ne *number.Error
	var le *number.LimitError
	if errors.As(err, &ne) {
		return t.numberError(ne)
	}
	if errors.As(err, &le) {
		return t.limit("memory", "the script made a %s", le.Error())
	}
	return err
}

// formatArg gives package format what it can print.
func (t *thread) formatArg(v any) any {
	switch x := v.(type) {
	case Char:
		return format.Char(x)
	case nil, string, bool:
		return v
	}
	if isNumeric(v) {
		return v
	}
	if m, ok := v.(momentary); ok {
		return formatMoment{formatObject{t, v}, m}
	}
	return formatObject{t, v}
}

// momentary is a library value with a date or time, for %t.
type momentary interface {
	formatTime(letter byte) (time.Time, bool)
	formatZone() (string, bool)
}

type formatObject struct {
	t *thread
	v any
}

func (o formatObject) FormatClass() string           { return classOf(o.v).Name() }
func (o formatObject) FormatString() (string, error) { return o.t.javaToString(o.v) }
func (o formatObject) FormatHash() (int32, error)    { return o.t.hash(o.v) }

// javaToString is String.valueOf: collections as Java prints them, arrays by
// their identity.
func (t *thread) javaToString(v any) (string, error) {
	switch v.(type) {
	case *Array, *Range:
		return t.toString(v)
	}
	return t.javaText(v)
}

type formatMoment struct {
	formatObject
	m momentary
}

func (o formatMoment) FormatTime(letter byte) (time.Time, bool) { return o.m.formatTime(letter) }
func (o formatMoment) FormatZone() (string, bool)               { return o.m.formatZone() }

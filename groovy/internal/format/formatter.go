package format

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A Char is a java.lang.Character: one UTF-16 unit.
type Char uint16

// An Object is an argument of a type that is not known here.
type Object interface {
	// FormatClass is the full name of its Java class.
	FormatClass() string
	// FormatString is its toString, for %s.
	FormatString() (string, error)
	// FormatHash is its hashCode, for %h.
	FormatHash() (int32, error)
}

// A Moment is an Object with a date, a time or both, for %t.
type Moment interface {
	Object
	// FormatTime is the moment in its own zone. The letter is that of one field,
	// as Y, m or H; false says that this kind of moment has no such field.
	FormatTime(letter byte) (time.Time, bool)
	// FormatZone is the name of its zone for %tZ, as CET or UTC, and whether
	// it has one.
	FormatZone() (string, bool)
}

// A Formatter prints like java.util.Formatter.
type Formatter struct {
	// Limit is the most bytes that a result may have.
	Limit int
	// Symbols are those of the locale; nil is en_US.
	Symbols *Symbols
	// Zone is that of a Long printed by %t; nil is UTC.
	Zone *time.Location
}

// Format is String.format in the locale en_US and the zone UTC. The result has
// at most limit bytes.
func Format(limit int, format string, args []any) (string, error) {
	return Formatter{Limit: limit}.Format(format, args)
}

// Format prints the arguments as the format says. Like Java it reads all of the
// format before it looks at an argument. Beside an error that Java would throw
// stands what was printed before it.
func (f Formatter) Format(format string, args []any) (string, error) {
	pieces, err := parse(format)
	if err != nil {
		return "", err
	}
	p := printer{writer: writer{limit: f.Limit}, symbols: f.Symbols, zone: f.Zone}
	if p.symbols == nil {
		p.symbols = US
	}
	last, next := -1, 0
	for i := range pieces {
		if p.err != nil {
			break
		}
		piece := &pieces[i]
		if piece.text != "" {
			p.str(piece.text)
			continue
		}
		s := &piece.spec
		switch s.index {
		case noArg:
			p.print(s, nil)
			continue
		case ordinary:
			last = next
			next++
		case previous:
		default:
			last = s.index - 1
		}
		if last < 0 || last >= len(args) {
			return string(p.b), java("MissingFormatArgumentException", "Format specifier '"+s.String()+"'")
		}
		p.print(s, args[last])
	}
	var thrown *number.Error
	if p.err != nil && !errors.As(p.err, &thrown) {
		return "", p.err
	}
	return string(p.b), p.err
}

// A piece is a specifier or the text between two.
type piece struct {
	text string // empty if it is a specifier
	spec spec
}

func parse(format string) ([]piece, error) {
	pieces := make([]piece, 0, 2*strings.Count(format, "%")+1)
	for format != "" {
		text, rest, found := strings.Cut(format, "%")
		if text != "" {
			pieces = append(pieces, piece{text: text})
		}
		if !found {
			break
		}
		s, rest, err := parseSpec(rest)
		if err != nil {
			return nil, err
		}
		pieces = append(pieces, piece{spec: s})
		format = rest
	}
	return pieces, nil
}

// A printer writes arguments.
type printer struct {
	writer
	symbols *Symbols
	zone    *time.Location
}

func (p *printer) print(s *spec, arg any) {
	switch {
	case s.date:
		p.date(s, arg)
	case s.conv == 'n':
		p.byte('\n')
	case s.conv == '%':
		p.text(s, "%")
	case s.conv == 'b':
		value, isBool := arg.(bool)
		p.text(s, strconv.FormatBool(value || !isBool && arg != nil))
	case s.conv == 's':
		p.string(s, arg)
	case s.conv == 'h':
		p.hash(s, arg)
	case arg == nil:
		p.text(s, "null")
	case s.conv == 'c':
		p.char(s, arg)
	case s.conv == 'd' || s.conv == 'o' || s.conv == 'x':
		p.integer(s, arg)
	default:
		p.float(s, arg)
	}
}

// text writes what a conversion gave, cut and capitalised as asked.
func (p *printer) text(s *spec, text string) {
	if s.precision >= 0 {
		text = prefix(text, s.precision)
	}
	if s.flags.has(flagUpper) {
		text = ToUpper(text)
	}
	p.justify(s, text)
}

// justify fills up to the width.
func (p *printer) justify(s *spec, text string) {
	fill := int64(s.width) - int64(length(text))
	if fill > 0 && !s.flags.has(flagLeft) {
		p.repeat(' ', fill)
	}
	p.str(text)
	if fill > 0 && s.flags.has(flagLeft) {
		p.repeat(' ', fill)
	}
}

func (p *printer) string(s *spec, arg any) {
	if s.flags.has(flagAlternate) {
		p.fail(mismatch(flagAlternate, 's'))
		return
	}
	text, err := toString(arg)
	if err != nil {
		p.fail(err)
		return
	}
	p.text(s, text)
}

func toString(arg any) (string, error) {
	switch a := arg.(type) {
	case nil:
		return "null", nil
	case string:
		return a, nil
	case bool:
		return strconv.FormatBool(a), nil
	case Char:
		return number.FromUnits([]uint16{uint16(a)}), nil
	case Object:
		return a.FormatString()
	}
	if text, ok := number.Text(arg); ok {
		return text, nil
	}
	return "", fmt.Errorf("format: argument of type %T", arg)
}

func (p *printer) hash(s *spec, arg any) {
	if arg == nil {
		p.text(s, "null")
		return
	}
	h, err := hashOf(arg)
	if err != nil {
		p.fail(err)
		return
	}
	p.text(s, number.FormatBits32(h, 16))
}

func hashOf(arg any) (int32, error) {
	switch a := arg.(type) {
	case string:
		var h int32
		for _, u := range number.Units(a) {
			h = 31*h + int32(u)
		}
		return h, nil
	case bool:
		if a {
			return 1231, nil
		}
		return 1237, nil
	case Char:
		return int32(a), nil
	case Object:
		return a.FormatHash()
	}
	if h, ok := number.Hash(arg); ok {
		return h, nil
	}
	return 0, fmt.Errorf("format: argument of type %T", arg)
}

func (p *printer) char(s *spec, arg any) {
	switch a := arg.(type) {
	case Char:
		p.text(s, number.FromUnits([]uint16{uint16(a)}))
	case int8, int16, int32:
		r := number.Int32(a)
		if r < 0 || r > utf8.MaxRune {
			p.fail(java("IllegalFormatCodePointException", "Code point = 0x"+number.FormatBits32(r, 16)))
			return
		}
		if r >= 0xD800 && r < 0xE000 {
			p.text(s, number.FromUnits([]uint16{uint16(r)}))
			return
		}
		p.text(s, string(r))
	default:
		p.refuse(s.conv, arg)
	}
}

// refuse says that the conversion is not for this argument.
func (p *printer) refuse(conversion byte, arg any) {
	p.fail(conversionError(conversion, classOf(arg)))
}

func classOf(arg any) string {
	switch a := arg.(type) {
	case string:
		return "java.lang.String"
	case bool:
		return "java.lang.Boolean"
	case Char:
		return "java.lang.Character"
	case Object:
		return a.FormatClass()
	}
	if class := number.Class(arg); class != "" {
		return class
	}
	return fmt.Sprintf("%T", arg)
}

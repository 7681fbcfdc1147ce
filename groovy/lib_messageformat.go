package groovy

import (
	"math"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/format"
	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

var classMessageFormat = &Class{name: "java.text.MessageFormat", super: classTextFormat}

// A messageFormat is java.text.MessageFormat.
type messageFormat struct {
	pattern string // as it was given
	locale  jtime.Locale
	// texts[i] stands before places[i]; the last stands at the end.
	texts  []string
	places []messagePlace
}

// A messagePlace is where an argument goes.
type messagePlace struct {
	n      int
	kind   string // number, date, time, choice or empty
	style  string
	format any // nil if the argument's own kind decides
}

func (*messageFormat) classOf() *Class { return classMessageFormat }

func (m *messageFormat) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(*messageFormat)
	return ok && o.pattern == m.pattern && o.locale == m.locale, nil
}

func (m *messageFormat) hashCode(*thread) (int32, error) { return hashString(m.pattern), nil }

// The parts of a place in braces.
const (
	partText = iota
	partIndex
	partKind
	partStyle
)

// read takes a pattern apart.
func (m *messageFormat) read(t *thread, p string) error {
	if err := t.charge(1 + len(p)/8); err != nil {
		return err
	}
	if err := t.alloc(4 * len(p)); err != nil {
		return err
	}
	var parts [4]strings.Builder
	var texts []string
	var places []messagePlace
	part, depth, quoted := partText, 0, false
	for i := 0; i < len(p); {
		r, w := decodeWTF8(p[i:])
		c := p[i : i+w]
		i += w
		if part == partText {
			switch {
			case r == '\'' && strings.HasPrefix(p[i:], "'"):
				parts[part].WriteString(c)
				i++
			case r == '\'':
				quoted = !quoted
			case r == '{' && !quoted:
				part = partIndex
			default:
				parts[part].WriteString(c)
			}
			continue
		}
		switch {
		case quoted:
			quoted = r != '\''
		case r == ' ' && part == partKind && parts[part].Len() == 0:
			continue
		case r == ',' && part < partStyle:
			part++
			continue
		case r == '{':
			depth++
		case r == '}' && depth == 0:
			place, err := m.place(t, parts[partIndex].String(), parts[partKind].String(), parts[partStyle].String())
			if err != nil {
				return err
			}
			texts, places = append(texts, parts[partText].String()), append(places, place)
			for k := range parts {
				parts[k].Reset()
			}
			part = partText
			continue
		case r == '}':
			depth--
		case r == '\'':
			quoted = true
		}
		parts[part].WriteString(c)
	}
	if depth == 0 && part != partText {
		return t.throw(classIllegalArgument, "Unmatched braces in the pattern.")
	}
	m.pattern, m.texts, m.places = p, append(texts, parts[partText].String()), places
	return nil
}

// place makes the format that a place names.
func (m *messageFormat) place(t *thread, index, kind, style string) (messagePlace, error) {
	n, err := strconv.ParseInt(index, 10, 32)
	if err != nil {
		return messagePlace{}, t.throw(classIllegalArgument, "can't parse argument number: %s", index)
	}
	if n < 0 {
		return messagePlace{}, t.throw(classIllegalArgument, "negative argument number: %s", index)
	}
	word := func(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
	place := messagePlace{n: int(n), kind: word(kind), style: style}
	known := word(style)
	switch place.kind {
	case "":
	case "number":
		place.format, err = m.numbers(t, known, style)
	case "date", "time":
		place.format, err = m.dates(t, place.kind == "date", known, style)
	case "choice":
		place.format, err = t.newChoiceFormat(style)
		if thrownBy(err) != nil {
			err = t.throw(classIllegalArgument, "Choice Pattern incorrect: %s", style)
		}
	default:
		err = t.throw(classIllegalArgument, "unknown format type: %s", kind)
	}
	if err == nil && place.format != nil {
		place.style = strings.TrimSpace(style)
	}
	return place, err
}

func (m *messageFormat) symbols() *format.Symbols {
	if s, ok := format.SymbolsFor(m.locale.LanguageTag()); ok {
		return s
	}
	return format.US
}

func (m *messageFormat) numbers(t *thread, known, style string) (any, error) {
	s := m.symbols()
	switch known {
	case "":
		return &NumberFormat{format.NumberInstance(s)}, nil
	case "currency":
		return &NumberFormat{format.CurrencyInstance(s)}, nil
	case "percent":
		return &NumberFormat{format.PercentInstance(s)}, nil
	case "integer":
		return &NumberFormat{format.IntegerInstance(s)}, nil
	}
	if err := readsPattern(t, style); err != nil {
		return nil, err
	}
	f, err := format.NewDecimalFormat(style, s)
	if err != nil {
		return nil, t.formatError(err)
	}
	return &NumberFormat{f}, nil
}

func (m *messageFormat) dates(t *thread, date bool, known, style string) (any, error) {
	var of jtime.FormatStyle
	switch known {
	case "", "medium":
		of = jtime.MediumFormat
	case "short":
		of = jtime.ShortFormat
	case "long":
		of = jtime.LongFormat
	case "full":
		of = jtime.FullFormat
	default:
		return t.newDateFormat(style, m.locale)
	}
	if date {
		return t.styledFormat(of, -1, m.locale)
	}
	return t.styledFormat(-1, of, m.locale)
}

// format puts the arguments in; one that is missing leaves its place.
func (m *messageFormat) format(t *thread, args []any) (string, error) {
	// A choice may have places of its own.
	if err := t.enter(); err != nil {
		return "", err
	}
	defer t.exit()
	var b strings.Builder
	for i, place := range m.places {
		s, err := m.argument(t, place, args)
		if err != nil {
			return "", err
		}
		if err := t.alloc(len(m.texts[i]) + len(s)); err != nil {
			return "", err
		}
		b.WriteString(m.texts[i])
		b.WriteString(s)
	}
	b.WriteString(m.texts[len(m.texts)-1])
	return joinSurrogates(b.String()), t.charge(1 + len(m.places) + b.Len()/64)
}

func (m *messageFormat) argument(t *thread, place messagePlace, args []any) (string, error) {
	if place.n >= len(args) {
		return "{" + strconv.Itoa(place.n) + "}", nil
	}
	v, f := args[place.n], place.format
	if v == nil {
		return "null", nil
	}
	if f == nil {
		var err error
		switch {
		case isNumeric(v):
			f, err = m.numbers(t, "", "")
		case instanceOf(v, classDate):
			f, err = t.styledFormat(jtime.ShortFormat, jtime.ShortFormat, m.locale)
		default:
			return t.javaText(v)
		}
		if err != nil {
			return "", err
		}
	}
	r, err := t.invoke(f, "format", v)
	if err != nil {
		return "", err
	}
	s, err := t.toString(r)
	if _, choice := f.(*choiceFormat); err == nil && choice && strings.ContainsRune(s, '{') {
		inner := &messageFormat{locale: m.locale}
		if err := inner.read(t, s); err != nil {
			return "", err
		}
		return inner.format(t, args)
	}
	return s, err
}

// parse finds the arguments that make s; wrong is where it does not fit, -1 if
// it does. Positions are in bytes.
func (m *messageFormat) parse(t *thread, s string, from int) (args []any, end, wrong int, err error) {
	most := -1
	for _, p := range m.places {
		most = max(most, p.n)
	}
	if err := t.alloc(16 * (most + 1)); err != nil {
		return nil, 0, 0, err
	}
	args = make([]any, most+1)
	at := from
	for i, p := range m.places {
		if !strings.HasPrefix(s[at:], m.texts[i]) {
			return nil, from, at, nil
		}
		at += len(m.texts[i])
		if p.format != nil {
			v, next, err := t.parseWith(p.format, s, at)
			if err != nil {
				return nil, 0, 0, err
			}
			if next == at {
				return nil, from, at, nil
			}
			args[p.n], at = v, next
			continue
		}
		next := len(s)
		if after := m.texts[i+1]; after != "" {
			k := strings.Index(s[at:], after)
			if k < 0 {
				return nil, from, at, nil
			}
			next = at + k
		} else if i+1 < len(m.places) {
			next = at
		}
		if text := s[at:next]; text != "{"+strconv.Itoa(p.n)+"}" {
			args[p.n] = text
		}
		at = next
	}
	last := m.texts[len(m.texts)-1]
	if !strings.HasPrefix(s[at:], last) {
		return nil, from, at, nil
	}
	return args, at + len(last), -1, t.charge(1 + len(s)/64)
}

// parseWith reads one argument with its format and gives where it ends, which
// is where it began if it cannot be read.
func (t *thread) parseWith(f any, s string, at int) (any, int, error) {
	switch x := f.(type) {
	case *choiceFormat:
		v, end := x.parse(s, at)
		return v, end, nil
	case *NumberFormat:
		v, end, _, err := x.f.ParseAt(&t.number, s, strLen(s[:at]))
		if err != nil {
			return nil, at, t.formatError(err)
		}
		if v == nil {
			return nil, at, nil
		}
		return v, charByte(s, end, false), nil
	case *dateFormatValue:
		ms, end, failed, err := x.f.ParseAt(s, strLen(s[:at]))
		if err != nil {
			return nil, at, t.timeErr(err)
		}
		if failed >= 0 {
			return nil, at, nil
		}
		return newDateValue(ms), charByte(s, end, false), nil
	}
	return nil, at, nil
}

// quoted is the pattern of what Java gives back: with one way of quoting.
func (m *messageFormat) quoted(t *thread) (string, error) {
	var b strings.Builder
	plain := func(s string) {
		open := false
		for _, r := range s {
			switch {
			case r == '{' && !open:
				b.WriteString("'{")
				open = true
			case r == '\'':
				b.WriteString("''")
			default:
				if open && r != '{' {
					b.WriteByte('\'')
					open = false
				}
				b.WriteRune(r)
			}
		}
		if open {
			b.WriteByte('\'')
		}
	}
	for i, p := range m.places {
		plain(m.texts[i])
		b.WriteString("{" + strconv.Itoa(p.n))
		if p.kind != "" {
			b.WriteString("," + p.kind)
			switch style := strings.ToLower(p.style); {
			case style == "", p.kind != "number" && style == "medium":
			case p.kind == "choice":
				c, err := p.format.(*choiceFormat).pattern(t)
				if err != nil {
					return "", err
				}
				b.WriteString("," + c)
			case style == "currency" || style == "percent" || style == "integer" || style == "short" || style == "long" || style == "full":
				b.WriteString("," + style)
			default:
				s, err := t.invoke(p.format, "toPattern")
				if err != nil {
					return "", err
				}
				text, err := t.toString(s)
				if err != nil {
					return "", err
				}
				b.WriteString("," + text)
			}
		}
		b.WriteByte('}')
	}
	plain(m.texts[len(m.texts)-1])
	return b.String(), t.alloc(b.Len())
}

func messageFormatLib() lib {
	ms := func(v any) *messageFormat { return v.(*messageFormat) }
	made := func(t *thread, p any, l jtime.Locale) (*messageFormat, error) {
		s, ok := p.(string)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		m := &messageFormat{locale: l}
		return m, m.read(t, s)
	}
	args := func(v any) []any {
		if a, ok := v.(*Array); ok {
			return a.items
		}
		return nil
	}
	// setFormat replaces what the places that pick says print with.
	setFormat := func(sig string, pick func(m *messageFormat, i, n int) bool) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			m, n, found := ms(self), int(a[0].(int32)), false
			for i := range m.places {
				if pick(m, i, n) {
					m.places[i].format, found = a[1], true
					m.places[i].kind, m.places[i].style = "", ""
				}
			}
			if !found && strings.Contains(sig, "setFormat(") {
				return nil, t.throw(classArrayIndex, "%d", n)
			}
			return nil, nil
		}}
	}
	return lib{
		ctors: []def{
			{"(String)", func(t *thread, _ any, a []any) (any, error) {
				m, err := made(t, a[0], t.locale())
				return m, err
			}},
			{"(String,Locale)", func(t *thread, _ any, a []any) (any, error) {
				l, err := timeArg[jtime.Locale](t, a[1])
				if err != nil {
					return nil, err
				}
				m, err := made(t, a[0], l)
				return m, err
			}},
		},
		statics: []def{{"format(String,Object...)", func(t *thread, _ any, a []any) (any, error) {
			items := append([]any(nil), args(a[1])...)
			m, err := made(t, a[0], t.locale())
			if err != nil {
				return nil, err
			}
			return textResult(m.format(t, items))
		}}},
		methods: []def{
			{"format(Object)", func(t *thread, self any, a []any) (any, error) {
				arr, ok := a[0].(*Array)
				if !ok && a[0] != nil {
					return nil, t.castError(a[0], classObjectArray)
				}
				if arr == nil {
					return textResult(ms(self).format(t, nil))
				}
				return textResult(ms(self).format(t, arr.items))
			}},
			{"parse(String)", func(t *thread, self any, a []any) (any, error) {
				items, end, wrong, err := ms(self).parse(t, a[0].(string), 0)
				if err != nil {
					return nil, err
				}
				if wrong >= 0 || end == 0 {
					return nil, t.parseError("MessageFormat parse error!", max(wrong, 0))
				}
				return newArray(classObject, items), nil
			}},
			{"parse(String,ParsePosition)", func(t *thread, self any, a []any) (any, error) {
				at, ok := a[1].(*parsePosition)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				s := a[0].(string)
				if at.index < 0 || int(at.index) > strLen(s) {
					at.failed = at.index
					return nil, nil
				}
				items, end, wrong, err := ms(self).parse(t, s, charByte(s, int(at.index), false))
				if err != nil {
					return nil, err
				}
				if wrong >= 0 {
					at.failed = int32(strLen(s[:wrong]))
					return nil, nil
				}
				at.index = int32(strLen(s[:end]))
				return newArray(classObject, items), nil
			}},
			{"void applyPattern(String)", func(t *thread, self any, a []any) (any, error) {
				m, err := made(t, a[0], ms(self).locale)
				if err == nil {
					*ms(self) = *m
				}
				return nil, err
			}},
			{"toPattern()", func(t *thread, self any, _ []any) (any, error) { return textResult(ms(self).quoted(t)) }},
			{"getLocale()", func(_ *thread, self any, _ []any) (any, error) { return timeValue{ms(self).locale}, nil }},
			{"void setLocale(Locale)", func(t *thread, self any, a []any) (any, error) {
				l, err := timeArg[jtime.Locale](t, a[0])
				ms(self).locale = l
				return nil, err
			}},
			{"getFormats()", func(t *thread, self any, _ []any) (any, error) {
				items := make([]any, len(ms(self).places))
				for i, p := range ms(self).places {
					items[i] = p.format
				}
				return t.array(classTextFormat, items)
			}},
			{"getFormatsByArgumentIndex()", func(t *thread, self any, _ []any) (any, error) {
				most := -1
				for _, p := range ms(self).places {
					most = max(most, p.n)
				}
				if most == math.MaxInt32 || t.alloc(16*(most+1)) != nil {
					return nil, t.limit("memory", "the script used more than %d bytes of memory", t.maxMemory)
				}
				items := make([]any, most+1)
				for _, p := range ms(self).places {
					items[p.n] = p.format
				}
				return newArray(classTextFormat, items), nil
			}},
			setFormat("void setFormat(int,Format)", func(_ *messageFormat, i, n int) bool { return i == n }),
			setFormat("void setFormatByArgumentIndex(int,Format)", func(m *messageFormat, i, n int) bool { return m.places[i].n == n }),
		},
	}
}

// parseError is a ParseException at an index.
func (t *thread) parseError(message string, index int) error {
	err := t.throwText(classParseException, message)
	if ex := thrownBy(err); ex != nil {
		ex.data = map[string]any{"errorIndex": boxInt(int32(index))}
	}
	return err
}

// textFormatLib is java.text.Format: the names that all formats share.
func textFormatLib() lib {
	return lib{methods: []def{
		{"parseObject(String)", func(t *thread, self any, a []any) (any, error) { return t.invoke(self, "parse", a[0]) }},
		{"parseObject(String,ParsePosition)", func(t *thread, self any, a []any) (any, error) {
			return t.invoke(self, "parse", a[0], a[1])
		}},
	}}
}

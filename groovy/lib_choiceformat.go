package groovy

import (
	"math"
	"strings"
)

var classChoiceFormat = &Class{name: "java.text.ChoiceFormat", super: classNumFormat}

// A choiceFormat is java.text.ChoiceFormat: a text for each interval of numbers.
type choiceFormat struct {
	limits []float64
	texts  []string
}

func (*choiceFormat) classOf() *Class { return classChoiceFormat }

func (c *choiceFormat) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(*choiceFormat)
	if !ok || len(c.limits) != len(o.limits) {
		return false, nil
	}
	for i := range c.limits {
		if c.limits[i] != o.limits[i] || c.texts[i] != o.texts[i] {
			return false, nil
		}
	}
	return true, nil
}

func (c *choiceFormat) hashCode(t *thread) (int32, error) {
	h := int32(len(c.limits))
	if n := len(c.texts); n > 0 {
		h ^= hashString(c.texts[n-1])
	}
	return h, nil
}

// choose gives the text for a number: NaN and what is below all is the first.
func (c *choiceFormat) choose(t *thread, x float64) (string, error) {
	i := 0
	for i < len(c.limits) && x >= c.limits[i] {
		i++
	}
	if len(c.texts) == 0 {
		return "", t.throw(classArrayIndex, "Index 0 out of bounds for length 0")
	}
	return c.texts[max(i-1, 0)], t.charge(1 + i)
}

// parse gives the limit of the longest text that s begins with at i, NaN if
// there is none, and where it ends.
func (c *choiceFormat) parse(s string, i int) (float64, int) {
	best, end := math.NaN(), i
	for k, text := range c.texts {
		if strings.HasPrefix(s[i:], text) && i+len(text) > end {
			best, end = c.limits[k], i+len(text)
		}
	}
	return best, end
}

// newChoiceFormat reads a pattern: 0#none|1#one|1<many.
func (t *thread) newChoiceFormat(p string) (*choiceFormat, error) {
	if err := t.charge(1 + len(p)/8); err != nil {
		return nil, err
	}
	if err := t.alloc(4 * len(p)); err != nil {
		return nil, err
	}
	c := &choiceFormat{}
	var part [2]strings.Builder
	at, quoted := 0, false
	start, before := 0.0, math.NaN() // nothing is below NaN
	add := func() {
		c.limits = append(c.limits, start)
		c.texts = append(c.texts, part[1].String())
	}
	for i := 0; i < len(p); {
		r, w := decodeWTF8(p[i:])
		i += w
		switch {
		case r == '\'':
			if i < len(p) && p[i] == '\'' {
				part[at].WriteByte('\'')
				i++
			} else {
				quoted = !quoted
			}
		case quoted:
			part[at].WriteRune(r)
		case r == '<' || r == '#' || r == '\u2264':
			text := part[0].String()
			if text == "" {
				return nil, t.throw(classIllegalArgument, "Each interval must contain a number before a format")
			}
			switch text {
			case "\u221E":
				start = math.Inf(1)
			case "-\u221E":
				start = math.Inf(-1)
			default:
				v, err := t.parseNumber(text, classDouble)
				if err != nil {
					return nil, err
				}
				start = v.(float64)
			}
			if r == '<' && !math.IsInf(start, 0) {
				start = math.Nextafter(start, math.Inf(1))
			}
			if start <= before {
				return nil, t.throw(classIllegalArgument, "Incorrect order of intervals, must be in ascending order")
			}
			part[0].Reset()
			at = 1
		case r == '|' && at == 1:
			add()
			before = start
			part[1].Reset()
			at = 0
		default:
			part[at].WriteRune(r)
		}
	}
	if at == 1 {
		add()
	}
	return c, nil
}

// pattern gives it back as Java writes it.
func (c *choiceFormat) pattern(t *thread) (string, error) {
	var b strings.Builder
	for i, x := range c.limits {
		if i > 0 {
			b.WriteByte('|')
		}
		// The shorter of x itself and what is just below it.
		less := math.Nextafter(x, math.Inf(-1))
		mark, shown := "<", less
		if math.Abs(math.Remainder(x, 1)) < math.Abs(math.Remainder(less, 1)) {
			mark, shown = "#", x
		}
		switch {
		case math.IsInf(x, 1):
			b.WriteString("\u221E" + mark)
		case math.IsInf(x, -1):
			b.WriteString("-\u221E" + mark)
		default:
			s, err := t.toString(shown)
			if err != nil {
				return "", err
			}
			b.WriteString(s + mark)
		}
		text := c.texts[i]
		quote := strings.ContainsAny(text, "<#\u2264|")
		if quote {
			b.WriteByte('\'')
		}
		b.WriteString(strings.ReplaceAll(text, "'", "''"))
		if quote {
			b.WriteByte('\'')
		}
	}
	return b.String(), t.alloc(b.Len())
}

func choiceFormatLib() lib {
	ch := func(v any) *choiceFormat { return v.(*choiceFormat) }
	arrays := func(t *thread, a []any) (*choiceFormat, error) {
		limits, ok1 := a[0].(*Array)
		texts, ok2 := a[1].(*Array)
		if !ok1 || !ok2 {
			return nil, t.throw(classNullPointer, "")
		}
		if len(limits.items) != len(texts.items) {
			return nil, t.throw(classIllegalArgument, "Array and limit arrays must be of the same length.")
		}
		c := &choiceFormat{}
		for i := range limits.items {
			s, err := t.toString(texts.items[i])
			if err != nil {
				return nil, err
			}
			c.limits, c.texts = append(c.limits, limits.items[i].(float64)), append(c.texts, s)
		}
		return c, t.alloc(24 * len(c.limits))
	}
	ofPattern := func(t *thread, v any) (*choiceFormat, error) {
		p, ok := v.(string)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		return t.newChoiceFormat(p)
	}
	near := func(name string, to float64) def {
		return def{name + "(double)", func(_ *thread, _ any, a []any) (any, error) { return math.Nextafter(a[0].(float64), to), nil }}
	}
	return lib{
		ctors: []def{
			{"(String)", func(t *thread, _ any, a []any) (any, error) {
				c, err := ofPattern(t, a[0])
				return c, err
			}},
			{"(double[],String[])", func(t *thread, _ any, a []any) (any, error) {
				c, err := arrays(t, a)
				return c, err
			}},
		},
		methods: []def{
			{"format(Object)", func(t *thread, self any, a []any) (any, error) {
				if !isNumeric(a[0]) {
					return nil, t.throw(classIllegalArgument, "Cannot format given Object as a Number")
				}
				x, err := t.cast(a[0], classDoubleP)
				if err != nil {
					return nil, err
				}
				return textResult(ch(self).choose(t, x.(float64)))
			}},
			{"parse(String)", func(t *thread, self any, a []any) (any, error) {
				s := a[0].(string)
				x, end := ch(self).parse(s, 0)
				if end == 0 {
					return nil, t.parseError("Unparseable number: \""+s+"\"", 0)
				}
				return x, nil
			}},
			{"void applyPattern(String)", func(t *thread, self any, a []any) (any, error) {
				c, err := ofPattern(t, a[0])
				if err == nil {
					*ch(self) = *c
				}
				return nil, err
			}},
			{"toPattern()", func(t *thread, self any, _ []any) (any, error) { return textResult(ch(self).pattern(t)) }},
			{"void setChoices(double[],String[])", func(t *thread, self any, a []any) (any, error) {
				c, err := arrays(t, a)
				if err == nil {
					*ch(self) = *c
				}
				return nil, err
			}},
			{"getLimits()", func(t *thread, self any, _ []any) (any, error) {
				items := make([]any, len(ch(self).limits))
				for i, x := range ch(self).limits {
					items[i] = x
				}
				return t.array(classDoubleP, items)
			}},
			{"getFormats()", func(t *thread, self any, _ []any) (any, error) {
				items := make([]any, len(ch(self).texts))
				for i, s := range ch(self).texts {
					items[i] = s
				}
				return t.array(classObject, items)
			}},
		},
		statics: []def{near("nextDouble", math.Inf(1)), near("previousDouble", math.Inf(-1))},
	}
}

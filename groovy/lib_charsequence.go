package groovy

import (
	"math"
	"strings"
)

// charSequenceLib is what all texts have: Java's methods of CharSequence and
// the basic ones of Groovy's.
func charSequenceLib() lib {
	size := func(_ *thread, s string) (any, error) { return boxInt(int32(strLen(s))), nil }
	pad := func(left, center bool) func(t *thread, s string, a []any) (any, error) {
		return func(t *thread, s string, a []any) (any, error) {
			fill := " "
			if len(a) > 1 {
				var err error
				if fill, err = t.str(a[1]); err != nil {
					return nil, err
				}
			}
			n, err := t.intArg(a[0])
			if err != nil {
				return nil, err
			}
			missing := n - strLen(s)
			if missing <= 0 {
				return s, nil
			}
			if fill == "" {
				return nil, t.throw(classArithmetic, "/ by zero")
			}
			make := func(n int) (string, error) {
				w := strLen(fill)
				r, err := t.repeat(fill, n/w+1)
				if err != nil {
					return "", err
				}
				return substr(r.(string), 0, n), nil
			}
			l, r := 0, missing
			switch {
			case center:
				l, r = missing/2, missing-missing/2
			case left:
				l, r = missing, 0
			}
			lt, err := make(l)
			if err != nil {
				return nil, err
			}
			rt, err := make(r)
			if err != nil {
				return nil, err
			}
			return t.made(lt + s + rt)
		}
	}
	conv := func(sig string, c *Class) def {
		return text0(sig, func(t *thread, s string) (any, error) { return t.parseNumber(s, c) })
	}
	is := func(sig string, c *Class) def {
		return text0(sig, func(t *thread, s string) (any, error) {
			_, err := t.parseNumber(trimJava(s), c)
			if thrownBy(err) != nil {
				return false, nil
			}
			return err == nil, err
		})
	}
	take := func(t *thread, s string, i, j int) (any, error) {
		n := strLen(s)
		i, j = min(max(i, 0), n), min(max(j, 0), n)
		return t.cut(s, i, max(i, j))
	}
	minus := func(_ *thread, s, x string) (any, error) {
		if i := strings.Index(s, x); i >= 0 {
			return s[:i] + s[i+len(x):], nil
		}
		return s, nil
	}
	runes := func(f func([]rune) []rune) func(t *thread, s string) (any, error) {
		return func(t *thread, s string) (any, error) { return t.made(string(f([]rune(s)))) }
	}
	before := runes(func(r []rune) []rune {
		if r[len(r)-1] == 0 {
			return r[:len(r)-1]
		}
		r[len(r)-1]--
		return r
	})
	return lib{methods: []def{
		text0("length()", size), text0("size()", size),
		text0("toString()", func(_ *thread, s string) (any, error) { return s, nil }),
		text0("isEmpty()", func(_ *thread, s string) (any, error) { return s == "", nil }),
		text0("asBoolean()", func(_ *thread, s string) (any, error) { return s != "", nil }),
		textN("charAt(int)", func(t *thread, s string, a []any) (any, error) {
			i := int(a[0].(int32))
			if i < 0 || i >= strLen(s) {
				return nil, t.noChar(s, i)
			}
			return Char(charAt(s, i)), nil
		}),
		textN("substring(int)", func(t *thread, s string, a []any) (any, error) { return t.cut(s, int(a[0].(int32)), strLen(s)) }),
		textN("substring(int,int)", func(t *thread, s string, a []any) (any, error) {
			return t.cut(s, int(a[0].(int32)), int(a[1].(int32)))
		}),
		textN("subSequence(int,int)", func(t *thread, s string, a []any) (any, error) {
			return t.cut(s, int(a[0].(int32)), int(a[1].(int32)))
		}),
		text1("contains(CharSequence)", func(_ *thread, s, x string) (any, error) { return strings.Contains(s, x), nil }),
		textN("plus(Object)", func(t *thread, s string, a []any) (any, error) { return t.plusText(s, a[0]) }),
		text1("minus(CharSequence)", minus),
		textN("minus(Object)", func(t *thread, s string, a []any) (any, error) {
			x, err := t.format(a[0])
			if err != nil {
				return nil, err
			}
			return minus(t, s, x)
		}),
		textN("multiply(Number)", func(t *thread, s string, a []any) (any, error) {
			n, err := t.intArg(a[0])
			if err != nil {
				return nil, err
			}
			return t.repeat(s, n)
		}),
		textN("leftShift(Object)", func(t *thread, s string, a []any) (any, error) {
			b := &StringBuilder{class: classStringBuffer}
			if err := b.append(t, s); err != nil {
				return nil, err
			}
			x, err := t.javaToString(a[0])
			if err != nil {
				return nil, err
			}
			return b, b.append(t, x)
		}),
		text0("next()", runes(func(r []rune) []rune {
			if len(r) == 0 {
				return []rune{0}
			}
			if r[len(r)-1] == math.MaxUint16 {
				return append(r, 0)
			}
			r[len(r)-1]++
			return r
		})),
		text0("previous()", func(t *thread, s string) (any, error) {
			if s == "" {
				return nil, t.throw(classIllegalArgument, "the string is empty")
			}
			return before(t, s)
		}),
		text0("bitwiseNegate()", func(t *thread, s string) (any, error) {
			re, err := t.regex(s, 0)
			if err != nil {
				return nil, err
			}
			return &Pattern{re}, nil
		}),
		textN("isCase(Object)", func(t *thread, s string, a []any) (any, error) {
			if a[0] == nil {
				return false, nil
			}
			x, err := t.toString(a[0])
			return x == s, err
		}),
		textN("getAt(Range)", func(t *thread, s string, a []any) (any, error) { return t.textRange(s, a[0]) }),
		textN("getAt(Collection)", func(t *thread, s string, a []any) (any, error) {
			var b strings.Builder
			err := t.iterate(a[0], func(i any) error {
				var part any
				var err error
				if r, ok := i.(*Range); ok {
					part, err = t.textRange(s, r)
				} else {
					var n any
					if n, err = t.cast(i, classIntP); err == nil {
						part, err = t.charIndex(s, int(n.(int32)))
					}
				}
				if err != nil {
					return err
				}
				b.WriteString(part.(string))
				return t.alloc(len(part.(string)))
			})
			return b.String(), err
		}),
		text0("reverse()", func(t *thread, s string) (any, error) {
			if isASCII(s) {
				b := []byte(s)
				for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
					b[i], b[j] = b[j], b[i]
				}
				return t.made(string(b))
			}
			r := []rune(s)
			for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
				r[i], r[j] = r[j], r[i]
			}
			return t.made(string(r))
		}),
		text0("capitalize()", func(t *thread, s string) (any, error) {
			f := firstRune(s)
			return t.made(upper(f) + s[len(f):])
		}),
		text0("uncapitalize()", func(t *thread, s string) (any, error) {
			f := firstRune(s)
			return t.made(lower(f) + s[len(f):])
		}),
		textN("padLeft(Number)", pad(true, false)), textN("padLeft(Number,CharSequence)", pad(true, false)),
		textN("padRight(Number)", pad(false, false)), textN("padRight(Number,CharSequence)", pad(false, false)),
		textN("center(Number)", pad(false, true)), textN("center(Number,CharSequence)", pad(false, true)),
		textN("take(int)", func(t *thread, s string, a []any) (any, error) { return take(t, s, 0, int(a[0].(int32))) }),
		textN("drop(int)", func(t *thread, s string, a []any) (any, error) { return take(t, s, int(a[0].(int32)), strLen(s)) }),
		textN("takeRight(int)", func(t *thread, s string, a []any) (any, error) {
			return take(t, s, strLen(s)-max(0, int(a[0].(int32))), strLen(s))
		}),
		textN("dropRight(int)", func(t *thread, s string, a []any) (any, error) {
			return take(t, s, 0, strLen(s)-max(0, int(a[0].(int32))))
		}),
		conv("toInteger()", classInteger), conv("toLong()", classLong), conv("toDouble()", classDouble), conv("toFloat()", classFloat),
		conv("toBigDecimal()", classBigDecimal), conv("toBigInteger()", classBigInteger), conv("toShort()", classShort),
		text0("toBoolean()", func(_ *thread, s string) (any, error) {
			switch strings.ToLower(trimJava(s)) {
			case "true", "y", "1":
				return true, nil
			}
			return false, nil
		}),
		text0("toCharacter()", func(t *thread, s string) (any, error) {
			if s == "" {
				return nil, t.noChar(s, 0)
			}
			return Char(charAt(s, 0)), nil
		}),
		is("isInteger()", classInteger), is("isLong()", classLong), is("isDouble()", classDouble), is("isFloat()", classFloat),
		is("isBigDecimal()", classBigDecimal), is("isBigInteger()", classBigInteger), is("isNumber()", classBigDecimal),
		text0("isAllWhitespace()", func(_ *thread, s string) (any, error) { return strings.TrimFunc(s, javaSpace) == "", nil }),
		text0("toList()", func(t *thread, s string) (any, error) {
			items, err := t.slice(s)
			return newList(items), err
		}),
		text0("toSet()", func(t *thread, s string) (any, error) {
			items, err := t.slice(s)
			if err != nil {
				return nil, err
			}
			return t.hashSetOf(items)
		}),
		text0("getChars()", func(t *thread, s string) (any, error) { return t.invoke(s, "toCharArray") }),
		text0("tokenize()", func(t *thread, s string) (any, error) { return t.tokenize(s, " \t\n\r\f") }),
		text1("tokenize(CharSequence)", func(t *thread, s, x string) (any, error) { return t.tokenize(s, x) }),
		textN("tokenize(Character)", func(t *thread, s string, a []any) (any, error) { return t.tokenize(s, a[0].(Char).String()) }),
		text0("readLines()", func(t *thread, s string) (any, error) {
			var l []any
			for _, line := range splitLines(s) {
				l = append(l, line)
			}
			return newList(l), t.alloc(32 * len(l))
		}),
		textN("eachLine(Closure)", func(t *thread, s string, a []any) (any, error) {
			return t.eachLine(s, 0, a[0].(*Closure))
		}),
		textN("eachLine(int,Closure)", func(t *thread, s string, a []any) (any, error) {
			return t.eachLine(s, a[0].(int32), a[1].(*Closure))
		}),
		text0("normalize()", func(_ *thread, s string) (any, error) {
			return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), nil
		}),
		text0("denormalize()", func(_ *thread, s string) (any, error) {
			return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), nil
		}),
	}}
}

// charIndex is text[i]: a text of one character.
func (t *thread) charIndex(s string, i int) (any, error) {
	n := strLen(s)
	j := i
	if j < 0 {
		j += n
	}
	if j < 0 || j >= n {
		if i < 0 {
			return nil, t.throw(classStringIndex, "String index out of range: %d", i)
		}
		return nil, t.stringRange(i, i+1, n)
	}
	return Char(charAt(s, j)).String(), nil
}

// textRange is text[a..b].
func (t *thread) textRange(s string, v any) (any, error) {
	r, ok := v.(*Range)
	switch {
	case !ok:
		return nil, t.ambiguous(s, "getAt")
	case r.class() == classEmptyRange:
		return "", nil
	}
	n := strLen(s)
	i, j, down, err := t.span(r, n)
	if err != nil {
		return nil, err
	}
	if i < 0 || j > n || i > j {
		return nil, t.stringRange(i, j, n)
	}
	sub := substr(s, i, j)
	if down {
		return t.invoke(sub, "reverse")
	}
	return sub, t.alloc(16)
}

// splitLines splits as a BufferedReader does: at \n, \r and \r\n, without an
// empty line at the end.
func splitLines(s string) []string {
	var out []string
	for s != "" {
		i := strings.IndexAny(s, "\r\n")
		if i < 0 {
			return append(out, s)
		}
		out = append(out, s[:i])
		if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			i++
		}
		s = s[i+1:]
	}
	return out
}

func (t *thread) eachLine(s string, n int32, c *Closure) (any, error) {
	var last any
	for _, line := range splitLines(s) {
		if err := t.step(); err != nil {
			return nil, err
		}
		var err error
		if c.nparams() == 2 {
			last, err = t.call2(c, line, boxInt(n))
		} else {
			last, err = t.call1(c, line)
		}
		if err != nil {
			return nil, err
		}
		n++
	}
	return last, nil
}

// tokenize splits at any of the characters, without empty parts.
func (t *thread) tokenize(s, seps string) (any, error) {
	var l []any
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(seps, r) }) {
		l = append(l, p)
	}
	if err := t.charge(len(s) * (1 + len(seps)) / 64); err != nil {
		return nil, err
	}
	return newList(l), t.alloc(32 * len(l))
}

// noChar is what charAt throws: the words depend on whether all characters of
// the text are of the first 256.
func (t *thread) noChar(s string, i int) error {
	for _, r := range s {
		if r > 0xFF {
			return t.throw(classStringIndex, "index %d, length %d", i, strLen(s))
		}
	}
	return t.throw(classStringIndex, "String index out of range: %d", i)
}

package groovy

import (
	"strings"
	"unicode"
)

func stringClasses() []entry {
	return []entry{
		{classString, stringLib}, {classCharSequence, charSequenceLib}, {classGString, gstringLib}, {classGStringImpl, nil},
		{classAbstractSB, stringBuilderLib}, {classStringBuilder, newBuilderLib(classStringBuilder)}, {classStringBuffer, newBuilderLib(classStringBuffer)},
		{classPattern, nil}, {classMatcher, nil}, {classMatchResult, nil},
	}
}

// str gives the text of anything that is a CharSequence.
func (t *thread) str(v any) (string, error) {
	if s, ok := v.(string); ok {
		return s, nil
	}
	if v == nil {
		return "", t.throw(classNullPointer, "")
	}
	return t.toString(v)
}

// text0 ... are methods of text by the number of arguments, self as text.
func text0(sig string, f func(t *thread, s string) (any, error)) def {
	return def{sig, func(t *thread, self any, _ []any) (any, error) {
		s, err := t.str(self)
		if err != nil {
			return nil, err
		}
		if err := t.charge(1 + len(s)/64); err != nil {
			return nil, err
		}
		return f(t, s)
	}}
}

func textN(sig string, f func(t *thread, s string, a []any) (any, error)) def {
	return def{sig, func(t *thread, self any, a []any) (any, error) {
		s, err := t.str(self)
		if err != nil {
			return nil, err
		}
		if err := t.charge(1 + len(s)/64); err != nil {
			return nil, err
		}
		return f(t, s, a)
	}}
}

// text1 has one argument that is text, too.
func text1(sig string, f func(t *thread, s, x string) (any, error)) def {
	return textN(sig, func(t *thread, s string, a []any) (any, error) {
		x, err := t.str(a[0])
		if err != nil {
			return nil, err
		}
		return f(t, s, x)
	})
}

// made counts the memory of a new text.
func (t *thread) made(s string) (any, error) { return s, t.alloc(len(s) + 16) }

func (t *thread) stringRange(begin, end, length int) error {
	return t.throw(classStringIndex, "begin %d, end %d, length %d", begin, end, length)
}

// cut is substring with its checks.
func (t *thread) cut(s string, i, j int) (any, error) {
	n := strLen(s)
	if i < 0 || j > n || i > j {
		return nil, t.stringRange(i, j, n)
	}
	return substr(s, i, j), t.alloc(16)
}

// indexUnits is indexOf from a unit on.
func indexUnits(s, x string, from int) int32 {
	n := strLen(s)
	from = min(max(from, 0), n)
	at, _ := byteAt(s, from)
	i := strings.Index(s[at:], x)
	if i < 0 {
		return -1
	}
	return int32(unitIndex(s, at+i))
}

func lastIndexUnits(s, x string, from int) int32 {
	if from < 0 {
		return -1
	}
	n := strLen(s)
	end := min(from, n) + strLen(x)
	at := len(s)
	if end < n {
		at, _ = byteAt(s, end)
	}
	i := strings.LastIndex(s[:at], x)
	if i < 0 {
		return -1
	}
	return int32(unitIndex(s, i))
}

// oneText gives the text that indexOf and replace are asked with: a char may
// be given as Character or int.
func charArg(v any) string {
	switch x := v.(type) {
	case Char:
		return x.String()
	case int32:
		return string(rune(x))
	}
	return ""
}

func stringLib() lib {
	indexOf := func(last, from bool) func(t *thread, s string, a []any) (any, error) {
		return func(_ *thread, s string, a []any) (any, error) {
			x, ok := a[0].(string)
			if !ok {
				x = charArg(a[0])
			}
			at := 0
			if last {
				at = 1 << 30
			}
			if from {
				at = int(a[1].(int32))
			}
			if last {
				return boxInt(lastIndexUnits(s, x, at)), nil
			}
			return boxInt(indexUnits(s, x, at)), nil
		}
	}
	replace := func(t *thread, s string, a []any) (any, error) {
		from, err := t.str(a[0])
		if err != nil {
			return nil, err
		}
		to, err := t.str(a[1])
		if err != nil {
			return nil, err
		}
		n := strings.Count(s, from)
		if n == 0 {
			return s, nil
		}
		if err := t.alloc(len(s) + n*(len(to)-len(from)) + 16); err != nil {
			return nil, err
		}
		if from == "" {
			units := toUnits(s)
			var b strings.Builder
			b.WriteString(to)
			for _, u := range units {
				writeUnit(&b, u)
				b.WriteString(to)
			}
			return joinSurrogates(b.String()), nil
		}
		return strings.ReplaceAll(s, from, to), nil
	}
	equalsIgnore := func(t *thread, s string, a []any) (any, error) {
		if a[0] == nil {
			return false, nil
		}
		x, err := t.str(a[0])
		return strings.EqualFold(s, x), err
	}
	valueOf := func(t *thread, _ any, a []any) (any, error) {
		if arr, ok := a[0].(*Array); ok && arr.class.elem == classCharP {
			return textResult(t.show(arr, styleFormat))
		}
		return textResult(t.javaToString(a[0]))
	}
	compareIgnore := func(_ *thread, s, x string) (any, error) {
		return boxInt(int32(compareStrings(foldCase(s), foldCase(x)))), nil
	}
	l := lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return "", nil }},
			{"(String)", func(t *thread, _ any, a []any) (any, error) {
				s, err := t.str(a[0])
				return strings.Clone(s), err
			}},
			{"(char[])", func(t *thread, _ any, a []any) (any, error) { return textResult(t.show(a[0], styleFormat)) }},
			{"(char[],int,int)", func(t *thread, _ any, a []any) (any, error) {
				s, err := t.show(a[0], styleFormat)
				if err != nil {
					return nil, err
				}
				return t.cut(s, int(a[1].(int32)), int(a[1].(int32)+a[2].(int32)))
			}},
			{"(byte[])", func(t *thread, _ any, a []any) (any, error) { return t.decodeBytes(a[0].(*Array), "UTF-8") }},
			{"(byte[],Object)", func(t *thread, _ any, a []any) (any, error) {
				cs, err := t.toString(a[1])
				if err != nil {
					return nil, err
				}
				return t.decodeBytes(a[0].(*Array), cs)
			}},
			{"(AbstractStringBuilder)", func(t *thread, _ any, a []any) (any, error) { return textResult(t.toString(a[0])) }},
		},
		methods: []def{
			text0("toUpperCase()", func(t *thread, s string) (any, error) { return t.made(upper(s)) }),
			text0("toLowerCase()", func(t *thread, s string) (any, error) { return t.made(lower(s)) }),
			textN("toUpperCase(Object)", func(t *thread, s string, _ []any) (any, error) { return t.made(upper(s)) }),
			textN("toLowerCase(Object)", func(t *thread, s string, _ []any) (any, error) { return t.made(lower(s)) }),
			text0("trim()", func(_ *thread, s string) (any, error) { return trimJava(s), nil }),
			text0("strip()", func(_ *thread, s string) (any, error) { return strings.TrimFunc(s, javaSpace), nil }),
			text0("stripLeading()", func(_ *thread, s string) (any, error) { return strings.TrimLeftFunc(s, javaSpace), nil }),
			text0("stripTrailing()", func(_ *thread, s string) (any, error) { return strings.TrimRightFunc(s, javaSpace), nil }),
			text0("isBlank()", func(_ *thread, s string) (any, error) { return strings.TrimFunc(s, javaSpace) == "", nil }),
			text0("intern()", func(_ *thread, s string) (any, error) { return s, nil }),
			text1("concat(String)", func(t *thread, s, x string) (any, error) { return t.plusText(s, x) }),
			text1("startsWith(String)", func(_ *thread, s, x string) (any, error) { return strings.HasPrefix(s, x), nil }),
			textN("startsWith(String,int)", func(_ *thread, s string, a []any) (any, error) {
				i := int(a[1].(int32))
				if i < 0 || i > strLen(s) {
					return false, nil
				}
				return strings.HasPrefix(substr(s, i, strLen(s)), a[0].(string)), nil
			}),
			text1("endsWith(String)", func(_ *thread, s, x string) (any, error) { return strings.HasSuffix(s, x), nil }),
			textN("indexOf(String)", indexOf(false, false)), textN("indexOf(String,int)", indexOf(false, true)),
			textN("indexOf(int)", indexOf(false, false)), textN("indexOf(int,int)", indexOf(false, true)),
			textN("indexOf(char)", indexOf(false, false)), textN("indexOf(char,int)", indexOf(false, true)),
			textN("lastIndexOf(String)", indexOf(true, false)), textN("lastIndexOf(String,int)", indexOf(true, true)),
			textN("lastIndexOf(int)", indexOf(true, false)), textN("lastIndexOf(char)", indexOf(true, false)),
			textN("replace(CharSequence,CharSequence)", replace),
			textN("replace(char,char)", func(t *thread, s string, a []any) (any, error) {
				return replace(t, s, []any{a[0].(Char).String(), a[1].(Char).String()})
			}),
			textN("equalsIgnoreCase(String)", equalsIgnore),
			text1("compareToIgnoreCase(String)", compareIgnore),
			textN("compareTo(Object)", func(t *thread, s string, a []any) (any, error) {
				n, err := t.javaCompare(s, a[0])
				return boxInt(int32(n)), err
			}),
			text1("contentEquals(CharSequence)", func(_ *thread, s, x string) (any, error) { return s == x, nil }),
			textN("regionMatches(boolean,int,String,int,int)", func(_ *thread, s string, a []any) (any, error) {
				i, x, j, n := int(a[1].(int32)), a[2].(string), int(a[3].(int32)), int(a[4].(int32))
				if i < 0 || j < 0 || i+n > strLen(s) || j+n > strLen(x) {
					return false, nil
				}
				p, q := substr(s, i, i+n), substr(x, j, j+n)
				if a[0].(bool) {
					return strings.EqualFold(p, q), nil
				}
				return p == q, nil
			}),
			text0("toCharArray()", func(t *thread, s string) (any, error) {
				u := toUnits(s)
				items := make([]any, len(u))
				for i, c := range u {
					items[i] = Char(c)
				}
				return newArray(classCharP, items), t.alloc(18 * len(u))
			}),
			text0("getBytes()", func(t *thread, s string) (any, error) { return t.encodeBytes(s, "UTF-8") }),
			textN("getBytes(Object)", func(t *thread, s string, a []any) (any, error) {
				cs, err := t.toString(a[0])
				if err != nil {
					return nil, err
				}
				return t.encodeBytes(s, cs)
			}),
			textN("repeat(int)", func(t *thread, s string, a []any) (any, error) {
				if n := a[0].(int32); n < 0 {
					return nil, t.throw(classIllegalArgument, "count is negative: %d", n)
				}
				return t.repeat(s, int(a[0].(int32)))
			}),
			text0("codePoints()", func(t *thread, s string) (any, error) {
				var l []any
				for _, r := range s {
					l = append(l, boxInt(r))
				}
				return t.stream(newList(l))
			}),
			textN("codePointAt(int)", func(t *thread, s string, a []any) (any, error) {
				i := int(a[0].(int32))
				if i < 0 || i >= strLen(s) {
					return nil, t.throw(classStringIndex, "index %d, length %d", i, strLen(s))
				}
				at, _ := byteAt(s, i)
				r, _ := decodeWTF8(s[at:])
				return boxInt(r), nil
			}),
			textN("formatted(Object...)", func(t *thread, s string, a []any) (any, error) {
				return textResult(t.sprintf(s, a[0].(*Array).items))
			}),
			text0("hashCode()", func(_ *thread, s string) (any, error) { return boxInt(hashString(s)), nil }),
		},
		statics: []def{
			{"valueOf(Object)", valueOf}, {"valueOf(char[])", valueOf}, {"copyValueOf(char[])", valueOf},
			{"format(String,Object...)", func(t *thread, _ any, a []any) (any, error) {
				if a[0] == nil {
					return nil, t.throw(classNullPointer, "")
				}
				return textResult(t.sprintf(a[0].(string), a[1].(*Array).items))
			}},
			{"format(Locale,String,Object...)", func(t *thread, _ any, a []any) (any, error) {
				return textResult(t.sprintf(a[1].(string), a[2].(*Array).items))
			}},
			{"join(CharSequence,Iterable)", func(t *thread, _ any, a []any) (any, error) {
				sep, err := t.str(a[0])
				if err != nil {
					return nil, err
				}
				return t.join(a[1], sep)
			}},
			{"join(CharSequence,CharSequence...)", func(t *thread, _ any, a []any) (any, error) {
				sep, err := t.str(a[0])
				if err != nil {
					return nil, err
				}
				return t.join(a[1], sep)
			}},
		},
		fields: []constant{{"CASE_INSENSITIVE_ORDER", func(*thread) (any, error) {
			return nativeClosure(classMethodClosure, 2, nil, func(t *thread, a []any) (any, error) {
				x, err := t.str(a[0])
				if err != nil {
					return nil, err
				}
				y, err := t.str(a[1])
				if err != nil {
					return nil, err
				}
				return compareIgnore(t, x, y)
			}), nil
		}}},
	}
	if classNamed("java.util.Locale") == nil {
		l.statics = append(l.statics[:4:4], l.statics[5:]...)
	}
	return l
}

// foldCase is how Java compares without case: to upper and then to lower, each
// character for itself.
func foldCase(s string) string {
	return strings.Map(func(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }, s)
}

// upper and lower are those of Java: some characters become several.
func upper(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	return strings.ReplaceAll(mapText(s, unicode.ToUpper), "ß", "SS")
}

func lower(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return strings.ReplaceAll(mapText(s, unicode.ToLower), "\u0130", "i\u0307")
}

func mapText(s string, f func(rune) rune) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, w := decodeWTF8(s[i:])
		if r >= 0xD800 && r < 0xE000 {
			b.WriteString(s[i : i+w])
		} else {
			b.WriteRune(f(r))
		}
		i += w
	}
	return b.String()
}

// repeat is text * n.
func (t *thread) repeat(s string, n int) (any, error) {
	if n < 0 {
		return nil, t.throw(classIllegalArgument, "multiply() should be called with a number of 0 or greater not: %d", n)
	}
	if s == "" || n == 0 {
		return "", nil
	}
	if len(s)*n/n != len(s) || len(s)*n > 1<<31 {
		return nil, t.limit("memory", "the script used more than %d bytes of memory", t.maxMemory)
	}
	if err := t.alloc(len(s) * n); err != nil {
		return nil, err
	}
	if err := t.charge(len(s) * n / 64); err != nil {
		return nil, err
	}
	return strings.Repeat(s, n), nil
}

// join puts the texts of elements together.
func (t *thread) join(v any, sep string) (any, error) {
	var b strings.Builder
	first := true
	err := t.iterate(v, func(e any) error {
		if !first {
			b.WriteString(sep)
		}
		first = false
		s, err := t.format(e)
		if err != nil {
			return err
		}
		b.WriteString(s)
		return t.alloc(len(s) + len(sep))
	})
	return joinSurrogates(b.String()), err
}

// charset tells which of the few a name means: its canonical name.
func (t *thread) charset(name string) (string, error) {
	switch strings.ToUpper(name) {
	case "UTF-8", "UTF8":
		return "UTF-8", nil
	case "ISO-8859-1", "ISO8859_1", "LATIN1", "ISO8859-1":
		return "ISO-8859-1", nil
	case "US-ASCII", "ASCII":
		return "US-ASCII", nil
	case "UTF-16", "UTF-16BE", "UTF-16LE":
		return strings.ToUpper(name), nil
	case "WINDOWS-1252", "CP1252":
		return "ISO-8859-1", nil
	}
	return "", t.throw(classUnsupportedEncoding, "%s", name)
}

func (t *thread) encodeBytes(s, name string) (any, error) {
	cs, err := t.charset(name)
	if err != nil {
		return nil, err
	}
	var out []byte
	switch cs {
	case "UTF-8":
		out = []byte(cleanText(s))
	case "ISO-8859-1", "US-ASCII":
		limit := rune(0xFF)
		if cs == "US-ASCII" {
			limit = 0x7F
		}
		for _, r := range s {
			if r > limit {
				r = '?'
			}
			out = append(out, byte(r))
		}
	default:
		if cs == "UTF-16" {
			out = append(out, 0xFE, 0xFF)
		}
		for _, u := range toUnits(s) {
			if cs == "UTF-16LE" {
				out = append(out, byte(u), byte(u>>8))
			} else {
				out = append(out, byte(u>>8), byte(u))
			}
		}
	}
	return t.byteArray(out)
}

func (t *thread) decodeBytes(a *Array, name string) (any, error) {
	cs, err := t.charset(name)
	if err != nil {
		return nil, err
	}
	b, err := t.goBytes(a)
	if err != nil {
		return nil, err
	}
	if err := t.charge(1 + len(b)/16); err != nil {
		return nil, err
	}
	switch cs {
	case "UTF-8":
		return t.made(strings.ToValidUTF8(string(b), "\uFFFD"))
	case "ISO-8859-1", "US-ASCII":
		r := make([]rune, len(b))
		for i, c := range b {
			r[i] = rune(c)
			if cs == "US-ASCII" && c > 0x7F {
				r[i] = 0xFFFD
			}
		}
		return t.made(string(r))
	}
	little := cs == "UTF-16LE"
	if cs == "UTF-16" && len(b) >= 2 {
		switch {
		case b[0] == 0xFF && b[1] == 0xFE:
			little, b = true, b[2:]
		case b[0] == 0xFE && b[1] == 0xFF:
			b = b[2:]
		}
	}
	u := make([]uint16, len(b)/2)
	for i := range u {
		if little {
			u[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
		} else {
			u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
		}
	}
	return t.made(fromUnits(u))
}

func gstringLib() lib {
	g := func(v any) *GString { return v.(*GString) }
	return lib{methods: []def{
		{"getValues()", func(_ *thread, self any, _ []any) (any, error) {
			return newArray(classObject, append([]any(nil), g(self).values...)), nil
		}},
		{"getStrings()", func(_ *thread, self any, _ []any) (any, error) {
			var l []any
			for _, s := range g(self).texts {
				l = append(l, s)
			}
			return newArray(classString, l), nil
		}},
		{"getValueCount()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(len(g(self).values))), nil }},
		{"plus(Object)", func(_ *thread, self any, a []any) (any, error) {
			x := g(self)
			if y, ok := a[0].(*GString); ok {
				texts := append([]string(nil), x.texts...)
				texts[len(texts)-1] += y.texts[0]
				return &GString{append(texts, y.texts[1:]...), append(append([]any(nil), x.values...), y.values...)}, nil
			}
			texts := append([]string(nil), x.texts...)
			if s, ok := a[0].(string); ok {
				texts[len(texts)-1] += s
				return &GString{texts, x.values}, nil
			}
			return &GString{append(texts, ""), append(append([]any(nil), x.values...), a[0])}, nil
		}},
		{"equals(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.javaEquals(self, a[0])) }},
		{"hashCode()", func(t *thread, self any, _ []any) (any, error) {
			h, err := t.hash(self)
			return boxInt(h), err
		}},
	}}
}

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
			n, err := t.cast(a[0], classIntP)
			if err != nil {
				return nil, err
			}
			missing := int(n.(int32)) - strLen(s)
			if missing <= 0 || fill == "" {
				return s, nil
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
	count := func(_ *thread, s, x string) (any, error) {
		if x == "" {
			return boxInt(int32(strLen(s) + 1)), nil
		}
		return boxInt(int32(strings.Count(s, x))), nil
	}
	runes := func(f func([]rune) []rune) func(t *thread, s string) (any, error) {
		return func(t *thread, s string) (any, error) { return t.made(string(f([]rune(s)))) }
	}
	return lib{methods: []def{
		text0("length()", size), text0("size()", size),
		text0("toString()", func(_ *thread, s string) (any, error) { return s, nil }),
		text0("isEmpty()", func(_ *thread, s string) (any, error) { return s == "", nil }),
		text0("asBoolean()", func(_ *thread, s string) (any, error) { return s != "", nil }),
		textN("charAt(int)", func(t *thread, s string, a []any) (any, error) {
			i := int(a[0].(int32))
			if i < 0 || i >= strLen(s) {
				return nil, t.throw(classStringIndex, "index %d, length %d", i, strLen(s))
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
			n, err := t.cast(a[0], classIntP)
			if err != nil {
				return nil, err
			}
			return t.repeat(s, int(n.(int32)))
		}),
		textN("leftShift(Object)", func(t *thread, s string, a []any) (any, error) {
			b := &StringBuilder{class: classStringBuffer}
			if err := b.append(t, s); err != nil {
				return nil, err
			}
			x, err := t.format(a[0])
			if err != nil {
				return nil, err
			}
			return b, b.append(t, x)
		}),
		text0("next()", runes(func(r []rune) []rune {
			if len(r) == 0 {
				return []rune{0}
			}
			r[len(r)-1]++
			return r
		})),
		text0("previous()", runes(func(r []rune) []rune {
			if len(r) > 0 {
				r[len(r)-1]--
			}
			return r
		})),
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
		textN("getAt(int)", func(t *thread, s string, a []any) (any, error) { return t.charIndex(s, int(a[0].(int32))) }),
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
		text1("count(CharSequence)", count),
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
				return nil, t.throw(classStringIndex, "index 0, length 0")
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
	if !ok || !r.ints && r.count > 0 {
		return nil, t.throw(classIllegalArgument, "a range of whole numbers is wanted")
	}
	n := strLen(s)
	i, j, down, err := t.rangeBounds(r, n)
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

// rangeBounds turns a range used as an index into a half-open interval.
func (t *thread) rangeBounds(r *Range, n int) (i, j int, down bool, err error) {
	if !r.ints {
		// An exclusive range of nothing: begins where it says.
		from, _ := r.from.(int32)
		i = int(from)
		if i < 0 {
			i += n
		}
		return i, i, false, nil
	}
	from, to := int(r.from.(int32)), int(r.to.(int32))
	if from < 0 {
		from += n
	}
	if to < 0 {
		to += n
	}
	if r.exclude {
		// What the range leaves out depends on the direction after counting
		// from the end.
		if from == to {
			return from, from, false, nil
		}
		if from < to {
			to--
		} else {
			to++
		}
	}
	if from > to {
		return to, from + 1, true, nil
	}
	return from, to + 1, false, nil
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

// ---- StringBuilder ---------------------------------------------------------

func newBuilderLib(c *Class) func() lib {
	return func() lib {
		return lib{ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &StringBuilder{class: c}, nil }},
			{"(int)", func(*thread, any, []any) (any, error) { return &StringBuilder{class: c}, nil }},
			{"(CharSequence)", func(t *thread, _ any, a []any) (any, error) {
				s, err := t.str(a[0])
				if err != nil {
					return nil, err
				}
				b := &StringBuilder{class: c}
				return b, b.append(t, s)
			}},
		}}
	}
}

func stringBuilderLib() lib {
	sb := func(v any) *StringBuilder { return v.(*StringBuilder) }
	app := func(format bool) native {
		return func(t *thread, self any, a []any) (any, error) {
			var s string
			var err error
			arr, isArray := a[0].(*Array)
			switch {
			case format, isArray && arr.class.elem == classCharP:
				s, err = t.format(a[0])
			default:
				s, err = t.javaToString(a[0])
			}
			if err != nil {
				return nil, err
			}
			return self, sb(self).append(t, s)
		}
	}
	check := func(t *thread, b *StringBuilder, i, j int) error {
		if n := b.length(); i < 0 || i > n || i > j {
			return t.throw(classStringIndex, "start %d, end %d, length %d", i, j, n)
		}
		return nil
	}
	deleteIn := func(t *thread, self any, i, j int) (any, error) {
		b := sb(self)
		j = min(j, b.length())
		if err := check(t, b, i, j); err != nil {
			return nil, err
		}
		return self, b.splice(t, i, j, "")
	}
	return lib{methods: []def{
		{"append(Object)", app(false)}, {"append(char[])", app(false)},
		{"append(CharSequence,int,int)", func(t *thread, self any, a []any) (any, error) {
			s, err := t.str(a[0])
			if err != nil {
				return nil, err
			}
			part, err := t.cut(s, int(a[1].(int32)), int(a[2].(int32)))
			if err != nil {
				return nil, err
			}
			return self, sb(self).append(t, part.(string))
		}},
		{"appendCodePoint(int)", func(t *thread, self any, a []any) (any, error) {
			return self, sb(self).append(t, string(rune(a[0].(int32))))
		}},
		{"leftShift(Object)", app(true)},
		{"plus(Object)", func(t *thread, self any, a []any) (any, error) {
			s, err := sb(self).text(t)
			if err != nil {
				return nil, err
			}
			return t.plusText(s, a[0])
		}},
		{"insert(int,Object)", func(t *thread, self any, a []any) (any, error) {
			i := int(a[0].(int32))
			if n := sb(self).length(); i < 0 || i > n {
				return nil, t.throw(classStringIndex, "offset %d, length %d", i, n)
			}
			s, err := t.javaToString(a[1])
			if err != nil {
				return nil, err
			}
			return self, sb(self).splice(t, i, i, s)
		}},
		{"delete(int,int)", func(t *thread, self any, a []any) (any, error) {
			return deleteIn(t, self, int(a[0].(int32)), int(a[1].(int32)))
		}},
		{"deleteCharAt(int)", func(t *thread, self any, a []any) (any, error) {
			i := int(a[0].(int32))
			if n := sb(self).length(); i < 0 || i >= n {
				return nil, t.throw(classStringIndex, "index %d,length %d", i, n)
			}
			return deleteIn(t, self, i, i+1)
		}},
		{"replace(int,int,String)", func(t *thread, self any, a []any) (any, error) {
			b := sb(self)
			i, j := int(a[0].(int32)), min(int(a[1].(int32)), b.length())
			if err := check(t, b, i, j); err != nil {
				return nil, err
			}
			return self, b.splice(t, i, j, a[2].(string))
		}},
		{"reverse()", func(t *thread, self any, _ []any) (any, error) {
			r, err := t.invoke(sb(self).String(), "reverse")
			if err != nil {
				return nil, err
			}
			sb(self).set(r.(string))
			return self, nil
		}},
		{"void setLength(int)", func(t *thread, self any, a []any) (any, error) {
			b, n := sb(self), int(a[0].(int32))
			if n < 0 {
				return nil, t.throw(classStringIndex, "String index out of range: %d", n)
			}
			if m := b.length(); n <= m {
				return nil, b.splice(t, n, m, "")
			} else if zeros, err := t.repeat("\x00", n-m); err != nil {
				return nil, err
			} else {
				return nil, b.append(t, zeros.(string))
			}
		}},
		{"void setCharAt(int,char)", func(t *thread, self any, a []any) (any, error) {
			i := int(a[0].(int32))
			if n := sb(self).length(); i < 0 || i >= n {
				return nil, t.throw(classStringIndex, "index %d,length %d", i, n)
			}
			return nil, sb(self).splice(t, i, i+1, a[1].(Char).String())
		}},
		{"void putAt(Range,Object)", func(t *thread, self any, a []any) (any, error) {
			b := sb(self)
			r, ok := a[0].(*Range)
			if !ok {
				return nil, t.throw(classIllegalArgument, "a range is wanted")
			}
			i, j, _, err := t.rangeBounds(r, b.length())
			if err != nil {
				return nil, err
			}
			if err := check(t, b, i, j); err != nil {
				return nil, err
			}
			s, err := t.format(a[1])
			if err != nil {
				return nil, err
			}
			return nil, b.splice(t, i, min(j, b.length()), s)
		}},
		{"indexOf(String)", func(_ *thread, self any, a []any) (any, error) {
			return boxInt(indexUnits(sb(self).String(), a[0].(string), 0)), nil
		}},
		{"indexOf(String,int)", func(_ *thread, self any, a []any) (any, error) {
			return boxInt(indexUnits(sb(self).String(), a[0].(string), int(a[1].(int32)))), nil
		}},
		{"lastIndexOf(String)", func(_ *thread, self any, a []any) (any, error) {
			return boxInt(lastIndexUnits(sb(self).String(), a[0].(string), 1<<30)), nil
		}},
		{"capacity()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(max(16, sb(self).length()))), nil }},
		{"void ensureCapacity(int)", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"void trimToSize()", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"compareTo(Object)", func(t *thread, self any, a []any) (any, error) {
			s, err := t.str(a[0])
			return boxInt(int32(compareStrings(sb(self).String(), s))), err
		}},
	}}
}

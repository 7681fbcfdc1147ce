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
		return func(t *thread, s string, a []any) (any, error) {
			x, ok := a[0].(string)
			if !ok && a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
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
		return sameButCase(s, x), err
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
				if n <= 0 {
					return true, nil // Java compares nothing then, wherever it is
				}
				p, q := substr(s, i, i+n), substr(x, j, j+n)
				if a[0].(bool) {
					return sameButCase(p, q), nil
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
				return textResult(t.sprintf(a[0].(string), formatArgs(a[1])))
			}},
			{"format(Locale,String,Object...)", func(t *thread, _ any, a []any) (any, error) {
				if a[1] == nil {
					return nil, t.throw(classNullPointer, "")
				}
				symbols, err := t.symbolsOf(a[0])
				if err != nil {
					return nil, err
				}
				return textResult(t.sprintfWith(symbols, a[1].(string), formatArgs(a[2])))
			}},
			{"join(CharSequence,Iterable)", joinTexts},
			{"join(CharSequence,CharSequence...)", joinTexts},
		},
		fields: []constant{{"CASE_INSENSITIVE_ORDER", func(*thread) (any, error) {
			return &comparator{func(t *thread, a, b any) (int, error) {
				x, err := t.str(a)
				if err != nil {
					return 0, err
				}
				y, err := t.str(b)
				if err != nil {
					return 0, err
				}
				d, err := compareIgnore(t, x, y)
				n, _ := d.(int32)
				return int(n), err
			}}, nil
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
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return mapText(s, func(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) })
}

// sameButCase tells whether two texts differ in nothing but case.
func sameButCase(s, x string) bool {
	if isASCII(s) && isASCII(x) {
		return strings.EqualFold(s, x)
	}
	return foldCase(s) == foldCase(x)
}

// upper and lower are those of Java: some characters become several.
func upper(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	return longUpper.Replace(mapText(s, unicode.ToUpper))
}

// longUpper has the characters whose upper case is more than one.
var longUpper = strings.NewReplacer("ß", "SS", "ŉ", "ʼN", "ǰ", "J̌", "ΐ", "Ϊ́", "ΰ", "Ϋ́", "և", "ԵՒ", "ẖ", "H̱", "ẗ", "T̈", "ẘ", "W̊",
	"ẙ", "Y̊", "ẚ", "Aʾ", "ﬀ", "FF", "ﬁ", "FI", "ﬂ", "FL", "ﬃ", "FFI", "ﬄ", "FFL", "ﬅ", "ST", "ﬆ", "ST")

func lower(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	low := mapText(strings.ReplaceAll(s, "\u0130", "i\u0307"), unicode.ToLower)
	if !strings.Contains(s, "Σ") {
		return low
	}
	return finalSigma(s, low)
}

// finalSigma makes the Σ at the end of a word a ς; low is s in lower case.
func finalSigma(s, low string) string {
	from, to := []rune(s), []rune(low)
	if len(from) != len(to) {
		return low
	}
	for i, r := range from {
		if r != 'Σ' || i == 0 || !unicode.IsLetter(from[i-1]) || i+1 < len(from) && unicode.IsLetter(from[i+1]) {
			continue
		}
		to[i] = 'ς'
	}
	return string(to)
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

func gstringLib() lib {
	g := func(v any) *GString { return v.(*GString) }
	return lib{methods: []def{
		{"getValues()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.keptItems(g(self).values)
			return newArray(classObject, items), err
		}},
		{"getStrings()", func(t *thread, self any, _ []any) (any, error) {
			var l []any
			for _, s := range g(self).texts {
				l = append(l, s)
			}
			return t.array(classString, l)
		}},
		{"getValueCount()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(len(g(self).values))), nil }},
		{"plus(Object)", func(t *thread, self any, a []any) (any, error) {
			x := g(self)
			n := len(x.texts) + len(x.values)
			switch y := a[0].(type) {
			case *GString:
				n += len(y.texts) + len(y.values) + (len(x.texts[len(x.texts)-1])+len(y.texts[0]))/16
			case string:
				n += (len(x.texts[len(x.texts)-1]) + len(y)) / 16
			}
			if err := t.charge(n / 64); err != nil {
				return nil, err
			}
			if err := t.alloc(16 * n); err != nil {
				return nil, err
			}
			y, isGString := a[0].(*GString)
			if _, isString := a[0].(string); !isString && !isGString {
				s, err := t.gtext(x)
				if err != nil {
					return nil, err
				}
				return t.plusText(s, a[0])
			}
			if isGString {
				texts := append([]string(nil), x.texts...)
				texts[len(texts)-1] += y.texts[0]
				return &GString{append(texts, y.texts[1:]...), append(append([]any(nil), x.values...), y.values...)}, nil
			}
			texts := append([]string(nil), x.texts...)
			texts[len(texts)-1] += a[0].(string)
			return &GString{texts, x.values}, nil
		}},
		{"leftShift(Object)", func(t *thread, self any, a []any) (any, error) {
			b := &StringBuilder{class: classStringBuilder}
			for _, v := range [...]any{self, a[0]} {
				s, err := t.javaToString(v)
				if err != nil {
					return nil, err
				}
				if err := b.append(t, s); err != nil {
					return nil, err
				}
			}
			return b, nil
		}},
		{"getValue(int)", func(t *thread, self any, a []any) (any, error) {
			return t.arrayAt(newArray(classObject, g(self).values), int(a[0].(int32)))
		}},
		{"equals(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.javaEquals(self, a[0])) }},
		{"hashCode()", func(t *thread, self any, _ []any) (any, error) {
			h, err := t.hash(self)
			return boxInt(h), err
		}},
	}}
}

// joinTexts is String.join, which unlike join of a list takes nothing but
// texts.
func joinTexts(t *thread, _ any, a []any) (any, error) {
	if a[0] == nil || a[1] == nil {
		return nil, t.throw(classNullPointer, "")
	}
	sep, err := t.str(a[0])
	if err != nil {
		return nil, err
	}
	items, err := t.slice(a[1])
	if err != nil {
		return nil, err
	}
	for _, v := range items {
		if v != nil && !instanceOf(v, classCharSequence) {
			return nil, t.throw(classClassCast, "class %s cannot be cast to class java.lang.CharSequence", classOf(v).Name())
		}
	}
	return t.join(a[1], sep)
}

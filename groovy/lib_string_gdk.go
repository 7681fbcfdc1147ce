package groovy

import (
	"strings"
	"unicode/utf8"
)

// stringGdkLib is what texts have from Groovy beyond the everyday.
func stringGdkLib() lib {
	while := func(sig string, take bool) def {
		return textN(sig, func(t *thread, s string, a []any) (any, error) {
			u := toUnits(s)
			n := 0
			for n < len(u) {
				if err := t.step(); err != nil {
					return nil, err
				}
				ok, err := t.test(a[0].(*Closure), Char(u[n]))
				if err != nil {
					return nil, err
				}
				if !ok {
					break
				}
				n++
			}
			if take {
				return fromUnits(u[:n]), nil
			}
			return fromUnits(u[n:]), nil
		})
	}
	anyOf := func(sig string, f func(s, part string) bool) def {
		return textN(sig, func(t *thread, s string, a []any) (any, error) {
			for _, p := range a[0].(*Array).items {
				part, err := t.str(p)
				if err != nil {
					return nil, err
				}
				if f(s, part) {
					return true, nil
				}
			}
			return false, nil
		})
	}
	folded := func(sig string, f func(s, part string) bool) def {
		return text1(sig, func(_ *thread, s, part string) (any, error) { return f(strings.ToLower(s), strings.ToLower(part)), nil })
	}
	byLine := func(sig string, f func(t *thread, line string, a []any) (string, error)) def {
		return textN(sig, func(t *thread, s string, a []any) (any, error) {
			return t.eachLineOf(s, func(line string) (string, error) { return f(t, line, a) })
		})
	}
	// around cuts a text at the first place where a mark stands.
	around := func(sig string, f func(s, mark string, i int) string) def {
		return text1(sig, func(_ *thread, s, mark string) (any, error) {
			i := strings.Index(s, mark)
			if mark == "" || i < 0 {
				return "", nil
			}
			return f(s, mark, i), nil
		})
	}
	return lib{methods: []def{
		textN("tr(CharSequence,CharSequence)", func(t *thread, s string, a []any) (any, error) {
			from, err := t.str(a[0])
			if err != nil {
				return nil, err
			}
			to, err := t.str(a[1])
			if err != nil {
				return nil, err
			}
			return t.translate(s, from, to)
		}),
		byLine("expand()", func(t *thread, line string, _ []any) (string, error) { return t.expandTabs(line, 8) }),
		byLine("expand(int)", func(t *thread, line string, a []any) (string, error) { return t.expandTabs(line, int(a[0].(int32))) }),
		textN("expandLine(int)", func(t *thread, s string, a []any) (any, error) {
			return textResult(t.expandTabs(s, int(a[0].(int32))))
		}),
		byLine("unexpand()", func(t *thread, line string, _ []any) (string, error) { return t.unexpandTabs(line, 8) }),
		byLine("unexpand(int)", func(t *thread, line string, a []any) (string, error) { return t.unexpandTabs(line, int(a[0].(int32))) }),
		textN("unexpandLine(int)", func(t *thread, s string, a []any) (any, error) {
			return textResult(t.unexpandTabs(s, int(a[0].(int32))))
		}),
		text0("stripIndent()", func(t *thread, s string) (any, error) { return t.outdent(s, commonIndent(s)) }),
		textN("stripIndent(int)", func(t *thread, s string, a []any) (any, error) { return t.outdent(s, int(a[0].(int32))) }),
		byLine("stripMargin()", func(_ *thread, line string, _ []any) (string, error) { return stripMargin(line, "|"), nil }),
		byLine("stripMargin(char)", func(_ *thread, line string, a []any) (string, error) {
			return stripMargin(line, a[0].(Char).String()), nil
		}),
		byLine("stripMargin(CharSequence)", func(t *thread, line string, a []any) (string, error) {
			mark, err := t.str(a[0])
			if err != nil || mark == "" {
				return stripMargin(line, "|"), err
			}
			return stripMargin(line, substr(mark, 0, 1)), nil
		}),
		while("takeWhile(Closure)", true), while("dropWhile(Closure)", false),
		anyOf("startsWithAny(CharSequence...)", strings.HasPrefix), anyOf("endsWithAny(CharSequence...)", strings.HasSuffix),
		folded("containsIgnoreCase(CharSequence)", strings.Contains),
		folded("startsWithIgnoreCase(CharSequence)", strings.HasPrefix),
		folded("endsWithIgnoreCase(CharSequence)", strings.HasSuffix),
		around("takeBefore(CharSequence)", func(s, _ string, i int) string { return s[:i] }),
		around("takeAfter(CharSequence)", func(s, mark string, i int) string { return s[i+len(mark):] }),
		textN("takeBetween(CharSequence,CharSequence)", func(t *thread, s string, a []any) (any, error) {
			from, err := t.str(a[0])
			if err != nil {
				return nil, err
			}
			to, err := t.str(a[1])
			if err != nil {
				return nil, err
			}
			_, rest, ok := strings.Cut(s, from)
			part, _, ok2 := strings.Cut(rest, to)
			if !ok || !ok2 {
				return "", nil
			}
			return part, nil
		}),
		text1("count(CharSequence)", func(t *thread, s, part string) (any, error) {
			if part == "" {
				return boxInt(int32(strLen(s) + 1)), nil
			}
			// Places may overlap.
			n := int32(0)
			for i := 0; ; n++ {
				k := strings.Index(s[i:], part)
				if k < 0 {
					return boxInt(n), nil
				}
				if err := t.charge(1 + k/64); err != nil {
					return nil, err
				}
				_, w := utf8.DecodeRuneInString(s[i+k:])
				i += k + w
			}
		}),
		textN("collectReplacements(Closure)", func(t *thread, s string, a []any) (any, error) {
			var b strings.Builder
			for _, u := range toUnits(s) {
				if err := t.step(); err != nil {
					return nil, err
				}
				r, err := t.call1(a[0].(*Closure), Char(u))
				if err != nil {
					return nil, err
				}
				x := Char(u).String()
				if r != nil {
					s, ok := r.(string)
					if !ok {
						return nil, t.throw(classClassCast, "class %s cannot be cast to class java.lang.String", classOf(r).Name())
					}
					x = s
				}
				if err := t.alloc(len(x)); err != nil {
					return nil, err
				}
				b.WriteString(x)
			}
			return joinSurrogates(b.String()), nil
		}),
		textN("getAt(int)", func(t *thread, s string, a []any) (any, error) {
			i, n := int(a[0].(int32)), len(s)
			if !isASCII(s) {
				n = strLen(s)
			}
			if i < 0 {
				if i+n < 0 {
					return nil, t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i, n)
				}
				i += n
			}
			if i >= n {
				return nil, t.throw(classStringIndex, "begin %d, end %d, length %d", i, i+1, n)
			}
			return substr(s, i, i+1), nil
		}),
	}}
}

// javaStringLib is what java.lang.String has and other texts do not.
func javaStringLib() lib {
	return lib{methods: []def{
		text0("stripIndent()", func(t *thread, s string) (any, error) {
			if s == "" {
				return "", nil
			}
			// A line break at the end says that nothing is to be taken off.
			ended := strings.HasSuffix(s, "\n") || strings.HasSuffix(s, "\r")
			lines := splitLines(s)
			indent := 0
			if !ended {
				indent = -1
				for i, l := range lines {
					n := leadingBlanks(l)
					if (n < len(l) || i == len(lines)-1) && (indent < 0 || n < indent) {
						indent = n
					}
				}
			}
			for i, l := range lines {
				if n := leadingBlanks(l); n == len(l) {
					lines[i] = ""
				} else {
					lines[i] = strings.TrimRightFunc(l[min(indent, n):], javaSpace)
				}
			}
			out := strings.Join(lines, "\n")
			if ended {
				out += "\n"
			}
			return out, t.alloc(len(out))
		}),
		textN("regionMatches(int,String,int,int)", func(t *thread, s string, a []any) (any, error) {
			return t.invoke(s, "regionMatches", false, a[0], a[1], a[2], a[3])
		}),
		textN("codePointCount(int,int)", func(t *thread, s string, a []any) (any, error) {
			i, j, n := int(a[0].(int32)), int(a[1].(int32)), strLen(s)
			if i < 0 || j > n || i > j {
				return nil, t.throw(classIndexOutOfBounds, "")
			}
			count := int32(0)
			for part := substr(s, i, j); part != ""; count++ {
				_, w := decodeWTF8(part)
				part = part[w:]
			}
			return boxInt(count), nil
		}),
		textN("codePointBefore(int)", func(t *thread, s string, a []any) (any, error) {
			i := int(a[0].(int32))
			if i < 1 || i > strLen(s) {
				return nil, t.throw(classStringIndex, "Index %d out of bounds for length %d", i, strLen(s))
			}
			u := toUnits(s)[:i]
			r := []rune(fromUnits(u[max(0, i-2):]))
			return boxInt(r[len(r)-1]), nil
		}),
		textN("indent(int)", func(t *thread, s string, a []any) (any, error) {
			n := int(a[0].(int32))
			lines := splitLines(s)
			if n > 0 {
				if err := t.alloc(n * len(lines)); err != nil {
					return nil, err
				}
			}
			for i, l := range lines {
				if n > 0 {
					lines[i] = strings.Repeat(" ", n) + l
				} else {
					lines[i] = l[min(-n, leadingBlanks(l)):]
				}
			}
			if len(lines) == 0 {
				return "", nil
			}
			return strings.Join(lines, "\n") + "\n", nil
		}),
	}}
}

// leadingBlanks counts the bytes of white space in front.
func leadingBlanks(l string) int { return len(l) - len(strings.TrimLeftFunc(l, javaSpace)) }

// commonIndent is how many characters of white space all lines begin with that
// have anything else.
func commonIndent(s string) int {
	indent := -1
	for _, l := range splitLines(s) {
		n := leadingBlanks(l)
		if n < len(l) && (indent < 0 || n < indent) {
			indent = n
		}
	}
	return max(indent, 0)
}

// eachLineOf changes a text line by line. Lines end in \n afterwards, the last
// one only if it did before.
func (t *thread) eachLineOf(s string, f func(line string) (string, error)) (any, error) {
	if s == "" {
		return s, nil
	}
	lines := splitLines(s)
	size := 0
	for i, l := range lines {
		if err := t.step(); err != nil {
			return nil, err
		}
		r, err := f(l)
		if err != nil {
			return nil, err
		}
		lines[i] = r
		size += len(r) + 1
	}
	out := strings.Join(lines, "\n")
	if strings.HasSuffix(s, "\n") {
		out += "\n"
	}
	return out, t.alloc(size)
}

// outdent takes n characters off the front of every line; blank lines become empty.
func (t *thread) outdent(s string, n int) (any, error) {
	if n <= 0 {
		return s, nil
	}
	return t.eachLineOf(s, func(l string) (string, error) {
		if leadingBlanks(l) == len(l) {
			return "", nil
		}
		length := strLen(l)
		return substr(l, min(n, length), length), nil
	})
}

func stripMargin(line, mark string) string {
	rest := strings.TrimLeftFunc(line, func(r rune) bool { return r <= ' ' })
	if after, ok := strings.CutPrefix(rest, mark); ok {
		return after
	}
	return line
}

func (t *thread) expandTabs(line string, stop int) (string, error) {
	if !strings.Contains(line, "\t") {
		return line, nil
	}
	if stop == 0 {
		return "", t.throw(classArithmetic, "/ by zero")
	}
	var b strings.Builder
	column := 0
	for i, part := range strings.Split(line, "\t") {
		if i > 0 {
			// A stop below zero is further left than anything: no blanks.
			n := max(stop-column%stop, 0)
			if err := t.alloc(n); err != nil {
				return "", err
			}
			b.WriteString(strings.Repeat(" ", n))
			column += n
		}
		b.WriteString(part)
		column += strLen(part)
	}
	return b.String(), t.charge(1 + b.Len()/64)
}

func (t *thread) unexpandTabs(line string, stop int) (string, error) {
	if stop <= 0 {
		return line, nil
	}
	u := toUnits(line)
	var out []uint16
	for len(u) > stop {
		if err := t.charge(1 + stop/64); err != nil {
			return "", err
		}
		n := stop
		for n > 0 && javaSpace(rune(u[n-1])) {
			n--
		}
		out = append(out, u[:n]...)
		if n < stop {
			out = append(out, '\t')
		}
		u = u[stop:]
	}
	return fromUnits(append(out, u...)), t.alloc(len(line))
}

// translate is tr: every character of from becomes the one at the same place
// of to, whose last stands for all that have none. a-z are all between.
func (t *thread) translate(s, from, to string) (any, error) {
	if s == "" || from == "" {
		return s, nil
	}
	src, err := t.spans(from)
	if err != nil {
		return nil, err
	}
	dst, err := t.spans(to)
	if err != nil {
		return nil, err
	}
	if len(dst) == 0 {
		return nil, t.throw(classArrayIndex, "Negative array index [-1] too large for array size 0")
	}
	m := make(map[uint16]uint16, len(src))
	for i, c := range src {
		m[c] = dst[min(i, len(dst)-1)]
	}
	u := toUnits(s)
	for i, c := range u {
		if r, ok := m[c]; ok {
			u[i] = r
		}
	}
	return fromUnits(u), t.alloc(len(s))
}

// spans spreads a-z out.
func (t *thread) spans(s string) ([]uint16, error) {
	u := toUnits(s)
	var out []uint16
	for i := 0; i < len(u); i++ {
		if i+2 >= len(u) || u[i+1] != '-' {
			out = append(out, u[i])
			continue
		}
		a, b := int(u[i]), int(u[i+2])
		step := 1
		if a > b {
			step = -1
		}
		if err := t.charge(1 + (b-a)*step/64); err != nil {
			return nil, err
		}
		if err := t.alloc(2 * ((b-a)*step + 1)); err != nil {
			return nil, err
		}
		for c := a; c != b+step; c += step {
			out = append(out, uint16(c))
		}
		i += 2
	}
	return out, nil
}

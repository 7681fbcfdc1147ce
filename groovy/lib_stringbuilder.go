package groovy

import "strings"

// ---- StringBuilder ---------------------------------------------------------

func newBuilderLib(c *Class) func() lib {
	return func() lib {
		return lib{ctors: []def{
			{"()", func(t *thread, _ any, _ []any) (any, error) { return &StringBuilder{class: c}, t.alloc(smallValue) }},
			{"(int)", func(t *thread, _ any, _ []any) (any, error) { return &StringBuilder{class: c}, t.alloc(smallValue) }},
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
	app := func() native {
		return func(t *thread, self any, a []any) (any, error) {
			var s string
			var err error
			arr, isArray := a[0].(*Array)
			switch {
			case isArray && arr.class.elem == classCharP:
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
		{"append(Object)", app()}, {"append(char[])", app()},
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
		{"leftShift(Object)", app()},
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
			i, j, _, err := t.span(r, b.length())
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
		{"lastIndexOf(String,int)", func(_ *thread, self any, a []any) (any, error) {
			return boxInt(lastIndexUnits(sb(self).String(), a[0].(string), int(a[1].(int32)))), nil
		}},
		{"append(char[],int,int)", func(t *thread, self any, a []any) (any, error) {
			s, err := t.charsPart(a[0], a[1], a[2])
			if err != nil {
				return nil, err
			}
			return self, sb(self).append(t, s)
		}},
		{"insert(int,char[])", func(t *thread, self any, a []any) (any, error) {
			s, err := t.format(a[1])
			if err != nil {
				return nil, err
			}
			return t.invoke(self, "insert", a[0], s)
		}},
		{"insert(int,char[],int,int)", func(t *thread, self any, a []any) (any, error) {
			at := a[0]
			s, err := t.charsPart(a[1], a[2], a[3])
			if err != nil {
				return nil, err
			}
			return t.invoke(self, "insert", at, s)
		}},
		{"insert(int,CharSequence,int,int)", func(t *thread, self any, a []any) (any, error) {
			at, i, j := a[0], int(a[2].(int32)), int(a[3].(int32))
			s, err := t.str(a[1])
			if err != nil {
				return nil, err
			}
			part, err := t.cut(s, i, j)
			if err != nil {
				return nil, err
			}
			return t.invoke(self, "insert", at, part)
		}},
		onText("codePointAt(int)"), onText("codePointBefore(int)"), onText("codePointCount(int,int)"),
		onText("offsetByCodePoints(int,int)"), onText("getChars(int,int,char[],int)"),
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

// onText is a method that the text itself has.
func onText(sig string) def {
	name, _, _ := strings.Cut(sig, "(")
	return def{sig, func(t *thread, self any, a []any) (any, error) {
		args := append([]any(nil), a...)
		s, err := self.(*StringBuilder).text(t)
		if err != nil {
			return nil, err
		}
		return t.invokeArgs(s, name, args)
	}}
}

// charsPart is n characters of a char[] from i on.
func (t *thread) charsPart(chars, i, n any) (string, error) {
	arr, ok := chars.(*Array)
	if !ok {
		return "", t.throw(classNullPointer, "")
	}
	from, size := int(i.(int32)), int(n.(int32))
	if from < 0 || size < 0 || from > len(arr.items)-size {
		return "", t.throw(classIndexOutOfBounds, "offset %d, count %d, length %d", from, size, len(arr.items))
	}
	return t.format(newArray(classCharP, arr.items[from:from+size]))
}

package groovy

func streamArrayClasses() []entry {
	return []entry{{classArrays, arraysStreamLib}, {classCharSequence, charSequenceStreamLib}, {classString, stringStreamLib}}
}

// charSequenceStreamLib is the characters of a text as numbers.
func charSequenceStreamLib() lib {
	return lib{methods: []def{
		text0("chars()", func(t *thread, s string) (any, error) {
			units := toUnits(s)
			items := make([]any, len(units))
			for i, u := range units {
				items[i] = boxInt(int32(u))
			}
			return streamOf(classIntStream, newList(items)), t.alloc(18 * len(units))
		}),
		text0("codePoints()", func(t *thread, s string) (any, error) {
			var items []any
			for len(s) > 0 {
				r, w := decodeWTF8(s)
				items = append(items, boxInt(r))
				s = s[w:]
			}
			return streamOf(classIntStream, newList(items)), t.alloc(16 * len(items))
		}),
	}}
}

// stringStreamLib is the methods of String that make streams and optionals.
func stringStreamLib() lib {
	return lib{methods: []def{
		text0("lines()", func(t *thread, s string) (any, error) {
			var items []any
			for _, line := range splitLines(s) {
				items = append(items, line)
			}
			return streamOf(classStream, newList(items)), t.alloc(32 * len(items))
		}),
		textN("transform(Object)", func(t *thread, s string, a []any) (any, error) { return t.callFn(a[0], "apply", s) }),
		text0("describeConstable()", func(_ *thread, s string) (any, error) { return &Optional{s}, nil }),
	}}
}

// arraysStreamLib is Arrays.stream, whose kind of stream follows the array's.
func arraysStreamLib() lib {
	return lib{statics: []def{{"stream(Object)", func(t *thread, _ any, a []any) (any, error) {
		arr, ok := a[0].(*Array)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		c := classStream
		switch arr.class.elem {
		case classIntP:
			c = classIntStream
		case classLongP:
			c = classLongStream
		case classDoubleP:
			c = classDoubleStream
		}
		return streamOf(c, arr), nil
	}}}}
}

package groovy

import (
	"math/rand/v2"
)

func systemClasses() []entry {
	return []entry{
		{classSystem, systemLib},
		{classPrintStream, printStreamLib},
		{classStackElement, nil},
	}
}

// A printStream is System.out, or System.err, whose text goes nowhere, or one
// that a script makes of a stream.
type printStream struct {
	silent bool
	to     any
}

func (*printStream) classOf() *Class { return classPrintStream }

func (p *printStream) write(t *thread, s string) error {
	if p.to != nil {
		if err := t.enter(); err != nil {
			return err
		}
		defer t.exit()
		return t.writeTo(p.to, s)
	}
	if p.silent {
		return t.charge(1 + len(s)/64)
	}
	return t.write(s)
}

func systemLib() lib {
	return lib{
		statics: []def{
			{"currentTimeMillis()", func(t *thread, _ any, _ []any) (any, error) { return t.now().UnixMilli(), nil }},
			{"nanoTime()", func(t *thread, _ any, _ []any) (any, error) { return t.now().UnixNano(), nil }},
			{"lineSeparator()", func(*thread, any, []any) (any, error) { return "\n", nil }},
			{"identityHashCode(Object)", func(t *thread, _ any, a []any) (any, error) {
				if a[0] == nil {
					return boxInt(0), nil
				}
				if !hashableInGo(a[0]) {
					return boxInt(t.identity(&a)), nil
				}
				return boxInt(t.identity(a[0])), nil
			}},
			{"getProperty(String)", func(_ *thread, _ any, a []any) (any, error) { return systemProperty(a[0]), nil }},
			{"getProperty(String,String)", func(_ *thread, _ any, a []any) (any, error) {
				if v := systemProperty(a[0]); v != nil {
					return v, nil
				}
				return a[1], nil
			}},
			{"void arraycopy(Object,int,Object,int,int)", func(t *thread, _ any, a []any) (any, error) {
				from, ok1 := a[0].(*Array)
				to, ok2 := a[2].(*Array)
				i, j, n := int(a[1].(int32)), int(a[3].(int32)), int(a[4].(int32))
				if !ok1 || !ok2 {
					return nil, t.throw(classArrayStore, "")
				}
				if i < 0 || j < 0 || n < 0 || i+n > len(from.items) || j+n > len(to.items) {
					return nil, t.throw(classArrayIndex, "arraycopy: last source index %d out of bounds for length %d", i+n, len(from.items))
				}
				copy(to.items[j:j+n], from.items[i:i+n])
				return nil, t.charge(n)
			}},
		},
		fields: []constant{
			{"out", func(*thread) (any, error) { return &printStream{}, nil }},
			{"err", func(*thread) (any, error) { return &printStream{silent: true}, nil }},
		},
	}
}

// systemProperty gives the few that say nothing of the host.
func systemProperty(name any) any {
	switch name {
	case "line.separator":
		return "\n"
	case "file.separator":
		return "/"
	case "path.separator":
		return ":"
	}
	return nil
}

// printLine is println of any value.
func (t *thread) printText(v any, newline bool) (string, error) {
	s, err := t.format(v)
	if newline {
		s += "\n"
	}
	return s, err
}

func printStreamLib() lib {
	wrap := func(t *thread, _ any, a []any) (any, error) {
		switch a[0].(type) {
		case nil:
			return nil, t.throw(classNullPointer, "Null output stream")
		case *byteOutput, *printStream:
			return &printStream{to: a[0]}, nil
		}
		return nil, t.throw(classSecurity, "scripts cannot reach files; use a StringWriter or a ByteArrayOutputStream")
	}
	print := func(newline bool) native {
		return func(t *thread, self any, a []any) (any, error) {
			s, err := t.printText(a[0], newline)
			if err != nil {
				return nil, err
			}
			return nil, self.(*printStream).write(t, s)
		}
	}
	printf := func(t *thread, self any, a []any) (any, error) {
		s, err := t.sprintfValue(a[0].(string), a[1])
		if err != nil {
			return nil, firstError(self.(*printStream).write(t, s), err)
		}
		return self, self.(*printStream).write(t, s)
	}
	printfIn := func(t *thread, self any, a []any) (any, error) {
		symbols, err := t.symbolsOf(a[0])
		if err != nil {
			return nil, err
		}
		s, err := t.sprintfWith(symbols, a[1].(string), formatArgs(a[2]))
		if err != nil {
			return nil, firstError(self.(*printStream).write(t, s), err)
		}
		return self, self.(*printStream).write(t, s)
	}
	return lib{
		ctors: []def{{"(OutputStream)", wrap}, {"(OutputStream,boolean)", wrap}, {"(OutputStream,boolean,String)", wrap}},
		methods: []def{
			{"void println()", func(t *thread, self any, _ []any) (any, error) { return nil, self.(*printStream).write(t, "\n") }},
			{"checkError()", func(*thread, any, []any) (any, error) { return false, nil }},
			{"append(CharSequence,int,int)", func(t *thread, self any, a []any) (any, error) {
				return t.invoke(&textWriter{class: classPrintWriter, to: self}, "append", a[0], a[1], a[2])
			}},
			{"void println(Object)", print(true)},
			{"void print(Object)", print(false)},
			{"append(Object)", func(t *thread, self any, a []any) (any, error) {
				_, err := print(false)(t, self, a)
				return self, err
			}},
			{"leftShift(Object)", func(t *thread, self any, a []any) (any, error) {
				_, err := print(false)(t, self, a)
				return self, err
			}},
			{"printf(String,Object)", printf}, {"printf(String,Object[])", printf}, {"printf(String,Object...)", printf},
			{"format(String,Object...)", printf}, {"format(Locale,String,Object...)", printfIn}, {"printf(Locale,String,Object...)", printfIn},
			{"void flush()", func(*thread, any, []any) (any, error) { return nil, nil }},
			{"void close()", func(*thread, any, []any) (any, error) { return nil, nil }},
			{"void write(int)", func(t *thread, self any, a []any) (any, error) {
				return nil, t.writeBytes(self, []byte{byte(a[0].(int32))})
			}},
		},
	}
}

// random gives the run's random source: the host's, or one that repeats.
func (t *thread) random() *rand.Rand {
	if r, ok := t.rand.(*rand.Rand); ok {
		return r
	}
	r := t.env.Rand
	if r == nil {
		r = rand.New(rand.NewPCG(1, 2))
	}
	t.rand = r
	return r
}

package groovy

// A byteInput is a stream of bytes: of a ByteArrayInputStream, or one that
// reads from another.
type byteInput struct {
	class *Class
	*byteSource
}

// A byteSource is what is left of the bytes.
type byteSource struct{ b, marked []byte }

func newByteInput(b []byte) *byteInput { return &byteInput{classByteArrayInput, &byteSource{b, b}} }

func (in *byteInput) classOf() *Class { return in.class }

// rest takes all that is left.
func (in *byteInput) rest() []byte { return in.take(len(in.b)) }

// take takes up to n bytes.
func (in *byteInput) take(n int) []byte {
	n = min(n, len(in.b))
	b := in.b[:n]
	in.b = in.b[n:]
	return b
}

// into puts bytes into a part of an array and tells how many; -1 at the end.
func (in *byteInput) into(t *thread, items []any) (any, error) {
	if len(in.b) == 0 && len(items) > 0 {
		return boxInt(-1), nil
	}
	b := in.take(len(items))
	for i, x := range b {
		items[i] = int8(x)
	}
	return boxInt(int32(len(b))), t.charge(1 + len(b)/8)
}

func inputStreamLib() lib {
	in := func(self any) *byteInput { return self.(*byteInput) }
	items := func(t *thread, v any) ([]any, error) {
		arr, ok := v.(*Array)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		return arr.items, nil
	}
	part := func(f func(t *thread, self any, part []any) (any, error)) native {
		return func(t *thread, self any, a []any) (any, error) {
			l, err := items(t, a[0])
			if err != nil {
				return nil, err
			}
			if len(a) == 3 {
				i, n := int(a[1].(int32)), int(a[2].(int32))
				if err := t.checkRange(i, n, len(l)); err != nil {
					return nil, err
				}
				l = l[i : i+n]
			}
			return f(t, self, l)
		}
	}
	into := part(func(t *thread, self any, l []any) (any, error) { return in(self).into(t, l) })
	nInto := part(func(t *thread, self any, l []any) (any, error) {
		n, err := in(self).into(t, l)
		if n == any(int32(-1)) {
			return boxInt(0), err
		}
		return n, err
	})
	return lib{
		statics: []def{{"nullInputStream()", func(*thread, any, []any) (any, error) { return newByteInput(nil), nil }}},
		methods: []def{
			{"read()", func(t *thread, self any, _ []any) (any, error) {
				b := in(self).take(1)
				if len(b) == 0 {
					return boxInt(-1), nil
				}
				return boxInt(int32(b[0])), t.step()
			}},
			{"read(byte[])", into}, {"read(byte[],int,int)", into}, {"readNBytes(byte[],int,int)", nInto},
			{"readNBytes(int)", func(t *thread, self any, a []any) (any, error) {
				if a[0].(int32) < 0 {
					return nil, t.throw(classIllegalArgument, "len < 0")
				}
				return t.byteArray(in(self).take(int(a[0].(int32))))
			}},
			{"available()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(len(in(self).b))), nil }},
			{"readAllBytes()", func(t *thread, self any, _ []any) (any, error) { return t.byteArray(in(self).rest()) }},
			{"skip(long)", func(_ *thread, self any, a []any) (any, error) {
				return int64(len(in(self).take(int(min(max(a[0].(int64), 0), int64(len(in(self).b))))))), nil
			}},
			{"void skipNBytes(long)", func(t *thread, self any, a []any) (any, error) {
				if a[0].(int64) > int64(len(in(self).b)) {
					return nil, t.throw(classEOF, "")
				}
				in(self).take(int(max(a[0].(int64), 0)))
				return nil, nil
			}},
			{"markSupported()", func(*thread, any, []any) (any, error) { return true, nil }},
			{"void mark(int)", func(_ *thread, self any, _ []any) (any, error) { in(self).marked = in(self).b; return nil, nil }},
			{"void reset()", func(_ *thread, self any, _ []any) (any, error) { in(self).b = in(self).marked; return nil, nil }},
			{"transferTo(OutputStream)", func(t *thread, self any, a []any) (any, error) {
				b := in(self).rest()
				return int64(len(b)), t.writeBytes(a[0], b)
			}},
			{"void close()", func(*thread, any, []any) (any, error) { return nil, nil }},
		},
	}
}

// inputStreamGdkLib is what Groovy adds to InputStream; whatever reads text
// takes a charset, too.
func inputStreamGdkLib() lib {
	in := func(self any) *byteInput { return self.(*byteInput) }
	reader := func(t *thread, self any, charset any) (*textReader, error) {
		c := charsets[0]
		if charset != nil {
			var err error
			if c, err = t.charsetOf(charset); err != nil {
				return nil, err
			}
		}
		s, err := t.decode(in(self).rest(), c)
		return newTextReader(classBufferedReader, s), err
	}
	l := lib{methods: []def{
		{"getBytes()", func(t *thread, self any, _ []any) (any, error) { return t.byteArray(in(self).rest()) }},
		{"withStream(Closure)", func(t *thread, self any, a []any) (any, error) { return t.call1(a[0].(*Closure), self) }},
		{"eachByte(Closure)", func(t *thread, self any, a []any) (any, error) {
			c := a[0].(*Closure)
			for _, b := range in(self).rest() {
				if _, err := t.call1(c, int8(b)); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}},
		{"eachByte(int,Closure)", func(t *thread, self any, a []any) (any, error) {
			n, c := int(a[0].(int32)), a[1].(*Closure)
			if n <= 0 {
				return nil, t.throw(classIllegalArgument, "the buffer must have room for a byte")
			}
			// The buffer is one and the same, as in Groovy: what a part does
			// not fill is from the one before.
			buffer, err := t.byteArray(make([]byte, min(n, len(in(self).b))))
			if err != nil {
				return nil, err
			}
			for len(in(self).b) > 0 {
				got, err := in(self).into(t, buffer.items)
				if err != nil {
					return nil, err
				}
				if _, err := t.call2(c, buffer, got); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}},
	}}
	// add takes the method as it is on a reader, without and with a charset,
	// which comes behind the first n parameters.
	add := func(name string, before, after string, n int, f func(t *thread, r *textReader, a []any) (any, error)) {
		sig := func(with string) string {
			s := name + "("
			for _, p := range []string{before, with, after} {
				if p == "" {
					continue
				}
				if s[len(s)-1] != '(' {
					s += ","
				}
				s += p
			}
			return s + ")"
		}
		l.methods = append(l.methods,
			def{sig(""), func(t *thread, self any, a []any) (any, error) {
				r, err := reader(t, self, nil)
				if err != nil {
					return nil, err
				}
				return f(t, r, append([]any(nil), a...))
			}},
			def{sig("String"), func(t *thread, self any, a []any) (any, error) {
				r, err := reader(t, self, a[n])
				if err != nil {
					return nil, err
				}
				args := append([]any(nil), a[:n]...)
				return f(t, r, append(args, a[n+1:]...))
			}})
	}
	add("getText", "", "", 0, func(t *thread, r *textReader, _ []any) (any, error) { return textResult(t.readAll(r)) })
	add("readLines", "", "", 0, func(t *thread, r *textReader, _ []any) (any, error) {
		items, err := t.slice(r)
		return newList(items), err
	})
	add("newReader", "", "", 0, func(_ *thread, r *textReader, _ []any) (any, error) { return r, nil })
	add("withReader", "", "Closure", 0, func(t *thread, r *textReader, a []any) (any, error) {
		return closes(func(t *thread, self any, a []any) (any, error) { return t.call1(a[0].(*Closure), self) })(t, r, a)
	})
	add("eachLine", "", "Closure", 0, func(t *thread, r *textReader, a []any) (any, error) {
		return t.eachLineFrom(r, 1, a[0].(*Closure))
	})
	add("eachLine", "", "int,Closure", 0, func(t *thread, r *textReader, a []any) (any, error) {
		return t.eachLineFrom(r, a[0].(int32), a[1].(*Closure))
	})
	for _, kind := range []string{"String", "Pattern"} {
		add("splitEachLine", kind, "Closure", 1, func(t *thread, r *textReader, a []any) (any, error) {
			return t.splitLinesOf(r, a[0], a[1].(*Closure))
		})
	}
	add("filterLine", "", "Closure", 0, func(_ *thread, r *textReader, a []any) (any, error) {
		return &filteredText{r, a[0].(*Closure)}, nil
	})
	add("filterLine", "Writer", "Closure", 1, func(t *thread, r *textReader, a []any) (any, error) {
		return nil, t.filteredLines(r, a[0], a[1].(*Closure))
	})
	return l
}

func byteInputLib() lib {
	return lib{ctors: []def{
		{"(byte[])", func(t *thread, _ any, a []any) (any, error) {
			b, err := t.goBytes(a[0])
			return newByteInput(b), err
		}},
		{"(byte[],int,int)", func(t *thread, _ any, a []any) (any, error) {
			b, err := t.goBytes(a[0])
			if err != nil {
				return nil, err
			}
			i := min(max(int(a[1].(int32)), 0), len(b))
			n := min(max(int(a[2].(int32)), 0), len(b)-i)
			return newByteInput(b[i : i+n]), nil
		}},
	}}
}

func bufferedInputLib() lib {
	wrap := func(t *thread, _ any, a []any) (any, error) {
		b, ok := a[0].(*byteInput)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		return &byteInput{classBufferedInput, b.byteSource}, nil
	}
	return lib{ctors: []def{{"(InputStream)", wrap}, {"(InputStream,int)", wrap}}}
}

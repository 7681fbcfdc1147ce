package groovy

// A byteOutput is a stream that keeps bytes, or one that writes to it.
type byteOutput struct {
	class *Class
	*byteSink
}

type byteSink struct{ b []byte }

func newByteOutput() *byteOutput { return &byteOutput{classByteArrayOutput, &byteSink{}} }

func (o *byteOutput) classOf() *Class { return o.class }

func (o *byteOutput) text(t *thread) (string, error) {
	if o.class != classByteArrayOutput {
		return o.class.name + "@" + t.hex(o), nil
	}
	return t.decode(o.b, charsets[0])
}

func (o *byteOutput) add(t *thread, b []byte) error {
	o.b = append(o.b, b...)
	return t.alloc(len(b))
}

// writeBytes writes to any stream of bytes.
func (t *thread) writeBytes(to any, b []byte) error {
	switch o := to.(type) {
	case *byteOutput:
		return o.add(t, b)
	case *printStream:
		s, err := t.decode(b, charsets[0])
		if err != nil {
			return err
		}
		return o.write(t, s)
	}
	arr, err := t.byteArray(b)
	if err != nil {
		return err
	}
	_, err = t.invoke(to, "write", arr)
	return err
}

// outputStreamLib is the members of all streams that bytes are written to.
func outputStreamLib() lib {
	part := func(t *thread, self any, a []any) (any, error) {
		b, err := t.goBytes(a[0])
		if err != nil {
			return nil, err
		}
		if len(a) == 3 {
			i, n := int(a[1].(int32)), int(a[2].(int32))
			if err := t.checkRange(i, n, len(b)); err != nil {
				return nil, err
			}
			b = b[i : i+n]
		}
		return nil, t.writeBytes(self, b)
	}
	nothing := func(*thread, any, []any) (any, error) { return nil, nil }
	writer := func(c *Class, self any) *textWriter { return &textWriter{class: c, to: self} }
	// with makes a method that lends the closure, which is the last argument,
	// something that writes here.
	with := func(sig string, make func(t *thread, self any, a []any) (any, error)) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			c := a[len(a)-1].(*Closure)
			w, err := make(t, self, a)
			if err != nil {
				return nil, err
			}
			return t.call1(c, w)
		}}
	}
	plain := func(c *Class) func(t *thread, self any, a []any) (any, error) {
		return func(_ *thread, self any, _ []any) (any, error) { return writer(c, self), nil }
	}
	encoded := func(t *thread, self any, a []any) (any, error) {
		c, err := t.charsetOf(a[0])
		if err != nil {
			return nil, err
		}
		w := writer(classOutputWriter, self)
		w.charset = c
		return w, nil
	}
	return lib{
		statics: []def{{"nullOutputStream()", func(*thread, any, []any) (any, error) { return newByteOutput(), nil }}},
		methods: []def{
			{"void write(int)", func(t *thread, self any, a []any) (any, error) {
				return nil, t.writeBytes(self, []byte{byte(a[0].(int32))})
			}},
			{"void write(byte[])", part}, {"void write(byte[],int,int)", part},
			{"leftShift(Object)", func(t *thread, self any, a []any) (any, error) {
				switch x := a[0].(type) {
				case *Array:
					if x.class.elem == classByteP {
						raw, err := t.goBytes(x)
						if err != nil {
							return nil, err
						}
						return self, t.writeBytes(self, raw)
					}
				case *byteInput:
					return self, t.writeBytes(self, x.rest())
				}
				return writer(classOutputWriter, self), t.writable(self, a[0])
			}},
			{"leftShift(byte[])", func(t *thread, self any, a []any) (any, error) {
				_, err := part(t, self, a)
				return self, err
			}},
			{"leftShift(InputStream)", func(t *thread, self any, a []any) (any, error) {
				in, ok := a[0].(*byteInput)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				return self, t.writeBytes(self, in.rest())
			}},
			{"void setBytes(byte[])", part},
			{"newWriter()", plain(classOutputWriter)}, {"newWriter(String)", encoded},
			{"newPrintWriter()", plain(classPrintWriter)},
			with("withWriter(Closure)", plain(classOutputWriter)), with("withWriter(String,Closure)", encoded),
			with("withPrintWriter(Closure)", plain(classPrintWriter)),
			with("withStream(Closure)", func(_ *thread, self any, _ []any) (any, error) { return self, nil }),
			{"void flush()", nothing}, {"void close()", nothing},
		},
	}
}

func byteOutputLib() lib {
	out := func(self any) *byteOutput { return self.(*byteOutput) }
	decoded := func(t *thread, self any, a []any) (any, error) {
		c, err := t.charsetOf(a[0])
		if err != nil {
			return nil, err
		}
		return textResult(t.decode(out(self).b, c))
	}
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return newByteOutput(), nil }},
			{"(int)", func(t *thread, _ any, a []any) (any, error) {
				if a[0].(int32) < 0 {
					return nil, t.throw(classIllegalArgument, "Negative initial size: %d", a[0])
				}
				return newByteOutput(), nil
			}},
		},
		methods: []def{
			{"toByteArray()", func(t *thread, self any, _ []any) (any, error) { return t.byteArray(out(self).b) }},
			{"size()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(len(out(self).b))), nil }},
			{"void reset()", func(_ *thread, self any, _ []any) (any, error) { out(self).b = nil; return nil, nil }},
			{"void writeTo(OutputStream)", func(t *thread, self any, a []any) (any, error) {
				return nil, t.writeBytes(a[0], out(self).b)
			}},
			{"void writeBytes(byte[])", func(t *thread, self any, a []any) (any, error) {
				b, err := t.goBytes(a[0])
				if err != nil {
					return nil, err
				}
				return nil, out(self).add(t, b)
			}},
			{"toString(String)", decoded}, {"toString(Charset)", decoded},
		},
	}
}

// bufferedOutputLib is a stream that writes to another at once: nothing needs a
// buffer here.
func bufferedOutputLib() lib {
	wrap := func(t *thread, _ any, a []any) (any, error) {
		switch o := a[0].(type) {
		case *byteOutput:
			return &byteOutput{classBufferedOutput, o.byteSink}, nil
		case *printStream:
			return o, nil
		}
		return nil, t.throw(classNullPointer, "")
	}
	return lib{ctors: []def{{"(OutputStream)", wrap}, {"(OutputStream,int)", wrap}}}
}

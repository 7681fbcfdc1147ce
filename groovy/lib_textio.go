package groovy

import "strings"

// Writers and readers over text in memory. There are no others: a script has
// no files.

var (
	classWriter          = &Class{name: "java.io.Writer", super: classObject, kind: kindAbstract, ifaces: []*Class{classAppendable, classCloseable}}
	classStringWriter    = &Class{name: "java.io.StringWriter", super: classWriter}
	classPrintWriter     = &Class{name: "java.io.PrintWriter", super: classWriter}
	classBufferedWriter  = &Class{name: "java.io.BufferedWriter", super: classWriter}
	classOutputWriter    = &Class{name: "java.io.OutputStreamWriter", super: classWriter}
	classReader          = &Class{name: "java.io.Reader", super: classObject, kind: kindAbstract, ifaces: []*Class{classCloseable}}
	classStringReader    = &Class{name: "java.io.StringReader", super: classReader}
	classBufferedReader  = &Class{name: "java.io.BufferedReader", super: classReader}
	classLineReader      = &Class{name: "java.io.LineNumberReader", super: classBufferedReader}
	classInputReader     = &Class{name: "java.io.InputStreamReader", super: classReader}
	classInputStream     = &Class{name: "java.io.InputStream", super: classObject, kind: kindAbstract, ifaces: []*Class{classCloseable}}
	classByteArrayInput  = &Class{name: "java.io.ByteArrayInputStream", super: classInputStream}
	classOutputStream    = &Class{name: "java.io.OutputStream", super: classObject, kind: kindAbstract, ifaces: []*Class{classCloseable}}
	classByteArrayOutput = &Class{name: "java.io.ByteArrayOutputStream", super: classOutputStream}
)

func textIOClasses() []entry {
	return []entry{
		{classWriter, writerLib}, {classStringWriter, stringWriterLib}, {classPrintWriter, wrappingWriterLib},
		{classBufferedWriter, wrappingWriterLib}, {classOutputWriter, wrappingWriterLib},
		{classReader, readerLib}, {classStringReader, stringReaderLib}, {classBufferedReader, wrappingReaderLib},
		{classLineReader, wrappingReaderLib}, {classInputReader, wrappingReaderLib},
		{classInputStream, inputStreamLib}, {classByteArrayInput, byteInputLib},
		{classOutputStream, outputStreamLib}, {classByteArrayOutput, byteOutputLib},
	}
}

// A textWriter is a StringWriter, or a writer around another one.
type textWriter struct {
	class *Class
	buf   *StringBuilder
	to    any // what another writer wraps; nil for a StringWriter
}

func newStringWriter() *textWriter {
	return &textWriter{class: classStringWriter, buf: &StringBuilder{class: classStringBuffer}}
}

func (w *textWriter) classOf() *Class { return w.class }

func (w *textWriter) text(t *thread) (string, error) {
	if w.to != nil {
		return w.class.name + "@" + t.hex(w), nil
	}
	return w.buf.text(t)
}

// writeTo writes a text to whatever takes text: a writer, a stream, a builder
// or an object of a script with write(String).
func (t *thread) writeTo(to any, s string) error {
	switch w := to.(type) {
	case *textWriter:
		if w.to != nil {
			if err := t.enter(); err != nil {
				return err
			}
			defer t.exit()
			return t.writeTo(w.to, s)
		}
		return w.buf.append(t, s)
	case *printStream:
		return w.write(t, s)
	case *StringBuilder:
		return w.append(t, s)
	case *byteOutput:
		b, err := t.encode(s, charsets[0])
		w.b = append(w.b, b...)
		return err
	}
	_, err := t.invoke(to, "write", s)
	return err
}

// writable writes any value as << and print do.
func (t *thread) writable(to, v any) error {
	switch x := v.(type) {
	case writesItself:
		return x.writeSelf(t, to)
	case *Closure:
		if x.class != classClosure && x.nparams() == 1 {
			_, err := t.call1(x, to)
			return err
		}
	}
	s, err := t.format(v)
	if err != nil {
		return err
	}
	return t.writeTo(to, s)
}

// writesItself is groovy.lang.Writable among the library's values.
type writesItself interface {
	writeSelf(t *thread, to any) error
}

func writerLib() lib {
	put := func(newline, returns bool) native {
		return func(t *thread, self any, a []any) (any, error) {
			if len(a) > 0 {
				if err := t.writable(self, a[0]); err != nil {
					return nil, err
				}
			}
			if newline {
				if err := t.writeTo(self, "\n"); err != nil {
					return nil, err
				}
			}
			if returns {
				return self, nil
			}
			return nil, nil
		}
	}
	printf := func(t *thread, self any, a []any) (any, error) {
		s, err := t.sprintfValue(a[0].(string), a[1])
		if err != nil {
			return nil, err
		}
		return self, t.writeTo(self, s)
	}
	nothing := func(*thread, any, []any) (any, error) { return nil, nil }
	return lib{methods: []def{
		{"void write(String)", put(false, false)},
		{"void write(int)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.writeTo(self, Char(a[0].(int32)).String())
		}},
		{"void write(char[])", put(false, false)},
		{"void write(String,int,int)", func(t *thread, self any, a []any) (any, error) {
			s, i, n := a[0].(string), int(a[1].(int32)), int(a[2].(int32))
			if i < 0 || n < 0 || i > strLen(s)-n {
				return nil, t.throw(classIndexOutOfBounds, "Range [%d, %d + %d) out of bounds for length %d", i, i, n, strLen(s))
			}
			return nil, t.writeTo(self, substr(s, i, i+n))
		}},
		{"append(Object)", put(false, true)},
		{"leftShift(Object)", put(false, true)},
		{"void print(Object)", put(false, false)},
		{"void println()", put(true, false)},
		{"void println(Object)", put(true, false)},
		{"void newLine()", put(true, false)},
		{"printf(String,Object)", printf},
		{"printf(String,Object[])", printf},
		{"printf(String,Object...)", printf},
		{"format(String,Object...)", printf},
		{"void flush()", nothing},
		{"void close()", nothing},
		{"withWriter(Closure)", func(t *thread, self any, a []any) (any, error) { return t.call1(a[0].(*Closure), self) }},
		{"withPrintWriter(Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.call1(a[0].(*Closure), &textWriter{class: classPrintWriter, to: self})
		}},
		{"newPrintWriter()", func(_ *thread, self any, _ []any) (any, error) {
			return &textWriter{class: classPrintWriter, to: self}, nil
		}},
	}}
}

func stringWriterLib() lib {
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return newStringWriter(), nil }},
			{"(int)", func(*thread, any, []any) (any, error) { return newStringWriter(), nil }},
		},
		methods: []def{
			{"getBuffer()", func(_ *thread, self any, _ []any) (any, error) { return self.(*textWriter).buf, nil }},
			{"toString()", func(t *thread, self any, _ []any) (any, error) { return textResult(self.(*textWriter).buf.text(t)) }},
		},
	}
}

func wrappingWriterLib() lib {
	wrap := func(t *thread, self any, a []any) (any, error) {
		if a[0] == nil {
			return nil, t.throw(classNullPointer, "")
		}
		c, ok := self.(*Class)
		if !ok {
			c = classPrintWriter
		}
		return &textWriter{class: c, to: a[0]}, nil
	}
	return lib{ctors: []def{
		{"(Writer)", wrap}, {"(OutputStream)", wrap}, {"(PrintStream)", wrap},
		{"(Writer,boolean)", wrap}, {"(OutputStream,boolean)", wrap}, {"(PrintStream,boolean)", wrap},
		{"(OutputStream,String)", wrap}, {"(PrintStream,String)", wrap},
	}}
}

// A textReader is any reader.
type textReader struct {
	class *Class
	s     string
	i     int
	mark  int
	line  int32
}

func (r *textReader) classOf() *Class { return r.class }

// readLine gives the next line without its end, false at the end of the text.
func (r *textReader) readLine() (string, bool) {
	if r.i >= len(r.s) {
		return "", false
	}
	r.line++
	rest := r.s[r.i:]
	k := strings.IndexAny(rest, "\r\n")
	if k < 0 {
		r.i = len(r.s)
		return rest, true
	}
	r.i += k + 1
	if rest[k] == '\r' && k+1 < len(rest) && rest[k+1] == '\n' {
		r.i++
	}
	return rest[:k], true
}

func (r *textReader) iterate(_ *thread, f func(any) error) error {
	for {
		s, ok := r.readLine()
		if !ok {
			return nil
		}
		if err := f(s); err != nil {
			return err
		}
	}
}

// readAll gives the rest of the text of any reader or stream.
func (t *thread) readAll(v any) (string, error) {
	switch r := v.(type) {
	case *textReader:
		s := r.s[r.i:]
		r.i = len(r.s)
		return s, t.charge(1 + len(s)/64)
	case *byteInput:
		b := r.b
		r.b = nil
		return t.decode(b, charsets[0])
	}
	s, err := t.invoke(v, "getText")
	if err != nil {
		return "", err
	}
	return t.toString(s)
}

func readerLib() lib {
	rd := func(self any) *textReader { return self.(*textReader) }
	return lib{methods: []def{
		{"read()", func(t *thread, self any, _ []any) (any, error) {
			r := rd(self)
			if r.i >= len(r.s) {
				return boxInt(-1), nil
			}
			// A character beyond the BMP is read as one number: no script has
			// been seen to read those one by one.
			c, n := decodeWTF8(r.s[r.i:])
			r.i += n
			return boxInt(int32(c)), nil
		}},
		{"readLine()", func(t *thread, self any, _ []any) (any, error) {
			s, ok := rd(self).readLine()
			if !ok {
				return nil, nil
			}
			return s, t.charge(len(s) / 64)
		}},
		{"readLines()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			return newList(items), err
		}},
		{"eachLine(Closure)", func(t *thread, self any, a []any) (any, error) {
			c := a[0].(*Closure)
			n := int32(0)
			var last any
			err := t.iterate(self, func(e any) (err error) {
				n++
				if c.nparams() == 2 {
					last, err = t.call2(c, e, boxInt(n))
				} else {
					last, err = t.call1(c, e)
				}
				return err
			})
			return last, err
		}},
		{"getText()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.readAll(self)) }},
		{"getLineNumber()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(rd(self).line), nil }},
		{"ready()", func(_ *thread, self any, _ []any) (any, error) { return rd(self).i < len(rd(self).s), nil }},
		{"markSupported()", func(*thread, any, []any) (any, error) { return true, nil }},
		{"void mark(int)", func(_ *thread, self any, _ []any) (any, error) { rd(self).mark = rd(self).i; return nil, nil }},
		{"void reset()", func(_ *thread, self any, _ []any) (any, error) { rd(self).i = rd(self).mark; return nil, nil }},
		{"void close()", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"withReader(Closure)", func(t *thread, self any, a []any) (any, error) { return t.call1(a[0].(*Closure), self) }},
	}}
}

func stringReaderLib() lib {
	return lib{ctors: []def{{"(String)", func(t *thread, _ any, a []any) (any, error) {
		s, ok := a[0].(string)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		return &textReader{class: classStringReader, s: s}, nil
	}}}}
}

func wrappingReaderLib() lib {
	wrap := func(t *thread, self any, a []any) (any, error) {
		c, ok := self.(*Class)
		if !ok {
			c = classBufferedReader
		}
		if b, isBytes := a[0].(*byteInput); isBytes && len(a) == 2 {
			k, err := t.charsetOf(a[1])
			if err != nil {
				return nil, err
			}
			s, err := t.decode(b.b, k)
			b.b = nil
			return &textReader{class: c, s: s}, err
		}
		s, err := t.readAll(a[0])
		return &textReader{class: c, s: s}, err
	}
	return lib{ctors: []def{{"(Reader)", wrap}, {"(InputStream)", wrap}, {"(InputStream,String)", wrap}, {"(InputStream,Charset)", wrap}}}
}

// A byteInput is a ByteArrayInputStream: what is left of its bytes.
type byteInput struct{ b []byte }

func (*byteInput) classOf() *Class { return classByteArrayInput }

func inputStreamLib() lib {
	in := func(self any) *byteInput { return self.(*byteInput) }
	withCharset := func(t *thread, self any, a []any) (any, error) {
		c, err := t.charsetOf(a[0])
		if err != nil {
			return nil, err
		}
		b := in(self).b
		in(self).b = nil
		return textResult(t.decode(b, c))
	}
	all := func(t *thread, self any, _ []any) (any, error) {
		b := in(self).b
		in(self).b = nil
		return t.byteArray(b)
	}
	return lib{methods: []def{
		{"read()", func(_ *thread, self any, _ []any) (any, error) {
			s := in(self)
			if len(s.b) == 0 {
				return boxInt(-1), nil
			}
			x := s.b[0]
			s.b = s.b[1:]
			return boxInt(int32(x)), nil
		}},
		{"available()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(len(in(self).b))), nil }},
		{"readAllBytes()", all},
		{"getBytes()", all},
		{"getText()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.readAll(self)) }},
		{"getText(String)", withCharset},
		{"readLines()", func(t *thread, self any, _ []any) (any, error) {
			s, err := t.readAll(self)
			if err != nil {
				return nil, err
			}
			items, err := t.slice(&textReader{class: classStringReader, s: s})
			return newList(items), err
		}},
		{"eachLine(Closure)", func(t *thread, self any, a []any) (any, error) {
			s, err := t.readAll(self)
			if err != nil {
				return nil, err
			}
			return t.invoke(&textReader{class: classStringReader, s: s}, "eachLine", a[0])
		}},
		{"newReader()", func(t *thread, self any, _ []any) (any, error) {
			s, err := t.readAll(self)
			return &textReader{class: classBufferedReader, s: s}, err
		}},
		{"void close()", func(*thread, any, []any) (any, error) { return nil, nil }},
	}}
}

func byteInputLib() lib {
	return lib{ctors: []def{{"(byte[])", func(t *thread, _ any, a []any) (any, error) {
		b, err := t.goBytes(a[0])
		return &byteInput{b}, err
	}}}}
}

// A byteOutput is a ByteArrayOutputStream.
type byteOutput struct{ b []byte }

func (*byteOutput) classOf() *Class { return classByteArrayOutput }

func (o *byteOutput) text(t *thread) (string, error) { return t.decode(o.b, charsets[0]) }

func (o *byteOutput) add(t *thread, b []byte) error {
	o.b = append(o.b, b...)
	return t.alloc(len(b))
}

func outputStreamLib() lib {
	out := func(self any) *byteOutput { return self.(*byteOutput) }
	return lib{methods: []def{
		{"void write(int)", func(t *thread, self any, a []any) (any, error) {
			return nil, out(self).add(t, []byte{byte(a[0].(int32))})
		}},
		{"void write(byte[])", func(t *thread, self any, a []any) (any, error) {
			b, err := t.goBytes(a[0])
			if err != nil {
				return nil, err
			}
			return nil, out(self).add(t, b)
		}},
		{"void write(byte[],int,int)", func(t *thread, self any, a []any) (any, error) {
			b, err := t.goBytes(a[0])
			if err != nil {
				return nil, err
			}
			i, n := int(a[1].(int32)), int(a[2].(int32))
			if i < 0 || n < 0 || i > len(b)-n {
				return nil, t.throw(classIndexOutOfBounds, "Range [%d, %d + %d) out of bounds for length %d", i, i, n, len(b))
			}
			return nil, out(self).add(t, b[i:i+n])
		}},
		{"leftShift(Object)", func(t *thread, self any, a []any) (any, error) {
			if b, ok := a[0].(*Array); ok && b.class.elem == classByteP {
				raw, err := t.goBytes(b)
				if err != nil {
					return nil, err
				}
				return self, out(self).add(t, raw)
			}
			return self, t.writable(self, a[0])
		}},
		{"void flush()", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"void close()", func(*thread, any, []any) (any, error) { return nil, nil }},
	}}
}

func byteOutputLib() lib {
	out := func(self any) *byteOutput { return self.(*byteOutput) }
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &byteOutput{}, nil }},
			{"(int)", func(*thread, any, []any) (any, error) { return &byteOutput{}, nil }},
		},
		methods: []def{
			{"toByteArray()", func(t *thread, self any, _ []any) (any, error) { return t.byteArray(out(self).b) }},
			{"size()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(len(out(self).b))), nil }},
			{"void reset()", func(_ *thread, self any, _ []any) (any, error) { out(self).b = nil; return nil, nil }},
			{"toString(String)", func(t *thread, self any, a []any) (any, error) {
				c, err := t.charsetOf(a[0])
				if err != nil {
					return nil, err
				}
				return textResult(t.decode(out(self).b, c))
			}},
		},
	}
}

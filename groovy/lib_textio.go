package groovy

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
	classBufferedInput   = &Class{name: "java.io.BufferedInputStream", super: classInputStream}
	classBufferedOutput  = &Class{name: "java.io.BufferedOutputStream", super: classOutputStream}
	classCharArrayReader = &Class{name: "java.io.CharArrayReader", super: classReader}
	classCharArrayWriter = &Class{name: "java.io.CharArrayWriter", super: classWriter}
	classPushbackReader  = &Class{name: "java.io.PushbackReader", super: classReader}
	classFormatter       = &Class{name: "java.util.Formatter", super: classObject, ifaces: []*Class{classCloseable, classFlushable}}
	classFlushable       = &Class{name: "java.io.Flushable", kind: kindInterface}
)

func textIOClasses() []entry {
	return []entry{
		{classWriter, writerLib}, {classStringWriter, stringWriterLib}, {classPrintWriter, wrappingWriterLib},
		{classBufferedWriter, wrappingWriterLib}, {classOutputWriter, wrappingWriterLib},
		{classReader, readerLib}, {classReader, readerGdkLib}, {classStringReader, stringReaderLib}, {classBufferedReader, bufferedReaderLib},
		{classLineReader, lineReaderLib}, {classInputReader, inputReaderLib}, {classPushbackReader, pushbackReaderLib},
		{classCharArrayReader, charArrayReaderLib}, {classCharArrayWriter, charArrayWriterLib},
		{classInputStream, inputStreamLib}, {classInputStream, inputStreamGdkLib}, {classByteArrayInput, byteInputLib},
		{classBufferedInput, bufferedInputLib},
		{classOutputStream, outputStreamLib}, {classByteArrayOutput, byteOutputLib}, {classBufferedOutput, bufferedOutputLib},
		{classFormatter, formatterLib}, {classFlushable, nil}, {classFormatterClosed, nil},
	}
}

// A textWriter is a StringWriter, or a writer around another one.
type textWriter struct {
	class *Class
	buf   *StringBuilder
	to    any // what another writer wraps; nil for a StringWriter
	// charset is how text becomes bytes for a stream, nil for UTF-8.
	charset *charset
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
			if o, ok := w.to.(*byteOutput); ok && w.charset != nil {
				b, err := t.encode(s, w.charset)
				if err != nil {
					return err
				}
				return o.add(t, b)
			}
			return t.writeTo(w.to, s)
		}
		return w.buf.append(t, s)
	case *printStream:
		return w.write(t, s)
	case *StringBuilder:
		return w.append(t, s)
	case *byteOutput:
		b, err := t.encode(s, charsets[0])
		if err != nil {
			return err
		}
		return w.add(t, b)
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
			if err := t.checkRange(i, n, strLen(s)); err != nil {
				return nil, err
			}
			return nil, t.writeTo(self, substr(s, i, i+n))
		}},
		{"void write(char[],int,int)", func(t *thread, self any, a []any) (any, error) {
			arr, ok := a[0].(*Array)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			i, n := int(a[1].(int32)), int(a[2].(int32))
			if err := t.checkRange(i, n, len(arr.items)); err != nil {
				return nil, err
			}
			s, err := t.format(newArray(classCharP, arr.items[i:i+n]))
			if err != nil {
				return nil, err
			}
			return nil, t.writeTo(self, s)
		}},
		{"append(Object)", put(false, true)},
		{"append(CharSequence,int,int)", func(t *thread, self any, a []any) (any, error) {
			s, err := t.toString(a[0])
			if err != nil {
				return nil, err
			}
			i, j := int(a[1].(int32)), int(a[2].(int32))
			if i < 0 || j < i || j > strLen(s) {
				return nil, t.throw(classStringIndex, "begin %d, end %d, length %d", i, j, strLen(s))
			}
			return self, t.writeTo(self, substr(s, i, j))
		}},
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
		w := &textWriter{class: c, to: a[0]}
		if len(a) == 2 {
			switch a[1].(type) {
			case string, *charset:
				var err error
				if w.charset, err = t.charsetOf(a[1]); err != nil {
					return nil, err
				}
			}
		}
		return w, nil
	}
	return lib{
		ctors: []def{
			{"(Writer)", wrap}, {"(OutputStream)", wrap}, {"(PrintStream)", wrap},
			{"(Writer,int)", wrap}, {"(Writer,boolean)", wrap}, {"(OutputStream,boolean)", wrap}, {"(PrintStream,boolean)", wrap},
			{"(OutputStream,String)", wrap}, {"(PrintStream,String)", wrap}, {"(OutputStream,Charset)", wrap},
		},
		methods: []def{
			{"checkError()", func(*thread, any, []any) (any, error) { return false, nil }},
			{"void writeLine(String)", func(t *thread, self any, a []any) (any, error) {
				s, err := t.toString(a[0])
				if err != nil {
					return nil, err
				}
				return nil, t.writeTo(self, s+"\n")
			}},
		},
	}
}

// charArrayWriterLib is a writer that gives an array.
func charArrayWriterLib() lib {
	fresh := func(*thread, any, []any) (any, error) {
		w := newStringWriter()
		w.class = classCharArrayWriter
		return w, nil
	}
	whole := func(t *thread, self any, _ []any) (any, error) { return textResult(self.(*textWriter).buf.text(t)) }
	return lib{
		ctors: []def{{"()", fresh}, {"(int)", fresh}},
		methods: []def{
			{"toString()", whole},
			{"toCharArray()", func(t *thread, self any, a []any) (any, error) {
				s, err := whole(t, self, a)
				if err != nil {
					return nil, err
				}
				return t.invoke(s, "toCharArray")
			}},
			{"size()", func(t *thread, self any, a []any) (any, error) {
				s, err := whole(t, self, a)
				if err != nil {
					return nil, err
				}
				return boxInt(int32(strLen(s.(string)))), nil
			}},
			{"void reset()", func(_ *thread, self any, _ []any) (any, error) {
				self.(*textWriter).buf = newStringWriter().buf
				return nil, nil
			}},
		},
	}
}

package groovy

import "strings"

// A textReader is any reader: all of them have the whole text at hand.
type textReader struct {
	class  *Class
	s      string
	i      int
	mark   int // -1: nothing is marked
	line   int32
	closed bool
}

func newTextReader(c *Class, s string) *textReader {
	r := &textReader{class: c, s: s}
	if c != classStringReader && c != classCharArrayReader {
		r.mark = -1 // the others begin unmarked
	}
	return r
}

func (r *textReader) classOf() *Class { return r.class }

// open is asked before anything is read.
func (r *textReader) open(t *thread) error {
	if r.closed {
		return t.throw(classIO, "Stream closed")
	}
	return nil
}

// unit reads one character; those beyond the BMP are two.
func (r *textReader) unit(t *thread) (int32, error) {
	if r.i >= len(r.s) {
		return -1, nil
	}
	c, n := decodeWTF8(r.s[r.i:])
	if c > 0xFFFF {
		if err := t.charge(1 + len(r.s)/64); err != nil {
			return 0, err
		}
		u := toUnits(r.s[r.i : r.i+n])
		r.s = r.s[:r.i] + Char(u[0]).String() + Char(u[1]).String() + r.s[r.i+n:]
		c, n = decodeWTF8(r.s[r.i:])
	}
	r.i += n
	return c, t.step()
}

// units reads up to n characters into b and tells how many; -1 at the end.
func (r *textReader) units(t *thread, n int, put func(i int, c Char)) (int32, error) {
	if n == 0 {
		return 0, nil
	}
	for i := range n {
		c, err := r.unit(t)
		if err != nil {
			return 0, err
		}
		if c < 0 {
			if i == 0 {
				return -1, nil
			}
			return int32(i), nil
		}
		put(i, Char(c))
	}
	return int32(n), nil
}

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
		return joinSurrogates(rest), true
	}
	r.i += k + 1
	if rest[k] == '\r' && k+1 < len(rest) && rest[k+1] == '\n' {
		r.i++
	}
	return joinSurrogates(rest[:k]), true
}

// iterate walks over the lines and closes the reader.
func (r *textReader) iterate(t *thread, f func(any) error) error {
	if err := r.open(t); err != nil {
		return err
	}
	defer func() { r.closed = true }()
	for {
		s, ok := r.readLine()
		if !ok {
			return nil
		}
		if err := t.charge(len(s) / 64); err != nil {
			return err
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
		if err := r.open(t); err != nil {
			return "", err
		}
		s := r.s[r.i:]
		r.i = len(r.s)
		return joinSurrogates(s), t.charge(1 + len(s)/64)
	case *byteInput:
		return t.decode(r.rest(), charsets[0])
	}
	s, err := t.invoke(v, "getText")
	if err != nil {
		return "", err
	}
	return t.toString(s)
}

func readerLib() lib {
	rd := func(self any) *textReader { return self.(*textReader) }
	into := func(t *thread, self any, items []any) (any, error) {
		n, err := rd(self).units(t, len(items), func(i int, c Char) { items[i] = c })
		return boxInt(n), err
	}
	return lib{
		statics: []def{{"nullReader()", func(*thread, any, []any) (any, error) { return newTextReader(classStringReader, ""), nil }}},
		methods: []def{
			{"read()", func(t *thread, self any, _ []any) (any, error) {
				if err := rd(self).open(t); err != nil {
					return nil, err
				}
				c, err := rd(self).unit(t)
				return boxInt(c), err
			}},
			{"read(char[])", func(t *thread, self any, a []any) (any, error) {
				arr, ok := a[0].(*Array)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				if err := rd(self).open(t); err != nil {
					return nil, err
				}
				return into(t, self, arr.items)
			}},
			{"read(char[],int,int)", func(t *thread, self any, a []any) (any, error) {
				arr, ok := a[0].(*Array)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				if err := rd(self).open(t); err != nil {
					return nil, err
				}
				i, n := int(a[1].(int32)), int(a[2].(int32))
				if err := t.checkRange(i, n, len(arr.items)); err != nil {
					return nil, err
				}
				return into(t, self, arr.items[i:i+n])
			}},
			{"skip(long)", func(t *thread, self any, a []any) (any, error) {
				if err := rd(self).open(t); err != nil {
					return nil, err
				}
				if a[0].(int64) < 0 && rd(self).class != classStringReader {
					return nil, t.throw(classIllegalArgument, "skip value is negative")
				}
				left := min(max(a[0].(int64), 0), int64(len(rd(self).s)))
				n, err := rd(self).units(t, int(left), func(int, Char) {})
				return int64(max(n, 0)), err
			}},
			{"transferTo(Writer)", func(t *thread, self any, a []any) (any, error) {
				s, err := t.readAll(self)
				if err != nil {
					return nil, err
				}
				return int64(strLen(s)), t.writeTo(a[0], s)
			}},
			{"readLine()", func(t *thread, self any, _ []any) (any, error) {
				if err := rd(self).open(t); err != nil {
					return nil, err
				}
				s, ok := rd(self).readLine()
				if !ok {
					return nil, nil
				}
				return s, t.charge(1 + len(s)/64)
			}},
			{"ready()", func(t *thread, self any, _ []any) (any, error) { return true, rd(self).open(t) }},
			{"markSupported()", func(_ *thread, self any, _ []any) (any, error) { return rd(self).class != classInputReader, nil }},
			{"void mark(int)", func(t *thread, self any, a []any) (any, error) {
				switch {
				case a[0].(int32) < 0:
					return nil, t.throw(classIllegalArgument, "Read-ahead limit < 0")
				case rd(self).class == classInputReader:
					return nil, t.throw(classIO, "mark() not supported")
				}
				rd(self).mark = rd(self).i
				return nil, rd(self).open(t)
			}},
			{"void reset()", func(t *thread, self any, _ []any) (any, error) {
				if err := rd(self).open(t); err != nil {
					return nil, err
				}
				switch {
				case rd(self).class == classInputReader:
					return nil, t.throw(classIO, "reset() not supported")
				case rd(self).mark < 0:
					return nil, t.throw(classIO, "Stream not marked")
				}
				rd(self).i = rd(self).mark
				return nil, nil
			}},
			{"void close()", func(_ *thread, self any, _ []any) (any, error) { rd(self).closed = true; return nil, nil }},
		},
	}
}

// checkRange is Java's check of n elements from i on.
func (t *thread) checkRange(i, n, size int) error {
	if i < 0 || n < 0 || i > size-n {
		return t.throw(classIndexOutOfBounds, "Range [%d, %d + %d) out of bounds for length %d", i, i, n, size)
	}
	return nil
}

func stringReaderLib() lib {
	return lib{ctors: []def{{"(String)", func(t *thread, _ any, a []any) (any, error) {
		s, ok := a[0].(string)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		return newTextReader(classStringReader, s), nil
	}}}}
}

func charArrayReaderLib() lib {
	return lib{ctors: []def{{"(char[])", func(t *thread, _ any, a []any) (any, error) {
		s, err := t.format(a[0])
		return newTextReader(classCharArrayReader, s), err
	}}}}
}

// wraps makes a reader of class c with all that another one still has.
func wraps(c *Class) native {
	return func(t *thread, _ any, a []any) (any, error) {
		s, err := t.readAll(a[0])
		return newTextReader(c, s), err
	}
}

func bufferedReaderLib() lib {
	return lib{
		ctors: []def{{"(Reader)", wraps(classBufferedReader)}, {"(Reader,int)", wraps(classBufferedReader)}},
		methods: []def{{"lines()", func(_ *thread, self any, _ []any) (any, error) {
			r := self.(*textReader)
			return &streamValue{class: classStream, next: func(t *thread) (any, bool, error) {
				if err := r.open(t); err != nil {
					return nil, false, err
				}
				s, ok := r.readLine()
				return s, ok, t.charge(1 + len(s)/64)
			}}, nil
		}}},
	}
}

func lineReaderLib() lib {
	return lib{
		ctors: []def{{"(Reader)", wraps(classLineReader)}, {"(Reader,int)", wraps(classLineReader)}},
		methods: []def{
			{"getLineNumber()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(self.(*textReader).line), nil }},
			{"void setLineNumber(int)", func(_ *thread, self any, a []any) (any, error) {
				self.(*textReader).line = a[0].(int32)
				return nil, nil
			}},
		},
	}
}

// pushbackReaderLib is a reader that takes back what was read.
func pushbackReaderLib() lib {
	return lib{
		ctors: []def{{"(Reader)", wraps(classPushbackReader)}, {"(Reader,int)", wraps(classPushbackReader)}},
		methods: []def{{"void unread(int)", func(t *thread, self any, a []any) (any, error) {
			r := self.(*textReader)
			r.s, r.i = Char(a[0].(int32)).String()+r.s[r.i:], 0
			return nil, firstError(r.open(t), t.alloc(len(r.s)))
		}}},
	}
}

func inputReaderLib() lib {
	decoded := func(t *thread, self any, a []any) (any, error) {
		b, ok := a[0].(*byteInput)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		c, err := t.charsetOf(a[1])
		if err != nil {
			return nil, err
		}
		s, err := t.decode(b.rest(), c)
		return newTextReader(classInputReader, s), err
	}
	return lib{
		ctors: []def{{"(InputStream)", wraps(classInputReader)}, {"(InputStream,String)", decoded}, {"(InputStream,Charset)", decoded}},
		methods: []def{{"getEncoding()", func(_ *thread, self any, _ []any) (any, error) {
			if self.(*textReader).closed {
				return nil, nil
			}
			return "UTF8", nil
		}}},
	}
}

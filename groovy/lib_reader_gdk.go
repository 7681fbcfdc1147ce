package groovy

// eachLineFrom calls c with every line of a reader, and its number if c takes
// two; the reader is closed.
func (t *thread) eachLineFrom(reader any, n int32, c *Closure) (any, error) {
	var last any
	err := t.iterate(reader, func(e any) (err error) {
		if c.nparams() == 2 {
			last, err = t.call2(c, e, boxInt(n))
		} else {
			last, err = t.call1(c, e)
		}
		n++
		return err
	})
	return last, err
}

// splitLinesOf calls c with the parts of every line.
func (t *thread) splitLinesOf(reader, expr any, c *Closure) (any, error) {
	re, err := t.regexOf(expr)
	if err != nil {
		return nil, err
	}
	var last any
	err = t.iterate(reader, func(e any) error {
		parts, err := t.splitAt(re, []any{e})
		if err != nil {
			return err
		}
		last, err = t.call1(c, fixedList(classArraysList, parts.(*Array).items, listFixedSize))
		return err
	})
	return last, err
}

// filteredLines writes the lines that c says yes to, each with an end.
func (t *thread) filteredLines(reader, to any, c *Closure) error {
	return t.iterate(reader, func(e any) error {
		r, err := t.call1(c, e)
		if err != nil {
			return err
		}
		if ok, err := t.truth(r); !ok || err != nil {
			return err
		}
		return t.writeTo(to, e.(string)+"\n")
	})
}

// A filteredText is the Writable that filterLine gives.
type filteredText struct {
	reader any
	c      *Closure
}

func (*filteredText) classOf() *Class { return classWritable }

func (f *filteredText) writeSelf(t *thread, to any) error { return t.filteredLines(f.reader, to, f.c) }

func (f *filteredText) text(t *thread) (string, error) {
	w := newStringWriter()
	if err := t.filteredLines(f.reader, w, f.c); err != nil {
		return "", err
	}
	return w.text(t)
}

// closes calls f and closes the reader or writer, also when f failed.
func closes(f native) native {
	return func(t *thread, self any, a []any) (any, error) {
		v, err := f(t, self, a)
		switch x := self.(type) {
		case *textReader:
			x.closed = true
		}
		return v, err
	}
}

// readerGdkLib is what Groovy adds to Reader.
func readerGdkLib() lib {
	cl := func(v any) *Closure { return v.(*Closure) }
	return lib{methods: []def{
		{"readLines()", closes(func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			return newList(items), err
		})},
		{"getText()", closes(func(t *thread, self any, _ []any) (any, error) { return textResult(t.readAll(self)) })},
		{"eachLine(Closure)", func(t *thread, self any, a []any) (any, error) { return t.eachLineFrom(self, 1, cl(a[0])) }},
		{"eachLine(int,Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.eachLineFrom(self, a[0].(int32), cl(a[1]))
		}},
		{"splitEachLine(String,Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.splitLinesOf(self, a[0], cl(a[1]))
		}},
		{"splitEachLine(Pattern,Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.splitLinesOf(self, a[0], cl(a[1]))
		}},
		{"filterLine(Closure)", func(_ *thread, self any, a []any) (any, error) { return &filteredText{self, cl(a[0])}, nil }},
		{"void filterLine(Writer,Closure)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.filteredLines(self, a[0], cl(a[1]))
		}},
		{"void transformLine(Writer,Closure)", func(t *thread, self any, a []any) (any, error) {
			to, c := a[0], cl(a[1])
			return nil, t.iterate(self, func(e any) error {
				r, err := t.call1(c, e)
				if err != nil {
					return err
				}
				if err := t.writable(to, r); err != nil {
					return err
				}
				return t.writeTo(to, "\n")
			})
		}},
		{"void transformChar(Writer,Closure)", closes(func(t *thread, self any, a []any) (any, error) {
			to, c := a[0], cl(a[1])
			r, ok := self.(*textReader)
			if !ok {
				return nil, t.throw(classUnsupported, "")
			}
			if err := r.open(t); err != nil {
				return nil, err
			}
			for {
				u, err := r.unit(t)
				if u < 0 || err != nil {
					return nil, err
				}
				v, err := t.call1(c, Char(u).String())
				if err != nil {
					return nil, err
				}
				if err := t.writable(to, v); err != nil {
					return nil, err
				}
			}
		})},
		{"withReader(Closure)", closes(func(t *thread, self any, a []any) (any, error) { return t.call1(cl(a[0]), self) })},
	}}
}

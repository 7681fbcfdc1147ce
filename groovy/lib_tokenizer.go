package groovy

import "strings"

var (
	classStringTokenizer = &Class{name: "java.util.StringTokenizer", super: classObject}
	classScanner         = &Class{name: "java.util.Scanner", super: classObject, ifaces: []*Class{classIterator, classCloseable}}
)

// A stringTokenizer is java.util.StringTokenizer.
type stringTokenizer struct {
	left, delims string
	returnDelims bool
}

func (*stringTokenizer) classOf() *Class { return classStringTokenizer }

// next cuts off the next token; false if there is none.
func (s *stringTokenizer) next() (string, bool) {
	if !s.returnDelims {
		s.left = strings.TrimLeft(s.left, s.delims)
	}
	if s.left == "" {
		return "", false
	}
	i := strings.IndexAny(s.left, s.delims)
	switch {
	case i < 0:
		i = len(s.left)
	case i == 0:
		_, i = decodeWTF8(s.left)
	}
	token := s.left[:i]
	s.left = s.left[i:]
	return token, true
}

func (s *stringTokenizer) more() bool {
	c := *s
	_, ok := c.next()
	return ok
}

func (s *stringTokenizer) iterate(t *thread, f func(any) error) error {
	for {
		token, ok := s.next()
		if !ok {
			return nil
		}
		if err := f(token); err != nil {
			return err
		}
	}
}

func tokenizerLib() lib {
	tok := func(v any) *stringTokenizer { return v.(*stringTokenizer) }
	next := func(t *thread, self any, _ []any) (any, error) {
		s, ok := tok(self).next()
		if !ok {
			return nil, t.throw(classNoSuchElement, "")
		}
		return s, t.charge(1 + len(s)/64)
	}
	more := func(_ *thread, self any, _ []any) (any, error) { return tok(self).more(), nil }
	return lib{
		ctors: []def{
			{"(String)", func(_ *thread, _ any, a []any) (any, error) {
				return &stringTokenizer{left: a[0].(string), delims: " \t\n\r\f"}, nil
			}},
			{"(String,String)", func(_ *thread, _ any, a []any) (any, error) {
				return &stringTokenizer{left: a[0].(string), delims: a[1].(string)}, nil
			}},
			{"(String,String,boolean)", func(_ *thread, _ any, a []any) (any, error) {
				return &stringTokenizer{left: a[0].(string), delims: a[1].(string), returnDelims: a[2].(bool)}, nil
			}},
		},
		methods: []def{
			{"nextToken()", next}, {"nextElement()", next}, {"hasMoreTokens()", more}, {"hasMoreElements()", more},
			{"toList()", func(t *thread, self any, _ []any) (any, error) {
				items, err := t.slice(self)
				return newList(items), err
			}},
			{"nextToken(String)", func(t *thread, self any, a []any) (any, error) {
				tok(self).delims = a[0].(string)
				return next(t, self, nil)
			}},
			{"countTokens()", func(t *thread, self any, _ []any) (any, error) {
				c := *tok(self)
				n := int32(0)
				for _, ok := c.next(); ok; _, ok = c.next() {
					if err := t.step(); err != nil {
						return nil, err
					}
					n++
				}
				return boxInt(n), nil
			}},
		},
	}
}

// A scanner is java.util.Scanner over a text, with blanks between tokens.
type scanner struct{ left string }

func (*scanner) classOf() *Class { return classScanner }

func isBlankByte(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// token finds the next token and what comes behind it.
func (s *scanner) token() (token, rest string) {
	l := s.left
	for l != "" && isBlankByte(l[0]) {
		l = l[1:]
	}
	i := 0
	for i < len(l) && !isBlankByte(l[i]) {
		i++
	}
	return l[:i], l[i:]
}

func scannerLib() lib {
	sc := func(v any) *scanner { return v.(*scanner) }
	// typed makes nextX and hasNextX for a type of number.
	typed := func(name string, c *Class) []def {
		return []def{
			{"next" + name + "()", func(t *thread, self any, _ []any) (any, error) {
				tok, rest := sc(self).token()
				if tok == "" {
					return nil, t.throw(classNoSuchElement, "")
				}
				v, err := t.parseNumber(strings.ReplaceAll(tok, ",", ""), c)
				if thrownBy(err) != nil {
					return nil, t.throw(classInputMismatch, "")
				}
				if err == nil {
					sc(self).left = rest
				}
				return v, err
			}},
			{"hasNext" + name + "()", func(t *thread, self any, _ []any) (any, error) {
				tok, _ := sc(self).token()
				if tok == "" {
					return false, nil
				}
				_, err := t.parseNumber(strings.ReplaceAll(tok, ",", ""), c)
				if thrownBy(err) != nil {
					return false, nil
				}
				return err == nil, err
			}},
		}
	}
	methods := []def{
		{"hasNext()", func(t *thread, self any, _ []any) (any, error) {
			tok, _ := sc(self).token()
			return tok != "", t.charge(1 + len(tok)/64)
		}},
		{"next()", func(t *thread, self any, _ []any) (any, error) {
			tok, rest := sc(self).token()
			if tok == "" {
				return nil, t.throw(classNoSuchElement, "")
			}
			sc(self).left = rest
			return tok, t.charge(1 + len(tok)/64)
		}},
		{"hasNextLine()", func(_ *thread, self any, _ []any) (any, error) { return sc(self).left != "", nil }},
		{"nextLine()", func(t *thread, self any, _ []any) (any, error) {
			s := sc(self)
			if s.left == "" {
				return nil, t.throw(classNoSuchElement, "No line found")
			}
			line, rest, _ := strings.Cut(s.left, "\n")
			s.left = rest
			return strings.TrimSuffix(line, "\r"), t.charge(1 + len(line)/64)
		}},
		{"nextBoolean()", func(t *thread, self any, _ []any) (any, error) {
			tok, rest := sc(self).token()
			switch strings.ToLower(tok) {
			case "true", "false":
				sc(self).left = rest
				return len(tok) == 4, nil
			case "":
				return nil, t.throw(classNoSuchElement, "")
			}
			return nil, t.throw(classInputMismatch, "")
		}},
		{"void close()", func(*thread, any, []any) (any, error) { return nil, nil }},
	}
	for _, p := range [...]struct {
		name string
		c    *Class
	}{{"Int", classInteger}, {"Long", classLong}, {"Double", classDouble}, {"Float", classFloat}, {"BigDecimal", classBigDecimal}, {"BigInteger", classBigInteger}} {
		methods = append(methods, typed(p.name, p.c)...)
	}
	return lib{
		ctors: []def{{"(String)", func(t *thread, _ any, a []any) (any, error) {
			s, ok := a[0].(string)
			if !ok {
				return nil, t.throw(classNullPointer, "source")
			}
			return &scanner{s}, nil
		}}},
		methods: methods,
	}
}

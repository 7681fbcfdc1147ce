package groovy

import "strings"

var classStringTokenizer = &Class{name: "java.util.StringTokenizer", super: classObject}

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

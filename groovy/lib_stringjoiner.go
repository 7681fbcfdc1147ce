package groovy

import "strings"

var classStringJoiner = &Class{name: "java.util.StringJoiner", super: classObject}

// A textJoiner is java.util.StringJoiner.
type textJoiner struct {
	between, before, after string
	parts                  []string
	size                   int // of all parts and what is between them, in bytes
	empty                  *string
}

func (*textJoiner) classOf() *Class { return classStringJoiner }

func (j *textJoiner) add(t *thread, s string) error {
	j.parts = append(j.parts, s)
	j.size += len(s) + len(j.between)
	return t.alloc(16 + len(s))
}

// inner is what has been joined so far.
func (j *textJoiner) inner(t *thread) (string, error) {
	if len(j.parts) == 0 {
		return "", nil
	}
	if err := t.charge(len(j.parts) + j.size/64); err != nil {
		return "", err
	}
	if err := t.alloc(j.size); err != nil {
		return "", err
	}
	return joinSurrogates(strings.Join(j.parts, j.between)), nil
}

func (j *textJoiner) text(t *thread) (string, error) {
	if len(j.parts) == 0 && j.empty != nil {
		return *j.empty, nil
	}
	s, err := j.inner(t)
	if err != nil {
		return "", err
	}
	return t.concat(j.before, s, j.after)
}

func stringJoinerLib() lib {
	jo := func(v any) *textJoiner { return v.(*textJoiner) }
	texts := func(t *thread, a []any) (out [3]string, err error) {
		// Java asks for what is around the text first.
		for k := range a {
			i := (k + 1) % len(a)
			x := a[i]
			if x == nil {
				return out, t.throw(classNullPointer, "%s", [...]string{"The delimiter must not be null",
					"The prefix must not be null", "The suffix must not be null"}[i])
			}
			if out[i], err = t.toString(x); err != nil {
				return out, err
			}
		}
		return out, nil
	}
	make := func(t *thread, _ any, a []any) (any, error) {
		p, err := texts(t, a)
		if err != nil {
			return nil, err
		}
		return &textJoiner{between: p[0], before: p[1], after: p[2]}, nil
	}
	return lib{
		ctors: []def{{"(CharSequence)", make}, {"(CharSequence,CharSequence,CharSequence)", make}},
		methods: []def{
			{"add(CharSequence)", func(t *thread, self any, a []any) (any, error) {
				s, err := t.toString(a[0])
				if err != nil {
					return nil, err
				}
				return self, jo(self).add(t, s)
			}},
			{"merge(StringJoiner)", func(t *thread, self any, a []any) (any, error) {
				o, ok := a[0].(*textJoiner)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				if len(o.parts) == 0 {
					return self, nil
				}
				s, err := o.inner(t)
				if err != nil {
					return nil, err
				}
				return self, jo(self).add(t, s)
			}},
			{"setEmptyValue(CharSequence)", func(t *thread, self any, a []any) (any, error) {
				if a[0] == nil {
					return nil, t.throw(classNullPointer, "The empty value must not be null")
				}
				s, err := t.toString(a[0])
				jo(self).empty = &s
				return self, err
			}},
			{"length()", func(t *thread, self any, _ []any) (any, error) {
				s, err := jo(self).text(t)
				return boxInt(int32(strLen(s))), err
			}},
			{"toString()", func(t *thread, self any, _ []any) (any, error) { return textResult(jo(self).text(t)) }},
		},
	}
}

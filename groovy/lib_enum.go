package groovy

import "strings"

// An enumValue is a constant of an enum of the library that needs no more than
// its name; there is one of each, so that they compare by identity.
type enumValue struct {
	class   *Class
	name    string
	ordinal int
}

func (e *enumValue) classOf() *Class { return e.class }

func (e *enumValue) text(*thread) (string, error) { return e.name, nil }

func (e *enumValue) compareTo(t *thread, other any) (int, error) {
	o, ok := other.(*enumValue)
	if !ok || o.class != e.class {
		return 0, t.castError(other, e.class)
	}
	return e.ordinal - o.ordinal, nil
}

func enumValues(c *Class, names ...string) []*enumValue {
	l := make([]*enumValue, len(names))
	for i, n := range names {
		l[i] = &enumValue{c, n, i}
	}
	return l
}

// enumValueLib is the members of such an enum.
func enumValueLib(all []*enumValue) func() lib {
	return func() lib {
		c := all[0].class
		l := lib{
			methods: []def{
				{"name()", func(_ *thread, self any, _ []any) (any, error) { return self.(*enumValue).name, nil }},
				{"ordinal()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(self.(*enumValue).ordinal)), nil }},
				{"toString()", func(_ *thread, self any, _ []any) (any, error) { return self.(*enumValue).name, nil }},
			},
			statics: []def{
				{"values()", func(*thread, any, []any) (any, error) {
					items := make([]any, len(all))
					for i, e := range all {
						items[i] = e
					}
					return newArray(c, items), nil
				}},
				{"valueOf(String)", func(t *thread, _ any, a []any) (any, error) {
					for _, e := range all {
						if e.name == a[0] {
							return e, nil
						}
					}
					if a[0] == nil {
						return nil, t.throw(classNullPointer, "Name is null")
					}
					return nil, t.throw(classIllegalArgument, "No enum constant %s.%s", strings.ReplaceAll(c.name, "$", "."), a[0])
				}},
			},
		}
		for _, e := range all {
			l.fields = append(l.fields, constant{e.name, e})
		}
		return l
	}
}

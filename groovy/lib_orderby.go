package groovy

var classOrderBy = &Class{name: "groovy.util.OrderBy", super: classObject, ifaces: []*Class{classComparator, classSerializable}}

// An orderBy is groovy.util.OrderBy: it compares by what each of its closures
// makes of two elements, until one of them finds a difference.
type orderBy struct{ by []*Closure }

func (*orderBy) classOf() *Class { return classOrderBy }

func (o *orderBy) compare(t *thread, a, b any) (int, error) {
	for _, c := range o.by {
		x, err := t.call1(c, a)
		if err != nil {
			return 0, err
		}
		y, err := t.call1(c, b)
		if err != nil {
			return 0, err
		}
		if d, err := t.looseOrder(x, y); d != 0 || err != nil {
			return d, err
		}
	}
	return 0, nil
}

func orderByLib() lib {
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &orderBy{}, nil }},
			{"(Closure)", func(_ *thread, _ any, a []any) (any, error) { return &orderBy{[]*Closure{a[0].(*Closure)}}, nil }},
			{"(List)", func(t *thread, _ any, a []any) (any, error) {
				o := &orderBy{}
				return o, t.iterate(a[0], func(v any) error {
					c, ok := v.(*Closure)
					if !ok {
						return t.castError(v, classClosure)
					}
					o.by = append(o.by, c)
					return nil
				})
			}},
		},
		methods: []def{
			{"void add(Closure)", func(t *thread, self any, a []any) (any, error) {
				o := self.(*orderBy)
				o.by = append(o.by, a[0].(*Closure))
				return nil, t.alloc(8)
			}},
			{"compare(Object,Object)", func(t *thread, self any, a []any) (any, error) {
				d, err := self.(*orderBy).compare(t, a[0], a[1])
				return boxInt(int32(d)), err
			}},
		},
	}
}

package groovy

var classFormatterClosed = &Class{name: "java.util.FormatterClosedException", super: classIllegalState}

// A textFormatter is java.util.Formatter: printf into a builder or a writer.
type textFormatter struct {
	to     any
	locale any
	closed bool
}

func (*textFormatter) classOf() *Class { return classFormatter }

func (f *textFormatter) text(t *thread) (string, error) { return t.format(f.to) }

func (f *textFormatter) open(t *thread) error {
	if f.closed {
		return t.throw(classFormatterClosed, "")
	}
	return nil
}

func formatterLib() lib {
	fm := func(v any) *textFormatter { return v.(*textFormatter) }
	fresh := func() any { return &StringBuilder{class: classStringBuilder} }
	write := func(t *thread, self any, format string, args []any, locale any) (any, error) {
		f := fm(self)
		if err := f.open(t); err != nil {
			return nil, err
		}
		symbols, err := t.symbolsOf(locale)
		if err != nil {
			return nil, err
		}
		s, err := t.sprintfWith(symbols, format, args)
		if err != nil {
			return nil, err
		}
		return f, t.writeTo(f.to, s)
	}
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &textFormatter{to: fresh()}, nil }},
			{"(Locale)", func(_ *thread, _ any, a []any) (any, error) { return &textFormatter{to: fresh(), locale: a[0]}, nil }},
			{"(Appendable)", func(_ *thread, _ any, a []any) (any, error) { return &textFormatter{to: a[0]}, nil }},
			{"(Appendable,Locale)", func(_ *thread, _ any, a []any) (any, error) {
				return &textFormatter{to: a[0], locale: a[1]}, nil
			}},
		},
		methods: []def{
			{"format(String,Object...)", func(t *thread, self any, a []any) (any, error) {
				return write(t, self, a[0].(string), formatArgs(a[1]), fm(self).locale)
			}},
			{"format(Locale,String,Object...)", func(t *thread, self any, a []any) (any, error) {
				return write(t, self, a[1].(string), formatArgs(a[2]), a[0])
			}},
			{"out()", func(t *thread, self any, _ []any) (any, error) { return fm(self).to, fm(self).open(t) }},
			{"locale()", func(t *thread, self any, _ []any) (any, error) {
				if fm(self).locale == nil {
					return timeValue{t.locale()}, fm(self).open(t)
				}
				return fm(self).locale, fm(self).open(t)
			}},
			{"toString()", func(t *thread, self any, _ []any) (any, error) {
				if err := fm(self).open(t); err != nil {
					return nil, err
				}
				return textResult(fm(self).text(t))
			}},
			{"void flush()", func(t *thread, self any, _ []any) (any, error) { return nil, fm(self).open(t) }},
			{"void close()", func(_ *thread, self any, _ []any) (any, error) { fm(self).closed = true; return nil, nil }},
		},
	}
}

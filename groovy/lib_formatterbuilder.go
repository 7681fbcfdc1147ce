package groovy

import "github.com/entwine-sync/entwine/groovy/internal/jtime"

var (
	classFormatterBuilder = &Class{name: "java.time.format.DateTimeFormatterBuilder", super: classObject}
	classSignStyle        = &Class{name: "java.time.format.SignStyle", super: classEnum, kind: kindEnum}
)

// A formatterBuilder is a DateTimeFormatterBuilder.
type formatterBuilder struct{ b *jtime.FormatterBuilder }

func (*formatterBuilder) classOf() *Class { return classFormatterBuilder }

func signStyleLib() lib {
	return timeEnumLib(classSignStyle, jtime.SignStyles, 0, func(i int) jtime.SignStyle { return jtime.SignStyle(i) })
}

// A builderStep does what one call asks for; args turns arguments into values
// of package jtime and remembers the first that is none.
type builderStep func(b *jtime.FormatterBuilder, a *builderArgs) error

type builderArgs struct {
	t    *thread
	args []any
	err  error
}

func builderArg[T any](a *builderArgs, i int) T {
	v, err := timeArg[T](a.t, a.args[i])
	if err != nil && a.err == nil {
		a.err = err
	}
	return v
}

// builds is a method that appends and gives the builder back.
func builds(sig string, step builderStep) def {
	return def{sig, func(t *thread, self any, args []any) (any, error) {
		a := &builderArgs{t: t, args: args}
		b := self.(*formatterBuilder)
		// The arguments are read before anything is appended, so that a wrong
		// one leaves the builder as it was.
		err := step(b.b, a)
		switch {
		case a.err != nil:
			return nil, a.err
		case err == nil:
			err = b.b.CheckSize()
		}
		if err != nil {
			return nil, t.timeErr(err)
		}
		return b, t.alloc(64)
	}}
}

func formatterBuilderLib() lib {
	type builder = jtime.FormatterBuilder
	plain := func(sig string, f func(*builder)) def {
		return builds(sig, func(b *builder, _ *builderArgs) error {
			f(b)
			return nil
		})
	}
	ofField := func(sig string, f func(*builder, jtime.Field, *builderArgs) func() error) def {
		return builds(sig, func(b *builder, a *builderArgs) error {
			do := f(b, builderArg[jtime.Field](a, 0), a)
			if a.err != nil {
				return nil
			}
			return do()
		})
	}
	literal := func(sig string) def {
		return builds(sig, func(b *builder, a *builderArgs) error {
			if a.args[0] == nil {
				a.err = a.t.throw(classNullPointer, "")
				return nil
			}
			s, err := a.t.toString(a.args[0])
			if a.err = err; err == nil {
				b.AppendLiteral(s)
			}
			return nil
		})
	}
	formatter := func(sig string, f func(*builder, *jtime.Formatter)) def {
		return builds(sig, func(b *builder, a *builderArgs) error {
			if other := builderArg[*jtime.Formatter](a, 0); a.err == nil {
				f(b, other)
			}
			return nil
		})
	}
	styled := func(sig string, f func(*builder, jtime.TextStyle)) def {
		return builds(sig, func(b *builder, a *builderArgs) error {
			if s := builderArg[jtime.TextStyle](a, 0); a.err == nil {
				f(b, s)
			}
			return nil
		})
	}
	finish := func(t *thread, self any, l jtime.Locale) (any, error) {
		b := self.(*formatterBuilder).b
		if err := b.CheckSize(); err != nil {
			return nil, t.timeErr(err)
		}
		return timeValue{b.Formatter(l)}, t.alloc(b.Size() * 16)
	}
	return lib{
		ctors: []def{{"()", func(*thread, any, []any) (any, error) { return &formatterBuilder{jtime.NewFormatterBuilder()}, nil }}},
		methods: []def{
			builds("appendPattern(String)", func(b *builder, a *builderArgs) error {
				p := builderArg[string](a, 0)
				if a.err != nil {
					return nil
				}
				return b.AppendPattern(p)
			}),
			literal("appendLiteral(String)"), literal("appendLiteral(char)"),
			ofField("appendValue(TemporalField)", func(b *builder, f jtime.Field, _ *builderArgs) func() error {
				return func() error { b.AppendValue(f); return nil }
			}),
			ofField("appendValue(TemporalField,int)", func(b *builder, f jtime.Field, a *builderArgs) func() error {
				return func() error { return b.AppendFixedValue(f, anInt(a.args, 1)) }
			}),
			ofField("appendValue(TemporalField,int,int,SignStyle)", func(b *builder, f jtime.Field, a *builderArgs) func() error {
				s := builderArg[jtime.SignStyle](a, 3)
				return func() error { return b.AppendRangedValue(f, anInt(a.args, 1), anInt(a.args, 2), s) }
			}),
			ofField("appendValueReduced(TemporalField,int,int,int)", func(b *builder, f jtime.Field, a *builderArgs) func() error {
				return func() error { return b.AppendReduced(f, anInt(a.args, 1), anInt(a.args, 2), anInt(a.args, 3)) }
			}),
			ofField("appendFraction(TemporalField,int,int,boolean)", func(b *builder, f jtime.Field, a *builderArgs) func() error {
				return func() error { return b.AppendFraction(f, anInt(a.args, 1), anInt(a.args, 2), a.args[3].(bool)) }
			}),
			ofField("appendText(TemporalField)", func(b *builder, f jtime.Field, _ *builderArgs) func() error {
				return func() error { b.AppendText(f, jtime.FullText); return nil }
			}),
			ofField("appendText(TemporalField,TextStyle)", func(b *builder, f jtime.Field, a *builderArgs) func() error {
				s := builderArg[jtime.TextStyle](a, 1)
				return func() error { b.AppendText(f, s); return nil }
			}),
			ofField("parseDefaulting(TemporalField,long)", func(b *builder, f jtime.Field, a *builderArgs) func() error {
				return func() error { b.ParseDefaulting(f, a.args[1].(int64)); return nil }
			}),
			formatter("append(DateTimeFormatter)", (*builder).AppendFormatter),
			formatter("appendOptional(DateTimeFormatter)", (*builder).AppendOptional),
			plain("appendInstant()", (*builder).AppendInstant),
			plain("appendOffsetId()", (*builder).AppendOffsetID),
			builds("appendOffset(String,String)", func(b *builder, a *builderArgs) error {
				p, zero := builderArg[string](a, 0), builderArg[string](a, 1)
				if a.err != nil {
					return nil
				}
				return b.AppendOffset(p, zero)
			}),
			plain("appendZoneId()", (*builder).AppendZoneID),
			plain("appendZoneRegionId()", (*builder).AppendZoneRegionID),
			styled("appendZoneText(TextStyle)", (*builder).AppendZoneText),
			plain("optionalStart()", (*builder).OptionalStart),
			builds("optionalEnd()", func(b *builder, _ *builderArgs) error { return b.OptionalEnd() }),
			builds("padNext(int)", func(b *builder, a *builderArgs) error { return b.PadNext(anInt(a.args, 0), ' ') }),
			builds("padNext(int,char)", func(b *builder, a *builderArgs) error {
				return b.PadNext(anInt(a.args, 0), rune(a.args[1].(Char)))
			}),
			plain("parseCaseSensitive()", (*builder).ParseCaseSensitive),
			plain("parseCaseInsensitive()", (*builder).ParseCaseInsensitive),
			plain("parseStrict()", (*builder).ParseStrict),
			plain("parseLenient()", (*builder).ParseLenient),
			{"toFormatter()", func(t *thread, self any, _ []any) (any, error) { return finish(t, self, t.locale()) }},
			{"toFormatter(Locale)", func(t *thread, self any, a []any) (any, error) {
				l, err := timeArg[jtime.Locale](t, a[0])
				if err != nil {
					return nil, err
				}
				return finish(t, self, l)
			}},
		},
	}
}

package groovy

import "github.com/entwine-sync/entwine/groovy/internal/jtime"

var classDateSymbols = &Class{name: "java.text.DateFormatSymbols", super: classObject, ifaces: []*Class{classSerializable, classCloneable}}

// dateSymbols is a java.text.DateFormatSymbols, which cannot be changed here.
type dateSymbols struct{ names *jtime.DateNames }

func (*dateSymbols) classOf() *Class { return classDateSymbols }

func dateSymbolClasses() []entry { return []entry{{classDateSymbols, dateSymbolsLib}} }

func dateSymbolsLib() lib {
	make := func(t *thread, l jtime.Locale) (any, error) {
		n, err := jtime.DateNamesIn(l)
		if err != nil {
			return nil, t.timeErr(err)
		}
		return &dateSymbols{n}, t.alloc(64)
	}
	own := func(t *thread, _ any, _ []any) (any, error) { return make(t, t.locale()) }
	given := func(t *thread, _ any, a []any) (any, error) {
		l, err := timeArg[jtime.Locale](t, a[0])
		if err != nil {
			return nil, err
		}
		return make(t, l)
	}
	list := func(name string, names func(*jtime.DateNames) []string) def {
		return def{"get" + name + "()", func(t *thread, self any, _ []any) (any, error) {
			l := names(self.(*dateSymbols).names)
			return stringArray(l), t.alloc(16 * len(l))
		}}
	}
	return lib{
		ctors:   []def{{"()", own}, {"(Locale)", given}},
		statics: []def{{"getInstance()", own}, {"getInstance(Locale)", given}},
		methods: []def{
			list("Months", func(n *jtime.DateNames) []string { return n.Months }),
			list("ShortMonths", func(n *jtime.DateNames) []string { return n.ShortMonths }),
			list("Weekdays", func(n *jtime.DateNames) []string { return n.Weekdays }),
			list("ShortWeekdays", func(n *jtime.DateNames) []string { return n.ShortWeekdays }),
			list("AmPmStrings", func(n *jtime.DateNames) []string { return n.AmPm }),
			list("Eras", func(n *jtime.DateNames) []string { return n.Eras }),
		},
	}
}

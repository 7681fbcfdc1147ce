package groovy

import (
	"github.com/entwine-sync/entwine/groovy/internal/format"
	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

// runLocale is the default locale of a run, which Locale.setDefault changes for
// the run alone: that of the United States at first.
type runLocale struct {
	locale  jtime.Locale
	symbols *format.Symbols
}

func (t *thread) localeOfRun() *runLocale {
	return t.local("java.util.Locale", func() any { return &runLocale{jtime.US, format.US} }).(*runLocale)
}

// locale is Locale.getDefault().
func (t *thread) locale() jtime.Locale { return t.localeOfRun().locale }

// symbols are the signs of numbers in the default locale.
func (t *thread) symbols() *format.Symbols { return t.localeOfRun().symbols }

func localeLib() lib {
	// shown gives a name in the language of a locale, of which English is known.
	shown := func(sig string, f func(jtime.Locale) string) []def {
		return []def{
			{sig + "()", func(t *thread, self any, _ []any) (any, error) {
				return f(self.(timeValue).v.(jtime.Locale)), t.englishNames(t.locale())
			}},
			{sig + "(Locale)", func(t *thread, self any, a []any) (any, error) {
				in, err := timeArg[jtime.Locale](t, a[0])
				if err != nil {
					return nil, err
				}
				return f(self.(timeValue).v.(jtime.Locale)), t.englishNames(in)
			}},
		}
	}
	l := lib{
		ctors: []def{
			tryStatic1("(String)", func(a string) (jtime.Locale, error) { return jtime.NewLocale(a, "", ""), nil }),
			tryStatic2("(String,String)", func(a, b string) (jtime.Locale, error) { return jtime.NewLocale(a, b, ""), nil }),
			tryStatic3("(String,String,String)", func(a, b, c string) (jtime.Locale, error) { return jtime.NewLocale(a, b, c), nil }),
		},
		methods: []def{
			method0("getLanguage()", func(l jtime.Locale) string { return l.Language }),
			method0("getCountry()", func(l jtime.Locale) string { return l.Country }),
			method0("getVariant()", func(l jtime.Locale) string { return l.Variant }),
			method0("getScript()", func(l jtime.Locale) string { return l.Script }),
			method0("toLanguageTag()", jtime.Locale.LanguageTag),
			{"clone()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
		},
		statics: []def{
			static1("forLanguageTag(String)", jtime.LocaleForTag),
			{"getDefault()", func(t *thread, _ any, _ []any) (any, error) { return timeValue{t.locale()}, nil }},
			{"void setDefault(Locale)", func(t *thread, _ any, a []any) (any, error) {
				l, err := timeArg[jtime.Locale](t, a[0])
				if err != nil {
					return nil, err
				}
				r := t.localeOfRun()
				r.locale, r.symbols = l, format.US
				if s, ok := format.SymbolsFor(l.LanguageTag()); ok {
					r.symbols = s
				}
				return nil, nil
			}},
		},
	}
	l.methods = append(l.methods, shown("getDisplayLanguage", func(l jtime.Locale) string { return named(languageNames, l.Language) })...)
	l.methods = append(l.methods, shown("getDisplayCountry", func(l jtime.Locale) string { return named(countryNames, l.Country) })...)
	l.methods = append(l.methods, shown("getDisplayName", localeName)...)
	for n, v := range jtime.Locales {
		l.fields = append(l.fields, constant{n, timeValue{v}})
	}
	return l
}

// englishNames refuses names of languages and countries in another language.
func (t *thread) englishNames(in jtime.Locale) error {
	if in.Language == "en" || in.Language == "" {
		return nil
	}
	return t.throw(classUnsupported, "the names of languages and countries are there in English only, not in %s; keep a map of your own", in.String())
}

package groovy

import (
	"github.com/entwine-sync/entwine/groovy/internal/format"
	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

var classCurrency = &Class{name: "java.util.Currency", super: classObject, ifaces: []*Class{classSerializable}}

// A currency is a java.util.Currency; as a comparable value there is one of each.
type currency struct{ *format.Currency }

func (currency) classOf() *Class { return classCurrency }

func (c currency) text(*thread) (string, error) { return c.Code, nil }

func currencyClasses() []entry { return []entry{{classCurrency, currencyLib}} }

// sign is getSymbol in a locale.
func (c currency) sign(l jtime.Locale) string { return c.Sign(l.LanguageTag()) }

func currencyLib() lib {
	cur := func(v any) currency { return v.(currency) }
	return lib{
		methods: []def{
			{"getCurrencyCode()", func(_ *thread, self any, _ []any) (any, error) { return cur(self).Code, nil }},
			{"getDefaultFractionDigits()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(cur(self).Digits)), nil }},
			{"getNumericCode()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(cur(self).Number)), nil }},
			{"getNumericCodeAsString()", func(t *thread, self any, _ []any) (any, error) {
				return textResult(t.sprintf("%03d", []any{int32(cur(self).Number)}))
			}},
			{"getDisplayName()", func(t *thread, self any, _ []any) (any, error) { return cur(self).Name, t.englishNames(t.locale()) }},
			{"getDisplayName(Locale)", func(t *thread, self any, a []any) (any, error) {
				l, err := timeArg[jtime.Locale](t, a[0])
				if err != nil {
					return nil, err
				}
				return cur(self).Name, t.englishNames(l)
			}},
			{"getSymbol()", func(t *thread, self any, _ []any) (any, error) { return cur(self).sign(t.locale()), nil }},
			{"getSymbol(Locale)", func(t *thread, self any, a []any) (any, error) {
				l, err := timeArg[jtime.Locale](t, a[0])
				if err != nil {
					return nil, err
				}
				return cur(self).sign(l), nil
			}},
		},
		statics: []def{
			{"getInstance(String)", func(t *thread, _ any, a []any) (any, error) {
				code, ok := a[0].(string)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				if c := format.CurrencyOf(code); c != nil {
					return currency{c}, nil
				}
				return nil, t.throw(classIllegalArgument, "")
			}},
			{"getInstance(Locale)", func(t *thread, _ any, a []any) (any, error) {
				l, err := timeArg[jtime.Locale](t, a[0])
				if err != nil {
					return nil, err
				}
				if c := format.CurrencyIn(l.Country); c != nil {
					return currency{c}, nil
				}
				if len(l.Country) == 2 && countryNames[l.Country] == "" && l.Country != "AQ" || len(l.Country) != 2 {
					return nil, t.throw(classIllegalArgument, "")
				}
				return nil, nil
			}},
			{"getAvailableCurrencies()", func(t *thread, _ any, _ []any) (any, error) {
				all := format.Currencies()
				items := make([]any, len(all))
				for i, c := range all {
					items[i] = currency{c}
				}
				return t.hashSetOf(items)
			}},
		},
	}
}

package format

import (
	"cmp"
	"strings"
	"sync"
)

// A locale is what its numbers have other than those of most, which are 1,234.5
// and ¤#,##0.00.
type locale struct {
	tag                         string
	grouping, decimal           rune
	moneyGrouping, moneyDecimal rune
	minus, nan, exponent        string
	currency, code              string
	money, percent              string
}

// locales is what OpenJDK 17 has of the Unicode locale data, for the languages
// of Europe and the larger ones beside. The first is the default, the last, the
// root locale, has no tag.
var locales = []locale{
	{tag: "en-US", currency: "$", code: "USD"},
	{tag: "en-GB", currency: "£", code: "GBP"},
	{tag: "en"},
	{tag: "de", grouping: '.', decimal: ',', money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "de-DE", grouping: '.', decimal: ',', currency: "€", code: "EUR", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "de-CH", grouping: '\u2019', currency: "CHF", code: "CHF", money: "¤\u00a0#,##0.00;¤-#,##0.00"},
	{tag: "de-AT", grouping: '\u00a0', decimal: ',', moneyGrouping: '.', currency: "€", code: "EUR", money: "¤\u00a0#,##0.00", percent: "#,##0\u00a0%"},
	{tag: "fr", grouping: '\u202f', decimal: ',', money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "fr-FR", grouping: '\u202f', decimal: ',', currency: "€", code: "EUR", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "fr-CH", grouping: '\u202f', decimal: ',', moneyDecimal: '.', currency: "CHF", code: "CHF", money: "#,##0.00\u00a0¤"},
	{tag: "fr-CA", grouping: '\u00a0', decimal: ',', currency: "$\u00a0CA", code: "CAD", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "it-IT", grouping: '.', decimal: ',', currency: "€", code: "EUR", money: "#,##0.00\u00a0¤"},
	{tag: "es-ES", grouping: '.', decimal: ',', currency: "€", code: "EUR", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "es-MX", currency: "$", code: "MXN", percent: "#,##0\u00a0%"},
	{tag: "pt-BR", grouping: '.', decimal: ',', currency: "R$", code: "BRL", money: "¤\u00a0#,##0.00"},
	{tag: "pt-PT", grouping: '\u00a0', decimal: ',', currency: "€", code: "EUR", money: "#,##0.00\u00a0¤"},
	{tag: "nl-NL", grouping: '.', decimal: ',', currency: "€", code: "EUR", money: "¤\u00a0#,##0.00;¤\u00a0-#,##0.00"},
	{tag: "pl-PL", grouping: '\u00a0', decimal: ',', currency: "zł", code: "PLN", money: "#,##0.00\u00a0¤"},
	{tag: "sv-SE", grouping: '\u00a0', decimal: ',', minus: "\u2212", exponent: "×10^", currency: "kr", code: "SEK", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "da-DK", grouping: '.', decimal: ',', currency: "kr.", code: "DKK", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "nb-NO", grouping: '\u00a0', decimal: ',', minus: "\u2212", currency: "kr", code: "NOK", money: "¤\u00a0#,##0.00", percent: "#,##0\u00a0%"},
	{tag: "fi-FI", grouping: '\u00a0', decimal: ',', minus: "\u2212", nan: "epäluku", currency: "€", code: "EUR", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "cs-CZ", grouping: '\u00a0', decimal: ',', currency: "Kč", code: "CZK", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "sk-SK", grouping: '\u00a0', decimal: ',', exponent: "e", currency: "€", code: "EUR", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "hu-HU", grouping: '\u00a0', decimal: ',', currency: "Ft", code: "HUF", money: "#,##0.00\u00a0¤"},
	{tag: "ro-RO", grouping: '.', decimal: ',', currency: "RON", code: "RON", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "uk-UA", grouping: '\u00a0', decimal: ',', exponent: "Е", currency: "₴", code: "UAH", money: "#,##0.00\u00a0¤"},
	{tag: "ru-RU", grouping: '\u00a0', decimal: ',', nan: "не\u00a0число", currency: "₽", code: "RUB", money: "#,##0.00\u00a0¤", percent: "#,##0\u00a0%"},
	{tag: "tr-TR", grouping: '.', decimal: ',', currency: "₺", code: "TRY", percent: "%#,##0"},
	{tag: "ja-JP", currency: "￥", code: "JPY", money: "¤#,##0"},
	{tag: "zh-CN", currency: "¥", code: "CNY"},
	{tag: "ko-KR", currency: "₩", code: "KRW", money: "¤#,##0"},
	{tag: "hi-IN", currency: "₹", code: "INR"},
	{tag: "en-IN", currency: "₹", code: "INR"},
	{tag: "en-CA", exponent: "e", currency: "$", code: "CAD"},
	{tag: "en-AU", exponent: "e", currency: "$", code: "AUD"},
	{tag: "el-GR", grouping: '.', decimal: ',', exponent: "e", currency: "€", code: "EUR", money: "#,##0.00\u00a0¤"},
	{tag: "bg-BG", grouping: '\u00a0', decimal: ',', currency: "лв.", code: "BGN", money: "#0.00\u00a0¤"},
	{money: "¤\u00a0#,##0.00"},
}

func (l locale) symbols() *Symbols {
	grouping, decimal := cmp.Or(l.grouping, ','), cmp.Or(l.decimal, '.')
	return &Symbols{
		Zero: '0', Grouping: grouping, Decimal: decimal,
		MonetaryGrouping: cmp.Or(l.moneyGrouping, grouping), MonetaryDecimal: cmp.Or(l.moneyDecimal, decimal),
		Percent: "%", PerMill: "‰", Minus: cmp.Or(l.minus, "-"),
		Infinity: "∞", NaN: cmp.Or(l.nan, "NaN"), Exponent: cmp.Or(l.exponent, "E"),
		Currency: cmp.Or(l.currency, "¤"), CurrencyCode: cmp.Or(l.code, "XXX"),
		GroupSize: 3, NumberPattern: "#,##0.###",
		CurrencyPattern: cmp.Or(l.money, "¤#,##0.00"), PercentPattern: cmp.Or(l.percent, "#,##0%"),
	}
}

var known = sync.OnceValue(func() map[string]*Symbols {
	m := make(map[string]*Symbols, len(locales))
	for _, l := range locales {
		m[l.tag] = l.symbols()
	}
	for _, l := range locales {
		// A country that is not listed has the ways of the first of its language.
		if language, _, ok := strings.Cut(l.tag, "-"); ok && m[language] == nil {
			m[language] = m[l.tag]
		}
	}
	return m
})

// SymbolsFor finds the symbols of a locale by its tag, as de-CH; that of the
// root locale is empty. A country that is not known has those of its language.
// The result is shared and not to be changed.
func SymbolsFor(tag string) (*Symbols, bool) {
	m := known()
	if s, ok := m[tag]; ok {
		return s, true
	}
	language, _, _ := strings.Cut(tag, "-")
	s, ok := m[language]
	return s, ok && language != ""
}

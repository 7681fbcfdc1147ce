package format

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// A Currency is a java.util.Currency.
type Currency struct {
	Code   string // EUR
	Digits int    // behind the point; -1 if that means nothing, as for gold
	Number int    // of ISO 4217
	Name   string // in English
	sign   string // of en_US
}

// currencyLines is what OpenJDK 17 knows of currencies; its first line says how
// a line is made.
//
//go:embed currencies.txt
var currencyLines string

type currencyTable struct {
	all       []*Currency // by code
	byCode    map[string]*Currency
	byCountry map[string]*Currency
	signs     map[string]map[string]string // by the tag of a locale and the code
}

var currencies = sync.OnceValue(func() *currencyTable {
	t := &currencyTable{byCode: map[string]*Currency{}, byCountry: map[string]*Currency{}, signs: map[string]map[string]string{}}
	for line := range strings.Lines(currencyLines) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "|")
		switch line[0] {
		case '#':
			continue
		case '@':
			own := make(map[string]string, len(f))
			for _, pair := range f[1:] {
				code, sign, _ := strings.Cut(pair, "=")
				own[code] = sign
			}
			t.signs[f[0][1:]] = own
			continue
		}
		c := &Currency{Code: f[0], Name: f[3], sign: f[4]}
		c.Digits, _ = strconv.Atoi(f[1])
		c.Number, _ = strconv.Atoi(f[2])
		if c.sign == "" {
			c.sign = c.Code
		}
		t.all = append(t.all, c)
		t.byCode[c.Code] = c
		for _, country := range strings.Fields(f[5]) {
			t.byCountry[country] = c
		}
	}
	return t
})

// Currencies are all there are by their codes. The list is shared and not to be
// changed.
func Currencies() []*Currency { return currencies().all }

// CurrencyOf finds a currency by its code, nil if there is none.
func CurrencyOf(code string) *Currency { return currencies().byCode[code] }

// CurrencyIn finds the currency of a country, as DE, nil if there is none.
func CurrencyIn(country string) *Currency { return currencies().byCountry[country] }

// Sign is how a currency is written in the locale of that tag.
func (c *Currency) Sign(tag string) string {
	signs := currencies().signs
	own, ok := signs[tag]
	if language, _, has := strings.Cut(tag, "-"); !ok && has && language != "en" {
		own = signs[language]
	}
	if s, ok := own[c.Code]; ok {
		return s
	}
	return c.sign
}

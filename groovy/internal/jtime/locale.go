package jtime

import "strings"

// A Locale is a java.util.Locale. Any may be named; it decides when a week
// begins. Words are there for English (of every country) and for the root
// locale; where another language would have to be written or read, the error is
// an UnsupportedOperationException. Numbers are in ASCII in all locales.
type Locale struct {
	Language, Country, Variant, Script string
}

// US is the locale of everything that is not told another.
var US = Locale{Language: "en", Country: "US"}

// Locales are the constants of java.util.Locale by name.
var Locales = map[string]Locale{
	"ROOT": {}, "ENGLISH": {Language: "en"}, "US": US,
	"UK": {Language: "en", Country: "GB"}, "CANADA": {Language: "en", Country: "CA"},
	"CANADA_FRENCH": {Language: "fr", Country: "CA"}, "CHINA": {Language: "zh", Country: "CN"},
	"CHINESE": {Language: "zh"}, "FRANCE": {Language: "fr", Country: "FR"}, "FRENCH": {Language: "fr"},
	"GERMAN": {Language: "de"}, "GERMANY": {Language: "de", Country: "DE"}, "ITALIAN": {Language: "it"},
	"ITALY": {Language: "it", Country: "IT"}, "JAPAN": {Language: "ja", Country: "JP"}, "JAPANESE": {Language: "ja"},
	"KOREA": {Language: "ko", Country: "KR"}, "KOREAN": {Language: "ko"}, "PRC": {Language: "zh", Country: "CN"},
	"SIMPLIFIED_CHINESE": {Language: "zh", Country: "CN"}, "TAIWAN": {Language: "zh", Country: "TW"},
	"TRADITIONAL_CHINESE": {Language: "zh", Country: "TW"},
}

// NewLocale is new Locale(language, country, variant).
func NewLocale(language, country, variant string) Locale {
	return Locale{Language: strings.ToLower(language), Country: strings.ToUpper(country), Variant: variant}
}

// LocaleForTag is Locale.forLanguageTag for tags of a language, a script, a
// region and variants; what is not well formed ends the tag.
func LocaleForTag(tag string) Locale {
	var l Locale
	var variants []string
	for i, part := range strings.Split(strings.ReplaceAll(tag, "_", "-"), "-") {
		switch n := len(part); {
		case i == 0 && n >= 2 && n <= 8 && letters(part):
			if l.Language = strings.ToLower(part); l.Language == "und" {
				l.Language = ""
			}
		case i == 0:
			return l
		case n == 4 && letters(part) && l.Script+l.Country == "" && variants == nil:
			l.Script = strings.ToUpper(part[:1]) + strings.ToLower(part[1:])
		case (n == 2 && letters(part) || n == 3 && digits(part)) && l.Country == "" && variants == nil:
			l.Country = strings.ToUpper(part)
		case n >= 5 && n <= 8 || n == 4 && digitAt(part, 0) >= 0:
			variants = append(variants, part)
		default:
			l.Variant = strings.Join(variants, "_")
			return l
		}
	}
	l.Variant = strings.Join(variants, "_")
	return l
}

func letters(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

func digits(s string) bool {
	for i := range len(s) {
		if digitAt(s, i) < 0 {
			return false
		}
	}
	return true
}

// String is en_US.
func (l Locale) String() string {
	s := l.Language
	if l.Language+l.Country == "" {
		return ""
	}
	if l.Country != "" || l.Variant != "" || l.Script != "" {
		s += "_" + l.Country
	}
	if l.Variant != "" {
		s += "_" + l.Variant
	}
	if l.Script != "" {
		s += "_#" + l.Script
	}
	return s
}

// LanguageTag is en-US.
func (l Locale) LanguageTag() string {
	parts := []string{l.Language}
	if l.Language == "" {
		parts[0] = "und"
	}
	for _, p := range append([]string{l.Script, l.Country}, strings.Split(l.Variant, "_")...) {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "-")
}

// week is when a week begins and how many days the first has, by country.
func (l Locale) week() (first DayOfWeek, minDays int32) {
	in := func(list string) bool { return l.Country != "" && strings.Contains(list, l.Country) }
	switch {
	case l.Country == "PT":
		return Sunday, 4
	case l.Country == "MV":
		return Friday, 1
	case l.Country == "" || in(sundayCountries):
		return Sunday, 1
	case in(saturdayCountries):
		return Saturday, 1
	case in(isoCountries):
		return Monday, 4
	}
	return Monday, 1
}

// The territories by their week, of CLDR 39.
const (
	sundayCountries = "AG AS AU BD BR BS BT BW BZ CA CN CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM " +
		"MO MT MX MZ NI NP PA PE PH PK PR PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
	saturdayCountries = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY"
	isoCountries      = "AD AT AX BE BG CH CZ DE DK EE ES FI FJ FO FR GB GF GG GI GP GR HU IE IM IS IT JE LI LT LU " +
		"MC MQ NL NO PL RE RU SE SJ SK SM VA"
)

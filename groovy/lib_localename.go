package groovy

import "github.com/entwine-sync/entwine/groovy/internal/jtime"

// The English names of the languages and countries that rules meet, as Java has
// them from the Unicode locale data; others are shown by their codes.
var languageNames = map[string]string{
	"en": "English", "de": "German", "fr": "French", "it": "Italian", "es": "Spanish", "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish", "da": "Danish",
	"nb": "Norwegian Bokmål", "fi": "Finnish", "pl": "Polish", "cs": "Czech", "sk": "Slovak", "hu": "Hungarian", "ru": "Russian", "uk": "Ukrainian",
	"tr": "Turkish", "el": "Greek", "ja": "Japanese", "zh": "Chinese", "ko": "Korean", "ar": "Arabic", "he": "Hebrew", "ro": "Romanian",
	"bg": "Bulgarian", "hr": "Croatian", "sl": "Slovenian", "et": "Estonian", "lv": "Latvian", "lt": "Lithuanian", "ga": "Irish", "is": "Icelandic",
	"hi": "Hindi", "th": "Thai", "vi": "Vietnamese", "id": "Indonesian",
}

var countryNames = map[string]string{
	"US": "United States", "GB": "United Kingdom", "DE": "Germany", "FR": "France", "IT": "Italy", "ES": "Spain", "PT": "Portugal", "BR": "Brazil",
	"NL": "Netherlands", "BE": "Belgium", "CH": "Switzerland", "AT": "Austria", "SE": "Sweden", "DK": "Denmark", "NO": "Norway", "FI": "Finland",
	"PL": "Poland", "CZ": "Czechia", "SK": "Slovakia", "HU": "Hungary", "RU": "Russia", "UA": "Ukraine", "TR": "Turkey", "GR": "Greece", "JP": "Japan",
	"CN": "China", "TW": "Taiwan", "KR": "South Korea", "IN": "India", "IE": "Ireland", "CA": "Canada", "MX": "Mexico", "AR": "Argentina",
	"AU": "Australia", "NZ": "New Zealand", "ZA": "South Africa", "IL": "Israel", "RO": "Romania", "BG": "Bulgaria", "HR": "Croatia", "SI": "Slovenia",
	"EE": "Estonia", "LV": "Latvia", "LT": "Lithuania", "LU": "Luxembourg", "IS": "Iceland", "SG": "Singapore", "HK": "Hong Kong SAR China",
	"TH": "Thailand", "VN": "Vietnam", "ID": "Indonesia",
}

func named(names map[string]string, code string) string {
	if n := names[code]; n != "" {
		return n
	}
	return code
}

// localeName is getDisplayName: "German (Austria)".
func localeName(l jtime.Locale) string {
	language, country := named(languageNames, l.Language), named(countryNames, l.Country)
	switch {
	case language == "":
		return country
	case country == "":
		return language
	}
	return language + " (" + country + ")"
}

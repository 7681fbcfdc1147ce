package normal

import (
	"strings"
	"testing"
)

func TestForms(t *testing.T) {
	for _, c := range []struct{ in, d, c, kd, kc string }{
		{"plain", "plain", "plain", "plain", "plain"},
		{"Ü", "U\u0308", "Ü", "U\u0308", "Ü"},
		{"u\u0308", "u\u0308", "ü", "u\u0308", "ü"},
		{"\u1E69", "s\u0323\u0307", "\u1E69", "s\u0323\u0307", "\u1E69"},
		{"s\u0307\u0323", "s\u0323\u0307", "\u1E69", "s\u0323\u0307", "\u1E69"},
		{"ﬁ²", "ﬁ²", "ﬁ²", "fi2", "fi2"},
		{"Å", "A\u030A", "Å", "A\u030A", "Å"}, // the unit becomes the letter
		{"\uac01", "\u1100\u1161\u11a8", "\uac01", "\u1100\u1161\u11a8", "\uac01"},
		{"\u0958", "\u0915\u093C", "\u0915\u093C", "\u0915\u093C", "\u0915\u093C"}, // never composed again
		{"a\xffé", "a\xffe\u0301", "a\xffé", "a\xffe\u0301", "a\xffé"},
		{"\u0301", "\u0301", "\u0301", "\u0301", "\u0301"},
		{"e\u0315\u0301", "e\u0301\u0315", "é\u0315", "e\u0301\u0315", "é\u0315"},
	} {
		for f, want := range []string{c.d, c.c, c.kd, c.kc} {
			if got := Text(c.in, Form(f)); got != want {
				t.Errorf("%s of %+q is %+q, want %+q", Forms[f], c.in, got, want)
			}
			if !Is(want, Form(f)) {
				t.Errorf("%+q is not said to be %s", want, Forms[f])
			}
		}
	}
}

// Each form of a form is that form again, and composing undoes decomposing.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "Ünïcödé", "각각", "ﬁ½①", "a\u0315\u0300\u05ae\u0300b", "\xed\xa0\x80", "\u0344\u0390"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for form := range Forms {
			once := Text(s, Form(form))
			if twice := Text(once, Form(form)); twice != once {
				t.Errorf("%s of %+q is %+q, then %+q", Forms[form], s, once, twice)
			}
		}
		if a, b := Text(Text(s, NFD), NFC), Text(s, NFC); a != b {
			t.Errorf("%+q composes to %+q, and to %+q by way of NFD", s, b, a)
		}
		if strings.Count(s, "\xff") != strings.Count(Text(s, NFKC), "\xff") {
			t.Errorf("%+q lost what is no UTF-8", s)
		}
	})
}

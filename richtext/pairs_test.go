package richtext_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
)

// What people wrote in the recorded answers of Jira, as documents and as markup,
// goes from each format to each other one, and its words with it, there and back.
func TestFixtures_bodies_of_Jira_pass_every_pair_of_formats(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(shared("fixtures", "jira-cloud")); err != nil {
		t.Skipf("no recorded texts of Jira: %v (ENTWINE_SHARED names the folder that has fixtures/)", err)
	}
	bodies := map[richtext.Format]map[string]bool{richtext.ADF: {}, richtext.Jira: {}}
	for _, kind := range []string{"jira-cloud", "jira-server-dc"} {
		walkJSON(t, shared("fixtures", kind), func(v any) {
			collectDocs(v, bodies[richtext.ADF])
			collectTexts(v, bodies[richtext.Jira])
		})
	}
	for format, texts := range bodies {
		if len(texts) < 10 {
			t.Errorf("only %d bodies of %s are found", len(texts), format)
		}
		for text := range texts {
			passEveryPair(t, format, text)
		}
		t.Logf("%s: %d bodies", format, len(texts))
	}
}

// passEveryPair has a text go from its format to each other one, from there to
// each once more, and the same way back.
func passEveryPair(t *testing.T, format richtext.Format, text string) {
	t.Helper()
	var words []string
	if format == richtext.ADF {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		adfTexts(v, &words)
	} else {
		words = realWord.FindAllString(richtext.WritePlain(richtext.Read(format, text)), -1)
	}
	slices.Sort(words)
	words = slices.Compact(words)
	says := func(way string, f richtext.Format, s string) {
		plain := richtext.WritePlain(richtext.Read(f, s))
		for _, w := range words {
			if !strings.Contains(plain, w) {
				t.Errorf("%s: %s lost %q: %q", way, text, w, s)
				return
			}
		}
	}
	for _, x := range formats {
		there := richtext.Convert(text, format, x)
		for _, y := range formats {
			far := richtext.Convert(there, x, y)
			says(string(x+" to "+y), y, far)
			back := richtext.Convert(richtext.Convert(far, y, x), x, format)
			says(string(x+" to "+y+" and back"), format, back)
		}
	}
}

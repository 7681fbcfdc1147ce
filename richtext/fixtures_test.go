package richtext_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
)

// fixtureFormats says in which markup the trackers whose recorded answers we
// have write.
var fixtureFormats = map[string]richtext.Format{
	"redmine": richtext.Textile, "github": richtext.Markdown, "gitlab": richtext.Markdown, "gitea-forgejo": richtext.Markdown,
}

// textKeys are the JSON keys that hold what people wrote.
var textKeys = map[string]bool{"body": true, "description": true, "note": true, "notes": true, "comment": true, "comments": true, "text": true}

func TestFixtures_real_texts_survive_a_round_trip(t *testing.T) {
	t.Parallel()
	root := os.Getenv("ENTWINE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	for kind, format := range fixtureFormats {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(root, "fixtures", kind)
			if _, err := os.Stat(dir); err != nil {
				t.Skipf("no recorded texts of %s: %v (ENTWINE_SHARED names the folder that has fixtures/)", kind, err)
			}
			texts := fixtureTexts(t, dir)
			if len(texts) == 0 {
				t.Fatalf("%s has no texts", dir)
			}
			for text := range texts {
				checkRealText(t, format, text)
			}
			t.Logf("%d texts", len(texts))
		})
	}
}

var realWord = regexp.MustCompile(`[\pL\pN]{2,}`)

func checkRealText(t *testing.T, format richtext.Format, text string) {
	t.Helper()
	wear(t, format, text)
	d := richtext.Read(format, text)
	plain := richtext.WritePlain(d)
	for _, w := range realWord.FindAllString(text, -1) {
		if !strings.Contains(plain, w) {
			t.Errorf("%q lost %q: %q", text, w, plain)
		}
	}
	for _, f := range formats[:3] { // and through another tracker and back
		there := richtext.Write(f, d)
		back := richtext.Convert(richtext.Convert(there, f, format), format, f)
		if again := richtext.Convert(richtext.Convert(back, f, format), format, f); again != back {
			t.Errorf("%q wears out between %s and %s:\ngot  %q\nwant %q", text, format, f, again, back)
		}
	}
}

func fixtureTexts(t *testing.T, dir string) map[string]bool {
	t.Helper()
	texts := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var v any
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Logf("%s is no JSON: %v", path, err)
			return nil // a file that is broken on purpose has no text for us
		}
		collectTexts(v, texts)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func collectTexts(v any, texts map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			if s, ok := e.(string); ok && textKeys[k] && s != "" {
				texts[s] = true
			}
			collectTexts(e, texts)
		}
	case []any:
		for _, e := range v {
			collectTexts(e, texts)
		}
	}
}

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
	"jira-server-dc": richtext.Jira, "jira-cloud": richtext.Jira, "redmine": richtext.Textile, "github": richtext.Markdown, "gitlab": richtext.Markdown, "gitea-forgejo": richtext.Markdown,
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
	for _, f := range formats { // and through another tracker and back
		if f == richtext.Plain || format == richtext.Plain {
			continue
		}
		there := richtext.Write(f, d)
		back := richtext.Convert(richtext.Convert(there, f, format), format, f)
		if again := richtext.Convert(richtext.Convert(back, f, format), format, f); again != back {
			t.Errorf("%q wears out between %s and %s:\ngot  %q\nwant %q", text, format, f, again, back)
		}
	}
}

func TestFixtures_atlassian_documents_lose_no_text(t *testing.T) {
	t.Parallel()
	dir := shared("fixtures", "jira-cloud")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no recorded texts of Jira Cloud: %v (ENTWINE_SHARED names the folder that has fixtures/)", err)
	}
	docs := map[string]bool{}
	walkJSON(t, dir, func(v any) { collectDocs(v, docs) })
	if len(docs) == 0 {
		t.Fatalf("%s has no documents", dir)
	}
	for doc := range docs {
		wear(t, richtext.ADF, doc)
		var words []string
		var v any
		if err := json.Unmarshal([]byte(doc), &v); err != nil {
			t.Fatal(err)
		}
		adfTexts(v, &words)
		for _, f := range formats {
			there := richtext.WritePlain(richtext.Read(f, richtext.Convert(doc, richtext.ADF, f)))
			for _, w := range words {
				if !strings.Contains(there, w) {
					t.Errorf("%s lost %q by way of %s: %q", doc, w, f, there)
				}
			}
		}
	}
	t.Logf("%d documents", len(docs))
}

// collectDocs finds Atlassian documents; some of the printed examples are not
// closed documents but one node, which we make one.
func collectDocs(v any, docs map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["content"].([]any); ok && v["type"] == "doc" {
			if raw, err := json.Marshal(v); err == nil {
				docs[string(raw)] = true
			}
		}
		for _, e := range v {
			collectDocs(e, docs)
		}
	case []any:
		for _, e := range v {
			collectDocs(e, docs)
		}
	case string: // examples are printed as text
		if strings.HasPrefix(strings.TrimSpace(v), "{") {
			var in any
			if json.Unmarshal([]byte(v), &in) == nil {
				collectDocs(in, docs)
			}
		}
	}
}

// adfTexts lists the words that a document shows: those of its text nodes, and of
// labels in it. Of a person Jira's markup has the account, whose name Jira shows.
func adfTexts(v any, words *[]string) {
	switch v := v.(type) {
	case map[string]any:
		if s, ok := v["text"].(string); ok && v["type"] == "text" {
			*words = append(*words, realWord.FindAllString(s, -1)...)
		}
		if a, ok := v["attrs"].(map[string]any); ok && v["type"] == "status" {
			if s, ok := a["text"].(string); ok {
				*words = append(*words, realWord.FindAllString(s, -1)...)
			}
		}
		for _, e := range v {
			adfTexts(e, words)
		}
	case []any:
		for _, e := range v {
			adfTexts(e, words)
		}
	}
}

func fixtureTexts(t *testing.T, dir string) map[string]bool {
	t.Helper()
	texts := map[string]bool{}
	walkJSON(t, dir, func(v any) { collectTexts(v, texts) })
	return texts
}

// walkJSON reads every JSON file below dir.
func walkJSON(t *testing.T, dir string, see func(any)) {
	t.Helper()
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
		see(v)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
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
	case string: // examples are printed as text
		if strings.HasPrefix(strings.TrimSpace(v), "{") {
			var in any
			if json.Unmarshal([]byte(v), &in) == nil {
				collectTexts(in, texts)
			}
		}
	}
}

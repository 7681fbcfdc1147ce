package markdown

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Every text that real trackers gave: written as description and as comment it
// comes back, but for what Canon says.
func TestRealTextsComeBack(t *testing.T) {
	dir := corpus(t)
	texts := map[string]bool{}
	for _, kind := range []string{"redmine", "github", "gitlab", "gitea-forgejo"} {
		err := filepath.WalkDir(filepath.Join(dir, kind), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(path) != ".json" {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			var v any
			if json.Unmarshal(b, &v) == nil { // some are broken on purpose
				gather(v, texts)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(texts) < 100 {
		t.Fatalf("only %d texts found", len(texts))
	}
	start, _ := parseFile([]byte(issueText("A-1", "x")))
	changed := map[string]int{}
	for s := range texts {
		want := longText(s)
		if want != s {
			changed[why(s, want)]++
		}
		f, err := start.apply(&tracker.Patch{Fields: hub.Issue{Description: s, Cleared: cleared(s)}}, "A")
		if err != nil {
			t.Fatalf("%v: %.300q", err, s)
		}
		if f, err = f.addComment(hub.Comment{ID: "1", Body: s}, "a"); err != nil {
			t.Fatal(err)
		}
		if f, err = f.addComment(hub.Comment{ID: "2", Body: "last"}, "a"); err != nil {
			t.Fatal(err)
		}
		if f, err = f.set("summary", printText(oneLine(s))); err != nil {
			t.Fatalf("%v: summary %.300q", err, s)
		}
		is, bad := f.issue("A")
		switch {
		case bad != nil:
			t.Fatalf("%v: %.300q", bad, s)
		case is.Description != want:
			t.Errorf("description is %.300q, want %.300q", is.Description, want)
		case len(is.Comments) != 2 || is.Comments[0].Body != want || is.Comments[1].Body != "last":
			t.Errorf("comments are %.600v, want %.300q", is.Comments, want)
		case is.Summary != oneLine(s):
			t.Errorf("summary is %.300q, want %.300q", is.Summary, oneLine(s))
		}
	}
	t.Logf("%d texts; Canon changes: %v", len(texts), changed)
}

func cleared(s string) []string {
	if s == "" {
		return []string{"description"}
	}
	return nil
}

// why says what Canon did to a text.
func why(s, want string) string {
	var all []string
	if strings.Contains(s, "\r") {
		all = append(all, "line ends")
	}
	if s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"); s != want {
		all = append(all, "blank lines at an end")
	}
	return strings.Join(all, " and ")
}

// gather collects every text, names included.
func gather(v any, into map[string]bool) {
	switch v := v.(type) {
	case string:
		into[v] = true
	case []any:
		for _, e := range v {
			gather(e, into)
		}
	case map[string]any:
		for k, e := range v {
			into[k] = true
			gather(e, into)
		}
	}
}

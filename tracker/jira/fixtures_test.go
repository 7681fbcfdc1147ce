package jira_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/richtext"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/jira"
)

// recorded walks through what real Jiras sent, as far as it is JSON.
func recorded(t *testing.T, visit func(t *testing.T, cloud bool, path string, v any, b []byte)) {
	t.Helper()
	root := os.Getenv("ENTWINE_SHARED")
	seen := 0
	for _, kind := range []string{"jira-cloud", "jira-server-dc"} {
		dir := filepath.Join(root, "fixtures", kind)
		if _, err := os.Stat(dir); root == "" || err != nil {
			t.Skipf("no recorded answers of %s: ENTWINE_SHARED names the folder that has fixtures/", kind)
		}
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(path) != ".json" {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			d := json.NewDecoder(bytes.NewReader(b))
			d.UseNumber()
			var v any
			if d.Decode(&v) != nil {
				return nil // broken on purpose
			}
			seen++
			rel, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			t.Run(kind+"/"+rel, func(t *testing.T) { visit(t, kind == "jira-cloud", path, v, b) })
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen == 0 {
		t.Error("nothing was found")
	}
}

// issues calls do for each issue in a document.
func issues(v any, do func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["fields"].(map[string]any); ok && v["key"] != nil && v["id"] != nil {
			do(v)
		}
		for _, e := range v {
			issues(e, do)
		}
	case []any:
		for _, e := range v {
			issues(e, do)
		}
	}
}

// Every issue decodes; what we do not understand of it is there unchanged, and
// survives the way to the other node.
func TestRecordedIssues(t *testing.T) {
	n := 0
	recorded(t, func(t *testing.T, cloud bool, _ string, v any, _ []byte) {
		d := jira.NewDecoder(cloud)
		issues(v, func(raw map[string]any) {
			n++
			b, err := json.Marshal(raw)
			if err != nil {
				t.Fatal(err)
			}
			is, err := d.Issue(b)
			if err != nil {
				t.Errorf("%.200s: %v", b, err)
				return
			}
			if is.Ref.ID != raw["id"] || is.Ref.Key != raw["key"] {
				t.Errorf("%+v is the reference of %v", is.Ref, raw["key"])
			}
			fields := raw["fields"].(map[string]any)
			if s, ok := fields["summary"].(string); ok && strings.TrimSpace(s) != is.Summary {
				t.Errorf("summary %q, want %q", is.Summary, s)
			}
			for name, v := range fields {
				if v == nil || jira.Told(name) || isEmpty(v) {
					continue
				}
				got := is.CustomFields[name]
				if !strings.HasPrefix(name, "customfield_") {
					got = is.Extra[name]
				}
				if !hub.Same(got, jira.PlainValue(v)) {
					t.Errorf("%s is %v, want %v", name, got, v)
				}
			}
			wire, err := json.Marshal(is)
			if err != nil {
				t.Fatal(err)
			}
			var back hub.Issue
			if err := json.Unmarshal(wire, &back); err != nil {
				t.Fatal(err)
			}
			if d := is.Parts().Diff(back.Parts()); len(d) != 0 {
				t.Errorf("lost on the way: %v", d)
			}
		})
	})
	if n < 50 && !t.Failed() && n > 0 {
		t.Errorf("only %d issues were found", n)
	}
}

func isEmpty(v any) bool {
	switch v := v.(type) {
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// Every call of a webhook names its issue, whatever version made it.
func TestRecordedHooks(t *testing.T) {
	c, err := jira.Spec.New(tracker.Settings{"url": "http://jira.test", "token": "none"}, tracker.Env{HTTP: http.DefaultClient, Check: rest.Check})
	if err != nil {
		t.Fatal(err)
	}
	recorded(t, func(t *testing.T, _ bool, path string, v any, b []byte) {
		if !strings.Contains(path, "/webhooks/") {
			return
		}
		l, err := c.(tracker.Hooker).ParseHook(httptest.NewRequest(http.MethodPost, "/", nil), b)
		if err != nil || len(l) == 0 {
			t.Fatalf("%v: %.200s", err, b)
		}
		m := v.(map[string]any)
		if issue, ok := m["issue"].(map[string]any); ok && l[0].Ref.ID != issue["id"] {
			t.Errorf("told is %+v, the issue %v", l[0].Ref, issue["id"])
		}
	})
}

// documents calls do for each Atlassian document in a document.
func documents(v any, do func(string)) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["content"].([]any); ok && v["type"] == "doc" {
			b, err := json.Marshal(v)
			if err == nil {
				do(string(b))
			}
			return
		}
		for _, e := range v {
			documents(e, do)
		}
	case []any:
		for _, e := range v {
			documents(e, do)
		}
	}
}

// A document becomes markup that stays as it is however often it is sent, and in
// which no word is lost.
func TestRecordedDocuments(t *testing.T) {
	n := 0
	recorded(t, func(t *testing.T, _ bool, _ string, v any, _ []byte) {
		documents(v, func(adf string) {
			n++
			s := jira.Written(adf)
			if again := jira.Settled(s); again != s {
				t.Errorf("%q becomes %q", s, again)
			}
			for _, w := range strings.Fields(richtext.WritePlain(richtext.ReadADF(adf))) {
				if plain := richtext.WritePlain(richtext.ReadJira(s)); !strings.Contains(plain, strings.Trim(w, "*_-+")) {
					t.Errorf("%q is lost in %q", w, plain)
				}
			}
		})
	})
	if n < 30 && n > 0 {
		t.Errorf("only %d documents were found", n)
	}
}

package jira_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
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
			rel, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			if err := d.Decode(&v); err != nil {
				if notRecorded[kind+"/"+filepath.ToSlash(rel)] == "" {
					t.Errorf("%s is no JSON: %v", rel, err)
				}
				return nil
			}
			seen++
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
	case string: // examples are printed as text
		var in any
		d := json.NewDecoder(strings.NewReader(v))
		d.UseNumber()
		if strings.HasPrefix(strings.TrimSpace(v), "{") && d.Decode(&in) == nil {
			issues(in, do)
		}
	}
}

// notRecorded are the files among issues, searches and calls of webhooks in which
// there is no issue to decode, each with the reason.
var notRecorded = map[string]string{
	"jira-server-dc/jrjc/search/issues-invalid-total.json":        "no JSON: made to be refused",
	"jira-server-dc/jrjc/issue/valid-without-labels.json":         "of a version before 5, which has no ids and wraps each value; TestIssueBefore5 decodes it",
	"jira-server-dc/perceval/jira_issues_page_empty.json":         "a page without issues; TestRecordedPages decodes it",
	"jira-server-dc/webhooks/webhook-server-comment-created.json": "names its issue in an address; TestRecordedHooks decodes it",
	"jira-server-dc/webhooks/webhook-server-comment-updated.json": "as above",
}

// Each file that should hold issues does, or is named above.
func TestNothingRecordedIsLeftOut(t *testing.T) {
	seen := map[string]bool{}
	recorded(t, func(t *testing.T, cloud bool, path string, v any, _ []byte) {
		kind := "jira-server-dc"
		if cloud {
			kind = "jira-cloud"
		}
		_, rel, _ := strings.Cut(filepath.ToSlash(path), kind+"/")
		name, n := kind+"/"+rel, 0
		issues(v, func(map[string]any) { n++ })
		has := false
		for _, folder := range []string{"/issue/", "/search/", "/webhooks/", "issues_"} {
			has = has || strings.Contains(name, folder)
		}
		switch seen[name] = true; {
		case has && n == 0 && notRecorded[name] == "":
			t.Error("there is no issue in it, and nobody says why")
		case n > 0 && notRecorded[name] != "":
			t.Errorf("it is said to hold no issue, and holds %d", n)
		}
	})
}

// Every page of a search is read whole, and where the next begins.
func TestRecordedPages(t *testing.T) {
	n := 0
	recorded(t, func(t *testing.T, _ bool, _ string, v any, b []byte) {
		m, _ := v.(map[string]any)
		l, ok := m["issues"].([]any)
		if !ok {
			return
		}
		n++
		hits, total, err := jira.Page(b)
		if err != nil || len(hits) != len(l) {
			t.Fatalf("%d issues of %d, %v", len(hits), len(l), err)
		}
		if want, ok := m["total"].(json.Number); ok && want.String() != strconv.Itoa(total) {
			t.Errorf("total %d, want %s", total, want)
		}
		for i, h := range hits {
			if in := l[i].(map[string]any); h.ID != in["id"] || h.Key != in["key"] {
				t.Errorf("%+v, want %v %v", h, in["id"], in["key"])
			}
		}
	})
	if n < 3 && n > 0 {
		t.Errorf("only %d pages were found", n)
	}
}

// Before version 5 each value was wrapped in what it is.
func TestIssueBefore5(t *testing.T) {
	recorded(t, func(t *testing.T, _ bool, path string, v any, b []byte) {
		if filepath.Base(path) != "valid-without-labels.json" {
			return
		}
		is, err := jira.NewDecoder(false).Issue(b)
		if err != nil || is.Summary != "My sample test" || is.Type == "" || is.Status == "" || is.Ref.Key == "" {
			t.Errorf("%+v, %v", is, err)
		}
	})
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

package described

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// of gives a description, or skips the test.
func descriptionOf(t *testing.T, dialect sim.Dialect) *Description {
	t.Helper()
	d, err := Of(dialect)
	if err != nil {
		t.Fatal(err)
	}
	if d == nil {
		t.Skip("the vendor's descriptions are not at hand: ENTWINE_SHARED names the folder that has specs/")
	}
	return d
}

// planted is a request and an answer with one fault in it.
type planted struct {
	name         string
	method, path string
	body         string
	code         int
	answer       string
	want         string // a part of the complaint, "" if there is to be none
	not          []sim.Dialect
}

// api is where a dialect's interface is.
func api(d sim.Dialect) string {
	if d == sim.Cloud {
		return "/rest/api/3"
	}
	return "/rest/api/2"
}

var plants = []planted{
	{"nothing", "GET", "/issue/10001?fields=summary", "", 200, `{"id": "10001", "key": "ACME-1", "fields": {}}`, "", nil},
	{"an address", "GET", "/issues/10001", "", 200, `{}`, "no such operation", nil},
	{"a method", "PATCH", "/issue/10001", "{}", 200, `{}`, "no such operation", nil},
	{"a parameter", "GET", "/issue/10001?colour=blue", "", 200, `{}`, "no parameter colour", nil},
	// The descriptions of the cloud and of version 10 let members in that they do not name.
	{"a member that is sent", "POST", "/issueLink", `{"type": {"name": "Relates"}, "colour": "blue"}`, 201, ``, "colour", []sim.Dialect{sim.Cloud, sim.DC10}},
	{"a value that is sent", "PUT", "/issue/10001/assignee", `{"name": 7}`, 204, ``, "/name: got number", nil},
	{"a value of an answer", "GET", "/issue/10001", "", 200, `{"id": "10001", "key": ["ACME-1"], "fields": {}}`, "/key: got array", nil},
	// The one of the search in the cloud has an address of its own.
	{"a value deep in an answer", "GET", "/search?jql=x", "", 200, `{"issues": [{"key": 7}]}`, "/issues/0/key: got number", []sim.Dialect{sim.Cloud, sim.DC10}},
	{"another success", "DELETE", "/issue/10001", "", 200, `{}`, "is answered 200", nil},
	{"no JSON", "GET", "/issue/10001", "", 200, `<html>`, "invalid character", nil},
}

// What is not as described is found, by those who send and by those who answer.
func TestPlanted(t *testing.T) {
	for _, dialect := range sim.Dialects {
		d := descriptionOf(t, dialect)
		for _, p := range plants {
			if slices.Contains(p.not, dialect) {
				continue
			}
			for _, way := range []string{"transport", "middleware"} {
				t.Run(string(dialect)+"/"+way+"/"+p.name, func(t *testing.T) {
					var got []string
					c := NewChecker(dialect, d, func(s string) { got = append(got, s) })
					answering := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						if b, err := io.ReadAll(r.Body); err != nil || string(b) != p.body {
							t.Errorf("%q arrives as %q, %v", p.body, b, err)
						}
						w.Header().Set("Content-Type", "application/json;charset=UTF-8")
						w.WriteHeader(p.code)
						_, _ = io.WriteString(w, p.answer)
					})
					r := httptest.NewRequest(p.method, api(dialect)+p.path, strings.NewReader(p.body))
					r.Header.Set("Content-Type", "application/json")
					w := httptest.NewRecorder()
					if way == "middleware" {
						c.Middleware(answering).ServeHTTP(w, r)
					} else {
						next := roundTripper(func(r *http.Request) (*http.Response, error) {
							w := httptest.NewRecorder()
							answering.ServeHTTP(w, r)
							return w.Result(), nil
						})
						res, err := c.Transport(next).RoundTrip(r)
						if err != nil {
							t.Fatal(err)
						}
						w.Code = res.StatusCode
						if _, err := io.Copy(w.Body, res.Body); err != nil {
							t.Fatal(err)
						}
					}
					if w.Code != p.code || w.Body.String() != p.answer {
						t.Errorf("what is answered becomes %d %q", w.Code, w.Body)
					}
					said := strings.Join(got, "\n")
					if !strings.Contains(said, p.want) || p.want == "" && said != "" {
						t.Errorf("said is %q, want %q", said, p.want)
					}
				})
			}
		}
	}
}

// Descriptions have bodies, of both kinds and not of a few operations only.
func TestBodies(t *testing.T) {
	for dialect, least := range map[sim.Dialect][2]int{ // of requests, of answers; half of what was counted
		sim.Cloud: {200, 500}, sim.DC10: {60, 120}, sim.Server8: {45, 120}, sim.Server7: {40, 110}, sim.Server6: {20, 60},
	} {
		d := descriptionOf(t, dialect)
		sent, answered := 0, 0
		for _, o := range d.operations {
			for _, schema := range o.answers {
				answered++
				if _, err := d.compiler.Compile(schema); err != nil {
					t.Errorf("%s: %s %s: %v", dialect, o.method, o.template, err)
				}
			}
			if o.request != "" {
				sent++
				if _, err := d.compiler.Compile(o.request); err != nil {
					t.Errorf("%s: %s %s: %v", dialect, o.method, o.template, err)
				}
			}
		}
		t.Logf("%s: %d operations, %d bodies of requests, %d of answers", dialect, len(d.operations), sent, answered)
		if sent < least[0] || answered < least[1] {
			t.Errorf("%s: %d bodies of requests, %d of answers", dialect, sent, answered)
		}
	}
}

package jira

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// All that a person does on the pages is done, in each dialect, and shown.
func TestPages(t *testing.T) {
	for _, d := range Dialects {
		t.Run(string(d), func(t *testing.T) {
			s := New(Options{Dialect: d})
			h := s.Handler()
			post := func(path, kind string, body io.Reader) (string, int) {
				r := httptest.NewRequest(http.MethodPost, path, body)
				r.Header.Set("Content-Type", kind)
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				return w.Result().Header.Get("Location") + w.Body.String(), w.Code
			}
			send := func(path string, form url.Values) string {
				t.Helper()
				said, code := post(path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
				if code != http.StatusSeeOther {
					t.Fatalf("%s %v: %d %s", path, form, code, said)
				}
				return said
			}
			page := func(path string) string {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
				return w.Body.String()
			}
			shows := func(path string, want ...string) {
				t.Helper()
				got := page(path)
				for _, x := range want {
					if !strings.Contains(got, x) {
						t.Errorf("%s does not show %q:\n%s", path, x, got[strings.Index(got, "<main"):])
					}
				}
			}
			at := send("/browse/", url.Values{"do": {"create"}, "project": {"ACME"}, "type": {"Epic"}, "summary": {"A <b>new</b> one"}, "description": {"*bold*\r\n\r\n[x|javascript:alert(1)]"}})
			if at != "/browse/ACME-1" {
				t.Fatalf("led to %s", at)
			}
			send("/browse/", url.Values{"do": {"create"}, "project": {"ACME"}, "type": {"Task"}, "summary": {"another"}})
			shows("/browse/", "ACME-1", "A &lt;b&gt;new&lt;/b&gt; one", "To Do")
			send(at, url.Values{"do": {"edit"}, "summary": {"renamed"}, "description": {"*bold*"}, "priority": {"High"}, "assignee": {"ann"}, "labels": {"b a"}})
			send(at, url.Values{"do": {"comment"}, "body": {"for all"}})
			send(at, url.Values{"do": {"comment"}, "body": {"for some"}, "internal": {"yes"}})
			send(at, url.Values{"do": {"move"}, "id": {"11"}})
			send(at, url.Values{"do": {"link"}, "kind": {"Blocks"}, "to": {"acme-2"}})
			var b bytes.Buffer
			form := multipart.NewWriter(&b)
			if err := form.WriteField("do", "attach"); err != nil {
				t.Fatal(err)
			}
			part, err := form.CreateFormFile("file", "a file.txt")
			if err != nil {
				t.Fatal(err)
			}
			_, _ = part.Write([]byte("all of it")) // a buffer takes everything
			if err := form.Close(); err != nil {
				t.Fatal(err)
			}
			if said, code := post(at, form.FormDataContentType(), &b); code != http.StatusSeeOther {
				t.Fatal(said)
			}
			shows(at, "renamed", "<strong>bold</strong>", "Ann Example", "a b", "In Progress", "for all", "for Developers", "blocks", "a file.txt", "9 bytes", "Stop → To Do")
			shows("/browse/ACME-2", "is blocked by")
			if got := page(at + "/file/10001"); got != "all of it" {
				t.Errorf("the file is %q", got)
			}
			if said, code := post(at, "application/x-www-form-urlencoded", strings.NewReader("do=link&kind=Blocks&to=ACME-9")); code != http.StatusBadRequest || !strings.Contains(said, "Issue does not exist") {
				t.Errorf("a link to nothing: %d %s", code, said)
			}
			send(at, url.Values{"do": {"unlink"}, "id": {"10001"}})
			send(at, url.Values{"do": {"detach"}, "id": {"10001"}})
			if got := page(at); strings.Contains(got, "a file.txt") || strings.Contains(got, "javascript:") {
				t.Errorf("left is %s", got)
			}
			if to := send(at, url.Values{"do": {"delete"}}); to != "/browse/" {
				t.Errorf("led to %s", to)
			}
			if got := page("/browse/"); strings.Contains(got, "ACME-1<") {
				t.Errorf("left is %s", got)
			}
			r := httptest.NewRequest(http.MethodPost, "/browse/", strings.NewReader("do=create&project=ACME&type=Task&summary=forged"))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			w := httptest.NewRecorder()
			if h.ServeHTTP(w, r); w.Code != http.StatusForbidden {
				t.Errorf("a form of another site: %d", w.Code)
			}
		})
	}
}

// A picture that is attached is shown where the text has it, in each dialect;
// what is only named like one, and what could run, is not.
func TestPicturesOnPages(t *testing.T) {
	for _, d := range Dialects {
		t.Run(string(d), func(t *testing.T) {
			s := New(Options{Dialect: d})
			dev := s.Person("dev")
			key, err := dev.Create("ACME", "Task", "x")
			if err != nil {
				t.Fatal(err)
			}
			png := "\x89PNG\r\n\x1a\nrest"
			for name, content := range map[string]string{"p.png": png, "d.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"} {
				if err := dev.Attach(key, name, []byte(content)); err != nil {
					t.Fatal(err)
				}
			}
			if err := dev.Edit(key, obj{"fields": obj{"description": "See !p.png|width=20! and !d.svg! and !none.png!"}}); err != nil {
				t.Fatal(err)
			}
			get := func(path string) *httptest.ResponseRecorder {
				w := httptest.NewRecorder()
				s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
				return w
			}
			page := get("/browse/" + key).Body.String()
			_, after, found := strings.Cut(page, `<img src="`)
			if !found || strings.Contains(after, "<img") {
				t.Fatalf("not one picture: %s", page)
			}
			at, _, _ := strings.Cut(after, `"`)
			if got := get(at); got.Body.String() != png || got.Header().Get("Content-Type") != "image/png" {
				t.Errorf("%s is %q, %v", at, got.Body, got.Header())
			}
			for _, name := range []string{"!d.svg!", "!none.png!"} {
				if !strings.Contains(page, name) {
					t.Errorf("%s is not shown: %s", name, page)
				}
			}
			if got := get("/browse/ACME-9"); got.Code != http.StatusNotFound || !strings.Contains(got.Body.String(), "There is no issue ACME-9.") || !strings.Contains(got.Body.String(), key) {
				t.Errorf("an issue that there is not: %d %s", got.Code, got.Body)
			}
		})
	}
}

package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// relayer is a client of a server that answers with what it was asked.
func relayer(t *testing.T, base string) *Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		switch {
		case strings.HasSuffix(r.URL.Path, "/busy"):
			w.WriteHeader(http.StatusTooManyRequests)
		case strings.HasSuffix(r.URL.Path, "/none"):
			w.WriteHeader(http.StatusNotFound)
		}
		w.Header().Set("Set-Cookie", "session=secret")
		_, _ = io.WriteString(w, r.Method+" "+r.URL.RequestURI()+" "+r.Header.Get("X-Key")+" "+r.Header.Get("X-Own")+" "+string(b)+"\xff")
	}))
	t.Cleanup(s.Close)
	c, err := New(tracker.Env{HTTP: s.Client(), Check: func(r *http.Response) error {
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopeTracker, Message: r.Status}
	}}, s.URL+base, http.Header{"X-Key": {"secret"}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRelay(t *testing.T) {
	c := relayer(t, "/jira")
	q := func(pairs ...hub.Value) map[string]hub.Value {
		m := map[string]hub.Value{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1]
		}
		return m
	}
	for _, x := range []struct {
		name    string
		request hub.Value
		want    string // of the body, or of the error
	}{
		{"get", q("path", "/rest/a?b=c"), "GET /jira/rest/a?b=c secret"},
		{"without a slash", q("path", "rest/a"), "GET /jira/rest/a secret"},
		{"query", q("path", "/a?x=1", "query", q("q", []hub.Value{"a b", "c"})), "GET /jira/a?q=a+b&q=c&x=1 secret"},
		{"names with blanks", q("path", "/a b/ü%2Fz"), "GET /jira/a%20b/%C3%BC%2Fz secret"},
		{"post", q("method", "post", "path", "/a", "body", "{}", "header", q("x-own", "mine")), "POST /jira/a secret mine {}"},
		{"its own address", q("path", c.base.String()+"/a"), "GET /jira/a secret"},
		{"not found", q("path", "/none"), "GET /jira/none secret"},
		{"another host", q("path", "https://evil.example.com/a"), "evil.example.com is another host"},
		{"a host that begins alike", q("path", c.base.String()+".evil.example.com/a"), "is another host"},
		{"outside", q("path", "/../admin"), "leads elsewhere"},
		{"outside, escaped", q("path", "/%2e%2e/admin"), "leads elsewhere"},
		{"another host, short", q("path", "//evil.example.com/a"), "leads elsewhere"},
		{"a method", q("method", "TRACE", "path", "/"), `cannot send "TRACE"`},
		{"the node's header", q("path", "/", "header", q("x-key", "other")), "cannot set the header X-Key"},
		{"authorization", q("path", "/", "header", q("authorization", "other")), "cannot set the header Authorization"},
		{"busy", q("path", "/busy"), "busy: 429"},
		{"large", q("method", "PUT", "path", "/a", "body", strings.Repeat("x", maxRelayed+1)), "more than 8 MB"},
		{"no map", "GET /", "a request is a map"},
	} {
		t.Run(x.name, func(t *testing.T) {
			got, err := c.Relay(t.Context(), x.request)
			text := ""
			if err != nil {
				text = err.Error()
			} else {
				m := got.(map[string]hub.Value)
				text = m["body"].(string)
				if m["header"].(map[string]hub.Value)["Set-Cookie"] != nil {
					t.Error("the node's session was handed on")
				}
				if _, err := hub.EncodeValue(got); err != nil {
					t.Error(err)
				}
			}
			if !strings.Contains(text, x.want) {
				t.Errorf("got %q, want %q", text, x.want)
			}
		})
	}
}

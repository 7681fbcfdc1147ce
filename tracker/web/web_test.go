package web_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// open starts a server and a client for it, as a node gives it to a connector.
func open(t *testing.T, path string, h http.HandlerFunc) *web.Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	client, err := rest.Open(rest.Options{Site: server.URL, Retry: rest.Retry{Tries: 1}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	c, err := web.New(tracker.Env{HTTP: client.HTTP(), Check: rest.Check}, server.URL+path, http.Header{"X-Key": {"k3y"}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRequest(t *testing.T) {
	c := open(t, "/track/", func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		for what, got := range map[string]string{
			"PUT":                     r.Method,
			"/track/issues/a%2Fb%20c": r.URL.EscapedPath(),
			"include=x%26y":           r.URL.RawQuery,
			"k3y":                     r.Header.Get("X-Key"),
			"application/json":        r.Header.Get("Accept"),
			`{"n":1}`:                 string(b),
			"en":                      r.Header.Get("Accept-Language"),
		} {
			if what != got {
				t.Errorf("got %q, want %q", got, what)
			}
		}
		if got := r.Header.Get("Content-Type"); got != "application/json" {
			t.Errorf("content type %q", got)
		}
		w.Header().Set("Etag", "e1")
		_, _ = io.WriteString(w, `{"id": 12345678901234567890}`)
	})
	var out struct{ ID any }
	h, err := c.JSON(t.Context(), web.Request{
		Method: "PUT", Path: "/issues/" + url.PathEscape("a/b c"), Query: url.Values{"include": {"x&y"}},
		Header: http.Header{"Accept-Language": {"en"}}, JSON: map[string]int{"n": 1},
	}, &out)
	if err != nil {
		t.Fatal(err)
	}
	if h.Get("Etag") != "e1" {
		t.Errorf("header %v", h)
	}
	if s, ok := out.ID.(interface{ String() string }); !ok || s.String() != "12345678901234567890" {
		t.Errorf("id %v: a long number must keep all its digits", out.ID)
	}
}

func TestAnswers(t *testing.T) {
	for _, tc := range []struct {
		name, kind, body string
		status           int
		code             hub.Code // "" if it can be used
		says             string
	}{
		{"empty", "", "", 204, "", ""},
		{"whole", "application/json", `{"id":1}`, 200, "", ""},
		{"cut off", "application/json", `{"id":`, 200, hub.Unreachable, "cannot be read"},
		{"of another kind", "application/json", `["id"]`, 200, hub.Unreachable, "cannot be read"},
		{"a log-in page", "text/html", "<title>Log in</title>", 200, hub.Denied, "Log in"},
		{"refused", "application/json", `{"errors":["Subject cannot be blank"]}`, 422, hub.Invalid, "Subject cannot be blank"},
		{"wrong key", "application/json", "", 401, hub.Denied, "credentials"},
		{"not there", "application/json", "", 404, hub.NotFound, ""},
		{"stale", "application/json", "", 412, hub.Conflict, ""},
		{"failed", "text/plain", "oops", 500, hub.Unreachable, "oops"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := open(t, "", func(w http.ResponseWriter, _ *http.Request) {
				if tc.kind != "" {
					w.Header().Set("Content-Type", tc.kind)
				}
				w.WriteHeader(tc.status)
				_, _ = io.WriteString(w, tc.body)
			})
			var out struct{ ID int }
			_, err := c.JSON(t.Context(), web.Request{Path: "/x"}, &out)
			if tc.code == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if hub.CodeOf(err) != tc.code || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("got %v, want %s with %q", err, tc.code, tc.says)
			}
		})
	}
}

func TestNobodyAnswers(t *testing.T) {
	c := open(t, "", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	_, err := c.JSON(t.Context(), web.Request{Method: "POST", Path: "/x"}, nil)
	if hub.CodeOf(err) != hub.Unreachable {
		t.Errorf("got %v, want unreachable", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = c.JSON(ctx, web.Request{Path: "/x"}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was cancelled", err)
	}
}

// An attachment that is a page or a JSON file is no log-in page and no answer.
func TestStreams(t *testing.T) {
	const size = 40 << 20 // more than an answer that is no stream may have
	c := open(t, "", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "POST" {
			n, _ := io.Copy(io.Discard, r.Body)
			if n != size || r.ContentLength != size || r.Header.Get("Content-Type") != "application/octet-stream" {
				t.Errorf("%d bytes, announced %d, of %q", n, r.ContentLength, r.Header.Get("Content-Type"))
			}
			_, _ = io.WriteString(w, `{"token":"t"}`)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.CopyN(w, zeros{}, size)
	})
	var out struct{ Token string }
	_, err := c.JSON(t.Context(), web.Request{
		Method: "POST", Path: "/up", Body: io.LimitReader(zeros{}, size), Type: "application/octet-stream", Size: size,
	}, &out)
	if err != nil || out.Token != "t" {
		t.Errorf("token %q, %v", out.Token, err)
	}
	r, err := c.Open(t.Context(), web.Request{Path: "/down"})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if n, err := io.Copy(io.Discard, r); n != size || err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestAddress(t *testing.T) {
	for _, bad := range []string{"", "tracker", "ftp://x", "https://", "https://u:p4ss@x", "https://x/?a=b", "https://x/#top", "http://a b"} {
		_, err := web.New(tracker.Env{}, bad, nil)
		var he *hub.Error
		if !errors.As(err, &he) || he.Field != "url" || he.Code != hub.Invalid {
			t.Errorf("%q: %v", bad, err)
		} else if strings.Contains(err.Error(), "p4ss") {
			t.Errorf("%q: the error shows the password: %v", bad, err)
		}
	}
	c, err := web.New(tracker.Env{}, " https://x.test/track/ ", nil)
	if err != nil || c.URL("/issues/1") != "https://x.test/track/issues/1" {
		t.Errorf("%v, %v", c, err)
	}
}

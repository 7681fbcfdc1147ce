package rest

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// keys are headers that must not reach a stranger.
var keys = http.Header{
	"Authorization": {"Bearer abc"}, "Cookie": {"a=1"}, "X-Redmine-Api-Key": {"abc"}, "Private-Token": {"abc"}, "X-Own": {"abc"},
}

// echo answers with the names of the headers it got.
func echo(w http.ResponseWriter, r *http.Request) {
	for name := range r.Header {
		_, _ = w.Write([]byte(name + "\n"))
	}
}

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func TestRedirect_keysStayHome(t *testing.T) {
	t.Parallel()
	var home, back string
	stranger := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/bounce" {
			http.Redirect(w, r, back, http.StatusFound)
			return
		}
		echo(w, r)
	})
	homeServer := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, stranger.URL+"/store", http.StatusFound)
		case "/there-and-back":
			http.Redirect(w, r, stranger.URL+"/bounce", http.StatusTemporaryRedirect)
		case "/moved":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		default:
			echo(w, r)
		}
	})
	home, back = homeServer.URL, homeServer.URL+"/landed"
	c := open(t, Options{})
	for _, x := range []struct {
		path string
		keys bool
	}{{"/moved", true}, {"/away", false}, {"/there-and-back", false}} {
		req := request(t, t.Context(), "GET", home+x.path+"?token=abc", "")
		req.Header = keys.Clone()
		req.Header.Set("Accept", "application/json")
		res, err := c.HTTP().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, res)
		for name := range keys {
			if strings.Contains(got, name+"\n") != x.keys {
				t.Errorf("%s: %s arrived: %v, want %v", x.path, name, !x.keys, x.keys)
			}
		}
		if !strings.Contains(got, "Accept\n") || strings.Contains(got, "Referer\n") {
			t.Errorf("%s: arrived with %q", x.path, got)
		}
	}
}

func TestRedirect_cookieJarOfTheCaller(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/login" {
			http.SetCookie(w, &http.Cookie{Name: "session", Value: "1"})
			http.Redirect(w, r, "/home", http.StatusSeeOther)
			return
		}
		echo(w, r)
	})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	h := *open(t, Options{}).HTTP()
	h.Jar = jar
	res, err := h.Do(request(t, t.Context(), "GET", s.URL+"/login", ""))
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, res); !strings.Contains(got, "Cookie\n") {
		t.Errorf("arrived with %q, want the cookie", got)
	}
}

func TestRedirect_writes(t *testing.T) {
	t.Parallel()
	stranger := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the write reached a stranger") })
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/302":
			http.Redirect(w, r, "/page", http.StatusFound)
		case "/308":
			http.Redirect(w, r, "/page", http.StatusPermanentRedirect)
		case "/308-away":
			http.Redirect(w, r, stranger.URL, http.StatusPermanentRedirect)
		default:
			_, _ = w.Write([]byte(r.Method))
		}
	})
	c := open(t, Options{})
	for path, want := range map[string]int{"/302": 302, "/308": 200, "/308-away": 308} {
		res, err := c.HTTP().Do(request(t, t.Context(), "POST", s.URL+path, "content"))
		if err != nil {
			t.Fatal(err)
		}
		if code := hub.CodeOf(Check(res)); (code == hub.Invalid) != (want != 200) {
			t.Errorf("%s: Check says %q", path, code)
		}
		if body := read(t, res); res.StatusCode != want || want == 200 && body != "POST" {
			t.Errorf("%s: got %d %q, want %d", path, res.StatusCode, body, want)
		}
	}
}

func TestRedirect_refused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, from, to, says string }{
		{"in circles", "http://tracker.test/x", "http://tracker.test/x", "in circles"},
		{"from https to http", "https://tracker.test/x", "http://tracker.test/x", "unencrypted"},
	} {
		n := 0
		wire := fakeWire(func(*http.Request) (*http.Response, error) {
			n++
			return answer(302, "", "Location", c.to), nil
		})
		res, err := open(t, Options{Transport: wire, Pace: Pace{Rate: -1}}).HTTP().Do(request(t, t.Context(), "GET", c.from, ""))
		if res != nil {
			_ = res.Body.Close()
		}
		if e := hub.AsError(err); e.Code != hub.Invalid || !strings.Contains(e.Message, c.says) || n > maxRedirects+1 {
			t.Errorf("%s: got %v after %d requests", c.name, err, n)
		}
	}
}

func TestSameSite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"https://a.test/x", "https://a.test:443/y", true},
		{"http://a.test/", "https://a.test/", true},
		{"http://a.test:8080/", "https://a.test/", false},
		{"https://a.test/", "https://a.test:8443/", false},
		{"https://a.test/", "https://sub.a.test/", false},
		{"https://a.test/", "http://a.test/", false},
	} {
		from, to := request(t, t.Context(), "GET", c.from, ""), request(t, t.Context(), "GET", c.to, "")
		if got := sameSite(from.URL, to.URL); got != c.want {
			t.Errorf("%s to %s: %v, want %v", c.from, c.to, got, c.want)
		}
	}
}

func TestRedirect_strangersSetNoPace(t *testing.T) {
	t.Parallel()
	wire := fakeWire(func(r *http.Request) (*http.Response, error) {
		if r.URL.Host == "store.test" {
			return answer(429, "", "Retry-After", "3600"), nil
		}
		return answer(302, "", "Location", "http://store.test/x"), nil
	})
	c := open(t, Options{Transport: wire})
	for i := range 2 {
		res, err := c.HTTP().Do(request(t, t.Context(), "GET", "http://tracker.test/x", ""))
		if err != nil {
			t.Fatalf("request %d: %v; the store's limit is not the tracker's", i, err)
		}
		read(t, res)
	}
	if wait := time.Until(c.pacer.slow.until); wait > 0 {
		t.Errorf("the tracker is paused for %v", wait)
	}
}

package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// proxy stands between the node and a tracker. It counts, and it can lose
// answers, answer by itself, or be gone.
type proxy struct {
	*httptest.Server
	forward *httputil.ReverseProxy

	mu     sync.Mutex
	tally  tally
	lose   float64 // share of the answers that are lost
	rand   *rand.Rand
	first  func(w http.ResponseWriter, r *http.Request) bool // answers by itself, or not
	watch  func(*http.Request) bool                          // which requests before and after hear of
	before func(n int)                                       // the n-th of them has come
	after  func(n int)                                       // and was carried out; nobody was told yet
	seen   int
	flying int
	since  time.Time // when flying was not zero last began
}

// tally is what went through a proxy.
type tally struct {
	Reads, Writes, Lost int
	Busy                time.Duration  // while the tracker was at work on something
	Work                time.Duration  // of all requests together
	Log                 []string       // the writes: method and path
	Kinds               map[string]int // of all requests: method and path, numbers left out
}

func newProxy(t testing.TB, target string) *proxy {
	t.Helper()
	u, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{rand: rand.New(rand.NewPCG(1, 1))}
	p.forward = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: u.Scheme, Host: u.Host})
			r.Out.Host = r.In.Host // trackers name themselves in their answers
		},
		// What is cut off on our side is of no interest here.
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			if r.Context().Err() == nil {
				http.Error(w, "the tracker behind the proxy: "+err.Error(), http.StatusBadGateway)
			}
		},
	}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

var digits = regexp.MustCompile(`[0-9]+`)

// isWrite tells writes from questions that are a POST.
func isWrite(r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return false
	}
	if asks(r.URL.Path) {
		return false
	}
	// RT's searches are for several: /tickets, /transactions, /users, /customfields.
	name, rt := strings.CutPrefix(r.URL.Path, "/REST/2.0/")
	return !rt || strings.Contains(name, "/") || !strings.HasSuffix(name, "s")
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	if first := p.first; first != nil {
		p.mu.Unlock()
		if first(w, r) {
			return
		}
		p.mu.Lock()
	}
	n, lose := 0, p.rand.Float64() < p.lose
	if p.watch != nil && p.watch(r) {
		p.seen++
		n = p.seen
	}
	if isWrite(r) {
		p.tally.Writes++
		p.tally.Log = append(p.tally.Log, r.Method+" "+r.URL.Path)
	} else {
		p.tally.Reads++
	}
	if p.tally.Kinds == nil {
		p.tally.Kinds = map[string]int{}
	}
	p.tally.Kinds[r.Method+" "+digits.ReplaceAllString(r.URL.Path, "N")]++
	if lose {
		p.tally.Lost++
	}
	before, after := p.before, p.after
	p.mu.Unlock()
	if n > 0 {
		before(n)
	}
	if !lose && n == 0 {
		p.timed(func() { p.forward.ServeHTTP(w, r) })
		return
	}
	// Carried out to the end, whether or not somebody still waits.
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r = r.WithContext(context.WithoutCancel(r.Context()))
	r.Body = io.NopCloser(bytes.NewReader(body))
	got := httptest.NewRecorder()
	p.timed(func() { p.forward.ServeHTTP(got, r) })
	if n > 0 {
		after(n)
	}
	if lose {
		cut(w)
		return
	}
	for k, v := range got.Header() {
		w.Header()[k] = v
	}
	w.WriteHeader(got.Code)
	_, _ = w.Write(got.Body.Bytes()) // who has gone meanwhile gets nothing
}

// cut ends the connection without an answer.
func cut(w http.ResponseWriter) {
	panic(http.ErrAbortHandler)
}

// timed counts the time that the tracker is at work.
func (p *proxy) timed(fn func()) {
	began := time.Now()
	p.mu.Lock()
	if p.flying++; p.flying == 1 {
		p.since = began
	}
	p.mu.Unlock()
	defer func() {
		now := time.Now()
		p.mu.Lock()
		defer p.mu.Unlock()
		p.tally.Work += now.Sub(began)
		if p.flying--; p.flying == 0 {
			p.tally.Busy += now.Sub(p.since)
		}
	}()
	fn()
}

// so far, by value.
func (p *proxy) counts() tally {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.tally
	c.Log = slices.Clone(c.Log)
	c.Kinds = maps.Clone(c.Kinds)
	return c
}

// losing makes a share of the answers get lost from now on, by chance of seed.
func (p *proxy) losing(share float64, seed uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lose, p.rand = share, rand.New(rand.NewPCG(seed, 2))
}

// answering has fn answer requests by itself where it wants to; nil ends that.
func (p *proxy) answering(fn func(w http.ResponseWriter, r *http.Request) bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.first = fn
}

// on has functions called around each request that is one of which, counted
// from now on; nil ends that.
func (p *proxy) on(which func(*http.Request) bool, before, after func(n int)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.watch, p.before, p.after, p.seen = which, before, after, 0
}

// The proxy is a tool that other tests believe, so it has one of its own.
func TestProxy(t *testing.T) {
	t.Parallel()
	done := 0
	var mu sync.Mutex
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		done++
		b, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %s", r.Method, r.URL, b)
	}))
	t.Cleanup(s.Close)
	p := newProxy(t, s.URL)
	call := func(method, path, body string) (string, error) {
		req, err := http.NewRequestWithContext(t.Context(), method, p.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		res, err := p.Client().Do(req)
		if err != nil {
			return "", err
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		return string(b), err
	}
	if got, err := call("POST", "/issues.json?x=1", "hello"); err != nil || got != "POST /issues.json?x=1 hello" {
		t.Fatalf("got %q, %v", got, err)
	}
	if _, err := call("POST", "/REST/2.0/tickets", "{}"); err != nil {
		t.Fatal(err)
	}
	if _, err := call("PUT", "/REST/2.0/ticket/7", "{}"); err != nil {
		t.Fatal(err)
	}
	if c := p.counts(); c.Reads != 1 || c.Writes != 2 || c.Busy <= 0 || c.Work < c.Busy {
		t.Errorf("counted %+v", c)
	}
	p.losing(1, 1)
	if got, err := call("POST", "/issues.json", "lost"); !errors.Is(err, io.EOF) {
		t.Errorf("got %q, %v, want no answer", got, err)
	}
	if c := p.counts(); c.Lost != 1 || done != 4 {
		t.Errorf("%d lost, %d carried out; want 1 and 4", c.Lost, done)
	}
	p.losing(0, 1)
	p.answering(func(w http.ResponseWriter, r *http.Request) bool {
		http.Error(w, "no", http.StatusTeapot)
		return true
	})
	if got, err := call("GET", "/", ""); err != nil || got != "no\n" || done != 4 {
		t.Errorf("got %q, %v after %d", got, err, done)
	}
	p.answering(nil)
	var order []string
	p.on(isWrite, func(n int) { order = append(order, fmt.Sprint("before ", n, " ", done)) },
		func(n int) { order = append(order, fmt.Sprint("after ", n, " ", done)) })
	if got, err := call("DELETE", "/x", ""); err != nil || got != "DELETE /x " || fmt.Sprint(order) != "[before 1 4 after 1 5]" {
		t.Errorf("got %q, %v, in the order %v", got, err, order)
	}
}

package httplink

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/link/sign"
)

// What a hostile partner, or somebody on the way, may try: docs/security.md has
// the table. attack sends one request as b would, changed by the case, and
// returns the status.
type attack struct {
	a, b    *node
	body    []byte
	method  string
	path    string
	cover   []string
	header  http.Header
	key     accord.OwnKey
	at      time.Time
	nonce   string
	keep    func(*http.Request) // after it was signed
	session string
}

func newAttack(t *testing.T) *attack {
	t.Helper()
	return newAttackOn(t, func(*Options) {})
}

// newAttackOn attacks a node of some other options.
func newAttackOn(t *testing.T, change func(*Options)) *attack {
	t.Helper()
	a, b := newNode(t, "Acme GmbH", false, change), newNode(t, "Globex Inc.", false)
	connect(t, a, b)
	if err := b.link.Peer("b-a").Deliver(t.Context(), envelope(1, hub.Acceptor)); err != nil {
		t.Fatal(err)
	}
	c := b.link.caller(a.book.Node())
	c.mu.Lock()
	session := c.session
	c.mu.Unlock()
	at := &attack{a: a, b: b, method: "POST", path: "/entwine" + pathDeliver, cover: coverCall, header: http.Header{}, key: b.book.KeyFor(a.book.Node()),
		at: time.Now(), nonce: "900", session: session}
	at.header.Set(headFrom, string(b.book.Node()))
	at.header.Set(headTo, string(a.book.Node()))
	at.header.Set(headSession, session)
	at.header.Set("Content-Type", "application/json")
	at.body = at.batch(t, envelope(2, hub.Acceptor))
	return at
}

// batch writes a delivery of envelopes of the shared connection.
func (at *attack) batch(t *testing.T, l ...hub.Envelope) []byte {
	t.Helper()
	shared, _ := at.b.book.Local("b-a")
	d := delivery{}
	for _, e := range l {
		if e.Connection == "" {
			e.Connection = shared.ID
		}
		raw, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		d.Envelopes = append(d.Envelopes, raw)
	}
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// hello makes the attack a hello, changed by the case.
func (at *attack) hello(t *testing.T, change func(h map[string]any)) {
	t.Helper()
	has, next := at.b.book.NextGreeting(at.a.book.Node())
	h := map[string]any{"versions": versions(), "keys": at.b.book.PublicKeys(), "has": has, "next": next, "address": at.b.opt.Address, "pin": at.b.opt.Pin}
	change(h)
	text, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	at.path, at.cover, at.body = "/entwine"+pathHello, coverHello, text
	at.header.Del(headSession)
}

// raw is JSON as it stands.
func raw(s string) json.RawMessage { return json.RawMessage(s) }

// nonceOf is the nonce that a request was signed with.
func nonceOf(t *testing.T, r *http.Request) string {
	t.Helper()
	s, err := sign.Read(&sign.Message{Method: r.Method, Header: r.Header})
	if err != nil {
		t.Error(err)
		return ""
	}
	return s.Nonce
}

func (at *attack) send(t *testing.T) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), at.method, at.a.server.URL+at.path, bytes.NewReader(at.body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = at.header.Clone()
	sign.SetDigest(r.Header, at.body)
	m := &sign.Message{Method: at.method, Path: r.URL.EscapedPath(), Header: r.Header}
	if err := sign.Sign(m, at.cover, sign.Params{Created: at.at, Nonce: at.nonce, KeyID: at.key.Public().ID(), Tag: tag}, at.key.Private()); err != nil {
		t.Fatal(err)
	}
	if at.keep != nil {
		at.keep(r)
	}
	return at.do(t, r)
}

func (at *attack) do(t *testing.T, r *http.Request) (int, string) {
	t.Helper()
	tr := &http.Transport{TLSClientConfig: tlsFor(at.a.opt.Pin), DisableKeepAlives: true, DisableCompression: true, ExpectContinueTimeout: 10 * time.Second}
	res, err := tr.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

func TestHostilePartner(t *testing.T) {
	t.Parallel()
	bomb := func() []byte {
		var out bytes.Buffer
		w, err := zstd.NewWriter(&out)
		if err != nil {
			t.Fatal(err)
		}
		zero := make([]byte, 1<<20)
		for range 512 {
			if _, err := w.Write(zero); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, at *attack)
		status int
		says   string
	}{
		{"nothing wrong", func(*testing.T, *attack) {}, 200, `"e2"`},
		{"forged with another key", func(t *testing.T, at *attack) {
			at.key = newNode(t, "Evil", true).book.KeyFor("")
		}, 401, "does not know the key"},
		{"forged under a known key's name", func(t *testing.T, at *attack) {
			other := newNode(t, "Evil", true).book.KeyFor("")
			id := at.key.Public().ID()
			at.key = other
			at.keep = func(r *http.Request) {
				in := r.Header.Get("Signature-Input")
				r.Header.Set("Signature-Input", strings.Replace(in, other.Public().ID(), id, 1))
			}
		}, 401, "does not match"},
		{"not signed", func(_ *testing.T, at *attack) { at.keep = func(r *http.Request) { r.Header.Del("Signature") } }, 401, "not signed"},
		{"from a stranger", func(_ *testing.T, at *attack) { at.header.Set(headFrom, "n-nobody") }, 401, "no connection"},
		{"for another node", func(_ *testing.T, at *attack) { at.header.Set(headTo, "n-other") }, 421, "another node"},
		{"body exchanged", func(_ *testing.T, at *attack) {
			at.keep = func(r *http.Request) {
				evil := bytes.Replace(at.body, []byte("e2"), []byte("e3"), 1)
				r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(evil)), int64(len(evil))
			}
		}, 400, "not the one that was signed"},
		{"body cut", func(_ *testing.T, at *attack) {
			at.keep = func(r *http.Request) {
				r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(at.body[:20])), 20
			}
		}, 400, "not the one that was signed"},
		{"covers no body", func(_ *testing.T, at *attack) { at.cover = coverBare }, 401, "not signed as"},
		{"other path", func(_ *testing.T, at *attack) {
			at.keep = func(r *http.Request) { r.URL.Path = "/entwine" + pathNotice }
		}, 401, "does not match"},
		{"an hour old", func(_ *testing.T, at *attack) { at.at = at.at.Add(-time.Hour) }, 401, "apart"},
		{"of tomorrow", func(_ *testing.T, at *attack) { at.at = at.at.Add(24 * time.Hour) }, 401, "apart"},
		{"no session", func(_ *testing.T, at *attack) { at.header.Set(headSession, "guessed") }, 401, `"session":true`},
		{"no number", func(_ *testing.T, at *attack) { at.nonce = "x" }, 409, "heard this message before"},
		{"number zero", func(_ *testing.T, at *attack) { at.nonce = "0" }, 409, "heard this message before"},
		{"an old number", func(t *testing.T, at *attack) {
			at.nonce = "5000"
			at.send(t)
			at.nonce = "901"
		}, 409, "heard this message before"},
		{"the same again", func(t *testing.T, at *attack) { at.send(t) }, 409, "heard this message before"},
		{"giant", func(_ *testing.T, at *attack) {
			at.body = bytes.Repeat([]byte(" "), maxPacked+1)
			at.header.Set("Expect", "100-continue") // it is refused before it is sent
		}, 413, "too large"},
		{"giant, of no stated length", func(_ *testing.T, at *attack) {
			at.keep = func(r *http.Request) {
				r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(make([]byte, maxPacked+1))), -1
			}
		}, 413, "too large"},
		{"bomb", func(_ *testing.T, at *attack) { at.body = bomb(); at.header.Set("Content-Encoding", "zstd") }, 413, "too large"},
		{"unknown packing", func(_ *testing.T, at *attack) { at.header.Set("Content-Encoding", "br") }, 415, "does not know"},
		{"broken packing", func(_ *testing.T, at *attack) { at.header.Set("Content-Encoding", "zstd") }, 400, "cannot be read"},
		{"deeply nested", func(_ *testing.T, at *attack) {
			at.body = []byte(`{"envelopes":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}`)
		}, 400, "cannot be read"},
		{"no JSON", func(_ *testing.T, at *attack) { at.body = []byte("<?xml version='1.0'?>") }, 400, "not what is wanted"},
		{"too many at a time", func(t *testing.T, at *attack) {
			var l []hub.Envelope
			for i := range maxBatch + 1 {
				l = append(l, envelope(i+10, hub.Acceptor))
			}
			at.body = at.batch(t, l...)
		}, 413, "too large"},
		{"wrong connection", func(t *testing.T, at *attack) {
			e := envelope(2, hub.Acceptor)
			e.Connection = "c-of-somebody-else"
			at.body = at.batch(t, e)
		}, 200, "no such connection"},
		{"wrong side", func(t *testing.T, at *attack) { at.body = at.batch(t, envelope(2, hub.Initiator)) }, 200, "wrong side"},
		{"an envelope that is none", func(_ *testing.T, at *attack) { at.body = []byte(`{"envelopes":[{"id":"x","seq":"many"},7]}`) }, 200, "cannot be read"},
		{"another method", func(_ *testing.T, at *attack) { at.method = "PUT" }, 404, "knows no such request"},
		{"another path", func(_ *testing.T, at *attack) { at.path = "/entwine/link/v1/secrets" }, 404, "knows no such request"},
		{"path tricks", func(_ *testing.T, at *attack) {
			shared, _ := at.b.book.Local("b-a")
			at.path, at.method, at.cover = "/entwine"+pathBlob+string(shared.ID)+"/..%2F..%2Fetc%2Fpasswd", "GET", coverBare
		}, 404, "no such attachment"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			at := newAttack(t)
			tt.change(t, at)
			status, text := at.send(t)
			if status != tt.status || !strings.Contains(text, tt.says) {
				t.Errorf("got %d %.300s, want %d with %q", status, text, tt.status, tt.says)
			}
			for _, e := range at.a.inbox.envelopes() {
				if fine := tt.name == "nothing wrong" || strings.Contains(tt.name, "number") || tt.name == "the same again"; e.ID != "e1" && !fine {
					t.Errorf("%s was stored", e.ID)
				}
			}
		})
	}
}

// What was recorded yesterday, or before a restart, is worth nothing.
func TestReplayAfterRestart(t *testing.T) {
	t.Parallel()
	a, b := pair(t, false)
	var recorded []*http.Request
	a.watch(func(w http.ResponseWriter, r *http.Request, h http.Handler) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		again := r.Clone(t.Context())
		again.Body, again.RequestURI = io.NopCloser(bytes.NewReader(body)), ""
		again.URL.Scheme, again.URL.Host = "https", r.Host
		recorded = append(recorded, again)
		r.Body = io.NopCloser(bytes.NewReader(body))
		h.ServeHTTP(w, r)
	})
	if err := b.link.Peer("b-a").Deliver(t.Context(), envelope(1, hub.Acceptor)); err != nil {
		t.Fatal(err)
	}
	a.watch(nil)
	a.restart()
	at := &attack{a: a}
	var statuses []int
	for _, r := range recorded {
		s, _ := at.do(t, r)
		statuses = append(statuses, s)
	}
	// The hello begins a session that nobody but its owner can use, or is known by
	// its token; the message is of a session that is no more.
	if len(statuses) != 2 || statuses[1] != 401 || len(a.inbox.envelopes()) != 1 {
		t.Errorf("answers %v, %d messages", statuses, len(a.inbox.envelopes()))
	}
	if err := b.link.Peer("b-a").Deliver(t.Context(), envelope(2, hub.Acceptor)); err != nil {
		t.Errorf("after the replay: %v", err)
	}
}

// Hellos that are repeated by somebody else push nobody out.
func TestSessionsArePushedOutByTheirAge(t *testing.T) {
	t.Parallel()
	s := newSessions(time.Now)
	used := s.begin("n")
	if ok, first := s.take("n", used, "1"); !ok || !first {
		t.Fatal("a new session is not accepted")
	}
	for range 10 * mostSessions {
		s.begin("n")
	}
	if ok, first := s.take("n", used, "2"); !ok || first {
		t.Error("the session in use is gone")
	}
	if len(s.all["n"]) > mostSessions {
		t.Errorf("%d sessions are kept", len(s.all["n"]))
	}
}

// Each number is taken once, in whatever order they come within the window.
func TestNumbers(t *testing.T) {
	t.Parallel()
	s := newSessions(time.Now)
	token := s.begin("n")
	model := map[uint64]bool{}
	highest := uint64(0)
	n := uint64(1)
	for i := range 20_000 {
		n = n*6364136223846793005 + 1442695040888963407
		k := 1 + (n>>33)%300
		if i > 100 {
			k += uint64(i) - 100
		}
		if i%997 == 0 {
			k += 5000
		}
		want := !model[k] && (highest < window || k > highest-window)
		got, _ := s.take("n", token, fmt.Sprint(k))
		if got != want {
			t.Fatalf("number %d after %d: %v, want %v", k, highest, got, want)
		}
		model[k] = true
		highest = max(highest, k)
	}
}

// A partner that answers slowly for ever, or more than anybody wants, is given up.
func TestHostileAnswers(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(http.ResponseWriter, *http.Request, http.Handler){
		"unsigned":  func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { _, _ = w.Write([]byte(`{"results":[]}`)) },
		"not there": func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { w.WriteHeader(http.StatusNotFound) },
		"redirect": func(w http.ResponseWriter, r *http.Request, _ http.Handler) {
			http.Redirect(w, r, "https://evil.example/", http.StatusTemporaryRedirect)
		},
		"break": func(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) },
		"changed": func(w http.ResponseWriter, r *http.Request, h http.Handler) {
			h.ServeHTTP(&changing{w}, r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, b := pair(t, false)
			b.watch(answer)
			err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator))
			if hub.CodeOf(err) != hub.Unreachable {
				t.Errorf("got %v", err)
			}
			b.watch(nil)
			if err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator)); err != nil {
				t.Errorf("when it is itself again: %v", err)
			}
		})
	}
}

// changing flips a bit of each body.
type changing struct{ http.ResponseWriter }

func (c *changing) Write(b []byte) (int, error) {
	b = bytes.Clone(b)
	b[len(b)/2] ^= 1
	return c.ResponseWriter.Write(b)
}

// Words of the other node are shown as its own, and stop no more than its part.
func TestWordsOfOthers(t *testing.T) {
	t.Parallel()
	err := heard(&hub.Error{Code: "root", Scope: hub.ScopeNode, RetryIn: 1000 * time.Hour, Message: "all is lost\x1b[2J\n" + strings.Repeat("x", 10_000)})
	e := hub.AsError(err)
	if e.Code != hub.Busy || e.Scope != hub.ScopePeer || e.RetryIn > time.Hour || len(e.Message) > 1000 || strings.ContainsAny(e.Message, "\x1b\n") {
		t.Errorf("got %+v", e)
	}
	l := New(Options{Book: newNode(t, "x", true).book})
	defer l.Close()
	if _, f := l.told(errors.New("open /var/lib/x: permission denied")); strings.Contains(f.Message, "/var") {
		t.Errorf("told %q", f.Message)
	}
	if _, f := l.told(&hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: "password of jira wrong"}); strings.Contains(f.Message, "jira") {
		t.Errorf("told %q", f.Message)
	}
}

// Each route says what must be signed, and reads no more than it needs.
func TestRoutes(t *testing.T) {
	t.Parallel()
	for _, rt := range routes {
		has := func(c string) bool { return strings.Contains(" "+strings.Join(rt.cover, " ")+" ", " "+c+" ") }
		if !has("@method") || !has("@path") || !has("entwine-to") || !has("entwine-from") || rt.session && !has("entwine-session") {
			t.Errorf("%s %s may be signed with too little: %v", rt.method, rt.path, rt.cover)
		}
		if (rt.limit > 0) != has("content-digest") {
			t.Errorf("%s %s reads a body that is not signed", rt.method, rt.path)
		}
		if !rt.session && rt.path != pathHello && rt.path != pathAccept {
			t.Errorf("%s %s can be said again", rt.method, rt.path)
		}
		if rt.stranger && rt.path != pathAccept {
			t.Errorf("%s %s is open to everybody", rt.method, rt.path)
		}
	}
}

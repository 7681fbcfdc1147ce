package jira_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/jira"
)

// shelf keeps secrets for a test, and logs what leaves.
type shelf struct {
	mu     sync.Mutex
	m      map[string]string
	client *rest.Client
	seen   []string // all that was ever kept or hidden
}

func (s *shelf) Keep(_ context.Context, name string, change func(string) (string, error)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, err := change(s.m[name])
	if err == nil {
		s.m[name] = v
	}
	return err
}

func (s *shelf) Hide(values ...string) {
	s.client.Hide(values...)
	for _, v := range values {
		if len(v) > 8 {
			s.seen = append(s.seen, v)
		}
	}
}

// gate is a site with connectors that are let in by one of the ways.
type gate struct {
	*bench
	shelf *shelf
	log   *bytes.Buffer
	open  func(t *testing.T, more tracker.Settings) tracker.Connector
}

const appRedirect = "http://localhost/entwine"

var appKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// newGate begins a site at which an app is known.
func newGate(t *testing.T, d sim.Dialect) *gate {
	t.Helper()
	key, err := appKey()
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{bench: newBench(t, d), log: &bytes.Buffer{}}
	g.site.Admit(sim.App{ID: "entwine-app", Secret: "app-secret-4711", Redirect: appRedirect, Key: &key.PublicKey})
	client, err := rest.Open(rest.Options{Site: g.address, Pace: rest.Pace{Rate: -1}, Retry: rest.Retry{Tries: 1}, Transport: checked(t, d),
		Log: slog.New(slog.NewTextHandler(g.log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	g.shelf = &shelf{m: map[string]string{}, client: client}
	g.open = func(t *testing.T, more tracker.Settings) tracker.Connector {
		t.Helper()
		s := tracker.Settings{"url": g.address, "projects": "ACME"}
		for k, v := range more {
			s[k] = v
		}
		c, err := jira.Spec.New(s, tracker.Env{HTTP: client.HTTP(), Check: rest.Check, Now: g.site.Now, Keep: g.shelf})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	return g
}

// way is one way in.
type way struct {
	name     string
	settings func(g *gate) tracker.Settings
	has      func(d sim.Dialect) bool
	asked    bool // a person must allow it
}

func server(d sim.Dialect) bool { return d != sim.Cloud }

var ways = []way{
	{"oauth2", func(g *gate) tracker.Settings {
		s := tracker.Settings{"auth": "oauth2", "client_id": "entwine-app", "client_secret": "app-secret-4711", "redirect": appRedirect}
		if g.dialect == sim.Cloud {
			s["auth_server"], s["api_server"] = g.address, g.address
		}
		return s
	}, func(d sim.Dialect) bool { return d == sim.Cloud || d == sim.DC10 }, true},
	{"oauth1", func(*gate) tracker.Settings {
		key, err := appKey()
		if err != nil {
			panic(err)
		}
		text := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
		return tracker.Settings{"auth": "oauth1", "client_id": "entwine-app", "private_key": string(text)}
	}, server, true},
	{"session", func(*gate) tracker.Settings {
		return tracker.Settings{"auth": "session", "user": "entwine", "token": "entwine-token"}
	}, server, false},
}

// allow has a person allow the app.
func (g *gate) allow(t *testing.T, c tracker.Connector) {
	t.Helper()
	visit, finish, err := c.(tracker.Authorizer).Authorize(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	answer, err := g.site.Allow(visit, "entwine")
	if err != nil {
		t.Fatal(err)
	}
	if err := finish(t.Context(), answer+"\n"); err != nil {
		t.Fatal(err)
	}
}

func eachWay(t *testing.T, do func(t *testing.T, g *gate, w way)) {
	for _, w := range ways {
		for _, d := range sim.Dialects {
			if w.has(d) {
				t.Run(w.name+"/"+string(d), func(t *testing.T) {
					g := newGate(t, d)
					g.site.Turn(func(k *sim.Knobs) { k.NoBasic = true })
					do(t, g, w)
					g.silent(t)
				})
			}
		}
	}
}

// silent wants no secret in what was logged.
func (g *gate) silent(t *testing.T) {
	t.Helper()
	for _, s := range append(g.shelf.seen, "app-secret-4711", "entwine-token") {
		if strings.Contains(g.log.String(), s) {
			t.Errorf("the log shows %q", s)
		}
	}
}

// works writes and reads, a stream among it.
func works(t *testing.T, c tracker.Connector) {
	t.Helper()
	r, err := c.Create(t.Context(), tracker.Write{}, &hub.Issue{Project: "ACME", Type: "Task", Summary: "let in & out=1"})
	if err != nil {
		t.Fatal(err)
	}
	w := tracker.Write{Ref: r.Ref}
	if _, err := c.(tracker.Commenter).AddComment(t.Context(), w, hub.Comment{Body: "one"}); err != nil {
		t.Fatal(err)
	}
	at := c.(tracker.Attacher)
	a, err := at.AddAttachment(t.Context(), w, hub.Attachment{Name: "ü & o.txt", Size: 5}, strings.NewReader("bytes"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := at.OpenAttachment(t.Context(), r.Ref, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil || string(b) != "bytes" {
		t.Errorf("the file holds %q, %v", b, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	for _, err := range c.Find(t.Context(), `summary ~ "let in"`) {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestWaysIn(t *testing.T) {
	eachWay(t, func(t *testing.T, g *gate, w way) {
		c := g.open(t, w.settings(g))
		if w.asked {
			if _, err := c.Check(t.Context()); hub.CodeOf(err) != hub.Denied || !strings.Contains(err.Error(), "entwine tracker authorize") {
				t.Fatalf("before it was allowed: %v", err)
			}
			g.allow(t, c)
		}
		if u, err := c.Check(t.Context()); err != nil || u.Name != "The entwine" {
			t.Fatalf("we are %+v, %v", u, err)
		}
		works(t, c)
		// What was given holds after a restart, and is asked for anew when it has run out.
		c = g.open(t, w.settings(g))
		for range 3 {
			g.site.Advance(2 * time.Hour)
			g.site.EndSessions()
			works(t, c)
		}
	})
}

// Several that find a session ended begin one together.
func TestOneLogInForAll(t *testing.T) {
	eachWay(t, func(t *testing.T, g *gate, w way) {
		if w.name == "oauth1" {
			t.Skip("its tokens do not run out")
		}
		c := g.open(t, w.settings(g))
		if w.asked {
			g.allow(t, c)
		}
		works(t, c)
		before := g.site.Calls()
		g.site.EndSessions()
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if _, err := c.Check(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		after := g.site.Calls()
		for _, name := range []string{"POST /session", "POST /oauth/token"} {
			if n := after[name] - before[name]; n > 1 {
				t.Errorf("%d times %s for one session that ended", n, name)
			}
		}
	})
}

// A stream cannot be sent again; it is told that it may be tried anew.
func TestStreamAtTheEndOfASession(t *testing.T) {
	g := newGate(t, sim.Server8)
	c := g.open(t, ways[2].settings(g))
	r, err := c.Create(t.Context(), tracker.Write{}, &hub.Issue{Project: "ACME", Type: "Task", Summary: "files"})
	if err != nil {
		t.Fatal(err)
	}
	g.site.EndSessions()
	at := c.(tracker.Attacher)
	a := hub.Attachment{Name: "a.txt", Size: 5}
	_, err = at.AddAttachment(t.Context(), tracker.Write{Ref: r.Ref}, a, io.LimitReader(strings.NewReader("bytes"), 5))
	if hub.CodeOf(err) != hub.Busy {
		t.Fatalf("got %v, want busy", err)
	}
	if _, err = at.AddAttachment(t.Context(), tracker.Write{Ref: r.Ref}, a, io.LimitReader(strings.NewReader("bytes"), 5)); err != nil {
		t.Fatal(err)
	}
	if is, err := c.Get(t.Context(), r.Ref); err != nil || len(is.Attachments) != 1 {
		t.Errorf("%v, %v", is, err)
	}
}

// What was taken back is said once, and not asked for again and again.
func TestTakenBack(t *testing.T) {
	eachWay(t, func(t *testing.T, g *gate, w way) {
		if !w.asked {
			t.Skip("nothing was allowed")
		}
		c := g.open(t, w.settings(g))
		g.allow(t, c)
		g.site.Disallow()
		for range 5 {
			if _, err := c.Check(t.Context()); hub.CodeOf(err) != hub.Denied {
				t.Fatalf("got %v, want denied", err)
			}
		}
		if n := g.site.Calls()["POST /oauth/token"]; n > 2 {
			t.Errorf("a token was asked for %d times", n)
		}
		g.allow(t, c)
		works(t, c)
	})
}

// A password that is wrong is sent once in half a minute, however many ask: after
// three times Jira locks the account.
func TestWrongPassword(t *testing.T) {
	for _, auth := range []string{"token", "session"} {
		t.Run(auth, func(t *testing.T) {
			g := newGate(t, sim.Server8)
			c := g.open(t, tracker.Settings{"auth": auth, "user": "entwine", "token": "not-the-token"})
			var wg sync.WaitGroup
			for range 8 {
				wg.Go(func() {
					for range 10 {
						if _, err := c.Check(t.Context()); hub.CodeOf(err) != hub.Denied {
							t.Errorf("got %v, want denied", err)
						} else if strings.Contains(err.Error(), "not-the-token") {
							t.Errorf("the error shows the password: %v", err)
						}
					}
				})
			}
			wg.Wait()
			if n := g.site.Failed("entwine"); n != 1 {
				t.Errorf("%d log-ins failed, want 1", n)
			}
			for range 3 {
				g.site.Advance(time.Minute)
				_, _ = c.Check(t.Context()) // refused as before
			}
			_, err := c.Check(t.Context())
			if hub.CodeOf(err) != hub.Denied || !strings.Contains(err.Error(), "locked") {
				t.Errorf("got %v, want that the account is locked", err)
			}
			g.site.Unlock("entwine")
			g.site.Advance(time.Minute)
			right := g.open(t, tracker.Settings{"auth": auth, "user": "entwine", "token": "entwine-token"})
			if _, err := right.Check(t.Context()); err != nil {
				t.Error(err)
			}
			if strings.Contains(g.log.String(), "not-the-token") {
				t.Error("the log shows the password")
			}
		})
	}
}

// A session that ended where everybody is answered is no success without issues.
func TestSessionEndsUnseen(t *testing.T) {
	g := newGate(t, sim.Server7)
	g.site.Turn(func(k *sim.Knobs) { k.Open = true })
	c := g.open(t, ways[2].settings(g))
	r, err := c.Create(t.Context(), tracker.Write{}, &hub.Issue{Project: "ACME", Type: "Task", Summary: "still here"})
	if err != nil {
		t.Fatal(err)
	}
	g.site.EndSessions()
	if is, err := c.Get(t.Context(), r.Ref); err != nil || is.Summary != "still here" {
		t.Fatalf("%v, %v", is, err)
	}
	g.site.EndSessions()
	n := 0
	for _, err := range c.Find(t.Context(), "summary ~ still") {
		if n++; err != nil {
			t.Fatal(err)
		}
	}
	if n != 1 {
		t.Errorf("%d issues were found as somebody who is not logged in", n)
	}
}

// A token given otherwise begins the chain; what follows is kept.
func TestRefreshTokenFromSettings(t *testing.T) {
	g := newGate(t, sim.Cloud)
	c := g.open(t, ways[0].settings(g))
	g.allow(t, c)
	_, rest, _ := strings.Cut(g.shelf.m["oauth2"], `"refresh":"`)
	token, _, _ := strings.Cut(rest, `"`)
	clear(g.shelf.m)
	s := ways[0].settings(g)
	s["token"] = token
	for range 2 { // the second one begins with what was kept, since the first token is used up
		c := g.open(t, s)
		g.site.EndSessions()
		works(t, c)
	}
}

// The answer of another question, or of somebody who refused, gives nothing.
func TestWrongAnswers(t *testing.T) {
	g := newGate(t, sim.Cloud)
	c := g.open(t, ways[0].settings(g))
	visit, finish, err := c.(tracker.Authorizer).Authorize(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	right, err := g.site.Allow(visit, "entwine")
	if err != nil {
		t.Fatal(err)
	}
	for _, answer := range []string{"", "  ", appRedirect + "?code=x&state=other", appRedirect + "?error=access_denied&error_description=No+thanks", appRedirect + "?%zz", "made-up-code"} {
		if err := finish(t.Context(), answer); hub.CodeOf(err) != hub.Denied {
			t.Errorf("%q: %v", answer, err)
		}
	}
	if err := finish(t.Context(), right); err != nil {
		t.Error(err)
	}
	// Somebody else's site was chosen.
	s := ways[0].settings(g)
	s["url"] = "https://acme.atlassian.net"
	wrong := g.open(t, s)
	if _, err := wrong.Check(t.Context()); hub.CodeOf(err) != hub.Denied || !strings.Contains(err.Error(), "not allowed this site, but https://other.example.org") {
		t.Errorf("got %v", err)
	}
}

func TestBadAuth(t *testing.T) {
	for field, s := range map[string]tracker.Settings{
		"auth":          {"auth": "magic"},
		"token":         {},
		"user":          {"auth": "session", "token": "x"},
		"client_id":     {"auth": "oauth2"},
		"client_secret": {"auth": "oauth2", "client_id": "x"},
		"private_key":   {"auth": "oauth1", "client_id": "x", "private_key": "-----BEGIN x-----\nc2VjcmV0\n-----END x-----"},
		"auth_server":   {"auth": "oauth2", "client_id": "x", "client_secret": "y", "auth_server": "nowhere"},
	} {
		s["url"] = "https://jira.example.org"
		_, err := jira.Spec.New(s, tracker.Env{HTTP: http.DefaultClient, Check: rest.Check})
		if e := hub.AsError(err); err == nil || e.Field != field || e.Code != hub.Invalid || strings.Contains(err.Error(), "c2VjcmV0") {
			t.Errorf("%s: %v", field, err)
		}
	}
}

package jira_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// ear hears the calls of a tracker.
type ear struct {
	address string
	mu      sync.Mutex
	heard   []*http.Request
	bodies  [][]byte
}

func newEar(t *testing.T) *ear {
	e := &ear{}
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		e.heard, e.bodies = append(e.heard, r), append(e.bodies, b)
	}))
	t.Cleanup(server.Close)
	e.address = server.URL + "/hooks/acme/abcdefghijklmnop"
	return e
}

// take gives what was heard, and forgets it.
func (e *ear) take(t *testing.T, b *bench) ([]*http.Request, [][]byte) {
	t.Helper()
	b.site.Told()
	e.mu.Lock()
	defer e.mu.Unlock()
	l, bodies := e.heard, e.bodies
	e.heard, e.bodies = nil, nil
	return l, bodies
}

// listens wants a change of somebody to be told and understood.
func listens(t *testing.T, b *bench, e *ear, c tracker.Connector, key string) (*http.Request, []byte) {
	t.Helper()
	e.take(t, b)
	if err := b.site.Person("dev").Comment(key, "heard?"); err != nil {
		t.Fatal(err)
	}
	calls, bodies := e.take(t, b)
	if len(calls) != 1 {
		t.Fatalf("%d calls for one change", len(calls))
	}
	l, err := c.(tracker.Hooker).ParseHook(calls[0], bodies[0])
	if err != nil || len(l) != 1 || l[0].Ref.Key != key {
		t.Fatalf("%+v, %v", l, err)
	}
	return calls[0], bodies[0]
}

// forged wants a call refused that somebody else makes up.
func forged(t *testing.T, c tracker.Connector, like *http.Request, body []byte, header string) {
	t.Helper()
	refused := func(what string, r *http.Request, body []byte) {
		t.Helper()
		if _, err := c.(tracker.Hooker).ParseHook(r, body); hub.CodeOf(err) != hub.Denied {
			t.Errorf("%s: %v, want denied", what, err)
		}
	}
	r := like.Clone(t.Context())
	if header == "X-Hub-Signature" {
		refused("another body", r, bytes.Replace(body, []byte("ACME"), []byte("ACMX"), 1))
		r.Header.Del(header)
		refused("no signature", r, body)
	}
	for _, bad := range []string{"sha256=", "sha256=00", "sha1=00", "sha256=zz", "Bearer ", "Bearer a.b.c", "Bearer e30.e30.", "Bearer eyJhbGciOiJub25lIn0.e30."} {
		if (header == "Authorization") == strings.HasPrefix(bad, "Bearer ") {
			r.Header.Set(header, bad)
			refused(bad, r, body)
		}
	}
}

// The node makes its webhook by itself, once however often it is asked for, and
// takes it away again; other people's stay.
func TestSubscribeAsAdministrator(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, _ tracker.Connector) {
		user := "admin"
		if d == sim.Cloud {
			user = "admin@example.org"
		}
		c, e := b.open(tracker.Settings{"user": user, "token": "admin-token"}), newEar(t)
		b.site.Hook("http://127.0.0.1:1/somebody-elses", "", false, "jira:issue_deleted")
		key, err := b.site.Person("dev").Create("ACME", "Task", "heard")
		if err != nil {
			t.Fatal(err)
		}
		sub := c.(tracker.Subscriber)
		for range 3 {
			renew, err := sub.Subscribe(t.Context(), e.address, "signs-with-this")
			if err != nil || !renew.IsZero() {
				t.Fatalf("%v, %v", renew, err)
			}
			like, body := listens(t, b, e, c, key)
			if signs := d == sim.Cloud || d == sim.DC10; signs != (like.Header.Get("X-Hub-Signature") != "") {
				t.Errorf("signed with %q", like.Header.Get("X-Hub-Signature"))
			} else if signs {
				forged(t, c, like, body, "X-Hub-Signature")
			}
		}
		if l := b.site.Webhooks(); len(l) != 2 || !slices.Contains(l, e.address) {
			t.Errorf("webhooks are %v", l)
		}
		// Issues of projects that are not watched are none of ours, where that can be said.
		if d != sim.Server6 {
			if _, err := b.site.Person("dev").Create("GLOBEX", "Task", "not watched"); err != nil {
				t.Fatal(err)
			}
			if l, _ := e.take(t, b); len(l) != 0 {
				t.Errorf("%d calls for an issue of another project", len(l))
			}
		}
		for range 2 {
			if err := sub.Unsubscribe(t.Context(), e.address); err != nil {
				t.Fatal(err)
			}
		}
		if l := b.site.Webhooks(); len(l) != 1 || strings.Contains(l[0], "/hooks/") {
			t.Errorf("webhooks are %v", l)
		}
		if _, err := b.open(nil).(tracker.Subscriber).Subscribe(t.Context(), e.address, "x"); hub.CodeOf(err) != hub.Denied {
			t.Errorf("somebody who is no administrator: %v", err)
		}
	})
}

// An app's webhook ends by itself and is renewed before; calls are signed with the
// app's secret.
func TestSubscribeAsApp(t *testing.T) {
	g := newGate(t, sim.Cloud)
	c, e := g.open(t, ways[0].settings(g)), newEar(t)
	g.allow(t, c)
	key, err := g.site.Person("dev").Create("ACME", "Task", "heard")
	if err != nil {
		t.Fatal(err)
	}
	sub := c.(tracker.Subscriber)
	began := g.site.Now()
	for range 5 {
		renew, err := sub.Subscribe(t.Context(), e.address, "not used")
		if err != nil || renew.Before(g.site.Now().Add(24*time.Hour)) || renew.After(g.site.Now().Add(20*24*time.Hour)) {
			t.Fatalf("renew at %v, %v", renew, err)
		}
		like, body := listens(t, g.bench, e, c, key)
		forged(t, c, like, body, "Authorization")
		g.site.Advance(renew.Sub(g.site.Now()))
		if _, err := c.(tracker.Hooker).ParseHook(like, body); hub.CodeOf(err) != hub.Denied {
			t.Errorf("a call of two weeks ago: %v", err)
		}
	}
	if d := g.site.Now().Sub(began); d < 45*24*time.Hour {
		t.Errorf("only %v went by", d)
	}
	if l := g.site.Webhooks(); len(l) != 1 {
		t.Errorf("webhooks are %v", l)
	}
	// The address or the projects changed: the old one goes.
	s := ways[0].settings(g)
	s["projects"] = "ACME,GLOBEX"
	other := g.open(t, s)
	if _, err := other.(tracker.Subscriber).Subscribe(t.Context(), e.address+"2", ""); err != nil {
		t.Fatal(err)
	}
	if l := g.site.Webhooks(); len(l) != 1 || l[0] != e.address+"2" {
		t.Errorf("webhooks are %v", l)
	}
	g.site.Advance(40 * 24 * time.Hour) // the node stood still, and it is gone
	if _, err := sub.Subscribe(t.Context(), e.address, ""); err != nil {
		t.Fatal(err)
	}
	listens(t, g.bench, e, c, key)
	if err := sub.Unsubscribe(t.Context(), e.address); err != nil {
		t.Fatal(err)
	}
	if l := g.site.Webhooks(); len(l) != 0 {
		t.Errorf("webhooks are %v", l)
	}
}

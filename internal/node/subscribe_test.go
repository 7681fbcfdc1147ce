package node

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/all"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// A node has a simulated Jira call it, hears of what people do there long before
// it would have asked, and takes its webhook away when it is needed no more.
func TestSubscribe(t *testing.T) {
	t.Parallel()
	server, calls := httptest.NewUnstartedServer(nil), httptest.NewUnstartedServer(nil)
	server.Start()
	calls.Start()
	t.Cleanup(server.Close)
	t.Cleanup(calls.Close)
	site := sim.New(sim.Options{Dialect: sim.DC10, Base: server.URL})
	server.Config.Handler = site.Handler()
	w := &world{t: t, dir: t.TempDir(), specs: all.Specs}
	if err := os.Mkdir(filepath.Join(w.dir, "b"), 0o755); err != nil {
		t.Fatal(err)
	}
	config := strings.NewReplacer("SITE", server.URL, "CALLS", calls.URL, "SECRET", hookSecret).Replace(`
node: {name: test, hooks_address: "CALLS/entwine/"}
trackers:
  a: {kind: jira, url: SITE, user: USER, token: USER-token, projects: ACME, poll: 24h, hook: SECRET, subscribe: true}
  b: {kind: markdown, path: b, prefix: B, poll: 24h}
connections:
  c: {initiator: {tracker: a, trigger: "project = ACME", project: ACME, type: Task}, acceptor: {tracker: b}}
`)
	start := func(config string) {
		t.Helper()
		w.config = config
		w.open()
		calls.Config.Handler = w.hooks.beside(http.NotFoundHandler())
	}
	calling := func() string {
		s, err := w.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return s.Trackers[0].Calls
	}
	start(strings.ReplaceAll(config, "USER", "entwine"))
	t.Cleanup(func() { w.stop() })
	until(t, "the refusal to be shown", func() bool { return strings.Contains(calling(), "allow") })
	w.stop()
	start(strings.ReplaceAll(config, "USER", "admin"))
	until(t, "the tracker to be asked to call", func() bool { return calling() == CallsYes })
	want := calls.URL + "/entwine/hooks/a/" + hookSecret
	if l := site.Webhooks(); !slices.Equal(l, []string{want}) {
		t.Errorf("webhooks are %v, want %s", l, want)
	}
	until(t, "the node to look for the first time", func() bool { return site.Calls()["POST /search"] > 0 })
	w.rest()
	if _, err := site.Person("dev").Create("ACME", "Task", "heard of"); err != nil {
		t.Fatal(err)
	}
	until(t, "the issue to be over there", func() bool {
		l, err := w.Pairs(t.Context(), PairQuery{})
		if err != nil {
			t.Fatal(err)
		}
		return len(l) == 1
	})
	w.stop()
	start(strings.ReplaceAll(strings.Replace(config, "subscribe: true", "subscribe: false", 1), "USER", "admin"))
	until(t, "the webhook to be gone", func() bool { return len(site.Webhooks()) == 0 })
	if s := calling(); s != "" {
		t.Errorf("calls: %q", s)
	}
}

// bell is a tracker that can be asked to call.
type bell struct {
	tracker.Connector
	mu    *sync.Mutex
	at    *[]string
	renew time.Time
}

func (b bell) Subscribe(_ context.Context, address, secret string) (time.Time, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if secret == "" || strings.Contains(address, secret) {
		return time.Time{}, &hub.Error{Code: hub.Invalid, Message: "a secret of its own is wanted"}
	}
	*b.at = append(*b.at, address)
	return b.renew, nil
}

func (b bell) Unsubscribe(_ context.Context, address string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	*b.at = slices.DeleteFunc(*b.at, func(a string) bool { return a == address })
	return nil
}

// With the last connection that needs it the tracker's calls end, whoever ended it.
func TestSubscriptionEndsWithTheConnection(t *testing.T) {
	t.Parallel()
	for _, ours := range []bool{true, false} {
		var mu sync.Mutex
		var at []string
		over := func(c tracker.Connector) tracker.Connector { return bell{c, &mu, &at, time.Time{}} }
		asked := func() int {
			mu.Lock()
			defer mu.Unlock()
			return len(at)
		}
		a := newHalf(t, memtracker.Best(), "AAA", "link: {listen: \""+freeAddress(t)+"\"}")
		b := newHalfWith(t, memtracker.Best(), "BBB", "hooks_address: \"https://b.example.org\"", ", hook: "+hookSecret+", subscribe: true", over)
		s, err := a.ListenLink(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() }) // told elsewhere
		if asked() != 0 {
			t.Error("asked to call before anybody joined")
		}
		inv, err := a.Invite(t.Context(), InviteQuery{Connection: "shared"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Accept(t.Context(), AcceptQuery{Code: inv.Code}); err != nil {
			t.Fatal(err)
		}
		until(t, "the tracker to be asked to call", func() bool { return asked() == 1 })
		end := a
		if ours {
			end = b
		}
		if _, err := end.EndConnection(t.Context(), EndQuery{Connection: "shared", State: accord.Stopped}); err != nil {
			t.Fatal(err)
		}
		if !ours {
			b.link.Look()
		}
		until(t, "the tracker to call no longer", func() bool { return asked() == 0 })
	}
}

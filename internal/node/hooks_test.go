package node

import (
	"context"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/all"
)

// asked is a folder that tells when it is asked for changes, and takes calls that
// say "yes".
type asked struct {
	tracker.Connector
	asked chan struct{}
}

func (a asked) Changes(ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
	a.asked <- struct{}{}
	return a.Connector.Changes(ctx, since)
}

func (a asked) ParseHook(_ *http.Request, body []byte) ([]tracker.Change, error) {
	switch string(body) {
	case "no":
		return nil, &hub.Error{Code: hub.Denied, Message: "no"}
	case "what":
		return nil, &hub.Error{Code: hub.Invalid, Message: "what"}
	}
	return []tracker.Change{{Ref: hub.Ref{ID: "made up"}, Deleted: true}}, nil
}

const hookSecret = "abcdefghijklmnop"

// A call makes the node look for news, and what it says is not believed.
func TestHooks(t *testing.T) {
	t.Parallel()
	polls := make(chan struct{}, 100)
	w := &world{t: t, dir: t.TempDir(), specs: slices.Clone(all.Specs), config: strings.NewReplacer(
		"node: {name: test}", "node: {name: test, hooks: \"127.0.0.1:0\"}",
		"prefix: A, poll: 100ms", "prefix: A, poll: 24h, hook: "+hookSecret, "poll: 100ms", "poll: 24h").Replace(worldConfig)}
	for i, s := range w.specs {
		if s.Kind == "markdown" {
			w.specs[i].New = func(set tracker.Settings, env tracker.Env) (tracker.Connector, error) {
				c, err := s.New(set, env)
				if err == nil && set["prefix"] == "A" {
					c = asked{c, polls}
				}
				return c, err
			}
		}
	}
	for _, d := range []string{"a", "b"} {
		if err := os.Mkdir(filepath.Join(w.dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	w.open()
	t.Cleanup(func() { w.stop() })
	still := newHooks(w.Node) // which does not run
	teapot := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	quiet, s := httptest.NewServer(still.handler()), httptest.NewServer(w.hooks.beside(teapot))
	t.Cleanup(quiet.Close)
	t.Cleanup(s.Close)
	at := quiet.URL
	call := func(method, path, body string) int {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, at+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = res.Body.Close() }()
		return res.StatusCode
	}
	late := time.NewTimer(time.Minute)
	defer late.Stop()
	for _, x := range []struct {
		name, method, path, body string
		want                     int
	}{
		{"another secret", "POST", "/hooks/a/" + hookSecret + "q", "yes", http.StatusNotFound},
		{"no secret", "POST", "/hooks/a/", "yes", http.StatusNotFound},
		{"a tracker that does not call", "POST", "/hooks/b/" + hookSecret, "yes", http.StatusNotFound},
		{"no such tracker", "POST", "/hooks/z/" + hookSecret, "yes", http.StatusNotFound},
		{"a page", "GET", "/hooks/a/" + hookSecret, "", http.StatusMethodNotAllowed},
		{"more than a call", "POST", "/hooks/a/" + hookSecret, strings.Repeat("x", mostHook+1), http.StatusRequestEntityTooLarge},
		{"what the tracker did not sign", "POST", "/hooks/a/" + hookSecret, "no", http.StatusForbidden},
	} {
		if got := call(x.method, x.path, x.body); got != x.want {
			t.Errorf("%s: answered %d, want %d", x.name, got, x.want)
		}
	}
	if len(still.called["a"]) > 0 || still.called["b"] != nil {
		t.Error("a call that was refused is taken down")
	}
	at = s.URL
	for len(polls) > 0 {
		<-polls
	}
	if got := call("POST", "/elsewhere", "yes"); got != http.StatusTeapot {
		t.Errorf("what is no call is answered %d", got)
	}
	for _, body := range []string{"yes", "what", "yes"} {
		if got := call("POST", "/entwine/hooks/a/"+hookSecret, body); got != http.StatusAccepted {
			t.Errorf("answered %d", got)
		}
	}
	for range 2 {
		select {
		case <-polls:
		case <-late.C:
			t.Fatal("the tracker is not asked")
		}
	}
	if l, err := w.Events(t.Context(), EventQuery{}); err != nil || len(l) > 0 {
		t.Errorf("what the call said is believed: %+v, %v", l, err)
	}
}

// However often a tracker calls, it is asked twice a second at most, and always
// once more after its last call.
func TestHooks_rate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var looks []time.Duration
		h := &hooks{look: func(string) { looks = append(looks, time.Since(began)) }, called: map[string]chan struct{}{"a": make(chan struct{}, 1)}}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); h.run(ctx) }()
		for range 1000 { // in ten seconds
			select {
			case h.called["a"] <- struct{}{}:
			default:
			}
			<-time.After(10 * time.Millisecond)
		}
		<-time.After(time.Hour)
		stop()
		<-done
		for i, at := range looks[1:] {
			if at-looks[i] < betweenHooks {
				t.Errorf("asked after %v, and again after %v", looks[i], at)
			}
		}
		if n := len(looks); n < 10 || n > 23 || looks[0] > 0 || looks[n-1] < 10*time.Second {
			t.Errorf("asked %d times, first after %v, last after %v", n, looks[0], looks[n-1])
		}
	})
}

// What cannot be an address or a secret is refused at once, and the secret is
// shown by nothing.
func TestHooks_config(t *testing.T) {
	t.Parallel()
	parse := func(node, hook string) (*config.Config, error) {
		text := strings.NewReplacer("{name: test}", "{name: test, hooks: \""+node+"\"}", "prefix: A,", "prefix: A, hook: \""+hook+"\",").Replace(worldConfig)
		return config.Parse("entwine.yaml", []byte(text), config.Options{Kinds: Kinds(all.Specs)})
	}
	cfg, err := parse("127.0.0.1:8085", hookSecret)
	if err != nil || cfg.Trackers[0].Hook != hookSecret || cfg.Node.Hooks != "127.0.0.1:8085" {
		t.Fatalf("%+v, %v", cfg, err)
	}
	if s := cfg.Trackers[0].String(); strings.Contains(s, hookSecret) || !slices.Contains(cfg.Trackers[0].Secrets(), hookSecret) {
		t.Errorf("the secret is shown: %s", s)
	}
	for _, bad := range [][2]string{{"8085", hookSecret}, {"127.0.0.1:x", hookSecret}, {":8085", "short"}, {":8085", "with/a/slash/in/it"}} {
		if _, err := parse(bad[0], bad[1]); err == nil || strings.Contains(err.Error(), bad[1]) && bad[1] != hookSecret {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// The address is in use: the node says so, and does not work without it.
func TestHooks_taken(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(s.Close)
	w := setup(t, 0)
	w.stop()
	w.cfg.Node.Hooks = strings.TrimPrefix(s.URL, "http://")
	n, err := Open(t.Context(), Options{Config: w.cfg, Specs: w.specs})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = n.Close() }()
	if err := n.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "calls of trackers") {
		t.Errorf("ended with %v", err)
	}
}

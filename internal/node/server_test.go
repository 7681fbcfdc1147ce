package node

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker/all"
)

// Every route says who may call it, how much it reads, and whether it changes
// anything.
func TestRoutes(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range routes {
		name := r.method + " " + r.path
		switch {
		case seen[name]:
			t.Errorf("%s is there twice", name)
		case r.right == "":
			t.Errorf("%s names no right", name)
		case r.changes != (r.method == "POST"):
			t.Errorf("%s: what changes something is a POST, and nothing else", name)
		case (r.limit > 0) != (r.method == "POST"):
			t.Errorf("%s: what has a body needs a limit, and nothing else", name)
		case !strings.HasPrefix(r.path, "/api/v1/"):
			t.Errorf("%s is outside of the API", name)
		}
		seen[name] = true
	}
}

func dial(t *testing.T, w *world) (*Server, *Client) {
	t.Helper()
	s, err := w.ListenControl()
	if err != nil {
		t.Fatal(err)
	}
	c, err := Dial(t.Context(), w.Config().Node.Data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); s.Close() })
	return s, c
}

// Whoever starts a node and takes issues in at once need not know how long the
// start takes.
func TestClient_bulkOfANodeThatIsStarting(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cfg, err := config.Parse(filepath.Join(dir, "entwine.yaml"), []byte(worldConfig), config.Options{Kinds: Kinds(all.Specs)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n, err := Open(ctx, Options{Config: cfg, Specs: all.Specs})
	if err != nil {
		t.Fatal(err)
	}
	_, c := dial(t, &world{Node: n})
	asked := make(chan error)
	go func() {
		_, err := c.StartBulk(ctx, BulkQuery{Connection: "c", Side: hub.Initiator})
		asked <- err
	}()
	if _, err := c.Standing(ctx); err != nil { // so that the other question is on its way too
		t.Error(err)
	}
	ended := make(chan error)
	go func() { ended <- n.Run(ctx) }()
	if err := <-asked; err != nil {
		t.Error(err)
	}
	cancel()
	if err := errors.Join(<-ended, n.Close()); err != nil {
		t.Error(err)
	}
}

// What a client is told is what the node says itself.
func TestClient(t *testing.T) {
	t.Parallel()
	w := setup(t, 3)
	_, c := dial(t, w)
	ctx := t.Context()
	if _, err := c.StartBulk(ctx, BulkQuery{Connection: "c", Side: hub.Initiator}); err != nil {
		t.Fatal(err)
	}
	w.bulk()
	if s, err := c.Bulk(ctx, "c", hub.Initiator); err != nil || s.State != "done" {
		t.Errorf("bulk run is %+v, %v", s, err)
	}
	if _, err := c.StopBulk(ctx, "c", hub.Initiator); err != nil {
		t.Error(err)
	}
	if _, err := c.Bulk(ctx, "c", hub.Acceptor); hub.CodeOf(err) != hub.NotFound {
		t.Errorf("a run that never was: %v", err)
	}
	same(t, "pairs", func(d Desk) (any, error) { return d.Pairs(ctx, PairQuery{Search: "A-", Limit: 2}) }, w.Node, c)
	same(t, "events", func(d Desk) (any, error) { return d.Events(ctx, EventQuery{Connection: "c", Limit: 3}) }, w.Node, c)
	same(t, "faults", func(d Desk) (any, error) { return d.Faults(ctx, "") }, w.Node, c)
	everything := ""
	same(t, "plan", func(d Desk) (any, error) { return d.PlanBulk(ctx, BulkQuery{Connection: "c", Side: hub.Initiator}) }, w.Node, c)
	same(t, "plan of a query", func(d Desk) (any, error) {
		return d.PlanBulk(ctx, BulkQuery{Connection: "c", Side: hub.Acceptor, Query: &everything})
	}, w.Node, c)
	same(t, "standing", func(d Desk) (any, error) { return d.Standing(ctx) }, w.Node, c)
	if s, err := c.Status(ctx); err != nil || s.Node != "test" || !s.Running || s.Connections[0].Pairs[hub.EndActive] != 3 {
		t.Errorf("status is %+v, %v", s, err)
	}
	list, err := c.Events(ctx, EventQuery{Limit: 1})
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if ev, err := c.Event(ctx, list[0].ID); err != nil || ev.Pair != list[0].Pair {
		t.Errorf("event is %v, %v", ev, err)
	}
	if s, err := c.Sync(ctx, SyncQuery{Key: "A-1"}); err != nil || s.Pairs != 1 {
		t.Errorf("sync is %+v, %v", s, err)
	}
	if err := c.Pause(ctx, store.Pause{Scope: hub.ScopeNode}); err != nil {
		t.Error(err)
	}
	if err := c.Resume(ctx, hub.ScopeNode, ""); err != nil {
		t.Error(err)
	}
	for what, err := range map[string]error{
		"retry": second(c.Retry(ctx, "nope")), "skip": second(c.Skip(ctx, "nope", "x", "y")), "fault": second(c.Fault(ctx, "nope")),
	} {
		if hub.CodeOf(err) != hub.NotFound {
			t.Errorf("%s of a fault that is none: %v", what, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func same(t *testing.T, what string, ask func(Desk) (any, error), n *Node, c *Client) {
	t.Helper()
	a, errA := ask(n)
	b, errB := ask(c)
	ja, _ := json.Marshal(a)
	jb, _ := json.Marshal(b)
	if errA != nil || errB != nil || !bytes.Equal(ja, jb) || len(ja) < 2 {
		t.Errorf("%s: the node says %s (%v), the client %s (%v)", what, ja, errA, jb, errB)
	}
}

func TestControlFile(t *testing.T) {
	t.Parallel()
	w := setup(t, 0)
	data := w.Config().Node.Data
	if _, err := Dial(t.Context(), data); !errors.Is(err, ErrNotRunning) {
		t.Errorf("without a control file: %v", err)
	}
	s, c := dial(t, w)
	path := filepath.Join(data, ControlFile)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("control file has mode %v", info.Mode())
	}
	left, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the control file is still there")
	}
	// A node that was killed leaves its file behind.
	for _, text := range []string{string(left), "{", "{}", `{"address":"127.0.0.1:1","token":"x"}`} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Dial(t.Context(), data); !errors.Is(err, ErrNotRunning) {
			t.Errorf("with %q left behind: %v", text, err)
		}
	}
}

// Who may talk to the node: method, path, body and who asks; what they get.
func TestGuard(t *testing.T) {
	t.Parallel()
	w := setup(t, 1)
	s, c := dial(t, w)
	good := map[string]string{"Authorization": "Bearer " + c.token}
	for _, tt := range []struct {
		name, method, path, body string
		head                     map[string]string
		status                   int
		says                     string
	}{
		{"fine", "GET", "/api/v1/status", "", good, 200, `"node":"test"`},
		{"no token", "GET", "/api/v1/status", "", nil, 401, "token"},
		{"wrong token", "GET", "/api/v1/status", "", map[string]string{"Authorization": "Bearer x"}, 401, "token"},
		{"token of another kind", "GET", "/api/v1/status", "", map[string]string{"Authorization": c.token + "x"}, 401, "token"},
		{"other name", "GET", "/api/v1/status", "", map[string]string{"Authorization": "Bearer " + c.token, "Host": "evil.example"}, 421, "name"},
		{"localhost", "GET", "/api/v1/status", "", map[string]string{"Authorization": "Bearer " + c.token, "Host": "localhost"}, 421, "name"},
		{"web page", "GET", "/api/v1/status", "", map[string]string{"Authorization": "Bearer " + c.token, "Origin": "http://evil.example"}, 403, "web pages"},
		{"cross-site", "POST", "/api/v1/sync", "{}", map[string]string{"Authorization": "Bearer " + c.token, "Sec-Fetch-Site": "cross-site"}, 403, "web pages"},
		{"no such path", "GET", "/api/v1/nope", "", good, 404, ""},
		{"wrong method", "DELETE", "/api/v1/status", "", good, 405, ""},
		{"unknown field", "POST", "/api/v1/sync", `{"key":"A-1","kay":"A-2"}`, good, 422, "kay"},
		{"not JSON", "POST", "/api/v1/sync", `key=A-1`, good, 422, "body"},
		{"two values", "POST", "/api/v1/sync", `{"key":"A-1"}{}`, good, 422, "more"},
		{"large", "POST", "/api/v1/sync", `{"key":"` + strings.Repeat("x", smallBody) + `"}`, good, 422, "too large"},
		{"bad number", "GET", "/api/v1/pairs?limit=many", "", good, 422, "limit"},
		{"bad side", "POST", "/api/v1/bulk", `{"connection":"c","side":"left"}`, good, 422, "left"},
		{"no trigger", "POST", "/api/v1/bulk", `{"connection":"c","side":"acceptor"}`, good, 422, "no trigger"},
		{"skip without a reason", "POST", "/api/v1/faults/x/skip", `{"why":""}`, good, 404, "no fault"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			req, err := http.NewRequestWithContext(t.Context(), tt.method, "http://"+s.Address()+tt.path, strings.NewReader(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			for k, v := range tt.head {
				if req.Header.Set(k, v); k == "Host" {
					req.Host = v
				}
			}
			res, err := c.http.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			b, err := io.ReadAll(res.Body)
			if err != nil || res.StatusCode != tt.status || !strings.Contains(string(b), tt.says) {
				t.Errorf("got %d %s, want %d with %q", res.StatusCode, b, tt.status, tt.says)
			}
			if strings.Contains(string(b), c.token) {
				t.Error("the answer holds the token")
			}
		})
	}
}

// An event row names things as hub.Event does, so that scripts need to learn
// one set of names.
func TestEventRowNames(t *testing.T) {
	t.Parallel()
	names := func(v any) map[string]bool {
		m := map[string]bool{}
		for _, f := range reflect.VisibleFields(reflect.TypeOf(v)) {
			if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag != "" {
				m[tag] = true
			}
		}
		return m
	}
	whole := names(hub.Event{})
	for name := range names(EventRow{}) {
		if !whole[name] && name != "wrote" && name != "warnings" {
			t.Errorf("%s is no name of an event", name)
		}
	}
}

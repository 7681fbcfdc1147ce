package node

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/tracker/all"
)

// A plan names the calls by kind, and afterwards that there is nothing to do.
func TestPlanBulk(t *testing.T) {
	t.Parallel()
	w := setup(t, 30)
	q := BulkQuery{Connection: "c", Side: hub.Initiator}
	p, err := w.PlanBulk(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if want := (engine.Survey{Found: 30, New: 30, Sampled: planSample}); p.Survey != want {
		t.Errorf("found %+v, want %+v", p.Survey, want)
	}
	if len(p.Trackers) != 2 || p.Trackers[0].Tracker != "a" || p.Trackers[0].Calls.Reads != 30 || p.Trackers[1].Calls.Creates != 30 {
		t.Errorf("planned %+v", p.Trackers)
	}
	for _, tr := range p.Trackers { // folders know no limit
		if tr.Sum != tr.Calls.Sum() || tr.Rate != 0 || tr.Seconds != 0 {
			t.Errorf("planned %+v", tr)
		}
	}
	if !p.End.IsZero() {
		t.Errorf("it is said to end at %s", p.End)
	}
	w.bulk()
	if p, err = w.PlanBulk(t.Context(), q); err != nil || p.New != 0 || p.Synced != 30 {
		t.Errorf("afterwards: %+v, %v", p, err)
	}
	if _, err := w.PlanBulk(t.Context(), BulkQuery{Connection: "other", Side: hub.Initiator}); hub.CodeOf(err) != hub.Invalid {
		t.Errorf("a connection that there is not: %v", err)
	}
}

// A server's share is told with its limits, as they are set and as it said them.
func TestPlanBulk_limits(t *testing.T) {
	t.Parallel()
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { asked++ }))
	defer server.Close()
	w := &world{t: t, dir: t.TempDir(), config: fmt.Sprintf("node: {name: test, data: data}\ntrackers:\n"+
		"  a: {kind: redmine, url: %q, key: k, rate: 4}\n  b: {kind: redmine, url: %q, key: other, rate: 20}\n"+
		"connections: {c: {initiator: {tracker: a, trigger: all}, acceptor: {tracker: b, project: p}}}\n", server.URL, server.URL)}
	n := openedOnly(t, w)
	got := n.trackerPlan("a", engine.Calls{Reads: 100}, 120)
	if got.Rate != 4 || got.Seconds != 30 || got.Requests != 120 || got.InFlight != 6 || got.Live != 1 || got.Before != 20 {
		t.Errorf("planned %+v", got)
	}
	if got := n.trackerPlan("b", engine.Calls{Creates: 10}, 10); got.Rate != 20 || got.Seconds != 1 {
		t.Errorf("planned %+v", got)
	}
	if asked > 0 {
		t.Errorf("%d requests were made to find that out", asked)
	}
}

// openedOnly opens a node that does no work.
func openedOnly(t *testing.T, w *world) *Node {
	t.Helper()
	cfg, err := config.Parse(filepath.Join(w.dir, "entwine.yaml"), []byte(w.config), config.Options{Kinds: Kinds(all.Specs)})
	if err != nil {
		t.Fatal(err)
	}
	n, err := Open(t.Context(), Options{Config: cfg, Specs: all.Specs})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	return n
}

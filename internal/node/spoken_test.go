package node

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Several calls for one thing that happened are one read, soon after the first; what
// that leaves, or fails at, is found by asking for changes.
func TestSpoken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var read, looks []string
		answer := func() (bool, error) { return false, nil }
		at := func(what string) string { return fmt.Sprint(time.Since(began).Milliseconds(), " ", what) }
		l := newSpoken()
		h := &hooks{
			look: func(string) { looks = append(looks, at("look")) },
			see: func(_ context.Context, _ string, refs []hub.Ref) (bool, error) {
				read = append(read, at(fmt.Sprint(refs)))
				return answer()
			},
			called: map[string]chan struct{}{"a": make(chan struct{}, 1)}, named: map[string]*spoken{"a": l},
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); h.run(ctx) }()
		ref := func(id string) tracker.Change {
			return tracker.Change{Ref: hub.Ref{ID: id, Key: "K-" + id}, Deleted: true}
		}
		after := func(d time.Duration) { <-time.After(d); synctest.Wait() }
		want := func(what string, got []string, want ...string) {
			t.Helper()
			if strings.Join(got, "; ") != strings.Join(want, "; ") {
				t.Errorf("%s: %q, want %q", what, got, want)
			}
		}
		for range 5 { // one thing that a person did
			l.add([]tracker.Change{ref("1")})
			after(10 * time.Millisecond)
		}
		l.add([]tracker.Change{ref("2"), ref("1")})
		after(time.Second) // 1050
		want("one thing that happened", read, "200 [K-1 K-2]")
		want("nothing is left", looks)
		answer = func() (bool, error) { return true, nil }
		l.add([]tracker.Change{ref("3")})
		after(time.Minute) // 61050
		want("something is left", looks, "1250 look", "1750 look", "3250 look")
		answer, looks = func() (bool, error) { return false, errors.New("no") }, nil
		l.add([]tracker.Change{ref("4")})
		after(time.Minute)
		want("it failed", looks, "61250 look", "61750 look", "63250 look")
		for i := range 3 * mostSpoken {
			l.add([]tracker.Change{ref(fmt.Sprint(i))})
		}
		if n := len(l.take()); n != mostSpoken+1 {
			t.Errorf("%d issues are remembered", n)
		}
		stop()
		<-done
	})
}

// reading is a folder that reads what its calls name.
type reading struct{ asked }

func (reading) Picks(string, hub.Ref, func() (*hub.Issue, error)) (yes, sure bool, err error) {
	return false, true, nil
}

// Where the issues that a call names can be read, the tracker is not asked for
// changes; what the call says besides is believed no more than elsewhere.
func TestHooks_named(t *testing.T) {
	t.Parallel()
	real := setup(t, 0).Node
	cfg := *real.cfg
	cfg.Trackers = slices.Clone(cfg.Trackers)
	for i := range cfg.Trackers {
		cfg.Trackers[i].Hook = hookSecret
	}
	h := newHooks(&Node{cfg: &cfg, log: real.log, trackers: &Trackers{byName: map[string]tracker.Connector{
		"a": reading{asked{real.Tracker("a"), nil}}, "b": real.Tracker("b"),
	}}})
	w := httptest.NewRecorder()
	h.handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/hooks/a/"+hookSecret, strings.NewReader("yes")))
	refs := h.named["a"].take()
	if w.Code != http.StatusAccepted || len(refs) != 1 || refs[0].ID != "made up" || len(h.called["a"]) != 0 {
		t.Errorf("answered %d, to be read are %v, to be asked for changes %d", w.Code, refs, len(h.called["a"]))
	}
	if h.named["b"] != nil {
		t.Error("a tracker that names nothing has a list")
	}
}

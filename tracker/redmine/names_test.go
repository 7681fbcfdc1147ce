package redmine

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/tracker"
)

// Many issues that are read at once need the same lists: Redmine is asked for
// each by one of them, and the others wait for its answer.
func TestListsAreReadOnce(t *testing.T) {
	t.Parallel()
	const askers = 8
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/custom_fields.json" {
			w.WriteHeader(http.StatusForbidden) // as for whoever is no administrator
			return
		}
		_, _ = io.WriteString(w, `{"projects":[{"id":1,"name":"Alpha","identifier":"alpha"}],"total_count":1}`)
	}))
	t.Cleanup(s.Close)
	made, err := Spec.New(tracker.Settings{"url": s.URL, "key": "0123456789"}, tracker.Env{HTTP: s.Client(), Now: time.Now, Check: rest.Check})
	if err != nil {
		t.Fatal(err)
	}
	c := made.(*connector)
	for what, ask := range map[string]func() error{
		"projects":      func() error { _, err := c.names.list(t.Context(), projects); return err },
		"custom fields": func() error { _, _, err := c.defined(t.Context(), func(definition) bool { return false }); return err },
	} {
		asked.Store(0)
		var wg sync.WaitGroup
		for range askers {
			wg.Go(func() {
				if err := ask(); err != nil {
					t.Errorf("%s: %v", what, err)
				}
			})
		}
		wg.Wait()
		if n := asked.Load(); n != 1 {
			t.Errorf("%s: asked for %d times", what, n)
		}
	}
}

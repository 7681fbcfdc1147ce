package rt

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	client "github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/tracker"
)

// Many tickets that are read at once name the same people and fields: RT is asked
// for each list by one of them, and the others wait for its answer.
func TestListsAreReadOnce(t *testing.T) {
	t.Parallel()
	const askers = 8
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Header().Set("Content-Type", "application/json")
		switch strings.TrimPrefix(r.URL.Path, rest) {
		case "/queue/1/customfields":
			_, _ = io.WriteString(w, `{"items":[{"id":"4","Name":"One of","Type":"Select","MaxValues":"1"}],"total":1}`)
		case "/users":
			_, _ = io.WriteString(w, `{"items":[{"type":"user","id":"ada","Name":"ada","RealName":"Ada L"}]}`)
		case "/user/14":
			_, _ = io.WriteString(w, `{"id":"14","Name":"ada"}`)
		default:
			t.Errorf("asked for %s", r.URL.Path)
		}
	}))
	t.Cleanup(s.Close)
	made, err := Spec.New(tracker.Settings{"url": s.URL, "token": "1-27-abc"}, tracker.Env{HTTP: s.Client(), Now: time.Now, Check: client.Check})
	if err != nil {
		t.Fatal(err)
	}
	c := inner(made)
	for _, x := range []struct {
		what string
		ask  func() error
	}{
		{"the fields of a queue", func() error { _, err := c.known.inQueue(t.Context(), "1"); return err }},
		{"accounts by login", func() error { return c.people.look(t.Context(), "ada", "ada") }},
		{"an account by number", func() error { _, err := c.people.numbered(t.Context(), "14"); return err }},
	} {
		asked.Store(0)
		var wg sync.WaitGroup
		for range askers {
			wg.Go(func() {
				if err := x.ask(); err != nil {
					t.Errorf("%s: %v", x.what, err)
				}
			})
		}
		wg.Wait()
		if n := asked.Load(); n != 1 {
			t.Errorf("%s: asked for %d times", x.what, n)
		}
	}
}

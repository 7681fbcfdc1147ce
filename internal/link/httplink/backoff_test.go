package httplink

import (
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// A node that calls, and finds nobody, calls less and less often, but never less
// than twice a minute; and when the other one is back, it hears at once.
func TestCallingWhereNobodyIs(t *testing.T) {
	slowly(t, func(t *testing.T, a, b *node, _ *pipes) {
		var mu sync.Mutex
		var calls []time.Time
		away := true
		a.watch(func(w http.ResponseWriter, r *http.Request, h http.Handler) {
			mu.Lock()
			calls = append(calls, time.Now())
			gone := away
			mu.Unlock()
			if gone {
				w.WriteHeader(http.StatusBadGateway) // as a web server does whose node is down
				return
			}
			h.ServeHTTP(w, r)
		})
		b.run()
		const hour = time.Hour
		time.Sleep(hour) // of the bubble
		synctest.Wait()
		mu.Lock()
		n := len(calls)
		first, longest := calls[min(3, n-1)].Sub(calls[0]), time.Duration(0)
		for i := 1; i < n; i++ {
			longest = max(longest, calls[i].Sub(calls[i-1]))
		}
		away = false
		mu.Unlock()
		if first > 2*time.Second {
			t.Errorf("the first tries took %v: a restart of the other node would be felt", first)
		}
		if most := int(hour/(mostWait/2)) + 10; n > most || longest > mostWait+time.Second {
			t.Errorf("it called %d times in an hour, %v apart at most", n, longest)
		}
		time.Sleep(mostWait + time.Second) // of the bubble: it calls again within
		synctest.Wait()
		here := time.Now()
		if err := a.link.Peer("a-b").Deliver(t.Context(), envelope(9, hub.Initiator)); err != nil {
			t.Error(err)
		}
		if took := time.Since(here); took > 0 || len(b.inbox.envelopes()) != 1 {
			t.Errorf("while it calls it heard after %v, %d messages", took, len(b.inbox.envelopes()))
		}
		mu.Lock()
		before := len(calls)
		mu.Unlock()
		time.Sleep(10 * time.Minute) // of the bubble
		synctest.Wait()
		mu.Lock()
		defer mu.Unlock()
		if n := len(calls) - before; n > int(10*time.Minute/longPoll)+3 {
			t.Errorf("with nothing to be told it asked %d times in ten minutes", n)
		}
	})
}

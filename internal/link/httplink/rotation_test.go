package httplink

import (
	"fmt"
	"sync"
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

// Both nodes change their keys, again and again, while messages flow in both
// directions: none is refused, and in the end only the newest keys are known.
func TestRotationWhileMessagesFlow(t *testing.T) {
	t.Parallel()
	for _, private := range []bool{false, true} {
		t.Run(fmt.Sprintf("private=%v", private), func(t *testing.T) {
			t.Parallel()
			a, b := pair(t, private)
			const n, turns = 60, 4
			var flow sync.WaitGroup
			step := make(chan struct{}, 2*n)
			send := func(from *node, conn hub.ConnectionID, side hub.Side) {
				for i := range n {
					if err := from.link.Peer(conn).Deliver(t.Context(), envelope(i, side)); err != nil {
						t.Errorf("message %d over %s: %v", i, conn, err)
					}
					step <- struct{}{}
				}
			}
			flow.Go(func() { send(a, "a-b", hub.Initiator) })
			flow.Go(func() { send(b, "b-a", hub.Acceptor) })
			turn := func() {
				for _, x := range []*node{a, b} {
					if _, err := x.book.Rotate(t.Context()); err != nil {
						t.Error(err)
					}
					x.link.Renew()
				}
			}
			for i := range 2 * n {
				<-step
				if i%(2*n/turns) == 0 {
					turn()
				}
			}
			flow.Wait()
			for range 3 { // hellos: one tells the new key, the next that it is known
				a.link.Renew()
				b.link.Renew()
				for _, m := range []struct {
					from *node
					conn hub.ConnectionID
					side hub.Side
				}{{b, "b-a", hub.Acceptor}, {a, "a-b", hub.Initiator}} {
					if err := m.from.link.Peer(m.conn).Deliver(t.Context(), envelope(n+1, m.side)); err != nil {
						t.Error(err)
					}
				}
			}
			for _, x := range []*node{a, b} {
				if k := len(x.book.PublicKeys()); k != 1 {
					t.Errorf("%s has %d keys still", x.opt.Name, k)
				}
			}
			if len(a.inbox.envelopes()) < n || len(b.inbox.envelopes()) < n {
				t.Errorf("%d and %d arrived", len(a.inbox.envelopes()), len(b.inbox.envelopes()))
			}
		})
	}
}

package node

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
)

// Crossing is one message that was applied: what a person sees of a sync.
type Crossing struct {
	At         time.Time        `json:"at"`
	Connection hub.ConnectionID `json:"connection"`
	Pair       hub.PairID       `json:"pair"`
	From       hub.Side         `json:"from"`
	Source     hub.Ref          `json:"source"` // the issue that was told
	Target     hub.Ref          `json:"target"` // the issue that was written
	Kind       hub.EnvelopeKind `json:"kind"`
	Created    bool             `json:"created,omitempty"` // the target was made by it
	Parts      []hub.Part       `json:"parts,omitempty"`   // what was written
	Took       time.Duration    `json:"took"`              // from the change seen to the change made
}

// tap is a queue that lets others hear of what crossed. It hears of it from the
// transactions in which events end, so it says nothing that is not stored, and
// costs nothing while nobody listens.
type tap struct {
	shelf

	mu    sync.Mutex
	hear  []chan<- Crossing
	began map[told]time.Time // when the changes on their way were seen
}

// told names a message.
type told struct {
	hub.EndKey
	seq uint64
}

func newTap(q shelf) *tap { return &tap{shelf: q, began: map[told]time.Time{}} }

// listen sends what crosses to ch until the returned function is called. What
// ch does not take at once is lost to it.
func (t *tap) listen(ch chan<- Crossing) (stop func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hear = append(t.hear, ch)
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.hear = slices.DeleteFunc(t.hear, func(c chan<- Crossing) bool { return c == ch })
	}
}

// Take gives leases that tell of their end.
func (t *tap) Take(ctx context.Context) (*hub.Event, queue.Lease, error) {
	ev, le, err := t.shelf.Take(ctx)
	if err != nil {
		return nil, nil, err
	}
	return ev, &tapLease{le, t}, nil
}

type tapLease struct {
	queue.Lease
	tap *tap
}

// Done passes on, and tells once it is durable.
func (l *tapLease) Done(tx store.Tx, next *hub.Event) error {
	if err := l.Lease.Done(tx, next); err != nil {
		return err
	}
	ev := *next
	switch {
	case ev.Lane == hub.Out && ev.Step == hub.StepAwait:
		tx.After(func() { l.tap.seen(&ev) })
	case ev.Lane == hub.In && ev.State == hub.Done:
		tx.After(func() { l.tap.applied(&ev) })
	}
	return nil
}

// seen remembers when a change was noticed that is now on its way.
func (t *tap) seen(ev *hub.Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	const most = 10_000 // messages to another node may never be answered
	if len(t.hear) > 0 && len(t.began) < most {
		t.began[told{ev.EndKey, ev.Seq()}] = ev.Created
	}
}

func (t *tap) applied(ev *hub.Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.hear) == 0 || ev.Envelope == nil {
		return
	}
	c := Crossing{
		At: ev.Finished, Connection: ev.Connection, Pair: ev.Pair, From: ev.Side.Other(), Source: ev.Envelope.Ref,
		Target: hub.Ref{ID: ev.Issue, Key: ev.Key}, Kind: ev.Envelope.Kind,
	}
	c.Parts, c.Created = wrote(ev.Apply)
	key := told{hub.EndKey{Pair: ev.Pair, Side: ev.Side.Other()}, ev.Seq()}
	from, ok := t.began[key]
	if !ok {
		from = ev.Created
	}
	delete(t.began, key)
	c.Took = ev.Finished.Sub(from)
	for _, ch := range t.hear {
		select {
		case ch <- c:
		default: // who does not keep up misses some: nothing waits for a listener
		}
	}
}

// Listen sends what crosses to ch until the returned function is called. What
// ch does not take at once is lost to it.
func (n *Node) Listen(ch chan<- Crossing) (stop func()) { return n.tap.listen(ch) }

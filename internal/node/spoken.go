package node

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// beforeReading is how long is waited after a call before the issue it names is
// read: Jira calls several times for one thing that a person does, and one read
// shows all of it. Nobody notices it beside the time that the rest takes.
const beforeReading = 200 * time.Millisecond

// mostSpoken bounds the issues that are remembered until then; calls about more
// have the tracker asked for changes, which finds them all.
const mostSpoken = 100

// spoken are issues of one tracker that its calls named since some were read last.
type spoken struct {
	mu   sync.Mutex
	refs []hub.Ref
	some chan struct{} // full while there are some
}

func newSpoken() *spoken { return &spoken{some: make(chan struct{}, 1)} }

func (l *spoken) add(changes []tracker.Change) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range changes {
		known := func(r hub.Ref) bool { return r.ID == c.Ref.ID }
		if len(l.refs) <= mostSpoken && !slices.ContainsFunc(l.refs, known) {
			l.refs = append(l.refs, c.Ref)
		}
	}
	select {
	case l.some <- struct{}{}:
	default:
	}
}

func (l *spoken) take() []hub.Ref {
	l.mu.Lock()
	defer l.mu.Unlock()
	refs := l.refs
	l.refs = nil
	return refs
}

// read has the issues read that a tracker names, until ctx ends. Where that does
// not tell everything, or fails, the tracker is asked for changes.
func (h *hooks) read(ctx context.Context, tracker string, l *spoken) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	<-timer.C
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.some:
		}
		timer.Reset(beforeReading)
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		refs := l.take()
		if len(refs) == 0 {
			continue // taken with those before
		}
		if left, err := h.see(ctx, tracker, refs); left || err != nil {
			h.call(tracker)
		}
	}
}

// Package queue hands out events: in order within a lane of an end, never two
// of an end at once, not before their time, not while their connection,
// tracker, peer or node is paused, and again if the worker that took one died.
// A person's edit overtakes bulk work of other pairs.
//
// It also decides, and nothing else does, what an error means for what waits:
// see Policy.
package queue

import (
	"context"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// Queue hands out events. All methods may be called from several goroutines.
type Queue interface {
	// Add stores an event in the caller's transaction: enqueued if and only if it
	// commits.
	Add(tx store.Tx, ev *hub.Event) error
	// Take waits for an event that is due and leases it to the caller. No other
	// caller gets an event of the same end (work) or of the same end's outgoing
	// messages (sending), nor one of the same local issue, until the lease is done,
	// failed or released. It returns ctx.Err() when ctx ends.
	Take(ctx context.Context) (*hub.Event, Lease, error)
	// Wake stores an event that nobody has leased with another step or state, and
	// looks at its end again.
	Wake(tx store.Tx, ev *hub.Event) error
	// Waiting returns the events of an end that are blocked, in order, and reports
	// whether an event that will read the end's issue is waiting and not yet begun:
	// another one would learn nothing more.
	Waiting(k hub.EndKey) (stuck []hub.EventID, unread bool)
	// Holds reports whether what is captured now at an end of a connection must
	// wait to be prepared: behind something captured earlier, or for a pause to end.
	Holds(k hub.EndKey, c hub.ConnectionID) bool
	// Paused reports whether exactly this scope was paused.
	Paused(s hub.Scope, id string) bool
	// PauseIn is Pause within the caller's transaction.
	PauseIn(tx store.Tx, p store.Pause) error
	// Pause stops everything within a scope; id is the connection, tracker or peer.
	Pause(ctx context.Context, p store.Pause) error
	// Resume starts it again.
	Resume(ctx context.Context, s hub.Scope, id string) error
	// Retry lets everything a fault holds try again, in its order, and counts it.
	Retry(ctx context.Context, faultID string) (int, error)
	// Skip lets the event that a fault holds go on without what was refused. The
	// engine carries it out; what that means depends on the step.
	Skip(ctx context.Context, id hub.EventID, why, who string) error
}

// Lease is the right to work on one event. Exactly one of Done, Fail and
// Release ends it.
type Lease interface {
	// Alive fails if somebody else may have been given the work meanwhile: who
	// holds the lease was away for too long. It is asked before each effect.
	Alive() error
	// Done stores the event as it now is. It must be called in the transaction
	// that stores the step's outcome, and ends the lease if that commits.
	Done(tx store.Tx, next *hub.Event) error
	// Fail stores what went wrong with the event and decides, by the code and the
	// attempts so far, when to try again or what to pause. It reports whether the
	// event is blocked: it will not try again by itself.
	Fail(ctx context.Context, ev *hub.Event, err error) (blocked bool)
	// Later gives the event back unchanged, to be taken again from at on.
	Later(at time.Time)
	// Sent ends the lease of a message that was handed over: it is given out no
	// more by this process, unless it is woken. Nothing is stored, since handing
	// over twice is harmless; see engine.Settle.
	Sent()
	// Release gives the event back unchanged.
	Release()
}

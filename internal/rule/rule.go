// Package rule runs an owner's rules: outgoing (what to tell) and incoming
// (what to do with what was told). Basic, visual and script mode all end up as
// a Set; only script mode needs the language.
//
// A rule is a function of its arguments and of what Tools answers. The engine
// relies on that: it runs rules again after a crash, and runs them on supposed
// contents to learn what they would do.
package rule

import (
	"context"

	"github.com/entwine-sync/entwine/hub"
)

// Set is the compiled rules of one side of one connection. It is immutable and
// safe for concurrent use. An error with code Script stops the connection, or
// only the issue if its scope says so.
type Set interface {
	// Outgoing says what to tell of the local issue. An empty answer (no content
	// at all) tells nothing.
	Outgoing(ctx context.Context, in Out) (hub.Issue, error)
	// Incoming returns the local issue as it should become. New elements have
	// the id New gives.
	Incoming(ctx context.Context, in In) (Result, error)
}

// Result is what an incoming rule asks for.
type Result struct {
	Issue hub.Issue // the local issue as it should become
	// Link names an existing issue to pair with instead of making one; zero
	// unless this is the first sync. What Issue has is then written to it.
	Link     hub.Ref
	SyncBack bool        // tell the other side afterwards, as if the issue had changed
	Stop     bool        // stop syncing the pair once this is applied
	Traces   []hub.Trace // elements that the rule made here by itself for some of theirs
	// Store says that the rule stopped where it needs the issue to exist: what
	// Issue has is made first, and then the rule runs again.
	Store bool
	// Expose are further issues of this tracker to start syncing over the
	// connection.
	Expose []hub.Ref
	// Edits are parts to set of the issue of the pair's other side, where that
	// is a tracker of this node too; an absent value empties the part.
	Edits hub.Parts
	// Transition names the step of a workflow to take after everything else;
	// "" for the one that leads to the status.
	Transition string
}

// Out is what an outgoing rule sees.
type Out struct {
	Issue  hub.Issue
	Traces []hub.Trace
	First  bool   // nothing was told of this issue yet
	Format string // of long texts here, "" if not known
	Tools  Tools
}

// In is what an incoming rule sees.
type In struct {
	Replica, Previous hub.Issue   // told now, told last time
	Issue             hub.Issue   // as it is here; zero Ref on first sync
	Traces            []hub.Trace // which element here is which over there
	First             bool        // the issue does not exist here yet
	Format            string      // of long texts here, "" if not known
	Theirs            string      // of long texts in the replica, "" if not told
	Tools             Tools
}

// Tools is what a rule may reach besides its arguments. Effectful calls (Do)
// are journalled and replayed when the step runs again; a run that only
// computes an expectation refuses new ones.
type Tools interface {
	// User finds a person of the local tracker; nil if there is none.
	User(ctx context.Context, q hub.User) (*hub.User, error)
	// LocalOf returns our issue that is paired, over this connection, with an
	// issue of the other side, by its id.
	LocalOf(ctx context.Context, remoteID string) (hub.Ref, bool, error)
	// RemoteOf returns the other side's issue that is paired with one of ours,
	// once it is there.
	RemoteOf(ctx context.Context, localID string) (hub.Ref, bool, error)
	// Paired reports whether one of our issues is synced over this connection.
	Paired(ctx context.Context, localID string) (bool, error)
	// Synced reports whether one of our issues is synced, over the connection of
	// that name, or over any if it is empty.
	Synced(ctx context.Context, localID, connection string) (bool, error)
	// Look finds a thing of the local tracker that issues refer to (project,
	// status, option ...) by members that it must have; nil if there is none.
	Look(ctx context.Context, what string, by map[string]string) (hub.Value, error)
	// Ask puts a request to the tracker that changes nothing there.
	Ask(ctx context.Context, request hub.Value) (hub.Value, error)
	// Do puts one that does.
	Do(ctx context.Context, request hub.Value) (hub.Value, error)
	// Other is the pair's issue on the other side as it is now, where that is a
	// tracker of this node; nil where it is not, or there is none yet. The name
	// is what rules call that side.
	Other(ctx context.Context) (name string, is *hub.Issue, err error)
	// Ran is told which version of the rules ran, and can ask at once what it saw,
	// so that the run can be tried again later.
	Ran(version string, seen func() hub.Values)
	Log(msg string)
}

// ErrMakeFirst is what Do answers to a request to store an issue that does not
// exist yet. The run has to end with it, and Incoming to say Store.
var ErrMakeFirst error = makeFirst{}

type makeFirst struct{}

func (makeFirst) Error() string { return "the issue has to be made first" }

// StopsRule says that no rule may catch it.
func (makeFirst) StopsRule() {}

const newPrefix = "new:"

// New is the id of an element that is to be made for the other side's element.
func New(remote string) string { return newPrefix + remote }

// IsNew returns the other side's id of an element that is still to be made.
func IsNew(id string) (remote string, ok bool) {
	if len(id) > len(newPrefix) && id[:len(newPrefix)] == newPrefix {
		return id[len(newPrefix):], true
	}
	return "", false
}

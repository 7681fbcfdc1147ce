package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
)

// tools is what a rule may reach during one run. In a run that is real, its
// effectful calls are journalled; a run that only computes an expectation is
// answered from the journal and may ask for nothing new.
type tools struct {
	*job
	real bool
	keep bool // what the rule saw is kept with the event
	// supposing runs the outgoing rule on contents that are not being told: calls
	// with an effect are answered as if they had gone well and said nothing.
	supposing bool
	// blind ends a run that would ask a tracker for anything, or have an effect, and
	// keeps what it says to itself.
	blind bool
	said  bool // something, in a blind run
	n     int
}

var _ rule.Tools = (*tools)(nil)

// errNewEffect ends an expectation run that would have an effect.
var errNewEffect error = newEffect{}

type newEffect struct{}

func (newEffect) Error() string { return "a run that only computes an expectation may have no effect" }

// StopsRule says that no rule may catch it.
func (newEffect) StopsRule() {}

// User finds a person of the tracker by what is known of them.
func (t *tools) User(ctx context.Context, q hub.User) (*hub.User, error) {
	by := map[string]string{}
	for k, v := range map[string]string{"key": q.ID, "email": q.Email, "displayName": q.Name} {
		if v != "" {
			by[k] = v
		}
	}
	v, err := t.Look(ctx, "user", by)
	if u, ok := v.(hub.User); ok && err == nil {
		return &u, nil
	}
	return nil, err
}

// Look finds a thing of the tracker that issues refer to.
func (t *tools) Look(ctx context.Context, what string, by map[string]string) (hub.Value, error) {
	if t.blind {
		return nil, errNewEffect
	}
	if t.half.Look == nil {
		return nil, nil
	}
	return t.half.Look(ctx, what, by)
}

// Ask puts a request to the tracker that changes nothing. A run that computes
// an expectation is given the answer of the run before it.
func (t *tools) Ask(ctx context.Context, request hub.Value) (hub.Value, error) {
	if t.blind {
		return nil, errNewEffect
	}
	if t.half.Ask == nil {
		return nil, errors.New("this tracker takes no requests of rules")
	}
	b, err := hub.EncodeValue(request)
	if err != nil {
		return nil, err
	}
	d := hub.DigestOf(b)
	if v, ok := t.asked[d]; ok {
		return v, nil
	}
	v, err := t.half.Ask(ctx, request)
	if err == nil {
		if t.asked == nil {
			t.asked = map[hub.Digest]hub.Value{}
		}
		t.asked[d] = v
	}
	return v, err
}

// Ran keeps with the event what the rule saw, and which rule it was.
func (t *tools) Ran(version string, seen func() hub.Values) {
	if t.keep {
		t.ev.Case, t.ev.Rules = seen(), version
	}
}

// LocalOf returns our issue paired with one of the other side.
func (t *tools) LocalOf(ctx context.Context, remoteID string) (ref hub.Ref, ok bool, err error) {
	err = t.opt.Store.View(ctx, func(tx store.Tx) error {
		rows, err := tx.Ends().ByRemote(t.end.Connection, t.end.Side, remoteID)
		for _, r := range rows {
			if r.Local.ID != "" && r.State != hub.EndStopped {
				ref, ok = r.Local, true
			}
		}
		return err
	})
	return ref, ok, err
}

// Paired reports whether one of our issues is synced over this connection.
func (t *tools) Paired(ctx context.Context, localID string) (ok bool, err error) {
	err = t.opt.Store.View(ctx, func(tx store.Tx) error {
		ok, err = paired(tx, t.end.Tracker, localID, t.end.Connection, t.end.Side)
		return err
	})
	return ok, err
}

// Synced reports whether one of our issues is synced, over a connection or any.
func (t *tools) Synced(ctx context.Context, localID, connection string) (ok bool, err error) {
	err = t.opt.Store.View(ctx, func(tx store.Tx) error {
		rows, err := tx.Ends().ByIssue(t.end.Tracker, localID)
		ok = slices.ContainsFunc(rows, func(r store.EndRow) bool {
			return r.State != hub.EndStopped && (connection == "" || string(r.Connection) == connection)
		})
		return err
	})
	return ok, err
}

// paired reports whether an issue has an end on one side of a connection.
func paired(tx store.Tx, tracker, localID string, c hub.ConnectionID, side hub.Side) (bool, error) {
	rows, err := tx.Ends().ByIssue(tracker, localID)
	return slices.ContainsFunc(rows, func(r store.EndRow) bool { return is(r, c, side) }), err
}

// is reports whether an end is on one side of a connection, and synced.
func is(r store.EndRow, c hub.ConnectionID, side hub.Side) bool {
	return r.Connection == c && r.Side == side && r.State != hub.EndStopped
}

// Do makes the n-th effectful call of the run, or answers it from the journal:
// the intent is stored before the call, the result after it.
func (t *tools) Do(ctx context.Context, request hub.Value) (hub.Value, error) {
	b, err := hub.EncodeValue(request)
	if err != nil {
		return nil, err
	}
	if m, ok := request.(map[string]hub.Value); ok && m["do"] == "store" {
		return t.stored()
	}
	if t.supposing {
		return nil, nil
	}
	n, digest := t.n, hub.DigestOf(b)
	t.n++
	if n < len(t.ev.Calls) && t.real && t.ev.Calls[n].State == hub.OpIntent && t.ev.Calls[n].Request == digest && repeatable(request) {
		t.ev.Calls = t.ev.Calls[:n]
	}
	if n < len(t.ev.Calls) {
		return t.replay(&t.ev.Calls[n], n, digest)
	}
	if !t.real || t.half.Effect == nil {
		return nil, errNewEffect
	}
	if err := t.le.Alive(); err != nil {
		return nil, err
	}
	t.ev.Calls = append(t.ev.Calls, hub.Call{N: n, Request: digest, State: hub.OpIntent})
	if err := t.storeCalls(ctx); err != nil {
		t.ev.Calls = t.ev.Calls[:n]
		return nil, err
	}
	v, err := t.half.Effect(ctx, request)
	call := &t.ev.Calls[n]
	switch hub.CodeOf(err) {
	case "":
		call.State, call.Result = hub.OpDone, hub.Values{"value": v}
		t.countEffect()
	case hub.Unreachable, hub.Internal:
		return nil, err // it may have happened: the intent stays
	default:
		t.ev.Calls = t.ev.Calls[:n] // refused: it did not happen
	}
	if serr := t.storeCalls(ctx); serr != nil {
		return nil, serr
	}
	return v, err
}

// repeatable tells requests that may be made once more when nobody knows whether
// they went through: what they make is found, if it is there.
func repeatable(request hub.Value) bool {
	m, _ := request.(map[string]hub.Value)
	return m["do"] == "make"
}

// stored answers store(issue): the issue that is there, or that it must be made
// before the rule can go on. Making it is the engine's, so it needs no journal.
func (t *tools) stored() (hub.Value, error) {
	if ref := t.end.Local; ref.ID != "" {
		return map[string]hub.Value{"id": ref.ID, "key": ref.Key}, nil
	}
	return nil, rule.ErrMakeFirst
}

// Other reads the pair's issue on the other side, if that is here.
func (t *tools) Other(ctx context.Context) (string, *hub.Issue, error) {
	side := t.ev.Side.Other()
	half := t.conn.Halves[side]
	if half == nil {
		return "", nil, nil
	}
	if t.blind {
		return "", nil, errNewEffect
	}
	name := half.Name
	if name == "" {
		name = half.Tracker
	}
	var end *hub.End
	err := t.opt.Store.View(ctx, func(tx store.Tx) (err error) {
		end, err = tx.Ends().Get(hub.EndKey{Pair: t.ev.Pair, Side: side})
		if errors.Is(err, store.ErrNone) {
			err = nil
		}
		return err
	})
	if err != nil || end == nil || end.Local.ID == "" {
		return name, nil, err
	}
	is, err := t.get(ctx, t.trackers[half.Tracker], end.Local)
	if hub.CodeOf(err) == hub.NotFound {
		return name, nil, nil
	}
	return name, is, unreadable(err)
}

// replay answers a call that an earlier run of this step made. A run that only
// computes an expectation is answered by the call's place alone: it is given
// other contents, and what a rule asks for often names them.
func (t *tools) replay(c *hub.Call, n int, digest hub.Digest) (hub.Value, error) {
	switch {
	case c.Request != digest && t.real:
		return nil, &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue, Message: fmt.Sprintf(
			"the rule's call number %d asks for something else than in its first run: its effect there stands, so it cannot be run again", n+1)}
	case c.State == hub.OpIntent && t.ev.Skip != "":
		c.State = hub.OpSkipped
	case c.State == hub.OpIntent:
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: fmt.Sprintf(
			"nobody knows whether the rule's call number %d went through: look in the tracker, then retry to make it once more or skip to count it as made", n+1),
			Field: unknownCall}
	}
	return c.Result["value"], nil
}

// unknownCall marks the fault after which retry means: make the call again.
const unknownCall = "rule call"

func (t *tools) storeCalls(ctx context.Context) error {
	return t.opt.Store.Update(ctx, func(tx store.Tx) error { return tx.Events().Put(t.ev) })
}

// Log writes a line of the rule to the node's log.
func (t *tools) Log(msg string) {
	if t.said = true; t.blind {
		return
	}
	t.opt.Log.Info("rule says", "conn", t.ev.Connection, "pair", t.ev.Pair, "event", t.ev.ID, "text", msg)
}

package node

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

func invalid(format string, args ...any) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeNode, Message: fmt.Sprintf(format, args...)}
}

// Retry lets everything a fault holds try again. A fault that holds nothing was
// found by a look at a tracker, and only the next look can settle it.
func (n *Node) Retry(ctx context.Context, faultID string) (int, error) {
	p, err := n.Fault(ctx, faultID)
	if err != nil {
		return 0, err
	}
	if len(p.Events) == 0 && p.State == "open" && !n.pauses(ctx, faultID) {
		return 0, invalid("nothing waits for it: mend its cause, and it goes away by itself")
	}
	k, err := n.queue.Retry(ctx, faultID)
	return k, none(err, "there is no fault %s", faultID)
}

// pauses reports whether something stands still because of a fault.
func (n *Node) pauses(ctx context.Context, faultID string) bool {
	found := false
	err := n.store.View(ctx, func(tx store.Tx) error {
		list, err := tx.Pauses().List()
		found = slices.ContainsFunc(list, func(p store.Pause) bool { return p.FaultID == faultID })
		return err
	})
	return found || err != nil // in doubt retrying does no harm
}

// Skip lets everything a fault holds go on without what was refused.
func (n *Node) Skip(ctx context.Context, faultID, why, who string) (int, error) {
	p, err := n.Fault(ctx, faultID)
	if err != nil {
		return 0, err
	}
	if why == "" {
		return 0, invalid("say why it is skipped: the reason is kept")
	}
	if len(p.Events) == 0 {
		return 0, invalid("it holds no event, so there is nothing to skip: mend its cause, and it goes away by itself")
	}
	for i, ev := range p.Events {
		if err := n.queue.Skip(ctx, ev.ID, why, who); err != nil {
			return i, err
		}
	}
	return len(p.Events), nil
}

// Pause stops everything within a scope until Resume.
func (n *Node) Pause(ctx context.Context, p store.Pause) error {
	if err := n.scopeExists(p.Scope, p.ID); err != nil {
		return err
	}
	if err := n.queue.Pause(ctx, p); err != nil {
		return err
	}
	return n.audit(ctx, "pause", string(p.Scope)+" "+p.ID, p.Why)
}

// Resume starts it again.
func (n *Node) Resume(ctx context.Context, s hub.Scope, id string) error {
	if err := n.scopeExists(s, id); err != nil {
		return err
	}
	if err := n.queue.Resume(ctx, s, id); err != nil {
		return err
	}
	return n.audit(ctx, "resume", string(s)+" "+id, "")
}

func (n *Node) audit(ctx context.Context, verb, what, note string) error {
	return n.store.Update(ctx, func(tx store.Tx) error {
		return tx.Audits().Add(store.Audit{At: n.now(), Who: "command line", Verb: verb, What: what, Note: note})
	})
}

func (n *Node) scopeExists(s hub.Scope, id string) error {
	switch {
	case s == hub.ScopeNode && id == "":
		return nil
	case s == hub.ScopeTracker && n.cfg.Tracker(id) != nil, s == hub.ScopeConnection && n.cfg.Connection(id) != nil:
		return nil
	case s == hub.ScopeTracker, s == hub.ScopeConnection:
		return invalid("no %s is named %q", s, id)
	}
	return invalid("a node, a tracker or a connection can be paused, not %q", s)
}

// Sync tells an issue again, or takes it in where it is not synced yet.
func (n *Node) Sync(ctx context.Context, q SyncQuery) (Synced, error) {
	if q.Connection != "" && n.cfg.Connection(string(q.Connection)) == nil {
		return Synced{}, invalid("no connection is named %q", q.Connection)
	}
	if q.Tracker != "" && n.cfg.Tracker(q.Tracker) == nil {
		return Synced{}, invalid("no tracker is named %q", q.Tracker)
	}
	found, err := n.find(ctx, q)
	if err != nil {
		return Synced{}, err
	}
	k, err := n.engine.Sync(ctx, found.Tracker, found.Issue, q.Connection)
	found.Pairs = k
	if err == nil && k == 0 {
		err = invalid("%s of %s is in no connection", found.Issue, found.Tracker)
	}
	return found, err
}

// find looks for an issue by what people call it: among the pairs first, then
// at the trackers.
func (n *Node) find(ctx context.Context, q SyncQuery) (Synced, error) {
	if q.Key == "" {
		return Synced{}, invalid("which issue?")
	}
	var hits []Synced
	err := n.store.View(ctx, func(tx store.Tx) error {
		hits = nil
		for r, err := range tx.Ends().List(store.EndQuery{Connection: q.Connection, Tracker: q.Tracker, Search: q.Key}) {
			if err != nil {
				return err
			}
			hit := Synced{Tracker: r.Tracker, Issue: r.Local}
			if strings.EqualFold(r.Local.String(), q.Key) && !slices.Contains(hits, hit) {
				hits = append(hits, hit)
			}
		}
		return nil
	})
	if err != nil {
		return Synced{}, err
	}
	var lost []string
	for _, t := range n.cfg.Trackers {
		if len(hits) > 0 || q.Tracker != "" && t.Name != q.Tracker {
			continue
		}
		if err := n.meet(ctx, t.Name); err != nil {
			lost = append(lost, t.Name+": "+plainError(err))
			continue
		}
		switch is, err := n.engine.LookUp(ctx, t.Name, q.Key); {
		case err == nil:
			hits = append(hits, Synced{Tracker: t.Name, Issue: is.Ref})
		case hub.CodeOf(err) != hub.NotFound:
			lost = append(lost, t.Name+": "+plainError(err))
		}
	}
	switch {
	case len(hits) == 1:
		return hits[0], nil
	case len(hits) > 1:
		return Synced{}, invalid("%s is an issue of several trackers; say which with --tracker", q.Key)
	case len(lost) > 0:
		return Synced{}, invalid("%s was not found, and not all trackers answered: %s", q.Key, strings.Join(lost, "; "))
	}
	return Synced{}, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeNode, Message: "no tracker has an issue " + q.Key}
}

// meet makes sure that a tracker has been asked once before it is used: some
// are only then ready for us.
func (n *Node) meet(ctx context.Context, tracker string) error {
	known, err := n.engine.Known(ctx, tracker)
	if err != nil || known {
		return err
	}
	return n.engine.Poll(ctx, tracker)
}

// StopPair ends the syncing of an issue over a connection, on both sides. Both
// issues keep what they have.
func (n *Node) StopPair(ctx context.Context, q SyncQuery) (Synced, error) {
	found, err := n.find(ctx, q)
	if err != nil {
		return Synced{}, err
	}
	var keys []hub.EndKey
	err = n.store.View(ctx, func(tx store.Tx) error {
		keys = nil
		rows, err := tx.Ends().ByIssue(found.Tracker, found.Issue.ID)
		for _, r := range rows {
			if r.State != hub.EndStopped && (q.Connection == "" || r.Connection == q.Connection) {
				keys = append(keys, r.EndKey)
			}
		}
		return err
	})
	if err != nil {
		return Synced{}, err
	}
	for _, k := range keys {
		if err := n.engine.Stop(ctx, k); err != nil {
			return Synced{}, err
		}
	}
	found.Pairs = len(keys)
	if len(keys) == 0 {
		return found, invalid("%s of %s is not synced", found.Issue, found.Tracker)
	}
	return found, n.audit(ctx, "stop", found.Tracker+" "+found.Issue.String(), "")
}

package memtracker

import (
	"context"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// connector is our side of the tracker: its methods are the capabilities that
// every memory tracker has, but for a plain one.
type connector struct{ t *Tracker }

var (
	_ tracker.Connector  = (*connector)(nil)
	_ tracker.Commenter  = (*connector)(nil)
	_ tracker.Attacher   = (*connector)(nil)
	_ tracker.WorkLogger = (*connector)(nil)
	_ tracker.Linker     = (*connector)(nil)
	_ tracker.Watcher    = (*connector)(nil)
	_ tracker.Identifier = (*connector)(nil)
	_ tracker.Schemer    = (*connector)(nil)
)

// Check implements tracker.Connector.
func (c *connector) Check(ctx context.Context) (hub.User, error) {
	err := c.t.read(ctx, Call{Name: "Check"}, func() error { return nil })
	if err != nil {
		return hub.User{}, err
	}
	return c.t.cfg.Account, nil
}

// Identity implements tracker.Identifier.
func (c *connector) Identity(ctx context.Context) (string, error) {
	err := c.t.read(ctx, Call{Name: "Identity"}, func() error { return nil })
	if err != nil {
		return "", err
	}
	return c.t.cfg.Identity, nil
}

// Canon implements tracker.Connector.
func (c *connector) Canon(field string, v hub.Value) hub.Value { return c.t.cfg.Norm.value(field, v) }

// Get implements tracker.Connector.
func (c *connector) Get(ctx context.Context, ref hub.Ref) (is *hub.Issue, err error) {
	t := c.t
	err = t.read(ctx, Call{Name: "Get", Ref: ref}, func() error {
		it, err := t.visible(ref)
		if err != nil {
			return err
		}
		state := t.stale(it)
		if state == nil {
			if t.knobs.StaleCreate {
				return notFound("there is no issue " + ref.String())
			}
			state = it.past[0].is
		}
		is = state.Clone()
		if t.cfg.History {
			is.History, err = newer(it.log, "")
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return is, nil
}

// stale returns the state that a read shows, nil for that before there was one.
func (t *Tracker) stale(it *item) *hub.Issue {
	last := len(it.past) - 1
	if t.knobs.Stale == Fresh || t.cfg.Habits.ReadLag <= 0 {
		return it.past[last].is
	}
	limit, oldest := t.now().Add(-t.cfg.Habits.ReadLag), last
	for oldest >= 0 && it.past[oldest].at.After(limit) {
		oldest--
	}
	if t.knobs.Stale == Jumps {
		oldest += t.rng.IntN(last - oldest + 1)
	}
	if oldest < 0 {
		return nil
	}
	return it.past[oldest].is
}

// receipt proves a write to an issue; id is of the part that was made.
func (t *Tracker) receipt(it *item, id, change string) tracker.Receipt {
	r := tracker.Receipt{Ref: it.ref, Rev: it.state().Rev, ID: id, Change: change}
	if t.knobs.HideRev {
		r.Rev = ""
	}
	if t.knobs.AnswerState {
		r.State = it.state().Clone()
	}
	return r
}

// look compares the revision of a write before the write, where habits say that
// something may come in between: it is a call of its own.
func (t *Tracker) look(ctx context.Context, w tracker.Write) error {
	if !t.cfg.Habits.Checked || w.IfRev == "" {
		return nil
	}
	return t.read(ctx, Call{Name: "Look", Ref: w.Ref}, func() error {
		_, err := t.target(w, true)
		return err
	})
}

// accounted leaves the revision as it was where the write did not find the
// issue as it was looked at.
func (t *Tracker) accounted(w tracker.Write, found hub.Rev, r tracker.Receipt) tracker.Receipt {
	if t.cfg.Habits.Checked && w.IfRev != "" && w.IfRev != found && r.Rev != "" {
		r.Rev = w.IfRev
	}
	return r
}

// target finds the issue of a write and checks the condition where obeyed.
func (t *Tracker) target(w tracker.Write, obeyed bool) (*item, error) {
	it, err := t.visible(w.Ref)
	if err != nil {
		return nil, err
	}
	if obeyed && w.IfRev != "" && w.IfRev != it.state().Rev {
		return nil, &hub.Error{
			Code: hub.Conflict, Scope: hub.ScopeIssue,
			Message: it.ref.String() + " has moved on to revision " + string(it.state().Rev),
		}
	}
	return it, nil
}

// mark returns the mark that an object of the field carries.
func (t *Tracker) mark(field string, w tracker.Write) string {
	if t.cfg.Habits.Marked(field) {
		return w.Mark
	}
	return ""
}

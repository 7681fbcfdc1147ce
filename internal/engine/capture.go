package engine

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// capture takes note of a state of the item: notice, believed and capture of
// docs/pair-protocol.md. It is not run while a message is half way; the queue
// keeps what is noticed meanwhile in order.
func (j *job) capture(ctx context.Context) error {
	switch {
	case j.ev.Refusal != nil:
		return j.unconnected(ctx)
	case j.ev.Skip != "" && j.ev.Reason == hub.Connect:
		return j.giveUpConnect(ctx, &hub.Error{Code: hub.Denied, Scope: hub.ScopeIssue, Message: "skipped: " + j.ev.Skip})
	case j.ev.Skip != "":
		return j.finish(ctx, "skipped: "+j.ev.Skip, nil)
	case j.ev.Reason == hub.Stop:
		return j.stop(ctx)
	case j.end.State == hub.EndStopped:
		return j.finish(ctx, "this issue is no longer synced", nil)
	case j.end.State == hub.EndOrphan:
		return j.finish(ctx, "recorded only: the other side's issue was deleted", nil)
	case j.end.Joining() && !j.end.Join.Ours():
		return j.finish(ctx, "read and told when the two issues are connected", nil)
	}
	sought := j.end.Local.ID == ""
	if sought {
		if found, err := j.seek(ctx); !found || err != nil {
			return err
		}
	}
	s, err := j.state(ctx)
	switch {
	case errors.Is(err, errLate):
		return j.finish(ctx, "already known", nil)
	case errors.Is(err, errLagging):
		j.le.Later(j.believedFrom())
		return nil
	case hub.CodeOf(err) == hub.NotFound && j.ev.Reason == hub.Connect && j.end.Untouched():
		return j.giveUpConnect(ctx, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: j.end.Local.String() + " cannot be found"})
	case hub.CodeOf(err) == hub.NotFound:
		return j.lost(ctx)
	case err != nil:
		return err
	}
	if j.ev.Reason == hub.Connect && j.end.Untouched() {
		if err := j.leaveAlone(ctx, s); err != nil {
			return err
		}
	}
	if !j.ev.Captured && !sought && j.end.OutSeq == 0 && j.end.Captured.Ref.ID == "" {
		stop, err := j.ours(ctx, s)
		if err != nil || stop {
			return err
		}
	}
	if j.end.Epoch > 0 { // a call of the life before the restore may arrive at any time
		if err := j.own(ctx, s); err != nil {
			return err
		}
	}
	return j.captured(ctx, s)
}

var (
	errLate    = errors.New("late state")
	errLagging = errors.New("read may lag")
)

// state returns the state to compare: the carried one where revisions let us
// believe it, else a fresh read.
func (j *job) state(ctx context.Context) (*hub.Issue, error) {
	h := j.tr.Spec.Habits
	if j.ev.Carried && j.ev.Snapshot != nil && !j.revUnknown() {
		c := j.ev.Rev.Compare(j.end.CapRev)
		switch {
		case h.Revision == tracker.Exact && c <= 0, h.Revision == tracker.Coarse && c < 0:
			return nil, errLate
		case h.Revision == tracker.Exact, h.Revision == tracker.Coarse && c > 0:
			s := j.ev.Snapshot.Clone()
			s.Rev, s.Log = j.ev.Rev, j.ev.Log
			return s, j.fill(ctx, j.tr, s)
		}
	}
	if j.covered() {
		return nil, errLate
	}
	return j.read(ctx)
}

// covered reports whether what was noticed is known by now: our own write most
// often, which was noticed before its receipt was stored.
func (j *job) covered() bool {
	return j.tr.Spec.Habits.Accounted() && j.ev.Reason == hub.Changed && j.ev.Rev != "" && !j.ev.Captured && !j.ev.Force &&
		j.end.State == hub.EndActive && j.end.CapRev != "" && j.ev.Rev.Compare(j.end.CapRev) <= 0
}

// revUnknown reports whether our last write was not told its revision: nothing
// can be compared with it.
func (j *job) revUnknown() bool { return j.end.CapRev == "" && j.end.Captured.Ref.ID != "" }

// guarded reports whether revisions tell what is old.
func (j *job) guarded() bool { return j.tr.Spec.Habits.Guarded() && !j.revUnknown() }

// read asks the tracker for the item. A state that is read is compared,
// whatever its revision, unless the tracker's read lag is not over.
func (j *job) read(ctx context.Context) (*hub.Issue, error) {
	if j.opt.Now().Before(j.lagOver()) {
		return nil, errLagging
	}
	s, err := j.get(ctx, j.tr, j.end.Local)
	if err != nil {
		return nil, err
	}
	if j.guarded() && s.Rev.Compare(j.end.CapRev) < 0 || j.showsLess(s) {
		return nil, errLagging
	}
	return s, nil
}

// showsLess reports whether a read shows an older state than the one whose
// notice made us read.
func (j *job) showsLess(s *hub.Issue) bool {
	h := j.tr.Spec.Habits
	noticed := j.ev.Lane == hub.Out && j.ev.Rev != "" && !j.ev.Captured
	return h.ReadLag > 0 && h.Revision != tracker.None && noticed && s.Rev.Compare(j.ev.Rev) < 0
}

// lagOver is from when a read shows all that we wrote, as far as we know when that
// was: of what a life before a restore wrote we know that it was before it.
func (j *job) lagOver() (at time.Time) {
	lag := j.tr.Spec.Habits.ReadLag
	if !j.guarded() {
		at = j.noted(time.UnixMilli(j.end.TouchedAt)).Add(lag)
	}
	if restored := j.noted(j.ev.Created).Add(lag); j.ev.Reason == hub.Rejoin && restored.After(at) {
		at = restored
	}
	return at
}

// believedFrom is when to read again: once the lag is over since our last
// capture or write; where a read showed itself to be old, a lag from now.
func (j *job) believedFrom() time.Time {
	if at := j.lagOver(); j.opt.Now().Before(at) {
		return at
	}
	return j.opt.Now().Add(max(j.tr.Spec.Habits.ReadLag, 100*time.Millisecond))
}

// afterCreate is when a create that is under way may be settled: soon, and less
// and less often where it waits for a person.
func (j *job) afterCreate() time.Time {
	const soon, late = 2 * time.Second, 5 * time.Minute
	now := j.opt.Now()
	return now.Add(min(max(now.Sub(j.ev.Created)/4, soon), late))
}

// ours recognises, at the first look at an issue a trigger took in, an issue
// that this connection made itself: half made, just made, or not yet recorded.
func (j *job) ours(ctx context.Context, s *hub.Issue) (bool, error) {
	if wait, err := j.unresolvedCreate(ctx); err != nil {
		return false, err
	} else if wait {
		j.le.Later(j.afterCreate())
		return true, nil
	}
	twin, unsure := false, false
	err := j.opt.Store.View(ctx, func(tx store.Tx) error {
		twin, unsure = false, false
		restored, err := readRestoration(tx, restoredKey(j.ev.Connection))
		if err != nil {
			return err
		}
		rows, err := tx.Ends().ByIssue(j.end.Tracker, s.Ref.ID)
		if err != nil {
			return err
		}
		var keys []hub.EndKey
		for _, r := range rows {
			keys = append(keys, r.EndKey)
		}
		if k, ok := hub.ParseMark(s.Mark); ok {
			keys = append(keys, k)
		}
		for _, k := range keys {
			end, err := tx.Ends().Get(k)
			if errors.Is(err, store.ErrNone) {
				unsure = unsure || restored != nil // the pair may be one that the copy forgot
				continue
			} else if err != nil {
				return err
			}
			if k == j.ev.EndKey || end.Connection != j.end.Connection || end.Side != j.end.Side {
				continue
			}
			// A mark that is bound to another issue: a person cloned that issue, and
			// the clone is a new one. Which of the two is the clone is not known
			// before the create is settled.
			twin = twin || end.Local.ID == s.Ref.ID
			unsure = unsure || end.Local.ID == ""
		}
		return nil
	})
	if err == nil && unsure && !twin {
		j.le.Later(j.afterCreate())
		return true, nil
	}
	if err != nil || !twin {
		return false, err
	}
	return true, j.finish(ctx, "made by this connection itself", func(tx store.Tx) error {
		return tx.Ends().Drop(j.ev.EndKey)
	})
}

// unresolvedCreate reports whether an issue may be what an unfinished create of
// ours made: where it carries a mark that is certain, where the tracker knows no
// marks nothing tells it from the issue we are making.
func (j *job) unresolvedCreate(ctx context.Context) (bool, error) {
	if j.tr.Spec.Habits.Marked("issue") {
		return false, nil
	}
	return j.othersMake(ctx, j.end.Tracker, j.ev.EndKey)
}

// captured stores that the item shows s, and tells it in the same transaction
// unless something before it still waits to be told.
func (j *job) captured(ctx context.Context, s *hub.Issue) error {
	d := j.diff(&j.end.Captured, s)
	seen := j.end.SeenRev == s.Rev
	j.end.SeenRev = s.Rev
	reopened := j.end.State == hub.EndMissing || j.end.State == hub.EndGone
	if len(d) == 0 && !j.ev.Force && !reopened && j.ev.Reason != hub.Related {
		note := "nothing changed"
		if j.end.CapRev == s.Rev && j.end.LogID == s.Log && seen {
			return j.finish(ctx, note, nil)
		}
		j.end.CapRev, j.end.LogID = s.Rev, s.Log
		return j.finish(ctx, note, func(tx store.Tx) error { return tx.Ends().Put(j.end) })
	}
	if reopened {
		j.ev.Force = j.ev.Force || j.end.State == hub.EndGone
	}
	j.take(j.ev, s, d)
	if j.opt.Queue.Holds(j.ev.EndKey, j.ev.Connection) {
		return j.opt.Store.Update(ctx, func(tx store.Tx) error {
			if err := tx.Ends().Put(j.end); err != nil {
				return err
			}
			return j.le.Done(tx, j.ev)
		})
	}
	told, err := j.tell(ctx, j.ev)
	if errors.Is(err, errNewEffect) { // which the next step is for
		return j.opt.Store.Update(ctx, func(tx store.Tx) error {
			if err := tx.Ends().Put(j.end); err != nil {
				return err
			}
			if reopened {
				if err := j.wakeHeld(tx); err != nil {
					return err
				}
			}
			return j.le.Done(tx, j.ev)
		})
	}
	if err != nil { // captured it is all the same; told later
		if serr := j.opt.Store.Update(ctx, func(tx store.Tx) error {
			if err := tx.Ends().Put(j.end); err != nil {
				return err
			}
			return tx.Events().Put(j.ev)
		}); serr != nil {
			return serr
		}
		return err
	}
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if reopened {
			if err := j.wakeHeld(tx); err != nil {
				return err
			}
		}
		return j.storeTold(tx, j.ev, told)
	})
}

// take makes s the captured state of the end and of the event.
func (j *job) take(ev *hub.Event, s *hub.Issue, d []hub.Part) {
	end, now := j.end, j.opt.Now()
	ev.Hops = j.hops(s, d, now)
	if end.OutSeq > 0 { // the first message tells everything, from nothing
		ev.Before = hub.Parts{}
		for _, p := range d {
			ev.Before[p] = end.Captured.Get(p)
		}
	}
	for _, p := range d {
		delete(end.Aliases, p)
	}
	end.Captured, end.CapRev, end.LogID = *s, s.Rev, s.Log
	end.Local, end.State, end.MissingAt = s.Ref, hub.EndActive, 0
	end.TouchedAt = now.UnixMilli()
	ev.Snapshot, ev.Rev, ev.Log = s, s.Rev, s.Log
	ev.Changed, ev.Seen, ev.Captured = d, end.InSeq, true
	ev.Issue, ev.Key = s.Ref.ID, s.Ref.Key
	ev.Step = hub.StepPrepare
}

// automation is how soon after our write a tracker's own rules have answered
// it; nobody reads, thinks and edits the same field that fast, time after time.
const automation = 10 * time.Second

// hops counts how often something went to and fro without a person: one more
// if only parts change that we wrote a moment ago, as a tracker's automation
// does.
func (j *job) hops(s *hub.Issue, d []hub.Part, now time.Time) int {
	touched := time.UnixMilli(j.end.TouchedAt)
	since, most := s.Updated.Sub(touched), automation
	if s.Updated.IsZero() || since < -automation { // no time, or clocks apart: when we saw it must do
		since, most = now.Sub(touched), automation+j.tr.Poll
	}
	if len(d) == 0 || len(j.end.Wrote) == 0 || since > most {
		return 0
	}
	for _, p := range d {
		if !slices.Contains(j.end.Wrote, p) {
			return 0
		}
	}
	return j.end.Hops + 1
}

// diff lists the parts in which two states of the item differ, in the form in
// which the tracker shows them.
func (j *job) diff(a, b *hub.Issue) []hub.Part {
	pa, pb := a.Parts(), b.Parts()
	d := pa.Diff(pb)
	return slices.DeleteFunc(d, func(p hub.Part) bool { return j.same(p, pa[p], pb[p]) })
}

// same compares two values of a part as the tracker would show them.
func (j *job) same(p hub.Part, a, b hub.Value) bool {
	if hub.SamePart(a, b) {
		return true
	}
	f := p.Field()
	return hub.SamePart(j.canon(f, a), j.canon(f, b))
}

func (j *job) canon(field string, v hub.Value) hub.Value {
	if v == nil {
		return nil
	}
	return j.tr.Conn.Canon(field, v)
}

// wakeHeld lets messages that waited for a missing issue try again.
func (j *job) wakeHeld(tx store.Tx) error {
	for h, err := range tx.Events().OfEnd(j.ev.EndKey) {
		if err != nil {
			return err
		}
		if h.State != hub.Blocked || h.Step != hub.StepPlan {
			continue
		}
		ev, err := tx.Events().Get(h.ID)
		if err != nil {
			return err
		}
		if ev.Fault != nil && ev.Fault.Code == hub.NotFound {
			ev.State, ev.Attempt, ev.NotBefore = hub.Waiting, 0, time.Time{}
			if err := j.opt.Queue.Wake(tx, ev); err != nil {
				return err
			}
		}
	}
	return nil
}

package engine

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// noticeAtOnce bounds how many changes are stored in one transaction.
const noticeAtOnce = 200

// pollLoop asks a tracker for changes, again and again.
func (e *Engine) pollLoop(ctx context.Context, t *tracked) {
	fails := 0
	for {
		var err error
		// Refused credentials are not tried again and again: that locks accounts.
		if !e.opt.Queue.Paused(hub.ScopeTracker, t.Name) {
			err = e.Poll(ctx, t.Name)
			if ctx.Err() != nil {
				return
			}
			fails = e.health(ctx, t, err, fails)
		} else if err = e.healStranger(ctx, t); err != nil && ctx.Err() == nil {
			fails = max(fails, 1)
		}
		wait := t.patience()
		if err != nil {
			wait = min(time.Second<<min(fails-1, 10), max(t.Poll, time.Minute))
			if in := hub.AsError(err).RetryIn; in > 0 {
				wait = in
			}
			wait = wait/2 + rand.N(wait/2+1)
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		case <-t.wake:
			timer.Stop()
		}
	}
}

// watchLoop lets a tracker that can say so wake its poll at once.
func (e *Engine) watchLoop(ctx context.Context, t *tracked, w tracker.Watcher) {
	err := w.Watch(ctx, t.nudge)
	if err != nil && ctx.Err() == nil {
		e.opt.Log.Warn("tracker cannot be watched, polling goes on", "tracker", t.Name, "err", err)
	}
}

// Nudge has a tracker asked for changes now, as if the time for it had come. It
// does not wait, and several before the tracker is asked are one.
func (e *Engine) Nudge(name string) {
	if t := e.trackers[name]; t != nil {
		t.nudge()
	}
}

func (t *tracked) nudge() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func cursorKey(tracker string) string { return "cursor/" + tracker }

// Poll asks a tracker once for everything that changed since the stored cursor,
// and stores the events with the new cursor. The first time it only remembers
// where to start: what exists is taken in by a bulk run.
func (e *Engine) Poll(ctx context.Context, name string) error {
	t := e.trackers[name]
	if t == nil {
		return errors.New("no tracker named " + name)
	}
	if err := e.recognise(ctx, t); err != nil {
		return err
	}
	cursor := ""
	err := store.Glance(ctx, e.opt.Store, func(tx store.Tx) (err error) {
		cursor, err = tx.Meta().Get(cursorKey(name))
		return err
	})
	if err != nil {
		return err
	}
	if cursor == "" {
		return e.startCursor(ctx, t)
	}
	var batch []tracker.Change
	e.calls.Add(1)
	for c, err := range t.Conn.Changes(ctx, tracker.Cursor(cursor)) {
		if err != nil {
			if nerr := e.notice(ctx, t, batch); nerr != nil {
				return nerr
			}
			return err
		}
		if batch = append(batch, c); len(batch) == noticeAtOnce {
			if err := e.notice(ctx, t, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return e.notice(ctx, t, batch)
}

func (e *Engine) startCursor(ctx context.Context, t *tracked) error {
	e.calls.Add(1)
	head, err := t.Conn.Head(ctx)
	if err != nil {
		return err
	}
	if err := e.readAdmitted(ctx, t); err != nil {
		return err
	}
	return e.opt.Store.Update(ctx, func(tx store.Tx) error {
		return errors.Join(tx.Meta().Put(admittedKey(t.Name), ""), tx.Meta().Put(cursorKey(t.Name), string(head)))
	})
}

// Noticed stores what a tracker told by itself, by a webhook: in any order, late,
// twice or not at all. The poll, whose cursor stays where it is, sees it too.
func (e *Engine) Noticed(ctx context.Context, name string, changes []tracker.Change) error {
	t := e.trackers[name]
	if t == nil {
		return errors.New("no tracker named " + name)
	}
	for i := range changes {
		changes[i].Next = ""
	}
	return e.notice(ctx, t, changes)
}

// notice stores an event for every pair that a change concerns, opens pairs
// where a trigger matches, and moves the cursor where the changes name one, all
// in one transaction.
func (e *Engine) notice(ctx context.Context, t *tracked, batch []tracker.Change) error {
	early, err := e.younglings(ctx, t)
	if err != nil || len(batch) == 0 && len(early) == 0 {
		return err
	}
	asked := askAgain(batch, early)
	open, err := e.triggered(ctx, t, asked)
	if err != nil {
		return err
	}
	return e.opt.Store.Update(ctx, func(tx store.Tx) error {
		unread := map[hub.EndKey]bool{}
		for i := range asked {
			if err := e.noticeOne(tx, t, &asked[i], open, nil, unread); err != nil {
				return err
			}
		}
		if err := e.growUp(tx, t, asked, early); err != nil || len(batch) == 0 {
			return err
		}
		if next := batch[len(batch)-1].Next; next != "" {
			return tx.Meta().Put(cursorKey(t.Name), string(next))
		}
		return nil
	})
}

// noticeOne stores what comes of one change. read holds what issues showed that were
// read when they were asked about.
func (e *Engine) noticeOne(tx store.Tx, t *tracked, c *tracker.Change, open map[string][]opening, read map[string]*hub.Issue, unread map[hub.EndKey]bool) error {
	if done, err := e.unreadable(tx, t, c); done || err != nil {
		return err
	}
	ends, err := tx.Ends().OfIssue(t.Name, c.Ref.ID)
	if err != nil {
		return err
	}
	have := map[opening]bool{}
	for _, end := range ends {
		if end.State != hub.EndStopped {
			have[opening{end.Connection, end.Side}] = true
		}
		if err := e.noticeEnd(tx, t, end, c, unread); err != nil {
			return err
		}
	}
	for _, o := range open[c.Ref.ID] {
		if have[o] || c.Deleted {
			continue
		}
		have[o] = true
		s := read[c.Ref.ID]
		end, err := e.open(tx, t, o, c, s, hub.Trigger, "")
		if err != nil {
			return err
		}
		unread[end.EndKey] = s == nil
	}
	return nil
}

// noticeEnd stores an event for one end, unless nothing can come of it. unread
// are the ends for which this transaction stored one that will read the issue.
func (e *Engine) noticeEnd(tx store.Tx, t *tracked, end *hub.End, c *tracker.Change, unread map[hub.EndKey]bool) error {
	h := t.Spec.Habits
	stuck, waits := e.opt.Queue.Waiting(end.EndKey)
	stirred, err := e.stir(tx, stuck, c.Rev)
	if err != nil {
		return err
	}
	switch {
	case stirred: // a read is on its way
		return nil
	case end.State == hub.EndStopped:
		return nil
	case c.Deleted:
	case end.Join != nil && end.Join.Asked != "":
		// Should the two not be connected, this change may want a pair of its own.
	case (h.Guarded() || h.Accounted()) && c.Rev != "" && end.CapRev != "" && c.Rev.Compare(end.CapRev) <= 0 && end.State == hub.EndActive:
		return nil // our own write, or known: exact revisions miss nothing
	case c.Sole && c.Rev != "" && c.Rev == end.SeenRev && end.State == hub.EndActive:
		return nil // this very change was seen
	case h.Accounted() && c.Rev != "" && c.State == nil:
		// Each has an event: the one that waits may turn out to be known, and read nothing.
	case h.Revision == tracker.None && c.Rev != "" && c.Rev == end.CapRev && end.State == hub.EndActive:
		return nil // the very state that is captured
	case c.State == nil && h.ReadLag == 0 && (unread[end.EndKey] || waits):
		return nil // the read that is waiting will see it
	}
	ev := e.event(end, hub.Out, hub.StepCapture)
	ev.Reason, ev.Rev = hub.Changed, c.Rev
	switch {
	case c.Deleted:
		ev.Reason = hub.Deleted
	case c.State != nil:
		ev.Snapshot, ev.Carried, ev.Log = c.State, true, c.State.Log
	}
	if h.ReadLag > 0 && h.Revision != tracker.Exact && !c.Deleted {
		// A read within the lag may show the state before this change, and nothing
		// would tell.
		ev.NotBefore = e.opt.Now().Add(h.ReadLag)
	}
	unread[end.EndKey] = unread[end.EndKey] || c.State == nil && !c.Deleted
	return e.opt.Queue.Add(tx, ev)
}

// readField marks the fault of an item that could not be read.
const readField = "read"

// unreadable marks an error of reading the item as one that a change of the
// item may heal.
func unreadable(err error) error {
	if e := hub.AsError(err); e != nil && e.Code == hub.Invalid {
		marked := *e
		marked.Field = readField
		return &marked
	}
	return err
}

// stir lets what is stuck at an end because the item could not be read try again, now
// that the item changed, to rev. It reports whether something will read it.
func (e *Engine) stir(tx store.Tx, stuck []hub.EventID, rev hub.Rev) (bool, error) {
	reads := false
	for _, id := range stuck {
		ev, err := tx.Events().Get(id)
		if errors.Is(err, store.ErrNone) {
			continue
		} else if err != nil {
			return false, err
		}
		capture := ev.Step == hub.StepCapture && ev.Snapshot == nil
		away := ev.Step == hub.StepApply && ev.Fault != nil && ev.Fault.Code == hub.NotFound
		if ev.State != hub.Blocked || !capture && !away && (ev.Fault == nil || ev.Fault.Field != readField) {
			continue
		}
		reads = reads || capture
		if capture {
			ev.Rev = rev // of what it is to show
		}
		ev.State, ev.Attempt, ev.NotBefore = hub.Waiting, 0, time.Time{}
		if err := e.opt.Queue.Wake(tx, ev); err != nil {
			return false, err
		}
	}
	return reads, nil
}

// opening is one side of a connection for which a trigger matched.
type opening struct {
	conn hub.ConnectionID
	side hub.Side
}

// triggered asks, for each trigger on the tracker, which of the changed issues
// it takes in. Issues that are synced already are not asked for.
func (e *Engine) triggered(ctx context.Context, t *tracked, batch []tracker.Change) (map[string][]opening, error) {
	open := map[string][]opening{}
	for _, c := range e.connections() {
		for _, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
			h := c.Halves[side]
			if h == nil || h.Tracker != t.Name || h.Trigger == nil {
				continue
			}
			refs, err := e.unpaired(ctx, t, c.ID, side, batch)
			if err != nil {
				return nil, err
			}
			if len(refs) == 0 {
				continue
			}
			e.calls.Add(1)
			for ref, err := range t.Conn.Find(ctx, *h.Trigger, refs...) {
				if err != nil {
					return nil, err
				}
				open[ref.ID] = append(open[ref.ID], opening{c.ID, side})
			}
		}
	}
	return open, nil
}

func (e *Engine) unpaired(ctx context.Context, t *tracked, c hub.ConnectionID, side hub.Side, batch []tracker.Change) ([]hub.Ref, error) {
	var refs []hub.Ref
	var ids []string
	for i := range batch {
		if ch := &batch[i]; !ch.Deleted && ch.Fault == nil && !slices.Contains(ids, ch.Ref.ID) {
			refs, ids = append(refs, ch.Ref), append(ids, ch.Ref.ID)
		}
	}
	if len(refs) == 0 {
		return nil, nil
	}
	err := store.Glance(ctx, e.opt.Store, func(tx store.Tx) error {
		rows, err := tx.Ends().ByIssue(t.Name, ids...)
		if err != nil {
			return err
		}
		paired := map[string]bool{}
		for _, r := range rows {
			paired[r.Local.ID] = paired[r.Local.ID] || is(r, c, side)
		}
		refs = slices.DeleteFunc(refs, func(r hub.Ref) bool { return paired[r.ID] })
		return nil
	})
	return refs, err
}

// open makes a new pair of an issue, and the event that tells it: what it showed a
// moment ago, where it was read, or else what it shows when the event is worked on.
func (e *Engine) open(tx store.Tx, t *tracked, o opening, c *tracker.Change, s *hub.Issue, why hub.Reason, run string) (*hub.End, error) {
	end := &hub.End{
		EndKey:     hub.EndKey{Pair: hub.PairID(e.opt.NewID()), Side: o.side},
		Connection: o.conn, Tracker: t.Name, State: hub.EndActive, Epoch: 1, Local: c.Ref,
	}
	if err := tx.Ends().Put(end); err != nil {
		return nil, err
	}
	ev := e.event(end, hub.Out, hub.StepCapture)
	ev.Reason, ev.Run, ev.Bulk, ev.Rev = why, run, run != "", c.Rev
	if s != nil {
		ev.Snapshot, ev.Carried, ev.Rev, ev.Log = s, true, s.Rev, s.Log
	}
	if lag := t.Spec.Habits.ReadLag; lag > 0 && (t.Spec.Habits.Revision != tracker.Exact || c.Rev == "") {
		ev.NotBefore = e.opt.Now().Add(lag) // as in noticeEnd
	}
	return end, e.opt.Queue.Add(tx, ev)
}

// health notes whether a tracker answers, and lets people know when it does
// not: at once where waiting will not help, after a few tries where it may.
func (e *Engine) health(ctx context.Context, t *tracked, err error, fails int) int {
	t.mu.Lock()
	t.fail = err
	t.mu.Unlock()
	cause := "poll/" + t.Name
	if err == nil {
		t.polls.Add(1)
		if fails > 0 || !t.asked.Swap(true) { // the fault may be an earlier process's
			e.store(ctx, func(tx store.Tx) error { return e.heal(tx, cause) })
		}
		return 0
	}
	fails++
	t.doubt()
	const (
		patience = 3                // tries, a few seconds: a restart of the tracker is nobody's news
		lasting  = 10 * time.Second // a connector that names a longer wait knows that it is no hiccup
	)
	f := hub.AsError(err)
	e.opt.Log.Warn("tracker does not answer", "tracker", t.Name, "attempt", fails, "err", err)
	if f != errStranger && (!f.Code.Passing() || fails >= patience || f.Code == hub.Unreachable && f.RetryIn >= lasting) {
		e.store(ctx, func(tx store.Tx) error {
			fault := &hub.Fault{Cause: cause, Scope: hub.ScopeTracker, Code: f.Code, Message: f.Message, Tracker: t.Name}
			if err := e.fault(tx, fault); err != nil || f.Code != hub.Denied || f.RetryIn > 0 {
				return err
			}
			return e.opt.Queue.PauseIn(tx, store.Pause{Scope: hub.ScopeTracker, ID: t.Name, Why: f.Message, FaultID: fault.ID, At: e.opt.Now()})
		})
	}
	return fails
}

// store stores what is good to know and no reason to stop.
func (e *Engine) store(ctx context.Context, fn func(store.Tx) error) {
	if err := e.opt.Store.Update(ctx, fn); err != nil && ctx.Err() == nil {
		e.opt.Log.Error("store does not take what happened", "err", err)
	}
}

// unreadable opens a fault for an issue that is there and cannot be read, and
// resolves it when it can be again.
func (e *Engine) unreadable(tx store.Tx, t *tracked, c *tracker.Change) (bool, error) {
	cause := unreadableCause + t.Name + "/" + c.Ref.ID
	was := unreadableCause + t.Name + "/" + c.Was.ID
	e.mu.Lock()
	if !e.broken[cause] && e.broken[was] && c.Fault == nil {
		cause = was
	}
	broken := e.broken[cause]
	e.mu.Unlock()
	if c.Fault == nil && !broken {
		return false, nil
	}
	readable := c.Fault == nil
	tx.After(func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		if delete(e.broken, cause); !readable {
			e.broken[cause] = true
		}
	})
	if readable {
		return false, e.heal(tx, cause)
	}
	return true, e.fault(tx, &hub.Fault{Cause: cause, Scope: hub.ScopeIssue, Code: c.Fault.Code, Message: c.Fault.Message,
		Tracker: t.Name, Issue: c.Ref.String()})
}

const unreadableCause = "unreadable/"

// fault opens a fault of the engine's own finding, or counts it once more.
func (e *Engine) fault(tx store.Tx, f *hub.Fault) error {
	now := e.opt.Now()
	old, err := tx.Faults().Open(f.Cause)
	switch {
	case errors.Is(err, store.ErrNone):
		f.ID, f.First, f.State, f.Count = "F-"+e.opt.NewID(), now, "open", 0
	case err != nil:
		return err
	default:
		message := f.Message
		*f = *old
		f.Message = message
	}
	f.Count++
	f.Last = now
	return tx.Faults().Put(f)
}

// heal resolves the open fault of a cause, if there is one.
func (e *Engine) heal(tx store.Tx, cause string) error {
	f, err := tx.Faults().Open(cause)
	if errors.Is(err, store.ErrNone) {
		return nil
	} else if err != nil {
		return err
	}
	f.State, f.Last = "resolved", e.opt.Now()
	return tx.Faults().Put(f)
}

// Polls is how often a tracker has told since the start what is new.
func (e *Engine) Polls(name string) int64 {
	if t := e.trackers[name]; t != nil {
		return t.polls.Load()
	}
	return 0
}

// Health says, by tracker, why it could not be asked lately; nil where it
// answers.
func (e *Engine) Health() map[string]error {
	m := map[string]error{}
	for name, t := range e.trackers {
		t.mu.Lock()
		m[name] = t.fail
		t.mu.Unlock()
	}
	return m
}

package engine

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// intend stores nothing: it makes op an intent, for the caller to store with
// whatever else its transaction holds.
func (j *job) intend(ctx context.Context, op *hub.Op) error {
	if op.Do == hub.DoCreate && !j.tr.Spec.Habits.Marked("issue") && op.Cursor == "" {
		// Without a mark only the stream of changes since now can tell whether the
		// create went through.
		j.calls.Add(1)
		c, err := j.tr.Conn.Head(ctx)
		if err != nil {
			return err
		}
		op.Cursor = string(c)
	}
	if op.Do == hub.DoAdd && op.Parts[0].Field() == "attachments" {
		var one hub.Issue
		one.Take(op.Parts[0], &j.ev.Apply.Want)
		if err := j.pull(ctx, one.Attachments[0]); hub.CodeOf(err) == hub.NotFound {
			op.State, op.Note = hub.OpDone, "the other side has the attachment no more"
			// As if it had not been told, or it would pass for one that a person removed here.
			j.ev.Apply.Want.Set(op.Parts[0], nil)
			if r := j.ev.Envelope.Replica; r != nil {
				r.Issue.Set(hub.PartOf("attachments", op.Remote), nil)
			}
			return nil
		} else if err != nil {
			return err
		}
	}
	if op.Do == hub.DoCreate {
		j.mu.Lock()
		j.creating[j.ev.EndKey] = j.tr.Name
		j.mu.Unlock()
	}
	op.State, op.At = hub.OpIntent, j.opt.Now()
	op.Request = j.request(op)
	return nil
}

// put stores the event half way, with what it found to keep for the history.
func (j *job) put(tx store.Tx) error {
	tx.After(func() { j.history = nil })
	if err := tx.Histories().Add(j.history...); err != nil {
		return err
	}
	return tx.Events().Put(j.ev)
}

// request identifies what is asked for.
func (j *job) request(op *hub.Op) hub.Digest {
	content := hub.Parts{}
	for _, p := range op.Parts {
		content[p] = j.ev.Apply.Want.Get(p)
	}
	return content.Digest()
}

// apply carries out the plan call by call. fresh says that this very run
// stored the intent of the call in turn; an intent that was found may stand for
// a call that went through, and is looked for before it is repeated.
func (j *job) apply(ctx context.Context, fresh bool) error {
	a := j.ev.Apply
	j.remember()
	if j.ev.Skip != "" && a.Done < len(a.Ops) {
		j.skipOp(&a.Ops[a.Done])
	}
	for a.Done < len(a.Ops) {
		op := &a.Ops[a.Done]
		switch {
		case op.State == hub.OpDone || op.State == hub.OpSkipped:
			a.Done++
			fresh = false
			continue
		case op.State == hub.OpIntent && !fresh:
			switch again, err := j.look(ctx, op); {
			case hub.CodeOf(err) == hub.NotFound:
				return j.awayHalfWay(ctx, err)
			case again || err != nil:
				return err
			}
			continue
		case op.State != hub.OpIntent:
			if err := j.storeIntent(ctx, op); err != nil {
				return err
			}
			fresh = true
			continue
		}
		fresh = false
		next, err := j.once(ctx, op)
		switch {
		case errors.Is(err, errReplan):
			return j.replan(ctx)
		case errors.Is(err, errPut): // stored, with the next intent
			fresh = next
		case hub.CodeOf(err) == hub.NotFound && op.Do != hub.DoCreate:
			return j.awayHalfWay(ctx, err)
		case err != nil:
			return err
		}
	}
	if a.Rule {
		return j.goOnWithRule(ctx)
	}
	return j.confirm(ctx)
}

// remember gives the end what earlier runs made and confirm did not store yet.
func (j *job) remember() {
	a := j.ev.Apply
	if j.end.Local.ID == "" {
		j.end.Local = a.Want.Ref
	}
	for _, t := range a.Traces {
		switch have, ok := j.end.TraceLocal(t.Field, t.Local); {
		case !ok:
			j.end.Traces = append(j.end.Traces, t)
		case have.Remote == "" && t.Remote != "": // left alone so far
			j.end.Traces = slices.DeleteFunc(slices.Clone(j.end.Traces), func(o hub.Trace) bool { return o == have })
			j.end.Traces = append(j.end.Traces, t)
		}
	}
}

var (
	errReplan = errors.New("plan again")
	errPut    = errors.New("stored")
)

func (j *job) storeIntent(ctx context.Context, op *hub.Op) error {
	if err := j.intend(ctx, op); err != nil {
		return err
	}
	return j.opt.Store.Update(ctx, func(tx store.Tx) error { return j.put(tx) })
}

// once checks whether the item moved on, makes one call and stores what came
// of it.
func (j *job) once(ctx context.Context, op *hub.Op) (next bool, err error) {
	a := j.ev.Apply
	if op.Do != hub.DoCreate && !j.conditional(op) && !addsAlone(op) {
		if err := j.recheck(ctx); err != nil {
			return false, j.unstarted(op, err)
		}
	}
	parts := op.Parts
	if op.Do != hub.DoCreate {
		if parts = j.due(a, op); len(parts) == 0 {
			op.State = hub.OpDone // it shows what it should: no call
			return j.stored(ctx, nil)
		}
	}
	before := a.Expected.Clone()
	cctx, cancel := context.WithTimeout(ctx, j.deadline())
	rc, err := j.call(cctx, a, op, parts)
	cancel()
	if err == nil {
		return j.made(ctx, op, parts, rc, before)
	}
	switch hub.CodeOf(err) {
	case hub.Conflict, hub.NotFound:
		if op.Do == hub.DoCreate {
			return false, j.unstarted(op, err)
		}
		return false, j.movedOn(ctx, op, err)
	case hub.Unreachable, hub.Internal:
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		return false, j.unknown(err)
	case hub.Busy, hub.Denied:
		return false, j.unstarted(op, err)
	}
	j.forgetCreate()
	op.State = hub.OpRefused
	return false, err
}

// addsAlone reports whether a write makes something new that takes the place of
// nothing, so that no edit can cross it: it needs no look before. A link is none:
// both sides may have made it.
func addsAlone(op *hub.Op) bool { return op.Do == hub.DoAdd && isTraced(op.Parts[0].Field()) }

// conditional reports whether the tracker itself refuses the write if the item
// moved on.
func (j *job) conditional(op *hub.Op) bool {
	h := j.tr.Spec.Habits
	switch {
	case j.ev.Apply.Rev == "":
		return false
	case h.Accounted(): // or lets something slip in, and its receipt says so
		return true
	}
	if op.Do == hub.DoSet || op.Do == hub.DoStatus {
		return h.Conditional
	}
	return h.ConditionalParts
}

// deadline bounds one call, so that the outcome is known or unknown soon
// enough; big attachments take their time.
func (j *job) deadline() time.Duration { return max(j.tr.Spec.Habits.Longest, 10*time.Minute) }

// unstarted takes the intent back: the call was not made, or changed nothing.
func (j *job) unstarted(op *hub.Op, err error) error {
	j.forgetCreate()
	op.State = ""
	return err
}

// unknown says that a call got no answer: it stays an intent, and look finds
// out what became of it.
func (j *job) unknown(err error) error {
	e := *hub.AsError(err)
	e.Code = hub.Unreachable
	if e.Scope == "" {
		e.Scope = hub.ScopeIssue
	}
	return &e
}

// recheck reads the item directly before an unconditional write.
func (j *job) recheck(ctx context.Context) error {
	a := j.ev.Apply
	s, err := j.readHalfWay(ctx)
	if err != nil {
		return err
	}
	j.firstStatus(ctx, s)
	j.latest = s
	same := len(j.diff(&a.Expected, s)) == 0
	if same && len(j.history) == 0 {
		a.Rev, a.Log = s.Rev, s.Log
		return nil
	}
	if !same && a.Made == 0 {
		return errReplan
	}
	// Stored before the call, or what it writes over is known to nobody if we die.
	return j.goOn(ctx, s)
}

// readHalfWay reads the item once reads show our last call: by its revision where
// that is known and tells, else once the read lag since then is over.
func (j *job) readHalfWay(ctx context.Context) (*hub.Issue, error) {
	h, a := j.tr.Spec.Habits, j.ev.Apply
	told := h.Guarded() && a.Rev != ""
	if h.ReadLag > 0 && !told && a.Done > 0 {
		if wait := a.Ops[a.Done-1].At.Add(h.ReadLag).Sub(j.opt.Now()); wait > 0 {
			return nil, notShownYet(wait)
		}
	}
	s, err := j.get(ctx, j.tr, j.end.Local)
	if err == nil && told && s.Rev.Compare(a.Rev) < 0 {
		return nil, notShownYet(max(h.ReadLag, 100*time.Millisecond))
	}
	return s, unreadable(err)
}

func notShownYet(wait time.Duration) error {
	return &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue, RetryIn: wait, Message: "waits until reads show what was written"}
}

// movedOn finds out what moved after a conditional write was refused.
func (j *job) movedOn(ctx context.Context, op *hub.Op, cause error) error {
	a := j.ev.Apply
	op.State = ""
	if a.Made == 0 {
		return errReplan
	}
	s, err := j.readHalfWay(ctx)
	if err != nil {
		return err
	}
	if s.Rev == a.Rev && len(j.diff(&a.Expected, s)) == 0 {
		return cause // it says it moved on, and did not: not ours to mend
	}
	j.rebase(ctx, s)
	return nil
}

// replan goes back to plan: nothing was written yet, the item moved on.
func (j *job) replan(ctx context.Context) error {
	a := j.ev.Apply
	j.forgetCreate()
	j.latest = nil
	j.ev.Step = hub.StepPlan
	j.ev.Apply = &hub.Apply{Replans: a.Replans + 1}
	if j.ev.Envelope.Kind == hub.KindEdit {
		j.ev.Apply.Edits = a.Edits
	}
	if a.Replans == 0 || len(j.history) > 0 {
		if err := j.opt.Store.Update(ctx, func(tx store.Tx) error { return j.put(tx) }); err != nil {
			return err
		}
	}
	if a.Replans == 0 { // once at once: it is most likely one edit that came in between
		if err := j.loadEnd(ctx); err != nil {
			return err
		}
		return j.plan(ctx)
	}
	return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue,
		Message: j.end.Local.String() + " changes again and again while it is being updated"}
}

func (j *job) forgetCreate() {
	j.mu.Lock()
	delete(j.creating, j.ev.EndKey)
	j.mu.Unlock()
}

// made takes note of a call that was answered: what the item shows now, the
// receipt, the trace of what was made.
func (j *job) made(ctx context.Context, op *hub.Op, parts []hub.Part, rc tracker.Receipt, before *hub.Issue) (bool, error) {
	a := j.ev.Apply
	j.countEffect()
	j.latest = nil
	a.Made++
	op.State, op.At = hub.OpDone, j.opt.Now()
	if op.Do == hub.DoCreate {
		j.adoptIssue(rc.Ref)
	}
	if op.Do == hub.DoAdd && isTraced(parts[0].Field()) {
		parts = []hub.Part{j.adoptPart(op, parts[0], rc.ID)}
	}
	j.shows(op, parts)
	if j.accounted(ctx, op, rc) {
		return j.stored(ctx, j.storeMade)
	}
	a.Rev = rc.Rev
	if err := j.overwritten(ctx, op, parts, rc, before); err != nil {
		return false, err
	}
	return j.stored(ctx, j.storeMade)
}

// accounted takes over the revision of a receipt that accounts for all that
// happened since the one before, and reports whether it does. If it does not,
// somebody was there between look and write: what was replaced is looked up, and
// the item is read again, before the next call or at the end.
func (j *job) accounted(ctx context.Context, op *hub.Op, rc tracker.Receipt) bool {
	a := j.ev.Apply
	switch {
	case !j.tr.Spec.Habits.Accounted() || rc.Rev == "":
		return false
	case op.Do == hub.DoCreate && rc.State != nil:
		a.Rev = rc.Rev
		j.rebase(ctx, rc.State) // what the tracker made of it besides what we gave
		return true
	case op.Do == hub.DoCreate:
		return false
	case rc.Rev == a.Rev:
		a.Loose = true
		return false
	}
	a.Rev = rc.Rev
	if rc.Change != "" {
		a.Log = rc.Change
	}
	return true
}

// shows notes in expected that the item shows what we wrote.
func (j *job) shows(op *hub.Op, parts []hub.Part) {
	a := j.ev.Apply
	from := source(a, op)
	for _, p := range parts {
		a.Expected.Take(p, from)
		if v := from.Get(p); v != nil {
			a.Expected.Set(p, j.canon(p.Field(), v))
		}
	}
	a.Wrote = union(a.Wrote, parts)
}

// isTraced reports whether elements of the field have ids on both sides.
func isTraced(field string) bool { return field != "links" && isOwn(field) }

// adoptIssue makes a new issue the end's own.
func (j *job) adoptIssue(ref hub.Ref) {
	a := j.ev.Apply
	a.Want.Ref, a.Expected.Ref = ref, ref
	j.end.Local = ref
	j.ev.Issue, j.ev.Key = ref.ID, ref.Key
}

// adoptPart gives an element that was made its local id.
func (j *job) adoptPart(op *hub.Op, p hub.Part, id string) hub.Part {
	a := j.ev.Apply
	field, old := p.Field(), p.Elem()
	rename(&a.Want, field, old, id)
	now := hub.PartOf(field, id)
	op.Parts = []hub.Part{now}
	if remote, ok := rule.IsNew(old); ok {
		t := hub.Trace{Field: field, Remote: remote, Local: id, Ours: true}
		a.Traces, j.end.Traces = append(a.Traces, t), append(j.end.Traces, t)
	}
	return now
}

func rename(is *hub.Issue, field, old, id string) {
	switch field {
	case "comments":
		for i := range is.Comments {
			if is.Comments[i].ID == old {
				is.Comments[i].ID = id
			}
		}
	case "attachments":
		for i := range is.Attachments {
			if is.Attachments[i].ID == old {
				is.Attachments[i].ID = id
			}
		}
	case "workLogs":
		for i := range is.WorkLogs {
			if is.WorkLogs[i].ID == old {
				is.WorkLogs[i].ID = id
			}
		}
	}
}

// storeMade stores what the calls gave beside the event: the issue that was
// made, the traces of elements, what is known of attachments.
func (j *job) storeMade(tx store.Tx) error {
	a := j.ev.Apply
	if a.Ops[0].Do == hub.DoCreate && a.Want.Ref.ID != "" {
		end, err := tx.Ends().Get(j.ev.EndKey)
		if err != nil {
			return err
		}
		if end.Local != j.end.Local {
			end.Local = j.end.Local
			if err := tx.Ends().Put(end); err != nil {
				return err
			}
		}
		tx.After(j.forgetCreate)
	}
	for _, t := range a.Traces {
		if t.Field != "attachments" {
			continue
		}
		for _, at := range a.Want.Attachments {
			if at.ID != t.Local {
				continue
			}
			if err := tx.Blobs().PutDigest(j.tr.Name, at.ID, at.Size, at.Digest); err != nil {
				return err
			}
		}
	}
	return learn(tx, j.ev.EndKey, a.Traces)
}

// learn stores the traces that came to be known, if any.
func learn(tx store.Tx, k hub.EndKey, traces []hub.Trace) error {
	if len(traces) == 0 {
		return nil
	}
	return tx.Ends().AddTraces(k, traces...)
}

// stored stores the result of a call together with the intent of the next one;
// the last result is left to confirm, which stores it with the new state of the
// end. It reports whether the next intent is fresh.
func (j *job) stored(ctx context.Context, also func(store.Tx) error) (bool, error) {
	a := j.ev.Apply
	last := a.Done+1 == len(a.Ops)
	if !last {
		if err := j.intend(ctx, &a.Ops[a.Done+1]); err != nil {
			// What was made must be on record whatever becomes of the next call.
			if serr := j.storeResult(ctx, also); serr != nil {
				return false, serr
			}
			a.Done++
			return false, err
		}
	}
	if !last {
		if err := j.storeResult(ctx, also); err != nil {
			return false, err
		}
	}
	a.Done++
	return !last, errPut
}

func (j *job) storeResult(ctx context.Context, also func(store.Tx) error) error {
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if also != nil {
			if err := also(tx); err != nil {
				return err
			}
		}
		return j.put(tx)
	})
}

// skipOp lets the refused call count as made, by the owner's word; what the
// item shows instead is told afterwards as an edit of this side.
func (j *job) skipOp(op *hub.Op) {
	if op.Do == hub.DoCreate || op.State == hub.OpIntent {
		return // nothing to go on without, or an outcome that must be looked at first
	}
	op.State, op.Note = hub.OpSkipped, j.ev.Skip
	j.ev.Apply.Skipped = true
	j.ev.Skip = ""
}

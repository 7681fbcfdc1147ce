package engine

import (
	"context"
	"fmt"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// look finds out what became of a call whose outcome is unknown, not before
// the tracker's read lag and its longest request are over: look(r) of
// docs/pair-protocol.md. On return without error the call is settled one way or
// the other and apply goes on; again says that the event was handed back.
func (j *job) look(ctx context.Context, op *hub.Op) (again bool, err error) {
	h := j.tr.Spec.Habits
	if at := j.noted(op.At).Add(h.ReadLag + h.Longest); j.opt.Now().Before(at) {
		j.le.Later(at)
		return true, nil
	}
	switch op.Do {
	case hub.DoCreate:
		return false, j.lookForIssue(ctx, op)
	case hub.DoAdd:
		if isTraced(op.Parts[0].Field()) {
			return false, j.lookForElement(ctx, op)
		}
	}
	return j.lookAtParts(ctx, op)
}

// lookForIssue looks for the issue that a create may have made.
func (j *job) lookForIssue(ctx context.Context, op *hub.Op) error {
	var ref hub.Ref
	var err error
	if m, ok := j.tr.Conn.(tracker.Marker); ok && j.tr.Spec.Habits.Marked("issue") {
		j.calls.Add(1)
		ref, err = m.FindMarked(ctx, op.Mark)
	} else {
		ref, err = j.findUnmarked(ctx, op)
	}
	if hub.CodeOf(err) == hub.NotFound {
		j.forgetCreate()
		op.State = "" // it did not go through: nothing of this message was done
		return nil
	}
	if err != nil {
		return err
	}
	s, err := j.get(ctx, j.tr, ref)
	if err != nil {
		return err
	}
	self, err := j.self(ctx)
	if err != nil {
		return err
	}
	if !made(s, self, op) {
		j.forgetCreate() // a clone that somebody made of it, mark and all, and ours is gone
		op.State = ""
		return nil
	}
	a := j.ev.Apply
	a.Made++
	op.State, op.At = hub.OpDone, j.opt.Now()
	j.adoptIssue(ref)
	j.shows(op, op.Parts)
	j.rebase(ctx, s)
	a.Loose = true // somebody may have been there since: read once more at the end
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if err := j.storeMade(tx); err != nil {
			return err
		}
		return j.put(tx)
	})
}

// findUnmarked goes through what appeared since the intent: an issue of our
// own account that nothing traces and that has the content we wrote is the one;
// one with other content may be it, edited since, and is a fault.
func (j *job) findUnmarked(ctx context.Context, op *hub.Op) (hub.Ref, error) {
	self, err := j.self(ctx)
	if err != nil {
		return hub.Ref{}, err
	}
	suspect := ""
	seen := map[string]bool{}
	j.calls.Add(1)
	for c, err := range j.tr.Conn.Changes(ctx, tracker.Cursor(op.Cursor)) {
		if err != nil {
			return hub.Ref{}, err
		}
		if seen[c.Ref.ID] || c.Deleted {
			continue
		}
		seen[c.Ref.ID] = true
		s, err := j.get(ctx, j.tr, c.Ref)
		if hub.CodeOf(err) == hub.NotFound {
			continue
		} else if err != nil {
			return hub.Ref{}, err
		}
		if !made(s, self, op) || j.isKnown(ctx, s.Ref) {
			continue
		}
		if j.showsWant(s, op.Parts) {
			return s.Ref, nil
		}
		suspect = s.Ref.String()
	}
	const tries = 6 // about a minute: long enough for the other creates to be recorded
	others, err := false, error(nil)
	if suspect != "" {
		others, err = j.othersMake(ctx, j.tr.Name, j.ev.EndKey)
	}
	if err != nil {
		return hub.Ref{}, err
	}
	if others && j.ev.Attempt < tries {
		return hub.Ref{}, &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue,
			Message: "waits to see whether " + suspect + " is another one that is being made"}
	}
	if suspect != "" {
		return hub.Ref{}, j.suspect(suspect)
	}
	return hub.Ref{}, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "not made"}
}

// made reports whether s may have been created by our account since the
// intent.
func made(s *hub.Issue, self hub.User, op *hub.Op) bool {
	by := s.Creator
	if by == nil {
		by = s.Reporter
	}
	return (by == nil || by.Is(self)) && (s.Created.IsZero() || !s.Created.Before(op.At.Add(-clockSlack)))
}

func (j *job) isKnown(ctx context.Context, ref hub.Ref) bool {
	known := true
	err := j.opt.Store.View(ctx, func(tx store.Tx) error {
		rows, err := tx.Ends().ByIssue(j.tr.Name, ref.ID)
		known = slices.ContainsFunc(rows, func(r store.EndRow) bool { return r.Pair != j.ev.Pair && isMade(r) })
		return err
	})
	return err != nil || known
}

// isMade reports whether an end stands for an issue of its own: one that was
// told, or made for a message. An end that a trigger opened a moment ago, maybe
// for our own half-made issue, does not.
func isMade(r store.EndRow) bool { return r.OutSeq > 0 || r.InSeq > 0 || r.Remote.ID != "" }

func (j *job) showsWant(s *hub.Issue, parts []hub.Part) bool {
	for _, p := range parts {
		if !j.same(p, s.Get(p), j.ev.Apply.Want.Get(p)) {
			return false
		}
	}
	return true
}

func (j *job) suspect(what string) error {
	return &hub.Error{Code: hub.Held, Scope: hub.ScopeIssue, Message: fmt.Sprintf(
		"%s may be what an earlier, unanswered try made, changed since: remove it or take it over, then retry", what)}
}

// lookForElement looks for the comment, attachment or work log that a call may
// have made.
func (j *job) lookForElement(ctx context.Context, op *hub.Op) error {
	s, err := j.get(ctx, j.tr, j.end.Local)
	if err != nil {
		return err
	}
	self, err := j.self(ctx)
	if err != nil {
		return err
	}
	a, p := j.ev.Apply, op.Parts[0]
	marks, sure, err := j.partMarks(ctx, p.Field())
	if err != nil {
		return err
	}
	found, suspect := "", ""
	for _, e := range elements(s, p.Field()) {
		if e.mark == "" {
			e.mark = marks[e.id]
		}
		traced := j.knows(p.Field(), e.id)
		part := hub.PartOf(p.Field(), e.id)
		known := traced || a.Expected.Get(part) != nil
		switch {
		case e.mark != "" && e.mark == op.Mark && !traced:
			found = e.id
		case e.mark != "" || known || e.by != nil && !e.by.Is(self):
		case j.same(part, s.Get(part), a.Want.Get(p)) && found == "":
			found = e.id
		case !sure:
			suspect = p.Field() + " " + e.id
		}
	}
	switch {
	case found != "":
		a.Made++
		op.State, op.At = hub.OpDone, j.opt.Now()
		now := j.adoptPart(op, p, found)
		j.shows(op, []hub.Part{now})
		j.rebase(ctx, s)
		a.Loose = true // somebody may have been there since: read once more at the end
		return j.opt.Store.Update(ctx, func(tx store.Tx) error {
			if err := j.storeMade(tx); err != nil {
				return err
			}
			return j.put(tx)
		})
	case suspect != "":
		return j.suspect(suspect)
	}
	op.State = ""
	return j.goOn(ctx, s)
}

// partMarks are the marks of the elements of a field that the issue itself does
// not show; sure, if one that we made would have one.
func (j *job) partMarks(ctx context.Context, field string) (marks map[string]string, sure bool, err error) {
	m, ok := j.tr.Conn.(tracker.PartMarker)
	if !ok || j.tr.Spec.Habits.Marked(field) {
		return nil, j.tr.Spec.Habits.Marked(field), nil
	}
	j.calls.Add(1)
	return m.PartMarks(ctx, j.end.Local, field)
}

// element is what the look must know of a comment, attachment or work log.
type element struct {
	id, mark string
	by       *hub.User
}

func elements(is *hub.Issue, field string) []element {
	var l []element
	switch field {
	case "comments":
		for _, c := range is.Comments {
			l = append(l, element{c.ID, c.Mark, c.Author})
		}
	case "attachments":
		for _, a := range is.Attachments {
			l = append(l, element{a.ID, a.Mark, a.Author})
		}
	case "workLogs":
		for _, w := range is.WorkLogs {
			l = append(l, element{w.ID, w.Mark, w.Author})
		}
	}
	return l
}

// lookAtParts judges a write of fields, or the removal of an element: parts
// that show what we wrote are made, the others are still to do.
func (j *job) lookAtParts(ctx context.Context, op *hub.Op) (bool, error) {
	s, err := j.get(ctx, j.tr, j.end.Local)
	if err != nil {
		return false, err
	}
	a := j.ev.Apply
	j.firstStatus(ctx, s)
	due := j.due(a, op)
	landed := slices.DeleteFunc(slices.Clone(due), func(p hub.Part) bool {
		return !j.same(p, s.Get(p), source(a, op).Get(p))
	})
	entry, logged, err := j.ownEntry(ctx, op, due)
	if err != nil {
		return false, err
	}
	switch {
	case logged:
		// An entry of our account may be a person's: only what it names is made.
		before := a.Expected.Clone()
		named := slices.DeleteFunc(slices.Clone(due), func(p hub.Part) bool { return !j.names(entry, op, p) })
		a.Made++
		j.shows(op, named)
		if op.State = hub.OpDone; len(named) < len(due) {
			op.State = ""
		}
		j.crossings(*op, named, before, entry)
	case len(landed) == 0 || j.tr.Spec.Habits.ChangeLog || j.tr.Spec.Habits.Guarded() && s.Rev == a.Rev:
		op.State = ""
		j.perhapsReplaced(s, due)
		if a.Made == 0 {
			return true, j.replan(ctx)
		}
		return false, j.goOn(ctx, s)
	default:
		a.Made++
		j.perhapsReplaced(s, due)
		j.shows(op, landed)
		op.State = ""
	}
	return false, j.goOn(ctx, s)
}

// perhapsReplaced puts into the history what a call that nobody answered may have
// written over: where an item without a change log shows neither what we wrote
// nor what was there before, ours may have landed, and a person changed it since.
func (j *job) perhapsReplaced(s *hub.Issue, due []hub.Part) {
	a := j.ev.Apply
	if j.tr.Spec.Habits.ChangeLog || j.tr.Spec.Habits.Guarded() && s.Rev == a.Rev {
		return // it did not land
	}
	for _, p := range due {
		if v := a.Expected.Get(p); v != nil && !j.same(p, s.Get(p), v) && !j.same(p, s.Get(p), a.Want.Get(p)) {
			j.history = append(j.history, j.pastOf("replaced", p, v, a.Want.Get(p)))
		}
	}
}

// goOn continues half way with a state that was just read.
func (j *job) goOn(ctx context.Context, s *hub.Issue) error {
	j.rebase(ctx, s)
	return j.opt.Store.Update(ctx, func(tx store.Tx) error { return j.put(tx) })
}

// rebase takes a state that is not the expected one half way: a part that a
// call to come would write is a crossing, all else is found by reading once more
// after confirm: from here on the revision is one that holds a person's edit.
func (j *job) rebase(ctx context.Context, s *hub.Issue) {
	a := j.ev.Apply
	j.firstStatus(ctx, s)
	for _, p := range j.diff(&a.Expected, s) {
		a.Loose = true
		v := s.Get(p)
		switch {
		case has(a.Stays, p):
			a.Stays[p] = v
		case j.toCome(p) && !j.same(p, v, a.Want.Get(p)):
			j.crossed(p, v)
			if j.conn.Winner == j.end.Side {
				j.keepStanding(a, p, v)
			}
		}
	}
	a.Expected = *s
	a.Rev, a.Log = s.Rev, s.Log
}

// firstStatus learns which status the tracker gave an issue that we just made
// without naming one. Where somebody was there since, the change log tells what
// it was; where there is none, what we write over goes to the history.
func (j *job) firstStatus(ctx context.Context, s *hub.Issue) {
	a := j.ev.Apply
	if !j.tr.Spec.Habits.StatusApart || len(a.Ops) == 0 || a.Ops[0].Do != hub.DoCreate || a.Expected.Status != "" {
		return
	}
	a.Expected.Status = s.Status
	if s.Rev == a.Rev && j.tr.Spec.Habits.Revision != tracker.Coarse {
		return // nobody was
	}
	if j.same("status", s.Status, a.Want.Status) {
		return // whoever was: there is nothing to write, and so nothing to write over
	}
	if lg, ok := j.tr.Conn.(tracker.Logger); ok && j.tr.Spec.Habits.ChangeLog {
		j.calls.Add(1)
		entries, err := lg.Entries(ctx, j.end.Local, "")
		i := slices.IndexFunc(entries, func(h hub.HistoryItem) bool { return partOf(h) == "status" })
		if err == nil {
			if i >= 0 {
				if first, ok := entries[i].From.(string); ok {
					a.Expected.Status = first
				}
				if a.Expected.Status == s.Status && !j.same("status", s.Status, a.Want.Status) {
					j.history = append(j.history, j.pastOf("replaced", "status", s.Status, a.Want.Status)) // set there and back
				}
			}
			return
		}
	}
	if !j.same("status", s.Status, a.Want.Status) {
		j.crossed("status", s.Status)
	}
}

func has(ps hub.Parts, p hub.Part) bool { _, ok := ps[p]; return ok }

func (j *job) toCome(p hub.Part) bool {
	a := j.ev.Apply
	for i := a.Done; i < len(a.Ops); i++ {
		if a.Ops[i].State != hub.OpDone && a.Ops[i].State != hub.OpSkipped && slices.Contains(a.Ops[i].Parts, p) {
			return true
		}
	}
	return false
}

// crossed puts a person's value that was, or will be, written over into the
// pair's history.
func (j *job) crossed(p hub.Part, v hub.Value) {
	a := j.ev.Apply
	j.history = append(j.history, j.pastOf("overwritten", p, v, a.Want.Get(p)))
	if !slices.Contains(a.Lost, p) {
		a.Lost = append(a.Lost, p)
	}
}

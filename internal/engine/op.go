package engine

import (
	"context"
	"fmt"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/tracker"
)

// planOps lists the writes that bring the item from L to want, in the order:
// the issue itself, its fields, its elements, the status last where that is a
// call of its own.
func (j *job) planOps(a *hub.Apply, l *hub.Issue, first bool) {
	var fields, status []hub.Part
	var elements []hub.Op
	for _, p := range j.diff(l, &a.Want) {
		switch name := p.Field(); {
		case !first && j.keeps(p) && p.Elem() == "":
			// It stays as it was made; what they mean by it is kept as its alias.
		case !first && j.keeps(p) && l.Get(p) != nil:
			a.Want.Take(p, l)
		case p.Elem() != "" && isOwn(name):
			if op, ok := j.elementOp(a, l, p); ok {
				elements = append(elements, op)
			} else {
				a.Want.Take(p, l) // this tracker has none such
			}
		case name == "status" && j.tr.Spec.Habits.StatusApart:
			status = append(status, p)
		default:
			fields = append(fields, p)
		}
	}
	a.Ops = nil
	if first {
		a.Ops = append(a.Ops, hub.Op{Do: hub.DoCreate, Parts: fields, Mark: j.ev.EndKey.Mark()})
	} else if len(fields) > 0 {
		a.Ops = append(a.Ops, hub.Op{Do: hub.DoSet, Parts: fields})
	}
	slices.SortStableFunc(elements, byOrder(&a.Want))
	a.Ops = append(a.Ops, elements...)
	if len(status) > 0 {
		a.Ops = append(a.Ops, hub.Op{Do: hub.DoStatus, Parts: status})
	}
}

// keeps reports whether the tracker never changes what the part shows.
func (j *job) keeps(p hub.Part) bool { return j.tr.Spec.Habits.Keeps(p.Field()) }

// isOwn reports whether the elements of a set are written one call each.
func isOwn(field string) bool {
	return field == "comments" || field == "attachments" || field == "workLogs" || field == "links"
}

// elementOp is the write for one comment, attachment, work log or link.
func (j *job) elementOp(a *hub.Apply, l *hub.Issue, p hub.Part) (hub.Op, bool) {
	op := hub.Op{Do: hub.DoEdit, Parts: []hub.Part{p}}
	switch {
	case a.Want.Get(p) == nil:
		op.Do = hub.DoDrop
	case l.Get(p) == nil:
		op.Do = hub.DoAdd
		op.Remote, _ = rule.IsNew(p.Elem())
		op.Mark = j.effectKey(p, a.Want.Get(p))
	}
	switch p.Field() {
	case "comments":
		_, ok := j.tr.Conn.(tracker.Commenter)
		return op, ok
	case "attachments":
		_, ok := j.tr.Conn.(tracker.Attacher)
		return op, ok && op.Do != hub.DoEdit
	case "workLogs":
		_, ok := j.tr.Conn.(tracker.WorkLogger)
		return op, ok
	}
	_, ok := j.tr.Conn.(tracker.Linker)
	return op, ok && op.Do != hub.DoEdit
}

// effectKey names what is made for an element of the other side, for good: it
// is found again under that name however often it is tried, and whatever else
// was forgotten. An attachment whose bytes change is another one.
func (j *job) effectKey(p hub.Part, v hub.Value) string {
	what := ""
	if p.Field() == "attachments" {
		what = fmt.Sprint(v)
	}
	if _, ok := rule.IsNew(p.Elem()); !ok { // of a rule's own making: new with each message
		what = fmt.Sprint(j.ev.Envelope.Epoch, " ", j.ev.Envelope.Seq)
		if j.ev.Envelope.Kind == hub.KindEdit { // which has no place in order
			what = string(j.ev.ID)
		}
	}
	d := hub.DigestOf(fmt.Appendf(nil, "%s %s %s %s %s", j.opt.Node, j.ev.Pair, j.ev.Side, p, what))
	return effectPrefix(j.ev.EndKey) + hex(d, 16)
}

// effectPrefix begins the names of all that is made at an end. A clone of the
// issue carries copies of its comments, names included, and is another pair's.
func effectPrefix(k hub.EndKey) string { return "ew" + hex(hub.DigestOf([]byte(k.Mark())), 8) + "-" }

func hex(d hub.Digest, n int) string { return string(d[len("sha256:"):][:n]) }

// byOrder keeps new comments in the order in which they were written.
func byOrder(want *hub.Issue) func(a, b hub.Op) int {
	at := map[hub.Part]int{}
	for i, c := range want.Comments {
		at[hub.PartOf("comments", c.ID)] = i
	}
	rank := map[string]int{"attachments": 0, "comments": 1, "workLogs": 2, "links": 3}
	return func(a, b hub.Op) int {
		p, q := a.Parts[0], b.Parts[0]
		if d := rank[p.Field()] - rank[q.Field()]; d != 0 {
			return d
		}
		return at[p] - at[q]
	}
}

// due lists the parts of a write that do not show what they should yet.
func (j *job) due(a *hub.Apply, op *hub.Op) []hub.Part {
	return slices.DeleteFunc(slices.Clone(op.Parts), func(p hub.Part) bool {
		if op.Back { // only while it shows what we wrote
			return !j.same(p, a.Expected.Get(p), a.Want.Get(p)) || j.same(p, a.Want.Get(p), a.Stays[p])
		}
		return has(a.Stays, p) || j.same(p, a.Expected.Get(p), a.Want.Get(p))
	})
}

// source is where a write takes its values from.
func source(a *hub.Apply, op *hub.Op) *hub.Issue {
	if !op.Back {
		return &a.Want
	}
	is := a.Want.Clone()
	for p, v := range a.Stays {
		is.Set(p, v)
	}
	return is
}

// call makes one write, of the given parts only.
func (j *job) call(ctx context.Context, a *hub.Apply, op *hub.Op, parts []hub.Part) (tracker.Receipt, error) {
	h := j.tr.Spec.Habits
	w := tracker.Write{Ref: j.end.Local}
	conditional := h.Conditional
	if op.Do == hub.DoAdd || op.Do == hub.DoEdit || op.Do == hub.DoDrop {
		conditional = h.ConditionalParts
	}
	checked := h.Checked && (op.Do == hub.DoSet || op.Do == hub.DoStatus) || h.Accounted()
	if (conditional || checked) && op.Do != hub.DoCreate {
		w.IfRev = a.Rev
	}
	_, marksParts := j.tr.Conn.(tracker.PartMarker)
	if op.Do == hub.DoCreate && h.Marked("issue") || op.Do == hub.DoAdd && (marksParts || h.Marked(parts[0].Field())) {
		w.Mark = op.Mark
	}
	if !conditional && (!h.Accounted() || w.IfRev == "") && op.Do != hub.DoCreate {
		a.Loose = true
	}
	if err := j.le.Alive(); err != nil {
		return tracker.Receipt{}, err
	}
	j.calls.Add(1)
	switch op.Do {
	case hub.DoCreate:
		is := a.Want.Clone()
		is.Comments, is.Attachments, is.WorkLogs, is.Links = nil, nil, nil, nil
		if h.StatusApart {
			is.Status = "" // a new issue has the tracker's first one, and is moved on from there
		}
		return j.tr.Conn.Create(ctx, w, is)
	case hub.DoSet, hub.DoStatus:
		return j.tr.Conn.Set(ctx, w, patch(source(a, op), parts))
	}
	return j.callElement(ctx, a, op, parts[0], w)
}

func (j *job) callElement(ctx context.Context, a *hub.Apply, op *hub.Op, p hub.Part, w tracker.Write) (tracker.Receipt, error) {
	id := p.Elem()
	var one hub.Issue
	one.Take(p, &a.Want)
	switch p.Field() {
	case "comments":
		c := j.tr.Conn.(tracker.Commenter)
		switch op.Do {
		case hub.DoAdd:
			one.Comments[0].ID = ""
			return c.AddComment(ctx, w, one.Comments[0])
		case hub.DoEdit:
			return c.EditComment(ctx, w, one.Comments[0])
		}
		return c.DropComment(ctx, w, id)
	case "attachments":
		at := j.tr.Conn.(tracker.Attacher)
		if op.Do == hub.DoDrop {
			return at.DropAttachment(ctx, w, id)
		}
		file := one.Attachments[0]
		r, size, err := j.opt.Blobs.Open(file.Digest)
		if err != nil {
			return tracker.Receipt{}, err
		}
		defer r.Close()
		file.ID, file.Size = "", size
		return at.AddAttachment(ctx, w, file, r)
	case "workLogs":
		wl := j.tr.Conn.(tracker.WorkLogger)
		switch op.Do {
		case hub.DoAdd:
			one.WorkLogs[0].ID = ""
			return wl.AddWorkLog(ctx, w, one.WorkLogs[0])
		case hub.DoEdit:
			return wl.EditWorkLog(ctx, w, one.WorkLogs[0])
		}
		return wl.DropWorkLog(ctx, w, id)
	}
	li := j.tr.Conn.(tracker.Linker)
	if op.Do == hub.DoDrop {
		one.Take(p, &a.Expected)
		return li.DropLink(ctx, w, one.Links[0])
	}
	return li.AddLink(ctx, w, one.Links[0])
}

// patch names the given parts of want and nothing else.
func patch(want *hub.Issue, parts []hub.Part) tracker.Patch {
	var p tracker.Patch
	for _, part := range parts {
		v := want.Get(part)
		switch {
		case part.Elem() == "" && v == nil:
			p.Fields.Clear(part.Field())
		case part.Elem() == "":
			p.Fields.Take(part, want)
		case v == nil:
			p.Drop.Set(part, true)
		default:
			p.Add.Take(part, want)
		}
	}
	return p
}

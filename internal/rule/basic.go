package rule

import (
	"context"
	"slices"

	"github.com/entwine-sync/entwine/hub"
)

// Basic is the mode without rules to write: what a new connection starts with.
//
// It tells type, summary, description, status, resolution, priority, assignee,
// reporter, labels, parent, the comments and attachments that were made here,
// and the links between synced issues. It takes over type (first sync only),
// summary, description, status, priority, labels, parent, comments, attachments
// and links; people stay as they are,
// since a name over there is nobody here until somebody says who. Texts come in
// the format of this side. Where this side keeps what was made, a changed
// comment or attachment is added anew, and what is taken out over there stays.
type Basic struct {
	Project string // container for new issues
	Type    string // type for new issues whose type is not one of Types; "" for theirs as it is
	Types   []string
	Names   Names    // what their statuses, priorities and types are called here
	Links   []string // types of links that can be made here, see tracker.Habits
	Kept    []string // fields that stay here as they were made, likewise
}

var _ Set = Basic{}

// told lists the fields whose emptiness is told too.
var told = []string{"description", "status", "priority", "labels", "parent", "resolution"}

// Outgoing tells the fields named above.
func (b Basic) Outgoing(ctx context.Context, in Out) (hub.Issue, error) {
	is := &in.Issue
	r := hub.Issue{
		Ref: is.Ref, Project: is.Project, Type: is.Type, Summary: is.Summary, Description: is.Description,
		Status: is.Status, Resolution: is.Resolution, Priority: is.Priority, Assignee: is.Assignee,
		Reporter: is.Reporter, Labels: is.Labels, Created: is.Created, Updated: is.Updated, URL: is.URL,
	}
	if is.Parent != nil {
		// A parent that is not synced means nothing to the other side.
		ok, err := in.Tools.Paired(ctx, is.Parent.ID)
		if err != nil {
			return hub.Issue{}, err
		}
		if ok {
			r.Parent = is.Parent
		}
	}
	for _, k := range is.Links {
		if k.To.ID == "" {
			continue
		}
		// Once both its ends are over there.
		if _, ok, err := in.Tools.RemoteOf(ctx, k.To.ID); err != nil {
			return hub.Issue{}, err
		} else if ok {
			r.Links = append(r.Links, hub.Link{Type: k.Type, To: k.To})
		}
	}
	r.Comments = keepMade(is.Comments, in.Traces, "comments", func(c hub.Comment) (string, bool) { return c.ID, c.Private })
	r.Attachments = keepMade(is.Attachments, in.Traces, "attachments", func(a hub.Attachment) (string, bool) { return a.ID, false })
	have := r.Parts()
	for _, name := range told {
		if name == "parent" && is.Parent != nil {
			continue // there is one, and it means nothing over there
		}
		if p := hub.PartOf(name, ""); have[p] == nil && !(name == "labels" && len(r.Labels) > 0) {
			r.Clear(name)
		}
	}
	return r, nil
}

// keepMade drops the elements that we made for the other side's, and those
// that are not to leave.
func keepMade[T any](l []T, traces []hub.Trace, field string, of func(T) (id string, secret bool)) []T {
	ours := map[string]bool{}
	for _, t := range traces {
		if t.Field == field && t.Ours {
			ours[t.Local] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(l), func(e T) bool {
		id, secret := of(e)
		return secret || ours[id]
	})
}

// Incoming takes over the fields named above.
func (b Basic) Incoming(ctx context.Context, in In) (Result, error) {
	r, w := &in.Replica, in.Issue.Clone()
	if in.First {
		w.Project, w.Type = b.Project, b.Names.here("type", r.Type, "")
		if len(b.Types) > 0 && !slices.Contains(b.Types, w.Type) || w.Type == "" {
			w.Type = b.Type
		}
	}
	if r.Summary != "" {
		w.Summary = r.Summary
	}
	take := func(name string, to *string, v string) {
		if v != "" || r.IsCleared(name) {
			*to = v
		}
	}
	take("description", &w.Description, in.Text(r.Description, w.Description))
	take("status", &w.Status, b.Names.here("status", r.Status, w.Status))
	take("priority", &w.Priority, b.Names.here("priority", r.Priority, w.Priority))
	if len(r.Labels) > 0 || r.IsCleared("labels") {
		w.Labels = slices.Clone(r.Labels)
	}
	if err := takeParent(ctx, in, w); err != nil {
		return Result{}, err
	}
	MergeComments(w, in, slices.Contains(b.Kept, "comments"))
	MergeAttachments(w, in, slices.Contains(b.Kept, "attachments"))
	if err := MergeLinks(ctx, w, in, b.Links); err != nil {
		return Result{}, err
	}
	return Result{Issue: *w}, nil
}

// takeParent sets the parent to our twin of theirs, and waits for it if it is
// not here yet: it is on its way, since only synced parents are told.
func takeParent(ctx context.Context, in In, w *hub.Issue) error {
	r := &in.Replica
	if r.Parent == nil {
		if r.IsCleared("parent") {
			w.Parent = nil
		}
		return nil
	}
	ref, ok, err := in.Tools.LocalOf(ctx, r.Parent.ID)
	if err != nil {
		return err
	}
	if !ok {
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue, Field: "parent",
			Message: "waits for its parent " + r.Parent.String() + " to arrive first"}
	}
	w.Parent = &ref
	return nil
}

// MergeComments brings the told comments into w: those that are new against
// the previous message are added, changed ones changed, and of those that are
// told no more the ones that we made are taken out. Comments of people here
// are never touched. With kept, none is changed or taken out: one that changed
// over there is added once more.
func MergeComments(w *hub.Issue, in In, kept bool) {
	before := byID(in.Previous.Comments, func(c hub.Comment) string { return c.ID })
	now := byID(in.Replica.Comments, func(c hub.Comment) string { return c.ID })
	for _, c := range in.Replica.Comments {
		old, known := before[c.ID]
		if known && old.Body == c.Body && old.Private == c.Private {
			continue
		}
		t, i, traced := traceOf(in.Traces, "comments", c.ID, w.Comments, func(l hub.Comment) string { return l.ID })
		switch {
		case i >= 0 && t.Ours && kept:
			if body := in.Text(c.Body, w.Comments[i].Body); body != w.Comments[i].Body {
				c.ID, c.Body, c.Only = New(c.ID), body, hub.Audience{}
				w.Comments = append(w.Comments, c)
			}
		case i >= 0 && t.Ours:
			w.Comments[i].Body, w.Comments[i].Private = in.Text(c.Body, w.Comments[i].Body), c.Private
		case i < 0 && (!traced || t.Ours):
			c.ID, c.Body, c.Only = New(c.ID), in.Text(c.Body, ""), hub.Audience{} // over there's names mean nobody here
			if !slices.ContainsFunc(w.Comments, func(l hub.Comment) bool { return l.ID == c.ID }) {
				w.Comments = append(w.Comments, c)
			}
		}
	}
	for _, t := range in.Traces {
		if _, told := now[t.Remote]; t.Field == "comments" && t.Ours && !told && !kept {
			w.Comments = slices.DeleteFunc(w.Comments, func(l hub.Comment) bool { return l.ID == t.Local })
		}
	}
}

// MergeAttachments does for attachments what MergeComments does for comments;
// an attachment whose bytes changed is another one. Bytes that nobody has
// looked at yet count as the same.
func MergeAttachments(w *hub.Issue, in In, kept bool) {
	before := byID(in.Previous.Attachments, func(a hub.Attachment) string { return a.ID })
	now := byID(in.Replica.Attachments, func(a hub.Attachment) string { return a.ID })
	for _, a := range in.Replica.Attachments {
		old, known := before[a.ID]
		if known && sameBytes(old.Digest, a.Digest) {
			continue
		}
		t, i, traced := traceOf(in.Traces, "attachments", a.ID, w.Attachments, func(l hub.Attachment) string { return l.ID })
		if i >= 0 && t.Ours && w.Attachments[i].Digest != a.Digest && (known || !sameBytes(w.Attachments[i].Digest, a.Digest)) {
			if !kept {
				w.Attachments = slices.Delete(w.Attachments, i, i+1)
			}
			i = -1
		}
		if i < 0 && (!traced || t.Ours) {
			a.ID = New(a.ID)
			if !slices.ContainsFunc(w.Attachments, func(l hub.Attachment) bool { return l.ID == a.ID }) {
				w.Attachments = append(w.Attachments, a)
			}
		}
	}
	for _, t := range in.Traces {
		if _, told := now[t.Remote]; t.Field == "attachments" && t.Ours && !told && !kept {
			w.Attachments = slices.DeleteFunc(w.Attachments, func(l hub.Attachment) bool { return l.ID == t.Local })
		}
	}
}

func sameBytes(a, b hub.Digest) bool { return a == b || a == "" || b == "" }

func byID[T any](l []T, id func(T) string) map[string]T {
	m := make(map[string]T, len(l))
	for _, e := range l {
		m[id(e)] = e
	}
	return m
}

// traceOf finds the trace of the other side's element and the place here of what
// was made for it, -1 if it is gone. An element that was made again after it was
// deleted has several traces: the one of which something is there counts, or
// else the newest.
func traceOf[T any](traces []hub.Trace, field, remote string, have []T, id func(T) string) (t hub.Trace, at int, ok bool) {
	at = -1
	for _, tr := range traces {
		if tr.Field != field || tr.Remote != remote {
			continue
		}
		i := slices.IndexFunc(have, func(e T) bool { return id(e) == tr.Local })
		if i >= 0 || at < 0 {
			t, at, ok = tr, i, true
		}
	}
	return t, at, ok
}

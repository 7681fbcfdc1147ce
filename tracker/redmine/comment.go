package redmine

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// A comment is a journal with notes. The same journal may hold changes of
// fields, if a person did both at once.

// AddComment implements tracker.Commenter. A private comment is only written
// where our account may make it one: Redmine would take it all the same, and
// show it to everybody.
func (c *connector) AddComment(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	raw, err := c.raw(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if strings.TrimSpace(cm.Body) == "" {
		return tracker.Receipt{}, invalid("comments", "Redmine takes no blank comments")
	}
	me, err := c.me(ctx)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if cm.Private {
		if err := c.mayHide(ctx, raw.Project.ID); err != nil {
			return tracker.Receipt{}, err
		}
	}
	attrs := map[string]any{"notes": web.Lines(cm.Body)}
	if cm.Private {
		attrs["private_notes"] = true
	}
	if err := c.update(ctx, raw.ID, attrs); err != nil {
		return tracker.Receipt{}, err
	}
	after, late, err := c.read(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, web.Unseen(err)
	}
	since := newest(raw)
	for _, j := range slices.Backward(late.Journals) {
		if j.ID <= since || j.User == nil || j.User.ID != me.ID || web.Lines(j.Notes) != web.Lines(cm.Body) {
			continue
		}
		if cm.Private && !j.PrivateNotes {
			return tracker.Receipt{}, c.takeBack(ctx, j.ID)
		}
		return tracker.Receipt{Ref: after.Ref, Rev: after.Rev, ID: id(j.ID), Change: id(j.ID), State: after}, nil
	}
	return tracker.Receipt{}, &hub.Error{
		Code: hub.Denied, Scope: hub.ScopeIssue, Field: "comments",
		Message: "Redmine answered success and shows no comment: the account's role may not add notes",
	}
}

// takeBack empties a comment that came out public and should not have.
func (c *connector) takeBack(ctx context.Context, journal int64) error {
	if err := c.editJournal(ctx, journal, map[string]any{"notes": ""}); err != nil {
		return web.Unseen(err)
	}
	return mayNotHide
}

var mayNotHide = &hub.Error{
	Code: hub.Denied, Scope: hub.ScopeIssue, Field: "comments",
	Message: "the account may not make private notes: its role in this project lacks “Set notes as private”",
}

// mayHide proves that our account may make notes private in a project.
func (c *connector) mayHide(ctx context.Context, project int64) error {
	u, err := c.self(ctx) // asked each time: rights may be taken away
	if err != nil || u.Admin {
		return err
	}
	for _, m := range u.Memberships {
		if m.Project.ID != project {
			continue
		}
		for _, r := range m.Roles {
			var out struct {
				Role struct{ Permissions []string }
			}
			if _, err := c.get(ctx, "/roles/"+id(r.ID)+".json", nil, &out); err != nil {
				return web.Hidden(err)
			}
			if slices.Contains(out.Role.Permissions, "set_notes_private") {
				return nil
			}
		}
	}
	return mayNotHide
}

// EditComment implements tracker.Commenter.
func (c *connector) EditComment(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	j, raw, err := c.note(ctx, w.Ref, cm.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if strings.TrimSpace(cm.Body) == "" {
		return tracker.Receipt{}, invalid("comments", "Redmine takes no blank comments")
	}
	attrs := map[string]any{"notes": web.Lines(cm.Body)}
	if cm.Private != j.PrivateNotes {
		if err := c.mayHide(ctx, raw.Project.ID); err != nil {
			return tracker.Receipt{}, err
		}
		attrs["private_notes"] = cm.Private
	}
	if err := c.editJournal(ctx, j.ID, attrs); err != nil {
		return tracker.Receipt{}, err
	}
	after, err := c.Get(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, web.Unseen(err)
	}
	for _, now := range after.Comments {
		if now.ID == cm.ID && now.Private != cm.Private {
			return tracker.Receipt{}, invalid("comments", "Redmine answered success and did not change who may see the comment")
		}
	}
	return tracker.Receipt{Ref: after.Ref, Rev: after.Rev, ID: cm.ID, State: after}, nil
}

// DropComment implements tracker.Commenter. A journal without changes goes; of
// one with changes the notes do.
func (c *connector) DropComment(ctx context.Context, w tracker.Write, comment string) (tracker.Receipt, error) {
	j, _, err := c.note(ctx, w.Ref, comment)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if err := c.editJournal(ctx, j.ID, map[string]any{"notes": ""}); err != nil {
		return tracker.Receipt{}, err
	}
	return c.after(ctx, w.Ref, tracker.Receipt{ID: comment})
}

// note finds a comment of an issue.
func (c *connector) note(ctx context.Context, ref hub.Ref, comment string) (journal, *issue, error) {
	n, err := number(comment)
	if err != nil {
		return journal{}, nil, err
	}
	raw, err := c.raw(ctx, ref)
	if err != nil {
		return journal{}, nil, err
	}
	i := slices.IndexFunc(raw.Journals, func(j journal) bool { return j.ID == n && strings.TrimSpace(j.Notes) != "" })
	if i < 0 {
		return journal{}, nil, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "the issue shows no comment " + comment}
	}
	return raw.Journals[i], raw, nil
}

func (c *connector) editJournal(ctx context.Context, journal int64, attrs map[string]any) error {
	_, err := c.web.JSON(ctx, web.Request{
		Method: http.MethodPut, Path: "/journals/" + id(journal) + ".json", JSON: map[string]any{"journal": attrs},
	}, nil)
	return closed(err)
}

// after completes the receipt of a write with what the issue shows now.
func (c *connector) after(ctx context.Context, ref hub.Ref, r tracker.Receipt) (tracker.Receipt, error) {
	is, err := c.Get(ctx, ref)
	if err != nil {
		return tracker.Receipt{}, web.Unseen(err)
	}
	r.Ref, r.Rev, r.State = is.Ref, is.Rev, is
	return r, nil
}

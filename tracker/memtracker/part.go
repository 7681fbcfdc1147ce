package memtracker

import (
	"context"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// writePart runs a call that writes one comment, attachment, work log or link.
// edit changes next and returns the id of what it made or changed.
func (t *Tracker) writePart(ctx context.Context, name, field string, w tracker.Write, text string,
	edit func(t *Tracker, next *hub.Issue) (string, error),
) (tracker.Receipt, error) {
	if err := t.look(ctx, w); err != nil {
		return tracker.Receipt{}, err
	}
	return t.write(ctx, Call{Name: name, Ref: w.Ref, Mark: w.Mark}, func(t *Tracker) (tracker.Receipt, error) {
		it, err := t.target(w, t.cfg.Habits.ConditionalParts)
		if err != nil {
			return tracker.Receipt{}, err
		}
		r, refused := t.refusal(field, text)
		switch {
		case refused && r.How == Hidden:
			return t.accounted(w, it.state().Rev, t.receipt(it, t.newID(), "")), nil // a lie
		case refused:
			return tracker.Receipt{}, r.error()
		}
		next := it.state().Clone()
		id, err := edit(t, next)
		if err != nil {
			return tracker.Receipt{}, err
		}
		list := partChanges(it.state(), next, field)
		if err := t.kept(list); err != nil {
			return tracker.Receipt{}, err
		}
		found := it.state().Rev
		return t.accounted(w, found, t.receipt(it, id, t.commit(it, next, t.cfg.Account, list, id))), nil
	})
}

// kept refuses changes of what stays as it was made.
func (t *Tracker) kept(list []change) error {
	for _, ch := range list {
		if field := ch.part.Field(); t.cfg.Habits.Keeps(field) && (ch.part.Elem() == "" || ch.from != nil) {
			return invalid(field, field+" stays as it was made")
		}
	}
	return nil
}

// partChanges lists what differs in one set, without looking at the rest.
func partChanges(before, after *hub.Issue, field string) []change {
	only := func(is *hub.Issue) *hub.Issue {
		switch field {
		case "comments":
			return &hub.Issue{Comments: is.Comments}
		case "attachments":
			return &hub.Issue{Attachments: is.Attachments}
		case "workLogs":
			return &hub.Issue{WorkLogs: is.WorkLogs}
		}
		return &hub.Issue{Links: is.Links}
	}
	return changes(only(before), only(after))
}

// AddComment implements tracker.Commenter. The author is always our account.
func (c *connector) AddComment(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	t := c.t
	return t.writePart(ctx, "AddComment", "comments", w, cm.Body, func(t *Tracker, next *hub.Issue) (string, error) {
		return t.comment(next, t.cfg.Account, cm, t.mark("comments", w)), nil
	})
}

// comment appends a comment to a state and returns its id.
func (t *Tracker) comment(next *hub.Issue, by hub.User, cm hub.Comment, mark string) string {
	now := t.clock()
	next.Comments = append(next.Comments, hub.Comment{
		ID: t.newID(), Author: &by, Body: t.cfg.Norm.text(cm.Body), Private: cm.Private, Created: now, Updated: now, Mark: mark,
	})
	return next.Comments[len(next.Comments)-1].ID
}

// EditComment implements tracker.Commenter: body and privacy become as given.
func (c *connector) EditComment(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	t := c.t
	return t.writePart(ctx, "EditComment", "comments", w, cm.Body, func(t *Tracker, next *hub.Issue) (string, error) {
		return cm.ID, t.editComment(next, cm)
	})
}

func (t *Tracker) editComment(next *hub.Issue, cm hub.Comment) error {
	i := slices.IndexFunc(next.Comments, func(have hub.Comment) bool { return have.ID == cm.ID })
	if i < 0 {
		return notFound("there is no comment " + cm.ID)
	}
	have := &next.Comments[i]
	have.Body, have.Private, have.Updated = t.cfg.Norm.text(cm.Body), cm.Private, t.clock()
	return nil
}

// DropComment implements tracker.Commenter.
func (c *connector) DropComment(ctx context.Context, w tracker.Write, id string) (tracker.Receipt, error) {
	return c.t.writePart(ctx, "DropComment", "comments", w, "", func(t *Tracker, next *hub.Issue) (string, error) {
		return "", drop(&next.Comments, "comment", id, func(e hub.Comment) string { return e.ID })
	})
}

// drop takes the element with the id out of a list.
func drop[T any](list *[]T, what, id string, idOf func(T) string) error {
	i := slices.IndexFunc(*list, func(e T) bool { return idOf(e) == id })
	if i < 0 {
		return notFound("there is no " + what + " " + id)
	}
	*list = slices.Delete(*list, i, i+1)
	return nil
}

// AddWorkLog implements tracker.WorkLogger. The author is always our account.
func (c *connector) AddWorkLog(ctx context.Context, w tracker.Write, l hub.WorkLog) (tracker.Receipt, error) {
	t := c.t
	return t.writePart(ctx, "AddWorkLog", "workLogs", w, l.Text, func(t *Tracker, next *hub.Issue) (string, error) {
		return t.workLog(next, t.cfg.Account, l, t.mark("workLogs", w))
	})
}

// workLog appends a work log to a state and returns its id.
func (t *Tracker) workLog(next *hub.Issue, by hub.User, l hub.WorkLog, mark string) (string, error) {
	if l.Seconds <= 0 {
		return "", invalid("workLogs", "a work log is of one second at least")
	}
	if l.Started.IsZero() {
		l.Started = t.clock()
	}
	l.ID, l.Author, l.Text, l.Mark = t.newID(), &by, t.cfg.Norm.text(l.Text), mark
	next.WorkLogs = append(next.WorkLogs, l)
	return l.ID, nil
}

// EditWorkLog implements tracker.WorkLogger: text, start and seconds become as
// given.
func (c *connector) EditWorkLog(ctx context.Context, w tracker.Write, l hub.WorkLog) (tracker.Receipt, error) {
	t := c.t
	return t.writePart(ctx, "EditWorkLog", "workLogs", w, l.Text, func(t *Tracker, next *hub.Issue) (string, error) {
		i := slices.IndexFunc(next.WorkLogs, func(have hub.WorkLog) bool { return have.ID == l.ID })
		switch {
		case i < 0:
			return "", notFound("there is no work log " + l.ID)
		case l.Seconds <= 0:
			return "", invalid("workLogs", "a work log is of one second at least")
		}
		have := &next.WorkLogs[i]
		have.Text, have.Seconds = t.cfg.Norm.text(l.Text), l.Seconds
		if !l.Started.IsZero() {
			have.Started = l.Started
		}
		return l.ID, nil
	})
}

// DropWorkLog implements tracker.WorkLogger.
func (c *connector) DropWorkLog(ctx context.Context, w tracker.Write, id string) (tracker.Receipt, error) {
	return c.t.writePart(ctx, "DropWorkLog", "workLogs", w, "", func(t *Tracker, next *hub.Issue) (string, error) {
		return "", drop(&next.WorkLogs, "work log", id, func(e hub.WorkLog) string { return e.ID })
	})
}

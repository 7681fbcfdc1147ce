package kept

import "github.com/entwine-sync/entwine/hub"

// issue changes an issue to the form that is kept. What its tracker alone needs
// is not: revision, marks and log.
func (k *keeper) issue(was, is *hub.Issue) {
	if sameIssue(was, is) {
		*is = *was
		return
	}
	is.Rev, is.Mark, is.Log = "", "", ""
	k.texts(is.Ref.ID, is.Ref.Key, is.Project, is.Type, is.Summary, is.Description, is.Environment, is.Status,
		is.Resolution, is.Priority, is.Severity, is.SecurityLevel, is.URL)
	is.Assignee, is.Reporter = k.user(was.Assignee, is.Assignee), k.user(was.Reporter, is.Reporter)
	is.Creator = k.user(was.Creator, is.Creator)
	if is.Parent = keepPtr(was.Parent, is.Parent); is.Parent != nil {
		k.texts(is.Parent.ID, is.Parent.Key)
	}
	is.Due, is.Created = k.date(is.Due), k.date(is.Created)
	is.Updated, is.Resolved = k.date(is.Updated), k.date(is.Resolved)
	is.Estimate, is.Remaining = keepPtr(was.Estimate, is.Estimate), keepPtr(was.Remaining, is.Remaining)
	is.Spent = keepPtr(was.Spent, is.Spent)
	is.Labels, is.Components = keepTexts(k, was.Labels, is.Labels), keepTexts(k, was.Components, is.Components)
	is.AffectedVersions = keepTexts(k, was.AffectedVersions, is.AffectedVersions)
	is.FixVersions = keepTexts(k, was.FixVersions, is.FixVersions)
	is.Sprints, is.Cleared = keepTexts(k, was.Sprints, is.Sprints), keepTexts(k, was.Cleared, is.Cleared)
	is.Watchers = keepList(k, was.Watchers, is.Watchers, equal[hub.User], (*keeper).watcher)
	is.Links = keepList(k, was.Links, is.Links, equal[hub.Link], (*keeper).link)
	is.Comments = keepList(k, was.Comments, is.Comments, sameComment, (*keeper).comment)
	is.Attachments = keepList(k, was.Attachments, is.Attachments, sameAttachment, (*keeper).attachment)
	is.WorkLogs = keepList(k, was.WorkLogs, is.WorkLogs, sameWorkLog, (*keeper).workLog)
	is.History = keepList(k, was.History, is.History, sameItem, (*keeper).item)
	is.CustomFields = k.values(was.CustomFields, is.CustomFields)
	is.CustomKeys = k.values(was.CustomKeys, is.CustomKeys)
	is.Extra = k.extra(was.Extra, is.Extra)
}

// snapshot is an issue that may be missing.
func (k *keeper) snapshot(was, is *hub.Issue) *hub.Issue {
	switch {
	case is == nil:
		return nil
	case was == nil:
		was = new(hub.Issue)
	case sameIssue(was, is):
		return was
	}
	c := *is
	k.issue(was, &c)
	return &c
}

func (k *keeper) user(was, u *hub.User) *hub.User {
	c := keepPtr(was, u)
	if c != nil && c != was {
		k.texts(c.ID, c.Name, c.Email)
	}
	return c
}

func (k *keeper) watcher(_, u *hub.User) { k.texts(u.ID, u.Name, u.Email) }

func (k *keeper) link(_, l *hub.Link) { k.texts(l.ID, l.Type, l.To.ID, l.To.Key, l.URL, l.Title) }

func (k *keeper) comment(was, c *hub.Comment) {
	k.texts(c.ID, c.Body, c.Only.Role, c.Only.Group)
	c.Author, c.Mark = k.user(was.Author, c.Author), ""
	c.Created, c.Updated = k.date(c.Created), k.date(c.Updated)
}

func (k *keeper) attachment(was, a *hub.Attachment) {
	k.texts(a.ID, a.Name, a.Type, string(a.Digest))
	a.Author, a.Mark = k.user(was.Author, a.Author), ""
	a.Created = k.date(a.Created)
}

func (k *keeper) workLog(was, w *hub.WorkLog) {
	k.texts(w.ID, w.Text, w.Only.Role, w.Only.Group)
	w.Author, w.Mark = k.user(was.Author, w.Author), ""
	w.Started = k.date(w.Started)
}

func (k *keeper) item(was, h *hub.HistoryItem) {
	k.texts(h.ID, h.Field)
	h.By = k.user(was.By, h.By)
	h.At = k.date(h.At)
	h.From, h.To = k.value(was.From, h.From, 0), k.value(was.To, h.To, 0)
}

package rt

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// convert makes an issue of what RT sent. It looks up the people that are not
// known yet.
func (c *connector) convert(ctx context.Context, raw *ticket, history []transaction, texts map[text]*attachment, files []attachment) (*hub.Issue, error) {
	if err := c.people.look(ctx, peopleIn(raw, history)...); err != nil {
		return nil, err
	}
	defs, err := c.known.definitions(ctx, raw)
	if err != nil {
		return nil, err
	}
	is := c.plain(raw, defs)
	c.fill(is, history, texts, files)
	return is, nil
}

// peopleIn are the logins that an issue made of this will name.
func peopleIn(raw *ticket, history []transaction) []string {
	var l []string
	for _, r := range slices.Concat(raw.Requestor, raw.Cc, raw.AdminCc) {
		if r.Type != "group" {
			l = append(l, string(r.ID))
		}
	}
	for _, t := range history {
		if t.says() || t.TimeTaken.int() > 0 {
			l = append(l, string(t.Creator.ID))
		}
	}
	return l
}

// plain converts the ticket without its history.
func (c *connector) plain(raw *ticket, defs []definition) *hub.Issue {
	is := &hub.Issue{
		Ref: refOf(string(raw.ID)), Rev: hub.Rev(id(raw.rev)), Project: web.Lines(string(raw.Queue.Name)), Type: "ticket",
		Summary: oneLine(string(raw.Subject)), Status: web.Lines(string(raw.Status)), Priority: web.Lines(c.priorities.word(raw.Priority)),
		Assignee: c.people.user(raw.Owner), Creator: c.people.user(raw.Creator),
		Created: moment(raw.Created), Updated: moment(raw.LastUpdated), Resolved: moment(raw.Resolved), Due: moment(raw.Due),
		Estimate: seconds(raw.TimeEstimated), Remaining: seconds(raw.TimeLeft), Spent: seconds(raw.TimeWorked),
		URL: c.web.URL("/Ticket/Display.html?id=" + string(raw.ID)),
	}
	if len(raw.Requestor) > 0 {
		is.Reporter = c.people.user(raw.Requestor[0])
	}
	for _, r := range raw.Cc {
		if u := c.people.user(r); u != nil {
			is.Watchers = append(is.Watchers, *u)
		}
	}
	extra := func(name string, v hub.Value) {
		if v != nil {
			is.Set(hub.PartOf("extra."+name, ""), v)
		}
	}
	if len(raw.Requestor) > 1 {
		extra("requestors", c.users(raw.Requestor))
	}
	extra("adminCc", c.users(raw.AdminCc))
	if n := raw.FinalPriority.int(); n != 0 {
		extra("finalPriority", web.Lines(c.priorities.word(raw.FinalPriority)))
	}
	for name, t := range map[string]text{"starts": raw.Starts, "started": raw.Started} {
		if at := moment(t); !at.IsZero() {
			extra(name, at)
		}
	}
	is.Parent, is.Links = linksOf(raw)
	for _, v := range raw.CustomFields {
		if c.isMark(v) {
			is.Mark = markIn(v)
			continue
		}
		i := slices.IndexFunc(defs, func(d definition) bool { return d.id == string(v.ID) })
		if i < 0 {
			continue // definitions has one for each value
		}
		if shown := defs[i].shown(v.Values); shown != nil {
			is.Set(hub.PartOf("customFields."+string(v.Name), ""), shown)
		}
	}
	return is
}

func (c *connector) users(l []record) hub.Value {
	var values []hub.Value
	for _, r := range l {
		if u := c.people.user(r); u != nil {
			values = append(values, *u)
		}
	}
	return list("", values)
}

// fill adds what the history holds: description, comments, work logs, files.
func (c *connector) fill(is *hub.Issue, history []transaction, texts map[text]*attachment, files []attachment) {
	by := map[text]*transaction{}
	for i := range history {
		t := &history[i]
		by[t.ID] = t
		if t.logs() {
			is.Log = string(t.ID)
		}
		body := texts[t.ID]
		if w, only := c.workLog(t, body); w != nil {
			is.WorkLogs = append(is.WorkLogs, *w)
			if only {
				continue
			}
		}
		if body == nil || !t.says() {
			continue
		}
		s, mark := bodyOf(body)
		switch {
		case strings.TrimSpace(s) == "":
		case t.Type == "Create":
			is.Description = s
		default:
			is.Comments = append(is.Comments, hub.Comment{
				ID: string(t.ID), Author: c.people.user(t.Creator), Body: s, Created: moment(t.Created), Private: t.Type == "Comment", Mark: mark,
			})
		}
	}
	slices.SortFunc(files, func(a, b attachment) int { return cmp.Compare(a.ID.int(), b.ID.int()) })
	for _, f := range files {
		t, mark := by[f.TransactionID], ""
		if body := texts[f.TransactionID]; body != nil {
			_, mark = bodyOf(body)
		}
		is.Attachments = append(is.Attachments, hub.Attachment{
			ID: string(f.ID), Name: f.name(), Type: string(f.ContentType), Size: f.ContentLength.int(),
			Author: c.people.user(t.Creator), Created: moment(t.Created), Mark: mark,
		})
	}
}

// name is a file's own, or one made up for what came without.
func (a *attachment) name() string {
	if a.Filename != "" {
		return string(a.Filename)
	}
	return "attachment-" + string(a.ID) + path.Ext(strings.ReplaceAll(string(a.ContentType), "/", "."))
}

// moment reads a time; RT has the beginning of 1970 where none is set.
func moment(t text) time.Time {
	at, err := time.Parse(time.RFC3339, string(t))
	if err != nil || at.Unix() == 0 {
		return time.Time{}
	}
	return at.UTC().Truncate(time.Second)
}

// seconds reads a number of minutes; RT has none where no time is set.
func seconds(t text) *int64 {
	n := t.int() * 60
	if n == 0 {
		return nil
	}
	return &n
}

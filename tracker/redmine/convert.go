package redmine

import (
	"cmp"
	"context"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// convert makes an issue of what Redmine sent. It reads what the answer only
// has numbers for: the project's identifier, work logs.
func (c *connector) convert(ctx context.Context, raw *issue) (*hub.Issue, error) {
	project, err := c.project(ctx, raw.Project)
	if err != nil {
		return nil, err
	}
	is := plain(raw)
	is.Project, is.URL, is.Mark = project.alias, c.web.URL("/issues/"+id(raw.ID)), c.markOf(raw)
	if err := c.convertCustom(ctx, raw, is); err != nil {
		return nil, err
	}
	if raw.SpentHours != nil && *raw.SpentHours > 0 {
		if is.WorkLogs, err = c.workLogs(ctx, raw.ID); err != nil {
			return nil, err
		}
	}
	for i := range raw.Journals {
		if len(fieldsOf(&raw.Journals[i])) > 0 {
			is.Log = id(raw.Journals[i].ID)
		}
	}
	return is, nil
}

// plain converts what needs no further look.
func plain(raw *issue) *hub.Issue {
	slices.SortFunc(raw.Journals, func(a, b journal) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(raw.Attachments, func(a, b attachment) int { return cmp.Compare(a.ID, b.ID) })
	is := &hub.Issue{
		Ref: refOf(raw.ID), Rev: revOf(raw.UpdatedOn),
		Type: raw.Tracker.Name, Summary: web.Lines(raw.Subject), Description: web.Lines(raw.Description),
		Status: raw.Status.Name, Priority: raw.Priority.Name,
		Assignee: user(raw.AssignedTo), Reporter: user(&raw.Author), Creator: user(&raw.Author),
		Created: raw.CreatedOn.UTC(), Updated: raw.UpdatedOn.UTC(),
		Due: date(raw.DueDate), Estimate: seconds(raw.EstimatedHours), Spent: seconds(raw.SpentHours),
		Extra: hub.Values{"private": raw.IsPrivate},
	}
	if raw.ClosedOn != nil {
		is.Resolved = raw.ClosedOn.UTC()
	}
	if raw.Parent != nil && raw.Parent.ID != 0 {
		ref := refOf(raw.Parent.ID)
		is.Parent = &ref
	}
	if raw.Category != nil {
		is.Components = []string{raw.Category.Name}
	}
	if raw.FixedVersion != nil {
		is.FixVersions = []string{raw.FixedVersion.Name}
	}
	if raw.DoneRatio != nil {
		is.Extra["doneRatio"] = hub.Number(id(*raw.DoneRatio))
	}
	if t := date(raw.StartDate); !t.IsZero() {
		is.Extra["startDate"] = t
	}
	for i := range raw.Watchers {
		if u := user(&raw.Watchers[i]); u != nil {
			is.Watchers = append(is.Watchers, *u)
		}
	}
	for _, j := range raw.Journals {
		if strings.TrimSpace(j.Notes) != "" {
			is.Comments = append(is.Comments, comment(j))
		}
	}
	for _, a := range raw.Attachments {
		is.Attachments = append(is.Attachments, hub.Attachment{
			ID: id(a.ID), Name: a.Filename, Type: a.ContentType, Size: a.Filesize, Author: user(a.Author), Created: a.CreatedOn.UTC(),
		})
	}
	for _, r := range raw.Relations {
		is.Links = append(is.Links, link(raw.ID, r))
	}
	return is
}

func comment(j journal) hub.Comment {
	c := hub.Comment{
		ID: id(j.ID), Author: user(j.User), Body: web.Lines(j.Notes), Created: j.CreatedOn.UTC(), Private: j.PrivateNotes,
	}
	if j.UpdatedOn.After(j.CreatedOn) {
		c.Updated = j.UpdatedOn.UTC()
	}
	return c
}

func (c *connector) convertCustom(ctx context.Context, raw *issue, is *hub.Issue) error {
	c.learn(raw.CustomFields)
	for _, v := range raw.CustomFields {
		if c.isMark(v.ID, v.Name) {
			continue
		}
		def, ok, err := c.defined(ctx, func(d definition) bool { return d.id == v.ID })
		if err != nil {
			return err
		}
		if !ok {
			def = definition{id: v.ID, name: v.Name, multiple: v.Multiple}
		}
		value, err := c.shown(ctx, raw.Project.ID, def, v.Value)
		if err != nil {
			return err
		}
		if value != nil {
			is.Set(hub.PartOf("customFields."+v.Name, ""), value)
		}
	}
	return nil
}

// workLogs reads those of an issue, oldest first by when they were written.
func (c *connector) workLogs(ctx context.Context, issue int64) ([]hub.WorkLog, error) {
	var all []timeEntry
	for {
		var page struct {
			TimeEntries []timeEntry `json:"time_entries"`
			Total       int         `json:"total_count"`
		}
		q := url.Values{"issue_id": {id(issue)}, "limit": {"100"}, "offset": {strconv.Itoa(len(all))}, "sort": {"created_on:asc"}}
		if _, err := c.get(ctx, "/time_entries.json", q, &page); err != nil {
			if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
				return nil, nil // seen as hours alone
			}
			return nil, err
		}
		all = append(all, page.TimeEntries...)
		if len(page.TimeEntries) == 0 || len(all) >= page.Total {
			break
		}
	}
	slices.SortFunc(all, func(a, b timeEntry) int { return cmp.Compare(a.ID, b.ID) })
	all = slices.CompactFunc(all, func(a, b timeEntry) bool { return a.ID == b.ID }) // one may move between two pages
	var logs []hub.WorkLog
	for _, e := range all {
		if e.Issue != nil && e.Issue.ID == issue {
			logs = append(logs, workLog(e))
		}
	}
	return logs, nil
}

func workLog(e timeEntry) hub.WorkLog {
	return hub.WorkLog{
		ID: id(e.ID), Author: user(e.User), Text: web.Lines(e.Comments), Started: date(e.SpentOn),
		Seconds: wholeMinutes(int64(math.Round(e.Hours * 3600))),
	}
}

// revOf is the revision of an issue: when it was updated, to the second.
func revOf(t time.Time) hub.Rev { return hub.Rev(id(t.Unix())) }

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func date(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{} // none, or nothing that we could name
	}
	return t
}

func seconds(hours *float64) *int64 {
	if hours == nil || math.Abs(*hours) > 1e12 {
		return nil
	}
	s := int64(math.Round(*hours * 3600))
	return &s
}

func hours(seconds int64) float64 { return float64(seconds) / 3600 }

// linkTypes are Redmine's words for relations, seen from the issue that they
// are listed from, and ours from there and from the other end.
var linkTypes = []struct{ theirs, ours, inverse string }{
	{"relates", "relates", "relates"},
	{"duplicates", "duplicates", "duplicated by"},
	{"duplicated", "duplicated by", "duplicates"},
	{"blocks", "blocks", "blocked by"},
	{"blocked", "blocked by", "blocks"},
	{"precedes", "precedes", "follows"},
	{"follows", "follows", "precedes"},
	{"copied_to", "copied to", "copied from"},
	{"copied_from", "copied from", "copied to"},
}

func link(from int64, r relation) hub.Link {
	l := hub.Link{ID: id(r.ID), Type: r.RelationType, To: refOf(r.IssueToID)}
	for _, t := range linkTypes {
		if t.theirs == r.RelationType {
			l.Type = t.ours
			if from != r.IssueID {
				l.Type = t.inverse
			}
		}
	}
	if from != r.IssueID {
		l.To = refOf(r.IssueID)
	}
	return l
}

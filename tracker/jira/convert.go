package jira

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// stamp is Jira's form of a moment; the zone has no colon.
const stamp = "2006-01-02T15:04:05.000-0700"

func moment(s string) (time.Time, bool) {
	for _, form := range []string{stamp, time.RFC3339Nano, "2006-01-02T15:04:05-0700"} {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// momentOf is a moment as text, or in milliseconds since 1970, as calls of
// webhooks and some apps have it.
func momentOf(v any) (time.Time, bool) {
	if n, ok := v.(hub.Number); ok {
		ms, err := n.Int64()
		return time.UnixMilli(ms).UTC(), err == nil && ms > 0 && ms < maxMillis
	}
	return moment(str(v))
}

// maxMillis is the end of the year 9999: later ones have no form in text.
const maxMillis = 253402300800000

// answer is an issue as Jira sends it.
type answer struct {
	ID         string         `json:"id"`
	Key        string         `json:"key"`
	Fields     map[string]any `json:"fields"`
	Properties map[string]any `json:"properties"`
	Changelog  *changelog     `json:"changelog"`
}

// UnmarshalJSON implements json.Unmarshaler. Some send ids as numbers, and an
// empty list where there is an object without members.
func (a *answer) UnmarshalJSON(b []byte) error {
	var m struct {
		ID, Key, Fields, Properties any
		Changelog                   *changelog
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&m); err != nil {
		return err
	}
	*a = answer{ID: word(m.ID), Key: word(m.Key), Fields: object(m.Fields), Properties: object(m.Properties), Changelog: m.Changelog}
	return nil
}

// Get implements tracker.Connector.
func (c *connector) Get(ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
	is, _, err := c.read(ctx, ref)
	return is, err
}

// issueKey is what people call an issue; a project may be named in any letters.
var issueKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\p{L}][\p{L}\p{N}_]*-[1-9][0-9]*$`) })

// read reads an issue, and hands on what the tracker sent too.
func (c *connector) read(ctx context.Context, ref hub.Ref) (*hub.Issue, *answer, error) {
	id, err := number(ref.ID)
	if ref.ID == "" && issueKey().MatchString(ref.Key) {
		if id, err = c.idOf(ctx, ref.Key); err == nil && id == "" {
			err = &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "there is no issue " + ref.Key}
		}
	}
	if err != nil {
		return nil, nil, err
	}
	var raw answer
	s, err := c.place(ctx)
	if err != nil {
		return nil, nil, err
	}
	q := url.Values{"fields": {"*all"}, "expand": {"changelog"}}
	if !s.before(7) {
		q.Set("properties", markProperty)
	}
	// Before the issue: asked for after it, it would stand behind the issues that all
	// other workers ask for, while the first one's work waits.
	if _, err := c.table(ctx, false); err != nil {
		return nil, nil, err
	}
	if err := c.get(ctx, "/issue/"+id, q, &raw); err != nil {
		return nil, nil, web.Hidden(err)
	}
	if raw.ID != id {
		return nil, nil, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer holds no issue " + id}
	}
	is, err := c.convert(ctx, &raw)
	if err != nil {
		return nil, nil, err
	}
	return is, &raw, nil
}

// convert makes an issue of what Jira sent, and reads what was cut off of it.
func (c *connector) convert(ctx context.Context, raw *answer) (*hub.Issue, error) {
	t, err := c.table(ctx, false)
	if err != nil {
		return nil, err
	}
	for id := range raw.Fields {
		if _, ok := t[id]; isCustom(id) && !ok {
			if t, err = c.table(ctx, true); err != nil {
				return nil, err
			}
			break
		}
	}
	s, err := c.place(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.serves(ctx, raw); err != nil {
		return nil, err
	}
	if err := c.complete(ctx, raw); err != nil {
		return nil, err
	}
	if s.Cloud {
		if err := c.nameMedia(ctx, filesOf(raw.Fields), raw.Fields); err != nil {
			return nil, err
		}
	}
	is := c.plain(raw, t)
	is.URL = first(strings.TrimRight(s.Base, "/"), c.web.URL("")) + "/browse/" + url.PathEscape(raw.Key)
	if d, ok := t.ofType(epicLink); ok && is.Parent == nil && str(raw.Fields[d.ID]) != "" {
		epic := hub.Ref{Key: str(raw.Fields[d.ID])}
		if epic.ID, err = c.idOf(ctx, epic.Key); err != nil {
			return nil, err
		}
		if epic.ID != "" {
			is.Parent = &epic
		}
	}
	if c.remote {
		if err := c.remoteLinks(ctx, raw.ID, is); err != nil {
			return nil, err
		}
	}
	if n, _ := object(raw.Fields["watches"])["watchCount"].(hub.Number); c.watchers && n != "" && n != "0" {
		var out struct {
			Watchers []account `json:"watchers"`
		}
		switch err := c.get(ctx, "/issue/"+raw.ID+"/watchers", nil, &out); {
		case hub.CodeOf(web.Hidden(err)) == hub.NotFound: // not shown to this account
		case err != nil:
			return nil, err
		}
		for _, a := range out.Watchers {
			is.Watchers = append(is.Watchers, a.user())
			c.learn(a)
		}
	}
	return is, nil
}

// complete reads the comments and work logs that the issue came without: in
// pages where there are such, and at servers mostly all at once.
func (c *connector) complete(ctx context.Context, raw *answer) error {
	s, err := c.place(ctx)
	if err != nil {
		return err
	}
	for _, p := range []struct {
		field, key string
		paged      bool
	}{{"comment", "comments", !s.before(7)}, {"worklog", "worklogs", s.Cloud}} {
		o := object(raw.Fields[p.field])
		got := list(o[p.key])
		desk := p.field == "comment" && isDesk(raw) && len(got) > 0 && !saysPublic(got)
		if total := integer(o["total"]); total <= len(got) && !desk {
			continue
		}
		all, err := c.pages(ctx, "/issue/"+raw.ID+"/"+p.field, p.key, p.paged, desk)
		if err != nil {
			return err
		}
		if desk {
			if err := c.remarks(ctx, raw.ID, all); err != nil {
				return err
			}
		}
		raw.Fields[p.field] = map[string]any{p.key: all}
	}
	return nil
}

// pages reads a list that is part of an issue, with the properties of what is in
// it if they are wanted.
func (c *connector) pages(ctx context.Context, path, key string, paged, properties bool) ([]any, error) {
	var all []any
	for {
		q := url.Values{}
		if paged {
			q = url.Values{"startAt": {itoa(len(all))}, "maxResults": {"1000"}}
		}
		if properties {
			q.Set("expand", "properties")
		}
		var page map[string]any
		if err := c.get(ctx, path, q, &page); err != nil {
			return nil, web.Hidden(err)
		}
		more := list(page[key])
		all = append(all, more...)
		if !paged || len(more) == 0 || len(all) >= integer(page["total"]) {
			return all, nil
		}
	}
}

// isDesk reports whether customers see the issue: then a comment is private
// unless it says otherwise.
func isDesk(raw *answer) bool {
	return str(object(raw.Fields["project"])["projectTypeKey"]) == serviceDesk
}

func saysPublic(comments []any) bool {
	for _, c := range comments {
		if _, ok := object(c)["jsdPublic"].(bool); !ok {
			return false
		}
	}
	return true
}

// told are the fields that plain puts into places of their own, and those that
// are worked out of others or change by being looked at.
var told = []string{
	"summary", "description", "environment", "issuetype", "project", "status", "resolution", "priority", "security", "assignee",
	"reporter", "creator", "parent", "duedate", "created", "updated", "resolutiondate", "timetracking", "timeoriginalestimate", "timeestimate",
	"timespent", "labels", "components", "versions", "fixVersions", "watches", "issuelinks", "comment", "attachment", "worklog", "subtasks",
	"votes", "workratio", "progress", "aggregateprogress", "aggregatetimeestimate", "aggregatetimeoriginalestimate", "aggregatetimespent",
	"lastViewed", "thumbnail", "statuscategorychangedate", "statusCategory", "issuerestriction", "watcher",
}

// unwrapped are the fields of an issue as values: before version 5 each came with
// its name and its type in Java around it.
func unwrapped(fields map[string]any) map[string]any {
	var out map[string]any
	for id, v := range fields {
		m := object(v)
		kind := str(m["type"])
		if m["name"] == nil || len(m) > 3 || !strings.HasPrefix(kind, "java.") && !strings.HasPrefix(kind, "com.atlassian.") {
			continue
		}
		if out == nil {
			out = maps.Clone(fields)
		}
		out[id] = m["value"]
	}
	if out == nil {
		return fields
	}
	return out
}

// plain converts what needs no further look.
func (c *connector) plain(raw *answer, t fieldTable) *hub.Issue {
	raw.Fields = unwrapped(raw.Fields)
	f, cloud := raw.Fields, c.isCloud()
	name := func(field string) string { return first(str(object(f[field])["name"]), str(f[field])) }
	is := &hub.Issue{
		Ref: hub.Ref{ID: raw.ID, Key: raw.Key}, Project: str(object(f["project"])["key"]), Type: name("issuetype"),
		Summary: single(str(f["summary"])), Description: written(cloud, f["description"]), Environment: written(cloud, f["environment"]),
		Status: name("status"), Resolution: name("resolution"), Priority: name("priority"), SecurityLevel: name("security"),
		Assignee: userOf(f["assignee"]), Reporter: userOf(f["reporter"]), Creator: userOf(f["creator"]),
		Components: namesOf(f["components"]), AffectedVersions: namesOf(f["versions"]), FixVersions: namesOf(f["fixVersions"]),
		Mark: str(object(raw.Properties[markProperty])["mark"]),
	}
	is.Created, _ = momentOf(f["created"])
	is.Updated, _ = momentOf(f["updated"])
	is.Resolved, _ = momentOf(f["resolutiondate"])
	is.Due, _ = dateOf(str(f["duedate"])) // no day is the zero time
	is.Rev = revOf(is.Updated)
	if p := object(f["parent"]); word(p["id"]) != "" {
		is.Parent = &hub.Ref{ID: word(p["id"]), Key: str(p["key"])}
	}
	for _, l := range list(f["labels"]) {
		label := str(l)
		if mark, ours := strings.CutPrefix(label, markLabel); ours {
			is.Mark = first(is.Mark, mark)
			continue
		}
		is.Labels = append(is.Labels, label)
	}
	tt := object(f["timetracking"])
	is.Estimate = secondsOf(tt["originalEstimateSeconds"], f["timeoriginalestimate"])
	is.Remaining = secondsOf(tt["remainingEstimateSeconds"], f["timeestimate"])
	is.Spent = secondsOf(tt["timeSpentSeconds"], f["timespent"])
	c.plainParts(raw, is)
	for id, v := range f {
		d, ok := t[id]
		switch {
		case ok && d.Schema.Custom == sprintField:
			is.Sprints = sprintsOf(v)
		case ok && (d.Schema.Custom == rankField || d.Schema.Custom == epicLink):
		case isCustom(id):
			if d.shown == "" {
				d.shown = id
			}
			if value := c.shownValue(d, v); value != nil {
				is.Set(hub.PartOf("customFields."+d.shown, ""), value)
			}
		case !slices.Contains(told, id) && !empty(v):
			if hub.IsField(id) {
				id = "jira_" + id // some app's, which has nothing to do with ours of that name
			}
			is.Set(hub.PartOf("extra."+id, ""), plainValue(v))
		}
	}
	is.Log = c.newest(raw.Changelog, t)
	c.recall(is.Description)
	c.recall(is.Environment)
	return is
}

// plainParts converts comments, attachments, work logs and links.
func (c *connector) plainParts(raw *answer, is *hub.Issue) {
	f, cloud := raw.Fields, c.isCloud()
	desk := isDesk(raw)
	for _, v := range list(object(f["comment"])["comments"]) {
		is.Comments = append(is.Comments, c.commentOf(object(v), desk))
	}
	slices.SortStableFunc(is.Comments, func(a, b hub.Comment) int { return a.Created.Compare(b.Created) })
	for _, v := range list(f["attachment"]) {
		m := object(v)
		a := hub.Attachment{ID: word(m["id"]), Name: str(m["filename"]), Type: str(m["mimeType"]), Size: int64(integer(m["size"])), Author: userOf(m["author"])}
		a.Created, _ = momentOf(m["created"])
		if a.Name == "" {
			a.Name = "attachment-" + a.ID // no tracker takes a file without one
		}
		is.Attachments = append(is.Attachments, a)
	}
	slices.SortStableFunc(is.Attachments, func(a, b hub.Attachment) int { return compareIDs(a.ID, b.ID) })
	for _, v := range list(object(f["worklog"])["worklogs"]) {
		m := object(v)
		l := hub.WorkLog{ID: word(m["id"]), Author: userOf(m["author"]), Text: written(cloud, m["comment"]), Seconds: int64(integer(m["timeSpentSeconds"])), Only: audienceOf(m)}
		l.Started, _ = momentOf(m["started"])
		is.WorkLogs = append(is.WorkLogs, l)
	}
	for _, v := range list(f["issuelinks"]) {
		if l, ok := linkOf(object(v)); ok && l.To.ID != "" {
			is.Links = append(is.Links, l)
		}
	}
}

// commentOf reads a comment. At a service desk it is private unless Jira says
// that customers see it; elsewhere if it is for some role or group only.
func (c *connector) commentOf(m map[string]any, desk bool) hub.Comment {
	cm := hub.Comment{ID: word(m["id"]), Author: userOf(m["author"]), Body: written(c.isCloud(), m["body"]), Only: audienceOf(m)}
	cm.Created, _ = momentOf(m["created"])
	if t, ok := momentOf(m["updated"]); ok && t.After(cm.Created) {
		cm.Updated = t
	}
	public, said := publicly(m)
	cm.Private = len(object(m["visibility"])) > 0 || said && !public || desk && !said
	if cm.Private && cm.Only == (hub.Audience{}) {
		cm.Only = c.usual()
	}
	return cm
}

// audienceOf is who may read a comment or a work log, if not everybody. Whom we
// cannot name is somebody all the same: what is for some is never for all.
func audienceOf(m map[string]any) (a hub.Audience) {
	v := object(m["visibility"])
	if len(v) == 0 {
		return a
	}
	// Groups of the cloud have an identifier, and some answers nothing else.
	who := first(str(v["value"]), word(v["identifier"]), str(v["type"]), "unknown")
	if str(v["type"]) == "group" {
		a.Group = who
	} else {
		a.Role = who
	}
	return a
}

// learn remembers the name by which a server wants a person.
func (c *connector) learn(a account) {
	if a.Name == "" || a.AccountID != "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.names) >= maxNames {
		clear(c.names)
	}
	c.names[a.id()] = a.Name
}

// maxNames bounds what is remembered of people; more are asked for again.
const maxNames = 10_000

// sprintsOf reads the names of sprints: objects in the cloud and newer servers,
// printed beans at older ones.
func sprintsOf(v any) []string {
	var out []string
	for _, s := range list(v) {
		name := str(object(s)["name"])
		if bean, ok := s.(string); ok {
			name = sprintName(bean)
		}
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// What is printed of a sprint is in an order of each version's own, and a name may
// hold commas: it goes on to the next member that sprints have.
var (
	sprintBegin = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\[,]name=`) })
	sprintEnd   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?s),(id|rapidViewId|state|startDate|endDate|completeDate|activatedDate|sequence|goal|synced|autoStartStop|incompleteIssuesDestinationId)=.*$|\]$`)
	})
)

func sprintName(bean string) string {
	at := sprintBegin().FindStringIndex(bean)
	if at == nil {
		return ""
	}
	return sprintEnd().ReplaceAllString(bean[at[1]:], "")
}

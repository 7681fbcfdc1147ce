// Package scripted is the script mode of rules: it runs owners' Groovy scripts
// on the engine's issues. Package script knows the language's side of it; this
// one turns a hub.Issue into the record that a rule sees, and what the rule made
// of it back into a hub.Issue.
package scripted

import (
	"strconv"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Record is an issue under the names of the script API: what a rule sees, and
// what a case of it holds.
func Record(is *hub.Issue) map[string]any {
	m := make(map[string]any, 28) // of the fields that most issues have
	var known authors
	put := func(name, v string) {
		if v != "" {
			m[name] = v
		}
	}
	named := func(name, member, v string) {
		if v != "" {
			m[name] = map[string]any{member: v}
		}
	}
	whole := func(name string, n *int64) {
		if n != nil {
			m[name] = *n
		}
	}
	put("id", is.Ref.ID)
	put("key", is.Ref.Key)
	named("project", "key", is.Project)
	named("type", "name", is.Type)
	put("summary", is.Summary)
	put("description", is.Description)
	put("environment", is.Environment)
	named("status", "name", is.Status)
	named("resolution", "name", is.Resolution)
	named("priority", "name", is.Priority)
	put("severity", is.Severity)
	named("securityLevel", "name", is.SecurityLevel)
	person := func(name string, u *hub.User) {
		if u != nil {
			m[name] = known.user(u)
		}
	}
	person("assignee", is.Assignee)
	person("reporter", is.Reporter)
	person("creator", is.Creator)
	if is.Parent != nil {
		put("parentId", is.Parent.ID)
	}
	moment(m, "due", is.Due)
	moment(m, "created", is.Created)
	moment(m, "updated", is.Updated)
	moment(m, "resolutionDate", is.Resolved)
	put("url", is.URL)
	whole("originalEstimate", is.Estimate)
	whole("remainingEstimate", is.Remaining)
	whole("spent", is.Spent)
	lists(m, is, &known)
	if len(is.CustomFields) > 0 {
		f := make(map[string]any, len(is.CustomFields))
		for k, v := range is.CustomFields {
			switch v.(type) {
			case string, hub.Number, bool, time.Time:
				f[k] = v
			default: // a map could be taken for a field
				f[k] = map[string]any{"name": k, "value": plain(v)}
			}
		}
		m["customFields"] = f
	}
	if len(is.CustomKeys) > 0 {
		m["customKeys"] = plain(map[string]hub.Value(is.CustomKeys))
	}
	for k, v := range is.Extra {
		if _, known := m[k]; !known {
			m[k] = plain(v)
		}
	}
	if _, known := m["parentId"]; !known && is.IsCleared("parent") {
		m["parentId"] = nil // told, and none
	}
	return m
}

// lists puts the sets of an issue into its record.
func lists(m map[string]any, is *hub.Issue, known *authors) {
	texts := func(name, member string, l []string) {
		if len(l) == 0 {
			return
		}
		out := make([]any, len(l))
		for i, s := range l {
			out[i] = map[string]any{member: s}
		}
		m[name] = out
	}
	texts("labels", "label", is.Labels)
	texts("components", "name", is.Components)
	texts("affectedVersions", "name", is.AffectedVersions)
	texts("fixVersions", "name", is.FixVersions)
	texts("sprints", "name", is.Sprints)
	set := func(name string, n int, of func(i int) map[string]any) {
		if n == 0 {
			return
		}
		out := make([]any, n)
		for i := range out {
			out[i] = of(i)
		}
		m[name] = out
	}
	set("watchers", len(is.Watchers), func(i int) map[string]any { return known.user(&is.Watchers[i]) })
	set("issueLinks", len(is.Links), func(i int) map[string]any { return link(&is.Links[i]) })
	set("comments", len(is.Comments), func(i int) map[string]any { return known.comment(&is.Comments[i]) })
	set("attachments", len(is.Attachments), func(i int) map[string]any { return known.attachment(&is.Attachments[i]) })
	set("workLogs", len(is.WorkLogs), func(i int) map[string]any { return known.workLog(&is.WorkLogs[i]) })
	set("changeHistory", len(is.History), func(i int) map[string]any { return known.change(&is.History[i]) })
}

// authors are the records of those who were met in an issue: most of its comments
// are of the same few, and records are only read.
type authors []struct {
	who hub.User
	rec map[string]any
}

func (l *authors) user(u *hub.User) map[string]any {
	const some = 8 // looking further takes longer than making one
	for i := range (*l)[:min(len(*l), some)] {
		if (*l)[i].who == *u {
			return (*l)[i].rec
		}
	}
	r := user(*u)
	*l = append(*l, struct {
		who hub.User
		rec map[string]any
	}{*u, r})
	return r
}

// by puts who did something into its record.
func (l *authors) by(m map[string]any, u *hub.User) {
	if u != nil {
		m["author"] = l.user(u)
	}
}

// rec is a record of the texts that hold something, name and text in turn.
func rec(pairs ...string) map[string]any {
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			m[pairs[i]] = pairs[i+1]
		}
	}
	return m
}

func moment(m map[string]any, name string, t time.Time) {
	if !t.IsZero() {
		m[name] = t
	}
}

func user(u hub.User) map[string]any {
	return rec("key", u.ID, "displayName", u.Name, "email", u.Email)
}

func (l *authors) comment(c *hub.Comment) map[string]any {
	m := make(map[string]any, 6)
	m["internal"] = c.Private
	if c.ID != "" {
		m["id"] = c.ID
	}
	if c.Body != "" {
		m["body"] = c.Body
	}
	l.by(m, c.Author)
	moment(m, "created", c.Created)
	moment(m, "updated", c.Updated)
	readers(m, c.Only)
	return m
}

// readers says who may read an element, if not everybody.
func readers(m map[string]any, a hub.Audience) {
	if a.Role != "" {
		m["roleLevel"] = a.Role
	}
	if a.Group != "" {
		m["groupLevel"] = a.Group
	}
}

func (l *authors) attachment(a *hub.Attachment) map[string]any {
	m := rec("id", a.ID, "filename", a.Name, "mimetype", a.Type, "digest", string(a.Digest))
	m["filesize"] = a.Size
	l.by(m, a.Author)
	moment(m, "created", a.Created)
	return m
}

func (l *authors) workLog(w *hub.WorkLog) map[string]any {
	m := rec("id", w.ID, "comment", w.Text)
	m["timeSpent"] = w.Seconds
	l.by(m, w.Author)
	moment(m, "startDate", w.Started)
	readers(m, w.Only)
	return m
}

func link(k *hub.Link) map[string]any {
	return rec("id", k.ID, "linkTypeName", k.Type, "linkName", k.Type, "otherIssueId", k.To.ID, "otherIssueKey", k.To.Key, "url", k.URL, "title", k.Title)
}

func (l *authors) change(h *hub.HistoryItem) map[string]any {
	m := rec("id", h.ID)
	m["changeItems"] = []any{rec("field", h.Field, "fromString", asText(h.From), "toString", asText(h.To))}
	l.by(m, h.By)
	moment(m, "created", h.At)
	return m
}

func asText(v hub.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case hub.Number:
		return v.String()
	case hub.User:
		return v.Name
	case bool:
		return strconv.FormatBool(v)
	}
	b, err := hub.EncodeValue(v)
	if err != nil {
		return ""
	}
	return string(b)
}

// plain is a value as a rule sees it.
func plain(v hub.Value) any {
	switch v := v.(type) {
	case hub.User:
		return user(v)
	case []hub.Value:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = plain(e)
		}
		return out
	case map[string]hub.Value:
		out := make(map[string]any, len(v))
		for k, e := range v {
			out[k] = plain(e)
		}
		return out
	case hub.Values:
		return plain(map[string]hub.Value(v))
	}
	return v
}

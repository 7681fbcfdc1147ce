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
	m := map[string]any{}
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
	moment := func(name string, t time.Time) {
		if !t.IsZero() {
			m[name] = t
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
	for name, u := range map[string]*hub.User{"assignee": is.Assignee, "reporter": is.Reporter, "creator": is.Creator} {
		if u != nil {
			m[name] = user(*u)
		}
	}
	if is.Parent != nil {
		put("parentId", is.Parent.ID)
	}
	moment("due", is.Due)
	moment("created", is.Created)
	moment("updated", is.Updated)
	moment("resolutionDate", is.Resolved)
	put("url", is.URL)
	whole("originalEstimate", is.Estimate)
	whole("remainingEstimate", is.Remaining)
	whole("spent", is.Spent)
	lists(m, is)
	if len(is.CustomFields) > 0 {
		f := map[string]any{}
		for k, v := range is.CustomFields {
			f[k] = map[string]any{"name": k, "value": plain(v)}
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
	return m
}

// lists puts the sets of an issue into its record.
func lists(m map[string]any, is *hub.Issue) {
	texts := func(name, member string, l []string) {
		var out []any
		for _, s := range l {
			out = append(out, map[string]any{member: s})
		}
		if out != nil {
			m[name] = out
		}
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
	set("watchers", len(is.Watchers), func(i int) map[string]any { return user(is.Watchers[i]) })
	set("issueLinks", len(is.Links), func(i int) map[string]any { return link(is.Links[i]) })
	set("comments", len(is.Comments), func(i int) map[string]any { return comment(is.Comments[i]) })
	set("attachments", len(is.Attachments), func(i int) map[string]any { return attachment(is.Attachments[i]) })
	set("workLogs", len(is.WorkLogs), func(i int) map[string]any { return workLog(is.WorkLogs[i]) })
	set("changeHistory", len(is.History), func(i int) map[string]any { return change(is.History[i]) })
}

// rec is a record of the pairs that hold something.
func rec(pairs ...any) map[string]any {
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		switch v := pairs[i+1].(type) {
		case nil:
			continue
		case string:
			if v == "" {
				continue
			}
		case time.Time:
			if v.IsZero() {
				continue
			}
		case *hub.User:
			if v == nil {
				continue
			}
			m[pairs[i].(string)] = user(*v)
			continue
		}
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

func user(u hub.User) map[string]any {
	return rec("key", u.ID, "displayName", u.Name, "email", u.Email)
}

func comment(c hub.Comment) map[string]any {
	return rec("id", c.ID, "author", c.Author, "body", c.Body, "created", c.Created, "updated", c.Updated, "internal", c.Private)
}

func attachment(a hub.Attachment) map[string]any {
	return rec("id", a.ID, "filename", a.Name, "mimetype", a.Type, "filesize", a.Size, "digest", string(a.Digest), "author", a.Author, "created", a.Created)
}

func workLog(w hub.WorkLog) map[string]any {
	return rec("id", w.ID, "author", w.Author, "comment", w.Text, "startDate", w.Started, "timeSpent", w.Seconds)
}

func link(k hub.Link) map[string]any {
	return rec("id", k.ID, "linkTypeName", k.Type, "linkName", k.Type, "otherIssueId", k.To.ID, "otherIssueKey", k.To.Key, "url", k.URL, "title", k.Title)
}

func change(h hub.HistoryItem) map[string]any {
	return rec("id", h.ID, "author", h.By, "created", h.At, "changeItems", []any{rec("field", h.Field, "fromString", asText(h.From), "toString", asText(h.To))})
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

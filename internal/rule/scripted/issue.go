package scripted

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/rule/script"
)

// merge lays what a rule changed over an issue: the members of after that
// differ from before. Elements that the rule made itself get ids of their own.
// The error names the member that has no such form.
func merge(is *hub.Issue, before, after map[string]any, replica *hub.Issue) error {
	names := map[string]bool{}
	for k := range before {
		names[k] = true
	}
	for k := range after {
		names[k] = true
	}
	for name := range names {
		from, to := before[name], after[name]
		// Where nothing was before, null says that there is none: an outgoing rule
		// tells so that a field was emptied.
		if _, said := after[name]; script.Same(from, to) && !(said && before == nil) {
			continue
		}
		if name == "customFields" {
			if err := setFields(is, from, to); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			continue
		}
		if err := set(is, name, to, replica); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// scalars are the members that are one text in an issue: the place, and the
// member of the record that holds it where the value is an object.
var scalars = map[string]struct {
	field  string
	member string
	place  func(*hub.Issue) *string
}{
	"project":       {"project", "key", func(i *hub.Issue) *string { return &i.Project }},
	"type":          {"type", "name", func(i *hub.Issue) *string { return &i.Type }},
	"summary":       {"summary", "", func(i *hub.Issue) *string { return &i.Summary }},
	"description":   {"description", "", func(i *hub.Issue) *string { return &i.Description }},
	"environment":   {"environment", "", func(i *hub.Issue) *string { return &i.Environment }},
	"status":        {"status", "name", func(i *hub.Issue) *string { return &i.Status }},
	"resolution":    {"resolution", "name", func(i *hub.Issue) *string { return &i.Resolution }},
	"priority":      {"priority", "name", func(i *hub.Issue) *string { return &i.Priority }},
	"severity":      {"severity", "", func(i *hub.Issue) *string { return &i.Severity }},
	"securityLevel": {"securityLevel", "name", func(i *hub.Issue) *string { return &i.SecurityLevel }},
	"url":           {"url", "", func(i *hub.Issue) *string { return &i.URL }},
}

var people = map[string]func(*hub.Issue) **hub.User{
	"assignee": func(i *hub.Issue) **hub.User { return &i.Assignee },
	"reporter": func(i *hub.Issue) **hub.User { return &i.Reporter },
	"creator":  func(i *hub.Issue) **hub.User { return &i.Creator },
}

var moments = map[string]func(*hub.Issue) *time.Time{
	"due":            func(i *hub.Issue) *time.Time { return &i.Due },
	"created":        func(i *hub.Issue) *time.Time { return &i.Created },
	"updated":        func(i *hub.Issue) *time.Time { return &i.Updated },
	"resolutionDate": func(i *hub.Issue) *time.Time { return &i.Resolved },
}

var wholes = map[string]func(*hub.Issue) **int64{
	"originalEstimate":  func(i *hub.Issue) **int64 { return &i.Estimate },
	"remainingEstimate": func(i *hub.Issue) **int64 { return &i.Remaining },
	"spent":             func(i *hub.Issue) **int64 { return &i.Spent },
}

var texts = map[string]struct {
	member string
	place  func(*hub.Issue) *[]string
}{
	"labels":           {"label", func(i *hub.Issue) *[]string { return &i.Labels }},
	"components":       {"name", func(i *hub.Issue) *[]string { return &i.Components }},
	"affectedVersions": {"name", func(i *hub.Issue) *[]string { return &i.AffectedVersions }},
	"fixVersions":      {"name", func(i *hub.Issue) *[]string { return &i.FixVersions }},
	"sprints":          {"name", func(i *hub.Issue) *[]string { return &i.Sprints }},
}

// set gives one member of an issue its value; null and empty empty it on purpose.
func set(is *hub.Issue, name string, v any, replica *hub.Issue) error {
	empty := func(field string, e bool) {
		is.Cleared = slices.DeleteFunc(is.Cleared, func(f string) bool { return f == field })
		if e {
			is.Clear(field)
		}
	}
	if s, ok := scalars[name]; ok {
		text, err := textOf(v, s.member)
		if err != nil {
			return err
		}
		*s.place(is) = text
		empty(s.field, text == "")
		return nil
	}
	if place, ok := people[name]; ok {
		u, err := userOf(v)
		if err != nil {
			return err
		}
		*place(is) = u
		empty(name, u == nil)
		return nil
	}
	if place, ok := moments[name]; ok {
		t, err := momentOf(v)
		if err != nil {
			return err
		}
		*place(is) = t
		if name == "due" {
			empty(name, t.IsZero())
		}
		return nil
	}
	if place, ok := wholes[name]; ok {
		n, err := wholeOf(v)
		if err != nil {
			return err
		}
		*place(is) = n
		if name != "spent" {
			empty(name, n == nil)
		}
		return nil
	}
	if l, ok := texts[name]; ok {
		var out []string
		for _, e := range listOf(v) {
			s, err := textOf(e, l.member)
			if err != nil {
				return err
			}
			if s != "" && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
		*l.place(is) = out
		empty(name, len(out) == 0)
		return nil
	}
	return setOther(is, name, v, replica, empty)
}

func setOther(is *hub.Issue, name string, v any, replica *hub.Issue, empty func(string, bool)) (err error) {
	switch name {
	case "id", "key":
		s, err := textOf(v, "")
		if name == "id" {
			is.Ref.ID = s
		} else {
			is.Ref.Key = s
		}
		return err
	case "parentId":
		s, err := textOf(v, "id")
		is.Parent = nil
		if s != "" {
			is.Parent = &hub.Ref{ID: s}
		}
		empty("parent", s == "")
		return err
	case "watchers":
		is.Watchers = nil
		for _, e := range listOf(v) {
			u, err := userOf(e)
			if err != nil {
				return err
			}
			if u != nil {
				is.Watchers = append(is.Watchers, *u)
			}
		}
		empty(name, len(is.Watchers) == 0)
		return nil
	case "comments":
		is.Comments, err = elements(v, is.Comments, replica, "comments", commentOf)
		empty(name, len(is.Comments) == 0)
		return err
	case "attachments":
		is.Attachments, err = elements(v, is.Attachments, replica, "attachments", attachmentOf)
		empty(name, len(is.Attachments) == 0)
		return err
	case "workLogs":
		is.WorkLogs, err = elements(v, is.WorkLogs, replica, "workLogs", workLogOf)
		empty(name, len(is.WorkLogs) == 0)
		return err
	case "issueLinks":
		is.Links, err = elements(v, is.Links, replica, "links", linkOf)
		empty("links", len(is.Links) == 0)
		return err
	case "customKeys":
		m, err := valuesOf(v)
		is.CustomKeys = m
		return err
	case "entityType", "changeHistory", "voters", "entityProperties":
		return nil // told by the tracker, set by nobody
	}
	val, err := valueOf(v)
	if err != nil {
		return err
	}
	if is.Extra == nil {
		is.Extra = hub.Values{}
	}
	is.Extra[name] = val
	return nil
}

// setFields takes over the custom fields that differ, and empties those that the
// rule took away; what is in neither stays.
func setFields(is *hub.Issue, before, after any) error {
	was, _ := before.(map[string]any)
	m, ok := after.(map[string]any)
	if !ok && after != nil {
		return fmt.Errorf("a map of fields is wanted, not %T", after)
	}
	for name, f := range m {
		def, _ := f.(map[string]any)
		val, err := valueOf(def["value"])
		if err != nil {
			return fmt.Errorf("%q: %w", name, err)
		}
		old, had := is.CustomFields[name]
		if val == nil && !had || had && hub.Same(old, val) {
			continue
		}
		if is.CustomFields == nil {
			is.CustomFields = hub.Values{}
		}
		is.CustomFields[name] = val
	}
	for name := range is.CustomFields {
		_, had := was[name]
		if _, has := m[name]; had && !has {
			is.CustomFields[name] = nil
		}
	}
	return nil
}

// element is a record of a comment, attachment, work log or link.
type element struct {
	m       map[string]any
	replica *hub.Issue
}

// elements makes the list of what a rule left: those that are here keep what
// rules do not see; those of the other side and the rule's own are new.
func elements[T any](v any, have []T, replica *hub.Issue, field string, of func(element, *T, string) error) ([]T, error) {
	var out []T
	own := 0
	for _, x := range listOf(v) {
		m, ok := x.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("an element is %s, not one of its kind", short(x))
		}
		id, err := textOf(m["id"], "")
		if err != nil {
			return nil, err
		}
		var e T
		i := slices.IndexFunc(have, func(h T) bool { return id != "" && idOf(h) == id })
		remote, _ := textOf(m["remoteId"], "")
		switch {
		case i >= 0:
			e = have[i]
		case remote != "":
			id = rule.New(remote)
		case id == "":
			own++
			id = "rule:" + strconv.Itoa(own)
		}
		if slices.ContainsFunc(out, func(o T) bool { return idOf(o) == id }) {
			continue // the same one twice
		}
		if err := of(element{m, replica}, &e, id); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

func idOf(v any) string {
	switch v := v.(type) {
	case hub.Comment:
		return v.ID
	case hub.Attachment:
		return v.ID
	case hub.WorkLog:
		return v.ID
	case hub.Link:
		return v.ID
	}
	return ""
}

func commentOf(e element, c *hub.Comment, id string) (err error) {
	c.ID = id
	if c.Body, err = textOf(e.m["body"], ""); err != nil {
		return err
	}
	// What only a role or a group may read is for nobody else to see: who cannot
	// tell the roles apart keeps it private.
	c.Only = audienceOf(e.m)
	c.Private = e.m["internal"] == true || c.Only != hub.Audience{}
	if e.m["executor"] != nil {
		c.Author, err = userOf(e.m["executor"])
	} else if c.Author == nil {
		c.Author, err = userOf(e.m["author"])
	}
	if c.Created.IsZero() {
		c.Created, _ = momentOf(e.m["created"])
	}
	return err
}

// audienceOf is who may read an element; what is no text names nobody.
func audienceOf(m map[string]any) (a hub.Audience) {
	a.Role, _ = textOf(m["roleLevel"], "name")
	a.Group, _ = textOf(m["groupLevel"], "name")
	return a
}

func attachmentOf(e element, a *hub.Attachment, id string) (err error) {
	a.ID = id
	if a.Name, err = textOf(e.m["filename"], ""); err != nil {
		return err
	}
	if a.Type, err = textOf(e.m["mimetype"], ""); err != nil {
		return err
	}
	if n, err := wholeOf(e.m["filesize"]); err == nil && n != nil {
		a.Size = *n
	}
	if d, err := textOf(e.m["digest"], ""); err == nil && d != "" {
		a.Digest = hub.Digest(d)
	}
	if a.Author == nil {
		a.Author, err = userOf(e.m["author"])
	}
	return err
}

func workLogOf(e element, w *hub.WorkLog, id string) (err error) {
	w.ID, w.Only = id, audienceOf(e.m)
	if w.Text, err = textOf(e.m["comment"], ""); err != nil {
		return err
	}
	n, err := wholeOf(e.m["timeSpent"])
	if err != nil {
		return err
	}
	if n != nil {
		w.Seconds = *n
	}
	if w.Started, err = momentOf(e.m["startDate"]); err != nil {
		return err
	}
	if w.Author == nil {
		w.Author, err = userOf(e.m["author"])
	}
	return err
}

func linkOf(e element, k *hub.Link, id string) (err error) {
	k.ID = id
	for _, name := range []string{"linkTypeName", "linkType", "linkName"} {
		if k.Type == "" {
			if k.Type, err = textOf(e.m[name], ""); err != nil {
				return err
			}
		}
	}
	if k.To.ID, err = textOf(e.m["otherIssueId"], ""); err != nil {
		return err
	}
	k.To.Key, _ = textOf(e.m["otherIssueKey"], "")
	if k.URL, err = textOf(e.m["url"], ""); err != nil {
		return err
	}
	k.Title, err = textOf(e.m["title"], "")
	return err
}

func listOf(v any) []any {
	switch x := v.(type) {
	case nil:
		return nil
	case []any:
		return x
	}
	return []any{v}
}

// textOf is a value as text; an object gives its member.
func textOf(v any, member string) (string, error) {
	switch x := v.(type) {
	case nil:
		return "", nil
	case string:
		return x, nil
	case bool:
		return strconv.FormatBool(x), nil
	case int32, int64, float64, json.Number:
		return fmt.Sprint(x), nil
	case script.Moment:
		return x.String(), nil
	case map[string]any:
		for _, name := range []string{member, "name", "value", "key", "label", "id"} {
			if name != "" && x[name] != nil {
				return textOf(x[name], "")
			}
		}
		if len(x) == 0 {
			return "", nil
		}
	}
	return "", fmt.Errorf("a text is wanted, not %s", short(v))
}

func userOf(v any) (*hub.User, error) {
	switch x := v.(type) {
	case nil:
		return nil, nil
	case string:
		if x == "" {
			return nil, nil
		}
		return &hub.User{ID: x}, nil
	case map[string]any:
		var u hub.User
		u.ID, _ = textOf(x["key"], "")
		if u.ID == "" {
			u.ID, _ = textOf(x["username"], "")
		}
		u.Name, _ = textOf(x["displayName"], "")
		u.Email, _ = textOf(x["email"], "")
		if u == (hub.User{}) {
			return nil, nil
		}
		return &u, nil
	}
	return nil, fmt.Errorf("a user is wanted, not %s", short(v))
}

func momentOf(v any) (time.Time, error) {
	switch x := v.(type) {
	case nil:
		return time.Time{}, nil
	case script.Moment:
		return x.Time, nil
	case time.Time:
		return x, nil
	case string:
		if x == "" {
			return time.Time{}, nil
		}
		if t, ok := script.ParseDate(x); ok {
			return t, nil
		}
	case int64:
		return time.UnixMilli(x), nil
	}
	return time.Time{}, fmt.Errorf("a date is wanted, not %s", short(v))
}

func wholeOf(v any) (*int64, error) {
	switch x := v.(type) {
	case nil:
		return nil, nil
	case int32:
		n := int64(x)
		return &n, nil
	case int64:
		return &x, nil
	case string, json.Number:
		if n, err := strconv.ParseInt(fmt.Sprint(x), 10, 64); err == nil {
			return &n, nil
		}
	}
	return nil, fmt.Errorf("a whole number is wanted, not %s", short(v))
}

// valueOf is what crosses the wire of a rule's value.
func valueOf(v any) (hub.Value, error) {
	switch x := v.(type) {
	case nil, bool, string, json.Number:
		return x, nil
	case int32:
		return hub.Number(strconv.FormatInt(int64(x), 10)), nil
	case int64:
		return hub.Number(strconv.FormatInt(x, 10)), nil
	case float64:
		return hub.Number(strconv.FormatFloat(x, 'g', -1, 64)), nil
	case script.Moment:
		return x.Time, nil
	case time.Time:
		return x, nil
	case []any:
		out := make([]hub.Value, len(x))
		for i, e := range x {
			val, err := valueOf(e)
			if err != nil {
				return nil, err
			}
			out[i] = val
		}
		return out, nil
	case map[string]any:
		m, err := valuesOf(x)
		return map[string]hub.Value(m), err
	}
	return nil, fmt.Errorf("%s cannot travel", short(v))
}

func valuesOf(v any) (hub.Values, error) {
	if v == nil {
		return nil, nil
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("a map is wanted, not %s", short(v))
	}
	out := make(hub.Values, len(m))
	for k, e := range m {
		val, err := valueOf(e)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", k, err)
		}
		out[k] = val
	}
	return out, nil
}

// short is a value as errors quote it.
func short(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("a %T", v)
	}
	const most = 80 // enough to know it again
	if len(b) > most {
		return string([]rune(string(b[:most]))) + "..."
	}
	return string(b)
}

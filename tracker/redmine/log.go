package redmine

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Entries implements tracker.Logger.
func (c *connector) Entries(ctx context.Context, ref hub.Ref, after string) ([]hub.HistoryItem, error) {
	var since int64
	if after != "" {
		n, err := number(after)
		if err != nil {
			return nil, err
		}
		since = n
	}
	raw, err := c.raw(ctx, ref)
	if err != nil {
		return nil, err
	}
	is := plain(raw)
	if err := c.convertCustom(ctx, raw, is); err != nil {
		return nil, err
	}
	return c.history(ctx, raw, is, since)
}

// attributesOf maps the attributes in journals to fields.
var attributesOf = map[string]string{
	"subject": "summary", "description": "description", "status_id": "status", "tracker_id": "type", "project_id": "project",
	"priority_id": "priority", "assigned_to_id": "assignee", "parent_id": "parent", "due_date": "due",
	"start_date": "extra.startDate", "done_ratio": "extra.doneRatio", "estimated_hours": "originalEstimate",
	"is_private": "extra.private", "category_id": "components", "fixed_version_id": "fixVersions",
}

// logName is how an entry names a part: the names of fields and elements stand
// as they are.
func logName(p hub.Part) string {
	if e := p.Elem(); e != "" {
		return p.Field() + "/" + e
	}
	return p.Field()
}

// fieldsOf lists what of a journal becomes entries.
func fieldsOf(j *journal) []detail {
	var l []detail
	for _, d := range j.Details {
		switch d.Property {
		case "attr":
			if attributesOf[d.Name] != "" {
				l = append(l, d)
			}
		case "cf", "attachment", "relation":
			l = append(l, d)
		}
	}
	return l
}

// history makes entries of the journals after one. Of a custom field with
// several values a journal has what came and went; the whole lists are found by
// going back from what the issue shows, so all journals are gone through.
func (c *connector) history(ctx context.Context, raw *issue, is *hub.Issue, since int64) ([]hub.HistoryItem, error) {
	h := &historian{c: c, project: raw.Project.ID, lists: map[int64][]hub.Value{}}
	for _, v := range raw.CustomFields {
		if l, ok := is.CustomFields[v.Name].([]hub.Value); ok && v.Multiple {
			h.lists[v.ID] = l
		}
	}
	var all []hub.HistoryItem // newest first
	for _, j := range slices.Backward(raw.Journals) {
		if j.ID <= since {
			break
		}
		items, err := h.journal(ctx, j)
		if err != nil {
			return nil, err
		}
		slices.Reverse(items)
		all = append(all, items...)
	}
	slices.Reverse(all)
	return all, nil
}

// historian reads journals from the newest to the oldest.
type historian struct {
	c       *connector
	project int64                 // that the issue was in after the journal at hand
	before  int64                 // and before it: numbers of categories and versions are of their project
	lists   map[int64][]hub.Value // what fields with several values show after the journal at hand
}

func (h *historian) journal(ctx context.Context, j journal) ([]hub.HistoryItem, error) {
	var items []hub.HistoryItem
	add := func(field string, from, to hub.Value) {
		items = append(items, hub.HistoryItem{ID: id(j.ID), At: j.CreatedOn.UTC(), By: user(j.User), Field: field, From: from, To: to})
	}
	h.before = h.project
	for _, d := range j.Details {
		if n, err := number(string0(d.OldValue)); d.Property == "attr" && d.Name == "project_id" && err == nil {
			h.before = n
		}
	}
	defer func() { h.project = h.before }()
	done := map[string]bool{} // custom fields with several values, once each
	for _, d := range fieldsOf(&j) {
		from, to := string0(d.OldValue), string0(d.NewValue)
		switch d.Property {
		case "attr":
			if err := h.attribute(ctx, d.Name, from, to, add); err != nil {
				return nil, err
			}
		case "attachment":
			add("attachments/"+d.Name, file(from), file(to))
		case "relation":
			for _, t := range linkTypes {
				if t.theirs == d.Name {
					add("links/"+t.ours+":"+from+to, end(from), end(to))
				}
			}
		case "cf":
			if done[d.Name] {
				continue
			}
			done[d.Name] = true
			if err := h.custom(ctx, j, d, add); err != nil {
				return nil, err
			}
		}
	}
	return items, nil
}

func file(name string) hub.Value {
	if name == "" {
		return nil
	}
	return map[string]hub.Value{"digest": ""}
}

func end(issue string) hub.Value {
	if issue == "" {
		return nil
	}
	return map[string]hub.Value{"title": ""}
}

func (h *historian) attribute(ctx context.Context, name, from, to string, add func(string, hub.Value, hub.Value)) error {
	field := attributesOf[name]
	if field == "components" || field == "fixVersions" {
		list := categories
		if field == "fixVersions" {
			list = versions
		}
		var were, are string
		var err error
		if from != "" {
			were, err = h.name(ctx, list(h.before), from)
		}
		if to != "" && err == nil {
			are, err = h.name(ctx, list(h.project), to)
		}
		if err != nil || were == are { // another project's of the same name
			return err
		}
		if from != "" {
			add(field+"/"+were, true, nil)
		}
		if to != "" {
			add(field+"/"+are, nil, true)
		}
		return nil
	}
	a, err := h.value(ctx, field, from)
	if err != nil {
		return err
	}
	b, err := h.value(ctx, field, to)
	if err != nil {
		return err
	}
	add(field, a, b)
	return nil
}

// name is that of a number in a list, or the number where it has none any more
// or may not be looked up.
func (h *historian) name(ctx context.Context, path, number string) (string, error) {
	s, err := h.c.names.nameOf(ctx, path, number)
	if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
		return number, nil
	}
	return s, err
}

// value reads a journal's text as the value of a field.
func (h *historian) value(ctx context.Context, field, s string) (hub.Value, error) {
	if s == "" {
		return nil, nil
	}
	paths := map[string]string{"status": statuses, "type": trackers, "priority": priorities}
	switch field {
	case "status", "type", "priority":
		return valueOf(h.name(ctx, paths[field], s))
	case "project":
		e, ok, err := h.c.names.find(ctx, projects, func(e entry) bool { return id(e.id) == s })
		if !ok {
			return s, err
		}
		return e.alias, nil
	case "assignee":
		return hub.User{ID: s}, nil
	case "parent":
		return map[string]hub.Value{"id": s}, nil
	case "due", "extra.startDate":
		if t := date(s); !t.IsZero() {
			return t, nil
		}
	case "extra.doneRatio":
		if n := hub.Number(s); isNumber(n) {
			return n, nil
		}
	case "originalEstimate":
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			if n := seconds(&f); n != nil {
				return hub.Number(id(*n)), nil
			}
		}
	case "extra.private":
		return s == "1" || s == "true", nil
	}
	return web.Lines(s), nil
}

func valueOf(s string, err error) (hub.Value, error) { return s, err }

func (h *historian) custom(ctx context.Context, j journal, d detail, add func(string, hub.Value, hub.Value)) error {
	n, err := number(d.Name)
	if err != nil {
		return nil // a journal that names no field says nothing
	}
	def, ok, err := h.c.defined(ctx, func(f definition) bool { return f.id == n })
	if err != nil || !ok || h.c.isMark(n, def.name) {
		return err
	}
	field := "customFields." + def.name
	if !def.multiple {
		from, err := h.c.shown(ctx, h.before, def, d.OldValue)
		if err != nil {
			return err
		}
		to, err := h.c.shown(ctx, h.project, def, d.NewValue)
		if err == nil {
			add(field, from, to)
		}
		return err
	}
	to := h.lists[n]
	from := slices.Clone(to)
	for _, d := range j.Details {
		if d.Property != "cf" || d.Name != id(n) {
			continue
		}
		for _, side := range []struct {
			raw     any
			in      bool
			project int64
		}{{d.NewValue, false, h.project}, {d.OldValue, true, h.before}} { // backwards: what came was not there, what went was
			v, err := h.c.shown(ctx, side.project, def, side.raw)
			if err != nil {
				return err
			}
			l, several := v.([]hub.Value)
			if !several && v != nil {
				l = []hub.Value{v}
			}
			for _, e := range l {
				from = slices.DeleteFunc(from, func(o hub.Value) bool { return hub.Same(o, e) })
				if side.in {
					from = append(from, e)
				}
			}
		}
	}
	was, _ := list(field, from).([]hub.Value)
	h.lists[n] = was
	add(field, emptyAsNil(was), emptyAsNil(to))
	return nil
}

func emptyAsNil(l []hub.Value) hub.Value {
	if len(l) == 0 {
		return nil
	}
	return l
}

// string0 is the text of a journal's value, "" if it has none.
func string0(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

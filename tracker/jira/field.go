package jira

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// definition is a field as Jira describes it.
type definition struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Custom bool   `json:"custom"`
	Schema schema `json:"schema"`

	shown string // by which name issues have it: two fields may share one
}

// schema is of which kind a field is.
type schema struct {
	Type   string `json:"type"`
	Items  string `json:"items"`
	Custom string `json:"custom"`
}

// fieldTable has the custom fields by id.
type fieldTable map[string]definition

// freshFor is how old the table may be when something is looked for that is not in
// it: a field that the account is not shown would have it read each time.
const freshFor = time.Minute

// table reads which fields there are. again asks anew, when one is not known.
func (c *connector) table(ctx context.Context, again bool) (fieldTable, error) {
	var fresh func(time.Time) bool
	if again {
		fresh = func(asked time.Time) bool {
			age := c.now().Sub(asked)
			return age >= 0 && age < freshFor
		}
	}
	return c.fields.get(ctx, fresh, c.now, func(ctx context.Context) (fieldTable, error) {
		var list []definition
		err := c.get(ctx, "/field", nil, &list)
		return tableOf(list), err
	})
}

func tableOf(list []definition) fieldTable {
	t := fieldTable{}
	slices.SortFunc(list, func(a, b definition) int {
		if len(a.ID) != len(b.ID) {
			return len(a.ID) - len(b.ID) // by their numbers, which only grow
		}
		return strings.Compare(a.ID, b.ID)
	})
	taken := map[string]bool{}
	for _, d := range list {
		if !isCustom(d.ID) {
			continue
		}
		d.shown = d.Name
		if d.shown == "" || taken[d.shown] {
			d.shown = d.ID
		}
		taken[d.shown] = true
		t[d.ID] = d
	}
	return t
}

func isCustom(id string) bool { return strings.HasPrefix(id, "customfield_") }

// named finds a custom field by the name issues show it by, or by its id, with
// or without the word before the number.
func (t fieldTable) named(name string) (definition, bool) {
	for _, id := range []string{name, "customfield_" + name} {
		if d, ok := t[id]; ok {
			return d, true
		}
	}
	for _, d := range t {
		if d.shown == name {
			return d, true
		}
	}
	return definition{}, false
}

// sprintField is the type of the field that has the sprints.
const sprintField = "com.pyxis.greenhopper.jira:gh-sprint"

// rankField orders the backlog: it changes for issues nobody touched.
const rankField = "com.pyxis.greenhopper.jira:gh-lexo-rank"

// rich reports whether the field holds long text.
func (d definition) rich() bool { return strings.HasSuffix(d.Schema.Custom, ":textarea") }

// understood are the types of which values are told in words of ours.
var understood = []string{
	"string", "number", "date", "datetime", "user", "option", "option-with-child", "project", "version", "component", "group", "priority",
	"resolution", "status", "issuetype", "securitylevel",
}

// raw reports whether the field holds what we do not understand. It is told as it
// comes, and goes back as it is.
func (d definition) raw() bool {
	if d.Schema.Custom == requestField || d.Schema.Custom == organizationsField {
		return false
	}
	if d.Schema.Type == "array" {
		return !slices.Contains(understood, d.Schema.Items)
	}
	return !slices.Contains(understood, d.Schema.Type)
}

// shownValue makes a Value of what an issue has in a field; nil if it has
// nothing. What is not understood comes as it is.
func (c *connector) shownValue(d definition, v any) hub.Value {
	if d.rich() {
		if s := written(c.isCloud(), v); s != "" {
			return s
		}
		return nil
	}
	if d.raw() {
		return plainValue(v)
	}
	if d.Schema.Custom == requestField {
		return shownRequest(v)
	}
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		return shownText(d, v)
	case hub.Number:
		if t, ok := momentOf(v); ok && d.Schema.Type == "datetime" {
			return t
		}
		return plainNumber(v)
	case []any:
		var out []hub.Value
		item := d
		item.Schema.Type = d.Schema.Items
		for _, e := range v {
			if s := c.shownValue(item, e); s != nil {
				out = append(out, s)
			}
		}
		if out == nil {
			return nil
		}
		return c.canonList("customFields."+d.shown, out)
	case map[string]any:
		return shownObject(d, v)
	}
	return plainValue(v)
}

// dateOf is a day, of which some apps say the time too.
func dateOf(s string) (time.Time, bool) {
	if _, ok := moment(s); ok {
		s = s[:len(time.DateOnly)]
	}
	t, err := time.Parse(time.DateOnly, s)
	return t, err == nil
}

func shownText(d definition, s string) hub.Value {
	switch d.Schema.Type {
	case "date":
		if t, ok := dateOf(s); ok {
			return t
		}
	case "datetime":
		if t, ok := moment(s); ok {
			return t
		}
	}
	if s = single(s); s == "" {
		return nil
	}
	return s
}

// namedTypes are those of which things are known by their names.
var namedTypes = []string{"version", "component", "group", "priority", "resolution", "status", "issuetype", "securitylevel"}

func shownObject(d definition, m map[string]any) hub.Value {
	switch d.Schema.Type {
	case "user":
		if u := accountOf(m).user(); u.ID != "" || u.Name != "" {
			return u
		}
	case "option":
		if s := str(m["value"]); s != "" {
			return s
		}
	case "option-with-child":
		out := map[string]hub.Value{"value": str(m["value"])}
		if child := object(m["child"]); child != nil {
			out["child"] = str(child["value"])
		}
		return out
	case "project":
		if s := str(m["key"]); s != "" {
			return s
		}
	}
	if d.Schema.Custom == organizationsField && str(m["name"]) != "" {
		return str(m["name"])
	}
	if slices.Contains(namedTypes, d.Schema.Type) && str(m["name"]) != "" {
		return str(m["name"])
	}
	return plainValue(m)
}

// plainValue is JSON as a Value.
func plainValue(v any) hub.Value {
	switch v := v.(type) {
	case []any:
		out := make([]hub.Value, len(v))
		for i, e := range v {
			out[i] = plainValue(e)
		}
		return out
	case map[string]any:
		out := make(map[string]hub.Value, len(v))
		for k, e := range v {
			out[k] = plainValue(e)
		}
		return out
	}
	return v
}

// stored makes what Jira wants of a Value for a custom field, and gives the form
// in which it will be shown.
func (c *connector) stored(ctx context.Context, d definition, v hub.Value) (send any, shown hub.Value, err error) {
	field := "customFields." + d.shown
	if d.raw() {
		return v, v, nil
	}
	switch {
	case d.Schema.Custom == requestField:
		return c.storedRequest(ctx, d, v)
	case d.Schema.Custom == organizationsField && d.Schema.Type != "array":
		return c.storedOrganization(ctx, d, v)
	case d.Schema.Type == "array":
		return c.storedList(ctx, d, v)
	}
	wrong := func(what string) (any, hub.Value, error) {
		return nil, nil, invalid(field, fmt.Sprintf("%s is wanted in %q", what, d.shown))
	}
	if v == nil {
		return nil, nil, nil
	}
	text, isText := v.(string)
	switch d.Schema.Type {
	case "string":
		if !isText {
			return wrong("text")
		}
		if d.rich() {
			return document(c.isCloud(), text), c.canon(field, v), nil
		}
		return single(text), c.canon(field, v), nil
	case "number":
		n, ok := v.(hub.Number)
		if !ok {
			return wrong("a number")
		}
		return n, plainNumber(n), nil
	case "date", "datetime":
		t, ok := v.(time.Time)
		if !ok {
			return wrong("a time")
		}
		if d.Schema.Type == "date" {
			return t.Format(time.DateOnly), day(t), nil
		}
		return t.UTC().Format(stamp), moments(t), nil
	case "user":
		u, ok := v.(hub.User)
		if isText {
			u, ok = hub.User{ID: text}, true
		}
		if !ok {
			return wrong("a person")
		}
		id, send, err := c.person(ctx, field, u)
		return send, hub.User{ID: id}, err
	case "option":
		if !isText {
			return wrong("the text of an option")
		}
		return map[string]any{"value": text}, text, nil
	case "option-with-child":
		return storedCascade(v, wrong)
	case "project":
		if !isText {
			return wrong("the key of a project")
		}
		return map[string]any{"key": text}, text, nil
	}
	if slices.Contains(namedTypes, d.Schema.Type) {
		if !isText {
			return wrong("a name")
		}
		return map[string]any{"name": text}, text, nil
	}
	return nil, nil, invalid(field, "Jira takes no "+d.Schema.Type+" here") // none that is understood comes here
}

// storedCascade is an option and one below it: a map of value and child, or the
// text of the option alone.
func storedCascade(v hub.Value, wrong func(string) (any, hub.Value, error)) (any, hub.Value, error) {
	if s, ok := v.(string); ok {
		return map[string]any{"value": s}, map[string]hub.Value{"value": s}, nil
	}
	m, _ := v.(map[string]hub.Value)
	parent, _ := m["value"].(string)
	if parent == "" {
		return wrong("an option, or a map of value and child")
	}
	send, shown := map[string]any{"value": parent}, map[string]hub.Value{"value": parent}
	switch child := m["child"].(type) {
	case string:
		send["child"], shown["child"] = map[string]any{"value": child}, child
	case nil:
	default:
		return wrong("the text of an option as child")
	}
	return send, shown, nil
}

func (c *connector) storedList(ctx context.Context, d definition, v hub.Value) (any, hub.Value, error) {
	field := "customFields." + d.shown
	l, several := v.([]hub.Value)
	if !several && v != nil {
		l = []hub.Value{v}
	}
	item := d
	item.Schema.Type = d.Schema.Items
	out := []any{} // an empty one, since Jira takes no null for some
	var shown []hub.Value
	for _, e := range l {
		s, v, err := c.stored(ctx, item, e)
		if err != nil {
			return nil, nil, err
		}
		out, shown = append(out, s), append(shown, v)
	}
	return out, c.canonList(field, shown), nil
}

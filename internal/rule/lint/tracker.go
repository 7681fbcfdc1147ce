package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// A Tracker is what is known of the tracker that rules write to. Nothing known
// of a kind is an empty list: then nothing is said of it.
type Tracker struct {
	CustomFields []string
	// Values are the names that things have, by kind: status, priority, type,
	// resolution, project.
	Values map[string][]string
	// Options are the values that a custom field may have, by its name.
	Options map[string][]string
}

// has tells whether the tracker has a field of that name.
func (t *Tracker) has(name string) bool { return t != nil && slices.Contains(t.CustomFields, name) }

// TrackerOf reads the "tracker" of a case: lists of names or of records, and
// options by field.
func TrackerOf(m map[string]any) *Tracker {
	t := &Tracker{Values: map[string][]string{}, Options: map[string][]string{}}
	for _, k := range []string{"customFields", "fields"} {
		t.CustomFields = append(t.CustomFields, namesIn(m[k])...)
	}
	for list, kind := range map[string]string{
		"statuses": "status", "priorities": "priority", "issueTypes": "type", "types": "type", "resolutions": "resolution", "projects": "project",
	} {
		t.Values[kind] = append(t.Values[kind], namesIn(m[list])...)
	}
	if options, ok := m["options"].(map[string]any); ok {
		for field, l := range options {
			t.Options[field] = namesIn(l)
		}
	}
	return t
}

// namesIn are the names of a list: texts, or what records call themselves.
func namesIn(v any) []string {
	var names []string
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			switch e := e.(type) {
			case string:
				names = append(names, e)
			case map[string]any:
				for _, by := range []string{"name", "key", "value", "id"} {
					if s, ok := e[by].(string); ok {
						names = append(names, s)
					}
				}
			}
		}
	case map[string]any:
		names = slices.Sorted(maps.Keys(x))
	}
	return names
}

// lookups are the methods that name a thing of the tracker, and of which kind.
var lookups = map[string]string{
	"setStatus": "status", "getStatus": "status", "getPriority": "priority", "getIssueType": "type", "getResolution": "resolution", "getProject": "project",
}

// named are the members that take a name, and of which kind.
var named = map[string]string{
	"status": "status", "priority": "priority", "type": "type", "typeName": "type", "resolution": "resolution", "projectKey": "project", "issueType": "type",
}

// fields tells of fields and values that the tracker does not have.
func (r *rule) fields() {
	t := r.side.Tracker
	if t == nil {
		return
	}
	r.walk(func(n syntax.Node, _ bool) {
		switch n := n.(type) {
		case *syntax.Property:
			r.customField(n)
		case *syntax.Index:
			r.customField(n)
		case *syntax.Call:
			_, name, _, ok := member(n.Fun)
			if kind := lookups[name]; ok && kind != "" && len(n.Args) > 0 {
				for _, v := range r.values(n.Args[0]) {
					r.value(kind, v)
				}
			}
			if ok && name == "getOption" && len(n.Args) == 3 {
				if field, is := constant(n.Args[1]); is {
					r.option(field, n.Args[2])
				}
			}
		case *syntax.Assign:
			r.assigned(n)
		}
	})
}

// item tells whether a variable is the item here.
func (r *rule) item(v string) bool { return slices.Contains(r.surface.Items, v) }

func (r *rule) customField(x syntax.Expr) {
	of, name, at, ok := member(x)
	if !ok || len(r.side.Tracker.CustomFields) == 0 {
		return
	}
	p := path(of)
	if len(p) != 2 || !r.item(p[0]) || p[1] != "customFields" || r.side.Tracker.has(name) || strings.Trim(name, "0123456789") == "" ||
		slices.Contains([]string{"size", "each", "collect", "find", "findAll", "any", "put", "get", "keySet", "values", "isEmpty", "containsKey"}, name) {
		return // by its id, or a method of the map
	}
	r.report(at, Error, "unknown-field", fmt.Sprintf("the tracker has no custom field %q", name), meant(nearest(name, r.side.Tracker.CustomFields)))
}

func (r *rule) assigned(n *syntax.Assign) {
	p := path(n.X)
	if len(p) < 2 || !r.item(p[0]) {
		return
	}
	if kind := named[p[1]]; kind != "" && len(p) == 2 {
		for _, v := range r.values(n.Y) {
			r.value(kind, v)
		}
	}
	if p[1] == "customFields" && len(p) >= 3 {
		r.option(p[2], n.Y)
	}
}

// value tells of a name that nothing of a kind has.
func (r *rule) value(kind string, x syntax.Expr) {
	v, ok := constant(x)
	all := r.side.Tracker.Values[kind]
	if !ok || v == "" || len(all) == 0 || slices.ContainsFunc(all, func(s string) bool { return strings.EqualFold(s, v) }) {
		return
	}
	r.report(x.Pos(), Error, "unknown-value", fmt.Sprintf("the tracker has no %s %q", kind, v), meant(nearest(v, slices.Clone(all))))
}

func (r *rule) option(field string, x syntax.Expr) {
	all := r.side.Tracker.Options[field]
	for _, e := range r.values(x) {
		v, ok := constant(e)
		if !ok || v == "" || len(all) == 0 || slices.Contains(all, v) {
			continue
		}
		r.report(e.Pos(), Error, "unknown-value", fmt.Sprintf("the custom field %q has no option %q", field, v), meant(nearest(v, slices.Clone(all))))
	}
}

// values are the literals that an expression may come to: of a map that is
// looked into, its values; of a choice, both ways.
func (r *rule) values(x syntax.Expr) []syntax.Expr {
	switch x := x.(type) {
	case *syntax.Paren:
		return r.values(x.X)
	case *syntax.String:
		return []syntax.Expr{x}
	case *syntax.Elvis:
		return append(r.values(x.X), r.values(x.Y)...)
	case *syntax.Ternary:
		return append(r.values(x.Then), r.values(x.Else)...)
	case *syntax.Index:
		if m := r.mapOf(x.X); m != nil {
			var list []syntax.Expr
			for _, e := range m.Entries {
				if e, ok := e.(*syntax.Entry); ok {
					list = append(list, r.values(e.Value)...)
				}
			}
			return list
		}
	}
	return nil
}

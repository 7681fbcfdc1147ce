package scripted

import (
	"maps"
	"slices"

	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/rule/visual"
)

// MappingOf is the mapping that tells and takes over what basic mode does, to go
// on from where it is not enough.
//
// What it cannot say, since no rule is asked for it: that the times and the
// address of an issue are told too; and where a tracker keeps what was made as
// it was, that a comment that changed over there is added once more.
func MappingOf(b rule.Basic) *visual.Mapping {
	m := &visual.Mapping{}
	for _, f := range []string{"project", "type", "summary", "description", "status", "resolution", "priority", "assignee", "reporter", "labels", "parent", "links"} {
		m.Tell = append(m.Tell, visual.Tell{Field: f})
	}
	m.Tell = append(m.Tell, visual.Tell{Field: "comments", Only: "public"}, visual.Tell{Field: "attachments"})
	if b.Project != "" {
		m.Take = append(m.Take, visual.Take{To: "project", Fixed: true, Value: b.Project, When: "first"})
	}
	m.Take = append(m.Take, typeOf(b), same("summary"), same("description"), named(b, "status"), named(b, "priority"), same("labels"), same("parent"))
	if len(b.Links) > 0 {
		m.Take = append(m.Take, linksOf(b.Links))
	}
	comments := same("comments")
	comments.Author = "none"
	m.Take = append(m.Take, comments, same("attachments"))
	return m
}

func same(field string) visual.Take { return visual.Take{To: field, From: field} }

// named takes over a value by what it is called here.
func named(b rule.Basic, field string) visual.Take {
	t := same(field)
	for _, theirs := range slices.Sorted(maps.Keys(b.Names[field])) {
		add(&t, theirs, b.Names[field][theirs]...)
	}
	return t
}

func add(t *visual.Take, theirs string, ours ...string) {
	if t.Values == nil {
		t.Values = map[string]string{}
	}
	t.Values[theirs] = ours[0]
	t.Order = append(t.Order, theirs)
	if len(ours) > 1 {
		if t.Several == nil {
			t.Several = map[string][]string{}
		}
		t.Several[theirs] = ours
	}
}

// typeOf takes over the type of a new issue: of those that new issues may have
// here, or else the one they get.
func typeOf(b rule.Basic) visual.Take {
	t := same("type")
	t.When = "first"
	for _, theirs := range slices.Sorted(maps.Keys(b.Names["type"])) {
		ours := b.Names["type"][theirs][0]
		if len(b.Types) > 0 && !slices.Contains(b.Types, ours) {
			ours = b.Type
		}
		add(&t, theirs, ours)
	}
	for _, name := range b.Types {
		if _, said := t.Values[name]; !said {
			add(&t, name, name)
		}
	}
	t.HasDef = len(b.Types) > 0 || b.Type != "" && t.Values == nil
	if t.HasDef {
		t.Default = b.Type
	}
	return t
}

// linksOf takes over links of the types that can be made here; the most general
// stands for the others, if it is one of them.
func linksOf(types []string) visual.Take {
	t := same("links")
	for _, name := range types {
		add(&t, name, name)
	}
	if slices.Contains(types, rule.GeneralLink) {
		t.HasDef, t.Default = true, rule.GeneralLink
	}
	return t
}

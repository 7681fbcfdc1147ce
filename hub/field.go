package hub

import "time"

// field ties a name on the wire and in rules to a place in Issue. Scalars are
// one part each; the elements of a set are a part each.
type field struct {
	name string
	ptr  func(*Issue) any // pointer to the place
	kind fieldKind
}

type fieldKind int

const (
	scalar fieldKind = iota // one part
	set                     // a part for each element
	values                  // named values, one part each
	info                    // told, but never a part: nobody edits it, so it never causes a message
)

// fields is the one table of what an issue has, in the order it is written.
var fields = []field{
	{"ref", func(i *Issue) any { return &i.Ref }, info},
	{"project", func(i *Issue) any { return &i.Project }, scalar},
	{"type", func(i *Issue) any { return &i.Type }, scalar},
	{"summary", func(i *Issue) any { return &i.Summary }, scalar},
	{"description", func(i *Issue) any { return &i.Description }, scalar},
	{"environment", func(i *Issue) any { return &i.Environment }, scalar},
	{"status", func(i *Issue) any { return &i.Status }, scalar},
	{"resolution", func(i *Issue) any { return &i.Resolution }, scalar},
	{"priority", func(i *Issue) any { return &i.Priority }, scalar},
	{"severity", func(i *Issue) any { return &i.Severity }, scalar},
	{"securityLevel", func(i *Issue) any { return &i.SecurityLevel }, scalar},
	{"assignee", func(i *Issue) any { return &i.Assignee }, scalar},
	{"reporter", func(i *Issue) any { return &i.Reporter }, scalar},
	{"creator", func(i *Issue) any { return &i.Creator }, info},
	{"parent", func(i *Issue) any { return &i.Parent }, scalar},
	{"due", func(i *Issue) any { return &i.Due }, scalar},
	{"created", func(i *Issue) any { return &i.Created }, info},
	{"updated", func(i *Issue) any { return &i.Updated }, info},
	{"resolved", func(i *Issue) any { return &i.Resolved }, info},
	{"url", func(i *Issue) any { return &i.URL }, info},
	{"originalEstimate", func(i *Issue) any { return &i.Estimate }, scalar},
	{"remainingEstimate", func(i *Issue) any { return &i.Remaining }, scalar},
	{"spent", func(i *Issue) any { return &i.Spent }, info},
	{"labels", func(i *Issue) any { return &i.Labels }, set},
	{"components", func(i *Issue) any { return &i.Components }, set},
	{"affectedVersions", func(i *Issue) any { return &i.AffectedVersions }, set},
	{"fixVersions", func(i *Issue) any { return &i.FixVersions }, set},
	{"sprints", func(i *Issue) any { return &i.Sprints }, set},
	{"watchers", func(i *Issue) any { return &i.Watchers }, set},
	{"links", func(i *Issue) any { return &i.Links }, set},
	{"comments", func(i *Issue) any { return &i.Comments }, set},
	{"attachments", func(i *Issue) any { return &i.Attachments }, set},
	{"workLogs", func(i *Issue) any { return &i.WorkLogs }, set},
	{"history", func(i *Issue) any { return &i.History }, info},
	{"customFields", func(i *Issue) any { return &i.CustomFields }, values},
	{"customKeys", func(i *Issue) any { return &i.CustomKeys }, values},
	{"cleared", func(i *Issue) any { return &i.Cleared }, info},
}

var fieldByName = func() map[string]*field {
	m := make(map[string]*field, len(fields))
	for i := range fields {
		m[fields[i].name] = &fields[i]
	}
	return m
}()

// FieldNames lists the fields of an issue that hold one value or a set, in a
// fixed order: everything that can be told apart from named custom values.
func FieldNames() []string {
	var names []string
	for _, f := range fields {
		if f.kind == scalar || f.kind == set {
			names = append(names, f.name)
		}
	}
	return names
}

// IsField reports whether issues have a member of that name, which nothing else
// can have: no key of Extra.
func IsField(name string) bool { return fieldByName[name] != nil }

// IsSet reports whether the field is a set of elements.
func IsSet(name string) bool {
	f := fieldByName[name]
	return f != nil && f.kind == set
}

// value returns what a scalar's place holds, nil if it is empty.
func scalarValue(p any) Value {
	switch p := p.(type) {
	case *string:
		if *p != "" {
			return *p
		}
	case **User:
		if *p != nil {
			return **p
		}
	case **Ref:
		if *p != nil && (*p).ID != "" {
			return map[string]Value{"id": (*p).ID}
		}
	case *time.Time:
		if !p.IsZero() {
			return *p
		}
	case **int64:
		if *p != nil {
			return int64Number(**p)
		}
	}
	return nil
}

// setScalar puts v into a scalar's place; a value of another type empties it.
func setScalar(p any, v Value) {
	switch p := p.(type) {
	case *string:
		*p, _ = v.(string)
	case **User:
		*p = nil
		if u, ok := v.(User); ok {
			*p = &u
		}
	case **Ref:
		m, _ := v.(map[string]Value)
		id, _ := m["id"].(string)
		switch {
		case id == "":
			*p = nil
		case *p == nil || (*p).ID != id: // else its key stays
			*p = &Ref{ID: id}
		}
	case *time.Time:
		*p, _ = v.(time.Time)
	case **int64:
		*p = nil
		if n, ok := v.(Number); ok {
			if i, err := n.Int64(); err == nil {
				*p = &i
			}
		}
	}
}

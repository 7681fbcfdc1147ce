package jira

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// fieldContext says where a custom field of choices is, and which there are: in
// the projects that it names, or in all that no other context names.
type fieldContext struct {
	ID          int
	Name, About string
	Projects    []*project
	Types       []string // of issues; none: all
	Options     []*fieldOption
}

// fieldOption is a choice. One that is disabled stays where it is and can be
// chosen no more.
type fieldOption struct {
	ID       int
	Value    string
	Disabled bool
	Children []*fieldOption // in cascades
}

// context is where a field's choices come from for issues of a project and type,
// nil if the field is not there.
func (f *field) context(p *project, kind string) *fieldContext {
	var all *fieldContext
	for _, x := range f.Contexts {
		if len(x.Types) > 0 && !slices.Contains(x.Types, kind) {
			continue
		}
		if slices.Contains(x.Projects, p) {
			return x
		}
		if len(x.Projects) == 0 {
			all = x
		}
	}
	return all
}

// in reports whether issues of a project and type have a field at all.
func (f *field) in(p *project, kind string) bool {
	return f.Contexts == nil || f.context(p, kind) != nil
}

// choice finds a choice of a project by its value, in whatever context it is.
func (f *field) choice(p *project, value string) *fieldOption {
	for _, mine := range []bool{true, false} {
		for _, x := range f.Contexts {
			if slices.Contains(x.Projects, p) != mine {
				continue
			}
			if o := among(x.Options, value, ""); o != nil {
				return o
			}
		}
	}
	return nil
}

// has reports whether there is a choice of that value or id anywhere.
func (f *field) has(v string) bool {
	return slices.ContainsFunc(f.Contexts, func(x *fieldContext) bool {
		return slices.ContainsFunc(x.Options, func(o *fieldOption) bool {
			return strings.EqualFold(o.Value, v) || strconv.Itoa(o.ID) == v || slices.ContainsFunc(o.Children, func(d *fieldOption) bool { return strings.EqualFold(d.Value, v) })
		})
	})
}

// among finds a choice by value or id.
func among(l []*fieldOption, value, id string) *fieldOption {
	i := slices.IndexFunc(l, func(o *fieldOption) bool {
		return value != "" && o.Value == value || value == "" && id != "" && strconv.Itoa(o.ID) == id
	})
	if i < 0 {
		return nil
	}
	return l[i]
}

func (s *Site) newOptions(values ...string) []*fieldOption {
	var l []*fieldOption
	for _, v := range values {
		l = append(l, &fieldOption{ID: s.next("option"), Value: v})
	}
	return l
}

// contextsOf gives the fields that have choices their contexts: one for all, but
// for Severity, which has other choices in each project.
func (s *Site) contextsOf() {
	for _, f := range s.fields {
		if f.Custom == "" || f.Kind != option && f.Kind != options && f.Kind != cascade {
			continue
		}
		x := &fieldContext{ID: s.next("context"), Name: "Default Configuration Scheme for " + f.Name, Options: s.newOptions(f.Options...)}
		for _, o := range x.Options {
			o.Children = s.newOptions(f.Children[o.Value]...)
		}
		f.Contexts = append(f.Contexts, x)
		if f.Name != "Severity" {
			continue
		}
		x.Projects = s.projects[:1]
		f.Contexts = append(f.Contexts, &fieldContext{ID: s.next("context"), Name: "Severity of Globex", Projects: s.projects[1:], Options: s.newOptions("low", "high")})
	}
}

func (s *Site) showOption(o *fieldOption, disabled bool) obj {
	id := strconv.Itoa(o.ID)
	out := obj{"self": s.self("/customFieldOption/" + id), "value": o.Value, "id": id}
	if disabled {
		out["disabled"] = o.Disabled
	}
	return out
}

// contextRoutes are for administrators of the cloud; servers name their choices
// in the description of new issues only.
func (s *Site) contextRoutes(m *router) {
	m.handle("GET /customFieldOption/{id}", func(c *call) {
		for _, f := range s.fields {
			for _, x := range f.Contexts {
				for _, o := range x.Options {
					if found := among(append([]*fieldOption{o}, o.Children...), "", c.path("id")); found != nil {
						c.answer(http.StatusOK, obj{"self": s.self("/customFieldOption/" + c.path("id")), "value": found.Value})
						return
					}
				}
			}
		}
		c.refuse(http.StatusNotFound, "A custom field option with id '"+c.path("id")+"' does not exist")
	})
	if !s.cloud() {
		return
	}
	m.handle("GET /field/{field}/context", func(c *call) {
		f := c.field()
		if f == nil {
			return
		}
		l := []any{}
		for _, x := range f.Contexts {
			l = append(l, obj{"id": strconv.Itoa(x.ID), "name": x.Name, "description": x.About, "isGlobalContext": len(x.Projects) == 0, "isAnyIssueType": len(x.Types) == 0})
		}
		c.page(l, 50)
	})
	m.handle("GET /field/{field}/context/projectmapping", func(c *call) {
		f := c.field()
		if f == nil {
			return
		}
		l := []any{}
		for _, x := range f.Contexts {
			if len(x.Projects) == 0 {
				l = append(l, obj{"contextId": strconv.Itoa(x.ID), "isGlobalContext": true})
			}
			for _, p := range x.Projects {
				l = append(l, obj{"contextId": strconv.Itoa(x.ID), "projectId": strconv.Itoa(p.ID)})
			}
		}
		c.page(l, 50)
	})
	m.handle("GET /field/{field}/context/{context}/option", func(c *call) {
		x := c.context()
		if x == nil {
			return
		}
		l := []any{}
		for _, o := range x.Options {
			l = append(l, obj{"id": strconv.Itoa(o.ID), "value": o.Value, "disabled": o.Disabled})
			for _, d := range o.Children {
				l = append(l, obj{"id": strconv.Itoa(d.ID), "value": d.Value, "disabled": d.Disabled, "optionId": strconv.Itoa(o.ID)})
			}
		}
		c.page(l, 100)
	})
	m.handle("POST /field/{field}/context/{context}/option", s.addOptions)
	m.handle("PUT /field/{field}/context/{context}/option", s.changeOptions)
	m.handle("DELETE /field/{field}/context/{context}/option/{option}", func(c *call) {
		x := c.context()
		if x == nil {
			return
		}
		o := among(x.Options, "", c.path("option"))
		switch {
		case o == nil:
			c.refuse(http.StatusNotFound, "The option does not exist.")
		case s.chosen(c.field(), o.Value):
			c.refuse(http.StatusConflict, "The option is in use.")
		default:
			x.Options = slices.DeleteFunc(x.Options, func(d *fieldOption) bool { return d == o })
			c.done()
		}
	})
}

// field finds the custom field of a call that only administrators may make.
func (c *call) field() *field {
	if !c.admin() {
		return nil
	}
	f := c.site.field(c.path("field"))
	if f == nil || f.Custom == "" {
		c.refuse(http.StatusNotFound, "The custom field was not found.")
		return nil
	}
	return f
}

func (c *call) context() *fieldContext {
	f := c.field()
	if f == nil {
		return nil
	}
	i := slices.IndexFunc(f.Contexts, func(x *fieldContext) bool { return strconv.Itoa(x.ID) == c.path("context") })
	if i < 0 {
		c.refuse(http.StatusNotFound, "The context was not found.")
		return nil
	}
	return f.Contexts[i]
}

// chosen reports whether any issue has a choice.
func (s *Site) chosen(f *field, value string) bool {
	for _, i := range s.issues {
		if slices.Contains(s.texts(f, i.Values[f.ID]), value) {
			return true
		}
	}
	return false
}

func (s *Site) addOptions(c *call) {
	x := c.context()
	if x == nil {
		return
	}
	in, ok := c.object()
	if !ok {
		return
	}
	l, made := in["options"].([]any)
	var added []any
	for _, e := range l {
		o, _ := e.(obj)
		to := &x.Options
		if up := among(x.Options, "", text(o["optionId"])); up != nil {
			to = &up.Children
		}
		if text(o["value"]) == "" || among(*to, text(o["value"]), "") != nil {
			c.refuse(http.StatusBadRequest, "The option '"+text(o["value"])+"' is there already, or has no value.")
			return
		}
		n := &fieldOption{ID: s.next("option"), Value: text(o["value"]), Disabled: o["disabled"] == true}
		*to = append(*to, n)
		shown := obj{"id": strconv.Itoa(n.ID), "value": n.Value, "disabled": n.Disabled}
		if up := text(o["optionId"]); up != "" {
			shown["optionId"] = up
		}
		added = append(added, shown)
	}
	if !made || len(added) == 0 {
		c.refuse(http.StatusBadRequest, "No options are given.")
		return
	}
	c.answer(http.StatusOK, obj{"options": added})
}

func (s *Site) changeOptions(c *call) {
	x := c.context()
	if x == nil {
		return
	}
	in, ok := c.object()
	if !ok {
		return
	}
	l, _ := in["options"].([]any)
	shown := []any{}
	for _, e := range l {
		given, _ := e.(obj)
		o := among(x.Options, "", text(given["id"]))
		if o == nil {
			c.refuse(http.StatusNotFound, "The option does not exist.")
			return
		}
		if b, told := given["disabled"].(bool); told {
			o.Disabled = b
		}
		if v := text(given["value"]); v != "" && v != o.Value {
			s.rename(c.field(), o.Value, v)
			o.Value = v
		}
		shown = append(shown, obj{"id": strconv.Itoa(o.ID), "value": o.Value, "disabled": o.Disabled})
	}
	c.answer(http.StatusOK, obj{"options": shown})
}

// rename gives the issues that have a choice its new name; nobody's history
// tells of that.
func (s *Site) rename(f *field, from, to string) {
	for _, i := range s.issues {
		switch v := i.Values[f.ID].(type) {
		case string:
			if v == from {
				i.Values[f.ID] = to
			}
		case []string:
			l := slices.Clone(v)
			for n := range l {
				if l[n] == from {
					l[n] = to
				}
			}
			i.Values[f.ID] = l
		case [2]string:
			if v[0] == from {
				i.Values[f.ID] = [2]string{to, v[1]}
			}
		}
	}
}

package jira

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
)

func (s *Site) edit(c *call) {
	i := c.issue(c.path("key"))
	if i == nil || !c.allowed("EDIT_ISSUES", i, http.StatusForbidden, "You do not have permission to edit issues in this project.") {
		return
	}
	if c.r.URL.Query().Get("notifyUsers") == "false" && !c.user.Admin {
		c.refuse(http.StatusForbidden, "To discard the user notification either admin or project admin permissions are required.")
		return
	}
	in, ok := c.object()
	if !ok {
		return
	}
	if why := s.change(c, i, in); len(why) > 0 {
		c.refuseFields(why)
		return
	}
	if why := s.setProperties(i, in["properties"]); why != "" {
		c.refuse(http.StatusBadRequest, why)
		return
	}
	if s.cloud() && c.r.URL.Query().Get("returnIssue") == "true" {
		c.answer(http.StatusOK, s.showIssue(c, i, nil, c.query("expand"), nil))
		return
	}
	c.done()
}

// change makes the changes of an edit, all or none.
func (s *Site) change(c *call, i *issue, in obj) obj {
	reasons := obj{}
	next := *i
	next.Values = maps.Clone(i.Values)
	fields, _ := in["fields"].(obj)
	s.assign(c, &next, fields, reasons)
	s.unrequired(c, i, fields, reasons)
	update, _ := in["update"].(obj)
	for _, name := range slices.Sorted(maps.Keys(update)) {
		if _, both := fields[name]; both {
			reasons[name] = "Field '" + name + "' cannot be in both 'fields' and 'update'"
			continue
		}
		if name == "comment" {
			continue
		}
		ops, _ := update[name].([]any)
		for _, op := range ops {
			s.operate(c, &next, name, op, reasons)
		}
	}
	said, why := s.saidAlong(c, i, update)
	if why != "" {
		reasons["comment"] = why
	}
	if len(reasons) > 0 {
		return reasons
	}
	items := s.differences(i, &next)
	for _, cm := range said {
		s.say(c, i, cm, "comment_created")
	}
	if len(items) == 0 {
		return nil
	}
	i.content = next.content
	h := s.touch(i, c.user, items...)
	s.tell(c.user, "jira:issue_updated", i, h)
	return nil
}

// operate does one operation on a field: set, add or remove.
func (s *Site) operate(c *call, i *issue, name string, op any, reasons obj) {
	o, _ := op.(obj)
	if v, ok := o["set"]; ok {
		s.assign(c, i, obj{name: v}, reasons)
		return
	}
	f := s.field(name)
	if f == nil || f.Kind != words && f.Kind != several && f.Kind != options {
		reasons[name] = fmt.Sprintf(notOnScreen, name)
		return
	}
	for verb, v := range o {
		one, why := s.read(c, i, f, []any{v})
		if why != "" {
			reasons[name] = why
			return
		}
		switch l := one.(type) {
		case []string:
			now, _ := i.Values[name].([]string)
			i.Values[name] = join(now, l[0], verb == "add")
			slices.Sort(i.Values[name].([]string))
		case []*named:
			now, _ := i.Values[name].([]*named)
			i.Values[name] = join(now, l[0], verb == "add")
		}
	}
}

func join[T comparable](l []T, e T, in bool) []T {
	l = slices.DeleteFunc(slices.Clone(l), func(o T) bool { return o == e })
	if in {
		l = append(l, e)
	}
	return l
}

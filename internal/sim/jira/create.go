package jira

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
)

func (s *Site) create(c *call) {
	in, ok := c.object()
	if !ok {
		return
	}
	i, code, messages, reasons := s.make(c, in)
	if i == nil {
		c.answer(code, obj{"errorMessages": messages, "errors": reasons})
		return
	}
	c.answer(http.StatusCreated, s.showMade(i))
}

func (s *Site) showMade(i *issue) obj {
	id := strconv.Itoa(i.ID)
	return obj{"id": id, "key": i.Key(), "self": s.self("/issue/" + id)}
}

// make makes an issue, or says why not: with a status, messages and reasons by
// field.
func (s *Site) make(c *call, in obj) (i *issue, code int, messages []string, reasons obj) {
	given, _ := in["fields"].(obj)
	messages, reasons = []string{}, obj{}
	refused := func() (*issue, int, []string, obj) { return nil, http.StatusBadRequest, messages, reasons }
	where, _ := given["project"].(obj)
	p := s.project(text(where["key"]))
	if p == nil {
		p = s.project(text(where["id"]))
	}
	if p == nil || !s.may(c.user, "CREATE_ISSUES", p, nil) {
		reasons["project"] = "valid project is required"
		return refused()
	}
	t := s.typeOf(given["issuetype"])
	if t == "" || !slices.Contains(p.Types, t) {
		reasons["issuetype"] = "valid issue type is required"
	}
	if given["summary"] == nil {
		reasons["summary"] = "You must specify a summary of the issue."
	}
	i = &issue{Creator: c.user, Properties: map[string]any{}, Hidden: map[*user]bool{}, Created: s.now()}
	i.content = content{Project: p, Type: t, Status: statuses[0].Name, Values: map[string]any{"priority": "Medium", "reporter": c.user}}
	s.assign(c, i, given, reasons)
	s.unrequired(c, i, given, reasons)
	if t == "Sub-task" && i.Parent == 0 {
		reasons["parent"] = "data was not an object"
	}
	if epicName := s.field("customfield_10022"); epicName != nil && t == "Epic" && i.Values[epicName.ID] == nil {
		reasons[epicName.ID] = "Epic Name is required."
	}
	if len(reasons) > 0 {
		return refused()
	}
	if i.Original != nil && i.Remaining == nil {
		i.Remaining = i.Original
	}
	if why := s.setProperties(i, in["properties"]); why != "" {
		messages = append(messages, why)
		return refused()
	}
	p.last++
	i.ID, i.Number = s.next("issue"), p.last
	i.Watchers = []*user{c.user}
	s.issues[i.ID] = i
	s.touch(i, c.user)
	s.tell(c.user, "jira:issue_created", i, nil)
	return i, 0, nil, nil
}

// unrequired refuses what of a new or changed issue the account may not set.
func (s *Site) unrequired(c *call, i *issue, given obj, reasons obj) {
	for name, what := range map[string]string{"assignee": "ASSIGN_ISSUES", "reporter": "MODIFY_REPORTER", "duedate": "SCHEDULE_ISSUES", "security": "SET_ISSUE_SECURITY"} {
		if _, told := given[name]; told && !s.may(c.user, what, i.Project, i) {
			reasons[name] = fmt.Sprintf(notOnScreen, name)
		}
	}
}

// setProperties sets properties of an issue, or says why not.
func (s *Site) setProperties(i *issue, v any) string {
	l, _ := v.([]any)
	if len(l) == 0 {
		return ""
	}
	if !s.atLeast(7, 0) || s.knobs.NoProperty {
		return "Unrecognized field \"properties\""
	}
	for _, e := range l {
		o, _ := e.(obj)
		i.Properties[text(o["key"])] = o["value"]
	}
	return ""
}

func (s *Site) typeOf(v any) string {
	o, _ := v.(obj)
	for n, name := range typeNames {
		if name == text(o["name"]) || text(o["id"]) == strconv.Itoa(10100+n) {
			return name
		}
	}
	return ""
}

// assign puts values into fields of an issue that is not shown to anybody yet.
func (s *Site) assign(c *call, i *issue, given obj, reasons obj) {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		v := given[name]
		switch name {
		case "project":
			if i.ID != 0 {
				reasons[name] = fmt.Sprintf(notOnScreen, name)
			}
			continue
		case "issuetype":
			if t := s.typeOf(v); t == "" {
				reasons[name] = "The issue type selected is invalid."
			} else {
				i.Type = t
			}
			continue
		case "parent":
			s.assignParent(i, v, reasons)
			continue
		case "timetracking":
			s.assignTimes(i, v, reasons)
			continue
		}
		f := s.field(name)
		if f == nil || f.Kind == rank || slices.Contains(s.knobs.OffScreen, name) {
			reasons[name] = fmt.Sprintf(notOnScreen, name)
			continue
		}
		value, why := s.read(c, i, f, v)
		switch {
		case why != "":
			reasons[name] = why
		case s.knobs.SilentDrop != name:
			i.Values[name] = value
		}
	}
}

func (s *Site) assignParent(i *issue, v any, reasons obj) {
	o, _ := v.(obj)
	if v == nil && s.cloud() && i.Type != "Sub-task" {
		i.Parent = 0
		return
	}
	up := s.byKey(text(o["key"]))
	if n, err := strconv.Atoi(text(o["id"])); err == nil {
		up = s.issues[n]
	}
	switch {
	case up == nil:
		reasons["parent"] = "Could not find issue by id or key."
	case i.Type == "Sub-task" && up.Type != "Epic" && up.Type != "Sub-task", s.cloud() && i.Type != "Sub-task" && up.Type == "Epic" && i.Type != "Epic":
		i.Parent = up.ID
	default:
		reasons["parent"] = "Given parent issue does not belong to appropriate hierarchy."
	}
}

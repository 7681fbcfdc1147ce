package jira

import (
	"net/http"
	"slices"
	"time"
)

func (s *Site) showTransitions(c *call, i *issue, fields bool) []any {
	out := []any{}
	for _, t := range transitions {
		if t.From != i.Status || !s.may(c.user, "TRANSITION_ISSUES", i.Project, i) {
			continue
		}
		o := obj{"id": t.ID, "name": t.Name, "to": s.showStatus(t.To)}
		if s.atLeast(10, 0) {
			o["hasScreen"], o["isGlobal"], o["isInitial"], o["isConditional"] = t.Resolves, false, false, false
		}
		if fields {
			o["fields"] = obj{}
			if t.Resolves {
				var allowed []any
				for _, r := range resolutions {
					allowed = append(allowed, s.showNamed("resolution", resolutions, r))
				}
				f := obj{"required": true, "schema": obj{"type": "resolution", "system": "resolution"}, "name": "Resolution", "operations": []string{"set"}, "allowedValues": allowed}
				if s.atLeast(8, 0) {
					f["hasDefaultValue"] = false
				}
				if s.atLeast(10, 0) {
					f["key"] = "resolution"
				}
				if s.dialect == DC10 {
					f["fieldId"] = "resolution"
				}
				o["fields"] = obj{"resolution": f}
			}
		}
		out = append(out, o)
	}
	return out
}

func (s *Site) listTransitions(c *call) {
	if i := c.issue(c.path("key")); i != nil {
		c.answer(http.StatusOK, obj{"expand": "transitions", "transitions": s.showTransitions(c, i, slices.Contains(c.query("expand"), "transitions.fields"))})
	}
}

func (s *Site) transit(c *call) {
	i := c.issue(c.path("key"))
	if i == nil {
		return
	}
	if in, ok := c.object(); ok {
		s.advance(c, i, in)
	}
}

// advance takes a step of the workflow, with what the body of a transition says.
func (s *Site) advance(c *call, i *issue, in obj) {
	which, _ := in["transition"].(obj)
	n := slices.IndexFunc(transitions, func(t transition) bool {
		return t.ID == text(which["id"]) && t.From == i.Status && s.may(c.user, "TRANSITION_ISSUES", i.Project, i)
	})
	if n < 0 {
		c.refuse(http.StatusBadRequest, "It seems that you have tried to perform a workflow operation that is not valid for the current state of this issue. The likely cause is that somebody has changed the issue recently.")
		return
	}
	t := transitions[n]
	update, _ := in["update"].(obj)
	said, why := s.saidAlong(c, i, update)
	if why != "" {
		c.refuseFields(obj{"comment": why})
		return
	}
	next := *i
	fields, _ := in["fields"].(obj)
	for name, v := range fields {
		if name != "resolution" || !t.Resolves {
			c.refuseFields(obj{name: "Field '" + name + "' cannot be set. It is not on the appropriate screen, or unknown."})
			return
		}
		o, _ := v.(obj)
		if !slices.Contains(resolutions, text(o["name"])) {
			c.refuseFields(obj{name: "The resolution selected is invalid."})
			return
		}
		next.Resolution = text(o["name"])
	}
	switch {
	case t.Resolves && fields["resolution"] == nil:
		c.refuseFields(obj{"resolution": "Resolution is required."})
		return
	case t.Resolves:
		next.Resolved = s.now()
	case !s.knobs.ResolveLeft:
		next.Resolution = ""
	}
	next.Status = t.To
	items := s.differences(i, &next)
	i.Status, i.Resolution, i.Resolved = next.Status, next.Resolution, next.Resolved
	if i.Resolution == "" {
		i.Resolved = time.Time{}
	}
	h := s.touch(i, c.user, items...)
	for _, cm := range said {
		s.say(c, i, cm, "comment_created")
	}
	s.tell(c.user, "jira:issue_updated", i, h)
	c.done()
}

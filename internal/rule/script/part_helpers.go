package script

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

var attachmentMethods = methods(
	Method{Name: "mergeAttachments", Args: []string{"issue", "replica"}, Mark: "D",
		Doc: "the item's attachments with what the other side added, without what it removed",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			item, replica, err := itemAndReplica(c, "mergeAttachments", a)
			if err != nil {
				return nil, err
			}
			return r.merge(c, item, replica, "attachments", "ATTACHMENT", func(*Object) error { return nil }, func(_, _ *Object) {})
		}},
	Method{Name: "mergeAttachments", Args: []string{"issue", "replica", "closure"}, Mark: "U",
		Doc: "the same; the closure may edit each attachment that is added",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			item, replica, err := itemAndReplica(c, "mergeAttachments", a)
			if err != nil {
				return nil, err
			}
			f, ok := a[2].(*groovy.Closure)
			if !ok {
				return nil, c.Throw("java.lang.IllegalArgumentException", "mergeAttachments takes a closure as its third argument")
			}
			return r.merge(c, item, replica, "attachments", "ATTACHMENT", func(o *Object) error { _, err := c.Call(f, o); return err }, func(_, _ *Object) {})
		}},
)

var workLogMethods = methods(
	Method{Name: "mergeWorkLogs", Args: []string{"issue", "replica"}, Mark: "D", Doc: "the item's work logs with what the other side added, changed and removed", call: mergeWorkLogs},
	Method{Name: "mergeWorkLogs", Args: []string{"issue", "replica", "closure"}, Mark: "D", Doc: "the same; the closure may edit each one that is added or changed", call: mergeWorkLogs},
	Method{Name: "addWorkLog", Args: []string{"startDate", "spent", "comment", "workLogs"}, Mark: "D",
		Doc: "the work logs and a new one: `addWorkLog(\"2026/11/23\", \"1d 2h 30m\", \"text\", issue.workLogs)`; a day has 8 hours, a week 5 days",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a[:3])
			if err != nil {
				return nil, err
			}
			w := made("workLog", "comment", s[2])
			if t, err := time.Parse("2006/01/02", s[0]); err == nil {
				w.put("startDate", t)
			} else if t, ok := ParseDate(s[0]); ok {
				w.put("startDate", t)
			} else {
				return nil, c.Throw("java.lang.IllegalArgumentException", fmt.Sprintf("addWorkLog: %q is no date; write it as 2026/11/23", s[0]))
			}
			n, ok := seconds(s[1])
			if !ok {
				return nil, c.Throw("java.lang.IllegalArgumentException", fmt.Sprintf("addWorkLog: %q is no time spent; write it as 1w 2d 3h 4m", s[1]))
			}
			w.put("timeSpent", n)
			w.mark("timeSpent", c.Where())
			l := groovy.NewList()
			if a[3] != nil {
				if err := c.Each(a[3], func(v any) error { l.Append(v); return c.Charge(1) }); err != nil {
					return nil, err
				}
			}
			l.Append(w)
			return l, nil
		}},
	Method{Name: "filterLocal", Args: []string{"workLogs"}, Mark: "D", Doc: "the work logs that no group or role is needed to see", call: filterLocal},
	Method{Name: "mergeNewWorkLogs", Args: []string{"previous", "new", "result"}, Mark: "D", Doc: "deprecated: the result list and those of the new list that the previous one lacks",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			known := map[string]bool{}
			if a[0] != nil {
				if err := c.Each(a[0], func(v any) error {
					if o, ok := v.(*Object); ok {
						known[o.text("id")] = true
					}
					return c.Charge(1)
				}); err != nil {
					return nil, err
				}
			}
			l := groovy.NewList()
			for i, list := range []any{a[2], a[1]} {
				if list == nil {
					continue
				}
				if err := c.Each(list, func(v any) error {
					if o, ok := v.(*Object); i == 0 || ok && !known[o.text("id")] {
						l.Append(v)
					}
					return c.Charge(1)
				}); err != nil {
					return nil, err
				}
			}
			return l, nil
		}},
)

func mergeWorkLogs(r *run, c *groovy.Context, a []any) (any, error) {
	item, replica, err := itemAndReplica(c, "mergeWorkLogs", a)
	if err != nil {
		return nil, err
	}
	edit := func(*Object) error { return nil }
	if len(a) == 3 {
		f, ok := a[2].(*groovy.Closure)
		if !ok {
			return nil, c.Throw("java.lang.IllegalArgumentException", "mergeWorkLogs takes a closure as its third argument: { workLog -> ... }")
		}
		edit = func(o *Object) error { _, err := c.Call(f, o); return err }
	}
	return r.merge(c, item, replica, "workLogs", "WORKLOG", edit, func(to, from *Object) {
		for _, m := range []string{"comment", "timeSpent", "startDate"} {
			if v := from.get(m); v != nil {
				to.put(m, v)
			}
		}
	})
}

var spentParts = regexp.MustCompile(`^(?:(\d+)w)?\s*(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m)?\s*(?:(\d+)s)?$`)

// seconds reads "1w 2d 3h 4m": the working week of 5 days of 8 hours that
// trackers assume.
func seconds(s string) (int64, bool) {
	m := spentParts.FindStringSubmatch(s)
	if m == nil || s == "" {
		return 0, false
	}
	var n int64
	for i, unit := range []int64{5 * 8 * 3600, 8 * 3600, 3600, 60, 1} {
		if m[i+1] == "" {
			continue
		}
		v, err := strconv.ParseInt(m[i+1], 10, 32)
		if err != nil {
			return 0, false
		}
		n += v * unit
	}
	return n, true
}

var workflowMethods = methods(
	Method{Name: "transition", Args: []string{"issue", "name"}, Mark: "D", Doc: "the named transition, after all other changes; `issue.doTransition(name)` is the same", call: transition},
)

// transition asks for a step of the item's workflow.
func transition(r *run, c *groovy.Context, a []any) (any, error) {
	s, err := texts(c, a[1:])
	if err != nil {
		return nil, err
	}
	if s[0] == "" {
		return nil, c.Throw("java.lang.IllegalArgumentException", "transition takes the name of a transition")
	}
	if o, ok := a[0].(*Object); r == nil || ok && o.kind.Name == "item" && o != r.item {
		return nil, c.Throw("java.lang.IllegalArgumentException", "only the local item can be moved on in its workflow: transition(issue, name)")
	}
	r.out.Transition = s[0]
	r.item.mark("status", c.Where())
	return nil, nil
}

var userMethods = methods(
	lookup("getByEmail", "user", "email", "the user of that mail address, or null", "D", "Jira Server"),
	lookup("getByUsername", "user", "username", "the user of that name, or null", "D", "Jira Server"),
	lookup("getByKey", "user", "key", "the user of that key, or null", "U", "Jira Server"),
	Method{Name: "isGroupMember", Args: []string{"username", "group"}, Mark: "D", On: "Jira Server", Doc: "whether a user belongs to a group",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			v, err := r.find(c, "user", "username", s[0], "group", s[1])
			return v != nil, err
		}},
	Method{Name: "hasRole", Args: []string{"username", "role"}, Mark: "D", On: "Jira Server", Doc: "whether a user has a role in any project",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			v, err := r.find(c, "user", "username", s[0], "role", s[1])
			return v != nil, err
		}},
	members("findInGroup", "group", "the user that is found in a group, in a list: look-ups give one; empty if there is none"),
	members("findWithRole", "role", "the user that is found with a role, in a list: look-ups give one; empty if there is none"),
	lookup("getUserByEmail", "user", "email", "the same as getByEmail", "C", "Jira Server"),
	noAccounts("username", "email", "displayName"), noAccounts("username", "password", "email", "displayName"),
)

// noAccounts is createUser, which is refused.
func noAccounts(args ...string) Method {
	return Method{Name: "createUser", Args: args, Mark: "D", On: "Jira Server", Doc: "refused: a node makes no accounts; map users with `matchHelper.user`",
		call: func(_ *run, c *groovy.Context, _ []any) (any, error) {
			return nil, c.Throw(trackerException, "createUser: a node makes no accounts; use matchHelper.user(theirs, fallback)")
		}}
}

// members is a look-up of the people of something.
func members(name, of, doc string) Method {
	return Method{Name: name, Args: []string{of}, Mark: "D", On: "Jira Server", Doc: doc,
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			v, err := r.find(c, "user", of, s[0])
			if err != nil || v == nil {
				return groovy.NewList(), err
			}
			return groovy.NewList(v), nil
		}}
}

// Rules meet this one on some trackers; what it can do there is not documented
// anywhere, so it has what its name promises.
var serviceDeskMethods = methods(
	lookup("getRequestType", "requestType", "name", "the request type of that name, or null", "U", "Jira Service Management"),
	lookup("getOrganization", "organization", "name", "the organisation of that name, or null", "U", "Jira Service Management"),
)

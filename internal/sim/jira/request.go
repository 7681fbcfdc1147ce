package jira

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Requests: what customers and agents see of the issues of a service desk, by the
// desk's own interface.

const participantsField = "customfield_10031"

// requestRoutes are those of requests and of the queues of agents.
func (s *Site) requestRoutes(open func(pattern string, do func(*call))) {
	open("POST /request", s.createRequest)
	open("GET /request", func(c *call) {
		l := []any{}
		for _, i := range s.requests(c) {
			if by, _ := i.Values["reporter"].(*user); by == c.user && strings.Contains(strings.ToLower(text(i.Values["summary"])), strings.ToLower(c.r.URL.Query().Get("searchTerm"))) {
				l = append(l, s.showRequest(c, i))
			}
		}
		s.deskPage(c, l)
	})
	with := func(do func(*call, *issue)) func(*call) {
		return func(c *call) {
			if i := c.issue(c.path("key")); i != nil {
				do(c, i)
			}
		}
	}
	open("GET /request/{key}", with(func(c *call, i *issue) { c.answer(http.StatusOK, s.showRequest(c, i)) }))
	open("GET /request/{key}/comment/{id}", with(func(c *call, i *issue) {
		n := slices.IndexFunc(i.Comments, func(cm *comment) bool { return strconv.Itoa(cm.ID) == c.path("id") })
		if n < 0 {
			c.answer(http.StatusNotFound, obj{"errorMessage": "The comment does not exist.", "i18nErrorMessage": obj{}})
			return
		}
		c.answer(http.StatusOK, s.showRemark(c, i.Comments[n]))
	}))
	open("GET /request/{key}/participant", with(s.listParticipants))
	open("POST /request/{key}/participant", with(func(c *call, i *issue) { s.setParticipants(c, i, true) }))
	open("DELETE /request/{key}/participant", with(func(c *call, i *issue) { s.setParticipants(c, i, false) }))
	open("GET /request/{key}/transition", with(func(c *call, i *issue) {
		l := []any{}
		for _, t := range s.showTransitions(c, i, false) {
			o := t.(obj)
			l = append(l, obj{"id": o["id"], "name": o["name"]})
		}
		s.deskPage(c, l)
	}))
	open("POST /request/{key}/transition", with(func(c *call, i *issue) {
		in, ok := c.object()
		if !ok {
			return
		}
		do := obj{"transition": obj{"id": in["id"]}}
		if said, _ := in["additionalComment"].(obj); text(said["body"]) != "" {
			do["update"] = obj{"comment": []any{obj{"add": obj{"body": said["body"]}}}}
		}
		s.advance(c, i, do)
	}))
	// Nobody has set up times to keep or people to ask.
	open("GET /request/{key}/sla", with(func(c *call, _ *issue) { s.deskPage(c, []any{}) }))
	open("GET /request/{key}/approval", with(func(c *call, _ *issue) { s.deskPage(c, []any{}) }))

	open("GET /servicedesk/{id}", func(c *call) { c.answer(http.StatusOK, s.showDesk()) })
	open("GET /servicedesk/{id}/requesttype/{type}/field", func(c *call) {
		l := []any{}
		for _, name := range []string{"summary", "description"} {
			l = append(l, obj{"fieldId": name, "name": strings.ToUpper(name[:1]) + name[1:], "description": "", "required": name == "summary",
				"validValues": []any{}, "jiraSchema": obj{"type": "string", "system": name}})
		}
		c.answer(http.StatusOK, obj{"requestTypeFields": l, "canRaiseOnBehalfOf": true, "canAddRequestParticipants": true})
	})
	open("GET /servicedesk/{id}/queue", func(c *call) {
		l := []any{}
		for n := range queues {
			l = append(l, s.showQueue(c, n))
		}
		s.deskPage(c, l)
	})
	queue := func(do func(*call, int)) func(*call) {
		return func(c *call) {
			if n, err := strconv.Atoi(c.path("queue")); err == nil && n > 0 && n <= len(queues) {
				do(c, n-1)
				return
			}
			c.answer(http.StatusNotFound, obj{"errorMessage": "The queue does not exist.", "i18nErrorMessage": obj{}})
		}
	}
	open("GET /servicedesk/{id}/queue/{queue}", queue(func(c *call, n int) { c.answer(http.StatusOK, s.showQueue(c, n)) }))
	open("GET /servicedesk/{id}/queue/{queue}/issue", queue(func(c *call, n int) {
		l := []any{}
		for _, i := range s.inQueue(c, n) {
			l = append(l, s.showIssue(c, i, []string{"summary", "status", "reporter"}, nil, nil))
		}
		s.deskPage(c, l)
	}))
}

// queues are those of the desk: their names, and whether done work is in them.
var queues = []struct {
	Name, JQL string
	Done      bool
}{{"All open", "project = ACME AND status != Done", false}, {"Done", "project = ACME AND status = Done", true}}

func (s *Site) inQueue(c *call, n int) []*issue {
	return slices.DeleteFunc(s.requests(c), func(i *issue) bool { return (i.Status == "Done") != queues[n].Done })
}

func (s *Site) showQueue(c *call, n int) obj {
	q := queues[n]
	o := obj{"id": strconv.Itoa(n + 1), "name": q.Name, "jql": q.JQL, "fields": []string{"summary", "status", "reporter"},
		"_links": obj{"self": s.base + "/rest/servicedeskapi/servicedesk/2/queue/" + strconv.Itoa(n+1)}}
	if c.r.URL.Query().Get("includeCount") == "true" {
		o["issueCount"] = len(s.inQueue(c, n))
	}
	return o
}

// requests are the issues of the desk that the caller sees, oldest first.
func (s *Site) requests(c *call) []*issue {
	l, _ := s.found(c, "project = "+s.projects[0].Key+" ORDER BY created ASC", true)
	return l
}

func (s *Site) showDesk() obj {
	p := s.projects[0]
	return obj{"id": "2", "projectId": strconv.Itoa(p.ID), "projectName": p.Name, "projectKey": p.Key}
}

// createRequest makes an issue of a request type, for the caller or for whom they
// ask; its participants are told.
func (s *Site) createRequest(c *call) {
	in, ok := c.object()
	if !ok {
		return
	}
	refuse := func(why string) {
		c.answer(http.StatusBadRequest, obj{"errorMessage": why, "i18nErrorMessage": obj{}})
	}
	n := slices.IndexFunc(s.desk.types, func(t *requestType) bool { return strconv.Itoa(t.ID) == text(in["requestTypeId"]) })
	if n < 0 || text(in["serviceDeskId"]) != "2" {
		refuse("There is no such request type at this service desk.")
		return
	}
	values, _ := in["requestFieldValues"].(obj)
	fields := obj{"project": obj{"key": s.projects[0].Key}, "issuetype": obj{"name": "Task"}}
	for name, v := range values {
		if name != "summary" && name != "description" {
			refuse("The field " + name + " is not one of the request type.")
			return
		}
		fields[name] = v
	}
	i, _, messages, reasons := s.make(c, obj{"fields": fields})
	if i == nil {
		why := strings.Join(messages, " ")
		for _, r := range reasons {
			why += " " + text(r)
		}
		refuse(strings.TrimSpace(why))
		return
	}
	i.Values["customfield_10030"] = deskRequest{s.desk.types[n]}
	if who := s.customer(text(in["raiseOnBehalfOf"])); who != nil {
		i.Values["reporter"] = who
	}
	l, _ := in["requestParticipants"].([]any)
	i.Values[participantsField] = s.customers(l)
	c.answer(http.StatusCreated, s.showRequest(c, i))
}

func (s *Site) showRequest(c *call, i *issue) obj {
	date := func() obj { return obj{"iso8601": i.Created.Format(stamp), "epochMillis": i.Created.UnixMilli()} }
	by, _ := i.Values["reporter"].(*user)
	o := obj{"issueId": strconv.Itoa(i.ID), "issueKey": i.Key(), "serviceDeskId": "2", "createdDate": date(), "reporter": s.showUser(by, c.user),
		"requestFieldValues": []any{
			obj{"fieldId": "summary", "label": "Summary", "value": i.Values["summary"]},
			obj{"fieldId": "description", "label": "Description", "value": s.showText(false, i.Values["description"])},
		},
		"currentStatus": obj{"status": i.Status, "statusDate": obj{"iso8601": i.Updated.Format(stamp), "epochMillis": i.Updated.UnixMilli()}},
		"_links":        obj{"self": s.base + "/rest/servicedeskapi/request/" + strconv.Itoa(i.ID), "jiraRest": s.self("/issue/" + strconv.Itoa(i.ID)), "web": s.base + "/servicedesk/customer/portal/2/" + i.Key()}}
	if r, ok := i.Values["customfield_10030"].(deskRequest); ok {
		o["requestTypeId"] = strconv.Itoa(r.t.ID)
	}
	return o
}

// customer finds a person by account id, name or key.
func (s *Site) customer(id string) *user {
	return s.user(func(u *user) bool { return id != "" && (u.ID == id || u.Name == id || u.Key == id) })
}

func (s *Site) customers(ids []any) []*user {
	l := []*user{}
	for _, id := range ids {
		if u := s.customer(text(id)); u != nil && !slices.Contains(l, u) {
			l = append(l, u)
		}
	}
	return l
}

func (s *Site) listParticipants(c *call, i *issue) {
	l := []any{}
	have, _ := i.Values[participantsField].([]*user)
	for _, u := range have {
		l = append(l, s.showUser(u, c.user))
	}
	s.deskPage(c, l)
}

// setParticipants puts people in, or takes them out: by account id in the cloud,
// by name at servers.
func (s *Site) setParticipants(c *call, i *issue, in bool) {
	body, ok := c.object()
	if !ok {
		return
	}
	name := "usernames"
	if s.cloud() {
		name = "accountIds"
	}
	ids, _ := body[name].([]any)
	people := s.customers(ids)
	if len(ids) == 0 || len(people) < len(ids) {
		c.answer(http.StatusBadRequest, obj{"errorMessage": "Some of the participants do not exist.", "i18nErrorMessage": obj{}})
		return
	}
	have, _ := i.Values[participantsField].([]*user)
	left := slices.DeleteFunc(slices.Clone(have), func(u *user) bool { return slices.Contains(people, u) })
	if in {
		left = append(left, people...)
	}
	i.Values[participantsField] = left
	s.tell(c.user, "jira:issue_updated", i, s.touch(i, c.user))
	s.listParticipants(c, i)
}

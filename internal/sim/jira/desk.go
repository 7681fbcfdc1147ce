package jira

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Service Management: the first project is a service desk, with request types,
// organisations and customers, and an interface of its own for what the
// platform's does not say.

const (
	requestKind kind = "request"       // deskRequest
	orgKind     kind = "organisations" // []*named
)

// deskRequest is the request type of an issue.
type deskRequest struct{ t *requestType }

type requestType struct {
	ID        int
	Name, Key string
}

// desk is what a site knows of its service desk.
type desk struct {
	types []*requestType
	orgs  []*named
}

// DeskOptions say how a service desk answers.
type DeskOptions struct {
	Mute   bool // comments on the platform do not show whether customers see them
	Closed bool // its own interface is for agents, which our account is none of
}

// OpenDesk makes the first project a service desk, with the customer cora.
func (s *Site) OpenDesk(o DeskOptions) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.knobs.Desk, s.knobs.NoDeskFlag, s.deskOptions = true, o.Mute, o
	s.desk = desk{
		types: []*requestType{{25, "Get IT help", "getithelp"}, {26, "New laptop", "laptop"}},
		orgs:  []*named{{ID: 7, Name: "Charlie Cakes"}, {ID: 9, Name: "Atlas Coffee"}},
	}
	u := &user{Name: "cora", Key: "cora", Display: "Cora Customer", Mail: "cora@example.com", Token: "cora-token", Zone: "Europe/Berlin", Customer: true}
	if s.cloud() {
		u.ID = "qm:8e24ab2b-8b1d-4b2a-8b1a-0f2a34a1d0aa:33dd2d39-5f3a-4f60-8b2c-6f2c0b1d7f52"
	}
	s.users = append(s.users, u)
	s.fields = append(s.fields,
		&field{ID: "customfield_10030", Name: "Request Type", Kind: requestKind, Custom: "com.atlassian.servicedesk:vp-origin"},
		&field{ID: "customfield_10031", Name: "Request participants", Kind: people, Custom: "com.atlassian.servicedesk:sd-request-participants"},
		&field{ID: "customfield_10032", Name: "Organizations", Kind: orgKind, Custom: "com.atlassian.servicedesk:sd-customer-organizations"})
}

// Remark has a person comment on an issue in the portal, or as an agent for agents
// alone: the platform shows whether customers see it only where it keeps that.
func (s *Site) Remark(key, name, body string, public bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, u := s.byKey(key), s.user(func(u *user) bool { return u.Name == name })
	cm := &comment{ID: s.next("comment"), Author: u, Body: body, Created: s.now(), Updated: s.now(), Properties: map[string]any{"sd.public.comment": obj{"internal": !public}}}
	i.Comments = append(i.Comments, cm)
	s.touch(i, u)
}

// readDesk reads a value of the desk's own fields: the cloud takes the id of a
// request type, servers the keys of portal and type; both the ids of organisations.
func (s *Site) readDesk(f *field, v any) (any, string) {
	if f.Kind == requestKind {
		given, ok := v.(string)
		for _, t := range s.desk.types {
			if ok && (s.cloud() && given == strconv.Itoa(t.ID) || !s.cloud() && given == "help/"+t.Key) {
				return deskRequest{t}, ""
			}
		}
		return nil, "Request type is not valid"
	}
	return readEach(v, func(e any) (*named, string) {
		n, _ := e.(json.Number)
		if o := find(s.desk.orgs, "", n.String()); o != nil {
			return o, ""
		}
		return nil, "Organization is not valid"
	})
}

func (r deskRequest) showIn(s *Site) any {
	if !s.cloud() {
		return "help/" + r.t.Key
	}
	return obj{"_links": obj{"web": s.base + "/servicedesk/customer/portal/2/ACME-1"}, "requestType": s.showRequestType(r.t),
		"currentStatus": obj{"status": "Waiting for support", "statusCategory": "INDETERMINATE", "statusDate": obj{"iso8601": s.now().Format(stamp)}}}
}

func (s *Site) showRequestType(t *requestType) obj {
	return obj{"id": strconv.Itoa(t.ID), "name": t.Name, "description": "", "helpText": "", "serviceDeskId": "2", "portalId": "2", "groupIds": []string{"1"},
		"_links": obj{"self": s.base + "/rest/servicedeskapi/servicedesk/2/requesttype/" + strconv.Itoa(t.ID)}}
}

func (s *Site) showOrg(n *named) obj {
	return obj{"id": strconv.Itoa(n.ID), "name": n.Name, "_links": obj{"self": s.base + "/rest/servicedeskapi/organization/" + strconv.Itoa(n.ID)}}
}

// deskRoutes are those of the desk's own interface. Servers want a header for it
// in many places.
func (s *Site) deskRoutes(m *router) {
	const base = "/rest/servicedeskapi"
	open := func(pattern string, do func(*call)) {
		method, path, _ := strings.Cut(pattern, " ")
		m.plain(method+" "+base+path, method+" "+base+path, false, func(c *call) {
			switch {
			case !s.knobs.Desk || s.desk.types == nil:
				http.NotFound(c.w, c.r)
			case !s.cloud() && c.r.Header.Get("X-ExperimentalApi") != "opt-in":
				c.answer(http.StatusPreconditionFailed, obj{"errorMessage": "This method is experimental and not supported. To use it, set the X-ExperimentalApi header.", "i18nErrorMessage": obj{}})
			case s.deskOptions.Closed:
				c.answer(http.StatusForbidden, obj{"errorMessage": "You do not have access to this service desk.", "i18nErrorMessage": obj{}})
			default:
				do(c)
			}
		})
	}
	s.requestRoutes(open)
	open("GET /servicedesk", func(c *call) { s.deskPage(c, []any{s.showDesk()}) })
	open("GET /servicedesk/{id}/requesttype", func(c *call) {
		l := []any{}
		for _, t := range s.desk.types {
			l = append(l, s.showRequestType(t))
		}
		s.deskPage(c, l)
	})
	open("GET /organization", func(c *call) {
		l := []any{}
		for _, n := range s.desk.orgs {
			l = append(l, s.showOrg(n))
		}
		s.deskPage(c, l)
	})
	open("GET /request/{key}/comment", func(c *call) {
		if i := c.issue(c.path("key")); i != nil {
			l := []any{}
			for _, cm := range i.Comments {
				l = append(l, s.showRemark(c, cm))
			}
			s.deskPage(c, l)
		}
	})
	open("POST /request/{key}/comment", func(c *call) {
		i := c.issue(c.path("key"))
		in, ok := c.object()
		if i == nil || !ok {
			return
		}
		body, why := s.readText(i, false, in["body"])
		if why != "" || body == nil {
			c.answer(http.StatusBadRequest, obj{"errorMessage": "A comment is needed. " + why, "i18nErrorMessage": obj{}})
			return
		}
		cm := &comment{ID: s.next("comment"), Author: c.user, Body: body, Created: s.now(), Updated: s.now(),
			Properties: map[string]any{"sd.public.comment": obj{"internal": in["public"] != true}}}
		i.Comments = append(i.Comments, cm)
		s.touch(i, c.user)
		c.answer(http.StatusCreated, s.showRemark(c, cm))
	})
}

func (s *Site) showRemark(c *call, cm *comment) obj {
	flag, _ := cm.Properties["sd.public.comment"].(obj)
	return obj{"id": strconv.Itoa(cm.ID), "body": s.showText(false, cm.Body), "public": flag["internal"] != true, "author": s.showUser(cm.Author, c.user),
		"created": obj{"iso8601": cm.Created.Format(stamp), "epochMillis": cm.Created.UnixMilli()}}
}

// deskPage is a page of a list: of fifty at most.
func (s *Site) deskPage(c *call, l []any) {
	start, limit := min(c.number("start", 0), len(l)), min(max(c.number("limit", 50), 1), 50)
	end := min(start+limit, len(l))
	c.answer(http.StatusOK, obj{"size": end - start, "start": start, "limit": limit, "isLastPage": end == len(l), "values": slices.Clone(l[start:end])})
}

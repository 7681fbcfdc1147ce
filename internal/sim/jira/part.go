package jira

import (
	"cmp"
	"crypto/rand"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

type comment struct {
	ID               int
	Author, Editor   *user // Editor: who changed it last, if anybody did
	Body             any
	Created, Updated time.Time
	Visibility       obj
	Properties       map[string]any
}

type worklog struct {
	ID      int
	Author  *user
	Text    any
	Started time.Time
	Seconds int
	Updated time.Time

	Visibility obj
}

type link struct {
	ID, From, To int
	Type         linkType
}

type file struct {
	ID      int
	Issue   int
	Name    string
	Type    string
	Bytes   []byte
	Token   string // with which it may be read from the store
	Media   string // which documents name it by, in the cloud
	Author  *user
	Created time.Time
}

func (s *Site) partRoutes(m *router) {
	m.handle("GET /issue/{key}/comment", func(c *call) {
		if i := c.issue(c.path("key")); i != nil {
			c.answer(http.StatusOK, s.paged(c, s.showComments(c, i, slices.Contains(c.query("expand"), "properties")), "comments"))
		}
	})
	m.handle("POST /issue/{key}/comment", func(c *call) { s.writeComment(c, nil) })
	m.handle("GET /issue/{key}/comment/{id}", func(c *call) {
		if i, cm := c.comment(); cm != nil {
			c.answer(http.StatusOK, s.showComment(c, i, cm, true))
		}
	})
	m.handle("PUT /issue/{key}/comment/{id}", func(c *call) {
		if _, cm := c.comment(); cm != nil {
			s.writeComment(c, cm)
		}
	})
	m.handle("DELETE /issue/{key}/comment/{id}", func(c *call) {
		if i, cm := c.comment(); cm != nil {
			if !s.mayOwn(c.user, "DELETE", "COMMENTS", i, cm.Author) {
				c.refuse(http.StatusBadRequest, "You do not have the permission to delete this comment.")
				return
			}
			i.Comments = slices.DeleteFunc(i.Comments, func(o *comment) bool { return o == cm })
			s.touch(i, c.user)
			s.tell(c.user, "comment_deleted", i, nil)
			c.done()
		}
	})
	m.handle("GET /issue/{key}/worklog", func(c *call) {
		if i := c.issue(c.path("key")); i != nil {
			c.answer(http.StatusOK, s.paged(c, s.showWorklogs(c, i), "worklogs"))
		}
	})
	m.handle("GET /issue/{key}/worklog/{id}", func(c *call) {
		if i, w := c.worklog(); w != nil {
			c.answer(http.StatusOK, s.showWorklog(c, i, w))
		}
	})
	m.handle("POST /issue/{key}/worklog", func(c *call) { s.writeWorklog(c, false) })
	m.handle("PUT /issue/{key}/worklog/{id}", func(c *call) { s.writeWorklog(c, true) })
	m.handle("DELETE /issue/{key}/worklog/{id}", func(c *call) {
		if i, w := c.worklog(); w != nil {
			if !s.mayOwn(c.user, "DELETE", "WORKLOGS", i, w.Author) {
				c.refuse(http.StatusForbidden, "You do not have the permission to delete this worklog.")
				return
			}
			i.Worklogs = slices.DeleteFunc(i.Worklogs, func(o *worklog) bool { return o == w })
			s.leave(c, i, -w.Seconds)
			s.touch(i, c.user)
			c.done()
		}
	})
	s.watcherRoutes(m)
	s.propertyRoutes(m)
	s.linkRoutes(m)
	s.fileRoutes(m)
}

// paged is a part of a list; servers give some of them whole, whatever is asked for.
func (s *Site) paged(c *call, l []any, name string) obj {
	if !s.cloud() && (name == "worklogs" || !s.atLeast(7, 0)) {
		return obj{name: l, "startAt": 0, "maxResults": len(l), "total": len(l)}
	}
	start, size := min(c.number("startAt", 0), len(l)), c.number("maxResults", 1000)
	return obj{name: l[start:min(start+size, len(l))], "startAt": start, "maxResults": size, "total": len(l)}
}

func (c *call) comment() (*issue, *comment) {
	i := c.issue(c.path("key"))
	if i == nil {
		return nil, nil
	}
	for _, cm := range i.Comments {
		if strconv.Itoa(cm.ID) == c.path("id") && c.site.shown(c.user, i, cm) {
			return i, cm
		}
	}
	c.refuse(http.StatusNotFound, "Can not find a comment for the id: "+c.path("id")+".")
	return nil, nil
}

// read makes a comment of what was sent, or says by field why not.
func (s *Site) readComment(c *call, i *issue, in obj) (*comment, obj) {
	body, why := s.readText(i, c.v3, in["body"])
	if body != nil && strings.TrimSpace(text(body)) == "" {
		body = nil
	}
	if why == "" && body == nil {
		why = "Comment body can not be empty!"
	}
	seen, bad := s.readVisibility(c.user, in)
	if bad != "" {
		return nil, obj{"commentLevel": bad}
	}
	if why != "" {
		return nil, obj{"comment": why}
	}
	cm := &comment{Author: c.user, Body: body, Visibility: seen, Properties: map[string]any{}}
	if l, _ := in["properties"].([]any); s.atLeast(7, 0) {
		for _, e := range l {
			o, _ := e.(obj)
			cm.Properties[text(o["key"])] = o["value"]
		}
	}
	return cm, nil
}

// say adds a comment to an issue.
func (s *Site) say(c *call, i *issue, cm *comment, event string) {
	cm.ID, cm.Created, cm.Updated = s.next("comment"), s.now(), s.now()
	i.Comments = append(i.Comments, cm)
	s.touch(i, c.user)
	s.tell(c.user, event, i, nil)
}

// saidAlong are the comments that come with an edit, a transition or a link.
func (s *Site) saidAlong(c *call, i *issue, update obj) (l []*comment, why string) {
	ops, _ := update["comment"].([]any)
	for _, op := range ops {
		o, _ := op.(obj)
		in, _ := o["add"].(obj)
		cm, reasons := s.readComment(c, i, in)
		for _, r := range reasons {
			return nil, text(r)
		}
		if !s.may(c.user, "ADD_COMMENTS", i.Project, i) {
			return nil, noComment
		}
		l = append(l, cm)
	}
	return l, ""
}

const noComment = "You do not have the permission to comment on this issue."

func (s *Site) writeComment(c *call, cm *comment) {
	i := c.issue(c.path("key"))
	if i == nil {
		return
	}
	if cm == nil && !c.allowed("ADD_COMMENTS", i, http.StatusBadRequest, noComment) {
		return
	}
	if cm != nil && !s.mayOwn(c.user, "EDIT", "COMMENTS", i, cm.Author) {
		c.refuse(http.StatusBadRequest, "You do not have the permission to edit this comment.")
		return
	}
	in, ok := c.object()
	if !ok {
		return
	}
	next, reasons := s.readComment(c, i, in)
	if reasons != nil {
		c.refuseFields(reasons)
		return
	}
	if cm == nil {
		cm = next
		s.say(c, i, cm, "comment_created")
		c.answer(http.StatusCreated, s.showComment(c, i, cm, slices.Contains(c.query("expand"), "properties")))
		return
	}
	cm.Body, cm.Updated, cm.Visibility = next.Body, s.now(), next.Visibility
	maps.Copy(cm.Properties, next.Properties)
	cm.Editor = c.user
	s.touch(i, c.user)
	s.tell(c.user, "comment_updated", i, nil)
	c.answer(http.StatusOK, s.showComment(c, i, cm, slices.Contains(c.query("expand"), "properties")))
}

// showComments are the comments that the account may see.
func (s *Site) showComments(c *call, i *issue, properties bool) []any {
	l := []any{}
	for _, cm := range i.Comments {
		if s.shown(c.user, i, cm) {
			l = append(l, s.showComment(c, i, cm, properties))
		}
	}
	return l
}

func (s *Site) showComment(c *call, i *issue, cm *comment, properties bool) obj {
	id := strconv.Itoa(cm.ID)
	o := obj{
		"self": s.self("/issue/" + strconv.Itoa(i.ID) + "/comment/" + id), "id": id, "author": s.showUser(cm.Author, c.user), "updateAuthor": s.showUser(cmp.Or(cm.Editor, cm.Author), c.user),
		"body": s.showText(c.v3, cm.Body), "created": s.stamp(c, cm.Created), "updated": s.stamp(c, cm.Updated),
	}
	if cm.Visibility != nil {
		o["visibility"] = cm.Visibility
	}
	desk := s.knobs.Desk && i.Project == s.projects[0]
	flag, _ := cm.Properties["sd.public.comment"].(obj)
	if s.cloud() && !s.knobs.NoDeskFlag {
		o["jsdPublic"] = !desk || flag["internal"] != true
	}
	if c.r != nil && slices.Contains(c.query("expand"), "renderedBody") {
		o["renderedBody"] = s.html(cm.Body)
	}
	if properties && s.atLeast(7, 0) {
		l := []any{}
		for k, v := range cm.Properties {
			if k == "sd.public.comment" && s.deskOptions.Mute {
				continue
			}
			l = append(l, obj{"key": k, "value": v})
		}
		o["properties"] = l
	}
	return o
}

func (c *call) worklog() (*issue, *worklog) {
	i := c.issue(c.path("key"))
	if i == nil {
		return nil, nil
	}
	for _, w := range i.Worklogs {
		if strconv.Itoa(w.ID) == c.path("id") {
			return i, w
		}
	}
	c.refuse(http.StatusNotFound, "Cannot find worklog with id: '"+c.path("id")+"'.")
	return nil, nil
}

// leave takes what was worked off the remaining estimate, unless it is told not to.
func (s *Site) leave(c *call, i *issue, worked int) {
	if c.r.URL.Query().Get("adjustEstimate") == "leave" || i.Remaining == nil {
		return
	}
	n := max(*i.Remaining-worked, 0)
	i.Remaining = &n
}

func (s *Site) writeWorklog(c *call, edit bool) {
	var i *issue
	w := &worklog{Author: c.user, Started: s.now()}
	if edit {
		i, w = c.worklog()
	} else {
		i = c.issue(c.path("key"))
	}
	switch {
	case i == nil || w == nil:
		return
	case !edit && !c.allowed("WORK_ON_ISSUES", i, http.StatusForbidden, "You do not have the permission to associate a worklog to this issue."):
		return
	case edit && !s.mayOwn(c.user, "EDIT", "WORKLOGS", i, w.Author):
		c.refuse(http.StatusForbidden, "You do not have the permission to edit this worklog.")
		return
	}
	in, ok := c.object()
	if !ok {
		return
	}
	next := *w
	if v := in["comment"]; v != nil && v != "" {
		t, why := s.readText(i, c.v3, v)
		if why != "" {
			c.refuseFields(obj{"comment": why})
			return
		}
		next.Text = t
	}
	if v := text(in["timeSpent"]); v != "" && in["timeSpentSeconds"] == nil {
		n, err := seconds(v)
		if err != nil || n < 60 {
			c.refuseFields(obj{"timeLogged": "Invalid time duration entered."})
			return
		}
		next.Seconds = n
	}
	if v := in["timeSpentSeconds"]; v != nil {
		n, err := strconv.Atoi(strings.Trim(jsonText(v), `"`))
		if err != nil || n < 60 {
			c.refuseFields(obj{"timeLogged": "You must indicate the time spent working."})
			return
		}
		next.Seconds = n
	}
	if next.Seconds == 0 {
		c.refuseFields(obj{"timeLogged": "You must indicate the time spent working."})
		return
	}
	if v := text(in["started"]); v != "" {
		t, err := time.Parse(stamp, v)
		if err != nil {
			c.refuse(http.StatusBadRequest, "Can not deserialize the started date")
			return
		}
		next.Started = t.UTC()
	}
	seen, bad := s.readVisibility(c.user, in)
	if bad != "" {
		c.refuseFields(obj{"commentLevel": bad})
		return
	}
	if seen != nil {
		next.Visibility = seen
	}
	s.leave(c, i, next.Seconds-w.Seconds)
	*w = next
	w.Updated = s.now()
	code := http.StatusOK
	if !edit {
		code = http.StatusCreated
		w.ID = s.next("worklog")
		i.Worklogs = append(i.Worklogs, w)
	}
	s.touch(i, c.user)
	c.answer(code, s.showWorklog(c, i, w))
}

func (s *Site) showWorklogs(c *call, i *issue) []any {
	l := []any{}
	for _, w := range i.Worklogs {
		l = append(l, s.showWorklog(c, i, w))
	}
	return l
}

func (s *Site) showWorklog(c *call, i *issue, w *worklog) obj {
	id := strconv.Itoa(w.ID)
	o := obj{
		"self": s.self("/issue/" + strconv.Itoa(i.ID) + "/worklog/" + id), "id": id, "author": s.showUser(w.Author, c.user), "updateAuthor": s.showUser(w.Author, c.user),
		"created": s.stamp(c, w.Updated), "updated": s.stamp(c, w.Updated), "started": s.stamp(c, w.Started), "timeSpent": pretty(w.Seconds), "timeSpentSeconds": w.Seconds,
	}
	if w.Visibility != nil {
		o["visibility"] = w.Visibility
	}
	if t := s.showText(c.v3, w.Text); t != nil {
		o["comment"] = t
	}
	if s.atLeast(7, 0) {
		o["issueId"] = strconv.Itoa(i.ID)
	}
	return o
}

func (s *Site) watcherRoutes(m *router) {
	m.handle("GET /issue/{key}/watchers", func(c *call) {
		if i := c.issue(c.path("key")); i != nil {
			l := []any{}
			for _, u := range i.Watchers {
				if s.may(c.user, "VIEW_VOTERS_AND_WATCHERS", i.Project, i) {
					l = append(l, s.showUser(u, c.user))
				}
			}
			c.answer(http.StatusOK, obj{"self": s.self("/issue/" + i.Key() + "/watchers"), "isWatching": slices.Contains(i.Watchers, c.user), "watchCount": len(i.Watchers), "watchers": l})
		}
	})
	watch := func(c *call, name string, in bool) {
		i := c.issue(c.path("key"))
		if i == nil {
			return
		}
		u := s.user(func(u *user) bool { return s.cloud() && u.ID == name || !s.cloud() && u.Name == name })
		if u == nil {
			c.refuse(http.StatusNotFound, "The user \""+name+"\" does not exist.")
			return
		}
		if u != c.user && !c.allowed("MANAGE_WATCHERS", i, http.StatusUnauthorized, "You are not allowed to manage the watchers of this issue.") {
			return
		}
		i.Watchers = join(i.Watchers, u, in)
		c.done()
	}
	m.handle("POST /issue/{key}/watchers", func(c *call) {
		b, err := io.ReadAll(io.LimitReader(c.r.Body, 1000))
		name, bad := strconv.Unquote(strings.TrimSpace(string(b)))
		if err != nil || bad != nil || !strings.HasPrefix(c.r.Header.Get("Content-Type"), "application/json") {
			c.refuse(http.StatusBadRequest, "The body is the name of a user, in quotes.")
			return
		}
		watch(c, name, true)
	})
	m.handle("DELETE /issue/{key}/watchers", func(c *call) {
		q := c.r.URL.Query()
		if s.cloud() {
			watch(c, q.Get("accountId"), false)
			return
		}
		watch(c, q.Get("username"), false)
	})
}

func (s *Site) linkRoutes(m *router) {
	m.handle("POST /issueLink", func(c *call) {
		in, ok := c.object()
		if !ok {
			return
		}
		ends := map[string]*issue{}
		for _, end := range []string{"inwardIssue", "outwardIssue"} {
			o, _ := in[end].(obj)
			if ends[end] = c.issue(text(o["key"]) + text(o["id"])); ends[end] == nil {
				return
			}
		}
		o, _ := in["type"].(obj)
		n := slices.IndexFunc(linkTypes, func(t linkType) bool { return t.Name == text(o["name"]) || t.ID == text(o["id"]) })
		if n < 0 {
			c.refuse(http.StatusNotFound, "No issue link type with name '"+text(o["name"])+"' found.")
			return
		}
		from, to := ends["inwardIssue"], ends["outwardIssue"]
		if !s.may(c.user, "LINK_ISSUES", from.Project, from) || !s.may(c.user, "LINK_ISSUES", to.Project, to) {
			c.refuse(http.StatusUnauthorized, "No Link Issue Permission for issue '"+from.Key()+"'")
			return
		}
		var said []*comment
		if o, _ := in["comment"].(obj); text(o["body"]) != "" || isDocument(o["body"]) {
			var why string
			if said, why = s.saidAlong(c, from, obj{"comment": []any{obj{"add": o}}}); why != "" {
				c.refuseFields(obj{"comment": why})
				return
			}
		}
		if from == to {
			c.refuse(http.StatusBadRequest, "You cannot link an issue to itself.")
			return
		}
		for _, l := range s.links {
			if l.From == from.ID && l.To == to.ID && l.Type == linkTypes[n] {
				c.w.WriteHeader(http.StatusCreated)
				return
			}
		}
		id := s.next("link")
		s.links[id] = &link{id, from.ID, to.ID, linkTypes[n]}
		for _, end := range [][2]*issue{{from, to}, {to, from}} {
			words := linkTypes[n].Outward
			if end[0] == to {
				words = linkTypes[n].Inward
			}
			s.touch(end[0], c.user, obj{"field": "Link", "fieldtype": "jira", "from": nil, "fromString": nil, "to": end[1].Key(), "toString": "This issue " + words + " " + end[1].Key()})
		}
		for _, cm := range said {
			s.say(c, from, cm, "comment_created")
		}
		c.w.WriteHeader(http.StatusCreated)
	})
	m.handle("GET /issueLink/{id}", func(c *call) {
		n, _ := strconv.Atoi(c.path("id"))
		l := s.links[n]
		if l == nil || !s.sees(c.user, s.issues[l.From]) || !s.sees(c.user, s.issues[l.To]) {
			c.refuse(http.StatusNotFound, "No issue link with id '"+c.path("id")+"' exists.")
			return
		}
		c.answer(http.StatusOK, obj{
			"id": c.path("id"), "self": s.self("/issueLink/" + c.path("id")), "type": s.showLinkType(l.Type),
			"inwardIssue": s.showShort(s.issues[l.From]), "outwardIssue": s.showShort(s.issues[l.To]),
		})
	})
	m.handle("DELETE /issueLink/{id}", func(c *call) {
		n, _ := strconv.Atoi(c.path("id"))
		l := s.links[n]
		if l == nil {
			c.refuse(http.StatusNotFound, "No issue link with id '"+c.path("id")+"' exists.")
			return
		}
		if i := s.issues[l.From]; i != nil && !c.allowed("LINK_ISSUES", i, http.StatusUnauthorized, "No Link Issue Permission for issue '"+i.Key()+"'") {
			return
		}
		delete(s.links, n)
		for _, id := range []int{l.From, l.To} {
			if i := s.issues[id]; i != nil {
				s.touch(i, c.user, obj{"field": "Link", "fieldtype": "jira", "from": "", "fromString": "This issue was linked", "to": nil, "toString": nil})
			}
		}
		c.done()
	})
	s.remoteRoutes(m)
}

func (s *Site) showLinks(i *issue) []any {
	l := []any{}
	for id := 10001; id <= s.last["link"]; id++ {
		k := s.links[id]
		if k == nil || k.From != i.ID && k.To != i.ID {
			continue
		}
		o := obj{"id": strconv.Itoa(id), "self": s.self("/issueLink/" + strconv.Itoa(id)), "type": s.showLinkType(k.Type)}
		if k.From == i.ID {
			o["outwardIssue"] = s.showShort(s.issues[k.To])
		} else {
			o["inwardIssue"] = s.showShort(s.issues[k.From])
		}
		l = append(l, o)
	}
	return l
}

// dropFile takes away a file of an issue, and says so as the history does.
func (s *Site) dropFile(i *issue, f *file) obj {
	delete(s.files, f.ID)
	i.Files = slices.DeleteFunc(i.Files, func(n int) bool { return n == f.ID })
	return obj{"field": "Attachment", "fieldtype": "jira", "from": strconv.Itoa(f.ID), "fromString": f.Name, "to": nil, "toString": nil}
}

// maxFile bounds an attachment.
const maxFile = 64 << 20

func (s *Site) fileRoutes(m *router) {
	m.mux.HandleFunc("POST /rest/api/{version}/issue/{key}/attachments", s.attach)
	m.handle("GET /attachment/{id}", func(c *call) {
		if f := c.file(); f != nil {
			o := s.showFile(c, f)
			if s.cloud() {
				o["id"] = f.ID
			}
			c.answer(http.StatusOK, o)
		}
	})
	m.handle("DELETE /attachment/{id}", func(c *call) {
		if f := c.file(); f != nil {
			i := s.issues[f.Issue]
			if !s.mayOwn(c.user, "DELETE", "ATTACHMENTS", i, f.Author) {
				c.refuse(http.StatusForbidden, "You do not have permission to delete the attachment with id '"+c.path("id")+"'")
				return
			}
			s.touch(i, c.user, s.dropFile(i, f))
			c.done()
		}
	})
	m.handle("GET /attachment/meta", func(c *call) { c.answer(http.StatusOK, obj{"enabled": true, "uploadLimit": maxFile}) })
	if s.cloud() {
		store := func(c *call) {
			f := c.file()
			switch {
			case f == nil:
			case s.knobs.PlainStore || c.r.URL.Query().Get("redirect") == "false":
				c.w.Header().Set("Content-Type", f.Type)
				_, _ = c.w.Write(f.Bytes) // whoever asked has gone
			default:
				// Who has this address may read what is there, and needs no account.
				http.Redirect(c.w, c.r, s.base+"/file/"+f.Media+"/binary?token="+f.Token, http.StatusSeeOther)
			}
		}
		m.handle("GET /attachment/content/{id}", store)
		m.plain("GET /secure/attachment/{id}/{name...}", "GET /secure/attachment", false, store)
		m.mux.HandleFunc("GET /file/{media}/binary", func(w http.ResponseWriter, r *http.Request) {
			s.mu.Lock()
			defer s.mu.Unlock()
			c, f := &call{site: s, w: w, r: r}, s.media(r.PathValue("media"))
			switch {
			case r.Header.Get("Authorization") != "" && r.Host != strings.TrimPrefix(strings.TrimPrefix(s.base, "http://"), "https://"):
				c.refuse(http.StatusBadRequest, "Only one way to say who is asking.")
			case f == nil || r.URL.Query().Get("token") != f.Token:
				c.refuse(http.StatusForbidden, "The token has expired.")
			default:
				w.Header().Set("Content-Type", f.Type)
				_, _ = w.Write(f.Bytes) // whoever asked has gone
			}
		})
		return
	}
	m.plain("GET /secure/attachment/{id}/{name...}", "GET /secure/attachment", false, func(c *call) {
		if f := c.file(); f != nil {
			c.w.Header().Set("Content-Type", f.Type)
			_, _ = c.w.Write(f.Bytes) // whoever asked has gone
		}
	})
}

func (c *call) file() *file {
	n, _ := strconv.Atoi(c.path("id"))
	f := c.site.files[n]
	if f == nil || c.site.issues[f.Issue] == nil || !c.site.sees(c.user, c.site.issues[f.Issue]) {
		c.refuse(http.StatusNotFound, "The attachment with id '"+c.path("id")+"' does not exist")
		return nil
	}
	return f
}

// attach takes files as they come, and holds nobody up meanwhile.
func (s *Site) attach(w http.ResponseWriter, r *http.Request) {
	c := &call{site: s, w: w, r: r, user: r.Context().Value(whoKey{}).(*user), v3: r.PathValue("version") == "3"}
	s.mu.Lock()
	old := s.knobs.OldToken
	s.mu.Unlock()
	// The one without a dash is out of use since long, and still works.
	if t := r.Header.Get("X-Atlassian-Token"); t != "nocheck" && (t != "no-check" || old) {
		http.Error(w, "XSRF check failed", http.StatusForbidden)
		return
	}
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		w.WriteHeader(http.StatusUnsupportedMediaType)
		return
	}
	var files []*file
	form := multipart.NewReader(io.LimitReader(r.Body, maxFile), params["boundary"])
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			c.refuse(http.StatusBadRequest, "The form cannot be read: "+err.Error())
			return
		}
		b, err := io.ReadAll(part)
		if err != nil {
			c.refuse(http.StatusBadRequest, "The form cannot be read: "+err.Error())
			return
		}
		if part.FormName() == "file" {
			files = append(files, &file{Name: part.FileName(), Type: part.Header.Get("Content-Type"), Bytes: b})
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls["POST /issue/{key}/attachments"]++
	i := c.issue(r.PathValue("key"))
	if i == nil || !c.allowed("CREATE_ATTACHMENTS", i, http.StatusForbidden, "You do not have permission to create attachments for this issue.") {
		return
	}
	if len(files) == 0 {
		c.refuse(http.StatusBadRequest, "The form has no part named file.")
		return
	}
	l := []any{}
	for _, f := range files {
		f.ID, f.Issue, f.Author, f.Created, f.Token = s.next("file"), i.ID, c.user, s.now(), rand.Text()
		f.Media = newMedia()
		s.files[f.ID] = f
		i.Files = append(i.Files, f.ID)
		s.touch(i, c.user, obj{"field": "Attachment", "fieldtype": "jira", "from": nil, "fromString": nil, "to": strconv.Itoa(f.ID), "toString": f.Name})
		l = append(l, s.showFile(c, f))
	}
	s.tell(c.user, "jira:issue_updated", i, nil)
	c.answer(http.StatusOK, l)
}

func (s *Site) showFiles(c *call, i *issue) []any {
	l := []any{}
	for _, id := range i.Files {
		l = append(l, s.showFile(c, s.files[id]))
	}
	return l
}

func (s *Site) showFile(c *call, f *file) obj {
	id := strconv.Itoa(f.ID)
	o := obj{
		"self": s.self("/attachment/" + id), "id": id, "filename": f.Name, "author": s.showUser(f.Author, c.user), "created": s.stamp(c, f.Created),
		"size": len(f.Bytes), "mimeType": f.Type, "content": s.base + "/secure/attachment/" + id + "/" + f.Name,
	}
	if s.cloud() {
		o["content"] = s.self("/attachment/content/" + id)
	}
	return o
}

package jira

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

func contextWith(ctx context.Context, u *user) context.Context {
	return context.WithValue(ctx, whoKey{}, u)
}

// issue is one issue. What can be searched is kept twice: as it is, and as the
// index has it.
type issue struct {
	content
	ID         int
	Creator    *user
	Created    time.Time
	Watchers   []*user
	Comments   []*comment
	Worklogs   []*worklog
	Files      []int
	Remote     []*remote
	Histories  []*history
	Properties map[string]any
	Hidden     map[*user]bool
	Voters     []*user
	writes     []time.Time // of the last seconds

	indexed *content // what searches show
	pending []entry  // what they will show
}

// content is what a search may ask for.
type content struct {
	Project    *project
	Number     int
	Type       string
	Status     string
	Resolution string
	Parent     int
	Updated    time.Time
	Resolved   time.Time
	Original   *int // seconds
	Remaining  *int
	Values     map[string]any
}

type entry struct {
	at time.Time
	c  content
}

type history struct {
	ID      int
	Author  *user
	Created time.Time
	Items   []obj
}

func (i *content) Key() string { return i.Project.Key + "-" + strconv.Itoa(i.Number) }

func (s *Site) byKey(key string) *issue {
	for _, i := range s.issues {
		if i.Key() == key {
			return i
		}
	}
	return s.issues[s.moved[key]]
}

// issue finds the issue of a call that its account may see, or refuses it.
func (c *call) issue(keyOrID string) *issue {
	i := c.site.byKey(keyOrID)
	if n, err := strconv.Atoi(keyOrID); err == nil {
		i = c.site.issues[n]
	}
	if i == nil || !c.site.sees(c.user, i) {
		c.refuse(http.StatusNotFound, "Issue does not exist or you do not have permission to see it.")
		return nil
	}
	return i
}

// touch notes that an issue was changed, and what of it.
func (s *Site) touch(i *issue, by *user, items ...obj) *history {
	i.Updated = s.now()
	var h *history
	if len(items) > 0 {
		h = &history{ID: s.next("history"), Author: by, Created: i.Updated, Items: items}
		i.Histories = append(i.Histories, h)
	}
	c := i.content
	c.Values = maps.Clone(i.Values)
	i.pending = append(i.pending, entry{i.Updated, c})
	return h
}

// index brings what searches show up to date, as far as the index is.
func (s *Site) index(i *issue) *content {
	limit := s.now().Add(-s.knobs.IndexLag)
	for len(i.pending) > 0 && !i.pending[0].at.After(limit) {
		i.indexed, i.pending = &i.pending[0].c, i.pending[1:]
	}
	return i.indexed
}

func (s *Site) issueRoutes(m *router) {
	m.handle("POST /issue", s.create)
	m.handle("GET /issue/{key}", func(c *call) {
		if i := c.issue(c.path("key")); i != nil {
			c.answer(http.StatusOK, s.showIssue(c, i, c.query("fields"), c.query("expand"), c.query("properties")))
		}
	})
	m.handle("PUT /issue/{key}", s.edit)
	m.handle("DELETE /issue/{key}", func(c *call) {
		i := c.issue(c.path("key"))
		if i != nil && c.allowed("DELETE_ISSUES", i, http.StatusForbidden, "You do not have permission to delete issues in this project.") {
			if s.hasSubtasks(i) && c.r.URL.Query().Get("deleteSubtasks") != "true" {
				c.refuse(http.StatusBadRequest, "The issue '"+i.Key()+"' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.")
				return
			}
			s.remove(i)
			s.tell(c.user, "jira:issue_deleted", i, nil)
			c.done()
		}
	})
	m.handle("GET /issue/{key}/transitions", s.listTransitions)
	m.handle("POST /issue/{key}/transitions", s.transit)
	if s.cloud() {
		m.handle("GET /issue/{key}/changelog", func(c *call) {
			i := c.issue(c.path("key"))
			if i == nil {
				return
			}
			start, size := c.number("startAt", 0), min(c.number("maxResults", 100), 100)
			l := []any{}
			for _, h := range i.Histories[min(start, len(i.Histories)):] {
				if len(l) < size {
					l = append(l, s.showHistory(c, h))
				}
			}
			c.answer(http.StatusOK, obj{
				"self": s.self("/issue/" + c.path("key") + "/changelog"), "startAt": start, "maxResults": size, "total": len(i.Histories),
				"isLast": start+len(l) >= len(i.Histories), "values": l,
			})
		})
		m.handle("POST /issue/bulkfetch", s.bulkFetch)
	}
}

func (s *Site) hasSubtasks(i *issue) bool {
	for _, d := range s.issues {
		if d.Parent == i.ID && d.Type == "Sub-task" {
			return true
		}
	}
	return false
}

// remove deletes an issue and its sub-tasks.
func (s *Site) remove(i *issue) {
	delete(s.issues, i.ID)
	for _, d := range s.issues {
		if d.Parent == i.ID && d.Type == "Sub-task" {
			s.remove(d)
		}
	}
	for id, l := range s.links {
		if l.From == i.ID || l.To == i.ID {
			delete(s.links, id)
		}
	}
}

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

func (s *Site) assignTimes(i *issue, v any, reasons obj) {
	o, _ := v.(obj)
	for name, to := range map[string]**int{"originalEstimate": &i.Original, "remainingEstimate": &i.Remaining} {
		given, ok := o[name]
		if !ok {
			continue
		}
		n, err := seconds(text(given))
		if err != nil {
			reasons["timetracking"] = "Unable to parse '" + text(given) + "' as a time."
			return
		}
		*to = &n
	}
	if o["originalEstimate"] != nil && o["remainingEstimate"] == nil && len(i.Worklogs) == 0 {
		i.Remaining = i.Original
	}
}

// seconds reads a duration in Jira's words: 1w 2d 3h 4m, minutes without a word.
func seconds(t string) (int, error) {
	sum := 0
	units := map[byte]int{'w': 5 * 8 * 3600, 'd': 8 * 3600, 'h': 3600, 'm': 60}
	words := strings.Fields(t)
	if len(words) == 0 {
		return 0, fmt.Errorf("no duration")
	}
	for _, w := range words {
		unit := 60
		if u, ok := units[w[len(w)-1]]; ok {
			unit, w = u, w[:len(w)-1]
		}
		n, err := strconv.Atoi(w)
		if err != nil || n < 0 {
			return 0, fmt.Errorf("no duration")
		}
		sum += n * unit
	}
	return sum, nil
}

// pretty is a duration in Jira's words.
func pretty(n int) string {
	var l []string
	for _, u := range []struct {
		letter string
		size   int
	}{{"w", 5 * 8 * 3600}, {"d", 8 * 3600}, {"h", 3600}, {"m", 60}} {
		if n >= u.size {
			l = append(l, strconv.Itoa(n/u.size)+u.letter)
			n %= u.size
		}
	}
	if l == nil {
		return "0m"
	}
	return strings.Join(l, " ")
}

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

// differences are the items of history between two states.
func (s *Site) differences(a, b *issue) []obj {
	var items []obj
	add := func(name, id string, isCustom bool, from, fromString, to, toString any) {
		o := obj{"field": name, "fieldtype": "jira", "from": from, "fromString": fromString, "to": to, "toString": toString}
		if isCustom {
			o["fieldtype"] = "custom"
		}
		if s.cloud() {
			o["fieldId"] = id
		}
		items = append(items, o)
	}
	for _, f := range s.fields {
		x, y := a.Values[f.ID], b.Values[f.ID]
		if reflect.DeepEqual(x, y) || isEmpty(x) && isEmpty(y) {
			continue
		}
		name := f.ID
		if f.Custom != "" {
			name = f.Name
		}
		if f.Kind == several {
			s.eachListed(f, x, y, func(from, fromString, to, toString any) {
				add(map[string]string{"components": "Component", "versions": "Version", "fixVersions": "Fix Version"}[f.ID], f.ID, false, from, fromString, to, toString)
			})
			continue
		}
		from, fromString := s.logged(b.Project, f, x)
		to, toString := s.logged(b.Project, f, y)
		add(name, f.ID, f.Custom != "", from, fromString, to, toString)
	}
	if a.Type != b.Type {
		add("issuetype", "issuetype", false, s.showType(a.Type)["id"], a.Type, s.showType(b.Type)["id"], b.Type)
	}
	if a.Status != b.Status {
		add("status", "status", false, s.showStatus(a.Status)["id"], a.Status, s.showStatus(b.Status)["id"], b.Status)
	}
	if a.Resolution != b.Resolution {
		id := func(name string) any {
			if name == "" {
				return nil
			}
			return strconv.Itoa(slices.Index(resolutions, name) + 1)
		}
		add("resolution", "resolution", false, id(a.Resolution), orNil(a.Resolution), id(b.Resolution), orNil(b.Resolution))
	}
	if a.Parent != b.Parent {
		name := "Parent"
		if s.cloud() {
			name = "IssueParentAssociation"
		}
		key := func(id int) (any, any) {
			if i := s.issues[id]; i != nil {
				return strconv.Itoa(id), i.Key()
			}
			return nil, nil
		}
		from, fromString := key(a.Parent)
		to, toString := key(b.Parent)
		add(name, "parent", false, from, fromString, to, toString)
	}
	for _, t := range []struct {
		name string
		a, b *int
	}{{"timeoriginalestimate", a.Original, b.Original}, {"timeestimate", a.Remaining, b.Remaining}} {
		if !reflect.DeepEqual(t.a, t.b) {
			x, y := number0(t.a), number0(t.b)
			add(t.name, t.name, false, x, x, y, y)
		}
	}
	return items
}

func number0(n *int) any {
	if n == nil {
		return nil
	}
	return strconv.Itoa(*n)
}

func isEmpty(v any) bool {
	r := reflect.ValueOf(v)
	return v == nil || (r.Kind() == reflect.Slice || r.Kind() == reflect.String) && r.Len() == 0
}

func (s *Site) eachListed(f *field, x, y any, add func(from, fromString, to, toString any)) {
	a, _ := x.([]*named)
	b, _ := y.([]*named)
	for _, n := range a {
		if !slices.Contains(b, n) {
			add(strconv.Itoa(n.ID), n.Name, nil, nil)
		}
	}
	for _, n := range b {
		if !slices.Contains(a, n) {
			add(nil, nil, strconv.Itoa(n.ID), n.Name)
		}
	}
}

// logged is a value as the history has it: perhaps an id, and a text for people.
func (s *Site) logged(p *project, f *field, v any) (id, shown any) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		switch f.Kind {
		case longText:
			return nil, s.showText(false, v)
		case date:
			return v, v + " 00:00:00.0"
		case oneOf:
			return strconv.Itoa(slices.Index(f.Options, v) + 1), v
		case option:
			return strconv.Itoa(f.choice(p, v).ID), v
		case link1:
			if e := s.byKey(v); e != nil {
				return strconv.Itoa(e.ID), v
			}
		}
		return nil, v
	case float64:
		return nil, strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.Format("2006-01-02T15:04:05-0700"), v.Format("02/Jan/06 3:04 PM")
	case *user:
		if s.cloud() {
			return v.ID, v.Display
		}
		return v.Key, v.Display
	case []string:
		if f.Kind == words {
			return nil, strings.Join(v, " ")
		}
		return "[" + strings.Join(s.choiceIDs(p, f, v), ", ") + "]", strings.Join(v, ",")
	case []*user:
		var names []string
		for _, u := range v {
			names = append(names, u.Display)
		}
		return nil, strings.Join(names, ",")
	case [2]string:
		up := f.choice(p, v[0])
		shown := "Parent values: " + v[0] + "(" + strconv.Itoa(up.ID) + ")"
		if down := among(up.Children, v[1], ""); down != nil {
			shown += "Level 1 values: " + v[1] + "(" + strconv.Itoa(down.ID) + ")"
		}
		return nil, shown
	case []*sprint:
		var ids, names []string
		for _, sp := range v {
			ids, names = append(ids, strconv.Itoa(sp.ID)), append(names, sp.Name)
		}
		return strings.Join(ids, ", "), strings.Join(names, ", ")
	}
	return nil, fmt.Sprint(v)
}

func (s *Site) choiceIDs(p *project, f *field, values []string) []string {
	var l []string
	for _, v := range values {
		l = append(l, strconv.Itoa(f.choice(p, v).ID))
	}
	return l
}

// wants reports whether a field is asked for.
func wants(fields []string, name string) bool {
	if len(fields) == 0 {
		return true
	}
	return !slices.Contains(fields, "-"+name) && (slices.Contains(fields, name) || slices.Contains(fields, "*all") || slices.Contains(fields, "*navigable"))
}

// showIssue is an issue as answers have it.
func (s *Site) showIssue(c *call, i *issue, fields, expand, properties []string) obj {
	o := obj{"expand": "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations", "id": strconv.Itoa(i.ID), "self": s.self("/issue/" + strconv.Itoa(i.ID)), "key": i.Key()}
	f := s.showFields(c, i)
	maps.DeleteFunc(f, func(name string, _ any) bool { return !wants(fields, name) })
	o["fields"] = f
	if slices.Contains(expand, "changelog") {
		l := []any{}
		for _, h := range i.Histories {
			l = append(l, s.showHistory(c, h))
		}
		total := len(l)
		if s.cloud() { // the newest first, and not all
			slices.Reverse(l)
			l = l[:min(len(l), 40)]
		}
		o["changelog"] = obj{"startAt": 0, "maxResults": len(l), "total": total, "histories": l}
	}
	if slices.Contains(expand, "transitions") || slices.Contains(expand, "transitions.fields") {
		o["transitions"] = s.showTransitions(c, i, slices.Contains(expand, "transitions.fields"))
	}
	s.expanded(c, i, o, expand)
	if len(properties) > 0 && s.atLeast(7, 0) {
		shown := obj{}
		for name, v := range i.Properties {
			if slices.Contains(properties, name) || slices.Contains(properties, "*all") {
				shown[name] = v
			}
		}
		o["properties"] = shown
	}
	return o
}

func (s *Site) showHistory(c *call, h *history) obj {
	items := []any{}
	for _, it := range h.Items {
		items = append(items, it)
	}
	return obj{"id": strconv.Itoa(h.ID), "author": s.showUser(h.Author, c.user), "created": s.stamp(c, h.Created), "items": items}
}

func (s *Site) stamp(c *call, t time.Time) string { return t.In(s.zone(c.user)).Format(stamp) }

func (s *Site) showFields(c *call, i *issue) obj {
	o := obj{
		"project": s.showProject(i.Project), "issuetype": s.showType(i.Type), "status": s.showStatus(i.Status), "created": s.stamp(c, i.Created),
		"updated": s.stamp(c, i.Updated), "creator": s.showUser(i.Creator, c.user), "resolution": s.showNamed("resolution", resolutions, i.Resolution),
		"resolutiondate": nil, "votes": obj{"self": s.self("/issue/" + i.Key() + "/votes"), "votes": len(i.Voters), "hasVoted": slices.Contains(i.Voters, c.user)},
		"watches":   obj{"self": s.self("/issue/" + i.Key() + "/watchers"), "watchCount": len(i.Watchers), "isWatching": slices.Contains(i.Watchers, c.user)},
		"workratio": -1, "lastViewed": nil, "subtasks": []any{}, "issuelinks": s.showLinks(i), "attachment": s.showFiles(c, i),
		"timespent": nil, "timeestimate": nil, "timeoriginalestimate": nil,
	}
	if s.knobs.NoTypeFlag {
		delete(o["project"].(obj), "projectTypeKey")
	}
	if !i.Resolved.IsZero() {
		o["resolutiondate"] = s.stamp(c, i.Resolved)
	}
	for _, f := range s.fields {
		if f.in(i.Project, i.Type) {
			o[f.ID] = s.show(c, i.Project, f, i.Values[f.ID])
		}
	}
	if up := s.issues[i.Parent]; up != nil {
		o["parent"] = s.showShort(up)
	}
	var subs []any
	for _, id := range slices.Sorted(maps.Keys(s.issues)) {
		if d := s.issues[id]; d.Parent == i.ID && d.Type == "Sub-task" {
			subs = append(subs, s.showShort(d))
		}
	}
	if subs != nil {
		o["subtasks"] = subs
	}
	spent := 0
	for _, w := range i.Worklogs {
		spent += w.Seconds
	}
	times := obj{}
	for _, t := range []struct {
		name, long string
		n          *int
	}{{"originalEstimate", "timeoriginalestimate", i.Original}, {"remainingEstimate", "timeestimate", i.Remaining}, {"timeSpent", "timespent", &spent}} {
		if t.n != nil && (t.name != "timeSpent" || spent > 0) {
			times[t.name], times[t.name+"Seconds"], o[t.long] = pretty(*t.n), *t.n, *t.n
		}
	}
	o["timetracking"] = times
	o["comment"] = s.pageOf(s.showComments(c, i, false), "comments", s.embedded())
	o["worklog"] = s.pageOf(s.showWorklogs(c, i), "worklogs", s.embedded())
	return o
}

func (s *Site) embedded() int {
	if s.knobs.Embedded > 0 {
		return s.knobs.Embedded
	}
	return 5000
}

func (s *Site) pageOf(l []any, name string, size int) obj {
	return obj{name: l[:min(len(l), size)], "maxResults": min(len(l), size), "total": len(l), "startAt": 0}
}

func (s *Site) showShort(i *issue) obj {
	return obj{"id": strconv.Itoa(i.ID), "key": i.Key(), "self": s.self("/issue/" + strconv.Itoa(i.ID)), "fields": obj{
		"summary": i.Values["summary"], "status": s.showStatus(i.Status), "priority": s.showNamed("priority", priorities, text(i.Values["priority"])), "issuetype": s.showType(i.Type),
	}}
}

func (s *Site) bulkFetch(c *call) {
	in, ok := c.object()
	if !ok {
		return
	}
	ids, _ := in["issueIdsOrKeys"].([]any)
	if len(ids) == 0 || len(ids) > 100 {
		c.refuse(http.StatusBadRequest, "Between 1 and 100 issues may be fetched.")
		return
	}
	l, missing := []any{}, []any{}
	seen := map[int]bool{}
	for _, id := range ids {
		i := s.byKey(text(id))
		if n, err := strconv.Atoi(text(id)); err == nil {
			i = s.issues[n]
		}
		if i == nil || !s.sees(c.user, i) {
			missing = append(missing, obj{"id": text(id), "errorMessage": "Issue does not exist or you do not have permission to see it."})
			continue
		}
		if !seen[i.ID] {
			seen[i.ID] = true
			l = append(l, s.showIssue(c, i, list(in["fields"]), list(in["expand"]), list(in["properties"])))
		}
	}
	c.answer(http.StatusOK, obj{"issues": l, "issueErrors": missing})
}

func list(v any) []string {
	l, _ := v.([]any)
	var out []string
	for _, e := range l {
		out = append(out, text(e))
	}
	if t, ok := v.(string); ok {
		out = strings.Split(t, ",")
	}
	return out
}

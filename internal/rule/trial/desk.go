package trial

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/internal/rule/script"
)

// desk answers what helpers ask from a case.
type desk struct {
	c       *Case
	calls   []Call
	made    map[string][]madeThing // what the rule made, by kind
	lacking []string               // what stood in for something, for the warnings
}

type madeThing struct {
	rec map[string]any
	at  place
}

// A Call is one effect the rule would have had, or one request it made.
type Call struct {
	Do       string `json:"do"` // http, make, store
	Method   string `json:"method,omitempty"`
	Path     string `json:"path,omitempty"`
	Body     string `json:"body,omitempty"`
	What     string `json:"what,omitempty"`
	Of       any    `json:"of,omitempty"`
	Invented bool   `json:"invented,omitempty"` // the answer was not in the case
}

var _ script.Desk = (*desk)(nil)

// named is a record that is listed under its name.
func named(rec map[string]any, by, name string) map[string]any {
	if rec[by] != nil {
		return rec
	}
	rec = maps.Clone(rec)
	rec[by] = name
	return rec
}

// lists are the names under which a case may hold the records of a kind.
var lists = map[string][]string{
	"project": {"projects"}, "issueType": {"issueTypes", "types"}, "status": {"statuses"}, "priority": {"priorities"},
	"resolution": {"resolutions"}, "user": {"users"}, "option": {"options"}, "version": {"versions"}, "component": {"components"},
	"customField": {"customFields", "fields"}, "team": {"teams"}, "group": {"groups"}, "organization": {"organizations"},
	"sprint": {"sprints"}, "securityLevel": {"securityLevels"}, "requestType": {"requestTypes"}, "row": {"rows"}, "reference": {"references", "rows"},
	"item": {"items"}, "testPlan": {"testPlans"},
}

// A place is where a case holds a record: below a field, in a project.
type place struct{ field, project any }

// find gives the first record of a kind that has those members, and tells
// whether the case says anything of the kind at all. The record is the case's:
// it is only read.
func (d *desk) find(kind string, by map[string]string) (found map[string]any, known bool) {
	fits := func(v any, at place) bool {
		known = true
		rec, ok := v.(map[string]any)
		if !ok {
			rec = map[string]any{shortOf[kind]: v}
		}
		if found != nil || !matches(rec, at, by) {
			return false
		}
		found = rec
		return true
	}
	for _, name := range lists[kind] {
		switch x := d.c.Tracker[name].(type) {
		case []any:
			known = true
			for _, v := range x {
				if fits(v, place{}) {
					return found, true
				}
			}
		case map[string]any:
			known = true
			for _, k := range slices.Sorted(maps.Keys(x)) {
				if l, ok := x[k].([]any); ok { // options by field, versions by project
					for _, v := range l {
						fits(v, place{k, k})
					}
				} else if m, ok := x[k].(map[string]any); ok {
					fits(named(m, shortOf[kind], k), place{})
				} else {
					fits(map[string]any{shortOf[kind]: k, "value": x[k]}, place{})
				}
			}
		}
	}
	if list := map[string]string{"issueType": "issueTypes", "version": "versions", "component": "components"}[kind]; list != "" {
		for _, p := range d.projects() {
			for _, v := range asList(p[list]) {
				fits(v, place{project: p["key"]})
			}
		}
	}
	for _, m := range d.made[kind] {
		fits(m.rec, m.at)
	}
	return found, known
}

// projects are those of the case.
func (d *desk) projects() []map[string]any {
	var all []map[string]any
	switch x := d.c.Tracker["projects"].(type) {
	case []any:
		for _, v := range x {
			if m, ok := v.(map[string]any); ok {
				all = append(all, m)
			}
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			if m, ok := x[k].(map[string]any); ok {
				all = append(all, named(m, "key", k))
			}
		}
	}
	return all
}

// shortOf is the member that a bare text in a list stands for.
var shortOf = map[string]string{
	"project": "key", "user": "key", "option": "value", "issueType": "name", "status": "name", "priority": "name", "resolution": "name",
	"version": "name", "component": "name", "customField": "name", "team": "name", "group": "name", "organization": "name", "sprint": "name",
	"securityLevel": "name", "requestType": "name", "row": "link", "reference": "value",
}

// synonyms are the names a member may have in a record.
var synonyms = map[string][]string{
	"key": {"key", "accountId", "id", "username"}, "username": {"username", "name", "login", "key"}, "email": {"email", "emailAddress"},
	"displayName": {"displayName", "fullName"}, "name": {"name", "id"}, "value": {"value", "name", "id"}, "project": {"project", "projectKey"},
	"field": {"field", "fieldName", "customField", "fieldId"}, "assignableIn": {"assignableIn", "projects"}, "group": {"group", "groups"}, "role": {"role", "roles"},
	"issue": {},
}

// Find looks a record of the case up.
func (d *desk) Find(_ context.Context, what string, by map[string]string) (map[string]any, error) {
	switch what {
	case "issue":
		return d.issueWith(by["field"], by["value"])
	case "options":
		return d.optionsOf(by["field"]), nil
	}
	rec, known := d.find(what, by)
	if rec != nil {
		return rec, nil
	}
	if d.c.Strict || known || what == "customField" {
		return nil, nil
	}
	d.lack(what, by)
	return invented(what, by), nil
}

// optionsOf are all options of a field; one that is whatever is looked for
// stands in for them.
func (d *desk) optionsOf(field string) map[string]any {
	var all []any
	switch x := d.c.Tracker["options"].(type) {
	case []any:
		for _, v := range x {
			if m, ok := v.(map[string]any); ok && matches(m, place{}, map[string]string{"field": field}) {
				all = append(all, m)
			}
		}
	case map[string]any:
		for _, v := range asList(x[field]) {
			if s, ok := v.(string); ok {
				v = map[string]any{"value": s}
			}
			all = append(all, v)
		}
	}
	if all == nil && d.c.Tracker["options"] == nil && !d.c.Strict {
		d.lack("options", map[string]string{"field": field})
		all = []any{script.NewStandIn("option")}
	}
	return map[string]any{"options": all}
}

// issueWith is the one issue of the case that shows a value in a field.
func (d *desk) issueWith(field, value string) (map[string]any, error) {
	var found map[string]any
	var several script.SeveralError
	list, _ := d.c.Tracker["issues"].([]any)
	for _, v := range list {
		m, _ := v.(map[string]any)
		fields, _ := m["customFields"].(map[string]any)
		shown := []any{m[field], fields[field], valueOf(fields[field])}
		if m["field"] == field {
			shown = append(shown, m["value"]) // as a node keeps what it was asked
		}
		if slices.ContainsFunc(shown, func(v any) bool { return v != nil && fmt.Sprint(v) == value }) {
			found = m
			several.Keys = append(several.Keys, fmt.Sprint(m["key"]))
		}
	}
	if len(several.Keys) > 1 {
		return nil, &several
	}
	return found, nil
}

func matches(rec map[string]any, at place, by map[string]string) bool {
	for k, want := range by {
		names, ok := synonyms[k]
		if !ok {
			names = []string{k}
		}
		said, fits := false, false
		look := func(v any) {
			if v == nil {
				return
			}
			said = true
			s, ok := v.(string)
			if m, isMap := v.(map[string]any); isMap {
				s = fmt.Sprint(m["key"])
			} else if !ok {
				s = fmt.Sprint(v)
			}
			fits = fits || s == want || k == "email" && strings.EqualFold(s, want)
		}
		for _, n := range names {
			if l, ok := rec[n].([]any); ok {
				for _, v := range l {
					look(v)
				}
				continue
			}
			look(rec[n])
		}
		if k == "field" && rec["field"] == nil {
			look(at.field)
		} else if k == "project" && rec["project"] == nil {
			look(at.project)
		}
		// A record that does not say where it belongs belongs everywhere.
		if !fits && (said || !(k == "project" || k == "field" || k == "assignableIn" || k == "issue")) {
			return false
		}
	}
	return true
}

func (d *desk) lack(what string, by map[string]string) {
	s := what
	for _, k := range slices.Sorted(maps.Keys(by)) {
		s += " " + k + "=" + strconv.Quote(by[k])
	}
	if !slices.Contains(d.lacking, s) {
		d.lacking = append(d.lacking, s)
	}
}

// invented is a plausible record: what was asked for, with an id.
func invented(what string, by map[string]string) map[string]any {
	rec := map[string]any{}
	for k, v := range by {
		rec[k] = v
	}
	id := number(what, by)
	switch what {
	case "user":
		if rec["key"] == nil {
			rec["key"] = "user-" + id
		}
		if rec["displayName"] == nil {
			rec["displayName"] = nameIn(by)
		}
		rec["active"] = true
	case "option":
		rec["id"] = json.Number(id)
		delete(rec, "field")
	case "row", "reference":
		rec["sys_id"] = id
	case "issueType":
		rec["id"] = id
		if rec["name"] == nil {
			rec["name"] = "Task"
		}
		delete(rec, "project")
	case "customField":
		rec["id"] = json.Number(id)
	case "item":
		if rec["id"] == nil {
			rec["id"] = id
		}
		if rec["key"] == nil {
			rec["key"] = "LOCAL-" + id
		}
	default:
		rec["id"] = id
		if what == "project" && rec["name"] == nil {
			rec["name"] = rec["key"]
		}
	}
	return rec
}

// nameIn makes a name of a person out of what they were looked up by.
func nameIn(by map[string]string) string {
	for _, k := range []string{"username", "email", "key"} {
		if s := by[k]; s != "" {
			s, _, _ = strings.Cut(s, "@")
			return s
		}
	}
	return "somebody"
}

// number is an id for what was asked: the same each time.
func number(what string, by map[string]string) string {
	h := fnv.New32a()
	h.Write([]byte(what))
	for _, k := range slices.Sorted(maps.Keys(by)) {
		h.Write([]byte("\x00" + k + "\x00" + by[k]))
	}
	return strconv.Itoa(10000 + int(h.Sum32()%90000))
}

// Make notes what the rule makes and finds it from then on.
func (d *desk) Make(_ context.Context, what string, of map[string]any) (map[string]any, error) {
	name, _ := of[shortOf[what]].(string)
	by := map[string]string{shortOf[what]: name}
	for _, k := range []string{"project", "field"} {
		if s, ok := of[k].(string); ok && s != "" {
			by[k] = s
		}
	}
	if rec, _ := d.find(what, by); rec != nil {
		return rec, nil
	}
	rec := maps.Clone(of)
	rec["id"] = json.Number(number(what, by))
	at := place{rec["field"], rec["project"]}
	delete(rec, "project")
	delete(rec, "field")
	d.calls = append(d.calls, Call{Do: "make", What: what, Of: of})
	if d.made == nil {
		d.made = map[string][]madeThing{}
	}
	d.made[what] = append(d.made[what], madeThing{rec, at})
	return rec, nil
}

// Twin finds an item among the case's twins; without strict, one is made up.
func (d *desk) Twin(_ context.Context, id, key string) (map[string]any, error) {
	for _, v := range d.c.Twins {
		m, ok := v.(map[string]any)
		if !ok {
			continue
		}
		rid, rkey := fmt.Sprint(m["remoteId"]), fmt.Sprint(m["remoteKey"])
		if id != "" && (rid == id || rkey == id) || key != "" && (rkey == key || fmt.Sprint(m["remoteUrn"]) == key) {
			rec := map[string]any{"id": m["id"], "urn": m["key"], "entityType": m["entityType"]}
			if rec["urn"] == nil {
				rec["urn"] = m["urn"]
			}
			return rec, nil
		}
	}
	if d.c.Strict || d.c.Twins != nil {
		return nil, nil
	}
	by := map[string]string{"id": id, "key": key}
	d.lack("twin", by)
	n := number("twin", by)
	return map[string]any{"id": n, "urn": "LOCAL-" + n, "entityType": "issue"}, nil
}

// UnderSync looks among the case's twins.
func (d *desk) UnderSync(_ context.Context, id, connection string) (bool, error) {
	for _, v := range d.c.Twins {
		if m, ok := v.(map[string]any); ok && (fmt.Sprint(m["id"]) == id || fmt.Sprint(m["key"]) == id) &&
			(connection == "" || m["connection"] == nil || m["connection"] == connection) {
			return true, nil
		}
	}
	return false, nil
}

// HTTP answers as recorded: by method, path and query; a path recorded without
// query answers any.
func (d *desk) HTTP(_ context.Context, q script.Request) (script.Response, error) {
	if err := d.local(&q); err != nil {
		return script.Response{}, err
	}
	call := Call{Do: "http", Method: q.Method, Path: fullPath(q), Body: q.Body}
	want := fullPath(q)
	bare, _, _ := strings.Cut(want, "?")
	for _, path := range []string{want, bare} {
		for _, e := range d.c.HTTP {
			if e.method == q.Method && samePath(e.path, path) {
				d.calls = append(d.calls, call)
				return script.Response{Code: e.code, Header: e.header, Body: e.body}, nil
			}
		}
	}
	if d.c.Strict {
		d.calls = append(d.calls, call)
		return script.Response{}, fmt.Errorf("the case holds no answer to %s %s; record it under \"http\", or set \"strict\": false", q.Method, want)
	}
	call.Invented = true
	d.calls = append(d.calls, call)
	d.lack("answer", map[string]string{"to": q.Method + " " + want})
	code := 200
	if q.Method == "POST" {
		code = 201 // as trackers answer what made something, and rules check for it
	}
	return script.Response{Code: code, Body: "{}", Value: script.NewAnswer()}, nil
}

// local makes a path of an address of the tracker and refuses those of other
// hosts, as a node does, where the case says what the tracker's address is.
func (d *desk) local(q *script.Request) error {
	base, _ := d.c.URLs["tracker"].(string)
	u, err := url.Parse(q.Path)
	if base == "" || err != nil || u.Host == "" {
		return nil
	}
	rest, ok := strings.CutPrefix(q.Path, strings.TrimRight(base, "/"))
	if !ok || rest != "" && rest[0] != '/' && rest[0] != '?' {
		ours, err := url.Parse(base)
		if err != nil {
			return fmt.Errorf("urls.tracker of the case: %w", err)
		}
		return fmt.Errorf("rules reach their own tracker alone, %s; %s is another host", ours.Host, u.Host)
	}
	q.Path = "/" + strings.TrimLeft(rest, "/")
	return nil
}

func fullPath(q script.Request) string {
	if len(q.Query) == 0 {
		return q.Path
	}
	sep := "?"
	if strings.Contains(q.Path, "?") {
		sep = "&"
	}
	return q.Path + sep + url.Values(q.Query).Encode()
}

// samePath compares paths as servers do: escaped or not, from the host or not.
func samePath(a, b string) bool {
	norm := func(s string) string {
		if u, err := url.QueryUnescape(s); err == nil {
			s = u
		}
		if i := strings.Index(s, "://"); i >= 0 {
			if j := strings.IndexByte(s[i+3:], '/'); j >= 0 {
				s = s[i+3+j:]
			}
		}
		return strings.Trim(s, "/")
	}
	return norm(a) == norm(b)
}

// Store gives the item an id and a key if it has none.
func (d *desk) Store(_ context.Context, item map[string]any) (map[string]any, error) {
	d.calls = append(d.calls, Call{Do: "store", Of: item})
	got := map[string]any{"id": item["id"], "key": item["key"]}
	if got["id"] == nil {
		project := "NEW"
		if p, ok := item["project"].(map[string]any); ok && p["key"] != nil {
			project = fmt.Sprint(p["key"])
		}
		n := number("store", map[string]string{"project": project})
		got["id"], got["key"] = n, project+"-"+n
	}
	return got, nil
}

// URL gives the addresses of the case, or such as documents use.
func (d *desk) URL(of string) string {
	if s, ok := d.c.URLs[of].(string); ok {
		return s
	}
	return map[string]string{
		"tracker": "https://tracker.example.com", "remoteTracker": "https://remote.example.com", "remoteIssue": "https://remote.example.com/browse/REMOTE-1",
		"node": "https://node.example.com", "remoteNode": "https://remote-node.example.com",
	}[of]
}

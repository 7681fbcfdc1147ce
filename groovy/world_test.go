package groovy_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// The world of testdata/rules once more, as a host has it: what world.groovy
// builds of script classes is built here of values of the host.

// A hubObject is an issue, a replica or a part of one: any property may be set,
// and one that is not there is null.
type hubObject struct {
	kind string
	all  *groovy.Map
	was  map[string]string
}

func newHub(kind string, pairs ...any) *hubObject {
	h := &hubObject{kind: kind, all: groovy.NewMap()}
	for i := 0; i < len(pairs); i += 2 {
		h.all.Put(pairs[i].(string), groovy.FromGo(pairs[i+1]))
	}
	return h
}

func (h *hubObject) get(name string) any { v, _ := h.all.Get(name); return v }

func (h *hubObject) TypeName() string { return "HubObject" }

func (h *hubObject) String() string {
	for _, name := range []string{"key", "name", "value"} {
		if v := h.get(name); v != nil && v != "" {
			return h.kind + "(" + dumpText(v) + ")"
		}
	}
	return h.kind + "(" + dumpText(h.get("id")) + ")"
}

// field is the custom field that stands for a property of that name.
func (h *hubObject) field(name string) *hubObject {
	if _, own := h.all.Get(name); own {
		return nil
	}
	fields, _ := h.get("customFields").(*groovy.Map)
	if fields == nil {
		return nil
	}
	v, _ := fields.Get(name)
	f, _ := v.(*hubObject)
	return f
}

func (h *hubObject) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	if f := h.field(name); f != nil {
		return f.get("value"), true, nil
	}
	return h.get(name), true, nil
}

func (h *hubObject) SetProperty(c *groovy.Context, name string, v any) (bool, error) {
	if name == "typeName" {
		s, err := c.Text(v)
		if err != nil {
			return true, err
		}
		h.all.Put("type", newHub("IssueType", "name", s))
	}
	if f := h.field(name); f != nil {
		f.all.Put("value", v)
		return true, nil
	}
	h.all.Put(name, v)
	return true, nil
}

// Index makes issue["summary"] of issue.summary.
func (h *hubObject) Index(c *groovy.Context, key any) (any, error) {
	name, err := c.Text(key)
	if err != nil {
		return nil, err
	}
	v, _, err := h.GetProperty(c, name)
	return v, err
}

func (h *hubObject) SetIndex(c *groovy.Context, key, v any) error {
	name, err := c.Text(key)
	if err != nil {
		return err
	}
	_, err = h.SetProperty(c, name, v)
	return err
}

func (h *hubObject) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if name == "setStatus" && len(args) == 1 {
		s, err := c.Text(args[0])
		h.all.Put("status", newHub("Status", "name", s))
		return nil, true, err
	}
	return nil, false, nil
}

func dumpText(v any) string {
	if v == nil {
		return "null"
	}
	return fmt.Sprint(v)
}

// dumped is dumped of world.groovy.
func dumped(c *groovy.Context, v any) (string, error) {
	each := func(items []any) (string, error) {
		parts := make([]string, len(items))
		for i, e := range items {
			s, err := dumped(c, e)
			if err != nil {
				return "", err
			}
			parts[i] = s
		}
		return "[" + strings.Join(parts, ", ") + "]", nil
	}
	switch x := v.(type) {
	case nil:
		return "null", nil
	case *hubObject:
		s, err := dumped(c, x.all)
		return x.kind + s, err
	case *groovy.Map:
		var parts []string
		for k, e := range x.All {
			name, err := c.Text(k)
			if err != nil {
				return "", err
			}
			s, err := dumped(c, e)
			if err != nil {
				return "", err
			}
			parts = append(parts, name+": "+s)
		}
		sort.Strings(parts)
		return "{" + strings.Join(parts, ", ") + "}", nil
	case *groovy.List, *groovy.Set, *groovy.Range, *groovy.Array, *groovy.View:
		var items []any
		if err := c.Each(x, func(e any) error { items = append(items, e); return nil }); err != nil {
			return "", err
		}
		return each(items)
	case string, *groovy.GString:
		s, err := c.Text(x)
		return "'" + s + "'", err
	}
	if at, ok := groovy.ToGo(v).(time.Time); ok {
		return "@" + at.Format("2006-01-02T15:04:05"), nil
	}
	return c.Text(v)
}

// helper is one of the node's helpers: methods by name and number of arguments.
type helper struct {
	name    string
	methods map[string]groovy.Func
}

func (h *helper) TypeName() string { return h.name }

func (h *helper) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	f := h.methods[fmt.Sprint(name, "/", len(args))]
	if f == nil {
		return nil, false, nil
	}
	v, err := f(c, args)
	return v, true, err
}

func (h *helper) Properties() []string { return nil }

func (h *helper) Methods() []string {
	var out []string
	for k := range h.methods {
		name, _, _ := strings.Cut(k, "/")
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// hostWorld is everything one run of a rule touches.
type hostWorld struct {
	data           *groovy.Map
	issue, replica *hubObject
}

var worldJSON = regexp.MustCompile(`(?s)'''(\{.*\})'''`)

func readWorld(t *testing.T) *hostWorld {
	t.Helper()
	src, err := os.ReadFile("testdata/rules/world.groovy")
	if err != nil {
		t.Fatal(err)
	}
	m := worldJSON.FindSubmatch(src)
	if m == nil {
		t.Fatal("world.groovy has no data")
	}
	d := json.NewDecoder(strings.NewReader(strings.ReplaceAll(string(m[1]), `\\`, `\`)))
	d.UseNumber()
	v, err := readValue(d)
	if err != nil {
		t.Fatal(err)
	}
	return &hostWorld{data: v.(*groovy.Map)}
}

// readValue reads JSON in its own order; what has a kind is a hub object.
func readValue(d *json.Decoder) (any, error) {
	tok, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch tok {
	case json.Delim('['):
		l := groovy.NewList()
		for d.More() {
			v, err := readValue(d)
			if err != nil {
				return nil, err
			}
			l.Append(v)
		}
		_, err := d.Token()
		return l, err
	case json.Delim('{'):
		m := groovy.NewMap()
		kind := ""
		for d.More() {
			k, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := readValue(d)
			if err != nil {
				return nil, err
			}
			if k == "kind" {
				kind = v.(string)
				continue
			}
			m.Put(k.(string), v)
		}
		if _, err := d.Token(); err != nil {
			return nil, err
		}
		switch kind {
		case "":
			return m, nil
		case "Date":
			at, _ := m.Get("at")
			return groovy.FromGo(time.UnixMilli(at.(int64))), nil
		}
		return &hubObject{kind: kind, all: m}, nil
	}
	return groovy.FromGo(tok), nil
}

func (w *hostWorld) at(name string) any { v, _ := w.data.Get(name); return v }

// names is one of the tables of names: its object if the name is in it.
func (w *hostWorld) named(c *groovy.Context, table, kind, key string, name any) (any, error) {
	text, err := c.Text(name)
	if err != nil {
		return nil, err
	}
	l, _ := w.at("names").(*groovy.Map).Get(table)
	for i, n := range l.(*groovy.List).Items() {
		if n == text {
			return newHub(kind, "id", i+1, key, text), nil
		}
	}
	return nil, nil
}

func (w *hostWorld) user(match func(u *hubObject) bool) any {
	for _, u := range w.at("users").(*groovy.List).Items() {
		if match(u.(*hubObject)) {
			return u
		}
	}
	return nil
}

func (w *hostWorld) twin(c *groovy.Context, args []any) (any, error) {
	id, err := c.Text(args[0])
	if err != nil {
		return nil, err
	}
	v, _ := w.at("twins").(*groovy.Map).Get(id)
	return v, nil
}

// bind makes the binding of a rule; side is what the rule's first line calls.
func (w *hostWorld) bind(side string) map[string]any {
	w.issue, _ = w.at("issue").(*hubObject)
	w.replica, _ = w.at("replica").(*hubObject)
	switch side {
	case "firstMessage":
		w.issue = &hubObject{kind: "Issue", all: w.at("empty").(*groovy.Map)}
	case "change":
		w.replica = &hubObject{kind: "Replica", all: w.at("blank").(*groovy.Map)}
	}
	original, _ := w.at("issue").(*hubObject)
	vars := map[string]any{
		"issue": w.issue, "entity": w.issue, "workItem": w.issue, "ticket": w.issue, "incident": w.issue,
		"replica": w.replica, "previous": w.at("previous"), "firstSync": side == "firstMessage",
		"connection": w.at("connection"), "relation": w.at("connection"), "entityType": "issue", "issueKey": w.at("issueKey"),
		"traces": groovy.NewList(), "world": w.data,
		"on": map[string]any{"Blue side": map[string]any{"issue": original}, "Red side": map[string]any{
			"issue": &hubObject{kind: "Issue", all: w.at("empty").(*groovy.Map)}}},
		side:    groovy.Func(w.remember),
		"store": groovy.Func(w.store),
		"show":  groovy.Func(show),
	}
	for _, h := range w.helpers() {
		vars[h.name] = h
	}
	vars["worklogHelper"] = vars["workLogHelper"]
	return vars
}

func (w *hostWorld) remember(c *groovy.Context, _ []any) (any, error) {
	for _, h := range []*hubObject{w.issue, w.replica} {
		h.was = map[string]string{}
		for k, v := range h.all.All {
			s, err := dumped(c, v)
			if err != nil {
				return nil, err
			}
			h.was[k.(string)] = s
		}
	}
	return nil, nil
}

func (w *hostWorld) store(c *groovy.Context, args []any) (any, error) {
	h := args[0].(*hubObject)
	h.all.Put("id", groovy.FromGo(10099))
	h.all.Put("key", "PRJ-99")
	return nil, c.Print("(stored PRJ-99)\n")
}

func show(c *groovy.Context, args []any) (any, error) {
	h, ok := args[0].(*hubObject)
	if !ok {
		s, err := dumped(c, args[0])
		if err != nil {
			return nil, err
		}
		return nil, c.Print(s + "\n")
	}
	var names []string
	for k := range h.all.All {
		names = append(names, k.(string))
	}
	slices.Sort(names)
	for _, k := range names {
		s, err := dumped(c, h.get(k))
		if err != nil {
			return nil, err
		}
		if was, ok := h.was[k]; !ok || was != s {
			if err := c.Print(k + ": " + s + "\n"); err != nil {
				return nil, err
			}
		}
	}
	return nil, nil
}

func (w *hostWorld) helpers() []*helper {
	of := func(table, kind string) groovy.Func {
		return func(c *groovy.Context, args []any) (any, error) { return w.named(c, table, kind, "name", args[0]) }
	}
	users := func(property string, fold bool) groovy.Func {
		return func(c *groovy.Context, args []any) (any, error) {
			if args[0] == nil {
				return nil, nil
			}
			want, err := c.Text(args[0])
			return w.user(func(u *hubObject) bool {
				have, _ := u.get(property).(string)
				return want != "" && (have == want || fold && strings.EqualFold(have, want))
			}), err
		}
	}
	node := map[string]groovy.Func{
		"getIssueType/1": of("types", "IssueType"), "getIssueType/2": of("types", "IssueType"),
		"getPriority/1": of("priorities", "Priority"), "getPriority/2": of("priorities", "Priority"),
		"getStatus/1": of("statuses", "Status"), "getResolution/1": of("resolutions", "Resolution"),
		"getComponent/2": of("components", "Component"), "getVersion/2": of("versions", "Version"),
		"getUser/1": users("key", false), "getUser/2": users("key", false),
		"getUserByEmail/1": users("email", true), "getUserByEmail/2": users("email", true),
		"getUserByUsername/1": users("username", false),
		"isUserAssignable/2": func(_ *groovy.Context, args []any) (any, error) {
			u, ok := args[1].(*hubObject)
			return ok && u.get("active") == true, nil
		},
		"getLabel/1": func(c *groovy.Context, args []any) (any, error) {
			s, err := c.Text(args[0])
			if strings.Contains(s, " ") {
				return nil, err
			}
			return newHub("Label", "label", s), err
		},
		"getProject/1": func(c *groovy.Context, args []any) (any, error) {
			s, err := c.Text(args[0])
			if s != "PRJ" {
				return nil, err
			}
			return w.at("issue").(*hubObject).get("project"), err
		},
		"createComponent/5": func(_ *groovy.Context, args []any) (any, error) {
			return newHub("Component", "name", args[1], "description", args[2]), nil
		},
		"createVersion/3": func(_ *groovy.Context, args []any) (any, error) {
			return newHub("Version", "name", args[1], "description", args[2]), nil
		},
		"getOption/3": func(c *groovy.Context, args []any) (any, error) {
			return w.named(c, "options", "Option", "value", args[2])
		},
		"getOptions/3": func(c *groovy.Context, args []any) (any, error) {
			var out []any
			return out, c.Each(args[2], func(e any) error {
				o, err := w.named(c, "options", "Option", "value", e)
				out = append(out, o)
				return err
			})
		},
		"getCascadingSelect/2": func(_ *groovy.Context, args []any) (any, error) {
			return newHub("Cascading", "parent", args[0], "child", args[1]), nil
		},
		"getLocalIssueFromRemoteId/1": w.twin, "getLocalIssueFromRemoteId/2": w.twin,
		"getLocalIssueKeyFromRemoteId/1": w.twin, "getLocalIssueKeyFromRemoteId/2": w.twin,
		"stripHtml/1": func(c *groovy.Context, args []any) (any, error) { return stripHTML(c, args[0]) },
		"stripHtmlFromComments/1": func(c *groovy.Context, args []any) (any, error) {
			return args[0], c.Each(args[0], func(e any) error {
				s, err := stripHTML(c, e.(*hubObject).get("body"))
				e.(*hubObject).all.Put("body", s)
				return err
			})
		},
		"getHtmlField/2": func(c *groovy.Context, args []any) (any, error) {
			v, err := args[0].(*hubObject).Index(c, args[1])
			if err != nil {
				return nil, err
			}
			s, err := c.Text(v)
			return "<p>" + strings.ReplaceAll(s, "\n", "<br/>") + "</p>", err
		},
	}
	if len(node) < 20 {
		panic("methods were lost")
	}
	return []*helper{
		{"nodeHelper", node},
		{"commentHelper", w.commentHelper()},
		{"attachmentHelper", map[string]groovy.Func{"mergeAttachments/2": func(_ *groovy.Context, args []any) (any, error) {
			issue, replica := args[0].(*hubObject), args[1].(*hubObject)
			return append(without(issue.get("attachments"), replica.get("removedAttachments")), items(replica.get("addedAttachments"))...), nil
		}}},
		{"workLogHelper", w.workLogHelper()},
		{"workflowHelper", map[string]groovy.Func{"transition/2": func(c *groovy.Context, args []any) (any, error) {
			s, err := c.Text(args[1])
			if err != nil {
				return nil, err
			}
			return nil, c.Print(fmt.Sprintf("(transition %v by %s)\n", args[0], s))
		}}},
		{"syncHelper", w.syncHelper()},
		{"httpClient", w.httpClient()},
		{"debug", map[string]groovy.Func{"error/1": func(c *groovy.Context, args []any) (any, error) {
			s, err := c.Text(args[0])
			if err != nil {
				return nil, err
			}
			return nil, c.Throw("com.exalate.api.exception.IssueTrackerException", s)
		}}},
		{"log", logHelper()},
	}
}

var tags = regexp.MustCompile(`<[^>]+>`)

func stripHTML(c *groovy.Context, v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	s, err := c.Text(v)
	return tags.ReplaceAllString(s, ""), err
}

func items(v any) []any {
	if l, ok := v.(*groovy.List); ok {
		return l.Items()
	}
	return nil
}

// without leaves out what was made of the removed ones.
func without(have, removed any) []any {
	var out []any
	for _, v := range items(have) {
		id := v.(*hubObject).get("remoteId")
		if !slices.ContainsFunc(items(removed), func(r any) bool { return r.(*hubObject).get("id") == id }) {
			out = append(out, v)
		}
	}
	return out
}

func (w *hostWorld) commentHelper() map[string]groovy.Func {
	merge := func(c *groovy.Context, args []any, edit func(*hubObject) error) (any, error) {
		issue, replica := args[0].(*hubObject), args[1].(*hubObject)
		merged := without(issue.get("comments"), replica.get("removedComments"))
		for _, v := range items(replica.get("changedComments")) {
			theirs := v.(*hubObject)
			for _, o := range merged {
				if own := o.(*hubObject); own.get("remoteId") == theirs.get("id") {
					own.all.Put("body", theirs.get("body"))
					own.all.Put("author", theirs.get("author"))
					if err := edit(own); err != nil {
						return nil, err
					}
				}
			}
		}
		for _, v := range items(replica.get("addedComments")) {
			theirs := v.(*hubObject)
			fresh := newHub("Comment", "body", theirs.get("body"), "author", theirs.get("author"), "created", theirs.get("created"),
				"internal", theirs.get("internal"), "remoteId", theirs.get("id"))
			if err := edit(fresh); err != nil {
				return nil, err
			}
			merged = append(merged, fresh)
		}
		return merged, nil
	}
	return map[string]groovy.Func{
		"mergeComments/2": func(c *groovy.Context, args []any) (any, error) {
			return merge(c, args, func(h *hubObject) error {
				who := "null"
				if a, ok := h.get("author").(*hubObject); ok {
					who = dumpText(a.get("displayName"))
				}
				body, err := c.Text(h.get("body"))
				h.all.Put("body", who+": "+body)
				return err
			})
		},
		"mergeComments/3": func(c *groovy.Context, args []any) (any, error) {
			f, ok := args[2].(*groovy.Closure)
			if !ok {
				return nil, errors.New("mergeComments wants a closure")
			}
			return merge(c, args, func(h *hubObject) error { _, err := c.Call(f, h); return err })
		},
		"addComment/2": func(_ *groovy.Context, args []any) (any, error) {
			return append(slices.Clone(items(args[1])), newHub("Comment", "body", args[0])), nil
		},
		"addComment/3": func(_ *groovy.Context, args []any) (any, error) {
			return append(slices.Clone(items(args[2])), newHub("Comment", "body", args[0], "sync", args[1])), nil
		},
		"filterLocal/1": filterLocal,
	}
}

func filterLocal(c *groovy.Context, args []any) (any, error) {
	out := []any{}
	return out, c.Each(args[0], func(e any) error {
		if h := e.(*hubObject); h.get("roleLevel") == nil && h.get("groupLevel") == nil {
			out = append(out, e)
		}
		return nil
	})
}

func (w *hostWorld) workLogHelper() map[string]groovy.Func {
	return map[string]groovy.Func{
		"mergeWorkLogs/3": func(c *groovy.Context, args []any) (any, error) {
			out := slices.Clone(items(args[0].(*hubObject).get("workLogs")))
			for _, v := range items(args[1].(*hubObject).get("addedWorkLogs")) {
				if _, err := c.Call(args[2].(*groovy.Closure), v); err != nil {
					return nil, err
				}
				out = append(out, v)
			}
			return out, nil
		},
		"addWorkLog/4": func(c *groovy.Context, args []any) (any, error) {
			day, err := c.Text(args[0])
			if err != nil {
				return nil, err
			}
			at, err := time.Parse("2006/01/02", day)
			return append(slices.Clone(items(args[3])), newHub("WorkLog", "startDate", at, "spent", args[1], "comment", args[2])), err
		},
		"filterLocal/1": filterLocal,
	}
}

func (w *hostWorld) syncHelper() map[string]groovy.Func {
	says := func(format string) groovy.Func {
		return func(c *groovy.Context, args []any) (any, error) {
			return nil, c.Print(fmt.Sprintf(format+"\n", args...))
		}
	}
	is := func(s string) groovy.Func { return func(*groovy.Context, []any) (any, error) { return s, nil } }
	return map[string]groovy.Func{
		"syncBackAfterProcessing/0": says("(sync back)"), "unExalateAfterProcessing/0": says("(stop)"), "exalate/1": says("(start %v)"),
		"isIssueUnderSync/1": func(_ *groovy.Context, args []any) (any, error) {
			for _, v := range w.at("twins").(*groovy.Map).All {
				if v.(*hubObject).get("id") == args[0] {
					return true, nil
				}
			}
			return false, nil
		},
		"getLocalIssueKeyFromRemoteId/1": w.twin, "getLocalIssueKeyFromRemoteId/2": w.twin,
		"getTrackerUrl/0": is("https://jira.example.org"), "getRemoteIssueUrl/0": is("https://remote.example.com/REM-77"),
	}
}

// statusError is an error of the host that is an exception of its own kind.
type statusError struct{ text string }

func (e *statusError) Error() string         { return e.text }
func (e *statusError) ExceptionName() string { return "java.lang.IllegalStateException" }

func (w *hostWorld) httpClient() map[string]groovy.Func {
	pages := w.at("http").(*groovy.Map)
	get := func(c *groovy.Context, args []any) (any, error) {
		path, err := c.Text(args[0])
		if err != nil {
			return nil, err
		}
		v, ok := pages.Get(path)
		if !ok {
			return nil, &statusError{"GET " + path + ": 404"}
		}
		return copied(v), nil
	}
	send := func(method string) groovy.Func {
		return func(c *groovy.Context, args []any) (any, error) {
			path, err := c.Text(args[0])
			if err != nil {
				return nil, err
			}
			body, err := c.Text(args[1])
			if err != nil {
				return nil, err
			}
			v, _ := pages.Get(path)
			return copied(v), c.Print(method + " " + path + " " + body + "\n")
		}
	}
	return map[string]groovy.Func{
		"get/1": get, "get/2": get, "put/2": send("PUT"), "post/2": send("POST"),
		"http/6": func(c *groovy.Context, args []any) (any, error) {
			var texts []string
			for _, i := range []int{0, 1, 3, 4, 2} {
				s := "null"
				if args[i] != nil {
					var err error
					if s, err = c.Text(args[i]); err != nil {
						return nil, err
					}
				}
				texts = append(texts, s)
			}
			if err := c.Print(strings.Join(texts, " ") + "\n"); err != nil {
				return nil, err
			}
			page, found := pages.Get(texts[1])
			body, err := json.Marshal(groovy.ToGo(page))
			if err != nil {
				return nil, err
			}
			code := 404
			if found {
				code = 200
			}
			return c.Call(args[5].(*groovy.Closure), groovy.FromGo(map[string]any{"method": texts[0], "path": texts[1]}),
				groovy.FromGo(map[string]any{"code": code, "body": string(body), "headers": map[string]any{}}))
		},
	}
}

func copied(v any) any {
	switch x := v.(type) {
	case *groovy.Map:
		m := groovy.NewMap()
		for k, e := range x.All {
			m.Put(k.(string), copied(e))
		}
		return m
	case *groovy.List:
		l := groovy.NewList()
		for _, e := range x.Items() {
			l.Append(copied(e))
		}
		return l
	}
	return v
}

func logHelper() map[string]groovy.Func {
	out := map[string]groovy.Func{}
	for _, level := range []string{"info", "debug", "warn", "error"} {
		out[level+"/1"] = func(c *groovy.Context, args []any) (any, error) {
			s, err := c.Text(args[0])
			if err != nil {
				return nil, err
			}
			return nil, c.Print(strings.ToUpper(level) + " " + s + "\n")
		}
	}
	out["error/2"] = func(c *groovy.Context, args []any) (any, error) {
		s, err := c.Text(args[0])
		if err != nil {
			return nil, err
		}
		cause, err := c.Invoke(args[1], "getMessage")
		if err != nil {
			return nil, err
		}
		return nil, c.Print("ERROR " + s + " " + dumpText(cause) + "\n")
	}
	return out
}

// ruleOptions are the classes a rule on this host may name.
func ruleOptions() *groovy.Options {
	return &groovy.Options{
		Classes: []*groovy.HostClass{
			{Name: "com.exalate.api.exception.IssueTrackerException", Super: "java.lang.RuntimeException"},
			{Name: "HubObject"},
		},
		Imports: []string{"com.exalate.api.exception.IssueTrackerException"},
	}
}

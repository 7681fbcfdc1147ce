package scripted

import (
	"net/url"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule/script"
)

// answers are what a rule was told when it asked: with what it was given, all
// that decided how it ran.
type answers struct {
	lists map[string][]any // by the name of a case's list
	twins []any
	http  []any
	sql   []any
	size  int
	short bool // more was asked than is kept
}

// mostKept bounds the bodies kept of one run: answers of some dozen requests.
const mostKept = 256 << 10

// listOfKind is the name under which a case holds the records of a kind.
var listOfKind = map[string]string{"status": "statuses", "priority": "priorities"}

func (a *answers) found(what string, by map[string]string, m map[string]any) {
	name := listOfKind[what]
	if name == "" {
		name = what + "s"
	}
	if a.lists == nil {
		a.lists = map[string][]any{}
	}
	if m == nil {
		// Asked for, and not there: the list says so by being there without it.
		a.lists[name] = append([]any{}, a.lists[name]...)
		return
	}
	if what == "item" {
		// The long texts are what makes items large.
		for _, k := range []string{"summary", "description"} {
			s, _ := m[k].(string)
			a.size += len(s)
		}
		comments, _ := m["comments"].([]any)
		for _, c := range comments {
			c, _ := c.(map[string]any)
			s, _ := c["body"].(string)
			a.size += len(s)
		}
		if a.size > mostKept {
			a.short = true
			return
		}
	}
	r := map[string]any{}
	for k, v := range by {
		if v != "" {
			r[k] = v // it was found by that, whether it shows it or not
		}
	}
	for k, v := range m {
		r[k] = v
	}
	a.lists[name] = append(a.lists[name], r)
}

func (a *answers) twin(id, key string, ref hub.Ref, ok bool) {
	if a.twins == nil {
		a.twins = []any{}
	}
	if ok {
		a.twins = append(a.twins, rec("remoteId", id, "remoteKey", key, "id", ref.ID, "key", ref.Key))
	}
}

func (a *answers) answered(q script.Request, res script.Response) {
	if a.size += len(res.Body); a.size > mostKept {
		a.short = true
		return
	}
	path := q.Path
	if len(q.Query) > 0 {
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		path += sep + url.Values(q.Query).Encode()
	}
	a.http = append(a.http, map[string]any{"method": q.Method, "path": path, "code": int64(res.Code), "body": res.Body})
}

// Warnings is the name under which a kept run holds what the rule's helpers
// warned of.
const Warnings = "warnings"

// seen is the case of a run: what the rule was given and what it was told.
func (d *desk) seen(in script.Input, warnings []string) hub.Values {
	direction := "outgoing"
	if in.Incoming {
		direction = "incoming"
	}
	c := map[string]any{"direction": direction, "firstSync": in.First, "issue": in.Issue, "connection": in.Connection}
	put := func(name string, v any, is bool) {
		if is {
			c[name] = v
		}
	}
	put("replica", in.Replica, in.Replica != nil)
	put("previous", in.Previous, in.Previous != nil)
	put("traces", in.Traces, len(in.Traces) > 0)
	put("entityType", in.Entity, in.Entity != "")
	put("format", string(in.Format), in.Format != "")
	if d.log.lists != nil {
		tracker := map[string]any{}
		for name, l := range d.log.lists {
			tracker[name] = l
		}
		c["tracker"] = tracker
	}
	put("twins", d.log.twins, d.log.twins != nil)
	put("http", d.log.http, d.log.http != nil)
	put("sql", d.log.sql, d.log.sql != nil)
	if len(warnings) > 0 {
		l := make([]any, len(warnings))
		for i, w := range warnings {
			l[i] = w
		}
		c[Warnings] = l
	}
	put("strict", false, d.log.short) // what is not kept has to be stood in for
	v, err := valuesOf(c)
	if err != nil {
		return nil // a value that cannot travel: the run itself said so
	}
	return v
}

// Case is a kept run as JSON has it: dates as texts, users as their members.
func Case(seen hub.Values) map[string]any {
	out := make(map[string]any, len(seen))
	for k, v := range seen {
		if k == Warnings {
			continue // what came out, not what went in
		}
		out[k] = asPlainJSON(plain(v))
	}
	return out
}

func asPlainJSON(v any) any {
	switch x := v.(type) {
	case time.Time:
		return script.Moment{Time: x}
	case []any:
		out := make([]any, len(x))
		for i, e := range x {
			out[i] = asPlainJSON(e)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(x))
		for k, e := range x {
			out[k] = asPlainJSON(e)
		}
		return out
	}
	return v
}

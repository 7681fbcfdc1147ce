package scripted

import (
	"context"
	"fmt"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/rule/script"
)

// desk answers a rule's helpers from the node.
type desk struct {
	tools rule.Tools
	urls  map[string]string
	log   answers
	other *other // asked for

	theirs string // the address of the other side's item, if it was told
}

var _ script.Desk = (*desk)(nil)

// Find looks one thing of our tracker up.
func (d *desk) Find(ctx context.Context, what string, by map[string]string) (map[string]any, error) {
	m, err := d.find(ctx, what, by)
	if err == nil {
		d.log.found(what, by, m)
	}
	return m, err
}

func (d *desk) find(ctx context.Context, what string, by map[string]string) (map[string]any, error) {
	if what == "user" && (by["group"] != "" || by["role"] != "") {
		// An answer that leaves the group out would be a wrong one.
		return nil, fmt.Errorf("connectors do not tell who belongs to the %s %q: use httpClient with the path in the tracker's REST API", map[bool]string{true: "group", false: "role"}[by["group"] != ""], first(by["group"], by["role"]))
	}
	if what == "user" {
		u, err := d.tools.User(ctx, hub.User{ID: first(by["key"], by["username"]), Email: by["email"], Name: by["displayName"]})
		if err != nil || u == nil {
			return nil, err
		}
		return user(*u), nil
	}
	v, err := d.tools.Look(ctx, what, by)
	if err != nil || v == nil {
		return nil, err
	}
	if is, ok := v.(*hub.Issue); ok {
		return Record(is), nil
	}
	if list, ok := v.([]hub.Value); ok {
		return d.one(what, by, list)
	}
	m, ok := plain(v).(map[string]any)
	if !ok {
		return nil, fmt.Errorf("the tracker describes %s as %T, not as a record", what, v)
	}
	return m, nil
}

// one is what was found where one of something is looked for.
func (d *desk) one(what string, by map[string]string, list []hub.Value) (map[string]any, error) {
	var several script.SeveralError
	var m map[string]any
	for _, v := range list {
		m, _ = plain(v).(map[string]any)
		key, _ := textOf(m["key"], "")
		id, _ := textOf(m["id"], "")
		several.Keys = append(several.Keys, first(key, id))
		if len(list) > 1 {
			d.log.found(what, by, m)
		}
	}
	if len(list) > 1 {
		return nil, &several
	}
	return m, nil
}

func first(l ...string) string {
	for _, s := range l {
		if s != "" {
			return s
		}
	}
	return ""
}

// Make is an effect: it is journalled, and not made again when the step is.
func (d *desk) Make(ctx context.Context, what string, of map[string]any) (map[string]any, error) {
	v, err := valueOf(of)
	if err != nil {
		return nil, err
	}
	got, err := d.tools.Do(ctx, map[string]hub.Value{"do": "make", "what": what, "of": v})
	if err != nil || got == nil {
		return nil, err
	}
	m, _ := plain(got).(map[string]any)
	return m, nil
}

// Twin finds our item that is synced with one of theirs. Keys of the other side
// are looked for where its ids are: trackers whose key is the id are common.
func (d *desk) Twin(ctx context.Context, id, key string) (map[string]any, error) {
	ref, ok, err := d.tools.LocalOf(ctx, first(id, key))
	if err == nil {
		d.log.twin(id, key, ref, ok)
	}
	if err != nil || !ok {
		return nil, err
	}
	return rec("id", ref.ID, "urn", first(ref.Key, ref.ID), "entityType", "issue"), nil
}

// UnderSync asks the connection of that name, or all.
func (d *desk) UnderSync(ctx context.Context, id, connection string) (bool, error) {
	ok, err := d.tools.Synced(ctx, id, connection)
	if ok && err == nil {
		d.log.twins = append(d.log.twins, rec("id", id))
	}
	return ok, err
}

// HTTP asks the tracker. What may change something there is journalled.
func (d *desk) HTTP(ctx context.Context, q script.Request) (script.Response, error) {
	request := map[string]hub.Value{
		"do": "http", "method": q.Method, "path": q.Path, "query": multi(q.Query), "header": multi(q.Header), "body": q.Body,
	}
	var got hub.Value
	var err error
	if q.Method == "GET" || q.Method == "HEAD" {
		got, err = d.tools.Ask(ctx, request)
	} else {
		got, err = d.tools.Do(ctx, request)
	}
	if err != nil {
		return script.Response{}, err
	}
	m, _ := got.(map[string]hub.Value)
	res := script.Response{}
	if got == nil {
		res.Code = 204 // a run that only supposes, or a call that an owner skipped: it went well, and said nothing
	}
	if n, ok := m["code"].(hub.Number); ok {
		c, _ := n.Int64() // a status of HTTP, made by us
		res.Code = int(c)
	}
	res.Body, _ = m["body"].(string)
	d.log.answered(q, res)
	if h, ok := m["header"].(map[string]hub.Value); ok {
		res.Header = map[string][]string{}
		for k, v := range h {
			l, _ := v.([]hub.Value)
			for _, e := range l {
				if s, ok := e.(string); ok {
					res.Header[k] = append(res.Header[k], s)
				}
			}
		}
	}
	return res, nil
}

func multi(m map[string][]string) hub.Value {
	out := make(map[string]hub.Value, len(m))
	for k, l := range m {
		vals := make([]hub.Value, len(l))
		for i, s := range l {
			vals[i] = s
		}
		out[k] = vals
	}
	return out
}

// Store ends the run if there is no item yet: it is made, and the rule run
// again. One that is there is written at the end, with everything else.
func (d *desk) Store(ctx context.Context, _ map[string]any) (map[string]any, error) {
	got, err := d.tools.Do(ctx, map[string]hub.Value{"do": "store"})
	if err != nil {
		return nil, err
	}
	m, _ := plain(got).(map[string]any)
	return m, nil
}

// URL gives an address of this connection.
func (d *desk) URL(of string) string {
	if of == "remoteIssue" {
		return d.theirs
	}
	return d.urls[of]
}

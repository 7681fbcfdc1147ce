package trial

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script"
	"github.com/entwine-sync/entwine/richtext"
)

// A Result is what a rule made of a case.
type Result struct {
	Rule      string `json:"rule"`
	Direction string `json:"direction"`
	OK        bool   `json:"ok"`
	Fault     *Fault `json:"fault,omitempty"`

	Replica    map[string]any `json:"replica,omitempty"` // outgoing: what is told; absent for nothing
	Changes    []Change       `json:"changes,omitempty"`
	Operations []Operation    `json:"operations,omitempty"`
	Link       map[string]any `json:"link,omitempty"` // first sync: the existing item to link to
	// Sides are the changes to the items of a local connection, by short name.
	Sides    map[string][]Change `json:"sides,omitempty"`
	Traces   []any               `json:"traces,omitempty"`
	SyncBack bool                `json:"syncBack,omitempty"`
	Stop     bool                `json:"unExalate,omitempty"`
	Expose   []any               `json:"exalate,omitempty"`
	Calls    []Call              `json:"calls,omitempty"`

	Logs     []script.Log   `json:"logs,omitempty"`
	Warnings []string       `json:"warnings,omitempty"`
	Lines    map[string]int `json:"lines,omitempty"` // outgoing: the line that set each field
	Steps    int64          `json:"steps"`
	Memory   int64          `json:"memory"`
}

// A Change is one field that the rule gave another value.
type Change struct {
	Field   string `json:"field"`
	From    any    `json:"from,omitempty"`
	To      any    `json:"to,omitempty"`
	Added   []any  `json:"added,omitempty"` // of lists: the elements
	Changed []any  `json:"changed,omitempty"`
	Removed []any  `json:"removed,omitempty"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
}

// An Operation is one write to the tracker, in the order in which they are made.
type Operation struct {
	Do     string         `json:"do"` // create, set, add, edit, drop, transition, link
	What   string         `json:"what,omitempty"`
	Fields map[string]any `json:"fields,omitempty"`
	Of     any            `json:"of,omitempty"`
}

// A Fault is why a rule failed.
type Fault struct {
	Level   string         `json:"level"` // item or connection; none if it waits for something, and is run again by itself
	Class   string         `json:"class"`
	Message string         `json:"message"`
	File    string         `json:"file,omitempty"`
	Line    int            `json:"line,omitempty"`
	Column  int            `json:"column,omitempty"`
	Text    string         `json:"text,omitempty"` // the source line
	Hint    string         `json:"hint,omitempty"`
	Stack   []groovy.Frame `json:"stack,omitempty"`
	Report  string         `json:"-"` // all of it, for people
}

// mostLacking is how many stand-ins are named: as many as people read.
const mostLacking = 20

// Run runs a rule on a case.
func Run(ctx context.Context, rule *script.Rule, name string, incoming bool, c *Case, limits groovy.Limits) *Result {
	d := &desk{c: c}
	in := script.Input{
		Incoming: incoming, Issue: c.Item, Replica: c.Replica, Previous: c.Previous, First: c.First, Entity: c.Entity,
		Sides: c.Sides, Connection: c.Connection, Traces: c.Traces, Format: richtext.Format(c.Format), Bindings: c.Bindings, Desk: d, Tables: c.Tables, Limits: limits, Lenient: !c.Strict,
	}
	if !incoming {
		in.Replica = nil // the rule makes it
	}
	now := c.Now
	if now.IsZero() {
		now = time.Now()
	}
	in.Now = func() time.Time { return now }
	out, err := rule.Run(ctx, in)
	res := &Result{
		Rule: name, Direction: "outgoing", OK: err == nil, Replica: out.Replica, SyncBack: out.SyncBack, Stop: out.Stop, Expose: out.Expose,
		Calls: d.calls, Logs: out.Logs, Warnings: append(slices.Clone(rule.Warnings()), out.Warnings...), Steps: out.Used.Steps, Memory: out.Used.Memory,
	}
	for _, name := range c.Unknown {
		res.Warnings = append(res.Warnings, fmt.Sprintf("a case has no %q: the rule sees it as a variable of that name", name))
	}
	for i, l := range d.lacking {
		if i == mostLacking {
			res.Warnings = append(res.Warnings, fmt.Sprintf("something stands in for %d things more", len(d.lacking)-i))
			break
		}
		res.Warnings = append(res.Warnings, standIn+l)
	}
	if err != nil {
		res.Fault = faultOf(err)
	}
	for name, side := range out.Sides {
		if list := changes(side.Before, side.After, side.Lines); len(list) > 0 {
			if res.Sides == nil {
				res.Sides = map[string][]Change{}
			}
			res.Sides[name] = list
		}
	}
	if !incoming {
		res.Lines = map[string]int{}
		for k, f := range out.Lines {
			res.Lines[k] = f.Line
		}
		return res
	}
	res.Direction = "incoming"
	res.Traces = out.Traces
	if c.First && out.Stored == nil && out.After["id"] != nil && out.After["key"] != nil {
		res.Link = map[string]any{"id": out.After["id"], "key": out.After["key"]}
	}
	res.Changes = changes(out.Before, out.After, out.Lines)
	if err == nil {
		res.Operations = operations(c, out, res)
	}
	if c.First && res.Link == nil && out.Stored == nil && err == nil && out.After["project"] == nil && out.After["type"] == nil &&
		out.After["repository"] == nil && out.After["tableName"] == nil && out.After["entityType"] == nil && c.Entity == "" {
		res.Warnings = append(res.Warnings, "first sync, and the rule gave neither project nor type: trackers with projects cannot make an item of that")
	}
	return res
}

func faultOf(err error) *Fault {
	f := &Fault{Level: script.ErrorLevel(err), Class: "error", Message: err.Error(), Report: err.Error()}
	var re *groovy.RunError
	var le *groovy.LimitError
	var wait *script.WaitError
	switch {
	case errors.As(err, &wait) && errors.As(err, &le):
		f.Level, f.Class, f.Message, f.File, f.Line, f.Column, f.Stack = "none", "waits", wait.Error(), le.File, le.Line, le.Col, le.Stack
	case errors.As(err, &re):
		f.Class, f.Message, f.File, f.Line, f.Column, f.Text, f.Hint, f.Stack = re.Class, re.Message, re.File, re.Line, re.Col, re.Source, re.Hint, re.Stack
		f.Report = re.Report()
	case errors.As(err, &le):
		f.Level, f.Class, f.Message, f.File, f.Line, f.Column, f.Stack = "item", "limit:"+le.What, le.Text, le.File, le.Line, le.Col, le.Stack
	}
	return f
}

// sets are the fields whose elements count one by one, and what tells them apart.
var sets = map[string]string{
	"comments": "id", "attachments": "id", "workLogs": "id", "issueLinks": "", "labels": "label", "components": "name",
	"fixVersions": "name", "affectedVersions": "name", "watchers": "key", "assignees": "key", "sprints": "name", "voters": "key",
}

// changes compares the item before and after, field by field.
func changes(before, after map[string]any, lines map[string]groovy.Frame) []Change {
	names := slices.AppendSeq(make([]string, 0, len(before)+len(after)), maps.Keys(after))
	for k := range before {
		if _, ok := after[k]; !ok {
			names = append(names, k)
		}
	}
	slices.Sort(names)
	var list []Change
	add := func(ch Change, name string) {
		f := lines[name]
		if f.Line == 0 {
			f = lines[viewOf[name]]
		}
		ch.File, ch.Line = f.File, f.Line
		if list == nil {
			list = make([]Change, 0, len(names)+8) // each custom field is one
		}
		list = append(list, ch)
	}
	for _, name := range names {
		from, to := before[name], after[name]
		if same(from, to) || sameThing(from, to, things[name]) {
			continue
		}
		key, isSet := sets[name]
		switch {
		case isSet:
			ch := Change{Field: name}
			ch.Added, ch.Changed, ch.Removed = elements(asList(from), asList(to), key)
			if len(ch.Added)+len(ch.Changed)+len(ch.Removed) > 0 {
				add(ch, name)
			}
		case name == "customFields":
			a, _ := from.(map[string]any)
			b, _ := to.(map[string]any)
			fields := map[string]bool{}
			for k := range a {
				fields[k] = true
			}
			for k := range b {
				fields[k] = true
			}
			for _, k := range slices.Sorted(maps.Keys(fields)) {
				x, y := valueOf(a[k]), valueOf(b[k])
				if !same(x, y) && !sameValue(x, y) {
					add(Change{Field: "customFields." + k, From: x, To: y}, "customFields."+k)
				}
			}
		default:
			add(Change{Field: name, From: from, To: to}, name)
		}
	}
	return list
}

// things are the fields that refer to something of the tracker, and by which of
// its members, in turn, two records are of the same thing.
var things = map[string][]string{
	"status": {"name"}, "priority": {"name"}, "resolution": {"name"}, "type": {"name"}, "securityLevel": {"name"}, "project": {"key"},
	"assignee": people, "reporter": people, "creator": people,
}

var people = []string{"key", "email", "username"}

// sameThing tells whether two records are of the same thing: a status taken from
// the other side has its id there, and the name is what counts.
func sameThing(a, b any, by []string) bool {
	x, ok1 := a.(map[string]any)
	y, ok2 := b.(map[string]any)
	if !ok1 || !ok2 {
		return false
	}
	for _, k := range by {
		if x[k] != nil && y[k] != nil {
			return same(x[k], y[k])
		}
	}
	return false
}

// sameValue tells whether two values of a custom field are the same option, or
// the same options.
func sameValue(a, b any) bool {
	x, ok1 := a.([]any)
	y, ok2 := b.([]any)
	if ok1 && ok2 {
		return len(x) == len(y) && !slices.ContainsFunc(x, func(v any) bool {
			return !slices.ContainsFunc(y, func(w any) bool { return same(v, w) || sameValue(v, w) })
		})
	}
	p, _ := a.(map[string]any)
	q, _ := b.(map[string]any)
	return sameThing(a, b, []string{"value", "key", "name"}) && (p["child"] == nil && q["child"] == nil || sameValue(p["child"], q["child"]))
}

// viewOf names the view by which rules set a field.
var viewOf = map[string]string{"type": "typeName", "project": "projectKey"}

func valueOf(v any) any {
	m, _ := v.(map[string]any)
	return m["value"]
}

func same(a, b any) bool { return script.Same(a, b) }

// elements compares lists by what tells their elements apart.
func elements(from, to []any, key string) (added, changed, removed []any) {
	name := func(v any) string {
		m, ok := v.(map[string]any)
		if ok && key != "" {
			switch k := m[key].(type) {
			case nil:
			case string:
				return k
			case json.Number:
				return string(k)
			default:
				return fmt.Sprint(k)
			}
		}
		if ok && key == "id" {
			return "" // made by the rule, or come from the other side
		}
		b, _ := json.Marshal(v)
		return string(b)
	}
	before := make(map[string]any, len(from))
	for _, v := range from {
		before[name(v)] = v
	}
	left := make(map[string]bool, len(from))
	for _, v := range to {
		n := name(v)
		old, known := before[n]
		switch {
		case n == "" || !known:
			added = append(added, v)
		default:
			left[n] = true
			if !same(old, v) && key == "id" {
				changed = append(changed, v)
			}
		}
	}
	for _, v := range from {
		if !left[name(v)] {
			removed = append(removed, v)
		}
	}
	return added, changed, removed
}

// operations are the writes for the changes, in the engine's order: the item and
// its fields, its elements, the status last.
func operations(c *Case, out *script.Outcome, res *Result) []Operation {
	var ops, parts, last []Operation
	fields := map[string]any{}
	list := res.Changes
	if out.Stored != nil {
		// store(issue) wrote most of it; what is left is what changed since.
		list = changes(out.Stored, out.After, out.Lines)
	}
	for _, ch := range list {
		switch ch.Field {
		case "comments", "attachments", "workLogs", "issueLinks":
			for _, v := range ch.Added {
				parts = append(parts, Operation{Do: "add", What: ch.Field, Of: v})
			}
			for _, v := range ch.Changed {
				parts = append(parts, Operation{Do: "edit", What: ch.Field, Of: v})
			}
			for _, v := range ch.Removed {
				parts = append(parts, Operation{Do: "drop", What: ch.Field, Of: v})
			}
		case "status":
			last = append(last, Operation{Do: "transition", What: "status", Of: ch.To})
		case "id", "key":
		default:
			if _, isSet := sets[ch.Field]; isSet {
				fields[ch.Field] = map[string]any{"added": ch.Added, "removed": ch.Removed}
			} else {
				fields[ch.Field] = ch.To
			}
		}
	}
	switch {
	case res.Link != nil:
		ops = append(ops, Operation{Do: "link", Of: res.Link})
	case c.First && out.Stored == nil:
		ops = append(ops, Operation{Do: "create", Fields: fields})
	case len(fields) > 0:
		ops = append(ops, Operation{Do: "set", Fields: fields})
	}
	if out.Transition != "" {
		last = append(last, Operation{Do: "transition", What: "transition", Of: out.Transition})
	}
	return append(append(ops, parts...), last...)
}

package trial

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script"
	"github.com/entwine-sync/entwine/internal/rule/table"
)

// Rules are those of one side, as a replay runs them.
type Rules struct {
	Out, In         *script.Rule
	OutFile, InFile string // what results call them
	Tables          table.Tables
}

func (r *Rules) of(incoming bool) (*script.Rule, string) {
	if incoming {
		return r.In, r.InFile
	}
	return r.Out, r.OutFile
}

// A Replay runs what was recorded through two versions of rules, and gathers in
// what they differ. It is not safe for concurrent use.
type Replay struct {
	Old, New Rules
	Limits   groovy.Limits

	groups map[groupKey]*Group
	Summary
}

// Summary counts how the runs compare. Each is counted once.
type Summary struct {
	Events int `json:"events"`
	Same   int `json:"same"`
	Differ int `json:"differ"`
	Fail   int `json:"fail"`   // with the changed rules, and not before
	Healed int `json:"healed"` // failed before, and not with the changed rules
	// Unsure are those whose changed rule asks for what was not recorded.
	Unsure int `json:"unsure"`
}

// A Group is what comes out otherwise for one reason: a field, and the line of
// the rule that sets it, or no longer does.
type Group struct {
	Direction string `json:"direction"`
	Field     string `json:"field"` // fault where the rule fails, unrecorded where it asks for more
	File      string `json:"file,omitempty"`
	Line      int    `json:"line,omitempty"`
	// Cause says what of the rule it is: sets, no longer sets, fails, asks.
	Cause   string   `json:"cause"`
	Count   int      `json:"count"`
	Samples []Sample `json:"samples"`
}

// A Sample is one event of a group.
type Sample struct {
	Event  string `json:"event"`
	Key    string `json:"key,omitempty"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

type groupKey struct {
	direction, field, file, cause string
	line                          int
}

// mostSamples is how many events a group shows: enough to see what they have in
// common.
const mostSamples = 3

// Add runs one recorded event through both versions.
func (r *Replay) Add(ctx context.Context, event, key string, incoming bool, c *Case) {
	oldRule, oldFile := r.Old.of(incoming)
	newRule, newFile := r.New.of(incoming)
	before := r.run(ctx, oldRule, oldFile, incoming, *c, r.Old.Tables, true)
	after := r.run(ctx, newRule, newFile, incoming, *c, r.New.Tables, true)
	if ctx.Err() != nil {
		return
	}
	r.Events++
	want, got := Expectation(before), Expectation(after)
	if same(want, got) {
		r.Same++
		return
	}
	// What the changed rule looks up may not be among what was recorded: with
	// stand-ins it says so.
	if lenient := r.run(ctx, newRule, newFile, incoming, *c, r.New.Tables, false); len(lacking(lenient)) > 0 {
		r.Unsure++
		for _, w := range lacking(lenient) {
			r.note(groupKey{direction: before.Direction, field: "unrecorded", cause: "asks for " + w}, Sample{Event: event, Key: key})
		}
		return
	}
	switch {
	case !after.OK && before.OK:
		r.Fail++
	case after.OK && !before.OK:
		r.Healed++
	default:
		r.Differ++
	}
	if after.Fault != nil && (before.Fault == nil || before.Fault.Message != after.Fault.Message || before.Fault.Line != after.Fault.Line) {
		f := after.Fault
		r.note(groupKey{before.Direction, "fault", cmp.Or(f.File, newFile), "fails: " + f.Class, f.Line}, Sample{event, key, nil, f.Message})
		return
	}
	if before.Fault != nil && after.Fault == nil {
		f := before.Fault
		r.note(groupKey{before.Direction, "fault", cmp.Or(f.File, oldFile), "no longer fails: " + f.Class, f.Line}, Sample{event, key, f.Message, nil})
		return
	}
	names := slices.Sorted(maps.Keys(union(want, got)))
	for _, name := range names {
		for _, d := range differ(name, want[name], got[name], after) {
			field := strings.TrimPrefix(strings.TrimPrefix(d.Field, "changes."), "replica.")
			k := groupKey{before.Direction, field, newFile, "sets", d.Line}
			if d.Got == nil {
				k.file, k.cause, k.line = oldFile, "no longer sets", lineOf(before, field)
			}
			r.note(k, Sample{event, key, d.Want, d.Got})
		}
	}
}

func union(a, b map[string]any) map[string]any {
	m := maps.Clone(a)
	maps.Copy(m, b)
	return m
}

// run runs one version; a side without a rule tells and takes over nothing.
func (r *Replay) run(ctx context.Context, rule *script.Rule, file string, incoming bool, c Case, tables table.Tables, strict bool) *Result {
	if rule == nil {
		res := &Result{Direction: "outgoing", OK: true}
		if incoming {
			res.Direction = "incoming"
		}
		return res
	}
	if strict = strict && c.Strict; !strict {
		c.Strict = false
	}
	c.Tables = tables
	return Run(ctx, rule, file, incoming, &c, r.Limits)
}

const standIn = "not in the case, so something stands in for it: "

// lacking is what stood in for something, of a run that was not strict.
func lacking(res *Result) []string {
	var l []string
	for _, w := range res.Warnings {
		if what, ok := strings.CutPrefix(w, standIn); ok {
			l = append(l, what)
		}
	}
	return l
}

func (r *Replay) note(k groupKey, s Sample) {
	if r.groups == nil {
		r.groups = map[groupKey]*Group{}
	}
	g := r.groups[k]
	if g == nil {
		g = &Group{Direction: k.direction, Field: k.field, File: k.file, Line: k.line, Cause: k.cause}
		r.groups[k] = g
	}
	if g.Count++; len(g.Samples) < mostSamples {
		g.Samples = append(g.Samples, s)
	}
}

// Join adds what another replay found.
func (r *Replay) Join(o *Replay) {
	r.Events, r.Same, r.Differ = r.Events+o.Events, r.Same+o.Same, r.Differ+o.Differ
	r.Fail, r.Healed, r.Unsure = r.Fail+o.Fail, r.Healed+o.Healed, r.Unsure+o.Unsure
	if r.groups == nil {
		r.groups = map[groupKey]*Group{}
	}
	for k, g := range o.groups {
		if have := r.groups[k]; have != nil {
			have.Count += g.Count
			have.Samples = append(have.Samples, g.Samples...)[:min(mostSamples, len(have.Samples)+len(g.Samples))]
		} else {
			r.groups[k] = g
		}
	}
}

// Groups are the reasons found so far, those of most events first.
func (r *Replay) Groups() []Group {
	list := []Group{}
	for _, g := range r.groups {
		list = append(list, *g)
	}
	slices.SortFunc(list, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Direction, b.Direction), strings.Compare(a.Field, b.Field),
			cmp.Compare(a.Line, b.Line), strings.Compare(a.Cause, b.Cause))
	})
	return list
}

// Changed reports whether anything would come out otherwise.
func (r *Replay) Changed() bool { return r.Differ+r.Fail+r.Healed > 0 }

// String says it in a line.
func (s Summary) String() string {
	return fmt.Sprintf("%d same, %d differ, %d fail, %d no longer fail, %d cannot be said", s.Same, s.Differ, s.Fail, s.Healed, s.Unsure)
}

package trial

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// TrackerFile is the file beside the tests that says what the trackers have:
// "tracker" is ours and "theirs" the other side's, each as a case has it;
// "issue" and "replica" are what an item has beside the value that is tried.
const TrackerFile = "tracker.json"

// checks are tests that nobody wrote: each value that a tracker has goes through
// the rules. What the other side may tell must become a value of our tracker, and
// a value that goes over and comes back must be the same.
type checks struct {
	ours   Rules
	theirs *Rules // nil: the other side tells and takes values as they are
	limits groovy.Limits

	file           string
	tracker, there map[string]any
	issue, replica map[string]any
}

// readChecks reads the checks of a folder of rules; nil if it has none.
func readChecks(dir string) (*checks, error) {
	file := filepath.Join(dir, "tests", TrackerFile)
	m, err := readObject(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	c := &checks{file: file}
	for _, k := range slices.Sorted(maps.Keys(m)) {
		to := map[string]*map[string]any{"tracker": &c.tracker, "theirs": &c.there, "issue": &c.issue, "replica": &c.replica}[k]
		if to == nil {
			return nil, fmt.Errorf("%s: there is no %q; there is tracker, theirs, issue and replica", file, k)
		}
		if *to, err = object(k, m[k]); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return c, nil
}

// checked are the fields whose values trackers list, and the list.
var checked = []struct{ field, list string }{
	{"status", "statuses"}, {"priority", "priorities"}, {"type", "issueTypes"}, {"resolution", "resolutions"},
}

// run runs the checks in order; each is told to done as it ends.
func (c *checks) run(ctx context.Context, done func(Tested)) {
	for _, f := range checked {
		theirs := names(c.there[f.list])
		if len(theirs) == 0 || ctx.Err() != nil {
			continue
		}
		for _, check := range []func(context.Context, string, []string, []string) (Tested, bool){c.mapped, c.returns} {
			began := time.Now()
			if x, ran := check(ctx, f.field, theirs, names(c.tracker[f.list])); ran {
				x.File, x.Took = c.file, time.Since(began)
				x.OK = len(x.Differences) == 0
				done(x)
			}
		}
	}
}

// names are the values of a list: texts, or records with a name.
func names(v any) []string {
	var l []string
	for _, e := range asList(v) {
		switch x := e.(type) {
		case string:
			l = append(l, x)
		case map[string]any:
			if s, ok := x["name"].(string); ok {
				l = append(l, s)
			}
		}
	}
	return l
}

// mapped checks that each value of theirs becomes one of ours. It did not run if
// the rule sets the field for none.
func (c *checks) mapped(ctx context.Context, field string, theirs, ours []string) (Tested, bool) {
	x := Tested{Name: "every " + field + " is mapped"}
	if c.ours.In == nil {
		return x, false
	}
	sets := false
	for _, v := range theirs {
		replica, fault := c.told(ctx, field, v)
		if fault != nil {
			x.Differences = append(x.Differences, *fault)
			continue
		}
		got, line, fault := c.take(ctx, &c.ours, c.tracker, c.issue, replica, field)
		if fault != nil {
			fault.Field = field + " " + v
			x.Differences = append(x.Differences, *fault)
			continue
		}
		sets = sets || got != ""
		switch {
		case got == "":
			x.Differences = append(x.Differences, Difference{Field: field + " " + v, Want: "a value", Got: "none", Line: line})
		case len(ours) > 0 && !slices.ContainsFunc(ours, func(s string) bool { return strings.EqualFold(s, got) }):
			x.Differences = append(x.Differences, Difference{Field: field + " " + v, Want: "one of " + strings.Join(ours, ", "), Got: got, Line: line})
		}
	}
	return x, sets
}

// returns checks that each value of theirs is the same after it went over to us
// and back. It did not run if our outgoing rule does not tell the field.
func (c *checks) returns(ctx context.Context, field string, theirs, _ []string) (Tested, bool) {
	x := Tested{Name: field + " comes back as it went"}
	if c.ours.In == nil || c.ours.Out == nil {
		return x, false
	}
	told := false
	for _, v := range theirs {
		replica, fault := c.told(ctx, field, v)
		if fault != nil {
			continue // mapped says so
		}
		here, line, fault := c.take(ctx, &c.ours, c.tracker, c.issue, replica, field)
		if fault != nil || here == "" {
			continue
		}
		back, outLine, fault := c.tell(ctx, &c.ours, c.tracker, c.issue, field, here)
		if fault != nil {
			fault.Field = fmt.Sprintf("%s %s, here %s", field, v, here)
			x.Differences = append(x.Differences, *fault)
			continue
		}
		if back[field] == nil {
			continue
		}
		told = true
		got := namedBy(back[field])
		if c.theirs != nil {
			if got, _, fault = c.take(ctx, c.theirs, c.there, nil, back, field); fault != nil {
				continue // their own checks say so
			}
		}
		if got != v {
			if outLine == 0 {
				outLine = line
			}
			x.Differences = append(x.Differences, Difference{Field: fmt.Sprintf("%s %s, here %s", field, v, here), Want: v, Got: got, Line: outLine})
		}
	}
	return x, told
}

// told is what the other side tells where its item has a value.
func (c *checks) told(ctx context.Context, field, v string) (map[string]any, *Difference) {
	if c.theirs == nil || c.theirs.Out == nil {
		replica := maps.Clone(c.replica)
		if replica == nil {
			replica = map[string]any{}
		}
		replica[field] = map[string]any{"name": v}
		return replica, nil
	}
	replica, _, fault := c.tell(ctx, c.theirs, c.there, c.replica, field, v)
	if fault != nil {
		fault.Field = "the other side tells " + field + " " + v
	}
	return replica, fault
}

// tell runs an outgoing rule on an item that has a value.
func (c *checks) tell(ctx context.Context, rules *Rules, tracker, item map[string]any, field, v string) (map[string]any, int, *Difference) {
	is := maps.Clone(item)
	if is == nil {
		is = map[string]any{}
	}
	is[field] = map[string]any{"name": v}
	res := Run(ctx, rules.Out, rules.OutFile, false, &Case{Item: is, Tracker: tracker, Tables: rules.Tables}, c.limits)
	if res.Fault != nil {
		return nil, 0, faultDifference(res.Fault)
	}
	// As it arrives: JSON.
	b, err := json.Marshal(res.Replica)
	var m map[string]any
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(b))
		d.UseNumber()
		err = d.Decode(&m)
	}
	if err != nil {
		return nil, 0, &Difference{Want: "a replica", Got: err.Error()}
	}
	return m, res.Lines[field], nil
}

// take runs an incoming rule on a replica and says which value the field gets.
func (c *checks) take(ctx context.Context, rules *Rules, tracker, item, replica map[string]any, field string) (got string, line int, fault *Difference) {
	if rules.In == nil {
		return "", 0, nil
	}
	is := maps.Clone(item)
	delete(is, field)
	cs := &Case{Item: is, Replica: replica, Previous: replica, Tracker: tracker, Tables: rules.Tables, First: field == "type"}
	res := Run(ctx, rules.In, rules.InFile, true, cs, c.limits)
	if res.Fault != nil {
		return "", 0, faultDifference(res.Fault)
	}
	for _, ch := range res.Changes {
		if ch.Field == field {
			return namedBy(ch.To), ch.Line, nil
		}
	}
	return "", 0, nil
}

func faultDifference(f *Fault) *Difference {
	return &Difference{Want: "no fault", Got: f.Message, Line: f.Line}
}

// namedBy is the name of a thing, as text or in a record.
func namedBy(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case map[string]any:
		s, _ := x["name"].(string)
		return s
	}
	return ""
}

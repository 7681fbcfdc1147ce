package explore

import (
	"context"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
)

// changed is a rule set that does what basic mode does, with changes.
type changed struct {
	rule.Basic
	out func(*hub.Issue)               // to what is told
	in  func(told *hub.Issue)          // to what arrives, before it is taken over
	end func(in rule.In, w *hub.Issue) // to what the issue is to be
}

func (c changed) Outgoing(ctx context.Context, in rule.Out) (hub.Issue, error) {
	r, err := c.Basic.Outgoing(ctx, in)
	if c.out != nil {
		c.out(&r)
	}
	return r, err
}

func (c changed) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	if c.in != nil {
		in.Replica = *in.Replica.Clone()
		c.in(&in.Replica)
	}
	w, err := c.Basic.Incoming(ctx, in)
	if c.end != nil {
		c.end(in, &w.Issue)
	}
	return w, err
}

var basics = [2]rule.Basic{{Project: "AAA"}, {Project: "BBB"}}

func translate(m map[string]string) func(*hub.Issue) {
	return func(is *hub.Issue) {
		if v, ok := m[is.Priority]; ok {
			is.Priority = v
		}
	}
}

var decoded = map[string]string{"zero": "0", "one": "1"}

// recoding: the other side knows the values under other names.
func recoding() [2]rule.Set {
	there := map[string]string{"0": "zero", "1": "one"}
	return [2]rule.Set{changed{Basic: basics[0], out: translate(there), in: translate(decoded)}, basics[1]}
}

// lossy: side A tells two of its values as one.
func lossy() [2]rule.Set {
	return [2]rule.Set{changed{Basic: basics[0], out: translate(map[string]string{"2": "1"})}, basics[1]}
}

// oneWay: the priority flows from A to B alone, and B does not tell it.
func oneWay() [2]rule.Set {
	drop := func(is *hub.Issue) { is.Set("priority", nil) }
	return [2]rule.Set{basics[0], changed{Basic: basics[1], out: drop}}
}

// appending: B's rule adds a stroke to the description with each message.
func appending() [2]rule.Set {
	stroke := func(in rule.In, w *hub.Issue) { w.Description = in.Issue.Description + "|" }
	untold := func(is *hub.Issue) { is.Description = ""; is.Cleared = nil }
	quiet := func(is *hub.Issue) { is.Description = ""; is.Cleared = nil }
	return [2]rule.Set{basics[0], changed{Basic: basics[1], out: untold, in: quiet, end: stroke}}
}

package storm

import (
	"fmt"
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// records tells what the nodes have on record, for a story that failed.
func (g *game) records() {
	for i, n := range g.w.Nodes {
		if !n.On() {
			continue
		}
		events, err := n.Events(g.ctx)
		if err != nil {
			g.lines = append(g.lines, fmt.Sprintf("node %s cannot list its events: %v", sideName[i], err))
			continue
		}
		for _, ev := range events {
			g.lines = append(g.lines, "node "+sideName[i]+" has on record: "+onRecord(ev))
		}
	}
}

func onRecord(ev *hub.Event) string {
	l := []string{fmt.Sprintf("%s/%s %s %s", ev.Pair, ev.Side, ev.Key, ev.Lane)}
	add := func(is bool, format string, args ...any) {
		if is {
			l = append(l, fmt.Sprintf(format, args...))
		}
	}
	add(ev.Reason != "", "%s", ev.Reason)
	add(ev.Envelope != nil, "%d", ev.Seq())
	if ev.Envelope != nil && ev.Envelope.Replica != nil {
		add(true, "seen %d", ev.Envelope.Replica.Seen)
	}
	add(len(ev.Changed) > 0, "%v", ev.Changed)
	add(true, "%s", ev.State)
	add(!ev.State.Ended(), "at %s", ev.Step)
	add(ev.Attempt > 0, "after %d tries", ev.Attempt)
	add(ev.Fault != nil, "%v", ev.Fault)
	add(ev.Note != "", "(%s)", ev.Note)
	return strings.Join(l, " ")
}

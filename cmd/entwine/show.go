package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
)

// with runs fn with the node at hand.
func (a *app) with(ctx context.Context, fn func(node.Desk) error) (err error) {
	d, done, err := a.desk(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := done(); err == nil {
			err = cerr
		}
	}()
	return fn(d)
}

func (a *app) statusCmd() *cobra.Command {
	return &cobra.Command{
		Use: "status", Short: "How the node, its trackers and connections are", Args: noArgs,
		Example: "  entwine status\n  entwine status --json | jq .faults",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.with(c.Context(), func(d node.Desk) error {
				s, err := d.Status(c.Context())
				if err != nil {
					return err
				}
				if a.json {
					return a.answer(s)
				}
				return a.showStatus(s)
			})
		},
	}
}

func (a *app) showStatus(s node.Status) error {
	state := "not running"
	if s.Running {
		state = fmt.Sprintf("running since %s %s", a.look.time(s.Since), a.look.zoneName())
	}
	fmt.Fprintf(a.out, "Node %s: %s", s.Node, state)
	if s.Running {
		fmt.Fprintf(a.out, ", %s, %s, %s", plural(int(s.Counts.Events), "event"), plural(int(s.Counts.Effects), "effect"),
			plural(int(s.TrackerCalls), "tracker call"))
	}
	fmt.Fprint(a.out, "\n\n")
	c := &table{look: a.look, state: 1, right: []int{4, 5, 6, 7, 8}, head: []string{"CONNECTION", "STATE", "INITIATOR", "ACCEPTOR", "PAIRS", "WAITING", "RETRYING", "BLOCKED", "OLDEST", "NOTE"}}
	slices.SortStableFunc(s.Connections, func(x, y node.ConnectionStatus) int {
		return cmp.Or(cmp.Compare(y.Events[hub.Blocked], x.Events[hub.Blocked]), cmp.Compare(y.Events[hub.Retrying], x.Events[hub.Retrying]))
	})
	for _, k := range s.Connections {
		pairs := 0
		for _, n := range k.Pairs {
			pairs += n
		}
		c.add(string(k.Connection), k.State, k.Initiator, k.Acceptor, count(pairs), count(k.Events[hub.Waiting]+k.Events[hub.Running]),
			count(k.Events[hub.Retrying]), count(k.Events[hub.Blocked]), a.age(k.Oldest), cmp.Or(k.Message, wrongRules(k.Rules), odd(k.Pairs)))
	}
	t := &table{look: a.look, state: 1, head: []string{"TRACKER", "STATE", "KIND", "NOTE"}}
	for _, k := range s.Trackers {
		t.add(k.Tracker, k.State, k.Kind, cmp.Or(k.Message, strings.Join(a.trackerNotes(k), "; ")))
	}
	if err := c.write(); err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	if err := t.write(); err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	if err := a.showProcesses(s); err != nil {
		return err
	}
	a.showRest(s)
	return nil
}

// showProcesses lists who shares the database.
func (a *app) showProcesses(s node.Status) error {
	if len(s.Processes) == 0 {
		return nil
	}
	t := &table{look: a.look, state: 1, right: []int{2, 3}, head: []string{"PROCESS", "STATE", "PID", "ENDS", "HOST", "SINCE", "NOTE"}}
	for _, p := range s.Processes {
		state, note := "works", ""
		if p.Leads {
			state = "leads"
		}
		if time.Now().After(p.Until) {
			state = "silent"
		}
		if p.ID == s.Process {
			note = "this one"
		}
		t.add(p.ID, state, strconv.Itoa(p.PID), count(p.Ends), p.Host, a.look.time(p.Since), note)
	}
	if err := t.write(); err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	return nil
}

// trackerNotes says of a tracker that answers what is good to know: why it does
// not call, and what is left of what it takes from us.
func (a *app) trackerNotes(k node.TrackerStatus) []string {
	var l []string
	if k.Calls != "" && k.Calls != node.CallsYes {
		l = append(l, "does not call us: "+k.Calls)
	}
	for _, b := range k.Budget {
		s := cmp.Or(b.Name, "requests")
		switch {
		case b.Limit > 0 && b.Left >= 0:
			s += fmt.Sprintf(" %s of %s left", count(b.Left), count(b.Limit))
		case b.Left >= 0:
			s += fmt.Sprintf(" %s left", count(b.Left))
		}
		if !b.Reset.IsZero() {
			s += " until " + a.look.time(b.Reset)
		}
		if b.Refused > 0 {
			s += fmt.Sprintf(", slowed down %s", plural(int(b.Refused), "time"))
		}
		l = append(l, s)
	}
	return l
}

// wrongRules names the sides whose rules, as they are now, cannot be used.
func wrongRules(l []node.RuleStatus) string {
	var sides []string
	for _, r := range l {
		if r.Problem != "" && r.Version == "" {
			return fmt.Sprintf("%s: %s", r.Side, r.Problem)
		}
		if r.Problem != "" {
			sides = append(sides, string(r.Side))
		}
	}
	if sides == nil {
		return ""
	}
	return "wrong rules (" + strings.Join(sides, ", ") + "), those before are in force: see entwine check"
}

// odd names the pairs that are not simply active.
func odd(pairs map[hub.EndState]int) string {
	var l []string
	for _, s := range slices.Sorted(maps.Keys(pairs)) {
		if s != hub.EndActive {
			l = append(l, fmt.Sprintf("%d %s", pairs[s], s))
		}
	}
	return strings.Join(l, ", ")
}

func (a *app) showRest(s node.Status) {
	for _, p := range s.Pauses {
		fmt.Fprintf(a.out, "Paused: %s since %s: %s\n", strings.TrimSpace(string(p.Scope)+" "+p.ID), a.look.time(p.At), line(p.Why))
	}
	if s.Faults > 0 {
		fmt.Fprintf(a.out, "%s open; see: entwine faults\n", plural(s.Faults, "fault"))
	} else {
		fmt.Fprintln(a.out, "No faults.")
	}
	if m := s.Notices; m != nil && m.Failing != "" {
		fmt.Fprintf(a.out, "Mail about faults fails since %s: %s\n", a.look.time(m.Since), line(m.Failing))
	}
	if b := s.Bulk; b != nil {
		fmt.Fprintf(a.out, "Last bulk run: %s from the %s, %s, %d found, %d new\n", b.Connection, b.Side, b.State, b.Found, b.Taken)
	}
}

func (a *app) pairsCmd() *cobra.Command {
	var q node.PairQuery
	asCSV := false
	c := &cobra.Command{
		Use: "pairs [KEY]", Short: "Which issue is which on the other side", Args: atMost(1),
		Example: "  entwine pairs\n  entwine pairs ACME-12\n  entwine pairs --state missing --json",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				q.Search = args[0]
			}
			return a.with(c.Context(), func(d node.Desk) error {
				list, err := d.Pairs(c.Context(), q)
				if err != nil {
					return err
				}
				switch {
				case a.json:
					return answerLines(a, list)
				case asCSV:
					return writePairs(csv.NewWriter(a.out), list)
				}
				return a.showPairs(list, q.Search)
			})
		},
	}
	c.Flags().StringVar((*string)(&q.Connection), "connection", "", "only of this `connection`")
	c.Flags().StringVar((*string)(&q.State), "state", "", "only in this `state`: active, missing, gone, orphan, stopped")
	c.Flags().IntVar(&q.Limit, "limit", 0, "at most so `many`; 0: all")
	c.Flags().BoolVar(&asCSV, "csv", false, "as CSV, by which issues can be connected again: entwine pair connect-file")
	return c
}

func (a *app) showPairs(list []node.Pair, search string) error {
	if len(list) == 0 {
		if search != "" {
			fmt.Fprintf(a.out, "No pair has %q in one of its keys.\n", line(search))
		} else {
			fmt.Fprintln(a.out, "No pairs yet. New and changed issues that match a trigger become pairs; entwine bulk takes in the others.")
		}
		return nil
	}
	t := &table{look: a.look, state: 2, head: []string{"INITIATOR", "ACCEPTOR", "STATE", "CONNECTION", "CHANGED (" + a.look.zoneName() + ")", "SUMMARY"}}
	for _, p := range list {
		left, right := p.Local.String(), p.Remote.String()
		if p.Side == hub.Acceptor {
			left, right = right, left
		}
		t.add(cmp.Or(left, "-"), cmp.Or(right, "-"), pairState(p.Worst()), string(p.Connection), a.look.time(p.Updated), p.Summary)
	}
	return t.write()
}

// showCase writes what a rule saw for an event, as entwine rule run takes it.
func (a *app) showCase(ev *hub.Event) error {
	if ev.Case == nil {
		return fmt.Errorf("no script rule has run for event %s; only script and visual mode keep what a rule saw", ev.ID)
	}
	b, err := json.MarshalIndent(scripted.Case(ev.Case), "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s\n", b)
	return err
}

func (a *app) eventsCmd() *cobra.Command {
	var q node.EventQuery
	asCase := false
	c := &cobra.Command{
		Use: "events [ID]", Short: "What happened, newest first", Args: atMost(1),
		Example: "  entwine events\n  entwine events --state blocked\n  entwine events 0d8v3k… --json",
		RunE: func(c *cobra.Command, args []string) error {
			return a.with(c.Context(), func(d node.Desk) error {
				if len(args) > 0 {
					ev, err := d.Event(c.Context(), hub.EventID(args[0]))
					if err != nil {
						return err
					}
					if asCase {
						return a.showCase(ev)
					}
					return a.showEvent(ev)
				}
				list, err := d.Events(c.Context(), q)
				if err != nil {
					return err
				}
				if a.json {
					return answerLines(a, list)
				}
				return a.showEvents(list)
			})
		},
	}
	c.Flags().BoolVar(&asCase, "case", false, "what the script rule saw for this event, for entwine rule run")
	c.Flags().StringVar((*string)(&q.Connection), "connection", "", "only of this `connection`")
	c.Flags().StringVar((*string)(&q.Pair), "pair", "", "only of the pair with this `id`")
	c.Flags().StringVar((*string)(&q.State), "state", "", "only in this `state`: waiting, retrying, blocked, done, skipped")
	c.Flags().IntVar(&q.Limit, "limit", 50, "at most so `many`; 0: all")
	return c
}

// pairState says in words what a state of a pair means to who reads a list.
func pairState(s hub.EndState) string {
	switch s {
	case hub.EndOrphan:
		return "removed over there"
	case hub.EndGone:
		return "removed here"
	}
	return string(s)
}

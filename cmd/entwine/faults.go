package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/notify"
)

func (a *app) faultsCmd() *cobra.Command {
	everything := false
	c := &cobra.Command{
		Use: "faults", Short: "What needs somebody, and why", Args: noArgs,
		Example: "  entwine faults\n  entwine faults show F-0d8v3k…\n  entwine faults retry --all\n" +
			"  entwine faults skip F-0d8v3k… --reason \"the label does not exist over there\"",
		Long: "Lists the open faults, one for each cause. Retry lets everything a fault holds try again;\n" +
			"skip lets it go on without what was refused. An ID may be cut short as long as it is clear.",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.with(c.Context(), func(d node.Desk) error {
				state := "open"
				if everything {
					state = ""
				}
				list, err := d.Faults(c.Context(), state)
				if err != nil {
					return err
				}
				if a.json {
					return answerLines(a, list)
				}
				return a.showFaults(list)
			})
		},
	}
	c.Flags().BoolVar(&everything, "resolved", false, "show those that are resolved too")
	c.AddCommand(a.faultShowCmd(), a.faultRetryCmd(), a.faultSkipCmd())
	return c
}

func (a *app) showFaults(list []hub.Fault) error {
	if len(list) == 0 {
		fmt.Fprintln(a.out, "No faults.")
		return nil
	}
	slices.SortStableFunc(list, func(x, y hub.Fault) int {
		return cmp.Or(cmp.Compare(x.State, y.State), cmp.Compare(notify.Level(y.Scope), notify.Level(x.Scope)), y.Last.Compare(x.Last))
	})
	t := &table{look: a.look, state: 1, right: []int{4}, head: []string{"ID", "STATE", "STOPS", "ISSUE", "TIMES", "LAST (" + a.look.zoneName() + ")", "WHAT"}}
	for _, f := range list {
		t.add(f.ID, f.State, notify.Stops(f), orDash(f.Issue), count(f.Count), a.look.time(f.Last), f.Message)
	}
	return t.write()
}

func (a *app) faultShowCmd() *cobra.Command {
	return &cobra.Command{
		Use: "show ID", Short: "One fault and everything it holds", Args: exactly(1, "the ID of a fault"),
		Example: "  entwine faults show F-0d8v3k…",
		RunE: func(c *cobra.Command, args []string) error {
			return a.with(c.Context(), func(d node.Desk) error {
				id, err := a.faultID(c, d, args[0])
				if err != nil {
					return err
				}
				p, err := d.Fault(c.Context(), id)
				if err != nil {
					return err
				}
				if a.json {
					return a.answer(p)
				}
				return a.showFault(p)
			})
		},
	}
}

func (a *app) showFault(p node.FaultPage) error {
	fmt.Fprintf(a.out, "%s\n\n", clean(p.Message))
	for _, kv := range [][2]string{
		{"Fault", p.ID + ", " + p.State}, {"Stops", notify.Stops(p.Fault)}, {"Code", string(p.Code)}, {"Connection", string(p.Connection)},
		{"Tracker", p.Tracker}, {"Issue", p.Issue}, {"Step", string(p.Step)},
		{"Seen", fmt.Sprintf("%s, first %s, last %s %s", plural(p.Count, "time"), a.look.time(p.First), a.look.time(p.Last), a.look.zoneName())},
		{"To do", notify.Remedy(p.Fault)},
	} {
		if kv[1] != "" {
			fmt.Fprintf(a.out, "%-11s %s\n", kv[0], line(kv[1]))
		}
	}
	if p.Detail != "" {
		fmt.Fprintf(a.out, "\n%s\n", clean(p.Detail))
	}
	if len(p.Events) > 0 {
		fmt.Fprintf(a.out, "\nHolds %s:\n", plural(len(p.Events), "event"))
		return a.showEvents(p.Events)
	}
	return nil
}

// faultID completes an ID that was cut short.
func (a *app) faultID(c *cobra.Command, d node.Desk, short string) (string, error) {
	list, err := d.Faults(c.Context(), "")
	if err != nil {
		return "", err
	}
	short = strings.TrimSuffix(short, "…")
	var hits []string
	for _, f := range list {
		if f.ID == short {
			return short, nil
		}
		if strings.HasPrefix(f.ID, short) || strings.HasPrefix(f.ID, "F-"+short) {
			hits = append(hits, f.ID)
		}
	}
	switch len(hits) {
	case 1:
		return hits[0], nil
	case 0:
		return "", fmt.Errorf("there is no fault %s", short)
	}
	return "", fmt.Errorf("%s could be %s", short, plural(len(hits), "fault"))
}

// chosen returns the faults that the arguments name.
func (a *app) chosen(c *cobra.Command, d node.Desk, args []string, all bool) ([]string, error) {
	if all == (len(args) > 0) {
		return nil, usage("name the faults, or say --all")
	}
	var ids []string
	if all {
		list, err := d.Faults(c.Context(), "open")
		for _, f := range list {
			ids = append(ids, f.ID)
		}
		return ids, err
	}
	for _, s := range args {
		id, err := a.faultID(c, d, s)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// settled is the answer of retry and skip.
type settled struct {
	Fault string `json:"fault"`
	Count int    `json:"count"` // events
	Error string `json:"error,omitempty"`
}

// settle does the same with several faults, and says how it went with each.
func (a *app) settle(c *cobra.Command, args []string, all bool, verb string, do func(d node.Desk, id string) (int, error)) error {
	return a.with(c.Context(), func(d node.Desk) error {
		ids, err := a.chosen(c, d, args, all)
		if err != nil {
			return err
		}
		var list []settled
		failed := 0
		for _, id := range ids {
			n, err := do(d, id)
			s := settled{Fault: id, Count: n}
			if err != nil {
				failed++
				s.Error = message(err)
			}
			list = append(list, s)
		}
		if a.json {
			err = answerLines(a, list)
		} else {
			err = a.showSettled(list, verb)
		}
		switch {
		case err != nil || failed == 0:
			return err
		case failed == len(list):
			return &codeError{code: exitFailed}
		}
		return &codeError{code: exitPartly}
	})
}

func (a *app) showSettled(list []settled, verb string) error {
	if len(list) == 0 {
		fmt.Fprintln(a.out, "No faults.")
	}
	for _, s := range list {
		if s.Error != "" {
			a.note("%s: %s", s.Fault, s.Error)
			continue
		}
		fmt.Fprintf(a.out, "%s: %s %s\n", s.Fault, plural(s.Count, "event"), verb)
	}
	return nil
}

// message is an error as people are to read it.
func message(err error) string {
	var he *hub.Error
	if errors.As(err, &he) {
		return he.Message
	}
	return err.Error()
}

func (a *app) faultRetryCmd() *cobra.Command {
	all := false
	c := &cobra.Command{
		Use: "retry [ID...]", Short: "Let everything a fault holds try again", Args: cobra.ArbitraryArgs,
		Example: "  entwine faults retry F-0d8v3k…\n  entwine faults retry --all",
		RunE: func(c *cobra.Command, args []string) error {
			return a.settle(c, args, all, "may try again", func(d node.Desk, id string) (int, error) { return d.Retry(c.Context(), id) })
		},
	}
	c.Flags().BoolVar(&all, "all", false, "all that are open")
	return c
}

func (a *app) faultSkipCmd() *cobra.Command {
	why := ""
	c := &cobra.Command{
		Use: "skip ID... --reason TEXT", Short: "Go on without what was refused", Args: cobra.MinimumNArgs(1),
		Example: "  entwine faults skip F-0d8v3k… --reason \"the label does not exist over there\"",
		RunE: func(c *cobra.Command, args []string) error {
			if strings.TrimSpace(why) == "" {
				return usage("say why with --reason: it is kept for who wonders later")
			}
			return a.settle(c, args, false, "skipped", func(d node.Desk, id string) (int, error) {
				return d.Skip(c.Context(), id, why, "command line")
			})
		},
	}
	c.Flags().StringVar(&why, "reason", "", "why, for the audit log")
	return c
}

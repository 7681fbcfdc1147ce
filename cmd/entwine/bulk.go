package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
)

func (a *app) bulkCmd() *cobra.Command {
	side, query, plan := "", "", false
	c := &cobra.Command{
		Use: "bulk CONNECTION", Short: "Take in what exists already", Args: exactly(1, "the name of a connection"),
		Example: "  entwine bulk acme-globex\n  entwine bulk acme-globex --side initiator --query 'label=shared'\n  entwine bulk acme-globex --plan",
		Long: "Takes in the issues that exist already and match the triggers of the connection, or --query.\n" +
			"Ctrl-C stops it; run again, it goes on: what is synced already is passed over.",
		RunE: func(c *cobra.Command, args []string) (err error) {
			var text *string
			if c.Flags().Changed("query") {
				text = &query
			}
			if plan {
				return a.planBulk(c.Context(), hub.ConnectionID(args[0]), side, text)
			}
			return a.bulk(c.Context(), hub.ConnectionID(args[0]), side, text)
		},
	}
	c.Flags().StringVar(&side, "side", "", "only from this `side`: initiator or acceptor")
	c.Flags().StringVar(&query, "query", "", "what to take in, in the tracker's own `language`, instead of the trigger")
	c.Flags().BoolVar(&plan, "plan", false, "only say how many calls it will take, what the trackers allow, and when it will end")
	return c
}

// sidesOf says from which sides issues are taken in: those that have a trigger,
// unless one is named.
func (a *app) sidesOf(ctx context.Context, name hub.ConnectionID, side string, query *string) ([]hub.Side, error) {
	cfg, err := a.load()
	if err != nil {
		return nil, err
	}
	k := cfg.Connection(string(name))
	if k == nil {
		return nil, fmt.Errorf("no connection is named %q in %s", name, cfg.File)
	}
	if k.Apart { // there is one side here, and the agreement says which
		if k.Initiator.Trigger == nil && query == nil {
			return nil, usage("connection %s has no trigger: say what to take in with --query", name)
		}
		var found node.ConnectionStatus
		err := a.with(ctx, func(d node.Desk) error {
			s, err := d.Status(ctx)
			for _, c := range s.Connections {
				if c.Connection == name {
					found = c
				}
			}
			return err
		})
		if err == nil && found.Side == "" {
			err = fmt.Errorf("nobody has joined connection %s yet; see: entwine connection show %s", name, name)
		}
		return []hub.Side{found.Side}, err
	}
	switch {
	case side == string(hub.Initiator) || side == string(hub.Acceptor):
		return []hub.Side{hub.Side(side)}, nil
	case side != "":
		return nil, usage("--side is initiator or acceptor, not %q", side)
	case query != nil:
		return nil, usage("a --query is one tracker's; say which with --side")
	}
	var sides []hub.Side
	for _, s := range []hub.Side{hub.Initiator, hub.Acceptor} {
		if k.Side(s).Trigger != nil {
			sides = append(sides, s)
		}
	}
	if len(sides) == 0 {
		return nil, usage("connection %s has no trigger: say what to take in with --side and --query", name)
	}
	return sides, nil
}

func (a *app) bulk(ctx context.Context, name hub.ConnectionID, side string, query *string) (err error) {
	sides, err := a.sidesOf(ctx, name, side, query)
	if err != nil {
		return err
	}
	d, here, done, err := a.worker(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := done(); err == nil {
			err = cerr
		}
	}()
	partly := false
	for _, s := range sides {
		st, err := a.bulkSide(ctx, d, node.BulkQuery{Connection: name, Side: s, Query: query})
		if err != nil {
			if a.json && st.ID != "" {
				return errors.Join(a.answer(st), err)
			}
			return err
		}
		partly = partly || st.Settled < st.Taken
		if err := a.showBulk(st); err != nil {
			return err
		}
	}
	if here != nil {
		if err := a.rest(ctx, here, "bulk "+string(name)); err != nil {
			return err
		}
	}
	if partly {
		return &codeError{code: exitPartly}
	}
	return nil
}

func (a *app) showBulk(s node.BulkState) error {
	if a.json {
		return a.answer(s)
	}
	text := fmt.Sprintf("%s, from the %s: %s found, %s new, %s arrived", s.Connection, s.Side, thousands(s.Found), thousands(s.Taken), thousands(s.Settled))
	if missing := s.Taken - s.Settled; missing > 0 {
		text += fmt.Sprintf("; %s did not: see entwine faults", thousands(missing))
	}
	fmt.Fprintln(a.out, text+".")
	return nil
}

// bulkSide takes in from one side and waits until all of it has arrived or
// needs somebody. Ctrl-C stops the run.
func (a *app) bulkSide(ctx context.Context, d node.Desk, q node.BulkQuery) (node.BulkState, error) {
	s, err := d.StartBulk(ctx, q)
	b := a.bar()
	defer b.end()
	quiet := 0
	for err == nil {
		b.show(work{name: "bulk " + string(q.Connection), done: s.Settled, of: s.Taken, note: bulkNote(s)})
		switch {
		case s.State == "failed":
			return s, errors.New("bulk run: " + s.Fault)
		case s.State == "stopped":
			return s, &codeError{exitPartly, fmt.Errorf("stopped after %s; run it again to go on", plural(s.Taken, "issue"))}
		case s.State == "done" && (s.Settled >= s.Taken || s.Idle):
			// The last events may be between two steps when nothing seems to move.
			if quiet++; s.Settled >= s.Taken || quiet > 3 {
				return s, nil
			}
		default:
			quiet = 0
		}
		select {
		case <-ctx.Done():
			return a.stopBulk(ctx, d, q)
		case <-time.After(lookEvery):
		}
		s, err = d.Bulk(ctx, q.Connection, q.Side)
	}
	if ctx.Err() != nil {
		return a.stopBulk(ctx, d, q)
	}
	return s, err
}

// lookEvery is how often a bulk run is asked how far it is.
const lookEvery = 150 * time.Millisecond

// bulkNote says what the figures do not.
func bulkNote(s node.BulkState) string {
	note := ""
	if s.State != "done" {
		note = "still looking"
	}
	if s.Faults > 0 {
		note = plural(s.Faults, "fault")
	}
	return note
}

func (a *app) stopBulk(ctx context.Context, d node.Desk, q node.BulkQuery) (node.BulkState, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	s, err := d.StopBulk(ctx, q.Connection, q.Side)
	if err != nil {
		return s, err
	}
	return s, &codeError{exitPartly, fmt.Errorf("stopped after %s of %s; run it again to go on", plural(s.Settled, "issue"), thousands(s.Taken))}
}

// rest waits until a node that works here is at rest.
func (a *app) rest(ctx context.Context, r *running, name string) error {
	b := a.bar()
	defer b.end()
	end, err := r.AtRest(ctx, node.Rest{Progress: func(s node.Standing) {
		b.show(work{name: name, text: standing(s)})
	}})
	if err != nil {
		return err
	}
	return a.unrest(end)
}

func standing(s node.Standing) string {
	if s.Why != "" {
		return s.Why
	}
	return fmt.Sprintf("%s, %s made, %s to go", plural(int(s.Events), "event"), plural(int(s.Effects), "change"), thousands(s.Pending))
}

// unrest turns what is not at rest into an error.
func (a *app) unrest(end node.Rested) error {
	for name, why := range end.Silent {
		a.note("tracker %s does not answer: %s", name, why)
	}
	switch {
	case len(end.Silent) > 0:
		return &codeError{code: exitUnreachable}
	case end.Stuck:
		return &codeError{exitPartly, errors.New("something keeps trying without getting on; see: entwine events --state retrying")}
	}
	return nil
}

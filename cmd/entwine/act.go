package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/store"
)

func (a *app) syncCmd() *cobra.Command {
	var q node.SyncQuery
	c := &cobra.Command{
		Use: "sync KEY", Short: "Tell an issue again, or take it in", Args: exactly(1, "the key of an issue"),
		Example: "  entwine sync ACME-12\n  entwine sync ACME-12 --tracker acme --connection acme-globex",
		RunE: func(c *cobra.Command, args []string) (err error) {
			q.Key = args[0]
			ctx := c.Context()
			d, here, done, err := a.worker(ctx)
			if err != nil {
				return err
			}
			defer func() {
				if cerr := done(); err == nil {
					err = cerr
				}
			}()
			if here != nil { // what changed meanwhile comes first, as it would have
				if err := a.rest(ctx, here, "looking for changes"); err != nil {
					return err
				}
			}
			s, err := d.Sync(ctx, q)
			if err != nil {
				return err
			}
			if here != nil {
				if err := a.rest(ctx, here, "sync "+s.Issue.String()); err != nil {
					return err
				}
			}
			if a.json {
				return a.answer(s)
			}
			fmt.Fprintf(a.out, "%s of %s is told over %s.\n", s.Issue, s.Tracker, plural(s.Pairs, "connection"))
			return nil
		},
	}
	c.Flags().StringVar(&q.Tracker, "tracker", "", "the `tracker` that has the issue, if several do")
	c.Flags().StringVar((*string)(&q.Connection), "connection", "", "only over this `connection`")
	return c
}

// scopeOf reads "connection NAME", "tracker NAME" or "node".
func scopeOf(args []string) (hub.Scope, string, error) {
	switch {
	case len(args) == 1 && args[0] == string(hub.ScopeNode):
		return hub.ScopeNode, "", nil
	case len(args) == 2 && (args[0] == string(hub.ScopeConnection) || args[0] == string(hub.ScopeTracker)):
		return hub.Scope(args[0]), args[1], nil
	}
	return "", "", usage("name what: connection NAME, tracker NAME, or node")
}

func (a *app) pauseCmd() *cobra.Command {
	why := ""
	c := &cobra.Command{
		Use: "pause {connection NAME | tracker NAME | node}", Short: "Let something stand still; nothing is lost", Args: cobra.ArbitraryArgs,
		Example: "  entwine pause connection acme-globex --reason \"move of the tracker\"",
		RunE: func(c *cobra.Command, args []string) error {
			s, id, err := scopeOf(args)
			if err != nil {
				return err
			}
			return a.with(c.Context(), func(d node.Desk) error {
				if err := d.Pause(c.Context(), store.Pause{Scope: s, ID: id, Why: why}); err != nil {
					return err
				}
				return a.did("Paused", s, id)
			})
		},
	}
	c.Flags().StringVar(&why, "reason", "paused from the command line", "why, for who wonders later")
	return c
}

func (a *app) resumeCmd() *cobra.Command {
	return &cobra.Command{
		Use: "resume {connection NAME | tracker NAME | node}", Short: "Go on from where it stood still", Args: cobra.ArbitraryArgs,
		Example: "  entwine resume connection acme-globex",
		RunE: func(c *cobra.Command, args []string) error {
			s, id, err := scopeOf(args)
			if err != nil {
				return err
			}
			return a.with(c.Context(), func(d node.Desk) error {
				if err := d.Resume(c.Context(), s, id); err != nil {
					return err
				}
				return a.did("Resumed", s, id)
			})
		},
	}
}

func (a *app) did(verb string, s hub.Scope, id string) error {
	if a.json {
		return a.answer(map[string]string{"scope": string(s), "id": id})
	}
	if id != "" {
		id = " " + id
	}
	fmt.Fprintf(a.out, "%s: %s%s.\n", verb, s, id)
	return nil
}

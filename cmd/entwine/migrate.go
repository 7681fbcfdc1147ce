package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

func (a *app) migrateCmd() *cobra.Command {
	from, to, back := "", "", false
	c := &cobra.Command{
		Use: "migrate", Short: "Move the node to another kind of database", Args: noArgs,
		Long: "Copies all that the node's SQLite database and its folder of attachments hold into the PostgreSQL database named by\n" +
			"node.store, compares counts and digests, and marks the old database as moved: it does not start again. The node must\n" +
			"not run meanwhile. A move that was cut off goes on where it stopped when the command is given again.",
		Example: "  entwine migrate --from sqlite --to postgres\n  entwine migrate --back    # give up a move that did not end",
		RunE: func(c *cobra.Command, _ []string) error {
			if back {
				return a.migrateBack(c.Context())
			}
			if from != "sqlite" || to != "postgres" {
				return usage("a node moves with --from sqlite --to postgres, and no other way")
			}
			return a.migrate(c.Context())
		},
	}
	c.Flags().StringVar(&from, "from", "", "`kind` of database it is in: sqlite")
	c.Flags().StringVar(&to, "to", "", "`kind` of database it moves to: postgres")
	c.Flags().BoolVar(&back, "back", false, "give up a move that did not end, and let the node run where it was")
	return c
}

func (a *app) migrate(ctx context.Context) error {
	cfg, err := a.load()
	if err != nil {
		return err
	}
	if cfg.Node.Store != "" && !exists(cfg.Node.Data) {
		return fmt.Errorf("there is no data folder %s to be moved", cfg.Node.Data)
	}
	m, err := node.Migrate(ctx, cfg, func(what string, count int) {
		if !a.json {
			a.note("%s: %d", what, count)
		}
	})
	if errors.Is(err, sqlite.ErrInUse) {
		return fmt.Errorf("the node runs, and a node that runs cannot be moved: stop it first (%w)", err)
	}
	if err != nil {
		return err
	}
	if a.json {
		return a.answer(m)
	}
	t := &table{look: a.look, right: []int{1}, head: []string{"WHAT", "COUNT", "DIGEST"}}
	for _, s := range m.Sums {
		t.add(s.What, count(s.Count), s.Digest[:16])
	}
	if err := t.write(); err != nil {
		return err
	}
	if len(m.Missing) > 0 {
		fmt.Fprintf(a.out, "\n%s kept no more, and read from the tracker again when needed.\n", plural(len(m.Missing), "attachment"))
	}
	fmt.Fprintf(a.out, "\nThe same on both sides. The node is at %s now; %s is marked as moved and does not start again.\nNext: %s serve%s\n",
		m.To, m.From, a.self(), flagFor(a.configFile()))
	return nil
}

func (a *app) migrateBack(ctx context.Context) error {
	cfg, err := a.load()
	if err != nil {
		return err
	}
	if err := node.MigrateBack(ctx, cfg); err != nil {
		return err
	}
	if a.json {
		return a.answer(map[string]bool{"back": true})
	}
	fmt.Fprintln(a.out, "The move is given up. Take node.store out of the config to run the node where it was.")
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
)

func (a *app) serveCmd() *cobra.Command {
	staging := false
	c := &cobra.Command{
		Use: "serve", Short: "Keep the trackers in step until Ctrl-C", Args: noArgs,
		Example: "  entwine serve\n  entwine serve --config acme.yaml --log-level debug",
		RunE:    func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), staging) },
	}
	c.Flags().BoolVar(&staging, "staging", false, "look only: send nothing to other nodes, tell nothing between trackers")
	return c
}

func (a *app) serve(ctx context.Context, staging bool) error {
	cfg, err := a.load()
	if err != nil {
		return err
	}
	n, err := a.open(ctx, cfg, slog.LevelInfo)
	for n != nil {
		if err = a.serveOnce(ctx, n, cfg, staging); !errors.Is(err, node.ErrAgain) {
			return err
		}
		a.note("%v.", err)
		n, err = a.reopen(ctx, cfg)
	}
	return err
}

// tryDatabase is how often a node that worked tries to reach its database again.
const tryDatabase = time.Second

// reopen opens the node of a process that was put out, as soon as its database
// lets it: often that is away because of which nobody knew that we live. It is nil
// if ctx ended before that.
func (a *app) reopen(ctx context.Context, cfg *config.Config) (*node.Node, error) {
	for told := false; ; told = true {
		n, err := a.open(ctx, cfg, slog.LevelInfo)
		if e := hub.AsError(err); err == nil || e.Code != hub.Busy || e.Scope != hub.ScopeNode {
			return n, err
		}
		if !told {
			a.note("Not yet: %v.", err)
		}
		select {
		case <-ctx.Done():
			return nil, nil
		case <-time.After(tryDatabase):
		}
	}
}

// serveOnce serves until ctx ends, or until this process was put out by others
// who share the database. It closes the node.
func (a *app) serveOnce(ctx context.Context, n *node.Node, cfg *config.Config, staging bool) (err error) {
	if staging {
		if err := n.SetStaging(ctx); err != nil {
			return errors.Join(err, n.Close())
		}
	}
	var link *node.LinkServer
	if cfg.Node.Store == "" { // of several processes, the one that leads listens
		if link, err = n.ListenLink(ctx); err != nil {
			return errors.Join(err, n.Close())
		}
	}
	s, err := n.ListenControl()
	if err != nil {
		return errors.Join(err, link.Close(), n.Close())
	}
	r := start(ctx, n)
	if a.json {
		err = a.answer(map[string]string{"node": cfg.Node.Name, "control": s.Address(), "data": cfg.Node.Data, "address": cfg.Node.Link.Address})
	} else {
		fmt.Fprintf(a.out, "Node %s works: %s, %s. Ctrl-C ends it.\n", cfg.Node.Name, plural(len(cfg.Trackers), "tracker"), plural(len(cfg.Connections), "connection"))
	}
	select {
	case <-ctx.Done():
		a.note("Ending; what is under way is finished or goes on at the next start.")
	case werr := <-r.ended:
		r.ended <- werr
		err = errors.Join(err, werr)
	}
	return errors.Join(err, s.Close(), link.Close(), r.stop())
}

func (a *app) initCmd() *cobra.Command {
	force := false
	c := &cobra.Command{
		Use: "init [FILE]", Short: "Write a config to begin with", Args: atMost(1),
		Example: "  entwine init\n  entwine init acme.yaml",
		RunE: func(_ *cobra.Command, args []string) error {
			file := a.configFile()
			if len(args) > 0 {
				file = args[0]
			}
			flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
			if force {
				flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
			}
			f, err := os.OpenFile(file, flags, 0o600) // secrets may be written into it
			if errors.Is(err, os.ErrExist) {
				return fmt.Errorf("%s is there already; --force writes over it", file)
			} else if err != nil {
				return err
			}
			_, err = f.WriteString(config.Example)
			if err = errors.Join(err, f.Close()); err != nil {
				return err
			}
			if a.json {
				return a.answer(map[string]string{"file": file})
			}
			fmt.Fprintf(a.out, "Wrote %s. Next: change it, then\n\n  entwine check%s\n  entwine serve%s\n", file, flagFor(file), flagFor(file))
			return nil
		},
	}
	c.Flags().BoolVar(&force, "force", false, "write over a file that is there")
	return c
}

// flagFor is what other commands must be told to find a config.
func flagFor(file string) string {
	if filepath.Clean(file) == defaultConfig {
		return ""
	}
	return " --config " + file
}

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/tracker"
)

func (a *app) trackerCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "tracker", Short: "Look after the trackers of this node", Args: noArgs,
		Example: "  entwine tracker authorize acme",
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.authorizeCmd())
	return c
}

func (a *app) authorizeCmd() *cobra.Command {
	return &cobra.Command{
		Use: "authorize NAME", Short: "Let a person allow this node to work in a tracker", Args: exactly(1, "the name of a tracker"),
		Example: "  entwine tracker authorize acme",
		Long: "For trackers that are entered by OAuth. Open the address in a browser, logged in as the account that\n" +
			"the node is to work as, and allow it; then give the address to which the browser is sent, or the code\n" +
			"that it shows. It does not matter if that address shows an error. What the node is given for it is\n" +
			"kept in its data folder; the node may be running meanwhile.",
		RunE: func(c *cobra.Command, args []string) error { return a.authorize(c.Context(), args[0]) },
	}
}

// trackers are those of the config, to be asked beside a node.
func (a *app) trackers(cfg *config.Config) (*node.Trackers, error) {
	log, err := a.logger(slog.LevelError)
	if err != nil {
		return nil, err
	}
	return node.Connect(cfg, a.specs, log, a.now)
}

// mostAnswer is longer than any address.
const mostAnswer = 64 << 10

func (a *app) authorize(ctx context.Context, name string) (err error) {
	cfg, err := a.load()
	if err != nil {
		return err
	}
	if cfg.Tracker(name) == nil {
		return usage("the config names no tracker %s", name)
	}
	conns, err := a.trackers(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conns.Close()) }()
	conn := conns.Get(name)
	auth, ok := conn.(tracker.Authorizer)
	if !ok {
		return fmt.Errorf("tracker %s is not entered in a browser: its settings are all it needs", name)
	}
	visit, finish, err := auth.Authorize(ctx)
	if err != nil {
		return err
	}
	a.note("Open this address, logged in as the account that this node is to work as:\n\n  %s\n\nThen give the address to which the browser is sent, or the code that it shows:", visit)
	line, err := bufio.NewReader(io.LimitReader(a.in, mostAnswer)).ReadString('\n')
	if err != nil && (!errors.Is(err, io.EOF) || strings.TrimSpace(line) == "") {
		return errors.New("no answer was given; nothing was changed")
	}
	if err := finish(ctx, line); err != nil {
		return err
	}
	u, err := conn.Check(ctx)
	if err != nil {
		return err
	}
	who := orDash(u.Name, u.Email, u.ID)
	if a.json {
		return a.answer(map[string]string{"tracker": name, "account": who})
	}
	fmt.Fprintf(a.out, "Tracker %s lets this node in as %s.\n", name, clean(who))
	return nil
}

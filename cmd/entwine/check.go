package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/tracker"
)

// checked is the answer of check.
type checked struct {
	OK       bool             `json:"ok"`
	File     string           `json:"file"`
	Problems config.Problems  `json:"problems"`
	Trackers []trackerChecked `json:"trackers"`
}

type trackerChecked struct {
	Tracker string `json:"tracker"`
	Kind    string `json:"kind"`
	OK      bool   `json:"ok"`
	Account string `json:"account,omitempty"`
	Message string `json:"message,omitempty"`
	Millis  int64  `json:"ms"`
	silent  bool
}

func (a *app) checkCmd() *cobra.Command {
	offline := false
	c := &cobra.Command{
		Use: "check", Short: "Is the config right, do the trackers let us in?", Args: noArgs,
		Example: "  entwine check\n  entwine check --config acme.yaml --offline",
		Long:    "Reads the config and tells everything that is wrong with it at once. Then asks each tracker whether\nit knows us, and whether it understands the triggers.",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.check(c.Context(), offline)
		},
	}
	c.Flags().BoolVar(&offline, "offline", false, "read the config only, ask no tracker")
	return c
}

func (a *app) check(ctx context.Context, offline bool) error {
	r := checked{File: a.configFile(), Problems: config.Problems{}, Trackers: []trackerChecked{}}
	cfg, err := a.load()
	var conns *node.Trackers
	if err == nil {
		var log *slog.Logger
		if log, err = a.logger(slog.LevelError); err == nil {
			conns, err = node.Connect(cfg, a.specs, log, a.now)
		}
	}
	if err != nil && !errors.As(err, &r.Problems) {
		return err
	}
	if err == nil {
		r.Problems = append(r.Problems, node.CheckRules(cfg)...)
		if !offline {
			a.ask(ctx, cfg, conns, &r)
		}
		if err := conns.Close(); err != nil {
			return err
		}
	}
	r.OK = len(r.Problems) == 0
	silent := false
	for _, t := range r.Trackers {
		r.OK = r.OK && t.OK
		silent = silent || t.silent
	}
	if err := a.showCheck(cfg, r); err != nil {
		return err
	}
	switch {
	case r.OK:
		return nil
	case silent && len(r.Problems) == 0:
		return &codeError{code: exitUnreachable}
	}
	return &codeError{code: exitFailed}
}

// patience is how long a tracker may think before it counts as silent.
const patience = 20 * time.Second

// ask asks all trackers at once.
func (a *app) ask(ctx context.Context, cfg *config.Config, conns *node.Trackers, r *checked) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r.Trackers = make([]trackerChecked, len(cfg.Trackers))
	found := make([]config.Problems, len(cfg.Trackers))
	var wg sync.WaitGroup
	for i, t := range cfg.Trackers {
		wg.Go(func() {
			r.Trackers[i], found[i] = a.askOne(ctx, cfg, &t, conns.Get(t.Name))
		})
	}
	wg.Wait()
	r.Problems = append(r.Problems, slices.Concat(found...)...)
}

func (a *app) askOne(ctx context.Context, cfg *config.Config, t *config.Tracker, conn tracker.Connector) (trackerChecked, config.Problems) {
	began := a.now()
	res := trackerChecked{Tracker: t.Name, Kind: t.Kind}
	u, err := conn.Check(ctx)
	res.Millis = a.now().Sub(began).Milliseconds()
	if err != nil {
		res.Message, res.silent = message(err), hub.CodeOf(err).Passing()
		return res, nil
	}
	res.OK, res.Account = true, orDash(u.Name, u.Email, u.ID)
	var problems config.Problems
	for i := range cfg.Connections {
		k := &cfg.Connections[i]
		for s, side := range k.Sides() {
			if side.Tracker != t.Name || side.Trigger == nil || *side.Trigger == "" {
				continue
			}
			for _, err := range conn.Find(ctx, *side.Trigger) {
				if err != nil {
					key := "connections." + k.Name + "." + s + ".trigger"
					problems = append(problems, config.Problem{Place: cfg.Place(key), Key: key, Message: message(err)})
				}
				break // one answer shows that the query is understood
			}
		}
	}
	return res, problems
}

func (a *app) showCheck(cfg *config.Config, r checked) error {
	if a.json {
		return a.answer(r)
	}
	for _, p := range r.Problems {
		fmt.Fprintln(a.out, clean(p.String()))
	}
	if len(r.Problems) > 0 {
		fmt.Fprintln(a.out)
	}
	if len(r.Trackers) > 0 {
		t := &table{look: a.look, state: 1, right: []int{3}, head: []string{"TRACKER", "STATE", "KIND", "MS", "NOTE"}}
		slices.SortStableFunc(r.Trackers, func(x, y trackerChecked) int {
			switch {
			case x.OK == y.OK:
				return 0
			case y.OK:
				return -1
			}
			return 1
		})
		for _, c := range r.Trackers {
			state, note := "active", "as "+c.Account
			if !c.OK {
				state, note = "failed", c.Message
			}
			if c.silent {
				state = "unreachable"
			}
			t.add(c.Tracker, state, c.Kind, fmt.Sprint(c.Millis), note)
		}
		if err := t.write(); err != nil {
			return err
		}
		fmt.Fprintln(a.out)
	}
	switch {
	case r.OK:
		fmt.Fprintf(a.out, "%s is fine: %s, %s.\n", r.File, plural(len(cfg.Trackers), "tracker"), plural(len(cfg.Connections), "connection"))
	case len(r.Problems) > 0:
		fmt.Fprintf(a.out, "%s in %s.\n", plural(len(r.Problems), "mistake"), r.File)
	default:
		fmt.Fprintf(a.out, "%s is well written, but not every tracker lets us in.\n", r.File)
	}
	return nil
}

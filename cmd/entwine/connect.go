package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

const defaultConfig = "entwine.yaml"

// configFile is the config in use: as the flag says, the environment, in the
// data folder if that was named, or here.
func (a *app) configFile() string {
	if a.config != "" {
		return a.config
	}
	if v := a.getenv("ENTWINE_CONFIG"); v != "" {
		return v
	}
	if a.data != "" {
		if p := filepath.Join(a.data, defaultConfig); exists(p) {
			return p
		}
	}
	return defaultConfig
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// load reads the config.
func (a *app) load() (*config.Config, error) {
	file := a.configFile()
	cfg, err := config.Load(file, config.Options{Kinds: node.Kinds(a.specs), Env: a.env})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no config %s; write one with: entwine init, or name another with --config", file)
	}
	if err != nil {
		return nil, err
	}
	if a.data != "" {
		cfg.Node.Data = a.data
	}
	return cfg, nil
}

// desk reaches the node: the one that runs, or else the database itself. It
// must be closed.
func (a *app) desk(ctx context.Context) (node.Desk, func() error, error) {
	cfg, cfgErr := a.load()
	data := a.data
	if cfgErr == nil {
		data = cfg.Node.Data
	}
	if data == "" {
		return nil, nil, cfgErr
	}
	c, err := node.Dial(ctx, data)
	if err == nil {
		return c, c.Close, nil
	}
	if !errors.Is(err, node.ErrNotRunning) {
		return nil, nil, err
	}
	if shared := cfgErr == nil && cfg.Node.Store != ""; !shared && !exists(filepath.Join(data, sqlite.FileName)) {
		if cfgErr != nil {
			return nil, nil, cfgErr
		}
		return nil, nil, fmt.Errorf("%w, and none ever ran on %s; start one with: entwine serve", node.ErrNotRunning, data)
	}
	if cfgErr != nil {
		if exists(a.configFile()) {
			return nil, nil, cfgErr
		}
		cfg = &config.Config{Node: config.Node{Name: config.DefaultName, Data: data}}
	}
	n, err := a.open(ctx, cfg, slog.LevelError)
	if err != nil {
		return nil, nil, err
	}
	a.note("No node is running%s; this is what its database says.", here(cfg))
	return n, n.Close, nil
}

// here says that a node of several processes may be running elsewhere.
func here(cfg *config.Config) string {
	if cfg.Node.Store == "" {
		return ""
	}
	return " with the data folder " + cfg.Node.Data
}

// open assembles the node of a config in this process.
func (a *app) open(ctx context.Context, cfg *config.Config, least slog.Level) (*node.Node, error) {
	log, err := a.logger(least)
	if err != nil {
		return nil, err
	}
	n, err := node.Open(ctx, node.Options{Config: cfg, Specs: a.specs, Log: log, Now: a.now, Rounds: betweenRounds()})
	if errors.Is(err, sqlite.ErrInUse) {
		if c, derr := node.Dial(ctx, cfg.Node.Data); derr == nil {
			return nil, errors.Join(fmt.Errorf("a node is running on %s already; see: entwine status", cfg.Node.Data), c.Close())
		}
		return nil, &codeError{exitUnreachable, fmt.Errorf("%w, which does not answer; is it just starting or stopping?", err)}
	}
	return n, err
}

// running is a node at work in this process.
type running struct {
	*node.Node
	cancel context.CancelFunc
	ended  chan error
}

// start lets an assembled node work until stop.
func start(ctx context.Context, n *node.Node) *running {
	ctx, cancel := context.WithCancel(ctx)
	r := &running{Node: n, cancel: cancel, ended: make(chan error, 1)}
	go func() { r.ended <- n.Run(ctx) }()
	select {
	case <-n.Started():
	case err := <-r.ended: // it did not come that far
		r.ended <- err
	}
	return r
}

// stop ends the work cleanly and gives everything back.
func (r *running) stop() error {
	r.cancel()
	return errors.Join(<-r.ended, r.Close())
}

// worker reaches the node that runs, or starts one here for as long as the
// command lasts. The second value is nil in the first case.
func (a *app) worker(ctx context.Context) (node.Desk, *running, func() error, error) {
	cfg, err := a.load()
	if err != nil {
		return nil, nil, nil, err
	}
	c, err := node.Dial(ctx, cfg.Node.Data)
	if err == nil {
		return c, nil, c.Close, nil
	}
	if !errors.Is(err, node.ErrNotRunning) {
		return nil, nil, nil, err
	}
	n, err := a.open(ctx, cfg, slog.LevelError)
	if err != nil {
		return nil, nil, nil, err
	}
	a.note("No node is running; one works here until all is at rest.")
	r := start(ctx, n)
	return n, r, r.stop, nil
}

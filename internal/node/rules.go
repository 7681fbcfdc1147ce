package node

import (
	"context"
	"errors"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/tracker"
)

// rulesOf are the rules of one side of a connection, in the mode it has.
func rulesOf(c *config.Connection, side hub.Side, habits tracker.Habits) (rule.Set, error) {
	s := c.Side(side)
	if c.Mode != "script" {
		return rule.Basic{Project: s.Project, Type: s.Type, Links: habits.Links, Names: names(c.Values, side)}, nil
	}
	out, in, err := scripted.Load(s.Rules)
	tables, err2 := scripted.TablesOf(s.Rules)
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	other := c.Side(side.Other())
	return &scripted.Set{
		Out: out, In: in, Tables: tables, Limits: scripted.Limits,
		Connection: map[string]any{
			"name": c.Name, "localInstance": map[string]any{"name": s.Tracker}, "remoteInstance": map[string]any{"name": other.Tracker},
		},
	}, nil
}

// CheckRules compiles the rules of all connections and reads their tables, and
// tells everything that is wrong with them, at the line of the rule.
func CheckRules(cfg *config.Config) config.Problems {
	var all config.Problems
	for i := range cfg.Connections {
		c := &cfg.Connections[i]
		for _, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
			if _, err := rulesOf(c, side, tracker.Habits{}); err != nil {
				all = append(all, ruleProblems(cfg, "connections."+c.Name+"."+string(side)+".rules", err)...)
			}
		}
	}
	return all
}

func ruleProblems(cfg *config.Config, key string, err error) config.Problems {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all config.Problems
		for _, e := range many.Unwrap() {
			all = append(all, ruleProblems(cfg, key, e)...)
		}
		return all
	}
	if place, ok := scripted.Where(err); ok {
		return config.Problems{{Place: config.Place{File: place.File, Line: place.Line, Column: place.Col}, Key: key, Message: place.Text}}
	}
	return config.Problems{{Place: cfg.Place(key), Key: key, Message: err.Error()}}
}

// serve lets the helpers of a side's rules ask its tracker.
func serve(h *engine.Half, conn tracker.Connector) {
	h.Look = func(ctx context.Context, what string, by map[string]string) (hub.Value, error) {
		if d, ok := conn.(tracker.Directory); ok {
			return d.Look(ctx, what, by)
		}
		return named(what, by), nil
	}
	if r, ok := conn.(tracker.Requester); ok {
		h.Ask = r.Request
		h.Effect = r.Request
	}
}

// named is what a tracker without a directory knows of a thing: its name. What
// the name means shows when it is written. Of people that would be too little.
func named(what string, by map[string]string) hub.Value {
	if what == "user" || by["name"] == "" && by["key"] == "" && by["value"] == "" {
		return nil
	}
	m := map[string]hub.Value{}
	for _, k := range []string{"name", "key", "value"} {
		if by[k] != "" {
			m[k] = by[k]
		}
	}
	return m
}

package node

import (
	"context"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/internal/rule/source"
	"github.com/entwine-sync/entwine/internal/rule/visual"
	"github.com/entwine-sync/entwine/tracker"
)

// rulesOf are the rules of one side of a connection, in the mode it has.
func rulesOf(c *config.Connection, side hub.Side, habits tracker.Habits) (rule.Set, error) {
	s := c.Side(side)
	if c.Apart {
		side = hub.Initiator // ours stands first in the config, whichever side we are
	}
	if c.Mode == "basic" {
		return basicOf(c, side, habits), nil
	}
	return scripted.Open(s.Rules, likeOf(c, side))
}

func basicOf(c *config.Connection, side hub.Side, habits tracker.Habits) rule.Basic {
	s := c.Side(side)
	return rule.Basic{
		Project: s.Project, Type: s.Type, Types: types(s.Type, c.Values, side), Names: names(c.Values, side),
		Links: habits.Links, Kept: habits.Kept,
	}
}

// Mapping is the mapping that does what one side of a connection in basic mode
// does, on a tracker of those habits.
func Mapping(c *config.Connection, side hub.Side, habits tracker.Habits) *visual.Mapping {
	if c.Apart {
		side = hub.Initiator // ours stands first in the config, whichever side we are
	}
	return scripted.MappingOf(basicOf(c, side, habits))
}

// likeOf is what the rules of a side are beside their files.
func likeOf(c *config.Connection, side hub.Side) scripted.Set {
	far := c.Side(side.Other()).Tracker
	if c.Apart {
		far = c.Name
	}
	near := c.Side(side)
	urls := map[string]string{"tracker": near.URL}
	if !c.Apart {
		urls["remoteTracker"] = c.Side(side.Other()).URL
	}
	return scripted.Set{
		Limits: scripted.Limits, Visual: c.Mode == "visual", Side: near.ShortName(), URLs: urls,
		Connection: map[string]any{
			"name": c.Name, "localInstance": map[string]any{"name": c.Side(side).Tracker}, "remoteInstance": map[string]any{"name": far},
		},
	}
}

// lookAgain is how often the folders of rules are looked at: an owner who saved
// a rule waits no longer than people wait for a page.
const lookAgain = 2 * time.Second

// followRules takes over rules that their owners edit, until ctx ends.
func (n *Node) followRules(ctx context.Context) {
	t := time.NewTicker(lookAgain)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			n.reloadRules()
		}
	}
}

// reloadRules looks once at each folder of rules.
func (n *Node) reloadRules() {
	for _, r := range n.followed() {
		switch changed, err := r.folder.Reload(); {
		case err != nil:
			n.log.Error("rules are wrong, the ones before them stay in force", "conn", r.connection, "side", r.side, "err", err)
		case changed:
			n.log.Info("rules were changed", "conn", r.connection, "side", r.side, "version", r.folder.Version())
		}
	}
}

// follow takes note of a folder of rules, in place of one that the same side
// had.
func (n *Node) follow(f ruleFolder) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.rules = slices.DeleteFunc(slices.Clone(n.rules), func(o ruleFolder) bool { return o.connection == f.connection && o.side == f.side })
	n.rules = append(n.rules, f)
}

func (n *Node) followed() []ruleFolder {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.rules
}

// ruleFolder is the rules of one side of a connection in script mode.
type ruleFolder struct {
	connection hub.ConnectionID
	side       hub.Side
	folder     *scripted.Folder
}

// RuleStatus is which rules one side of a connection has.
type RuleStatus struct {
	Side    hub.Side `json:"side"`
	Version string   `json:"version"`           // changes with the files; the number of those published
	Problem string   `json:"problem,omitempty"` // why the newest are not in force
}

// ruleStatus tells which rules a connection has; nothing in basic mode.
func (n *Node) ruleStatus(c hub.ConnectionID) []RuleStatus {
	var l []RuleStatus
	for _, r := range n.followed() {
		if r.connection != c {
			continue
		}
		s := RuleStatus{Side: r.side, Version: r.folder.Version()}
		if err := r.folder.Wrong(); err != nil {
			s.Problem = err.Error()
		}
		l = append(l, s)
	}
	for _, b := range n.allBooks() {
		if b.connection == c {
			l = append(l, RuleStatus{Side: b.side, Version: b.rules.Version(), Problem: plainError(b.rules.Wrong())})
		}
	}
	return l
}

// CheckRules compiles the rules of all connections and reads their tables, and
// tells everything that is wrong with them, at the line of the rule.
func CheckRules(cfg *config.Config) config.Problems {
	var all config.Problems
	for i := range cfg.Connections {
		c := &cfg.Connections[i]
		for key := range c.Sides() {
			side := hub.Initiator
			if key == string(hub.Acceptor) {
				side = hub.Acceptor
			}
			if c.Side(side).Stored {
				continue // they were compiled when they were published
			}
			if _, err := rulesOf(c, side, tracker.Habits{}); err != nil {
				all = append(all, ruleProblems(cfg, "connections."+c.Name+"."+key+".rules", err)...)
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

// serve lets the helpers of a side's rules ask its tracker, and the sources.
func serve(h *engine.Half, conn tracker.Connector, sources source.Sources) {
	h.Look = func(ctx context.Context, what string, by map[string]string) (hub.Value, error) {
		switch what {
		case "issue":
			return issuesWith(ctx, conn, by["field"], by["value"])
		case "item":
			return itemOf(ctx, conn, hub.Ref{ID: by["id"], Key: by["key"]})
		}
		if d, ok := conn.(tracker.Directory); ok {
			return d.Look(ctx, what, by)
		}
		return named(what, by), nil
	}
	r, _ := conn.(tracker.Requester)
	h.Ask = func(ctx context.Context, request hub.Value) (hub.Value, error) {
		if m, ok := request.(map[string]hub.Value); ok && m["do"] == scripted.AskSQL {
			return askSource(ctx, sources, m)
		}
		if r == nil {
			return nil, errNoRequests
		}
		return r.Request(ctx, request)
	}
	h.Effect = func(ctx context.Context, request hub.Value) (hub.Value, error) {
		if m, ok := request.(map[string]hub.Value); ok && m["do"] == "make" {
			return makeThing(ctx, conn, m)
		}
		if r == nil {
			return nil, errNoRequests
		}
		return r.Request(ctx, request)
	}
}

// makeThing makes something that issues refer to. Where a tracker has no list of
// such things its name is all there is, and where none can be made there is none.
func makeThing(ctx context.Context, conn tracker.Connector, m map[string]hub.Value) (hub.Value, error) {
	what, _ := m["what"].(string)
	of, _ := m["of"].(map[string]hub.Value)
	by := map[string]string{}
	for k, v := range of {
		if s, ok := v.(string); ok {
			by[k] = s
		}
	}
	if mk, ok := conn.(tracker.Maker); ok {
		return mk.Make(ctx, what, by)
	}
	if _, ok := conn.(tracker.Directory); ok {
		return nil, nil
	}
	return named(what, by), nil
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

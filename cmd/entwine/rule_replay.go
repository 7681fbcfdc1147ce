package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/internal/rule/trial"
)

// replayQuery says what to run again.
type replayQuery struct {
	connection, side, rules, against, since string
	most                                    int
}

func (a *app) ruleReplayCmd() *cobra.Command {
	q := replayQuery{}
	c := &cobra.Command{
		Use: "replay --connection CONNECTION --rules FOLDER", Short: "Run recorded events through changed rules", Args: noArgs,
		Long: "Runs the events of the past through the rules in force and through changed ones, and shows what would have come\n" +
			"out otherwise: by field and by the line of the rule, with counts and samples. Nothing is written anywhere, and no\n" +
			"tracker is asked: rules hear the answers that were recorded. The folder is that of one --side, or holds the folders\n" +
			"initiator and acceptor. Exits with 0 if nothing would change, with 1 if something would.",
		Example: "  entwine rule replay --connection acme-globex --since 7d --side acceptor --rules work/globex\n  entwine rule replay --connection acme-globex --rules work --json | jq .groups",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.replayRules(c.Context(), q)
		},
	}
	c.Flags().StringVar(&q.connection, "connection", "", "whose events")
	c.Flags().StringVar(&q.side, "side", "", "whose rules the folder holds: initiator or acceptor")
	c.Flags().StringVar(&q.rules, "rules", "", "the `folder` of the changed rules")
	c.Flags().StringVar(&q.against, "against", "", "compare with the rules in this `folder` instead of those in force")
	c.Flags().StringVar(&q.since, "since", "7d", "how far back: a `time` such as 12h or 7d, or a date")
	c.Flags().IntVar(&q.most, "limit", 0, "at most so `many` events, the newest; 0: all")
	for _, f := range []string{"connection", "rules"} {
		_ = c.MarkFlagRequired(f) // fails only for flags that are not there
	}
	return c
}

// since reads how far back: 7d, 12h, or a date.
func (a *app) since(s string) (time.Time, error) {
	if n, ok := strings.CutSuffix(s, "d"); ok {
		if days, err := strconv.Atoi(n); err == nil && days >= 0 {
			return a.now().AddDate(0, 0, -days), nil
		}
	}
	if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return a.now().Add(-d), nil
	}
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.ParseInLocation(form, s, a.look.zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usage("--since is a time such as 12h or 7d, or a date such as 2026-11-23, not %q", s)
}

// replayed is the answer of a replay.
type replayed struct {
	trial.Summary
	Since  time.Time     `json:"since"`
	Groups []trial.Group `json:"groups"`
	Notes  []string      `json:"notes,omitempty"`
}

func (a *app) replayRules(ctx context.Context, q replayQuery) error {
	since, err := a.since(q.since)
	if err != nil {
		return err
	}
	cfg, err := a.load()
	if err != nil {
		return err
	}
	k := cfg.Connection(q.connection)
	switch {
	case k == nil:
		return fmt.Errorf("no connection is named %q in %s", q.connection, cfg.File)
	case k.Mode == "basic":
		return usage("connection %s is in basic mode: no rule runs there", k.Name)
	}
	folders, err := q.folders()
	if err != nil {
		return err
	}
	res := replayed{Since: since}
	var all *trial.Replay
	err = a.with(ctx, func(d node.Desk) error {
		replays := map[hub.Side]*trial.Replay{}
		for side, dir := range folders {
			r := &trial.Replay{Limits: trialLimits}
			if r.New, err = loadRules(dir); err != nil {
				return a.compileFailed(err)
			}
			if r.Old, err = a.rulesBefore(ctx, d, k, side, q.against, dir); err != nil {
				return err
			}
			replays[side] = r
		}
		all, err = a.feed(ctx, d, q, since, replays, &res)
		return err
	})
	if err != nil {
		return err
	}
	return a.showReplay(all, res)
}

// folders are those of the changed rules, by side.
func (q *replayQuery) folders() (map[hub.Side]string, error) {
	switch side := hub.Side(q.side); side {
	case hub.Initiator, hub.Acceptor:
		return map[hub.Side]string{side: q.rules}, nil
	case "":
	default:
		return nil, usage("--side is initiator or acceptor, not %q", q.side)
	}
	found := map[hub.Side]string{}
	for _, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
		dir := filepath.Join(q.rules, string(side))
		if s, err := os.Stat(dir); err == nil && s.IsDir() {
			found[side] = dir
		}
	}
	if len(found) == 0 {
		return nil, usage("whose rules are in %s? Say --side initiator or --side acceptor, or name a folder that holds folders of these names", q.rules)
	}
	return found, nil
}

// loadRules compiles the rules of a folder, or of its mapping.
func loadRules(dir string) (r trial.Rules, err error) {
	set := scripted.Set{}
	r.OutFile, r.InFile = filepath.Join(dir, scripted.OutgoingFile), filepath.Join(dir, scripted.IncomingFile)
	mapping := filepath.Join(dir, scripted.MappingFile)
	if _, err := os.Stat(mapping); err == nil && !exists(r.OutFile) && !exists(r.InFile) {
		set.Visual, r.OutFile, r.InFile = true, mapping, mapping
	}
	s, err := set.Read(dir, "")
	if err != nil {
		return r, err
	}
	r.Out, r.In, r.Tables = s.Out, s.In, s.Tables
	return r, nil
}

// rulesBefore are those to compare with: in the folder that was named, or those
// in force.
func (a *app) rulesBefore(ctx context.Context, d node.Desk, k *config.Connection, side hub.Side, against, changed string) (trial.Rules, error) {
	dir := k.Side(side).Rules
	switch {
	case against != "":
		if dir = filepath.Join(against, string(side)); !exists(dir) {
			dir = against
		}
	case k.Side(side).Stored:
		v, err := d.RuleVersion(ctx, hub.ConnectionID(k.Name), side, -1)
		if err != nil {
			return trial.Rules{}, err
		}
		tmp, err := os.MkdirTemp("", "entwine-rules-*")
		if err != nil {
			return trial.Rules{}, err
		}
		defer os.RemoveAll(tmp) // compiled, they are not read again
		if err := writeFolder(filepath.Join(tmp, "rules"), v.Files); err != nil {
			return trial.Rules{}, err
		}
		r, err := loadRules(filepath.Join(tmp, "rules"))
		name := fmt.Sprintf("version %d/", v.Number)
		r.OutFile, r.InFile = name+filepath.Base(r.OutFile), name+filepath.Base(r.InFile)
		return r, err
	default:
		x, err1 := os.Stat(dir)
		y, err2 := os.Stat(changed)
		if err1 == nil && err2 == nil && os.SameFile(x, y) {
			return trial.Rules{}, usage("%s is the folder that is in force; name the rules before the change with --against", changed)
		}
	}
	r, err := loadRules(dir)
	if err != nil {
		return r, a.compileFailed(err)
	}
	return r, nil
}

// feed runs the recorded events, newest first, and joins what both sides found.
func (a *app) feed(ctx context.Context, d node.Desk, q replayQuery, since time.Time, replays map[hub.Side]*trial.Replay, res *replayed) (*trial.Replay, error) {
	bar := a.bar()
	defer bar.end()
	versions := map[string]int{}
	page := node.RecordedQuery{Connection: hub.ConnectionID(q.connection), Since: since}
	for n := 0; ; {
		list, err := d.Recorded(ctx, page)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			break
		}
		page.Before = list[len(list)-1].Position
		for _, ev := range list {
			r := replays[ev.Side]
			if r == nil {
				continue
			}
			c, err := caseOf(ev)
			if err != nil {
				return nil, err
			}
			versions[ev.Rules]++
			r.Add(ctx, string(ev.Event), ev.Key, ev.Lane == hub.In, c)
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			bar.show(work{name: "replay", done: n})
			if n++; n == q.most {
				list = nil
				break
			}
		}
		if list == nil {
			break
		}
	}
	if len(versions) > 1 {
		res.Notes = append(res.Notes, fmt.Sprintf("these events ran with %d versions of the rules; all are compared with the same one", len(versions)))
	}
	var all *trial.Replay
	for _, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
		if r := replays[side]; r != nil && all == nil {
			all = r
		} else if r != nil {
			all.Join(r)
		}
	}
	return all, nil
}

// caseOf is what an event's rule saw, as trials take it.
func caseOf(ev node.Recorded) (*trial.Case, error) {
	b, err := json.Marshal(scripted.Case(ev.Case))
	if err != nil {
		return nil, err
	}
	return trial.ReadCase("event "+string(ev.Event), bytes.NewReader(b))
}

func (a *app) showReplay(r *trial.Replay, res replayed) error {
	res.Summary, res.Groups = r.Summary, r.Groups()
	switch {
	case a.json:
		if err := a.answer(res); err != nil {
			return err
		}
	case r.Events == 0:
		fmt.Fprintf(a.out, "No event of this side has run a rule since %s %s.\n", a.look.time(res.Since), a.look.zoneName())
	default:
		for _, n := range res.Notes {
			a.note("%s", n)
		}
		for _, g := range res.Groups {
			a.showGroup(g)
		}
		fmt.Fprintf(a.out, "%s since %s %s: %s\n", plural(r.Events, "event"), a.look.time(res.Since), a.look.zoneName(), r.Summary)
	}
	if r.Changed() {
		return &codeError{exitFailed, nil}
	}
	return nil
}

func (a *app) showGroup(g trial.Group) {
	at := ""
	if g.Line > 0 {
		at = fmt.Sprintf(" at %s:%d", g.File, g.Line)
	} else if g.File != "" {
		at = " in " + g.File
	}
	fmt.Fprintln(a.out, clean(fmt.Sprintf("%s %s: %s, %s%s", g.Direction, g.Field, plural(g.Count, "event"), g.Cause, at)))
	for _, s := range g.Samples {
		name := cmp.Or(s.Key, s.Event)
		if g.Field == "unrecorded" {
			fmt.Fprintf(a.out, "    %s\n", clean(name))
			continue
		}
		fmt.Fprintln(a.out, clean(fmt.Sprintf("    %s: %s -> %s", name, short(s.Before), short(s.After))))
	}
}

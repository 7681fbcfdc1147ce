package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/rule/lint"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/internal/rule/visual"
	"github.com/entwine-sync/entwine/tracker"
)

// lintQuery says what to read.
type lintQuery struct {
	folder, other, tracker, connection, direction string
	offline, strict                               bool
}

func (a *app) ruleLintCmd() *cobra.Command {
	var q lintQuery
	c := &cobra.Command{
		Use: "lint [FOLDER | FILE]", Short: "Read rules for mistakes, without running them", Args: atMost(1),
		Long: "Tells of names nobody knows, fields and values the tracker does not have, what is told and never read over there,\n" +
			"and tables that turn two values into one. With --connection both sides are read as the config says, and their\n" +
			"trackers are asked what they have; with a folder, --other names the other side's and --tracker a JSON file with the\n" +
			"\"tracker\" of a case. One script alone is read as what its name says, or else --direction, or else what it sets.\n" +
			"Exits with 1 if there is an error; with --strict also for a warning.",
		Example: "  entwine rule lint incoming.groovy\n  entwine rule lint --connection acme-globex\n  entwine rule lint rules/acme --other rules/globex --tracker jira.json",
		RunE: func(c *cobra.Command, args []string) error {
			if (len(args) == 1) == (q.connection != "") {
				return usage("name a folder or a script, or a --connection")
			}
			if len(args) == 1 {
				q.folder = args[0]
			}
			if q.direction != "" && q.direction != "outgoing" && q.direction != "incoming" {
				return usage("--direction must be outgoing or incoming, not %q", q.direction)
			}
			found, err := a.lint(c.Context(), q)
			if err != nil {
				return err
			}
			return a.showFindings(found, q.strict)
		},
	}
	c.Flags().StringVar(&q.connection, "connection", "", "read both sides of this `connection`")
	c.Flags().StringVar(&q.other, "other", "", "`folder` of the other side's rules")
	c.Flags().StringVar(&q.direction, "direction", "", "of a script alone: outgoing or incoming")
	c.Flags().StringVar(&q.tracker, "tracker", "", "JSON `file` with what the tracker has")
	c.Flags().BoolVar(&q.offline, "offline", false, "ask no tracker")
	c.Flags().BoolVar(&q.strict, "strict", false, "a warning counts as an error")
	return c
}

func (a *app) lint(ctx context.Context, q lintQuery) ([]lint.Finding, error) {
	if q.connection != "" {
		return a.lintConnection(ctx, q)
	}
	side, err := lintPlace(q.folder, q.direction)
	if err != nil {
		return nil, err
	}
	if q.tracker != "" {
		if side.Tracker, err = readTracker(q.tracker); err != nil {
			return nil, err
		}
	}
	var other *lint.Side
	if q.other != "" {
		if other, err = lintPlace(q.other, ""); err != nil {
			return nil, err
		}
	}
	return lint.Check(*side, other), nil
}

// lintPlace reads the rules of a folder, or one script alone.
func lintPlace(place, direction string) (*lint.Side, error) {
	info, err := os.Stat(place)
	if err != nil {
		return nil, &codeError{exitUsage, err}
	}
	if info.IsDir() {
		if direction != "" {
			return nil, usage("--direction is for one script; %s is a folder", place)
		}
		return lintSide(place)
	}
	if ext := filepath.Ext(place); ext == ".yaml" || ext == ".yml" {
		return lintMapping(place)
	}
	text, err := os.ReadFile(place)
	if err != nil {
		return nil, err
	}
	t := &lint.Text{File: place, Text: string(text)}
	if direction == "" {
		direction = directionOf(filepath.Base(place), t.Text)
	}
	s := &lint.Side{Incoming: t}
	if direction == "outgoing" {
		s = &lint.Side{Outgoing: t}
	}
	return withClasses(s, filepath.Dir(place))
}

// withClasses adds the classes that the rules of a folder may name.
func withClasses(s *lint.Side, dir string) (_ *lint.Side, err error) {
	var wrong groovy.CompileErrors
	if s.Classes, err = scripted.ClassesOf(dir); errors.As(err, &wrong) {
		return nil, &codeError{exitUsage, err}
	}
	return s, err
}

// setsReplica finds what outgoing rules do and incoming ones hardly ever.
var setsReplica = regexp.MustCompile(`(?m)^\s*replica\s*\.[^\n=]*[^=!<>]=[^=~]`)

// directionOf guesses which way a script goes that has not the name of either.
func directionOf(name, text string) string {
	name = strings.ToLower(name)
	for _, d := range []string{"outgoing", "incoming"} {
		if strings.Contains(name, d) {
			return d
		}
	}
	if setsReplica.MatchString(text) {
		return "outgoing"
	}
	return "incoming"
}

// lintSide reads the scripts of a folder, or those of its mapping.
func lintSide(dir string) (*lint.Side, error) {
	s := &lint.Side{}
	for name, to := range map[string]**lint.Text{scripted.OutgoingFile: &s.Outgoing, scripted.IncomingFile: &s.Incoming} {
		file := filepath.Join(dir, name)
		text, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		*to = &lint.Text{File: file, Text: string(text)}
	}
	if s.Outgoing != nil || s.Incoming != nil {
		return withClasses(s, dir)
	}
	s, err := lintMapping(filepath.Join(dir, scripted.MappingFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage("%s holds neither %s, %s nor %s", dir, scripted.OutgoingFile, scripted.IncomingFile, scripted.MappingFile)
	}
	return s, err
}

// lintMapping reads the scripts that a mapping stands for.
func lintMapping(file string) (*lint.Side, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	m, err := visual.Read(file, b)
	if err != nil {
		return nil, &codeError{exitUsage, err}
	}
	return &lint.Side{
		Outgoing: &lint.Text{File: file + " (tell)", Text: m.Outgoing()},
		Incoming: &lint.Text{File: file + " (take)", Text: m.Incoming()},
	}, nil
}

// readTracker reads what a tracker has from a file: the "tracker" of a case, or
// a whole case.
func readTracker(file string) (*lint.Tracker, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, &codeError{exitUsage, fmt.Errorf("%s: %w", file, err)}
	}
	if inner, ok := m["tracker"].(map[string]any); ok {
		m = inner
	}
	return lint.TrackerOf(m), nil
}

func (a *app) lintConnection(ctx context.Context, q lintQuery) (found []lint.Finding, err error) {
	cfg, err := a.load()
	if err != nil {
		return nil, err
	}
	k := cfg.Connection(q.connection)
	switch {
	case k == nil:
		return nil, fmt.Errorf("no connection is named %q in %s", q.connection, cfg.File)
	case k.Mode == "basic":
		return nil, usage("connection %s is in basic mode: there are no rules to read", k.Name)
	}
	sides := map[hub.Side]*lint.Side{}
	for _, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
		if sides[side], err = a.lintOf(ctx, cfg, k, side); err != nil {
			return nil, err
		}
	}
	if !q.offline {
		if err := a.askFields(ctx, cfg, k, sides); err != nil {
			return nil, err
		}
	}
	found = lint.Check(*sides[hub.Initiator], sides[hub.Acceptor])
	return append(found, lint.Check(*sides[hub.Acceptor], sides[hub.Initiator])...), nil
}

// lintOf reads the rules of a side from where they live.
func (a *app) lintOf(ctx context.Context, cfg *config.Config, k *config.Connection, side hub.Side) (*lint.Side, error) {
	if !k.Side(side).Stored {
		return lintSide(k.Side(side).Rules)
	}
	tmp, err := os.MkdirTemp("", "entwine-rules-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp) // a temporary copy
	dir := filepath.Join(tmp, k.Name+" "+string(side))
	err = a.with(ctx, func(d node.Desk) error {
		v, err := d.RuleVersion(ctx, hub.ConnectionID(k.Name), side, -1)
		if err != nil {
			return err
		}
		return writeFolder(dir, v.Files)
	})
	if err != nil {
		return nil, err
	}
	s, err := lintSide(dir)
	if err != nil {
		return nil, err
	}
	for _, t := range []*lint.Text{s.Outgoing, s.Incoming} {
		if t != nil {
			t.File = strings.TrimPrefix(t.File, tmp+string(filepath.Separator))
		}
	}
	return s, nil
}

// askFields asks both trackers what their issues have. One that cannot tell, or
// does not answer, is said and passed over.
func (a *app) askFields(ctx context.Context, cfg *config.Config, k *config.Connection, sides map[hub.Side]*lint.Side) (err error) {
	conns, err := a.trackers(cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conns.Close()) }()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for side, s := range sides {
		of := k.Side(side)
		conn := conns.Get(of.Tracker)
		schema, ok := conn.(tracker.Schemer)
		if !ok {
			a.note("tracker %s does not tell which fields it has", of.Tracker)
			continue
		}
		if _, err := conn.Check(ctx); err != nil {
			a.note("tracker %s was not asked which fields it has: %s", of.Tracker, message(err))
			continue
		}
		list, err := schema.Fields(ctx, of.Project, of.Type)
		if err != nil {
			a.note("tracker %s was not asked which fields it has: %s", of.Tracker, message(err))
			continue
		}
		s.Tracker = trackerOf(list)
	}
	return nil
}

// trackerOf is what the fields of a tracker say of it.
func trackerOf(list []tracker.Field) *lint.Tracker {
	t := &lint.Tracker{Values: map[string][]string{}, Options: map[string][]string{}}
	for _, f := range list {
		if name, ok := strings.CutPrefix(f.ID, "customFields."); ok {
			t.CustomFields = append(t.CustomFields, name)
			t.Options[name] = f.Options
		} else {
			t.Values[f.ID] = f.Options
		}
	}
	return t
}

func (a *app) showFindings(found []lint.Finding, strict bool) error {
	errs := 0
	for _, f := range found {
		if f.Level == lint.Error || strict {
			errs++
		}
	}
	if a.json {
		if found == nil {
			found = []lint.Finding{}
		}
		if err := a.answer(map[string]any{"ok": errs == 0, "findings": found}); err != nil {
			return err
		}
	} else {
		for _, f := range found {
			fmt.Fprintln(a.out, clean(fmt.Sprintf("%s:%d:%d: %s: %s", f.File, f.Line, f.Column, f.Level, f.Message)))
			if f.Text != "" && f.Column > 0 {
				// A tab counts as one column.
				fmt.Fprintf(a.out, "    %s\n    %s^\n", strings.ReplaceAll(clean(f.Text), "\t", " "), strings.Repeat(" ", f.Column-1))
			}
			if f.Hint != "" {
				fmt.Fprintln(a.out, clean("    "+f.Hint))
			}
		}
		if len(found) == 0 {
			fmt.Fprintln(a.out, "Nothing to say.")
		} else {
			fmt.Fprintf(a.out, "%s\n", plural(len(found), "finding"))
		}
	}
	if errs > 0 {
		return &codeError{exitFailed, nil}
	}
	return nil
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/internal/rule/trial"
	"github.com/entwine-sync/entwine/internal/rule/visual"
)

func (a *app) ruleCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "rule", Short: "Write, try, test and publish the rules of a connection", Args: noArgs,
		Example: "  entwine rule run --rule incoming.groovy --direction incoming --case new-bug.json",
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.ruleRunCmd(), a.ruleTestCmd(), a.ruleMappingCmd(), a.ruleScriptCmd(), a.ruleDraftCmd(), a.rulePublishCmd(), a.ruleHistoryCmd(), a.ruleDiffCmd(),
		a.ruleRollbackCmd(), a.ruleGetCmd(), a.ruleLintCmd(), a.ruleReplayCmd(), a.ruleTemplatesCmd(), a.ruleNewCmd())
	return c
}

// trialLimits bounds a trial: what a rule may use on a node, so that what passes
// here passes there.
var trialLimits = groovy.Limits{Time: 30 * time.Second}

func (a *app) ruleRunCmd() *cobra.Command {
	var file, direction, caseFile string
	c := &cobra.Command{
		Use: "run --rule FILE --direction DIRECTION --case CASE", Short: "Run one rule on a case, without touching any tracker", Args: noArgs,
		Long: "Runs a rule on a case: a JSON file with what the rule sees (issue, replica, previous, firstSync, traces,\n" +
			"connection, tracker, http). Prints what the rule tells, or the changes and writes it leads to with the line\n" +
			"that caused each. A rule that fails exits with 1, one that does not compile with 2.\n\n" +
			"A look-up or an HTTP call that the case does not answer finds nothing; with \"strict\": false in the case\n" +
			"something plausible stands in for it, so that any rule can be tried at once. Lookup tables are those of the folder\n" +
			"tables beside the rule; classes in files of the folder classes there, or beside that folder, can be named.",
		Example: "  entwine rule run --rule outgoing.groovy --direction outgoing --case bug.json --json",
		RunE: func(c *cobra.Command, _ []string) error {
			if direction != "outgoing" && direction != "incoming" {
				return &codeError{exitUsage, fmt.Errorf("--direction must be outgoing or incoming, not %q", direction)}
			}
			return a.runRule(c.Context(), file, direction == "incoming", caseFile)
		},
	}
	c.Flags().StringVar(&file, "rule", "", "the rule: a Groovy script")
	c.Flags().StringVar(&direction, "direction", "", "outgoing or incoming")
	c.Flags().StringVar(&caseFile, "case", "", "what the rule sees: a JSON file, - for standard input")
	for _, f := range []string{"rule", "direction", "case"} {
		_ = c.MarkFlagRequired(f) // fails only for flags that are not there
	}
	return c
}

func (a *app) ruleScriptCmd() *cobra.Command {
	force := false
	c := &cobra.Command{
		Use: "script FOLDER", Short: "Make scripts of a mapping", Args: cobra.ExactArgs(1),
		Long: "Writes outgoing.groovy and incoming.groovy, which do exactly what the folder's mapping.yaml does, beside it.\n" +
			"Then set mode: script for the connection. There is no way back: a script can do more than a mapping can say.",
		Example: "  entwine rule script rules/acme",
		RunE:    func(_ *cobra.Command, args []string) error { return a.makeScripts(args[0], force) },
	}
	c.Flags().BoolVar(&force, "force", false, "write over scripts that are there")
	return c
}

func (a *app) makeScripts(dir string, force bool) error {
	file := filepath.Join(dir, scripted.MappingFile)
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	m, err := visual.Read(file, b)
	if err != nil {
		return &codeError{exitUsage, err}
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if force {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	for name, text := range map[string]string{scripted.OutgoingFile: m.Outgoing(), scripted.IncomingFile: m.Incoming()} {
		f, err := os.OpenFile(filepath.Join(dir, name), flags, 0o644)
		if errors.Is(err, fs.ErrExist) {
			return &codeError{exitUsage, fmt.Errorf("%s is there already; --force writes over it", filepath.Join(dir, name))}
		} else if err != nil {
			return err
		}
		_, err = f.WriteString(text)
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
		fmt.Fprintln(a.out, "wrote "+filepath.Join(dir, name))
	}
	return nil
}

func (a *app) runRule(ctx context.Context, file string, incoming bool, caseFile string) error {
	text, err := readScript(file)
	if err != nil {
		return a.ruleUnfit(err)
	}
	classes, err := scripted.ClassesOf(filepath.Dir(file))
	if err != nil {
		return a.ruleUnfit(err)
	}
	rule, err := classes.Compile(file, text)
	if err != nil {
		return a.ruleUnfit(err)
	}
	cs, err := a.readCase(caseFile)
	if err != nil {
		return a.ruleUnfit(err)
	}
	if cs.Tables == nil {
		if cs.Tables, err = scripted.TablesOf(filepath.Dir(file)); err != nil {
			return a.ruleUnfit(err)
		}
	}
	res := trial.Run(ctx, rule, file, incoming, cs, trialLimits)
	if a.json {
		err = a.answer(res)
	} else {
		err = a.showTrial(res)
	}
	if err == nil && !res.OK {
		return &codeError{exitFailed, nil}
	}
	return err
}

// unfit is the answer of a trial that could not begin: what is wrong with the
// files it was given.
type unfit struct {
	OK     bool        `json:"ok"` // never
	Errors []ruleError `json:"errors"`
}

type ruleError struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Text    string `json:"text,omitempty"` // the source line
}

// ruleUnfit says why a trial cannot begin, as JSON too.
func (a *app) ruleUnfit(err error) error {
	var list groovy.CompileErrors
	var bad *trial.CaseError
	compiled := errors.As(err, &list)
	if !a.json {
		if compiled {
			return a.compileFailed(err)
		}
		return &codeError{exitUsage, err}
	}
	answer := unfit{}
	switch {
	case compiled:
		for _, e := range list {
			answer.Errors = append(answer.Errors, ruleError{File: e.File, Line: e.Line, Column: e.Col, Message: e.Msg, Hint: e.Hint, Text: e.Text})
		}
	case errors.As(err, &bad):
		answer.Errors = []ruleError{{File: bad.File, Line: bad.Line, Column: bad.Column, Message: bad.Message, Hint: bad.Hint}}
	default:
		answer.Errors = []ruleError{{Message: err.Error()}}
	}
	if err := a.answer(answer); err != nil {
		return err
	}
	return &codeError{exitUsage, nil}
}

func (a *app) readCase(file string) (*trial.Case, error) {
	if file == "-" {
		return trial.ReadCase("standard input", os.Stdin)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	return trial.ReadCase(file, f)
}

func (a *app) showTrial(r *trial.Result) error {
	for _, l := range r.Logs {
		fmt.Fprintf(a.out, "log %-5s %s\n", l.Level, l.Text)
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(a.out, "warning: %s\n", w)
	}
	if r.Direction == "outgoing" && r.OK {
		if r.Replica == nil {
			fmt.Fprintln(a.out, "tells nothing")
		}
		for _, k := range sortedKeys(r.Replica) {
			fmt.Fprintf(a.out, "%4s  %s = %s\n", lineText(r.Lines[k]), k, short(r.Replica[k]))
		}
	}
	for _, c := range r.Changes {
		switch {
		case c.Added != nil || c.Changed != nil || c.Removed != nil:
			var parts []string
			for what, n := range map[string]int{"added": len(c.Added), "changed": len(c.Changed), "removed": len(c.Removed)} {
				if n > 0 {
					parts = append(parts, fmt.Sprintf("%d %s", n, what))
				}
			}
			fmt.Fprintf(a.out, "%4s  %s: %s\n", lineText(c.Line), c.Field, strings.Join(sorted(parts), ", "))
		default:
			fmt.Fprintf(a.out, "%4s  %s: %s -> %s\n", lineText(c.Line), c.Field, short(c.From), short(c.To))
		}
	}
	for _, o := range r.Operations {
		fmt.Fprintf(a.out, "write: %s %s\n", o.Do, strings.TrimSpace(o.What+" "+short(firstOf(o.Of, o.Fields))))
	}
	if r.Fault != nil {
		fmt.Fprintln(a.err, r.Fault.Report)
		if r.Fault.Level == "none" {
			fmt.Fprintln(a.err, "stops nothing: it is tried again by itself")
		} else {
			fmt.Fprintf(a.err, "stops the %s until it is resolved\n", r.Fault.Level)
		}
		return nil
	}
	fmt.Fprintf(a.out, "%d steps\n", r.Steps)
	return nil
}

func lineText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// short is a value on one line.
func short(v any) string {
	if v == nil {
		return "nothing"
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	const most = 120 // a line of a terminal
	if r := []rune(string(b)); len(r) > most {
		return string(r[:most]) + "..."
	}
	return string(b)
}

func firstOf(a any, b map[string]any) any {
	if a != nil || b == nil {
		return a
	}
	return b
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }

func sorted(l []string) []string { slices.Sort(l); return l }

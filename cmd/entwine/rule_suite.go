package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/internal/rule/trial"
)

func (a *app) ruleTestCmd() *cobra.Command {
	update, junit := false, ""
	c := &cobra.Command{
		Use: "test FOLDER", Short: "Run the tests of a folder of rules", Args: cobra.ExactArgs(1),
		Long: "Runs each case in the folder's folder tests: NAME.json is a case as for entwine rule run, with a direction\n" +
			"and what is expected of it: \"expect\", or a file NAME.want.json, which --update writes. A file with \"cases\" is\n" +
			"a table: each of them is laid over the rest. Exits with 1 if any comes out otherwise. Touches no tracker.",
		Example: "  entwine rule test rules/acme\n  entwine rule test rules/acme --junit rules.xml",
		RunE: func(c *cobra.Command, args []string) error {
			return a.testRules(c.Context(), args[0], update, junit)
		},
	}
	c.Flags().BoolVar(&update, "update", false, "write what comes out as what is expected")
	c.Flags().StringVar(&junit, "junit", "", "also write the results to this file, for CI servers")
	return c
}

func (a *app) testRules(ctx context.Context, dir string, update bool, junit string) error {
	s := &trial.Suite{Dir: dir, Limits: trialLimits, OutFile: filepath.Join(dir, scripted.OutgoingFile), InFile: filepath.Join(dir, scripted.IncomingFile)}
	var err error
	if s.Out, s.In, err = scripted.Load(dir); err != nil {
		mapping := filepath.Join(dir, scripted.MappingFile)
		if _, serr := os.Stat(mapping); errors.Is(serr, fs.ErrNotExist) || s.Out != nil || s.In != nil {
			return a.compileFailed(err)
		}
		s.OutFile, s.InFile = mapping, mapping
		if s.Out, s.In, err = scripted.LoadMapping(dir); err != nil {
			return a.compileFailed(err)
		}
	}
	if s.Tables, err = scripted.TablesOf(dir); err != nil {
		return &codeError{exitUsage, err}
	}
	if err := s.Read(); err != nil {
		return &codeError{exitUsage, err}
	}
	all, failed := []trial.Tested{}, 0
	s.Run(ctx, func(x trial.Tested) {
		all = append(all, x)
		if !x.OK {
			failed++
		}
		if !a.json {
			a.showTested(x)
		}
	})
	for _, err := range s.Problems {
		a.complain(err)
	}
	if junit != "" {
		b, err := trial.JUnit(all)
		if err == nil {
			err = os.WriteFile(junit, b, 0o644)
		}
		if err != nil {
			return err
		}
	}
	if update {
		wrote, err := trial.Update(all)
		for _, f := range wrote {
			fmt.Fprintln(a.err, "wrote "+f)
		}
		return err
	}
	if a.json {
		if err := a.answer(map[string]any{"ok": failed == 0 && len(s.Problems) == 0, "tests": all}); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(a.out, "%s, %d failed\n", plural(len(all), "test"), failed)
	}
	if failed > 0 || len(s.Problems) > 0 {
		return &codeError{exitFailed, nil}
	}
	return nil
}

func (a *app) showTested(x trial.Tested) {
	if x.OK {
		fmt.Fprintf(a.out, "ok    %s\n", x.Name)
		return
	}
	fmt.Fprintf(a.out, "FAIL  %s\n", x.Name)
	for line := range strings.Lines(x.Explain()) {
		fmt.Fprint(a.out, "      "+line)
	}
}

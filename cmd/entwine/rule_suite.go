package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/internal/rule/script"
	"github.com/entwine-sync/entwine/internal/rule/trial"
)

// testQuery says how to test.
type testQuery struct {
	folder, other, junit, lcov string
	update, cover              bool
	least                      float64
}

func (a *app) ruleTestCmd() *cobra.Command {
	var q testQuery
	c := &cobra.Command{
		Use: "test FOLDER", Short: "Run the tests of a folder of rules", Args: exactly(1, "the name of a folder"),
		Long: "Runs each case in the folder's folder tests: NAME.json is a case as for entwine rule run, with a direction\n" +
			"and what is expected of it: \"expect\", or a file NAME.want.json, which --update writes. A file with \"cases\" is\n" +
			"a table: each of them is laid over the rest. A file tracker.json says which values the trackers have: each of them\n" +
			"must become one that is there, and be the same again after it went over and back (through the rules of --other).\n" +
			"Exits with 1 if anything comes out otherwise. Touches no tracker.",
		Example: "  entwine rule test rules/acme --cover\n  entwine rule test rules/acme --other rules/globex --junit rules.xml --lcov rules.info",
		RunE: func(c *cobra.Command, args []string) error {
			q.folder = args[0]
			return a.testRules(c.Context(), q)
		},
	}
	c.Flags().BoolVar(&q.update, "update", false, "write what comes out as what is expected")
	c.Flags().StringVar(&q.other, "other", "", "`folder` of the other side's rules")
	c.Flags().StringVar(&q.junit, "junit", "", "also write the results to this `file`, for CI servers")
	c.Flags().BoolVar(&q.cover, "cover", false, "show which lines of the rules the tests ran")
	c.Flags().StringVar(&q.lcov, "lcov", "", "write the lines covered to this `file`, in LCOV's form")
	c.Flags().Float64Var(&q.least, "cover-least", 0, "fail if less than so many `per cent` of the lines ran")
	return c
}

// tested is the answer of a run of tests.
type tested struct {
	OK       bool                 `json:"ok"`
	Tests    []trial.Tested       `json:"tests"`
	Problems []string             `json:"problems,omitempty"`
	Coverage []trial.FileCoverage `json:"coverage,omitempty"`
}

func (a *app) testRules(ctx context.Context, q testQuery) error {
	r, err := loadRules(q.folder)
	if err != nil {
		return a.compileFailed(err)
	}
	s := &trial.Suite{Dir: q.folder, Limits: trialLimits, Out: r.Out, In: r.In, OutFile: r.OutFile, InFile: r.InFile, Tables: r.Tables}
	counts := q.cover || q.lcov != "" || q.least > 0
	if counts {
		for _, rule := range []**script.Rule{&s.Out, &s.In} {
			if *rule != nil {
				if *rule, err = (*rule).Counting(); err != nil {
					return err
				}
			}
		}
	}
	if q.other != "" {
		other, err := loadRules(q.other)
		if err != nil {
			return a.compileFailed(err)
		}
		s.Other = &other
	}
	if err := s.Read(); err != nil {
		return &codeError{exitUsage, err}
	}
	res, failed := tested{Tests: []trial.Tested{}}, 0
	s.Run(ctx, func(x trial.Tested) {
		res.Tests = append(res.Tests, x)
		if !x.OK {
			failed++
		}
		if !a.json {
			a.showTested(x)
		}
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, err := range s.Problems {
		res.Problems = append(res.Problems, err.Error())
		a.complain(err)
	}
	if counts {
		for _, k := range []struct {
			file string
			rule *script.Rule
		}{{s.OutFile, s.Out}, {s.InFile, s.In}} {
			if k.rule != nil {
				res.Coverage = append(res.Coverage, trial.CoverageOf(k.file, k.rule))
			}
		}
	}
	if err := a.writeReports(q, res); err != nil {
		return err
	}
	if q.update {
		wrote, err := trial.Update(res.Tests)
		for _, f := range wrote {
			fmt.Fprintln(a.err, "wrote "+f)
		}
		return err
	}
	enough := a.covers(q, res)
	res.OK = failed == 0 && len(s.Problems) == 0 && enough
	if a.json {
		if err := a.answer(res); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(a.out, "%s, %d failed\n", plural(len(res.Tests), "test"), failed)
		for _, f := range res.Coverage {
			a.showCoverage(f)
		}
	}
	if !res.OK {
		return &codeError{exitFailed, nil}
	}
	return nil
}

// writeReports writes the files for CI servers.
func (a *app) writeReports(q testQuery, res tested) error {
	if q.junit != "" {
		b, err := trial.JUnit(res.Tests)
		if err == nil {
			err = os.WriteFile(q.junit, b, 0o644)
		}
		if err != nil {
			return err
		}
	}
	if q.lcov != "" {
		return os.WriteFile(q.lcov, trial.LCOV(res.Coverage), 0o644)
	}
	return nil
}

// covers tells whether as many lines ran as are wanted.
func (a *app) covers(q testQuery, res tested) bool {
	all := trial.FileCoverage{}
	for _, f := range res.Coverage {
		all.Lines, all.Covered = all.Lines+f.Lines, all.Covered+f.Covered
	}
	if q.least == 0 || all.Percent() >= q.least {
		return true
	}
	a.note("%.0f %% of the lines ran, %g are wanted", all.Percent(), q.least)
	return false
}

func (a *app) showCoverage(f trial.FileCoverage) {
	missed := ""
	if len(f.Missed) > 0 {
		missed = ", not " + trial.Ranges(f.Missed)
	}
	fmt.Fprintf(a.out, "%s: %d of %s ran (%.0f %%)%s\n", f.File, f.Covered, plural(f.Lines, "line"), f.Percent(), missed)
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

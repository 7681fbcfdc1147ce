// Command oracle compares package groovy with the real Groovy: every case of
// testdata, every example of docs/rules.md and programs made at random run in
// both, and what they print and how they fail must be the same.
//
//	oracle -n 2000 -seed 1
//	oracle -seed 17 -n 1
//
// Each difference is shown with the smallest program that shows it. The exit
// code is 0 if there is none, 1 if there is one, 2 if it was used wrongly.
// Where Groovy 2.4.21 is not installed it says so and exits with 0.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

type options struct {
	seed   uint64
	n      int
	shrink int
	keep   string
	dir    string
	page   string
	only   bool
	faults bool
}

func run(args []string, stdout, stderr io.Writer) int {
	var o options
	f := flag.NewFlagSet("oracle", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Uint64Var(&o.seed, "seed", 1, "the first program's `seed`")
	f.IntVar(&o.n, "n", 300, "`programs` to make")
	f.IntVar(&o.shrink, "shrink", 400, "`candidates` to try when a program is made smaller; 0 shows it as it is")
	f.StringVar(&o.keep, "keep", "", "`folder` to leave differing programs in")
	f.StringVar(&o.dir, "cases", "groovy/testdata", "`folder` of the cases")
	f.StringVar(&o.page, "page", "docs/rules.md", "`file` whose examples are run")
	f.BoolVar(&o.only, "programs", false, "run the programs alone")
	f.BoolVar(&o.faults, "faults", false, "show what is excused by a fault of the real one too")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if f.NArg() > 0 {
		fmt.Fprintln(stderr, "oracle: no arguments, only flags")
		return 2
	}
	c := &comparison{options: o, out: stdout}
	defer c.close()
	start := time.Now()
	err := c.all()
	var absent *errAbsent
	switch {
	case errors.As(err, &absent):
		fmt.Fprintf(stdout, "skipped: comparison with the real Groovy (%s; it needs Groovy %s, as Debian's package groovy)\n", absent.why, version)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "oracle:", err)
		return 1
	}
	fmt.Fprintf(stdout, "%d scripts, %d generated programs (%d ended by a limit, %d at a fault of %s itself), differences: %d (%.0fs)\n",
		c.scripts, c.programs, c.limited, c.faulty, version, c.differences, time.Since(start).Seconds())
	if c.differences > 0 {
		return 1
	}
	return 0
}

// report shows a difference and keeps it where it was asked for.
func (c *comparison) report(name, src, how string) {
	c.differences++
	fmt.Fprintf(c.out, "--- %s\n%s\n%s\n", name, strings.TrimRight(src, "\n"), how)
	if c.keep == "" {
		return
	}
	file := filepath.Join(c.keep, "differences", strings.ReplaceAll(name, "/", "_")+".groovy")
	err := os.MkdirAll(filepath.Dir(file), 0o777)
	if err == nil {
		err = os.WriteFile(file, []byte(src), 0o666)
	}
	if err != nil {
		fmt.Fprintln(c.out, err)
	}
}

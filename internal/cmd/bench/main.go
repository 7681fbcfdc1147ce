// Command bench measures a node between two trackers that cost next to nothing,
// and prints the figures of docs/performance.md. What is compared with each other
// is measured in turns within one run, so that the ratios mean something on a
// busy machine too; the other figures want an idle one.
//
//	bench               all of it, about half an hour on two idle cores, an hour at most
//	bench -short        smaller sizes, about a minute
//	bench -only whole   one part
//
// The last line says how many of the promises were broken: changes that got lost
// or were made twice. With any it exits with 1. Aims that were missed are shown,
// not counted: they depend on the machine.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"
)

// bench is one run.
type bench struct {
	out        io.Writer
	dir        string
	url        func() (string, error) // of an empty PostgreSQL database
	figures    map[string]float64
	did        done
	violations int

	few     int           // pairs, where their number does not matter
	rounds  int           // of what takes turns
	changes int           // in a round
	listen  time.Duration // to edits that come one by one
	sizes   []int         // of databases
	bulks   []int         // issues of bulk runs
	issues  int           // where answers get lost, and where calls are counted
}

func newBench(out io.Writer, dir string, short bool) *bench {
	b := &bench{out: out, dir: dir, figures: map[string]float64{}, few: 1000, rounds: 5, changes: 4000, listen: 20 * time.Second,
		sizes: []int{1_000, 100_000, 1_000_000}, bulks: []int{10_000, 100_000}, issues: 400}
	if short {
		b.few, b.rounds, b.changes, b.listen = 200, 1, 600, 2*time.Second
		b.sizes, b.bulks, b.issues = []int{200, 2_000}, []int{200, 1_000}, 60
	}
	return b
}

// done is what was carried over, and was all looked for afterwards.
type done struct{ edits, issues, messages, lost int }

func (b *bench) say(format string, args ...any) { fmt.Fprintf(b.out, format+"\n", args...) }

// figure keeps a figure for -json.
func (b *bench) figure(name string, v float64) { b.figures[name] = v }

// violation counts broken promises, if there are any.
func (b *bench) violation(n int, what string) {
	if n > 0 {
		b.violations += n
		b.say("VIOLATED: %d %s", n, what)
	}
}

// part is one question.
type part struct {
	name string
	ask  func(*bench, context.Context) error
}

var parts = []part{
	{"whole", (*bench).whole}, {"exchange", (*bench).exchange}, {"latency", (*bench).latency}, {"shared", (*bench).shared}, {"calls", (*bench).calls}, {"lost", (*bench).lost},
	{"bulk", (*bench).bulk}, {"pairs", (*bench).pairs},
}

// run asks the parts that are named, all of them if none is.
func (b *bench) run(ctx context.Context, only []string) error {
	began := time.Now()
	b.say("load before: %s", load())
	for _, p := range parts {
		if len(only) > 0 && !slices.Contains(only, p.name) {
			continue
		}
		at := time.Now()
		b.say("\n== %s", p.name)
		err := p.ask(b, ctx)
		if ctx.Err() == context.DeadlineExceeded {
			return fmt.Errorf("%s: after %.0f s the run had taken as long as it may; -time lets it take longer, -only names parts", p.name, time.Since(began).Seconds())
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		b.say("  (%.0f s)", time.Since(at).Seconds())
	}
	b.say("\nload after: %s; %.0f s in all", load(), time.Since(began).Seconds())
	return nil
}

// load is how busy the machine is, where it says so.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "not known"
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}

func main() {
	short := flag.Bool("short", false, "smaller sizes")
	only := flag.String("only", "", "`parts` to measure, with commas between: whole, exchange, latency, shared, calls, lost, bulk, pairs")
	url := flag.String("postgres", "", "`address` of an empty PostgreSQL database; a server is started for the run if none is named and one is installed")
	pairs := flag.Int("pairs", 1_000_000, "the `largest` database of the part pairs; a million take some minutes to be made")
	dir := flag.String("dir", "", "`folder` of the databases; a temporary one if none is named")
	most := flag.Duration("time", time.Hour, "`how long` the run may take at most; one that takes longer has failed")
	asJSON := flag.Bool("json", false, "print the figures as JSON in the end, before the last line")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, *most)
	defer cancel()
	if err := measure(ctx, *short, *only, *url, *dir, *pairs, *asJSON); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func measure(ctx context.Context, short bool, only, url, dir string, pairs int, asJSON bool) (err error) {
	dir, err = os.MkdirTemp(dir, "bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := newBench(os.Stdout, dir, short)
	b.sizes = slices.DeleteFunc(b.sizes, func(n int) bool { return n > pairs && n > b.sizes[0] })
	end := func() error { return nil }
	b.url = func() (string, error) { return url, nil }
	if url == "" {
		b.url, end = startPostgres()
	}
	defer func() {
		if cerr := end(); err == nil {
			err = cerr
		}
	}()
	var names []string
	if only != "" {
		names = strings.Split(only, ",")
	}
	if err := b.run(ctx, names); err != nil {
		return err
	}
	if asJSON {
		if err := json.NewEncoder(os.Stdout).Encode(b.figures); err != nil {
			return err
		}
	}
	b.say("carried over and looked for: %d edits, %d new issues, %d messages between nodes; answers lost: %d", b.did.edits, b.did.issues, b.did.messages, b.did.lost)
	b.say("violations: %d", b.violations)
	if b.violations > 0 {
		return fmt.Errorf("%d promises were broken", b.violations)
	}
	return nil
}

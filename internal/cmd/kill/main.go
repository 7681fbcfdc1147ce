// Command kill lets a node keep two simulated Jiras in step while people work in
// both, kills it (SIGKILL) at random moments, and looks afterwards whether
// anything is missing, doubled or destroyed. The node is the real program, its
// database a real file or a real PostgreSQL with two processes; the trackers live
// on when it dies, as trackers do.
//
//	kill -kills 300
//	kill -kills 300 -postgres postgres://user@host/empty -processes 2
//
// Between two kills a write is carried out and its answer lost now and then, a
// process is stopped for longer than its lease, ended in good order, started with
// a clock that is wrong by minutes, or finds the disk full (where it may mount a
// small one). The last line is "violations: 0", or how many; then it exits with 1.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

type options struct {
	kills     int
	seed      uint64
	postgres  string
	processes int
	dir       string
	patience  time.Duration
	without   []string
}

// troubles are what comes besides kills.
var troubles = []string{"answers", "clocks", "disk", "ends", "stops"}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var o options
	flag.IntVar(&o.kills, "kills", 20, "how `often` the node is killed; about a second each, and two minutes in the end")
	flag.Uint64Var(&o.seed, "seed", uint64(time.Now().UnixNano())%1_000_000, "of chance; the moments of what happens at once differ all the same")
	flag.StringVar(&o.postgres, "postgres", "", "`address` of an empty PostgreSQL database; a SQLite file if there is none")
	flag.IntVar(&o.processes, "processes", 1, "how `many` processes share the database")
	flag.StringVar(&o.dir, "dir", "", "`folder` of database and logs, kept; a temporary one if none is named, kept when something is wrong")
	flag.DurationVar(&o.patience, "patience", 6*time.Minute, "how `long` after the last kill everything may take to be in step")
	flag.Func("without", "`troubles` to leave out: "+strings.Join(troubles, ", "), func(v string) error {
		for _, name := range strings.Split(v, ",") {
			if !slices.Contains(troubles, name) {
				return fmt.Errorf("no trouble is called %q", name)
			}
			o.without = append(o.without, name)
		}
		return nil
	})
	flag.Parse()
	if o.processes > 1 && o.postgres == "" {
		fmt.Fprintln(os.Stderr, "kill: a SQLite file belongs to one process; -processes wants -postgres")
		os.Exit(2)
	}
	violations, err := run(ctx, o, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "kill:", err)
		os.Exit(2)
	}
	if violations > 0 {
		os.Exit(1)
	}
}

// spares reports whether a trouble is left out.
func (o *options) spares(trouble string) bool { return slices.Contains(o.without, trouble) }

// run is one whole trial.
func run(ctx context.Context, o options, out io.Writer) (violations int, err error) {
	keep := o.dir != ""
	if !keep {
		if o.dir, err = os.MkdirTemp("", "entwine-kill-"); err != nil {
			return 0, err
		}
		defer func() {
			if violations == 0 && err == nil {
				err = os.RemoveAll(o.dir)
			} else {
				fmt.Fprintln(out, "database and logs are kept in", o.dir)
			}
		}()
	}
	r := rand.New(rand.NewPCG(o.seed, 1))
	tw, err := newTown(r, !o.spares("answers"))
	if err != nil {
		return 0, err
	}
	defer tw.close()
	n, err := newNode(ctx, o, tw)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, n.close(violations > 0 || err != nil)) }()
	began := time.Now()
	store := "SQLite"
	if o.postgres != "" {
		store = fmt.Sprintf("PostgreSQL, %d processes", o.processes)
	}
	fmt.Fprintf(out, "%s, seed %d, %d kills to come\n", store, o.seed, o.kills)
	if err := harass(ctx, o, tw, n, r, out); err != nil {
		return 0, err
	}
	tw.calm()
	wrong, err := n.settle(ctx, o.patience, tw)
	if err != nil {
		return 0, err
	}
	for i, w := range wrong {
		if i == 40 {
			fmt.Fprintf(out, "... and %d more\n", len(wrong)-i)
			break
		}
		fmt.Fprintln(out, "violation:", w)
	}
	fmt.Fprintf(out, "kills: %d of %d starts; ended in good order: %d; frozen: %d; wrong clocks: %d; full disks: %s\n",
		n.did.kills, n.did.starts, n.did.ends, n.did.freezes, n.did.clocks, n.disk.says())
	fmt.Fprintf(out, "people: %d issues, %d edits, %d comments; answers lost: %d\n", tw.did.issues, tw.did.edits, tw.did.comments, tw.lost())
	fmt.Fprintf(out, "effects of the node: %d writes; time: %s\n", tw.writes(), time.Since(began).Round(time.Second))
	fmt.Fprintf(out, "violations: %d\n", len(wrong))
	return len(wrong), nil
}

// harass has people work and the node die, in turns of a moment.
func harass(ctx context.Context, o options, tw *town, n *node, r *rand.Rand, out io.Writer) error {
	if err := n.startAll(ctx, 0); err != nil {
		return err
	}
	told := time.Now()
	for n.did.kills < o.kills {
		// Half of the moments are within the first steps of a start.
		moment := time.Duration(r.IntN(400)) * time.Millisecond
		if r.IntN(2) == 0 {
			moment = time.Duration(r.IntN(2500)) * time.Millisecond
		}
		if err := tw.work(ctx, moment, 10+n.did.kills/2); err != nil {
			return err
		}
		if err := n.hit(ctx, tw, r); err != nil {
			return err
		}
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			fmt.Fprintf(out, "%d of %d kills, %d issues\n", n.did.kills, o.kills, tw.did.issues)
		}
	}
	return nil
}

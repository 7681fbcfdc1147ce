// Command kill lets a node keep two simulated Jiras in step while people work in
// both, kills it (SIGKILL) at random moments, and looks afterwards whether
// anything is missing, doubled or destroyed. The node is the real program, its
// database a real file, or a real PostgreSQL with two processes, which is killed
// too; the trackers live on when it dies, as trackers do.
//
//	kill -kills 300
//	kill -kills 20 -brisk -stores sqlite
//
// Between two kills a write is carried out and its answer lost now and then, a
// process is stopped for longer than its lease, ended in good order, started with
// a clock that is wrong by minutes, or finds the disk full (where a small one may
// be mounted). The last line is "violations: 0", or how many; then it exits with 1.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/entwine-sync/entwine/internal/store/postgres/pgserver"
)

type options struct {
	kills     int
	seed      uint64
	stores    []string
	processes int
	dir       string
	patience  time.Duration
	brisk     bool
	without   []string
}

// What a node's database may be.
const (
	inFile   = "sqlite"
	onServer = "postgres"
)

// troubles are what comes besides kills.
var troubles = []string{"answers", "clocks", "disk", "ends", "server", "stops"}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o := options{stores: []string{inFile, onServer}}
	flag.IntVar(&o.kills, "kills", 20, "how `often` the node is killed on each store; about a second each, and two minutes in the end")
	flag.Uint64Var(&o.seed, "seed", uint64(time.Now().UnixNano())%1_000_000, "of chance; the moments of what happens at once differ all the same")
	flag.IntVar(&o.processes, "processes", 2, "how `many` processes share a PostgreSQL")
	flag.StringVar(&o.dir, "dir", "", "`folder` of databases and logs, kept; a temporary one if none is named, kept when something is wrong")
	flag.DurationVar(&o.patience, "patience", 10*time.Minute, "how `long` after the last kill everything may take to be in step")
	flag.BoolVar(&o.brisk, "brisk", false, "take it that no request lasts longer than eight seconds, so that nobody waits a minute for what a lost answer was")
	words(&o.stores, "stores", []string{inFile, onServer}, "`where` the node's database is, of sqlite and postgres; both if none is named")
	words(&o.without, "without", troubles, "`troubles` to leave out: "+strings.Join(troubles, ", "))
	flag.Parse()
	violations, err := run(ctx, o, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "kill:", err)
		os.Exit(2)
	}
	fmt.Printf("violations: %d\n", violations)
	if violations > 0 {
		os.Exit(1)
	}
}

// words is a flag of words of which only some are known.
func words(into *[]string, name string, known []string, usage string) {
	flag.Func(name, usage, func(v string) error {
		l := strings.Split(v, ",")
		for _, word := range l {
			if !slices.Contains(known, word) {
				return fmt.Errorf("%q is none of %s", word, strings.Join(known, ", "))
			}
		}
		*into = l
		return nil
	})
}

// spares reports whether a trouble is left out.
func (o *options) spares(trouble string) bool { return slices.Contains(o.without, trouble) }

// run is one trial for each store.
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
				fmt.Fprintln(out, "databases and logs are kept in", o.dir)
			}
		}()
	}
	// The account of the database server must pass; nothing here is a secret.
	if err := errors.Join(os.MkdirAll(o.dir, 0o711), os.Chmod(o.dir, 0o711)); err != nil {
		return 0, err
	}
	programs, err := build(ctx, o)
	if err != nil {
		return 0, err
	}
	for _, store := range o.stores {
		if why := pgserver.Missing(); store == onServer && why != "" {
			fmt.Fprintln(out, "skipped: trial on PostgreSQL:", why)
			continue
		}
		t := trial{options: o, store: store, folder: filepath.Join(o.dir, store), programs: programs}
		n, err := t.run(ctx, out)
		violations += n
		if err != nil {
			return violations, fmt.Errorf("%s, seed %d: %w", store, o.seed, err)
		}
	}
	return violations, nil
}

// Command sim plays random stories against the engine and says which of its
// promises broke.
//
//	sim -seeds 200
//	sim -seed 17 -acts 3,7,9
//
// It exits with 0 if no promise broke, 1 if one did, 2 if it was used wrongly.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/internal/storm"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	f, err := parse(args, stderr)
	if err != nil {
		fmt.Fprintln(stderr, "sim:", err)
		return 2
	}
	f.Out, f.Progress, f.Every = stdout, stderr, 10*time.Second
	if isTerminal(stderr) {
		f.Every = time.Second
	}
	out, err := f.Run(ctx)
	if err != nil {
		fmt.Fprintln(stderr, "sim:", err)
	}
	fmt.Fprint(stdout, out.Summary())
	if err != nil || out.Violations() > 0 {
		return 1
	}
	return 0
}

func parse(args []string, stderr io.Writer) (*storm.Fleet, error) {
	f := &storm.Fleet{}
	fs := flag.NewFlagSet("sim", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.Uint64Var(&f.Count, "seeds", 200, "how many stories to play")
	fs.Uint64Var(&f.From, "from", 1, "seed of the first")
	fs.IntVar(&f.Workers, "workers", 0, "stories at a time (0: one for each core)")
	fs.BoolVar(&f.Verbose, "v", false, "tell every story")
	fs.BoolVar(&f.Story.NoRestore, "norestore", false, "no node is restored from an older copy")
	fs.IntVar(&f.Shrink, "shrink", 0, "stories to play to shorten one that failed (0: 600)")
	fs.BoolVar(&f.First, "first", false, "stop at the first violation, and do not shorten it")
	seed := fs.Uint64("seed", 0, "play this story only, and tell it")
	acts := fs.String("acts", "", "of that story, these acts only, as in 3,7,9")
	plain := fs.String("plain", "", "simplify the stories' setup, as in wire,A.norm")
	if err := fs.Parse(args); err != nil {
		return nil, err
	}
	if fs.NArg() > 0 {
		return nil, fmt.Errorf("what is %q?", fs.Arg(0))
	}
	if *plain != "" {
		f.Story.Plain = strings.Split(*plain, ",")
	}
	for _, name := range f.Story.Plain {
		if !slices.Contains(storm.Simplifications(), name) {
			return nil, fmt.Errorf("nothing is simplified by %q; there are %s", name, strings.Join(storm.Simplifications(), ", "))
		}
	}
	if *acts != "" && *seed == 0 {
		return nil, fmt.Errorf("acts of which story? Name it with -seed")
	}
	if *seed > 0 {
		f.From, f.Count, f.Verbose = *seed, 1, true
	}
	var err error
	f.Story.Acts, err = numbers(*acts)
	return f, err
}

func numbers(s string) ([]int, error) {
	if s == "" {
		return nil, nil
	}
	var l []int
	for part := range strings.SplitSeq(s, ",") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is not the number of an act", part)
		}
		l = append(l, n)
	}
	return l, nil
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	fi, err := f.Stat()
	return err == nil && fi.Mode()&os.ModeCharDevice != 0
}

// Command entwine keeps the issues of two trackers in step. This package is the
// command line: flags, words and exit codes. What it does is in internal/node.
//
// Exit codes: 0 fine, 1 it did not work, 2 wrong usage, 3 partly done, 4 not
// reachable. With --json the answer is one document on stdout (one line for
// each row of a list); everything else goes to stderr.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/entwine-sync/entwine/tracker/all"
)

// memoryGoal makes the collector work harder before the process grows beyond
// it, as when ten thousand issues are taken in at once; what is needed is
// still given. GOMEMLIMIT overrides it.
const memoryGoal = 56 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryGoal)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The second Ctrl-C is for who does not want to wait for a clean end.
	context.AfterFunc(ctx, stop)
	code := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr, os.Environ()}, hastened(all.Specs))
	stop()
	os.Exit(code)
}

package main

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
	"github.com/entwine-sync/entwine/tracker/all"
)

// The demo starts its second node by starting the program it is. In a test that
// is the test's binary, which then is the program.
func TestMain(m *testing.M) {
	const name = "ENTWINE_TEST_IS_PROGRAM"
	if os.Getenv(longestVar) != "" {
		os.Exit(hasty())
	}
	if os.Getenv(name) != "" {
		main()
		return
	}
	if err := os.Setenv(name, "yes"); err != nil {
		panic(err)
	}
	pgtest.Main(m)
}

// longestVar has the program believe that no request to a Jira takes longer
// than it says, so that a test need not wait a minute for a lost answer.
const longestVar = "ENTWINE_TEST_LONGEST"

func hasty() int {
	longest, err := time.ParseDuration(os.Getenv(longestVar))
	if err != nil {
		panic(err)
	}
	specs := slices.Clone(all.Specs)
	for i := range specs {
		if specs[i].Kind == "jira" {
			specs[i].Habits.Longest = longest
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr, os.Environ()}, specs)
}

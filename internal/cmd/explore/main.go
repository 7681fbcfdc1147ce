// Command explore tries every course of events of a small pair on the engine's
// own code and checks each state: see internal/explore.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/explore"
)

func main() {
	var (
		only    = flag.String("run", "", "only scenarios whose name holds this; =NAME: only that one")
		deep    = flag.Bool("deep", false, "the deep ones too, which take long")
		winner  = flag.String("winner", "", "initiator or acceptor; both unless set")
		budget  = flag.Duration("time", 10*time.Minute, "end after so long, whatever is left")
		states  = flag.Int("states", 0, "end a scenario after so many states; 0: when all are seen")
		workers = flag.Int("workers", runtime.GOMAXPROCS(0), "scenarios side by side")
	)
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, *budget)
	defer cancel()
	if !run(ctx, *only, *winner, *deep, *states, *workers) {
		os.Exit(1)
	}
}

// run explores what is asked for and reports whether all checks held.
func run(ctx context.Context, only, winner string, deep bool, states, workers int) bool {
	var todo []explore.Scenario
	for _, sc := range explore.Scenarios(deep) {
		for _, w := range []hub.Side{hub.Initiator, hub.Acceptor} {
			name, exactly := strings.CutPrefix(only, "=")
			if (strings.Contains(sc.Name, name) && !exactly || sc.Name == name) && (winner == "" || winner == string(w)) {
				sc.Winner = w
				todo = append(todo, sc)
			}
		}
	}
	fmt.Printf("%-38s %-10s %9s %8s %9s %5s %9s\n", "scenario", "winner", "states", "at rest", "courses", "msgs", "time")
	var (
		mu    sync.Mutex
		wg    sync.WaitGroup
		next  = make(chan explore.Scenario)
		sum   explore.Result
		found int
	)
	for range max(workers, 1) {
		wg.Go(func() {
			for sc := range next {
				r, err := explore.Run(ctx, sc, explore.Limits{States: states})
				mu.Lock()
				show(r, err)
				sum.States, sum.Rests, sum.Actions = sum.States+r.States, sum.Rests+r.Rests, sum.Actions+r.Actions
				sum.Limit = sum.Limit || r.Limit
				if r.Found != nil || err != nil {
					found++
				}
				mu.Unlock()
			}
		})
	}
	for _, sc := range todo {
		next <- sc
	}
	close(next)
	wg.Wait()
	fmt.Printf("%d scenarios, %d states, %d of them at rest, %d courses between them\n", len(todo), sum.States, sum.Rests, sum.Actions)
	if sum.Limit {
		fmt.Println("not all was seen: a limit of time or states ended the search")
	}
	fmt.Printf("violations: %d\n", found)
	return found == 0
}

func show(r explore.Result, err error) {
	limit := ""
	if r.Limit {
		limit = " (not all)"
	}
	fmt.Printf("%-38s %-10s %9d %8d %9d %5d %9s%s\n", r.Scenario, r.Winner, r.States, r.Rests, r.Actions, r.Messages,
		r.Took.Round(10*time.Millisecond), limit)
	if err != nil {
		fmt.Println("  error:", err)
	}
	if r.Found != nil {
		for _, w := range r.Found.What {
			fmt.Println("  broken:", w)
		}
		for i, l := range r.Found.Story {
			fmt.Printf("  %3d %s\n", i+1, l)
		}
	}
}

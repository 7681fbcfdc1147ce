package storm

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// Fleet plays many stories side by side.
type Fleet struct {
	From, Count uint64 // seeds
	Workers     int    // zero: one for each core
	Story       Story  // what all of them share; its seed is of no account
	Shrink      int    // stories played to shorten one that failed; zero: 600
	Verbose     bool   // every story is told
	First       bool   // the first violation ends it all, and is not shortened
	Out         io.Writer
	Progress    io.Writer     // nil: none
	Every       time.Duration // between two lines of progress; zero: 10 seconds
}

// Outcome is how it went with a fleet's stories.
type Outcome struct {
	Stats  Stats
	Failed []Result // in order of seed, shortened
	Took   time.Duration
}

// Violations counts them.
func (o *Outcome) Violations() int { return len(o.Failed) }

// Run plays the stories until all are over or ctx ends; what is over by then
// counts. The error says that a story could not be played.
func (f *Fleet) Run(ctx context.Context) (Outcome, error) {
	began := time.Now()
	r := &running{Fleet: f}
	stop := r.report(ctx, began)
	var wg sync.WaitGroup
	workers := f.Workers
	if workers <= 0 {
		workers = runtime.NumCPU()
	}
	for range workers {
		wg.Go(func() { r.work(ctx) })
	}
	wg.Wait()
	stop()
	slices.SortFunc(r.out.Failed, func(a, b Result) int { return int(int64(a.Story.Seed) - int64(b.Story.Seed)) })
	r.out.Took = time.Since(began)
	return r.out, r.err
}

// running is a fleet on its way.
type running struct {
	*Fleet
	mu   sync.Mutex
	next uint64
	out  Outcome
	err  error
}

func (r *running) take() (uint64, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.next >= r.Count || r.err != nil || r.First && len(r.out.Failed) > 0 {
		return 0, false
	}
	r.next++
	return r.From + r.next - 1, true
}

func (r *running) work(ctx context.Context) {
	for {
		seed, ok := r.take()
		if !ok || ctx.Err() != nil {
			return
		}
		st := r.Story
		st.Seed, st.Tell = seed, r.Verbose
		res, err := r.play(ctx, st)
		if ctx.Err() != nil {
			return // it was cut short, which says nothing
		}
		r.mu.Lock()
		if err != nil {
			r.err = fmt.Errorf("seed %d: %w", seed, err)
		} else {
			r.add(res)
		}
		r.mu.Unlock()
	}
}

// play plays a story and shortens it if it failed. A panic is a violation like
// any other: it has a seed.
func (r *running) play(ctx context.Context, st Story) (Result, error) {
	res, err := Play(ctx, st)
	if err != nil || len(res.Violations) == 0 || st.Acts != nil || r.First {
		return res, err
	}
	budget := r.Shrink
	if budget <= 0 {
		budget = 600
	}
	short, err := Shrink(ctx, res, budget)
	if err != nil {
		return res, err
	}
	short.Stats = res.Stats
	return short, nil
}

func (r *running) add(res Result) {
	r.out.Stats.Add(res.Stats)
	if len(res.Violations) > 0 {
		r.out.Failed = append(r.out.Failed, res)
		fmt.Fprint(r.Out, res.report())
	} else if r.Verbose {
		fmt.Fprintf(r.Out, "seed %d\n  %s\n", res.Story.Seed, strings.Join(res.Lines, "\n  "))
	}
}

// report tells what went wrong in a story, the story, and how to play it again.
func (res *Result) report() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nseed %d:\n", res.Story.Seed)
	for i, v := range res.Violations {
		const most = 8 // the rest follows from the first ones
		if i == most {
			fmt.Fprintf(&b, "  and %d more\n", len(res.Violations)-most)
			break
		}
		fmt.Fprintf(&b, "  %s\n", v)
	}
	for _, l := range res.Lines {
		fmt.Fprintf(&b, "    %s\n", l)
	}
	fmt.Fprintf(&b, "  again: %s\n", res.Story.Command())
	return b.String()
}

// report shows from time to time how far it has come.
func (r *running) report(ctx context.Context, began time.Time) (stop func()) {
	if r.Progress == nil {
		return func() {}
	}
	every := r.Every
	if every <= 0 {
		every = 10 * time.Second
	}
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		t := time.NewTicker(every)
		defer t.Stop()
		for {
			select {
			case <-done:
				return
			case <-ctx.Done():
				return
			case <-t.C:
			}
			r.mu.Lock()
			s, failed := r.out.Stats, len(r.out.Failed)
			r.mu.Unlock()
			fmt.Fprintf(r.Progress, "%d of %d stories, %.0f steps/s, violations: %d\n",
				s.Seeds, r.Count, float64(s.Steps)/time.Since(began).Seconds(), failed)
		}
	})
	return func() {
		close(done)
		wg.Wait()
	}
}

// Summary tells how it went, the violations on the very last line.
func (o *Outcome) Summary() string {
	s := &o.Stats
	return fmt.Sprintf(`stories:       %d, %d acts, in %v
steps:         %d, %.0f a second
messages:      %d
effects:       %d
crashes:       %d
takeovers:     %d
lost answers:  %d
conceded:      %d overwritten edits, at trackers without condition and change log
violations: %d
`, s.Seeds, s.Acts, o.Took.Round(time.Millisecond), s.Steps, float64(s.Steps)/o.Took.Seconds(), s.Messages, s.Effects,
		s.Crashes, s.Takeovers, s.Lost, s.Conceded, o.Violations())
}

package program_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/groovy/internal/program"
)

// Programs are what the package says: the same for a seed, Groovy, and ended
// by nothing but themselves or an exception.
func TestPrograms(t *testing.T) {
	t.Parallel()
	n := uint64(1000)
	if testing.Short() {
		n = 100
	}
	limited, failed, shared := 0, 0, 0
	for seed := range n {
		src := program.New(seed).Text()
		if again := program.New(seed).Text(); again != src {
			t.Fatalf("seed %d gives two programs", seed)
		}
		script, err := groovy.Compile("program.groovy", src, nil)
		if err != nil {
			t.Errorf("seed %d does not compile: %v\n%s", seed, err, src)
			continue
		}
		var out strings.Builder
		_, err = script.Run(context.Background(), &groovy.Env{Stdout: io.MultiWriter(&out), Limits: groovy.Limits{Steps: 5_000_000, Memory: 128 << 20}})
		var re *groovy.RunError
		var le *groovy.LimitError
		switch {
		case errors.As(err, &re):
			failed++
		case errors.As(err, &le):
			limited++
		case err != nil:
			t.Errorf("seed %d: %v\n%s", seed, err, src)
		}
		if strings.Count(out.String(), "\n") > 5 {
			shared++
		}
	}
	// A program that says nothing compares nothing.
	if shared < int(n)*6/10 || limited > int(n)/20 || failed > int(n)*7/10 {
		t.Errorf("of %d programs %d print more than five lines, %d fail, %d end by a limit", n, shared, failed, limited)
	}
}

// Shrinking finds the one statement that matters.
func TestSmaller(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		p := program.New(seed)
		if !shows(p) {
			continue
		}
	next:
		for {
			for _, q := range program.Smaller(p) {
				if q.Size() >= p.Size() && len(q.Text()) >= len(p.Text()) {
					continue
				}
				if shows(q) {
					p = q
					continue next
				}
			}
			break
		}
		// The helper that prints exceptions stays, and one statement.
		if lines := strings.Count(p.Text(), "\n"); lines > 4 {
			t.Errorf("seed %d shrinks to %d lines:\n%s", seed, lines, p.Text())
		}
	}
}

func shows(p *program.Node) bool { return strings.Contains(p.Text(), ".getClass()") }

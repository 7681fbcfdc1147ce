package groovy_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// TestGDKLimits tries the methods that make much of little. Each must end by
// a limit, or as an exception, never by taking what it asks for.
func TestGDKLimits(t *testing.T) {
	t.Parallel()
	for _, src := range []string{
		"(1..12).permutations()",
		"(1..12).eachPermutation { }",
		"(1..40).toList().subsequences()",
		"([(1..50).toList()] * 8).combinations()",
		"Collections.nCopies(2000000000, 'a')",
		"Arrays.copyOf(new int[1], 2000000000)",
		"'\\t'.expand(2000000000)",
		"'a'.indent(2000000000)",
		"[].withDefault { it }[2000000000]",
		"[].withEagerDefault { it }[2000000000]",
		"def l = (1..1000).toList(); while (true) { l.sort { a, b -> 1 } }",
		"def l = [1]; while (true) { l = l.plus(l) }",
		"(1..100000).toList().unique { a, b -> 1 }",
		"0.step(1, 0.0000001) { }",
		"BigInteger.ONE.setBit(2000000000)",
		"([a: 1] as Collection).size()",
		"([a: 1] as Iterable).iterator()",
		"def i = { 1 } as Iterable; i.each { }",
		"def it2 = [hasNext: { true }, next: { 1 }] as Iterator; it2.drop(2000000000)",
	} {
		t.Run(src, func(t *testing.T) {
			t.Parallel()
			s, err := groovy.Compile("limits.groovy", src, nil)
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.Run(context.Background(), &groovy.Env{Limits: groovy.Limits{Steps: 300_000, Memory: 64 << 20}})
			var limit *groovy.LimitError
			var run *groovy.RunError
			if !errors.As(err, &limit) && !errors.As(err, &run) {
				t.Fatalf("got %v, want a limit or an exception", err)
			}
			if run != nil && strings.Contains(run.Class, "MissingMethod") {
				t.Fatalf("got %v, want the method to be there", err)
			}
		})
	}
}

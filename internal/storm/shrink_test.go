package storm

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/world"
)

// vandal takes out, on every message, all comments that people wrote here: a
// rule that says so, which the engine obeys and the promises forbid.
type vandal struct{ rule.Basic }

func (v vandal) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	w, err := v.Basic.Incoming(ctx, in)
	w.Issue.Comments = slices.DeleteFunc(slices.Clone(w.Issue.Comments), func(c hub.Comment) bool { return strings.HasPrefix(c.Body, "Bc") })
	return w, err
}

// A planted fault is found by many stories, and the story that is left of one
// is short, fails in the same way, and does so again when it is played by the
// command that is printed.
func TestShrink(t *testing.T) {
	planted := Story{Plain: []string{"rules"}, bend: func(o *world.Options) { o.Rules[1] = vandal{rule.Basic{Project: "BBB"}} }}
	found := 0
	for seed := uint64(1); seed <= 40 && found < 3; seed++ {
		st := planted
		st.Seed = seed
		res := play(t, st)
		if !slices.ContainsFunc(res.Violations, func(v Violation) bool { return v.Check == "ownership" }) {
			continue
		}
		found++
		res.Violations = slices.DeleteFunc(res.Violations, func(v Violation) bool { return v.Check != "ownership" })
		short, err := Shrink(t.Context(), res, 600)
		if err != nil {
			t.Fatal(err)
		}
		if len(short.Violations) == 0 || !slices.ContainsFunc(short.Violations, func(v Violation) bool { return v.Check == "ownership" }) {
			t.Errorf("seed %d: the short story does not fail in the same way: %v", seed, short.Violations)
		}
		// A pair, a comment, a change, and the steps that carry them over.
		if n := len(short.Story.Acts); n > 12 {
			t.Errorf("seed %d: %d acts are left:\n%s", seed, n, strings.Join(short.Lines, "\n"))
		}
		st.Acts, st.Plain = short.Story.Acts, short.Story.Plain
		if again := play(t, st); again.Digest != short.Digest || len(again.Violations) != len(short.Violations) {
			t.Errorf("seed %d: played again it ends in another way: %v", seed, again.Violations)
		}
		for _, want := range []string{"-seed", "-acts", "-plain rules"} {
			if !strings.Contains(short.Story.Command(), want) {
				t.Errorf("the command lacks %s: %s", want, short.Story.Command())
			}
		}
	}
	if found < 3 {
		t.Errorf("%d of 40 stories found the planted fault, want 3 at least", found)
	}
}

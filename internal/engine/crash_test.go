package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// appending is a rule that is not idempotent: each message adds a line. What is
// applied twice, or lost, shows.
type appending struct{ rule.Basic }

func (a appending) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	w, err := a.Basic.Incoming(ctx, in)
	w.Issue.Environment = in.Issue.Environment + "+" + in.Replica.Summary
	return w, err
}

// calling is a rule with an effect of its own beside what it returns.
type calling struct{ rule.Basic }

func (c calling) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	w, err := c.Basic.Incoming(ctx, in)
	if err != nil {
		return w, err
	}
	got, err := in.Tools.Do(ctx, map[string]hub.Value{"book": in.Replica.Summary})
	if s, ok := got.(string); ok {
		w.Issue.Environment = s
	}
	return w, err
}

// ledger is what a calling rule writes to: an outside system that numbers what
// it is sent.
type ledger struct {
	w       *world
	entries []string
}

func (l *ledger) book(_ context.Context, request hub.Value) (hub.Value, error) {
	if l.w != nil && l.w.power.off {
		return nil, errPower
	}
	l.entries = append(l.entries, request.(map[string]hub.Value)["book"].(string))
	return fmt.Sprintf("entry %d", len(l.entries)), nil
}

// crashKinds are the trackers on which the matrix runs: what the look after a
// crash may hold on to differs.
var crashKinds = map[string]tracker.Habits{
	"best":     memtracker.Best(),
	"markdown": {Revision: tracker.None, Conditional: true, ConditionalParts: true, Marks: []string{"issue", "comments"}},
	"coarse":   memtracker.Seconds(),
	"nothing":  memtracker.Worst(),
	"apart":    {Revision: tracker.Exact, ChangeLog: true, StatusApart: true, Marks: []string{"issue"}},
}

// matrixStory makes an issue with everything, then changes it from both sides.
// Each part of it is a function, so that the matrix can let the node rest after
// each.
func matrixStory(w *world) (first func() hub.Ref, second func(hub.Ref)) {
	first = func() hub.Ref {
		ref := w.A.Add(hub.Issue{Summary: "one", Description: "text", Labels: []string{"x"}, Status: "open"})
		w.A.Comment(ref.ID, hub.User{}, "first")
		w.A.Comment(ref.ID, hub.User{}, "second")
		w.A.Attach(ref.ID, "a.txt", []byte("bytes"))
		return ref
	}
	second = func(ref hub.Ref) {
		is := w.A.Issue(ref.ID)
		w.A.Edit(ref.ID, func(is *hub.Issue) { is.Summary, is.Status = "two", "closed"; is.Labels = []string{"y"} })
		w.A.EditComment(ref.ID, is.Comments[0].ID, "first, edited")
		w.A.DropComment(ref.ID, is.Comments[1].ID)
		w.A.Comment(ref.ID, hub.User{}, "third")
		w.A.Detach(ref.ID, is.Attachments[0].ID)
	}
	return first, second
}

// checkMatrix checks that everything arrived once.
func checkMatrix(t *testing.T, w *world, ref hub.Ref, lines string) {
	t.Helper()
	w.atRest()
	if n := len(w.B.Issues()); n != 1 {
		t.Errorf("B has %d issues, want 1", n)
	}
	if n := len(w.A.Issues()); n != 1 {
		t.Errorf("A has %d issues, want 1", n)
	}
	is := w.twinOf(ref.ID)
	if is.Summary != "two" || is.Status != "closed" || !slices.Equal(is.Labels, []string{"y"}) {
		t.Errorf("twin shows %q, %q, %q", is.Summary, is.Status, is.Labels)
	}
	if got := bodies(is); !slices.Equal(got, []string{"first, edited", "third"}) {
		t.Errorf("comments of the twin are %q", got)
	}
	if len(is.Attachments) != 0 {
		t.Errorf("attachments of the twin are %v", is.Attachments)
	}
	if is.Environment != lines {
		t.Errorf("the rule's own field is %q, want %q", is.Environment, lines)
	}
	if got := bodies(w.A.Issue(ref.ID)); len(got) != 2 {
		t.Errorf("comments at A are %q", got)
	}
}

// TestCrashMatrix turns the power off after every effect there is, one run
// each, before anything of it is recorded; the node must go on from what it
// stored and come to the same end.
func TestCrashMatrix(t *testing.T) {
	for name, h := range inShort(crashKinds) {
		for mode, rules := range map[string]rule.Set{"appends": appending{rule.Basic{Project: "BBB"}}, "calls": calling{rule.Basic{Project: "BBB"}}} {
			t.Run(name+"/"+mode, func(t *testing.T) {
				t.Parallel()
				for n := 1; ; n += stride() {
					if !crashAt(t, h, rules, n) {
						if n < 8 {
							t.Fatalf("only %d effects: the story is too short to say anything", n-1)
						}
						return
					}
					if t.Failed() {
						return
					}
				}
			})
		}
	}
}

// TestCrashAtCommit turns the power off before every commit there is: what was
// done before it, and not recorded, must be found again.
func TestCrashAtCommit(t *testing.T) {
	for name, h := range inShort(crashKinds) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for n := -1; crashAt(t, h, appending{rule.Basic{Project: "BBB"}}, n) && !t.Failed(); n -= 2*stride() - 1 {
			}
			if name != "best" { // what a rule calls has nothing to do with the tracker
				return
			}
			for n := -1; crashAt(t, h, calling{rule.Basic{Project: "BBB"}}, n) && !t.Failed(); n -= 2*stride() - 1 {
			}
		})
	}
}

// inShort leaves, for a short run, the best tracker and the worst.
func inShort(kinds map[string]tracker.Habits) map[string]tracker.Habits {
	if !testing.Short() {
		return kinds
	}
	few := map[string]tracker.Habits{}
	for _, name := range []string{"best", "exact conditional log", "nothing", "none", "none conditional"} {
		if h, ok := kinds[name]; ok {
			few[name] = h
		}
	}
	return few
}

// stride is how many places a short run passes over between two crashes.
func stride() int {
	if testing.Short() {
		return 3
	}
	return 1
}

// crashAt runs the story with the power cut after the n-th effect, or for a
// negative n before the (-n)-th commit, and reports whether there were that
// many.
func crashAt(t *testing.T, h tracker.Habits, rules rule.Set, n int) bool {
	t.Helper()
	book := &ledger{}
	w := newWorld(t, worldOptions{
		a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h}, rulesB: rules,
		change: func(c *Connection) { c.Halves[hub.Acceptor].Effect = book.book },
	})
	book.w = w
	cut := false
	w.power.commits = 0
	w.power.atCommit = func(i int) bool {
		if i == -n {
			cut = true
		}
		return i == -n
	}
	w.power.cut = func(i int, _, _ string) bool {
		if i == n {
			cut = true
		}
		return i == n
	}
	first, second := matrixStory(w)
	ref, unsure := first(), false
	run := func() {
		w.settle()
		if w.power.off {
			t.Logf("effect %d is %s", n, w.power.name)
			w.restart()
			w.settle()
		}
		// The power went between a rule's call and its record: nobody can know, and
		// the owner, who looks into the ledger, says that it is there.
		for _, f := range w.faults() {
			if strings.Contains(f.Message, "nobody knows") {
				if err := w.queue.Skip(ctx, f.Event, "it is in the ledger", "ann"); err != nil {
					t.Fatal(err)
				}
				unsure = true
				w.settle()
			}
		}
	}
	run()
	second(ref)
	run()
	w.power.cut, w.power.atCommit = nil, nil
	want := "+one+two"
	if _, ok := rules.(calling); ok {
		want = "entry 2"
		if unsure {
			want = w.twinOf(ref.ID).Environment // the answer to the call was lost
		}
		if got := strings.Join(book.entries, ","); got != "one,two" {
			t.Errorf("effect %d: the rule's calls are %q, want each once", n, got)
		}
	}
	checkMatrix(t, w, ref, want)
	if t.Failed() {
		t.Errorf("power cut after effect %d (%s)", n, w.power.name)
		w.dump()
	}
	w.store.Close()
	return cut
}

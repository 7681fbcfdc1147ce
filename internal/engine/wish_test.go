package engine

import (
	"context"
	"fmt"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
)

// wishing is a rule that asks for something besides the item's new contents.
type wishing struct {
	rule.Basic
	wish func(in rule.In, r *rule.Result)
}

func (w wishing) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	r, err := w.Basic.Incoming(ctx, in)
	if err == nil {
		w.wish(in, &r)
	}
	return r, err
}

// crashes plays a story without a crash, and then again with the power cut
// after each effect and before each commit, until there are no more of them.
func crashes(t *testing.T, o func() worldOptions, story func(w *world, run func())) {
	t.Helper()
	play := func(t *testing.T, n int) (more bool) {
		w := newWorld(t, o())
		w.power.commits = 0
		w.power.atCommit = func(i int) bool { more = more || i == -n; return i == -n }
		w.power.cut = func(i int, _, _ string) bool { more = more || i == n; return i == n }
		story(w, func() {
			w.settle()
			if w.power.off {
				w.restart()
				w.settle()
			}
		})
		w.power.cut, w.power.atCommit = nil, nil
		w.atRest()
		return more
	}
	t.Run("no crash", func(t *testing.T) { play(t, 0) })
	for _, sign := range []int{1, -1} {
		more := true
		for n := 1; more; n += stride() {
			more = false
			t.Run(fmt.Sprint("crash ", sign*n), func(t *testing.T) { more = play(t, sign*n) })
			if n > 500 {
				t.Fatal("the story does not end")
			}
		}
	}
}

// A rule that links to an existing issue makes none: what it set is laid over
// what is there, and from then on the two are a pair.
func TestLinkToAnExistingIssue(t *testing.T) {
	var there hub.Ref
	crashes(t, func() worldOptions {
		return worldOptions{
			change: func(c *Connection) { c.Halves[hub.Acceptor].Trigger = nil },
			rulesB: wishing{rule.Basic{Project: "BBB"}, func(in rule.In, r *rule.Result) {
				if in.First {
					r.Issue, r.Link = hub.Issue{Labels: []string{"linked"}}, there
				}
			}},
		}
	}, func(w *world, run func()) {
		there = w.B.Add(hub.Issue{Summary: "was here before", Environment: "theirs"})
		a := w.A.Add(hub.Issue{Summary: "new"})
		run()
		b := w.twinOf(a.ID)
		if len(w.B.Issues()) != 1 || b.Ref.ID != there.ID || b.Environment != "theirs" {
			t.Fatalf("B has %d issues, the twin is %+v", len(w.B.Issues()), b)
		}
		w.A.Edit(a.ID, summary("edited"))
		run()
		if b := w.twinOf(a.ID); b.Summary != "edited" || b.Environment != "theirs" {
			t.Errorf("an edit came as %q", b.Summary)
		}
		w.B.Edit(there.ID, summary("back"))
		run()
		if got := w.A.Issue(a.ID).Summary; got != "back" {
			t.Errorf("the answer came as %q", got)
		}
	})
}

// A link to what is not there is the rule's fault, and stops this issue alone.
func TestLinkToNothing(t *testing.T) {
	w := newWorld(t, worldOptions{rulesB: wishing{rule.Basic{Project: "BBB"}, func(in rule.In, r *rule.Result) {
		if in.First && in.Replica.Summary == "bad" {
			r.Link = hub.Ref{ID: "nowhere"}
		}
	}}})
	w.A.Add(hub.Issue{Summary: "bad"})
	good := w.A.Add(hub.Issue{Summary: "good"})
	w.settle()
	w.twinOf(good.ID)
	if f := w.faults(); len(f) != 1 || f[0].Scope != hub.ScopeIssue || f[0].Code != hub.Script {
		t.Errorf("faults %+v", f)
	}
}

// Sync back tells the other side once what the issue looks like now, and the
// answer does not make it go on for ever.
func TestSyncBack(t *testing.T) {
	crashes(t, func() worldOptions {
		return worldOptions{rulesB: wishing{rule.Basic{Project: "BBB"}, func(in rule.In, r *rule.Result) {
			r.Issue.Status, r.SyncBack = "taken", true
		}}}
	}, func(w *world, run func()) {
		a := w.A.Add(hub.Issue{Summary: "one", Status: "open"})
		run()
		if got := w.A.Issue(a.ID).Status; got != "taken" {
			t.Errorf("A shows status %q", got)
		}
		w.A.Edit(a.ID, summary("two"))
		run()
		if got := w.twinOf(a.ID).Summary; got != "two" {
			t.Errorf("B shows %q", got)
		}
	})
}

// Two rules that both sync back stop with a fault instead of going on.
func TestSyncBackForEver(t *testing.T) {
	back := func(_ rule.In, r *rule.Result) { r.SyncBack = true }
	w := newWorld(t, worldOptions{rulesA: wishing{rule.Basic{Project: "AAA"}, back}, rulesB: wishing{rule.Basic{Project: "BBB"}, back}})
	w.A.Add(hub.Issue{Summary: "one"})
	w.settle()
	if f := w.faults(); len(f) != 1 || f[0].Scope != hub.ScopeIssue {
		t.Errorf("faults %+v", f)
	}
}

// A rule may end the pair with the message it applies: both sides take note, and
// later edits go nowhere.
func TestStopAfterProcessing(t *testing.T) {
	crashes(t, func() worldOptions {
		return worldOptions{rulesB: wishing{rule.Basic{Project: "BBB"}, func(in rule.In, r *rule.Result) {
			r.Stop = in.Replica.Status == "closed"
		}}}
	}, func(w *world, run func()) {
		a := w.A.Add(hub.Issue{Summary: "one", Status: "open"})
		run()
		b := w.twinOf(a.ID)
		w.A.Edit(a.ID, func(is *hub.Issue) { is.Status = "closed" })
		run()
		if got := w.B.Issue(b.Ref.ID).Status; got != "closed" {
			t.Errorf("the last message was not applied: %q", got)
		}
		if s := w.states(); s[hub.Initiator] != hub.EndStopped || s[hub.Acceptor] != hub.EndStopped {
			t.Errorf("the ends are %v", s)
		}
		w.A.Edit(a.ID, summary("later"))
		w.B.Edit(b.Ref.ID, func(is *hub.Issue) { is.Environment = "later" })
		run()
		if got := w.B.Issue(b.Ref.ID).Summary; got != "one" {
			t.Errorf("an edit after the end arrived: %q", got)
		}
	})
}

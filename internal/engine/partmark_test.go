package engine

import (
	"context"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// quiet shows the marks of comments to those alone who ask for them.
type quiet struct {
	tracker.Connector
	tracker.Commenter
	tracker.Logger
	tracker.Marker
	sure  bool
	asked *int
}

func (q quiet) Get(ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
	is, err := q.Connector.Get(ctx, ref)
	if err == nil {
		for i := range is.Comments {
			is.Comments[i].Mark = ""
		}
	}
	return is, err
}

func (q quiet) PartMarks(ctx context.Context, ref hub.Ref, field string) (map[string]string, bool, error) {
	*q.asked++
	if field != "comments" || !q.sure {
		return nil, false, nil
	}
	is, err := q.Connector.Get(ctx, ref)
	if err != nil {
		return nil, false, err
	}
	m := map[string]string{}
	for _, c := range is.Comments {
		m[c.ID] = c.Mark
	}
	return m, true, nil
}

// A comment of ours that somebody edited before we heard of it is found by its
// mark, where the tracker shows marks to those who ask; else a person is asked.
func TestCommentFoundByItsMark(t *testing.T) {
	for _, sure := range []bool{true, false} {
		asked := 0
		h := memtracker.Best()
		w := newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h},
			wrapB: func(s tracker.Spec, c tracker.Connector) (tracker.Spec, tracker.Connector) {
				s.Habits.Marks = []string{"issue"}
				return s, quiet{c, c.(tracker.Commenter), c.(tracker.Logger), c.(tracker.Marker), sure, &asked}
			}})
		a := w.A.Add(hub.Issue{Summary: "zero"})
		w.settle()
		before := asked
		w.A.Comment(a.ID, hub.User{}, "first")
		w.settle()
		if asked != before {
			t.Errorf("marks were asked for %d times though every answer came", asked-before)
		}
		b := w.twinOf(a.ID)
		w.power.cut = func(_ int, side, name string) bool { return side == "B" && name == "AddComment" }
		w.A.Comment(a.ID, hub.User{}, "second")
		w.settle()
		if !w.power.off {
			t.Fatal("the power stayed on")
		}
		w.power.cut = nil
		now := w.B.Issue(b.Ref.ID)
		w.B.EditComment(b.Ref.ID, now.Comments[1].ID, "second, and edited there")
		w.restart()
		w.settle()
		if asked == before {
			t.Error("nobody asked for the marks")
		}
		got := bodies(w.twinOf(a.ID))
		if len(got) != 2 {
			t.Errorf("sure %v: comments %q", sure, got)
		}
		if !sure {
			if l := w.faults(); len(l) != 1 || !strings.Contains(l[0].Message, "unanswered try") {
				t.Errorf("faults %v, want one that asks a person", l)
			}
			continue
		}
		w.atRest()
		if got[1] != "second, and edited there" {
			t.Errorf("what was edited is %q", got[1])
		}
	}
}

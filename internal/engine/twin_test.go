package engine

import (
	"context"
	"slices"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// signpost shows people where twins are.
type signpost struct {
	tracker.Connector
	tracker.Commenter
	tracker.Logger
	tracker.Marker
	put  *[]string
	fail *error
}

func (s signpost) LinkTwin(_ context.Context, w tracker.Write, address, title string) error {
	*s.put = append(*s.put, w.Ref.ID+" "+address+" "+title)
	return *s.fail
}

// where tells an address with each issue.
type where struct {
	rule.Basic
	address string
}

func (r where) Outgoing(ctx context.Context, in rule.Out) (hub.Issue, error) {
	is, err := r.Basic.Outgoing(ctx, in)
	is.URL = r.address
	return is, err
}

// The twin's address is shown once; what cannot be shown holds nothing up.
func TestTwinIsShown(t *testing.T) {
	const page = "https://a.example.org/AAA-1"
	for _, x := range []struct {
		name, address string
		err           *hub.Error
		want          int
	}{
		{"shown", page, nil, 1},
		{"not allowed", page, &hub.Error{Code: hub.Denied, Scope: hub.ScopeIssue, Message: "no"}, 1},
		{"busy", page, &hub.Error{Code: hub.Busy, Message: "later"}, 3},
		{"no address", "", nil, 0},
		{"a script", "javascript:alert(1)", nil, 0},
		{"no host", "https:///x", nil, 0},
	} {
		t.Run(x.name, func(t *testing.T) {
			var put []string
			var fail error
			if x.err != nil {
				fail = x.err
			}
			h := memtracker.Best()
			w := newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h}, rulesA: where{rule.Basic{Project: "AAA"}, x.address},
				wrapB: func(s tracker.Spec, c tracker.Connector) (tracker.Spec, tracker.Connector) {
					return s, signpost{c, c.(tracker.Commenter), c.(tracker.Logger), c.(tracker.Marker), &put, &fail}
				}})
			a := w.A.Add(hub.Issue{Summary: "zero"})
			w.settle()
			for _, s := range []string{"one", "two"} {
				w.A.Edit(a.ID, summary(s))
				w.settle()
			}
			w.atRest()
			b := w.twinOf(a.ID)
			if b.Summary != "two" {
				t.Errorf("the twin says %q", b.Summary)
			}
			if len(put) != x.want || x.want > 0 && !slices.Contains(put, b.Ref.ID+" "+page+" "+a.Key) {
				t.Errorf("put was %q, want %d", put, x.want)
			}
		})
	}
}

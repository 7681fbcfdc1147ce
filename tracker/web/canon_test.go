package web_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

func TestLines(t *testing.T) {
	for in, want := range map[string]string{"": "", "a\nb": "a\nb", "a\r\nb\rc\n": "a\nb\nc\n", "\r\r\n\r": "\n\n\n"} {
		if got := web.Lines(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// However the values come, equal sets are the same value.
func TestSet(t *testing.T) {
	ann, bob := hub.User{ID: "1", Name: "Ann"}, hub.User{ID: "2", Name: "Bob"}
	for _, c := range []struct{ a, b []hub.Value }{
		{[]hub.Value{"b", "a", "b"}, []hub.Value{"a", "b"}},
		{[]hub.Value{bob, nil, ann}, []hub.Value{ann, bob, ann}},
		{[]hub.Value{nil}, nil},
	} {
		if got, want := web.Set(c.a), web.Set(c.b); !hub.Same(got, want) {
			t.Errorf("%v becomes %v, and %v becomes %v", c.a, got, c.b, want)
		}
	}
	if got := web.Set(nil); got != nil {
		t.Errorf("an empty set is %v, want nil", got)
	}
	if got, ok := web.Set([]hub.Value{"b", "a", "a"}).([]hub.Value); !ok || len(got) != 2 {
		t.Errorf("got %v, want two texts", got)
	}
}

func TestWhatRefusalsMean(t *testing.T) {
	denied := &hub.Error{Code: hub.Denied, Scope: hub.ScopeConnection, Message: "no"}
	wrapped := fmt.Errorf("reading: %w", denied)
	if err := web.Hidden(wrapped); hub.CodeOf(err) != hub.NotFound || !errors.Is(err, denied) {
		t.Errorf("a refusal to show something is %v", err)
	}
	narrow := &hub.Error{Code: hub.Denied, Scope: hub.ScopeIssue}
	if err := web.Hidden(narrow); err != error(narrow) {
		t.Errorf("a refusal of one issue became %v", err)
	}
	if err := web.Unseen(denied); hub.CodeOf(err) != hub.Unreachable {
		t.Errorf("a write that cannot be read again is %v", err)
	}
	if err := web.Unseen(context.Canceled); !errors.Is(err, context.Canceled) || web.Unseen(nil) != nil {
		t.Errorf("what we cancelled ourselves is %v", err)
	}
}

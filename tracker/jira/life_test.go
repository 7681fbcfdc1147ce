package jira_test

import (
	"slices"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// A level of security is set, taken out, and refused by its name where we are not
// in it; an issue that goes into one of which we are no part is hidden, not gone.
func TestSecurityLevel(t *testing.T) {
	each(t, func(t *testing.T, _ sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, func(is *hub.Issue) { is.SecurityLevel = "Internal" })
		shows := func(want string) {
			t.Helper()
			if got := get(t, c, ref).SecurityLevel; got != want {
				t.Errorf("the level is %q, want %q", got, want)
			}
		}
		shows("Internal")
		if err := put(c, ref, tracker.Patch{Fields: hub.Issue{Cleared: []string{"securityLevel"}}}); err != nil {
			t.Fatal(err)
		}
		shows("")
		if err := put(c, ref, tracker.Patch{Fields: hub.Issue{SecurityLevel: "Internal"}}); err != nil {
			t.Fatal(err)
		}
		shows("Internal")
		for _, level := range []string{"Confidential", "No such"} {
			err := put(c, ref, tracker.Patch{Fields: hub.Issue{SecurityLevel: level}})
			if e := hub.AsError(err); err == nil || e.Code != hub.Invalid || e.Field != "securityLevel" {
				t.Errorf("%s: %v", level, err)
			}
		}
		shows("Internal")
		if err := b.site.Person("admin").Edit(ref.ID, map[string]any{"fields": map[string]any{"security": map[string]any{"name": "Confidential"}}}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Get(t.Context(), ref); code(err) != hub.NotFound {
			t.Errorf("an issue of a level that is not ours: %v", err)
		}
		for ch, err := range c.Changes(t.Context(), "") {
			if err != nil {
				t.Fatal(err)
			}
			if ch.Deleted {
				t.Errorf("told as deleted: %+v", ch)
			}
		}
	})
}

// Watchers come and go one by one; others stay.
func TestWatchers(t *testing.T) {
	each(t, func(t *testing.T, _ sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, nil)
		dev, ann := hub.User{ID: b.site.Person("dev").ID()}, hub.User{ID: b.site.Person("ann").ID()}
		watch := func(p tracker.Patch, want ...hub.User) {
			t.Helper()
			if err := put(c, ref, p); err != nil {
				t.Fatal(err)
			}
			l := get(t, c, ref).Watchers
			for _, u := range want {
				if !slices.ContainsFunc(l, func(w hub.User) bool { return w.ID == u.ID }) {
					t.Errorf("%s does not watch: %+v", u.ID, l)
				}
			}
			for _, u := range []hub.User{dev, ann} {
				if !slices.Contains(want, u) && slices.ContainsFunc(l, func(w hub.User) bool { return w.ID == u.ID }) {
					t.Errorf("%s watches: %+v", u.ID, l)
				}
			}
		}
		watch(tracker.Patch{Add: hub.Issue{Watchers: []hub.User{dev, ann}}}, dev, ann)
		watch(tracker.Patch{Add: hub.Issue{Watchers: []hub.User{dev}}}, dev, ann) // there already
		watch(tracker.Patch{Drop: hub.Issue{Watchers: []hub.User{dev}}}, ann)
		err := put(c, ref, tracker.Patch{Add: hub.Issue{Watchers: []hub.User{{Name: "nobody at all"}}}})
		if e := hub.AsError(err); err == nil || e.Code != hub.Invalid || e.Field != "watchers" {
			t.Errorf("somebody who is not there: %v", err)
		}
	})
}

// What a person moves or deletes is known again, or known to be gone, by what Jira
// calls with; a bare answer that there is none is no deletion.
func TestMovedAndDeletedByHook(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, _ tracker.Connector) {
		e := newEar(t)
		b.site.Hook(e.address, "", false)
		c := b.open(tracker.Settings{"projects": "ACME,GLOBEX"})
		ref := newIssue(t, c, nil)
		e.take(t, b)
		if err := b.site.Person("admin").Delete(ref.ID); err != nil {
			t.Fatal(err)
		}
		calls, bodies := e.take(t, b)
		deleted := false
		for i, r := range calls {
			l, err := c.(tracker.Hooker).ParseHook(r, bodies[i])
			if err != nil {
				t.Fatal(err)
			}
			for _, ch := range l {
				deleted = deleted || ch.Deleted && ch.Ref == ref
			}
		}
		if !deleted {
			t.Errorf("%d calls, and none says that %s is gone", len(calls), ref.Key)
		}
		if _, err := c.Get(t.Context(), ref); code(err) != hub.NotFound {
			t.Errorf("a deleted issue: %v", err)
		}
		for _, write := range []func() error{
			func() error { return put(c, ref, tracker.Patch{Fields: hub.Issue{Summary: "x"}}) },
			func() error {
				_, err := c.(tracker.Commenter).AddComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{Body: "x"})
				return err
			},
		} {
			if err := write(); code(err) != hub.NotFound {
				t.Errorf("a write to a deleted issue: %v", err)
			}
		}
	})
}

package memtracker_test

import (
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	. "github.com/entwine-sync/entwine/tracker/memtracker"
	"pgregory.net/rapid"
)

func TestPeopleEditByHand(t *testing.T) {
	d := setup(t, Config{})
	id := d.Comment(d.ref.ID, hub.User{ID: "bob"}, "first")
	d.EditComment(d.ref.ID, id, "edited")
	d.Edit(d.ref.Key, func(is *hub.Issue) {
		is.Summary, is.Labels = "by hand", []string{"ui"}
		is.Comments = append(is.Comments, hub.Comment{Body: "second"})
		is.WorkLogs = append(is.WorkLogs, hub.WorkLog{Seconds: 60, Started: time.Unix(0, 0)})
		is.Rev, is.Ref = "nonsense", hub.Ref{ID: "nonsense"}
	})
	is := d.get()
	if is.Summary != "by hand" || len(is.Comments) != 2 || is.Comments[0].Author.ID != "bob" || is.Comments[0].Body != "edited" ||
		is.Comments[1].ID == "" || is.Comments[1].Author.ID != "alice" || *is.Spent != 60 || is.Ref != d.ref {
		t.Errorf("the issue is %+v", is)
	}
	d.DropComment(d.ref.ID, id)
	if n := len(d.get().Comments); n != 1 {
		t.Errorf("%d comments left", n)
	}
}

func TestTheLogTellsAuthorsApartAndSharesIDs(t *testing.T) {
	d := setup(t, Config{})
	d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary, is.Labels = "by hand", []string{"ui"} })
	r, err := d.set("ours")
	d.code(err, "")
	d.EditAs(hub.User{ID: "entwine"}, d.ref.ID, func(is *hub.Issue) { is.Priority = "high" })
	list, err := d.c.(tracker.Logger).Entries(t.Context(), d.ref, "")
	d.code(err, "")
	want := []struct{ field, by string }{{"labels/ui", "alice"}, {"summary", "alice"}, {"summary", "entwine"}, {"priority", "entwine"}}
	if len(list) != len(want) {
		t.Fatalf("the log is %+v", list)
	}
	for i, w := range want {
		if list[i].Field != w.field || list[i].By.ID != w.by {
			t.Errorf("entry %d is %s by %s, want %s by %s", i, list[i].Field, list[i].By.ID, w.field, w.by)
		}
	}
	if list[0].ID != list[1].ID || list[2].ID != r.Change || list[2].From != "by hand" || d.get().Log != list[3].ID {
		t.Errorf("the log is %+v, the receipt %+v", list, r)
	}
	d.knobs(Knobs{LogKeep: 1})
	if list, _ = d.c.(tracker.Logger).Entries(t.Context(), d.ref, ""); len(list) != 1 || list[0].Field != "priority" {
		t.Errorf("a short log has %+v", list)
	}
}

func TestAnEditThatChangesNothingIsNone(t *testing.T) {
	d := setup(t, Config{Norm: Norm{Trim: true}})
	before := d.get().Rev
	d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = " zero " })
	if is := d.get(); is.Rev != before || is.Summary != "zero" {
		t.Errorf("revision %s, then %s: %q", before, is.Rev, is.Summary)
	}
}

func TestAnswersAreTheirCallersOwn(t *testing.T) {
	d := setup(t, Config{})
	d.Comment(d.ref.ID, hub.User{ID: "bob"}, "hello")
	d.get().Comments[0].Author.ID = "mallory"
	is := d.Issue(d.ref.ID)
	is.Comments[0].Author.ID = "mallory"
	if by := d.get().Comments[0].Author.ID; by != "bob" {
		t.Errorf("the author is %s", by)
	}
}

func TestNamingAnIssueThatIsNotThereIsAMistake(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	setup(t, Config{}).Edit("NO-1", func(*hub.Issue) {})
}

func TestCapabilitiesFollowHabits(t *testing.T) {
	marks, log := Best(), Best()
	marks.ChangeLog, log.Marks = false, nil
	for name, c := range map[string]struct {
		cfg                       Config
		commenter, marker, logger bool
	}{
		"best":  {Config{}, true, true, true},
		"worst": {Config{Habits: Worst()}, true, false, false},
		"marks": {Config{Habits: marks}, true, true, false},
		"log":   {Config{Habits: log}, true, false, true},
		"plain": {Config{Plain: true}, false, false, false},
	} {
		conn := New(c.cfg).Connector()
		_, commenter := conn.(tracker.Commenter)
		_, marker := conn.(tracker.Marker)
		_, logger := conn.(tracker.Logger)
		if commenter != c.commenter || marker != c.marker || logger != c.logger {
			t.Errorf("%s: commenter %t, marker %t, logger %t", name, commenter, marker, logger)
		}
	}
}

func TestCanonIsIdempotent(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		norm := Norm{rapid.Bool().Draw(rt, "trim"), rapid.Bool().Draw(rt, "lf"), rapid.Bool().Draw(rt, "collapse"), rapid.Bool().Draw(rt, "lower")}
		c := New(Config{Norm: norm}).Connector()
		field := rapid.SampledFrom([]string{"summary", "labels", "comments", "customFields.x"}).Draw(rt, "field")
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ \t\r\naB\x{a0}]*`)).Draw(rt, "text")
		for _, v := range []hub.Value{s, map[string]hub.Value{"body": s}, []hub.Value{s}} {
			once := c.Canon(field, v)
			if twice := c.Canon(field, once); !hub.Same(once, twice) {
				rt.Fatalf("%q, then %q", once, twice)
			}
		}
	})
}

func TestManyAtOnce(t *testing.T) {
	d := setup(t, Config{Seed: 1})
	d.knobs(Knobs{LoseEvery: 7, LateNext: 5, LateBy: time.Microsecond, Feed: Feed{Double: 20}})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				_, _ = d.set("ours") // some are meant to get lost
				d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = "by hand" })
				d.Comment(d.ref.ID, hub.User{ID: "bob"}, "hello")
				for range d.c.Changes(d.Context(), "") {
					break
				}
				d.Effects()
			}
		})
		wg.Go(func() {
			for range 50 {
				d.get()
				d.Land()
				d.Hooks()
			}
		})
	}
	wg.Wait()
	if n := len(d.get().Comments); n != 200 {
		t.Errorf("%d comments, want 200", n)
	}
}

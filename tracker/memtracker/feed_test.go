package memtracker_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	. "github.com/entwine-sync/entwine/tracker/memtracker"
)

// edits makes n edits, a second apart.
func (d *desk) edits(n int) {
	for range n {
		d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary += "!" })
		<-time.After(time.Second)
	}
}

func revs(list []tracker.Change) []hub.Rev {
	var out []hub.Rev
	for _, ch := range list {
		out = append(out, ch.Rev)
	}
	return out
}

func inOrder(list []hub.Rev) bool { return slices.IsSortedFunc(list, hub.Rev.Compare) }

func TestFeedHabits(t *testing.T) {
	for name, c := range map[string]struct {
		feed    Feed
		soon    int // of 20 edits, told at once
		late    int // told in the end
		ordered bool
	}{
		"good":    {Feed{}, 20, 20, true},
		"late":    {Feed{Late: time.Hour}, 0, 20, true},
		"doubled": {Feed{Double: 100}, 40, 40, true},
		"missing": {Feed{Miss: 100}, 0, 20, true},
		"mixed":   {Feed{Jitter: 10 * time.Second}, -1, 20, false},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, Config{}, func(d *desk) {
				head, err := d.c.Head(d.Context())
				d.code(err, "")
				d.knobs(Knobs{Feed: c.feed})
				d.edits(20)
				if n := len(d.changes(head)); c.soon >= 0 && n != c.soon && c.feed.Miss == 0 {
					d.Errorf("%d changes are told at once, want %d", n, c.soon)
				}
				<-time.After(2 * time.Hour)
				got := revs(d.changes(head))
				if len(got) != c.late || inOrder(got) != c.ordered {
					d.Errorf("told %v, want %d, in order: %t", got, c.late, c.ordered)
				}
				for _, rev := range revs(d.Hooks())[1:] { // the first is the issue's making
					if !slices.Contains(got, rev) {
						d.Errorf("%s is never told", rev)
					}
				}
			})
		})
	}
}

func TestACursorFindsWhatWasMissed(t *testing.T) {
	bubble(t, Config{}, func(d *desk) {
		cur, err := d.c.Head(d.Context())
		d.code(err, "")
		d.knobs(Knobs{Feed: Feed{Jitter: 20 * time.Second, Double: 30, Miss: 30, MissFor: time.Minute}})
		told := map[hub.Rev]bool{}
		for range 100 {
			d.edits(1)
			for _, ch := range d.changes(cur) {
				told[ch.Rev], cur = true, ch.Next
			}
		}
		<-time.After(2 * time.Minute)
		for _, ch := range d.changes(cur) {
			told[ch.Rev] = true
		}
		if len(told) != 100 {
			d.Errorf("%d of 100 edits were told to one who went from cursor to cursor", len(told))
		}
	})
}

func TestAListThatBreaksOff(t *testing.T) {
	d := setup(t, Config{})
	d.Add(hub.Issue{Summary: "second"})
	d.knobs(Knobs{BreakAfter: 1})
	n := 0
	for _, err := range d.c.Changes(t.Context(), "") {
		if n++; n == 2 {
			d.code(err, hub.Unreachable)
		}
	}
	for _, err := range d.c.Find(t.Context(), "") {
		if n++; n == 4 {
			d.code(err, hub.Unreachable)
		}
	}
	if n != 4 {
		t.Errorf("%d entries, want one and an error twice", n)
	}
}

func TestCursorsThatMakeNoSense(t *testing.T) {
	d := setup(t, Config{})
	for _, cur := range []tracker.Cursor{"x", "-1", "99"} {
		for _, err := range d.c.Changes(t.Context(), cur) {
			d.code(err, hub.Invalid)
		}
	}
}

func TestHooksCarryTheStateOfTheirMoment(t *testing.T) {
	h := Best()
	h.CarriesState = true
	d := setup(t, Config{Habits: h})
	d.Hooks()
	for _, s := range []string{"one", "two"} {
		d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = s })
	}
	list := d.Hooks()
	if len(list) != 2 || list[0].State.Summary != "one" || list[1].State.Summary != "two" || list[0].Rev != list[0].State.Rev {
		t.Errorf("the hooks are %+v", list)
	}
	if again := d.Hooks(); len(again) != 0 {
		t.Errorf("handed out again: %+v", again)
	}
}

func TestDeletion(t *testing.T) {
	for _, silent := range []bool{false, true} {
		d := setup(t, Config{})
		d.knobs(Knobs{NoDeleteEvent: silent})
		cur, _ := d.c.Head(t.Context())
		d.Delete(d.ref.Key)
		list := d.changes(cur)
		if told := len(list) == 1 && list[0].Deleted; told == silent {
			t.Errorf("silent: %t, told: %+v", silent, list)
		}
		_, err := d.c.Get(t.Context(), d.ref)
		d.code(err, hub.NotFound)
		if d.Has(d.ref.ID) || len(d.Issues()) != 0 {
			t.Error("it is still there")
		}
	}
}

func TestMove(t *testing.T) {
	d := setup(t, Config{})
	cur, _ := d.c.Head(t.Context())
	to := d.Move(d.ref.ID, "NEW")
	if to.ID != d.ref.ID || to.Key != "NEW-1" {
		t.Fatalf("moved to %+v", to)
	}
	list := d.changes(cur)
	if len(list) != 1 || list[0].Was != d.ref || list[0].Ref != to {
		t.Errorf("told %+v", list)
	}
	if is := d.get(); is.Ref != to || is.Project != "NEW" {
		t.Errorf("the issue is %+v", is.Ref)
	}
	if is, err := d.c.Get(t.Context(), hub.Ref{Key: d.ref.Key}); err != nil || is.Ref != to {
		t.Errorf("by its old key: %v, %v", is, err)
	}
}

func TestWatch(t *testing.T) {
	bubble(t, Config{}, func(d *desk) {
		ctx, cancel := context.WithCancel(d.Context())
		told, ended := 0, false
		go func() {
			_ = d.c.(tracker.Watcher).Watch(ctx, func() { told++ })
			ended = true
		}()
		for want := range 4 {
			synctest.Wait()
			if told != want {
				d.Errorf("told %d times, want %d", told, want)
			}
			d.edits(1)
		}
		cancel()
		synctest.Wait()
		if !ended {
			d.Error("Watch goes on after its context ended")
		}
	})
}

func TestClonesCarryTheMarkAndTheOriginalIsFound(t *testing.T) {
	d := setup(t, Config{})
	r, err := d.c.Create(t.Context(), tracker.Write{Mark: "m"}, &hub.Issue{Summary: "x"})
	d.code(err, "")
	d.Comment(r.Ref.ID, hub.User{ID: "bob"}, "hello")
	d.Attach(r.Ref.ID, "a.txt", []byte("a"))
	copied := d.Clone(r.Ref.ID)
	a, b := d.Issue(r.Ref.ID), d.Issue(copied.ID)
	if b.Mark != "m" || b.Comments[0].ID == a.Comments[0].ID || b.Attachments[0].ID == a.Attachments[0].ID {
		t.Errorf("the clone is %+v", b)
	}
	if string(d.Bytes(b.Attachments[0].ID)) != "a" {
		t.Error("the clone lost the bytes")
	}
	ref, err := d.c.(tracker.Marker).FindMarked(t.Context(), "m")
	if d.code(err, ""); ref != r.Ref {
		t.Errorf("found %v", ref)
	}
}

func TestFindSpeaksItsLanguage(t *testing.T) {
	d := setup(t, Config{})
	other := d.Add(hub.Issue{Project: "ACME", Type: "bug", Status: "in progress", Labels: []string{"ui"}})
	for query, want := range map[string][]string{
		"":                                      {d.ref.ID, other.ID},
		"project=ACME":                          {other.ID},
		`project=ACME and status="in progress"`: {other.ID},
		"project=MEM AND type=bug":              nil,
		"label = ui":                            {other.ID},
		"key=MEM-1":                             {d.ref.ID},
	} {
		if got := d.find(query); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
	for _, query := range []string{"colour=blue", "project", "project=ACME AND", "a AND b=c", "="} {
		n := 0
		for _, err := range d.c.Find(t.Context(), query) {
			n++
			d.code(err, hub.Invalid)
		}
		if n != 1 {
			t.Errorf("%q yields %d times", query, n)
		}
	}
}

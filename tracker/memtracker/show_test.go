package memtracker_test

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	. "github.com/entwine-sync/entwine/tracker/memtracker"
)

func lagging() Config {
	h := Best()
	h.ReadLag = time.Minute
	return Config{Habits: h}
}

func TestStaleReads(t *testing.T) {
	for stale, want := range map[Stale][]string{
		Fresh: {"two", "two", "two"},
		Old:   {"zero", "one", "two"},
	} {
		t.Run(string(stale), func(t *testing.T) {
			bubble(t, lagging(), func(d *desk) {
				d.knobs(Knobs{Stale: stale})
				<-time.After(2 * time.Minute)
				d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = "one" })
				<-time.After(10 * time.Second)
				d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = "two" })
				var got []string
				for _, wait := range []time.Duration{0, 50 * time.Second, 10 * time.Second} {
					<-time.After(wait)
					got = append(got, d.get().Summary)
				}
				if !slices.Equal(got, want) {
					d.Errorf("reads show %v, want %v", got, want)
				}
			})
		})
	}
}

func TestReadsJumpBackAndForthWithinTheLag(t *testing.T) {
	bubble(t, lagging(), func(d *desk) {
		d.knobs(Knobs{Stale: Jumps})
		<-time.After(2 * time.Minute)
		d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = "one" })
		seen := map[string]bool{}
		for range 50 {
			seen[d.get().Summary] = true
		}
		if len(seen) != 2 {
			d.Errorf("reads show %v, want both states", seen)
		}
		<-time.After(time.Minute)
		for range 50 {
			if s := d.get().Summary; s != "one" {
				d.Fatalf("after the lag a read shows %q", s)
			}
		}
	})
}

func TestWhatIsNewMayNotBeFoundYet(t *testing.T) {
	bubble(t, lagging(), func(d *desk) {
		d.knobs(Knobs{Stale: Old})
		m := d.c.(tracker.Marker)
		r, err := d.c.Create(d.Context(), tracker.Write{Mark: "m"}, &hub.Issue{Summary: "new"})
		d.code(err, "")
		_, err = d.c.Get(d.Context(), r.Ref)
		d.code(err, "")
		d.Set(func(k *Knobs) { k.StaleCreate = true })
		_, err = d.c.Get(d.Context(), r.Ref)
		d.code(err, hub.NotFound)
		_, err = m.FindMarked(d.Context(), "m")
		d.code(err, hub.NotFound)
		<-time.After(time.Minute)
		ref, err := m.FindMarked(d.Context(), "m")
		if d.code(err, ""); ref != r.Ref {
			d.Errorf("found %v, want %v", ref, r.Ref)
		}
	})
}

func TestRevisions(t *testing.T) {
	for name, c := range map[string]struct {
		habits  tracker.Habits
		want    int // different ones over four edits within a second
		ordered bool
	}{"exact": {Best(), 4, true}, "seconds": {Seconds(), 1, true}, "digest": {Worst(), 2, false}} {
		t.Run(name, func(t *testing.T) {
			bubble(t, Config{Habits: c.habits}, func(d *desk) {
				seen := map[hub.Rev]bool{}
				for _, s := range []string{"one", "two", "one", "two"} {
					d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = s })
					seen[d.get().Rev] = true
				}
				if len(seen) != c.want {
					d.Errorf("revisions %v, want %d", seen, c.want)
				}
				before := d.get().Rev
				<-time.After(time.Second)
				d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = "three" })
				if after := d.get().Rev; c.ordered && after.Compare(before) <= 0 {
					d.Errorf("revision %s came after %s", after, before)
				}
			})
		})
	}
}

func TestClockOffset(t *testing.T) {
	bubble(t, Config{Habits: Seconds()}, func(d *desk) {
		d.knobs(Knobs{ClockOffset: time.Hour})
		d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = "one" })
		if got := time.Until(d.get().Updated); got <= 59*time.Minute {
			d.Errorf("the tracker's clock is ahead by %v", got)
		}
	})
}

func TestReceipts(t *testing.T) {
	d := setup(t, Config{})
	d.knobs(Knobs{HideRev: true, AnswerState: true})
	r, err := d.set("one")
	d.code(err, "")
	if r.Rev != "" || r.State == nil || r.State.Summary != "one" || r.Change == "" {
		t.Errorf("the receipt is %+v", r)
	}
	r.State.Summary = "mine"
	d.is("one")
}

func TestHiddenIssues(t *testing.T) {
	d := setup(t, Config{})
	cur, _ := d.c.Head(t.Context())
	d.Hide(d.ref.ID)
	_, err := d.c.Get(t.Context(), d.ref)
	d.code(err, hub.NotFound)
	_, err = d.set("unseen")
	d.code(err, hub.NotFound)
	d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = "behind our back" })
	if list := d.changes(cur); len(list) != 0 {
		t.Errorf("told of what is hidden: %+v", list)
	}
	d.Show(d.ref.ID)
	if list := d.changes(cur); len(list) == 0 {
		t.Error("nothing is told of an issue that reappears")
	}
	if s := d.get().Summary; s != "behind our back" {
		t.Errorf("the summary is %q", s)
	}
}

func TestUnreadableProject(t *testing.T) {
	d := setup(t, Config{})
	d.knobs(Knobs{Unreadable: map[string]bool{"MEM": true}})
	_, err := d.c.Get(t.Context(), d.ref)
	d.code(err, hub.NotFound)
	for _, err := range d.c.Find(t.Context(), "project=MEM") {
		d.code(err, hub.Denied)
	}
	if ids := d.find(""); len(ids) != 0 {
		t.Errorf("found %v", ids)
	}
}

func TestBrokenIssues(t *testing.T) {
	d := setup(t, Config{})
	cur, _ := d.c.Head(t.Context())
	d.Break(d.ref.ID, &hub.Error{Code: hub.Invalid, Message: "half a file"})
	_, err := d.c.Get(t.Context(), d.ref)
	d.code(err, hub.Invalid)
	if list := d.changes(cur); len(list) != 1 || list[0].Fault == nil || list[0].State != nil {
		t.Errorf("told %+v, want a fault", list)
	}
	d.Mend(d.ref.ID)
	d.get()
}

func TestAttachmentsThatBreak(t *testing.T) {
	d := setup(t, Config{})
	c, body := d.c.(tracker.Attacher), strings.Repeat("0123456789", 100)
	id := d.Attach(d.ref.ID, "a.txt", []byte(body))
	read := func() (string, error) {
		rc, err := c.OpenAttachment(t.Context(), d.ref, id)
		d.code(err, "")
		var b strings.Builder
		_, err = io.Copy(&b, rc)
		return b.String(), err
	}
	d.knobs(Knobs{BreakBytes: 137})
	got, err := read()
	if d.code(err, hub.Unreachable); got != body[:137] {
		t.Errorf("read %d bytes, want 137", len(got))
	}
	d.knobs(Knobs{WrongBytes: true})
	got, err = read()
	d.code(err, "")
	if a := d.get().Attachments[0]; hub.DigestOf([]byte(got)) == a.Digest || len(got) != int(a.Size) {
		t.Error("the bytes are what was said")
	}
	d.knobs(Knobs{})
	if got, err = read(); err != nil || got != body {
		t.Errorf("read %d bytes: %v", len(got), err)
	}
}

func TestWorkflow(t *testing.T) {
	h := Best()
	h.StatusApart = true
	d := setup(t, Config{Habits: h})
	d.knobs(Knobs{Workflow: map[string][]string{"open": {"in progress"}}})
	move := func(is hub.Issue) error {
		_, err := d.c.Set(t.Context(), tracker.Write{Ref: d.ref}, tracker.Patch{Fields: is})
		return err
	}
	for _, step := range []struct {
		is   hub.Issue
		code hub.Code
	}{
		{hub.Issue{Status: "done"}, hub.Invalid},
		{hub.Issue{Status: "in progress", Summary: "both at once"}, hub.Invalid},
		{hub.Issue{Status: "in progress"}, ""},
		{hub.Issue{Status: "done"}, ""}, // from here nothing is said
		{hub.Issue{Status: "done", Summary: "the status stays"}, ""},
	} {
		if e := d.code(move(step.is), step.code); e != nil && e.Field != "status" {
			t.Errorf("the field is %q", e.Field)
		}
	}
	_, err := d.c.Create(t.Context(), tracker.Write{}, &hub.Issue{Summary: "x", Status: "done"})
	d.code(err, hub.Invalid)
}

func TestRefusals(t *testing.T) {
	d := setup(t, Config{Required: []string{"summary"}, Projects: []string{"MEM"}, Custom: []string{"Team"}, Users: []hub.User{{ID: "bob", Name: "Bob"}}})
	d.knobs(Knobs{Refuse: []Refusal{{Field: "labels", Value: "bad"}, {Field: "comments", Value: "bad", How: Silent}}})
	set := func(p tracker.Patch) error {
		_, err := d.c.Set(t.Context(), tracker.Write{Ref: d.ref}, p)
		return err
	}
	for field, p := range map[string]tracker.Patch{
		"summary":            {Fields: hub.Issue{Cleared: []string{"summary"}}},
		"status":             {Fields: hub.Issue{Cleared: []string{"status"}}},
		"project":            {Fields: hub.Issue{Project: "NONE"}},
		"customFields.Other": {Fields: hub.Issue{CustomFields: hub.Values{"Other": "x"}}},
		"customKeys.x":       {Fields: hub.Issue{CustomKeys: hub.Values{"x": true}}},
		"assignee":           {Fields: hub.Issue{Assignee: &hub.User{ID: "nobody"}}},
		"watchers":           {Add: hub.Issue{Watchers: []hub.User{{ID: "nobody"}}}},
		"parent":             {Fields: hub.Issue{Parent: &hub.Ref{ID: "1"}}},
		"labels":             {Add: hub.Issue{Labels: []string{"good", "bad"}}},
		"comments":           {Add: hub.Issue{Comments: []hub.Comment{{ID: "1"}}}},
		"components":         {Fields: hub.Issue{Components: []string{"as a whole list"}}},
		"versions":           {Fields: hub.Issue{Cleared: []string{"versions"}}},
	} {
		if e := d.code(set(p), hub.Invalid); e.Field != field {
			t.Errorf("the field is %q, want %q", e.Field, field)
		}
	}
	if n := len(d.Log(d.ref.ID)); n != 0 {
		t.Errorf("%d refused parts were written", n)
	}
	d.code(set(tracker.Patch{Fields: hub.Issue{Assignee: &hub.User{Name: "Bob"}, CustomFields: hub.Values{"Team": "red"}}}), "")
	if u := d.get().Assignee; u.ID != "bob" {
		t.Errorf("the assignee is %+v", u)
	}
	_, err := d.c.(tracker.Commenter).AddComment(t.Context(), tracker.Write{Ref: d.ref}, hub.Comment{Body: "bad"})
	d.code(err, hub.Invalid)
	if n := len(d.get().Comments); n != 0 {
		t.Errorf("%d comments", n)
	}
}

// changes lists what Changes yields.
func (d *desk) changes(since tracker.Cursor) []tracker.Change {
	d.Helper()
	var list []tracker.Change
	for ch, err := range d.c.Changes(d.Context(), since) {
		d.code(err, "")
		list = append(list, ch)
	}
	return list
}

func (d *desk) find(query string, only ...hub.Ref) []string {
	d.Helper()
	var ids []string
	for ref, err := range d.c.Find(d.Context(), query, only...) {
		d.code(err, "")
		ids = append(ids, ref.ID)
	}
	return ids
}

package memtracker_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	. "github.com/entwine-sync/entwine/tracker/memtracker"
)

// desk is a tracker with a connector and an issue.
type desk struct {
	*testing.T
	*Tracker
	c   tracker.Connector
	ref hub.Ref
}

func setup(t *testing.T, cfg Config) *desk {
	t.Helper()
	tr := New(cfg)
	return &desk{t, tr, tr.Connector(), tr.Add(hub.Issue{Summary: "zero"})}
}

// bubble runs a test on fake time.
func bubble(t *testing.T, cfg Config, test func(*desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(setup(t, cfg)) })
}

func (d *desk) knobs(k Knobs) { d.Set(func(have *Knobs) { *have = k }) }

func (d *desk) get() *hub.Issue {
	d.Helper()
	is, err := d.c.Get(d.Context(), d.ref)
	if err != nil {
		d.Fatal(err)
	}
	return is
}

// set writes the summary.
func (d *desk) set(s string) (tracker.Receipt, error) {
	return d.c.Set(d.Context(), tracker.Write{Ref: d.ref}, tracker.Patch{Fields: hub.Issue{Summary: s}})
}

// code wants an error of a code, "" for none.
func (d *desk) code(err error, want hub.Code) *hub.Error {
	d.Helper()
	if got := hub.CodeOf(err); got != want {
		d.Fatalf("got %v, want code %q", err, want)
	}
	return hub.AsError(err)
}

// is wants the true summary.
func (d *desk) is(want string) {
	d.Helper()
	if got := d.Issue(d.ref.ID).Summary; got != want {
		d.Fatalf("the summary is %q, want %q", got, want)
	}
}

func TestCallsThatGoWrong(t *testing.T) {
	for name, c := range map[string]struct {
		knobs Knobs
		code  hub.Code
		lands bool
	}{
		"nothing wrong":      {Knobs{}, "", true},
		"answer lost":        {Knobs{LoseNext: 1}, hub.Unreachable, true},
		"each answer lost":   {Knobs{LoseEvery: 1}, hub.Unreachable, true},
		"never lands":        {Knobs{NeverNext: 1}, hub.Unreachable, false},
		"tracker down":       {Knobs{Down: true}, hub.Unreachable, false},
		"credentials denied": {Knobs{Denied: true}, hub.Denied, false},
		"asked to wait":      {Knobs{BusyNext: 1, RetryIn: time.Minute}, hub.Busy, false},
		"fated to be lost":   {Knobs{Fate: fate(Fate{Kind: Lost})}, hub.Unreachable, true},
		"fated to fail":      {Knobs{Fate: fate(Fate{Kind: Failed, Err: &hub.Error{Code: hub.Held}})}, hub.Held, false},
		"value refused":      {Knobs{Refuse: []Refusal{{Field: "summary", Value: "one"}}}, hub.Invalid, false},
		"silently refused":   {Knobs{Refuse: []Refusal{{Field: "summary", How: Silent}}}, hub.Invalid, false},
		"refused, hidden":    {Knobs{Refuse: []Refusal{{Field: "summary", How: Hidden}}}, "", false},
		"refused as denied":  {Knobs{Refuse: []Refusal{{Field: "summary", Code: hub.Denied}}}, hub.Denied, false},
		"another is refused": {Knobs{Refuse: []Refusal{{Field: "summary", Value: "two"}, {Field: "status"}}}, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			d := setup(t, Config{})
			d.knobs(c.knobs)
			_, err := d.set("one")
			e := d.code(err, c.code)
			if c.code == hub.Invalid && e.Field != "summary" {
				t.Errorf("the field is %q", e.Field)
			}
			if c.code == hub.Busy && e.RetryIn != time.Minute {
				t.Errorf("retry in %v", e.RetryIn)
			}
			d.is(map[bool]string{true: "one", false: "zero"}[c.lands])
			if n := d.Calls(); n.Writes != 1 || n.By["Set"] != 1 {
				t.Errorf("counted %+v", n)
			}
		})
	}
}

func fate(f Fate) func(Call) Fate { return func(Call) Fate { return f } }

func TestCountersRunDown(t *testing.T) {
	d := setup(t, Config{})
	d.knobs(Knobs{LoseNext: 2})
	for i, want := range []hub.Code{hub.Unreachable, hub.Unreachable, ""} {
		_, err := d.set(string(rune('a' + i)))
		d.code(err, want)
	}
	d.is("c")
	if n := len(d.Effects()); n != 3 {
		t.Errorf("%d effects, want 3", n)
	}
	d.knobs(Knobs{LoseEvery: 2})
	var lost int
	for range 6 {
		if _, err := d.set("again"); err != nil {
			lost++
		}
	}
	if lost != 3 {
		t.Errorf("%d of 6 answers lost, want each second", lost)
	}
}

func TestAWriteLandsLate(t *testing.T) {
	bubble(t, Config{}, func(d *desk) {
		d.knobs(Knobs{LateNext: 1, LateBy: time.Minute})
		_, err := d.set("late")
		d.code(err, hub.Unreachable)
		d.is("zero")
		d.Edit(d.ref.Key, func(is *hub.Issue) { is.Summary = "by hand" })
		<-time.After(2 * time.Minute)
		d.is("late")
		if at := d.Issue(d.ref.ID).Updated; !at.Equal(time.Now().Add(-time.Minute)) {
			d.Errorf("landed at %v, now is %v", at, time.Now())
		}
		if list := d.Log(d.ref.ID); len(list) != 2 || list[1].From != "by hand" {
			d.Errorf("the log is %+v", list)
		}
	})
}

func TestLateWritesLandInOrderOfTheirTimeAndWithTheirCondition(t *testing.T) {
	bubble(t, Config{}, func(d *desk) {
		rev := d.get().Rev
		for i, by := range []time.Duration{3 * time.Minute, time.Minute} {
			d.knobs(Knobs{LateNext: 1, LateBy: by})
			w := tracker.Write{Ref: d.ref, IfRev: rev}
			_, err := d.c.Set(d.Context(), w, tracker.Patch{Fields: hub.Issue{Summary: []string{"first", "second"}[i]}})
			d.code(err, hub.Unreachable)
		}
		if n := d.Land(); n != 2 {
			d.Errorf("%d landed, want 2", n)
		}
		d.is("second") // the first met a revision that was no longer its own
		if n := len(d.Effects()); n != 1 {
			d.Errorf("%d effects, want 1", n)
		}
	})
}

func TestLateWritesKeepCopies(t *testing.T) {
	d := setup(t, Config{})
	d.knobs(Knobs{LateNext: 1})
	p := tracker.Patch{Fields: hub.Issue{CustomFields: hub.Values{"list": []hub.Value{"one"}}}, Add: hub.Issue{Labels: []string{"one"}}}
	_, err := d.c.Set(t.Context(), tracker.Write{Ref: d.ref}, p)
	d.code(err, hub.Unreachable)
	p.Fields.CustomFields["list"].([]hub.Value)[0], p.Add.Labels[0] = "two", "two"
	d.Land()
	if is := d.Issue(d.ref.ID); is.Labels[0] != "one" || !hub.Same(is.CustomFields["list"], []hub.Value{"one"}) {
		t.Errorf("landed with what the caller changed later: %v", is.Parts())
	}
}

func TestLatencyAndContext(t *testing.T) {
	for name, c := range map[string]struct {
		knobs Knobs
		lands bool
	}{
		"before the effect": {Knobs{Latency: time.Minute}, false},
		"after the effect":  {Knobs{Answer: time.Minute}, true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, Config{}, func(d *desk) {
				d.knobs(c.knobs)
				ctx, cancel := context.WithTimeout(d.Context(), time.Second)
				defer cancel()
				start := time.Now()
				_, err := d.c.Set(ctx, tracker.Write{Ref: d.ref}, tracker.Patch{Fields: hub.Issue{Summary: "slow"}})
				d.code(err, hub.Unreachable)
				if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
					d.Errorf("%v after %v", err, time.Since(start))
				}
				d.is(map[bool]string{true: "slow", false: "zero"}[c.lands])

				start = time.Now()
				d.get()
				if time.Since(start) != time.Minute {
					d.Errorf("a call took %v, want a minute", time.Since(start))
				}
			})
		})
	}
}

func TestOnCallStopsTheWorldOnEitherSideOfTheEffect(t *testing.T) {
	for phase, lands := range map[Phase]bool{Before: false, After: true} {
		t.Run(string(phase), func(t *testing.T) {
			power := errors.New("the power is gone")
			var seen []Call
			d := setup(t, Config{OnCall: func(c Call) error {
				seen = append(seen, c)
				if c.Phase == phase {
					return power
				}
				return nil
			}})
			_, err := d.c.Set(t.Context(), tracker.Write{Ref: d.ref, Mark: "m"}, tracker.Patch{Fields: hub.Issue{Summary: "one"}})
			if !errors.Is(err, power) {
				t.Errorf("got %v", err)
			}
			d.is(map[bool]string{true: "one", false: "zero"}[lands])
			last := seen[len(seen)-1]
			if want := (Call{N: 1, Name: "Set", Ref: d.ref, Write: true, Mark: "m", Phase: phase}); last != want {
				t.Errorf("the call was %+v, want %+v", last, want)
			}
		})
	}
}

func TestOnCallMayEdit(t *testing.T) {
	var d *desk
	d = setup(t, Config{OnCall: func(c Call) error {
		if c.Name == "Set" && c.Phase == Before {
			d.Edit(d.ref.ID, func(is *hub.Issue) { is.Summary = "slipped in" })
		}
		return nil
	}})
	w := tracker.Write{Ref: d.ref, IfRev: d.get().Rev}
	_, err := d.c.Set(t.Context(), w, tracker.Patch{Fields: hub.Issue{Summary: "over it"}})
	d.code(err, hub.Conflict)
	d.is("slipped in")
}

func TestEffectsTellWhatWasTaken(t *testing.T) {
	d := setup(t, Config{})
	for range 2 {
		_, err := d.set("one")
		d.code(err, "")
	}
	_, err := d.c.Set(t.Context(), tracker.Write{Ref: d.ref}, tracker.Patch{Fields: hub.Issue{Cleared: []string{"nonsense"}}})
	d.code(err, hub.Invalid)
	list := d.Effects()
	if len(list) != 2 || !list[0].Changed || list[1].Changed || list[0].Receipt.Rev != list[1].Receipt.Rev {
		t.Errorf("the effects are %+v", list)
	}
	if n := len(d.Log(d.ref.ID)); n != 1 {
		t.Errorf("%d entries, want 1: the second write changed nothing", n)
	}
}

func TestTheSameSeedGivesTheSameStory(t *testing.T) {
	story := func() (out []hub.Rev) {
		h := Best()
		h.ReadLag = time.Minute
		now := time.Unix(0, 0)
		tr := New(Config{Habits: h, Seed: 7, Now: func() time.Time { now = now.Add(time.Second); return now }})
		tr.Set(func(k *Knobs) { k.Stale, k.Feed = Jumps, Feed{Jitter: time.Minute, Double: 50, Miss: 10} })
		c, ref := tr.Connector(), tr.Add(hub.Issue{Summary: "x"})
		for i := range 30 {
			tr.Edit(ref.ID, func(is *hub.Issue) { is.Summary = string(rune('a' + i)) })
			is, err := c.Get(t.Context(), ref)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, is.Rev)
		}
		for ch, err := range c.Changes(t.Context(), "") {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, ch.Rev)
		}
		return out
	}
	a, b := story(), story()
	if len(a) < 40 || len(a) != len(b) {
		t.Fatalf("stories of %d and %d", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("they part at %d: %s, %s", i, a[i], b[i])
		}
	}
}

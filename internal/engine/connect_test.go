package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// apart is a world in which nothing is taken in by itself.
func apart(t *testing.T, o worldOptions) *world {
	change := o.change
	o.change = func(c *Connection) {
		for _, h := range c.Halves {
			h.Trigger = nil
		}
		if change != nil {
			change(c)
		}
	}
	return newWorld(t, o)
}

// choosing asks to connect an issue of A with one of B.
func choosing(a, b hub.Ref, fields, comments, attachments hub.Choice) ConnectQuery {
	return ConnectQuery{Connection: "c1", Side: hub.Initiator, Local: a,
		Connecting: hub.Connecting{Yours: b.Key, Fields: fields, Comments: comments, Attachments: attachments}}
}

func (w *world) connect(q ConnectQuery) Connected {
	w.t.Helper()
	c, err := w.eng.Connect(ctx, q)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w *world) connection(c Connected) Connected {
	w.t.Helper()
	c, err := w.eng.Connection(ctx, c.Event)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// grown makes the same issue on both sides, as people do who copied it by hand:
// some comments and attachments are the same, some are not.
func grown(w *world) (a, b hub.Ref) {
	a = w.A.Add(hub.Issue{Summary: "from A", Description: "text of A", Labels: []string{"x"}, Priority: "high"})
	b = w.B.Add(hub.Issue{Summary: "from B", Description: "text of B", Labels: []string{"y"}, Status: "open"})
	for _, body := range []string{"only A", "same", "ok", "ok"} {
		w.A.Comment(a.ID, hub.User{}, body)
	}
	for _, body := range []string{"same", "only B", "ok"} {
		w.B.Comment(b.ID, hub.User{}, body)
	}
	w.A.Attach(a.ID, "a.txt", []byte("of A"))
	w.A.Attach(a.ID, "same.txt", []byte("the same"))
	w.B.Attach(b.ID, "renamed.txt", []byte("the same"))
	w.B.Attach(b.ID, "b.txt", []byte("of B"))
	return a, b
}

func sortedBodies(is hub.Issue) string {
	l := bodies(is)
	slices.Sort(l)
	return strings.Join(l, ",")
}

func fileNames(is hub.Issue) string {
	var l []string
	for _, a := range is.Attachments {
		l = append(l, a.Name)
	}
	slices.Sort(l)
	return strings.Join(l, ",")
}

// What both issues show afterwards is what was chosen; what is equal is there once.
func TestConnectChoices(t *testing.T) {
	const (
		allA, allB     = "ok,ok,only A,same", "ok,only B,same"
		filesA, filesB = "a.txt,same.txt", "b.txt,renamed.txt"
	)
	for _, tt := range []struct {
		fields, comments, attachments      hub.Choice
		summaryA, summaryB                 string
		commentsA, commentsB               string
		attachmentsA, attachmentsB, labels string
	}{
		{hub.ChooseMine, hub.ChooseBoth, hub.ChooseBoth, "from A", "from A", "ok,ok,only A,only B,same", "ok,ok,only A,only B,same",
			"a.txt,b.txt,same.txt", "a.txt,b.txt,renamed.txt", "x,y"},
		{hub.ChooseTheirs, hub.ChooseMine, hub.ChooseTheirs, "from B", "from B", allA, "ok,ok,only A,only B,same",
			"a.txt,b.txt,same.txt", filesB, "x,y"},
		{hub.ChooseMine, hub.ChooseTheirs, hub.ChooseMine, "from A", "from A", "ok,ok,only A,only B,same", allB,
			filesA, "a.txt,b.txt,renamed.txt", "x,y"},
		{hub.ChooseLeave, hub.ChooseLeave, hub.ChooseLeave, "from A", "from B", allA, allB, filesA, filesB, ""},
	} {
		t.Run(fmt.Sprint(tt.fields, " ", tt.comments, " ", tt.attachments), func(t *testing.T) {
			w := apart(t, worldOptions{a: memtracker.Config{Habits: memtracker.Best()}, b: memtracker.Config{Habits: memtracker.Worst()}})
			a, b := grown(w)
			asked := w.connect(choosing(a, b, tt.fields, tt.comments, tt.attachments))
			w.settle()
			w.atRest()
			got := w.connection(asked)
			if got.State != ConnectDone || got.Remote.ID != b.ID || got.Local.ID != a.ID {
				t.Fatalf("connect is %+v", got)
			}
			check := func(when string) {
				t.Helper()
				x, y := w.A.Issue(a.ID), w.B.Issue(b.ID)
				for _, c := range [][3]string{
					{"comments of A", sortedBodies(x), tt.commentsA}, {"comments of B", sortedBodies(y), tt.commentsB},
					{"attachments of A", fileNames(x), tt.attachmentsA}, {"attachments of B", fileNames(y), tt.attachmentsB},
					{"summary of A", x.Summary, tt.summaryA}, {"summary of B", y.Summary, tt.summaryB},
				} {
					if c[1] != c[2] {
						t.Errorf("%s: %s: %q, want %q", when, c[0], c[1], c[2])
					}
				}
				for _, is := range []hub.Issue{x, y} {
					slices.Sort(is.Labels)
					if got := strings.Join(is.Labels, ","); tt.labels != "" && got != tt.labels {
						t.Errorf("%s: labels are %q, want %q", when, got, tt.labels)
					}
				}
				if len(w.A.Issues())+len(w.B.Issues()) != 2 {
					t.Errorf("%s: %d issues at A, %d at B", when, len(w.A.Issues()), len(w.B.Issues()))
				}
			}
			check("connected")
			// From then on they are a pair as any other, and what was left alone stays so.
			w.A.Edit(a.ID, func(is *hub.Issue) { is.Status = "closed" })
			w.settle()
			w.B.Edit(b.ID, func(is *hub.Issue) { is.Priority = "low" })
			w.B.Comment(b.ID, hub.User{}, "zz new")
			w.settle()
			w.atRest()
			tt.commentsA, tt.commentsB = tt.commentsA+",zz new", tt.commentsB+",zz new"
			check("after edits")
			if x, y := w.A.Issue(a.ID), w.B.Issue(b.ID); x.Status != "closed" || y.Status != "closed" || x.Priority != "low" || y.Priority != "low" {
				t.Errorf("later edits: %s, %s and %s, %s", x.Status, x.Priority, y.Status, y.Priority)
			}
			w.A.Edit(a.ID, func(is *hub.Issue) { is.Summary = "edited" })
			w.settle()
			w.atRest()
			if got := w.B.Issue(b.ID).Summary; got != "edited" {
				t.Errorf("an edit of what stood differently arrives as %q", got)
			}
		})
	}
}

// A connect keeps what one side lacks, and removes nothing that people have.
func TestConnectRemovesNothing(t *testing.T) {
	for _, fields := range []hub.Choice{hub.ChooseMine, hub.ChooseTheirs, hub.ChooseLeave} {
		w := apart(t, worldOptions{})
		a := w.A.Add(hub.Issue{Summary: "one"})
		b := w.B.Add(hub.Issue{Summary: "one", Description: "long", Priority: "high", Labels: []string{"y"}})
		w.connect(choosing(a, b, fields, hub.ChooseBoth, hub.ChooseBoth))
		w.settle()
		w.A.Edit(a.ID, func(is *hub.Issue) { is.Status = "closed" })
		w.settle()
		w.atRest()
		if y := w.B.Issue(b.ID); y.Description != "long" || y.Priority != "high" || !hasLabel(y, "y") || y.Status != "closed" {
			t.Errorf("%s: B shows %q, %q, %v, %q", fields, y.Description, y.Priority, y.Labels, y.Status)
		}
		if x := w.A.Issue(a.ID); fields != hub.ChooseLeave && (x.Description != "long" || x.Priority != "high" || !hasLabel(x, "y")) {
			t.Errorf("%s: A shows %q, %q, %v", fields, x.Description, x.Priority, x.Labels)
		}
	}
}

// What keeps two issues from being connected is said, and leaves nothing behind.
func TestConnectRefused(t *testing.T) {
	w := apart(t, worldOptions{})
	a, b := grown(w)
	q := choosing(a, b, hub.ChooseMine, hub.ChooseBoth, hub.ChooseBoth)

	nowhere := q
	nowhere.Yours = "BBB-999"
	asked := w.connect(nowhere)
	w.settle()
	if c := w.connection(asked); c.State != ConnectRefused || !strings.Contains(c.Message, "no issue BBB-999") {
		t.Errorf("with an issue that is not there: %+v", c)
	}
	if err := w.eng.opt.Queue.Pause(ctx, store.Pause{Scope: hub.ScopeConnection, ID: "c1"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.eng.Connect(ctx, q); err == nil || !strings.Contains(err.Error(), "paused") {
		t.Errorf("paused: %v", err)
	}
	if err := w.eng.opt.Queue.Resume(ctx, hub.ScopeConnection, "c1"); err != nil {
		t.Fatal(err)
	}
	first := w.connect(q)
	if again := w.connect(q); again.Event != first.Event || again.State != ConnectAsked {
		t.Errorf("asked twice: %+v, then %+v", first, again)
	}
	w.settle()
	if again := w.connect(q); again.State != ConnectAlready || again.Remote.ID != b.ID {
		t.Errorf("connected already: %+v", again)
	}
	other := w.B.Add(hub.Issue{Summary: "other"})
	if _, err := w.eng.Connect(ctx, choosing(a, other, hub.ChooseMine, hub.ChooseBoth, hub.ChooseBoth)); hub.CodeOf(err) != hub.Conflict ||
		!strings.Contains(err.Error(), b.Key) {
		t.Errorf("paired with another: %v", err)
	}
	alone := w.A.Add(hub.Issue{Summary: "alone"})
	asked = w.connect(choosing(alone, b, hub.ChooseMine, hub.ChooseBoth, hub.ChooseBoth))
	w.A.Edit(alone.ID, func(is *hub.Issue) { is.Status = "meanwhile" })
	w.settle()
	if c := w.connection(asked); c.State != ConnectRefused || !strings.Contains(c.Message, "already") {
		t.Errorf("with one that is paired: %+v", c)
	}
	for name, change := range map[string]func(*ConnectQuery){
		"no such choice":     func(q *ConnectQuery) { q.Comments = "some" },
		"fields of both":     func(q *ConnectQuery) { q.Fields = hub.ChooseBoth },
		"no issue named":     func(q *ConnectQuery) { q.Yours = "" },
		"unknown connection": func(q *ConnectQuery) { q.Connection = "c9" },
	} {
		bad := choosing(alone, other, hub.ChooseMine, hub.ChooseBoth, hub.ChooseBoth)
		change(&bad)
		if _, err := w.eng.Connect(ctx, bad); hub.CodeOf(err) != hub.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	// It can be connected still: what was refused left nothing.
	asked = w.connect(choosing(alone, other, hub.ChooseMine, hub.ChooseBoth, hub.ChooseBoth))
	w.settle()
	w.atRest()
	if c := w.connection(asked); c.State != ConnectDone {
		t.Errorf("in the end: %+v", c)
	}
}

// An issue that is edited while somebody asks to connect it is taken in by the
// trigger if the connect comes to nothing, and stays out if nobody has edited it.
func TestConnectRefusedWhileATriggerTakesIn(t *testing.T) {
	for _, edited := range []bool{true, false} {
		w := newWorld(t, worldOptions{})
		w.settle()
		a := w.A.Add(hub.Issue{Summary: "new"})
		q := choosing(a, hub.Ref{Key: "BBB-999"}, hub.ChooseMine, hub.ChooseBoth, hub.ChooseBoth)
		asked := w.connect(q)
		if edited { // the poll that tells of it finds it paired
			w.A.Edit(a.ID, func(is *hub.Issue) { is.Summary = "new, and edited" })
			if err := w.eng.Poll(ctx, "a"); err != nil {
				t.Fatal(err)
			}
		} else if err := w.eng.startCursor(ctx, w.eng.trackers["a"]); err != nil { // it was there before
			t.Fatal(err)
		}
		w.settle()
		w.atRest()
		if c := w.connection(asked); c.State != ConnectRefused {
			t.Errorf("edited %v: %+v", edited, c)
		}
		var made []string
		for _, is := range w.B.Issues() {
			made = append(made, is.Summary)
		}
		if want := map[bool]int{true: 1, false: 0}[edited]; len(made) != want || edited && made[0] != "new, and edited" {
			t.Errorf("edited %v: over there are %q", edited, made)
		}
	}
}

// Stopping the pair undoes a connect; connected again, by the record of the pair
// or by content alone, nothing is there twice.
func TestConnectAgain(t *testing.T) {
	for _, record := range []bool{true, false} {
		t.Run(fmt.Sprintf("record %v", record), func(t *testing.T) {
			w := apart(t, worldOptions{})
			a, b := grown(w)
			q := choosing(a, b, hub.ChooseMine, hub.ChooseBoth, hub.ChooseBoth)
			asked := w.connect(q)
			w.settle()
			if err := w.eng.Stop(ctx, w.connection(asked).EndKey); err != nil {
				t.Fatal(err)
			}
			w.settle()
			x, y := w.A.Issue(a.ID), w.B.Issue(b.ID)
			made := slices.IndexFunc(x.Comments, func(c hub.Comment) bool { return c.Body == "only A" })
			if record {
				w.A.EditComment(a.ID, x.Comments[made].ID, "only A, edited")
			} else {
				w.forget(t)
			}
			q.Comments, q.Attachments = hub.ChooseBoth, hub.ChooseBoth
			asked = w.connect(q)
			w.settle()
			w.atRest()
			if c := w.connection(asked); c.State != ConnectDone {
				t.Fatalf("again: %+v", c)
			}
			again, there := w.A.Issue(a.ID), w.B.Issue(b.ID)
			if len(again.Comments) != len(x.Comments) || len(there.Comments) != len(y.Comments) ||
				fileNames(again) != fileNames(x) || fileNames(there) != fileNames(y) {
				t.Errorf("A shows %v and %v, was %v and %v;\nB %v and %v, was %v and %v", sortedBodies(again), fileNames(again), sortedBodies(x), fileNames(x),
					sortedBodies(there), fileNames(there), sortedBodies(y), fileNames(y))
			}
			if record && !strings.Contains(sortedBodies(there), "only A, edited") {
				t.Errorf("what was edited meanwhile is not told: %v", sortedBodies(there))
			}
		})
	}
}

// forget takes all pairs off the record.
func (w *world) forget(t *testing.T) {
	t.Helper()
	err := w.store.Update(ctx, func(tx store.Tx) error {
		var keys []hub.EndKey
		for r, err := range tx.Ends().List(store.EndQuery{}) {
			if err != nil {
				return err
			}
			keys = append(keys, r.EndKey)
		}
		for _, k := range keys {
			if err := tx.Ends().Drop(k); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestConnectCrashes turns the power off after every effect and before every
// commit of a connect.
func TestConnectCrashes(t *testing.T) {
	for name, h := range map[string]tracker.Habits{"best": memtracker.Best(), "nothing": memtracker.Worst()} {
		for sign := range map[int]bool{1: true, -1: true} {
			t.Run(fmt.Sprint(name, sign), func(t *testing.T) {
				t.Parallel()
				n := sign
				for ; connectCut(t, h, n) && !t.Failed(); n += sign * stride() {
				}
				if n == sign {
					t.Error("there is nothing to cut")
				}
			})
		}
	}
}

// connectCut connects with one power cut, and reports whether there was one.
func connectCut(t *testing.T, h tracker.Habits, n int) bool {
	t.Helper()
	w := apart(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h}, rulesB: appending{rule.Basic{Project: "BBB"}}})
	a, b := grown(w)
	asked := w.connect(choosing(a, b, hub.ChooseMine, hub.ChooseBoth, hub.ChooseBoth))
	cut := false
	w.power.n, w.power.commits = 0, 0
	w.power.atCommit = func(i int) bool { cut = cut || i == -n; return i == -n }
	w.power.cut = func(i int, _, _ string) bool { cut = cut || i == n; return i == n }
	w.settle()
	if w.power.off {
		name := w.power.name
		w.restart()
		// A person writes meanwhile, on either side.
		w.A.Comment(a.ID, hub.User{}, "zz A")
		w.B.Comment(b.ID, hub.User{}, "zz B")
		w.settle()
		defer func() {
			if t.Failed() {
				t.Errorf("power cut at %d (%s)", n, name)
				w.dump()
			}
		}()
	}
	w.power.cut, w.power.atCommit = nil, nil
	w.atRest()
	if c := w.connection(asked); c.State != ConnectDone {
		t.Errorf("connect is %+v", c)
	}
	want := "ok,ok,only A,only B,same"
	if cut {
		want += ",zz A,zz B"
	}
	x, y := w.A.Issue(a.ID), w.B.Issue(b.ID)
	if sortedBodies(x) != want || sortedBodies(y) != want {
		t.Errorf("comments are %q and %q, want %q", sortedBodies(x), sortedBodies(y), want)
	}
	if fileNames(x) != "a.txt,b.txt,same.txt" || fileNames(y) != "a.txt,b.txt,renamed.txt" {
		t.Errorf("attachments are %q and %q", fileNames(x), fileNames(y))
	}
	applied := 0
	for _, ev := range w.events(hub.In) {
		if ev.Side == hub.Acceptor {
			applied++
		}
	}
	if x.Summary != "from A" || y.Summary != "from A" || y.Environment != strings.Repeat("+from A", applied) {
		t.Errorf("%q and %q, appended %q by %d messages", x.Summary, y.Summary, y.Environment, applied)
	}
	return cut
}

package engine

import (
	"fmt"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// What a survey expects a bulk run to take is what it takes, whatever the habits
// of the tracker that gets the issues.
func TestSurvey(t *testing.T) {
	unmarked := memtracker.Best()
	unmarked.Marks = nil
	loose := memtracker.Best()
	loose.ConditionalParts = false
	for name, habits := range map[string]tracker.Habits{"best": memtracker.Best(), "no marks": unmarked, "parts without conditions": loose} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, worldOptions{b: memtracker.Config{Habits: habits}})
			const issues, comments = 7, 2
			for i := range issues {
				ref := w.A.Add(hub.Issue{Summary: fmt.Sprint("issue ", i), Status: "open", Labels: []string{"in"}})
				for range comments {
					w.A.Comment(ref.ID, hub.User{ID: "ann"}, "remark")
				}
				w.A.Attach(ref.ID, "file.txt", []byte(fmt.Sprint("bytes of ", i)))
			}
			if err := w.eng.startCursor(ctx, w.eng.trackers["a"]); err != nil { // nothing of that is news
				t.Fatal(err)
			}
			before := w.A.Calls()
			s, sample, err := w.eng.Survey(ctx, "c1", hub.Initiator, "label=in", 3)
			if err == nil {
				err = w.eng.Sample(ctx, "a", &s, sample)
			}
			if err != nil {
				t.Fatal(err)
			}
			want := Survey{Found: issues, New: issues, Sampled: 3, Comments: comments, Attachments: 1, Bytes: 10}
			if s != want {
				t.Errorf("got %+v, want %+v", s, want)
			}
			if now := w.A.Calls(); now.Reads-before.Reads != 4 || now.Writes != 0 {
				t.Errorf("the survey took %d reads and %d writes, want a search and three issues", now.Reads-before.Reads, now.Writes)
			}
			tell, apply := w.eng.TellCalls("a", s), w.eng.ApplyCalls("b", s)
			a, b := w.A.Calls().By, w.B.Calls().By
			if _, err := w.eng.Bulk(ctx, "c1", hub.Initiator, "label=in", nil); err != nil {
				t.Fatal(err)
			}
			for w.step() {
			}
			w.settle()
			gotA, gotB := since(w.A.Calls().By, a), since(w.B.Calls().By, b)
			if gotA["Get"] != tell.Reads || gotA["OpenAttachment"] != tell.Downloads {
				t.Errorf("told with %v, expected %+v", gotA, tell)
			}
			if gotB["Create"] != apply.Creates || gotB["AddComment"] != apply.Comments || gotB["AddAttachment"] != apply.Attachments {
				t.Errorf("applied with %v, expected %+v", gotB, apply)
			}
			// A poll asks where the stream stands, too, but only once.
			if checks := gotB["Get"] + gotB["Head"]; checks != apply.Checks {
				t.Errorf("%d looks in %v, expected %d", checks, gotB, apply.Checks)
			}
			again, _, err := w.eng.Survey(ctx, "c1", hub.Initiator, "label=in", 3)
			if err != nil || again != (Survey{Found: issues, Synced: issues}) {
				t.Errorf("afterwards: %+v, %v", again, err)
			}
		})
	}
}

func since(now, before map[string]int) map[string]int {
	d := map[string]int{}
	for k, n := range now {
		if n > before[k] {
			d[k] = n - before[k]
		}
	}
	return d
}

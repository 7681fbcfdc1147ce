package live

import (
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// How long after somebody saved an edit in Request Tracker is it on the other
// side, where RT calls by its scrip and is asked for news once an hour only? And
// is it there at all: nothing else makes the node look.
func TestHook_RTMarkdown(t *testing.T) {
	t.Parallel()
	d, f := newRT(t), newFolder(t)
	at, err := url.Parse(os.Getenv("RT_NOTIFY_URL"))
	parts := strings.Split(strings.Trim(at.Path, "/"), "/")
	if err != nil || len(parts) != 3 || parts[1] != "a" { // the name of the tracker here
		t.Skip("this Request Tracker calls nobody (RT_NOTIFY_URL is not set)")
	}
	d.hook = parts[2]
	p := both(d, f)
	p.hooks = at.Host
	k := keep(t, p)
	began := time.Now()
	id := d.create(t, ticket{Summary: "Called 0", Description: "By a scrip."})
	wait := func(what string, is func() bool) {
		t.Helper()
		every := time.NewTicker(5 * time.Millisecond)
		defer every.Stop()
		late := time.NewTimer(time.Minute)
		defer late.Stop()
		for !is() {
			select {
			case <-late.C:
				t.Fatalf("%s is not there", what)
			case <-every.C:
			}
		}
	}
	wait("the issue", func() bool { return len(f.ids(t)) == 1 })
	t.Logf("made and there after %v", time.Since(began).Round(time.Millisecond))
	twin := f.ids(t)[0]
	var took []time.Duration
	for i := range 10 {
		summary := fmt.Sprintf("Called %d", i+1)
		d.rename(t, id, summary)
		saved := time.Now()
		wait(summary, func() bool { return f.show(t, twin).Summary == summary })
		took = append(took, time.Since(saved))
	}
	slices.Sort(took)
	t.Logf("saved in RT to written to the folder: %v at best, %v in the middle, %v at worst", took[0].Round(time.Millisecond),
		took[len(took)/2].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond))
	k.settle()
}

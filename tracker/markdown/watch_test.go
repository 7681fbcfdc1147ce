package markdown

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/tracker"
)

// fakeEvents tells what a test wants it to.
type fakeEvents struct {
	paths  chan string
	errs   chan error
	added  []string
	closed bool
}

func (e *fakeEvents) add(dir string) error    { e.added = append(e.added, dir); return nil }
func (e *fakeEvents) happened() <-chan string { return e.paths }
func (e *fakeEvents) failed() <-chan error    { return e.errs }
func (e *fakeEvents) close() error            { e.closed = true; return nil }

// In a bubble time stands in the year 2000, long before that of the files, so
// what is quiet is decided by when it was first seen.
func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		f := newFolder(dir, "ACME", time.Now, nil)
		write := func(rel, text string) {
			t.Helper()
			if err := os.WriteFile(filepath.Join(dir, rel), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		write("a.md", issueText("ACME-1", "one"))
		if err := f.scan(t.Context(), true); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		events := &fakeEvents{paths: make(chan string), errs: make(chan error)}
		var told atomic.Int64
		done := make(chan error, 1)
		defer stop()
		go func() { done <- f.watch(ctx, events, func() { told.Add(1) }) }()
		wants := func(why string, after time.Duration, n int64) {
			t.Helper()
			start := time.Now()
			for told.Load() < n && time.Since(start) < time.Minute {
				<-time.After(time.Millisecond) // the bubble's time, which costs none
			}
			synctest.Wait()
			if got := told.Load(); got != n || time.Since(start) > after {
				t.Fatalf("%s: told %d times after %v, want %d within %v", why, got, time.Since(start), n, after)
			}
		}
		wants("at the start", time.Millisecond, 1)
		write("a.md", issueText("ACME-1", "more"))
		events.paths <- filepath.Join(dir, "a.md")
		wants("an event", gatherTime+time.Millisecond, 2)
		write("a.md", issueText("ACME-1", "much more"))
		wants("no event, but a look", rescanTime+time.Millisecond, 3)
		write("b.md", "no key yet")
		events.paths <- filepath.Join(dir, "b.md")
		wants("a key was given when it was quiet", 2*quietTime, 4)
		if err := os.Mkdir(filepath.Join(dir, "sub"), 0o755); err != nil {
			t.Fatal(err)
		}
		events.paths <- filepath.Join(dir, "sub")
		events.paths <- filepath.Join(dir, ".entwine", "index")
		events.errs <- os.ErrInvalid
		<-time.After(time.Minute)
		synctest.Wait()
		if told.Load() != 4 {
			t.Errorf("told %d times, though nothing changed", told.Load())
		}
		if err := os.Remove(filepath.Join(dir, "a.md")); err != nil {
			t.Fatal(err)
		}
		wants("a deletion", rescanTime+absence+time.Second, 5)
		close(events.paths)
		write("b.md", issueText("ACME-2", "events have ended"))
		wants("looking goes on", rescanTime+time.Millisecond, 6)
		stop()
		if err := <-done; err != nil || len(events.added) != 2 {
			t.Errorf("watch ends with %v after watching %v", err, events.added)
		}
	})
}

// The events of the real system, once.
func TestWatchRealEvents(t *testing.T) {
	d := setup(t)
	cur := d.head()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	changed := make(chan struct{}, 100)
	done := make(chan error)
	go func() { done <- d.c.Watch(ctx, func() { changed <- struct{}{} }) }()
	d.write("sub/deep/a.md", issueText("ACME-1", "one"))
	select {
	case <-changed:
	case <-ctx.Done():
		t.Fatal("nothing was told")
	}
	d.tells(cur, "ACME-1")
	stop()
	d.ok(<-done)
}

var _ tracker.Watcher = (*connector)(nil)

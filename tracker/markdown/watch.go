package markdown

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// rescanTime is how often the folder is looked at when no event came: what
	// network file systems and full event queues do not tell.
	rescanTime = 5 * time.Second
	// gatherTime lets the events of one save or checkout come together.
	gatherTime = 50 * time.Millisecond
)

// events is what tells that something happened in the folder.
type events interface {
	add(dir string) error
	happened() <-chan string // the path, "" for somewhere
	failed() <-chan error
	close() error
}

// Watch implements tracker.Watcher. It scans by itself and calls changed only
// when there is something to tell. Without events of the system it goes on by
// looking now and then.
func (c *connector) Watch(ctx context.Context, changed func()) error {
	f, err := c.folder(ctx)
	if err != nil {
		return err
	}
	w, err := newNotifier()
	if err != nil {
		f.log.Warn("no file events, looking now and then", "folder", f.name, "err", err)
		return f.watch(ctx, silent{}, changed)
	}
	return f.watch(ctx, w, changed)
}

func (f *folder) watch(ctx context.Context, w events, changed func()) (err error) {
	defer func() { err = errors.Join(err, w.close()) }()
	f.addDirs(w, f.path)
	told := uint64(0)
	f.mu.Lock()
	if f.ix != nil {
		told = f.ix.seq
	}
	f.mu.Unlock()
	first, failed := true, false
	timer := time.NewTimer(0)
	defer timer.Stop()
	gathering := false
	for {
		select {
		case <-ctx.Done():
			return nil
		case path, ok := <-w.happened():
			if !ok {
				w = silent{}
				continue
			}
			if !f.concerns(path) {
				continue
			}
			if info, err := os.Lstat(path); err == nil && info.IsDir() {
				f.addDirs(w, path)
			}
			if !gathering {
				gathering = true
				timer.Reset(gatherTime)
			}
		case err, ok := <-w.failed():
			if !ok {
				w = silent{}
				continue
			}
			// An overflow, most of all: some event is lost, so look at everything.
			f.log.Debug("file events", "folder", f.name, "err", err)
			timer.Reset(gatherTime)
		case <-timer.C:
			gathering = false
			seq, next, err := f.rescan(ctx)
			if err == nil && failed {
				f.addDirs(w, f.path) // it was away, and may be another mount now
			}
			failed = err != nil
			if seq != told || first && seq > 0 {
				told = seq
				changed()
			}
			first = false
			timer.Reset(next)
		}
	}
}

// rescan scans and returns the last number, and when to scan again.
func (f *folder) rescan(ctx context.Context) (seq uint64, next time.Duration, err error) {
	err = f.scan(ctx, false)
	if err != nil && ctx.Err() == nil {
		f.log.Debug("scan", "folder", f.name, "err", err) // Changes tells it to the engine
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	next = rescanTime
	if !f.soon.IsZero() {
		next = min(next, max(f.soon.Sub(f.now()), gatherTime))
	}
	if f.ix == nil {
		return 0, next, err
	}
	return f.ix.seq, next, err
}

// concerns leaves out what we write ourselves beside the issues.
func (f *folder) concerns(path string) bool {
	rel, err := filepath.Rel(f.path, path)
	if err != nil {
		return false
	}
	for part := range strings.SplitSeq(filepath.ToSlash(rel), "/") {
		if strings.HasPrefix(part, ".") && part != "." {
			return false
		}
	}
	return true
}

// addDirs watches a folder and all below it. What cannot be watched, since the
// system allows only so many, is found by looking now and then.
func (f *folder) addDirs(w events, dir string) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil //nolint:nilerr // a folder that went away is nothing to watch
		}
		if d.Name()[0] == '.' && path != f.path {
			return fs.SkipDir
		}
		return w.add(path)
	})
	if err != nil {
		f.log.Warn("folder not watched, looking now and then", "dir", dir, "err", err)
	}
}

// notifier are the events of the system.
type notifier struct {
	w    *fsnotify.Watcher
	path chan string
	done chan struct{}
}

func newNotifier() (*notifier, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	n := &notifier{w: w, path: make(chan string), done: make(chan struct{})}
	go n.pump()
	return n, nil
}

// pump passes events on until the watcher is closed.
func (n *notifier) pump() {
	defer close(n.path)
	for e := range n.w.Events {
		if e.Op == fsnotify.Chmod {
			continue
		}
		select {
		case n.path <- e.Name:
		case <-n.done:
		}
	}
}

func (n *notifier) add(dir string) error    { return n.w.Add(dir) }
func (n *notifier) happened() <-chan string { return n.path }
func (n *notifier) failed() <-chan error    { return n.w.Errors }
func (n *notifier) close() error {
	close(n.done)
	err := n.w.Close()
	for range n.path {
	}
	return err
}

// silent never tells anything.
type silent struct{}

func (silent) add(string) error        { return nil }
func (silent) happened() <-chan string { return nil }
func (silent) failed() <-chan error    { return nil }
func (silent) close() error            { return nil }

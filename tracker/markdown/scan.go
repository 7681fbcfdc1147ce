package markdown

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	// settleTime is how long a file that looks half saved is left alone.
	settleTime = 250 * time.Millisecond
	// quietTime is how long nobody may have written to a file before we write a
	// key into it: whoever saves every few words is not interrupted.
	quietTime = time.Second
	// absence is how long a file must be missing before it counts as deleted:
	// the time a checkout, an editor's save or a move needs, many times over.
	absence = 10 * time.Second
	// racyTime is how long after a write a file may change once more without a
	// sign that stat shows, on file systems with coarse times.
	racyTime = 2 * time.Second
)

// found is a file that was looked into because it may have changed.
type found struct {
	path    string
	seq     uint64 // what was known of it when we looked
	at      stamp
	checked time.Time
	digest  digest
	key     string
	mark    string
	fault   string
	plain   bool // no front matter at all
	marks   bool // comments without an id
	vanish  bool // gone before it could be read
	wait    bool // somebody is writing it
	empty   bool
}

// scan brings what is known up to date with the folder. Files that need a key
// get one. What could not be done is kept in f.trouble; the error is of what
// makes the whole scan worthless.
func (f *folder) scan(ctx context.Context, start bool) error {
	f.scanMu.Lock()
	defer f.scanMu.Unlock()
	if err := f.open(start); err != nil {
		f.forgive()
		return err
	}
	t, err := f.walk(ctx)
	if err != nil {
		return err
	}
	list := f.suspects(t)
	if err := f.look(ctx, list); err != nil {
		return err
	}
	// Once more: a folder that went away while we walked shows nothing, and that
	// must not be taken for deletions.
	if err := f.open(false); err != nil {
		f.forgive()
		return err
	}
	jobs := f.resolve(t, list)
	trouble := f.holeError(t)
	for _, j := range jobs {
		if err := f.adopt(j); err != nil && trouble == nil {
			trouble = err
		}
	}
	f.mu.Lock()
	f.scanned, f.swept, f.trouble = true, true, trouble
	f.mu.Unlock()
	return f.flush()
}

func (f *folder) holeError(t *tree) error {
	if t.err == nil {
		return nil
	}
	return f.diskError(fmt.Errorf("%s: %w", f.told(t.holes[0]), t.err))
}

// forgive forgets since when files are missing: while the folder was away that
// could not be seen.
func (f *folder) forgive() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ix == nil {
		return
	}
	for _, e := range f.ix.byPath {
		if e.missing != 0 {
			e.missing = f.now().UnixNano()
		}
	}
}

// suspects lists the files that may have changed since they were read.
func (f *folder) suspects(t *tree) []*found {
	f.mu.Lock()
	defer f.mu.Unlock()
	var list []*found
	for path, at := range t.files {
		e := f.ix.byPath[path]
		if e != nil && e.at == at && !e.retry && !racy(e) {
			continue
		}
		s := &found{path: path, at: at}
		if e != nil {
			s.seq = e.seq
		}
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b *found) int { return strings.Compare(a.path, b.path) })
	return list
}

// racy reports whether a file was read so soon after its last change that
// another change may have left no sign.
func racy(e *entry) bool {
	return e.checked-max(e.at.mtime, e.at.ctime) < int64(racyTime)
}

// look reads the files, a few at a time.
func (f *folder) look(ctx context.Context, list []*found) error {
	work := make(chan *found)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		wg.Go(func() {
			for s := range work {
				f.lookInto(s)
			}
		})
	}
	var err error
	for _, s := range list {
		if err = ctx.Err(); err != nil {
			break
		}
		work <- s
	}
	close(work)
	wg.Wait()
	return err
}

// validKey tells whether s can be a key: up to 100 letters, digits, - _ and . in
// whatever script, no - or . in front.
func validKey(s string) bool {
	if s == "" || s[0] == '-' || s[0] == '.' || utf8.RuneCountInString(s) > 100 {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.In(r, unicode.N) && r != '_' && r != '.' && r != '-' {
			return false
		}
	}
	return true
}

// keyLine finds the key in a file that cannot be parsed. It is compiled when
// first asked: the classes are large, and most files can be parsed.
var keyLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^key:[ \t]*["']?([\p{L}\p{N}_.-]+)["']?[ \t]*\r?$`)
})

func (f *folder) lookInto(s *found) {
	s.checked = f.now()
	raw, at, err := f.disk.read(f.abs(s.path))
	if err == nil || errors.Is(err, errHuge) {
		s.at = at
	}
	switch {
	case err == nil:
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errNoFile):
		s.vanish = true
		return
	case errors.Is(err, errUnsteady):
		s.wait = true
		return
	default:
		// Too large, no right to read it, a bad block: a fault of this file.
		s.digest = digestOf(fmt.Appendf(nil, "%v %s", s.at, err))
		s.fault = f.told(s.path) + ":1:1: " + reason(err)
		return
	}
	s.digest = digestOf(raw)
	file, bad := parseFile(raw)
	if bad == nil {
		s.key, s.mark, s.plain, s.marks = file.key(), file.line(markKey), !file.closed, file.unmarked()
		if _, bad = file.issue(""); bad == nil && s.key != "" && !validKey(s.key) {
			bad = &syntaxError{line: 1, column: 1, text: fmt.Sprintf("%q cannot be a key: letters, digits, - _ . only", s.key)}
			if field, ok := file.front.get("key"); ok {
				bad.line, bad.column = field.node.Line+1, field.node.Column
			}
			s.key = ""
		}
	}
	if bad == nil {
		return
	}
	s.wait = bad.unfinished && !f.settled(s.path, s.at, settleTime)
	s.empty = len(strings.TrimSpace(string(raw))) == 0
	s.fault = invalidFile(f.told(s.path), bad).Message
	if m := keyLine().FindSubmatch(raw); m != nil && s.key == "" && validKey(string(m[1])) {
		s.key = string(m[1])
	}
}

// settled reports whether nobody wrote to a file for a while: by its own time,
// or, where clocks disagree, by when we first saw it like this.
func (f *folder) settled(path string, at stamp, quiet time.Duration) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.isQuiet(path, at, quiet)
}

// isQuiet is settled with f.mu held.
func (f *folder) isQuiet(path string, at stamp, quiet time.Duration) bool {
	now := f.now()
	if now.Sub(time.Unix(0, at.mtime)) >= quiet {
		return true
	}
	seen, ok := f.sighted[path]
	if !ok || seen.at != at {
		seen = sighting{at: at, since: now}
		f.sighted[path] = seen
	}
	if now.Sub(seen.since) >= quiet {
		return true
	}
	f.hurry(seen.since.Add(quiet))
	return false
}

// hurry asks for a scan at a time; f.mu is held.
func (f *folder) hurry(at time.Time) {
	if f.soon.IsZero() || at.Before(f.soon) {
		f.soon = at
	}
}

// stillThere looks once more for a file that a walk did not find: it may have
// been made since.
func (f *folder) stillThere(rel string) bool {
	if strings.HasPrefix(rel, "\x00") {
		return false
	}
	_, err := os.Lstat(f.abs(rel))
	return !errors.Is(err, fs.ErrNotExist)
}

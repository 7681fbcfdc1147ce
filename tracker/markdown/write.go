package markdown

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// How a file is written: the new text into a file beside it, onto the disk;
// the old text compared once more; then the two files change places in one
// step, so that what was under the name can still be looked at. If it is not
// what we read, or somebody has it open for writing, they change places again.
// So a person's save is never lost, whenever it comes.

// replace writes next over a file that must hold old. With errMoved nothing
// was changed.
func (f *folder) replace(rel string, old digest, next []byte) (stamp, error) {
	if err := f.noLinks(rel); err != nil {
		return stamp{}, err
	}
	path := f.abs(rel)
	info, err := os.Lstat(path)
	if err != nil {
		return stamp{}, movedIfGone(err)
	}
	want := digestOf(next)
	temp := tempFor(path, old, want, randomHex(4))
	if err := f.disk.write(temp, info.Mode().Perm(), bytes.NewReader(next)); err != nil {
		return stamp{}, err
	}
	if err := errors.Join(keepOwner(temp, info), os.Chmod(temp, info.Mode().Perm())); err != nil {
		f.log.Debug("owner or mode of a file not kept", "file", rel, "err", err) // the content matters more
	}
	mine, err := os.Lstat(temp)
	if err != nil {
		return stamp{}, err
	}
	if now, _, err := f.disk.read(path); err != nil || digestOf(now) != old {
		return stamp{}, errors.Join(movedOr(err), os.Remove(temp))
	}
	swapped, err := f.disk.exchange(temp, path)
	switch {
	case err != nil:
		return stamp{}, errors.Join(movedIfGone(err), os.Remove(temp))
	case !swapped:
		if err := f.disk.rename(temp, path); err != nil {
			return stamp{}, errors.Join(err, os.Remove(temp))
		}
	default:
		if err := f.verify(temp, path, old, want); err != nil {
			return stamp{}, err
		}
	}
	if err := f.disk.syncDir(filepath.Dir(path)); err != nil {
		return stamp{}, away("the folder "+f.name+" did not confirm a write: "+reason(err), err)
	}
	at, err := placed(path, mine)
	return at, movedIfGone(err)
}

// placed is the stamp of a file of ours under its final name. It is none if
// somebody wrote to it since it was mine: then the next scan reads it, however
// the clock of the file system stands to ours.
func placed(path string, mine fs.FileInfo) (stamp, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return stamp{}, err
	}
	at, was := stampOf(info), stampOf(mine)
	if was.ctime = at.ctime; at != was { // a new name is a change of status
		return stamp{}, nil
	}
	return at, nil
}

// verify looks at what was under the name before the exchange. temp has it now.
func (f *folder) verify(temp, path string, old, next digest) error {
	// Each round is one more save of somebody in the instant between two steps.
	for range 10 {
		was, _, err := f.disk.read(temp)
		if err == nil && digestOf(was) == old && !hasWriter(temp) {
			return os.Remove(temp)
		}
		if _, err := f.disk.exchange(temp, path); err != nil {
			return away("the folder "+f.name+": a file somebody saved is kept as "+filepath.Base(temp)+": "+reason(err), err)
		}
		if ours, _, err := f.disk.read(temp); err == nil && digestOf(ours) == next && !hasWriter(temp) {
			return errors.Join(errMoved, os.Remove(temp))
		}
		// Somebody saved over our text before it was taken back: theirs is the
		// newest, so it goes under the name, and what it replaced is looked at.
		if _, err := f.disk.exchange(temp, path); err != nil {
			return away("the folder "+f.name+": a file somebody saved is kept as "+filepath.Base(temp)+": "+reason(err), err)
		}
		if newest, _, err := f.disk.read(path); err == nil && digestOf(newest) != next {
			if err := f.keepLost(temp); err != nil {
				return err
			}
			return errMoved
		}
	}
	return away("the folder "+f.name+": "+filepath.Base(path)+" is being saved all the time; a text is kept as "+filepath.Base(temp), errMoved)
}

func movedOr(err error) error {
	if err == nil || errors.Is(err, errUnsteady) {
		return errMoved
	}
	return movedIfGone(err)
}

func movedIfGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errMoved
	}
	return err
}

// noLinks makes sure that no folder on the way is a symbolic link.
func (f *folder) noLinks(rel string) error {
	for i, c := range rel {
		if c != '/' {
			continue
		}
		info, err := os.Lstat(f.abs(rel[:i]))
		if err != nil {
			return movedIfGone(err)
		}
		if !info.IsDir() {
			return errMoved
		}
	}
	return nil
}

// update writes one issue. Without a condition an edit that comes in between is
// no reason to fail: the change is made to what is there then.
func (f *folder) update(ctx context.Context, w tracker.Write, edit func(*loaded) (*file, error)) (tracker.Receipt, error) {
	defer f.lock(w.Ref.ID).Unlock()
	for try := 0; ; try++ {
		if err := ctx.Err(); err != nil {
			return tracker.Receipt{}, err
		}
		l, err := f.load(ctx, w.Ref)
		if err != nil {
			return tracker.Receipt{}, err
		}
		if w.IfRev != "" && w.IfRev != l.rev() {
			return tracker.Receipt{}, conflict(l.id)
		}
		next, err := edit(l)
		if err != nil {
			return tracker.Receipt{}, f.editError(l, err)
		}
		receipt := tracker.Receipt{Ref: hub.Ref{ID: l.id, Key: l.id}, Rev: l.rev()}
		raw := next.bytes()
		if next.text == l.text {
			return receipt, nil
		}
		if len(raw) > maxSize {
			return tracker.Receipt{}, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: l.id + " would be larger than 8 MiB"}
		}
		at, err := f.replace(l.path, l.sum, raw)
		if errors.Is(err, errMoved) && w.IfRev == "" && try < 5 {
			continue
		}
		if errors.Is(err, errMoved) {
			return tracker.Receipt{}, conflict(l.id)
		}
		if err != nil {
			return tracker.Receipt{}, f.diskError(err)
		}
		sum := digestOf(raw)
		f.wrote(&entry{id: l.id, path: l.path, mark: next.line(markKey), at: at, digest: sum, files: l.files})
		receipt.Rev = revOf(sum, l.files)
		return receipt, nil
	}
}

// editError gives an error of an edit its place.
func (f *folder) editError(l *loaded, err error) error {
	var bad *syntaxError
	switch {
	case errors.As(err, &bad):
		return invalidFile(f.told(l.path), bad)
	case errors.Is(err, errNoPart):
		return notFound(l.id + ": " + err.Error())
	case errors.Is(err, errIntricate):
		return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: f.told(l.path) + ": " + err.Error(), Err: err}
	}
	return err
}

// wrote takes note of a write of ours. That the index may not be written just
// now is no failure: the file tells the same to the next scan.
func (f *folder) wrote(e *entry) {
	e.kept, e.checked = true, f.now().UnixNano()
	f.mu.Lock()
	if f.ix == nil {
		f.mu.Unlock()
		return
	}
	f.ix.put(e)
	f.ix.changed(e)
	f.mu.Unlock()
	if err := f.flush(); err != nil {
		f.log.Warn("index not written", "folder", f.name, "err", err)
	}
}

// newKey takes the next free key.
func (f *folder) newKey(prefix string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ix.highest[prefix]++
	return prefix + "-" + itoa(f.ix.highest[prefix])
}

// create writes a new file for an issue and returns what it is.
func (f *folder) create(ctx context.Context, prefix string, make func(key string) (*file, error)) (*entry, error) {
	for range 100 { // names that are taken, which is rare
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		key := f.newKey(prefix)
		next, err := make(key)
		if err != nil {
			return nil, err
		}
		raw := next.bytes()
		if len(raw) > maxSize {
			return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: "the issue would be larger than 8 MiB"}
		}
		name := fileName(key, next.line("summary"))
		e := &entry{id: key, path: name, mark: next.line(markKey), digest: digestOf(raw)}
		path := f.abs(name)
		temp := tempFor(path, digest{}, e.digest, randomHex(4))
		if err := f.disk.write(temp, 0o644, bytes.NewReader(raw)); err != nil {
			return nil, f.diskError(err)
		}
		mine, err := os.Lstat(temp)
		if err != nil {
			return nil, f.diskError(err)
		}
		if err := f.disk.place(temp, path); err != nil {
			if gone := os.Remove(temp); gone != nil || !errors.Is(err, fs.ErrExist) {
				return nil, f.diskError(errors.Join(err, gone))
			}
			continue
		}
		if err := f.disk.syncDir(f.path); err != nil {
			return nil, away("the folder "+f.name+" did not confirm a write: "+reason(err), err)
		}
		if at, err := placed(path, mine); err == nil {
			e.at = at // else the next scan sees that it is gone
		}
		f.wrote(e)
		return e, nil
	}
	return nil, &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue, Message: "no free file name was found"}
}

// again has a file looked at by the next scan, soon.
func (f *folder) again(s *found) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if e := f.ix.byPath[s.path]; e != nil {
		e.retry = true
	}
	f.hurry(s.checked.Add(settleTime))
}

// adopt writes what a scan found missing in a file: its key, ids of comments.
func (f *folder) adopt(j job) error {
	s := j.found
	raw, _, err := f.disk.read(f.abs(s.path))
	if err != nil || digestOf(raw) != s.digest {
		return nil // somebody works on it: the next scan looks again
	}
	file, bad := parseFile(raw)
	if bad != nil {
		return nil // cannot be: the same bytes were parsed before
	}
	id := j.id
	if id == "" {
		id = f.newKey(f.prefix)
	}
	l := f.lockOf(id)
	if !l.TryLock() {
		// A write to some issue is under way, and may be waiting for this scan.
		f.again(s)
		return nil
	}
	defer l.Unlock()
	next, err := file.withKey(id, j.copy, baseName(s.path))
	if err == nil {
		next, err = next.markAll()
	}
	var at stamp
	if err == nil {
		at, err = f.replace(s.path, s.digest, next.bytes())
	}
	if err == nil {
		sum := digestOf(next.bytes())
		f.mu.Lock()
		files := digest{}
		if e := f.ix.byID[id]; e != nil {
			files = e.files
		}
		f.mu.Unlock()
		f.wrote(&entry{id: id, path: s.path, mark: next.line(markKey), at: at, digest: sum, files: files})
		return nil
	}
	if errors.Is(err, errMoved) {
		return nil // it was saved meanwhile; the next scan sees that
	}
	if j.marks {
		f.log.Debug("ids of comments not written", "file", s.path, "err", err) // they are derived then
		return nil
	}
	if errors.Is(err, errIntricate) || errors.Is(err, fs.ErrPermission) {
		f.mu.Lock()
		defer f.mu.Unlock()
		s.fault = f.told(s.path) + ":1:1: the issue needs a key of its own, and it cannot be written: " + reason(err)
		if f.ix.byPath[s.path] == nil {
			f.take(s, f.told(s.path))
			f.ix.byPath[s.path].kept, f.ix.byPath[s.path].retry = false, true
		}
		return nil
	}
	return f.diskError(err)
}

package markdown

import (
	"time"
)

// Which file is which issue. An issue is its key; the file's place and name may
// change. Of two files with one key the place we know keeps it.

// job is a file into which something of ours is to be written.
type job struct {
	found *found
	id    string // the key to write; "" for a new one
	copy  bool   // of another issue's file: its mark goes
	marks bool   // only the ids of comments
}

// resolve takes note of what a scan found, and returns what is to be written.
func (f *folder) resolve(t *tree, list []*found) []job {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dirs, f.soon = t.dirs, time.Time{}
	now := f.now()
	byPath := make(map[string]*found, len(list))
	claims := map[string][]*found{}
	for _, s := range list {
		if s.vanish {
			delete(t.files, s.path)
			continue
		}
		byPath[s.path] = s
		if s.key != "" && s.fault == "" && !s.wait {
			claims[s.key] = append(claims[s.key], s)
		}
	}
	owners := map[string]string{}
	for key, files := range claims {
		owners[key] = f.owner(t, byPath, key, files)
	}
	var jobs []job
	for _, s := range list {
		if j, ok := f.settle(t, s, owners); ok {
			jobs = append(jobs, j)
		}
	}
	f.attachmentsMoved(t)
	f.absences(t, now)
	for path := range f.sighted {
		if _, ok := t.files[path]; !ok {
			delete(f.sighted, path)
		}
	}
	return jobs
}

// owner returns the path that keeps a key several files may claim.
func (f *folder) owner(t *tree, byPath map[string]*found, key string, files []*found) string {
	e := f.ix.byID[key]
	if e == nil {
		return files[0].path
	}
	if _, there := t.files[e.path]; there {
		s := byPath[e.path]
		// Not looked into: unchanged. Broken or half saved: still the same issue.
		if s == nil || s.key == key || s.fault != "" || s.wait || s.key == "" {
			return e.path
		}
	}
	if t.unsure(e.path) {
		return e.path // we cannot see whether it is still there
	}
	for _, s := range files {
		if s.at.ino == e.at.ino && e.at.ino != 0 {
			return s.path
		}
	}
	return files[0].path
}

// settle takes note of one file.
func (f *folder) settle(t *tree, s *found, owners map[string]string) (job, bool) {
	e := f.ix.byPath[s.path]
	switch {
	case s.vanish:
		return job{}, false
	case s.wait, e != nil && e.seq != s.seq || e == nil && s.seq != 0:
		f.hurry(s.checked.Add(settleTime)) // half saved, or written by us meanwhile
		return job{}, false
	case s.fault != "":
		f.broken(t, s, e)
		return job{}, false
	case s.key == "" && e != nil && e.kept && s.plain:
		s.fault = f.told(s.path) + ":1:1: the front matter is gone; put it back, with key: " + e.id
		f.broken(t, s, e)
		return job{}, false
	case s.key == "" && e != nil && e.kept:
		return f.quiet(job{found: s, id: e.id})
	case s.key == "":
		return f.quiet(job{found: s})
	case owners[s.key] != s.path:
		return f.quiet(job{found: s, copy: true})
	}
	f.take(s, s.key)
	if s.marks {
		j, ok := f.quiet(job{found: s, id: s.key, marks: true})
		f.ix.byPath[s.path].retry = !ok
		if ok {
			j.found.seq = f.ix.byPath[s.path].seq
		}
		return j, ok
	}
	return job{}, false
}

// quiet lets a job pass when nobody is writing the file; f.mu is held.
func (f *folder) quiet(j job) (job, bool) {
	return j, f.isQuiet(j.found.path, j.found.at, quietTime)
}

// broken takes note of a file that cannot be read as an issue.
func (f *folder) broken(t *tree, s *found, e *entry) {
	id := f.told(s.path)
	switch {
	case e != nil:
		id = e.id
	case s.empty:
		return // somebody is about to begin: not an issue yet
	case s.key != "":
		// Broken and moved at once, or never seen whole.
		if known := f.ix.byID[s.key]; known == nil || t.files[known.path] == (stamp{}) && !t.unsure(known.path) {
			id = s.key
		}
	}
	kept := e != nil && e.kept || e == nil && id == s.key
	s.mark = ""
	if known := f.ix.byID[id]; known != nil {
		s.mark = known.mark
	}
	f.take(s, id)
	f.ix.byPath[s.path].kept = kept
}

// take makes what was found known under an id, and has it told if it differs.
func (f *folder) take(s *found, id string) {
	old := f.ix.byPath[s.path]
	if old != nil && old.id != id && old.kept {
		// The key was changed by hand. Nobody has the old one now, unless it turns
		// up elsewhere: it is missing.
		ghost := *old
		ghost.path, ghost.missing = "\x00"+old.id, s.checked.UnixNano()
		f.ix.forget(old.path)
		f.ix.put(&ghost)
		f.ix.dirty[ghost.path] = true
		f.hurry(s.checked.Add(absence))
		old = nil
	}
	if known := f.ix.byID[id]; old == nil && known != nil {
		old = known // it moved
	}
	e := &entry{
		id: id, path: s.path, mark: s.mark, fault: s.fault, at: s.at, checked: s.checked.UnixNano(), digest: s.digest, kept: true,
	}
	if old != nil {
		e.seq, e.files = old.seq, old.files
	}
	f.ix.put(e)
	if old == nil || old.digest != e.digest || old.fault != e.fault || old.missing != 0 || old.id != id {
		f.ix.changed(e)
	} else {
		f.ix.dirty[e.path] = true
	}
}

// attachmentsMoved has issues told whose attachments are not what they were.
func (f *folder) attachmentsMoved(t *tree) {
	for path, e := range f.ix.byPath {
		if list := t.lists[e.id]; list != e.files && t.files[path] != (stamp{}) && !f.unsureFiles(t, e.id) {
			e.files = list
			f.ix.changed(e)
		}
	}
}

func (f *folder) unsureFiles(t *tree, id string) bool {
	for _, dir := range t.dirs[id] {
		for _, hole := range t.holes {
			if dir == hole {
				return true
			}
		}
	}
	return false
}

// absences takes note of files that are not there, and of those that are not
// there for so long that they count as deleted.
func (f *folder) absences(t *tree, now time.Time) {
	for path, e := range f.ix.byPath {
		_, there := t.files[path]
		switch {
		case there && e.missing != 0:
			e.missing = 0
			f.ix.changed(e) // it may have been passed over while it was missing
		case there || t.unsure(path) || e.missing == 0 && f.stillThere(path):
		case e.missing == 0:
			e.missing = now.UnixNano()
			f.hurry(now.Add(absence))
		case now.UnixNano()-e.missing < int64(absence):
			f.hurry(time.Unix(0, e.missing).Add(absence))
		case f.stillThere(path):
		case !e.kept && e.fault == "":
			f.ix.forget(path) // never was an issue, and nobody was told of it
			f.ix.dirty[path] = true
		default:
			f.ix.bury(e.id, tombstone{seq: f.ix.next(), at: now.UnixNano()})
			f.ix.buried = append(f.ix.buried, e.id)
		}
	}
}

package markdown

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// loaded is an issue's file as it was read.
type loaded struct {
	*file
	id    string
	path  string
	sum   digest
	at    stamp
	list  []stored
	files digest
}

func (l *loaded) rev() hub.Rev { return revOf(l.sum, l.files) }

// revOf is the revision of an issue: it says what the file and the list of
// attachments are, so it is the same again when they are.
func revOf(sum, files digest) hub.Rev {
	if files == (digest{}) {
		return hub.Rev(hexOf(sum[:]))
	}
	all := digestOf(append(sum[:], files[:]...))
	return hub.Rev(hexOf(all[:]))
}

// load reads the file of an issue.
func (f *folder) load(ctx context.Context, ref hub.Ref) (*loaded, error) {
	if err := f.ready(ctx, false); err != nil {
		return nil, err
	}
	for try := range 3 {
		if try > 0 { // it moved, or is new
			if err := f.scan(ctx, false); err != nil {
				return nil, err
			}
		}
		l, err := f.loadOnce(ref)
		if l != nil || err != nil {
			return l, err
		}
	}
	if err := f.open(false); err != nil {
		return nil, err
	}
	return nil, notFound("there is no issue " + ref.String())
}

// loadOnce returns neither if the file is not where it was.
func (f *folder) loadOnce(ref hub.Ref) (*loaded, error) {
	f.mu.Lock()
	var e entry
	if f.ix != nil {
		if p := f.ix.byID[ref.ID]; p != nil {
			e = *p
		} else if p := f.ix.byID[ref.Key]; p != nil && ref.ID == "" {
			e = *p
		}
	}
	f.mu.Unlock()
	if e.id == "" || strings.HasPrefix(e.path, "\x00") {
		return nil, nil
	}
	if f.noLinks(e.path) != nil {
		return nil, nil
	}
	raw, at, err := f.disk.read(f.abs(e.path))
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errNoFile):
		return nil, nil
	case errors.Is(err, errUnsteady):
		return nil, f.saving(e.path)
	case errors.Is(err, errHuge), errors.Is(err, fs.ErrPermission):
		return nil, &hub.Error{
			Code: hub.Invalid, Scope: hub.ScopeIssue, Err: err, Message: f.told(e.path) + ":1:1: " + reason(err),
		}
	case err != nil:
		return nil, f.diskError(err)
	}
	l := &loaded{id: e.id, path: e.path, sum: digestOf(raw), at: at}
	file, bad := parseFile(raw)
	if bad != nil {
		if bad.unfinished && !f.settled(e.path, at, settleTime) {
			return nil, f.saving(e.path)
		}
		return nil, invalidFile(f.told(e.path), bad)
	}
	if key := file.key(); key != "" && key != e.id {
		return nil, nil
	}
	l.file = file
	if l.list, err = f.listFiles(f.fileDirs(l.id, l.path)); err != nil {
		return nil, f.diskError(err)
	}
	if len(l.list) > 0 {
		l.files = listDigest(l.list)
	}
	return l, nil
}

func (f *folder) saving(rel string) error {
	return &hub.Error{
		Code: hub.Busy, Scope: hub.ScopeIssue, RetryIn: settleTime, Err: errUnsteady, Message: f.told(rel) + " is being saved",
	}
}

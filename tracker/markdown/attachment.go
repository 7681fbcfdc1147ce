package markdown

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Attachments are the files in <KEY>.files, beside the issue's file or wherever
// in the folder people moved it. What a file cannot say of itself (its mark,
// its author, its digest without reading it) is kept in .entwine; if that is
// lost they are attachments still.

// attachments lists what load found, with digests. Only a file that changed
// since its digest was taken is read.
func (f *folder) attachments(ctx context.Context, l *loaded) ([]hub.Attachment, error) {
	if len(l.list) == 0 {
		return nil, nil
	}
	kept := f.readSide(l.id)
	fresh := map[string]side{}
	var list []hub.Attachment
	for _, s := range l.list {
		k := kept[s.name]
		file := path.Join(s.dir, s.name)
		changed := k.Digest == "" || k.Size != s.at.size || k.Mtime != s.at.mtime || k.Ino != s.at.ino
		if changed && !f.settled(file, s.at, settleTime) {
			return nil, f.saving(file) // a large one that is being copied is not told in pieces
		}
		if changed || k.Checked-s.at.mtime < int64(racyTime) {
			checked := f.now().UnixNano()
			sum, err := f.sum(ctx, file)
			if errors.Is(err, fs.ErrNotExist) {
				continue // taken away since it was listed
			}
			if err != nil {
				return nil, f.diskError(err)
			}
			if k.Digest != sum {
				k = side{Name: k.Name, Mark: k.Mark, Author: k.Author, Created: k.Created}
			}
			k.Digest, k.Size, k.Mtime, k.Ino, k.Checked = sum, s.at.size, s.at.mtime, s.at.ino, checked
			fresh[s.name] = k
		}
		list = append(list, k.attachment(s))
	}
	if len(fresh) > 0 {
		err := f.changeSide(l.id, func(kept map[string]side) {
			for name, k := range fresh {
				kept[name] = k
			}
		})
		if err != nil {
			f.log.Debug("digests of attachments not kept", "issue", l.id, "err", err) // taken again next time
		}
	}
	return list, nil
}

func (k side) attachment(s stored) hub.Attachment {
	a := hub.Attachment{
		ID: s.name, Name: s.name, Type: mime.TypeByExtension(path.Ext(s.name)), Size: s.at.size, Digest: k.Digest,
		Created: k.Created, Mark: k.Mark,
	}
	if k.Name != "" {
		a.Name = k.Name
	}
	if k.Author != "" {
		u := parseUser(k.Author)
		a.Author = &u
	}
	if a.Created.IsZero() {
		a.Created = time.Unix(0, s.at.mtime).UTC()
	}
	return a
}

// sum reads a file of any size and returns its digest.
func (f *folder) sum(ctx context.Context, rel string) (hub.Digest, error) {
	file, err := openPlain(f.abs(rel))
	if err != nil {
		return "", err
	}
	defer file.Close() // read only
	h := sha256.New()
	if _, err := io.Copy(h, &ctxReader{ctx, file}); err != nil {
		return "", err
	}
	return hub.Digest("sha256:" + hex.EncodeToString(h.Sum(nil))), nil
}

// ctxReader ends a long read when its caller gives up.
type ctxReader struct {
	ctx context.Context
	r   io.Reader
}

func (c *ctxReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// OpenAttachment implements tracker.Attacher.
func (c *connector) OpenAttachment(ctx context.Context, ref hub.Ref, id string) (io.ReadCloser, error) {
	f, err := c.folder(ctx)
	if err != nil {
		return nil, err
	}
	l, err := f.load(ctx, ref)
	if err != nil {
		return nil, err
	}
	s, ok := l.stored(id)
	if !ok {
		return nil, notFound(l.id + " has no attachment " + id)
	}
	if err := f.noLinks(path.Join(s.dir, s.name)); err != nil {
		return nil, f.diskError(err)
	}
	file, err := openPlain(f.abs(path.Join(s.dir, s.name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notFound(l.id + " has no attachment " + id)
	}
	if err != nil {
		return nil, f.diskError(err)
	}
	return file, nil
}

// stored finds an attachment by its id. Only names that were found in a listing
// are ever opened, so an id cannot lead elsewhere.
func (l *loaded) stored(id string) (stored, bool) {
	i := slices.IndexFunc(l.list, func(s stored) bool { return s.name == id })
	if i < 0 {
		return stored{}, false
	}
	return l.list[i], true
}

// AddAttachment implements tracker.Attacher.
func (c *connector) AddAttachment(ctx context.Context, w tracker.Write, a hub.Attachment, r io.Reader) (tracker.Receipt, error) {
	f, err := c.folder(ctx)
	if err != nil {
		return tracker.Receipt{}, err
	}
	l, err := f.load(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if w.IfRev != "" && w.IfRev != l.rev() {
		return tracker.Receipt{}, conflict(l.id)
	}
	temp, sum, size, err := f.receive(ctx, l, r)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if a.Digest != "" && a.Digest != sum {
		return tracker.Receipt{}, errors.Join(refused("attachments",
			fmt.Sprintf("%s: the bytes are not those of the digest", a.Name)), os.Remove(temp))
	}
	receipt, err := c.keepFile(ctx, f, w, a, side{Digest: sum, Size: size}, temp)
	if err != nil {
		if gone := os.Remove(temp); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			f.log.Warn("temporary file not removed", "file", temp, "err", gone)
		}
	}
	return receipt, err
}

// receive streams an attachment into a file beside where it will be. No lock is
// held: the other side may be slow.
func (f *folder) receive(ctx context.Context, l *loaded, r io.Reader) (temp string, sum hub.Digest, size int64, err error) {
	dir := f.abs(f.fileDirs(l.id, l.path)[0])
	if err := f.noLinks(strings.TrimPrefix(filepath.ToSlash(dir), filepath.ToSlash(f.path)+"/") + "/"); err != nil && !errors.Is(err, errMoved) {
		return "", "", 0, f.diskError(err)
	}
	made := os.Mkdir(dir, 0o755)
	if made != nil && !errors.Is(made, fs.ErrExist) {
		return "", "", 0, f.diskError(made)
	}
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
		return "", "", 0, refused("attachments", f.told(l.id+filesSuffix)+" is not a folder")
	}
	h := sha256.New()
	in := &source{r: io.TeeReader(&ctxReader{ctx, r}, h)}
	temp = filepath.Join(dir, tempPrefix+newTemp+randomHex(8)+tempSuffix)
	if err = f.disk.write(temp, 0o644, in); err != nil {
		if made == nil {
			if gone := os.Remove(dir); gone != nil {
				f.log.Debug("folder of attachments not removed", "dir", dir, "err", gone)
			}
		}
		if in.err != nil {
			return "", "", 0, brokeOff(l.id, in.err)
		}
		return "", "", 0, f.diskError(err)
	}
	return temp, hub.Digest("sha256:" + hex.EncodeToString(h.Sum(nil))), in.n, nil
}

// brokeOff says that the bytes did not come, which is not the disk's fault.
func brokeOff(id string, err error) error {
	var he *hub.Error
	if errors.As(err, &he) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("attachment of %s: %w", id, err)
	}
	return &hub.Error{
		Code: hub.Unreachable, Scope: hub.ScopeIssue, Err: err, Message: "the bytes of an attachment of " + id + " broke off",
	}
}

// source remembers how reading ended, to tell it from trouble with the disk.
type source struct {
	r   io.Reader
	n   int64
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.n += int64(n)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// keepFile gives a received file its name. What is to be known of it is written
// first: for a file that then does not come it says nothing.
func (c *connector) keepFile(ctx context.Context, f *folder, w tracker.Write, a hub.Attachment, k side, temp string) (tracker.Receipt, error) {
	defer f.lock(w.Ref.ID).Unlock()
	l, err := f.load(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if w.IfRev != "" && w.IfRev != l.rev() {
		return tracker.Receipt{}, conflict(l.id)
	}
	info, err := os.Lstat(temp)
	if err != nil {
		return tracker.Receipt{}, f.diskError(err)
	}
	at := stampOf(info)
	k.Mark, k.Created, k.Mtime, k.Ino, k.Checked = w.Mark, a.Created, at.mtime, at.ino, f.now().UnixNano()
	if k.Created.IsZero() {
		k.Created = f.now().UTC()
	}
	k.Author = c.author
	if a.Author != nil {
		k.Author = printUser(*a.Author)
	}
	taken := map[string]bool{}
	for _, s := range l.list {
		taken[strings.ToLower(s.name)] = true
	}
	for range 100 {
		name := freeName(cleanName(a.Name), taken)
		if clean := cleanName(a.Name); clean != name {
			k.Name = clean
		}
		if err := f.changeSide(l.id, func(kept map[string]side) { kept[name] = k }); err != nil {
			return tracker.Receipt{}, f.diskError(err)
		}
		err := f.disk.place(temp, filepath.Join(filepath.Dir(temp), name))
		if errors.Is(err, fs.ErrExist) {
			taken[strings.ToLower(name)] = true
			continue
		}
		if err != nil {
			return tracker.Receipt{}, f.diskError(err)
		}
		return f.attached(ctx, l, filepath.Dir(temp), name)
	}
	return tracker.Receipt{}, refused("attachments", "no free name for "+a.Name)
}

// attached takes note of an attachment that came or went.
func (f *folder) attached(ctx context.Context, l *loaded, dir, name string) (tracker.Receipt, error) {
	if err := f.disk.syncDir(dir); err != nil {
		return tracker.Receipt{}, away("the folder "+f.name+" did not confirm a write: "+reason(err), err)
	}
	f.mu.Lock()
	rel, err := filepath.Rel(f.path, dir)
	if rel = filepath.ToSlash(rel); err == nil && !slices.Contains(f.dirs[l.id], rel) {
		f.dirs[l.id] = append(slices.Clone(f.dirs[l.id]), rel)
	}
	f.mu.Unlock()
	now, err := f.load(ctx, hub.Ref{ID: l.id})
	if err != nil {
		return tracker.Receipt{}, away(l.id+" cannot be read after a write: "+err.Error(), err)
	}
	f.wrote(&entry{id: now.id, path: now.path, mark: now.line(markKey), at: now.at, digest: now.sum, files: now.files})
	return tracker.Receipt{Ref: hub.Ref{ID: l.id, Key: l.id}, Rev: now.rev(), ID: name}, nil
}

// DropAttachment implements tracker.Attacher.
func (c *connector) DropAttachment(ctx context.Context, w tracker.Write, id string) (tracker.Receipt, error) {
	f, err := c.folder(ctx)
	if err != nil {
		return tracker.Receipt{}, err
	}
	defer f.lock(w.Ref.ID).Unlock()
	l, err := f.load(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if w.IfRev != "" && w.IfRev != l.rev() {
		return tracker.Receipt{}, conflict(l.id)
	}
	s, ok := l.stored(id)
	if !ok {
		return tracker.Receipt{}, notFound(l.id + " has no attachment " + id)
	}
	dir := f.abs(s.dir)
	if err := f.disk.remove(filepath.Join(dir, s.name)); err != nil {
		return tracker.Receipt{}, f.diskError(err)
	}
	if err := f.changeSide(l.id, func(kept map[string]side) { delete(kept, id) }); err != nil {
		f.log.Debug("notes on an attachment not removed", "issue", l.id, "err", err) // harmless without the file
	}
	receipt, err := f.attached(ctx, l, dir, "")
	if len(l.list) == 1 && os.Remove(dir) == nil { // a folder with something else in it stays
		return receipt, err
	}
	return receipt, err
}

package markdown

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// tree is what a walk over the folder found.
type tree struct {
	files map[string]stamp    // issue files
	dirs  map[string][]string // folders of attachments, by key
	lists map[string]digest   // of their contents, by key
	holes []string            // folders that could not be read
	err   error               // why the first of them could not
}

// filesSuffix ends the name of the folder that holds an issue's attachments.
const filesSuffix = ".files"

// isIssueFile reports whether a file of that name is an issue. Editors' backups
// and half-written files have other endings (x.md~, x.md.swp, #x.md#, 4913) or
// start with a dot; office programs lock with ~$x.md.
func isIssueFile(name string) bool {
	return strings.HasSuffix(name, ".md") && name[0] != '.' && !strings.HasPrefix(name, "~$") && len(name) > 3
}

// walk looks at all names of the folder. It follows no symbolic links: what is
// not in the folder is no part of it.
func (f *folder) walk(ctx context.Context) (*tree, error) {
	t := &tree{files: map[string]stamp{}, dirs: map[string][]string{}, lists: map[string]digest{}}
	if err := f.walkDir(ctx, t, ""); err != nil {
		return nil, err
	}
	for key, dirs := range t.dirs {
		list, err := f.listFiles(dirs)
		if err != nil {
			t.hole(dirs[0], err)
			continue
		}
		if len(list) > 0 {
			t.lists[key] = listDigest(list)
		}
	}
	return t, nil
}

func (t *tree) hole(dir string, err error) {
	t.holes = append(t.holes, dir)
	if t.err == nil {
		t.err = err
	}
}

// unsure reports whether a path is below a folder that could not be read.
func (t *tree) unsure(rel string) bool {
	return slices.ContainsFunc(t.holes, func(dir string) bool { return strings.HasPrefix(rel, dir+"/") })
}

func (f *folder) walkDir(ctx context.Context, t *tree, dir string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := f.disk.list(f.abs(dir))
	if err != nil {
		if dir == "" {
			return f.diskError(err)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			t.hole(dir, err)
		}
		return nil
	}
	for _, e := range entries {
		name, rel := e.Name(), path.Join(dir, e.Name())
		switch {
		case isTemp(name):
			f.sweep(rel)
		case name[0] == '.':
		case e.IsDir() && strings.HasSuffix(name, filesSuffix):
			key := strings.TrimSuffix(name, filesSuffix)
			t.dirs[key] = append(t.dirs[key], rel)
		case e.IsDir():
			if err := f.walkDir(ctx, t, rel); err != nil {
				return err
			}
		case e.Type().IsRegular() && isIssueFile(name):
			info, err := e.Info()
			if errors.Is(err, fs.ErrNotExist) {
				continue // gone since the folder was listed
			}
			if err != nil {
				t.hole(rel, err)
				t.holes = append(t.holes, dir)
				continue
			}
			t.files[rel] = stampOf(info)
		}
	}
	return nil
}

// stored is one attachment on disk.
type stored struct {
	dir, name string
	at        stamp
}

// listFiles returns the attachments in the folders of an issue, by name. Where
// two folders have a file of one name, the first folder's counts.
func (f *folder) listFiles(dirs []string) ([]stored, error) {
	var list []stored
	seen := map[string]bool{}
	for _, dir := range slices.Sorted(slices.Values(dirs)) {
		entries, err := f.disk.list(f.abs(dir))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if isTemp(e.Name()) {
				f.sweep(path.Join(dir, e.Name()))
				continue
			}
			if name := e.Name(); name[0] == '.' || !e.Type().IsRegular() || isBackup(name) || seen[name] {
				continue
			}
			info, err := e.Info()
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			seen[e.Name()] = true
			list = append(list, stored{dir: dir, name: e.Name(), at: stampOf(info)})
		}
	}
	slices.SortFunc(list, func(a, b stored) int { return strings.Compare(a.name, b.name) })
	return list, nil
}

// isBackup reports whether an attachment is what an editor leaves beside it.
func isBackup(name string) bool { return strings.HasSuffix(name, "~") || strings.HasPrefix(name, "~$") }

// listDigest changes when an attachment comes, goes or is written to.
func listDigest(list []stored) digest {
	h := sha256.New()
	for _, s := range list {
		b := append([]byte(s.name), 0)
		b = binary.BigEndian.AppendUint64(b, uint64(s.at.size))
		b = binary.BigEndian.AppendUint64(b, uint64(s.at.mtime))
		h.Write(b)
	}
	return digest(h.Sum(nil)[:16])
}

package markdown

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// side is what is kept about one attachment.
type side struct {
	Name    string     `json:"name,omitempty"` // as it was given, if the file has another
	Mark    string     `json:"mark,omitempty"`
	Author  string     `json:"author,omitempty"`
	Created time.Time  `json:"created,omitzero"`
	Size    int64      `json:"size"`
	Mtime   int64      `json:"mtime"`
	Ino     uint64     `json:"ino"`
	Checked int64      `json:"checked"`
	Digest  hub.Digest `json:"digest"`
}

// fileDirs returns the folders in which an issue's attachments may be. The
// first is where new ones go.
func (f *folder) fileDirs(id, issue string) []string {
	beside := path.Join(path.Dir(issue), id+filesSuffix)
	f.mu.Lock()
	defer f.mu.Unlock()
	dirs := slices.Clone(f.dirs[id])
	if i := slices.Index(dirs, beside); i > 0 {
		dirs[0], dirs[i] = dirs[i], dirs[0]
	}
	if !slices.Contains(dirs, beside) {
		dirs = append(dirs, beside)
	}
	return dirs
}

func (f *folder) sidePath(id string) string { return f.hidden(filepath.Join("files", id+".json")) }

// readSide returns what is kept about an issue's attachments. What cannot be
// read is as good as lost, and is made again.
func (f *folder) readSide(id string) map[string]side {
	kept := map[string]side{}
	b, err := os.ReadFile(f.sidePath(id))
	if err == nil {
		err = json.Unmarshal(b, &kept)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		f.log.Debug("notes on attachments not read", "issue", id, "err", err)
		return map[string]side{}
	}
	return kept
}

// changeSide changes what is kept about an issue's attachments.
func (f *folder) changeSide(id string, change func(map[string]side)) error {
	f.sideMu.Lock()
	defer f.sideMu.Unlock()
	kept := f.readSide(id)
	change(kept)
	b, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	file := f.sidePath(id)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	temp := file + "-" + randomHex(4) + tempSuffix
	if err := f.disk.write(temp, 0o644, bytes.NewReader(b)); err != nil {
		return err
	}
	if err := f.disk.rename(temp, file); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	return nil
}

package markdown

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// flush writes what is new. Until it succeeds no cursor may be given out. If it
// fails nothing is lost: the next flush tries it all again.
func (ix *index) flush(d disk) error {
	if len(ix.dirty) == 0 && len(ix.buried) == 0 && !ix.stale && ix.seq <= ix.reserved {
		return nil
	}
	live := len(ix.byPath) + len(ix.gone)
	if ix.stale || ix.written > 2*live+2*reserveBlock {
		return ix.rewrite(d)
	}
	info, err := os.Stat(ix.path)
	if errors.Is(err, fs.ErrNotExist) {
		return ix.rewrite(d) // deleted by hand: we still know what was in it
	}
	if err != nil {
		return err
	}
	if info.Size() != ix.size || inode(info) != ix.ino {
		return errForeign
	}
	var b []byte
	lines := len(ix.dirty) + len(ix.buried)
	must := ix.seq > ix.reserved
	reserved := ix.reserved
	if must {
		reserved = ix.seq + reserveBlock
		b, lines = append(appendUint(append(b, 'R'), reserved), '\n'), lines+1
	}
	for _, path := range sortedKeys(ix.dirty) {
		if e := ix.byPath[path]; e != nil {
			b = e.appendLine(b)
		} else {
			b = append(appendText(append(b, 'P'), path), '\n')
		}
	}
	for _, id := range ix.buried {
		if t, ok := ix.gone[id]; ok {
			b = t.appendLine(b, id)
		}
	}
	if err := ix.append(d, b, must); err != nil {
		return err
	}
	ix.reserved = reserved
	ix.size += int64(len(b))
	ix.written += lines
	clear(ix.dirty)
	ix.buried = nil
	return nil
}

// errForeign says that somebody else wrote the index.
var errForeign = errors.New("the index was written by another process")

func (ix *index) append(d disk, b []byte, durable bool) error {
	if err := d.before("append", ix.path); err != nil {
		return err
	}
	f, err := os.OpenFile(ix.path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil && durable {
		err = f.Sync()
	}
	if err != nil {
		// Half a line must not stay: the next one would be glued to it.
		if cut := f.Truncate(ix.size); cut != nil {
			ix.stale = true
		}
	}
	return errors.Join(err, f.Close())
}

// rewrite writes the index anew, with one line for each file.
func (ix *index) rewrite(d disk) error {
	ix.dropOldTombstones()
	reserved := ix.seq + reserveBlock
	var buf bytes.Buffer
	w := bufio.NewWriter(&buf)
	fmt.Fprintf(w, "%s%s\n", indexHead, ix.generation)
	b := append(appendUint([]byte{'R'}, reserved), '\n')
	lines := 1
	for _, prefix := range sortedKeys(ix.highest) {
		b = append(appendUint(appendText(append(b, 'N'), prefix), uint64(ix.highest[prefix])), '\n')
		lines++
	}
	for _, path := range sortedKeys(ix.byPath) {
		b = ix.byPath[path].appendLine(b)
	}
	for _, id := range sortedKeys(ix.gone) {
		b = ix.gone[id].appendLine(b, id)
	}
	if _, err := w.Write(b); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	size := int64(buf.Len())
	temp := filepath.Join(filepath.Dir(ix.path), "index-"+randomHex(4)+tempSuffix)
	if err := d.write(temp, 0o644, &buf); err != nil {
		return err
	}
	if err := d.rename(temp, ix.path); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	if err := d.syncDir(filepath.Dir(ix.path)); err != nil {
		return err
	}
	info, err := os.Stat(ix.path)
	if err != nil {
		return err
	}
	ix.stale, ix.size, ix.ino, ix.reserved = false, size, inode(info), reserved
	ix.written = lines + len(ix.byPath) + len(ix.gone)
	clear(ix.dirty)
	ix.buried = nil
	return nil
}

func (ix *index) dropOldTombstones() {
	if len(ix.gone) <= keptTombstones {
		return
	}
	ids := sortedKeys(ix.gone)
	slices.SortFunc(ids, func(a, b string) int { return int(int64(ix.gone[a].seq) - int64(ix.gone[b].seq)) })
	for _, id := range ids[:len(ids)-keptTombstones] {
		delete(ix.gone, id)
	}
}

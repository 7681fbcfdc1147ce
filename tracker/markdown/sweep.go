package markdown

import (
	"os"
	"path/filepath"
	"strings"
)

// sweep clears away a temporary file of a process that died. What exists
// elsewhere is deleted, anything else is kept.
func (f *folder) sweep(rel string) {
	f.mu.Lock()
	swept := f.swept
	f.mu.Unlock()
	if swept {
		return // one of ours, being written
	}
	path := f.abs(rel)
	if strings.HasPrefix(filepath.Base(path), tempPrefix+newTemp) {
		if err := os.Remove(path); err != nil {
			f.log.Warn("temporary file not cleared away", "file", rel, "err", err)
		}
		return
	}
	b, _, err := f.disk.read(path)
	if err == nil {
		sum := digestOf(b)
		if short := hexOf(sum[:6]); strings.Contains(filepath.Base(path), "-"+short+"-") {
			err = os.Remove(path)
		} else {
			err = f.keepLost(path)
		}
	}
	if err != nil {
		f.log.Warn("temporary file not cleared away", "file", rel, "err", err)
	}
}

// keepLost moves a text that may exist nowhere else to where people find it.
func (f *folder) keepLost(path string) error {
	if err := os.MkdirAll(f.hidden(lostDir), 0o755); err != nil {
		return f.diskError(err)
	}
	to := filepath.Join(f.hidden(lostDir), strings.TrimPrefix(filepath.Base(path), "."))
	f.log.Warn("a text of unknown origin was put aside", "file", to)
	return f.diskError(os.Rename(path, to))
}

// Package blob keeps the bytes of attachments in files named by their content,
// beside the database. Equal content is kept once. It does not know who needs a
// blob: the database's index does, and tells what to drop.
//
// Bytes go from the reader to a temporary file, hashed on the way, and only a
// whole and synced file gets its name. So a file that has a name is complete,
// whenever the power went, and nothing is ever whole in memory.
package blob

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// tempDir holds the files that are being written. It is inside the store's own
// folder, since a rename does not cross file systems.
const tempDir = "tmp"

// Store is a folder of blobs. Its methods may be called from several
// goroutines; the folder belongs to one process.
type Store struct {
	dir string
	max int64
}

// Options are the knobs of a store; the zero value sets no bound.
type Options struct {
	// MaxSize is the size in bytes above which a blob is refused; 0 means none.
	MaxSize int64
}

// Open opens the folder, makes it if it is missing, and removes what an earlier
// run left half written.
func Open(dir string) (*Store, error) { return OpenWith(dir, Options{}) }

// OpenWith is Open with options.
func OpenWith(dir string, opts Options) (*Store, error) {
	s := &Store{dir: dir, max: opts.MaxSize}
	if err := os.MkdirAll(s.temp(), 0o700); err != nil {
		return nil, fmt.Errorf("open blobs: %w", err)
	}
	if err := s.sweep(); err != nil {
		return nil, fmt.Errorf("open blobs: %w", err)
	}
	return s, nil
}

func (s *Store) temp() string { return filepath.Join(s.dir, tempDir) }

// sweep removes temporary files. Nobody writes one while the store is being
// opened, so all of them are leftovers.
func (s *Store) sweep() error {
	left, err := os.ReadDir(s.temp())
	if err != nil {
		return err
	}
	for _, e := range left {
		if err := os.RemoveAll(filepath.Join(s.temp(), e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// Open returns the bytes of a blob and their number; hub.NotFound if it is not
// kept. A blob dropped meanwhile can be read to its end.
func (s *Store) Open(d hub.Digest) (io.ReadCloser, int64, error) {
	path, err := s.path(d)
	if err != nil {
		return nil, 0, err
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, missing(d)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("open blob %s: %w", d, err)
	}
	fi, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(fmt.Errorf("open blob %s: %w", d, err), f.Close())
	}
	return f, fi.Size(), nil
}

// Has reports whether a blob is kept.
func (s *Store) Has(d hub.Digest) (bool, error) {
	path, err := s.path(d)
	if err != nil {
		return false, err
	}
	switch _, err = os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("look for blob %s: %w", d, err)
	}
	return true, nil
}

// Drop forgets a blob. Dropping none is no error. The folders stay: they are a
// few, and removing one could race with a blob that comes in.
func (s *Store) Drop(d hub.Digest) error {
	path, err := s.path(d)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("drop blob %s: %w", d, err)
	}
	return nil
}

// path is where a blob is. Two levels of 256 folders keep each one short. The
// digest may come from the other node, so nothing but hex digits gets through.
func (s *Store) path(d hub.Digest) (string, error) {
	digits, ok := strings.CutPrefix(string(d), "sha256:")
	sum, err := hex.DecodeString(digits)
	if !ok || err != nil || len(sum) != 32 || digits != strings.ToLower(digits) {
		return "", &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue,
			Message: fmt.Sprintf("%.80q is not a digest of an attachment", string(d))}
	}
	return filepath.Join(s.dir, digits[:2], digits[2:4], digits), nil
}

func missing(d hub.Digest) error {
	return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue,
		Message: fmt.Sprintf("the attachment's content %s is not kept here", d)}
}

package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/entwine-sync/entwine/hub"
)

// copySize is how much is read before ctx is looked at again.
const copySize = 64 << 10

// Put stores what r yields and returns its digest and size once it is durable.
// Putting what is kept already is no error, at the same time neither. If r or
// the disk fails, or ctx ends, nothing is stored.
func (s *Store) Put(ctx context.Context, r io.Reader) (hub.Digest, int64, error) {
	return s.put(ctx, "", r)
}

// PutAs is Put for bytes whose digest was told. Others are refused with
// hub.Conflict and not stored.
func (s *Store) PutAs(ctx context.Context, want hub.Digest, r io.Reader) (int64, error) {
	if _, err := s.path(want); err != nil {
		return 0, err
	}
	_, n, err := s.put(ctx, want, r)
	return n, err
}

func (s *Store) put(ctx context.Context, want hub.Digest, r io.Reader) (d hub.Digest, n int64, err error) {
	f, err := os.CreateTemp(s.temp(), "put-*")
	if err != nil {
		return "", 0, plain(err)
	}
	defer func() {
		if err != nil {
			// A file that cannot be removed now is swept at the next start.
			_, _ = f.Close(), os.Remove(f.Name())
		}
	}()
	if d, n, err = s.copy(ctx, f, r); err != nil {
		return "", 0, err
	}
	if want != "" && d != want {
		return "", 0, &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue,
			Message: fmt.Sprintf("the attachment's content is not what was announced: got %s, want %s", d, want)}
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return "", 0, plain(err)
	}
	if err := s.name(f.Name(), d); err != nil {
		return "", 0, plain(err)
	}
	return d, n, nil
}

// copy writes what r yields into f and hashes it on the way.
func (s *Store) copy(ctx context.Context, f io.Writer, r io.Reader) (hub.Digest, int64, error) {
	hash, buf, n := sha256.New(), make([]byte, copySize), int64(0)
	for {
		if err := ctx.Err(); err != nil {
			return "", 0, err
		}
		k, readErr := r.Read(buf)
		n += int64(k)
		if s.max > 0 && n > s.max {
			return "", 0, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue,
				Message: fmt.Sprintf("the attachment is larger than %d bytes, the limit of this node", s.max)}
		}
		hash.Write(buf[:k]) // never fails
		if _, err := f.Write(buf[:k]); err != nil {
			return "", 0, plain(err)
		}
		if errors.Is(readErr, io.EOF) {
			return hub.Digest("sha256:" + hex.EncodeToString(hash.Sum(nil))), n, nil
		}
		if readErr != nil {
			return "", 0, fmt.Errorf("read attachment: %w", readErr)
		}
	}
}

// name gives a finished file its name. The same content may get it twice: the
// rename replaces one whole file by another with equal bytes.
func (s *Store) name(temp string, d hub.Digest) error {
	path, err := s.path(d)
	if err != nil {
		return err
	}
	inner := filepath.Dir(path)
	outer := filepath.Dir(inner)
	if err := os.MkdirAll(inner, 0o700); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	// The name is durable once its folder is, and the folder once its own is.
	return errors.Join(syncDir(inner), syncDir(outer), syncDir(s.dir))
}

// syncDir makes the names in a folder durable. Windows has no such call and
// does not need it.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// plain says in an owner's words that the disk is full.
func plain(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopeNode,
			Message: "disk full: the attachment could not be stored", Err: err}
	}
	return fmt.Errorf("store attachment: %w", err)
}

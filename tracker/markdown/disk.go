package markdown

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// disk is the file system as the connector uses it. The hook is for tests: it
// sees every operation before it is made, may do what a person would do just
// then, and may fail it.
type disk struct {
	hook func(op, path string) error
}

func (d disk) before(op, path string) error {
	if d.hook == nil {
		return nil
	}
	if err := d.hook(op, path); err != nil {
		return &fs.PathError{Op: op, Path: path, Err: err}
	}
	return nil
}

// stamp is what tells without reading that a file is the same as before.
type stamp struct {
	size         int64
	mtime, ctime int64 // unix nanoseconds; ctime 0 where the system has none
	ino          uint64
}

type digest [16]byte

func digestOf(b []byte) digest {
	h := sha256.Sum256(b)
	return digest(h[:16])
}

// errUnsteady says that a file was written to while it was read.
var errUnsteady = errors.New("the file is being written")

var errHuge = errors.New("the file is larger than 8 MiB")

// errNoFile says that what has the name is no regular file.
var errNoFile = errors.New("this is not a regular file")

// read reads a file whole. It follows no symbolic link and waits for no pipe.
func (d disk) read(path string) ([]byte, stamp, error) {
	if err := d.before("read", path); err != nil {
		return nil, stamp{}, err
	}
	file, err := openPlain(path)
	if err != nil {
		return nil, stamp{}, err
	}
	defer file.Close() // read only: nothing to lose
	info, err := file.Stat()
	if err != nil {
		return nil, stamp{}, err
	}
	if !info.Mode().IsRegular() {
		return nil, stamp{}, &fs.PathError{Op: "read", Path: path, Err: errNoFile}
	}
	st := stampOf(info)
	if st.size > maxSize {
		return nil, st, errHuge
	}
	buf := bytes.NewBuffer(make([]byte, 0, st.size+1))
	if _, err := io.Copy(buf, io.LimitReader(file, maxSize+1)); err != nil {
		return nil, st, err
	}
	info, err = file.Stat()
	if err != nil {
		return nil, st, err
	}
	if now := stampOf(info); now != st || int64(buf.Len()) != st.size {
		return nil, now, errUnsteady
	}
	return buf.Bytes(), st, nil
}

// write makes a new file with the bytes of r, on disk when it returns. Nothing
// is left of it if that fails.
func (d disk) write(path string, mode fs.FileMode, r io.Reader) (err error) {
	if err := d.before("create", path); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, file.Close(), os.Remove(path))
		}
	}()
	if err = d.before("write", path); err != nil {
		return err
	}
	if _, err = io.Copy(file, r); err != nil {
		return err
	}
	if err = d.before("sync", path); err != nil {
		return err
	}
	if err = file.Sync(); err != nil {
		return err
	}
	return file.Close()
}

// place gives a file its final name, unless there is one of that name.
func (d disk) place(from, to string) error {
	if err := d.before("place", to); err != nil {
		return err
	}
	return renameNew(from, to)
}

// exchange swaps two files; ok is false where the system cannot.
func (d disk) exchange(a, b string) (ok bool, err error) {
	if err := d.before("exchange", b); err != nil {
		return true, err
	}
	return exchange(a, b)
}

func (d disk) rename(from, to string) error {
	if err := d.before("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

func (d disk) remove(path string) error {
	if err := d.before("remove", path); err != nil {
		return err
	}
	return os.Remove(path)
}

// syncDir makes names durable.
func (d disk) syncDir(dir string) error {
	if err := d.before("syncdir", dir); err != nil {
		return err
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func (d disk) list(dir string) ([]fs.DirEntry, error) {
	if err := d.before("list", dir); err != nil {
		return nil, err
	}
	return os.ReadDir(dir)
}

// isTemp reports whether a file is one that we write before it gets its name.
func isTemp(name string) bool {
	return strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(name, tempSuffix)
}

const (
	tempPrefix = ".entwine-"
	tempSuffix = ".tmp"
	newTemp    = "new-" // follows the prefix where nothing is to be replaced
)

// tempFor names a new file beside path. The name holds the digests of what is
// there and of what shall be, so that after a crash it is known whether the
// file holds anything that exists nowhere else.
func tempFor(path string, old, next digest, random string) string {
	return filepath.Join(filepath.Dir(path), tempPrefix+hexOf(old[:6])+"-"+hexOf(next[:6])+"-"+random+tempSuffix)
}

// linkNew is a rename that does not replace, in two steps: a crash between them
// leaves a second name, which is taken away as a temporary file.
func linkNew(from, to string) error {
	if err := os.Link(from, to); err != nil {
		return err
	}
	return os.Remove(from)
}

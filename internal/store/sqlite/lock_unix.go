//go:build unix && !solaris && !aix

package sqlite

import (
	"errors"
	"os"
	"syscall"
)

// lockFile opens and locks the file. The lock belongs to the open file, so a
// second Open in the same process is refused as well.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.Join(inUse(path), f.Close())
	}
	if err != nil {
		return nil, (&fileLock{f}).fail(err)
	}
	return f, nil
}

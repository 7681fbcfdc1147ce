package sqlite

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// LockName is the file whose lock shows that a folder is in use. It stays there
// when the store is closed: removing it could take away the lock of a process
// that has just opened it.
const LockName = "entwine.lock"

// fileLock is a lock held until it is released or the process ends, however it
// ends.
type fileLock struct{ f *os.File }

// takeLock locks the file and writes our process id into it.
func takeLock(path string) (*fileLock, error) {
	f, err := lockFile(path)
	if err != nil {
		return nil, err
	}
	l := &fileLock{f}
	if err := f.Truncate(0); err != nil {
		return nil, l.fail(err)
	}
	if _, err := f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0); err != nil {
		return nil, l.fail(err)
	}
	return l, nil
}

func (l *fileLock) fail(err error) error {
	_ = l.f.Close() // the first error is the one to tell
	return fmt.Errorf("lock %s: %w", l.f.Name(), err)
}

// release gives up the lock; closing the file does.
func (l *fileLock) release() error {
	if err := l.f.Truncate(0); err != nil {
		return l.fail(err)
	}
	return l.f.Close()
}

// ErrInUse is matched by the error of Open when somebody has the folder open.
var ErrInUse = fmt.Errorf("the folder is in use")

// inUse says who has the folder open.
func inUse(path string) error {
	if f, err := os.Open(path); err == nil {
		defer f.Close()
		b, _ := io.ReadAll(io.LimitReader(f, 32)) // unreadable is unknown
		if pid := strings.TrimSpace(string(b)); pid != "" {
			return fmt.Errorf("%w by process %s (lock file %s)", ErrInUse, pid, path)
		}
	}
	return fmt.Errorf("%w by another process (lock file %s)", ErrInUse, path)
}

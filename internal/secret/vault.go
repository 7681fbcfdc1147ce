package secret

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"
)

// Vault keeps secrets in a folder, each in a file that only the owner of the
// process may read: tokens that a tracker renews, which must outlive the process.
// They are as they are, not encrypted: a key beside them would guard nothing. It
// may be used from several goroutines, and several processes may use one folder.
type Vault struct {
	dir string

	mu    sync.Mutex
	turns map[string]chan struct{} // by name: whose change is at work
}

// NewVault returns the vault of a folder, which is made when something is kept.
func NewVault(dir string) *Vault { return &Vault{dir: dir, turns: map[string]chan struct{}{}} }

// vaultName is what names are made of, so that each is the name of a file.
var vaultName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}$`) })

// tryLockEvery is how often the lock of another process is looked at, which
// meanwhile makes a request or two.
const tryLockEvery = 50 * time.Millisecond

// Change shows change what is kept under a name, "" if nothing is, and keeps what
// it gives; "" keeps nothing. Where change fails, what was kept stays, and its
// error comes back. One change of a name runs at a time, also where several
// processes share the folder; ctx ends the wait for that.
func (v *Vault) Change(ctx context.Context, name string, change func(was string) (string, error)) (err error) {
	if !vaultName().MatchString(name) {
		return errors.New("secret: no secret can have the name " + name)
	}
	v.mu.Lock()
	turn := v.turns[name]
	if turn == nil {
		turn = make(chan struct{}, 1)
		v.turns[name] = turn
	}
	v.mu.Unlock()
	select {
	case turn <- struct{}{}:
		defer func() { <-turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := os.MkdirAll(v.dir, 0o700); err != nil {
		return err
	}
	path := filepath.Join(v.dir, name)
	unlock, err := waitForLock(ctx, path+".lock")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	next, err := change(string(b))
	if err != nil || next == string(b) {
		return err
	}
	if next == "" {
		return os.Remove(path)
	}
	return replaceFile(path, next)
}

func waitForLock(ctx context.Context, path string) (unlock func() error, err error) {
	tick := time.NewTicker(tryLockEvery)
	defer tick.Stop()
	for {
		unlock, err := tryLock(path)
		if unlock != nil || err != nil {
			return unlock, err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// replaceFile puts a text in the place of a file at once: whoever reads it, or
// starts after the power went, finds the one or the other.
func replaceFile(path, text string) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*") // made with 0600
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncDir(filepath.Dir(path))
}

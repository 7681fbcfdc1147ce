package scripted

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
)

// A Folder is the rules of a folder, which their owner may edit, or check out
// anew with Git, while the node runs: Reload takes them over when all of them
// are right, and until then the last right ones stay in force. A run that has
// begun ends with the rules it began with.
type Folder struct {
	dir  string
	like Set // what does not depend on the files

	mu      sync.Mutex // of one Reload at a time
	state   []byte     // of the files, when they were last looked at
	current atomic.Pointer[Set]
	wrong   atomic.Pointer[error]
}

var _ rule.Set = (*Folder)(nil)

// Open reads the rules of a folder; like has what they share. Errors are those
// of Load.
func Open(dir string, like Set) (*Folder, error) {
	f := &Folder{dir: dir, like: like}
	if _, err := f.Reload(); err != nil {
		return nil, err
	}
	return f, nil
}

// Outgoing runs the outgoing rule that is in force.
func (f *Folder) Outgoing(ctx context.Context, in rule.Out) (hub.Issue, error) {
	return f.current.Load().Outgoing(ctx, in)
}

// Incoming runs the incoming rule that is in force.
func (f *Folder) Incoming(ctx context.Context, in rule.In) (rule.Result, error) {
	return f.current.Load().Incoming(ctx, in)
}

// Version names the rules that are in force: the beginning of the SHA-256 of
// their files.
func (f *Folder) Version() string { return f.current.Load().Version }

// Wrong is why the files as they are now are not in force; nil if they are.
func (f *Folder) Wrong() error {
	if e := f.wrong.Load(); e != nil {
		return *e
	}
	return nil
}

// Reload reads the files if they changed since they were last looked at. It
// reports whether other rules are in force now, or what is wrong with the new
// ones; what is wrong is told once for each state of the files.
func (f *Folder) Reload() (changed bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	state, err := stateOf(f.dir)
	if err != nil {
		return false, f.keep(err)
	}
	if f.state != nil && slices.Equal(f.state, state) {
		return false, nil
	}
	f.state = state
	e, err := f.like.Read(f.dir, hex.EncodeToString(state[:6]))
	if err != nil {
		return false, f.keep(err)
	}
	had := f.current.Swap(e)
	f.wrong.Store(nil)
	return had != nil, nil
}

// Read makes the rules of a folder: s with what depends on the files. version is
// what events will call them. The error holds all that is wrong with the files.
func (s Set) Read(dir, version string) (*Set, error) {
	loading := Load
	if s.Visual {
		loading = LoadMapping
	}
	out, in, err := loading(dir)
	tables, err2 := TablesOf(dir)
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	s.Out, s.In, s.Tables, s.Version = out, in, tables, version
	return &s, nil
}

func (f *Folder) keep(err error) error {
	f.wrong.Store(&err)
	return err
}

// stateOf is a digest of the files that rules are made of.
func stateOf(dir string) ([]byte, error) {
	h := sha256.New()
	for _, sub := range []string{"", "tables"} {
		d := filepath.Join(dir, sub)
		entries, err := os.ReadDir(d)
		if errors.Is(err, fs.ErrNotExist) && sub != "" {
			continue
		} else if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.IsDir() || strings.HasPrefix(e.Name(), ".") {
				continue
			}
			b, err := os.ReadFile(filepath.Join(d, e.Name()))
			if err != nil {
				return nil, err
			}
			sum := sha256.Sum256(b)
			h.Write([]byte(sub + "/" + e.Name() + "\x00"))
			h.Write(sum[:])
		}
	}
	for i, folder := range classFolders(dir) {
		files, err := classFiles(folder)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			text, err := readRule(f)
			if err != nil {
				return nil, err
			}
			sum := sha256.Sum256([]byte(text))
			fmt.Fprintf(h, "%d%s\x00", i, strings.TrimPrefix(f, folder))
			h.Write(sum[:])
		}
	}
	return h.Sum(nil), nil
}

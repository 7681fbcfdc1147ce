package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/entwine-sync/entwine/hub"
)

// Backup writes a consistent copy of the database, of the state in which it
// finds it, while the store goes on being used. The copy is a single file. An
// existing path is refused; a copy that fails leaves no file.
func (s *Store) Backup(ctx context.Context, path string) (err error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fmt.Errorf("backup to %s: there is a file already", path), err)
	}
	// The seat of a view, so that Close waits for a backup as for any reader.
	c, err := s.takeReader(ctx)
	if err != nil {
		return err
	}
	defer func() { s.readers <- c }()
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("backup to %s: %w", path, err)
	}
	if err = s.copyTo(ctx, part); err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		_ = os.Remove(part) // the error to tell is the first one
		return fmt.Errorf("backup to %s: %w", path, plain(err))
	}
	return nil
}

// copyTo uses a connection of its own: those for views are forbidden to write,
// even to another file.
func (s *Store) copyTo(ctx context.Context, path string) error {
	c, err := openConn(ctx, s.path, "busy_timeout = 5000")
	if err != nil {
		return err
	}
	err = c.run(ctx, "VACUUM INTO ?", driver.NamedValue{Ordinal: 1, Value: path})
	if err = errors.Join(err, c.close()); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close()) // SQLite leaves that to the system
}

// quickCheck finds pages that are damaged or lost; what it finds is its rows.
var quickCheck = newQuery("PRAGMA quick_check(10)")

// Check reads the whole database and returns an error that says what is damaged,
// if anything is. It takes as long as reading the file.
func (s *Store) Check(ctx context.Context) error {
	c, err := s.takeReader(ctx)
	if err != nil {
		return err
	}
	defer func() { s.readers <- c }()
	if c == nil {
		if c, err = s.openReader(ctx); err != nil {
			return plain(err)
		}
	}
	var wrong []error
	err = c.each(quickCheck, func(r row) error {
		if r.text(0) != "ok" {
			wrong = append(wrong, errors.New(r.text(0)))
		}
		return nil
	})
	if err == nil && len(wrong) > 0 {
		err = &hub.Error{Code: hub.Internal, Scope: hub.ScopeNode,
			Message: "the database file is damaged: restore a backup", Err: errors.Join(wrong...)}
	}
	return plain(err)
}

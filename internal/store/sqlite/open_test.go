package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"modernc.org/sqlite"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// openSQL opens a database file past the store.
func openSQL(t *testing.T, path string) *sql.DB {
	t.Helper()
	c, err := sqlite.NewConnector(dsn(path))
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(c)
	t.Cleanup(func() { db.Close() })
	return db
}

func TestOpen_refuses_a_folder_in_use(t *testing.T) {
	dir := t.TempDir()
	s := openIn(t, dir)
	_, err := Open(t.Context(), dir, Options{})
	if !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), strconv.Itoa(os.Getpid())) {
		t.Errorf("got %v, want in use, with our process id", err)
	}
	if err := putMeta(s, "k", "v"); err != nil { // the first one is not hurt
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
}

func TestOpen_in_an_odd_folder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a b?c=d&e%20f#ü;'")
	s := openIn(t, dir)
	if err := errors.Join(putMeta(s, "k", "v"), s.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, FileName)); err != nil {
		t.Error(err)
	}
}

func TestOpen_refuses_a_newer_database(t *testing.T) {
	dir := t.TempDir()
	if err := openIn(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	db := openSQL(t, filepath.Join(dir, FileName))
	if _, err := db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), dir, Options{})
	if !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "99999") {
		t.Errorf("got %v, want ErrNewer", err)
	}
	if _, err := takeLock(filepath.Join(dir, LockName)); err != nil {
		t.Errorf("the refused Open kept the lock: %v", err)
	}
}

func TestOpen_says_that_a_file_is_damaged(t *testing.T) {
	garbage := []byte(strings.Repeat("this is not a database. ", 500))
	for name, spoil := range map[string]func(path string) error{
		"no database at all": func(path string) error { return os.WriteFile(path, garbage, 0o600) },
		"first pages overwritten": func(path string) error {
			f, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteAt(garbage, 100)
			return errors.Join(err, f.Close())
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := openIn(t, dir).Close(); err != nil {
				t.Fatal(err)
			}
			if err := spoil(filepath.Join(dir, FileName)); err != nil {
				t.Fatal(err)
			}
			_, err := Open(t.Context(), dir, Options{})
			var e *hub.Error
			if !errors.As(err, &e) || e.Scope != hub.ScopeNode || !strings.Contains(e.Message, "damaged") {
				t.Errorf("got %v, want a plain error that says damaged", err)
			}
		})
	}
}

func TestCheck_finds_a_damaged_page(t *testing.T) {
	dir := t.TempDir()
	s := openIn(t, dir)
	if err := s.Check(t.Context()); err != nil {
		t.Errorf("a good file: %v", err)
	}
	for i := range 50 {
		if err := putMeta(s, fmt.Sprint(i), strings.Repeat("x", 1000)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, FileName)
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	size := fileSize(path)
	_, err = f.WriteAt([]byte(strings.Repeat("\xa5", pageBytes)), size-2*pageBytes)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	if err := s.Check(t.Context()); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("got %v, want damaged", err)
	}
}

// shape lists what a database consists of, goose's own table left out.
func shape(t *testing.T, db *sql.DB) string {
	t.Helper()
	rows, err := db.Query(`SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema
		WHERE tbl_name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite_stat%' ORDER BY type, name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var b strings.Builder
	for rows.Next() {
		var kind, name, table, text string
		if err := rows.Scan(&kind, &name, &table, &text); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, kind, name, table, strings.Join(strings.Fields(text), " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMigratedDatabaseHasTheNewestShape(t *testing.T) {
	dir := t.TempDir()
	if err := openIn(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	newest, err := os.ReadFile("schema/schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	fresh := openSQL(t, filepath.Join(t.TempDir(), "fresh.db"))
	if _, err := fresh.Exec(string(newest)); err != nil {
		t.Fatal(err)
	}
	migrated := openSQL(t, filepath.Join(dir, FileName))
	if got, want := shape(t, migrated), shape(t, fresh); got != want {
		t.Errorf("migrated:\n%s\nschema.sql:\n%s", got, want)
	}
}

// An older database is brought up step by step and keeps its rows, and an older
// program refuses a newer one.
func TestOpen_migrates_a_database_with_rows(t *testing.T) {
	first, err := migrations.ReadFile("migrations/00001_start.sql")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, FileName)
	db := openSQL(t, path)
	if err := migrateTo(t.Context(), db, fstest.MapFS{"migrations/00001_start.sql": {Data: first}}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("INSERT INTO meta (key, value) VALUES ('k', 'v')"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := openIn(t, dir)
	if v := getMeta(t, s, "k"); v != "v" {
		t.Errorf("the value that was there is %q", v)
	}
	rules := &store.RuleVersion{Connection: "c", Side: hub.Initiator, Number: 1}
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Rules().Put(rules) }); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db = openSQL(t, path)
	steps := fstest.MapFS{"migrations/99998_next.sql": {Data: []byte("-- +goose Up\nALTER TABLE meta ADD COLUMN extra TEXT;\n")}}
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		b, err := migrations.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		steps[name] = &fstest.MapFile{Data: b}
	}
	if err := migrateTo(t.Context(), db, steps); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := db.QueryRow("SELECT count(*) FROM rules JOIN meta WHERE extra IS NULL AND value = 'v'").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d rows, %v; want the one that was there", n, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, ErrNewer) {
		t.Errorf("the older program: got %v, want ErrNewer", err)
	}
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	k := hub.EndKey{Pair: "p", Side: hub.Initiator}
	ev := &hub.Event{ID: "ev1", EndKey: k, State: hub.Waiting}
	err := s.Update(t.Context(), func(tx store.Tx) error {
		return errors.Join(tx.Ends().Put(benchEnd(14<<10, k)), tx.Events().Put(ev))
	})
	if err != nil {
		t.Fatal(err)
	}
	copied := t.TempDir()
	path := filepath.Join(copied, FileName)
	done := make(chan error, 1)
	go func() { done <- s.Backup(t.Context(), path) }()
	for i := range 200 { // the store is used meanwhile
		if err := putMeta(s, fmt.Sprint(i), "v"); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), path); err == nil {
		t.Error("a second backup to the same path was accepted")
	}
	b := open(t, copied)
	if err := b.Check(t.Context()); err != nil {
		t.Error(err)
	}
	last := -1 // the copy has the writes up to some moment and none after it
	for i := range 200 {
		if getMeta(t, b, fmt.Sprint(i)) == "v" {
			if last != i-1 {
				t.Fatalf("has write %d without %d", i, last+1)
			}
			last = i
		}
	}
	next := &hub.Event{ID: "ev2", EndKey: k}
	err = b.Update(t.Context(), func(tx store.Tx) error {
		if _, err := tx.Ends().Get(k); err != nil {
			return err
		}
		return tx.Events().Put(next)
	})
	if err != nil || next.Position <= ev.Position {
		t.Errorf("position %d after %d, %v", next.Position, ev.Position, err)
	}
}

func TestBackup_given_up_leaves_no_file(t *testing.T) {
	s := open(t, t.TempDir())
	dir := t.TempDir()
	ctx, end := context.WithCancel(t.Context())
	end()
	if err := s.Backup(ctx, filepath.Join(dir, "b.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	if err := s.Backup(t.Context(), filepath.Join(dir, "missing", "b.db")); err == nil {
		t.Error("a backup into a folder that is not there was accepted")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

package source

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fill makes the table that the tests ask for: 240 rows of three keys.
func fill(t *testing.T, db *sql.DB, place func(int) string) {
	t.Helper()
	tx, err := db.Begin() // one for all: each commit waits for the disk
	if err != nil {
		t.Fatal(err)
	}
	exec := func(text string, args ...any) {
		t.Helper()
		if _, err := tx.Exec(text, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`CREATE TABLE routing (product TEXT, country TEXT, severity INTEGER, team TEXT, since TIMESTAMP, active BOOLEAN)`)
	insert := fmt.Sprintf("INSERT INTO routing VALUES (%s, %s, %s, %s, '2026-11-23 10:00:00', true)", place(1), place(2), place(3), place(4))
	for i := range 240 {
		exec(insert, fmt.Sprint("p", i%10), fmt.Sprint("c", i/10%8), i/80, fmt.Sprint("team ", i))
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func sqliteSource(t *testing.T, change func(*Config)) (*Source, string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "owner's %23 data?.db")
	db, err := sql.Open("sqlite", "file:"+strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23", "'", "%27").Replace(file))
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db, func(int) string { return "?" })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return source(t, Config{Name: "crm", Kind: SQLite, Path: file}, change), file
}

func source(t *testing.T, c Config, change func(*Config)) *Source {
	t.Helper()
	if change != nil {
		change(&c)
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// asked runs what both kinds must do.
func asked(t *testing.T, open func(t *testing.T, change func(*Config)) *Source) {
	ask := func(t *testing.T, s *Source, text string, args ...any) *Rows {
		t.Helper()
		rows, err := s.Ask(t.Context(), Query{text, args})
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	t.Run("each of 240 rows is found by its keys", func(t *testing.T) {
		s := open(t, nil)
		for i := range 240 {
			rows := ask(t, s, "SELECT team FROM routing WHERE product = ? AND country = ? AND severity = ?", fmt.Sprint("p", i%10), fmt.Sprint("c", i/10%8), json.Number(fmt.Sprint(i/80)))
			if len(rows.Values) != 1 || rows.Values[0][0] != fmt.Sprint("team ", i) {
				t.Fatalf("row %d: %v", i, rows.Values)
			}
		}
	})
	t.Run("values keep their kind", func(t *testing.T) {
		rows := ask(t, open(t, nil), "SELECT severity, team, since, active, NULL AS none FROM routing WHERE team = ?", "team 239")
		at := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
		if got := rows.Values[0]; len(rows.Columns) != 5 || got[0] != json.Number("2") || got[1] != "team 239" || !got[2].(time.Time).Equal(at) || got[3] != true || got[4] != nil {
			t.Errorf("%v of %v", got, rows.Columns)
		}
	})
	t.Run("a value is never part of the statement", func(t *testing.T) {
		if rows := ask(t, open(t, nil), "SELECT team FROM routing WHERE product = ?", "x' OR '1'='1"); len(rows.Values) != 0 {
			t.Errorf("%d rows", len(rows.Values))
		}
	})
	t.Run("places in texts are none", func(t *testing.T) {
		if rows := ask(t, open(t, nil), "SELECT '?' AS a, team /* ? */ FROM routing WHERE team = ? -- ?", "team 1"); rows.Values[0][0] != "?" {
			t.Errorf("%v", rows.Values)
		}
	})
	t.Run("too many rows are an error", func(t *testing.T) {
		_, err := open(t, func(c *Config) { c.Rows = 100 }).Ask(t.Context(), Query{Text: "SELECT * FROM routing"})
		if err == nil || !strings.Contains(err.Error(), "more than 100 rows") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a question that takes too long is given up", func(t *testing.T) {
		s := open(t, func(c *Config) { c.Timeout = 50 * time.Millisecond })
		_, err := s.Ask(t.Context(), Query{Text: `WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r`})
		if err == nil || !strings.Contains(err.Error(), "no answer within 50ms") && !strings.Contains(err.Error(), "timeout") {
			t.Errorf("got %v", err)
		}
		var away *UnreachableError
		if errors.As(err, &away) {
			t.Error("a slow question counts as a database that is away")
		}
	})
	t.Run("we stop", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := open(t, nil).Ask(ctx, Query{Text: "SELECT 1"}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
	for _, text := range []string{
		"DELETE FROM routing", "INSERT INTO routing VALUES ('x')", "update routing set team = 'x'", "DROP TABLE routing", "ATTACH 'x' AS y", "PRAGMA query_only = 0",
		"  -- a comment\n/* and */ delete from routing", "SELECT 1; DELETE FROM routing", "", "BEGIN", "SET TRANSACTION READ WRITE", "COPY routing TO '/tmp/x'",
	} {
		t.Run("refuses "+text, func(t *testing.T) {
			s := open(t, nil)
			if _, err := s.Ask(t.Context(), Query{Text: text}); err == nil {
				t.Error("it was answered")
			}
			if rows := ask(t, s, "SELECT count(*) FROM routing"); rows.Values[0][0] != json.Number("240") {
				t.Errorf("%v rows are left", rows.Values[0][0])
			}
		})
	}
	t.Run("what changes something within a query is refused by the database", func(t *testing.T) {
		s := open(t, nil)
		for _, text := range []string{
			"WITH gone AS (DELETE FROM routing RETURNING team) SELECT * FROM gone", "SELECT * FROM routing WHERE set_config('transaction_read_only', 'off', true) = 'off'",
			"WITH x AS (SELECT 1) DELETE FROM routing", "SELECT team INTO other FROM routing",
		} {
			if rows, err := s.Ask(t.Context(), Query{Text: text}); err == nil {
				t.Errorf("%s was answered with %v", text, rows)
			}
		}
		if rows := ask(t, s, "SELECT count(*) FROM routing"); rows.Values[0][0] != json.Number("240") {
			t.Errorf("%v rows are left", rows.Values[0][0])
		}
	})
}

func TestSQLite(t *testing.T) {
	asked(t, func(t *testing.T, change func(*Config)) *Source { s, _ := sqliteSource(t, change); return s })
}

// A file that is not there is not made.
func TestSQLiteMissingFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "none.db")
	s := source(t, Config{Name: "crm", Kind: SQLite, Path: file}, nil)
	if _, err := s.Ask(t.Context(), Query{Text: "SELECT 1"}); err == nil {
		t.Error("it was answered")
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file: %v", err)
	}
}

// Other files are other databases.
func TestSQLiteNoOtherFiles(t *testing.T) {
	s, file := sqliteSource(t, nil)
	for _, text := range []string{"SELECT load_extension('x')", "SELECT readfile('" + file + "')", "SELECT writefile('" + file + ".x', 'x')"} {
		if _, err := s.Ask(t.Context(), Query{Text: text}); err == nil {
			t.Errorf("%s was answered", text)
		}
	}
}

func TestPostgreSQL(t *testing.T) {
	url := startPostgres(t)
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db, func(i int) string { return fmt.Sprint("$", i) })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	asked(t, func(t *testing.T, change func(*Config)) *Source {
		return source(t, Config{Name: "crm", Kind: PostgreSQL, URL: url}, change)
	})
}

// A database that does not answer is away; its password is in no error.
func TestUnreachable(t *testing.T) {
	s := source(t, Config{Name: "crm", Kind: PostgreSQL, URL: "postgres://reader:hunter2@127.0.0.1:1/crm", Timeout: time.Second}, nil)
	_, err := s.Ask(t.Context(), Query{Text: "SELECT 1"})
	var away *UnreachableError
	if !errors.As(err, &away) {
		t.Fatalf("got %v", err)
	}
	for e := err; e != nil; e = errors.Unwrap(e) {
		if strings.Contains(e.Error(), "hunter2") {
			t.Errorf("the password is in %v", e)
		}
	}
}

func TestConfigs(t *testing.T) {
	for _, c := range []Config{
		{Name: "a", Kind: SQLite}, {Name: "a", Kind: PostgreSQL}, {Name: "a", Kind: PostgreSQL, URL: "mysql://x:hunter2@y/z"}, {Name: "a", Kind: "oracle"},
	} {
		if _, err := New(c); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

package pgserver

import (
	"context"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
)

// What is committed is there after the server was killed and started again.
func TestKilledAndStartedAgain(t *testing.T) {
	if why := Missing(); why != "" {
		t.Skip(why)
	}
	dir, err := os.MkdirTemp("", "entwine-pg-*") // its account may pass there, other than in t.TempDir
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	s, err := Start(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	ask := func(sql string) (n int, err error) {
		c, err := pgx.Connect(t.Context(), s.URL(""))
		if err != nil {
			return 0, err
		}
		defer c.Close(context.Background())
		return n, c.QueryRow(t.Context(), sql).Scan(&n)
	}
	c, err := pgx.Connect(t.Context(), s.URL(""))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	if _, err := c.Exec(t.Context(), `CREATE TABLE kept AS SELECT 1 AS n`); err != nil {
		t.Fatal(err)
	}
	if err := s.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := ask(`SELECT 1`); err == nil {
		t.Error("it answers though it was killed")
	}
	if err := s.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, err := ask(`SELECT count(*) FROM kept`); n != 1 || err != nil {
		t.Errorf("there are %d rows, %v; one was committed", n, err)
	}
}

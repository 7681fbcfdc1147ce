// Package pgtest gives tests a real PostgreSQL: a server of its own for each
// test package, started at the first use and stopped by Main. A test on a machine
// without one is skipped with the reason.
package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/internal/store/postgres/pgserver"
)

// server is the one of this test package.
var server struct {
	once sync.Once
	dir  string
	pg   *pgserver.Server
	err  error
	n    atomic.Int64 // schemas made so far
}

// Main runs the tests and stops the server that they started.
func Main(m *testing.M) {
	code := m.Run()
	if err := Stop(); err != nil {
		fmt.Fprintln(os.Stderr, "stop PostgreSQL:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// URL returns the address of an empty schema of the server.
func URL(t testing.TB) string {
	t.Helper()
	url, err := Schema(t.Context())
	switch skip := Missing(""); {
	case errors.As(err, &skip):
		t.Skip(skip)
	case err != nil:
		t.Fatal(err)
	}
	return url
}

// Missing is the error of Schema where no server can be started, and why.
type Missing string

// Error implements error.
func (m Missing) Error() string { return string(m) }

// Schema is URL for a command that measures or tries something out. Stop must
// follow, also after an error.
func Schema(ctx context.Context) (string, error) {
	if why := pgserver.Missing(); why != "" {
		return "", Missing(why)
	}
	server.once.Do(start)
	if server.err != nil {
		return "", server.err
	}
	schema := "s" + strconv.FormatInt(server.n.Add(1), 10)
	c, err := pgx.Connect(ctx, server.pg.URL(""))
	if err != nil {
		return "", err
	}
	defer c.Close(context.Background())
	_, err = c.Exec(ctx, "CREATE SCHEMA "+schema)
	return server.pg.URL("") + "&search_path=" + schema, err
}

// Password is that of the account in URL, for tests that look for it in logs.
const Password = pgserver.Password

func start() {
	if server.dir, server.err = os.MkdirTemp("", "entwine-pg-*"); server.err == nil {
		server.pg, server.err = pgserver.Start(context.Background(), server.dir)
	}
}

// Stop ends the server that Schema or URL started, if one did.
func Stop() error {
	var errs []error
	if server.pg != nil {
		errs = append(errs, server.pg.Stop())
	}
	if server.dir != "" {
		errs = append(errs, os.RemoveAll(server.dir))
	}
	return errors.Join(errs...)
}

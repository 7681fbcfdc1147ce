// Package pgtest gives tests a real PostgreSQL: a server of its own for each
// test package, on a free port with a data folder of its own, started at the
// first use and stopped by Main. A test on a machine without one is skipped with
// the reason.
package pgtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// owner is the account under which the server runs, where it is not ours.
type owner struct{ uid, gid int }

// server is the one of this test package.
var server struct {
	once sync.Once
	dir  string
	port int
	proc *exec.Cmd
	skip string // why there is none
	err  error
	n    atomic.Int64 // schemas made so far
}

// Main runs the tests and stops the server that they started.
func Main(m *testing.M) {
	code := m.Run()
	if err := stop(); err != nil {
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
	server.once.Do(start)
	if server.skip != "" {
		return "", Missing(server.skip)
	}
	if server.err != nil {
		return "", server.err
	}
	schema := "s" + strconv.FormatInt(server.n.Add(1), 10)
	c, err := pgx.Connect(ctx, address(""))
	if err != nil {
		return "", err
	}
	defer c.Close(context.Background())
	_, err = c.Exec(ctx, "CREATE SCHEMA "+schema)
	return address(schema), err
}

// Stop ends the server that Schema started, if it did.
func Stop() error { return stop() }

// Password is that of the account in URL, for tests that look for it in logs.
const Password = "p4ss-of-the-test"

func address(schema string) string {
	u := fmt.Sprintf("postgres://entwine:%s@127.0.0.1:%d/postgres?sslmode=disable", Password, server.port)
	if schema != "" {
		u += "&search_path=" + schema
	}
	return u
}

// programs finds the server's programs where Debian has them, or on the path.
func programs() (string, bool) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), true
	}
	path, err := exec.LookPath("postgres")
	return filepath.Dir(path), err == nil
}

func start() {
	bin, ok := programs()
	if !ok {
		server.skip = "no PostgreSQL here: apt-get install postgresql"
		return
	}
	as, why := account()
	if why != "" {
		server.skip = why
		return
	}
	server.err = startAs(bin, as)
}

func startAs(bin string, as *owner) (err error) {
	if server.dir, err = os.MkdirTemp("", "entwine-pg-*"); err != nil {
		return err
	}
	if as != nil {
		if err := os.Chown(server.dir, as.uid, as.gid); err != nil {
			return err
		}
	}
	command := func(name string, args ...string) *exec.Cmd {
		c := exec.Command(filepath.Join(bin, name), args...)
		c.Dir = server.dir
		c.Env = append(os.Environ(), "LC_ALL=C")
		as.run(c)
		return c
	}
	word := filepath.Join(server.dir, "word")
	if err := os.WriteFile(word, []byte(Password), 0o644); err != nil {
		return err
	}
	data := filepath.Join(server.dir, "data")
	out, err := command("initdb", "-D", data, "-U", "entwine", "-A", "scram-sha-256", "--pwfile", word, "-E", "UTF8", "--no-sync").CombinedOutput()
	if err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	if server.port, err = freePort(); err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(server.dir, "log"))
	if err != nil {
		return err
	}
	defer log.Close()
	// fsync is off: the machine of a test does not lose power, and kill -9 of a
	// process of ours loses nothing either way.
	server.proc = command("postgres", "-D", data, "-p", strconv.Itoa(server.port), "-k", server.dir, "-h", "127.0.0.1",
		"-c", "fsync=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB")
	server.proc.Stdout, server.proc.Stderr = log, log
	if err := server.proc.Start(); err != nil {
		return err
	}
	return await(30 * time.Second)
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// await waits until the server answers.
func await(most time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		c, err := pgx.Connect(ctx, address(""))
		if err == nil {
			return c.Close(ctx)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			log, _ := os.ReadFile(filepath.Join(server.dir, "log"))
			return fmt.Errorf("PostgreSQL does not answer: %w\n%s", err, strings.TrimSpace(string(log)))
		}
	}
}

func stop() error {
	var errs []error
	if server.proc != nil && server.proc.Process != nil {
		errs = append(errs, server.proc.Process.Signal(os.Interrupt)) // fast: who is connected is cut off
		_ = server.proc.Wait()                                        // its exit code says what we asked for
	}
	if server.dir != "" {
		errs = append(errs, os.RemoveAll(server.dir))
	}
	return errors.Join(errs...)
}

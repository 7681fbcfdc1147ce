// Package pgserver runs a real PostgreSQL for tests and trials: a server of one's
// own, in a folder of its own, on a free port of this machine, with Debian's
// programs or those on the path. It can be killed and started again, as when its
// machine fails.
package pgserver

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
	"time"

	"github.com/jackc/pgx/v5"
)

// Password is that of the account in addresses, for who looks for it in logs.
const Password = "p4ss-of-the-test"

// startTime is what a server may take to answer, also after it was killed.
const startTime = time.Minute

// Server is one PostgreSQL. Its methods are for one goroutine at a time.
type Server struct {
	dir, bin string
	as       *owner
	port     int
	main     *exec.Cmd
	ended    chan struct{} // closed when main has ended
}

// owner is the account under which the server runs, where it is not ours.
type owner struct{ uid, gid int }

// Missing says why no server can run here; "" if one can.
func Missing() string {
	if _, ok := programs(); !ok {
		return "no PostgreSQL here: apt-get install postgresql"
	}
	_, why := account()
	return why
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

// Start makes a server in a folder, which must be there and may have other things
// in it, and returns when it answers. The folders above must let its account pass.
func Start(ctx context.Context, dir string) (*Server, error) {
	if why := Missing(); why != "" {
		return nil, errors.New(why)
	}
	s := &Server{dir: dir}
	s.bin, _ = programs()
	s.as, _ = account()
	if s.as != nil {
		if err := os.Chown(dir, s.as.uid, s.as.gid); err != nil {
			return nil, err
		}
	}
	word := filepath.Join(dir, "word")
	if err := os.WriteFile(word, []byte(Password), 0o644); err != nil {
		return nil, err
	}
	// Files of its journal are as small as can be, so that a small disk can be full of them.
	out, err := s.command(ctx, "initdb", "-D", s.data(), "-U", "entwine", "-A", "scram-sha-256", "--pwfile", word, "-E", "UTF8", "--no-sync",
		"--wal-segsize=1").CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	if s.port, err = freePort(); err != nil {
		return nil, err
	}
	return s, s.Up(ctx)
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) log() string { return filepath.Join(s.dir, "log") }

func (s *Server) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, filepath.Join(s.bin, name), args...)
	c.Dir = s.dir
	c.Env = append(os.Environ(), "LC_ALL=C")
	s.as.run(c)
	return c
}

// URL is the address of a database of the server, or with "", of the one that
// there always is.
func (s *Server) URL(database string) string {
	if database == "" {
		database = "postgres"
	}
	return fmt.Sprintf("postgres://entwine:%s@127.0.0.1:%d/%s?sslmode=disable", Password, s.port, database)
}

// Up starts the server if it does not run, and returns when it answers. Processes
// of one that was killed may be about to end; then it is tried again.
func (s *Server) Up(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		if !s.runs() {
			if err := s.begin(ctx); err != nil {
				return err
			}
		}
		c, err := pgx.Connect(ctx, s.URL(""))
		if err == nil {
			return c.Close(ctx)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			log, _ := os.ReadFile(s.log())
			return fmt.Errorf("PostgreSQL does not answer: %w\n%s", err, strings.TrimSpace(string(log)))
		}
	}
}

// begin starts the server, without waiting for it.
func (s *Server) begin(ctx context.Context) error {
	log, err := os.OpenFile(s.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	// fsync is off: the machine of a test does not lose power, and what a process
	// wrote before it is killed is written.
	s.main = s.command(context.WithoutCancel(ctx), "postgres", "-D", s.data(), "-p", strconv.Itoa(s.port), "-k", s.dir, "-h", "127.0.0.1",
		"-c", "fsync=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB", "-c", "max_wal_size=64MB")
	s.main.Stdout, s.main.Stderr = log, log
	if err := s.main.Start(); err != nil {
		return err
	}
	s.ended = make(chan struct{})
	go func(main *exec.Cmd, ended chan struct{}) {
		_ = main.Wait() // why it ended is in its log
		close(ended)
	}(s.main, s.ended)
	return nil
}

// runs reports whether the server has not ended, whether it answers or not.
func (s *Server) runs() bool {
	if s.main == nil {
		return false
	}
	select {
	case <-s.ended:
		return false
	default:
		return true
	}
}

// Kill ends the server as a machine that fails does: at once (SIGKILL), whatever
// it was doing, without a word to who is connected. Up starts it again.
func (s *Server) Kill() error {
	if !s.runs() {
		return nil
	}
	if err := s.main.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-s.ended // its other processes see that and end too
	return nil
}

// Stop ends the server; who is connected is cut off.
func (s *Server) Stop() error {
	if !s.runs() {
		return nil
	}
	err := s.main.Process.Signal(os.Interrupt)
	select {
	case <-s.ended:
		return err
	case <-time.After(startTime):
		return errors.Join(err, errors.New("PostgreSQL does not end"), s.Kill())
	}
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

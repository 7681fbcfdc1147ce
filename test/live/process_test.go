package live

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/internal/node"
)

func TestMain(m *testing.M) { os.Exit(runTests(m)) }

// runTests takes the program away again, if a test wanted it.
func runTests(m *testing.M) int {
	defer func() { _ = os.RemoveAll(program.dir) }()
	return m.Run()
}

// program is what was built, by the flags of the linker.
var program struct {
	sync.Mutex
	dir   string
	built map[string]string
}

// binary builds the program, once for all tests.
func binary(t testing.TB) string { return build(t, "") }

func build(t testing.TB, flags string) string {
	t.Helper()
	program.Lock()
	defer program.Unlock()
	if file := program.built[flags]; file != "" {
		return file
	}
	if program.dir == "" {
		var err error
		if program.dir, err = os.MkdirTemp("", "entwine-live-"); err != nil {
			t.Fatal(err)
		}
		program.built = map[string]string{}
	}
	file := filepath.Join(program.dir, fmt.Sprint("entwine", len(program.built)))
	if out, err := exec.Command("go", "build", "-ldflags", flags, "-o", file, "../../cmd/entwine").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	program.built[flags] = file
	return file
}

// process is a node in a process of its own, which may be killed.
type process struct {
	t       testing.TB
	program string
	config  string
	data    string

	mu    sync.Mutex
	cmd   *exec.Cmd
	err   *lines
	ended chan struct{}
	desk  *node.Client
	kills int
	cpu   time.Duration // of those that ended
	peak  int64         // largest resident memory of them, in bytes
}

// lines keeps what a process says.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// serve starts `entwine serve`. It is ended with the test.
func serve(t testing.TB, c configured) *process {
	t.Helper()
	return serveWith(t, binary(t), c)
}

// serveWith does so with a program of one's own.
func serveWith(t testing.TB, program string, c configured) *process {
	t.Helper()
	data := t.TempDir()
	s := &process{t: t, program: program, config: filepath.Join(data, "entwine.yaml"), data: data, err: &lines{}}
	if err := os.WriteFile(s.config, []byte(c.text(data)), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.kill()
		if t.Failed() {
			t.Logf("the node said:\n%s", tail(s.err.String(), 60))
		}
	})
	s.start()
	return s
}

// start starts the program, and waits until it answers. One that is killed
// before it does is started once more.
func (s *process) start() {
	s.t.Helper()
	if err := s.begin(); err != nil {
		s.t.Fatal(err)
	}
}

// begin is start for those who may not end the test.
func (s *process) begin() error {
	for {
		if up, err := s.try(); up || err != nil {
			return err
		}
	}
}

func (s *process) try() (up bool, err error) {
	cmd := exec.Command(s.program, "serve", "--config", s.config)
	cmd.Stderr = s.err
	if err := cmd.Start(); err != nil {
		return false, err
	}
	ended := make(chan struct{})
	s.mu.Lock()
	s.cmd, s.ended = cmd, ended
	s.mu.Unlock()
	go func() {
		_ = cmd.Wait() // it is killed, so it fails
		s.mu.Lock()
		defer s.mu.Unlock()
		s.cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		s.peak = max(s.peak, maxRSS(cmd.ProcessState))
		close(ended)
	}()
	every := time.NewTicker(20 * time.Millisecond)
	defer every.Stop()
	for {
		desk, err := node.Dial(s.t.Context(), s.data)
		if err == nil {
			s.desk = desk
			return true, nil
		}
		select {
		case <-ended:
			if cmd.ProcessState.Exited() { // by itself
				return false, fmt.Errorf("the program ended with %s:\n%s", cmd.ProcessState, s.err)
			}
			return false, nil
		case <-s.t.Context().Done():
			return false, err
		case <-every.C:
		}
	}
}

// kill ends it as a power cut does, if it is there, and waits for that.
func (s *process) kill() {
	s.mu.Lock()
	cmd, ended := s.cmd, s.ended
	s.mu.Unlock()
	if cmd == nil {
		return
	}
	_ = cmd.Process.Kill() // one that has ended already is as dead as we want it
	<-ended
	s.mu.Lock()
	s.kills++
	s.mu.Unlock()
}

// alive reports whether it runs.
func (s *process) alive() bool {
	s.mu.Lock()
	ended := s.ended
	s.mu.Unlock()
	select {
	case <-ended:
		return false
	default:
		return true
	}
}

// dying reports whether it is dead or about to be: a killed process does not
// answer a moment before it has ended.
func (s *process) dying() bool {
	s.mu.Lock()
	ended := s.ended
	s.mu.Unlock()
	grace := time.NewTimer(10 * time.Second)
	defer grace.Stop()
	select {
	case <-ended:
		return true
	case <-grace.C:
		return false
	}
}

// bulk takes in everything from the initiator and waits until it has arrived,
// starting the program again whenever it was killed.
func (s *process) bulk(ctx context.Context) {
	s.t.Helper()
	every := time.NewTicker(50 * time.Millisecond)
	defer every.Stop()
	began := false
	for {
		if !s.alive() {
			s.start()
			began = false
		}
		var st node.BulkState
		var err error
		if began {
			st, err = s.desk.Bulk(ctx, connection, "initiator")
		} else {
			st, err = s.desk.StartBulk(ctx, node.BulkQuery{Connection: connection, Side: "initiator"})
			began = err == nil
		}
		switch {
		case err != nil && s.dying():
		case err != nil:
			s.t.Fatal(err)
		case st.State == "failed":
			// What was lost on the way may have been an answer to the search itself.
			s.t.Logf("the bulk run failed and is begun again: %s", st.Fault)
			began = false
		case st.State == "done" && st.Pending == 0:
			return
		case st.State == "done" && st.Idle && st.Faults > 0:
			return // the faults are for the test to tell
		}
		select {
		case <-ctx.Done():
			s.t.Fatalf("not done: %+v", st)
		case <-every.C:
		}
	}
}

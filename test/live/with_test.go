//go:build unix

package live

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// with runs test/trackers/with on trackers that only pretend, and returns what
// was started and stopped.
func with(t *testing.T, signal os.Signal, command ...string) (log string, code int) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("trackers are started by root only")
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		t.Skip("trackers are started on Debian only")
	}
	dir := t.TempDir()
	record := filepath.Join(dir, "log")
	for name, text := range map[string]string{
		"redmine-up":   "#!/bin/sh\nmkdir -p $2; echo up $2 >>" + record + "; echo REDMINE_URL=here\n",
		"redmine-down": "#!/bin/sh\necho down $2 $3 >>" + record + "; rm -rf $2\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"with", "common.sh"} {
		b, err := os.ReadFile("../trackers/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	out := &lines{}
	cmd := exec.Command(filepath.Join(dir, "with"), append([]string{"redmine", "--"}, command...)...)
	cmd.Stdout, cmd.Stderr, cmd.Env = out, out, append(os.Environ(), "TMPDIR="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if signal != nil {
		every := time.NewTicker(10 * time.Millisecond)
		defer every.Stop()
		for !strings.Contains(out.String(), "at work") {
			select {
			case <-every.C:
			case <-t.Context().Done():
				t.Fatal(out.String())
			}
		}
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
	}
	err := cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	b, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err, out)
	}
	left, err := filepath.Glob(filepath.Join(dir, "entwine-trackers.*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
	return string(b) + out.String(), cmd.ProcessState.ExitCode()
}

// Trackers are stopped and wiped however the command ends, and with a signal it
// ends at once, all of it.
func TestWith(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		signal  os.Signal
		command string
		code    int
	}{
		{"the end", nil, "test $REDMINE_URL = here", 0},
		{"a failure", nil, "exit 7", 7},
		{"Ctrl-C", os.Interrupt, "echo at work; sleep 1000 & wait", 130},
		{"an end from outside", syscall.SIGTERM, "echo at work; sleep 1000 & wait", 143},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			log, code := with(t, tt.signal, "sh", "-c", tt.command)
			if code != tt.code || strings.Count(log, "up /") != 1 || strings.Count(log, "down /") != 1 || !strings.Contains(log, "--wipe") {
				t.Errorf("ended with %d, want %d:\n%s", code, tt.code, log)
			}
			if time.Since(began) > 500*time.Second {
				t.Error("the command was waited for")
			}
		})
	}
}

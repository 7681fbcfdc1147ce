package main

import (
	"bufio"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

//go:embed driver.groovy
var driver string

// version is the one whose behaviour is the measure.
const version = "2.4.21"

// patience is for a single script: the longest of the cases takes two seconds
// on a busy machine, the first one pays for the start.
const patience = 60 * time.Second

// An outcome is what a script printed and how it failed: empty if it did not,
// or the text of a .err file (testdata/conformance/README.md).
type outcome struct {
	out, err string
}

// A reference is the real Groovy in a process that stays.
type reference struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	lines  chan outcome
	failed chan error
	driver string
	stop   context.CancelFunc
}

// errAbsent says why there is no reference.
type errAbsent struct{ why string }

func (e *errAbsent) Error() string { return e.why }

// open starts the real Groovy. The error is *errAbsent where it is not
// installed in the version that is the measure.
func open() (*reference, error) {
	command, err := exec.LookPath("groovy")
	if err != nil {
		return nil, &errAbsent{"no groovy on PATH"}
	}
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, &errAbsent{"groovy is there and no java on PATH"}
	}
	dir, err := os.MkdirTemp("", "groovy-oracle")
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "driver.groovy")
	if err := os.WriteFile(file, []byte(driver), 0o600); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	r := &reference{cmd: exec.CommandContext(ctx, command, file), driver: dir, stop: stop, lines: make(chan outcome), failed: make(chan error, 1)}
	r.cmd.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C.UTF-8",
		// C1 alone: programs run once, and what they cost is to be compiled.
		"JAVA_OPTS=-Duser.timezone=UTC -Duser.language=en -Duser.country=US -Dfile.encoding=UTF-8 -XX:TieredStopAtLevel=1 -Xmx768m "+os.Getenv("JAVA_OPTS"))
	// Debian's groovy looks for a JVM at a path that its own packages may not make.
	if home := javaHome(java); home != "" {
		r.cmd.Env = append(r.cmd.Env, "JAVA_HOME="+home)
	}
	if r.in, err = r.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	r.out = bufio.NewReader(out)
	if err := r.cmd.Start(); err != nil {
		r.close()
		return nil, err
	}
	hello, err := r.out.ReadString('\n')
	if err != nil {
		r.close()
		return nil, &errAbsent{"groovy does not start: " + err.Error()}
	}
	if got := strings.TrimSpace(strings.TrimPrefix(hello, "Groovy ")); got != version {
		r.close()
		return nil, &errAbsent{fmt.Sprintf("groovy is %q, the measure is %s", got, version)}
	}
	go r.read()
	return r, nil
}

// javaHome is where a java command lies in the end, empty if that is no JVM's
// home.
func javaHome(java string) string {
	if home := os.Getenv("JAVA_HOME"); home != "" {
		if _, err := os.Stat(filepath.Join(home, "bin", "java")); err == nil {
			return home
		}
	}
	path, err := filepath.EvalSymlinks(java)
	if err != nil {
		return ""
	}
	return filepath.Dir(filepath.Dir(path))
}

func (r *reference) close() {
	if r.in != nil {
		r.in.Close() // the driver ends with its input; whether it does is of no more concern
	}
	r.stop()
	if r.cmd.Process != nil {
		_ = r.cmd.Wait() // it was told to stop
	}
	os.RemoveAll(r.driver)
}

// read takes the answers apart until there are no more.
func (r *reference) read() {
	for {
		head, err := r.out.ReadString('\n')
		var o outcome
		var sizes [2]int
		if err == nil {
			_, err = fmt.Sscanf(head, "%d %d\n", &sizes[0], &sizes[1])
		}
		for i, part := range []*string{&o.out, &o.err} {
			if err != nil {
				break
			}
			b := make([]byte, sizes[i])
			_, err = io.ReadFull(r.out, b)
			*part = string(b)
		}
		if err != nil {
			r.failed <- err
			return
		}
		r.lines <- o
	}
}

var errStuck = errors.New("the real Groovy does not answer")

// run gives the outcomes of scripts, in order. The next script is sent while
// the one before runs. An error other than errAbsent means that the process
// cannot be used any more.
func (r *reference) run(scripts []script) ([]outcome, error) {
	sent := make(chan error, 1)
	go func() {
		w := bufio.NewWriter(r.in)
		for _, s := range scripts {
			kind := "fast"
			if s.plain {
				kind = "plain"
			}
			if _, err := fmt.Fprintf(w, "%s %d %s\n%s", s.file, len(s.src), kind, s.src); err != nil {
				sent <- err
				return
			}
		}
		sent <- w.Flush()
	}()
	var got []outcome
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for range scripts {
		select {
		case o := <-r.lines:
			got = append(got, o)
			timer.Reset(patience)
		case err := <-r.failed:
			return got, fmt.Errorf("the real Groovy ended: %w", err)
		case <-timer.C:
			return got, errStuck
		}
	}
	return got, <-sent
}

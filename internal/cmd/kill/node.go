package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
)

// lease is for how long a process that shares a database may be silent.
const lease = 2 * time.Second

// asides are how wrong the clock of a process may be: behind and ahead by more
// than anything waits for, and by less than this command does.
var asides = []string{"", "-2m", "2m"}

// briskly is how long a request may be on its way with -brisk: longer than any
// process is frozen, and than this machine is late.
const briskly = 8 * time.Second

// node is the program at work: one process, or several that share a database.
type node struct {
	*trial
	config    string
	base      base
	processes []*process
	did       struct{ kills, starts, ends, freezes, clocks int }
}

// process is one of them, over and over.
type process struct {
	*exec.Cmd
	data  string
	log   *os.File
	began int64      // where in the log its latest start is told
	exit  chan error // of the latest start
}

// build makes the program, once for each of asides.
func build(ctx context.Context, o options) (programs []string, err error) {
	self, ok := debug.ReadBuildInfo()
	if !ok || self.Main.Path == "" {
		return nil, errors.New("the program does not know its module: build it with go run or go build")
	}
	for i, aside := range asides {
		program := filepath.Join(o.dir, fmt.Sprintf("entwine%d", i))
		flags := "-X main.aside=" + aside
		if o.brisk {
			flags += " -X main.longest=" + briskly.String()
		}
		build := exec.CommandContext(ctx, "go", "build", "-ldflags", flags, "-o", program, self.Main.Path+"/cmd/entwine")
		if text, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("building entwine: %w\n%s", err, text)
		}
		programs = append(programs, program)
	}
	return programs, nil
}

func newNode(ctx context.Context, t *trial, w *town) (*node, error) {
	n := &node{trial: t, config: filepath.Join(t.folder, "entwine.yaml")}
	var err error
	if n.base, err = newBase(ctx, t); err != nil {
		return nil, err
	}
	many, shared := 1, ""
	if n.base.pg != nil {
		many, shared = t.processes, fmt.Sprintf(", store: %q, lease: %s", n.base.pg.URL(""), lease)
	}
	for i := range many {
		name := "data"
		if i > 0 {
			name += fmt.Sprint(i)
		}
		log, err := os.Create(filepath.Join(t.folder, fmt.Sprintf("process%d.log", i)))
		if err != nil {
			return nil, err
		}
		n.processes = append(n.processes, &process{data: filepath.Join(t.folder, name), log: log})
	}
	text := fmt.Sprintf("node: {name: killed, data: %q%s}\ntrackers:\n", n.processes[0].data, shared)
	for _, s := range w.sites {
		text += fmt.Sprintf("  %s: {kind: jira, url: %q, user: %q, token: entwine-token, projects: %s, poll: 1s, rate: 1000}\n", s.name, s.url, s.login, s.project)
	}
	half := func(s *site) string {
		return fmt.Sprintf("{tracker: %s, project: %s, type: Task, trigger: all}", s.name, s.project)
	}
	text += fmt.Sprintf("connections:\n  c: {initiator: %s, acceptor: %s, guard: {overwrites: 100%%}}\n", half(w.sites[0]), half(w.sites[1]))
	return n, os.WriteFile(n.config, []byte(text), 0o600)
}

// most is how many issues people may have made by now.
func (n *node) most() int { return 10 + n.did.kills/2 }

// startAll starts what does not run. A process that ended by itself while it was
// starting did so because its database did not let it: there is nobody yet whom
// it would leave in the lurch.
func (n *node) startAll(ctx context.Context) error {
	for _, p := range n.processes {
		if p.Cmd != nil {
			select {
			case err := <-p.exit:
				p.Cmd = nil
				said, rerr := os.ReadFile(p.log.Name())
				if rerr != nil {
					return rerr
				}
				begun := " works: "
				if n.base.pg != nil {
					begun = "process joined"
				}
				if bytes.Contains(said[p.began:], []byte(begun)) {
					return fmt.Errorf("the node ended by itself: %w; see %s", err, p.log.Name())
				}
			default:
				continue
			}
		}
		if err := n.start(ctx, p, 0); err != nil {
			return err
		}
	}
	return nil
}

func (n *node) start(ctx context.Context, p *process, aside int) (err error) {
	if p.began, err = p.log.Seek(0, io.SeekEnd); err != nil {
		return err
	}
	p.Cmd = exec.CommandContext(ctx, n.programs[aside], "serve", "--config", n.config, "--data", p.data)
	p.Stdout, p.Stderr = p.log, p.log
	n.did.starts++
	if aside > 0 {
		n.did.clocks++
	}
	if err := p.Start(); err != nil {
		return err
	}
	p.exit = make(chan error, 1)
	go func(c *exec.Cmd, exit chan error) { exit <- c.Wait() }(p.Cmd, p.exit)
	return nil
}

// kill ends a process at once.
func (n *node) kill(p *process) error {
	n.did.kills++
	if err := p.Process.Kill(); err != nil {
		return err
	}
	<-p.exit
	p.Cmd = nil
	return nil
}

// hit does something bad to one of the processes, or to what is below them; all
// run again afterwards.
func (n *node) hit(ctx context.Context, w *town, r *rand.Rand) error {
	if err := n.startAll(ctx); err != nil {
		return err
	}
	p := n.processes[r.IntN(len(n.processes))]
	switch dice := r.IntN(100); {
	case dice < 5 && !n.spares("ends"):
		n.did.ends++
		if err := p.Process.Signal(syscall.SIGTERM); err != nil {
			return err
		}
		select {
		case <-p.exit:
		case <-time.After(30 * time.Second):
			return fmt.Errorf("a process that was asked to end has not after 30 s; see %s", p.log.Name())
		}
		p.Cmd = nil
	case dice < 10 && !n.spares("stops"):
		n.did.freezes++
		if err := p.Process.Signal(syscall.SIGSTOP); err != nil {
			return err
		}
		if err := w.work(ctx, lease+lease/2, n.most()); err != nil {
			return err
		}
		return p.Process.Signal(syscall.SIGCONT)
	case dice < 15 && n.base.disk.path != "":
		return n.base.full(ctx, func() error { return w.work(ctx, lease, n.most()) })
	case dice < 25 && n.base.pg != nil && !n.spares("server"):
		return n.base.kill(ctx, func() error {
			// Sometimes for longer than a lease: nobody can say then that he lives.
			return w.work(ctx, time.Duration(r.Int64N(int64(2*lease))), n.most())
		})
	case dice < 35: // where there are several, none is left to take over
		for _, p := range n.processes {
			if err := n.kill(p); err != nil {
				return err
			}
		}
		return n.startAll(ctx)
	default:
		if err := n.kill(p); err != nil {
			return err
		}
	}
	aside := 0
	if r.IntN(12) == 0 && !n.spares("clocks") {
		aside = 1 + r.IntN(2)
	}
	return n.start(ctx, p, aside)
}

// settle waits until everything is in step and nothing is left to do, and says
// what is wrong if that does not come. What it still waits for it tells now and
// then, for whoever wonders.
func (n *node) settle(ctx context.Context, patience time.Duration, w *town, out io.Writer) ([]string, error) {
	if err := n.startAll(ctx); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	began := time.Now()
	told := began
	var last []string
	for calm := 0; calm < 4; {
		select {
		case <-ctx.Done():
			if context.Cause(ctx) != context.DeadlineExceeded {
				return nil, ctx.Err()
			}
			return append(last, fmt.Sprintf("not at rest after %s", patience)), nil
		case <-tick.C:
		}
		if err := n.startAll(ctx); err != nil {
			return nil, err
		}
		wrong, err := w.wrong(ctx)
		if err != nil && ctx.Err() == nil {
			return nil, err
		}
		left, err := n.left(ctx)
		if err != nil && ctx.Err() == nil {
			return nil, err
		}
		if ctx.Err() != nil {
			continue
		}
		last = append(wrong, left...)
		if calm++; len(last) > 0 {
			calm = 0
		}
		if len(last) > 0 && time.Since(told) > 10*time.Second {
			told = time.Now()
			fmt.Fprintf(out, "%s after the last kill: %s\n", time.Since(began).Round(time.Second), waitsFor(last))
		}
	}
	return nil, nil
}

// waitsFor is what is not in step, in one line.
func waitsFor(wrong []string) string {
	const some = 3
	text := strings.Join(wrong[max(len(wrong)-some, 0):], "; ") // what the node says itself comes last
	if more := len(wrong) - some; more > 0 {
		text += fmt.Sprintf("; and %d more", more)
	}
	return text
}

// left is what the node says that it still has to do, and what is wrong.
func (n *node) left(ctx context.Context) (out []string, err error) {
	text, err := n.ask(ctx, "status", "--json")
	if err != nil {
		return []string{err.Error()}, nil // it is starting, perhaps
	}
	var s struct {
		Running     bool
		Faults      int
		Connections []struct{ Events map[string]int }
	}
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, err
	}
	if !s.Running {
		out = append(out, "the node does not run")
	}
	for _, c := range s.Connections {
		for state, many := range c.Events {
			if state != "done" && many > 0 {
				out = append(out, fmt.Sprintf("%d events are %s", many, state))
			}
		}
	}
	if s.Faults > 0 {
		faults, err := n.ask(ctx, "faults")
		if err != nil {
			return nil, err
		}
		out = append(out, fmt.Sprintf("%d faults: %s", s.Faults, bytes.TrimSpace(faults)))
	}
	return out, nil
}

func (n *node) ask(ctx context.Context, args ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, n.programs[0], append(args, "--config", n.config)...)
	var errs strings.Builder
	c.Stderr = &errs
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("entwine %s: %w: %s", args[0], err, strings.TrimSpace(errs.String()))
	}
	return out, nil
}

// close ends all processes. With keep, what was on a disk of its own stays.
func (n *node) close(keep bool) error {
	var errs []error
	for _, p := range n.processes {
		if p.Cmd != nil {
			_ = p.Process.Signal(syscall.SIGCONT) // it may be stopped, or over
			_ = p.Process.Kill()
			<-p.exit
		}
		errs = append(errs, p.log.Close())
	}
	return errors.Join(append(errs, n.base.close(keep))...)
}

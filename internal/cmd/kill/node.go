package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
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

// node is the program at work: one process, or several that share a database.
type node struct {
	opt       options
	config    string
	programs  []string // one for each of asides
	processes []*exec.Cmd
	exits     []chan error
	log       *os.File
	disk      disk
	did       struct{ kills, starts, ends, freezes, clocks int }
}

func newNode(ctx context.Context, o options, w *town) (*node, error) {
	n := &node{opt: o, config: filepath.Join(o.dir, "entwine.yaml"), processes: make([]*exec.Cmd, o.processes), exits: make([]chan error, o.processes)}
	self, ok := debug.ReadBuildInfo()
	if !ok || self.Main.Path == "" {
		return nil, errors.New("the program does not know its module: build it with go run or go build")
	}
	for i, aside := range asides {
		program := filepath.Join(o.dir, fmt.Sprintf("entwine%d", i))
		build := exec.CommandContext(ctx, "go", "build", "-ldflags", "-X main.aside="+aside, "-o", program, self.Main.Path+"/cmd/entwine")
		if text, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("building entwine: %w\n%s", err, text)
		}
		n.programs = append(n.programs, program)
	}
	data := filepath.Join(o.dir, "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, err
	}
	n.disk = newDisk(data, o.postgres != "" || o.spares("disk"))
	shared := ""
	if o.postgres != "" {
		shared = fmt.Sprintf(", store: %q, lease: %s", o.postgres, lease)
	}
	text := fmt.Sprintf("node: {name: killed, data: %q%s}\ntrackers:\n", data, shared)
	for _, s := range w.sites {
		text += fmt.Sprintf("  %s: {kind: jira, url: %q, user: %q, token: entwine-token, projects: %s, poll: 1s, rate: 1000}\n", s.name, s.url, s.login, s.project)
	}
	half := func(s *site) string {
		return fmt.Sprintf("{tracker: %s, project: %s, type: Task, trigger: all}", s.name, s.project)
	}
	text += fmt.Sprintf("connections:\n  c: {initiator: %s, acceptor: %s, guard: {overwrites: 100%%}}\n", half(w.sites[0]), half(w.sites[1]))
	if err := os.WriteFile(n.config, []byte(text), 0o600); err != nil {
		return nil, err
	}
	var err error
	n.log, err = os.Create(filepath.Join(o.dir, "entwine.log"))
	return n, err
}

// data is the folder of one process.
func (n *node) data(i int) string {
	if i == 0 {
		return filepath.Join(n.opt.dir, "data")
	}
	return filepath.Join(n.opt.dir, fmt.Sprintf("data%d", i))
}

// startAll starts what does not run, with the clock as it is.
func (n *node) startAll(ctx context.Context, aside int) error {
	for i := range n.processes {
		if n.processes[i] == nil {
			if err := n.start(ctx, i, aside); err != nil {
				return err
			}
		}
	}
	return nil
}

func (n *node) start(ctx context.Context, i, aside int) error {
	c := exec.CommandContext(ctx, n.programs[aside], "serve", "--config", n.config, "--data", n.data(i))
	c.Stdout, c.Stderr = n.log, n.log
	n.did.starts++
	if aside > 0 {
		n.did.clocks++
	}
	if err := c.Start(); err != nil {
		return err
	}
	exit := make(chan error, 1)
	go func() { exit <- c.Wait() }()
	n.processes[i], n.exits[i] = c, exit
	return nil
}

// hit does something bad to one of the processes, which runs again afterwards.
func (n *node) hit(ctx context.Context, w *town, r *rand.Rand) error {
	i := r.IntN(len(n.processes))
	c := n.processes[i]
	select {
	case err := <-n.exits[i]:
		return fmt.Errorf("the node ended by itself: %w; see %s", err, n.log.Name())
	default:
	}
	switch dice := r.IntN(100); {
	case dice < 5 && !n.opt.spares("ends"):
		n.did.ends++
		if err := c.Process.Signal(syscall.SIGTERM); err != nil {
			return err
		}
		select {
		case <-n.exits[i]:
		case <-time.After(30 * time.Second):
			return fmt.Errorf("a process that was asked to end has not after 30 s; see %s", n.log.Name())
		}
	case dice < 10 && !n.opt.spares("stops"):
		n.did.freezes++
		if err := c.Process.Signal(syscall.SIGSTOP); err != nil {
			return err
		}
		if err := w.work(ctx, lease+lease/2, n.did.kills/2); err != nil {
			return err
		}
		return c.Process.Signal(syscall.SIGCONT)
	case dice < 15 && n.disk.path != "":
		return n.disk.full(func() error { return w.work(ctx, lease, n.did.kills/2) })
	default:
		n.did.kills++
		if err := c.Process.Kill(); err != nil {
			return err
		}
		<-n.exits[i]
	}
	n.processes[i] = nil
	aside := 0
	if r.IntN(12) == 0 && !n.opt.spares("clocks") {
		aside = 1 + r.IntN(2)
	}
	return n.start(ctx, i, aside)
}

// settle waits until everything is in step and nothing is left to do, and says
// what is wrong if that does not come.
func (n *node) settle(ctx context.Context, patience time.Duration, w *town) ([]string, error) {
	if err := n.startAll(ctx, 0); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
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
	}
	return nil, nil
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
	for i, c := range n.processes {
		if c != nil {
			_ = c.Process.Signal(syscall.SIGCONT) // it may be stopped, or over
			_ = c.Process.Kill()
			<-n.exits[i]
		}
	}
	return errors.Join(n.log.Close(), n.disk.close(keep))
}

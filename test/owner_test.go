package test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// owner is one of two owners: a folder with a config, issues and a node of its
// own, in a process of its own.
type owner struct {
	t       *testing.T
	name    string
	dir     string
	program string
	env     []string
	log     *logged
	cmd     *exec.Cmd
	done    chan error
}

// logged is what a process says, to be read while it does.
type logged struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func newOwner(t *testing.T, name string) *owner {
	t.Helper()
	o := &owner{t: t, name: name, dir: t.TempDir(), program: filepath.Join(os.Getenv("ENTWINE_BIN"), "entwine"), log: &logged{}}
	o.write("issues/.keep", "")
	t.Cleanup(o.kill)
	return o
}

// try calls the program for this owner.
func (o *owner) try(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(o.t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, o.program, args...)
	c.Dir, c.Env = o.dir, append(os.Environ(), o.env...)
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("%s: entwine %s: %w\n%s%s", o.name, strings.Join(args, " "), err, out, errs.String())
	}
	return string(out), nil
}

// run calls it where it must work.
func (o *owner) run(args ...string) string {
	o.t.Helper()
	out, err := o.try(args...)
	if err != nil {
		o.t.Fatal(err)
	}
	return out
}

// rows reads what a command lists.
func rows[T any](o *owner, args ...string) (l []T) {
	o.t.Helper()
	for line := range strings.Lines(o.run(append(args, "--json")...)) {
		var v T
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			o.t.Fatalf("entwine %s: %v in %s", strings.Join(args, " "), err, line)
		}
		l = append(l, v)
	}
	return l
}

// serve starts the owner's node.
func (o *owner) serve(flags ...string) {
	o.t.Helper()
	o.cmd, o.done = exec.Command(o.program, append([]string{"serve", "--json", "--log-level", "debug"}, flags...)...), make(chan error, 1)
	o.cmd.Dir, o.cmd.Stderr, o.cmd.Env = o.dir, o.log, append(os.Environ(), o.env...)
	ready, err := o.cmd.StdoutPipe()
	if err == nil {
		err = o.cmd.Start()
	}
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := ready.Read(make([]byte, 4096)); err != nil {
		o.t.Fatalf("%s does not start: %v\n%s", o.name, errors.Join(err, o.cmd.Wait()), o.log)
	}
	cmd, done := o.cmd, o.done
	go func() { done <- cmd.Wait() }()
}

// stop ends the node as its owner does, kill as a power cut does.
func (o *owner) stop() { o.end(os.Interrupt) }
func (o *owner) kill() { o.end(os.Kill) }

func (o *owner) end(s os.Signal) {
	if o.cmd == nil {
		return
	}
	_ = o.cmd.Process.Signal(s) // one that is gone already is what we want
	<-o.done
	o.cmd = nil
}

func (o *owner) write(name, text string) {
	o.t.Helper()
	path := filepath.Join(o.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		o.t.Fatal(err)
	}
}

// issue is what both sides should say of an issue.
type issue struct {
	Status string
	Text   string // description and comments
}

var (
	summaryLine = regexp.MustCompile(`(?m)^summary: (.*)$`)
	statusLine  = regexp.MustCompile(`(?m)^status: (.*)$`)
)

// issues reads the owner's issues by summary, which the tests keep unique: one
// that is there twice has a name of its own here.
func (o *owner) issues() map[string]issue {
	o.t.Helper()
	m := map[string]issue{}
	for _, f := range o.files() {
		b, err := os.ReadFile(f)
		if errors.Is(err, fs.ErrNotExist) {
			continue // renamed while we look
		}
		if err != nil {
			o.t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(b), "---\n")
		head, text, ok := strings.Cut(rest, "\n---\n")
		name, status := summaryLine.FindStringSubmatch(head), statusLine.FindStringSubmatch(head)
		if !ok || name == nil {
			continue // somebody is writing it
		}
		key := name[1]
		for _, there := m[key]; there; _, there = m[key] {
			key += " again"
		}
		is := issue{Text: strings.TrimSpace(text)}
		if status != nil {
			is.Status = status[1]
		}
		m[key] = is
	}
	return m
}

func (o *owner) files() []string {
	o.t.Helper()
	files, err := filepath.Glob(filepath.Join(o.dir, "issues", "*.md"))
	if err != nil {
		o.t.Fatal(err)
	}
	return files
}

// edit replaces what matches in the issue of a summary, as an editor does.
func (o *owner) edit(summary, pattern, now string) {
	o.t.Helper()
	for _, f := range o.files() {
		text, err := os.ReadFile(f)
		if err != nil {
			o.t.Fatal(err)
		}
		if s := summaryLine.FindSubmatch(text); s == nil || string(s[1]) != summary {
			continue
		}
		next := regexp.MustCompile(pattern).ReplaceAll(text, []byte(now))
		if bytes.Equal(next, text) {
			o.t.Fatalf("%s is not in %s", pattern, text)
		}
		if err := os.WriteFile(f, next, 0o600); err != nil {
			o.t.Fatal(err)
		}
		return
	}
	o.t.Fatalf("%s has no issue %q", o.name, summary)
}

// add writes a new issue.
func (o *owner) add(summary string) {
	o.t.Helper()
	o.write("issues/"+strings.ReplaceAll(summary, " ", "-")+".md",
		"---\nsummary: "+summary+"\nstatus: open\n---\n\nText of "+summary+".\n")
}

// setup says how two owners are to be joined. Its zero value is that of one who
// is called through a wire, and one who calls and listens nowhere.
type setup struct {
	nodeA, nodeB func(port string, w *wire) string // lines of the config below node
	both         string                            // more of them, of both
	rest         func(name string) string          // what follows in the connection
	programB     string                            // instead of the one that all use
	envA, envB   []string
	before       func(a, b *owner, w *wire) // runs before either is started
}

// two makes two owners, joined by an invitation that travels as mail does.
func two(t *testing.T, s setup) (a, b *owner, w *wire) {
	t.Helper()
	port := freePort(t)
	w = newWire(t, port)
	a, b = newOwner(t, "acme"), newOwner(t, "globex")
	a.env, b.env = s.envA, s.envB
	if s.programB != "" {
		b.program = s.programB
	}
	if s.nodeA == nil {
		s.nodeA = func(port string, w *wire) string {
			return fmt.Sprintf("  link: {title: Acme GmbH, listen: %q, address: \"https://%s\"}\n", port, w.address())
		}
	}
	if s.nodeB == nil {
		s.nodeB = func(string, *wire) string { return "  control: none\n  link: {title: Globex Inc.}\n" }
	}
	if s.rest == nil {
		s.rest = func(string) string { return "" }
	}
	for o, node := range map[*owner]string{a: s.nodeA(port, w), b: s.nodeB(port, w)} {
		o.write("entwine.yaml", "node:\n  name: "+o.name+"\n"+node+s.both+"trackers:\n  "+o.name+": {kind: markdown, path: issues, prefix: "+
			strings.ToUpper(o.name)+", poll: 500ms}\nconnections:\n  of-"+o.name+":\n    here: {tracker: "+o.name+", trigger: all}\n"+s.rest(o.name))
	}
	if s.before != nil {
		s.before(a, b, w)
	}
	a.serve()
	b.write("mail.txt", "Hello,\n\n> "+strings.ReplaceAll(a.run("connection", "invite", "of-acme"), "\n", "\n> ")+"\n-- \nBo\n")
	b.run("connection", "accept", "mail.txt")
	b.serve()
	return a, b, w
}

// freePort is an address of this machine that nobody listens on.
func freePort(t *testing.T) string {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close() // nobody has called
	return free.Addr().String()
}

// agree waits until both owners have the same issues, n of them.
func agree(t *testing.T, a, b *owner, n int) map[string]issue {
	t.Helper()
	var x, y map[string]issue
	same := func() bool {
		x, y = a.issues(), b.issues()
		for k, v := range x {
			if y[k] != v {
				return false
			}
		}
		return len(x) == n && len(y) == n
	}
	if !within(4*time.Minute, same) {
		t.Fatalf("after four minutes, of %d:\n%v\nand\n%v\nlog of acme:\n%s\nlog of globex:\n%s", n, x, y, tail(a), tail(b))
	}
	return x
}

// waitUntil waits for something that must come.
func waitUntil(t *testing.T, what string, owners []*owner, ok func() bool) {
	t.Helper()
	if within(2*time.Minute, ok) {
		return
	}
	for _, o := range owners {
		t.Logf("log of %s:\n%s", o.name, tail(o))
	}
	t.Fatalf("waited in vain for %s", what)
}

func within(d time.Duration, ok func() bool) bool {
	deadline := time.NewTimer(d)
	defer deadline.Stop()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline.C:
			return false
		}
	}
	return true
}

// tail is the end of an owner's log.
func tail(o *owner) string {
	s := o.log.String()
	return s[max(0, len(s)-6000):]
}

// faultRow is an open fault as it is listed.
type faultRow struct {
	ID      string `json:"id"`
	Scope   string `json:"scope"`
	Code    string `json:"code"`
	Message string `json:"message"`
	State   string `json:"state"`
}

// calm ends the owners' nodes, and fails if there is an open fault.
func calm(t *testing.T, owners ...*owner) {
	t.Helper()
	for _, o := range owners {
		o.stop()
		for _, f := range rows[faultRow](o, "faults") {
			if f.State == "open" {
				t.Errorf("%s has an open fault: %s", o.name, f.Message)
			}
		}
	}
}

// attach puts a file beside the issue of a summary.
func (o *owner) attach(summary, name string, bytes []byte) {
	o.t.Helper()
	dir := filepath.Join(o.dir, "issues", o.key(summary)+".files")
	// Whole at once: of a file that is still being copied, what is there is synced.
	aside := filepath.Join(o.dir, "aside")
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(aside, bytes, 0o600), os.Rename(aside, filepath.Join(dir, name))); err != nil {
		o.t.Fatal(err)
	}
}

// attached reads a file beside the issue of a summary; nil if there is none.
func (o *owner) attached(summary, name string) []byte {
	o.t.Helper()
	b, err := os.ReadFile(filepath.Join(o.dir, "issues", o.key(summary)+".files", name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		o.t.Fatal(err)
	}
	return b
}

var keyLine = regexp.MustCompile(`(?m)^key: (.*)$`)

// key is what the tracker calls the issue of a summary.
func (o *owner) key(summary string) string {
	o.t.Helper()
	for _, f := range o.files() {
		b, err := os.ReadFile(f)
		if err != nil {
			o.t.Fatal(err)
		}
		if s := summaryLine.FindSubmatch(b); s == nil || string(s[1]) != summary {
			continue
		}
		if k := keyLine.FindSubmatch(b); k != nil {
			return string(k[1])
		}
	}
	o.t.Fatalf("%s has no issue %q", o.name, summary)
	return ""
}

// Command twonodes measures two owners' nodes: each is a process with a database
// on the disk, joined by an invitation over TLS on this machine. Their trackers are
// in the memory of two further processes. The first has issues with comments; the
// second, which calls, takes them in.
//
//	twonodes -issues 10000 -comments 3
//
// It prints the figures of docs/performance.md, and exits with 1 if anything is
// missing or there twice.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	issues := flag.Int("issues", 10_000, "how many `issues` are taken in")
	comments := flag.Int("comments", 3, "how many `comments` each has")
	as := flag.String("as", "", "what this process is: called, calling, or the tracker of either; for its own use")
	dir := flag.String("dir", "", "`folder` of the databases; a temporary one if none is named")
	listen := flag.String("listen", "", "")
	address := flag.String("address", "", "")
	socket := flag.String("tracker", "", "")
	flag.Parse()
	var err error
	switch *as {
	case "":
		err = measure(ctx, *dir, *issues, *comments)
	case "called":
		err = called(ctx, *socket, *dir, *listen, *address, *issues)
	case "calling":
		err = calling(ctx, *socket, *dir)
	case "called's":
		err = apart(ctx, "called", *dir, *issues, *comments)
	case "calling's":
		err = apart(ctx, "calling", *dir, 0, 0)
	default:
		err = fmt.Errorf("no process is %q", *as)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "twonodes:", err)
		os.Exit(1)
	}
}

// figures are what a node or a tracker says in the end.
type figures struct {
	Seconds  float64 `json:"seconds,omitempty"` // from the start of the run until all is acknowledged
	Issues   int     `json:"issues,omitempty"`
	Comments int     `json:"comments,omitempty"`
	Events   int64   `json:"events"`
	Calls    int64   `json:"calls"`    // of its tracker
	Requests int64   `json:"requests"` // to the other node, over HTTP
	Faults   int     `json:"faults"`
	PeakMB   float64 `json:"peakMB"`
	CPU      float64 `json:"cpu"` // seconds
}

// measure starts both nodes, lets them work, and prints what they say.
func measure(ctx context.Context, dir string, issues, comments int) (err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "twonodes-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	listen := free.Addr().String()
	if err := free.Close(); err != nil {
		return err
	}
	m, err := newMeter(listen)
	if err != nil {
		return err
	}
	defer m.close()
	many := []string{"-issues", fmt.Sprint(issues), "-comments", fmt.Sprint(comments)}
	var trackers, nodes [2]*child
	for i, name := range []string{"called", "calling"} {
		var socket string
		if trackers[i], err = start(ctx, append(many, "-as", name+"'s", "-dir", dir)...); err != nil {
			return err
		}
		defer trackers[i].kill()
		if err := trackers[i].hear(&socket); err != nil {
			return err
		}
		if nodes[i], err = start(ctx, append(many, "-as", name, "-dir", filepath.Join(dir, name), "-tracker", socket, "-listen", listen, "-address", "https://"+m.address())...); err != nil {
			return err
		}
		defer nodes[i].kill()
	}
	a, b := nodes[0], nodes[1]
	var code string
	if err := a.hear(&code); err != nil {
		return err
	}
	if err := b.say(code); err != nil {
		return err
	}
	var ready string
	if err := b.hear(&ready); err != nil {
		return err
	}
	before := m.bytes.Load()
	if err := a.say("go"); err != nil {
		return err
	}
	var x, y figures
	if err := a.hear(&x); err != nil {
		return err
	}
	crossed := m.bytes.Load() - before
	if err := b.say("end"); err != nil {
		return err
	}
	if err := b.hear(&y); err != nil {
		return err
	}
	var got [2]figures
	for i, tr := range trackers {
		if err := errors.Join(tr.say("end"), tr.hear(&got[i])); err != nil {
			return err
		}
	}
	each := float64(issues)
	fmt.Printf("%d issues with %d comments each over two nodes: %.1f s, %.0f issues/s\n", issues, comments, x.Seconds, each/x.Seconds)
	fmt.Printf("messages: %d, and as many acknowledgements; %.2f MB crossed in %d connections, %.0f bytes for each issue\n",
		x.Events, float64(crossed)/1e6, m.lines.Load(), float64(crossed)/each)
	fmt.Printf("HTTP requests: %d, %.2f for each issue; the second node calls the first\n", x.Requests+y.Requests, float64(x.Requests+y.Requests)/each)
	fmt.Printf("tracker calls for each issue: %.2f and %.2f\n", float64(x.Calls)/each, float64(y.Calls)/each)
	fmt.Printf("processor time for each issue: %.2f ms and %.2f ms\n", x.CPU/each*1000, y.CPU/each*1000)
	fmt.Printf("memory at most: %.0f MB and %.0f MB; their trackers, processes of their own: %.0f MB and %.0f MB\n", x.PeakMB, y.PeakMB, got[0].PeakMB, got[1].PeakMB)
	if to := got[1]; to.Issues != issues || to.Comments != issues*comments || x.Faults+y.Faults > 0 {
		return fmt.Errorf("the second tracker has %d issues and %d comments; faults: %d and %d", to.Issues, to.Comments, x.Faults, y.Faults)
	}
	return nil
}

// child is a node or a tracker.
type child struct {
	cmd *exec.Cmd
	in  *json.Encoder
	out *json.Decoder
}

func start(ctx context.Context, args ...string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &child{cmd: exec.CommandContext(ctx, self, args...)}
	c.cmd.Stderr = os.Stderr
	in, err := c.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.in, c.out = json.NewEncoder(in), json.NewDecoder(out)
	return c, c.cmd.Start()
}

func (c *child) say(v any) error  { return c.in.Encode(v) }
func (c *child) hear(v any) error { return c.out.Decode(v) }

func (c *child) kill() {
	_ = c.cmd.Process.Kill() // it has said what there was to say
	_ = c.cmd.Wait()
}

// meter counts the bytes that cross between the nodes, as they travel.
type meter struct {
	l     net.Listener
	to    string
	bytes atomic.Int64
	lines atomic.Int64

	mu    sync.Mutex
	conns []net.Conn
	wg    sync.WaitGroup
}

func newMeter(to string) (*meter, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	m := &meter{l: l, to: to}
	m.wg.Go(m.accept)
	return m, nil
}

func (m *meter) address() string { return m.l.Addr().String() }

func (m *meter) accept() {
	for {
		in, err := m.l.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial("tcp", m.to)
		if err != nil {
			_ = in.Close() // as a network does
			continue
		}
		m.lines.Add(1)
		m.mu.Lock()
		m.conns = append(m.conns, in, out)
		m.mu.Unlock()
		m.wg.Go(func() { m.pass(in, out) })
		m.wg.Go(func() { m.pass(out, in) })
	}
}

func (m *meter) pass(from io.ReadCloser, to io.WriteCloser) {
	_, _ = io.Copy(counting{to, m}, from) // until either end is gone
	_ = to.Close()
	_ = from.Close()
}

type counting struct {
	io.Writer
	m *meter
}

func (c counting) Write(b []byte) (int, error) {
	c.m.bytes.Add(int64(len(b)))
	return c.Writer.Write(b)
}

func (m *meter) close() {
	_ = m.l.Close()
	m.mu.Lock()
	for _, c := range m.conns {
		_ = c.Close()
	}
	m.mu.Unlock()
	m.wg.Wait()
}

// settle waits between two looks at something that others work on.
func settle(ctx context.Context) error {
	t := time.NewTimer(20 * time.Millisecond)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

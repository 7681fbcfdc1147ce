package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/demo"
	"github.com/entwine-sync/entwine/internal/node"
)

// The demo has two nodes: acme's in this process, globex's in another one, which
// is this program again. They share nothing but an invitation. What the demo
// itself wants of the second one (tell me what crosses, wait until all is at
// rest) goes over its standard input and output, in lines of JSON.

// sideAsk is what the demo asks of its second process.
type sideAsk struct {
	Rest bool `json:"rest"`
}

// sideTell is what that one says.
type sideTell struct {
	Data     string         `json:"data,omitempty"` // it is ready; its data folder
	Page     string         `json:"page,omitempty"` // of its Jira, if it has one
	Address  string         `json:"address,omitempty"`
	Crossing *node.Crossing `json:"crossing,omitempty"`
	Standing *node.Standing `json:"standing,omitempty"`
	Rested   *sideRested    `json:"rested,omitempty"`
}

// sideRested is how a wait for rest ended over there.
type sideRested struct {
	node.Rested
	Issues int    `json:"issues,omitempty"` // of its Jira, if it has one
	Calls  int64  `json:"calls"`            // to trackers, made by looking whether there is something to wait for
	Error  string `json:"error,omitempty"`
}

// openSide assembles one of the demo's nodes, which others can call once it
// listens.
func (a *app) openSide(ctx context.Context, dir, side string) (*node.Node, error) {
	cfg, err := config.Load(demo.ConfigFile(dir, side), config.Options{Kinds: node.Kinds(a.specs)})
	if err != nil {
		return nil, err
	}
	if c := cfg.Connection(demo.Connection); c == nil || !c.Apart {
		return nil, demo.ErrOld
	}
	// Somebody else may have got the port since the last run.
	listen, err := demo.FreeAddress(cfg.Node.Link.Listen)
	if err != nil {
		return nil, err
	}
	cfg.Node.Link.Listen, cfg.Node.Link.Address = listen, (&url.URL{Scheme: "https", Host: listen}).String()
	return a.open(ctx, cfg, slog.LevelError)
}

// serveSide is the second process.
func (a *app) serveSide(ctx context.Context, dir, side string, with demo.With) (err error) {
	var site *demoSite
	if with.Of(side) == demo.Jira {
		if site, err = a.openSite(dir, side); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, site.close()) }()
	}
	n, err := a.openSide(ctx, dir, side)
	if err != nil {
		return err
	}
	link, err := n.ListenLink(ctx)
	if err != nil {
		return errors.Join(err, n.Close())
	}
	control, err := n.ListenControl()
	if err != nil {
		return errors.Join(err, link.Close(), n.Close())
	}
	crossed := make(chan node.Crossing, 1000)
	n.Listen(crossed)
	r := start(ctx, n)
	defer func() { err = errors.Join(err, control.Close(), link.Close(), r.stop()) }()
	s := &sideServer{out: json.NewEncoder(a.out), waiter: &demo.Waiter{Node: n, Dir: dir}, node: n, site: site}
	ready := sideTell{Data: n.Config().Node.Data, Address: n.Config().Node.Link.Address}
	if site != nil {
		ready.Page = site.page
	}
	if err := s.say(ready); err != nil {
		return err
	}
	asks := make(chan sideAsk)
	go readAsks(a.in, asks)
	for {
		select {
		case c := <-crossed:
			if err := s.say(sideTell{Crossing: &c}); err != nil {
				return err
			}
		case _, ok := <-asks:
			if !ok {
				return nil // who started us is gone
			}
			if err := s.rest(ctx, crossed); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// readAsks hands on what comes in, and closes asks at its end.
func readAsks(in io.Reader, asks chan<- sideAsk) {
	defer close(asks)
	for d := json.NewDecoder(in); ; {
		var q sideAsk
		if d.Decode(&q) != nil {
			return // the end, or nothing that the demo says
		}
		asks <- q
	}
}

type sideServer struct {
	mu     sync.Mutex
	out    *json.Encoder
	node   *node.Node
	site   *demoSite // nil: a folder
	waiter *demo.Waiter
}

func (s *sideServer) say(t sideTell) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.Encode(t)
}

// rest waits until nothing moves here, and says so.
func (s *sideServer) rest(ctx context.Context, crossed <-chan node.Crossing) error {
	end, err := s.node.AtRest(ctx, node.Rest{Waiting: s.waiter.Waiting, Progress: func(st node.Standing) {
		_ = s.say(sideTell{Standing: &st}) // who does not listen is gone, and that is seen soon
	}})
	if ctx.Err() != nil {
		return nil
	}
	for more := true; more; { // what crossed is told before the end of the wait
		select {
		case c := <-crossed:
			if err := s.say(sideTell{Crossing: &c}); err != nil {
				return err
			}
		default:
			more = false
		}
	}
	r := &sideRested{Rested: end, Calls: s.waiter.Calls}
	if s.site != nil {
		r.Issues = s.site.Count()
	}
	if err != nil {
		r.Error = plainOf(err)
	}
	return s.say(sideTell{Rested: r})
}

func plainOf(err error) string { return line(message(err)) }

// sideProcess is the second process as the first one has it.
type sideProcess struct {
	*node.Client
	address string
	page    string // of its Jira, if it has one
	cmd     *exec.Cmd
	in      io.WriteCloser
	crossed chan<- node.Crossing
	rested  chan sideRested
	ended   chan struct{}
	failed  error // why it ended; to be read once ended is closed

	mu       sync.Mutex
	standing node.Standing
}

// startSide starts the second process and waits until it works.
func (a *app) startSide(ctx context.Context, dir, side string, with demo.With, crossed chan<- node.Crossing) (*sideProcess, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args := []string{"demo", "--side", side, "--dir", dir, "--with", string(with.Acme) + "," + string(with.Globex)}
	if a.logLevel != "" {
		args = append(args, "--log-level", a.logLevel)
	}
	p := &sideProcess{cmd: exec.Command(self, args...), crossed: crossed, rested: make(chan sideRested, 1), ended: make(chan struct{})}
	p.cmd.Stderr = a.err
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the second node: %w", err)
	}
	ready := make(chan sideTell, 1)
	go p.listen(out, ready)
	select {
	case t := <-ready:
		p.address, p.page = t.Address, t.Page
		if p.Client, err = node.Dial(ctx, t.Data); err != nil {
			return nil, errors.Join(err, p.stop())
		}
		return p, nil
	case <-p.ended:
		return nil, p.why()
	case <-ctx.Done():
		return nil, errors.Join(ctx.Err(), p.stop())
	}
}

// listen takes in what the process says until it ends.
func (p *sideProcess) listen(out io.Reader, ready chan<- sideTell) {
	defer close(p.ended)
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20) // a crossing with many parts has some kilobytes
	for lines.Scan() {
		var t sideTell
		if json.Unmarshal(lines.Bytes(), &t) != nil {
			continue
		}
		switch {
		case t.Data != "":
			ready <- t
		case t.Crossing != nil:
			select {
			case p.crossed <- *t.Crossing:
			default: // who does not keep up misses some
			}
		case t.Standing != nil:
			p.mu.Lock()
			p.standing = *t.Standing
			p.mu.Unlock()
		case t.Rested != nil:
			p.rested <- *t.Rested
		}
	}
	p.failed = p.cmd.Wait()
}

func (p *sideProcess) why() error {
	if p.failed != nil {
		return fmt.Errorf("the second node ended: %w", p.failed)
	}
	return errors.New("the second node ended")
}

// rest waits until nothing moves over there.
func (p *sideProcess) rest(ctx context.Context) (sideRested, error) {
	if err := json.NewEncoder(p.in).Encode(sideAsk{Rest: true}); err != nil {
		return sideRested{}, fmt.Errorf("the second node does not listen: %w", err)
	}
	select {
	case r := <-p.rested:
		if r.Error != "" {
			return r, errors.New(strings.TrimSpace(r.Error))
		}
		return r, nil
	case <-p.ended:
		return sideRested{}, p.why()
	case <-ctx.Done():
		return sideRested{}, ctx.Err()
	}
}

func (p *sideProcess) stands() node.Standing {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.standing
}

// endWithin is how long a node may take to end cleanly: what is under way is
// finished, and the longest step is one write to a tracker.
const endWithin = 20 * time.Second

// stop lets the process end cleanly: it ends with its input.
func (p *sideProcess) stop() error {
	err := p.in.Close()
	if p.Client != nil {
		err = errors.Join(err, p.Client.Close())
	}
	patience := time.NewTimer(endWithin)
	defer patience.Stop()
	select {
	case <-p.ended:
	case <-patience.C:
		err = errors.Join(err, errors.New("the second node does not end"), p.cmd.Process.Kill())
		<-p.ended
	}
	return err
}

//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

// balancer is in front of the processes of a node: who calls is joined to the
// first that answers, as one that looks for a living server does.
type balancer struct {
	net.Listener
	behind []string
	wg     sync.WaitGroup
	ctx    context.Context
}

func newBalancer(t *testing.T, behind ...string) *balancer {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	b := &balancer{Listener: l, behind: behind, ctx: ctx}
	b.wg.Go(b.accept)
	t.Cleanup(func() {
		cancel()
		_ = l.Close() // nothing more is accepted
		b.wg.Wait()
	})
	return b
}

func (b *balancer) accept() {
	for {
		c, err := b.Accept()
		if err != nil {
			return // it is closed
		}
		b.wg.Go(func() { b.join(c) })
	}
}

// join carries what two ends say until one of them has no more to say.
func (b *balancer) join(c net.Conn) {
	defer c.Close()
	for _, address := range b.behind {
		to, err := net.Dial("tcp", address)
		if err != nil {
			continue
		}
		stop := context.AfterFunc(b.ctx, func() { _ = errors.Join(c.Close(), to.Close()) })
		defer stop()
		var wg sync.WaitGroup
		for _, ends := range [][2]net.Conn{{c, to}, {to, c}} {
			wg.Go(func() {
				_, _ = io.Copy(ends[0], ends[1]) // however it ends, it is over
				_ = errors.Join(c.Close(), to.Close())
			})
		}
		wg.Wait()
		return
	}
}

// freeAddress is one of this machine on which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() // nobody has called
	return l.Addr().String()
}

// newLinkedHouse is a house whose two processes keep ACME and speak with another
// node, of one process, which keeps GLOBEX and calls them through a balancer.
func newLinkedHouse(t *testing.T) *house {
	h := &house{t: t, dir: t.TempDir(), url: pgtest.URL(t), sites: map[string]*httptest.Server{}}
	for _, name := range []string{"ACME", "GLOBEX"} {
		s := httptest.NewUnstartedServer(nil)
		s.Start()
		s.Config.Handler = sim.New(sim.Options{Dialect: sim.Server8, Base: s.URL}).Handler()
		h.sites[name] = s
		t.Cleanup(s.Close)
	}
	doors := []string{freeAddress(t), freeAddress(t)}
	b := newBalancer(t, doors...)
	write := func(n int, node, site, link string) {
		t.Helper()
		text := fmt.Sprintf(`node: {data: d%d, %s, link: {%s}}
trackers:
  jira: {kind: jira, url: %q, user: entwine, token: entwine-token, projects: %s, internal_role: Developers, poll: 500ms, rate: 1000}
connections:
  c: {here: {tracker: jira, project: %[5]s, type: Task, trigger: all}}
`, n, node, link, h.sites[site].URL, site)
		if err := os.WriteFile(h.config(n), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for n, door := range doors {
		write(n, fmt.Sprintf("name: house, store: %q, lease: 2s", h.url), "ACME",
			fmt.Sprintf("title: House, listen: %q, address: %q", door, "https://"+b.Addr().String()))
	}
	write(2, "name: neighbour", "GLOBEX", "title: Neighbour")
	t.Cleanup(h.end)
	return h
}

// must runs a command that has to work.
func (h *house) must(n int, args ...string) string {
	h.t.Helper()
	self, err := os.Executable()
	if err != nil {
		h.t.Fatal(err)
	}
	out, err := exec.Command(self, append(args, "--config", h.config(n))...).CombinedOutput()
	if err != nil {
		h.t.Fatalf("entwine %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// Who leads speaks with the other node; when it is killed, the next one does, and
// nothing of what both sides changed meanwhile is lost or there twice.
func TestCluster_TheLinkGoesOverToWhoLeadsNext(t *testing.T) {
	h := newLinkedHouse(t)
	first, second := h.start(0), h.start(1)
	h.await("one of them leads", func() bool { return strings.Contains(first.log.String(), "process leads") })
	if out, err := h.command(1, "connection", "invite", "c"); err == nil {
		t.Errorf("one that does not lead invites:\n%s", out)
	}
	mail := filepath.Join(h.dir, "mail.txt")
	if err := os.WriteFile(mail, []byte(h.must(0, "connection", "invite", "c")), 0o600); err != nil {
		t.Fatal(err)
	}
	h.must(2, "connection", "accept", mail)
	h.start(2)
	n := 0
	both := func() {
		for _, site := range []string{"ACME", "GLOBEX"} {
			h.createIn(site, fmt.Sprintf("issue %d", n))
			n++
		}
	}
	same := func() bool {
		a, b := h.summaries("ACME"), h.summaries("GLOBEX")
		for i := range n {
			name := fmt.Sprintf("issue %d", i)
			if a[name] != 1 || b[name] != 1 {
				return false
			}
		}
		return len(a) == n && len(b) == n
	}
	both()
	h.await("issues arrive on both sides", same)
	first.signal(syscall.SIGKILL)
	both()
	h.await("the other one leads", func() bool { return strings.Contains(second.log.String(), "process leads") })
	both()
	h.await("issues arrive on both sides after the first one is dead", same)
	third := h.start(0)
	second.stop()
	both()
	h.await("issues arrive on both sides after the second one has left", same)
	if !strings.Contains(third.log.String(), "process leads") {
		t.Error("they arrive, and nobody leads")
	}
	h.onlyOnce()
}

package httplink

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link"
	"github.com/entwine-sync/entwine/internal/link/accord"
)

// inbox keeps what it is given.
type inbox struct {
	mu    sync.Mutex
	got   []hub.Envelope
	came  chan hub.Envelope
	err   func(hub.Envelope) error
	blobs map[hub.Digest][]byte
	opens int
}

func (b *inbox) Receive(_ context.Context, _ hub.NodeID, e hub.Envelope) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != nil {
		if err := b.err(e); err != nil {
			return err
		}
	}
	b.got = append(b.got, e)
	select {
	case b.came <- e:
	default:
	}
	return nil
}

func (b *inbox) OpenBlob(_ context.Context, _ hub.NodeID, _ hub.ConnectionID, d hub.Digest) (io.ReadCloser, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.opens++
	c, ok := b.blobs[d]
	if !ok {
		return nil, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "no such attachment"}
	}
	return &seekable{bytes.NewReader(c)}, nil
}

type seekable struct{ *bytes.Reader }

func (*seekable) Close() error { return nil }

func (b *inbox) envelopes() []hub.Envelope {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]hub.Envelope(nil), b.got...)
}

// drawer keeps a book in memory.
type drawer struct {
	mu sync.Mutex
	m  map[string]string
}

func (d *drawer) Read(_ context.Context, k string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.m[k], nil
}

func (d *drawer) Write(_ context.Context, k, v string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.m[k] = v
	return nil
}

// node is one end, with the network before it.
type node struct {
	t      *testing.T
	book   *accord.Book
	drawer *drawer
	inbox  *inbox
	link   *Link
	server *httptest.Server
	opt    Options
	mu     sync.Mutex
	ahead  time.Duration // of its clock
	seen   func(http.ResponseWriter, *http.Request, http.Handler)
	copied int
}

func (n *node) now() time.Time {
	n.mu.Lock()
	defer n.mu.Unlock()
	return time.Now().Add(n.ahead)
}

// watch lets fn stand between the network and the node.
func (n *node) watch(fn func(http.ResponseWriter, *http.Request, http.Handler)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.seen = fn
}

func (n *node) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	fn, h := n.seen, n.link.Handler()
	n.mu.Unlock()
	if fn != nil {
		fn(w, r, h)
		return
	}
	h.ServeHTTP(w, r)
}

// newNode makes a node; a private one has no server at all.
func newNode(t *testing.T, name string, private bool, change ...func(*Options)) *node {
	t.Helper()
	n := &node{t: t, drawer: &drawer{m: map[string]string{}}, inbox: &inbox{came: make(chan hub.Envelope, 10_000), blobs: map[hub.Digest][]byte{}}}
	var err error
	if n.book, err = accord.Open(t.Context(), n.drawer, n.now); err != nil {
		t.Fatal(err)
	}
	n.opt = Options{Book: n.book, Inbox: n.inbox, Name: name, Now: n.now, Copied: func(hub.NodeID) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.copied++
	}}
	if testing.Verbose() {
		n.opt.Log = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug})).With("node", name)
	}
	if !private {
		n.server = httptest.NewUnstartedServer(n)
		n.server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug)
		text, err := NewTLS(time.Now())
		if err != nil {
			t.Fatal(err)
		}
		cert, pin, err := Certificate(text)
		if err != nil {
			t.Fatal(err)
		}
		n.server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
		n.server.StartTLS()
		n.opt.Address, n.opt.Pin = n.server.URL+"/entwine", pin
	}
	for _, fn := range change {
		fn(&n.opt)
	}
	n.link = New(n.opt)
	t.Cleanup(func() {
		n.link.Close()
		if n.server != nil {
			n.server.CloseClientConnections()
			n.server.Close()
		}
	})
	return n
}

// restart gives the node a new memory.
func (n *node) restart() {
	n.link.Close()
	l := New(n.opt)
	n.mu.Lock()
	defer n.mu.Unlock()
	n.link = l
}

// run lets the node call those that it must ask.
func (n *node) run() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); n.link.Run(ctx) }()
	n.t.Cleanup(func() { cancel(); <-done })
}

// connect joins two nodes by an invitation of the first.
func connect(t *testing.T, a, b *node) {
	t.Helper()
	join(t, a, b, "a-b", "b-a")
}

func join(t *testing.T, a, b *node, nameA, nameB hub.ConnectionID) {
	t.Helper()
	if err := b.link.Accept(t.Context(), invite(t, a, nameA), nameB); err != nil {
		t.Fatal(err)
	}
}

func invite(t *testing.T, a *node, local hub.ConnectionID) accord.Code {
	t.Helper()
	inv, err := a.book.Invite(t.Context(), local, hub.Initiator, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	keys := a.book.PublicKeys()
	return accord.Code{Version: Version, ID: inv.ID, Secret: inv.Secret, Shared: inv.Shared, Local: string(local), Name: a.opt.Name,
		Address: a.opt.Address, Pin: a.opt.Pin, Key: keys[len(keys)-1], Line: a.book.Line(), Node: a.book.Node(), Winner: inv.Winner, Expires: inv.Expires}
}

func pair(t *testing.T, privateB bool) (a, b *node) {
	t.Helper()
	a, b = newNode(t, "Acme GmbH", false), newNode(t, "Globex Inc.", privateB)
	connect(t, a, b)
	if privateB {
		b.run()
		waitFor(t, "the private side to call", func() bool { here, _ := a.link.room(b.book.Node()).present(); return here })
	}
	return a, b
}

// waitFor polls a condition of another goroutine, with nothing to be told by.
func waitFor(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.NewTimer(20 * time.Second)
	defer deadline.Stop()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func envelope(i int, from hub.Side) hub.Envelope {
	return hub.Envelope{
		ID: hub.EventID(fmt.Sprintf("e%d", i)), Pair: hub.PairID(fmt.Sprintf("p%d", i)), From: from, Epoch: 1, Seq: 1, Kind: hub.KindReplica,
		Ref: hub.Ref{ID: "7"}, Replica: &hub.Replica{Issue: hub.Issue{Summary: "größer ☃ " + strings.Repeat("x", i%50)}},
	}
}

func TestBothWays(t *testing.T) {
	t.Parallel()
	for _, private := range []bool{false, true} {
		t.Run(fmt.Sprintf("private=%v", private), func(t *testing.T) {
			t.Parallel()
			a, b := pair(t, private)
			if err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator)); err != nil {
				t.Fatal(err)
			}
			if err := b.link.Peer("b-a").Deliver(t.Context(), envelope(2, hub.Acceptor)); err != nil {
				t.Fatal(err)
			}
			got := append(b.inbox.envelopes(), a.inbox.envelopes()...)
			if len(got) != 2 || got[0].ID != "e1" || got[0].Connection != "b-a" || got[1].ID != "e2" || got[1].Connection != "a-b" {
				t.Fatalf("got %+v", got)
			}
			if want := envelope(1, hub.Initiator); got[0].Replica.Issue.Summary != want.Replica.Issue.Summary {
				t.Errorf("arrived as %q", got[0].Replica.Issue.Summary)
			}
		})
	}
}

// Many at a time go in few requests, and each is answered for itself.
func TestBatches(t *testing.T) {
	t.Parallel()
	for _, private := range []bool{false, true} {
		t.Run(fmt.Sprintf("private=%v", private), func(t *testing.T) {
			t.Parallel()
			a, b := pair(t, private)
			requests := 0
			b.watch(func(w http.ResponseWriter, r *http.Request, h http.Handler) { requests++; h.ServeHTTP(w, r) })
			b.inbox.mu.Lock()
			b.inbox.err = func(e hub.Envelope) error {
				switch {
				case e.ID == "e7":
					return &link.Gap{Want: 3}
				case e.ID == "e8":
					return errors.New("secret cause: /var/lib/entwine")
				case e.ID == "e9":
					return &hub.Error{Code: hub.Held, Scope: hub.ScopeConnection, Message: "wait"}
				}
				return nil
			}
			b.inbox.mu.Unlock()
			const n = 500
			errs := make([]error, n)
			var wg sync.WaitGroup
			for i := range n {
				wg.Go(func() { errs[i] = a.link.Peer("a-b").Deliver(t.Context(), envelope(i, hub.Initiator)) })
			}
			wg.Wait()
			var gap *link.Gap
			for i, err := range errs {
				switch i {
				case 7:
					if !errors.As(err, &gap) || gap.Want != 3 {
						t.Errorf("the gap arrives as %v", err)
					}
				case 8:
					if hub.CodeOf(err) != hub.Busy || strings.Contains(err.Error(), "/var") {
						t.Errorf("a foreign error arrives as %v", err)
					}
				case 9:
					if hub.CodeOf(err) != hub.Held || hub.AsError(err).Scope != hub.ScopeConnection {
						t.Errorf("a fault arrives as %v", err)
					}
				default:
					if err != nil {
						t.Fatalf("%d: %v", i, err)
					}
				}
			}
			if got := len(b.inbox.envelopes()); got != n-3 {
				t.Errorf("%d of %d arrived", got, n-3)
			}
			if requests > n/4 {
				t.Errorf("%d messages took %d requests", n, requests)
			}
		})
	}
}

// A node that calls and is not there at present costs nobody a minute.
func TestPrivateAway(t *testing.T) {
	t.Parallel()
	a, b := newNode(t, "Acme GmbH", false), newNode(t, "Globex Inc.", true)
	connect(t, a, b)
	began := time.Now()
	err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator))
	if hub.CodeOf(err) != hub.Unreachable || !strings.Contains(err.Error(), "Globex Inc. calls us") || time.Since(began) > time.Second {
		t.Errorf("got %v after %v", err, time.Since(began))
	}
}

func digestOf(b []byte) hub.Digest {
	sum := sha256.Sum256(b)
	return hub.Digest("sha256:" + hex.EncodeToString(sum[:]))
}

// An attachment arrives whole, however often it breaks off.
func TestBlobs(t *testing.T) {
	t.Parallel()
	content := bytes.Repeat([]byte("0123456789abcdef"), 200_000) // 3.2 MB
	for _, tt := range []struct {
		name       string
		fromA      bool
		private    bool
		breakAfter int64
	}{
		{"a public node asks", true, false, 0}, {"and it breaks off", true, false, 1 << 20},
		{"a private node asks", true, true, 0}, {"and it breaks off there", true, true, 1 << 20},
		{"a private node is asked", false, true, 0}, {"and it breaks off on the way up", false, true, 1 << 20},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, b := pair(t, tt.private)
			from, to, conn := a, b, hub.ConnectionID("b-a")
			if !tt.fromA {
				from, to, conn = b, a, "a-b"
			}
			from.inbox.blobs[digestOf(content)] = content
			breaks := 0
			a.watch(func(w http.ResponseWriter, r *http.Request, h http.Handler) {
				if tt.breakAfter > 0 && breaks < 2 && (strings.Contains(r.URL.Path, pathBlob) || strings.Contains(r.URL.Path, pathUpload)) {
					breaks++
					w = &breaking{w, tt.breakAfter}
					r.Body = &cutting{r.Body, tt.breakAfter}
				}
				h.ServeHTTP(w, r)
			})
			r, err := to.link.Peer(conn).Blob(t.Context(), conn, digestOf(content))
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if err != nil || !bytes.Equal(got, content) {
				t.Errorf("got %d bytes of %d, %v", len(got), len(content), err)
			}
			if err := r.Close(); err != nil {
				t.Error(err)
			}
			if tt.breakAfter > 0 && breaks != 2 {
				t.Errorf("it broke off %d times", breaks)
			}
			if _, err := to.link.Peer(conn).Blob(t.Context(), conn, digestOf([]byte("none"))); hub.CodeOf(err) != hub.NotFound {
				t.Errorf("one that is not there: %v", err)
			}
		})
	}
}

// breaking ends an answer in its middle.
type breaking struct {
	http.ResponseWriter
	left int64
}

func (b *breaking) Write(p []byte) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		panic(http.ErrAbortHandler)
	}
	return b.ResponseWriter.Write(p)
}

func (b *breaking) Unwrap() http.ResponseWriter { return b.ResponseWriter }

// cutting ends a body in its middle.
type cutting struct {
	io.ReadCloser
	left int64
}

func (c *cutting) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := c.ReadCloser.Read(p)
	c.left -= int64(n)
	return n, err
}

// A restart of either side costs one more request, nothing else.
func TestRestarts(t *testing.T) {
	t.Parallel()
	a, b := pair(t, false)
	for i := range 6 {
		if err := a.link.Peer("a-b").Deliver(t.Context(), envelope(i, hub.Initiator)); err != nil {
			t.Fatalf("message %d: %v", i, err)
		}
		if i%2 == 0 {
			b.restart()
		} else {
			a.restart()
		}
	}
	if got := len(b.inbox.envelopes()); got != 6 {
		t.Errorf("%d messages arrived, want 6", got)
	}
}

func TestClocksApart(t *testing.T) {
	t.Parallel()
	for _, apart := range []time.Duration{10 * time.Minute, -10 * time.Minute, 20 * time.Minute} {
		a, b := newNode(t, "Acme GmbH", false), newNode(t, "Globex Inc.", false)
		connect(t, a, b)
		b.mu.Lock()
		b.ahead = apart
		b.mu.Unlock()
		err := errors.Join(a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator)),
			b.link.Peer("b-a").Deliver(t.Context(), envelope(2, hub.Acceptor)))
		if far := apart.Abs() > clockWindow; far != (err != nil) || far && !strings.Contains(err.Error(), "are 20 minutes apart") {
			t.Errorf("%v: %v", apart, err)
		}
	}
}

// A new key is told and used, and the old one is soon worth nothing.
func TestRotation(t *testing.T) {
	t.Parallel()
	a, b := pair(t, false)
	old := a.book.KeyFor(b.book.Node())
	send := func(i int) {
		t.Helper()
		if err := a.link.Peer("a-b").Deliver(t.Context(), envelope(i, hub.Initiator)); err != nil {
			t.Fatal(err)
		}
		if err := b.link.Peer("b-a").Deliver(t.Context(), envelope(i, hub.Acceptor)); err != nil {
			t.Fatal(err)
		}
	}
	send(1)
	id, err := a.book.Rotate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		a.link.Renew()
		b.link.Renew()
		send(10 + i)
	}
	if got := a.book.KeyFor(b.book.Node()).Public().ID(); got != id || len(a.book.PublicKeys()) != 1 {
		t.Errorf("signs with %s, want %s; %d keys", got, id, len(a.book.PublicKeys()))
	}
	p, _ := b.book.Partner(a.book.Node())
	if _, ok := p.Key(old.Public().ID()); ok {
		t.Error("the old key is still accepted")
	}
}

// What was agreed ends: the other node is refused, and says so.
func TestRevoked(t *testing.T) {
	t.Parallel()
	a, b := pair(t, false)
	x, _ := b.book.Local("b-a")
	if err := b.book.End(t.Context(), x.ID, accord.Revoked, "no more"); err != nil {
		t.Fatal(err)
	}
	err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator))
	if err == nil || !strings.Contains(err.Error(), "ended") || len(b.inbox.envelopes()) != 0 {
		t.Errorf("got %v, and %d messages arrived", err, len(b.inbox.envelopes()))
	}
	if err := b.link.Peer("b-a").Deliver(t.Context(), envelope(1, hub.Acceptor)); hub.CodeOf(err) != hub.Denied {
		t.Errorf("the one who revoked it still sends: %v", err)
	}
}

// Whoever was away when the other owner ended the last agreement learns of it with
// its next word: by its messages, or by asking for those that wait for it.
func TestEndedWhileAway(t *testing.T) {
	t.Parallel()
	for _, private := range []bool{true, false} {
		for _, state := range []accord.State{accord.Stopped, accord.Revoked} {
			t.Run(fmt.Sprint("private ", private, ", ", state), func(t *testing.T) {
				t.Parallel()
				heard := make(chan hub.ConnectionID, 10)
				a := newNode(t, "Acme GmbH", false)
				b := newNode(t, "Globex Inc.", private, func(o *Options) {
					o.Noticed = func(a accord.Agreement, s accord.State) {
						if err := o.Book.End(context.Background(), a.ID, s, "heard"); err == nil {
							heard <- a.Local
						}
					}
				})
				connect(t, a, b)
				shared, _ := a.book.Local("a-b")
				if err := a.book.End(t.Context(), shared.ID, state, "no more"); err != nil {
					t.Fatal(err)
				}
				a.link.Ended(b.book.Node())
				if private {
					b.run()
				} else if err := b.link.Peer("b-a").Deliver(t.Context(), envelope(1, hub.Acceptor)); hub.CodeOf(err) != hub.Busy {
					t.Errorf("a message is answered with %v", err)
				}
				waitFor(t, "it to hear", func() bool { return len(heard) > 0 })
				if got := <-heard; got != "b-a" {
					t.Errorf("what ended is %q", got)
				}
				if err := b.link.Peer("b-a").Deliver(t.Context(), envelope(2, hub.Acceptor)); hub.CodeOf(err) != hub.Denied {
					t.Errorf("after it heard: %v", err)
				}
			})
		}
	}
}

// Several connections between the same two nodes are told apart.
func TestSeveralConnections(t *testing.T) {
	t.Parallel()
	a, b := pair(t, false)
	join(t, b, a, "second-b", "second-a")
	if err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator)); err != nil {
		t.Fatal(err)
	}
	if err := a.link.Peer("second-a").Deliver(t.Context(), envelope(2, hub.Acceptor)); err != nil {
		t.Fatal(err)
	}
	if got := b.inbox.envelopes(); len(got) != 2 || got[0].Connection != "b-a" || got[1].Connection != "second-b" {
		t.Errorf("got %+v", got)
	}
	if got := a.link.Peer("second-a").Deliver(t.Context(), envelope(3, hub.Initiator)); hub.CodeOf(got) != hub.Invalid {
		t.Errorf("the wrong side: %v", got)
	}
	if err := a.link.Peer("nobody").Deliver(t.Context(), envelope(1, hub.Initiator)); hub.CodeOf(err) != hub.Busy {
		t.Errorf("a connection that nobody joined: %v", err)
	}
}

// A database that is an older copy is found out at the first word, on both
// sides, and goes on once its owner says so.
func TestCopies(t *testing.T) {
	t.Parallel()
	for _, private := range []bool{false, true} {
		a, b := newNode(t, "Acme GmbH", false), newNode(t, "Globex Inc.", private)
		connect(t, a, b)
		deliver := func(i int) error { return b.link.Peer("b-a").Deliver(t.Context(), envelope(i, hub.Acceptor)) }
		if err := deliver(1); err != nil {
			t.Fatal(err)
		}
		old := b.drawer.m["link/book"]
		b.restart()
		if err := deliver(2); err != nil {
			t.Fatal(err)
		}
		b.drawer.m["link/book"] = old
		var err error
		if b.opt.Book, err = accord.Open(t.Context(), b.drawer, b.now); err != nil {
			t.Fatal(err)
		}
		b.book = b.opt.Book
		b.restart()
		if err := deliver(3); hub.CodeOf(err) != hub.Held || a.copied != 1 || b.copied != 1 {
			t.Errorf("got %v; heard of it: %d and %d times", err, a.copied, b.copied)
		}
		b.opt.Restored = func(hub.NodeID) bool { return true }
		b.restart()
		if err := deliver(4); err != nil {
			t.Errorf("after its owner said so: %v", err)
		}
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for address, ok := range map[string]bool{
		"https://sync.example.org": true, "https://sync.example.org:8443/entwine": true, "http://127.0.0.1:80": true, "http://localhost/x": true,
		"http://[::1]:9": true, "http://sync.example.org": false, "http://10.0.0.1": false, "ftp://x": false, "sync.example.org": false,
		"https://u:p@x": false, "https://x?y": false, "https://x#y": false, "": false, "http://localhost.evil.example": false,
	} {
		if err := CheckAddress(address); (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// Another TLS key than the invitation's is not talked to.
func TestPin(t *testing.T) {
	t.Parallel()
	a, b := newNode(t, "Acme GmbH", false), newNode(t, "Globex Inc.", true)
	c := invite(t, a, "a-b")
	c.Pin = "sha256:" + strings.Repeat("A", 43)
	if err := b.link.Accept(t.Context(), c, "b-a"); hub.CodeOf(err) != hub.Unreachable || !strings.Contains(err.Error(), "TLS key") {
		t.Errorf("got %v", err)
	}
	c.Pin = ""
	if err := b.link.Accept(t.Context(), c, "b-a"); hub.CodeOf(err) != hub.Unreachable {
		t.Errorf("a certificate of nobody: %v", err)
	}
	if len(a.book.Agreements())+len(b.book.Agreements()) != 0 {
		t.Error("they agreed all the same")
	}
}

// The way there is named when it is not there.
func TestNobodyThere(t *testing.T) {
	t.Parallel()
	a, b := pair(t, false)
	b.server.CloseClientConnections()
	b.server.Close()
	err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator))
	if hub.CodeOf(err) != hub.Unreachable || hub.AsError(err).Scope != hub.ScopePeer {
		t.Errorf("got %v", err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	other := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadGateway)
	}), ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug)}
	go func() { _ = other.Serve(l) }() // ends with Close
	defer other.Close()
	if err := a.book.ChangePartner(t.Context(), b.book.Node(), func(p *accord.Partner) error {
		p.Address, p.Pin = "http://"+l.Addr().String(), ""
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator)); hub.CodeOf(err) != hub.Unreachable || !strings.Contains(err.Error(), "502") {
		t.Errorf("got %v", err)
	}
}

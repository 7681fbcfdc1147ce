package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/link/httplink"
)

// How many events a second could two nodes tell each other if nothing but the
// line between them cost anything? Signed requests over TLS on this machine, from
// as many callers as a node has workers; an event is a message of the size that an
// edit makes, and the acknowledgement that comes back for it.
func (b *bench) exchange(ctx context.Context) error {
	var events, requests, alone []float64
	n := b.changes * 2 // what a line lets through at once, because it was quiet before, must not decide
	for range b.rounds {
		l, err := newLine(ctx)
		if err != nil {
			return err
		}
		many, each, err := l.carry(ctx, n, 64)
		var one float64
		if err == nil {
			one, _, err = l.carry(ctx, n/20, 1)
		}
		lost := l.lost()
		b.did.messages += 2 * l.told
		l.close()
		if err != nil {
			return err
		}
		b.violation(lost, "messages were acknowledged and did not arrive, or arrived twice")
		events, requests, alone = append(events, many), append(requests, each), append(alone, one)
	}
	e, q, o := median(events), median(requests), median(alone)
	b.say("ceiling of exchanges between two nodes, TLS, signed, from 64 callers: %.0f events/s, %.3f requests for each: %.0f requests/s", e, q, e*q)
	b.say("  one event at a time, two requests for each: %.0f events/s", o)
	b.figure("exchange.events", e)
	b.figure("exchange.requests", q)
	return nil
}

// line is two nodes that do nothing but hand messages to each other.
type line struct {
	ends [2]*lineEnd
	told int // events so far
}

// lineEnd is one of them: it counts what arrives, by message.
type lineEnd struct {
	link   *httplink.Link
	server *httptest.Server
	code   func(context.Context) (accord.Code, error)

	mu  sync.Mutex
	got map[hub.EventID]int
}

// The names of the connection at its two ends.
var lineNames = [2]hub.ConnectionID{"there", "here"}

func newLine(ctx context.Context) (l *line, err error) {
	l = &line{}
	defer func() {
		if err != nil {
			l.close()
		}
	}()
	for i := range l.ends {
		if l.ends[i], err = newLineEnd(ctx, lineNames[i]); err != nil {
			return l, err
		}
	}
	code, err := l.ends[0].code(ctx)
	if err != nil {
		return l, err
	}
	return l, l.ends[1].link.Accept(ctx, code, lineNames[1])
}

func newLineEnd(ctx context.Context, local hub.ConnectionID) (*lineEnd, error) {
	book, err := accord.Open(ctx, &drawer{m: map[string]string{}}, time.Now)
	if err != nil {
		return nil, err
	}
	text, err := httplink.NewTLS(time.Now())
	if err != nil {
		return nil, err
	}
	cert, pin, err := httplink.Certificate(text)
	if err != nil {
		return nil, err
	}
	e := &lineEnd{got: map[hub.EventID]int{}}
	var handler atomic.Pointer[http.Handler] // the link knows the server's address, which there is once it runs
	e.server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*handler.Load()).ServeHTTP(w, r) }))
	e.server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	e.server.StartTLS()
	e.link = httplink.New(httplink.Options{Book: book, Inbox: e, Name: string(local), Address: e.server.URL, Pin: pin})
	h := e.link.Handler()
	handler.Store(&h)
	e.code = func(ctx context.Context) (accord.Code, error) {
		inv, err := book.Invite(ctx, local, hub.Initiator, time.Hour)
		keys := book.PublicKeys()
		return accord.Code{Version: httplink.Version, ID: inv.ID, Secret: inv.Secret, Shared: inv.Shared, Local: string(local), Name: string(local),
			Address: e.server.URL, Pin: pin, Key: keys[len(keys)-1], Line: book.Line(), Node: book.Node(), Winner: inv.Winner, Expires: inv.Expires}, err
	}
	return e, nil
}

func (l *line) close() {
	for _, e := range l.ends {
		if e != nil {
			e.link.Close()
		}
	}
	for _, e := range l.ends {
		if e != nil {
			e.server.CloseClientConnections()
			e.server.Close()
		}
	}
}

// carry has n events told and acknowledged, and returns how many that were in a
// second, and how many requests each took.
func (l *line) carry(ctx context.Context, n, callers int) (events, requests float64, err error) {
	here, there := l.ends[0].link, l.ends[1].link
	site := newSite("a", n)
	before := here.Requests() + there.Requests()
	began, work, errs := time.Now(), make(chan int), make([]error, callers)
	var wg sync.WaitGroup
	for i := range callers {
		wg.Go(func() {
			for k := range work {
				if errs[i] != nil {
					continue
				}
				e := editOf(site, k%n+1, k)
				ack := e
				ack.ID, ack.From, ack.Kind, ack.Replica, ack.Ack = "ack-"+e.ID, hub.Acceptor, hub.KindAck, nil, &hub.Ack{Seq: e.Seq}
				errs[i] = here.Peer(lineNames[0]).Deliver(ctx, e)
				if errs[i] == nil {
					errs[i] = there.Peer(lineNames[1]).Deliver(ctx, ack)
				}
			}
		})
	}
	for range n {
		work <- l.told
		l.told++
	}
	close(work)
	wg.Wait()
	took := time.Since(began)
	return float64(n) / took.Seconds(), float64(here.Requests()+there.Requests()-before) / float64(n), errors.Join(errs...)
}

// lost counts what did not arrive once at each end.
func (l *line) lost() (n int) {
	for _, e := range l.ends {
		e.mu.Lock()
		n += max(l.told-len(e.got), 0)
		for _, times := range e.got {
			n += times - 1
		}
		e.mu.Unlock()
	}
	return n
}

// Receive implements link.Inbox.
func (e *lineEnd) Receive(_ context.Context, _ hub.NodeID, m hub.Envelope) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.got[m.ID]++
	return nil
}

// OpenBlob implements link.Inbox.
func (e *lineEnd) OpenBlob(context.Context, hub.NodeID, hub.ConnectionID, hub.Digest) (io.ReadCloser, error) {
	return nil, errNotMeasured
}

// drawer keeps what a book writes.
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

// editOf is the message that the k-th edit makes, of issue n.
func editOf(s *site, n, k int) hub.Envelope {
	is := s.template(n)
	is.Summary = fmt.Sprintf("Edit %d", k)
	return hub.Envelope{ID: hub.EventID(fmt.Sprintf("%d-%d", k, time.Now().UnixNano())), Connection: connection, Pair: pairOf(n), From: hub.Initiator,
		Epoch: 1, Seq: uint64(k) + 2, Kind: hub.KindReplica, Ref: is.Ref,
		Replica: &hub.Replica{Issue: is, Format: "plain", Was: hub.Parts{"summary": "before"}}}
}

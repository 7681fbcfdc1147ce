package httplink

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// A gate lets a burst in, then so many a second, and so many at a time; what
// waits has places of its own.
func TestGate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGate(10, 40, 3)
		in := func() (n int) {
			for {
				leave, ok := g.enter(false)
				if !ok {
					return n
				}
				leave()
				n++
			}
		}
		if n := in(); n != 40 {
			t.Errorf("%d came in at first, want 40", n)
		}
		time.Sleep(2 * time.Second) // of the bubble
		if n := in(); n != 20 {
			t.Errorf("%d came in after two seconds, want 20", n)
		}
		time.Sleep(time.Minute) // of the bubble
		var leave func()
		for i := range 4 {
			l, ok := g.enter(false)
			if ok != (i < 3) {
				t.Errorf("number %d at a time: %v", i+1, ok)
			}
			if ok {
				leave = l
			}
		}
		if _, ok := g.enter(true); !ok {
			t.Error("what waits is kept out by what works")
		}
		leave()
		if _, ok := g.enter(false); !ok {
			t.Error("a place that was left is not given again")
		}
	})
}

// Whoever brings messages as fast as he may is never refused, however long that
// goes on, and there is room for what is not held back.
func TestPace_stays_below_the_gate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		gate, pace := newGate(ratePerSecond, rateBurst, atOnce), newPace()
		for i := range 20 * ratePerSecond {
			if err := pace.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			for range 1 + i%4/3 { // every fourth brings something else along
				leave, ok := gate.enter(false)
				if !ok {
					t.Fatalf("request %d was refused", i)
				}
				leave()
			}
		}
	})
}

// Messages of a few callers go one by one, which takes the most requests: they
// wait rather than being refused.
func TestOutbox_waits_for_its_turn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		gate, pace := newGate(ratePerSecond, rateBurst, atOnce), newPace()
		refused := 0
		var mu sync.Mutex
		o := outbox{turn: func() error { return pace.Wait(t.Context()) }, send: func(batch []*parcel) {
			if leave, ok := gate.enter(false); ok {
				leave()
			} else {
				mu.Lock()
				refused++
				mu.Unlock()
			}
			settle(batch, nil, nil)
		}}
		var callers, trips sync.WaitGroup
		for range 4 {
			callers.Go(func() {
				for range 4 * rateBurst {
					p := &parcel{done: make(chan error, 1), left: make(chan struct{})}
					o.put(p, func(run func()) { trips.Go(run) })
					_ = p.wait(t.Context())
				}
			})
		}
		callers.Wait()
		trips.Wait()
		if refused > 0 {
			t.Errorf("%d requests were refused", refused)
		}
	})
}

// shut lets nobody else through a gate.
func shut(g *gate) {
	g.rate.SetLimit(0)
	g.rate.SetBurst(0)
}

// Too many requests of strangers, or of one partner, are no other partner's
// trouble, and are refused before anything of them is read.
func TestTooManyRequests(t *testing.T) {
	t.Parallel()
	at := newAttack(t)
	a, b := at.a, at.b
	c := newNode(t, "Third", false)
	join(t, a, c, "a-c", "c-a")
	const many = "too many requests"
	shut(a.link.gates.others)
	body := at.body
	at.body = []byte("not even JSON")
	at.header.Set(headFrom, "n-nobody")
	if status, text := at.send(t); status != 429 || !strings.Contains(text, many) {
		t.Errorf("a stranger among many: %d %s", status, text)
	}
	at.header.Set(headFrom, string(b.book.Node()))
	at.body = body
	if status, text := at.send(t); status != 200 {
		t.Errorf("a partner, while strangers are many: %d %s", status, text)
	}
	shut(a.link.gates.of(b.book.Node()))
	at.nonce = "901"
	if status, text := at.send(t); status != 429 || !strings.Contains(text, many) {
		t.Errorf("a partner that asks too often: %d %s", status, text)
	}
	err := b.link.Peer("b-a").Deliver(t.Context(), envelope(5, hub.Acceptor))
	if hub.CodeOf(err) != hub.Busy {
		t.Errorf("it is told %v", err)
	}
	if err := c.link.Peer("c-a").Deliver(t.Context(), envelope(6, hub.Acceptor)); err != nil {
		t.Errorf("another partner: %v", err)
	}
}

// One partner keeps so many of our hands busy and no more.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	at := newAttack(t)
	a := at.a
	c := newNode(t, "Third", false)
	join(t, a, c, "a-c", "c-a")
	arrived, release := make(chan struct{}, 2*atOnce), make(chan struct{})
	a.inbox.mu.Lock()
	a.inbox.err = func(e hub.Envelope) error {
		if e.Connection == "a-b" {
			a.inbox.mu.Unlock()
			arrived <- struct{}{}
			<-release
			a.inbox.mu.Lock()
		}
		return nil
	}
	a.inbox.mu.Unlock()
	var all sync.WaitGroup
	var fine atomic.Int64
	one := func(i int) *attack {
		o := *at
		o.header, o.nonce, o.body = at.header.Clone(), fmt.Sprint(1000+i), at.batch(t, envelope(100+i, hub.Acceptor))
		return &o
	}
	for i := range atOnce {
		o := one(i)
		all.Go(func() {
			if status, _ := o.send(t); status == 200 {
				fine.Add(1)
			}
		})
	}
	for range atOnce {
		<-arrived
	}
	if status, text := one(atOnce).send(t); status != 429 {
		t.Errorf("one more at a time: %d %s", status, text)
	}
	if err := c.link.Peer("c-a").Deliver(t.Context(), envelope(7, hub.Acceptor)); err != nil {
		t.Errorf("another partner meanwhile: %v", err)
	}
	close(release)
	all.Wait()
	if fine.Load() != atOnce {
		t.Errorf("%d of %d were answered", fine.Load(), atOnce)
	}
	if status, text := one(atOnce + 1).send(t); status != 200 {
		t.Errorf("afterwards: %d %s", status, text)
	}
}

// A partner is asked for few attachments at a time, however many are wanted.
func TestWishesAtATime(t *testing.T) {
	t.Parallel()
	r := newRoom(time.Now)
	var all []*wished
	for i := range 3 * maxWishes {
		w := &wished{wish: wish{ID: fmt.Sprint(i)}}
		all = append(all, w)
		r.ask(w)
	}
	told := func() (n int) { return len(r.fetch(t.Context(), 0).Wishes) }
	if first, then := told(), told(); first != maxWishes || then != 0 {
		t.Errorf("%d, then %d were told, want %d and none", first, then, maxWishes)
	}
	r.unask(all[0])
	r.unask(all[1])
	if n := told(); n != 2 {
		t.Errorf("%d were told in place of two that came", n)
	}
}

// The highest version that both speak is spoken; where there is none, both are
// told so in words.
func TestVersions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		versions string
		status   int
		says     string
	}{
		{"the same", "[1]", 200, `"version":1`},
		{"a newer one too", "[1,2,99]", 200, `"version":1`},
		{"in any order", "[99,1]", 200, `"version":1`},
		{"only newer ones", "[2,3]", 406, "versions 1 to 1 of the protocol: one of the two nodes is too old"},
		{"only older ones", "[0]", 406, "too old"},
		{"none", "[]", 406, "too old"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			at := newAttack(t)
			at.hello(t, func(h map[string]any) { h["versions"] = raw(tt.versions) })
			if status, text := at.send(t); status != tt.status || !strings.Contains(text, tt.says) {
				t.Errorf("got %d %s, want %d with %q", status, text, tt.status, tt.says)
			}
		})
	}
}

// A node that was asked, and says it speaks what we do not, is told of as such.
func TestAnswerInAnotherVersion(t *testing.T) {
	t.Parallel()
	a, b := newNode(t, "Acme GmbH", false), newNode(t, "Globex Inc.", false)
	connect(t, a, b)
	b.answer(pathHello, func(q *request) any { return welcome{Version: Version + 1, Session: "s", Keys: b.book.PublicKeys()} })
	err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator))
	if hub.CodeOf(err) != hub.Unreachable || !strings.Contains(err.Error(), "speaks version 2 of the protocol, this one 1 to 1") {
		t.Errorf("got %v", err)
	}
}

// answer lets a node say something of its own, rightly signed, to one path.
func (n *node) answer(path string, what func(q *request) any) { n.reply(path, http.StatusOK, what) }

// refuseWith lets it refuse one path.
func (n *node) refuseWith(path string, status int, what any) {
	n.reply(path, status, func(*request) any { return what })
}

func (n *node) reply(path string, status int, what func(q *request) any) {
	n.watch(func(w http.ResponseWriter, r *http.Request, h http.Handler) {
		i := strings.LastIndex(r.URL.Path, root)
		if i < 0 || r.URL.Path[i:] != path {
			h.ServeHTTP(w, r)
			return
		}
		_, _ = io.Copy(io.Discard, r.Body) // only then a server hears that who asked has left
		q := &request{w: w, r: r, session: r.Header.Get(headSession)}
		q.partner, _ = n.book.Partner(hub.NodeID(r.Header.Get(headFrom)))
		q.nonce = nonceOf(n.t, r)
		if err := n.link.reply(q, status, what(q)); err != nil {
			n.t.Error(err)
		}
	})
}

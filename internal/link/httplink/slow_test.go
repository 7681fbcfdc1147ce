package httplink

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/sign"
)

// pipes is a network of its own, on which time can pass at once.
type pipes struct {
	calls chan net.Conn
	once  sync.Once
	over  chan struct{}
}

func newPipes() *pipes { return &pipes{calls: make(chan net.Conn), over: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.calls:
		return c, nil
	case <-p.over:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.over) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.calls <- there:
		return here, nil
	case <-p.over:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// slowly joins a node that is called over pipes with one that calls it, and lets
// them speak in time that costs nothing.
func slowly(t *testing.T, test func(t *testing.T, a, b *node, wire *pipes)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wire := newPipes()
		a := newNode(t, "Acme GmbH", true, func(o *Options) { o.Address = "http://127.0.0.1:1" })
		b := newNode(t, "Globex Inc.", true)
		var answering sync.WaitGroup
		front := Server(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			answering.Add(1)
			defer answering.Done()
			a.ServeHTTP(w, r)
		}))
		done := make(chan error, 1)
		go func() { done <- front.Serve(wire) }()
		tr := &http.Transport{DialContext: wire.dial, DisableCompression: true, ResponseHeaderTimeout: answerWithin}
		defer func() {
			tr.CloseIdleConnections()
			b.link.Close()
			_ = wire.Close() // never fails
			_ = front.Close()
			<-done
			answering.Wait()
		}()
		code := invite(t, a, "a-b")
		acc := b.book.Accept(code, "b-a", "Globex Inc.", "", "")
		w, err := a.book.Admit(t.Context(), acc, "Acme GmbH")
		if err != nil {
			t.Fatal(err)
		}
		if err := b.book.Join(t.Context(), code, acc, w); err != nil {
			t.Fatal(err)
		}
		c := b.link.caller(a.book.Node())
		c.client, c.address = &http.Client{Transport: tr}, a.opt.Address
		if err := b.link.Peer("b-a").Deliver(t.Context(), envelope(1, hub.Acceptor)); err != nil {
			t.Fatal(err)
		}
		test(t, a, b, wire)
	})
}

// drip gives a byte, and the next one a while later.
type drip struct {
	every time.Duration
	bytes int64 // -1: for ever
}

func (d *drip) Read(b []byte) (int, error) {
	if d.bytes == 0 {
		return 0, io.EOF
	}
	d.bytes--
	time.Sleep(d.every) // of the bubble
	b[0] = ' '
	return 1, nil
}

// A partner that answers slowly for ever is given up, however it does that, and
// is listened to again when it is itself.
func TestSlowAnswers(t *testing.T) {
	for name, tt := range map[string]struct {
		answer http.HandlerFunc
		within time.Duration
	}{
		"nothing at all": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, answerWithin},
		"a head, and no more": {func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusOK)
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}, bodyWithin},
		"a byte a second": {func(w http.ResponseWriter, r *http.Request) {
			for d := (&drip{time.Second, -1}); r.Context().Err() == nil; {
				_, _ = io.CopyN(w, d, 1)
				_ = http.NewResponseController(w).Flush()
			}
		}, bodyWithin},
	} {
		t.Run(name, func(t *testing.T) {
			slowly(t, func(t *testing.T, a, b *node, _ *pipes) {
				a.watch(func(w http.ResponseWriter, r *http.Request, _ http.Handler) {
					_, _ = io.Copy(io.Discard, r.Body) // only then a server hears that who asked has left
					tt.answer(w, r)
				})
				began := time.Now()
				err := b.link.Peer("b-a").Deliver(t.Context(), envelope(2, hub.Acceptor))
				if took := time.Since(began); hub.CodeOf(err) != hub.Unreachable || took > tt.within+time.Second || took < tt.within {
					t.Errorf("after %v: %v; want to be told after %v", took, err, tt.within)
				}
				a.watch(nil)
				if err := b.link.Peer("b-a").Deliver(t.Context(), envelope(3, hub.Acceptor)); err != nil {
					t.Errorf("when it is itself again: %v", err)
				}
			})
		})
	}
}

// Whoever begins a message and never ends it is left after a while, and nothing
// of it is kept; so is who was refused already, and says on.
func TestSlowMessages(t *testing.T) {
	for name, tt := range map[string]struct {
		from, path, answer string
	}{
		"of a partner": {"", pathDeliver, "400 "}, "of a stranger": {"n-nobody", pathDeliver, "401 "}, "that nobody knows": {"", "/link/v1/secrets", "404 "},
	} {
		t.Run(name, func(t *testing.T) {
			slowly(t, func(t *testing.T, a, b *node, wire *pipes) { slowMessage(t, a, b, wire, tt.from, tt.path, tt.answer) })
		})
	}
}

func slowMessage(t *testing.T, a, b *node, wire *pipes, from, path, want string) {
	t.Helper()
	if from == "" {
		from = string(b.book.Node())
	}
	head := http.Header{}
	for k, v := range map[string]string{headFrom: from, headTo: string(a.book.Node()), headSession: b.link.caller(a.book.Node()).session,
		"Content-Type": "application/json", "Content-Length": "1000", "Host": "127.0.0.1:1"} {
		head.Set(k, v)
	}
	sign.SetDigest(head, []byte("whatever"))
	key := b.book.KeyFor(a.book.Node())
	if err := sign.Sign(&sign.Message{Method: "POST", Path: path, Header: head}, coverCall,
		sign.Params{Created: time.Now(), Nonce: "900", KeyID: key.Public().ID(), Tag: tag}, key.Private()); err != nil {
		t.Fatal(err)
	}
	conn, err := wire.dial(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	var out bytes.Buffer
	if err := head.Write(&out); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(conn, "POST %s HTTP/1.1\r\n%s\r\n", path, out.Bytes()); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	var dripping sync.WaitGroup
	dripping.Go(func() { _, _ = io.Copy(conn, &drip{time.Second, -1}) }) // until the other end is gone
	answer, _ := io.ReadAll(conn)
	took := time.Since(began)
	_ = conn.Close() // so that the drops end
	dripping.Wait()
	if took < bodyWithin || took > bodyWithin+2*time.Second || !bytes.HasPrefix(answer, []byte("HTTP/1.1 "+want)) {
		t.Errorf("left after %v, want %v; answered\n%s", took, bodyWithin, answer)
	}
	if n := len(a.inbox.envelopes()); n != 1 {
		t.Errorf("%d messages were kept", n)
	}
}

// Who opens a connection and says no word holds it for seconds.
func TestSlowHeads(t *testing.T) {
	slowly(t, func(t *testing.T, _, _ *node, wire *pipes) {
		conn, err := wire.dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := conn.Write([]byte("POST /link/v1/hello HTTP/1.1\r\nHo")); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		_, _ = io.ReadAll(conn) // ends when it is closed over there
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("left after %v", took)
		}
	})
}

// An attachment that comes by drops, in one piece or in many that break off, is
// given up. One that is just large and comes as it should is not.
func TestSlowAttachments(t *testing.T) {
	content := []byte(strings.Repeat("0123456789abcdef", 64<<10)) // 1 MB
	for name, tt := range map[string]struct {
		answer func(w http.ResponseWriter, r *http.Request, h http.Handler)
		arrive bool
	}{
		"a byte a second": {func(w http.ResponseWriter, r *http.Request, _ http.Handler) {
			w.Header().Set("Content-Type", "application/octet-stream")
			for d := (&drip{time.Second, -1}); r.Context().Err() == nil; {
				if _, err := io.CopyN(w, d, 1); err != nil {
					return
				}
				_ = http.NewResponseController(w).Flush()
			}
		}, false},
		"a byte, and it breaks off": {func(w http.ResponseWriter, r *http.Request, h http.Handler) {
			h.ServeHTTP(&few{w, 1}, r)
		}, false},
		"100 kB, and it breaks off": {func(w http.ResponseWriter, r *http.Request, h http.Handler) {
			h.ServeHTTP(&few{w, 100 << 10}, r)
		}, true},
		"16 kB a second": {func(w http.ResponseWriter, r *http.Request, h http.Handler) {
			h.ServeHTTP(&steady{w, 16 << 10}, r)
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			slowly(t, func(t *testing.T, a, b *node, _ *pipes) {
				a.inbox.blobs[digestOf(content)] = content
				a.watch(func(w http.ResponseWriter, r *http.Request, h http.Handler) {
					if strings.Contains(r.URL.Path, pathBlob) {
						tt.answer(w, r, h)
						return
					}
					h.ServeHTTP(w, r)
				})
				began := time.Now()
				r, err := b.link.Peer("b-a").Blob(t.Context(), "b-a", digestOf(content))
				if err != nil {
					t.Fatal(err)
				}
				got, err := io.ReadAll(r)
				took := time.Since(began)
				if cerr := r.Close(); cerr != nil {
					t.Error(cerr)
				}
				if tt.arrive && (err != nil || len(got) != len(content)) {
					t.Errorf("after %v %d bytes, %v", took, len(got), err)
				}
				if most := (blobTries + 2) * chunkWithin; !tt.arrive && (hub.CodeOf(err) != hub.Unreachable || took > most) {
					t.Errorf("given up after %v with %v, want that within %v", took, err, most)
				}
			})
		})
	}
}

// few is an answer that breaks off after some bytes of its body.
type few struct {
	http.ResponseWriter
	left int
}

func (f *few) Write(p []byte) (int, error) {
	n, err := f.ResponseWriter.Write(p[:min(len(p), f.left)])
	if f.left -= n; err == nil && f.left == 0 {
		_ = http.NewResponseController(f.ResponseWriter).Flush()
		panic(http.ErrAbortHandler)
	}
	return n, err
}

// steady writes so many bytes a second.
type steady struct {
	http.ResponseWriter
	rate int
}

func (s *steady) Write(p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		time.Sleep(time.Second) // of the bubble
		var k int
		k, err = s.ResponseWriter.Write(p[n:min(n+s.rate, len(p))])
		n += k
		err = errors.Join(err, http.NewResponseController(s.ResponseWriter).Flush())
	}
	return n, err
}

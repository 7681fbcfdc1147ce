package test

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// snoop ends TLS in front of a node, as a web server would, reads all that
// crosses, and may change it.
type snoop struct {
	t       *testing.T
	address string // https://…
	cert    string // whoever calls must trust it

	mu     sync.Mutex
	read   []crossed
	change func(c *crossed) // before it goes on; nil: nothing is
}

// crossed is one body that crossed, and what was said of it.
type crossed struct {
	way    string // "there", towards the node behind, or "back"
	method string
	path   string
	header http.Header // of the message the body belongs to
	asked  http.Header // of the request
	status int         // of an answer
	body   []byte      // as it travels
	cut    int         // if it is not 0 the body breaks off after so many bytes
}

// blob reports whether it is an attachment, or a piece of one.
func (c *crossed) blob() bool {
	return len(c.body) > 0 && (c.way == "back" && strings.Contains(c.path, "/link/v1/blob/") && c.status < 300 ||
		c.way == "there" && strings.Contains(c.path, "/link/v1/upload/"))
}

// text is the body as it was before it was packed, with the headers.
func (c *crossed) text(t *testing.T) []byte {
	t.Helper()
	body := c.body
	if c.header.Get("Content-Encoding") == "zstd" {
		d, err := zstd.NewReader(nil)
		if err == nil {
			body, err = d.DecodeAll(body, nil)
			d.Close()
		}
		if err != nil {
			t.Errorf("what crosses cannot be read: %v", err)
		}
	}
	return fmt.Appendf(nil, "%s %s\n%v\n%v\n%s", c.method, c.path, c.header, c.asked, body)
}

func newSnoop(t *testing.T, node string) *snoop {
	t.Helper()
	cert, key := certificate(t)
	s := &snoop{t: t, cert: cert}
	listen := freePort(t)
	s.address = "https://" + listen
	front := &http.Server{Addr: listen, Handler: s.handler(node)}
	go func() { _ = front.ListenAndServeTLS(cert, key) }() // ends with the test
	t.Cleanup(func() { _ = front.Close() })
	return s
}

func (s *snoop) handler(node string) http.Handler {
	p := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: node})
	p.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
	p.ErrorLog = log.New(io.Discard, "", 0) // what breaks off is meant to
	p.ModifyResponse = func(r *http.Response) error {
		c := &crossed{way: "back", method: r.Request.Method, path: r.Request.URL.Path, header: r.Header, asked: r.Request.Header, status: r.StatusCode}
		body, err := s.pass(c, r.Body)
		r.Body = io.NopCloser(body)
		return err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &crossed{way: "there", method: r.Method, path: r.URL.Path, header: r.Header, asked: r.Header}
		body, err := s.pass(c, r.Body)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		r.Body = io.NopCloser(body)
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				panic(p)
			} else if p != nil {
				panic(http.ErrAbortHandler) // the answer broke off, as was wanted
			}
		}()
		p.ServeHTTP(w, r)
	})
}

// pass reads a body and gives what goes on.
func (s *snoop) pass(c *crossed, r io.Reader) (io.Reader, error) {
	var err error
	if c.body, err = io.ReadAll(r); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	said := *c
	said.header, said.asked = c.header.Clone(), c.asked.Clone()
	said.body = bytes.Clone(c.body)
	s.read = append(s.read, said)
	if s.change != nil {
		s.change(c)
	}
	if c.cut > 0 && c.cut < len(c.body) {
		return io.MultiReader(bytes.NewReader(c.body[:c.cut]), broken{}), nil
	}
	return bytes.NewReader(c.body), nil
}

// broken is where a body ends that broke off.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// from now on f changes what crosses.
func (s *snoop) changing(f func(c *crossed)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.change = f
}

// all is what crossed so far.
func (s *snoop) all() []crossed {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]crossed(nil), s.read...)
}

// blobs is what crossed of attachments so far.
func (s *snoop) blobs() (l []crossed) {
	for _, c := range s.all() {
		if c.blob() {
			l = append(l, c)
		}
	}
	return l
}

// overheard joins two owners with a snoop between them.
func overheard(t *testing.T, s setup) (a, b *owner, sn *snoop) {
	t.Helper()
	s.nodeA = func(port string, _ *wire) string {
		sn = newSnoop(t, port)
		return fmt.Sprintf("  link: {title: Acme, listen: %q, tls: before, address: %q}\n", port, sn.address)
	}
	first := s.before
	s.before = func(a, b *owner, w *wire) {
		b.env = append(b.env, "SSL_CERT_FILE="+sn.cert)
		if first != nil {
			first(a, b, w)
		}
	}
	a, b, _ = two(t, s)
	return a, b, sn
}

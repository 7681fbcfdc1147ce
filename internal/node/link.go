package node

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/link/httplink"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/internal/store"
)

// drawer keeps the book in the node's database.
type drawer struct{ store store.Store }

func (d drawer) Read(ctx context.Context, key string) (v string, err error) {
	err = d.store.View(ctx, func(tx store.Tx) error {
		v, err = tx.Meta().Get(key)
		return err
	})
	return v, err
}

func (d drawer) Write(ctx context.Context, key, value string) error {
	return d.store.Update(ctx, func(tx store.Tx) error { return tx.Meta().Put(key, value) })
}

// inbox gives the link an engine that is made after it.
type inbox struct{ node *Node }

func (i inbox) Receive(ctx context.Context, from hub.NodeID, e hub.Envelope) error {
	return i.node.engine.Receive(ctx, from, e)
}

func (i inbox) OpenBlob(ctx context.Context, from hub.NodeID, c hub.ConnectionID, d hub.Digest) (io.ReadCloser, error) {
	return i.node.engine.OpenBlob(ctx, from, c, d)
}

// openLink makes this node's end of its links. Nothing is called or answered yet.
func (n *Node) openLink(ctx context.Context) (err error) {
	if n.book, err = accord.Open(ctx, drawer{n.store}, n.now); err != nil {
		return err
	}
	l := n.cfg.Node.Link
	pin := ""
	if l.Listen != "" && !l.Plain && l.Cert == "" {
		if _, pin, err = n.ownTLS(ctx); err != nil {
			return err
		}
	}
	var proxy func(*http.Request) (*url.URL, error)
	if proxy, err = (rest.Proxy{URL: l.Proxy, Except: l.Except}).Func(); err != nil {
		return err
	}
	n.link = httplink.New(httplink.Options{
		Book: n.book, Inbox: inbox{n}, Name: n.title(), Address: l.Address, Pin: pin, Proxy: proxy, Held: n.heldBack, Now: n.now, Log: n.log,
		Copied: n.copied, Restored: n.begunAnew, Welcomed: n.welcomed, Admitted: n.admitted, Noticed: n.noticed,
	})
	return nil
}

// title is what partners call this node unless they choose another name.
func (n *Node) title() string {
	if n.cfg.Node.Link.Title != "" {
		return n.cfg.Node.Link.Title
	}
	return n.cfg.Node.Name
}

func (n *Node) ownTLS(ctx context.Context) (tls.Certificate, string, error) {
	text, err := n.book.TLS(ctx, func() (string, error) { return httplink.NewTLS(n.now()) })
	if err != nil {
		return tls.Certificate{}, "", err
	}
	return httplink.Certificate(text)
}

// LinkServer answers other nodes.
type LinkServer struct {
	listener net.Listener
	http     *http.Server
}

// ListenLink begins to answer other nodes, and trackers that call, where the
// config says, until Close. It
// is nil where they cannot call this node.
func (n *Node) ListenLink(ctx context.Context) (*LinkServer, error) {
	l := n.cfg.Node.Link
	if l.Listen == "" {
		return nil, nil
	}
	var conf *tls.Config
	if !l.Plain {
		conf = &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}}
		if l.Cert != "" {
			// Read anew for each caller, so that a renewed one is in use without a restart.
			conf.GetCertificate = func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
				c, err := tls.LoadX509KeyPair(l.Cert, l.Key)
				return &c, err
			}
			if _, err := conf.GetCertificate(nil); err != nil {
				return nil, fmt.Errorf("certificate of the link: %w", err)
			}
		} else {
			c, _, err := n.ownTLS(ctx)
			if err != nil {
				return nil, err
			}
			conf.Certificates = []tls.Certificate{c}
		}
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", l.Listen)
	if err != nil {
		return nil, fmt.Errorf("address for other nodes %s: %w", l.Listen, err)
	}
	s := &LinkServer{listener: listener, http: httplink.Server(n.hooks.beside(n.link.Handler()))}
	s.http.ErrorLog = slog.NewLogLogger(n.log.Handler(), slog.LevelDebug)
	if conf != nil {
		listener = tls.NewListener(listener, conf)
		s.http.TLSConfig = conf
	}
	go func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			n.log.Error("other nodes are answered no more", "err", err)
		}
	}()
	return s, nil
}

// Close lets requests under way end, but not those that only wait.
func (s *LinkServer) Close() error {
	if s == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	err := s.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close()
	}
	return err
}

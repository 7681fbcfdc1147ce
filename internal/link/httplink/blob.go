package httplink

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/secret"
)

// Attachments are streamed and resumed where they broke off. They are not
// signed: who asked for them knows their digest, from a message that was.

// Blob opens the bytes of an attachment of the other node.
func (p *peer) Blob(ctx context.Context, _ hub.ConnectionID, d hub.Digest) (io.ReadCloser, error) {
	a, partner, err := p.find()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	t := &transfer{ctx: ctx, cancel: cancel}
	if partner.Address == "" {
		w := &wished{wish: wish{ID: secret.Token(16), Connection: a.ID, Digest: d}, body: make(chan *upload), end: make(chan struct{})}
		t.next = func(offset int64) (io.ReadCloser, error) {
			return p.l.room(partner.Node).receive(ctx, w, offset, partner.Name)
		}
		t.after = func() { close(w.end); p.l.room(partner.Node).unask(w) }
	} else {
		c := p.l.caller(partner.Node)
		t.next = func(offset int64) (io.ReadCloser, error) { return c.download(ctx, a.ID, d, offset) }
	}
	if err := t.open(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

// transfer reads an attachment in as many tries as it takes.
type transfer struct {
	ctx    context.Context
	cancel context.CancelFunc
	next   func(offset int64) (io.ReadCloser, error)
	after  func()
	body   io.ReadCloser
	offset int64
	breaks int  // in a row, without a byte in between
	more   bool // the last try ended as it should, and there is more
	pace   pace
}

func (t *transfer) open() (err error) {
	t.body, err = t.next(t.offset)
	return err
}

// Read reads on, after a break from where it came to.
func (t *transfer) Read(b []byte) (int, error) {
	for {
		began := time.Now()
		if t.body == nil {
			if err := t.reopen(); err != nil {
				return 0, err
			}
		}
		body := t.body
		still := time.AfterFunc(t.pace.left(began), func() { _ = body.Close() }) // which ends the read with an error
		n, err := body.Read(b)
		still.Stop()
		if !t.pace.bears(n, time.Since(began)) {
			return n, unreachable(nil, "an attachment comes too slowly")
		}
		if n > 0 {
			t.offset, t.breaks = t.offset+int64(n), 0
		}
		if err == nil || errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return n, err
		}
		_ = t.body.Close() // it broke off already, or gave what it had
		t.body, t.more = nil, errors.Is(err, errPiece)
		if n > 0 {
			return n, nil
		}
		if t.ctx.Err() != nil {
			return 0, t.ctx.Err()
		}
	}
}

// reopen goes on after a break, less and less hastily.
func (t *transfer) reopen() error {
	if t.more {
		t.more = false
		if err := t.open(); err == nil || !hub.CodeOf(err).Passing() {
			return err
		}
	}
	for {
		t.breaks++
		if t.breaks > blobTries {
			return unreachable(nil, "an attachment breaks off again and again")
		}
		wait := time.NewTimer(100 * time.Millisecond << t.breaks)
		select {
		case <-wait.C:
		case <-t.ctx.Done():
			wait.Stop()
			return t.ctx.Err()
		}
		err := t.open()
		if err == nil || !hub.CodeOf(err).Passing() {
			return err
		}
	}
}

// Close ends the transfer.
func (t *transfer) Close() error {
	t.cancel()
	if t.after != nil {
		t.after()
	}
	if t.body == nil {
		return nil
	}
	return t.body.Close()
}

// download asks a node for an attachment, from a byte on.
func (c *caller) download(ctx context.Context, conn hub.ConnectionID, d hub.Digest, offset int64) (body io.ReadCloser, err error) {
	k := call{method: http.MethodGet, path: pathBlob + url.PathEscape(string(conn)) + "/" + url.PathEscape(string(d)), cover: coverBare}
	if offset > 0 {
		k.header = http.Header{"Range": {"bytes=" + strconv.FormatInt(offset, 10) + "-"}}
	}
	err = c.insist(ctx, func() error {
		res, ask, err := c.begin(ctx, &k)
		if err != nil {
			return err
		}
		switch {
		case res.StatusCode == http.StatusPartialContent && offset > 0 && strings.HasPrefix(res.Header.Get("Content-Range"), "bytes "+strconv.FormatInt(offset, 10)+"-"):
		case res.StatusCode == http.StatusOK && res.Header.Get("Content-Type") == "application/octet-stream":
			if _, err := io.CopyN(io.Discard, res.Body, offset); err != nil { // somebody on the way takes Range out
				_ = res.Body.Close() // it broke off already
				return unreachable(err, "an attachment broke off")
			}
		default:
			defer res.Body.Close()
			if err := c.read(res, ask, &struct{}{}); err != nil {
				return err
			}
			return unreachable(nil, "the other node answers something else than an attachment")
		}
		body = res.Body
		return nil
	})
	return body, err
}

// source opens an attachment for a partner, from a byte on.
func (l *Link) source(ctx context.Context, from hub.NodeID, conn hub.ConnectionID, d hub.Digest, offset int64) (r io.ReadCloser, size int64, err error) {
	a, ok := l.opt.Book.Shared(from, conn)
	if !ok || a.State == accord.Revoked {
		return nil, 0, refuseWith(http.StatusForbidden, hub.Denied, "it shares no such connection with this node")
	}
	if r, err = l.opt.Inbox.OpenBlob(ctx, from, a.Local, d); err != nil {
		return nil, 0, err
	}
	s, ok := r.(io.ReadSeeker)
	if !ok {
		size = -1
		_, err = io.CopyN(io.Discard, r, offset)
	} else if size, err = s.Seek(0, io.SeekEnd); err == nil {
		_, err = s.Seek(min(offset, size), io.SeekStart)
	}
	if err != nil {
		return nil, 0, errors.Join(err, r.Close())
	}
	return r, size, nil
}

// serveBlob sends an attachment, or the rest of it.
func (l *Link) serveBlob(q *request) error {
	conn, digest, ok := strings.Cut(q.rest, "/")
	if !ok {
		return refuseWith(http.StatusNotFound, hub.NotFound, "there is nothing here")
	}
	offset := int64(0)
	if s, ok := strings.CutPrefix(q.r.Header.Get("Range"), "bytes="); ok {
		n, err := strconv.ParseInt(strings.TrimSuffix(s, "-"), 10, 64)
		if err != nil || n < 0 {
			return refuseWith(http.StatusRequestedRangeNotSatisfiable, hub.Invalid, "only the rest of an attachment can be asked for")
		}
		offset = n
	}
	r, size, err := l.source(q.r.Context(), q.partner.Node, hub.ConnectionID(conn), hub.Digest(digest), offset)
	if err != nil {
		return err
	}
	defer r.Close() // it was only read
	h, code := q.w.Header(), http.StatusOK
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Accept-Ranges", "bytes")
	if offset > 0 && offset < size {
		code = http.StatusPartialContent
		h.Set("Content-Range", "bytes "+strconv.FormatInt(offset, 10)+"-"+strconv.FormatInt(size-1, 10)+"/"+strconv.FormatInt(size, 10))
	}
	if offset > 0 && code == http.StatusOK {
		return refuseWith(http.StatusRequestedRangeNotSatisfiable, hub.Invalid, "the attachment has no such byte")
	}
	if size >= 0 {
		h.Set("Content-Length", strconv.FormatInt(size-offset, 10))
	}
	q.w.WriteHeader(code)
	rc := http.NewResponseController(q.w)
	for {
		_ = rc.SetWriteDeadline(time.Now().Add(chunkWithin)) // who reads slowly for ever is left
		n, err := io.CopyN(q.w, r, chunkSize)
		if err != nil || n == 0 {
			if err != nil && !errors.Is(err, io.EOF) {
				l.opt.Log.Debug("an attachment broke off", "node", q.partner.Node, "err", err)
			}
			_ = rc.SetWriteDeadline(time.Time{})
			return nil
		}
	}
}

// upload is one try of a node that calls us to bring an attachment.
type upload struct {
	body   io.Reader
	offset int64 // -1: it does not have it
	done   chan struct{}
	once   sync.Once // it may be closed by its reader and by a timer
}

// Read reads what arrives.
func (u *upload) Read(b []byte) (int, error) { return u.body.Read(b) }

// Close lets the request end.
func (u *upload) Close() error {
	u.once.Do(func() { close(u.done) })
	return nil
}

// receive asks the other node for an attachment and waits for it.
func (r *room) receive(ctx context.Context, w *wished, offset int64, name string) (io.ReadCloser, error) {
	if here, _ := r.present(); !here {
		return nil, unreachable(nil, name+" calls us, and does not at present")
	}
	w.Offset = offset
	r.ask(w)
	wait := time.NewTimer(chunkWithin)
	defer wait.Stop()
	for {
		select {
		case u := <-w.body:
			switch {
			case u.offset == offset:
				return u, nil
			case u.offset < 0:
				return nil, errors.Join(&hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "the other node does not have the attachment any more"}, u.Close())
			}
			_ = u.Close() // an answer to what we asked before
		case <-wait.C:
			return nil, unreachable(nil, name+" did not bring the attachment")
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// serveUpload takes an attachment that we asked for.
func (l *Link) serveUpload(q *request) error {
	offset, size, ok := positioned(q.r.Header.Get(headOffset))
	if !ok {
		return refuseWith(http.StatusBadRequest, hub.Invalid, "it does not say from which byte on")
	}
	w := l.room(q.partner.Node).wishOf(q.rest)
	if w == nil {
		return refuseWith(http.StatusNotFound, hub.NotFound, "nobody asked for this attachment, or does any more")
	}
	u := &upload{body: &piece{&moving{q.r.Body, http.NewResponseController(q.w)}, offset, size}, offset: offset, done: make(chan struct{})}
	select {
	case w.body <- u:
	case <-w.end:
		return l.reply(q, http.StatusOK, struct{}{})
	case <-q.r.Context().Done():
		return q.r.Context().Err()
	}
	select {
	case <-u.done:
	case <-w.end:
	}
	return l.reply(q, http.StatusOK, struct{}{})
}

// moving is a body of which each piece must come within a time.
type moving struct {
	io.Reader
	rc *http.ResponseController
}

func (m *moving) Read(b []byte) (int, error) {
	_ = m.rc.SetReadDeadline(time.Now().Add(chunkWithin)) // a writer that knows no deadlines is one of a test
	return m.Reader.Read(b)
}

// grant brings a partner that we call a piece of an attachment it asked for.
func (l *Link) grant(ctx context.Context, node hub.NodeID, w wish) {
	for {
		began := time.Now()
		err := l.bring(ctx, node, w)
		if err != nil && ctx.Err() == nil {
			l.opt.Log.Debug("an attachment was not brought", "node", node, "err", err) // it is asked for again
		}
		if smaller := l.caller(node).stride.brought(time.Since(began), err); !smaller || ctx.Err() != nil {
			return
		}
	}
}

func (l *Link) bring(ctx context.Context, node hub.NodeID, w wish) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c := l.caller(node)
	return c.insist(ctx, func() error {
		k := call{method: http.MethodPost, path: pathUpload + url.PathEscape(w.ID), cover: coverUpload, header: http.Header{}}
		r, size, err := l.source(ctx, node, w.Connection, w.Digest, max(w.Offset, 0))
		if err != nil {
			l.opt.Log.Warn("an attachment is asked for that is not here", "node", node, "err", err)
			k.header.Set(headOffset, "-1")
			k.stream = http.NoBody
		} else {
			defer r.Close() // it was only read
			still := time.AfterFunc(chunkWithin, cancel)
			defer still.Stop()
			k.header.Set(headOffset, strconv.FormatInt(w.Offset, 10))
			body := io.Reader(r)
			if size >= w.Offset {
				k.header.Set(headOffset, position(w.Offset, size))
				k.length = min(c.stride.next(), size-w.Offset)
				body = io.LimitReader(r, k.length)
			}
			k.stream = &paced{body, still}
		}
		res, ask, err := c.begin(ctx, &k)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		return c.read(res, ask, &struct{}{})
	})
}

// paced ends a transfer of which no piece is asked for within a time.
type paced struct {
	io.Reader
	still *time.Timer
}

func (p *paced) Read(b []byte) (int, error) {
	p.still.Reset(chunkWithin)
	return p.Reader.Read(b)
}

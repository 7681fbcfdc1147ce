// Package web is what connectors for trackers behind HTTP share: requests with
// JSON, streams for attachments, errors in the house's words, and forms of values. Pacing,
// retries, limits and redaction are below it, in the client of tracker.Env.
//
// The outcome of a write is told as the contract in package tracker asks: an
// answer that refuses means that nothing was written; no answer, or one that
// cannot be read, is Unreachable, since the write may have been done.
package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Client calls one tracker. It is safe for concurrent use.
type Client struct {
	env    tracker.Env
	base   *url.URL
	header http.Header
}

// New makes a client for the tracker at base, an address of http or https that
// may have a path. header, the credentials among it, goes with every request.
// A base that is none is Invalid in the field "url".
func New(env tracker.Env, base string, header http.Header) (*Client, error) {
	u, err := url.Parse(strings.TrimRight(strings.TrimSpace(base), "/"))
	switch {
	case err != nil:
		// The error of url.Parse repeats the address, with a password if it has one.
		return nil, invalid("this is no address; it looks like https://tracker.example.com/path")
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "":
		return nil, invalid("an address begins with https:// or http:// and names a host")
	case u.User != nil:
		return nil, invalid("give the credentials in settings of their own, not in the address")
	case u.RawQuery != "" || u.Fragment != "":
		return nil, invalid("the address of the tracker itself is wanted, without ? or #")
	}
	return &Client{env: env, base: u, header: header}, nil
}

func invalid(message string) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Field: "url", Message: message}
}

// URL is the address of a path below the base, for people to follow.
func (c *Client) URL(path string) string { return c.base.String() + path }

// Request is one call. Path is below the base and as it goes over the wire,
// escaped by the caller where it holds names (url.PathEscape).
type Request struct {
	Method string // GET if empty
	Path   string
	Query  url.Values
	Header http.Header // besides the client's, or in its place

	JSON any       // the body, if not nil
	Body io.Reader // else the body as it is, streamed, of Type and Size
	Type string
	Size int64 // -1 if not known
}

// Do makes the request and returns an answer that can be used, or the reason
// why there is none. The caller closes the body.
func (c *Client) Do(ctx context.Context, r Request) (*http.Response, error) {
	req, err := c.request(ctx, r)
	if err != nil {
		return nil, err
	}
	if r.Body != nil {
		req = req.WithContext(tracker.Streaming(ctx))
	}
	res, err := c.env.HTTP.Do(req)
	if err != nil {
		return nil, unanswered(err)
	}
	if err := c.env.Check(res); err != nil {
		_ = res.Body.Close() // an answer we do not use
		return nil, err
	}
	return res, nil
}

func (c *Client) request(ctx context.Context, r Request) (*http.Request, error) {
	body, kind, size := r.Body, r.Type, r.Size
	if r.JSON != nil {
		b, err := json.Marshal(r.JSON)
		if err != nil {
			return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: "a value cannot be sent as JSON: " + err.Error(), Err: err}
		}
		body, kind, size = bytes.NewReader(b), "application/json", int64(len(b))
	}
	u := *c.base
	path, err := url.PathUnescape(u.EscapedPath() + r.Path)
	if err != nil {
		return nil, fmt.Errorf("path %q: %w", r.Path, err)
	}
	u.RawPath, u.Path = u.EscapedPath()+r.Path, path
	u.RawQuery = r.Query.Encode()
	method := r.Method
	if method == "" {
		method = http.MethodGet
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	maps.Copy(req.Header, c.header)
	if body != nil {
		req.Header.Set("Content-Type", kind)
		req.ContentLength = size
	}
	maps.Copy(req.Header, r.Header)
	return req, nil
}

// unanswered drops the address that net/http puts in front of what the client
// said.
func unanswered(err error) error {
	var he *hub.Error
	switch {
	case errors.As(err, &he):
		return he
	case errors.Is(err, context.Canceled):
		return err
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	return &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the tracker cannot be reached: " + err.Error(), Err: err}
}

// JSON makes the request and decodes the answer into out, if that is not nil.
// An empty answer leaves out as it was. It returns the answer's header.
func (c *Client) JSON(ctx context.Context, r Request, out any) (http.Header, error) {
	res, err := c.Do(ctx, r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	if out == nil {
		// Read to its end, so that the connection can be used again.
		_, err = io.Copy(io.Discard, res.Body)
		return res.Header, broken(err)
	}
	d := json.NewDecoder(&limited{res.Body, maxAnswer})
	d.UseNumber()
	if err := d.Decode(out); err != nil && !errors.Is(err, io.EOF) {
		return nil, broken(err)
	}
	_, err = io.Copy(io.Discard, res.Body)
	return res.Header, broken(err)
}

// maxAnswer is more than any issue with all its comments; an upload has lifted
// the client's own limit for its answer too.
const maxAnswer = 64 << 20

// limited fails after n bytes, where io.LimitReader would pretend the end.
type limited struct {
	r io.Reader
	n int64
}

func (l *limited) Read(p []byte) (int, error) {
	if l.n <= 0 {
		return 0, errors.New("it is larger than 64 MB")
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.n)])
	l.n -= int64(n)
	return n, err
}

// broken is an answer that cannot be read to its end, or makes no sense.
func broken(err error) error {
	var he *hub.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &he):
		return he
	case errors.Is(err, context.Canceled):
		return err
	}
	return &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the tracker's answer cannot be read: " + err.Error(), Err: err}
}

// Open streams the answer's body; the caller closes it. Errors while reading
// are the client's.
func (c *Client) Open(ctx context.Context, r Request) (io.ReadCloser, error) {
	if r.Header.Get("Accept") == "" {
		h := http.Header{}
		maps.Copy(h, r.Header)
		h.Set("Accept", "*/*") // JSON is not what is asked for, and a page may be what is attached
		r.Header = h
	}
	res, err := c.Do(tracker.Streaming(ctx), r)
	if err != nil {
		return nil, err
	}
	return res.Body, nil
}

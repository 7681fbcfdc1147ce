package httplink

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/link/sign"
	"github.com/entwine-sync/entwine/internal/secret"
)

// The headers of our own.
const (
	headFrom    = "Entwine-From"    // who speaks
	headTo      = "Entwine-To"      // whom it is for
	headSession = "Entwine-Session" // in which session
	headAnswers = "Entwine-Answers" // which request this is the answer to
	headOffset  = "Entwine-Offset"  // from which byte of an attachment on
)

// tag says in a signature that it is one of this protocol.
const tag = "entwine"

// What a signature must cover.
var (
	coverHello  = []string{"@method", "@path", "content-digest", "content-type", "entwine-from", "entwine-to"}
	coverCall   = append(coverHello[:len(coverHello):len(coverHello)], "entwine-session")
	coverBare   = []string{"@method", "@path", "entwine-from", "entwine-to", "entwine-session"} // of a request without a body
	coverUpload = append(coverBare[:len(coverBare):len(coverBare)], "entwine-offset")           // whose body is checked by its digest
	coverAnswer = []string{"@status", "content-digest", "entwine-from", "entwine-answers"}
)

// caller calls one partner.
type caller struct {
	l    *Link
	node hub.NodeID
	out  outbox
	pace *rate.Limiter // of what brings and fetches messages: the partner refuses more

	stride stride

	mu      sync.Mutex
	client  *http.Client
	address string // client and pin are for this one
	pin     string
	session string
	number  uint64
	began   time.Time

	opening sync.Mutex // one hello at a time
}

func newCaller(l *Link, node hub.NodeID) *caller {
	c := &caller{l: l, node: node, pace: newPace()}
	c.out.send = c.sendBatch
	c.out.turn = func() error { return c.pace.Wait(l.ctx) }
	return c
}

// newPace keeps a caller below what its partner takes. What comes meanwhile goes
// with the next batch, so that fewer requests carry as much.
func newPace() *rate.Limiter {
	return rate.NewLimiter(paceShare*ratePerSecond, int(paceShare*rateBurst))
}

func (c *caller) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.client != nil {
		c.client.CloseIdleConnections()
	}
}

// forget ends a session, whichever it is if none is named.
func (c *caller) forget(session string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if session == "" || c.session == session {
		c.session = ""
	}
}

// to returns the client and address to call a partner with.
func (c *caller) to(p *accord.Partner) (*http.Client, string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.client != nil && c.address == p.Address && c.pin == p.Pin {
		return c.client, c.address, nil
	}
	if err := CheckAddress(p.Address); err != nil {
		return nil, "", err
	}
	if c.client != nil {
		c.client.CloseIdleConnections()
	}
	c.client, c.address, c.pin = c.l.httpClient(p.Pin), p.Address, p.Pin
	return c.client, c.address, nil
}

// CheckAddress refuses addresses that no message should go to: without TLS a
// node is only called on this machine.
func CheckAddress(address string) error {
	bad := func(why string) error {
		return &hub.Error{Code: hub.Invalid, Scope: hub.ScopePeer, Message: fmt.Sprintf("%q is no address of a node: %s", address, why)}
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return bad("it should look like https://sync.example.org")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return bad("it holds more than host and path")
	case u.Scheme == "https":
		return nil
	case u.Scheme != "http":
		return bad("it must begin with https://")
	}
	if ip := net.ParseIP(u.Hostname()); u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return bad("without TLS only this machine itself is called")
	}
	return nil
}

func (l *Link) httpClient(pin string) *http.Client {
	t := &http.Transport{
		Proxy: l.opt.Proxy, DialContext: (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 15 * time.Second}).DialContext,
		TLSClientConfig: tlsFor(pin), TLSHandshakeTimeout: 10 * time.Second, ForceAttemptHTTP2: true,
		MaxIdleConnsPerHost: 4, IdleConnTimeout: time.Minute, ResponseHeaderTimeout: answerWithin, MaxResponseHeaderBytes: maxHeader,
		DisableCompression: true, // what is signed is what travels
		HTTP2:              alive(),
		OnProxyConnectResponse: func(_ context.Context, _ *url.URL, _ *http.Request, res *http.Response) error {
			switch res.StatusCode {
			case http.StatusOK:
				return nil
			case http.StatusProxyAuthRequired:
				return errors.New(proxyAsks)
			}
			return errors.New("the proxy does not get through: " + sentence(res.Status))
		},
	}
	return &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// tlsFor checks the other node's TLS key: by the authorities this machine
// trusts, or by the key itself where the invitation named it.
func tlsFor(pin string) *tls.Config {
	conf := &tls.Config{MinVersion: tls.VersionTLS12}
	if pin != "" {
		conf.InsecureSkipVerify = true // the key is compared instead
		conf.VerifyConnection = func(s tls.ConnectionState) error {
			if len(s.PeerCertificates) == 0 || !secret.Equal(PinOf(s.PeerCertificates[0]), pin) {
				return errors.New("the TLS key is not the one that the invitation named")
			}
			return nil
		}
	}
	return conf
}

// call is one request to be made.
type call struct {
	method, path string
	body         []byte // as it travels
	coding       string
	stream       io.Reader // instead of body
	length       int64     // of stream, if that is known
	cover        []string
	header       http.Header // more of them
}

// post asks for one thing and reads the answer into out.
func (c *caller) post(ctx context.Context, path string, in, out any) error {
	text, err := json.Marshal(in)
	if err != nil {
		return err
	}
	k := call{method: http.MethodPost, path: path, cover: coverCall}
	k.body, k.coding = pack(text)
	return c.insist(ctx, func() error {
		res, ask, err := c.begin(ctx, &k)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		return c.read(res, ask, out)
	})
}

// insist tries once more where the other node forgot the session: it was
// restarted, or the session is old.
func (c *caller) insist(ctx context.Context, try func() error) error {
	err := try()
	var again *noSession
	if errors.As(err, &again) {
		c.forget(again.session)
		if err = try(); errors.As(err, &again) {
			err = unreachable(err, "the other node forgets its sessions as soon as they begin")
		}
	}
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return ctx.Err()
	}
	return err
}

// noSession says that the other node does not know a session.
type noSession struct{ session string }

func (*noSession) Error() string { return "the other node does not know the session" }

// asked is what an answer is checked against.
type asked struct {
	partner accord.Partner
	session string
	nonce   string
	key     ed25519.PublicKey // instead of the partner's keys
}

// begin sends a request in the session, which it opens if there is none.
func (c *caller) begin(ctx context.Context, k *call) (*http.Response, *asked, error) {
	session, number, err := c.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	p, ok := c.l.opt.Book.Partner(c.node)
	if !ok || p.Address == "" {
		return nil, nil, unreachable(nil, "the other node has no address to be called at")
	}
	ask := &asked{partner: p, session: session, nonce: strconv.FormatUint(number, 10)}
	res, err := c.send(ctx, k, ask)
	return res, ask, err
}

// send signs a request and sends it.
func (c *caller) send(ctx context.Context, k *call, ask *asked) (*http.Response, error) {
	client, address, err := c.to(&ask.partner)
	if err != nil {
		return nil, err
	}
	return c.l.send(ctx, client, address, k, ask, c.l.opt.Book.KeyFor(c.node))
}

func (l *Link) send(ctx context.Context, client *http.Client, address string, k *call, ask *asked, key accord.OwnKey) (*http.Response, error) {
	body := k.stream
	if body == nil && k.body != nil {
		body = bytes.NewReader(k.body)
	}
	r, err := http.NewRequestWithContext(ctx, k.method, strings.TrimSuffix(address, "/")+k.path, body)
	if err != nil {
		return nil, err
	}
	if k.length > 0 {
		r.ContentLength = k.length
	}
	for name, v := range k.header {
		r.Header[name] = v
	}
	r.Header.Set("User-Agent", "entwine")
	r.Header.Set("Accept-Encoding", "zstd, identity")
	r.Header.Set(headFrom, string(l.opt.Book.Node()))
	r.Header.Set(headTo, string(ask.partner.Node))
	if ask.session != "" {
		r.Header.Set(headSession, ask.session)
	}
	if k.coding != "" {
		r.Header.Set("Content-Encoding", k.coding)
	}
	if k.body != nil {
		r.Header.Set("Content-Type", "application/json")
		sign.SetDigest(r.Header, k.body)
	}
	m := &sign.Message{Method: k.method, Path: r.URL.EscapedPath(), Header: r.Header}
	if err := sign.Sign(m, k.cover, sign.Params{Created: l.opt.Now(), Nonce: ask.nonce, KeyID: key.Public().ID(), Tag: tag}, key.Private()); err != nil {
		return nil, err
	}
	l.requests.Add(1)
	res, err := client.Do(r)
	if err != nil {
		return nil, unreachable(err, "the other node does not answer: "+plain(err))
	}
	return res, nil
}

// plain says without addresses and quotes what a network error is about.
func plain(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	var o *net.OpError
	if errors.As(err, &o) && o.Err != nil {
		return sentence(o.Op + ": " + o.Err.Error())
	}
	return sentence(err.Error())
}

// read checks an answer and reads it into out.
func (c *caller) read(res *http.Response, ask *asked, out any) error {
	body, err := readWithin(res.Body, maxPacked, bodyWithin)
	if err != nil {
		return unreachable(err, "the other node broke off its answer")
	}
	m := &sign.Message{Status: res.StatusCode, Header: res.Header}
	s, err := sign.Read(m)
	if err != nil {
		return foreign(res)
	}
	key, ok := ask.partner.Key(s.KeyID)
	if !ok { // it may have told a new key while we waited
		if now, known := c.l.opt.Book.Partner(ask.partner.Node); known {
			key, ok = now.Key(s.KeyID)
		}
	}
	if ask.key != nil {
		key, ok = ask.key, true
	}
	switch {
	case !ok:
		return unreachable(nil, "the other node answers with a key that it never told us")
	case s.Tag != tag || res.Header.Get(headAnswers) != ask.session+"/"+ask.nonce || res.Header.Get(headFrom) != string(ask.partner.Node):
		return unreachable(nil, "the answer belongs to another question")
	}
	if err := s.Check(m, coverAnswer, key); err != nil {
		return unreachable(err, "the other node's answer was changed on its way")
	}
	if err := sign.CheckDigest(res.Header, body); err != nil {
		return unreachable(err, "the other node's answer was changed on its way")
	}
	if body, err = unpack(body, res.Header.Get("Content-Encoding"), maxBody); err != nil {
		return unreachable(err, "the other node's answer cannot be read: "+err.Error())
	}
	if res.StatusCode != http.StatusOK {
		var no refusal
		if err := json.Unmarshal(body, &no); err != nil {
			return unreachable(err, "the other node answers "+res.Status)
		}
		if no.Error.Session {
			return &noSession{ask.session}
		}
		if no.Error.Ended {
			c.l.over(ask.partner.Node)
			return errOver
		}
		return heard(&hub.Error{Code: no.Error.Code, Scope: no.Error.Scope, Message: no.Error.Message,
			RetryIn: time.Duration(no.Error.RetryIn) * time.Second})
	}
	if err := json.Unmarshal(body, out); err != nil {
		return unreachable(err, "the other node's answer is not what was asked for")
	}
	return nil
}

const proxyAsks = "the proxy asks for a user name and password, or refuses the ones set"

// foreign is an answer that does not come from a node, or from one that does not
// know us: it is not believed, so it stops nothing for good.
func foreign(res *http.Response) error {
	switch res.StatusCode {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopePeer, Message: "the way to the other node is busy: " + res.Status}
	case http.StatusProxyAuthRequired:
		return unreachable(nil, proxyAsks)
	}
	return unreachable(nil, "what answers at the other node's address is not that node: "+sentence(res.Status))
}

// readWithin reads all of r, at most limit bytes, within a time.
func readWithin(r io.ReadCloser, limit int64, within time.Duration) ([]byte, error) {
	timer := time.AfterFunc(within, func() { _ = r.Close() }) // which ends the read below with an error
	defer timer.Stop()
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = errLarge
	}
	return b, err
}

// open returns the session and the next number in it.
func (c *caller) open(ctx context.Context) (string, uint64, error) {
	if s, n := c.next(); s != "" {
		return s, n, nil
	}
	c.opening.Lock()
	defer c.opening.Unlock()
	if s, n := c.next(); s != "" { // somebody else did it meanwhile
		return s, n, nil
	}
	if err := c.hello(ctx); err != nil {
		return "", 0, err
	}
	s, n := c.next()
	return s, n, nil
}

func (c *caller) next() (string, uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.session == "" || c.l.opt.Now().Sub(c.began) > sessionLife {
		return "", 0
	}
	c.number++
	return c.session, c.number
}

// hello begins a session.
func (c *caller) hello(ctx context.Context) error {
	b := c.l.opt.Book
	p, ok := b.Partner(c.node)
	if !ok || p.Address == "" {
		return unreachable(nil, "the other node has no address to be called at")
	}
	has, next := b.NextGreeting(c.node)
	h := hello{Versions: versions(), Name: c.l.opt.Name, Address: c.l.opt.Address, Pin: c.l.opt.Pin, Keys: b.PublicKeys(),
		Knows: p.Keys[len(p.Keys)-1].ID(), Has: has, Next: next, Restored: c.l.opt.Restored(c.node)}
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	ask := &asked{partner: p, nonce: secret.Token(16)}
	res, err := c.send(ctx, &call{method: http.MethodPost, path: pathHello, body: text, cover: coverHello}, ask)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	var w welcome
	if err := c.read(res, ask, &w); err != nil {
		if hub.CodeOf(err) == hub.Held {
			c.l.opt.Copied(c.node)
		}
		return err
	}
	if w.Version < Oldest || w.Version > Version || w.Session == "" {
		return unreachable(nil, fmt.Sprintf("the other node speaks version %d of the protocol, this one %d to %d: one of the two is too old",
			w.Version, Oldest, Version))
	}
	if _, err := b.Meet(ctx, c.node, w.Keys, orElse(w.Name, p.Name), p.Address, p.Pin); err != nil {
		return err
	}
	if err := b.Confirmed(ctx, c.node, w.Knows); err != nil {
		return err
	}
	if err := b.Greeted(ctx, c.node, next); err != nil {
		return err
	}
	if h.Restored || w.Restored {
		c.l.opt.Welcomed(c.node)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.session, c.number, c.began = w.Session, 0, c.l.opt.Now()
	return nil
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func versions() (l []int) {
	for v := Oldest; v <= Version; v++ {
		l = append(l, v)
	}
	return l
}

// Tell lets a partner know that an agreement's state changed here.
func (l *Link) Tell(ctx context.Context, a accord.Agreement, s accord.State) error {
	return l.caller(a.Partner).post(ctx, pathNotice, notice{a.ID, s}, &struct{}{})
}

// Accept uses an invitation: it introduces this node to the one that made it.
func (l *Link) Accept(ctx context.Context, c accord.Code, local hub.ConnectionID) error {
	if c.Version < Oldest || c.Version > Version {
		return &hub.Error{Code: hub.Invalid, Scope: hub.ScopePeer, Message: fmt.Sprintf(
			"the invitation is of version %d of the protocol, this node speaks %d to %d: one of the two is too old", c.Version, Oldest, Version)}
	}
	if !l.opt.Now().Before(c.Expires.Add(clockWindow)) {
		return &hub.Error{Code: hub.Denied, Scope: hub.ScopePeer, Message: "this invitation has expired"}
	}
	if err := CheckAddress(c.Address); err != nil {
		return err
	}
	a := l.opt.Book.Accept(c, local, l.opt.Name, l.opt.Address, l.opt.Pin)
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	partner := accord.Partner{Node: c.Node, Name: c.Name, Address: c.Address, Pin: c.Pin, Keys: []accord.PublicKey{c.Key}}
	ask := &asked{partner: partner, nonce: secret.Token(16)}
	client := l.httpClient(c.Pin)
	defer client.CloseIdleConnections()
	key := l.opt.Book.KeyFor("")
	res, err := l.send(ctx, client, c.Address, &call{method: http.MethodPost, path: pathAccept, body: text, cover: coverHello}, ask, key)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	var w accord.Welcome
	if err := (&caller{l: l}).read(res, ask, &w); err != nil {
		return err
	}
	if err := l.opt.Book.Join(ctx, c, a, w); err != nil {
		return err
	}
	l.Look()
	return nil
}

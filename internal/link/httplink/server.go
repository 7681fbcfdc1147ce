package httplink

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/link/sign"
)

// route is one thing another node may ask for. Every route says what a signature
// must cover and how much of a body is read; a test walks the table.
type route struct {
	method, path string // a path that ends with / has more behind it
	cover        []string
	limit        int64 // bytes of the body as it travels; 0: it has none, or reads its own
	stranger     bool  // for nodes that we do not know yet
	session      bool  // only within a session
	waits        bool  // a long poll, or an attachment: counted apart from what is soon done
	serve        func(l *Link, q *request) error
}

// routes is everything another node can do.
var routes = []route{
	{"POST", pathHello, coverHello, 64 << 10, false, false, false, (*Link).serveHello},
	{"POST", pathAccept, coverHello, 64 << 10, true, false, false, (*Link).serveAccept},
	{"POST", pathDeliver, coverCall, maxPacked, false, true, false, (*Link).serveDeliver},
	{"POST", pathCollect, coverCall, maxPacked, false, true, true, (*Link).serveCollect},
	{"POST", pathNotice, coverCall, 64 << 10, false, true, false, (*Link).serveNotice},
	{"GET", pathBlob, coverBare, 0, false, true, true, (*Link).serveBlob},
	{"POST", pathUpload, coverUpload, 0, false, true, true, (*Link).serveUpload},
}

// request is one that is being answered.
type request struct {
	w       http.ResponseWriter
	r       *http.Request
	rest    string // of the path, behind the route's
	partner accord.Partner
	nonce   string
	session string
	body    []byte
	message *sign.Message
	sig     *sign.Signature
}

// Handler answers other nodes. It finds its paths wherever they begin, so that a
// proxy in front of it may strip the path of the node's address or leave it.
func (l *Link) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		q := &request{w: w, r: r}
		if err := l.serve(q); err != nil {
			l.refuse(q, err)
		}
	})
}

// status is an error with the status of HTTP that says it.
type status struct {
	code    int
	fault   hub.Error
	session bool
	ended   bool
}

func (s *status) Error() string { return s.fault.Message }

func refuseWith(code int, c hub.Code, message string) *status {
	return &status{code: code, fault: hub.Error{Code: c, Scope: hub.ScopePeer, Message: message}}
}

// serve checks a request from the cheapest question to the dearest: the path,
// how many there are, who says it, whether the signature holds, whether it was
// said before. Only then the body is read, compared and unpacked.
func (l *Link) serve(q *request) error {
	// Of who is refused the rest of the body is read too, so it has its time from the
	// beginning. A writer that knows no deadlines is one of a test.
	rc := http.NewResponseController(q.w)
	_ = rc.SetReadDeadline(time.Now().Add(bodyWithin))
	i := strings.LastIndex(q.r.URL.Path, root)
	if i < 0 {
		return refuseWith(http.StatusNotFound, hub.NotFound, "there is nothing here")
	}
	path := q.r.URL.Path[i:]
	rt := routeOf(q.r.Method, path)
	if rt == nil {
		return refuseWith(http.StatusNotFound, hub.NotFound, "this node knows no such request; is it older than the one that asks?")
	}
	if rt.limit == 0 {
		_ = rc.SetReadDeadline(time.Time{}) // it has none, or its pieces have their own
	}
	q.rest = strings.TrimPrefix(path, rt.path)
	from := hub.NodeID(q.r.Header.Get(headFrom))
	known := false
	if q.partner, known = l.opt.Book.Partner(from); known {
		known = l.opt.Book.Trusted(from)
	}
	gate := l.gates.of("")
	if known {
		gate = l.gates.of(from)
	}
	q.session = q.r.Header.Get(headSession)
	q.message = &sign.Message{Method: q.r.Method, Header: q.r.Header}
	if s, err := sign.Read(q.message); err == nil && len(s.Nonce) <= 64 {
		q.sig, q.nonce = s, s.Nonce // so that a refusal can be known to answer this request
	}
	leave, ok := gate.enter(rt.waits)
	if !ok {
		q.w.Header().Set("Retry-After", "1")
		return refuseWith(http.StatusTooManyRequests, hub.Busy, "too many requests at a time")
	}
	defer leave()
	if err := l.opt.Held(); err != nil {
		return refuseWith(http.StatusServiceUnavailable, hub.Busy, "it is just starting, or holds all connections until its owner has decided something")
	}
	if !known && !rt.stranger {
		s := refuseWith(http.StatusUnauthorized, hub.Denied, "it shares no connection with this node")
		s.ended = len(l.ended(from)) > 0 // it may not have heard of that
		return s
	}
	if err := l.checkHead(q, rt); err != nil {
		return err
	}
	if rt.limit > 0 {
		if err := l.readBody(q, rt.limit); err != nil {
			return err
		}
	}
	return rt.serve(l, q)
}

func routeOf(method, path string) *route {
	for i := range routes {
		rt := &routes[i]
		if rt.method == method && (rt.path == path || strings.HasSuffix(rt.path, "/") && strings.HasPrefix(path, rt.path)) {
			return rt
		}
	}
	return nil
}

// checkHead checks everything that is not the body.
func (l *Link) checkHead(q *request, rt *route) error {
	denied := func(err error) error { return refuseWith(http.StatusUnauthorized, hub.Denied, err.Error()) }
	if q.r.Header.Get(headTo) != string(l.opt.Book.Node()) {
		return refuseWith(http.StatusMisdirectedRequest, hub.Denied, "the message is for another node than the one at this address")
	}
	path := q.r.URL.EscapedPath()
	if i := strings.LastIndex(path, root); i >= 0 {
		q.message.Path = l.prefix + path[i:]
	}
	s := q.sig
	if s == nil || s.Tag != tag {
		return denied(sign.ErrMissing)
	}
	if apart := l.opt.Now().Sub(s.Created); apart.Abs() > clockWindow {
		return refuseWith(http.StatusUnauthorized, hub.Unreachable,
			fmt.Sprintf("the clocks of the two nodes are %.0f minutes apart, more than the %.0f that are borne", apart.Abs().Minutes(), clockWindow.Minutes()))
	}
	if rt.stranger {
		return nil // its key is in the body
	}
	key, ok := q.partner.Key(s.KeyID)
	if !ok { // it may have told a new one meanwhile
		if now, known := l.opt.Book.Partner(q.partner.Node); known {
			key, ok = now.Key(s.KeyID)
		}
	}
	if !ok {
		// Of a message that was overtaken by a change of keys: a hello, then it can be
		// said again with the new one.
		return &status{code: http.StatusUnauthorized, session: rt.session,
			fault: hub.Error{Code: hub.Denied, Scope: hub.ScopePeer, Message: "it does not know the key of this message"}}
	}
	if err := s.Check(q.message, rt.cover, key); err != nil {
		return denied(err)
	}
	if !rt.session {
		return nil
	}
	if !l.sessions.has(q.partner.Node, q.session) {
		return &status{code: http.StatusUnauthorized, session: true,
			fault: hub.Error{Code: hub.Unreachable, Scope: hub.ScopePeer, Message: "it does not know the session"}}
	}
	fresh, first := l.sessions.take(q.partner.Node, q.session, s.Nonce)
	if !fresh {
		return refuseWith(http.StatusConflict, hub.Unreachable, "it heard this message before")
	}
	if first {
		return l.opt.Book.Arrived(q.r.Context(), q.partner.Node)
	}
	return nil
}

// readBody reads, compares and unpacks the body.
func (l *Link) readBody(q *request, limit int64) error {
	if q.r.ContentLength > limit {
		return refuseWith(http.StatusRequestEntityTooLarge, hub.Invalid, errLarge.Error())
	}
	body, err := readWithin(q.r.Body, limit, bodyWithin)
	if err == nil {
		_ = http.NewResponseController(q.w).SetReadDeadline(time.Time{}) // else it stays over: nobody waits for the rest
	}
	switch {
	case errors.Is(err, errLarge):
		return refuseWith(http.StatusRequestEntityTooLarge, hub.Invalid, errLarge.Error())
	case err != nil:
		return refuseWith(http.StatusBadRequest, hub.Unreachable, "the message broke off")
	}
	if err := sign.CheckDigest(q.r.Header, body); err != nil {
		return refuseWith(http.StatusBadRequest, hub.Unreachable, err.Error())
	}
	q.body, err = unpack(body, q.r.Header.Get("Content-Encoding"), maxBody)
	switch {
	case errors.Is(err, errCoding):
		return refuseWith(http.StatusUnsupportedMediaType, hub.Invalid, err.Error())
	case errors.Is(err, errLarge):
		return refuseWith(http.StatusRequestEntityTooLarge, hub.Invalid, err.Error())
	case err != nil:
		return refuseWith(http.StatusBadRequest, hub.Invalid, "the body cannot be read")
	}
	return nil
}

// decode reads the body as JSON. What we do not know of is passed over: the
// other node may be newer.
func decode[T any](q *request) (T, error) {
	var v T
	if err := json.Unmarshal(q.body, &v); err != nil {
		return v, refuseWith(http.StatusBadRequest, hub.Invalid, "the body is not what is wanted here")
	}
	return v, nil
}

// reply signs an answer and sends it.
func (l *Link) reply(q *request, code int, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	h := q.w.Header()
	body, coding := text, ""
	if strings.Contains(q.r.Header.Get("Accept-Encoding"), "zstd") {
		body, coding = pack(text)
	}
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set(headFrom, string(l.opt.Book.Node()))
	h.Set(headAnswers, q.session+"/"+q.nonce)
	sign.SetDigest(h, body)
	key := l.opt.Book.KeyFor(q.partner.Node)
	if err := sign.Sign(&sign.Message{Status: code, Header: h}, coverAnswer,
		sign.Params{Created: l.opt.Now(), Nonce: q.nonce, KeyID: key.Public().ID(), Tag: tag}, key.Private()); err != nil {
		return err
	}
	q.w.WriteHeader(code)
	_, _ = q.w.Write(body) // who hung up asks again
	return nil
}

// refuse is the one place where an error becomes a status.
func (l *Link) refuse(q *request, err error) {
	var s *status
	if !errors.As(err, &s) {
		var e *hub.Error
		if errors.As(err, &e) && e.Code != hub.Internal {
			code := map[hub.Code]int{
				hub.NotFound: http.StatusNotFound, hub.Invalid: http.StatusUnprocessableEntity, hub.Denied: http.StatusForbidden,
				hub.Conflict: http.StatusConflict, hub.Held: http.StatusConflict, hub.Busy: http.StatusServiceUnavailable,
			}[e.Code]
			s = &status{code: max(code, http.StatusBadRequest), fault: *e}
		} else {
			l.opt.Log.Error("request of another node", "path", q.r.URL.Path, "err", err)
			s = refuseWith(http.StatusServiceUnavailable, hub.Busy, "it has a problem; its own log says which")
		}
	}
	level := l.opt.Log.Debug
	if s.code == http.StatusUnauthorized && !s.session {
		level = l.opt.Log.Warn
	}
	level("refused a request of another node", "node", q.r.Header.Get(headFrom), "path", q.r.URL.Path, "status", s.code, "why", s.fault.Message)
	no := refusal{refused{Code: s.fault.Code, Scope: s.fault.Scope, Message: s.fault.Message, RetryIn: int(s.fault.RetryIn / time.Second),
		Session: s.session, Ended: s.ended}}
	if err := l.reply(q, s.code, no); err != nil {
		l.opt.Log.Error("answer to another node", "err", err)
	}
}

// serveHello begins a session.
func (l *Link) serveHello(q *request) error {
	h, err := decode[hello](q)
	if err != nil {
		return err
	}
	version := 0
	for _, v := range h.Versions {
		if v >= Oldest && v <= Version {
			version = max(version, v)
		}
	}
	if version == 0 {
		return refuseWith(http.StatusNotAcceptable, hub.Unreachable,
			fmt.Sprintf("it speaks versions %d to %d of the protocol: one of the two nodes is too old", Oldest, Version))
	}
	if h.Address != "" {
		if err := CheckAddress(h.Address); err != nil {
			return err
		}
	}
	ctx, node := q.r.Context(), q.partner.Node
	ok, forgiven, err := l.opt.Book.Welcome(ctx, node, h.Has, h.Next, h.Restored)
	if err != nil {
		return err
	}
	if !ok {
		l.opt.Copied(node)
		return refuseWith(http.StatusConflict, hub.Held, "somebody else was here last under the name of this node: one of the two databases "+
			"is an older copy, or two nodes run from one")
	}
	if h.Restored || forgiven && h.Address == "" { // we never call it to say so
		l.opt.Welcomed(node)
	}
	knows, err := l.opt.Book.Meet(ctx, node, h.Keys, orElse(h.Name, q.partner.Name), h.Address, h.Pin)
	if err != nil {
		return err
	}
	if err := l.opt.Book.Confirmed(ctx, node, h.Knows); err != nil {
		return err
	}
	return l.reply(q, http.StatusOK, welcome{Version: version, Session: l.sessions.begin(node), At: l.opt.Now().UTC(),
		Keys: l.opt.Book.PublicKeys(), Knows: knows, Name: l.opt.Name, Restored: forgiven})
}

// serveAccept admits a node that was invited. It proves that it has the key it
// names, and that it has the code.
func (l *Link) serveAccept(q *request) error {
	a, err := decode[accord.Acceptance](q)
	if err != nil {
		return err
	}
	if len(a.Key) != ed25519.PublicKeySize || a.Key.ID() != q.sig.KeyID || string(a.Node) != q.r.Header.Get(headFrom) {
		return refuseWith(http.StatusUnauthorized, hub.Denied, sign.ErrMissing.Error())
	}
	if err := q.sig.Check(q.message, coverHello, ed25519.PublicKey(a.Key)); err != nil {
		return refuseWith(http.StatusUnauthorized, hub.Denied, err.Error())
	}
	if a.Address != "" {
		if err := CheckAddress(a.Address); err != nil {
			return err
		}
	}
	w, err := l.opt.Book.Admit(q.r.Context(), a, l.opt.Name)
	if err != nil {
		return err
	}
	if agreed, ok := l.opt.Book.Shared(a.Node, a.Connection); ok {
		l.opt.Admitted(agreed)
	}
	l.Look()
	return l.reply(q, http.StatusOK, w)
}

// serveDeliver stores what another node sends.
func (l *Link) serveDeliver(q *request) error {
	d, err := decode[delivery](q)
	if err != nil {
		return err
	}
	if len(d.Envelopes) > maxBatch {
		return refuseWith(http.StatusRequestEntityTooLarge, hub.Invalid, errLarge.Error())
	}
	return l.reply(q, http.StatusOK, receipts{l.receive(q.r.Context(), q.partner.Node, d.Envelopes)})
}

// together is how many envelopes of a batch are stored at a time: they share
// commits.
const together = 16

// receive stores envelopes: those of a pair one after the other, those of
// different pairs side by side.
func (l *Link) receive(ctx context.Context, from hub.NodeID, raw []json.RawMessage) []receipt {
	results := make([]receipt, len(raw))
	envs := make([]hub.Envelope, len(raw))
	pairs := map[hub.PairID][]int{}
	var order []hub.PairID
	for i, b := range raw {
		if err := json.Unmarshal(b, &envs[i]); err != nil {
			// Its id may still be readable, and then the sender learns which it was.
			var id struct {
				ID hub.EventID `json:"id"`
			}
			_ = json.Unmarshal(b, &id)
			results[i] = receipt{ID: id.ID, Fault: &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: "the message cannot be read"}}
			continue
		}
		results[i].ID = envs[i].ID
		if !slices.Contains(order, envs[i].Pair) {
			order = append(order, envs[i].Pair)
		}
		pairs[envs[i].Pair] = append(pairs[envs[i].Pair], i)
	}
	var wg sync.WaitGroup
	free := make(chan struct{}, together)
	for _, p := range order {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			for _, i := range pairs[p] {
				r := l.receiveOne(ctx, from, envs[i])
				r.ID = envs[i].ID
				results[i] = r
			}
		})
	}
	wg.Wait()
	return results
}

func (l *Link) receiveOne(ctx context.Context, from hub.NodeID, e hub.Envelope) receipt {
	a, ok := l.opt.Book.Shared(from, e.Connection)
	if !ok || a.State == accord.Revoked {
		return receipt{Ended: ok, Fault: &hub.Error{Code: hub.Denied, Scope: hub.ScopeConnection, Message: "it shares no such connection with this node"}}
	}
	if a.State == accord.Stopped {
		return receipt{Ended: true, Fault: &hub.Error{Code: hub.Denied, Scope: hub.ScopeConnection, Message: "the connection was stopped"}}
	}
	if e.From != a.Side.Other() {
		return receipt{Fault: &hub.Error{Code: hub.Invalid, Scope: hub.ScopePeer, Message: "the message names the wrong side"}}
	}
	e.Connection = a.Local
	if err := l.opt.Inbox.Receive(ctx, from, e); err != nil {
		gap, fault := l.told(err)
		return receipt{Gap: gap, Fault: fault}
	}
	return receipt{}
}

// serveNotice hears that the other owner changed something.
func (l *Link) serveNotice(q *request) error {
	n, err := decode[notice](q)
	if err != nil {
		return err
	}
	a, ok := l.opt.Book.Shared(q.partner.Node, n.Connection)
	if !ok {
		return refuseWith(http.StatusNotFound, hub.NotFound, "it shares no such connection with this node")
	}
	l.opt.Noticed(a, n.State)
	return l.reply(q, http.StatusOK, struct{}{})
}

// serveCollect gives a node that cannot be called what waits for it.
func (l *Link) serveCollect(q *request) error {
	c, err := decode[collection](q)
	if err != nil {
		return err
	}
	r := l.room(q.partner.Node)
	r.settle(resultsOf(c.Results))
	got := r.fetch(q.r.Context(), waitOf(c.Wait))
	got.Ended = l.ended(q.partner.Node)
	return l.reply(q, http.StatusOK, got)
}

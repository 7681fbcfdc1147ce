package httplink

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link"
	"github.com/entwine-sync/entwine/internal/link/accord"
)

// Options is what a Link is made of.
type Options struct {
	Book  *accord.Book
	Inbox link.Inbox
	Name  string // of this node, as partners see it
	// Address is where partners call this node; "" if they cannot: then it calls
	// them, and asks for what they hold for it.
	Address string
	Pin     string // of its TLS key, where no authority vouches for it
	// Proxy says through what to leave, as http.Transport asks it; nil: directly.
	Proxy func(*http.Request) (*url.URL, error)
	// Held, if it returns an error, keeps everything from going out or coming in.
	Held func() error
	// Restored reports that the owner of this database, which seems to be a copy,
	// says that it is to be believed. Copied hears that a database of one of the
	// two nodes seems to be one, Welcomed that the owner of such a one has spoken
	// and both go on.
	Restored func(partner hub.NodeID) bool
	Copied   func(partner hub.NodeID)
	Welcomed func(partner hub.NodeID)
	// Admitted hears that somebody used an invitation.
	Admitted func(a accord.Agreement)
	// Noticed hears that a partner's owner changed an agreement's state.
	Noticed func(a accord.Agreement, s accord.State)
	Now     func() time.Time
	Log     *slog.Logger
}

// Link is this node's end of all its links. Its methods may be called from
// several goroutines.
type Link struct {
	opt      Options
	prefix   string // of our address's path
	sessions *sessions
	gates    *gates
	requests atomic.Int64 // made to other nodes

	ctx    context.Context // of what is sent for several callers at once
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu      sync.Mutex
	callers map[hub.NodeID]*caller
	rooms   map[hub.NodeID]*room

	wake chan struct{} // something about partners changed
}

// New makes a link; it begins nothing.
func New(opt Options) *Link {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Held == nil {
		opt.Held = func() error { return nil }
	}
	if opt.Restored == nil {
		opt.Restored = func(hub.NodeID) bool { return false }
	}
	if opt.Copied == nil {
		opt.Copied = func(hub.NodeID) {}
	}
	if opt.Welcomed == nil {
		opt.Welcomed = func(hub.NodeID) {}
	}
	if opt.Admitted == nil {
		opt.Admitted = func(accord.Agreement) {}
	}
	if opt.Noticed == nil {
		opt.Noticed = func(accord.Agreement, accord.State) {}
	}
	l := &Link{opt: opt, sessions: newSessions(opt.Now), gates: newGates(), callers: map[hub.NodeID]*caller{}, rooms: map[hub.NodeID]*room{},
		wake: make(chan struct{}, 1)}
	if u, err := url.Parse(opt.Address); err == nil {
		l.prefix = strings.TrimSuffix(u.Path, "/")
	}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	return l
}

// Requests counts what this node asked of others since New.
func (l *Link) Requests() int64 { return l.requests.Load() }

// Close ends what is under way.
func (l *Link) Close() {
	l.cancel()
	l.work.Wait()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range l.callers {
		c.close()
	}
}

// Peer is the other side of a connection, whoever that is when it is asked: a
// connection that nobody has joined yet has a Peer too, and messages to it wait.
func (l *Link) Peer(local hub.ConnectionID) link.Peer { return &peer{l, local} }

type peer struct {
	l     *Link
	local hub.ConnectionID
}

// find returns the agreement behind the connection and its partner.
func (p *peer) find() (accord.Agreement, accord.Partner, error) {
	wait := func(message string) error {
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopePeer, RetryIn: 10 * time.Second, Message: message}
	}
	if err := p.l.opt.Held(); err != nil {
		return accord.Agreement{}, accord.Partner{}, err
	}
	a, ok := p.l.opt.Book.Local(p.local)
	if !ok {
		return a, accord.Partner{}, wait("nobody has accepted the invitation to this connection yet")
	}
	if a.State != accord.Active {
		return a, accord.Partner{}, &hub.Error{Code: hub.Denied, Scope: hub.ScopeConnection, Message: "this connection was " + string(a.State)}
	}
	partner, ok := p.l.opt.Book.Partner(a.Partner)
	if !ok {
		return a, partner, wait("the partner of this connection is not known")
	}
	return a, partner, nil
}

// Deliver hands an envelope over, with others that go the same way.
func (p *peer) Deliver(ctx context.Context, e hub.Envelope) error {
	a, partner, err := p.find()
	if err != nil {
		return err
	}
	e.Connection = a.ID
	pc, err := newParcel(&e)
	if err != nil {
		return err
	}
	if partner.Address == "" {
		err = p.l.room(partner.Node).deliver(ctx, pc, partner.Name)
	} else {
		err = p.l.caller(partner.Node).deliver(ctx, pc)
	}
	if errors.Is(err, errOver) {
		if now, ok := p.l.opt.Book.Local(p.local); ok && now.ID == a.ID && now.State == accord.Active {
			p.l.opt.Noticed(now, accord.Stopped)
		}
		// It is tried no more: whoever sends finds the connection ended.
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopeConnection, RetryIn: time.Second, Message: errOver.Message}
	}
	return err
}

// errOver says that the other owner ended the agreement, and that this node did
// not know.
var errOver = &hub.Error{Code: hub.Denied, Scope: hub.ScopeConnection, Message: "the other owner ended the connection"}

// over ends all agreements with a node that says it has none with us any more.
func (l *Link) over(node hub.NodeID) {
	for _, a := range l.opt.Book.Agreements() {
		if a.Partner == node && a.State == accord.Active {
			l.opt.Noticed(a, accord.Stopped)
		}
	}
}

func (l *Link) room(id hub.NodeID) *room {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.rooms[id]
	if r == nil {
		r = newRoom(l.opt.Now)
		l.rooms[id] = r
	}
	return r
}

func (l *Link) caller(id hub.NodeID) *caller {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.callers[id]
	if c == nil {
		c = newCaller(l, id)
		l.callers[id] = c
	}
	return c
}

// Look makes Run look again at who is to be called: an agreement came or went.
func (l *Link) Look() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Ended lets a partner that calls us know that an agreement with it was ended.
// Others are told by Tell.
func (l *Link) Ended(partner hub.NodeID) {
	l.room(partner).end()
}

// ended lists the agreements with a node that were ended here, as it knows them.
func (l *Link) ended(partner hub.NodeID) (list []hub.ConnectionID) {
	for _, a := range l.opt.Book.Agreements() {
		if a.Partner == partner && a.State != accord.Active && len(list) < maxEnded {
			list = append(list, a.ID)
		}
	}
	return list
}

// Renew makes the next request to each partner begin with a hello, which tells
// it of new keys and addresses.
func (l *Link) Renew() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range l.callers {
		c.forget("")
	}
}

// unreachable is an error that heals when the way there does.
func unreachable(err error, format ...string) error {
	return &hub.Error{Code: hub.Unreachable, Scope: hub.ScopePeer, Message: strings.Join(format, ""), Err: err}
}

// told is what another node may know of an error of ours.
func (l *Link) told(err error) (gap uint64, fault *hub.Error) {
	var g *link.Gap
	if errors.As(err, &g) {
		return g.Want, nil
	}
	var e *hub.Error
	if !errors.As(err, &e) || e.Code == hub.Internal || e.Scope == hub.ScopeNode || e.Scope == hub.ScopeTracker {
		l.opt.Log.Error("a message was not stored", "err", err)
		return 0, &hub.Error{Code: hub.Busy, Scope: hub.ScopePeer, Message: "it could not store the message; its own log says why"}
	}
	return 0, &hub.Error{Code: e.Code, Scope: e.Scope, RetryIn: e.RetryIn, Message: e.Message}
}

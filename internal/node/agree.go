package node

import (
	"context"
	"fmt"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/link/httplink"
	"github.com/entwine-sync/entwine/internal/store"
)

const (
	// retryHeld is how soon what is held looks whether an owner has spoken.
	retryHeld = 10 * time.Second
	// invitationLife is how long an invitation holds unless its owner says
	// otherwise: until the other side's administrator is back from a weekend.
	invitationLife = 3 * 24 * time.Hour
	longestLife    = 30 * 24 * time.Hour
	tellWithin     = 10 * time.Second // how long the other node is waited for that should hear of an end
)

// InviteQuery says to what somebody is invited.
type InviteQuery struct {
	Connection hub.ConnectionID `json:"connection"`
	Valid      time.Duration    `json:"valid,omitempty"`
}

// Invited is an invitation to be sent to the other owner.
type Invited struct {
	Connection hub.ConnectionID `json:"connection"`
	Address    string           `json:"address"`
	Expires    time.Time        `json:"expires"`
	Code       string           `json:"code"`
}

// AcceptQuery is an invitation to be accepted.
type AcceptQuery struct {
	Code       string           `json:"code"`
	Connection hub.ConnectionID `json:"connection,omitempty"` // ours; the only one that waits for a partner, if none is named
}

// EndQuery ends a connection with another node.
type EndQuery struct {
	Connection hub.ConnectionID `json:"connection"`
	State      accord.State     `json:"state"` // stopped or revoked
	Why        string           `json:"why,omitempty"`
}

// apart returns a connection of the config whose other side is on another node.
func (n *Node) apart(name hub.ConnectionID) (*config.Connection, error) {
	c := n.cfg.Connection(string(name))
	switch {
	case c == nil:
		return nil, invalid("no connection is named %q", name)
	case !c.Apart:
		return nil, invalid("connection %s is between two trackers of this node; one with another node has \"here\" in the config, and no initiator or acceptor", name)
	}
	return c, nil
}

// Invite makes an invitation to a connection.
func (n *Node) Invite(ctx context.Context, q InviteQuery) (Invited, error) {
	if err := n.speaks(ctx); err != nil {
		return Invited{}, err
	}
	c, err := n.apart(q.Connection)
	if err != nil {
		return Invited{}, err
	}
	address := n.cfg.Node.Link.Address
	if address == "" {
		return Invited{}, invalid("nobody can call this node, so nobody can accept its invitation: let the other side invite, " +
			"or give this node an address with node.link.listen and node.link.address")
	}
	if q.Valid == 0 {
		q.Valid = invitationLife
	}
	if q.Valid < time.Minute || q.Valid > longestLife {
		return Invited{}, invalid("an invitation holds between a minute and 30 days, not %v", q.Valid)
	}
	inv, err := n.book.Invite(ctx, q.Connection, c.Winner, q.Valid)
	if err != nil {
		return Invited{}, err
	}
	pin := ""
	if l := n.cfg.Node.Link; !l.Plain && l.Cert == "" {
		if _, pin, err = n.ownTLS(ctx); err != nil {
			return Invited{}, err
		}
	}
	keys := n.book.PublicKeys()
	code := accord.Code{
		Version: httplink.Version, ID: inv.ID, Secret: inv.Secret, Shared: inv.Shared, Local: c.Name, Name: n.title(), Address: address, Pin: pin,
		Key: keys[len(keys)-1], Line: n.book.Line(), Node: n.book.Node(), Winner: inv.Winner, Expires: inv.Expires.UTC().Truncate(time.Second),
	}
	return Invited{q.Connection, address, code.Expires, code.String()}, n.audit(ctx, "invite", "connection "+c.Name, "")
}

// RevokeInvitation makes the open invitation to a connection void.
func (n *Node) RevokeInvitation(ctx context.Context, name hub.ConnectionID) (int, error) {
	if err := n.speaks(ctx); err != nil {
		return 0, err
	}
	if _, err := n.apart(name); err != nil {
		return 0, err
	}
	k, err := n.book.RevokeInvitation(ctx, name)
	if err != nil {
		return 0, err
	}
	return k, n.audit(ctx, "revoke invitation", "connection "+string(name), "")
}

// Accept uses an invitation: afterwards the two nodes sync.
func (n *Node) Accept(ctx context.Context, q AcceptQuery) (ConnectionStatus, error) {
	if err := n.speaks(ctx); err != nil {
		return ConnectionStatus{}, err
	}
	code, err := accord.ParseCode(q.Code)
	if err != nil {
		return ConnectionStatus{}, err
	}
	for _, a := range n.book.Agreements() {
		if a.ID == code.Shared && a.State == accord.Active && q.Connection == "" {
			return ConnectionStatus{}, invalid("this invitation was accepted already: connection %s is joined by it", a.Local)
		}
	}
	c, err := n.waiting(q.Connection)
	if err != nil {
		return ConnectionStatus{}, err
	}
	id := hub.ConnectionID(c.Name)
	if a, ok := n.book.Local(id); ok && a.State == accord.Active && a.ID != code.Shared {
		return ConnectionStatus{}, invalid("connection %s is joined already; stop it before it is joined with somebody else", id)
	}
	if err := n.link.Accept(ctx, code, id); err != nil {
		if e := hub.AsError(err); e.Code == hub.Unreachable { // nobody can read in the invitation where it leads
			return ConnectionStatus{}, &hub.Error{Code: e.Code, Scope: e.Scope, Message: fmt.Sprintf("%s, at %s: %s", code.Name, code.Address, e.Message), Err: err}
		}
		return ConnectionStatus{}, err
	}
	if err := n.joined(id); err != nil {
		return ConnectionStatus{}, err
	}
	if err := n.audit(ctx, "accept", "connection "+c.Name, code.Name); err != nil {
		return ConnectionStatus{}, err
	}
	return n.ConnectionStatus(ctx, id)
}

// waiting finds the connection to be joined.
func (n *Node) waiting(name hub.ConnectionID) (*config.Connection, error) {
	if name != "" {
		return n.apart(name)
	}
	var found *config.Connection
	for i := range n.cfg.Connections {
		c := &n.cfg.Connections[i]
		if a, ok := n.book.Local(hub.ConnectionID(c.Name)); !c.Apart || ok && a.State == accord.Active {
			continue
		}
		if found != nil {
			return nil, invalid("several connections wait for a partner; say with --connection which is meant")
		}
		found = c
	}
	if found == nil {
		return nil, invalid("no connection waits for a partner: add one to the config, with \"here\" and no initiator or acceptor")
	}
	return found, nil
}

// joined lets the engine have a connection that was just agreed on.
func (n *Node) joined(id hub.ConnectionID) error {
	c, err := n.apart(id)
	if err != nil {
		return err
	}
	conn, err := n.connection(n.base, c, n.parts(n.specs))
	if err != nil || conn == nil {
		return err
	}
	if err := n.engine.Join(conn); err != nil {
		return err
	}
	n.subs.poke()
	return nil
}

// Ended is what the end of a connection meant.
type Ended struct {
	Told    bool   `json:"told"`             // the other node heard of it; else it will with its next word
	Silent  string `json:"silent,omitempty"` // why it did not
	Pairs   int    `json:"pairs"`            // that were synced
	Dropped int    `json:"dropped"`          // changes that were recorded here and had not arrived there
}

// EndConnection stops a connection with another node, or revokes it: then that
// node is not even listened to any more. It needs nobody over there: what waits
// to be told is dropped, and both sides keep what they have.
func (n *Node) EndConnection(ctx context.Context, q EndQuery) (Ended, error) {
	var e Ended
	if err := n.speaks(ctx); err != nil {
		return e, err
	}
	if q.State != accord.Stopped && q.State != accord.Revoked {
		return e, invalid("a connection is stopped or revoked, not %q", q.State)
	}
	a, ok := n.book.Local(q.Connection)
	if !ok {
		return e, invalid("nobody has joined connection %s", q.Connection)
	}
	err := n.store.View(ctx, func(tx store.Tx) (err error) {
		e.Dropped = 0
		for _, s := range []hub.EndState{hub.EndActive, hub.EndMissing} {
			k, err := tx.Ends().Count(store.EndQuery{Connection: q.Connection, State: s})
			if err != nil {
				return err
			}
			e.Pairs += k
		}
		for h, err := range tx.Events().Pending() {
			if err != nil {
				return err
			}
			if h.Connection == q.Connection && h.Lane == hub.Out {
				e.Dropped++
			}
		}
		return nil
	})
	if err != nil {
		return e, err
	}
	if a.State == accord.Active || a.State == accord.Stopped && q.State == accord.Revoked {
		tctx, cancel := context.WithTimeout(ctx, tellWithin)
		defer cancel()
		// The other side learns of it now, or when it sends the next message.
		err := n.link.Tell(tctx, a, q.State)
		if p, _ := n.book.Partner(a.Partner); p.Address == "" {
			e.Silent = "it calls us, and hears of it then"
		} else if e.Told = err == nil; !e.Told {
			e.Silent = plainError(err)
		}
		if err != nil {
			n.log.Info("the other node does not hear now that a connection ends", "connection", q.Connection, "err", err)
		}
	}
	if err := n.book.End(ctx, a.ID, q.State, q.Why); err != nil {
		return e, err
	}
	n.subs.poke()
	n.link.Ended(a.Partner)
	n.link.Look()
	if err := n.engine.Leave(ctx, q.Connection); err != nil {
		return e, err
	}
	return e, n.audit(ctx, string(q.State), "connection "+string(q.Connection), q.Why)
}

// noticed hears that the other owner ended a connection.
func (n *Node) noticed(a accord.Agreement, s accord.State) {
	if s != accord.Stopped && s != accord.Revoked || a.State != accord.Active {
		return
	}
	n.log.Info("the other owner ended a connection", "connection", a.Local)
	err := n.book.End(n.base, a.ID, accord.Stopped, "the other side "+string(s)+" it")
	n.subs.poke()
	if err == nil {
		err = n.engine.Leave(n.base, a.Local)
	}
	if err != nil && n.base.Err() == nil {
		n.log.Error("a connection that the other side ended could not be ended here", "connection", a.Local, "err", err)
	}
}

// admitted is called when somebody used an invitation of ours.
func (n *Node) admitted(a accord.Agreement) {
	if err := n.joined(a.Local); err != nil {
		n.log.Error("a connection that was accepted cannot begin", "connection", a.Local, "err", err)
	}
}

// RotateKey makes a new key for this node. Partners learn of it with the next
// word; until then the old one is used towards them.
func (n *Node) RotateKey(ctx context.Context) (string, error) {
	if err := n.speaks(ctx); err != nil {
		return "", err
	}
	id, err := n.book.Rotate(ctx)
	if err != nil {
		return "", err
	}
	n.link.Renew()
	return id, n.audit(ctx, "rotate key", "node", id)
}

// MovePartner says where the partner of a connection is called from now on: one
// that moved and cannot say so itself.
func (n *Node) MovePartner(ctx context.Context, name hub.ConnectionID, address string) error {
	if err := n.speaks(ctx); err != nil {
		return err
	}
	a, ok := n.book.Local(name)
	if !ok {
		return invalid("nobody has joined connection %s", name)
	}
	if err := httplink.CheckAddress(address); err != nil {
		return err
	}
	if err := n.book.ChangePartner(ctx, a.Partner, func(p *accord.Partner) error {
		p.Address = address
		return nil
	}); err != nil {
		return err
	}
	n.link.Look()
	return n.audit(ctx, "move partner", "connection "+string(name), address)
}

// ConnectionStatus returns how one connection is.
func (n *Node) ConnectionStatus(ctx context.Context, name hub.ConnectionID) (ConnectionStatus, error) {
	s, err := n.Status(ctx)
	if err != nil {
		return ConnectionStatus{}, err
	}
	for _, c := range s.Connections {
		if c.Connection == name {
			return c, nil
		}
	}
	return ConnectionStatus{}, invalid("no connection is named %q", name)
}

// apartStatus adds what is known of the other node.
func (n *Node) apartStatus(cs *ConnectionStatus, tracker string) {
	cs.Apart, cs.Initiator, cs.State = true, tracker, "pending"
	a, ok := n.book.Local(cs.Connection)
	if !ok || a.State != accord.Active {
		if until, ok := n.book.Invited(cs.Connection); ok {
			cs.Message = fmt.Sprintf("invited until %s", until.UTC().Format("2006-01-02 15:04 UTC"))
			return
		}
	}
	if !ok {
		cs.Message = "nobody is invited yet"
		return
	}
	p, _ := n.book.Partner(a.Partner)
	cs.Side, cs.Partner, cs.Theirs, cs.Check, cs.Address, cs.Node = a.Side, p.Name, a.Theirs, a.Check, p.Address, a.Partner
	cs.Winner, cs.State, cs.Message = a.Winner, string(a.State), a.Why
	cs.Initiator, cs.Acceptor = tracker, p.Name
	if a.Side == hub.Acceptor {
		cs.Initiator, cs.Acceptor = p.Name, tracker
	}
	if a.State == accord.Revoked {
		cs.State = string(accord.Stopped)
	}
	cs.Private = p.Address == ""
}

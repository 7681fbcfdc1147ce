package node

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/store"
)

// A database can be copied, moved, or replaced by an older one. Whoever goes on
// from it as if nothing had happened says things twice, in the name of somebody
// who says them too. So a node that finds itself elsewhere holds everything, and
// so do two nodes one of which does not remember what the other does, until an
// owner says how things are.

// place is where a node found itself when it last was sure of itself.
type place struct {
	Address string `json:"address,omitempty"`
	Data    string `json:"data"`
}

const (
	placeKey   = "node/place"
	placeCause = "node/place"
)

func copyCause(partner hub.NodeID) string { return "node/copy/" + string(partner) }
func anewKey(partner hub.NodeID) string   { return "node/anew/" + string(partner) }

// here is where this node is now. A node that only this machine can call may be
// carried about: no other one takes it for itself.
func (n *Node) here() place {
	p := place{Address: n.cfg.Node.Link.Address, Data: n.cfg.Node.Data}
	if abs, err := filepath.Abs(p.Data); err == nil {
		p.Data = abs
	}
	if n.shared != nil {
		p.Data = n.shared.store.Name() // its processes have folders of their own
	}
	if u, err := url.Parse(p.Address); err == nil && p.Address != "" {
		if ip := net.ParseIP(u.Hostname()); ip != nil && ip.IsLoopback() {
			return place{}
		}
	}
	return p
}

// settleIn compares where the node is with where it was, and ends what was left
// of connections that are no more.
func (n *Node) settleIn(ctx context.Context) error {
	for _, a := range n.book.Agreements() {
		if now, _ := n.book.Local(a.Local); now.State != accord.Active {
			if err := n.engine.Leave(ctx, a.Local); err != nil {
				return err
			}
		}
	}
	here := n.here()
	text, err := drawer{n.store}.Read(ctx, placeKey)
	if err != nil {
		return err
	}
	var was place
	if text != "" {
		if err := json.Unmarshal([]byte(text), &was); err != nil {
			return err
		}
	}
	if text != "" && here != (place{}) && was != (place{}) && here != was && len(n.book.Partners()) > 0 {
		n.mu.Lock()
		n.astray = true
		n.mu.Unlock()
		return n.hold(ctx, placeCause, fmt.Sprintf("this node was last at %s (data in %s) and is now at %s (data in %s). "+
			"Is it the original that moved, or a copy? Say: entwine node moved, or: entwine node copy", orNone(was.Address), was.Data,
			orNone(here.Address), here.Data), n.allApart())
	}
	if here == was {
		return nil
	}
	return n.settled(ctx)
}

// hold holds connections until an owner speaks, and says so in the log, once a run
// for each cause: who just started the node looks there.
func (n *Node) hold(ctx context.Context, cause, message string, l []hub.ConnectionID) error {
	if err := n.engine.Hold(ctx, cause, message, l); err != nil {
		return err
	}
	n.mu.Lock()
	said := n.saidHeld[cause]
	if n.saidHeld == nil {
		n.saidHeld = map[string]bool{}
	}
	n.saidHeld[cause] = true
	n.mu.Unlock()
	if !said {
		n.log.Warn("connections are held until the owner speaks", "connections", l, "why", message)
	}
	return nil
}

func orNone(address string) string {
	if address == "" {
		return "no address"
	}
	return address
}

// settled notes that the node is where it should be.
func (n *Node) settled(ctx context.Context) error {
	b, err := json.Marshal(n.here())
	if err != nil {
		return err
	}
	if err := (drawer{n.store}).Write(ctx, placeKey, string(b)); err != nil {
		return err
	}
	n.mu.Lock()
	n.astray = false
	n.mu.Unlock()
	return n.engine.Release(ctx, placeCause)
}

func (n *Node) allApart() (l []hub.ConnectionID) {
	for _, a := range n.book.Agreements() {
		if a.State == accord.Active {
			l = append(l, a.Local)
		}
	}
	return l
}

// heldBack keeps everything from going out and coming in while the node does
// not know whether it is itself, or was told to keep still.
func (n *Node) heldBack() error {
	stranger := n.engine.Stranger()
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case !n.met:
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopePeer, RetryIn: time.Second, Message: "this node is just starting"}
	case stranger != "":
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopePeer, RetryIn: retryHeld,
			Message: "this node holds everything until its owner says how it is that tracker " + stranger + " is another one than it was"}
	case n.staging:
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopePeer, RetryIn: retryHeld, Message: "this is a staging node: it sends nothing"}
	case n.astray:
		return &hub.Error{Code: hub.Busy, Scope: hub.ScopePeer, RetryIn: retryHeld,
			Message: "this node holds everything until its owner says whether it is a copy"}
	}
	return nil
}

// copied holds the connections with a node that remembers something else than
// this one.
func (n *Node) copied(partner hub.NodeID) {
	p, _ := n.book.Partner(partner)
	var l []hub.ConnectionID
	for _, a := range n.book.Agreements() {
		if a.Partner == partner && a.State == accord.Active {
			l = append(l, a.Local)
		}
	}
	err := n.hold(n.base, copyCause(partner), fmt.Sprintf("this node and %s do not remember the same: one of the two databases is an "+
		"older copy, or two nodes run from copies of one. If this one was restored from a backup, say: entwine node restored. If it is the "+
		"original and a copy of it was started, stop that and say: entwine node original. If this one is the copy, say: entwine node copy", p.Name), l)
	if err != nil && n.base.Err() == nil {
		n.log.Error("connections could not be held", "partner", partner, "err", err)
	}
}

// begunAnew reports whether the owner said that this node is to be believed.
func (n *Node) begunAnew(partner hub.NodeID) bool {
	v, err := drawer{n.store}.Read(n.base, anewKey(partner))
	return err == nil && v != ""
}

// welcomed goes on after an owner of either node has spoken.
func (n *Node) welcomed(partner hub.NodeID) {
	err := drawer{n.store}.Write(n.base, anewKey(partner), "")
	if err == nil {
		err = n.engine.Release(n.base, copyCause(partner))
	}
	n.mu.Lock()
	delete(n.saidHeld, copyCause(partner))
	n.mu.Unlock()
	if err != nil && n.base.Err() == nil {
		n.log.Error("connections could not be released", "partner", partner, "err", err)
	}
}

// Identity is what an owner says of a node whose database was copied or moved.
type Identity string

// What an owner can say.
const (
	Original Identity = "original" // a copy of this node was started somewhere
	Moved    Identity = "moved"    // this is the node, at another place
	Copy     Identity = "copy"     // this is a copy: it becomes a node of its own, without connections
	Restored Identity = "restored" // the database is an older copy of itself
)

// Declare goes on as the owner says.
func (n *Node) Declare(ctx context.Context, as Identity) error {
	if err := n.speaks(ctx); err != nil {
		return err
	}
	switch as {
	case Original, Restored:
		for _, p := range n.book.Partners() {
			if err := (drawer{n.store}).Write(ctx, anewKey(p.Node), string(as)); err != nil {
				return err
			}
			if err := n.book.Forgive(ctx, p.Node); err != nil {
				return err
			}
			if err := n.engine.Release(ctx, copyCause(p.Node)); err != nil {
				return err
			}
		}
		for _, c := range n.allApart() {
			if as != Restored {
				break
			}
			if err := n.engine.Restored(ctx, c); err != nil && !hub.CodeOf(err).Passing() {
				return err // what cannot be told now is told later
			}
		}
	case Moved:
	case Copy:
		for _, c := range n.allApart() {
			if err := n.engine.Leave(ctx, c); err != nil {
				return err
			}
		}
		if err := n.book.Renew(ctx); err != nil {
			return err
		}
		n.link.Look()
	default:
		return invalid("a node is the original, moved, a copy or restored, not %q", as)
	}
	if as != Restored {
		if err := n.engine.AdmitStrangers(ctx); err != nil {
			return err
		}
	}
	n.link.Renew()
	if err := n.settled(ctx); err != nil {
		return err
	}
	return n.audit(ctx, "declare", "node", string(as))
}

// SetStaging keeps the node from sending anything to other nodes and from
// hearing them, as long as this process lives. Connections within the node are
// paused.
func (n *Node) SetStaging(ctx context.Context) error {
	n.mu.Lock()
	n.staging = true
	n.mu.Unlock()
	for _, c := range n.cfg.Connections {
		if err := n.queue.Pause(ctx, store.Pause{Scope: hub.ScopeConnection, ID: c.Name, Why: stagingPause}); err != nil {
			return err
		}
	}
	return nil
}

// stagingPause marks the pauses that end with the next start that is none of
// staging.
const stagingPause = "staging: nothing is sent"

// endStaging ends what an earlier start for staging paused.
func (n *Node) endStaging(ctx context.Context) error {
	n.mu.Lock()
	staging := n.staging
	n.mu.Unlock()
	for _, p := range n.queue.Pauses() {
		if !staging && p.Why == stagingPause {
			if err := n.queue.Resume(ctx, p.Scope, p.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

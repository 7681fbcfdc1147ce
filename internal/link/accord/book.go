// Package accord remembers with whom a node has agreed on what: its own keys, the
// nodes it knows (partners), the connections it shares with them (agreements)
// and the invitations it gave out.
//
// It knows no network and no database: a Drawer keeps the one document it is,
// and package httplink speaks. Before changing it: what is decided here is who
// may write to whose tracker. Every change is stored before it counts.
package accord

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Drawer keeps single values durably.
type Drawer interface {
	Read(ctx context.Context, key string) (string, error) // "" if there is none
	Write(ctx context.Context, key, value string) error
}

// DrawerKey is where the book is kept. A database without it has had no node.
const DrawerKey = "link/book"

// Partner is another node.
type Partner struct {
	Node    hub.NodeID  `json:"node"`
	Name    string      `json:"name"`              // what its owner calls it
	Address string      `json:"address,omitempty"` // "" for one that calls us and cannot be called
	Pin     string      `json:"pin,omitempty"`     // of its TLS key, where no authority vouches for it
	Keys    []PublicKey `json:"keys"`              // with which it may sign
	Knows   string      `json:"knows,omitempty"`   // our newest key that it has confirmed
	// Out and In find out whether one of the two databases is a copy; see Greet.
	Out string `json:"out,omitempty"`
	In  Greet  `json:"in,omitzero"`
}

// Greet is what we expect a caller to show: the token it was given last, or the
// one before, until it has shown that the last one arrived.
type Greet struct {
	Current   string `json:"current,omitempty"`
	Before    string `json:"before,omitempty"`
	Confirmed bool   `json:"confirmed,omitempty"`
	Anew      bool   `json:"anew,omitempty"` // nothing is expected: we do not remember
}

// State says how an agreement stands.
type State string

// The states of an agreement.
const (
	Active  State = "active"
	Stopped State = "stopped" // by an owner; the pairs keep what they have
	Revoked State = "revoked" // the partner's messages are refused
)

// Agreement is a connection shared with a partner.
type Agreement struct {
	ID      hub.ConnectionID `json:"id"`     // on the wire, the same on both nodes
	Local   hub.ConnectionID `json:"local"`  // what this node's config calls it
	Theirs  string           `json:"theirs"` // what theirs does
	Side    hub.Side         `json:"side"`
	Winner  hub.Side         `json:"winner"`
	Partner hub.NodeID       `json:"partner"`
	State   State            `json:"state"`
	Why     string           `json:"why,omitempty"`
	Since   time.Time        `json:"since"`
	Check   string           `json:"check"` // the short fingerprint, the same on both sides
}

// page is the document.
type page struct {
	Self        Self         `json:"self"`
	Partners    []Partner    `json:"partners,omitempty"`
	Agreements  []Agreement  `json:"agreements,omitempty"`
	Invitations []Invitation `json:"invitations,omitempty"`
}

// Book may be used from several goroutines.
type Book struct {
	drawer Drawer
	now    func() time.Time

	write sync.Mutex // one change at a time
	mu    sync.RWMutex
	page  page
}

// Open reads the book, and makes the node's keys if it has none yet.
func Open(ctx context.Context, d Drawer, now func() time.Time) (*Book, error) {
	b := &Book{drawer: d, now: now}
	text, err := d.Read(ctx, DrawerKey)
	if err != nil {
		return nil, err
	}
	if text != "" {
		if err := json.Unmarshal([]byte(text), &b.page); err != nil {
			return nil, fmt.Errorf("what this node knows of others cannot be read: %w", err)
		}
		return b, nil
	}
	return b, b.change(ctx, func(p *page) error {
		p.Self, err = newSelf(now())
		return err
	})
}

// Reload reads the book again, which another process may have changed.
func (b *Book) Reload(ctx context.Context) error {
	b.write.Lock()
	defer b.write.Unlock()
	text, err := b.drawer.Read(ctx, DrawerKey)
	if err != nil {
		return err
	}
	var p page
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		return fmt.Errorf("what this node knows of others cannot be read: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.page = p
	return nil
}

// change stores what fn does to the document, then shows it.
func (b *Book) change(ctx context.Context, fn func(*page) error) error {
	b.write.Lock()
	defer b.write.Unlock()
	b.mu.RLock()
	text, err := json.Marshal(b.page)
	b.mu.RUnlock()
	if err != nil {
		return err
	}
	var next page // a copy in depth, so that nothing is seen that was not stored
	if err := json.Unmarshal(text, &next); err != nil {
		return err
	}
	if err := fn(&next); err != nil {
		return err
	}
	if text, err = json.Marshal(next); err != nil {
		return err
	}
	if err := b.drawer.Write(ctx, DrawerKey, string(text)); err != nil {
		return err
	}
	b.mu.Lock()
	b.page = next
	b.mu.Unlock()
	return nil
}

// read runs fn on the document, which it must not keep or change.
func (b *Book) read(fn func(*page)) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	fn(&b.page)
}

// Partner returns what is known of a node.
func (b *Book) Partner(id hub.NodeID) (p Partner, ok bool) {
	b.read(func(pg *page) {
		if i := pg.partner(id); i >= 0 {
			p, ok = pg.Partners[i], true
		}
	})
	return p, ok
}

func (p *page) partner(id hub.NodeID) int {
	return slices.IndexFunc(p.Partners, func(o Partner) bool { return o.Node == id })
}

// Partners lists the nodes with which there is an agreement that is not revoked.
func (b *Book) Partners() (l []Partner) {
	b.read(func(pg *page) {
		for _, p := range pg.Partners {
			if pg.trusted(p.Node) {
				l = append(l, p)
			}
		}
	})
	return l
}

// Trusted reports whether a node may say anything to us.
func (b *Book) Trusted(id hub.NodeID) (ok bool) {
	b.read(func(pg *page) { ok = pg.trusted(id) })
	return ok
}

func (p *page) trusted(id hub.NodeID) bool {
	return slices.ContainsFunc(p.Agreements, func(a Agreement) bool { return a.Partner == id && a.State != Revoked })
}

// ChangePartner stores what fn does to a partner.
func (b *Book) ChangePartner(ctx context.Context, id hub.NodeID, fn func(*Partner) error) error {
	return b.change(ctx, func(p *page) error {
		i := p.partner(id)
		if i < 0 {
			return &hub.Error{Code: hub.NotFound, Scope: hub.ScopePeer, Message: "this node knows no node " + string(id)}
		}
		return fn(&p.Partners[i])
	})
}

// Local returns the agreement of a connection of this node's config: the one in
// force, or else the last one.
func (b *Book) Local(name hub.ConnectionID) (a Agreement, ok bool) {
	b.read(func(pg *page) {
		for _, o := range pg.Agreements {
			if o.Local == name && (!ok || a.State != Active) {
				a, ok = o, true
			}
		}
	})
	return a, ok
}

// Shared returns the agreement that a partner means by an id.
func (b *Book) Shared(partner hub.NodeID, id hub.ConnectionID) (a Agreement, ok bool) {
	b.read(func(pg *page) {
		for _, o := range pg.Agreements {
			if o.ID == id && o.Partner == partner {
				a, ok = o, true
			}
		}
	})
	return a, ok
}

// Agreements lists all agreements, the oldest first.
func (b *Book) Agreements() (l []Agreement) {
	b.read(func(pg *page) { l = slices.Clone(pg.Agreements) })
	return l
}

// End changes how an agreement stands; one that is revoked stays so.
func (b *Book) End(ctx context.Context, id hub.ConnectionID, s State, why string) error {
	return b.change(ctx, func(p *page) error {
		i := slices.IndexFunc(p.Agreements, func(a Agreement) bool { return a.ID == id })
		if i < 0 {
			return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeConnection, Message: "there is no such agreement"}
		}
		if a := &p.Agreements[i]; a.State != Revoked {
			a.State, a.Why, a.Since = s, why, b.now()
		}
		return nil
	})
}

// join stores a partner and an agreement with it. A partner known already keeps
// its tokens; its keys and address are what it says now.
func (p *page) join(partner Partner, a Agreement) {
	if i := p.partner(partner.Node); i >= 0 {
		old := &p.Partners[i]
		old.Name, old.Address, old.Pin, old.Keys = partner.Name, partner.Address, partner.Pin, partner.Keys
	} else {
		p.Partners = append(p.Partners, partner)
	}
	p.Agreements = append(p.Agreements, a)
}

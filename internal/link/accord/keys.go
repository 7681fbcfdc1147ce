package accord

import (
	"context"
	"crypto/ed25519"
	"slices"

	"github.com/entwine-sync/entwine/hub"
)

// Meet stores what a partner says of itself in a hello, which it signed with a
// key we know: its keys from now on, its name, and where it can be called. It
// returns the id of its newest key.
func (b *Book) Meet(ctx context.Context, id hub.NodeID, keys []PublicKey, name, address, pin string) (string, error) {
	if len(keys) == 0 || len(keys) > MostKeys || slices.ContainsFunc(keys, func(k PublicKey) bool { return len(k) != ed25519.PublicKeySize }) {
		return "", &hub.Error{Code: hub.Invalid, Scope: hub.ScopePeer, Message: "the other node names no keys, or too many"}
	}
	newest := keys[len(keys)-1].ID()
	name = cleanName(name)
	same := false
	b.read(func(p *page) {
		if i := p.partner(id); i >= 0 {
			o := &p.Partners[i]
			same = o.Name == name && o.Address == address && o.Pin == pin &&
				slices.EqualFunc(o.Keys, keys, func(x, y PublicKey) bool { return string(x) == string(y) })
		}
	})
	if same {
		return newest, nil
	}
	return newest, b.ChangePartner(ctx, id, func(p *Partner) error {
		p.Keys, p.Name, p.Address, p.Pin = keys, name, address, pin
		return nil
	})
}

// Key returns a partner's key by its id.
func (p *Partner) Key(id string) (ed25519.PublicKey, bool) {
	for _, k := range p.Keys {
		if k.ID() == id {
			return ed25519.PublicKey(k), true
		}
	}
	return nil, false
}

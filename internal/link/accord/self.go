package accord

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Self is this node as others know it.
type Self struct {
	// Node is the fingerprint of the first key; it stays when keys change.
	Node hub.NodeID `json:"node"`
	Keys []OwnKey   `json:"keys"`           // the newest last
	Line []Descent  `json:"line,omitempty"` // once there was more than one key
	TLS  string     `json:"tls,omitempty"`
}

// OwnKey is a key of this node. It is as secret as the database that holds it.
type OwnKey struct {
	Seed  []byte    `json:"seed"`
	Since time.Time `json:"since"`
}

// PublicKey is a key of another node.
type PublicKey []byte

// ID names the key in signatures.
func (k PublicKey) ID() string { return "k-" + fingerprint(k) }

// NodeOf is the id of a node whose first key this is.
func NodeOf(k PublicKey) hub.NodeID { return hub.NodeID("n-" + fingerprint(k)) }

// fingerprint is 130 bits of a hash: beyond guessing, and short enough for a log.
func fingerprint(k PublicKey) string {
	sum := sha256.Sum256(k)
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:26])
}

// Private returns the key that signs.
func (k OwnKey) Private() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(k.Seed) }

// Public returns what others check with.
func (k OwnKey) Public() PublicKey { return PublicKey(k.Private().Public().(ed25519.PublicKey)) }

func newKey(now time.Time) OwnKey {
	seed := make([]byte, ed25519.SeedSize)
	_, _ = rand.Read(seed) // documented never to return an error
	return OwnKey{Seed: seed, Since: now}
}

func newSelf(now time.Time) (Self, error) {
	k := newKey(now)
	return Self{Node: NodeOf(k.Public()), Keys: []OwnKey{k}}, nil
}

// Node returns this node's id.
func (b *Book) Node() (id hub.NodeID) {
	b.read(func(p *page) { id = p.Self.Node })
	return id
}

// PublicKeys returns the keys with which this node signs, the newest last.
func (b *Book) PublicKeys() (l []PublicKey) {
	b.read(func(p *page) {
		for _, k := range p.Self.Keys {
			l = append(l, k.Public())
		}
	})
	return l
}

// Line proves that the newest of our keys is ours; nil if it is the first.
func (b *Book) Line() (l []Descent) {
	b.read(func(p *page) { l = p.Self.Line })
	return l
}

// KeyFor returns the key to sign with for a node: the newest that it is known to
// accept, so that nobody is shut out while a new key makes its way. A stranger
// is answered with the newest.
func (b *Book) KeyFor(id hub.NodeID) (k OwnKey) {
	b.read(func(p *page) {
		k = p.Self.Keys[len(p.Self.Keys)-1]
		i := p.partner(id)
		if i < 0 {
			return
		}
		for _, own := range p.Self.Keys {
			if own.Public().ID() == p.Partners[i].Knows {
				k = own
			}
		}
	})
	return k
}

// Rotate makes a new key. The old one goes on signing for each partner until it
// has confirmed the new one, and is forgotten once all have; see Confirmed.
func (b *Book) Rotate(ctx context.Context) (id string, err error) {
	err = b.change(ctx, func(p *page) error {
		if len(p.Self.Keys) >= MostKeys {
			return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeNode,
				Message: "not all partners know the newest key yet; revoke the connections of those that are gone for good"}
		}
		k, last := newKey(b.now()), p.Self.Keys[len(p.Self.Keys)-1]
		if len(p.Self.Line) == 0 {
			p.Self.Line = []Descent{{Key: last.Public()}}
		}
		if len(p.Self.Line) >= mostKeysEver {
			return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeNode, Message: "this node had too many keys: begin anew with another data folder"}
		}
		p.Self.Line = append(p.Self.Line, Descent{k.Public(), ed25519.Sign(last.Private(), descentText(p.Self.Node, k.Public()))})
		p.Self.Keys = append(p.Self.Keys, k)
		id = k.Public().ID()
		p.forgetOldKeys()
		return nil
	})
	return id, err
}

// MostKeys is how many keys a node may have at a time: one in use, one on its
// way, and one spare.
const MostKeys = 3

// Confirmed notes which of our keys a partner knows as the newest.
func (b *Book) Confirmed(ctx context.Context, partner hub.NodeID, key string) error {
	known := false
	b.read(func(p *page) {
		i := p.partner(partner)
		known = i < 0 || p.Partners[i].Knows == key
		ours := false
		for _, k := range p.Self.Keys {
			ours = ours || k.Public().ID() == key
		}
		known = known || !ours
	})
	if known {
		return nil
	}
	return b.change(ctx, func(p *page) error {
		if i := p.partner(partner); i >= 0 {
			p.Partners[i].Knows = key
		}
		p.forgetOldKeys()
		return nil
	})
}

// forgetOldKeys drops our keys that no partner needs any more.
func (p *page) forgetOldKeys() {
	needed := len(p.Self.Keys) - 1
	for _, o := range p.Partners {
		if !p.trusted(o.Node) {
			continue
		}
		for i, k := range p.Self.Keys {
			if k.Public().ID() == o.Knows {
				needed = min(needed, i)
			}
		}
	}
	p.Self.Keys = p.Self.Keys[needed:]
}

// TLS returns the key and certificate that this node made for itself, made by
// fresh if there is none.
func (b *Book) TLS(ctx context.Context, fresh func() (string, error)) (pem string, err error) {
	b.read(func(p *page) { pem = p.Self.TLS })
	if pem != "" {
		return pem, nil
	}
	err = b.change(ctx, func(p *page) (err error) {
		if p.Self.TLS == "" {
			p.Self.TLS, err = fresh()
		}
		pem = p.Self.TLS
		return err
	})
	return pem, err
}

// Renew makes this node another one: new keys, no agreements. It is what the
// owner of a copy asks for.
func (b *Book) Renew(ctx context.Context) error {
	return b.change(ctx, func(p *page) (err error) {
		*p = page{}
		p.Self, err = newSelf(b.now())
		return err
	})
}

package accord

import (
	"crypto/ed25519"

	"github.com/entwine-sync/entwine/hub"
)

// Descent is one key of a node with the proof that the key before it made way
// for it. The first has none: its fingerprint is the node's id.
type Descent struct {
	Key   PublicKey `json:"key"`
	Proof []byte    `json:"proof,omitempty"`
}

// mostKeysEver bounds what a stranger can make us check; yearly it is enough
// for a working life.
const mostKeysEver = 50

func descentText(node hub.NodeID, next PublicKey) []byte {
	return append([]byte("entwine key of "+string(node)+"\n"), next...)
}

// descends reports whether key is the last of an unbroken line from the key that
// a node is named after.
func descends(node hub.NodeID, key PublicKey, line []Descent) bool {
	if len(line) == 0 {
		return NodeOf(key) == node
	}
	if len(line) > mostKeysEver || NodeOf(line[0].Key) != node {
		return false
	}
	for i, d := range line {
		if len(d.Key) != ed25519.PublicKeySize {
			return false
		}
		if i > 0 && !ed25519.Verify(ed25519.PublicKey(line[i-1].Key), descentText(node, d.Key), d.Proof) {
			return false
		}
	}
	return string(line[len(line)-1].Key) == string(key)
}

// known reports whether a node may go by a key: one that we know it by, or one
// that proves to be its own.
func (p *page) known(node hub.NodeID, key PublicKey, line []Descent) bool {
	if i := p.partner(node); i >= 0 {
		for _, k := range p.Partners[i].Keys {
			if string(k) == string(key) {
				return true
			}
		}
	}
	return descends(node, key, line)
}

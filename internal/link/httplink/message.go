// Package httplink carries envelopes and attachments between two nodes over
// HTTP. docs/protocol.md describes what travels; a test decodes its examples.
//
// Its map: Link is this node's end of all its links. Peer gives the engine a
// link.Peer for a connection; Handler answers other nodes; Run calls those that
// cannot call us. client.go makes and checks single requests, server.go guards
// and routes them, session.go refuses what was said before, outbox.go sends in
// batches, room.go keeps messages for nodes that call us, blob.go streams
// attachments.
//
// The one thing to know before changing it: a message counts as stored only once
// the other node's inbox has answered for it. Everything may be sent again.
package httplink

import (
	"encoding/json"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
)

// Version is the protocol this program speaks. It also speaks all versions from
// Oldest on.
const (
	Version = 1
	Oldest  = 1
)

// The paths, below whatever the node's address ends with.
const (
	root        = "/link/v1/"
	pathHello   = root + "hello"
	pathAccept  = root + "accept"
	pathDeliver = root + "deliver"
	pathCollect = root + "collect"
	pathBlob    = root + "blob/"   // + connection + "/" + digest
	pathUpload  = root + "upload/" // + wish
	pathNotice  = root + "notice"
)

// hello begins a session: who is there, what it speaks, which keys it has.
type hello struct {
	Versions []int              `json:"versions"`
	Name     string             `json:"name,omitempty"`
	Address  string             `json:"address,omitempty"` // where the caller can be called now
	Pin      string             `json:"pin,omitempty"`
	Keys     []accord.PublicKey `json:"keys"`            // all of the caller's, the newest last
	Knows    string             `json:"knows,omitempty"` // the answering node's newest key, as the caller knows it
	Has      string             `json:"has,omitempty"`   // see accord.Greet
	Next     string             `json:"next"`
	Restored bool               `json:"restored,omitempty"` // the owner says that the caller begins anew
}

// welcome answers a hello.
type welcome struct {
	Version int                `json:"version"`
	Session string             `json:"session"`
	At      time.Time          `json:"at"` // by the answering node's clock
	Keys    []accord.PublicKey `json:"keys"`
	Knows   string             `json:"knows"`
	Name    string             `json:"name,omitempty"`
	// Restored says that the answering node is the one whose database is an older
	// copy, and that its owner has spoken.
	Restored bool `json:"restored,omitempty"`
}

// delivery is a batch of envelopes.
type delivery struct {
	Envelopes []json.RawMessage `json:"envelopes"`
}

// receipts answers a delivery, one for each envelope in its order.
type receipts struct {
	Results []receipt `json:"results"`
}

// receipt says what became of one envelope. Without a fault and a gap it is
// stored.
type receipt struct {
	ID    hub.EventID `json:"id"`
	Gap   uint64      `json:"gap,omitempty"` // messages from this one on are missing
	Fault *hub.Error  `json:"fault,omitempty"`
	Ended bool        `json:"ended,omitempty"` // the agreement was, by the other owner
}

// collection is what a node that cannot be called asks for, with what became of
// what it got before.
type collection struct {
	Results []receipt `json:"results,omitempty"`
	Wait    int       `json:"wait"` // seconds to wait for something to come
}

// collected answers it.
type collected struct {
	Envelopes []json.RawMessage `json:"envelopes,omitempty"`
	Wishes    []wish            `json:"wishes,omitempty"`
	// Ended are the agreements with the asking node that were stopped here.
	Ended []hub.ConnectionID `json:"ended,omitempty"`
}

// wish asks a node that cannot be called for the bytes of an attachment.
type wish struct {
	ID         string           `json:"id"`
	Connection hub.ConnectionID `json:"connection"`
	Digest     hub.Digest       `json:"digest"`
	Offset     int64            `json:"offset,omitempty"`
}

// notice tells that an owner changed something about a connection.
type notice struct {
	Connection hub.ConnectionID `json:"connection"`
	State      accord.State     `json:"state"`
}

// refusal is the body of every answer that is not fine.
type refusal struct {
	Error refused `json:"error"`
}

type refused struct {
	Code    hub.Code  `json:"code"`
	Scope   hub.Scope `json:"scope,omitempty"`
	Message string    `json:"message"`
	RetryIn int       `json:"retryIn,omitempty"` // seconds
	Session bool      `json:"session,omitempty"` // a new hello would help
	Ended   bool      `json:"ended,omitempty"`   // all agreements with the asking node were ended
}

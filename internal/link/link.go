// Package link carries envelopes and blobs between two nodes. It knows nothing
// of trackers or rules. The same two interfaces serve HTTP both ways, HTTP one
// way with polling, and the in-process pipe of local connections and tests.
package link

import (
	"context"
	"fmt"
	"io"

	"github.com/entwine-sync/entwine/hub"
)

// Peer is the other node as seen from here. Its methods may be called from
// several goroutines, never from within a store transaction. Errors are
// *hub.Error with hub.ScopePeer, or *Gap.
type Peer interface {
	// Deliver returns nil once the other node has stored the envelope. Delivering
	// the same envelope again is harmless.
	Deliver(ctx context.Context, e hub.Envelope) error
	// Blob opens the bytes of an attachment; the caller checks the digest and
	// closes. NotFound: the other side has them no more.
	Blob(ctx context.Context, c hub.ConnectionID, d hub.Digest) (io.ReadCloser, error)
}

// Inbox is this node as seen from the other. The engine implements it.
type Inbox interface {
	// Receive stores the envelope, or reports a *Gap. An envelope it has seen is
	// stored no second time and is no error.
	Receive(ctx context.Context, from hub.NodeID, e hub.Envelope) error
	OpenBlob(ctx context.Context, from hub.NodeID, c hub.ConnectionID, d hub.Digest) (io.ReadCloser, error)
}

// Gap is answered to an envelope that came before the ones it follows: the
// sender sends everything from Want on again.
type Gap struct{ Want uint64 }

func (g *Gap) Error() string {
	return fmt.Sprintf("messages before this one are missing, from %d on", g.Want)
}

// Pipe is a Peer that hands everything to an Inbox of the same process.
type Pipe struct {
	From hub.NodeID // who we are to the inbox
	To   Inbox
}

var _ Peer = (*Pipe)(nil)

// Deliver stores the envelope at the other side.
func (p *Pipe) Deliver(ctx context.Context, e hub.Envelope) error {
	return p.To.Receive(ctx, p.From, e)
}

// Blob opens bytes of the other side.
func (p *Pipe) Blob(ctx context.Context, c hub.ConnectionID, d hub.Digest) (io.ReadCloser, error) {
	return p.To.OpenBlob(ctx, p.From, c, d)
}

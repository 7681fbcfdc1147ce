package node

import (
	"net/http"

	"github.com/entwine-sync/entwine/hub"
)

// address is where a partner is called.
type address struct {
	Address string `json:"address"`
}

// identity is what an owner says of a node.
type identity struct {
	Identity Identity `json:"identity"`
}

// key is a new key of this node.
type key struct {
	Key string `json:"key"`
}

func postStop(n *Node, r *http.Request) (any, error) {
	q, err := body[SyncQuery](r)
	if err != nil {
		return nil, err
	}
	return n.StopPair(r.Context(), q)
}

func postConnect(n *Node, r *http.Request) (any, error) {
	q, err := body[ConnectQuery](r)
	if err != nil {
		return nil, err
	}
	return n.ConnectPair(r.Context(), q)
}

func getConnect(n *Node, r *http.Request) (any, error) {
	return n.PairConnect(r.Context(), hub.EventID(r.PathValue("event")))
}

func postStopPairs(n *Node, r *http.Request) (any, error) {
	q, err := body[StopQuery](r)
	if err != nil {
		return nil, err
	}
	k, err := n.StopPairs(r.Context(), q)
	return count{k}, err
}

func postInvite(n *Node, r *http.Request) (any, error) {
	q, err := body[InviteQuery](r)
	if err != nil {
		return nil, err
	}
	return n.Invite(r.Context(), q)
}

func postUninvite(n *Node, r *http.Request) (any, error) {
	k, err := n.RevokeInvitation(r.Context(), hub.ConnectionID(r.PathValue("connection")))
	return count{k}, err
}

func postAccept(n *Node, r *http.Request) (any, error) {
	q, err := body[AcceptQuery](r)
	if err != nil {
		return nil, err
	}
	return n.Accept(r.Context(), q)
}

func postEnd(n *Node, r *http.Request) (any, error) {
	q, err := body[EndQuery](r)
	if err != nil {
		return nil, err
	}
	return n.EndConnection(r.Context(), q)
}

func postPartner(n *Node, r *http.Request) (any, error) {
	a, err := body[address](r)
	if err != nil {
		return nil, err
	}
	return struct{}{}, n.MovePartner(r.Context(), hub.ConnectionID(r.PathValue("connection")), a.Address)
}

func postKey(n *Node, r *http.Request) (any, error) {
	id, err := n.RotateKey(r.Context())
	return key{id}, err
}

func postIdentity(n *Node, r *http.Request) (any, error) {
	i, err := body[identity](r)
	if err != nil {
		return nil, err
	}
	return struct{}{}, n.Declare(r.Context(), i.Identity)
}

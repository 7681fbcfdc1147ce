package node

import (
	"context"
	"net/url"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/engine"
)

func connectionPath(c hub.ConnectionID, what string) string {
	return "/api/v1/connections/" + url.PathEscape(string(c)) + "/" + what
}

// StopPair implements Desk.
func (c *Client) StopPair(ctx context.Context, q SyncQuery) (Synced, error) {
	return call[Synced](ctx, c, "POST", "/api/v1/stop", q)
}

// ConnectPair implements Desk.
func (c *Client) ConnectPair(ctx context.Context, q ConnectQuery) (engine.Connected, error) {
	return call[engine.Connected](ctx, c, "POST", "/api/v1/pairs/connect", q)
}

// PairConnect implements Desk.
func (c *Client) PairConnect(ctx context.Context, id hub.EventID) (engine.Connected, error) {
	return call[engine.Connected](ctx, c, "GET", "/api/v1/pairs/connect/"+url.PathEscape(string(id)), nil)
}

// StopPairs implements Desk.
func (c *Client) StopPairs(ctx context.Context, q StopQuery) (int, error) {
	k, err := call[count](ctx, c, "POST", "/api/v1/pairs/stop", q)
	return k.Count, err
}

// Invite implements Desk.
func (c *Client) Invite(ctx context.Context, q InviteQuery) (Invited, error) {
	return call[Invited](ctx, c, "POST", "/api/v1/connections/invite", q)
}

// RevokeInvitation implements Desk.
func (c *Client) RevokeInvitation(ctx context.Context, conn hub.ConnectionID) (int, error) {
	k, err := call[count](ctx, c, "POST", connectionPath(conn, "uninvite"), struct{}{})
	return k.Count, err
}

// Accept implements Desk.
func (c *Client) Accept(ctx context.Context, q AcceptQuery) (ConnectionStatus, error) {
	return call[ConnectionStatus](ctx, c, "POST", "/api/v1/connections/accept", q)
}

// EndConnection implements Desk.
func (c *Client) EndConnection(ctx context.Context, q EndQuery) (Ended, error) {
	return call[Ended](ctx, c, "POST", "/api/v1/connections/end", q)
}

// MovePartner implements Desk.
func (c *Client) MovePartner(ctx context.Context, conn hub.ConnectionID, to string) error {
	_, err := call[struct{}](ctx, c, "POST", connectionPath(conn, "partner"), address{to})
	return err
}

// RotateKey implements Desk.
func (c *Client) RotateKey(ctx context.Context) (string, error) {
	k, err := call[key](ctx, c, "POST", "/api/v1/node/key", struct{}{})
	return k.Key, err
}

// Declare implements Desk.
func (c *Client) Declare(ctx context.Context, as Identity) error {
	_, err := call[struct{}](ctx, c, "POST", "/api/v1/node/identity", identity{as})
	return err
}

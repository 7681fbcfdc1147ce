package node

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// HistoryQuery narrows the values that did not stand. Key must be there.
type HistoryQuery struct {
	Key        string // of an issue of this node or of its twin
	Connection hub.ConnectionID
	Limit      int // 0: as many as there may be rows
}

// Past is a value of an issue of this node that did not stand: a sync replaced it
// there, or it lost where both sides had edited.
type Past struct {
	hub.EndKey
	Connection hub.ConnectionID `json:"connection"`
	Issue      string           `json:"issue"` // key, of this node's
	At         time.Time        `json:"at"`
	Kind       string           `json:"kind"` // replaced, lost, overwritten, refused
	Part       hub.Part         `json:"part"`
	Values     hub.Values       `json:"values"` // was: what did not stand; now: what did
	Event      hub.EventID      `json:"event"`
}

// History lists the values of an issue that did not stand, newest first.
// NotFound if no pair has such an issue.
func (n *Node) History(ctx context.Context, q HistoryQuery) ([]Past, error) {
	if q.Key == "" {
		return nil, invalid("name an issue by its key")
	}
	if q.Limit <= 0 || q.Limit > mostRows {
		q.Limit = mostRows
	}
	var list []Past
	found := false
	err := n.store.View(ctx, func(tx store.Tx) error {
		list, found = []Past{}, false
		for e, err := range tx.Ends().List(store.EndQuery{Connection: q.Connection, Search: q.Key}) {
			if err != nil {
				return err
			}
			if !slices.Contains([]string{e.Local.Key, e.Local.ID, e.Remote.Key, e.Remote.ID}, q.Key) {
				continue // only like it
			}
			found = true
			for h, err := range tx.Histories().OfEnd(e.EndKey, q.Limit) {
				if err != nil {
					return err
				}
				list = append(list, Past{h.EndKey, e.Connection, e.Local.String(), h.At, h.Kind, h.Part, hub.Values{"was": h.Value, "now": h.By}, h.Event})
			}
		}
		return nil
	})
	if err == nil && !found {
		err = &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "no pair has an issue " + q.Key}
	}
	slices.SortStableFunc(list, func(a, b Past) int { return b.At.Compare(a.At) })
	if len(list) > q.Limit {
		list = list[:q.Limit]
	}
	return list, err
}

// History implements Desk.
func (c *Client) History(ctx context.Context, q HistoryQuery) ([]Past, error) {
	return call[[]Past](ctx, c, "GET", "/api/v1/pairs/history"+query("key", q.Key, "connection", string(q.Connection), "limit", strconv.Itoa(q.Limit)), nil)
}

func getHistory(n *Node, r *http.Request) (any, error) {
	limit, err := number(r, "limit")
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	return n.History(r.Context(), HistoryQuery{Key: q.Get("key"), Connection: hub.ConnectionID(q.Get("connection")), Limit: int(min(limit, mostRows))})
}

package node

import (
	"context"
	"net/http"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// Recorded is what a rule saw for one event.
type Recorded struct {
	Event    hub.EventID `json:"event"`
	Key      string      `json:"key,omitempty"`
	Side     hub.Side    `json:"side"`
	Lane     hub.Lane    `json:"lane"`
	Created  time.Time   `json:"created"`
	Rules    string      `json:"rules,omitempty"` // the version that ran
	Case     hub.Values  `json:"case"`
	Position int64       `json:"position"`
}

// RecordedQuery narrows the recorded runs; zero fields do not.
type RecordedQuery struct {
	Connection hub.ConnectionID
	Since      time.Time
	Before     int64 // position: for the next page, that of the last one
	Limit      int   // of a page; 0: pageOfCases
}

// pageOfCases bounds a page: a case has some dozen kB, the largest 256.
const pageOfCases = 100

// Recorded lists the runs of rules that were recorded, newest first, a page at a
// time.
func (n *Node) Recorded(ctx context.Context, q RecordedQuery) ([]Recorded, error) {
	if q.Limit <= 0 || q.Limit > pageOfCases {
		q.Limit = pageOfCases
	}
	list := []Recorded{}
	err := n.store.View(ctx, func(tx store.Tx) error {
		list = list[:0]
		for ev, err := range tx.Events().List(store.EventQuery{Connection: q.Connection, Before: q.Before}) {
			if err != nil {
				return err
			}
			// Positions are given in order of time.
			if ev.Created.Before(q.Since) || len(list) == q.Limit {
				break
			}
			if ev.Case != nil {
				list = append(list, Recorded{ev.ID, ev.Key, ev.Side, ev.Lane, ev.Created, ev.Rules, ev.Case, ev.Position})
			}
		}
		return nil
	})
	return list, err
}

func getRecorded(n *Node, r *http.Request) (any, error) {
	limit, err := number(r, "limit")
	if err != nil {
		return nil, err
	}
	before, err := number(r, "before")
	if err != nil {
		return nil, err
	}
	since, err := number(r, "since")
	if err != nil {
		return nil, err
	}
	q := RecordedQuery{Connection: hub.ConnectionID(r.URL.Query().Get("connection")), Before: before, Limit: int(min(limit, pageOfCases))}
	if since > 0 {
		q.Since = time.UnixMilli(since)
	}
	return n.Recorded(r.Context(), q)
}

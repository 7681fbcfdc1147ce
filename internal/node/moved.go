package node

import (
	"context"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// movedKey in a database says that its node lives in another one by now. Two
// that run from one database would say everything twice.
const movedKey = "node/moved"

// notMoved refuses a database whose node was moved away.
func notMoved(ctx context.Context, s store.Store) error {
	to, err := drawer{s}.Read(ctx, movedKey)
	if err == nil && to != "" {
		err = &hub.Error{Code: hub.Conflict, Scope: hub.ScopeNode,
			Message: "the node of this database was moved to " + to + ": start it there. This copy must not run; keep it as a backup or delete it"}
	}
	return err
}

// arrivingKey in a database says that a node is being moved into it.
const arrivingKey = "node/arriving"

// whole refuses a database into which a node was not moved to the end.
func whole(ctx context.Context, s store.Store) error {
	from, err := drawer{s}.Read(ctx, arrivingKey)
	if err == nil && from != "" {
		err = &hub.Error{Code: hub.Conflict, Scope: hub.ScopeNode,
			Message: "a node is being moved into this database from " + from + " and has not arrived: run entwine migrate again, which goes on where it stopped"}
	}
	return err
}

package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// Verify compares what an end keeps with what is so, and says in words what
// differs. It is meant for an end at rest: while changes are on their way they
// show as differences. It reads the issue and writes nothing.
func (e *Engine) Verify(ctx context.Context, k hub.EndKey) ([]string, error) {
	var end *hub.End
	err := e.opt.Store.View(ctx, func(tx store.Tx) (err error) {
		end, err = tx.Ends().Get(k)
		return err
	})
	if err != nil {
		return nil, err
	}
	c, t := e.conn(end.Connection), e.trackers[end.Tracker]
	if c == nil || c.Halves[k.Side] == nil || t == nil {
		return nil, fmt.Errorf("connection %s is not in the configuration any more", end.Connection)
	}
	if end.State != hub.EndActive || end.Untouched() || end.Local.ID == "" {
		return nil, nil // nothing is promised of it
	}
	j := &job{Engine: e, ev: &hub.Event{EndKey: k}, conn: c, half: c.Halves[k.Side], tr: t, end: end}
	var odd []string
	r, err := j.outgoing(ctx, &end.Captured)
	if err != nil {
		return nil, err
	}
	if told := r.Parts(); !told.Told(end.Base) {
		odd = append(odd, fmt.Sprintf("the other side is not told what the rule says of %v", told.Diff(end.Base)))
	}
	shown, err := e.get(ctx, t, end.Local)
	if hub.CodeOf(err) == hub.NotFound {
		return append(odd, "the issue cannot be found"), nil
	} else if err != nil {
		return nil, errors.Join(fmt.Errorf("read %s", end.Local), err)
	}
	if d := j.diff(&end.Captured, shown); len(d) > 0 {
		odd = append(odd, fmt.Sprintf("the tracker shows something else than was captured: %v", d))
	}
	return odd, nil
}

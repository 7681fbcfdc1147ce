package engine

import (
	"context"

	"github.com/entwine-sync/entwine/hub"
)

// unmoved is the plan of a message that asks for nothing: all that the rule makes
// of it, laid over what the item was seen to show last, is there already. Such a
// message is as if it had arrived right after that look, so the item need not be
// read for it, and a person's edit since then is one that was made after it. nil
// where that is not certain: the item is read then.
func (j *job) unmoved(ctx context.Context) *hub.Apply {
	env, end := j.ev.Envelope, j.end
	switch {
	case env.Kind != hub.KindReplica || j.ev.Skip != "" || j.ev.Apply != nil || len(j.ev.Calls) > 0:
		return nil
	case end.State != hub.EndActive || end.Joining() || end.Captured.Ref.ID == "" || j.revUnknown():
		return nil
	case end.Epoch > 1 || j.newEpoch() || len(env.Replica.Traces) > 0: // which element is which is seen at the item
		return nil
	case env.Replica.Missed || len(j.oursSince(env.Replica.Seen)) > 0:
		return nil
	}
	t := &tools{job: j, keep: true, blind: true}
	w, err := j.incomingWith(ctx, &end.Captured, env.Replica.Issue, false, t)
	if err != nil || t.said || w.Store || w.Link.ID != "" || w.SyncBack || w.Stop || w.Transition != "" ||
		len(w.Traces)+len(w.Expose)+len(w.Edits) > 0 || len(j.diff(&end.Captured, &w.Issue)) > 0 {
		return nil
	}
	return &hub.Apply{Want: w.Issue, Expected: *end.Captured.Clone(), Rev: end.CapRev, Log: end.LogID}
}

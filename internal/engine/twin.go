package engine

import (
	"context"
	"net/url"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// linkTwin shows people here where the other side's issue is, on trackers whose
// owner wants that, once its address was told. It is a help and no part of what is
// synced: where it does not work, the message is applied all the same. What is not
// stored of it is done again with the next message, which changes nothing.
func (j *job) linkTwin(ctx context.Context, r *hub.Replica) {
	t, ok := j.tr.Conn.(tracker.TwinLinker)
	address := r.Issue.URL
	if !ok || address == "" || address == j.end.Twin || j.end.Local.ID == "" {
		return
	}
	// The other side says it: nothing but a page to open is taken from there.
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return
	}
	title := r.Issue.Ref.Key
	if title == "" {
		title = address
	}
	j.calls.Add(1)
	err := t.LinkTwin(ctx, tracker.Write{Ref: j.end.Local, Mark: j.ev.EndKey.Mark()}, address, title)
	if err != nil {
		j.opt.Log.Warn("issue is not linked to its twin", "issue", j.end.Local.String(), "err", err)
		if hub.CodeOf(err).Passing() || ctx.Err() != nil {
			return
		}
	}
	j.end.Twin = address // also if it is not allowed: asking each time would help nobody
}

package jira

import (
	"context"
	"net/http"
	"net/url"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// leave has work logs leave the remaining estimate alone, which is a field of
// its own and told as one.
func leave() url.Values { return url.Values{"adjustEstimate": {"leave"}} }

// workLogBody is a work log of an issue in place of one that shows old; nil for a new
// one.
func (c *connector) workLogBody(ctx context.Context, id string, l hub.WorkLog, old any) (map[string]any, error) {
	if l.Seconds < 60 {
		return nil, invalid("workLogs", "Jira logs a minute at least")
	}
	text, err := c.illustrated(ctx, id, l.Text, old)
	if err != nil {
		return nil, err
	}
	body := map[string]any{"timeSpentSeconds": l.Seconds}
	if text != nil {
		body["comment"] = text
	} else if !c.isCloud() {
		body["comment"] = ""
	}
	if v := visibility(l.Only); v != nil {
		body["visibility"] = v
	}
	if !l.Started.IsZero() {
		body["started"] = moments(l.Started).Format(stamp)
	}
	return body, nil
}

// AddWorkLog implements tracker.WorkLogger. The time is our account's.
func (c *connector) AddWorkLog(ctx context.Context, w tracker.Write, l hub.WorkLog) (tracker.Receipt, error) {
	return c.logWork(ctx, w, http.MethodPost, "", l)
}

// EditWorkLog implements tracker.WorkLogger.
func (c *connector) EditWorkLog(ctx context.Context, w tracker.Write, l hub.WorkLog) (tracker.Receipt, error) {
	n, err := number(l.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	return c.logWork(ctx, w, http.MethodPut, "/"+n, l)
}

func (c *connector) logWork(ctx context.Context, w tracker.Write, method, which string, l hub.WorkLog) (tracker.Receipt, error) {
	id, err := number(w.Ref.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if _, err := c.place(ctx); err != nil {
		return tracker.Receipt{}, err
	}
	path := "/issue/" + id + "/worklog" + which
	var now map[string]any
	if which != "" && c.isCloud() && len(picturesIn(l.Text)) > 0 {
		if err := c.get(ctx, path, nil, &now); err != nil {
			return tracker.Receipt{}, web.Hidden(err)
		}
	}
	body, err := c.workLogBody(ctx, id, l, now["comment"])
	if err != nil {
		return tracker.Receipt{}, err
	}
	var out struct{ ID string }
	if err := c.send(ctx, method, path, leave(), body, &out); err != nil {
		return tracker.Receipt{}, ofField("workLogs", err)
	}
	if out.ID == "" {
		return tracker.Receipt{}, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer does not name the work log that was written"}
	}
	return tracker.Receipt{Ref: w.Ref, ID: out.ID}, nil
}

// DropWorkLog implements tracker.WorkLogger.
func (c *connector) DropWorkLog(ctx context.Context, w tracker.Write, workLog string) (tracker.Receipt, error) {
	return c.drop(ctx, w, "worklog", "workLogs", workLog, leave())
}

package redmine

import (
	"context"
	"net/http"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// AddWorkLog implements tracker.WorkLogger. The time is our account's.
func (c *connector) AddWorkLog(ctx context.Context, w tracker.Write, l hub.WorkLog) (tracker.Receipt, error) {
	raw, err := c.raw(ctx, w.Ref) // asked first: Redmine calls a missing issue an invalid one
	if err != nil {
		return tracker.Receipt{}, err
	}
	attrs, err := timeAttributes(l)
	if err != nil {
		return tracker.Receipt{}, err
	}
	attrs["issue_id"] = raw.ID
	if attrs["activity_id"], err = c.activityID(ctx); err != nil {
		return tracker.Receipt{}, err
	}
	var out struct {
		TimeEntry timeEntry `json:"time_entry"`
	}
	_, err = c.web.JSON(ctx, web.Request{
		Method: http.MethodPost, Path: "/time_entries.json", JSON: map[string]any{"time_entry": attrs},
	}, &out)
	if err != nil {
		return tracker.Receipt{}, ofWorkLogs(err)
	}
	if out.TimeEntry.ID == 0 {
		return tracker.Receipt{}, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer does not name the work log that was made"}
	}
	return c.after(ctx, w.Ref, tracker.Receipt{ID: id(out.TimeEntry.ID)})
}

// EditWorkLog implements tracker.WorkLogger.
func (c *connector) EditWorkLog(ctx context.Context, w tracker.Write, l hub.WorkLog) (tracker.Receipt, error) {
	n, err := number(l.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	attrs, err := timeAttributes(l)
	if err != nil {
		return tracker.Receipt{}, err
	}
	return c.timeEntry(ctx, w, l.ID, web.Request{
		Method: http.MethodPut, Path: "/time_entries/" + id(n) + ".json", JSON: map[string]any{"time_entry": attrs},
	})
}

// DropWorkLog implements tracker.WorkLogger.
func (c *connector) DropWorkLog(ctx context.Context, w tracker.Write, workLog string) (tracker.Receipt, error) {
	n, err := number(workLog)
	if err != nil {
		return tracker.Receipt{}, err
	}
	return c.timeEntry(ctx, w, workLog, web.Request{Method: http.MethodDelete, Path: "/time_entries/" + id(n) + ".json"})
}

func (c *connector) timeEntry(ctx context.Context, w tracker.Write, workLog string, r web.Request) (tracker.Receipt, error) {
	if _, err := c.web.JSON(ctx, r, nil); err != nil {
		return tracker.Receipt{}, ofWorkLogs(err)
	}
	return c.after(ctx, w.Ref, tracker.Receipt{ID: workLog})
}

func timeAttributes(l hub.WorkLog) (map[string]any, error) {
	if l.Seconds < 0 {
		return nil, invalid("workLogs", "Redmine takes no negative times")
	}
	attrs := map[string]any{"hours": hours(wholeMinutes(l.Seconds)), "comments": web.Lines(l.Text)}
	if !l.Started.IsZero() {
		attrs["spent_on"] = day(l.Started).Format("2006-01-02")
	}
	return attrs, nil
}

// ofWorkLogs names what a refusal is about.
func ofWorkLogs(err error) error {
	if e := hub.AsError(closed(err)); e.Code == hub.Invalid && e.Field == "" {
		named := *e
		named.Field = "workLogs"
		return &named
	}
	return closed(err)
}

// activityID is the activity for new work logs: that of the settings, or
// Redmine's default, or the first one.
func (c *connector) activityID(ctx context.Context) (int64, error) {
	if c.activity != "" {
		e, ok, err := c.names.byName(ctx, activities, c.activity)
		if err == nil && !ok {
			err = badSetting("activity", "Redmine has no activity "+quote(c.activity))
		}
		return e.id, err
	}
	l, err := c.names.list(ctx, activities)
	if err != nil {
		return 0, err
	}
	if e, ok := l.find(func(e entry) bool { return e.base }); ok {
		return e.id, nil
	}
	if len(l.entries) == 0 {
		return 0, badSetting("activity", "Redmine has no time tracking activities")
	}
	return l.entries[0].id, nil
}

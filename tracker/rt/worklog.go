package rt

import (
	"context"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// RT keeps how long somebody worked with each transaction. Those of ours are
// comments whose subject says when the work was begun; they count as work logs
// alone. Time that people add to a comment, or to the ticket, was worked when they
// said so; a comment stays one besides.

// workSubject is the subject of a work log, as the layout of a time in UTC. Our
// mark may follow it.
const workSubject = "Work on 2006-01-02 15:04:05 UTC"

// workLog is the work that a transaction is about, nil if it is about none, and
// whether it is about nothing else. Corrections downwards are none: they are in
// the time spent.
func (c *connector) workLog(t *transaction, body *attachment) (w *hub.WorkLog, only bool) {
	minutes := t.TimeTaken.int()
	if minutes <= 0 {
		return nil, false
	}
	w = &hub.WorkLog{ID: string(t.ID), Author: c.people.user(t.Creator), Started: moment(t.Created), Seconds: minutes * 60}
	subject, mark, _ := strings.Cut(strings.TrimSpace(string(t.Data)), ", ")
	started, err := time.Parse(workSubject, subject)
	if t.Type != "Comment" || err != nil {
		return w, false
	}
	w.Started, w.Mark = started.UTC(), mark
	if body != nil {
		w.Text = web.Lines(string(body.Content))
	}
	return w, true
}

// AddWorkLog implements tracker.WorkLogger. The time is our account's.
func (c *connector) AddWorkLog(ctx context.Context, w tracker.Write, l hub.WorkLog) (tracker.Receipt, error) {
	minutes, s := wholeMinutes(l.Seconds), web.Lines(l.Text)
	switch {
	case minutes <= 0:
		return tracker.Receipt{}, invalid("workLogs", "RT counts work in whole minutes, one at least")
	case s == "0":
		return tracker.Receipt{}, invalid("workLogs", "RT takes a text of one 0 for none")
	}
	raw, err := c.present(ctx, w)
	if err != nil {
		return tracker.Receipt{}, err
	}
	started := l.Started
	if started.IsZero() {
		started = c.now()
	}
	if y := started.UTC().Year(); y < 1 || y > 9999 {
		return tracker.Receipt{}, invalid("workLogs", "work is begun in the years 1 to 9999")
	}
	subject := started.UTC().Format(workSubject)
	if markForm.MatchString(w.Mark) {
		subject += ", " + w.Mark
	}
	message := map[string]any{"Subject": subject, "TimeTaken": id(minutes)}
	if s != "" {
		message["Content"], message["ContentType"] = s, "text/plain"
	}
	txn, err := c.say(ctx, raw, "comment", message)
	if err != nil {
		return tracker.Receipt{}, ofPart(err, "workLogs")
	}
	return c.said(ctx, w, raw, txn, txn)
}

// EditWorkLog implements tracker.WorkLogger: RT does not change what was logged.
func (c *connector) EditWorkLog(ctx context.Context, w tracker.Write, l hub.WorkLog) (tracker.Receipt, error) {
	return tracker.Receipt{}, c.keeps(ctx, w.Ref, "workLogs", l.ID)
}

// DropWorkLog implements tracker.WorkLogger: RT does not forget what was logged.
func (c *connector) DropWorkLog(ctx context.Context, w tracker.Write, workLog string) (tracker.Receipt, error) {
	return tracker.Receipt{}, c.keeps(ctx, w.Ref, "workLogs", workLog)
}

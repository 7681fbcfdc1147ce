package rt

import (
	"context"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Fields implements tracker.Schemer. All tickets are of one type; without a
// queue, what belongs to queues is left out.
func (c *connector) Fields(ctx context.Context, project, issueType string) ([]tracker.Field, error) {
	if issueType != "" && issueType != "ticket" {
		return nil, invalid("type", "all tickets of RT are of the type ticket")
	}
	var words, queues []string
	for _, p := range c.priorities {
		words = append(words, p.word)
	}
	list := []tracker.Field{
		{ID: "summary", Title: "Subject", Type: "text"},
		{ID: "description", Title: "First text (only of new tickets)", Type: "text"},
		{ID: "priority", Title: "Priority", Type: "option", Options: words},
		{ID: "extra.finalPriority", Title: "Final priority", Type: "option", Options: words},
		{ID: "assignee", Title: "Owner", Type: "user"},
		{ID: "reporter", Title: "Requestor", Type: "user"},
		{ID: "extra.requestors", Title: "Requestors, where there are several", Type: "users"},
		{ID: "watchers", Title: "Cc", Type: "users"},
		{ID: "extra.adminCc", Title: "AdminCc", Type: "users"},
		{ID: "parent", Title: "Parent", Type: "issue"},
		{ID: "due", Title: "Due", Type: "moment"},
		{ID: "extra.starts", Title: "Starts", Type: "moment"},
		{ID: "extra.started", Title: "Started", Type: "moment"},
		{ID: "originalEstimate", Title: "Time estimated", Type: "duration"},
		{ID: "remainingEstimate", Title: "Time left", Type: "duration"},
	}
	// One that is not there is looked for in the list whole.
	if _, _, err := c.known.queue(ctx, func(queue) bool { return false }); err != nil {
		return nil, err
	}
	c.known.mu.Lock()
	for _, q := range c.known.queues {
		queues = append(queues, string(q.Name))
	}
	c.known.mu.Unlock()
	status := tracker.Field{ID: "status", Title: "Status", Type: "option", Required: true}
	list = append(list, tracker.Field{ID: "project", Title: "Queue", Type: "option", Options: queues, Required: true})
	if project == "" {
		return append(list, status), nil
	}
	q, err := c.known.queueNamed(ctx, "project", project)
	if err != nil {
		return nil, err
	}
	if status.Options, err = c.statuses(ctx, q); err != nil {
		return nil, err
	}
	custom, err := c.customFields(ctx, q)
	return append(append(list, status), custom...), err
}

// statuses lists those that are known of a queue's lifecycle: those of its
// newest tickets, and where they may lead.
func (c *connector) statuses(ctx context.Context, q queue) ([]string, error) {
	ref, err := c.newestIn(ctx, q)
	if err != nil || ref == nil {
		return nil, err
	}
	raw := &ticket{ID: ref.ID, Status: ref.Status, Queue: q}
	if err := c.explore(ctx, raw, ""); err != nil {
		return nil, err
	}
	return c.ways.reach(string(q.Lifecycle), string(raw.Status)), nil
}

func (c *connector) customFields(ctx context.Context, q queue) ([]tracker.Field, error) {
	defs, err := c.known.inQueue(ctx, string(q.ID))
	if err != nil {
		return nil, err
	}
	types := map[string]string{"Select": "option", "Date": "date", "DateTime": "moment"}
	var list []tracker.Field
	for _, d := range defs {
		if d.isFile() || c.isMark(customValue{ID: text(d.id), Name: text(d.name)}) {
			continue
		}
		f := tracker.Field{ID: d.field(), Title: d.name, Type: "text"}
		if t := types[d.kind]; t != "" {
			f.Type = t
		}
		if d.kind == "Select" {
			if f.Options, err = c.known.choices(ctx, d.id); err != nil && hub.CodeOf(err) != hub.NotFound {
				return nil, err
			}
		}
		if d.many {
			f.Type += "s"
		}
		list = append(list, f)
	}
	return list, nil
}

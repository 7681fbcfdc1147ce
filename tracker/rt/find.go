package rt

import (
	"context"
	"iter"
	"net/url"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// A query is one in RT's own language, TicketSQL:
//
//	Queue = 'Alpha' AND Status = 'open' AND 'CF.{Team}' = 'Blue'

// Query implements tracker.Asker. A name in braces cannot hold any itself.
func (c *connector) Query(_ context.Context, field, value string) (string, error) {
	switch {
	case field == "summary":
		return "Subject = " + literal(value), nil
	case strings.ContainsAny(field, "{}'"):
		return "", invalid("", "RT cannot be asked for the field "+quote(field))
	}
	return "'CF.{" + field + "}' = " + literal(value), nil
}

// Find implements tracker.Connector.
func (c *connector) Find(ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
	return func(yield func(hub.Ref, error) bool) {
		base, err := c.baseQuery(ctx, query)
		if err != nil {
			yield(hub.Ref{}, err)
			return
		}
		var ids []string // those to consider
		for _, ref := range only {
			if n, err := number(ref.ID); err == nil && !slices.Contains(ids, id(n)) {
				ids = append(ids, id(n))
			}
		}
		if len(only) == 0 {
			c.findAll(ctx, base, yield)
			return
		}
		for some := range slices.Chunk(ids, askedAtOnce) {
			if !c.findAll(ctx, base+" AND (id = "+strings.Join(some, " OR id = ")+")", yield) {
				return
			}
		}
	}
}

func (c *connector) baseQuery(ctx context.Context, query string) (string, error) {
	watched, err := c.known.watched(ctx)
	if err != nil {
		return "", err
	}
	base := "Status != 'deleted'"
	if strings.TrimSpace(query) != "" {
		base = "(" + query + ")"
	}
	if len(watched) > 0 {
		base += " AND (" + inQueues("Queue", watched) + ")"
	}
	return base, nil
}

func inQueues(field string, queues []queue) string {
	var l []string
	for _, q := range queues {
		l = append(l, field+" = "+literal(string(q.ID)))
	}
	return strings.Join(l, " OR ")
}

// findAll goes through a list of any length by number, since counted pages shift
// when tickets change while they are listed. It reports whether to go on.
func (c *connector) findAll(ctx context.Context, query string, yield func(hub.Ref, error) bool) bool {
	var after int64
	for {
		var out listing[ticket]
		_, err := c.get(ctx, "/tickets", url.Values{
			"query": {query + " AND id > " + id(after)}, "orderby": {"id"}, "order": {"ASC"}, "per_page": {id(int64(c.page))},
			"fields": {"Type,Status"},
		}, &out)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			yield(hub.Ref{}, ofQuery(err))
			return false
		}
		for _, t := range out.Items {
			n := t.ID.int()
			if n <= after {
				yield(hub.Ref{}, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "RT lists the same tickets again"})
				return false
			}
			after = n
			if t.Status == "deleted" || t.Type != "" && t.Type != "ticket" {
				continue
			}
			if !yield(refOf(string(t.ID)), nil) {
				return false
			}
		}
		// Where RT hides some it does not say how many there are, and a page may be short.
		if len(out.Items) == 0 || out.Total != nil && len(out.Items) < c.page {
			return true
		}
	}
}

// ofQuery reads a refusal of a list.
func ofQuery(err error) error {
	e := hub.AsError(err)
	if e.Code != hub.Invalid {
		return err
	}
	message := e.Message
	if i := strings.Index(message, " at /"); i >= 0 { // where in RT's own text it failed
		message = message[:i]
	}
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeConnection, Err: err, Message: "RT does not take this query: " + message}
}

package memtracker

import (
	"context"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// term is one condition of a query: a field and the value it must show.
type term struct{ field, value string }

var and = regexp.MustCompile(`(?i)\s+and(?:\s+|$)`)

// parseQuery reads terms "field=value" joined by AND. The fields are project,
// status, type, label and key; a value may stand in double quotes, and has no
// AND in it.
func parseQuery(q string) ([]term, error) {
	if strings.TrimSpace(q) == "" {
		return nil, nil
	}
	var terms []term
	for _, one := range and.Split(q, -1) {
		field, value, ok := strings.Cut(one, "=")
		tm := term{strings.ToLower(strings.TrimSpace(field)), strings.Trim(strings.TrimSpace(value), `"`)}
		if !ok || !slices.Contains([]string{"project", "status", "type", "label", "key"}, tm.field) {
			return nil, invalid("", "cannot make sense of "+strconv.Quote(one)+" in the query")
		}
		terms = append(terms, tm)
	}
	return terms, nil
}

func (tm term) matches(is *hub.Issue) bool {
	switch tm.field {
	case "project":
		return is.Project == tm.value
	case "status":
		return is.Status == tm.value
	case "type":
		return is.Type == tm.value
	case "label":
		return slices.Contains(is.Labels, tm.value)
	}
	return is.Ref.Key == tm.value
}

// Find implements tracker.Connector; parseQuery has the language. Issues come
// in the order in which they were made.
func (c *connector) Find(ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
	t := c.t
	return func(yield func(hub.Ref, error) bool) {
		var terms []term
		var items []*item
		limit := 0
		err := t.read(ctx, Call{Name: "Find"}, func() (err error) {
			if terms, err = parseQuery(query); err != nil {
				return err
			}
			items, limit = t.items, t.knobs.BreakAfter
			if len(only) > 0 {
				items = t.named(only)
			}
			return t.readable(terms)
		})
		found := 0
		for _, it := range items {
			if err != nil {
				break
			}
			ref, ok := t.match(it, terms)
			switch {
			case ctx.Err() != nil:
				err = lost(ctx.Err())
			case ok && limit > 0 && found >= limit:
				err = lost(nil)
			case ok:
				found++
				if !yield(ref, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(hub.Ref{}, err)
		}
	}
}

// readable refuses a query that asks for a project we may not see.
func (t *Tracker) readable(terms []term) error {
	for _, tm := range terms {
		if tm.field == "project" && t.knobs.Unreadable[tm.value] {
			return &hub.Error{
				Code: hub.Denied, Scope: hub.ScopeConnection, Message: "our account may not read project " + tm.value,
			}
		}
	}
	return nil
}

// named finds the issues of the given names, each once.
func (t *Tracker) named(refs []hub.Ref) []*item {
	var items []*item
	seen := map[*item]bool{}
	for _, ref := range refs {
		if it := t.lookup(ref); it != nil && !seen[it] {
			seen[it] = true
			items = append(items, it)
		}
	}
	return items
}

func (t *Tracker) match(it *item, terms []term) (hub.Ref, bool) {
	t.lock()
	defer t.mu.Unlock()
	if !t.shown(it) {
		return hub.Ref{}, false
	}
	is := t.stale(it)
	if is == nil {
		return hub.Ref{}, false
	}
	for _, tm := range terms {
		if !tm.matches(is) {
			return hub.Ref{}, false
		}
	}
	return it.ref, true
}

// Fields implements tracker.Schemer.
func (c *connector) Fields(ctx context.Context, _, _ string) (list []tracker.Field, err error) {
	t := c.t
	err = t.read(ctx, Call{Name: "Fields"}, func() error {
		for _, name := range hub.FieldNames() {
			if !slices.Contains(ownCalls, name) {
				list = append(list, t.field(name))
			}
		}
		for _, name := range t.cfg.Custom {
			list = append(list, tracker.Field{ID: "customFields." + name, Title: name, Type: "text"})
		}
		return nil
	})
	return list, err
}

func (t *Tracker) field(name string) tracker.Field {
	f := tracker.Field{ID: name, Title: name, Type: "text"}
	f.Required = slices.Contains(fixed, name) || slices.Contains(t.cfg.Required, name)
	switch name {
	case "project":
		f.Options = slices.Clone(t.cfg.Projects)
	case "assignee", "reporter":
		f.Type = "user"
	case "parent":
		f.Type = "issue"
	case "due":
		f.Type = "time"
	case "originalEstimate", "remainingEstimate":
		f.Type = "number"
	}
	if hub.IsSet(name) {
		f.Type = "set"
	}
	return f
}

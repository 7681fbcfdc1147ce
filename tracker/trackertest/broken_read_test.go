package trackertest

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// getter gets Get wrong.
type getter struct {
	full
	get func(c full, ctx context.Context, ref hub.Ref) (*hub.Issue, error)
}

func (g getter) Get(ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
	return g.get(g.full, ctx, ref)
}

func gets(get func(full, context.Context, hub.Ref) (*hub.Issue, error)) func(full) tracker.Connector {
	return func(c full) tracker.Connector { return getter{c, get} }
}

// shows changes what reads show.
func shows(do func(*hub.Issue)) func(full) tracker.Connector {
	return gets(func(c full, ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
		is, err := c.Get(ctx, ref)
		if is != nil {
			do(is)
		}
		return is, err
	})
}

func readFaults() []fault {
	return []fault{
		{name: "a missing issue is nil without an error", found: []string{"get/an issue that is not there", "get/an issue that was deleted"},
			wrap: gets(func(c full, ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
				is, err := c.Get(ctx, ref)
				if hub.CodeOf(err) == hub.NotFound {
					return nil, nil
				}
				return is, err
			})},
		{name: "errors are not classified", found: []string{"get/an issue that is not there"},
			wrap: gets(func(c full, ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
				is, err := c.Get(ctx, ref)
				if err != nil {
					return nil, errors.New(err.Error())
				}
				return is, nil
			})},
		{name: "what is hidden is denied", found: []string{"get/an issue hidden from us"},
			wrap: gets(func(c full, ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
				is, err := c.Get(ctx, ref)
				if err != nil {
					return nil, &hub.Error{Code: hub.Denied, Message: "no"}
				}
				return is, nil
			})},
		{name: "ids are not escaped", found: []string{"get/an id with strange characters"},
			wrap: gets(func(c full, ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
				if id, _, cut := strings.Cut(ref.ID, "?"); cut {
					return &hub.Issue{Ref: hub.Ref{ID: id}}, nil
				}
				return c.Get(ctx, ref)
			})},
		{name: "an issue needs its key", found: []string{"get/by id alone"},
			wrap: gets(func(c full, ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
				return c.Get(ctx, hub.Ref{Key: ref.Key})
			})},
		{name: "the revision counts reads", found: []string{"get/the same revision while nothing changes"}, wrap: countsReads},
		{name: "the revision stands still", found: []string{"revision/grows with each change", "get/what a person changed"},
			wrap: shows(func(is *hub.Issue) { is.Rev = "1" })},
		{name: "answers are shared", found: []string{"get/the caller owns the answer"}, wrap: cached},
		{name: "a mark is found by its beginning", found: []string{
			"mark/finds nothing where there is nothing", "mark/of an issue that is gone finds nothing",
		}, wrap: func(c full) tracker.Connector { return looseMarks{c} }},
		{name: "find gives all there is", found: []string{
			"find/only what is asked for", "find/by query", "find/by query, only what is asked for", "find/a query that makes no sense",
		}, wrap: finds(func(c full, ctx context.Context, _ string, _ ...hub.Ref) iter.Seq2[hub.Ref, error] {
			return c.Find(ctx, "")
		})},
		{name: "find gives one page", found: []string{"find/everything"},
			wrap: finds(func(c full, ctx context.Context, q string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
				return func(yield func(hub.Ref, error) bool) {
					for ref, err := range c.Find(ctx, q, only...) {
						yield(ref, err)
						return
					}
				}
			})},
		{name: "find gives what was asked for unseen", found: []string{"find/not what is hidden or deleted"},
			wrap: finds(func(c full, ctx context.Context, q string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
				return func(yield func(hub.Ref, error) bool) {
					for _, ref := range only {
						if !yield(ref, nil) {
							return
						}
					}
				}
			})},
		{name: "find ends for good when its caller stops", found: []string{"find/a caller may stop at any issue"}, wrap: onceStopped},
	}
}

func countsReads(c full) tracker.Connector {
	var mu sync.Mutex
	n := 0
	return getter{c, func(c full, ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
		is, err := c.Get(ctx, ref)
		mu.Lock()
		defer mu.Unlock()
		if n++; is != nil {
			is.Rev += hub.Rev(rune('a' + n%26))
		}
		return is, err
	}}
}

// cached hands out the same issue until its revision changes.
func cached(c full) tracker.Connector {
	var mu sync.Mutex
	known := map[string]*hub.Issue{}
	return getter{c, func(c full, ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
		is, err := c.Get(ctx, ref)
		mu.Lock()
		defer mu.Unlock()
		if have := known[ref.ID]; err == nil && (have == nil || have.Rev != is.Rev) {
			known[ref.ID] = is
		}
		return known[ref.ID], err
	}}
}

type looseMarks struct{ full }

func (l looseMarks) FindMarked(ctx context.Context, _ string) (hub.Ref, error) {
	for ref, err := range l.Find(ctx, "") {
		return ref, err
	}
	return hub.Ref{}, nil
}

// finder gets Find wrong.
type finder struct {
	full
	find func(c full, ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error]
}

func (f finder) Find(ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
	return f.find(f.full, ctx, query, only...)
}

func finds(find func(full, context.Context, string, ...hub.Ref) iter.Seq2[hub.Ref, error]) func(full) tracker.Connector {
	return func(c full) tracker.Connector { return finder{c, find} }
}

func onceStopped(c full) tracker.Connector {
	stopped := false
	return finder{c, func(c full, ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
		return func(yield func(hub.Ref, error) bool) {
			if stopped {
				yield(hub.Ref{}, &hub.Error{Code: hub.Internal, Message: "already closed"})
				return
			}
			for ref, err := range c.Find(ctx, query, only...) {
				if !yield(ref, err) {
					stopped = true
					return
				}
			}
		}
	}}
}

// canoner gets Canon wrong.
type canoner struct {
	full
	canon func(c full, field string, v hub.Value) hub.Value
}

func (n canoner) Canon(field string, v hub.Value) hub.Value { return n.canon(n.full, field, v) }

func canons(canon func(full, string, hub.Value) hub.Value) func(full) tracker.Connector {
	return func(c full) tracker.Connector { return canoner{c, canon} }
}

func textFaults() []fault {
	return []fault{
		{name: "canon takes one blank at a time", found: []string{"canon/of its own answer is the same"},
			wrap: canons(func(c full, field string, v hub.Value) hub.Value {
				if s, ok := v.(string); ok {
					return strings.TrimSuffix(s, " ")
				}
				return c.Canon(field, v)
			})},
		{name: "canon changes what it is given", found: []string{"canon/is pure"},
			wrap: canons(func(c full, field string, v hub.Value) hub.Value {
				if m, ok := v.(map[string]hub.Value); ok && m["body"] != nil {
					m["body"] = text(m["body"]) + "!"
				}
				return c.Canon(field, v)
			})},
		{name: "canon of nothing is empty text", found: []string{"canon/of nothing is nothing"},
			wrap: canons(func(c full, field string, v hub.Value) hub.Value {
				if v == nil {
					return ""
				}
				return c.Canon(field, v)
			})},
		{name: "canon gives a type of its own", found: []string{"canon/gives Values"},
			wrap: canons(func(c full, field string, v hub.Value) hub.Value {
				if l, ok := v.([]hub.Value); ok {
					return len(l)
				}
				return c.Canon(field, v)
			})},
		{name: "the tracker trims, canon does not say so", cfg: memtracker.Config{Norm: memtracker.Norm{Trim: true}}, found: []string{
			"canon/is what a read shows after Set", "canon/is what a read shows after Create", "comments/canon is what a read shows",
		}, wrap: canons(func(_ full, _ string, v hub.Value) hub.Value { return v })},
		{name: "text beyond Latin is lost", found: []string{"get/text of all the world", "canon/is what a read shows after Set"},
			wrap: shows(func(is *hub.Issue) { everyText(is, func(s string) string { return strings.Map(latin, s) }) })},
		{name: "text is cut", found: []string{"get/huge text whole or not at all"},
			wrap: shows(func(is *hub.Issue) { everyText(is, func(s string) string { return s[:min(len(s), 32767)] }) })},
	}
}

func latin(r rune) rune {
	if r > 0xff {
		return '?'
	}
	return r
}

// feeder gets Changes wrong.
type feeder struct {
	full
	changes func(c full, ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error]
}

func (f feeder) Changes(ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
	return f.changes(f.full, ctx, since)
}

// maps changes the changes that are told; do may leave one out.
func mapped(do func(c full, ctx context.Context, since tracker.Cursor, ch *tracker.Change) bool) func(full) tracker.Connector {
	return func(c full) tracker.Connector {
		return feeder{c, func(c full, ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
			return func(yield func(tracker.Change, error) bool) {
				for ch, err := range c.Changes(ctx, since) {
					if (err != nil || do(c, ctx, since, &ch)) && !yield(ch, err) {
						return
					}
				}
			}
		}}
	}
}

func feedFaults() []fault {
	carries := memtracker.Best()
	carries.CarriesState = true
	return []fault{
		{name: "nothing is told", found: []string{
			"changes/tells of a new issue", "changes/tells of what we set", "changes/tells of a comment", "changes/tells of a person's edit",
			"changes/tells of a person's edit right after the cursor was taken", "cursor/a caller may stop at any change",
			"cursor/outlives the connector", "cursor/leads to what comes later", "cursor/of the last change does not go back",
			"context/one that ends between two changes ends the list",
		}, wrap: mapped(func(full, context.Context, tracker.Cursor, *tracker.Change) bool { return false })},
		{name: "newest first", found: []string{"changes/oldest first"}, wrap: reversed},
		{name: "the cursor goes back", found: []string{"cursor/of the last change does not go back"},
			wrap: mapped(func(_ full, _ context.Context, since tracker.Cursor, ch *tracker.Change) bool {
				ch.Next = since
				return true
			})},
		{name: "each cursor is that of the end", found: []string{"cursor/of each change leads to all that come after"},
			wrap: mapped(func(c full, ctx context.Context, _ tracker.Cursor, ch *tracker.Change) bool {
				end, err := c.Head(ctx)
				ch.Next = end
				return err == nil
			})},
		{name: "now is the beginning", found: []string{"cursor/of now has nothing old behind it"}, wrap: func(c full) tracker.Connector { return fromTheStart{c} }},
		{name: "our own are not to be known", found: []string{"changes/our own carries what the receipt has"},
			wrap: mapped(func(_ full, _ context.Context, _ tracker.Cursor, ch *tracker.Change) bool {
				ch.Rev, ch.ID = "", ""
				return true
			})},
		{name: "a carried state is half of it", cfg: memtracker.Config{Habits: carries}, found: []string{"changes/a carried state is that of the issue"},
			wrap: mapped(func(_ full, _ context.Context, _ tracker.Cursor, ch *tracker.Change) bool {
				if ch.State != nil {
					ch.State.Labels = nil
				}
				return true
			})},
		{name: "deletions are not told", found: []string{"changes/a deletion is told"}, knobs: memtracker.Knobs{NoDeleteEvent: true}},
		{name: "what is not found is told as deleted", found: []string{"changes/what is hidden is not told as deleted"}, wrap: sweeps},
		{name: "nobody is woken", found: []string{"watch/tells of a change", "watch/ends with its context"}, wrap: func(c full) tracker.Connector { return deaf{c} }},
	}
}

func reversed(c full) tracker.Connector {
	return feeder{c, func(c full, ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
		return func(yield func(tracker.Change, error) bool) {
			var list []tracker.Change
			for ch, err := range c.Changes(ctx, since) {
				if err != nil {
					yield(ch, err)
					return
				}
				list = append(list, ch)
			}
			for _, ch := range slices.Backward(list) {
				if !yield(ch, nil) {
					return
				}
			}
		}
	}}
}

type fromTheStart struct{ full }

func (fromTheStart) Head(context.Context) (tracker.Cursor, error) { return "0", nil }

// sweeps tells every issue it ever saw and cannot read as deleted.
func sweeps(c full) tracker.Connector {
	var mu sync.Mutex
	seen := map[string]bool{}
	remember := creator{c, func(c full, ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
		r, err := c.Create(ctx, w, is)
		mu.Lock()
		defer mu.Unlock()
		seen[r.Ref.ID] = true
		return r, err
	}}
	return feeder{remember, func(c full, ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
		return func(yield func(tracker.Change, error) bool) {
			mu.Lock()
			defer mu.Unlock()
			for id := range seen {
				ref := hub.Ref{ID: id}
				_, err := c.Get(ctx, ref)
				if hub.CodeOf(err) == hub.NotFound && !yield(tracker.Change{Ref: ref, Deleted: true, Next: since}, nil) {
					return
				}
			}
		}
	}}
}

// deaf watches without hearing, and notices much too late that nobody listens.
type deaf struct{ full }

func (deaf) Watch(ctx context.Context, _ func()) error {
	<-ctx.Done()
	<-time.After(time.Hour)
	return ctx.Err()
}

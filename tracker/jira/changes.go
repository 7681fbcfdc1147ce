package jira

import (
	"context"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Jira's search compares times of update by the minute, in the zone of the
// account, and shows what its index knows. So a look asks for the last so many
// minutes, which needs no zone, goes back a little each time, and remembers what
// it has told of that time.

const (
	// overlap is how far a look goes back: the indexes of the nodes of a Data
	// Center may be that far behind each other.
	overlap = 5 * time.Minute
	// stuck is after how long no more is expected of one second, so that what it
	// shows need not be told again: some databases keep no fractions.
	stuck = 2 * time.Second
)

// cursorPlace is a cursor. All that was updated before From is told, and of the
// overlap before it what Seen names: times of update in milliseconds by issue.
type cursorPlace struct {
	From int64            `json:"from"`
	Seen map[string]int64 `json:"seen,omitempty"`
}

func (p *cursorPlace) cursor() tracker.Cursor {
	b, err := json.Marshal(p)
	if err != nil {
		panic("jira: a cursor is made of texts and numbers: " + err.Error())
	}
	return tracker.Cursor(b)
}

func placeOf(cur tracker.Cursor) (*cursorPlace, error) {
	p := &cursorPlace{}
	if cur != "" {
		if err := json.Unmarshal([]byte(cur), p); err != nil {
			return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "this cursor is none of Jira's", Err: err}
		}
	}
	if p.Seen == nil {
		p.Seen = map[string]int64{}
	}
	return p, nil
}

// see takes note of an issue that was told, and moves on to its time.
func (p *cursorPlace) see(h hit, server time.Time) {
	at := h.Updated.UnixMilli()
	if at > p.From {
		p.From = at
		limit := at - overlap.Milliseconds()
		maps.DeleteFunc(p.Seen, func(_ string, seen int64) bool { return seen < limit })
	}
	if !h.sole() && h.Updated.Add(stuck).After(server) {
		delete(p.Seen, h.ID)
		return
	}
	p.Seen[h.ID] = at
}

// sole reports whether no other change of the issue has its time: a time that has
// a fraction is of a database that keeps them.
func (h hit) sole() bool { return h.Updated.Nanosecond() != 0 }

func (p *cursorPlace) saw(h hit) bool {
	at, ok := p.Seen[h.ID]
	return ok && at == h.Updated.UnixMilli() || h.Updated.UnixMilli() < p.From-overlap.Milliseconds()
}

// Head implements tracker.Connector. Now is when the newest issue was updated:
// what comes has a later time, or one in the overlap, whatever clocks say.
func (c *connector) Head(ctx context.Context) (tracker.Cursor, error) {
	newest, err := c.search(ctx, c.watched("")+" ORDER BY updated DESC", "", []string{"updated"}, false)
	if err != nil {
		return "", err
	}
	p := &cursorPlace{Seen: map[string]int64{}}
	if len(newest.hits) == 0 {
		return p.cursor(), nil
	}
	from := newest.hits[0].Updated
	p.From = from.UnixMilli()
	for h, err := range c.updatedSince(ctx, from.Add(-overlap)) {
		if err != nil {
			return "", err
		}
		if h.Updated.After(from) {
			break // updated since we began to look
		}
		p.see(h, c.serverTime())
	}
	return p.cursor(), nil
}

// Changes implements tracker.Connector. Deletions are not told, nor what leaves
// the time of update alone: watchers, votes, and links to addresses.
func (c *connector) Changes(ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
	return func(yield func(tracker.Change, error) bool) {
		p, err := placeOf(since)
		if err != nil {
			yield(tracker.Change{}, err)
			return
		}
		// A cursor names all of the overlap, so only some of the changes have one
		// made for them: the last, and each hundredth. The others have a former one.
		next, n := p.cursor(), 0
		var held *tracker.Change
		give := func(last bool) bool {
			if held == nil {
				return true
			}
			if n++; last || n%mostListed == 0 {
				next = p.cursor()
			}
			held.Next = next
			return yield(*held, nil)
		}
		for h, err := range c.updatedSince(ctx, time.UnixMilli(p.From).Add(-overlap)) {
			if err == nil && ctx.Err() != nil {
				err = ctx.Err()
			}
			if err != nil {
				if give(true) {
					yield(tracker.Change{}, err)
				}
				return
			}
			if p.saw(h) {
				continue
			}
			if !give(false) {
				return
			}
			held = &tracker.Change{Ref: hub.Ref{ID: h.ID, Key: h.Key}, At: h.Updated, Rev: revOf(h.Updated), Sole: h.sole()}
			p.see(h, c.serverTime())
		}
		give(true)
	}
}

// updatedSince lists what was updated from a moment on, oldest first. Issues
// that change meanwhile move to the end of the list and all behind them move up,
// so a next page is found by the time the last one ended with and not by
// counting; only within one minute that fills a page it is counted.
func (c *connector) updatedSince(ctx context.Context, from time.Time) iter.Seq2[hit, error] {
	return func(yield func(hit, error) bool) {
		type version struct {
			id string
			at int64
		}
		if _, err := c.place(ctx); err != nil { // from now on the server's clock is known
			yield(hit{}, err)
			return
		}
		told := map[version]bool{}
		for position := ""; ; {
			jql := c.watched("updated >= " + c.minutesAgo(from))
			p, err := c.search(ctx, jql+" ORDER BY updated ASC, key ASC", position, []string{"updated"}, false)
			if err != nil {
				yield(hit{}, err)
				return
			}
			slices.SortStableFunc(p.hits, func(a, b hit) int { return a.Updated.Compare(b.Updated) })
			last := from
			for _, h := range p.hits {
				if h.Updated.After(last) {
					last = h.Updated
				}
				v := version{h.ID, h.Updated.UnixMilli()}
				if told[v] || h.Updated.Before(from.Truncate(time.Minute)) {
					continue
				}
				told[v] = true
				if !yield(h, nil) {
					return
				}
			}
			switch {
			case !p.full:
				return
			case last.Truncate(time.Minute).After(from.Truncate(time.Minute)):
				from, position = last, ""
			default:
				position = p.next
			}
		}
	}
}

// minutesAgo is a moment as the search compares it, two minutes early at most: one
// is what is cut off, the other for a server in front whose clock is not Jira's.
func (c *connector) minutesAgo(t time.Time) string {
	ago := c.serverTime().Sub(t)
	const most = 100 * 365 * 24 * time.Hour
	ago = min(max(ago, 0), most)
	return "-" + itoa(int(ago/time.Minute)+2) + "m"
}

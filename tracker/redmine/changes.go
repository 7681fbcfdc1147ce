package redmine

import (
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Redmine tells when an issue was last updated, to the second. A second may
// have more to come after it was looked at, from this clock's point of view and
// from that of a transaction that commits late. So each look goes back a little,
// and remembers what it has told of that time.

const (
	// overlap is how many seconds a look goes back: the longest that a
	// transaction takes, or that the clocks of several servers are apart.
	overlap = 10
	// settled is after how many seconds no more is expected of one, so that what
	// it shows need not be told again.
	settled = 2
	// mostListed is how many issues Redmine lists at most in one answer.
	mostListed = 100
)

// place is a cursor. All that was updated before From is told, and of the time
// since Seen what it names: numbers of issues, by the second of their update.
type place struct {
	From int64             `json:"from"`
	Seen map[int64][]int64 `json:"seen,omitempty"`
}

func (p *place) cursor() tracker.Cursor {
	b, err := json.Marshal(p)
	if err != nil {
		panic("redmine: a cursor is made of numbers: " + err.Error())
	}
	return tracker.Cursor(b)
}

func placeOf(cur tracker.Cursor) (*place, error) {
	p := &place{}
	if cur != "" {
		if err := json.Unmarshal([]byte(cur), p); err != nil {
			return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "this cursor is none of Redmine's", Err: err}
		}
	}
	if p.Seen == nil {
		p.Seen = map[int64][]int64{}
	}
	return p, nil
}

// see takes note of an issue that was told, and moves on to its time.
func (p *place) see(raw *issue, server int64) {
	at := raw.UpdatedOn.Unix()
	if at > p.From {
		p.From = at
		maps.DeleteFunc(p.Seen, func(second int64, _ []int64) bool { return second < at-overlap })
	}
	if at+settled <= server && !slices.Contains(p.Seen[at], raw.ID) {
		p.Seen[at] = append(p.Seen[at], raw.ID)
	}
}

func (p *place) saw(raw *issue) bool { return slices.Contains(p.Seen[raw.UpdatedOn.Unix()], raw.ID) }

// Head implements tracker.Connector. Now is when the newest issue was updated:
// what comes has a later time, or one in the overlap, whatever clocks say.
func (c *connector) Head(ctx context.Context) (tracker.Cursor, error) {
	watched, err := c.watched(ctx)
	if err != nil {
		return "", err
	}
	q := watched.and("status_id", "*").values()
	q.Set("sort", "updated_on:desc")
	q.Set("limit", "1")
	newest, h, err := c.list(ctx, q)
	if err != nil {
		return "", err
	}
	p := &place{Seen: map[int64][]int64{}}
	if len(newest) == 0 {
		return p.cursor(), nil
	}
	now := c.serverTime(h)
	p.From = newest[0].UpdatedOn.Unix()
	for raw, err := range c.updatedSince(ctx, p.From-overlap) {
		if err != nil {
			return "", err
		}
		if raw.UpdatedOn.Unix() > p.From {
			break // updated since we began to look
		}
		p.see(&raw.issue, now)
	}
	return p.cursor(), nil
}

// Changes implements tracker.Connector. Deletions are not told, nor what leaves
// the time of update alone: relations, watchers, work logs, edits of comments.
func (c *connector) Changes(ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
	return func(yield func(tracker.Change, error) bool) {
		p, err := placeOf(since)
		if err != nil {
			yield(tracker.Change{}, err)
			return
		}
		for raw, err := range c.updatedSince(ctx, max(p.From-overlap, 0)) {
			if err == nil && ctx.Err() != nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(tracker.Change{}, err)
				return
			}
			if p.saw(&raw.issue) {
				continue
			}
			p.see(&raw.issue, raw.server)
			ch := tracker.Change{
				Ref: refOf(raw.ID), At: raw.UpdatedOn.UTC(), Rev: revOf(raw.UpdatedOn), Next: p.cursor(),
			}
			if !yield(ch, nil) {
				return
			}
		}
	}
}

// seenIssue is an issue in a list, and when the server gave it.
type seenIssue struct {
	issue
	server int64
}

// updatedSince lists what was updated in or after a second, by second and
// number. Issues that change meanwhile move to the end of the list, so pages
// are found by what they begin with and not by counting. A page may begin with
// issues of the second before: where the database keeps fractions of seconds,
// Redmine's comparison is that much too wide.
func (c *connector) updatedSince(ctx context.Context, from int64) iter.Seq2[seenIssue, error] {
	return func(yield func(seenIssue, error) bool) {
		watched, err := c.watched(ctx)
		if err != nil {
			yield(seenIssue{}, err)
			return
		}
		told := map[int64]bool{} // numbers of issues of the second from
		for {
			q := watched.and("status_id", "*").and("updated_on", ">=", stamp(time.Unix(from, 0))).values()
			q.Set("sort", "updated_on:asc,id:asc")
			list, h, err := c.list(ctx, q)
			if err != nil {
				yield(seenIssue{}, err)
				return
			}
			bySecond(list)
			full, server := len(list) >= c.page, c.serverTime(h)
			// A page that does not lead beyond its first second may not be all of it.
			stuck := full && list[len(list)-1].UpdatedOn.Unix() <= from
			if stuck {
				if list, server, err = c.wholeSecond(ctx, watched, from); err != nil {
					yield(seenIssue{}, err)
					return
				}
			}
			next := from
			for _, raw := range list {
				at := raw.UpdatedOn.Unix()
				if at < from || at == from && told[raw.ID] {
					continue
				}
				if at > next {
					next = at
					clear(told)
				}
				told[raw.ID] = true
				if !yield(seenIssue{raw, server}, nil) {
					return
				}
			}
			switch {
			case stuck:
				next = from + 1
				clear(told)
			case !full:
				return
			}
			from = next
		}
	}
}

func bySecond(list []issue) {
	slices.SortStableFunc(list, func(a, b issue) int {
		return cmp.Or(cmp.Compare(a.UpdatedOn.Unix(), b.UpdatedOn.Unix()), cmp.Compare(a.ID, b.ID))
	})
}

// wholeSecond lists all that was updated in one second, by number: after an
// import or a change of many issues at once they may be thousands. What changes
// meanwhile comes later in the list of all.
func (c *connector) wholeSecond(ctx context.Context, watched filter, second int64) ([]issue, int64, error) {
	var all []issue
	server, after := int64(0), int64(0)
	for {
		q := watched.and("status_id", "*").and("issue_id", ">=", id(after+1)).
			and("updated_on", "><", stamp(time.Unix(second, 0)), stamp(time.Unix(second+1, 0))).values()
		q.Set("sort", "id:asc")
		list, h, err := c.list(ctx, q)
		if err != nil {
			return nil, 0, err
		}
		if server == 0 {
			server = c.serverTime(h)
		}
		for _, raw := range list {
			if raw.UpdatedOn.Unix() == second {
				all = append(all, raw)
			}
		}
		if len(list) < c.page {
			return all, server, nil
		}
		after = list[len(list)-1].ID
	}
}

// list reads one page of issues.
func (c *connector) list(ctx context.Context, q url.Values) ([]issue, http.Header, error) {
	if q.Get("limit") == "" {
		q.Set("limit", strconv.Itoa(c.page))
	}
	var out struct{ Issues []issue }
	h, err := c.get(ctx, "/issues.json", q, &out)
	return out.Issues, h, err
}

// serverTime is the server's clock as an answer tells it, or ours: Redmine alone
// tells no time, the servers usually in front of it do. It only decides whether
// something is told once more.
func (c *connector) serverTime(h http.Header) int64 {
	if t, err := http.ParseTime(h.Get("Date")); err == nil {
		return t.Unix()
	}
	return c.now().Unix()
}

// filter is what Redmine's lists are narrowed by, in the form that takes any
// operator for any field.
type filter []condition

type condition struct {
	field, op string
	values    []string
}

func (f filter) and(field, op string, values ...string) filter {
	return append(slices.Clip(f), condition{field, op, values})
}

func (f filter) values() url.Values {
	q := url.Values{"set_filter": {"1"}}
	for _, c := range f {
		q.Add("f[]", c.field)
		q.Set("op["+c.field+"]", c.op)
		for _, v := range c.values {
			q.Add("v["+c.field+"][]", v)
		}
	}
	return q
}

// watched narrows a list to the projects that are watched.
func (c *connector) watched(ctx context.Context) (filter, error) {
	if len(c.projects) == 0 {
		return nil, nil
	}
	ids, err := c.watchedProjects(ctx)
	if err != nil {
		return nil, err
	}
	var numbers []string
	for _, n := range ids {
		numbers = append(numbers, id(n))
	}
	return filter{}.and("project_id", "=", numbers...), nil
}

func (c *connector) watchedProjects(ctx context.Context) ([]int64, error) {
	var ids []int64
	for _, p := range c.projects {
		e, ok, err := c.names.find(ctx, projects, func(e entry) bool { return e.alias == p })
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, badSetting("projects", "the account sees no project with the identifier "+quote(p))
		}
		ids = append(ids, e.id)
	}
	return ids, nil
}

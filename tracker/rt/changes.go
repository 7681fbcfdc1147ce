package rt

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// RT numbers the transactions of all tickets, and so tells what happened since.
// A number is given when a transaction begins to be written, and seen when it is
// committed, after the mail that it causes was sent: one with a lower number may
// show up after one with a higher. So each look goes back a little, and remembers
// what it has told of that time.

const (
	// overlap is how long a transaction may show up after one with a higher number
	// was seen: longer than servers in front of RT let a request last.
	overlap = 2 * time.Minute
	// remembered is how many transactions a look goes back at most: they are read
	// again each time, a hundred in a request.
	remembered = 500
)

// place is a cursor. All transactions before From are told, which is the number
// of one itself, and of those since, Seen.
type place struct {
	From int64 `json:"from"`
	Seen spans `json:"seen,omitempty"`
	// At has when Seen were seen, by our clock: a number, and the second since
	// which it and those after it were.
	At [][2]int64 `json:"at,omitempty"`

	overlap time.Duration
}

func (p *place) cursor() tracker.Cursor {
	b, err := json.Marshal(p)
	if err != nil {
		panic("rt: a cursor is made of numbers: " + err.Error())
	}
	return tracker.Cursor(b)
}

func placeOf(cur tracker.Cursor, overlap time.Duration) (*place, error) {
	p := &place{overlap: overlap}
	if cur != "" {
		if err := json.Unmarshal([]byte(cur), p); err != nil {
			return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "this cursor is none of RT's", Err: err}
		}
	}
	return p, nil
}

// see takes note of a transaction that was told.
func (p *place) see(n int64, now time.Time) {
	if n < p.From {
		return
	}
	p.Seen = p.Seen.with(n)
	if l := len(p.At); l == 0 || n > p.At[l-1][0] && now.Unix() > p.At[l-1][1] {
		p.At = append(p.At, [2]int64{n, now.Unix()})
	}
	p.forget(now)
}

// forget moves on from what no more is expected before.
func (p *place) forget(now time.Time) {
	if len(p.Seen) == 0 || len(p.At) == 0 {
		return
	}
	from := p.Seen[0][0]
	old := now.Add(-p.overlap).Unix()
	for i, at := range p.At {
		switch {
		case at[1] > old:
		case i == len(p.At)-1:
			from = p.newest()
		default:
			from = max(from, p.At[i+1][0])
		}
	}
	for p.Seen = p.Seen.from(from); p.Seen.count() > remembered; {
		more := p.Seen.count() - remembered
		p.Seen = p.Seen.from(min(p.Seen[0][0]+more, p.Seen[0][1]+1))
	}
	p.From = p.Seen[0][0]
	for len(p.At) > 1 && p.At[1][0] <= p.From {
		p.At = p.At[1:]
	}
	p.At = slices.Clone(p.At)
	p.At[0][0] = max(p.At[0][0], p.From)
}

// newest is the highest number that was told, 0 if none was.
func (p *place) newest() int64 {
	if l := len(p.Seen); l > 0 {
		return p.Seen[l-1][1]
	}
	return 0
}

// spans are numbers, as spans of first and last, in order. In JSON they are a
// text: 3-7,9.
type spans [][2]int64

func (s spans) has(n int64) bool {
	i, _ := slices.BinarySearchFunc(s, n, func(p [2]int64, n int64) int {
		if p[1] < n {
			return -1
		}
		return 1
	})
	return i < len(s) && s[i][0] <= n
}

func (s spans) with(n int64) spans {
	if s.has(n) {
		return s
	}
	i, _ := slices.BinarySearchFunc(s, n, func(p [2]int64, n int64) int {
		if p[1] < n {
			return -1
		}
		return 1
	})
	out := slices.Clone(s)
	before, after := i > 0 && s[i-1][1] == n-1, i < len(s) && s[i][0] == n+1
	switch {
	case before && after:
		out[i-1][1] = s[i][1]
		return slices.Delete(out, i, i+1)
	case before:
		out[i-1][1] = n
	case after:
		out[i][0] = n
	default:
		return slices.Insert(out, i, [2]int64{n, n})
	}
	return out
}

// from leaves out what lies before a number.
func (s spans) from(n int64) spans {
	var out spans
	for _, p := range s {
		if p[1] >= n {
			out = append(out, [2]int64{max(p[0], n), p[1]})
		}
	}
	return out
}

func (s spans) count() int64 {
	var n int64
	for _, p := range s {
		n += p[1] - p[0] + 1
	}
	return n
}

// MarshalText implements encoding.TextMarshaler.
func (s spans) MarshalText() ([]byte, error) {
	var b []byte
	for i, p := range s {
		if i > 0 {
			b = append(b, ',')
		}
		if b = strconv.AppendInt(b, p[0], 10); p[1] > p[0] {
			b = strconv.AppendInt(append(b, '-'), p[1], 10)
		}
	}
	return b, nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *spans) UnmarshalText(b []byte) error {
	*s = nil
	if len(b) == 0 {
		return nil
	}
	last := int64(-1)
	for part := range strings.SplitSeq(string(b), ",") {
		from, to, ok := strings.Cut(part, "-")
		if !ok {
			to = from
		}
		a, err := strconv.ParseInt(from, 10, 64)
		z, err2 := strconv.ParseInt(to, 10, 64)
		if err != nil || err2 != nil || a <= last || z < a {
			return strconv.ErrSyntax
		}
		*s = append(*s, [2]int64{a, z})
		last = z
	}
	return nil
}

// Head implements tracker.Connector.
func (c *connector) Head(ctx context.Context) (tracker.Cursor, error) {
	watched, err := c.known.watched(ctx)
	if err != nil {
		return "", err
	}
	// The newest, back to the beginning of the overlap.
	var list []transaction
	for page := int64(1); ; page++ {
		older, err := c.transactions(ctx, watched, 0, page, "DESC")
		if err != nil {
			return "", err
		}
		list = append(list, older...)
		if len(older) == 0 || len(list) >= remembered ||
			moment(list[0].Created).Sub(moment(older[len(older)-1].Created)) > c.overlap {
			break
		}
	}
	p := &place{overlap: c.overlap}
	for _, t := range slices.Backward(list) {
		p.see(t.number(), c.now())
	}
	return p.cursor(), nil
}

// Changes implements tracker.Connector: each ticket once for each page that is
// read, with the newest of what happened to it.
func (c *connector) Changes(ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
	return func(yield func(tracker.Change, error) bool) {
		p, err := placeOf(since, c.overlap)
		if err == nil {
			p.forget(c.now())
			err = c.tell(ctx, p, func(ch tracker.Change) bool { return yield(ch, nil) })
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(tracker.Change{}, err)
		}
	}
}

// errStopped says that the caller wants no more.
var errStopped = errors.New("the caller wants no more")

// tell tells what happened since a place. One request is enough while little
// happens: the newest are asked for, and if the one that the place begins with is
// among them, they are all.
func (c *connector) tell(ctx context.Context, p *place, told func(tracker.Change) bool) error {
	watched, err := c.known.watched(ctx)
	if err != nil {
		return err
	}
	from := p.From
	list, err := c.transactions(ctx, watched, from, 1, "DESC")
	if err != nil || len(list) == 0 {
		return err
	}
	newest := list[0].number()
	if slices.ContainsFunc(list, func(t transaction) bool { return t.number() == from }) {
		slices.Reverse(list)
		return c.tellPage(ctx, p, list, told)
	}
	// Many, or the one at the beginning is hidden by now: page by page. What we may
	// not see is missing from pages, so a short or empty one need not be the last.
	empty := 0
	for page := int64(1); empty < mostEmpty; page++ {
		list, err := c.transactions(ctx, watched, from, page, "ASC")
		if err == nil {
			err = c.tellPage(ctx, p, list, told)
		}
		if err != nil {
			return err
		}
		if empty++; len(list) > 0 {
			empty = 0
			if list[len(list)-1].number() >= newest {
				return nil
			}
		}
	}
	return nil
}

// tellPage tells what of a page is new, oldest first.
func (c *connector) tellPage(ctx context.Context, p *place, list []transaction, told func(tracker.Change) bool) error {
	list = slices.DeleteFunc(list, func(t transaction) bool { return t.ObjectID == "" || t.number() < p.From || p.Seen.has(t.number()) })
	for i, t := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.see(t.number(), c.now())
		if slices.ContainsFunc(list[i+1:], func(later transaction) bool { return later.ObjectID == t.ObjectID }) {
			continue // told with what came last
		}
		if !told(tracker.Change{
			Ref: refOf(string(t.ObjectID)), At: moment(t.Created), Rev: hub.Rev(t.ID), ID: string(t.ID), By: string(t.Creator.ID),
			Deleted: deleted(list, t.ObjectID), Next: p.cursor(),
		}) {
			return errStopped
		}
	}
	return nil
}

// deleted reports whether the last that is told of a ticket's status is that it
// was deleted.
func deleted(list []transaction, ticket text) bool {
	for _, t := range slices.Backward(list) {
		if t.ObjectID == ticket && t.Type == "Status" {
			return t.NewValue == "deleted"
		}
	}
	return false
}

// transactions reads one page of those of watched tickets from a number on.
func (c *connector) transactions(ctx context.Context, watched []queue, from, page int64, order string) ([]transaction, error) {
	query := "ObjectType = 'RT::Ticket' AND id >= " + id(from)
	if len(watched) > 0 {
		// What leaves a queue is told too.
		query += " AND (" + inQueues("TicketQueue", watched) + " OR (Type = 'Set' AND Field = 'Queue' AND (" + inQueues("OldValue", watched) + ")))"
	}
	var out listing[transaction]
	_, err := c.get(ctx, "/transactions", url.Values{
		"query": {query}, "orderby": {"id"}, "order": {order}, "page": {id(page)}, "per_page": {id(int64(c.page))},
		"fields": {"Type,Field,Created,Creator,NewValue,ObjectId"},
	}, &out)
	return out.Items, web.Hidden(err)
}

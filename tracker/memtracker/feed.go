package memtracker

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// event is one change as it really happened.
type event struct {
	it      *item
	at      time.Time
	rev     hub.Rev
	id      string
	by      string
	deleted bool
	was     hub.Ref
	state   *hub.Issue // of that moment, where changes carry it
}

// showing is an event that the feed shows from a moment on.
type showing struct {
	at    time.Time
	event int
}

// tell puts an event into the feed, in the manner of the knobs.
func (t *Tracker) tell(e event) {
	if !t.cfg.Habits.CarriesState {
		e.state = nil // or every state there ever was would be kept
	}
	n := len(t.events)
	t.events = append(t.events, e)
	f := t.knobs.Feed
	t.show(n, f, t.percent(f.Miss))
	if t.percent(f.Double) {
		t.show(n, f, false)
	}
	close(t.wake)
	t.wake = make(chan struct{})
}

func (t *Tracker) percent(p int) bool { return p > 0 && t.rng.IntN(100) < p }

func (t *Tracker) show(n int, f Feed, missed bool) {
	late := f.Late
	if f.Jitter > 0 {
		late += time.Duration(t.rng.Int64N(int64(f.Jitter)))
	}
	if missed {
		late += f.MissFor
		if f.MissFor == 0 {
			late += time.Minute
		}
	}
	if late <= 0 && len(t.waiting) == 0 {
		t.feed = append(t.feed, n)
		return
	}
	at := t.now().Add(late)
	i, _ := slices.BinarySearchFunc(t.waiting, at, func(s showing, at time.Time) int {
		if s.at.After(at) {
			return 1
		}
		return -1 // behind those of the same moment
	})
	t.waiting = slices.Insert(t.waiting, i, showing{at, n})
}

// catchUp moves into the feed what is to be shown by now.
func (t *Tracker) catchUp() {
	now, n := t.cfg.Now(), 0
	for n < len(t.waiting) && !t.waiting[n].at.After(now) {
		t.feed = append(t.feed, t.waiting[n].event)
		n++
	}
	t.waiting = slices.Delete(t.waiting, 0, n)
}

// Head implements tracker.Connector. A cursor is a place in the feed.
func (c *connector) Head(ctx context.Context) (cur tracker.Cursor, err error) {
	err = c.t.read(ctx, Call{Name: "Head"}, func() error {
		c.t.catchUp()
		cur = cursor(len(c.t.feed))
		return nil
	})
	return cur, err
}

func cursor(n int) tracker.Cursor { return tracker.Cursor(strconv.Itoa(n)) }

// Changes implements tracker.Connector. The empty cursor is the beginning.
func (c *connector) Changes(ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
	return func(yield func(tracker.Change, error) bool) {
		from, end, limit := 0, 0, 0
		err := c.t.read(ctx, Call{Name: "Changes"}, func() error {
			c.t.catchUp()
			end, limit = len(c.t.feed), c.t.knobs.BreakAfter
			n, err := strconv.Atoi(string(since))
			if since != "" && (err != nil || n < 0 || n > end) {
				return invalid("", "there is no place "+string(since)+" in the change feed")
			}
			from = n
			return nil
		})
		for n := from; n < end && err == nil; n++ {
			switch ch, ok := c.t.change(n); {
			case ctx.Err() != nil:
				err = lost(ctx.Err())
			case limit > 0 && n-from >= limit:
				err = lost(nil)
			case ok && !yield(ch, nil):
				return
			}
		}
		if err != nil {
			yield(tracker.Change{}, err)
		}
	}
}

// change returns an entry of the feed unless it is hidden from us.
func (t *Tracker) change(n int) (tracker.Change, bool) {
	t.lock()
	defer t.mu.Unlock()
	e := &t.events[t.feed[n]]
	ch, ok := t.toChange(e)
	ch.Next = cursor(n + 1)
	return ch, ok
}

func (t *Tracker) toChange(e *event) (tracker.Change, bool) {
	if e.deleted {
		return tracker.Change{Ref: e.it.ref, At: e.at, By: e.by, Deleted: true}, !t.knobs.NoDeleteEvent
	}
	if !t.shown(e.it) {
		return tracker.Change{}, false
	}
	ch := tracker.Change{Ref: e.it.ref, At: e.at, Rev: e.rev, ID: e.id, By: e.by, Was: e.was, Fault: e.it.broken}
	if e.state != nil && ch.Fault == nil {
		ch.State = e.state.Clone()
	}
	return ch, true
}

// Hooks returns what webhooks would have brought since the last call, as it
// happened: one change each, with its state where Habits say so. Tests hand it
// on in any order, twice or not at all.
func (t *Tracker) Hooks() []tracker.Change {
	t.lock()
	defer t.mu.Unlock()
	var list []tracker.Change
	for ; t.hooked < len(t.events); t.hooked++ {
		if ch, ok := t.toChange(&t.events[t.hooked]); ok {
			list = append(list, ch)
		}
	}
	return list
}

// Watch implements tracker.Watcher.
func (c *connector) Watch(ctx context.Context, changed func()) error {
	seen := -1
	for {
		c.t.lock()
		wake, n := c.t.wake, len(c.t.events)
		c.t.mu.Unlock()
		if seen >= 0 && n > seen {
			changed()
		}
		seen = n
		select {
		case <-wake:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

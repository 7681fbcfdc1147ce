package explore

import (
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// digest identifies a state up to what makes no difference: the names of events
// and envelopes, positions, the time of day, revisions by more than their order.
type digest [16]byte

// canon writes a state in its canonical form.
type canon struct {
	h    hash.Hash
	s    *state
	revs [2]map[hub.Rev]int
}

func (s *state) digest(ctx context.Context) (d digest, err error) {
	c := &canon{h: sha256.New(), s: s}
	fmt.Fprintln(c.h, s.edits, s.cuts, s.lost, s.late, s.again, s.vain, s.stalls, s.seconds, s.refusals, s.pauses, s.hooksLeft,
		s.restoreLeft, s.copied, s.restored, s.acted, s.stirred, s.paused, s.issue)
	for side := range 2 {
		evs, ends, err := c.node(ctx, side)
		if err != nil {
			return d, err
		}
		c.rank(side, evs, ends)
		c.tracker(side, evs, ends)
		for _, e := range ends {
			c.end(side, e)
		}
		for _, ev := range evs {
			c.event(side, ev)
		}
	}
	for _, l := range s.Mail {
		fmt.Fprintln(c.h, l.From, l.Envelope.Seq)
	}
	c.ghost()
	copy(d[:], c.h.Sum(nil))
	return d, nil
}

func (c *canon) node(ctx context.Context, side int) (evs []*hub.Event, ends []*hub.End, err error) {
	n := c.s.Nodes[side]
	if !n.On() {
		fmt.Fprintln(c.h, "off")
		return nil, nil, nil
	}
	if evs, err = n.Events(ctx); err != nil {
		return nil, nil, err
	}
	if ends, err = n.Ends(ctx); err != nil {
		return nil, nil, err
	}
	faults, err := n.Faults(ctx)
	for _, f := range faults {
		fmt.Fprintln(c.h, f.Code, f.Step)
	}
	return evs, ends, err
}

// rank numbers the revisions that are in play on a side by their order.
func (c *canon) rank(side int, evs []*hub.Event, ends []*hub.End) {
	h := c.s.sc.Habits[side]
	c.revs[side] = map[hub.Rev]int{}
	if h.Revision == tracker.None {
		return
	}
	var l []hub.Rev
	for _, is := range c.s.Trackers[side].Issues() {
		l = append(l, is.Rev)
	}
	for _, e := range ends {
		l = append(l, e.CapRev)
	}
	for _, ev := range evs {
		if !ev.State.Ended() {
			l = append(l, ev.Rev)
			if ev.Apply != nil {
				l = append(l, ev.Apply.Rev)
			}
		}
	}
	for _, ch := range c.s.hooks[side] {
		l = append(l, ch.Rev)
	}
	if h.Revision == tracker.Coarse { // a change now may share the second
		l = append(l, hub.Rev(c.s.Clock.UTC().Truncate(time.Second).Format("2006-01-02T15:04:05.000000000Z")))
	}
	slices.SortFunc(l, hub.Rev.Compare)
	for i, r := range slices.Compact(l) {
		c.revs[side][r] = i
	}
}

func (c *canon) rev(side int, r hub.Rev) string {
	if i, ok := c.revs[side][r]; ok {
		return fmt.Sprint(i)
	}
	return string(r)
}

// tracker writes what a side's tracker shows, and of its log what the node has
// not looked at yet.
func (c *canon) tracker(side int, evs []*hub.Event, ends []*hub.End) {
	t := c.s.Trackers[side]
	for _, is := range t.Issues() {
		c.issue(side, &is)
		from := is.Log
		for _, e := range ends {
			from = minLog(from, e.LogID)
		}
		for _, ev := range evs {
			if ev.Apply != nil && !ev.State.Ended() {
				from = minLog(from, ev.Apply.Log)
			}
		}
		for _, h := range t.Log(is.Ref.ID) {
			if h.ID > from || len(h.ID) > len(from) {
				fmt.Fprintln(c.h, h.Field, h.From, h.To, h.By.ID)
			}
		}
	}
	for _, ch := range c.s.hooks[side] {
		fmt.Fprintln(c.h, "hook", c.rev(side, ch.Rev))
		if ch.State != nil {
			c.issue(side, ch.State)
		}
	}
	if c.s.sc.Habits[side].CarriesState {
		for _, ch := range c.s.feed(side) {
			fmt.Fprintln(c.h, "feed", c.rev(side, ch.Rev))
			c.issue(side, ch.State)
		}
	}
	for _, at := range t.Late() {
		fmt.Fprintln(c.h, "late", at.Sub(c.s.Clock))
	}
}

func minLog(a, b string) string {
	if len(b) < len(a) || len(b) == len(a) && b < a {
		return b
	}
	return a
}

func (c *canon) issue(side int, is *hub.Issue) {
	fmt.Fprintln(c.h, is.Ref.ID, is.Mark, c.rev(side, is.Rev))
	c.parts(is.Parts())
}

func (c *canon) parts(ps hub.Parts) {
	for _, p := range slices.Sorted(maps.Keys(ps)) {
		if f := p.Field(); f == "created" || f == "updated" || f == "url" {
			continue
		}
		fmt.Fprintln(c.h, p, ps[p])
	}
}

func (c *canon) end(side int, e *hub.End) {
	fmt.Fprintln(c.h, "end", e.Side, e.State, min(e.Epoch, 2), e.Passed, e.Local.ID, e.Remote.ID, c.rev(side, e.CapRev), e.OutSeq, e.InSeq)
	c.parts(e.Captured.Parts())
	c.parts(e.Base)
	c.parts(e.Received.Parts())
	for _, p := range slices.Sorted(maps.Keys(e.Stamps)) {
		fmt.Fprintln(c.h, p, e.Stamps[p])
	}
	for _, p := range slices.Sorted(maps.Keys(e.Aliases)) {
		fmt.Fprintln(c.h, p, e.Aliases[p])
	}
	traces := slices.Clone(e.Traces)
	slices.SortFunc(traces, func(a, b hub.Trace) int { return strings.Compare(a.Field+a.Remote+a.Local, b.Field+b.Remote+b.Local) })
	fmt.Fprintln(c.h, traces)
	if e.State == hub.EndMissing {
		fmt.Fprintln(c.h, c.since(time.UnixMilli(e.MissingAt), 10*time.Minute))
	}
	if lag := c.s.sc.Habits[side].ReadLag; lag > 0 {
		fmt.Fprintln(c.h, c.since(time.UnixMilli(e.TouchedAt), lag))
	}
}

// since is how long ago something was, up to the time from which on it makes no
// difference.
func (c *canon) since(t time.Time, most time.Duration) time.Duration {
	return min(c.s.Clock.Sub(t), most)
}

// event writes an event: of one that ended only which message it was.
func (c *canon) event(side int, ev *hub.Event) {
	if ev.State.Ended() {
		if ev.Envelope != nil && ev.Lane == hub.In {
			fmt.Fprintln(c.h, "ended", ev.Lane, ev.Seq())
		} else if c.s.again+c.s.restoreLeft > 0 && ev.Envelope != nil {
			c.envelope(ev.Envelope)
		}
		return
	}
	fmt.Fprintln(c.h, "event", ev.Lane, ev.Step, ev.State, min(ev.Attempt, 6), ev.Reason, c.rev(side, ev.Rev), ev.Carried, ev.Captured,
		ev.Seen, ev.Force, ev.Changed, ev.Skip, ev.Issue != "", len(ev.Calls), ev.Approved)
	if d := ev.NotBefore.Sub(c.s.Clock); d > 0 {
		fmt.Fprintln(c.h, min(d, time.Minute))
	}
	if ev.Fault != nil {
		fmt.Fprintln(c.h, ev.Fault.Code)
	}
	if ev.Snapshot != nil {
		c.parts(ev.Snapshot.Parts())
	}
	if ev.Envelope != nil {
		c.envelope(ev.Envelope)
	}
	if a := ev.Apply; a != nil {
		c.parts(a.Want.Parts())
		c.parts(a.Expected.Parts())
		c.parts(a.Stays)
		fmt.Fprintln(c.h, c.rev(side, a.Rev), a.Keep, a.Kept, a.Lost, a.Done, a.Made, a.Loose, a.Skipped, a.Replans, a.Wrote, a.Traces, a.Want.Ref.ID)
		h := c.s.sc.Habits[side]
		for _, op := range a.Ops {
			fmt.Fprintln(c.h, op.Do, op.Parts, op.Back, op.State, op.Note)
			if op.State == hub.OpIntent {
				fmt.Fprintln(c.h, c.since(op.At, h.ReadLag+h.Longest))
			}
		}
	}
}

func (c *canon) envelope(e *hub.Envelope) {
	fmt.Fprintln(c.h, e.Kind, e.From, min(e.Epoch, 2), e.Seq, e.Ref.ID)
	if r := e.Replica; r != nil {
		fmt.Fprintln(c.h, r.Seen, r.Missed)
		c.parts(r.Issue.Parts())
		c.parts(r.Was)
	}
}

func (c *canon) ghost() {
	g := &c.s.ghost
	for side := range 2 {
		for _, p := range slices.Sorted(maps.Keys(g.last[side])) {
			fmt.Fprintln(c.h, side, p, *g.last[side][p])
		}
	}
	var l []string
	for o := range g.owed {
		l = append(l, fmt.Sprint(o))
	}
	slices.Sort(l)
	fmt.Fprintln(c.h, l, g.vague, g.made, g.gone)
	if len(l) > 0 {
		for side := range 2 {
			fmt.Fprintln(c.h, c.s.kept(side))
		}
	}
}

// feed lists what a side's node has not polled yet.
func (s *state) feed(side int) []tracker.Change {
	var l []tracker.Change
	if !s.stirred[side] || !s.Nodes[side].On() {
		return nil
	}
	cur := s.Nodes[side].Cursor(context.Background(), side)
	for ch, err := range s.Trackers[side].Connector().Changes(context.Background(), tracker.Cursor(cur)) {
		if err != nil {
			return l
		}
		l = append(l, ch)
	}
	return l
}

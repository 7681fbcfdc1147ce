package engine

import (
	"context"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
)

// reunion is what this side, which kept its records, knows of one that lost
// them.
type reunion struct {
	acked uint64                     // the highest of our messages that the other side answered
	told  map[hub.Part][]pastTelling // what we told of each part, oldest first
}

type pastTelling struct {
	seq         uint64
	from, value hub.Value
}

// newEpoch reports whether the message is the first one of a side that was
// restored.
func (j *job) newEpoch() bool { return j.ev.Envelope.Epoch > j.end.Epoch }

// reunion gathers what we told in the epoch that ends.
func (j *job) reunion(ctx context.Context) (*reunion, error) {
	u := &reunion{told: map[hub.Part][]pastTelling{}}
	err := j.opt.Store.View(ctx, func(tx store.Tx) error {
		u.acked, u.told = 0, map[hub.Part][]pastTelling{}
		for ev, err := range tx.Events().List(store.EventQuery{Pair: j.end.Pair, Side: j.end.Side, Lane: hub.Out}) {
			if err != nil {
				return err
			}
			if ev.Envelope == nil || ev.Envelope.Epoch != j.end.Epoch {
				continue
			}
			opened := ev.Reason == hub.Trigger && ev.Seq() == 1 // their issue was made for it
			if ev.State == hub.Done || opened {
				u.acked = max(u.acked, ev.Seq())
			}
			for p, v := range ev.Told {
				u.told[p] = append(u.told[p], pastTelling{ev.Seq(), ev.Before[p], v})
			}
		}
		return nil
	})
	for _, l := range u.told {
		slices.SortFunc(l, func(a, b pastTelling) int { return int(a.seq) - int(b.seq) })
	}
	return u, err
}

// mayShow lists the values that the other side shows of a part if no person
// changed it there: what it told last and what ours was before, unless it
// certainly took one of ours since; that one; and what we told after it.
func (u *reunion) mayShow(p hub.Part, itsLast hub.Value) []hub.Value {
	l := []hub.Value{itsLast}
	if len(u.told[p]) == 0 {
		l = append(l, nil) // told with the first message, which may not have arrived
	}
	for i, t := range u.told[p] {
		switch {
		case t.seq <= u.acked:
			l = l[:0]
		case i == 0:
			l = append(l, t.from)
		}
		l = append(l, t.value)
	}
	return l
}

// reunite decides part by part what stands between our item and what a restored
// side shows: what it did not change, it is told; what we did not change, we
// take; where both did, the policy decides.
func (j *job) reunite(ctx context.Context, a *hub.Apply, l *hub.Issue) error {
	u, err := j.reunion(ctx)
	if err != nil {
		return err
	}
	before, err := j.incoming(ctx, l, j.end.Received, false, false)
	known := err == nil
	for _, p := range j.diff(l, &a.Want) {
		if j.end.Stamps[p] <= u.acked {
			continue // it had ours, or we never changed it: theirs is taken
		}
		their := a.Want.Get(p)
		same := func(v hub.Value) bool { return j.same(p, v, their) }
		var last hub.Value
		if known {
			last = before.Issue.Get(p)
		}
		switch {
		case slices.ContainsFunc(u.mayShow(p, last), same):
			j.keepStanding(a, p, l.Get(p))
		case j.end.Stamps[p] != hub.Untold && j.conn.Winner == j.end.Side:
			a.Keep = append(a.Keep, p)
			j.keepStanding(a, p, l.Get(p))
		default:
			a.Lost = append(a.Lost, p)
		}
	}
	return nil
}

// adopt finds elements that were made for the other side's and are not traced,
// since the record of it was lost: by our mark, or in a comparison after a
// restore by their content.
func (j *job) adopt(l, told *hub.Issue, compare bool) {
	for _, field := range traced {
		for _, theirs := range elements(told, field) {
			if _, ok := j.end.TraceRemote(field, theirs.id); ok {
				continue
			}
			value := told.Get(hub.PartOf(field, theirs.id))
			mark := j.effectKey(hub.PartOf(field, rule.New(theirs.id)), value)
			for _, mine := range elements(l, field) {
				if j.knows(field, mine.id) {
					continue
				}
				same := compare && hub.SamePart(j.canon(field, value), j.canon(field, l.Get(hub.PartOf(field, mine.id))))
				if mine.mark == mark || mine.mark == "" && same {
					j.learn(hub.Trace{Field: field, Remote: theirs.id, Local: mine.id, Ours: mine.mark == mark || !j.newEpoch()})
					break
				}
			}
		}
	}
}

// traced are the sets whose elements have ids on both sides.
var traced = []string{"comments", "attachments", "workLogs"}

// knows reports whether it is known what an element here is over there.
func (j *job) knows(field, local string) bool {
	t, ok := j.end.TraceLocal(field, local)
	return ok && t.Remote != ""
}

// learn notes a trace at plan, to be stored with it.
func (j *job) learn(t hub.Trace) {
	j.end.Traces = slices.DeleteFunc(slices.Clone(j.end.Traces), func(o hub.Trace) bool { return o.Field == t.Field && o.Local == t.Local })
	j.end.Traces, j.adopted = append(j.end.Traces, t), append(j.adopted, t)
}

// own stores of the elements that carry a mark of this end and are not traced
// that we made them, for what nobody here knows: they are not told as ours. What
// the other side tells then says what they are, or that they are of nothing it
// still has.
func (j *job) own(ctx context.Context, s *hub.Issue) error {
	var l []hub.Trace
	for _, field := range traced {
		for _, e := range elements(s, field) {
			if _, ok := j.end.TraceLocal(field, e.id); !ok && strings.HasPrefix(e.mark, effectPrefix(j.end.EndKey)) {
				l = append(l, hub.Trace{Field: field, Local: e.id, Ours: true})
			}
		}
	}
	if len(l) == 0 {
		return nil
	}
	j.end.Traces = append(j.end.Traces, l...)
	return j.opt.Store.Update(ctx, func(tx store.Tx) error { return tx.Ends().AddTraces(j.ev.EndKey, l...) })
}

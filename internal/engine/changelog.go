package engine

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// clockSlack is how far the tracker's clock and ours may be apart before times
// of the two are compared.
const clockSlack = 5 * time.Minute

// overwritten reads, where the tracker has a change log, what our write
// replaced: a value we did not expect is a person's edit that slipped in
// between check and write, and counts as crossing.
func (j *job) overwritten(ctx context.Context, op *hub.Op, parts []hub.Part, rc tracker.Receipt, before *hub.Issue) error {
	lg, ok := j.tr.Conn.(tracker.Logger)
	if !ok || !j.tr.Spec.Habits.ChangeLog || op.Do != hub.DoSet && op.Do != hub.DoStatus || j.tr.Spec.Habits.Conditional {
		return nil // or nothing can have slipped in
	}
	j.calls.Add(1)
	entries, err := lg.Entries(ctx, j.end.Local, j.ev.Apply.Log)
	if err != nil {
		// The write went through; what it replaced stays unknown until the next read.
		j.ev.Apply.Loose = true
		j.opt.Log.Warn("change log not read", "pair", j.ev.Pair, "event", j.ev.ID, "err", err)
		return nil
	}
	id := rc.Change
	if id == "" {
		if id, _, err = j.findEntry(ctx, entries, op, parts); err != nil {
			j.ev.Apply.Loose = true
		}
	}
	own, err := j.ofWrite(ctx, entries, id, op, parts)
	if err != nil {
		j.ev.Apply.Loose = true
	}
	j.crossings(*op, parts, before, own)
	return nil
}

// ofWrite returns the entries of one write, the newest last: those with its id,
// and where a tracker gives each field an entry with an id of its own, those of
// our account that gave a part the value we wanted.
func (j *job) ofWrite(ctx context.Context, entries []hub.HistoryItem, id string, op *hub.Op, parts []hub.Part) ([]hub.HistoryItem, error) {
	var named []hub.Part
	for _, h := range entries {
		if h.ID == id {
			named = append(named, partOf(h))
		}
	}
	last := map[hub.Part]int{} // of those with another id
	if slices.ContainsFunc(parts, func(p hub.Part) bool { return !slices.Contains(named, p) }) {
		self, err := j.self(ctx)
		if err != nil {
			return upTo(entries, id), err
		}
		for i, h := range entries {
			p := partOf(h)
			if h.By != nil && h.By.Is(self) && slices.Contains(parts, p) && !slices.Contains(named, p) && j.same(p, h.To, j.meant(op, p)) {
				last[p] = i
			}
		}
	}
	var own []hub.HistoryItem
	for i, h := range entries {
		if at, ok := last[partOf(h)]; h.ID == id || ok && at == i {
			own = append(own, h)
		}
	}
	return own, nil
}

// upTo returns the entries with an id.
func upTo(entries []hub.HistoryItem, id string) []hub.HistoryItem {
	var own []hub.HistoryItem
	for _, h := range entries {
		if h.ID == id {
			own = append(own, h)
		}
	}
	return own
}

// crossings compares the old values that the log names for our write with what
// we took to be there.
func (j *job) crossings(op hub.Op, parts []hub.Part, before *hub.Issue, own []hub.HistoryItem) {
	a := j.ev.Apply
	for _, h := range own {
		a.Log = h.ID
		p := partOf(h)
		for _, written := range parts {
			if written != p || j.same(p, h.From, before.Get(p)) {
				continue
			}
			j.crossed(p, h.From)
			if j.conn.Winner == j.end.Side || has(a.Stays, p) {
				j.keepStanding(a, p, h.From)
				a.Ops = slices.Insert(a.Ops, a.Done+1, hub.Op{Do: op.Do, Parts: []hub.Part{p}, Back: true})
			}
		}
	}
}

// ownEntry finds the change-log entry of a call whose answer was lost.
func (j *job) ownEntry(ctx context.Context, op *hub.Op, parts []hub.Part) ([]hub.HistoryItem, bool, error) {
	lg, ok := j.tr.Conn.(tracker.Logger)
	if !ok || !j.tr.Spec.Habits.ChangeLog || op.Do != hub.DoSet && op.Do != hub.DoStatus {
		return nil, false, nil
	}
	j.calls.Add(1)
	entries, err := lg.Entries(ctx, j.end.Local, j.ev.Apply.Log)
	if err != nil {
		return nil, false, err
	}
	id, ok, err := j.findEntry(ctx, entries, op, parts)
	if !ok || err != nil {
		return nil, ok, err
	}
	own, err := j.ofWrite(ctx, entries, id, op, parts)
	return own, ok, err
}

// findEntry finds the write of our account that gave one of the parts the
// value we wanted.
func (j *job) findEntry(ctx context.Context, entries []hub.HistoryItem, op *hub.Op, parts []hub.Part) (string, bool, error) {
	self, err := j.self(ctx)
	if err != nil {
		return "", false, err
	}
	for _, h := range entries {
		if h.By == nil || !h.By.Is(self) {
			continue
		}
		for _, p := range parts {
			if partOf(h) == p && j.same(p, h.To, j.meant(op, p)) {
				return h.ID, true, nil
			}
		}
	}
	return "", false, nil
}

// names reports whether one of the entries gave the part the value we wanted.
func (j *job) names(entries []hub.HistoryItem, op *hub.Op, p hub.Part) bool {
	return slices.ContainsFunc(entries, func(h hub.HistoryItem) bool {
		return partOf(h) == p && j.same(p, h.To, j.meant(op, p))
	})
}

// meant is the value that a call was to give a part.
func (j *job) meant(op *hub.Op, p hub.Part) hub.Value {
	if v, ok := j.ev.Apply.Stays[p]; ok && op.Back {
		return v
	}
	return j.ev.Apply.Want.Get(p)
}

// partOf returns what an entry is about: a field, or an element of a set where
// the log names one ("labels/ui").
func partOf(h hub.HistoryItem) hub.Part {
	if field, elem, ok := strings.Cut(h.Field, "/"); ok && hub.IsSet(field) {
		return hub.PartOf(field, elem)
	}
	return hub.PartOf(h.Field, "")
}

// self is the account we write as, asked for once.
func (j *job) self(ctx context.Context) (hub.User, error) {
	j.tr.mu.Lock()
	known := j.tr.self
	j.tr.mu.Unlock()
	if known != nil {
		return *known, nil
	}
	j.calls.Add(1)
	u, err := j.tr.Conn.Check(ctx)
	if err != nil {
		return hub.User{}, err
	}
	j.tr.mu.Lock()
	j.tr.self = &u
	j.tr.mu.Unlock()
	return u, nil
}

// losing lists the values of L that do not stand, and those of theirs that do
// not, for the pair's history.
func (j *job) losing(a *hub.Apply) []store.History {
	var l []store.History
	for _, p := range a.Lost {
		l = append(l, j.pastOf("lost", p, a.Expected.Get(p), a.Want.Get(p)))
	}
	for _, p := range a.Keep {
		l = append(l, j.pastOf("refused", p, j.ev.Envelope.Replica.Issue.Get(p), a.Want.Get(p)))
	}
	return l
}

func (j *job) pastOf(kind string, p hub.Part, was, now hub.Value) store.History {
	return store.History{EndKey: j.ev.EndKey, Event: j.ev.ID, At: j.opt.Now(), Kind: kind, Part: p, Value: was, By: now}
}

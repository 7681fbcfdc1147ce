package memtracker

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// Fork returns a tracker of its own that is in the very state this one is in,
// writes on their way included; change, if not nil, gives it another clock or
// other hooks. What happens to one of the two from then on is nothing to the
// other. Stored states are shared, since nothing changes them, so a fork costs
// little and an explorer may make one for each state it visits.
func (t *Tracker) Fork(change func(*Config)) *Tracker {
	t.mu.Lock()
	defer t.mu.Unlock()
	cfg := t.cfg
	if change != nil {
		change(&cfg)
	}
	source := *t.source
	f := &Tracker{
		cfg: cfg, knobs: t.knobs.clone(), source: &source, rng: rand.New(&source),
		byID: make(map[string]*item, len(t.byID)), byKey: make(map[string]*item, len(t.byKey)), byMark: map[string][]*item{},
		numbers: maps.Clone(t.numbers), blobs: maps.Clone(t.blobs), nextID: t.nextID, seq: t.seq,
		hooked: t.hooked, feed: slices.Clone(t.feed), waiting: slices.Clone(t.waiting), late: slices.Clone(t.late),
		wake: make(chan struct{}), effects: slices.Clone(t.effects),
		counts: Counts{Reads: t.counts.Reads, Writes: t.counts.Writes, By: maps.Clone(t.counts.By)},
	}
	twin := make(map[*item]*item, len(t.items))
	for _, it := range t.items {
		other := *it
		other.past, other.log = slices.Clone(it.past), slices.Clone(it.log)
		twin[it] = &other
		f.items = append(f.items, &other)
	}
	for id, it := range t.byID {
		f.byID[id] = twin[it]
	}
	for key, it := range t.byKey {
		f.byKey[key] = twin[it]
	}
	for mark, list := range t.byMark {
		for _, it := range list {
			f.byMark[mark] = append(f.byMark[mark], twin[it])
		}
	}
	f.events = slices.Clone(t.events)
	for i := range f.events {
		f.events[i].it = twin[f.events[i].it]
	}
	return f
}

func (k Knobs) clone() Knobs {
	k.Refuse = slices.Clone(k.Refuse)
	k.Workflow = maps.Clone(k.Workflow)
	k.Unreadable = maps.Clone(k.Unreadable)
	return k
}

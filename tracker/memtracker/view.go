package memtracker

import (
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Issue returns a copy of what an issue truly is now.
func (t *Tracker) Issue(id string) hub.Issue {
	t.lock()
	defer t.mu.Unlock()
	return *t.must(id).state().Clone()
}

// Has reports whether there is such an issue, hidden or not.
func (t *Tracker) Has(id string) bool {
	t.lock()
	defer t.mu.Unlock()
	return t.find(id) != nil
}

// Issues returns copies of all issues that are not deleted, in the order in
// which they were made.
func (t *Tracker) Issues() []hub.Issue {
	t.lock()
	defer t.mu.Unlock()
	var list []hub.Issue
	for _, it := range t.items {
		if !it.deleted {
			list = append(list, *it.state().Clone())
		}
	}
	return list
}

// Log returns the whole change log of an issue, oldest entry first.
func (t *Tracker) Log(id string) []hub.HistoryItem {
	t.lock()
	defer t.mu.Unlock()
	return slices.Clone(t.must(id).log)
}

// Bytes returns the bytes of an attachment as they were stored.
func (t *Tracker) Bytes(attachment string) []byte {
	t.lock()
	defer t.mu.Unlock()
	return slices.Clone(t.blobs[attachment])
}

// Late says when the writes that are on their way will land, in their order.
func (t *Tracker) Late() []time.Time {
	t.lock()
	defer t.mu.Unlock()
	var l []time.Time
	for _, w := range t.late {
		l = append(l, w.due)
	}
	slices.SortFunc(l, time.Time.Compare)
	return l
}

package sqlite

import (
	"container/list"
	"sync"

	"github.com/entwine-sync/entwine/hub"
)

const (
	// cacheRecords and cacheBytes bound what is kept: enough for what a node works
	// on at one time, two ends and two events for each of a few thousand issues if
	// those are small, and little beside what the process needs anyway.
	cacheRecords = 16_000
	cacheBytes   = 32 << 20
	// cacheLargest is the size above which a record is not kept: one attachment
	// list of a monster issue must not push out all others.
	cacheLargest = cacheBytes / 8
)

// recordKey names an end (both texts) or an event (one).
type recordKey struct {
	event bool
	a, b  string
}

func keyOfEnd(k hub.EndKey) recordKey     { return recordKey{a: string(k.Pair), b: string(k.Side)} }
func keyOfEvent(id hub.EventID) recordKey { return recordKey{event: true, a: string(id)} }

// cache keeps the records read or written last, for views and updates alike.
// Whoever finds one must compare its rev with that of the row he sees: every
// write of this process has a number of its own, so an equal number means equal
// content, whatever snapshot the reader has. A record of an update that was
// undone is dropped before its row can get another writer.
type cache struct {
	mu    sync.Mutex
	byKey map[recordKey]*list.Element
	order *list.List // newest use first
	bytes int
	most  int // records
}

type cached struct {
	key recordKey
	rec *record
}

func newCache(most int) *cache {
	return &cache{byKey: map[recordKey]*list.Element{}, order: list.New(), most: most}
}

// get returns the record, nil if there is none.
func (c *cache) get(k recordKey) *record {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[k]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(cached).rec
}

// put replaces a record by what was just written.
func (c *cache) put(k recordKey, r *record) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dropLocked(k)
	c.addLocked(k, r)
}

// fill adds a record that was read. A reader may be behind the writer, so it
// does not replace one that is there.
func (c *cache) fill(k recordKey, r *record) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey[k] == nil {
		c.addLocked(k, r)
	}
}

func (c *cache) drop(k recordKey) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dropLocked(k)
}

func (c *cache) addLocked(k recordKey, r *record) {
	if r.size() > cacheLargest || c.most == 0 {
		return
	}
	c.byKey[k] = c.order.PushFront(cached{k, r})
	c.bytes += r.size()
	for c.bytes > cacheBytes || c.order.Len() > c.most {
		c.dropLocked(c.order.Back().Value.(cached).key)
	}
}

func (c *cache) dropLocked(k recordKey) {
	e := c.byKey[k]
	if e == nil {
		return
	}
	delete(c.byKey, k)
	c.bytes -= c.order.Remove(e).(cached).rec.size()
}

package groovy

import (
	"math"
	"slices"
)

// A Map is any of Java's maps; its class and mode say which. Entries are kept
// in the order they came; a HashMap's own order is computed when it is walked
// over, a TreeMap keeps its entries sorted.
type Map struct {
	class    *Class
	entries  []*Entry // with holes (nil) where entries were removed
	holes    int
	index    map[any]*Entry // by hashable key, when there are many
	changes  int
	mode     mapMode
	readOnly bool
	order    any      // a TreeMap's comparator, nil for the natural order
	fallback *Closure // of withDefault
	capacity int      // of a HashMap's table
	walk     []*Entry // a HashMap's entries in its order; nil when not known
	view     *mapView // what it shows of another map, nil if it is one itself
	byAccess bool     // a LinkedHashMap that puts what was asked for at the end
	owner    *Object  // an object whose removeEldestEntry is asked after a put
}

type mapMode uint8

const (
	mapLinked mapMode = iota
	mapHash
	mapTree
)

// An Entry is one pair of a map, and what each { it } hands out.
type Entry struct {
	Key, Value any
	m          *Map
	next       *Entry // with the same hash, where the key is no Go key
	hash       int32
	at         int32 // index in entries of linked and hash maps
	dead       bool
}

func (e *Entry) class() *Class {
	if e.m == nil {
		return classSimpleEntry
	}
	if e.m.readOnly && e.m.view != nil {
		return classUnmodEntry
	}
	switch e.m.mode {
	case mapHash:
		return classHashEntry
	case mapTree:
		return classTreeEntry
	}
	return classLinkedEntry
}

// smallMap is the size up to which looking through the entries is faster than
// an index.
const smallMap = 16

// NewMap makes an empty LinkedHashMap.
func NewMap() *Map { return &Map{class: classLinkedHashMap} }

func newHashMap(c *Class) *Map {
	switch c {
	case classHashMap, classConcurrentHashMap:
		return &Map{class: c, mode: mapHash, capacity: 16}
	case classTreeMap:
		return &Map{class: c, mode: mapTree}
	}
	return &Map{class: c}
}

// Len is the number of entries.
func (m *Map) Len() int {
	if m.view != nil {
		if m.view.low == nil && m.view.high == nil {
			return m.view.of.Len()
		}
		return len(m.view.ordered())
	}
	return len(m.entries) - m.holes
}

// modified counts what Java's modCount counts.
func (m *Map) modified() int {
	for m.view != nil {
		m = m.view.of
	}
	return m.changes
}

// Get is the value under a string key.
func (m *Map) Get(key string) (any, bool) {
	if e := m.findString(key); e != nil {
		return e.Value, true
	}
	return nil, false
}

// Put stores a value under a string key.
func (m *Map) Put(key string, v any) {
	for m.view != nil {
		m = m.view.of
	}
	if e := m.findString(key); e != nil {
		e.Value = v
		return
	}
	m.append(key, v, hashString(key))
}

// All walks over the entries in the map's order.
func (m *Map) All(yield func(key, value any) bool) {
	for _, e := range m.ordered() {
		if e != nil && !yield(e.Key, e.Value) {
			return
		}
	}
}

// floatKey stands for a double or float in the index: Java's equals compares
// their bits.
type floatKey struct {
	bits   uint64
	single bool
}

// hashKey stands for all keys of one hash code that Go cannot compare as Java does.
type hashKey int32

// goKey gives what the index is asked with, and whether it decides by itself.
// simple keys are those that Go compares as Java's equals does.
func (t *thread) goKey(key any) (k any, hash int32, simple bool, err error) {
	switch x := key.(type) {
	case string, int32, int64, bool, Char, nil, int8, int16:
		return key, 0, true, nil
	case float64:
		if x != x {
			x = math.NaN()
		}
		return floatKey{math.Float64bits(x), false}, 0, true, nil
	case float32:
		return floatKey{uint64(math.Float32bits(x)), true}, 0, true, nil
	case *Class:
		return key, 0, true, nil
	case *Object:
		if x.identityHashed() {
			return key, 0, true, nil
		}
	}
	h, err := t.hash(key)
	return hashKey(h), h, false, err
}

func (m *Map) findString(key string) *Entry {
	if m.view != nil {
		if m.view.low == nil && m.view.high == nil {
			return m.view.of.findString(key)
		}
		e, err := m.view.find(m.view.t, key)
		if err != nil {
			return nil
		}
		return e
	}
	if m.mode == mapTree {
		if m.order == nil {
			i, ok := m.searchString(key)
			if ok {
				return m.entries[i]
			}
			return nil
		}
		for _, e := range m.entries {
			if s, ok := e.Key.(string); ok && s == key {
				return e
			}
		}
		return nil
	}
	if m.index != nil {
		return m.index[key]
	}
	for _, e := range m.entries {
		if e != nil {
			if s, ok := e.Key.(string); ok && s == key {
				return e
			}
		}
	}
	return nil
}

// searchString is a binary search among keys that are all strings.
func (m *Map) searchString(key string) (int, bool) {
	lo, hi := 0, len(m.entries)
	for lo < hi {
		mid := (lo + hi) / 2
		s, ok := m.entries[mid].Key.(string)
		if !ok {
			return 0, false
		}
		switch c := compareStrings(s, key); {
		case c == 0:
			return mid, true
		case c < 0:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return lo, false
}

// find gives the entry of a key, nil if there is none.
func (m *Map) find(t *thread, key any) (*Entry, error) {
	if m.view != nil {
		return m.view.find(t, key)
	}
	if m.mode == mapTree {
		i, ok, err := m.search(t, key)
		if !ok || err != nil {
			return nil, err
		}
		return m.entries[i], nil
	}
	if s, ok := key.(string); ok {
		return m.findString(s), nil
	}
	k, hash, simple, err := t.goKey(key)
	if err != nil {
		return nil, err
	}
	return m.lookup(t, key, k, hash, simple)
}

func (m *Map) lookup(t *thread, key, k any, hash int32, simple bool) (*Entry, error) {
	if m.index != nil {
		e := m.index[k]
		if simple {
			return e, nil
		}
		for ; e != nil; e = e.next {
			if same, err := t.javaEquals(key, e.Key); same || err != nil {
				return e, err
			}
		}
		return nil, nil
	}
	for _, e := range m.entries {
		if e == nil {
			continue
		}
		if simple {
			switch x := e.Key.(type) {
			case float64:
				if f, ok := k.(floatKey); ok && !f.single && f.bits == math.Float64bits(x) {
					return e, nil
				}
			case float32:
				if f, ok := k.(floatKey); ok && f.single && f.bits == uint64(math.Float32bits(x)) {
					return e, nil
				}
			default:
				if plainKey(e.Key) && e.Key == k {
					return e, nil
				}
			}
			continue
		}
		if e.hash != hash || plainKey(e.Key) {
			continue
		}
		if same, err := t.javaEquals(key, e.Key); same || err != nil {
			return e, err
		}
	}
	return nil, nil
}

// plainKey tells whether Go's == on the key is Java's equals.
func plainKey(k any) bool {
	switch x := k.(type) {
	case string, int32, int64, bool, Char, nil, int8, int16, *Class:
		return true
	case *Object:
		return x.identityHashed()
	}
	return false
}

// put stores a value and gives what was there before.
func (m *Map) put(t *thread, key, v any) (old any, err error) {
	if m.readOnly {
		return nil, t.throw(classUnsupported, "")
	}
	if m.view != nil {
		return m.view.put(t, key, v)
	}
	if m.mode == mapTree {
		i, ok, err := m.search(t, key)
		if err != nil {
			return nil, err
		}
		if ok {
			old, m.entries[i].Value = m.entries[i].Value, v
			return old, nil
		}
		if err := t.charge(1 + len(m.entries)/64); err != nil {
			return nil, err
		}
		m.changes++
		m.entries = append(m.entries, nil)
		copy(m.entries[i+1:], m.entries[i:])
		m.entries[i] = &Entry{Key: key, Value: v, m: m}
		return nil, t.alloc(entrySize)
	}
	k, hash, simple, err := t.goKey(key)
	if err != nil {
		return nil, err
	}
	e, err := m.lookup(t, key, k, hash, simple)
	if err != nil {
		return nil, err
	}
	if e != nil {
		old, e.Value = e.Value, v
		m.touch(e)
		return old, nil
	}
	if m.mode == mapHash && simple {
		if hash, err = t.hash(key); err != nil {
			return nil, err
		}
	}
	m.appendKeyed(key, v, k, hash, simple)
	if m.owner != nil {
		if err := m.askEldest(t); err != nil {
			return nil, err
		}
	}
	return nil, t.alloc(entrySize)
}

// entrySize is about what an entry takes with its share of the index.
const entrySize = 112

func (m *Map) append(key string, v any, hash int32) { m.appendKeyed(key, v, key, hash, true) }

func (m *Map) appendKeyed(key, v, k any, hash int32, simple bool) {
	e := &Entry{Key: key, Value: v, m: m, hash: hash, at: int32(len(m.entries))}
	m.changes++
	m.walk = nil
	m.entries = append(m.entries, e)
	if m.mode == mapHash {
		for m.Len()*4 > m.capacity*3 {
			m.capacity *= 2
		}
	}
	if m.index != nil {
		if !simple {
			e.next = m.index[k]
		}
		m.index[k] = e
	} else if len(m.entries) > smallMap {
		m.reindex()
	}
}

// reindex builds the index from the entries; their hashes are known.
func (m *Map) reindex() {
	m.index = make(map[any]*Entry, 2*len(m.entries))
	for i := len(m.entries) - 1; i >= 0; i-- {
		e := m.entries[i]
		if e == nil {
			continue
		}
		k, simple := indexKey(e)
		e.next = nil
		if !simple {
			e.next = m.index[k]
		}
		m.index[k] = e
	}
}

func indexKey(e *Entry) (any, bool) {
	switch x := e.Key.(type) {
	case float64:
		if x != x {
			x = math.NaN()
		}
		return floatKey{math.Float64bits(x), false}, true
	case float32:
		return floatKey{uint64(math.Float32bits(x)), true}, true
	}
	if plainKey(e.Key) {
		return e.Key, true
	}
	return hashKey(e.hash), false
}

// remove takes out a key's entry and gives it, nil if there was none.
func (m *Map) remove(t *thread, key any) (*Entry, error) {
	if m.readOnly {
		return nil, t.throw(classUnsupported, "")
	}
	if m.view != nil {
		e, err := m.view.find(t, key)
		if e == nil || err != nil {
			return nil, err
		}
		return m.view.of.remove(t, key)
	}
	if m.mode == mapTree {
		i, ok, err := m.search(t, key)
		if !ok || err != nil {
			return nil, err
		}
		e := m.entries[i]
		m.changes++
		m.entries = slices.Delete(m.entries, i, i+1)
		e.dead = true
		return e, nil
	}
	e, err := m.find(t, key)
	if e == nil || err != nil {
		return nil, err
	}
	m.drop(e)
	return e, nil
}

// drop takes an entry out of a map that is no TreeMap.
func (m *Map) drop(e *Entry) {
	if e.dead {
		return
	}
	if m.view != nil {
		m.view.of.drop(e)
		return
	}
	if m.mode == mapTree {
		for i, x := range m.entries {
			if x == e {
				m.entries = slices.Delete(m.entries, i, i+1)
				break
			}
		}
		m.changes++
		e.dead = true
		return
	}
	m.changes++
	m.walk = nil
	e.dead = true
	if m.index != nil {
		k, simple := indexKey(e)
		if simple {
			delete(m.index, k)
		} else if first := m.index[k]; first == e {
			if e.next == nil {
				delete(m.index, k)
			} else {
				m.index[k] = e.next
			}
		} else {
			for p := first; p != nil; p = p.next {
				if p.next == e {
					p.next = e.next
					break
				}
			}
		}
	}
	m.entries[e.at] = nil
	m.holes++
	if int(e.at) == len(m.entries)-1 {
		n := len(m.entries)
		for n > 0 && m.entries[n-1] == nil {
			n--
			m.holes--
		}
		m.entries = m.entries[:n]
	}
	if m.holes > 16 && m.holes > len(m.entries)/2 {
		m.compact()
	}
}

func (m *Map) compact() {
	live := make([]*Entry, 0, m.Len())
	for _, e := range m.entries {
		if e != nil {
			e.at = int32(len(live))
			live = append(live, e)
		}
	}
	m.entries, m.holes = live, 0
}

func (m *Map) clear(t *thread) error {
	if m.readOnly {
		return t.throw(classUnsupported, "")
	}
	if m.view != nil {
		return m.view.clear(t)
	}
	for _, e := range m.entries {
		if e != nil {
			e.dead = true
		}
	}
	m.entries, m.holes, m.index, m.walk = nil, 0, nil, nil
	m.changes++
	return nil
}

// ordered gives the entries in the order the map shows, holes included. The
// slice is the map's own.
func (m *Map) ordered() []*Entry {
	if m.view != nil {
		return m.view.ordered()
	}
	if m.mode != mapHash || m.Len() < 2 {
		return m.entries
	}
	if m.walk == nil {
		m.walk = hashOrder(m.entries, m.Len(), m.capacity)
	}
	return m.walk
}

// hashOrder sorts entries as Java's HashMap walks over them: by bucket, within
// a bucket in the order they came.
func hashOrder(entries []*Entry, n, capacity int) []*Entry {
	bucket := func(e *Entry) uint32 {
		h := uint32(e.hash)
		return (h ^ h>>16) & uint32(capacity-1)
	}
	// A counting sort over the table is linear and stable.
	starts := make([]int32, capacity+1)
	for _, e := range entries {
		if e != nil {
			starts[bucket(e)+1]++
		}
	}
	for i := 1; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	out := make([]*Entry, n)
	for _, e := range entries {
		if e != nil {
			b := bucket(e)
			out[starts[b]] = e
			starts[b]++
		}
	}
	return out
}

// reserve sets a HashMap's table for n entries as its copy constructor does.
func (m *Map) reserve(n int) {
	for m.capacity < int(float32(n)/0.75+1) {
		m.capacity *= 2
	}
}

// search finds the place of a key in a TreeMap.
func (m *Map) search(t *thread, key any) (int, bool, error) {
	entries := m.ordered()
	lo, hi := 0, len(entries)
	if hi == 0 && m.order == nil {
		// Java compares the first key with itself, so that null and what
		// cannot be compared are found out.
		if _, err := t.javaCompare(key, key); err != nil {
			return 0, false, err
		}
	}
	for lo < hi {
		mid := (lo + hi) / 2
		var c int
		var err error
		if m.order == nil {
			c, err = t.javaCompare(entries[mid].Key, key)
		} else {
			c, err = t.compareBy(m.order, entries[mid].Key, key)
		}
		if err != nil {
			return 0, false, err
		}
		switch {
		case c == 0:
			return mid, true, nil
		case c < 0:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return lo, false, nil
}

// touch puts an entry that was asked for behind all others, in a map that
// keeps the order of access.
func (m *Map) touch(e *Entry) {
	for m.view != nil {
		m = m.view.of
	}
	if !m.byAccess || int(e.at) == len(m.entries)-1 {
		return
	}
	m.changes++
	m.entries[e.at] = nil
	m.holes++
	e.at = int32(len(m.entries))
	m.entries = append(m.entries, e)
	if m.holes > 16 && m.holes > len(m.entries)/2 {
		m.compact()
	}
}

// askEldest asks the owner whether the first entry is to go.
func (m *Map) askEldest(t *thread) error {
	for _, e := range m.entries {
		if e == nil {
			continue
		}
		r, err := t.invoke(m.owner, "removeEldestEntry", e)
		if err != nil {
			return err
		}
		if gone, err := t.truth(r); !gone || err != nil {
			return err
		}
		m.drop(e)
		return nil
	}
	return nil
}

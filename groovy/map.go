package groovy

import (
	"math"
	"slices"
)

// A Map is any of Java's maps, and behaves as the one it is. Entries are kept
// in the order they came; a HashMap's own order is computed when it is walked
// over, a TreeMap keeps its entries sorted. It is not for several goroutines.
type Map struct {
	class    *Class
	entries  []*Entry // with holes (nil) where entries were removed
	free     []Entry  // room for the next ones
	index    *mapIndex
	order    any      // a TreeMap's comparator, nil for the natural order
	fallback *Closure // of withDefault
	capacity int      // of a HashMap's table; until that is there 0, or less: what was asked for
	view     *mapView // what it shows of another map, nil if it is one itself
	owner    *Object  // an object whose removeEldestEntry is asked after a put
	holes    int32
	changes  int32
	mode     mapMode
	readOnly bool
	byAccess bool // a LinkedHashMap that puts what was asked for at the end
}

type mapMode uint8

const (
	mapLinked mapMode = iota
	mapHash
	mapTree
	mapIdentity // keys are told apart by identity, as is() has it
)

// An Entry is one pair of a map, and what each { it } hands out.
type Entry struct {
	Key, Value any
	m          *Map
	hash       int32  // Java's, of a HashMap's entries and where the key is no Go key
	at         int32  // index in entries of linked and hash maps
	probe      uint32 // where the index begins to look; known while there is one
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

// NewMap makes an empty LinkedHashMap.
func NewMap() *Map { return &Map{class: classLinkedHashMap} }

// newMapOf makes an empty LinkedHashMap with room for n entries. Most literals
// are small, so that all they need is taken at once.
func newMapOf(n int) *Map {
	switch {
	case n == 0:
		return NewMap()
	case n <= 2:
		a := &struct {
			m Map
			p [2]*Entry
			e [2]Entry
		}{}
		a.m.class, a.m.entries, a.m.free = classLinkedHashMap, a.p[:0], a.e[:]
		return &a.m
	case n <= 4:
		a := &struct {
			m Map
			p [4]*Entry
			e [4]Entry
		}{}
		a.m.class, a.m.entries, a.m.free = classLinkedHashMap, a.p[:0], a.e[:]
		return &a.m
	}
	return &Map{class: classLinkedHashMap, entries: make([]*Entry, 0, n), free: make([]Entry, n)}
}

// entry takes room for one entry. They are made by the handful: one that a
// script keeps holds its map anyway.
func (m *Map) entry() *Entry {
	if len(m.free) == 0 {
		if m.entries == nil {
			a := &struct {
				p [4]*Entry
				e [4]Entry
			}{}
			m.entries, m.free = a.p[:0], a.e[:]
		} else {
			m.free = make([]Entry, min(max(4, len(m.entries)), 32))
		}
	}
	e := &m.free[0]
	m.free = m.free[1:]
	return e
}

func newHashMap(c *Class) *Map {
	switch c {
	case classHashMap:
		return &Map{class: c, mode: mapHash}
	case classConcurrentHashMap:
		return &Map{class: c, mode: mapHash, capacity: 16}
	case classHashtable:
		return &Map{class: c, mode: mapHash, capacity: 11}
	case classTreeMap:
		return &Map{class: c, mode: mapTree}
	case classIdentityHashMap:
		return &Map{class: c, mode: mapIdentity}
	case classWeakHashMap:
		return &Map{class: c, mode: mapHash, capacity: 16}
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
	return len(m.entries) - int(m.holes)
}

// modified counts what Java's modCount counts.
func (m *Map) modified() int {
	for m.view != nil {
		m = m.view.of
	}
	return int(m.changes)
}

// Get is the value under a string key, as String's equals has it.
func (m *Map) Get(key string) (any, bool) {
	if e := m.findString(key); e != nil {
		return e.Value, true
	}
	if m.order != nil || m.mode == mapIdentity {
		for k, v := range m.All {
			if k == any(key) {
				return v, true
			}
		}
	}
	return nil, false
}

// Put stores a value under a string key. FromGo is not applied to it.
func (m *Map) Put(key string, v any) {
	for m.view != nil {
		m = m.view.of
	}
	if e := m.findString(key); e != nil {
		e.Value = v
		return
	}
	switch m.mode {
	case mapHash:
		m.append(key, v, hashString(key))
	case mapTree:
		i := len(m.entries)
		if m.order == nil {
			i, _ = m.searchString(key)
		}
		m.changes++
		m.entries = slices.Insert(m.entries, i, &Entry{Key: key, Value: v, m: m})
	default:
		m.append(key, v, 0)
	}
}

// All walks over the entries in the map's order, until yield gives false; keys
// are whatever the script put there. The map must not change meanwhile.
func (m *Map) All(yield func(key, value any) bool) {
	for _, e := range m.ordered() {
		if e != nil && !yield(e.Key, e.Value) {
			return
		}
	}
}

// goKey tells whether Go compares a key as Java's equals does, and its hash
// code where not.
func (m *Map) goKey(t *thread, key any) (simple bool, hash int32, err error) {
	if m.mode == mapIdentity {
		return false, t.identity(key), nil
	}
	if plainKey(key) {
		if s, ok := key.(string); ok && len(s) > longText {
			err = t.charge(len(s) / longText)
		}
		return true, 0, err
	}
	hash, err = t.hash(key)
	return false, hash, err
}

// plainKey tells whether sameKey on the key is Java's equals.
func plainKey(k any) bool {
	switch x := k.(type) {
	case string, int32, int64, bool, Char, nil, int8, int16, float64, float32, *Class:
		return true
	case *Object:
		return x.identityHashed()
	}
	return false
}

// sameKey is Java's equals for plain keys: doubles and floats are compared by
// their bits.
func sameKey(a, b any) bool {
	switch x := a.(type) {
	case string:
		y, ok := b.(string)
		return ok && x == y
	case float64:
		y, ok := b.(float64)
		return ok && (math.Float64bits(x) == math.Float64bits(y) || x != x && y != y)
	case float32:
		y, ok := b.(float32)
		return ok && (math.Float32bits(x) == math.Float32bits(y) || x != x && y != y)
	}
	return a == b
}

// findString finds a string key without asking a script. A TreeMap with a
// comparator and an IdentityHashMap have to be asked with find.
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
	if m.mode >= mapTree {
		if m.mode == mapTree && m.order == nil {
			i, ok := m.searchString(key)
			if ok {
				return m.entries[i]
			}
		}
		// Only the comparator knows, or the identity, which a thread has to ask.
		return nil
	}
	if m.indexed() {
		return m.indexString(key)
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
	if s, ok := key.(string); ok && m.mode < mapTree {
		if len(s) > longText {
			if err := t.charge(len(s) / longText); err != nil {
				return nil, err
			}
		}
		return m.findString(s), nil
	}
	if m.mode == mapTree {
		i, ok, err := m.search(t, key)
		if !ok || err != nil {
			return nil, err
		}
		return m.entries[i], nil
	}
	simple, hash, err := m.goKey(t, key)
	if err != nil {
		return nil, err
	}
	return m.lookup(t, key, simple, hash)
}

func (m *Map) lookup(t *thread, key any, simple bool, hash int32) (*Entry, error) {
	if m.indexed() {
		return m.indexLookup(t, key, simple, hash)
	}
	for _, e := range m.entries {
		if e == nil {
			continue
		}
		if same, err := e.has(t, key, simple, hash); same || err != nil {
			return e, err
		}
	}
	return nil, nil
}

// has tells whether key is the entry's.
func (e *Entry) has(t *thread, key any, simple bool, hash int32) (bool, error) {
	if simple {
		return sameKey(key, e.Key), nil
	}
	if e.hash != hash {
		return false, nil
	}
	if e.m.mode == mapIdentity {
		switch key.(type) {
		case int32, int64:
			return key == e.Key, nil // boxes of a number are not told apart
		}
		return same(key, e.Key), nil
	}
	if plainKey(e.Key) {
		return false, nil
	}
	return t.javaEquals(key, e.Key)
}

// put stores a value and gives what was there before.
func (m *Map) put(t *thread, key, v any) (old any, err error) {
	if m.readOnly {
		return nil, t.throw(classUnsupported, "")
	}
	if m.view != nil {
		return m.view.put(t, key, v)
	}
	if (key == nil || v == nil) && (m.class == classHashtable || m.class == classConcurrentHashMap || m.class == classProperties) {
		return nil, t.throw(classNullPointer, "")
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
		if m.order != nil && len(m.entries) == 0 {
			// A comparator is asked about the first key and itself.
			if _, err := t.compareBy(m.order, key, key); err != nil {
				return nil, err
			}
		}
		m.changes++
		m.entries = append(m.entries, nil)
		copy(m.entries[i+1:], m.entries[i:])
		m.entries[i] = &Entry{Key: key, Value: v, m: m}
		return nil, t.alloc(entrySize)
	}
	simple, hash, err := m.goKey(t, key)
	if err != nil {
		return nil, err
	}
	e, err := m.lookup(t, key, simple, hash)
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
	m.append(key, v, hash)
	if m.owner != nil {
		if err := m.askEldest(t); err != nil {
			return nil, err
		}
	}
	return nil, t.alloc(entrySize)
}

// putName is put under a name; boxed is that name as a value, or nil.
func (m *Map) putName(t *thread, name string, boxed, v any) error {
	if m.readOnly || m.mode != mapLinked || m.view != nil || m.owner != nil || m.byAccess {
		if boxed == nil {
			boxed = name
		}
		_, err := m.put(t, boxed, v)
		return err
	}
	if e := m.findString(name); e != nil {
		e.Value = v
		return nil
	}
	if boxed == nil {
		boxed = name
	}
	m.append(boxed, v, 0)
	return t.alloc(entrySize)
}

// entrySize is about what an entry takes with its share of the index.
const entrySize = 112

// mapSize is what a map takes that has no entries.
const mapSize = 64

// append adds an entry whose key is not there yet. hash is Java's; linked maps
// need it only of keys that are not plain.
func (m *Map) append(key, v any, hash int32) {
	e := m.entry()
	e.Key, e.Value, e.m, e.hash, e.at = key, v, m, hash, int32(len(m.entries))
	m.changes++
	m.entries = append(m.entries, e)
	if m.mode == mapHash && m.class != classHashtable {
		m.makeTable()
		for m.Len()*4 > m.capacity*3 || m.concurrent() && m.Len()*4 == m.capacity*3 {
			m.capacity *= 2
		}
	}
	if m.index != nil || len(m.entries) > smallMap {
		m.indexNew(e)
	}
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
	e.dead = true
	m.unindex(e)
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
	if m.holes > 16 && int(m.holes) > len(m.entries)/2 {
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
	if m.indexed() {
		m.reindex()
	}
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
	m.entries, m.holes, m.index, m.free = nil, 0, nil, nil
	m.changes++
	return nil
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
	m.unindex(e)
	m.entries[e.at] = nil
	m.holes++
	e.at = int32(len(m.entries))
	m.entries = append(m.entries, e)
	if m.index != nil || len(m.entries) > smallMap {
		m.indexNew(e)
	}
	if m.holes > 16 && int(m.holes) > len(m.entries)/2 {
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

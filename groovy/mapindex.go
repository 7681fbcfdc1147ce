package groovy

import (
	"hash/maphash"
	"math"
)

// smallMap is the size up to which looking through the entries is faster than
// an index.
const smallMap = 16

// A mapIndex finds entries by their keys where there are many: a table of
// positions with open addressing, since a Go map of keys as interfaces takes
// four times the memory and twice the time.
type mapIndex struct {
	table []int32  // 0 is free, gone was taken, all others are positions from 1; nil if none is needed
	used  int      // slots that are not free
	walk  []*Entry // a HashMap's entries in its order; nil when not known
}

const gone = -1

// indexSeed keeps scripts from choosing keys that share a slot. The order of
// what a script sees never depends on it.
var indexSeed = maphash.MakeSeed()

func (m *Map) indexed() bool { return m.index != nil && m.index.table != nil }

func probeString(s string) uint32 { return uint32(maphash.String(indexSeed, s)) }

// probeOf says where to look for a key; hash is Java's of keys that are not plain.
func probeOf(key any, simple bool, hash int32) uint32 {
	if !simple {
		return mix(uint64(uint32(hash)))
	}
	switch x := key.(type) {
	case string:
		return probeString(x)
	case int32:
		return mix(uint64(x))
	case int64:
		return mix(uint64(x))
	case int16:
		return mix(uint64(x))
	case int8:
		return mix(uint64(x))
	case Char:
		return mix(uint64(x))
	case float64:
		if x != x {
			return 1
		}
		return mix(math.Float64bits(x))
	case float32:
		if x != x {
			return 2
		}
		return mix(uint64(math.Float32bits(x)))
	case bool:
		if x {
			return 3
		}
		return 4
	case *Class:
		return uint32(maphash.Comparable(indexSeed, x))
	case *Object:
		return uint32(maphash.Comparable(indexSeed, x))
	}
	return 5
}

// mixKey makes mix differ from process to process.
var mixKey = maphash.Bytes(indexSeed, nil) | 1

func mix(x uint64) uint32 {
	x = (x ^ x>>32 ^ mixKey) * 0x9e3779b97f4a7c15
	return uint32(x >> 32)
}

func (m *Map) indexString(key string) *Entry {
	table := m.index.table
	probe := probeString(key)
	for i := probe; ; i++ {
		p := table[i&uint32(len(table)-1)]
		if p == 0 {
			return nil
		}
		if p == gone {
			continue
		}
		if e := m.entries[p-1]; e.probe == probe {
			if s, ok := e.Key.(string); ok && s == key {
				return e
			}
		}
	}
}

func (m *Map) indexLookup(t *thread, key any, simple bool, hash int32) (*Entry, error) {
	table := m.index.table
	probe := probeOf(key, simple, hash)
	for i := probe; ; i++ {
		p := table[i&uint32(len(table)-1)]
		if p == 0 {
			return nil, nil
		}
		if p == gone {
			continue
		}
		e := m.entries[p-1]
		if e.probe != probe {
			continue
		}
		if err := t.charge(1); err != nil {
			return nil, err
		}
		changes := m.changes
		same, err := e.has(t, key, simple, hash)
		if same || err != nil {
			return e, err
		}
		if m.changes != changes {
			// The script's own equals changed the map it is asked for.
			return nil, t.throw(classConcurrentModified, "")
		}
	}
}

// indexNew takes in the entry that came last.
func (m *Map) indexNew(e *Entry) {
	if m.index == nil {
		m.index = &mapIndex{}
	}
	x := m.index
	x.walk = nil
	switch {
	case x.table == nil && len(m.entries) <= smallMap:
	case x.table == nil || 4*(x.used+1) > 3*len(x.table):
		m.reindex()
	default:
		e.probe = probeOf(e.Key, m.mode != mapIdentity && plainKey(e.Key), e.hash)
		x.add(e)
	}
}

func (x *mapIndex) add(e *Entry) {
	for i := e.probe; ; i++ {
		if slot := &x.table[i&uint32(len(x.table)-1)]; *slot == 0 {
			*slot = e.at + 1
			x.used++
			return
		}
	}
}

// reindex builds the index from the entries, with room for as many again.
func (m *Map) reindex() {
	fresh := m.index == nil || m.index.table == nil
	if m.index == nil {
		m.index = &mapIndex{}
	}
	size := 4 * smallMap
	for size < 2*m.Len()+2 {
		size *= 2
	}
	x := m.index
	x.table, x.used = make([]int32, size), 0
	for _, e := range m.entries {
		if e == nil {
			continue
		}
		if fresh || int(e.at) == len(m.entries)-1 {
			e.probe = probeOf(e.Key, m.mode != mapIdentity && plainKey(e.Key), e.hash)
		}
		x.add(e)
	}
}

// unindex takes an entry out, which is still in its place.
func (m *Map) unindex(e *Entry) {
	x := m.index
	if x == nil {
		return
	}
	x.walk = nil
	if x.table == nil {
		return
	}
	for i := e.probe; ; i++ {
		if slot := &x.table[i&uint32(len(x.table)-1)]; *slot == e.at+1 {
			*slot = gone
			return
		}
	}
}

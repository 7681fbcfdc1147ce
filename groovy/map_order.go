package groovy

import "slices"

// ordered gives the entries in the order the map shows, holes included. The
// slice is the map's own.
func (m *Map) ordered() []*Entry {
	if m.view != nil {
		return m.view.ordered()
	}
	if m.mode != mapHash || m.Len() < 2 {
		return m.entries
	}
	if m.index == nil {
		m.index = &mapIndex{}
	}
	if m.index.walk == nil {
		if m.class == classHashtable {
			m.index.walk = tableOrder(m.entries, m.Len(), m.capacity)
		} else if m.class == classWeakHashMap {
			m.index.walk = weakOrder(m.entries, m.Len())
		} else {
			m.index.walk = hashOrder(m.entries, m.Len(), m.capacity)
		}
	}
	return m.index.walk
}

// tableOrder is the order of a Hashtable that began with that capacity: from
// the last bucket to the first, in a bucket the latest first, which growing
// turns around.
func tableOrder(entries []*Entry, n, capacity int) []*Entry {
	table := make([][]*Entry, capacity) // each bucket in reverse
	in := func(e *Entry) int { return int(uint32(e.hash)&0x7FFFFFFF) % len(table) }
	count := 0
	for _, e := range entries {
		if e == nil {
			continue
		}
		if count >= len(table)*3/4 {
			old := table
			table = make([][]*Entry, 2*len(old)+1)
			for _, bucket := range slices.Backward(old) {
				for _, x := range slices.Backward(bucket) {
					i := in(x)
					table[i] = append(table[i], x)
				}
			}
		}
		i := in(e)
		table[i] = append(table[i], e)
		count++
	}
	out := make([]*Entry, 0, n)
	for _, bucket := range slices.Backward(table) {
		for _, e := range slices.Backward(bucket) {
			out = append(out, e)
		}
	}
	return out
}

// weakOrder is the order of a WeakHashMap: as a Hashtable, in a table of powers
// of two that takes more of the hash code into account.
func weakOrder(entries []*Entry, n int) []*Entry {
	table := make([][]*Entry, 16) // each bucket in reverse
	in := func(e *Entry) int {
		h := uint32(e.hash)
		h ^= h>>20 ^ h>>12
		return int(h^h>>7^h>>4) & (len(table) - 1)
	}
	count := 0
	for _, e := range entries {
		if e == nil {
			continue
		}
		i := in(e)
		table[i] = append(table[i], e)
		if count++; count >= len(table)*3/4 {
			old := table
			table = make([][]*Entry, 2*len(old))
			for _, bucket := range old {
				for _, x := range slices.Backward(bucket) {
					i := in(x)
					table[i] = append(table[i], x)
				}
			}
		}
	}
	out := make([]*Entry, 0, n)
	for _, bucket := range slices.Backward(table) {
		for _, e := range slices.Backward(bucket) {
			out = append(out, e)
		}
	}
	return out
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

// The size of a HashMap's table decides on the order of its entries, so it is
// kept as Java has it: a table is made with the first entry, 16 wide or as wide
// as was asked for, and doubled when it is more than three quarters full.

// ask sets how wide the table will be that is not there yet: the power of two
// that n fits in.
func (m *Map) ask(n int) {
	if m.mode != mapHash || m.class == classHashtable {
		return
	}
	size := 1
	for size < n && size < maxTable {
		size *= 2
	}
	m.capacity = -size
}

// maxTable bounds what is asked for: the order of more is not worth its memory.
const maxTable = 1 << 20

// concurrent tells whether it is a ConcurrentHashMap, or has one within.
func (m *Map) concurrent() bool {
	return m.class == classConcurrentHashMap || m.class == classProperties
}

func (m *Map) makeTable() {
	switch {
	case m.capacity < 0:
		m.capacity = -m.capacity
	case m.capacity == 0:
		m.capacity = 16
	}
}

// reserve makes room for n entries that come at once, as putAll does and the
// constructor that copies a map.
func (m *Map) reserve(n int) {
	switch {
	case m.mode != mapHash || n == 0:
	case m.class == classHashtable:
		m.capacity = max(m.capacity, 2*n)
	case m.concurrent():
		m.makeTable()
		size := 1
		for size < n+n/2+1 {
			size *= 2
		}
		for size > m.capacity*3/4 {
			m.capacity *= 2
		}
	case m.capacity > 0:
		for n > m.capacity*3/4 {
			m.capacity *= 2
		}
	default:
		if want := int(float32(n)/0.75 + 1); want > -m.capacity {
			m.ask(want)
		}
	}
}

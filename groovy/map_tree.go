package groovy

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
			c, err = t.javaCompare(key, entries[mid].Key)
		} else {
			c, err = t.compareBy(m.order, key, entries[mid].Key)
		}
		if err != nil {
			return 0, false, err
		}
		switch {
		case c == 0:
			return mid, true, nil
		case c > 0:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return lo, false, nil
}

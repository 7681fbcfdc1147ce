package groovy

// memoized makes a closure that remembers its results. With a limit it
// remembers only the last so many that were asked for.
func memoized(c *Closure, limit int) *Closure {
	m := NewMap()
	return derived(classMemoizedClosure, c, c.nparams(), func(t *thread, a []any) (any, error) {
		key := newList(append([]any(nil), a...))
		e, err := m.find(t, key)
		if err != nil {
			return nil, err
		}
		var v any
		if e != nil {
			if v = e.Value; limit == 0 {
				return v, nil
			}
			// Asked for again, it becomes the youngest.
			if _, err := m.remove(t, key); err != nil {
				return nil, err
			}
		} else if v, err = t.callClosure(c, append([]any(nil), a...)...); err != nil {
			return nil, err
		}
		if limit > 0 && m.Len() >= limit {
			for _, oldest := range m.ordered() {
				if oldest == nil {
					continue
				}
				if _, err := m.remove(t, oldest.Key); err != nil {
					return nil, err
				}
				break
			}
		}
		_, err = m.put(t, key, v)
		return v, err
	})
}

func memoizedAtMost(t *thread, c *Closure, n int32) (any, error) {
	switch {
	case n < 0:
		return nil, t.throw(classIllegalArgument, "A non-negative number is required as the maxCacheSize parameter for memoizeAtMost.")
	case n == 0:
		return derived(classMemoizedClosure, c, c.nparams(), func(t *thread, a []any) (any, error) { return t.callClosure(c, a...) }), nil
	}
	return memoized(c, int(n)), nil
}

package groovy

// The walks over anything that each, collect, find and their like are made of.
// A map hands out entries; where the closure takes two parameters, key and value.

// callEntry calls a closure with an element: an entry as key and value where
// it takes two.
func (t *thread) callElement(c *Closure, v any) (any, error) { return t.callElementBy(c, v, "doCall") }

// callElementBy is callElement; by is what an exception says was called.
func (t *thread) callElementBy(c *Closure, v any, by string) (any, error) {
	if e, ok := v.(*Entry); ok && c.nparams() == 2 {
		return t.call2(c, e.Key, e.Value)
	}
	return t.call1Named(c, v, by)
}

// eachOf calls the closure with every element and then f with the result.
func (t *thread) eachOf(v any, c *Closure, f func(any) error) error {
	return t.iterate(v, func(e any) error {
		r, err := t.callElement(c, e)
		if err != nil {
			return err
		}
		return f(r)
	})
}

// test calls a closure that says yes or no; nil asks the element itself.
func (t *thread) test(c *Closure, v any) (bool, error) {
	if c == nil {
		return t.truth(v)
	}
	r, err := t.callElementBy(c, v, "call")
	if err != nil {
		return false, err
	}
	if b, ok := r.(bool); ok {
		return b, nil
	}
	return t.truth(r)
}

func (t *thread) collect(v any, c *Closure, into any) (any, error) {
	if l, ok := into.(*List); ok && l.fixed == listOpen && l.class != classPriorityQueue {
		err := t.eachOf(v, c, func(r any) error {
			l.items = append(l.items, r)
			l.changes++
			return t.alloc(16)
		})
		return l, err
	}
	err := t.eachOf(v, c, func(r any) error { return t.addTo(into, r) })
	return into, err
}

// addTo is into.add(v).
func (t *thread) addTo(into, v any) error {
	switch x := into.(type) {
	case *List:
		return x.add(t, v)
	case *Set:
		_, err := x.add(t, v)
		return err
	}
	_, err := t.invoke(into, "add", v)
	return err
}

// A walkEnd ends a walk that has what it looked for. It has a size, as two
// values without one may have the same address, and a walk must know its own end.
type walkEnd struct{ _ byte }

func (*walkEnd) Error() string { return "found" }

// until walks until f says it is done.
func (t *thread) until(v any, f func(e any) (done bool, err error)) error {
	end := &walkEnd{}
	err := t.iterate(v, func(e any) error {
		done, err := f(e)
		if err == nil && done {
			return end
		}
		return err
	})
	if err == error(end) {
		return nil
	}
	return err
}

func (t *thread) find(v any, c *Closure) (found any, err error) {
	err = t.until(v, func(e any) (bool, error) {
		ok, err := t.test(c, e)
		if ok {
			found = e
		}
		return ok, err
	})
	return found, err
}

func (t *thread) findResult(v any, c *Closure, def any) (found any, err error) {
	found = def
	err = t.until(v, func(e any) (bool, error) {
		r, err := t.callElement(c, e)
		if r != nil {
			found = r
		}
		return r != nil, err
	})
	return found, err
}

// findAllIn is findAll and, with strict false, grep: the result is a list, or a
// set of a set.
func (t *thread) findAllIn(v any, c *Closure, keepSet bool) (any, error) {
	into := t.similar(v, keepSet)
	err := t.iterate(v, func(e any) error {
		ok, err := t.test(c, e)
		if !ok || err != nil {
			return err
		}
		return t.addTo(into, e)
	})
	return into, err
}

// similar makes an empty collection like v: a set of a set, a list of all else.
func (t *thread) similar(v any, keepSet bool) any {
	switch x := nativeOf(v).(type) {
	case *Set:
		if !keepSet {
			break
		}
		if x.class == classTreeSet {
			s := newSet(classTreeSet)
			s.m.order = x.m.order
			return s
		}
		return newSet(classLinkedHashSet)
	case *View:
		if keepSet {
			return t.alike(x)
		}
	case *List:
		if keepSet {
			return t.alike(x)
		}
	}
	return newList(nil)
}

func (t *thread) findIndex(v any, from int32, c *Closure) (any, error) {
	i, found := int32(0), int32(-1)
	err := t.until(v, func(e any) (bool, error) {
		i++
		if i-1 < from {
			return false, nil
		}
		ok, err := t.test(c, e)
		if ok {
			found = i - 1
		}
		return ok, err
	})
	return boxInt(found), err
}

func (t *thread) findIndexes(v any, c *Closure) ([]any, error) {
	var out []any
	i := int64(0)
	err := t.iterate(v, func(e any) error {
		ok, err := t.test(c, e)
		if ok {
			out = append(out, i)
		}
		i++
		return err
	})
	return out, err
}

// anyEvery is any and every.
func (t *thread) anyEvery(v any, c *Closure, want bool) (any, error) {
	found := !want
	err := t.until(v, func(e any) (bool, error) {
		ok, err := t.test(c, e)
		if ok == want {
			found = want
			return true, err
		}
		return false, err
	})
	return found, err
}

func (t *thread) inject(v, start any, started bool, c *Closure) (any, error) {
	acc := start
	err := t.iterate(v, func(e any) error {
		if !started {
			acc, started = e, true
			return nil
		}
		var err error
		if en, ok := e.(*Entry); ok && c.nparams() == 3 {
			acc, err = t.callClosure(c, acc, en.Key, en.Value)
		} else {
			acc, err = t.call2(c, acc, e)
		}
		return err
	})
	if err == nil && !started {
		return nil, t.throw(classNoSuchElement, "Cannot call inject() on an empty iterable without passing an initial value.")
	}
	return acc, err
}

func (t *thread) grep(v, filter any) (any, error) {
	into := t.similar(v, true)
	err := t.iterate(v, func(e any) error {
		ok, err := t.isCase(filter, e)
		if !ok || err != nil {
			return err
		}
		return t.addTo(into, e)
	})
	return into, err
}

// split is [those that pass, the others].
func (t *thread) split(v any, c *Closure) (any, error) {
	yes, no := t.similar(v, true), t.similar(v, true)
	err := t.iterate(v, func(e any) error {
		ok, err := t.test(c, e)
		if err != nil {
			return err
		}
		if ok {
			return t.addTo(yes, e)
		}
		return t.addTo(no, e)
	})
	return newList([]any{yes, no}), err
}

package groovy

// Parts of lists: x[range], x[i, j], and putting something in their place.

// part is v[range].
func (t *thread) part(v any, r *Range) (any, error) {
	if err := t.numericRange(r); err != nil {
		return nil, err
	}
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	from, to, back := spanOf(r, len(items))
	if r.count == 0 {
		return newList(nil), nil
	}
	if err := t.within(from, to, len(items)); err != nil {
		return nil, err
	}
	items = items[from:to]
	if back {
		items = turned(items)
	}
	if arr, ok := v.(*Array); ok && arr.class.elem == classObject {
		return newList(items), nil
	}
	return t.alikeOf(v, items)
}

// pickAt is v[indexes]: indexes may be ranges or lists themselves.
func (t *thread) pickAt(v, at any) (any, error) {
	out := newList(nil)
	err := t.iterate(at, func(i any) error {
		switch x := i.(type) {
		case *Range:
			p, err := t.part(v, x)
			if err != nil {
				return err
			}
			return t.iterate(p, func(e any) error { return out.add(t, e) })
		case *List:
			if err := t.enter(); err != nil {
				return err
			}
			defer t.exit()
			p, err := t.pickAt(v, x)
			if err != nil {
				return err
			}
			return t.iterate(p, func(e any) error { return out.add(t, e) })
		}
		n, err := t.cast(i, classIntP)
		if err != nil {
			return err
		}
		e, err := t.index(v, n)
		if err != nil {
			return err
		}
		return out.add(t, e)
	})
	return out, err
}

// putPart is v[range] = value: the part is replaced by the elements of the
// value, or by the value itself.
func (t *thread) putPart(v any, r *Range, value any) error {
	l, ok := v.(*List)
	if !ok {
		return t.throw(classUnsupported, "")
	}
	if err := t.numericRange(r); err != nil {
		return err
	}
	n := len(l.items)
	from, to, _ := spanOf(r, n)
	if r.count == 0 {
		if f, ok := r.from.(int32); ok {
			if from = int(f); from < 0 {
				from += n
			}
			to = from
		}
	}
	if from < 0 {
		return t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", from-n, n)
	}
	for len(l.items) < from {
		if err := l.add(t, nil); err != nil {
			return err
		}
	}
	to = min(to, len(l.items))
	items := []any{value}
	if classOf(value).isSubclassOf(classCollection) {
		var err error
		if items, err = t.slice(value); err != nil {
			return err
		}
	}
	if err := l.mayResize(t); err != nil {
		return err
	}
	if err := t.charge(1 + len(l.items)/64 + len(items)); err != nil {
		return err
	}
	if err := t.alloc(16 * (len(items) + len(l.items))); err != nil {
		return err
	}
	l.items = append(append(append(make([]any, 0, from+len(items)+len(l.items)-to), l.items[:from]...), items...), l.items[to:]...)
	return nil
}

// putPlaces is v[i, j] = values.
func (t *thread) putPlaces(v, at, value any) error {
	places, err := t.slice(at)
	if err != nil {
		return err
	}
	if len(places) == 0 {
		return nil
	}
	values, isList := t.listItems(value)
	if isList && len(values) != len(places) {
		return t.throw(classIllegalArgument, "Trying to replace %d elements with %d elements", len(places), len(values))
	}
	for i, p := range places {
		x := value
		if isList {
			x = values[i]
		}
		if err := t.setIndex(v, p, x); err != nil {
			return err
		}
	}
	return nil
}

// shortText is toListString(maxSize) and toMapString(maxSize): elements until
// the text is longer than that.
func (t *thread) shortText(v any, limit int) (any, error) {
	if limit < 0 {
		return textResult(t.format(v))
	}
	out, some := "[", false
	err := t.until(v, func(e any) (bool, error) {
		if some {
			out += ", "
		}
		some = true
		if len(out) > limit {
			out += "..."
			return true, nil
		}
		var s string
		var err error
		if en, ok := e.(*Entry); ok {
			s, err = t.entryText(en)
		} else {
			s, err = t.format(e)
		}
		out += s
		if err != nil {
			return true, err
		}
		return false, t.charge(1 + len(s)/64)
	})
	if m, ok := v.(*Map); ok && m.Len() == 0 {
		out += ":"
	}
	return out + "]", err
}

// entryText is key:value as a map's text has it.
func (t *thread) entryText(e *Entry) (string, error) {
	k, err := t.format(e.Key)
	if err != nil {
		return "", err
	}
	v, err := t.format(e.Value)
	if err != nil {
		return "", err
	}
	return t.concat(k, ":", v)
}

package groovy

// Parts of lists: x[range], x[i, j], and putting something in their place.

// part is v[range].
func (t *thread) part(v any, r *Range) (any, error) {
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	if r.class() == classEmptyRange {
		if _, ok := v.(*Array); ok {
			return newList(nil), nil
		}
		return t.alike(v), nil
	}
	from, to, back, err := t.span(r, len(items))
	if err != nil {
		return nil, err
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
	n := len(l.items)
	from, to, _, err := t.span(r, n)
	if err != nil {
		return err
	}
	for r.ints && len(l.items) < to {
		if err := l.add(t, nil); err != nil {
			return err
		}
	}
	if err := t.within(from, to, len(l.items)); err != nil {
		return err
	}
	// Java takes the part out before it looks at the value, which may be the
	// list itself.
	if l.fixed == listReadOnly || to > from {
		if err := l.mayResize(t); err != nil {
			return err
		}
	}
	l.items = append(append(make([]any, 0, len(l.items)), l.items[:from]...), l.items[to:]...)
	l.changes++
	to = from
	items := []any{value}
	if classOf(value).isSubclassOf(classCollection) {
		if items, err = t.slice(value); err != nil || len(items) == 0 {
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
	if at == nil {
		return t.throw(classNullPointer, "")
	}
	places, err := t.slice(at)
	if err != nil {
		return err
	}
	values, isList := t.listItems(value)
	if isList && len(values) != len(places) {
		return t.throw(classIllegalArgument, "Trying to replace %d elements with %d elements", len(places), len(values))
	}
	if len(places) == 0 {
		return nil
	}
	if _, ok := places[0].(int32); !ok {
		if places[0] == nil {
			return t.throw(classNullPointer, "")
		}
		return t.throw(classIllegalArgument, "Can only index a List with another List of Integers, not a List of %s", classOf(places[0]).Name())
	}
	for i, p := range places {
		if err := t.charge(1); err != nil {
			return err
		}
		at, ok := p.(int32)
		if !ok {
			return t.castError(p, classInteger)
		}
		if isList {
			_, err = t.invoke(v, "putAt", at, values[i])
		} else {
			_, err = t.invoke(v, "set", at, value) // which counts not from the end, and adds nothing
		}
		if err != nil {
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

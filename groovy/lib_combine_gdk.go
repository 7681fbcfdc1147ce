package groovy

// combineLib is what makes many lists of one or one of many: combinations,
// permutations, subsequences, transpose, collate, chop.
func combineLib() lib {
	return lib{methods: []def{
		{"combinations()", func(t *thread, self any, _ []any) (any, error) {
			l, err := t.combinations(self)
			return newList(l), err
		}},
		{"combinations(Closure)", func(t *thread, self any, a []any) (any, error) {
			l, err := t.combinations(self)
			if err != nil {
				return nil, err
			}
			return t.collect(newList(l), a[0].(*Closure), newList(nil))
		}},
		{"void eachCombination(Closure)", func(t *thread, self any, a []any) (any, error) {
			l, err := t.combinations(self)
			if err != nil {
				return nil, err
			}
			return nil, t.eachOf(newList(l), a[0].(*Closure), func(any) error { return nil })
		}},
		{"permutations()", func(t *thread, self any, _ []any) (any, error) { return t.permutations(self) }},
		{"permutations(Closure)", func(t *thread, self any, a []any) (any, error) {
			s, err := t.permutations(self)
			if err != nil {
				return nil, err
			}
			return t.collect(s, a[0].(*Closure), newList(nil))
		}},
		{"eachPermutation(Closure)", func(t *thread, self any, a []any) (any, error) {
			c := a[0].(*Closure)
			err := t.permute(self, func(p []any) error {
				_, err := t.call1(c, newList(p))
				return err
			})
			return listIterator(newList(nil)), err
		}},
		{"subsequences()", func(t *thread, self any, _ []any) (any, error) { return t.subsequences(self) }},
		{"transpose()", func(t *thread, self any, _ []any) (any, error) { return t.transpose(self) }},
		{"collate(int)", func(t *thread, self any, a []any) (any, error) {
			return t.collate(self, int(a[0].(int32)), int(a[0].(int32)), true)
		}},
		{"collate(int,boolean)", func(t *thread, self any, a []any) (any, error) {
			return t.collate(self, int(a[0].(int32)), int(a[0].(int32)), a[1].(bool))
		}},
		{"collate(int,int)", func(t *thread, self any, a []any) (any, error) {
			return t.collate(self, int(a[0].(int32)), int(a[1].(int32)), true)
		}},
		{"collate(int,int,boolean)", func(t *thread, self any, a []any) (any, error) {
			return t.collate(self, int(a[0].(int32)), int(a[1].(int32)), a[2].(bool))
		}},
		{"chop(int...)", func(t *thread, self any, a []any) (any, error) { return t.chop(self, a[0].(*Array).items) }},
	}}
}

// asItems is how combinations sees an element: a collection as it is, a map as
// its entries, a text as its characters, anything else on its own.
func (t *thread) asItems(v any) ([]any, error) {
	switch nativeOf(v).(type) {
	case nil:
		return nil, nil
	case *List, *Set, *View, *Range, *Map, *Array, string, *GString:
		return t.slice(v)
	}
	return []any{v}, nil
}

func (t *thread) combinations(v any) ([]any, error) {
	var sofar []any
	started := false
	err := t.iterate(v, func(part any) error {
		items, err := t.asItems(part)
		if err != nil {
			return err
		}
		if !started {
			started = true
			for _, e := range items {
				sofar = append(sofar, newList([]any{e}))
			}
			return t.alloc(64 * len(items))
		}
		var grown []any
		for _, e := range items {
			for _, s := range sofar {
				old := s.(*List).items
				if err := t.charge(1 + len(old)/8); err != nil {
					return err
				}
				if err := t.alloc(64 + 16*len(old)); err != nil {
					return err
				}
				grown = append(grown, newList(append(append(make([]any, 0, len(old)+1), old...), e)))
			}
		}
		sofar = grown
		return nil
	})
	return sofar, err
}

// permute calls f with every order of the elements, by their places going up.
func (t *thread) permute(v any, f func([]any) error) error {
	items, err := t.slice(v)
	if err != nil {
		return err
	}
	n := len(items)
	if n < 1 {
		return t.throw(classIllegalArgument, "At least one item required")
	}
	at := make([]int, n)
	for i := range at {
		at[i] = i
	}
	for {
		if err := t.charge(1 + n); err != nil {
			return err
		}
		if err := t.alloc(48 + 16*n); err != nil {
			return err
		}
		p := make([]any, n)
		for i, k := range at {
			p[i] = items[k]
		}
		if err := f(p); err != nil {
			return err
		}
		j := n - 2
		for j >= 0 && at[j] > at[j+1] {
			j--
		}
		if j < 0 {
			return nil
		}
		k := n - 1
		for at[j] > at[k] {
			k--
		}
		at[j], at[k] = at[k], at[j]
		for r, s := n-1, j+1; r > s; r, s = r-1, s+1 {
			at[r], at[s] = at[s], at[r]
		}
	}
}

func (t *thread) permutations(v any) (any, error) {
	s := newSet(classHashSet)
	err := t.permute(v, func(p []any) error {
		_, err := s.add(t, newList(p))
		return err
	})
	return s, err
}

// subsequences is built as Groovy builds it, so that the HashSet has its order.
func (t *thread) subsequences(v any) (any, error) {
	ans := newSet(classHashSet)
	err := t.iterate(v, func(head any) error {
		next := newSet(classHashSet)
		olds := ans.items()
		for _, o := range olds {
			old := o.(*List).items
			if err := t.charge(1 + len(old)/8); err != nil {
				return err
			}
			if err := t.alloc(64 + 16*len(old)); err != nil {
				return err
			}
			if _, err := next.add(t, newList(append(append(make([]any, 0, len(old)+1), old...), head))); err != nil {
				return err
			}
		}
		if err := t.addAll(next, olds); err != nil {
			return err
		}
		if _, err := next.add(t, newList([]any{head})); err != nil {
			return err
		}
		ans = next
		return nil
	})
	return ans, err
}

func (t *thread) transpose(v any) (any, error) {
	var rows [][]any
	shortest := -1
	err := t.iterate(v, func(e any) error {
		if e == nil {
			return t.throw(classNullPointer, "")
		}
		l, err := t.cast(e, classList)
		if err != nil {
			return err
		}
		row, err := t.slice(l)
		if err != nil {
			return err
		}
		if shortest < 0 || len(row) < shortest {
			shortest = len(row)
		}
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]any, 0, max(shortest, 0))
	for i := range max(shortest, 0) {
		if err := t.charge(len(rows)); err != nil {
			return nil, err
		}
		if err := t.alloc(64 + 16*len(rows)); err != nil {
			return nil, err
		}
		col := make([]any, len(rows))
		for k, r := range rows {
			col[k] = r[i]
		}
		out = append(out, newList(col))
	}
	return newList(out), nil
}

func (t *thread) collate(v any, size, step int, keepRemainder bool) (any, error) {
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	if size <= 0 {
		return newList([]any{newList(items)}), nil
	}
	if step == 0 {
		return nil, t.throw(classIllegalArgument, "step cannot be zero")
	}
	var out []any
	for pos := 0; pos < len(items) && pos > -1; pos += step {
		if !keepRemainder && pos > len(items)-size {
			break
		}
		part := items[pos:min(pos+size, len(items))]
		if err := t.charge(1 + len(part)); err != nil {
			return nil, err
		}
		if err := t.alloc(64 + 16*len(part)); err != nil {
			return nil, err
		}
		out = append(out, newList(append([]any(nil), part...)))
	}
	return newList(out), nil
}

// chop cuts off pieces of the given sizes; -1 is all that is left.
func (t *thread) chop(v any, sizes []any) (any, error) {
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	out := make([]any, 0, len(sizes))
	for _, s := range sizes {
		n := int(s.(int32))
		if n < 0 || n > len(items) {
			n = len(items)
		}
		if err := t.alloc(64 + 16*n); err != nil {
			return nil, err
		}
		out = append(out, newList(append([]any(nil), items[:n]...)))
		items = items[n:]
	}
	return newList(out), nil
}

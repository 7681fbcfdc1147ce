package groovy

// A Range is from..to. Ranges of Integers are never spread out; all others
// hold their elements.
type Range struct {
	from, to any // as written
	exclude  bool
	ints     bool
	first    int32 // of an int range: the first element, how many, and which way
	count    int
	down     bool
	items    []any // of all others
}

func (r *Range) class() *Class {
	switch {
	case r.ints:
		return classIntRange
	case r.count == 0:
		return classEmptyRange
	}
	return classObjectRange
}

// newIntRange makes a range of Integers.
func newIntRange(from, to int32, exclude bool) *Range {
	r := &Range{from: boxInt(from), to: boxInt(to), exclude: exclude, ints: true, first: from}
	d := int64(to) - int64(from)
	if d < 0 {
		r.down = true
		d = -d
	}
	r.count = int(d) + 1
	if exclude {
		r.count--
		if r.count == 0 {
			r.ints = false
		}
	}
	return r
}

func (r *Range) at(i int) any {
	if !r.ints {
		return r.items[i]
	}
	if r.down {
		return boxInt(r.first - int32(i))
	}
	return boxInt(r.first + int32(i))
}

// bounds gives the lowest and highest int of an int range.
func (r *Range) bounds() (lo, hi int32) {
	a, b := r.first, r.first
	if r.down {
		return a - int32(r.count-1), a
	}
	return a, b + int32(r.count-1)
}

// maxRange is how many elements a range of other things than Integers may
// have; they are held in memory.
const maxRange = 1 << 22

func (t *thread) newRange(from, to any, exclude bool) (any, error) {
	if a, ok := from.(int32); ok {
		if b, ok := to.(int32); ok {
			return newIntRange(a, b, exclude), nil
		}
	}
	if from == nil || to == nil {
		end := "from"
		if from != nil {
			end = "to"
		}
		return nil, t.throw(classIllegalArgument, "Must specify a non-null value for the '%s' index in a Range", end)
	}
	from, to = plainText(from), plainText(to)
	r := &Range{from: from, to: to, exclude: exclude}
	if o, ok := from.(*Object); ok && !o.class.isSubclassOf(classComparable) {
		return nil, t.castError(from, classComparable)
	}
	c, err := t.compare(from, to)
	if err != nil {
		return nil, err
	}
	if exclude {
		if c == 0 {
			return r, nil
		}
		step := "previous"
		if c > 0 {
			step = "next"
		}
		if to, err = t.invoke(to, step); err != nil {
			return nil, err
		}
		if c, err = t.compare(from, to); err != nil {
			return nil, err
		}
	}
	if _, ok := from.(Char); ok {
		if s, ok := to.(string); ok && strLen(s) == 1 {
			to = Char(charAt(s, 0))
		}
	}
	r.down = c > 0
	if a, ok := from.(string); ok {
		if b, ok := to.(string); ok {
			if r.down {
				a, b = b, a
			}
			if err := t.reaches(a, b); err != nil {
				return nil, err
			}
		}
	}
	step := "next"
	if r.down {
		step = "previous"
	}
	fs, text1 := from.(string)
	ts, text2 := to.(string)
	text := text1 && text2
	for v := from; ; {
		if err := t.charge(1); err != nil {
			return nil, err
		}
		if err := t.alloc(16); err != nil {
			return nil, err
		}
		if len(r.items) >= maxRange {
			return nil, t.limit("memory", "a range of more than %d elements", maxRange)
		}
		r.items = append(r.items, v)
		d, err := t.compare(v, to)
		if err != nil {
			return nil, err
		}
		if d == 0 {
			break
		}
		if v, err = t.invoke(v, step); err != nil {
			return nil, err
		}
		if d, err = t.compare(v, to); err != nil {
			return nil, err
		}
		if s, ok := v.(string); ok && text {
			if strLen(s) > strLen(ts) && strLen(s) > strLen(fs) {
				break
			}
		}
		if !r.down && d > 0 || r.down && d < 0 {
			break
		}
	}
	r.count = len(r.items)
	return r, nil
}

// slice is the elements of a range, in a slice of their own.
func (r *Range) slice(t *thread) ([]any, error) {
	if !r.ints {
		return append([]any(nil), r.items...), nil
	}
	if err := t.charge(r.count); err != nil {
		return nil, err
	}
	if err := t.alloc(24 * r.count); err != nil {
		return nil, err
	}
	out := make([]any, r.count)
	for i := range out {
		out[i] = r.at(i)
	}
	return out, nil
}

// reaches refuses a range of texts whose end the next ones never come to.
func (t *thread) reaches(low, high string) error {
	n := strLen(low)
	if n > strLen(high) {
		return t.throw(classIllegalArgument, "Incompatible Strings for Range: starting String is longer than ending string")
	}
	i := 0
	for i < n && charAt(low, i) == charAt(high, i) {
		i++
	}
	if i < n-1 {
		return t.throw(classIllegalArgument, "Incompatible Strings for Range: String#next() will not reach the expected value")
	}
	return nil
}

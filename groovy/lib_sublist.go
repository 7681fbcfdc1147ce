package groovy

var classSubList = &Class{name: "java.util.ArrayList$SubList", super: classAbstractList, ifaces: []*Class{classRandomAccess}}

// A sublist is a List of its own that begins as a part of its parent. Elements
// are shared; what changes its length is done to the parent as well. It hangs
// on the order field, which no list but a PriorityQueue has another use for.
type sublist struct {
	parent  *List
	from    int
	changes int // of the parent when it was last looked at
}

func (t *thread) subList(v any, from, to int) (any, error) {
	n, err := t.sizeOf(v)
	if err != nil {
		return nil, err
	}
	if err := t.within(from, to, n); err != nil {
		return nil, err
	}
	l, ok := v.(*List)
	if !ok || l.fixed != listOpen {
		items, err := t.slice(v)
		if err != nil {
			return nil, err
		}
		return fixedList(classSubList, items[from:to], listReadOnly), nil
	}
	s := listOf(classSubList, l.items[from:to:to])
	s.order = &sublist{l, from, l.changes}
	return s, nil
}

// fresh finds out whether the parent was changed past this part of it. A part
// of a part of a part takes as long to look through as it is deep.
func (s *sublist) fresh(t *thread) error {
	for {
		if s.changes != s.parent.changes {
			return t.throw(classConcurrentModified, "")
		}
		p, ok := s.parent.order.(*sublist)
		if !ok {
			return nil
		}
		if err := t.step(); err != nil {
			return err
		}
		s = p
	}
}

// grown puts the elements of a part that had before of them into its parent,
// and into the parent's own one.
func (s *sublist) grown(t *thread, x *List, before int) error {
	if err := t.enter(); err != nil {
		return err
	}
	defer t.exit()
	p := s.parent
	if err := t.charge(1 + len(p.items)/64); err != nil {
		return err
	}
	was := len(p.items)
	tail := p.items[s.from+before:]
	all := make([]any, 0, s.from+len(x.items)+len(tail))
	p.items = append(append(append(all, p.items[:s.from]...), x.items...), tail...)
	p.changes++
	s.changes = p.changes
	if up, ok := p.order.(*sublist); ok {
		if err := up.grown(t, p, was); err != nil {
			return err
		}
	}
	end := s.from + len(x.items)
	x.items = p.items[s.from:end:end]
	return t.alloc(16 * len(p.items))
}

// fresh is asked before a list is read: one that is a part of another cannot
// be when that was changed.
func (l *List) fresh(t *thread) error {
	if s, ok := l.order.(*sublist); ok {
		return s.fresh(t)
	}
	return nil
}

// mutators are the methods that change a list.
var mutators = [...]string{
	"void clear()", "add(Object)", "void add(int,Object)", "addAll(Collection)", "addAll(int,Collection)", "leftShift(Object)",
	"remove(int)", "remove(Object)", "removeAt(int)", "removeElement(Object)", "removeAll(Collection)", "removeAll(Closure)", "retainAll(Collection)",
	"retainAll(Closure)", "removeIf(Predicate)", "push(Object)", "pop()", "void putAt(int,Object)", "void putAt(IntRange,Object)", "void putAt(EmptyRange,Object)", "set(int,Object)",
	"sort()", "sort(Closure)", "sort(Comparator)", "unique()", "unique(Closure)", "void replaceAll(UnaryOperator)", "swap(int,int)", "reverse(boolean)",
}

// around makes the mutators of a class of lists: each calls what the class
// inherits, in the way that the class wants.
func around(c *Class, how func(t *thread, l *List, call func() (any, error)) (any, error)) []def {
	defs := make([]def, 0, len(mutators))
	for _, sig := range mutators {
		probe := parseDef(c, def{sig, nil})
		defs = append(defs, def{sig, func(t *thread, self any, a []any) (any, error) {
			return how(t, self.(*List), func() (any, error) { return t.inherited(probe, self, a) })
		}})
	}
	return defs
}

// inherited calls the method that a superclass or interface has with the same
// parameters.
func (t *thread) inherited(m *method, self any, a []any) (any, error) {
	for _, k := range m.class.ancestors().order[1:] {
		for _, o := range k.members().methods[m.name] {
			if o.sameParams(m) {
				return o.native(t, self, a)
			}
		}
	}
	return nil, t.missingMethod(m.class, m.name, a, false)
}

func subListLib() lib {
	return lib{methods: around(classSubList, func(t *thread, x *List, call func() (any, error)) (any, error) {
		s, ok := x.order.(*sublist)
		if !ok {
			return call()
		}
		if err := s.fresh(t); err != nil {
			return nil, err
		}
		before, changes := len(x.items), x.changes
		r, err := call()
		if err != nil || x.changes == changes && len(x.items) == before {
			return r, err
		}
		return r, s.grown(t, x, before)
	})}
}

// A listDefault is what a ListWithDefault makes of places that hold nothing.
// Such a list is marked as one that cannot be changed, so that no short cut is
// taken past its own methods.
type listDefault struct {
	make *Closure
	lazy bool
}

var classListWithDefault = &Class{name: "groovy.lang.ListWithDefault", super: classObject, ifaces: []*Class{classList}}

func (t *thread) listWithDefault(v any, c *Closure, lazy bool) (any, error) {
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	l := fixedList(classListWithDefault, items, listReadOnly)
	l.order = &listDefault{c, lazy}
	return l, t.alloc(16 * len(items))
}

func listWithDefaultLib() lib {
	get := func(t *thread, self any, a []any) (any, error) { return t.defaultAt(self.(*List), int(a[0].(int32))) }
	return lib{methods: append(around(classListWithDefault, func(_ *thread, l *List, call func() (any, error)) (any, error) {
		l.fixed = listOpen
		defer func() { l.fixed = listReadOnly }()
		return call()
	}), def{"getAt(int)", get}, def{"get(int)", get})}
}

func (t *thread) defaultAt(l *List, i int) (any, error) {
	d := l.order.(*listDefault)
	n := len(l.items)
	if i < 0 {
		if i += n; i < 0 {
			return nil, t.throw(classIndexOutOfBounds, "Negative index [%d] too large for list size %d", i, n)
		}
	}
	for k := n; k <= i; k++ {
		var v any
		if !d.lazy && k < i {
			var err error
			if v, err = t.call1(d.make, boxInt(int32(k))); err != nil {
				return nil, err
			}
		}
		if err := t.charge(1); err != nil {
			return nil, err
		}
		if err := t.alloc(16); err != nil {
			return nil, err
		}
		l.items = append(l.items, v)
		l.changes++
	}
	if i >= n || l.items[i] == nil && d.lazy {
		v, err := t.call1(d.make, boxInt(int32(i)))
		if err != nil {
			return nil, err
		}
		// The closure may have changed the list itself.
		if i < len(l.items) {
			l.items[i] = v
		}
		return v, nil
	}
	return l.items[i], nil
}

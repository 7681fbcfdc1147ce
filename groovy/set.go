package groovy

// A Set is any of Java's sets: the keys of a map of its own. ToGo gives what is
// in it, Context.Each walks over it.
type Set struct {
	class *Class
	m     *Map
}

func newSet(c *Class) *Set {
	s := &Set{class: c, m: &Map{class: classLinkedHashMap}}
	switch c {
	case classHashSet:
		s.m.mode = mapHash
	case classTreeSet:
		s.m.mode = mapTree
	}
	return s
}

// hashSetOf makes a HashSet as the constructor does that copies a collection.
func (t *thread) hashSetOf(items []any) (*Set, error) {
	s := newSet(classHashSet)
	s.m.ask(max(int(float32(len(items))/0.75)+1, 16))
	return s, t.addAll(s, items)
}

// smallHashSetOf makes the HashSet of toSet(): its table begins as wide as
// there are elements.
func (t *thread) smallHashSetOf(items []any) (*Set, error) {
	s := newSet(classHashSet)
	s.m.ask(len(items))
	return s, t.addAll(s, items)
}

func (t *thread) cloneSet(s *Set) (*Set, error) {
	c := newSet(s.class)
	c.m.order = s.m.order
	c.m.reserve(s.Len())
	return c, t.addAll(c, s.items())
}

// NewSet makes an empty LinkedHashSet.
func NewSet() *Set { return newSet(classLinkedHashSet) }

// Len is the number of elements.
func (s *Set) Len() int { return s.m.Len() }

// add tells whether v is new.
func (s *Set) add(t *thread, v any) (bool, error) {
	n := s.m.modified()
	if _, err := s.m.put(t, v, true); err != nil {
		return false, err
	}
	return s.m.modified() != n, nil
}

func (s *Set) has(t *thread, v any) (bool, error) {
	e, err := s.m.find(t, v)
	return e != nil, err
}

func (s *Set) remove(t *thread, v any) (bool, error) {
	e, err := s.m.remove(t, v)
	return e != nil, err
}

// items is the elements in the set's order, in a slice of their own.
func (s *Set) items() []any {
	out := make([]any, 0, s.m.Len())
	for _, e := range s.m.ordered() {
		if e != nil {
			out = append(out, e.Key)
		}
	}
	return out
}

// A View is a map's keySet(), values() or entrySet(): what is removed from it
// is removed from the map.
type View struct {
	m    *Map
	kind viewKind
}

type viewKind uint8

const (
	viewKeys viewKind = iota
	viewValues
	viewEntries
)

func (v *View) classOf() *Class {
	if v.m.readOnly && v.m.view != nil {
		return [...]*Class{classUnmodSet, classUnmodCollection, classUnmodEntries}[v.kind]
	}
	k := [...][3]*Class{
		mapLinked:   {classKeyView, classValueView, classEntryView},
		mapHash:     {classHashKeyView, classHashValueView, classHashEntryView},
		mapTree:     {classTreeKeyView, classTreeValueView, classTreeEntryView},
		mapIdentity: {classIdentityKeyView, classIdentityValueView, classIdentityEntryView},
	}
	return k[v.m.mode][v.kind]
}

func (v *View) of(e *Entry) any {
	switch v.kind {
	case viewKeys:
		return e.Key
	case viewValues:
		return e.Value
	}
	return e
}

func (v *View) items() []any {
	out := make([]any, 0, v.m.Len())
	for _, e := range v.m.ordered() {
		if e != nil {
			out = append(out, v.of(e))
		}
	}
	return out
}

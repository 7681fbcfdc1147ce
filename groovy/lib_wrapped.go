package groovy

// wrappers are the classes of one kind of collection that shows another.
type wrappers struct {
	collection, list, access, set, sorted, navigable, m, sortedMap, navigableMap *Class
	readOnly                                                                     bool
}

func wrapperClass(name string, super *Class, ifaces ...*Class) *Class {
	return &Class{name: "java.util.Collections$" + name, super: super, ifaces: append(ifaces, classSerializable)}
}

var (
	classUnmodCollection = wrapperClass("UnmodifiableCollection", classObject, classCollection)
	classUnmodList       = wrapperClass("UnmodifiableList", classUnmodCollection, classList)
	classUnmodAccess     = wrapperClass("UnmodifiableRandomAccessList", classUnmodList, classRandomAccess)
	classUnmodSet        = wrapperClass("UnmodifiableSet", classUnmodCollection, classSet)
	classUnmodSorted     = wrapperClass("UnmodifiableSortedSet", classUnmodSet, classSortedSet)
	classUnmodMap        = wrapperClass("UnmodifiableMap", classObject, classMap)
	classUnmodSortedMap  = wrapperClass("UnmodifiableSortedMap", classUnmodMap, classSortedMap)
	classUnmodEntries    = &Class{name: "java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet", super: classUnmodSet}
	classUnmodEntry      = &Class{name: "java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet$UnmodifiableEntry", super: classObject, ifaces: []*Class{classEntry}}

	classSyncCollection = wrapperClass("SynchronizedCollection", classObject, classCollection)
	classSyncList       = wrapperClass("SynchronizedList", classSyncCollection, classList)
	classSyncAccess     = wrapperClass("SynchronizedRandomAccessList", classSyncList, classRandomAccess)
	classSyncSet        = wrapperClass("SynchronizedSet", classSyncCollection, classSet)
	classSyncSorted     = wrapperClass("SynchronizedSortedSet", classSyncSet, classSortedSet)
	classSyncMap        = wrapperClass("SynchronizedMap", classObject, classMap)
	classSyncSortedMap  = wrapperClass("SynchronizedSortedMap", classSyncMap, classSortedMap)

	unmodifiable = wrappers{
		classUnmodCollection, classUnmodList, classUnmodAccess, classUnmodSet, classUnmodSorted, classUnmodSorted,
		classUnmodMap, classUnmodSortedMap, classUnmodSortedMap, true,
	}
	// Scripts have one thread, so that a synchronized collection has nothing to
	// wait for.
	synchronized = wrappers{
		classSyncCollection, classSyncList, classSyncAccess, classSyncSet, classSyncSorted, classSyncSorted,
		classSyncMap, classSyncSortedMap, classSyncSortedMap, false,
	}
)

func wrappedClasses() []entry {
	var l []entry
	for _, w := range [...]*wrappers{&unmodifiable, &synchronized} {
		for _, c := range [...]*Class{w.collection, w.list, w.access, w.set, w.sorted, w.m, w.sortedMap} {
			l = append(l, entry{c, nil})
		}
	}
	return append(l, entry{classUnmodEntries, nil}, entry{classUnmodEntry, nil}, entry{classEnumeration, enumerationLib})
}

// wrapped makes a collection that shows v, and what becomes of it.
func (t *thread) wrapped(v any, w *wrappers) (any, error) {
	switch x := nativeOf(v).(type) {
	case *List:
		c := w.collection
		switch k := x.class; {
		case k.isSubclassOf(classRandomAccess):
			c = w.access
		case k.isSubclassOf(classList):
			c = w.list
		}
		l := &List{class: c, row: x.row, fixed: x.fixed, order: x.order}
		if w.readOnly {
			l.fixed = listReadOnly
		}
		return l, nil
	case *Set:
		c := w.set
		if x.m.mode == mapTree {
			c = w.sorted
		}
		m, err := t.viewOf(x.m, x.m.class)
		if err != nil {
			return nil, err
		}
		m.readOnly = w.readOnly || x.m.readOnly
		return &Set{class: c, m: m}, nil
	case *Map:
		c := w.m
		if x.isSortedMap() {
			c = w.sortedMap
		}
		m, err := t.viewOf(x, c)
		if err != nil {
			return nil, err
		}
		m.readOnly = w.readOnly || x.readOnly
		return m, nil
	case *View:
		m, err := t.viewOf(x.m, x.m.class)
		if err != nil {
			return nil, err
		}
		m.readOnly = w.readOnly || x.m.readOnly
		return &View{m, x.kind}, nil
	}
	l, err := t.slice(v)
	return fixedList(w.access, l, listReadOnly), err
}

var (
	classEnumeration     = &Class{name: "java.util.Enumeration", kind: kindInterface}
	classEnumerationImpl = &Class{name: "java.util.Collections$3", super: classObject, ifaces: []*Class{classEnumeration, classIterator}}
)

// enumeration is the older form of an iterator; what is asked of it in the
// newer form works as well.
func (t *thread) enumeration(v any) (any, error) {
	it, err := t.iterator(v)
	if err != nil {
		return nil, err
	}
	x, ok := it.(*Iterator)
	if !ok {
		return it, nil
	}
	x.class, x.remove = classEnumerationImpl, nil
	return x, nil
}

func enumerationLib() lib {
	return lib{methods: []def{
		{"hasMoreElements()", func(t *thread, self any, _ []any) (any, error) { return t.invoke(self, "hasNext") }},
		{"nextElement()", func(t *thread, self any, _ []any) (any, error) { return t.invoke(self, "next") }},
		{"iterator()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
		{"asIterator()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
		{"toList()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			return newList(items), err
		}},
	}}
}

package groovy

// Scripts see the class of an iterator in an assert that failed, and in what
// they print of one; it depends on what is walked over.

func iteratorClass(name string) *Class {
	return &Class{name: name, super: classObject, ifaces: []*Class{classIterator}}
}

var (
	mapIteratorClasses = [...][3]*Class{
		mapLinked:   {iteratorClass("java.util.LinkedHashMap$LinkedKeyIterator"), iteratorClass("java.util.LinkedHashMap$LinkedValueIterator"), iteratorClass("java.util.LinkedHashMap$LinkedEntryIterator")},
		mapHash:     {iteratorClass("java.util.HashMap$KeyIterator"), iteratorClass("java.util.HashMap$ValueIterator"), iteratorClass("java.util.HashMap$EntryIterator")},
		mapTree:     {iteratorClass("java.util.TreeMap$KeyIterator"), iteratorClass("java.util.TreeMap$ValueIterator"), iteratorClass("java.util.TreeMap$EntryIterator")},
		mapIdentity: {iteratorClass("java.util.IdentityHashMap$KeyIterator"), iteratorClass("java.util.IdentityHashMap$ValueIterator"), iteratorClass("java.util.IdentityHashMap$EntryIterator")},
	}
	classUnmodIterator    = iteratorClass("java.util.Collections$UnmodifiableCollection$1")
	classIntRangeIterator = iteratorClass("groovy.lang.IntRange$IntRangeIterator")
	classRangeIterator    = iteratorClass("groovy.lang.ObjectRange$1")
	classArrayItr         = iteratorClass("java.util.Arrays$ArrayItr")
	listIteratorClasses   = map[*Class]*Class{
		classLinkedList:    iteratorClass("java.util.LinkedList$ListItr"),
		classArrayDeque:    iteratorClass("java.util.ArrayDeque$DeqIterator"),
		classPriorityQueue: iteratorClass("java.util.PriorityQueue$Itr"),
		classVector:        iteratorClass("java.util.Vector$Itr"),
		classStack:         iteratorClass("java.util.Vector$Itr"),
		classEmptyList:     iteratorClass("java.util.Collections$EmptyIterator"),
		classArraysList:    classArrayItr,
	}
)

// iteratorClassOf is the class of the iterator over v, nil for that of most
// lists.
func iteratorClassOf(v any) *Class {
	ofMap := func(m *Map, kind viewKind) *Class {
		if m.readOnly && m.view != nil {
			return classUnmodIterator
		}
		return mapIteratorClasses[m.mode][kind]
	}
	switch x := v.(type) {
	case *List:
		return listIteratorClasses[x.class]
	case *Map:
		return ofMap(x, viewEntries)
	case *View:
		return ofMap(x.m, x.kind)
	case *Set:
		return ofMap(x.m, viewKeys)
	case *Range:
		if classOf(x) == classIntRange {
			return classIntRangeIterator
		}
		return classRangeIterator
	case *Array:
		if x.class != nil && x.class.elem != nil && x.class.elem.kind != kindPrimitive {
			return classArrayItr
		}
	}
	return nil
}

package groovy

import "slices"

var classCollections = &Class{name: "java.util.Collections", super: classObject}

func utilClasses() []entry {
	return []entry{
		{classCollections, collectionsLib},
		{classArrays, arraysLib},
		{classObjects, objectsLib},
		{classOptional, optionalLib},
		{classRandom, randomLib}, {classRandom, randomStreamsLib},
		{classStringTokenizer, tokenizerLib},
		{classScanner, scannerLib},
		{classTimeUnit, timeUnitLib},
		{classNumFormat, numberFormatLib},
		{classDecimalFormat, decimalFormatLib},
		{classDecimalSymbols, decimalSymbolsLib},
		{classSubList, subListLib},
		{classListItrImpl, listWalkerLib}, {classListIterator, nil}, {classListWithDefault, listWithDefaultLib},
		{classIterable, combineLib}, {classIterable, groupLib}, {classIterable, walkLib}, {classIterable, numberedLib}, {classIterable, sliceLib},
		{classIterator, groupLib}, {classIterator, walkLib}, {classIterator, iteratorGdkLib},
		{classNumber, numberGdkLib}, {classInteger, integerGdkLib}, {classLong, longGdkLib}, {classDouble, doubleGdkLib},
		{classBigInteger, bigIntegerGdkLib}, {classMath, mathGdkLib}, {classStrictMath, mathGdkLib},
		{classCharSequence, stringGdkLib}, {classString, javaStringLib},
		{classDeque, dequeGdkLib}, {classVector, vectorLib}, {classArrayDeque, arrayDequeLib}, {classRange, rangeGdkLib},
		{classCollection, collectionGdkLib}, {classCollection, sortLib},
		{classList, listGdkLib},
		{classObjectArray, sliceLib}, {classObjectArray, sortLib}, {classObjectArray, arraySortLib}, {classObjectArray, walkLib}, {classObjectArray, numberedLib}, {classObjectArray, groupLib}, {classObjectArray, arrayGdkLib}, {classIterable, iterableGdkLib},
		{classMap, groupLib}, {classMap, mapGdkLib}, {classMapEntry, mapEntryLib}, {classProperties, propertiesLib},
		{classSortedMap, sortedMapGdkLib}, {classSortedSet, sortedSetGdkLib},
		{classBitSet, bitSetLib}, {classEnumSet, enumSetLib}, {classRegularEnum, nil}, {classEnumMap, enumMapLib}, {classOrderBy, orderByLib},
	}
}

// collectionsLib is the static methods of java.util.Collections.
func collectionsLib() lib {
	empty := func(sig string, make func() any) def {
		return def{sig, func(*thread, any, []any) (any, error) { return make(), nil }}
	}
	readOnly := func(sig string) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return t.wrapped(a[0], &unmodifiable)
		}}
	}
	shared := func(sig string) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return t.wrapped(a[0], &synchronized)
		}}
	}
	itself := func(sig string) def {
		return def{sig, func(_ *thread, _ any, a []any) (any, error) { return a[0], nil }}
	}
	edge := func(sig string, sign int) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			var by any
			if len(a) > 1 {
				by = a[1]
			}
			return t.edgeOf(a[0], by, sign)
		}}
	}
	search := func(t *thread, _ any, a []any) (any, error) {
		items, err := t.slice(a[0])
		if err != nil {
			return nil, err
		}
		var by any
		if len(a) > 2 {
			by = a[2]
		}
		return t.binarySearch(items, a[1], by)
	}
	newReadOnlyMap := func() any { return &Map{class: classEmptyMap, readOnly: true} }
	emptySet := func() any { return &Set{class: classEmptySet, m: &Map{class: classLinkedHashMap, readOnly: true}} }
	return lib{
		statics: []def{
			empty("emptyList()", func() any { return fixedList(classEmptyList, nil, listReadOnly) }),
			empty("emptyMap()", newReadOnlyMap),
			empty("emptySortedMap()", newReadOnlyMap),
			empty("emptySet()", emptySet),
			empty("emptyIterator()", func() any { return listIterator(newList(nil)) }),
			{"singletonList(Object)", func(_ *thread, _ any, a []any) (any, error) {
				return fixedList(classSingletonList, []any{a[0]}, listReadOnly), nil
			}},
			{"singleton(Object)", func(t *thread, _ any, a []any) (any, error) {
				s, err := t.setOf(classLinkedHashSet, []any{a[0]})
				if err != nil {
					return nil, err
				}
				s.class, s.m.readOnly = classSingletonSet, true
				return s, nil
			}},
			{"singletonMap(Object,Object)", func(t *thread, _ any, a []any) (any, error) {
				m := NewMap()
				_, err := m.put(t, a[0], a[1])
				m.class, m.readOnly = classSingletonMap, true
				return m, err
			}},
			readOnly("unmodifiableList(List)"), readOnly("unmodifiableSet(Set)"), readOnly("unmodifiableMap(Map)"),
			readOnly("unmodifiableCollection(Collection)"), readOnly("unmodifiableSortedSet(SortedSet)"), readOnly("unmodifiableSortedMap(SortedMap)"),
			readOnly("unmodifiableNavigableSet(NavigableSet)"), readOnly("unmodifiableNavigableMap(NavigableMap)"),
			shared("synchronizedList(List)"), shared("synchronizedMap(Map)"), shared("synchronizedSet(Set)"), shared("synchronizedCollection(Collection)"),
			shared("synchronizedSortedSet(SortedSet)"), shared("synchronizedSortedMap(SortedMap)"),
			itself("checkedList(List,Class)"), itself("checkedSet(Set,Class)"), itself("checkedCollection(Collection,Class)"), itself("checkedMap(Map,Class,Class)"),
			{"void sort(List)", func(t *thread, _ any, a []any) (any, error) { return nil, t.sortInPlace(a[0], t.naturalBy(nil)) }},
			{"void sort(List,Comparator)", func(t *thread, _ any, a []any) (any, error) {
				return nil, t.sortInPlace(a[0], t.naturalBy(a[1]))
			}},
			{"void reverse(List)", func(t *thread, _ any, a []any) (any, error) {
				items, err := t.slice(a[0])
				if err != nil {
					return nil, err
				}
				return nil, t.replaceItems(a[0], turned(items))
			}},
			{"void shuffle(List)", func(t *thread, _ any, a []any) (any, error) {
				return nil, t.shuffle(a[0], func(n int) (int, error) { return t.random().IntN(n), nil })
			}},
			{"void shuffle(List,Random)", func(t *thread, _ any, a []any) (any, error) {
				r := a[1].(*Random)
				return nil, t.shuffle(a[0], func(n int) (int, error) { return int(r.below(t, int32(n))), nil })
			}},
			{"void swap(List,int,int)", func(t *thread, _ any, a []any) (any, error) {
				return nil, t.swap(a[0], int(a[1].(int32)), int(a[2].(int32)))
			}},
			edge("min(Collection)", -1), edge("min(Collection,Comparator)", -1), edge("max(Collection)", 1), edge("max(Collection,Comparator)", 1),
			{"addAll(Collection,Object...)", func(t *thread, _ any, a []any) (any, error) {
				return t.invoke(a[0], "addAll", newList(append([]any(nil), a[1].(*Array).items...)))
			}},
			{"nCopies(int,Object)", func(t *thread, _ any, a []any) (any, error) {
				n := int(a[0].(int32))
				if n < 0 {
					return nil, t.throw(classIllegalArgument, "List length = %d", n)
				}
				if err := t.alloc(16 * n); err != nil {
					return nil, err
				}
				if err := t.charge(n); err != nil {
					return nil, err
				}
				return fixedList(classCopiesList, slices.Repeat([]any{a[1]}, n), listReadOnly), nil
			}},
			{"frequency(Collection,Object)", func(t *thread, _ any, a []any) (any, error) {
				return t.countIf(a[0], func(e any) (bool, error) { return t.javaEquals(a[1], e) })
			}},
			{"disjoint(Collection,Collection)", func(t *thread, _ any, a []any) (any, error) {
				x, err := t.slice(a[0])
				if err != nil {
					return nil, err
				}
				none := true
				err = t.until(a[1], func(e any) (bool, error) {
					ok, err := t.hasItem(x, e)
					none = !ok
					return ok, err
				})
				return none, err
			}},
			{"void fill(List,Object)", func(t *thread, _ any, a []any) (any, error) {
				n, err := t.sizeOf(a[0])
				if err != nil {
					return nil, err
				}
				return nil, t.replaceItems(a[0], slices.Repeat([]any{a[1]}, n))
			}},
			{"void rotate(List,int)", func(t *thread, _ any, a []any) (any, error) {
				items, err := t.slice(a[0])
				if err != nil || len(items) == 0 {
					return nil, err
				}
				d := int(a[1].(int32)) % len(items)
				if d < 0 {
					d += len(items)
				}
				at := len(items) - d
				return nil, t.replaceItems(a[0], append(append(make([]any, 0, len(items)), items[at:]...), items[:at]...))
			}},
			{"replaceAll(List,Object,Object)", func(t *thread, _ any, a []any) (any, error) {
				items, err := t.slice(a[0])
				if err != nil {
					return nil, err
				}
				some := false
				for i, e := range items {
					eq, err := t.javaEquals(a[1], e)
					if err != nil {
						return nil, err
					}
					if eq {
						items[i], some = a[2], true
					}
				}
				return some, t.replaceItems(a[0], items)
			}},
			{"binarySearch(List,Object)", search},
			{"binarySearch(List,Object,Comparator)", search},
			{"reverseOrder()", func(*thread, any, []any) (any, error) { return reverseOrder{}, nil }},
			{"reverseOrder(Comparator)", func(_ *thread, _ any, a []any) (any, error) { return reverseOrder{a[0]}, nil }},
			{"indexOfSubList(List,List)", func(t *thread, _ any, a []any) (any, error) { return t.subListAt(a[0], a[1], false) }},
			{"lastIndexOfSubList(List,List)", func(t *thread, _ any, a []any) (any, error) { return t.subListAt(a[0], a[1], true) }},
			{"list(Object)", func(t *thread, _ any, a []any) (any, error) {
				items, err := t.slice(a[0])
				return newList(items), err
			}},
			{"newSetFromMap(Map)", func(_ *thread, _ any, a []any) (any, error) {
				return &Set{class: classSetFromMap, m: a[0].(*Map)}, nil
			}},
			{"void copy(List,List)", func(t *thread, _ any, a []any) (any, error) {
				from, err := t.slice(a[1])
				if err != nil {
					return nil, err
				}
				to, err := t.slice(a[0])
				if err != nil {
					return nil, err
				}
				if len(from) > len(to) {
					return nil, t.throw(classIndexOutOfBounds, "Source does not fit in dest")
				}
				copy(to, from)
				return nil, t.replaceItems(a[0], to)
			}},
			{"enumeration(Collection)", func(t *thread, _ any, a []any) (any, error) { return t.enumeration(a[0]) }},
		},
		fields: []constant{
			{"EMPTY_LIST", func(*thread) (any, error) { return fixedList(classEmptyList, nil, listReadOnly), nil }},
			{"EMPTY_MAP", func(*thread) (any, error) { return newReadOnlyMap(), nil }},
			{"EMPTY_SET", func(*thread) (any, error) { return emptySet(), nil }},
		},
	}
}

var (
	classEmptyList     = &Class{name: "java.util.Collections$EmptyList", super: classAbstractList, ifaces: []*Class{classRandomAccess}}
	classEmptySet      = &Class{name: "java.util.Collections$EmptySet", super: classAbstractSet}
	classEmptyMap      = &Class{name: "java.util.Collections$EmptyMap", super: classAbstractMap}
	classSingletonSet  = &Class{name: "java.util.Collections$SingletonSet", super: classAbstractSet}
	classSingletonMap  = &Class{name: "java.util.Collections$SingletonMap", super: classAbstractMap}
	classSingletonList = &Class{name: "java.util.Collections$SingletonList", super: classAbstractList, ifaces: []*Class{classRandomAccess}}
	classSetFromMap    = &Class{name: "java.util.Collections$SetFromMap", super: classAbstractSet}
	classCopiesList    = &Class{name: "java.util.Collections$CopiesList", super: classAbstractList, ifaces: []*Class{classRandomAccess}}
	classReverseOrder  = &Class{name: "java.util.Collections$ReverseComparator", super: classObject, ifaces: []*Class{classComparator}}
)

// reverseOrder turns a comparator around; nil is the natural order.
type reverseOrder struct{ by any }

func (reverseOrder) classOf() *Class { return classReverseOrder }

func (r reverseOrder) compare(t *thread, a, b any) (int, error) { return t.compareBy(r.by, b, a) }

// edgeOf is Collections.min and max, which go by compareTo and want an element.
func (t *thread) edgeOf(v, by any, sign int) (any, error) {
	var best any
	some := false
	err := t.iterate(v, func(e any) error {
		if !some {
			best, some = e, true
			return nil
		}
		c, err := t.naturalBy(by)(e, best)
		if err == nil && c*sign > 0 {
			best = e
		}
		return err
	})
	if err == nil && !some {
		return nil, t.throw(classNoSuchElement, "")
	}
	return best, err
}

// binarySearch gives the place of v in sorted items, or -1 - where it would go.
func (t *thread) binarySearch(items []any, v, by any) (any, error) {
	lo, hi := 0, len(items)-1
	for lo <= hi {
		mid := (lo + hi) / 2
		c, err := t.naturalBy(by)(items[mid], v)
		if err != nil {
			return nil, err
		}
		switch {
		case c < 0:
			lo = mid + 1
		case c > 0:
			hi = mid - 1
		default:
			return boxInt(int32(mid)), nil
		}
	}
	return boxInt(int32(-lo - 1)), nil
}

// shuffle draws as Collections.shuffle does, from the end.
func (t *thread) shuffle(v any, below func(n int) (int, error)) error {
	items, err := t.slice(v)
	if err != nil {
		return err
	}
	for i := len(items); i > 1; i-- {
		j, err := below(i)
		if err != nil {
			return err
		}
		items[i-1], items[j] = items[j], items[i-1]
	}
	return t.replaceItems(v, items)
}

func (t *thread) subListAt(v, part any, last bool) (any, error) {
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	want, err := t.slice(part)
	if err != nil {
		return nil, err
	}
	found := int32(-1)
	for i := 0; i+len(want) <= len(items); i++ {
		eq, err := t.equalItems(items[i:i+len(want)], want, t.javaEquals)
		if err != nil {
			return nil, err
		}
		if eq {
			found = int32(i)
			if !last {
				break
			}
		}
	}
	return boxInt(found), nil
}

package groovy

// The classes the evaluator itself knows by name. They are data only: what
// methods they have is said in the lib_*.go files, see library.go. A class
// variable must not refer to a function, or Go finds an initialisation cycle.

// Primitives and what they box to.
var (
	classBooleanP = &Class{name: "boolean", kind: kindPrimitive, box: classBoolean}
	classCharP    = &Class{name: "char", kind: kindPrimitive, box: classCharacter}
	classByteP    = &Class{name: "byte", kind: kindPrimitive, box: classByte}
	classShortP   = &Class{name: "short", kind: kindPrimitive, box: classShort}
	classIntP     = &Class{name: "int", kind: kindPrimitive, box: classInteger}
	classLongP    = &Class{name: "long", kind: kindPrimitive, box: classLong}
	classFloatP   = &Class{name: "float", kind: kindPrimitive, box: classFloat}
	classDoubleP  = &Class{name: "double", kind: kindPrimitive, box: classDouble}
	classVoid     = &Class{name: "void", kind: kindPrimitive, box: classVoidBox}
	classVoidBox  = &Class{name: "java.lang.Void", super: classObject}
)

var (
	classObject       = &Class{name: "java.lang.Object"}
	classSerializable = &Class{name: "java.io.Serializable", kind: kindInterface}
	classCloneable    = &Class{name: "java.lang.Cloneable", kind: kindInterface}
	classComparable   = &Class{name: "java.lang.Comparable", kind: kindInterface}
	classCharSequence = &Class{name: "java.lang.CharSequence", kind: kindInterface}
	classAppendable   = &Class{name: "java.lang.Appendable", kind: kindInterface}
	classClosable     = &Class{name: "java.lang.AutoCloseable", kind: kindInterface}
	classCloseable    = &Class{name: "java.io.Closeable", kind: kindInterface, ifaces: []*Class{classClosable}}
	classClass        = &Class{name: "java.lang.Class", super: classObject, ifaces: []*Class{classSerializable}}
	classNull         = &Class{name: "org.codehaus.groovy.runtime.NullObject", super: classObject}
	classObjectArray  = classObject.array0()

	classBoolean    = &Class{name: "java.lang.Boolean", super: classObject, ifaces: []*Class{classComparable, classSerializable}}
	classCharacter  = &Class{name: "java.lang.Character", super: classObject, ifaces: []*Class{classComparable, classSerializable}}
	classNumber     = &Class{name: "java.lang.Number", super: classObject, kind: kindAbstract, ifaces: []*Class{classSerializable}}
	classByte       = &Class{name: "java.lang.Byte", super: classNumber, ifaces: []*Class{classComparable}}
	classShort      = &Class{name: "java.lang.Short", super: classNumber, ifaces: []*Class{classComparable}}
	classInteger    = &Class{name: "java.lang.Integer", super: classNumber, ifaces: []*Class{classComparable}}
	classLong       = &Class{name: "java.lang.Long", super: classNumber, ifaces: []*Class{classComparable}}
	classFloat      = &Class{name: "java.lang.Float", super: classNumber, ifaces: []*Class{classComparable}}
	classDouble     = &Class{name: "java.lang.Double", super: classNumber, ifaces: []*Class{classComparable}}
	classBigInteger = &Class{name: "java.math.BigInteger", super: classNumber, ifaces: []*Class{classComparable}}
	classBigDecimal = &Class{name: "java.math.BigDecimal", super: classNumber, ifaces: []*Class{classComparable}}

	classString        = &Class{name: "java.lang.String", super: classObject, ifaces: []*Class{classSerializable, classComparable, classCharSequence}}
	classGString       = &Class{name: "groovy.lang.GString", super: classGroovyObjectSupport, kind: kindAbstract, ifaces: []*Class{classComparable, classCharSequence, classWritable, classSerializable}}
	classGStringImpl   = &Class{name: "org.codehaus.groovy.runtime.GStringImpl", super: classGString}
	classWritable      = &Class{name: "groovy.lang.Writable", kind: kindInterface}
	classAbstractSB    = &Class{name: "java.lang.AbstractStringBuilder", super: classObject, kind: kindAbstract, ifaces: []*Class{classAppendable, classCharSequence}}
	classStringBuilder = &Class{name: "java.lang.StringBuilder", super: classAbstractSB, ifaces: []*Class{classSerializable, classComparable}}
	classStringBuffer  = &Class{name: "java.lang.StringBuffer", super: classAbstractSB, ifaces: []*Class{classSerializable, classComparable}}

	classGroovyObject        = &Class{name: "groovy.lang.GroovyObject", kind: kindInterface}
	classGroovyInterceptable = &Class{name: "groovy.lang.GroovyInterceptable", kind: kindInterface, ifaces: []*Class{classGroovyObject}}
	classGroovyObjectSupport = &Class{name: "groovy.lang.GroovyObjectSupport", super: classObject, kind: kindAbstract, ifaces: []*Class{classGroovyObject}}
	classClosure             = &Class{name: "groovy.lang.Closure", super: classGroovyObjectSupport, kind: kindAbstract, ifaces: []*Class{classCloneable, classRunnable, classSerializable}}
	classMethodClosure       = &Class{name: "org.codehaus.groovy.runtime.MethodClosure", super: classClosure}
	classCurriedClosure      = &Class{name: "org.codehaus.groovy.runtime.CurriedClosure", super: classClosure}
	classComposedClosure     = &Class{name: "org.codehaus.groovy.runtime.ComposedClosure", super: classClosure}
	classMemoizedClosure     = &Class{name: "org.codehaus.groovy.runtime.memoize.Memoize$MemoizeFunction", super: classClosure}
	classTrampolineClosure   = &Class{name: "groovy.lang.TrampolineClosure", super: classClosure}
	classScript              = &Class{name: "groovy.lang.Script", super: classGroovyObjectSupport, kind: kindAbstract}
	classBinding             = &Class{name: "groovy.lang.Binding", super: classGroovyObjectSupport}
	classExpando             = &Class{name: "groovy.util.Expando", super: classGroovyObjectSupport}
	classMetaClass           = &Class{name: "groovy.lang.ExpandoMetaClass", super: classGroovyObjectSupport, ifaces: []*Class{classMetaClassI}}
	classMetaClassI          = &Class{name: "groovy.lang.MetaClass", kind: kindInterface}
	classMetaMethod          = &Class{name: "groovy.lang.MetaMethod", super: classObject}
	classMetaProperty        = &Class{name: "groovy.lang.MetaBeanProperty", super: classObject}

	classRunnable   = &Class{name: "java.lang.Runnable", kind: kindInterface}
	classCallable   = &Class{name: "java.util.concurrent.Callable", kind: kindInterface}
	classComparator = &Class{name: "java.util.Comparator", kind: kindInterface}

	classIterable      = &Class{name: "java.lang.Iterable", kind: kindInterface}
	classIterator      = &Class{name: "java.util.Iterator", kind: kindInterface}
	classListIterator  = &Class{name: "java.util.ListIterator", kind: kindInterface, ifaces: []*Class{classIterator}}
	classIteratorImpl  = &Class{name: "java.util.ArrayList$Itr", super: classObject, ifaces: []*Class{classIterator}}
	classListItrImpl   = &Class{name: "java.util.ArrayList$ListItr", super: classIteratorImpl, ifaces: []*Class{classListIterator}}
	classCollection    = &Class{name: "java.util.Collection", kind: kindInterface, ifaces: []*Class{classIterable}}
	classList          = &Class{name: "java.util.List", kind: kindInterface, ifaces: []*Class{classCollection}}
	classSet           = &Class{name: "java.util.Set", kind: kindInterface, ifaces: []*Class{classCollection}}
	classSortedSet     = &Class{name: "java.util.SortedSet", kind: kindInterface, ifaces: []*Class{classSet}}
	classNavigableSet  = &Class{name: "java.util.NavigableSet", kind: kindInterface, ifaces: []*Class{classSortedSet}}
	classQueue         = &Class{name: "java.util.Queue", kind: kindInterface, ifaces: []*Class{classCollection}}
	classDeque         = &Class{name: "java.util.Deque", kind: kindInterface, ifaces: []*Class{classQueue}}
	classMap           = &Class{name: "java.util.Map", kind: kindInterface}
	classSortedMap     = &Class{name: "java.util.SortedMap", kind: kindInterface, ifaces: []*Class{classMap}}
	classNavigableMap  = &Class{name: "java.util.NavigableMap", kind: kindInterface, ifaces: []*Class{classSortedMap}}
	classConcurrentMap = &Class{name: "java.util.concurrent.ConcurrentMap", kind: kindInterface, ifaces: []*Class{classMap}}
	classEntry         = &Class{name: "java.util.Map$Entry", kind: kindInterface}
	classRandomAccess  = &Class{name: "java.util.RandomAccess", kind: kindInterface}
	classRange         = &Class{name: "groovy.lang.Range", kind: kindInterface, ifaces: []*Class{classList}}

	classAbstractCollection = &Class{name: "java.util.AbstractCollection", super: classObject, kind: kindAbstract, ifaces: []*Class{classCollection}}
	classAbstractList       = &Class{name: "java.util.AbstractList", super: classAbstractCollection, kind: kindAbstract, ifaces: []*Class{classList}}
	classArrayList          = &Class{name: "java.util.ArrayList", super: classAbstractList, ifaces: []*Class{classList, classRandomAccess, classCloneable, classSerializable}}
	classLinkedList         = &Class{name: "java.util.LinkedList", super: classAbstractList, ifaces: []*Class{classList, classDeque, classCloneable, classSerializable}}
	classVector             = &Class{name: "java.util.Vector", super: classAbstractList, ifaces: []*Class{classList, classRandomAccess, classCloneable, classSerializable}}
	classStack              = &Class{name: "java.util.Stack", super: classVector}
	classArrayDeque         = &Class{name: "java.util.ArrayDeque", super: classAbstractCollection, ifaces: []*Class{classDeque, classCloneable, classSerializable}}
	classPriorityQueue      = &Class{name: "java.util.PriorityQueue", super: classAbstractCollection, ifaces: []*Class{classQueue, classSerializable}}
	classArraysList         = &Class{name: "java.util.Arrays$ArrayList", super: classAbstractList, ifaces: []*Class{classRandomAccess, classSerializable}}
	classCopyOnWrite        = &Class{name: "java.util.concurrent.CopyOnWriteArrayList", super: classObject, ifaces: []*Class{classList, classRandomAccess, classCloneable, classSerializable}}
	classImmutableList      = &Class{name: "java.util.ImmutableCollections$ListN", super: classAbstractList, ifaces: []*Class{classRandomAccess, classSerializable}}
	classImmutableSet       = &Class{name: "java.util.ImmutableCollections$SetN", super: classAbstractCollection, ifaces: []*Class{classSet, classSerializable}}
	classImmutableMap       = &Class{name: "java.util.ImmutableCollections$MapN", super: classAbstractMap, ifaces: []*Class{classSerializable}}
	classTuple              = &Class{name: "groovy.lang.Tuple", super: classAbstractList}
	classTuple2             = &Class{name: "groovy.lang.Tuple2", super: classTuple}
	classIntRange           = &Class{name: "groovy.lang.IntRange", super: classAbstractList, ifaces: []*Class{classRange, classSerializable}}
	classObjectRange        = &Class{name: "groovy.lang.ObjectRange", super: classAbstractList, ifaces: []*Class{classRange, classSerializable}}
	classEmptyRange         = &Class{name: "groovy.lang.EmptyRange", super: classAbstractList, ifaces: []*Class{classRange, classSerializable}}

	classAbstractSet   = &Class{name: "java.util.AbstractSet", super: classAbstractCollection, kind: kindAbstract, ifaces: []*Class{classSet}}
	classHashSet       = &Class{name: "java.util.HashSet", super: classAbstractSet, ifaces: []*Class{classSet, classCloneable, classSerializable}}
	classLinkedHashSet = &Class{name: "java.util.LinkedHashSet", super: classHashSet}
	classTreeSet       = &Class{name: "java.util.TreeSet", super: classAbstractSet, ifaces: []*Class{classNavigableSet, classCloneable, classSerializable}}
	classKeyView       = &Class{name: "java.util.LinkedHashMap$LinkedKeySet", super: classAbstractSet}
	classEntryView     = &Class{name: "java.util.LinkedHashMap$LinkedEntrySet", super: classAbstractSet}
	classValueView     = &Class{name: "java.util.LinkedHashMap$LinkedValues", super: classAbstractCollection}
	classHashKeyView   = &Class{name: "java.util.HashMap$KeySet", super: classAbstractSet}
	classHashEntryView = &Class{name: "java.util.HashMap$EntrySet", super: classAbstractSet}
	classHashValueView = &Class{name: "java.util.HashMap$Values", super: classAbstractCollection}
	classTreeKeyView   = &Class{name: "java.util.TreeMap$KeySet", super: classAbstractSet, ifaces: []*Class{classNavigableSet}}
	classTreeEntryView = &Class{name: "java.util.TreeMap$EntrySet", super: classAbstractSet}
	classTreeValueView = &Class{name: "java.util.TreeMap$Values", super: classAbstractCollection}

	classIdentityKeyView   = &Class{name: "java.util.IdentityHashMap$KeySet", super: classAbstractSet}
	classIdentityEntryView = &Class{name: "java.util.IdentityHashMap$EntrySet", super: classAbstractSet}
	classIdentityValueView = &Class{name: "java.util.IdentityHashMap$Values", super: classAbstractCollection}

	classAbstractMap       = &Class{name: "java.util.AbstractMap", super: classObject, kind: kindAbstract, ifaces: []*Class{classMap}}
	classHashMap           = &Class{name: "java.util.HashMap", super: classAbstractMap, ifaces: []*Class{classMap, classCloneable, classSerializable}}
	classLinkedHashMap     = &Class{name: "java.util.LinkedHashMap", super: classHashMap}
	classTreeMap           = &Class{name: "java.util.TreeMap", super: classAbstractMap, ifaces: []*Class{classNavigableMap, classCloneable, classSerializable}}
	classHashtable         = &Class{name: "java.util.Hashtable", super: classObject, ifaces: []*Class{classMap, classCloneable, classSerializable}}
	classConcurrentHashMap = &Class{name: "java.util.concurrent.ConcurrentHashMap", super: classAbstractMap, ifaces: []*Class{classConcurrentMap, classSerializable}}
	classIdentityHashMap   = &Class{name: "java.util.IdentityHashMap", super: classAbstractMap, ifaces: []*Class{classMap, classSerializable, classCloneable}}
	classWeakHashMap       = &Class{name: "java.util.WeakHashMap", super: classAbstractMap, ifaces: []*Class{classMap}}
	classMapWithDefault    = &Class{name: "groovy.lang.MapWithDefault", super: classObject, ifaces: []*Class{classMap}}
	classLinkedEntry       = &Class{name: "java.util.LinkedHashMap$Entry", super: classHashEntry}
	classHashEntry         = &Class{name: "java.util.HashMap$Node", super: classObject, ifaces: []*Class{classEntry}}
	classTreeEntry         = &Class{name: "java.util.TreeMap$Entry", super: classObject, ifaces: []*Class{classEntry}}
	classSimpleEntry       = &Class{name: "java.util.AbstractMap$SimpleEntry", super: classObject, ifaces: []*Class{classEntry, classSerializable}}

	classEnum        = &Class{name: "java.lang.Enum", super: classObject, kind: kindAbstract, ifaces: []*Class{classComparable, classSerializable}}
	classRecord      = &Class{name: "java.lang.Record", super: classObject, kind: kindAbstract}
	classAnnotation  = &Class{name: "java.lang.annotation.Annotation", kind: kindInterface}
	classMath        = &Class{name: "java.lang.Math", super: classObject}
	classStrictMath  = &Class{name: "java.lang.StrictMath", super: classObject}
	classSystem      = &Class{name: "java.lang.System", super: classObject}
	classPrintStream = &Class{name: "java.io.PrintStream", super: classOutputStream, ifaces: []*Class{classAppendable, classCloseable}}
	classProxy       = &Class{name: "com.sun.proxy.$Proxy", super: classObject}
	classUUID        = &Class{name: "java.util.UUID", super: classObject, ifaces: []*Class{classSerializable, classComparable}}
)

// array0 makes the class of Object[] without going through the catalogue.
func (c *Class) array0() *Class {
	return c.arrayClass()
}

// coreClasses announces the classes that have no members of their own, or
// inherit all of them.
func coreClasses() []entry {
	return []entry{
		{classVoidBox, nil},
		{classSerializable, nil},
		{classCloneable, nil},
		{classAppendable, nil},
		{classClosable, nil},
		{classCloseable, closeableLib},
		{classGStringImpl, nil},
		{classWritable, nil},
		{classGroovyInterceptable, nil},
		{classGroovyObjectSupport, nil},
		{classMethodClosure, nil},
		{classCurriedClosure, nil},
		{classComposedClosure, nil},
		{classMemoizedClosure, nil},
		{classTrampolineClosure, nil},
		{classMetaClassI, nil},
		{classIteratorImpl, nil},
		{classListItrImpl, nil},
		{classConcurrentMap, nil},
		{classRandomAccess, nil},
		{classAbstractCollection, nil},
		{classAbstractList, nil},
		{classArraysList, nil},
		{classImmutableList, nil},
		{classImmutableSet, nil},
		{classImmutableMap, nil},
		{classEmptyRange, nil},
		{classAbstractSet, nil},
		{classKeyView, nil},
		{classEntryView, nil},
		{classValueView, nil},
		{classHashKeyView, nil},
		{classHashEntryView, nil},
		{classHashValueView, nil},
		{classTreeKeyView, nil},
		{classTreeEntryView, nil},
		{classTreeValueView, nil},
		{classAbstractMap, nil},
		{classLinkedEntry, nil},
		{classHashEntry, nil},
		{classTreeEntry, nil},
		{classRecord, nil},
		{classAnnotation, nil},
		{classStrictMath, nil},
		{classProxy, nil},
		{classUUID, nil},
	}
}

package groovy

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
)

// What an exception about a missing method or property proposes instead:
// those whose names, and whose parameters, take the fewest changes to become
// what was asked for. The weights, the limits and the order of equals are the
// real one's, so that the text is the same for the classes of a script.

const (
	editStep = 10 // a letter or argument more, less or another
	editSwap = 5  // two that changed places, or a letter of the other case

	maxSolutions      = 6
	maxMethodEdits    = 50
	maxPropertyEdits  = 30
	noSolutionsBeyond = 1000 // letters of a name; nobody mistypes that
)

// A solution is a method that may have been meant.
type solution struct {
	name   string
	params []string
}

func (s solution) String() string { return s.name + "(" + strings.Join(s.params, ", ") + ")" }

// parseSolutions reads a list such as "wait() wait(long,int)".
func parseSolutions(list string) []solution {
	var out []solution
	for _, sig := range strings.Fields(list) {
		name, params, _ := strings.Cut(strings.TrimSuffix(sig, ")"), "(")
		s := solution{name: name}
		if params != "" {
			s.params = strings.Split(params, ",")
		}
		out = append(out, s)
	}
	return out
}

var (
	objectSolutions = parseSolutions("equals(java.lang.Object) getClass() hashCode() notify() notifyAll() toString() wait() wait(long) wait(long,int)")

	// What every class of Groovy's own making has.
	groovyObjectSolutions = parseSolutions("getMetaClass() getProperty(java.lang.String) invokeMethod(java.lang.String,java.lang.Object) setMetaClass(groovy.lang.MetaClass) setProperty(java.lang.String,java.lang.Object)")

	scriptSolutions = parseSolutions(`evaluate(java.io.File) evaluate(java.lang.String) getBinding() getProperty(java.lang.String)
		invokeMethod(java.lang.String,java.lang.Object) print(java.lang.Object) printf(java.lang.String,[Ljava.lang.Object;)
		printf(java.lang.String,java.lang.Object) println() println(java.lang.Object) run() run(java.io.File,[Ljava.lang.String;)
		setBinding(groovy.lang.Binding) setProperty(java.lang.String,java.lang.Object)`)

	// What Groovy adds to every object, in the order the real one keeps it in.
	addedSolutions = parseSolutions(`find(groovy.lang.Closure) println(java.io.PrintWriter) any(groovy.lang.Closure) findLastIndexOf(groovy.lang.Closure)
		respondsTo(java.lang.String) setMetaClass(groovy.lang.MetaClass) addShutdownHook(groovy.lang.Closure) findIndexValues(groovy.lang.Closure)
		toString() every(groovy.lang.Closure) putAt(java.lang.String,java.lang.Object) hasProperty(java.lang.String) setMetaClass(groovy.lang.MetaClass)
		println() every() getMetaClass() grep() sleep(long) use(java.lang.Class,groovy.lang.Closure) findResult(java.lang.Object,groovy.lang.Closure)
		asType(java.lang.Class) dump() print(java.io.PrintWriter) sprintf(java.lang.String,java.lang.Object) findIndexValues(java.lang.Number,groovy.lang.Closure)
		findIndexOf(int,groovy.lang.Closure) inject(groovy.lang.Closure) use(java.util.List,groovy.lang.Closure) metaClass(groovy.lang.Closure) getMetaClass()
		getMetaPropertyValues() findAll() use([Ljava.lang.Object;) with(groovy.lang.Closure) findIndexOf(groovy.lang.Closure) println(java.lang.Object)
		inspect() printf(java.lang.String,java.lang.Object) sprintf(java.lang.String,[Ljava.lang.Object;) respondsTo(java.lang.String,[Ljava.lang.Object;) any()
		collect(java.util.Collection,groovy.lang.Closure) getAt(java.lang.String) split(groovy.lang.Closure) findAll(groovy.lang.Closure) is(java.lang.Object)
		printf(java.lang.String,[Ljava.lang.Object;) identity(groovy.lang.Closure) print(java.lang.Object) collect(groovy.lang.Closure)
		findLastIndexOf(int,groovy.lang.Closure) each(groovy.lang.Closure) asBoolean() find() grep(java.lang.Object) inject(java.lang.Object,groovy.lang.Closure)
		isCase(java.lang.Object) findResult(groovy.lang.Closure) invokeMethod(java.lang.String,java.lang.Object) withTraits([Ljava.lang.Class;)
		eachWithIndex(groovy.lang.Closure) collect() iterator() sleep(long,groovy.lang.Closure) getProperties()`)
)

// classNames are the names of the arguments' classes; null has none.
func classNames(args []any) []string {
	names := make([]string, len(args))
	for i, a := range args {
		if a != nil {
			names[i] = classOf(a).Name()
		}
	}
	return names
}

// possibleMethods is the end of the message of an exception about a method
// that c does not have.
func possibleMethods(c *Class, name string, args []string) string {
	if len(name) > noSolutionsBeyond {
		return ""
	}
	candidates := candidatesOf(c)
	type ranked struct {
		solution
		edits int
	}
	var near []ranked
	for _, s := range candidates {
		boxed := make([]string, len(s.params))
		for i, p := range s.params {
			boxed[i] = p
			if k := primitiveNamed(p); k != nil && k.box != nil {
				boxed[i] = k.box.name
			}
		}
		if n := nameEdits(name, s.name) + argumentEdits(args, boxed); n <= maxMethodEdits {
			near = append(near, ranked{s, n})
		}
	}
	slices.SortStableFunc(near, func(a, b ranked) int { return cmp.Compare(a.edits, b.edits) })
	var out []string
	for _, s := range near[:min(len(near), maxSolutions)] {
		out = append(out, s.String())
	}
	if out == nil {
		return ""
	}
	return "\nPossible solutions: " + strings.Join(out, ", ")
}

// candidatesOf lists the methods of a class as the real one does: superclasses
// first, each sorted, then what Groovy adds.
func candidatesOf(c *Class) []solution {
	if c.isSubclassOf(classClosure) {
		return closureCandidates(c)
	}
	out := slices.Clone(objectSolutions)
	chain := []*Class{}
	for k := c; k != nil && k != classObject; k = k.super {
		chain = append(chain, k)
	}
	if c.script == nil {
		chain = nil
		for _, k := range c.methodOrder() {
			if k != classObject {
				chain = append(chain, k)
			}
		}
	}
	groovy := false
	for _, k := range slices.Backward(chain) {
		switch {
		case k == classScript:
			out = append(append(out, groovyObjectSolutions...), scriptSolutions...)
			groovy = true
			continue
		case k == classGroovyObject:
			continue
		}
		var own []solution
		for _, m := range declaredBy(k) {
			own = append(own, solutionOf(m))
		}
		if k.script != nil && !groovy && !k.isInterface() {
			own = append(own, groovyObjectSolutions...)
			groovy = true
		}
		if k.script != nil && k.script.isScript {
			own = append(own, parseSolutions("main([Ljava.lang.String;) run()")...)
		}
		slices.SortStableFunc(own, func(a, b solution) int {
			return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(len(a.params), len(b.params)), slices.Compare(a.params, b.params))
		})
		out = append(out, own...)
	}
	return append(out, addedSolutions...)
}

// declaredBy lists the public methods of a class, those of its traits among them.
func declaredBy(k *Class) []*method {
	var out []*method
	from := k.members().order
	if k.script != nil {
		for _, tr := range k.script.traits {
			from = append(from[:len(from):len(from)], tr.members().order...)
		}
	}
	for _, m := range from {
		if !m.private && !strings.HasPrefix(m.name, "$") && !strings.HasPrefix(m.name, "<") {
			out = append(out, m)
		}
	}
	return out
}

func solutionOf(m *method) solution {
	s := solution{name: m.name}
	for _, p := range m.params {
		s.params = append(s.params, p.Name())
	}
	return s
}

// closureCandidates are what a closure's metaclass lists: what Groovy adds to
// objects, and its own doCall.
func closureCandidates(c *Class) []solution {
	var added []solution
	for _, s := range addedSolutions {
		added = append(added, s)
		// Closures have some of these a second time.
		var again string
		switch sig := s.String(); sig {
		case "findIndexValues(groovy.lang.Closure)":
			again = "print(java.lang.Object)"
		case "println(java.lang.Object)":
			again = "asType(java.lang.Class)"
		case "invokeMethod(java.lang.String, java.lang.Object)":
			again = "println()"
		case "collect()":
			again = "println(java.lang.Object)"
		}
		added = append(added, parseSolutions(again)...)
	}
	out := slices.Clone(added)
	if fn := c.code; fn != nil {
		for n := len(fn.params); n >= 0; n-- {
			given := chosenParams(fn, n)
			if given == nil && n < len(fn.params) {
				if n == 0 && fn.it {
					out = append(out, solution{name: "doCall"})
				}
				continue
			}
			s := solution{name: "doCall"}
			for i := range n {
				p := &fn.params[i]
				if given != nil {
					p = &fn.params[given[i]]
				}
				if p.typ == nil {
					s.params = append(s.params, classObject.name)
				} else {
					s.params = append(s.params, p.typ.Name())
				}
			}
			out = append(out, s)
		}
	}
	return append(out, added...)
}

// possibleProperties is the end of the message about a property that is not there.
func possibleProperties(c *Class, name string) string {
	if len(name) > noSolutionsBeyond || c.script == nil {
		return ""
	}
	type ranked struct {
		name  string
		edits int
	}
	var near []ranked
	for _, p := range propertyOrder(c.propertyNames()) {
		if n := nameEdits(name, p); n <= maxPropertyEdits {
			near = append(near, ranked{p, n})
		}
	}
	slices.SortStableFunc(near, func(a, b ranked) int { return cmp.Compare(a.edits, b.edits) })
	var out []string
	for _, p := range near[:min(len(near), maxSolutions)] {
		out = append(out, p.name)
	}
	if out == nil {
		return ""
	}
	return "\nPossible solutions: " + strings.Join(out, ", ")
}

// nameEdits counts what turns one name into another.
func nameEdits(from, to string) int {
	s, t := utf16.Encode([]rune(from)), utf16.Encode([]rune(to))
	lower := func(c uint16) bool { return unicode.IsLower(rune(c)) }
	alike := func(a, b uint16) bool { return unicode.ToLower(rune(a)) == unicode.ToLower(rune(b)) }
	otherCase := func(a, b uint16) int {
		if lower(a) != lower(b) {
			return editSwap
		}
		return 0
	}
	return edits(len(s), len(t), func(i, j int) int {
		switch {
		case s[i] == t[j]:
			return 0
		case lower(s[i]) != lower(t[j]) && alike(s[i], t[j]):
			return editSwap
		}
		return editStep
	}, func(i, j int) (int, bool) {
		if !alike(s[i], t[j-1]) || !alike(s[i-1], t[j]) {
			return 0, false
		}
		return editSwap + otherCase(s[i], t[j-1]) + otherCase(s[i-1], t[j]), true
	})
}

// argumentEdits counts what turns the arguments given into those a method takes.
func argumentEdits(given, taken []string) int {
	same := func(a, b string) bool { return a == b && a != "" }
	return edits(len(given), len(taken), func(i, j int) int {
		if same(given[i], taken[j]) {
			return 0
		}
		return editStep
	}, func(i, j int) (int, bool) {
		return editSwap, same(given[i], taken[j-1]) && same(given[i-1], taken[j])
	})
}

// edits is the distance of Damerau and Levenshtein between two sequences. One
// that is empty costs the other's length only, as in the real one.
func edits(n, m int, change func(i, j int) int, swap func(i, j int) (int, bool)) int {
	if n == 0 || m == 0 {
		return n + m
	}
	before, last, row := make([]int, n+1), make([]int, n+1), make([]int, n+1)
	for i := range last {
		last[i] = i * editStep
	}
	for j := 1; j <= m; j++ {
		row[0] = j * editStep
		for i := 1; i <= n; i++ {
			row[i] = min(row[i-1]+editStep, last[i]+editStep, last[i-1]+change(i-1, j-1))
			if i > 1 && j > 1 {
				if cost, ok := swap(i-1, j-1); ok {
					row[i] = min(row[i], before[i-2]+cost)
				}
			}
		}
		before, last, row = last, row, before
	}
	return last[n]
}

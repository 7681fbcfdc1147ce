package groovy

import "slices"

// Choosing among overloads: by the run-time types of the arguments, the
// nearest wins, as Groovy's MetaClassHelper counts distance.

// fitsArg tells whether an argument of class c may be passed where a parameter
// has type p.
func fitsArg(c, p *Class) bool {
	if p == classObject || c == p {
		return true
	}
	if p.kind == kindPrimitive {
		p = p.box
		if c == p {
			return true
		}
	}
	switch p {
	case classInteger:
		return c == classShort || c == classByte || c == classBigInteger
	case classLong:
		return c == classInteger || c == classShort || c == classByte
	case classShort:
		return c == classByte
	case classFloat:
		return c == classLong || c == classInteger || c == classShort || c == classByte || c == classBigDecimal || c == classBigInteger
	case classDouble:
		return c == classFloat || c == classLong || c == classInteger || c == classShort || c == classByte ||
			c == classBigDecimal || c == classBigInteger
	case classBigInteger:
		return c == classLong || c == classInteger || c == classShort || c == classByte
	case classBigDecimal:
		return c == classDouble || c == classFloat || c == classLong || c == classInteger || c == classShort ||
			c == classByte || c == classBigInteger
	case classString:
		return c == classGStringImpl
	}
	if c.isSubclassOf(p) {
		return true
	}
	if p.kind == kindInterface && c.isSubclassOf(classClosure) {
		return isFunctional(p)
	}
	if p.kind == kindArray && c.kind == kindArray {
		return p.elem == classObject && c.elem.kind != kindPrimitive
	}
	return false
}

// distance says how far a parameter is from an argument that fits it.
func distance(c, p *Class) int {
	if c == p {
		return 0
	}
	if p.kind == kindPrimitive {
		if p.box == c {
			return 1
		}
		return 2 + numberDistance(c, p.box)
	}
	switch p {
	case classObject:
		return 1000
	case classString:
		return 2
	}
	if numberRank(p) > 0 && numberRank(c) > 0 {
		return 3 + numberDistance(c, p)
	}
	if p.kind == kindInterface && c.isSubclassOf(classClosure) && !c.isSubclassOf(p) {
		return 900
	}
	if d, ok := c.ancestors().set[p]; ok {
		if p.isInterface() {
			// An interface is farther than any superclass but Object.
			return 300 + d
		}
		return 10 * d
	}
	return 950
}

var numberOrder = [...]*Class{classByte, classShort, classInteger, classLong, classBigInteger, classFloat, classDouble, classBigDecimal}

func numberRank(c *Class) int {
	for i, k := range numberOrder {
		if k == c {
			return i + 1
		}
	}
	return 0
}

func numberDistance(c, p *Class) int {
	d := numberRank(p) - numberRank(c)
	if d < 0 {
		d = 20 - d
	}
	// A BigDecimal goes to BigDecimal, then double; an Integer to Long before double.
	return 2 * d
}

// pick chooses the method for the arguments, nil if none fits.
func (s *methodSet) pick(t *thread, args []any) (*method, error) {
	n := len(args)
	if t.hints != nil {
		return s.pickHinted(t, args), nil
	}
	if n < len(s.only) {
		if m := s.only[n]; m != nil {
			if len(m.params) != n || m.fits(args) {
				return m, nil
			}
			return s.pickCoerced(t, args)
		}
	}
	if s.exact || slices.Contains(args, nil) {
		return s.nearest(t, args)
	}
	var best *method
	bestDistance := 0
	for _, m := range s.all {
		d, ok := m.distance(args)
		if !ok {
			continue
		}
		if best == nil || d < bestDistance {
			best, bestDistance = m, d
		}
	}
	if best == nil {
		return s.pickCoerced(t, args)
	}
	return best, nil
}

// pickCoerced chooses a method that takes what values of the host among the
// arguments can turn into, and puts that in their place.
func (s *methodSet) pickCoerced(t *thread, args []any) (*method, error) {
	if !slices.ContainsFunc(args, func(a any) bool { _, ok := a.(Coercer); return ok }) {
		return nil, nil
	}
next:
	for _, m := range s.all {
		if len(m.params) != len(args) {
			continue
		}
		with := make([]any, len(args))
		for i, p := range m.params {
			with[i] = args[i]
			if args[i] == nil && p.kind != kindPrimitive || args[i] != nil && fitsArg(classOf(args[i]), p) {
				continue
			}
			x, ok := args[i].(Coercer)
			if !ok {
				continue next
			}
			if p == classCharSequence {
				p = classString // the one that hosts know
			}
			v, ok, err := x.Coerce(t.host(), p.name)
			if err != nil {
				return nil, t.fromHost(err)
			}
			if !ok {
				continue next
			}
			with[i] = FromGo(v)
		}
		copy(args, with)
		return m, nil
	}
	return nil, nil
}

// pickHinted is pick where some arguments were cast: f((Object) 1), f(null as
// String). The cast type counts instead of the value's.
func (s *methodSet) pickHinted(t *thread, args []any) *method {
	hints := t.hints
	t.hints = nil
	var best *method
	bestDistance := 0
	for _, m := range s.all {
		if len(m.params) != len(args) || len(hints) != len(args) {
			continue
		}
		total, ok := 0, true
		for i, p := range m.params {
			c := hints[i]
			if c == nil {
				if args[i] == nil {
					ok = ok && p.kind != kindPrimitive
					if p != classObject {
						total += 10
					}
					continue
				}
				c = classOf(args[i])
			}
			if ok = ok && (fitsArg(c, p) || c.kind == kindPrimitive && fitsArg(c.box, p)); !ok {
				break
			}
			total += distance(c, p)
		}
		if ok && (best == nil || total < bestDistance) {
			best, bestDistance = m, total
		}
	}
	if best == nil {
		best, _ = s.pick(t, args)
	}
	return best
}

// fits tells whether as many arguments as parameters fit.
func (m *method) fits(args []any) bool {
	if !m.typed {
		return true
	}
	for i, p := range m.params {
		if p == classObject {
			continue
		}
		if args[i] == nil {
			if p.kind == kindPrimitive || m.primitiveNumber(p) {
				return false
			}
			continue
		}
		if c := classOf(args[i]); c != p && !fitsArg(c, p) {
			return false
		}
	}
	return true
}

// distance adds up how far the parameters are from the arguments.
func (m *method) distance(args []any) (int, bool) {
	n := len(m.params)
	total := 0
	if len(args) == n {
		ok := true
		for i, p := range m.params {
			a := args[i]
			if a == nil {
				if p.kind == kindPrimitive {
					ok = false
					break
				}
				// null goes where the type is the most general.
				if p != classObject {
					total += 10
				}
				continue
			}
			c := classOf(a)
			if !fitsArg(c, p) {
				ok = false
				break
			}
			total += distance(c, p)
		}
		if ok {
			return total, true
		}
		total = 0
	}
	if !m.variadic {
		if len(args) == 0 && m.takes(0) {
			return 20000, true
		}
		return 0, false
	}
	if len(args) < n-1 {
		return 0, false
	}
	for i, a := range args {
		p := m.params[n-1]
		if i < n-1 {
			p = m.params[i]
		} else {
			p = p.elem
		}
		if a == nil {
			if p.kind == kindPrimitive {
				return 0, false
			}
			continue
		}
		c := classOf(a)
		if !fitsArg(c, p) {
			return 0, false
		}
		total += distance(c, p)
	}
	return total + 10000 - min(len(args), 10), true
}

// prepare casts arguments to the parameters of a chosen method and collects
// what goes into a variable number. The slice given may be changed.
func (t *thread) prepare(m *method, args []any) ([]any, error) {
	n := len(m.params)
	if m.variadic && len(args) == n && n > 0 {
		if a := boxedArray(args[n-1], m.params[n-1]); a != nil {
			if err := t.alloc(16 * len(a.items)); err != nil {
				return nil, err
			}
			args[n-1] = a
		}
	}
	if len(args) != n || m.variadic && n > 0 && args[n-1] != nil && !fitsArg(classOf(args[n-1]), m.params[n-1]) {
		if !m.variadic {
			return []any{nil}, nil
		}
		p := m.params[n-1]
		rest := make([]any, 0, max(0, len(args)-n+1))
		for _, a := range args[n-1:] {
			v, err := t.castArg(a, p.elem)
			if err != nil {
				return nil, err
			}
			rest = append(rest, v)
		}
		fixed := make([]any, n)
		copy(fixed, args[:n-1])
		fixed[n-1] = &Array{class: p, items: rest}
		args = fixed
	}
	if !m.typed {
		return args, nil
	}
	for i, p := range m.params {
		a := args[i]
		if p == classObject || a == nil {
			continue
		}
		v, err := t.castArg(a, p)
		if err != nil {
			return nil, err
		}
		args[i] = v
	}
	return args, nil
}

// boxedArray is the array of objects that an array of primitives becomes where
// a variable number of any objects is asked for; nil if the argument is none.
func boxedArray(arg any, p *Class) *Array {
	a, ok := arg.(*Array)
	if !ok || p.elem != classObject || a.class.elem.kind != kindPrimitive {
		return nil
	}
	return &Array{class: a.class.elem.box.arrayClass(), items: slices.Clone(a.items)}
}

// castArg makes an argument that fits be of the parameter's type.
func (t *thread) castArg(a any, p *Class) (any, error) {
	switch p {
	case classObject:
		return a, nil
	case classString:
		if g, ok := a.(*GString); ok {
			return t.gtext(g)
		}
		return a, nil
	case classIntP, classInteger:
		if _, ok := a.(int32); ok {
			return a, nil
		}
	}
	if p.kind == kindPrimitive || numberRank(p) > 0 {
		if a == nil || classOf(a) == p || classOf(a) == p.box {
			return a, nil
		}
		return t.cast(a, p)
	}
	if c, ok := a.(*Closure); ok && p.kind == kindInterface && p.script != nil && !c.class.isSubclassOf(p) {
		return &Proxy{class: p, cl: c}, nil
	}
	return a, nil
}

// isFunctional tells whether a closure may stand for the interface.
func isFunctional(c *Class) bool {
	if c.script != nil {
		return abstractMethods(c) == 1
	}
	switch c {
	case classMap, classList, classCollection, classSet, classCharSequence, classSerializable, classCloneable, classGroovyObject, classEntry, classRange:
		return false
	case classIterable, classComparable:
		return false
	}
	return true
}

func abstractMethods(c *Class) int {
	n := 0
	for _, k := range c.ancestors().order {
		for _, m := range k.members().order {
			if m.abstract {
				n++
			}
		}
	}
	return n
}

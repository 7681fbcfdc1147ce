package groovy

import "strings"

// Choosing among the overloads that scripts write, and wherever an argument is
// null: by the very distances of Groovy's MetaClassHelper, which also decide
// when a call is ambiguous. Overloads of the library are not always Groovy's
// own, so that with other arguments they are chosen by methodSet.pick.

// The distance adds up, over the arguments, interfaces passed on the way, then
// conversions between primitives, superclasses, and what goes into a variable
// number of arguments, each weighing more than all those before.
const (
	primitiveShift = 21
	objectShift    = 23
	variadicShift  = 44
)

// nearest gives the method whose parameters are nearest, nil if none fits, and
// an error if two are.
func (s *methodSet) nearest(t *thread, args []any) (*method, error) {
	if len(args) == 0 {
		return s.withoutArguments(), nil
	}
	var best *method
	var rivals []*method
	bestDistance := int64(0)
	for _, m := range s.all {
		d, ok := m.nearness(args)
		switch {
		case !ok:
		case d == 0:
			return m, nil
		case best == nil || d < bestDistance:
			best, bestDistance, rivals = m, d, nil
		case d == bestDistance:
			rivals = append(rivals, m)
		}
	}
	if len(rivals) > 0 {
		return nil, s.ambiguous(t, args, append([]*method{best}, rivals...))
	}
	return best, nil
}

// pickOrSpread is pick; where nothing fits, Groovy takes a list that is the
// only argument for the arguments.
func (s *methodSet) pickOrSpread(t *thread, args []any) (*method, []any, error) {
	m, err := s.pick(t, args)
	if m != nil || err != nil || len(args) != 1 {
		return m, args, err
	}
	l, ok := args[0].(*List)
	if !ok {
		return nil, args, nil
	}
	if err := t.charge(len(l.items)); err != nil {
		return nil, args, err
	}
	args = append([]any(nil), l.items...)
	m, err = s.pick(t, args)
	return m, args, err
}

// withoutArguments is the method for a call without any: one that has no
// parameters, or takes any number of them.
func (s *methodSet) withoutArguments() *method {
	var any *method
	for _, m := range s.all {
		switch {
		case len(m.params) == 0:
			return m
		case any == nil && len(m.params) == 1 && (m.variadic || len(s.all) == 1 && m.takes(0)):
			any = m
		}
	}
	return any
}

// nearness is the distance of all arguments; ok is false if one does not fit.
func (m *method) nearness(args []any) (d int64, ok bool) {
	n := len(m.params)
	switch {
	case m.variadic && len(args) >= n-1:
	case len(args) == n:
	default:
		return 0, false
	}
	last := n - 1
	for i := range min(last, len(args)) {
		if !m.fitsOrNull(args[i], m.params[i]) {
			return 0, false
		}
		d += parameterDistance(args[i], m.params[i])
	}
	p := m.params[last]
	switch {
	case len(args) == n && m.fitsOrNull(args[last], p):
		return d + parameterDistance(args[last], p), true
	case !m.variadic:
		return 0, false
	case len(args) < n:
		return d + 1<<variadicShift, true
	}
	for _, a := range args[last:] {
		if a != nil && !m.fitsOrNull(a, p.elem) {
			return 0, false
		}
		d += parameterDistance(a, p.elem)
	}
	return d + int64(2+len(args)-n)<<variadicShift, true
}

func (m *method) fitsOrNull(a any, p *Class) bool {
	if a == nil {
		return p.kind != kindPrimitive && !m.primitiveNumber(p)
	}
	c := classOf(a)
	return c == p || fitsArg(c, p)
}

// primitiveNumber tells whether a Number stands for all of Java's primitive
// ones, as it does in the static methods of Math and of the classes of numbers.
func (m *method) primitiveNumber(p *Class) bool {
	return (p == classNumber || p == classBigDecimal) && m.static && m.native != nil && (m.class == classMath || numberRank(m.class) > 0)
}

func parameterDistance(a any, p *Class) int64 {
	if a == nil {
		return nullDistance(p)
	}
	c := classOf(a)
	if c == p {
		return 0
	}
	if p.isInterface() {
		d := interfaceDistance(c, p)
		if d >= 0 || !c.isSubclassOf(classClosure) {
			return int64(d)
		}
	}
	if d, ok := primitiveDistance(c, p); ok {
		return d << primitiveShift
	}
	d := int64(21)
	if c.kind == kindArray && p.kind != kindArray {
		d += 4
	}
	for k := c; k != nil && k != p; k = superOf(k) {
		if k == classGString && p == classString {
			d += 2
			break
		}
		d += 3
	}
	return d << objectShift
}

// nullDistance prefers interfaces, then Object, to classes that are more
// special.
func nullDistance(p *Class) int64 {
	switch {
	case p.isInterface():
		return -1
	case p.kind == kindPrimitive:
		return 2 << objectShift
	}
	d := int64(0)
	for k := p; k != nil && k != classObject; k = superOf(k) {
		d += 2
	}
	return d << objectShift
}

func superOf(c *Class) *Class {
	if c.super == nil && c != classObject && !c.isInterface() {
		return classObject
	}
	return c.super
}

// interfaceDistance is the longest way from a class to an interface of it, -1
// if there is none.
func interfaceDistance(c, p *Class) int { return new(distances).to(c, p) }

// distances remembers how far it is from the classes that a script declared,
// which may extend what others extend in any number of ways.
type distances struct{ known map[*Class]int }

func (m *distances) to(c, p *Class) int {
	if c == nil {
		return -1
	}
	if c == p {
		return 0
	}
	if d, ok := m.known[c]; ok {
		return d
	}
	longest := -1
	for _, i := range c.ifaces {
		if d := m.to(i, p); d >= 0 {
			longest = max(longest, d+1)
		}
	}
	if d := m.to(c.super, p); d >= 0 {
		longest = max(longest, d+1)
	}
	if c.script != nil {
		if m.known == nil {
			m.known = map[*Class]int{}
		}
		m.known[c] = longest
	}
	return longest
}

// primitives are the types between which Groovy has a table of distances.
var primitives = [...]*Class{classBooleanP, classBoolean, classByteP, classByte, classShortP, classShort, classCharP, classCharacter,
	classIntP, classInteger, classLongP, classLong, classBigInteger, classFloatP, classFloat, classDoubleP, classDouble, classBigDecimal, classNumber, classObject}

// primitiveDistances has a row for the type of an argument and a column for
// that of a parameter, in the order of primitives.
var primitiveDistances = [...][20]int8{
	{0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 2},
	{1, 0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 2},
	{18, 19, 0, 1, 2, 3, 16, 17, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
	{18, 19, 1, 0, 2, 3, 16, 17, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
	{18, 19, 14, 15, 0, 1, 16, 17, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13},
	{18, 19, 14, 15, 1, 0, 16, 17, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13},
	{18, 19, 16, 17, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13},
	{18, 19, 16, 17, 14, 15, 1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13},
	{18, 19, 14, 15, 12, 13, 16, 17, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
	{18, 19, 14, 15, 12, 13, 16, 17, 1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
	{18, 19, 14, 15, 12, 13, 16, 17, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
	{18, 19, 14, 15, 12, 13, 16, 17, 10, 11, 1, 0, 2, 3, 4, 5, 6, 7, 8, 9},
	{18, 19, 9, 10, 7, 8, 16, 17, 5, 6, 3, 4, 0, 14, 15, 12, 13, 11, 1, 2},
	{18, 19, 14, 15, 12, 13, 16, 17, 10, 11, 8, 9, 7, 0, 1, 2, 3, 4, 5, 6},
	{18, 19, 14, 15, 12, 13, 16, 17, 10, 11, 8, 9, 7, 1, 0, 2, 3, 4, 5, 6},
	{18, 19, 14, 15, 12, 13, 16, 17, 10, 11, 8, 9, 7, 5, 6, 0, 1, 2, 3, 4},
	{18, 19, 14, 15, 12, 13, 16, 17, 10, 11, 8, 9, 7, 5, 6, 1, 0, 2, 3, 4},
	{18, 19, 14, 15, 12, 13, 16, 17, 10, 11, 8, 9, 7, 5, 6, 3, 4, 0, 1, 2},
	{18, 19, 14, 15, 12, 13, 16, 17, 10, 11, 8, 9, 7, 5, 6, 3, 4, 2, 0, 1},
	{18, 19, 14, 15, 12, 13, 16, 17, 10, 11, 8, 9, 7, 5, 6, 3, 4, 2, 1, 0},
}

// primitiveDistance is that of an argument of class c from a parameter of
// class p; ok is false if one of them is not in the table.
func primitiveDistance(c, p *Class) (d int64, ok bool) {
	from, to := -1, -1
	for i, k := range primitives {
		if k == c {
			from = i
		}
		if k == p {
			to = i
		}
	}
	if from < 0 || to < 0 {
		return 0, false
	}
	return int64(primitiveDistances[from][to]), true
}

// ambiguous is the error of a call for which several overloads are as near.
func (s *methodSet) ambiguous(t *thread, args []any, rivals []*method) error {
	owner := s.owner
	if owner == nil {
		owner = rivals[0].class
	}
	var given []string
	for _, a := range args {
		if a == nil {
			given = append(given, "null")
		} else {
			given = append(given, describeClass(classOf(a)))
		}
	}
	var b strings.Builder
	for _, m := range rivals {
		b.WriteString("\n\t[")
		for i, p := range m.params {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(describeClass(p))
		}
		b.WriteByte(']')
	}
	return t.throw(classGroovyRuntime, "Ambiguous method overloading for method %s#%s.\nCannot resolve which method to invoke for [%s] due to overlapping prototypes between:%s",
		owner.Name(), s.name, strings.Join(given, ", "), b.String())
}

// describeClass is Class.toString().
func describeClass(c *Class) string {
	switch {
	case c.kind == kindPrimitive:
		return c.name
	case c.isInterface():
		return "interface " + c.Name()
	}
	return "class " + c.Name()
}

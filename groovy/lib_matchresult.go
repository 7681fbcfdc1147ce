package groovy

// classFixedMatch is what Java's Matcher.toMatchResult() makes.
var classFixedMatch = &Class{name: "java.util.regex.Matcher$ImmutableMatchResult", super: classObject, ifaces: []*Class{classMatchResult}}

// A fixedMatch is a match that stays as it is when its Matcher goes on. Without
// a match groups holds no spans, only the count.
type fixedMatch struct {
	found  bool
	groups []fixedGroup
}

// A fixedGroup is what a group captured and where, in units.
type fixedGroup struct {
	text       any
	start, end int32
}

func (*fixedMatch) classOf() *Class { return classFixedMatch }

// fixed makes a copy of the match at hand.
func (m *Matcher) fixed(t *thread) (any, error) {
	n := m.m.GroupCount() + 1
	if err := t.alloc(24 * n); err != nil {
		return nil, err
	}
	f := &fixedMatch{found: m.m.Matched(), groups: make([]fixedGroup, n)}
	if !f.found {
		return f, nil
	}
	for g := range f.groups {
		text, err := m.group(t, g)
		if err != nil {
			return nil, err
		}
		i, j, err := m.m.Span(g)
		if err != nil {
			return nil, t.regexError(err)
		}
		if err := t.charge(1 + max(j, 0)/64); err != nil {
			return nil, err
		}
		f.groups[g] = fixedGroup{text, int32(unitIndex(m.m.Text(), i)), int32(unitIndex(m.m.Text(), j))}
	}
	return f, nil
}

// fixedMatchLib is java.util.regex.MatchResult for copies; a Matcher has its own.
func fixedMatchLib() lib {
	both := func(name string, f func(g fixedGroup) any) []def {
		get := func(t *thread, self any, a []any) (any, error) {
			m, g := self.(*fixedMatch), 0
			if !m.found {
				return nil, t.throw(classIllegalState, "No match found")
			}
			if len(a) > 0 {
				g = int(a[0].(int32))
			}
			if g < 0 || g >= len(m.groups) {
				return nil, t.throw(classIndexOutOfBounds, "No group %d", g)
			}
			return f(m.groups[g]), nil
		}
		return []def{{name + "()", get}, {name + "(int)", get}}
	}
	l := lib{methods: []def{
		{"groupCount()", func(_ *thread, self any, _ []any) (any, error) {
			return boxInt(int32(len(self.(*fixedMatch).groups) - 1)), nil
		}},
	}}
	l.methods = append(l.methods, both("group", func(g fixedGroup) any { return g.text })...)
	l.methods = append(l.methods, both("start", func(g fixedGroup) any { return boxInt(g.start) })...)
	l.methods = append(l.methods, both("end", func(g fixedGroup) any { return boxInt(g.end) })...)
	return l
}

package groovy

import (
	"fmt"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/pattern"
)

// A script counts positions in UTF-16 units, package pattern in bytes.

// text is Matcher.toString().
func (m *Matcher) text(t *thread) (string, error) {
	if err := t.charge(1 + len(m.m.Text())/64); err != nil {
		return "", err
	}
	last := ""
	if m.m.Matched() {
		var err error
		if last, _, err = m.m.Group(0); err != nil {
			return "", t.regexError(err)
		}
	}
	s := fmt.Sprintf("java.util.regex.Matcher[pattern=%s region=%d,%d lastmatch=%s]", m.m.Regex(),
		unitIndex(m.m.Text(), m.m.RegionStart()), unitIndex(m.m.Text(), m.m.RegionEnd()), last)
	return s, t.alloc(len(s))
}

// iterate starts over and hands out every match: its text, or the list of its
// groups if the pattern has any.
func (m *Matcher) iterate(t *thread, f func(any) error) error {
	m.m.Reset()
	for {
		ok, err := m.m.Find()
		if err != nil {
			return t.regexError(err)
		}
		if !ok {
			return nil
		}
		v, err := m.match(t)
		if err != nil {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
}

// match is what Groovy shows of the match at hand.
func (m *Matcher) match(t *thread) (any, error) {
	if m.m.GroupCount() == 0 {
		return m.group(t, 0)
	}
	items, err := m.groups(t)
	return newList(items), err
}

// groups gives the texts of all groups, the whole match first.
func (m *Matcher) groups(t *thread) ([]any, error) {
	n := m.m.GroupCount() + 1
	if err := t.charge(n); err != nil {
		return nil, err
	}
	if err := t.alloc(16 * n); err != nil {
		return nil, err
	}
	items := make([]any, n)
	for i := range items {
		v, err := m.group(t, i)
		if err != nil {
			return nil, err
		}
		items[i] = v
	}
	return items, nil
}

// group is the text of one group, null if it took no part.
func (m *Matcher) group(t *thread, g int) (any, error) {
	s, ok, err := m.m.Group(g)
	if err != nil {
		return nil, t.regexError(err)
	}
	if !ok {
		return nil, nil
	}
	return s, t.alloc(16)
}

// bounds gives the begin or the end of a group in units.
func (m *Matcher) bounds(t *thread, g int, end bool) (any, error) {
	i, j, err := m.m.Span(g)
	if err != nil {
		return nil, t.regexError(err)
	}
	if end {
		i = j
	}
	return boxInt(int32(unitIndex(m.m.Text(), i))), t.charge(max(i, 0) / 64)
}

// count starts over and counts the matches.
func (m *Matcher) count(t *thread) (int, error) {
	m.m.Reset()
	for n := 0; ; n++ {
		if err := t.step(); err != nil {
			return 0, err
		}
		if ok, err := m.m.Find(); err != nil {
			return 0, t.regexError(err)
		} else if !ok {
			return n, nil
		}
	}
}

// seek finds match i, from the end if it is negative, and stands there.
func (m *Matcher) seek(t *thread, i int) error {
	i, err := m.index(t, i)
	if err != nil {
		return err
	}
	return m.skip(t, i+1)
}

// index checks the index of a match and counts it from the begin.
func (m *Matcher) index(t *thread, i int) (int, error) {
	n, err := m.count(t)
	if err != nil {
		return 0, err
	}
	if i < -n || i >= n {
		return 0, t.throw(classIndexOutOfBounds, "index is out of range %d..%d (index = %d)", -n, n-1, i)
	}
	if i < 0 {
		i += n
	}
	return i, nil
}

// skip starts over and finds n matches.
func (m *Matcher) skip(t *thread, n int) error {
	m.m.Reset()
	for range n {
		if err := t.step(); err != nil {
			return err
		}
		if _, err := m.m.Find(); err != nil {
			return t.regexError(err)
		}
	}
	return nil
}

// at is matcher[i].
func (m *Matcher) at(t *thread, i int) (any, error) {
	if err := m.seek(t, i); err != nil {
		return nil, err
	}
	return m.match(t)
}

// atAll is matcher[[0, 2]] and matcher[0..2].
func (m *Matcher) atAll(t *thread, indices any, out *List) error {
	if r, ok := indices.(*Range); ok && r.ints {
		n, err := m.count(t)
		if err != nil {
			return err
		}
		i, j, _, err := t.span(r, n)
		if err != nil {
			return err
		}
		for ; i < j; i++ {
			v, err := m.at(t, i)
			if err != nil {
				return err
			}
			if err := out.add(t, v); err != nil {
				return err
			}
		}
		return nil
	}
	return t.iterate(indices, func(x any) error {
		if r, ok := x.(*Range); ok {
			return m.atAll(t, r, out)
		}
		i, err := t.cast(x, classIntP)
		if err != nil {
			return err
		}
		v, err := m.at(t, int(i.(int32)))
		if err != nil {
			return err
		}
		return out.add(t, v)
	})
}

// charByte is the byte of unit i. Where that is the second half of a character,
// it is where the next character begins, or, for an end, where this one does.
func charByte(s string, i int, end bool) int {
	at, whole := byteAt(s, i)
	if !whole && !end {
		_, w := decodeWTF8(s[at:])
		at += w
	}
	return at
}

// matcherLib is java.util.regex.Matcher with what Groovy adds.
func matcherLib() lib {
	rx := func(v any) *pattern.Matcher { return v.(*Matcher).m }
	search := func(sig string, f func(m *pattern.Matcher) (bool, error)) def {
		return def{sig, func(t *thread, self any, _ []any) (any, error) { return t.found(f(rx(self))) }}
	}
	named := func(t *thread, self, name any) (int, error) {
		s, err := t.str(name)
		if err != nil {
			return 0, err
		}
		g, err := rx(self).GroupIndex(s)
		if err != nil {
			return 0, t.regexError(err)
		}
		return g, nil
	}
	bound := func(name string, end bool) []def {
		return []def{
			{name + "()", func(t *thread, self any, _ []any) (any, error) { return self.(*Matcher).bounds(t, 0, end) }},
			{name + "(int)", func(t *thread, self any, a []any) (any, error) {
				return self.(*Matcher).bounds(t, int(a[0].(int32)), end)
			}},
			{name + "(String)", func(t *thread, self any, a []any) (any, error) {
				g, err := named(t, self, a[0])
				if err != nil {
					return nil, err
				}
				return self.(*Matcher).bounds(t, g, end)
			}},
		}
	}
	replace := func(sig string, f func(m *pattern.Matcher, to string) (string, error)) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			to, err := t.str(a[0])
			if err != nil {
				return nil, err
			}
			s, err := f(rx(self), to)
			if err != nil {
				return nil, t.regexError(err)
			}
			return joinSurrogates(s), nil
		}}
	}
	// computed is replaceAll and replaceFirst with a function of the match, whose
	// result is a replacement like any other.
	computed := func(sig string, once bool) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			m := self.(*Matcher)
			m.m.Reset()
			return t.replaceEach(m, once, (*pattern.Matcher).AppendReplacement, func() (string, error) {
				r, err := t.callFn(a[0], "apply", m)
				if err != nil {
					return "", err
				}
				return t.str(r)
			})
		}}
	}
	appendTo := func(sig string, f func(m *pattern.Matcher, b *strings.Builder, a []any) error, tail bool) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			b, ok := a[0].(*StringBuilder)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			var out strings.Builder
			if err := f(rx(self), &out, a); err != nil {
				return nil, t.regexError(err)
			}
			if tail {
				return b, b.append(t, out.String())
			}
			return self, b.append(t, out.String())
		}}
	}
	replacement := func(m *pattern.Matcher, b *strings.Builder, a []any) error {
		return m.AppendReplacement(b, a[1].(string))
	}
	rest := func(m *pattern.Matcher, b *strings.Builder, _ []any) error { return m.AppendTail(b) }
	position := func(sig string, f func(m *pattern.Matcher) int) def {
		return def{sig, func(t *thread, self any, _ []any) (any, error) {
			m := rx(self)
			return boxInt(int32(unitIndex(m.Text(), f(m)))), t.charge(f(m) / 64)
		}}
	}
	flag := func(sig string, f func(m *pattern.Matcher, on bool)) def {
		return def{sig, func(_ *thread, self any, a []any) (any, error) {
			f(rx(self), a[0].(bool))
			return self, nil
		}}
	}
	l := lib{
		methods: []def{
			search("find()", (*pattern.Matcher).Find),
			search("matches()", (*pattern.Matcher).Matches),
			search("lookingAt()", (*pattern.Matcher).LookingAt),
			{"find(int)", func(t *thread, self any, a []any) (any, error) {
				m, i := rx(self), int(a[0].(int32))
				if i < 0 || i > strLen(m.Text()) {
					return nil, t.throw(classIndexOutOfBounds, "Illegal start index")
				}
				if err := t.charge(1 + len(m.Text())/64); err != nil {
					return nil, err
				}
				return t.found(m.FindFrom(charByte(m.Text(), i, false)))
			}},
			{"group()", func(t *thread, self any, _ []any) (any, error) { return self.(*Matcher).group(t, 0) }},
			{"group(int)", func(t *thread, self any, a []any) (any, error) {
				return self.(*Matcher).group(t, int(a[0].(int32)))
			}},
			{"group(String)", func(t *thread, self any, a []any) (any, error) {
				m := self.(*Matcher)
				if !m.m.Matched() {
					return m.group(t, 0)
				}
				g, err := named(t, self, a[0])
				if err != nil {
					return nil, err
				}
				return m.group(t, g)
			}},
			{"results()", func(_ *thread, self any, _ []any) (any, error) {
				m, started := self.(*Matcher), false
				return &streamValue{class: classStream, next: func(t *thread) (any, bool, error) {
					if !started {
						started = true
						m.m.Reset()
					}
					if ok, err := m.tried(t, (*pattern.Matcher).Find); !ok || err != nil {
						return nil, false, err
					}
					f, err := m.fixed(t)
					return f, err == nil, err
				}}, nil
			}},
			unknownEnd("hitEnd()"), unknownEnd("requireEnd()"), unknownEnd("matchesPartially()"),
			{"groupCount()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(rx(self).GroupCount())), nil }},
			{"pattern()", func(t *thread, self any, _ []any) (any, error) { return &Pattern{rx(self).Regex()}, t.alloc(16) }},
			{"usePattern(Pattern)", func(t *thread, self any, a []any) (any, error) {
				p, ok := a[0].(*Pattern)
				if !ok {
					return nil, t.throw(classIllegalArgument, "Pattern cannot be null")
				}
				rx(self).SetRegex(p.re)
				return self, nil
			}},
			{"reset()", func(_ *thread, self any, _ []any) (any, error) {
				rx(self).Reset()
				return self, nil
			}},
			{"reset(CharSequence)", func(t *thread, self any, a []any) (any, error) {
				s, err := t.str(a[0])
				if err != nil {
					return nil, err
				}
				rx(self).SetText(s)
				return self, nil
			}},
			{"region(int,int)", func(t *thread, self any, a []any) (any, error) {
				m, i, j := rx(self), int(a[0].(int32)), int(a[1].(int32))
				if err := t.charge(1 + len(m.Text())/64); err != nil {
					return nil, err
				}
				switch n := strLen(m.Text()); {
				case i < 0 || i > n:
					return nil, t.throw(classIndexOutOfBounds, "start")
				case j < 0 || j > n:
					return nil, t.throw(classIndexOutOfBounds, "end")
				case i > j:
					return nil, t.throw(classIndexOutOfBounds, "start > end")
				}
				from := charByte(m.Text(), i, false)
				to := max(from, charByte(m.Text(), j, true))
				if err := m.Region(from, to); err != nil {
					return nil, t.regexError(err)
				}
				return self, nil
			}},
			position("regionStart()", (*pattern.Matcher).RegionStart),
			position("regionEnd()", (*pattern.Matcher).RegionEnd),
			flag("useAnchoringBounds(boolean)", (*pattern.Matcher).UseAnchoringBounds),
			flag("useTransparentBounds(boolean)", (*pattern.Matcher).UseTransparentBounds),
			{"hasAnchoringBounds()", func(_ *thread, self any, _ []any) (any, error) { return rx(self).HasAnchoringBounds(), nil }},
			{"hasTransparentBounds()", func(_ *thread, self any, _ []any) (any, error) { return rx(self).HasTransparentBounds(), nil }},
			replace("replaceAll(String)", (*pattern.Matcher).ReplaceAll),
			replace("replaceFirst(String)", (*pattern.Matcher).ReplaceFirst),
			computed("replaceAll(Function)", false),
			computed("replaceFirst(Function)", true),
			appendTo("appendReplacement(StringBuffer,String)", replacement, false),
			appendTo("appendReplacement(StringBuilder,String)", replacement, false),
			appendTo("appendTail(StringBuffer)", rest, true),
			appendTo("appendTail(StringBuilder)", rest, true),
			{"toMatchResult()", func(t *thread, self any, _ []any) (any, error) { return self.(*Matcher).fixed(t) }},

			{"hasGroup()", func(_ *thread, self any, _ []any) (any, error) { return rx(self).GroupCount() > 0, nil }},
			{"getCount()", func(t *thread, self any, _ []any) (any, error) {
				n, err := self.(*Matcher).count(t)
				return boxInt(int32(n)), err
			}},
			{"size()", func(t *thread, self any, _ []any) (any, error) {
				n, err := self.(*Matcher).count(t)
				return int64(n), err
			}},
			{"getAt(int)", func(t *thread, self any, a []any) (any, error) {
				return self.(*Matcher).at(t, int(a[0].(int32)))
			}},
			{"getAt(Collection)", func(t *thread, self any, a []any) (any, error) {
				out := newList(nil)
				return out, self.(*Matcher).atAll(t, a[0], out)
			}},
			{"void setIndex(int)", func(t *thread, self any, a []any) (any, error) {
				m := self.(*Matcher)
				i, err := m.index(t, int(a[0].(int32)))
				if err != nil {
					return nil, err
				}
				return nil, m.skip(t, i)
			}},
			{"iterator()", func(_ *thread, self any, _ []any) (any, error) {
				m := self.(*Matcher)
				m.m.Reset()
				done := false
				return &Iterator{next: func(t *thread) (any, bool, error) {
					if done {
						return nil, false, nil
					}
					ok, err := m.m.Find()
					if err != nil {
						return nil, false, t.regexError(err)
					}
					if !ok {
						done = true
						return nil, false, nil
					}
					v, err := m.match(t)
					return v, err == nil, err
				}}, nil
			}},
		},
		statics: []def{
			{"getLastMatcher()", func(t *thread, _ any, _ []any) (any, error) {
				if t.lastMatch == nil {
					return nil, nil
				}
				return t.lastMatch, nil
			}},
			{"quoteReplacement(String)", func(t *thread, _ any, a []any) (any, error) {
				s, err := t.str(a[0])
				if err != nil {
					return nil, err
				}
				return t.made(pattern.QuoteReplacement(s))
			}},
		},
	}
	l.methods = append(l.methods, bound("start", false)...)
	l.methods = append(l.methods, bound("end", true)...)
	return l
}

// unknownEnd refuses to say whether more text would change a match.
func unknownEnd(sig string) def {
	return def{sig, func(t *thread, _ any, _ []any) (any, error) {
		return nil, t.throw(classUnsupported, "Matcher.%s is not available to scripts; compare end() with the length of the text, or match a pattern whose later parts are optional", sig)
	}}
}

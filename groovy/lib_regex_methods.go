package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/pattern"
)

// matcherFor makes a Matcher for a text and a Pattern or the text of one.
func (t *thread) matcherFor(v, expr any) (*Matcher, error) {
	s, err := t.str(v)
	if err != nil {
		return nil, err
	}
	if expr == nil {
		return nil, t.throw(classNullPointer, "")
	}
	re, err := t.regexOf(expr)
	if err != nil {
		return nil, err
	}
	return &Matcher{re.Matcher(s, t.budget())}, t.alloc(matcherSize)
}

// replaceEach replaces what m finds from now on, or the first of it, by what
// with gives, written in put's manner.
func (t *thread) replaceEach(m *Matcher, once bool, put func(*pattern.Matcher, *strings.Builder, string) error, with func() (string, error)) (any, error) {
	var out strings.Builder
	for first := true; first || !once; first = false {
		ok, err := m.m.Find()
		if err != nil {
			return nil, t.regexError(err)
		}
		if !ok {
			if first {
				return m.m.Text(), nil
			}
			break
		}
		s, err := with()
		if err != nil {
			return nil, err
		}
		if err := put(m.m, &out, s); err != nil {
			return nil, t.regexError(err)
		}
	}
	if err := m.m.AppendTail(&out); err != nil {
		return nil, t.regexError(err)
	}
	return joinSurrogates(out.String()), nil
}

// callMatch calls a closure with the match at hand: its text, the list of its
// groups, or an array of them if that is what the closure asks for.
func (t *thread) callMatch(c *Closure, m *Matcher) (any, error) {
	if c.fn != nil && len(c.fn.params) == 1 && c.fn.params[0].typ == classObjectArray && m.m.GroupCount() > 0 {
		items, err := m.groups(t)
		if err != nil {
			return nil, err
		}
		return t.call1(c, newArray(classObject, items))
	}
	v, err := m.match(t)
	if err != nil {
		return nil, err
	}
	return t.call1(c, v)
}

// stringRegexLib is what Java's String does with regular expressions.
func stringRegexLib() lib {
	return lib{methods: []def{
		{"matches(String)", matchesText},
		{"split(String)", splitText},
		{"split(String,int)", splitText},
		{"replaceAll(String,String)", replaceText((*pattern.Matcher).ReplaceAll)},
		{"replaceFirst(String,String)", replaceText((*pattern.Matcher).ReplaceFirst)},
	}}
}

// matchesText is text.matches(expr).
func matchesText(t *thread, self any, a []any) (any, error) {
	m, err := t.matcherFor(self, a[0])
	if err != nil {
		return nil, err
	}
	return t.found(m.m.Matches())
}

// splitText is text.split(expr) and text.split(expr, limit).
func splitText(t *thread, self any, a []any) (any, error) {
	m, err := t.matcherFor(self, a[0])
	if err != nil {
		return nil, err
	}
	if len(a) > 1 {
		return t.splitAt(m.m.Regex(), []any{m.m.Text(), a[1]})
	}
	return t.splitAt(m.m.Regex(), []any{m.m.Text()})
}

// replaceText is text.replaceAll(expr, replacement) and replaceFirst.
func replaceText(f func(m *pattern.Matcher, to string) (string, error)) native {
	return func(t *thread, self any, a []any) (any, error) {
		m, err := t.matcherFor(self, a[0])
		if err != nil {
			return nil, err
		}
		to, err := t.str(a[1])
		if err != nil {
			return nil, err
		}
		s, err := f(m.m, to)
		if err != nil {
			return nil, t.regexError(err)
		}
		return joinSurrogates(s), nil
	}
}

// charSequenceRegexLib is what Groovy adds to all texts. Whatever takes a
// regular expression takes it as text and as Pattern.
func charSequenceRegexLib() lib {
	var l lib
	either := func(name, more string, f func(t *thread, m *Matcher, a []any) (any, error)) {
		for _, kind := range []string{"CharSequence", "Pattern"} {
			l.methods = append(l.methods, def{name + "(" + kind + more + ")", func(t *thread, self any, a []any) (any, error) {
				m, err := t.matcherFor(self, a[0])
				if err != nil {
					return nil, err
				}
				return f(t, m, a)
			}})
		}
	}
	add := func(sig string, f native) { l.methods = append(l.methods, def{sig, f}) }

	for _, kind := range []string{"CharSequence", "Pattern"} {
		add("replaceAll("+kind+",CharSequence)", replaceText((*pattern.Matcher).ReplaceAll))
		add("replaceFirst("+kind+",CharSequence)", replaceText((*pattern.Matcher).ReplaceFirst))
	}
	replaced := func(once bool) func(t *thread, m *Matcher, a []any) (any, error) {
		return func(t *thread, m *Matcher, a []any) (any, error) {
			return t.replaceEach(m, once, (*pattern.Matcher).AppendText, func() (string, error) {
				r, err := t.callMatch(a[1].(*Closure), m)
				if err != nil {
					return "", err
				}
				return t.format(r)
			})
		}
	}
	either("replaceAll", ",Closure", replaced(false))
	either("replaceFirst", ",Closure", replaced(true))
	add("matches(Pattern)", matchesText)
	add("minus(Pattern)", func(t *thread, self any, a []any) (any, error) {
		return replaceText((*pattern.Matcher).ReplaceFirst)(t, self, []any{a[0], ""})
	})
	either("find", "", func(t *thread, m *Matcher, _ []any) (any, error) {
		ok, err := m.m.Find()
		if err != nil {
			return nil, t.regexError(err)
		}
		if !ok {
			return nil, nil
		}
		return m.group(t, 0)
	})
	either("find", ",Closure", func(t *thread, m *Matcher, a []any) (any, error) {
		ok, err := m.m.Find()
		if err != nil {
			return nil, t.regexError(err)
		}
		if !ok {
			return nil, nil
		}
		v, err := m.match(t)
		if err != nil {
			return nil, err
		}
		r, err := t.call1(a[1].(*Closure), v)
		if err != nil {
			return nil, err
		}
		return textResult(t.format(r))
	})
	either("findAll", "", func(t *thread, m *Matcher, _ []any) (any, error) {
		out := newList(nil)
		for {
			if err := t.step(); err != nil {
				return nil, err
			}
			ok, err := m.m.Find()
			if err != nil {
				return nil, t.regexError(err)
			}
			if !ok {
				return out, nil
			}
			v, err := m.group(t, 0)
			if err != nil {
				return nil, err
			}
			if err := out.add(t, v); err != nil {
				return nil, err
			}
		}
	})
	either("findAll", ",Closure", func(t *thread, m *Matcher, a []any) (any, error) {
		return t.collect(m, a[1].(*Closure), newList(nil))
	})
	for _, kind := range []string{"CharSequence", "Pattern"} {
		add("eachMatch("+kind+",Closure)", func(t *thread, self any, a []any) (any, error) {
			m, err := t.matcherFor(self, a[0])
			if err != nil {
				return nil, err
			}
			return self, t.eachOf(m, a[1].(*Closure), func(any) error { return nil })
		})
	}
	either("splitEachLine", ",Closure", func(t *thread, m *Matcher, a []any) (any, error) {
		var last any
		for _, line := range splitLines(m.m.Text()) {
			if err := t.step(); err != nil {
				return nil, err
			}
			parts, err := t.splitAt(m.m.Regex(), []any{line})
			if err != nil {
				return nil, err
			}
			if last, err = t.call1(a[1].(*Closure), newList(parts.(*Array).items)); err != nil {
				return nil, err
			}
		}
		return last, nil
	})
	l.methods = append(l.methods, text0("split()", func(t *thread, s string) (any, error) {
		parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n\r\f", r) })
		return t.stringArray(parts)
	}))
	return l
}

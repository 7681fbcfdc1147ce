package groovy

import "github.com/entwine-sync/entwine/groovy/internal/pattern"

func regexClasses() []entry {
	return []entry{
		{classPattern, patternLib},
		{classMatchResult, nil},
		{classFixedMatch, fixedMatchLib},
		{classMatcher, matcherLib},
		{classString, stringRegexLib},
		{classCharSequence, charSequenceRegexLib},
	}
}

// patternLib is java.util.regex.Pattern.
func patternLib() lib {
	re := func(v any) *pattern.Regex { return v.(*Pattern).re }
	compile := func(t *thread, expr any, flags pattern.Flags) (any, error) {
		s, err := t.str(expr)
		if err != nil {
			return nil, err
		}
		r, err := t.regex(s, flags)
		if err != nil {
			return nil, err
		}
		return &Pattern{r}, t.alloc(16)
	}
	// matching is asPredicate and asMatchPredicate.
	matching := func(whole bool) native {
		return func(t *thread, self any, _ []any) (any, error) {
			c := nativeClosure(classMethodClosure, 1, self, func(t *thread, a []any) (any, error) {
				s, err := t.str(a[0])
				if err != nil {
					return nil, err
				}
				m := re(self).Matcher(s, t.budget())
				if whole {
					return t.found(m.Matches())
				}
				return t.found(m.Find())
			})
			return &Proxy{class: classPredicate, cl: c}, nil
		}
	}
	split := func(t *thread, self any, a []any) (any, error) { return t.splitAt(re(self), a) }
	return lib{
		methods: []def{
			{"pattern()", func(_ *thread, self any, _ []any) (any, error) { return re(self).String(), nil }},
			{"flags()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(re(self).Flags())), nil }},
			{"matcher(CharSequence)", func(t *thread, self any, a []any) (any, error) {
				s, err := t.str(a[0])
				if err != nil {
					return nil, err
				}
				return &Matcher{re(self).Matcher(s, t.budget())}, t.alloc(matcherSize)
			}},
			{"split(CharSequence)", split},
			{"split(CharSequence,int)", split},
			{"splitAsStream(CharSequence)", func(t *thread, self any, a []any) (any, error) {
				parts, err := split(t, self, a)
				return streamOf(classStream, parts), err
			}},
			{"asPredicate()", matching(false)},
			{"asMatchPredicate()", matching(true)},
			{"isCase(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.isCase(self, a[0])) }},
		},
		statics: []def{
			{"compile(String)", func(t *thread, _ any, a []any) (any, error) { return compile(t, a[0], 0) }},
			{"compile(String,int)", func(t *thread, _ any, a []any) (any, error) {
				return compile(t, a[0], pattern.Flags(a[1].(int32)))
			}},
			{"matches(String,CharSequence)", func(t *thread, _ any, a []any) (any, error) {
				p, err := compile(t, a[0], 0)
				if err != nil {
					return nil, err
				}
				return t.matchesAll(a[1], re(p))
			}},
			{"quote(String)", func(t *thread, _ any, a []any) (any, error) {
				s, err := t.str(a[0])
				if err != nil {
					return nil, err
				}
				return t.made(pattern.Quote(s))
			}},
		},
		fields: []constant{
			{"UNIX_LINES", int32(pattern.UnixLines)},
			{"CASE_INSENSITIVE", int32(pattern.CaseInsensitive)},
			{"COMMENTS", int32(pattern.Comments)},
			{"MULTILINE", int32(pattern.Multiline)},
			{"LITERAL", int32(pattern.Literal)},
			{"DOTALL", int32(pattern.DotAll)},
			{"UNICODE_CASE", int32(pattern.UnicodeCase)},
			// Java's value, for scripts that test flags() for it; compile refuses it.
			{"CANON_EQ", int32(0x80)},
			{"UNICODE_CHARACTER_CLASS", int32(pattern.UnicodeCharacterClass)},
		},
	}
}

// found is the result of a search for the script.
func (t *thread) found(ok bool, err error) (any, error) {
	if err != nil {
		return nil, t.regexError(err)
	}
	return ok, nil
}

// matchesAll tells whether re matches all of a text.
func (t *thread) matchesAll(v any, re *pattern.Regex) (any, error) {
	s, err := t.str(v)
	if err != nil {
		return nil, err
	}
	return t.found(re.Matches(s, t.budget()))
}

// splitAt cuts the text a[0] where re matches, into a[1] parts if that is given.
func (t *thread) splitAt(re *pattern.Regex, a []any) (any, error) {
	s, err := t.str(a[0])
	if err != nil {
		return nil, err
	}
	limit := 0
	if len(a) > 1 {
		limit = int(a[1].(int32))
	}
	parts, err := re.Split(s, limit, t.budget())
	if err != nil {
		return nil, t.regexError(err)
	}
	return t.stringArray(parts)
}

// stringArray makes a String[].
func (t *thread) stringArray(parts []string) (any, error) {
	// An interface value and the string header that it points to.
	if err := t.alloc(32 * len(parts)); err != nil {
		return nil, err
	}
	items := make([]any, len(parts))
	for i, p := range parts {
		items[i] = p
	}
	return newArray(classString, items), nil
}

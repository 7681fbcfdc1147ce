package groovy

import (
	"errors"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/groovy/internal/pattern"
)

var (
	classPattern     = &Class{name: "java.util.regex.Pattern", super: classObject, ifaces: []*Class{classSerializable}}
	classMatcher     = &Class{name: "java.util.regex.Matcher", super: classObject, ifaces: []*Class{classMatchResult}}
	classMatchResult = &Class{name: "java.util.regex.MatchResult", kind: kindInterface}
)

// A Pattern is java.util.regex.Pattern.
type Pattern struct{ re *pattern.Regex }

func (*Pattern) classOf() *Class { return classPattern }

func (p *Pattern) text(*thread) (string, error) { return p.re.String(), nil }

// regexCacheSize is how many compiled patterns a run keeps: more than a script
// has, fewer than one that builds patterns in a loop would make.
const regexCacheSize = 64

type regexKey struct {
	expr  string
	flags pattern.Flags
}

// A regexCache keeps patterns for all runs of a script; those that are written
// in it come first. It takes regexCacheSize patterns of at most longRegex bytes
// and then no more, so that patterns made of data cannot fill it for ever.
type regexCache struct {
	mu    sync.RWMutex
	known map[regexKey]*pattern.Regex
}

// longRegex is longer than what people write into a rule.
const longRegex = 512

func (c *regexCache) get(k regexKey) *pattern.Regex {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.known[k]
}

func (c *regexCache) put(k regexKey, re *pattern.Regex) {
	if len(k.expr) > longRegex {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil {
		c.known = map[regexKey]*pattern.Regex{}
	}
	if len(c.known) < regexCacheSize {
		c.known[k] = re
	}
}

// regex compiles a pattern, or remembers it. A run pays for its first use of
// each, whether or not an earlier run has compiled it: what a run may do does not
// depend on others.
func (t *thread) regex(expr string, flags pattern.Flags) (*pattern.Regex, error) {
	cache := t.local("regex", func() any { return map[regexKey]*pattern.Regex{} }).(map[regexKey]*pattern.Regex)
	k := regexKey{expr, flags}
	if re, ok := cache[k]; ok {
		return re, nil
	}
	if err := t.charge(16 + len(expr)); err != nil {
		return nil, err
	}
	re := t.script.regexes.get(k)
	if re == nil {
		// The text may be part of a large one, which must not be kept.
		k.expr = strings.Clone(expr)
		var err error
		if re, err = pattern.Compile(k.expr, flags); err != nil {
			return nil, t.regexError(err)
		}
		t.script.regexes.put(k, re)
	}
	if len(cache) >= regexCacheSize {
		clear(cache)
	}
	cache[k] = re
	return re, t.alloc(64 + 16*len(expr))
}

// budget charges a search to the run.
func (t *thread) budget() *pattern.Budget {
	return &pattern.Budget{Steps: func(n int) error { return t.charge(n/8 + 1) }, Bytes: t.alloc}
}

// regexError turns what package pattern says into an exception.
func (t *thread) regexError(err error) error {
	var se *pattern.SyntaxError
	var je *pattern.Error
	switch {
	case errors.As(err, &se):
		return t.throw(classPatternSyntax, "%s", se.Error())
	case errors.As(err, &je):
		c := classNamed(je.Class)
		if c == nil {
			c = classIllegalState
		}
		if je.Message == "" {
			return t.throw(c, "")
		}
		return t.throw(c, "%s", je.Message)
	case errors.Is(err, pattern.ErrTooDeep):
		return t.throw(classStackOverflow, "")
	}
	return err
}

// regexOf gives the pattern of a Pattern or of the text of anything else.
func (t *thread) regexOf(v any) (*pattern.Regex, error) {
	if p, ok := v.(*Pattern); ok {
		return p.re, nil
	}
	s, err := t.toString(v)
	if err != nil {
		return nil, err
	}
	return t.regex(s, 0)
}

// A Matcher is java.util.regex.Matcher.
type Matcher struct{ m *pattern.Matcher }

func (*Matcher) classOf() *Class { return classMatcher }

func (m *Matcher) truth(t *thread) (bool, error) {
	// It goes on from the last match, as if find() were called.
	ok, err := m.m.Find()
	if err != nil {
		return false, t.regexError(err)
	}
	return ok, nil
}

// findRegex is text =~ pattern.
func (t *thread) findRegex(l, r any) (any, error) {
	s, err := t.toString(l)
	if err != nil {
		return nil, err
	}
	re, err := t.regexOf(r)
	if err != nil {
		return nil, err
	}
	return &Matcher{re.Matcher(s, t.budget())}, t.alloc(matcherSize)
}

// matcherSize is what a matcher takes beside its text.
const matcherSize = 128

// matchRegex is text ==~ pattern.
func (t *thread) matchRegex(l, r any) (any, error) {
	if l == nil || r == nil {
		return false, nil
	}
	s, err := t.toString(l)
	if err != nil {
		return nil, err
	}
	re, err := t.regexOf(r)
	if err != nil {
		return nil, err
	}
	m := &Matcher{re.Matcher(s, t.budget())}
	ok, err := m.m.Matches()
	if err != nil {
		return nil, t.regexError(err)
	}
	t.lastMatch = m
	return ok, nil
}

package jira

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/hub"
)

// Which issues a query takes in is for Jira to say. But most triggers are plain:
// a project, a type, a label. Whether an issue that is called for matches such a
// one is seen by looking at it, and so without a search whose index lags.

// verdict is what looking at an issue says of a part of a query.
type verdict int

const (
	unsure verdict = iota
	matches
	differs
)

// Picks implements tracker.Picker.
func (c *connector) Picks(query string, ref hub.Ref, read func() (*hub.Issue, error)) (yes, sure bool, err error) {
	project := ""
	if i := strings.LastIndexByte(ref.Key, '-'); i > 0 {
		project = ref.Key[:i]
	}
	watched := func(p string) bool {
		return len(c.projects) == 0 || slices.ContainsFunc(c.projects, func(w string) bool { return strings.EqualFold(w, p) })
	}
	if project != "" && !watched(project) {
		return false, true, nil
	}
	p, ok := parsePick(unordered(query))
	if !ok {
		return false, false, nil
	}
	// Before it is read, no more is known of it than its project.
	if project != "" && p.of(&hub.Issue{Project: project}, true) == differs {
		return false, true, nil
	}
	is, err := read()
	if err != nil {
		return false, false, err
	}
	if !watched(is.Project) {
		return false, true, nil
	}
	v := p.of(is, false)
	return v == matches, v != unsure, nil
}

// pick is a query, or a part of one, that looking at an issue can answer: all or
// one of several, or a field that has one of some values.
type pick struct {
	all, one []pick
	field    string
	values   []string
}

// pickFields are the fields whose values a query names as issues show them.
var pickFields = map[string]func(*hub.Issue) []string{
	"project":    func(is *hub.Issue) []string { return []string{is.Project} },
	"issuetype":  func(is *hub.Issue) []string { return []string{is.Type} },
	"type":       func(is *hub.Issue) []string { return []string{is.Type} },
	"status":     func(is *hub.Issue) []string { return []string{is.Status} },
	"priority":   func(is *hub.Issue) []string { return []string{is.Priority} },
	"resolution": func(is *hub.Issue) []string { return []string{is.Resolution} },
	"labels":     func(is *hub.Issue) []string { return is.Labels },
	"component":  func(is *hub.Issue) []string { return is.Components },
	"fixversion": func(is *hub.Issue) []string { return is.FixVersions },
}

// onlyHere are the fields whose values have no translations.
var onlyHere = []string{"labels", "component", "fixversion"}

// projectKey is what looks like the key of a project, and not like its name.
var projectKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z][A-Z0-9_]+$`) })

// of asks an issue. With little, only its project is known. That it differs is as
// sure as it must be where the next look for news asks Jira itself: names that
// Jira would translate, ids, and a project's former keys are left to that.
func (p pick) of(is *hub.Issue, little bool) verdict {
	switch {
	case p.all != nil:
		return decided(p.all, differs, matches, is, little)
	case p.one != nil:
		return decided(p.one, matches, differs, is, little)
	case p.field == "": // nothing is asked for
		return matches
	case little && p.field != "project":
		return unsure
	}
	have := pickFields[p.field](is)
	v := differs
	for _, want := range p.values {
		isNumber := want != "" && strings.Trim(want, "0123456789") == ""
		switch {
		case slices.Contains(have, want):
			return matches
		case slices.ContainsFunc(have, func(s string) bool { return strings.EqualFold(s, want) }), isNumber && p.field != "labels":
			v = unsure
		case p.field == "project" && !projectKey().MatchString(want), p.field != "project" && !slices.Contains(onlyHere, p.field):
			v = unsure
		}
	}
	return v
}

// decided asks several: one that says by settles it, and if all say otherwise it
// is that.
func decided(l []pick, by, otherwise verdict, is *hub.Issue, little bool) verdict {
	v := otherwise
	for _, q := range l {
		switch q.of(is, little) {
		case by:
			return by
		case unsure:
			v = unsure
		}
	}
	return v
}

// pickWord is a word of a query: a sign, a text in quotes or a bare word.
var pickWord = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(?:([(),=])|"([^"\\]*)"|'([^'\\]*)'|([\pL\pN_.][\pL\pN_.-]*))`)
})

// pickParser reads a query. Of what it does not know it makes nothing of the whole.
type pickParser struct {
	rest   string
	sign   string // the word that is next: a sign, or
	word   string // a word,
	quoted bool   // in quotes or not
	bad    bool
}

func parsePick(query string) (pick, bool) {
	if strings.TrimSpace(query) == "" {
		return pick{}, true
	}
	p := pickParser{rest: query}
	p.next()
	q := p.either(0)
	return q, !p.bad && p.sign == "" && p.word == "" && !p.quoted
}

func (p *pickParser) next() {
	p.sign, p.word, p.quoted = "", "", false
	if strings.TrimSpace(p.rest) == "" {
		p.rest = ""
		return
	}
	m := pickWord().FindStringSubmatch(p.rest)
	if m == nil {
		p.bad, p.rest = true, ""
		return
	}
	p.rest = p.rest[len(m[0]):]
	p.sign, p.word = m[1], first(m[2], m[3], m[4])
	p.quoted = p.sign == "" && m[4] == ""
}

// bare takes a bare word, in whatever letters.
func (p *pickParser) bare(word string) bool {
	if p.quoted || !strings.EqualFold(p.word, word) {
		return false
	}
	p.next()
	return true
}

func (p *pickParser) took(sign string) bool {
	if p.sign != sign {
		return false
	}
	p.next()
	return true
}

// deepestPick bounds parentheses in each other.
const deepestPick = 20

func (p *pickParser) either(depth int) pick {
	q := pick{one: []pick{p.both(depth)}}
	for !p.bad && p.bare("or") {
		q.one = append(q.one, p.both(depth))
	}
	return q
}

func (p *pickParser) both(depth int) pick {
	q := pick{all: []pick{p.term(depth)}}
	for !p.bad && p.bare("and") {
		q.all = append(q.all, p.term(depth))
	}
	return q
}

func (p *pickParser) term(depth int) pick {
	if depth < deepestPick && p.took("(") {
		q := p.either(depth + 1)
		p.bad = p.bad || !p.took(")")
		return q
	}
	q := pick{field: strings.ToLower(p.word)}
	p.bad = p.bad || p.sign != "" || pickFields[q.field] == nil
	p.next()
	switch {
	case p.took("="):
		q.values = append(q.values, p.value())
	case p.bare("in") && p.took("("):
		q.values = append(q.values, p.value())
		for !p.bad && p.took(",") {
			q.values = append(q.values, p.value())
		}
		p.bad = p.bad || !p.took(")")
	default:
		p.bad = true
	}
	return q
}

// value takes a value. Bare words may stand for nothing, or be a function's name.
func (p *pickParser) value() string {
	v, bare := p.word, !p.quoted
	p.bad = p.bad || v == "" || bare && slices.Contains([]string{"empty", "null"}, strings.ToLower(v))
	p.next()
	p.bad = p.bad || bare && p.sign == "("
	return v
}

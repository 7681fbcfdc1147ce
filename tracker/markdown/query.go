package markdown

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/entwine-sync/entwine/hub"
)

// The language of Find: conditions joined by AND.
//
//	status=open AND label=ui AND assignee!="Ann Smith" AND "Story Points"=3
//
// A field is one of the front matter or a custom one. A list matches if one of
// its elements does. Upper and lower case of values count.

// term is one condition.
type term struct {
	field, value string
	not          bool
}

// parseQuery returns the conditions; none match everything.
func parseQuery(q string) ([]term, error) {
	p := &queryParser{s: q}
	if p.blanks(); p.i == len(q) {
		return nil, nil
	}
	var terms []term
	for {
		t, err := p.term()
		if err != nil {
			return nil, err
		}
		terms = append(terms, t)
		if p.blanks(); p.i == len(q) {
			return terms, nil
		}
		at := p.i
		if word, _ := p.word(); !strings.EqualFold(word, "AND") {
			return nil, queryError(q, at, "AND or the end is wanted here")
		}
	}
}

type queryParser struct {
	s string
	i int
}

func (p *queryParser) blanks() {
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] == '\t' || p.s[p.i] == '\n' || p.s[p.i] == '\r') {
		p.i++
	}
}

// word reads a quoted text or what reaches to the next blank or sign.
func (p *queryParser) word() (string, error) {
	p.blanks()
	start := p.i
	if p.i < len(p.s) && p.s[p.i] == '"' {
		var b strings.Builder
		for p.i++; p.i < len(p.s); p.i++ {
			switch c := p.s[p.i]; {
			case c == '\\' && p.i+1 < len(p.s):
				p.i++
				b.WriteByte(p.s[p.i])
			case c == '"':
				p.i++
				return b.String(), nil
			default:
				b.WriteByte(c)
			}
		}
		return "", queryError(p.s, start, "this quote has no end")
	}
	for p.i < len(p.s) && !strings.ContainsRune(" \t\r\n=!\"", rune(p.s[p.i])) {
		p.i++
	}
	if p.i == start {
		return "", queryError(p.s, start, "a name or value is wanted here")
	}
	return p.s[start:p.i], nil
}

func (p *queryParser) term() (term, error) {
	var t term
	var err error
	if t.field, err = p.word(); err != nil {
		return t, err
	}
	p.blanks()
	rest := p.s[p.i:]
	switch {
	case strings.HasPrefix(rest, "!="):
		t.not, p.i = true, p.i+2
	case strings.HasPrefix(rest, "="):
		p.i++
	default:
		return t, queryError(p.s, p.i, "= or != is wanted here")
	}
	t.value, err = p.word()
	return t, err
}

func queryError(q string, at int, text string) error {
	column := len([]rune(q[:at])) + 1
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: fmt.Sprintf("query, column %d: %s", column, text)}
}

// matches reports whether an issue meets the condition.
func (t term) matches(is *hub.Issue) bool {
	return slices.Contains(t.shown(is), t.value) != t.not
}

// shown returns what the issue has in the field, as people read it.
func (t term) shown(is *hub.Issue) []string {
	name := t.field
	switch strings.ToLower(name) {
	case "key", "id":
		return []string{is.Ref.ID}
	case "label", "component", "sprint", "watcher":
		name = strings.ToLower(name) + "s"
	case "version", "fixversion":
		name = "fixVersions"
	case "description":
		return []string{is.Description}
	}
	def := fieldByName[name]
	if def == nil {
		def = fieldByKey[name]
	}
	if def == nil {
		return texts(is.CustomFields[name])
	}
	switch {
	case def.kind == setField:
		return names(is, def.name)
	case def.kind == usersField:
		var all []string
		for _, u := range is.Watchers {
			all = append(all, u.ID, u.Name, u.Email)
		}
		return all
	}
	switch v := is.Parts()[hub.Part(def.name)].(type) {
	case hub.User:
		return []string{v.ID, v.Name, v.Email}
	case map[string]hub.Value:
		return texts(v["id"])
	case hub.Number:
		n, err := v.Int64()
		if err != nil {
			return nil
		}
		return []string{string(v), printDuration(n)}
	default:
		return texts(v)
	}
}

func texts(v hub.Value) []string {
	if list, ok := v.([]hub.Value); ok {
		var all []string
		for _, e := range list {
			all = append(all, texts(e)...)
		}
		return all
	}
	if s, ok := textOf(v); ok {
		return []string{s}
	}
	return nil
}

// Query implements tracker.Asker.
func (c *connector) Query(_ context.Context, field, value string) (string, error) {
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	return `"` + quoted.Replace(field) + `"="` + quoted.Replace(value) + `"`, nil
}

// Find implements tracker.Connector. Issues that cannot be read match nothing:
// Changes tells of them.
func (c *connector) Find(ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
	return func(yield func(hub.Ref, error) bool) {
		terms, err := parseQuery(query)
		var f *folder
		if err == nil {
			f, err = c.folder(ctx)
		}
		if err == nil {
			err = f.scan(ctx, len(only) == 0)
		}
		if err != nil {
			yield(hub.Ref{}, err)
			return
		}
		for _, id := range f.present(only) {
			ref := hub.Ref{ID: id, Key: id}
			if len(terms) > 0 {
				is, err := c.read(ctx, f, ref, false)
				if code := hub.CodeOf(err); code == hub.NotFound || code == hub.Invalid || code == hub.Busy {
					continue
				}
				if err != nil {
					yield(hub.Ref{}, err)
					return
				}
				if slices.ContainsFunc(terms, func(t term) bool { return !t.matches(is) }) {
					continue
				}
			}
			if !yield(ref, nil) {
				return
			}
		}
	}
}

// present lists the issues that can be read, or those of only, by key.
func (f *folder) present(only []hub.Ref) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var ids []string
	add := func(e *entry) {
		if e != nil && e.fault == "" && e.missing == 0 {
			ids = append(ids, e.id)
		}
	}
	if len(only) > 0 {
		for _, ref := range only {
			add(f.ix.byID[ref.ID])
		}
	} else {
		for _, e := range f.ix.byID {
			add(e)
		}
	}
	slices.SortFunc(ids, compareKeys)
	return slices.Compact(ids)
}

// compareKeys puts ACME-9 before ACME-10.
func compareKeys(a, b string) int {
	digits := func(s string) (string, string) {
		head := strings.TrimRightFunc(s, unicode.IsDigit)
		return head, s[len(head):]
	}
	headA, numA := digits(a)
	headB, numB := digits(b)
	if c := strings.Compare(headA, headB); c != 0 {
		return c
	}
	if len(numA) != len(numB) {
		return len(numA) - len(numB)
	}
	return strings.Compare(numA, numB)
}

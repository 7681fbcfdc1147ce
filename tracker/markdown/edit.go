package markdown

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Editing of front matter. A field's lines are replaced, nothing else is; then
// the result is parsed again, and unless all other fields say what they said
// and this one says what it should, the edit is not made. So where a value ends
// may be found by simple means: a mistake is a refusal, never damage.

// errIntricate says that a field cannot be changed without touching others.
var errIntricate = errors.New("the front matter is written in a way in which this line cannot be changed alone")

// fieldOrder is the order in which we put fields that are not there yet.
var fieldOrder = []string{
	"key", "project", "type", "summary", "status", "resolution", "priority", "severity", "securityLevel", "labels",
	"components", "affectedVersions", "fixVersions", "sprints", "assignee", "reporter", "watchers", "parent", "links",
	"due", "estimate", "remaining", "environment", "created",
}

// set returns the front matter with the field's value replaced by what is
// printed, or the field added.
func (fr *front) set(key, printed, eol string) (*front, error) {
	if fr.awkward {
		return nil, errIntricate
	}
	f, ok := fr.get(key)
	if !ok {
		return fr.add(key, printed, eol)
	}
	if f.afterColon < 0 {
		return nil, errIntricate
	}
	value := ""
	if printed != "" {
		value = " " + printed
	}
	head, tail := fr.text[:f.afterColon], fr.text[f.to:]
	end := eol
	if f.to == len(fr.text) && !strings.HasSuffix(fr.text, "\n") {
		end = ""
	}
	for _, comment := range []string{valueTail(fr.text[f.afterColon:f.to]), end} {
		if next, err := fr.checked(head+value+comment+tail, key, printed); err == nil {
			return next, nil
		}
	}
	return nil, errIntricate
}

// add puts a new field behind the nearest one that should come before it.
func (fr *front) add(key, printed, eol string) (*front, error) {
	line := printKey(key) + ": " + printed + eol
	places := []int{len(fr.text)}
	if len(fr.fields) > 0 {
		first := fr.fields[0]
		indent := fr.text[first.from : first.from+max(first.keyNode.Column-1, 0)]
		if strings.Trim(indent, " ") != "" {
			return nil, errIntricate
		}
		line = indent + line
		last := fr.fields[len(fr.fields)-1]
		places = []int{last.to, len(fr.text)}
		if key == "key" {
			places = append([]int{first.from}, places...)
		} else if i := rank(key); i >= 0 {
			var before *frontField
			nearest := -1
			for j := range fr.fields {
				if r := rank(fr.fields[j].key); r > nearest && r < i {
					before, nearest = &fr.fields[j], r
				}
			}
			if before != nil {
				places = append([]int{before.to, before.fullTo}, places...)
			}
		}
	}
	for _, at := range places {
		if at > 0 && fr.text[at-1] != '\n' {
			continue
		}
		if next, err := fr.checked(fr.text[:at]+line+fr.text[at:], key, printed); err == nil {
			return next, nil
		}
	}
	return nil, errIntricate
}

func rank(key string) int {
	for i, k := range fieldOrder {
		if k == key {
			return i
		}
	}
	return -1
}

// remove takes a field out with its lines.
func (fr *front) remove(key string) (*front, error) {
	f, ok := fr.get(key)
	if !ok {
		return fr, nil
	}
	if fr.awkward {
		return nil, errIntricate
	}
	return fr.checked(fr.text[:f.from]+fr.text[f.to:], key, "\x00")
}

// checked parses an edited text and compares it with what it should be: all
// other fields as before and in their order, the key with the printed value, or
// gone if that is "\x00".
func (fr *front) checked(text, key, printed string) (*front, error) {
	next, bad := parseFront(text)
	if bad != nil {
		return nil, errIntricate
	}
	var others []frontField
	for _, f := range next.fields {
		if f.key != key {
			others = append(others, f)
		}
	}
	i := 0
	for _, f := range fr.fields {
		if f.key == key {
			continue
		}
		if i >= len(others) || others[i].key != f.key || !same(f.node, others[i].node, 0) {
			return nil, errIntricate
		}
		i++
	}
	f, ok := next.get(key)
	if i != len(others) || ok != (printed != "\x00") {
		return nil, errIntricate
	}
	if ok {
		var want yaml.Node
		if yaml.Load([]byte("v: "+printed+"\n"), &want) != nil || !same(want.Content[0].Content[1], f.node, 0) {
			return nil, errIntricate
		}
	}
	return next, nil
}

// valueTail returns what stands behind a value of one line: blanks, a comment
// and the line end. It is "" with the line end if the value has more lines.
func valueTail(s string) string {
	i := skipBlanks(s, 0)
	for i < len(s) && (s[i] == '&' || s[i] == '!') {
		i = skipBlanks(s, i+strings.IndexAny(s[i:]+" ", " \r\n"))
	}
	if i < len(s) {
		switch s[i] {
		case '"', '\'':
			i = quoteEnd(s, i)
		case '[', '{':
			i = bracketEnd(s, i)
		default:
			i = plainEnd(s, i)
		}
	}
	if i < 0 || i > len(s) {
		i = plainEnd(s, 0)
	}
	tail := s[i:]
	if n := strings.Count(tail, "\n"); n > 1 || n == 1 && !strings.HasSuffix(tail, "\n") {
		if strings.HasSuffix(s, "\r\n") {
			return "\r\n"
		}
		return "\n"
	}
	return tail
}

func skipBlanks(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

// plainEnd returns where a plain value ends on its line, a comment left out.
func plainEnd(s string, i int) int {
	for j := i; j < len(s); j++ {
		switch {
		case s[j] == '\r' || s[j] == '\n':
			return i + len(strings.TrimRight(s[i:j], " \t"))
		case s[j] == '#' && (j == 0 || s[j-1] == ' ' || s[j-1] == '\t'):
			return i + len(strings.TrimRight(s[i:j], " \t"))
		}
	}
	return len(s)
}

// bracketEnd returns the offset behind the list or map that starts at i, or -1.
func bracketEnd(s string, i int) int {
	depth := 0
	for i < len(s) {
		switch c := s[i]; {
		case (c == '"' || c == '\'') && strings.ContainsRune("[{,: ", rune(s[i-1])):
			if i = quoteEnd(s, i); i < 0 {
				return -1
			}
			continue
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		i++
	}
	return -1
}

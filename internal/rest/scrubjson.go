package rest

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/entwine-sync/entwine/internal/secret"
)

// json scrubs a JSON text in place: layout, order and the spelling of numbers
// stay, which a trip through a decoder would lose. False: it is not JSON.
func (s *scrubber) json(t string) (string, bool) {
	start := strings.TrimLeft(t, " \t\r\n")
	if start == "" || start[0] != '{' && start[0] != '[' || !json.Valid([]byte(t)) {
		return t, false
	}
	j := jsonScrub{s: s, in: t}
	j.space()
	j.value(false)
	j.out.WriteString(j.in[j.at:])
	return j.out.String(), true
}

// jsonScrub copies valid JSON from in to out. Everything under a secret name is
// hidden, because {"session": {"name": ..., "value": ...}} is what Jira answers.
type jsonScrub struct {
	s   *scrubber
	in  string
	at  int
	out strings.Builder
}

func (j *jsonScrub) value(hide bool) {
	switch j.in[j.at] {
	case '{':
		j.list('}', func() {
			name := j.literal()
			j.out.WriteString(name)
			j.space()
			j.copy(1) // the colon
			j.space()
			j.value(hide || looksSecret(unquote(name)))
		})
	case '[':
		j.list(']', func() { j.value(hide) })
	case '"':
		j.out.WriteString(j.text(j.literal(), hide))
	default:
		v := j.in[j.at : j.at+strings.IndexAny(j.in[j.at:], ",]} \t\r\n")]
		j.at += len(v)
		if hide && strings.ContainsAny(v[:1], "-0123456789") {
			v = "0" // a number stays a number
		}
		j.out.WriteString(v)
	}
}

// list copies an object or array, whose elements item copies.
func (j *jsonScrub) list(end byte, item func()) {
	j.copy(1)
	j.space()
	for j.in[j.at] != end {
		item()
		j.space()
		if j.in[j.at] == ',' {
			j.copy(1)
			j.space()
		}
	}
	j.copy(1)
}

// text returns the string literal with its secrets hidden, unchanged if it has
// none.
func (j *jsonScrub) text(literal string, hide bool) string {
	plain := unquote(literal)
	switch {
	case plain == "":
		return literal
	case hide:
		return `"` + secret.Mask + `"`
	}
	if clean := j.s.text(plain); clean != plain {
		return quote(clean)
	}
	return literal
}

// literal takes a string literal, quotes included.
func (j *jsonScrub) literal() string {
	end := j.at + 1
	for j.in[end] != '"' {
		if j.in[end] == '\\' {
			end++
		}
		end++
	}
	l := j.in[j.at : end+1]
	j.at = end + 1
	return l
}

func (j *jsonScrub) space() {
	n := len(j.in) - j.at - len(strings.TrimLeft(j.in[j.at:], " \t\r\n"))
	j.copy(n)
}

func (j *jsonScrub) copy(n int) {
	j.out.WriteString(j.in[j.at : j.at+n])
	j.at += n
}

func unquote(literal string) string {
	var s string
	if err := json.Unmarshal([]byte(literal), &s); err != nil {
		return literal // not reached: the text was valid
	}
	return s
}

func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `"` + secret.Mask + `"` // not reached: strings always encode
	}
	return strings.TrimSuffix(b.String(), "\n")
}

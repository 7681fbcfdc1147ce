package rest

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/internal/secret"
)

// scrubber takes secrets out of what is logged, shown or recorded: known values
// wherever they are, and whatever stands where secrets usually stand.
type scrubber struct{ values *secret.Redactor }

func newScrubber(known []secret.Text) *scrubber {
	s := &scrubber{values: &secret.Redactor{}}
	for _, k := range known {
		s.values.Add(k.Reveal())
	}
	return s
}

// secretWord is what names of secrets contain.
const secretWord = `passw|passphrase|\bpwd\b|\bpass\b|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|authorization|credential|cookie|session|signature|\bsig\b|\bjwt\b|bearer`

var (
	secretName = pattern(`(?i)` + secretWord)
	// harmless names only sound like it: places in a list that paging hands back.
	harmless = pattern(`(?i)(page|continuation|sync|next|after|cursor)[-_]?token|token[-_]?(type|count)|session[-_]?(count|timeout)|cookie[-_]?(policy|name)`)

	// A name, what parts it from its value, and the value: as in JSON, forms,
	// queries and headers. Values may be quoted, bare, or a list.
	fieldPattern = pattern(`(?i)([\w.$\[\]-]*(?:` + secretWord + `)[\w.$\]-]*)(\\*["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"?|'[^']*'?|\\+["'][^"'\\]*|\[[^\]{]*\]?|(?:(?:basic|bearer|token|digest|negotiate)\s+)?[^\s&,;}<>"'\\]+)`)
	// Secrets in front of a host name.
	userinfoPattern = pattern(`(://)[^/?#\s@"'<>]+@`)
	// What follows a scheme of the Authorization header.
	schemePattern = pattern(`(?i)\b(basic|bearer|negotiate)(\s+|%20|\+)([\w.~+/=-]{6,})`)
)

// pattern compiles an expression when it is first asked for: a command that
// speaks to no tracker need not wait for all of them.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// looksSecret reports whether a field, parameter or header of that name holds
// something to hide.
func looksSecret(name string) bool {
	return secretName().MatchString(name) && !harmless().MatchString(name)
}

// text scrubs text of any kind. It may hide too much, never on purpose too
// little. JSON stays JSON.
func (s *scrubber) text(t string) string {
	if j, ok := s.json(t); ok {
		return s.values.Redact(j)
	}
	t = s.values.Redact(t)
	t = userinfoPattern().ReplaceAllString(t, "${1}"+secret.Mask+"@")
	t = schemePattern().ReplaceAllStringFunc(t, hideScheme)
	return fieldPattern().ReplaceAllStringFunc(t, hideField)
}

func hideField(m string) string {
	p := fieldPattern().FindStringSubmatch(m)
	if p == nil || !looksSecret(p[1]) {
		return m
	}
	return p[1] + p[2] + hideValue(p[3])
}

// hideValue keeps the quotes, so that JSON stays JSON.
func hideValue(v string) string {
	switch v[0] {
	case '"', '\'':
		if v == `""` || v == "''" {
			return v
		}
		return v[:1] + secret.Mask + v[:1]
	case '[':
		return `["` + secret.Mask + `"]`
	case '\\': // JSON inside a JSON string: the closing quote follows
		return v[:strings.IndexAny(v, `"'`)+1] + secret.Mask
	}
	switch v {
	case "null", "true", "false":
		return v
	}
	return secret.Mask
}

// hideScheme spares prose: "basic information" is no credential.
func hideScheme(m string) string {
	p := schemePattern().FindStringSubmatch(m)
	if p == nil || len(p[3]) < 20 && !strings.ContainsAny(p[3], "0123456789=+/") {
		return m
	}
	return p[1] + p[2] + secret.Mask
}

// url scrubs an address and keeps the order of its parameters.
func (s *scrubber) url(u *url.URL) string {
	if u == nil {
		return ""
	}
	c := *u
	if c.User != nil {
		c.User = url.User("hidden")
	}
	c.RawQuery = s.query(c.RawQuery)
	c.Fragment, c.RawFragment = "", "" // never sent, and OAuth puts tokens there
	return s.text(strings.Replace(c.String(), "://hidden@", "://"+secret.Mask+"@", 1))
}

// query scrubs the parameters by their decoded names.
func (s *scrubber) query(raw string) string {
	parts := strings.Split(raw, "&")
	for i, p := range parts {
		name, _, has := strings.Cut(p, "=")
		if plain, err := url.QueryUnescape(name); has && (err != nil || looksSecret(plain)) {
			parts[i] = name + "=" + secret.Mask
		}
	}
	return s.text(strings.Join(parts, "&"))
}

// header returns a scrubbed copy.
func (s *scrubber) header(h http.Header) http.Header {
	out := make(http.Header, len(h))
	for name, values := range h {
		for _, v := range values {
			out[name] = append(out[name], s.headerValue(name, v))
		}
	}
	return out
}

func (s *scrubber) headerValue(name, v string) string {
	switch {
	case name == "Cookie":
		return hideCookies(v, -1)
	case name == "Set-Cookie":
		return hideCookies(v, 1)
	case name == "Www-Authenticate", name == "Proxy-Authenticate":
		return s.values.Redact(v) // says which schemes there are; its words look like credentials
	case looksSecret(name):
		return secret.Mask
	}
	return s.text(v)
}

// hideCookies masks the values of the first n pairs and keeps the names, by
// which a cookie jar finds its way in a replay.
func hideCookies(v string, n int) string {
	parts := strings.Split(v, ";")
	for i, p := range parts {
		if n >= 0 && i >= n {
			break
		}
		if name, _, ok := strings.Cut(p, "="); ok {
			parts[i] = name + "=" + secret.Mask
		} else {
			parts[i] = secret.Mask
		}
	}
	return strings.Join(parts, ";")
}

// cause is the text of an error for the log.
func (s *scrubber) cause(err error) string {
	var f *failure
	if errors.As(err, &f) {
		return f.text
	}
	return s.text(err.Error())
}

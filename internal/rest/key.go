package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/url"
	"strings"
)

// key is what a request is found by in a recording.
type key struct{ method, path, query, body string }

func (k key) name() string {
	s := k.method + " " + k.path
	if k.query != "" {
		s += "?" + k.query
	}
	return s
}

func keyOf(method, target, contentType string, body []byte) key {
	path, raw, _ := strings.Cut(target, "?")
	return key{method, path, sortedForm(raw), normalBody(contentType, body)}
}

// sortedForm brings parameters into one order. What cannot be parsed stays.
func sortedForm(raw string) string {
	v, err := url.ParseQuery(raw)
	if err != nil {
		return raw
	}
	return v.Encode()
}

// normalBody makes bodies that mean the same equal: JSON in any order and
// spacing, forms in any order, multipart with any boundary.
func normalBody(contentType string, body []byte) string {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind = "" // none or a broken one: JSON is recognised, all else compared as it is
	}
	switch {
	case kind == "application/x-www-form-urlencoded":
		return sortedForm(string(body))
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "":
		// Boundaries are random, and therefore different each time.
		return strings.ReplaceAll(string(body), params["boundary"], "boundary")
	}
	if s, ok := canonicalJSON(body); ok {
		return s
	}
	return string(body)
}

func canonicalJSON(body []byte) (string, bool) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber() // large ids must not become equal by rounding
	var v any
	if d.Decode(&v) != nil {
		return "", false
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return "", false
	}
	out, err := json.Marshal(v)
	return string(out), err == nil
}

// nearest describes the exchange most like the wanted one, to save a search.
func (r *Recorder) nearest(k key) string {
	var best *recorded
	score := 0
	for i := range r.list {
		if s := likeness(r.list[i].key, k); best == nil || s > score {
			best, score = &r.list[i], s
		}
	}
	if best == nil {
		return "; it is empty"
	}
	return fmt.Sprintf("; nearest is %s, with %s", best.key.name(), difference(best.key, k))
}

// likeness weighs what people get wrong least often highest.
func likeness(a, b key) int {
	s := common(a.path, b.path)
	if a.path == b.path {
		s += 1000
	}
	if a.method == b.method {
		s += 500
	}
	if a.query == b.query {
		s += 200
	}
	return s + min(common(a.query, b.query)+common(a.body, b.body), 199)
}

// common counts the bytes that two texts share at their starts.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func difference(have, want key) string {
	var out []string
	for _, p := range []struct{ name, have, want string }{
		{"method", have.method, want.method}, {"path", have.path, want.path}, {"query", have.query, want.query},
	} {
		if p.have != p.want {
			out = append(out, "another "+p.name)
		}
	}
	if have.body != want.body {
		at := common(have.body, want.body)
		out = append(out, fmt.Sprintf("another body: recorded %q, asked %q", excerpt(have.body, at), excerpt(want.body, at)))
	}
	return strings.Join(out, ", ")
}

// excerpt shows the place where two bodies part, with a little before it.
func excerpt(s string, at int) string {
	from := max(at-20, 0)
	return s[min(from, len(s)):min(at+40, len(s))]
}

package markdown

import (
	"errors"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// The forms in which people, estimates and links stand in the front matter.

// parseUser reads "Ann Smith <ann@acme.example>", "ann@acme.example" or "ann".
// What is between the angle brackets, or else the whole, is the user's id.
func parseUser(s string) hub.User {
	s = oneLine(s)
	if name, rest, ok := strings.Cut(s, "<"); ok && strings.HasSuffix(rest, ">") {
		id := strings.TrimSpace(strings.TrimSuffix(rest, ">"))
		if name = strings.TrimSpace(name); id != "" && name != "" && !strings.ContainsAny(id, "<>") {
			u := hub.User{ID: id, Name: name}
			if strings.Contains(id, "@") {
				u.Email = id
			}
			return u
		}
	}
	u := hub.User{ID: s, Name: s}
	if strings.Contains(s, "@") {
		u.Email, u.Name = s, ""
	}
	return u
}

// printUser writes a user so that people can read it: a mail address says more
// here than another tracker's account number, so it goes first.
func printUser(u hub.User) string {
	id := oneLine(u.Email)
	if id == "" {
		id = oneLine(u.ID)
	}
	name := oneLine(u.Name)
	switch {
	case id == "":
		return name
	case name == "" || name == id || strings.ContainsAny(name+id, "<>"):
		return id
	}
	return name + " <" + id + ">"
}

// units of an estimate, in seconds. A day is 24 hours: what a working day is
// worth is for rules to say.
var units = []struct {
	letter  string
	seconds int64
}{{"d", 24 * 3600}, {"h", 3600}, {"m", 60}, {"s", 1}}

// parseDuration reads "1h 30m", "2d", "45m" or a plain number of seconds.
func parseDuration(s string) (int64, error) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, nil
	}
	var sum int64
	words := strings.Fields(s)
	for _, w := range words {
		i := len(w) - 1
		n, err := strconv.ParseInt(w[:i], 10, 32)
		if err != nil || n < 0 {
			return 0, errors.New("an estimate reads like 1h 30m, not " + strconv.Quote(s))
		}
		found := false
		for _, u := range units {
			if w[i:] == u.letter {
				sum, found = sum+n*u.seconds, true
			}
		}
		if !found {
			return 0, errors.New("an estimate is in d, h, m or s, not " + strconv.Quote(w))
		}
	}
	if len(words) == 0 {
		return 0, errors.New("an estimate reads like 1h 30m")
	}
	return sum, nil
}

// printDuration writes hours and minutes; what does not fit is left in seconds.
func printDuration(n int64) string {
	if n < 0 || n > 1<<30 {
		return strconv.FormatInt(n, 10)
	}
	var words []string
	for _, u := range units[1:] {
		if k := n / u.seconds; k > 0 {
			words = append(words, strconv.FormatInt(k, 10)+u.letter)
			n -= k * u.seconds
		}
	}
	if words == nil {
		return "0m"
	}
	return strings.Join(words, " ")
}

// parseLink reads "blocks ACME-3" or "relates [the report](https://example.org)".
func parseLink(s string) (hub.Link, bool) {
	typ, rest, ok := strings.Cut(s, " [")
	var title, target string
	if ok && strings.HasSuffix(rest, ")") {
		var found bool
		if title, target, found = strings.Cut(strings.TrimSuffix(rest, ")"), "]("); !found {
			return hub.Link{}, false
		}
	} else if i := strings.LastIndexByte(s, ' '); i >= 0 {
		typ, target = s[:i], s[i+1:]
	} else {
		typ, target = "relates", s // a bare key or address
	}
	if typ == "" || target == "" || strings.ContainsAny(target, " ()[]") || strings.TrimSpace(typ) != typ {
		return hub.Link{}, false
	}
	k := hub.Link{Type: typ, Title: oneLine(title), To: hub.Ref{ID: target, Key: target}}
	if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
		k.To, k.URL = hub.Ref{}, target
	}
	k.ID = linkID(k)
	return k, true
}

// linkID names a link by what it says, since a line of text has no other id.
func linkID(k hub.Link) string {
	if k.URL != "" {
		return k.Type + ":" + k.URL
	}
	return k.Type + ":" + k.To.ID
}

// printLink writes a link in its short form if that reads back as the same
// link, else as a map of its parts.
func printLink(k hub.Link) string {
	k.Title = oneLine(k.Title)
	target := k.URL
	if target == "" {
		target = k.To.ID
		k.To.Key = target
	}
	s := k.Type + " " + target
	if k.Title != "" {
		s = k.Type + " [" + k.Title + "](" + target + ")"
	}
	k.ID = linkID(k)
	if back, ok := parseLink(oneLine(s)); ok && back == k {
		return printText(s)
	}
	m := map[string]hub.Value{"type": k.Type}
	if k.URL != "" {
		m["url"] = k.URL
	} else {
		m["to"] = k.To.ID
	}
	if k.Title != "" {
		m["title"] = k.Title
	}
	s, err := printValue(m)
	if err != nil {
		panic("markdown: a map of texts cannot be written: " + err.Error())
	}
	return s
}

// linkOf reads a link in either form.
func linkOf(v hub.Value) (hub.Link, bool) {
	m, ok := v.(map[string]hub.Value)
	if !ok {
		s, ok := textOf(v)
		if !ok {
			return hub.Link{}, false
		}
		return parseLink(oneLine(s))
	}
	text := func(name string) string { s, _ := textOf(m[name]); return s }
	k := hub.Link{Type: text("type"), URL: text("url"), Title: oneLine(text("title"))}
	if to := text("to"); k.URL == "" && to != "" {
		k.To = hub.Ref{ID: to, Key: to}
	}
	k.ID = linkID(k)
	return k, k.Type != "" && (k.URL != "" || k.To.ID != "")
}

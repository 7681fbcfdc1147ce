package markdown

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
)

// What a file cannot show as it was given, field by field:
//
//   - long texts (description, comments): line ends become LF, blank lines at
//     either end go, text of blanks alone is no text
//   - names on one line (summary, status, titles ...): line breaks become a
//     blank, blanks at either end go
//   - people: "Name <mail>", so an account id gives way to a mail address
//   - file names of attachments: see cleanName
//   - everywhere: bytes that are not UTF-8 become U+FFFD; an empty value is none
//
// All else (labels, custom text, numbers, dates) is kept to the letter.

// Canon implements tracker.Connector.
func (c *connector) Canon(field string, v hub.Value) hub.Value { return canon(field, v) }

func canon(field string, v hub.Value) hub.Value {
	if m, ok := v.(map[string]hub.Value); ok && hub.IsSet(field) {
		return canonElement(field, m)
	}
	switch f := fieldByName[field]; {
	case field == "description":
		if s, ok := v.(string); ok {
			return orNil(longText(s))
		}
	case f != nil && f.kind == lineField:
		if s, ok := v.(string); ok {
			return orNil(oneLine(s))
		}
	case f != nil && f.kind == userField:
		if u, ok := v.(hub.User); ok {
			if u = parseUser(printUser(u)); u.ID == "" {
				return nil
			}
			return u
		}
	case f != nil && f.kind == refField:
		if m, ok := v.(map[string]hub.Value); ok {
			if id, _ := m["id"].(string); oneLine(id) != "" {
				return map[string]hub.Value{"id": oneLine(id)}
			}
			return nil
		}
	case f == nil || f.kind == textField:
		if s, ok := v.(string); ok {
			return orNil(strings.ToValidUTF8(s, "\ufffd"))
		}
		return canonInner(v)
	}
	return v
}

func orNil(s string) hub.Value {
	if s == "" {
		return nil
	}
	return s
}

func canonElement(field string, m map[string]hub.Value) hub.Value {
	out := make(map[string]hub.Value, len(m))
	for k, v := range m {
		if k == "role" || k == "group" {
			continue // a file is for whoever can read it
		}
		s, ok := v.(string)
		switch {
		case !ok:
		case field == "comments" && k == "body":
			v = longText(s)
		case field == "attachments" && k == "name":
			v = cleanName(s)
		case field == "links" && k == "title":
			v = oneLine(s)
		}
		out[k] = v
	}
	return out
}

// canonInner is the form of custom values and what is within them.
func canonInner(v hub.Value) hub.Value {
	switch v := v.(type) {
	case string:
		return strings.ToValidUTF8(v, "\ufffd")
	case hub.User:
		return canonInner(printUser(v))
	case time.Time:
		return v
	case []hub.Value:
		out := make([]hub.Value, len(v))
		for i, e := range v {
			out[i] = canonInner(e)
		}
		return out
	case map[string]hub.Value:
		out := make(map[string]hub.Value, len(v))
		for k, e := range v {
			out[strings.ToValidUTF8(k, "\ufffd")] = canonInner(e)
		}
		return out
	}
	return v
}

// longText is how a description or a comment reads back.
func longText(s string) string {
	s = strings.Trim(unixLines(s), "\n")
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return s
}

func unixLines(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// oneLine is how a name reads back: what breaks lines becomes a blank.
func oneLine(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if strings.ContainsAny(s, "\n\r\v\f\u0085\u2028\u2029") {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool {
			return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r)
		}), " ")
	}
	return strings.TrimSpace(s)
}

package memtracker

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
)

// Norm is what a tracker does to the texts it is given. It is fixed for the
// tracker's life, because Canon has to say the same before and after.
type Norm struct {
	Trim        bool // no blanks at either end
	LF          bool // line ends become \n
	Collapse    bool // several blanks and tabs become one blank
	LowerLabels bool // labels in lower case
}

func (n Norm) text(s string) string {
	if !utf8.ValidString(s) {
		s = string([]rune(s)) // each bad byte becomes U+FFFD, as in JSON
	}
	if n.LF {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	if n.Collapse {
		s = collapse(s)
	}
	if n.Trim {
		s = strings.TrimSpace(s)
	}
	return s
}

func collapse(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		is := r == ' ' || r == '\t'
		switch {
		case !is:
			b.WriteRune(r)
		case !blank:
			b.WriteByte(' ')
		}
		blank = is
	}
	return b.String()
}

// name is the form of an element of a set of names.
func (n Norm) name(field, s string) string {
	s = n.text(s)
	if field == "labels" && n.LowerLabels {
		s = strings.ToLower(s)
	}
	return s
}

// value is Canon. A text that becomes empty is no text: the field shows nothing.
func (n Norm) value(field string, v hub.Value) hub.Value {
	switch v := v.(type) {
	case string:
		if s := n.name(field, v); s != "" {
			return s
		}
		return nil
	case map[string]hub.Value:
		return n.element(v)
	case []hub.Value:
		list := make([]hub.Value, len(v))
		for i, e := range v {
			list[i] = n.inner(e)
		}
		return list
	}
	return v
}

// element is the form of a comment, work log, attachment or link, of which the
// texts are normalised and the rest is kept.
func (n Norm) element(m map[string]hub.Value) hub.Value {
	out := make(map[string]hub.Value, len(m))
	for k, v := range m {
		out[k] = n.inner(v)
	}
	return out
}

// inner is the form of a value within another one, where empty text stays.
func (n Norm) inner(v hub.Value) hub.Value {
	switch v := v.(type) {
	case string:
		return n.text(v)
	case map[string]hub.Value:
		return n.element(v)
	case []hub.Value:
		return n.value("", v)
	}
	return v
}

// issue normalises everything a person wrote by hand.
func (n Norm) issue(is *hub.Issue) {
	for p, v := range core(is).Parts() {
		field := p.Field()
		if !hub.IsSet(field) {
			is.Set(p, n.value(field, v))
		}
	}
	for field, list := range nameSets(is) {
		var names []string
		for _, s := range *list {
			if s = n.name(field, s); s != "" && !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
		*list = names
	}
	for i := range is.Comments {
		is.Comments[i].Body = n.text(is.Comments[i].Body)
	}
	for i := range is.WorkLogs {
		is.WorkLogs[i].Text = n.text(is.WorkLogs[i].Text)
	}
	for i := range is.Attachments {
		is.Attachments[i].Name = n.text(is.Attachments[i].Name)
	}
	for i := range is.Links {
		is.Links[i].Title = n.text(is.Links[i].Title)
	}
}

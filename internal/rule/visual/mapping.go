// Package visual is the mode of rules between basic and script: a mapping file
// says which fields are told and what is done with those that arrive. A mapping
// is turned into scripts, and these are what runs; so a mapping that has become
// a script does exactly the same as before.
package visual

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A Mapping is what one side of a connection tells and takes over.
type Mapping struct {
	File string
	Tell []Tell
	Take []Take
}

// Tell is one field that is told.
type Tell struct {
	Field   string
	As      string   // the name it is told under; Field if empty
	Only    string   // of comments: public or private ones; "" for all
	Convert []string // of texts, one after the other
	Line    int
}

// Take is one field of the item that is set from what was told.
type Take struct {
	To      string
	From    string              // the name it was told under; To if empty and Value is too
	Value   string              // a fixed value instead
	Fixed   bool                // Value is meant, empty or not
	Values  map[string]string   // theirs -> ours, by name
	Several map[string][]string // where several of ours mean one of theirs: all of them, Values has the first
	Order   []string            // the keys of Values as they were written
	Default string              // for a value that is not among Values, or not told
	HasDef  bool
	When    string // first, later; "" for both
	Author  string // of comments: "prefix" puts the author's name before the body; "none"
	Private bool   // comments are made private here
	Add     bool   // of lists: what is here stays
	Convert []string
	Line    int
}

// The converters of texts.
var converters = map[string]string{
	"trim":           "it.trim()",
	"upper":          "it.toUpperCase()",
	"lower":          "it.toLowerCase()",
	"strip_html":     "nodeHelper.stripHtml(it)",
	"html_to_md":     "nodeHelper.toMarkDownFromHtml(it)",
	"first_line":     `it.split("\n")[0]`,
	"without_quotes": `it.readLines().findAll { l -> !l.startsWith(">") }.join("\n")`,
}

// kinds says how a field is told and set, for fields that are not one plain text.
var kinds = map[string]kind{
	"status": {named: true}, "type": {named: true}, "priority": {named: true}, "resolution": {named: true}, "securityLevel": {named: true},
	"project":  {named: true, key: true},
	"assignee": {person: true}, "reporter": {person: true},
	"labels": {list: "label"}, "components": {list: "name"}, "fixVersions": {list: "name"}, "affectedVersions": {list: "name"},
	"comments": {merged: "commentHelper.mergeComments"}, "attachments": {merged: "attachmentHelper.mergeAttachments"},
	"workLogs": {merged: "workLogHelper.mergeWorkLogs"},
	"due":      {plain: true}, "originalEstimate": {plain: true}, "remainingEstimate": {plain: true},
	"parent": {related: "parentId"}, "links": {related: "issueLinks"},
	"summary": {text: true}, "description": {text: true}, "environment": {text: true}, "severity": {text: true},
}

type kind struct {
	named, key, person, plain, text bool
	list, merged                    string
	related                         string // the member of the item that ties it to other items
}

// known lists the fields that a mapping may name beside customFields.NAME.
func known() []string {
	var l []string
	for n := range kinds {
		l = append(l, n)
	}
	slices.Sort(l)
	return l
}

// Read reads a mapping. The error holds every mistake, with file, line and
// column.
func Read(file string, b []byte) (*Mapping, error) {
	r := &reader{file: file}
	m := &Mapping{File: file}
	var doc yaml.Node
	if err := yaml.Unmarshal(bytes.TrimPrefix(b, []byte("\ufeff")), &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("%s:1:1: a mapping has tell: and take:, each a list of fields", file)
	}
	for k, v := range pairs(doc.Content[0]) {
		switch k.Value {
		case "tell":
			for _, e := range r.list(v, "tell") {
				m.Tell = append(m.Tell, r.tell(e))
			}
		case "take":
			for _, e := range r.list(v, "take") {
				m.Take = append(m.Take, r.take(e))
			}
		default:
			r.wrong(k, "unknown key %q; there are tell and take", k.Value)
		}
	}
	if err := errors.Join(r.errs...); err != nil {
		return nil, err
	}
	return m, nil
}

type reader struct {
	file string
	errs []error
}

func (r *reader) wrong(n *yaml.Node, format string, args ...any) {
	r.errs = append(r.errs, fmt.Errorf("%s:%d:%d: %s", r.file, n.Line, n.Column, fmt.Sprintf(format, args...)))
}

func pairs(n *yaml.Node) func(func(k, v *yaml.Node) bool) {
	return func(yield func(k, v *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

func (r *reader) list(n *yaml.Node, what string) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		r.wrong(n, "%s is a list of fields: - summary", what)
		return nil
	}
	return n.Content
}

func (r *reader) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		r.wrong(n, "a text is wanted here")
		return ""
	}
	return n.Value
}

func (r *reader) texts(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		return []string{n.Value}
	}
	var l []string
	for _, e := range n.Content {
		l = append(l, r.text(e))
	}
	return l
}

func (r *reader) oneOf(n *yaml.Node, list ...string) string {
	s := r.text(n)
	if !slices.Contains(list, s) {
		r.wrong(n, "%q is not among %s", s, strings.Join(list, ", "))
	}
	return s
}

func (r *reader) converters(n *yaml.Node) []string {
	l := r.texts(n)
	for _, c := range l {
		if converters[c] == "" {
			var all []string
			for name := range converters {
				all = append(all, name)
			}
			slices.Sort(all)
			r.wrong(n, "there is no converter %q; there are %s", c, strings.Join(all, ", "))
		}
	}
	return l
}

// field checks the name of a field of the item.
func (r *reader) field(n *yaml.Node) string {
	s := r.text(n)
	if name, ok := strings.CutPrefix(s, "customFields."); ok && name != "" {
		return s
	}
	if _, ok := kinds[s]; !ok && s != "" {
		r.wrong(n, "items have no field %q; there are %s, and customFields.NAME", s, strings.Join(known(), ", "))
	}
	return s
}

func (r *reader) tell(n *yaml.Node) Tell {
	t := Tell{Line: n.Line}
	if n.Kind == yaml.ScalarNode {
		t.Field = r.field(n)
		return t
	}
	for k, v := range pairs(n) {
		switch k.Value {
		case "field":
			t.Field = r.field(v)
		case "as":
			t.As = r.text(v)
		case "only":
			t.Only = r.oneOf(v, "public", "private")
		case "convert":
			t.Convert = r.converters(v)
		default:
			r.wrong(k, "unknown key %q; there are field, as, only, convert", k.Value)
		}
	}
	k := kinds[t.Field]
	switch {
	case t.Field == "":
		r.wrong(n, "this names no field")
	case t.Only != "" && t.Field != "comments":
		r.wrong(n, "only is for comments")
	case len(t.Convert) > 0 && !k.text && !custom(t.Field):
		r.wrong(n, "convert is for texts; %s is none", t.Field)
	case t.As != "" && (k.merged != "" || k.related != ""):
		r.wrong(n, "%s cannot be told under another name", t.Field)
	}
	return t
}

func custom(field string) bool { return strings.HasPrefix(field, "customFields.") }

func (r *reader) take(n *yaml.Node) Take {
	t := Take{Line: n.Line}
	if n.Kind == yaml.ScalarNode {
		t.To = r.field(n)
		t.From = t.To
		return t
	}
	for k, v := range pairs(n) {
		switch k.Value {
		case "to":
			t.To = r.field(v)
		case "from":
			t.From = r.text(v)
		case "value":
			t.Value, t.Fixed = r.text(v), true
		case "values":
			t.Values = map[string]string{}
			if v.Kind != yaml.MappingNode {
				r.wrong(v, "values is a map from theirs to ours: {Open: To Do}")
				break
			}
			for a, b := range pairs(v) {
				if _, twice := t.Values[a.Value]; twice {
					r.wrong(a, "%q is mapped twice", a.Value)
				}
				if l := r.texts(b); b.Kind == yaml.SequenceNode && len(l) > 0 {
					if t.Several == nil {
						t.Several = map[string][]string{}
					}
					t.Several[a.Value], t.Values[a.Value] = l, l[0]
				} else {
					t.Values[a.Value] = r.text(b)
				}
				t.Order = append(t.Order, a.Value)
			}
		case "default":
			t.Default, t.HasDef = r.text(v), true
		case "when":
			t.When = r.oneOf(v, "first", "later")
		case "author":
			t.Author = r.oneOf(v, "prefix", "none")
		case "private":
			t.Private = r.oneOf(v, "true", "false") == "true"
		case "add":
			t.Add = r.oneOf(v, "true", "false") == "true"
		case "convert":
			t.Convert = r.converters(v)
		default:
			r.wrong(k, "unknown key %q; there are to, from, value, values, default, when, author, private, add, convert", k.Value)
		}
	}
	r.check(n, &t)
	return t
}

// check refuses what says nothing together.
func (r *reader) check(n *yaml.Node, t *Take) {
	if t.To == "" {
		r.wrong(n, "this names no field: to: summary")
		return
	}
	if t.From == "" && !t.Fixed {
		t.From = t.To
	}
	k := kinds[t.To]
	switch {
	case t.Fixed && t.From != "":
		r.wrong(n, "%s comes from a field or is one value, not both", t.To)
	case k.related != "" && (t.Fixed || t.From != t.To || t.To == "parent" && (t.Values != nil || t.HasDef) || t.HasDef && t.Values == nil):
		r.wrong(n, "%s are found among synced issues; only links take values, and a default with them", t.To)
	case t.Several != nil && (k.list != "" || k.person || k.related != ""):
		r.wrong(n, "several values for one of theirs are for fields of one value; %s is none", t.To)
	case k.merged != "" && (t.Fixed || t.Values != nil || t.HasDef || t.From != t.To):
		r.wrong(n, "%s are merged as they come; from, value, values and default are for other fields", t.To)
	case (t.Author != "" || t.Private) && t.To != "comments":
		r.wrong(n, "author and private are for comments")
	case t.Add && k.list == "":
		r.wrong(n, "add is for labels, components and versions")
	case len(t.Convert) > 0 && !k.text && !custom(t.To):
		r.wrong(n, "convert is for texts; %s is none", t.To)
	case len(t.Convert) > 0 && t.Values != nil:
		r.wrong(n, "convert and values do not go together")
	case t.Values != nil && (k.plain || t.Fixed):
		r.wrong(n, "values are for names and texts; %s has none", t.To)
	}
}

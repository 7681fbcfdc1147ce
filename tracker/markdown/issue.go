package markdown

import (
	"errors"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"go.yaml.in/yaml/v4"
)

// errNoPart says that there is no comment, link or attachment of that id.
var errNoPart = errors.New("there is none with this id")

// What a field of an issue looks like in the front matter.
type fieldKind int

const (
	lineField     fieldKind = iota // text of one line
	textField                      // text kept to the letter
	userField                      // Ann Smith <ann@acme.example>
	refField                       // the key of another issue
	dateField                      // 2026-12-01, or a moment
	durationField                  // 1h 30m
	setField                       // [ui, login]
	usersField                     // [Ann Smith <ann@acme.example>]
)

type field struct {
	name string // as hub.Issue has it
	key  string // as the front matter has it
	kind fieldKind
}

// fieldTable holds what is a part of an issue; description, comments,
// attachments and links have places of their own.
var fieldTable = []field{
	{"project", "project", lineField},
	{"type", "type", lineField},
	{"summary", "summary", lineField},
	{"status", "status", lineField},
	{"resolution", "resolution", lineField},
	{"priority", "priority", lineField},
	{"severity", "severity", lineField},
	{"securityLevel", "securityLevel", lineField},
	{"labels", "labels", setField},
	{"components", "components", setField},
	{"affectedVersions", "affectedVersions", setField},
	{"fixVersions", "fixVersions", setField},
	{"sprints", "sprints", setField},
	{"assignee", "assignee", userField},
	{"reporter", "reporter", userField},
	{"watchers", "watchers", usersField},
	{"parent", "parent", refField},
	{"due", "due", dateField},
	{"originalEstimate", "estimate", durationField},
	{"remainingEstimate", "remaining", durationField},
	{"environment", "environment", textField},
}

var fieldByName, fieldByKey = func() (map[string]*field, map[string]*field) {
	byName, byKey := map[string]*field{}, map[string]*field{}
	for i := range fieldTable {
		byName[fieldTable[i].name], byKey[fieldTable[i].key] = &fieldTable[i], &fieldTable[i]
	}
	return byName, byKey
}()

// markKey is the front matter's name for our mark.
const markKey = "entwine"

// reserved reports whether a name in the front matter means something to us, so
// that no custom field can have it.
func reserved(key string) bool {
	switch key {
	case "key", "links", "created", markKey, "<<":
		return true
	}
	return fieldByKey[key] != nil
}

// issue reads a file as an issue: all but its name, revision and attachments.
func (f *file) issue(project string) (*hub.Issue, *syntaxError) {
	is := &hub.Issue{Project: project, Description: f.description()}
	dec := &decoder{}
	for i := range f.front.fields {
		ff := &f.front.fields[i]
		if ff.key == "key" || ff.key == "<<" {
			continue
		}
		v, err := dec.value(ff.node)
		if err == nil {
			err = f.read(is, ff, v)
		}
		if err != nil {
			bad := &syntaxError{line: ff.node.Line + 1, column: ff.node.Column, text: err.Error()}
			var place *errPlace
			if errors.As(err, &place) {
				bad.line, bad.column = place.node.Line+1, place.node.Column
			}
			return nil, bad
		}
	}
	for i := range f.body.comments {
		c := &f.body.comments[i]
		hc := hub.Comment{ID: c.id, Mark: c.mark, Body: f.commentText(c), Created: c.created, Private: c.private}
		if c.author != "" {
			u := parseUser(c.author)
			hc.Author = &u
		}
		is.Comments = append(is.Comments, hc)
	}
	return is, nil
}

// read puts one field of the front matter into the issue.
func (f *file) read(is *hub.Issue, ff *frontField, v hub.Value) error {
	def := fieldByKey[ff.key]
	switch {
	case v == nil:
		return nil
	case ff.key == markKey:
		is.Mark, _ = plainText(ff.node, v)
		return nil
	case ff.key == "links":
		return readLinks(is, v)
	case ff.key == "created":
		t, err := dateOf(ff.node, v)
		is.Created = t
		return err
	case def == nil:
		if v = canon("customFields."+ff.key, v); v != nil {
			is.Set(hub.PartOf("customFields."+ff.key, ""), v)
		}
		return nil
	case def.kind == setField || def.kind == usersField:
		return readSet(is, def, v)
	}
	s, ok := plainText(ff.node, v)
	if !ok {
		return errors.New(ff.key + " wants one value, not several")
	}
	var err error
	switch def.kind {
	case userField:
		v = parseUser(s)
	case refField:
		v = map[string]hub.Value{"id": s}
	case dateField:
		v, err = dateOf(ff.node, v)
	case durationField:
		var n int64
		n, err = parseDuration(s)
		v = number(n)
	default:
		v = s
	}
	if v = canon(def.name, v); v != nil && err == nil {
		is.Set(hub.Part(def.name), v)
		if is.Parent != nil && def.kind == refField {
			is.Parent.Key = is.Parent.ID
		}
	}
	return err
}

// plainText returns a scalar's text as it was typed: 1.0 stays 1.0, 007 stays.
func plainText(n *yaml.Node, v hub.Value) (string, bool) {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if v == nil || n.Kind != yaml.ScalarNode {
		return "", false
	}
	return n.Value, true
}

func dateOf(n *yaml.Node, v hub.Value) (time.Time, error) {
	if t, ok := v.(time.Time); ok {
		return t, nil
	}
	s, _ := plainText(n, v)
	for _, layout := range moments {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, errors.New("a date reads like 2026-12-01 or 2026-12-01T15:00:00Z")
}

// readSet reads a list of names or people; one name may stand without brackets.
func readSet(is *hub.Issue, def *field, v hub.Value) error {
	list, ok := v.([]hub.Value)
	if !ok {
		list = []hub.Value{v}
	}
	for _, e := range list {
		s, ok := textOf(e)
		if !ok && e != nil {
			return errors.New(def.key + " wants a list of names")
		}
		if def.kind == usersField {
			u := parseUser(s)
			if s = u.ID; s != "" && !containsUser(is.Watchers, u) {
				is.Watchers = append(is.Watchers, u)
			}
			continue
		}
		if s != "" {
			is.Set(hub.PartOf(def.name, s), true)
		}
	}
	return nil
}

func containsUser(list []hub.User, u hub.User) bool {
	for _, o := range list {
		if o.ID == u.ID {
			return true
		}
	}
	return false
}

func readLinks(is *hub.Issue, v hub.Value) error {
	list, ok := v.([]hub.Value)
	if !ok {
		list = []hub.Value{v}
	}
	seen := map[string]bool{}
	for _, e := range list {
		k, ok := linkOf(e)
		if !ok {
			return errors.New("a link reads like: blocks ACME-3, or: relates [title](https://example.org)")
		}
		if !seen[k.ID] {
			seen[k.ID] = true
			is.Links = append(is.Links, k)
		}
	}
	return nil
}

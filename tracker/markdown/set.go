package markdown

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"go.yaml.in/yaml/v4"
)

// maxName is how long the name of a custom field may be. YAML wants the colon
// within 1024 characters; nobody reads names of that length.
const maxName = 200

func number(n int64) hub.Number { return hub.Number(strconv.FormatInt(n, 10)) }

// refused is an Invalid error about a field.
func refused(field, text string) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Field: field, Message: text}
}

// apply returns the file with a patch written into it, or the file itself if
// it shows all of it already.
func (f *file) apply(p *tracker.Patch, project string) (*file, error) {
	is, bad := f.issue(project)
	if bad != nil {
		return nil, bad
	}
	shown, told := is.Parts(), p.Fields.Parts()
	next := f
	var err error
	for _, part := range slices.Sorted(maps.Keys(told)) {
		field := part.Field()
		if part.Elem() != "" || hub.IsSet(field) && fieldByName[field] == nil {
			return nil, refused(field, field+" is written by element")
		}
		if told[part], err = f.wanted(field, told[part], project); err != nil {
			return nil, err
		}
		if !hub.IsSet(field) && hub.Same(told[part], shown[part]) {
			continue
		}
		if next, err = next.write(field, told[part]); err != nil {
			return nil, unwritten(field, err)
		}
	}
	if next, err = next.applySets(is, p); err != nil {
		return nil, err
	}
	return next, next.shows(told, project)
}

// wanted is the value a field is to show, if it is one that we can write.
func (f *file) wanted(field string, v hub.Value, project string) (hub.Value, error) {
	def := fieldByName[field]
	v = canon(field, v)
	name, custom := strings.CutPrefix(field, "customFields.")
	switch {
	case field == "project" && v == nil:
		return nil, refused(field, "an issue is always in a project; without one of its own it is in "+project)
	case custom && (name == "" || len(name) > maxName || name != oneLine(name)):
		return nil, refused(field, "the name of a field must be one short line")
	case custom && reserved(name):
		return nil, refused(field, "the front matter uses the name \""+name+"\" for something else")
	case !custom && def == nil && field != "description":
		return nil, refused(field, "a Markdown file has no place for "+field)
	case def != nil && def.kind == dateField && v != nil:
		if t, ok := v.(time.Time); !ok || !printable(t) {
			return nil, refused(field, "this date cannot be written")
		}
	}
	return v, nil
}

// unwritten names the field in an edit that could not be made.
func unwritten(field string, err error) error {
	var he *hub.Error
	if errors.As(err, &he) {
		return err
	}
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Field: field, Message: field + ": " + err.Error(), Err: err}
}

// write puts a value that wanted has let through into the file; nil empties it.
func (f *file) write(field string, v hub.Value) (*file, error) {
	if field == "description" {
		s, _ := v.(string)
		return f.setDescription(s)
	}
	def := fieldByName[field]
	if def == nil {
		key := strings.TrimPrefix(field, "customFields.")
		if v == nil {
			return f.drop(key)
		}
		printed, err := printValue(v)
		if err != nil {
			return nil, err
		}
		return f.set(key, printed)
	}
	if v == nil {
		return f.empty(def)
	}
	switch v := v.(type) {
	case hub.User:
		return f.set(def.key, printText(printUser(v)))
	case time.Time:
		return f.set(def.key, printDate(v))
	case hub.Number:
		n, err := v.Int64()
		if err != nil {
			return nil, err
		}
		return f.set(def.key, printDuration(n))
	case map[string]hub.Value:
		id, _ := v["id"].(string)
		return f.set(def.key, printText(id))
	case string:
		return f.set(def.key, printText(v))
	}
	return nil, errors.New("a value of this kind cannot be written")
}

// empty takes a value away. The lines that every issue has stay as empty ones.
func (f *file) empty(def *field) (*file, error) {
	if _, ok := f.front.get(def.key); !ok {
		return f, nil
	}
	switch def.key {
	case "labels":
		return f.set(def.key, "[]")
	case "summary", "status":
		return f.set(def.key, "")
	}
	return f.drop(def.key)
}

// names returns the elements of a set as they are named in parts.
func names(is *hub.Issue, field string) []string {
	switch field {
	case "labels":
		return is.Labels
	case "components":
		return is.Components
	case "affectedVersions":
		return is.AffectedVersions
	case "fixVersions":
		return is.FixVersions
	case "sprints":
		return is.Sprints
	}
	return nil
}

// applySets puts elements into sets and takes others out.
func (f *file) applySets(is *hub.Issue, p *tracker.Patch) (*file, error) {
	for _, given := range []*hub.Issue{&p.Add, &p.Drop} {
		for part := range given.Parts() {
			if fieldByName[part.Field()] == nil || !hub.IsSet(part.Field()) {
				return nil, refused(part.Field(), part.Field()+" has calls of its own")
			}
		}
	}
	next := f
	var err error
	for i := range fieldTable {
		def := &fieldTable[i]
		var printed []string
		changed := false
		switch def.kind {
		case setField:
			if slices.Contains(names(&p.Add, def.name), "") {
				return nil, refused(def.name, "an element of "+def.name+" needs a name")
			}
			printed, changed = merged(names(is, def.name), names(&p.Add, def.name), names(&p.Drop, def.name), printText,
				func(s string) string { return strings.ToValidUTF8(s, "\ufffd") })
		case usersField:
			printed, changed = merged(is.Watchers, p.Add.Watchers, p.Drop.Watchers,
				func(u hub.User) string { return printText(printUser(u)) },
				func(u hub.User) string { return parseUser(printUser(u)).ID })
		}
		if changed {
			if next, err = next.setList(def.key, printed); err != nil {
				return nil, unwritten(def.name, err)
			}
		}
	}
	return next, nil
}

// merged prints a list with elements taken out and put in; name tells whether
// two are the same.
func merged[T any](have, add, drop []T, show func(T) string, name func(T) string) (printed []string, changed bool) {
	gone, there := map[string]bool{}, map[string]bool{}
	for _, e := range drop {
		gone[name(e)] = true
	}
	for _, e := range have {
		if gone[name(e)] {
			changed = true
			continue
		}
		there[name(e)] = true
		printed = append(printed, show(e))
	}
	for _, e := range add {
		if n := name(e); !there[n] && n != "" {
			there[n], changed = true, true
			printed = append(printed, show(e))
		}
	}
	return printed, changed
}

// setList writes a list, in the style it has: between brackets, or a line for
// each element if a person wrote it so.
func (f *file) setList(key string, printed []string) (*file, error) {
	flow := "[" + strings.Join(printed, ", ") + "]"
	if field, ok := f.front.get(key); ok && len(printed) > 0 && field.afterColon >= 0 &&
		field.node.Kind == yaml.SequenceNode && field.node.Style&yaml.FlowStyle == 0 && field.node.Anchor == "" {
		fr := f.front
		indent := strings.Repeat(" ", max(field.node.Column-1, 0))
		var b strings.Builder
		b.WriteString(fr.text[:field.afterColon] + f.eol)
		for _, s := range printed {
			b.WriteString(indent + "- " + s + f.eol)
		}
		b.WriteString(fr.text[field.to:])
		if next, err := fr.checked(b.String(), key, flow); err == nil {
			return f.withFront(next)
		}
	}
	if len(printed) == 0 && key != "labels" {
		return f.drop(key)
	}
	return f.set(key, flow)
}

// shows reports, as a refusal, the first field that does not read back as told.
func (f *file) shows(told hub.Parts, project string) error {
	is, bad := f.issue(project)
	if bad != nil {
		return bad
	}
	shown := is.Parts()
	for _, part := range slices.Sorted(maps.Keys(told)) {
		if hub.IsSet(part.Field()) {
			continue
		}
		if !hub.Same(told[part], shown[part]) {
			return refused(part.Field(), part.Field()+" would not read back as written")
		}
	}
	return nil
}

// newFile makes the text of an issue that is to be created.
func newFile(key string, is *hub.Issue, mark, project string, created time.Time) (*file, error) {
	text := "---\nkey: " + printText(key) + "\nsummary:\nstatus: open\nlabels: []\ncreated: " + printDate(created) + "\n"
	if mark != "" {
		text += markKey + ": " + printText(mark) + "\n"
	}
	f, bad := parseFile([]byte(text + "---\n"))
	if bad != nil {
		return nil, bad
	}
	p := tracker.Patch{Fields: *is.Clone()}
	c := &p.Fields
	c.Labels, c.Components, c.AffectedVersions, c.FixVersions, c.Sprints, c.Watchers = nil, nil, nil, nil, nil, nil
	c.Links, c.Comments, c.Attachments, c.WorkLogs = nil, nil, nil, nil
	c.Cleared = slices.DeleteFunc(c.Cleared, func(name string) bool { return name == "project" || hub.IsSet(name) })
	p.Add = hub.Issue{
		Labels: is.Labels, Components: is.Components, AffectedVersions: is.AffectedVersions, FixVersions: is.FixVersions,
		Sprints: is.Sprints, Watchers: is.Watchers,
	}
	if c.Project == project {
		c.Project = ""
	}
	return f.apply(&p, project)
}

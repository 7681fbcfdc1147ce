package redmine

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// definition is what is known of a custom field. Only administrators are told
// of formats; to others all values are texts, as the API shows them.
type definition struct {
	id       int64
	name     string
	format   string // "" if not known
	multiple bool
	required bool
	options  []option
	trackers []int64
}

type option struct{ value, label string }

// definitions remembers those of all custom fields of issues: names are unique
// in Redmine.
type definitions struct {
	mu     sync.Mutex
	list   []definition
	read   time.Time
	asked  bool
	denied bool
}

// deniedFor is how long an account that is no administrator is taken for none.
const deniedFor = time.Hour

// defined returns the definition of a field, by name or number.
func (c *connector) defined(ctx context.Context, is func(definition) bool) (definition, bool, error) {
	d := &c.names.custom
	if found, ok, stale := d.find(c.now(), is); !stale {
		return found, ok, nil
	}
	end, err := c.names.turn.Take(ctx)
	if err != nil {
		return definition{}, false, err
	}
	defer end()
	if found, ok, stale := d.find(c.now(), is); !stale { // somebody else read them while we waited
		return found, ok, nil
	}
	var out struct {
		CustomFields []customField `json:"custom_fields"`
	}
	_, err = c.get(ctx, "/custom_fields.json", nil, &out)
	if err != nil && hub.CodeOf(web.Hidden(err)) != hub.NotFound {
		return definition{}, false, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked, d.denied, d.read = true, err != nil, c.now()
	if err == nil {
		d.list = nil
	}
	for _, f := range out.CustomFields {
		if f.CustomizedType == "issue" {
			d.list = append(d.list, defined(f))
		}
	}
	if i := slices.IndexFunc(d.list, is); i >= 0 {
		return d.list[i], true, nil
	}
	return definition{}, false, nil
}

// find looks among what is known, and says whether that is too old to tell.
func (d *definitions) find(now time.Time, is func(definition) bool) (found definition, ok, stale bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	i := slices.IndexFunc(d.list, is)
	if ok = i >= 0; ok {
		found = d.list[i]
	}
	age := now.Sub(d.read)
	return found, ok, !d.asked || age < 0 || age >= deniedFor || !ok && !d.denied && age >= freshFor
}

func defined(f customField) definition {
	def := definition{id: f.ID, name: f.Name, format: f.FieldFormat, multiple: f.Multiple, required: f.IsRequired}
	for _, p := range f.PossibleValues {
		def.options = append(def.options, option{p.Value, p.Label})
	}
	for _, t := range f.Trackers {
		def.trackers = append(def.trackers, t.ID)
	}
	return def
}

// learn remembers fields that an issue shows, with what can be seen of them.
func (c *connector) learn(values []customValue) {
	d := &c.names.custom
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, v := range values {
		i := slices.IndexFunc(d.list, func(f definition) bool { return f.id == v.ID })
		switch {
		case i < 0:
			d.list = append(slices.Clip(d.list), definition{id: v.ID, name: v.Name, multiple: v.Multiple})
		case d.list[i].name != v.Name || d.list[i].format == "" && d.list[i].multiple != v.Multiple:
			d.list = slices.Clone(d.list)
			d.list[i].name, d.list[i].multiple = v.Name, v.Multiple
		}
	}
}

// field finds the field that is called so, which may take a look at an issue
// where the account is not told of all fields.
func (c *connector) field(ctx context.Context, project, issueType int64, is func(definition) bool) (definition, bool, error) {
	def, ok, err := c.defined(ctx, is)
	if err != nil || ok || !c.names.custom.isDenied() {
		return def, ok, err
	}
	for _, q := range []url.Values{
		{"project_id": {id(project)}, "tracker_id": {id(issueType)}}, {"project_id": {id(project)}}, {},
	} {
		if q.Get("project_id") == "0" || q.Get("tracker_id") == "0" {
			continue
		}
		q.Set("status_id", "*")
		q.Set("limit", "1")
		q.Set("sort", "id:desc")
		var out struct{ Issues []issue }
		if _, err := c.get(ctx, "/issues.json", q, &out); err != nil {
			return definition{}, false, err
		}
		for _, raw := range out.Issues {
			c.learn(raw.CustomFields)
		}
		if def, ok, err = c.defined(ctx, is); err != nil || ok {
			return def, ok, err
		}
	}
	return definition{}, false, nil
}

func (d *definitions) isDenied() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.denied
}

// isMark reports whether a field is the one that carries our marks.
func (c *connector) isMark(number int64, name string) bool {
	return c.mark != "" && (name == c.mark || id(number) == c.mark)
}

// shown is a custom field's value as rules see it, nil if it is empty.
func (c *connector) shown(ctx context.Context, project int64, def definition, raw any) (hub.Value, error) {
	switch raw := raw.(type) {
	case string:
		if raw == "" {
			return nil, nil
		}
		return c.shownOne(ctx, project, def, raw)
	case json.Number: // no version is known to send any, but nothing is lost by taking them
		return c.shownOne(ctx, project, def, raw.String())
	case []any:
		var l []hub.Value
		for _, e := range raw {
			v, err := c.shown(ctx, project, def, e)
			if err != nil {
				return nil, err
			}
			l = append(l, v)
		}
		return list("customFields."+def.name, l), nil
	}
	return nil, nil
}

func (c *connector) shownOne(ctx context.Context, project int64, def definition, s string) (hub.Value, error) {
	switch def.format {
	case "bool":
		return s == "1", nil
	case "int", "float":
		if n := hub.Number(s); isNumber(n) {
			return n, nil
		}
	case "date":
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			return t, nil
		}
	case "user":
		name, err := c.names.nameOf(ctx, members(project), s)
		if err != nil && hub.CodeOf(web.Hidden(err)) != hub.NotFound {
			return nil, err
		}
		if name == s || err != nil {
			name = ""
		}
		return hub.User{ID: s, Name: name}, nil
	case "version":
		name, err := c.names.nameOf(ctx, versions(project), s)
		if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
			err = nil
		}
		return name, err
	case "enumeration":
		for _, o := range def.options {
			if o.value == s {
				return o.label, nil
			}
		}
	case "attachment":
		return c.web.URL("/attachments/" + s), nil
	}
	return web.Lines(s), nil
}

func isNumber(n hub.Number) bool {
	_, err := hub.EncodeValue(n)
	return err == nil
}

// stored is a value in the form in which Redmine takes it.
func (c *connector) stored(ctx context.Context, project int64, def definition, v hub.Value) (any, error) {
	field := "customFields." + def.name
	if def.format == "attachment" {
		return nil, invalid(field, def.name+" holds a file, which cannot be set from here")
	}
	l, several := v.([]hub.Value)
	switch {
	case v == nil && def.multiple:
		return []string{""}, nil // what Redmine's own form sends for none
	case v == nil:
		return "", nil
	case several && !def.multiple:
		return nil, invalid(field, def.name+" has one value, not several")
	case !several && def.multiple:
		return nil, invalid(field, def.name+" has several values: a list is wanted")
	case !several:
		return c.storedOne(ctx, project, def, v)
	}
	out := []string{}
	for _, e := range l {
		s, err := c.storedOne(ctx, project, def, e)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func (c *connector) storedOne(ctx context.Context, project int64, def definition, v hub.Value) (string, error) {
	field := "customFields." + def.name
	text, isText := v.(string)
	var kind string // what was wanted, if it is not that
	switch def.format {
	case "bool":
		if b, ok := v.(bool); ok && b {
			return "1", nil
		} else if ok {
			return "0", nil
		}
		kind = "true or false"
	case "int", "float":
		if n, ok := v.(hub.Number); ok {
			return string(n), nil
		}
		kind = "a number"
	case "date":
		if t, ok := v.(time.Time); ok {
			return day(t).Format(time.DateOnly), nil
		}
		kind = "a date"
	case "user":
		if u, ok := v.(hub.User); ok {
			n, err := c.person(ctx, field, project, u)
			return id(n), err
		}
		kind = "a person"
	case "version":
		if isText {
			n, err := c.names.mustName(ctx, field, versions(project), text)
			return id(n), err
		}
		kind = "the name of a version"
	case "enumeration":
		for _, o := range def.options {
			if isText && o.label == text {
				return o.value, nil
			}
		}
		kind = "one of its values"
	default:
		if isText && text != "" {
			return web.Lines(text), nil
		}
		kind = "text"
		if def.format == "" {
			kind = "text, since only administrators are told of what kind a field is,"
		}
	}
	return "", invalid(field, "for "+def.name+" "+kind+" is wanted")
}

// labels are the values that can be chosen, where they can be listed.
func (def definition) labels() []string {
	var l []string
	for _, o := range def.options {
		l = append(l, o.label)
	}
	return l
}

// markID returns the number of the field that carries marks.
func (c *connector) markID(ctx context.Context, project, issueType int64) (int64, error) {
	if n, err := number(c.mark); err == nil {
		return n, nil
	}
	def, ok, err := c.field(ctx, project, issueType, func(d definition) bool { return d.name == c.mark })
	if err == nil && !ok {
		err = badSetting("mark_field", "the account is not shown a field "+quote(c.mark)+
			"; while there is no issue that has it, give its number, which is in the address of its page in Redmine's administration")
	}
	return def.id, err
}

// FindMarked implements tracker.Marker.
func (m marking) FindMarked(ctx context.Context, mark string) (hub.Ref, error) {
	n, err := m.markID(ctx, 0, 0)
	if err != nil {
		return hub.Ref{}, err
	}
	q := url.Values{"status_id": {"*"}, "cf_" + id(n): {"=" + mark}, "limit": {"100"}, "sort": {"id:asc"}}
	var out struct{ Issues []issue }
	if _, err := m.web.JSON(ctx, web.Request{Path: "/issues.json", Query: q}, &out); err != nil {
		return hub.Ref{}, err
	}
	for _, raw := range out.Issues {
		if m.markOf(&raw) == mark {
			return refOf(raw.ID), nil
		}
	}
	if len(out.Issues) > 0 {
		// Redmine ignores a filter that it does not have, and lists everything.
		return hub.Ref{}, badSetting("mark_field", "the field "+quote(m.mark)+" is not marked as usable for filters in Redmine")
	}
	return hub.Ref{}, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "there is no issue with the mark " + mark}
}

func (c *connector) markOf(raw *issue) string {
	for _, v := range raw.CustomFields {
		if s, ok := v.Value.(string); ok && c.isMark(v.ID, v.Name) {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

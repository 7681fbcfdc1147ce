package jira

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/richtext"
)

// field is a field of issues. A value is kept as values says for its kind, and
// shown by show.
type field struct {
	ID, Name string
	Kind     kind
	Custom   string              // the type of a custom field, as Jira names it
	Options  []string            // that it begins with
	Children map[string][]string // of options in cascades
	Contexts []*fieldContext     // of custom fields with choices: where they are, and which there are
}

// kind is what a field holds.
type kind string

const (
	oneLine  kind = "line"     // string
	longText kind = "text"     // string; a document in the cloud
	number   kind = "number"   // float64
	date     kind = "date"     // string, 2006-01-02
	datetime kind = "datetime" // time.Time
	person   kind = "user"     // *user
	people   kind = "users"    // []*user
	option   kind = "option"   // string
	options  kind = "options"  // []string
	cascade  kind = "cascade"  // [2]string
	words    kind = "labels"   // []string
	groups   kind = "group"    // string
	oneOf    kind = "oneOf"    // string, of a list that all sites have
	several  kind = "several"  // []*named, of the project's components or versions
	link1    kind = "epic"     // string, the key of an epic
	sprints  kind = "sprint"   // []*sprint
	rank     kind = "rank"
)

const custom = "com.atlassian.jira.plugin.system.customfieldtypes:"

func standardFields(d Dialect) []*field {
	l := []*field{
		{ID: "summary", Name: "Summary", Kind: oneLine}, {ID: "description", Name: "Description", Kind: longText},
		{ID: "environment", Name: "Environment", Kind: longText}, {ID: "priority", Name: "Priority", Kind: oneOf, Options: priorities},
		{ID: "assignee", Name: "Assignee", Kind: person}, {ID: "reporter", Name: "Reporter", Kind: person},
		{ID: "duedate", Name: "Due date", Kind: date}, {ID: "labels", Name: "Labels", Kind: words},
		{ID: "components", Name: "Component/s", Kind: several}, {ID: "versions", Name: "Affects Version/s", Kind: several},
		{ID: "fixVersions", Name: "Fix Version/s", Kind: several},
		{ID: "security", Name: "Security Level", Kind: oneOf, Options: []string{"Internal", "Confidential"}},
	}
	add := func(n int, name string, k kind, typ string, opts ...string) *field {
		f := &field{ID: "customfield_" + strconv.Itoa(n), Name: name, Kind: k, Custom: custom + typ, Options: opts}
		if strings.Contains(typ, ".") {
			f.Custom = typ
		}
		l = append(l, f)
		return f
	}
	add(10001, "Text line", oneLine, "textfield")
	add(10002, "Long text", longText, "textarea")
	add(10003, "Points", number, "float")
	add(10004, "Day", date, "datepicker")
	add(10005, "Moment", datetime, "datetime")
	add(10006, "Reviewer", person, "userpicker")
	add(10007, "Team", option, "select", "red", "blue", "green")
	add(10008, "Platforms", options, "multiselect", "windows", "linux", "macos")
	add(10009, "Place", cascade, "cascadingselect", "Europe", "Asia").Children = map[string][]string{"Europe": {"Berlin", "Paris"}, "Asia": {"Tokyo"}}
	add(10010, "Tags", words, "labels")
	add(10011, "Homepage", oneLine, "url")
	add(10012, "Reviewers", people, "multiuserpicker")
	add(10013, "Choice", option, "radiobuttons", "yes", "no")
	add(10015, "Severity", option, "select", "minor", "major")
	add(10014, "Group", groups, "grouppicker", "staff", "guests")
	add(10019, "Rank", rank, "com.pyxis.greenhopper.jira:gh-lexo-rank")
	add(10020, "Sprint", sprints, "com.pyxis.greenhopper.jira:gh-sprint")
	if d != Cloud {
		add(10021, "Epic Link", link1, "com.pyxis.greenhopper.jira:gh-epic-link")
		add(10022, "Epic Name", oneLine, "com.pyxis.greenhopper.jira:gh-epic-label")
	}
	return l
}

// schema is how a field describes what it holds.
func (f *field) schema() obj {
	types := map[kind][2]string{
		oneLine: {"string"}, longText: {"string"}, number: {"number"}, date: {"date"}, datetime: {"datetime"}, person: {"user"},
		people: {"array", "user"}, option: {"option"}, options: {"array", "option"}, cascade: {"option-with-child"}, words: {"array", "string"},
		requestKind: {"sd-customerrequesttype"}, orgKind: {"array", "sd-customerorganization"},
		groups: {"group"}, link1: {"any"}, sprints: {"array", "json"}, rank: {"any"}, oneOf: {f.ID}, several: {"array", "version"},
	}
	t := types[f.Kind]
	if f.ID == "security" {
		t[0] = "securitylevel"
	}
	o := obj{"type": t[0]}
	if f.ID == "components" {
		t[1] = "component"
	}
	if t[1] != "" {
		o["items"] = t[1]
	}
	if f.Custom == "" {
		o["system"] = f.ID
		return o
	}
	o["custom"] = f.Custom
	o["customId"], _ = strconv.Atoi(strings.TrimPrefix(f.ID, "customfield_"))
	return o
}

func (s *Site) field(id string) *field {
	i := slices.IndexFunc(s.fields, func(f *field) bool { return f.ID == id })
	if i < 0 {
		return nil
	}
	return s.fields[i]
}

// longest is the most characters that a long text may have.
const longest = 32767

const notOnScreen = "Field '%s' cannot be set. It is not on the appropriate screen, or unknown."

// read makes a value of what was sent for a field, or says why not.
func (s *Site) read(c *call, i *issue, f *field, v any) (any, string) {
	p := i.Project
	if !f.in(p, i.Type) {
		return nil, fmt.Sprintf(notOnScreen, f.ID)
	}
	if v == nil {
		switch f.Kind {
		case words:
			return []string{}, ""
		case several:
			return []*named{}, ""
		}
		if f.ID == "summary" {
			return nil, "You must specify a summary of the issue."
		}
		return nil, ""
	}
	switch f.Kind {
	case oneLine:
		t, ok := v.(string)
		switch {
		case !ok:
			return nil, "Operation value must be a string"
		case f.ID == "summary" && strings.TrimSpace(t) == "":
			return nil, "You must specify a summary of the issue."
		case strings.ContainsAny(t, "\r\n") && f.ID == "summary":
			return nil, "The summary is invalid because it contains newline characters."
		case utf8.RuneCountInString(t) > 255:
			return nil, "Summary must be less than 255 characters."
		case strings.HasSuffix(f.Custom, ":url") && !strings.Contains(t, "://"):
			return nil, "Invalid URL."
		}
		if s.cloud() {
			t = strings.TrimSpace(t)
		}
		return orNil(t), ""
	case longText:
		return s.readText(i, c.v3, v)
	case number:
		n, ok := v.(json.Number)
		x, err := n.Float64()
		if !ok || err != nil {
			return nil, "Operation value must be a number"
		}
		return x, ""
	case date:
		t, err := time.Parse(time.DateOnly, text(v))
		if err != nil {
			return nil, "Error parsing date string: " + text(v)
		}
		return t.Format(time.DateOnly), ""
	case datetime:
		t, err := time.Parse(stamp, text(v))
		if err != nil {
			return nil, "Error parsing time: " + text(v)
		}
		return t.UTC(), ""
	case person:
		return s.readUser(v)
	case people:
		return readEach(v, func(e any) (*user, string) {
			u, why := s.readUser(e)
			got, _ := u.(*user)
			return got, why
		})
	case groups, oneOf:
		t, why := s.readOneOf(f, v)
		if level, _ := t.(string); why == "" && f.ID == "security" && !s.inLevel(c.user, p, level) {
			return nil, "The security level selected is invalid."
		}
		return t, why
	case option:
		o, why := readChoice(f.context(p, i.Type).Options, v)
		if why != "" {
			return nil, why
		}
		return o.Value, ""
	case options:
		return readEach(v, func(e any) (string, string) {
			o, why := readChoice(f.context(p, i.Type).Options, e)
			if why != "" {
				return "", why
			}
			return o.Value, ""
		})
	case cascade:
		up, why := readChoice(f.context(p, i.Type).Options, v)
		if why != "" {
			return nil, why
		}
		child := ""
		if m, ok := v.(obj)["child"].(obj); ok {
			down, why := readChoice(up.Children, m)
			if why != "" {
				return nil, why
			}
			child = down.Value
		}
		return [2]string{up.Value, child}, ""
	case words:
		l, why := readEach(v, func(e any) (string, string) {
			t, ok := e.(string)
			if !ok || strings.ContainsAny(t, " \t\n") {
				return "", fmt.Sprintf("The label '%v' contains spaces which is invalid.", e)
			}
			return t, ""
		})
		if why != "" {
			return nil, why
		}
		out := l.([]string)
		slices.Sort(out)
		return slices.Compact(out), ""
	case several:
		return readEach(v, func(e any) (*named, string) { return s.readListed(p, f, e) })
	case link1:
		is := s.byKey(text(v))
		if is == nil || is.Type != "Epic" {
			return nil, "The issue key '" + text(v) + "' for field 'Epic Link' is invalid."
		}
		return is.Key(), ""
	case requestKind, orgKind:
		return s.readDesk(f, v)
	case sprints:
		n, ok := v.(json.Number)
		sp := s.sprint(n.String())
		if !ok || sp == nil {
			return nil, "Number value expected as the Sprint id."
		}
		return []*sprint{sp}, ""
	}
	return nil, fmt.Sprintf(notOnScreen, f.ID)
}

func readEach[T any](v any, one func(any) (T, string)) (any, string) {
	l, ok := v.([]any)
	if !ok {
		return nil, "data was not an array"
	}
	out := make([]T, 0, len(l))
	for _, e := range l {
		t, why := one(e)
		if why != "" {
			return nil, why
		}
		out = append(out, t)
	}
	return out, ""
}

// readListed finds a component or version of the project.
func (s *Site) readListed(p *project, f *field, v any) (*named, string) {
	list, what := p.Versions, "Version"
	if f.ID == "components" {
		list, what = p.Components, "Component"
	}
	o, _ := v.(obj)
	if n := find(list, text(o["name"]), text(o["id"])); n != nil {
		return n, ""
	}
	return nil, fmt.Sprintf("%s name '%s' is not valid", what, text(o["name"]))
}

// readOneOf finds what is sent in a list that all sites have.
func (s *Site) readOneOf(f *field, v any) (any, string) {
	o, _ := v.(obj)
	name := text(o["name"])
	if name == "" && text(o["id"]) != "" {
		if i, err := strconv.Atoi(text(o["id"])); err == nil && i >= 1 && i <= len(f.Options) {
			name = f.Options[i-1]
		}
	}
	if !slices.Contains(f.Options, name) {
		if f.ID == "priority" {
			return nil, "The priority selected is invalid."
		}
		return nil, fmt.Sprintf("Option value '%s' is not valid", name)
	}
	return name, ""
}

// readChoice finds what is sent among choices.
func readChoice(l []*fieldOption, v any) (*fieldOption, string) {
	o, ok := v.(obj)
	if !ok {
		return nil, "Could not find valid 'id' or 'value' in the Parent Option object."
	}
	found := among(l, text(o["value"]), text(o["id"]))
	if found == nil || found.Disabled {
		return nil, fmt.Sprintf("Option value '%s' is not valid", text(o["value"])+text(o["id"]))
	}
	return found, ""
}

func (s *Site) readUser(v any) (any, string) {
	o, _ := v.(obj)
	u := s.user(func(u *user) bool {
		if s.cloud() {
			return u.ID == text(o["accountId"]) || u.ID == text(o["id"])
		}
		return u.Name == text(o["name"])
	})
	if u == nil {
		return nil, fmt.Sprintf("User '%s' does not exist.", text(o["name"])+text(o["accountId"]))
	}
	return u, ""
}

// readText reads a long text: a document in the third version of the interface.
// The cloud keeps documents, and gives the parts of them identities of its own.
func (s *Site) readText(i *issue, v3 bool, v any) (any, string) {
	t, isText := v.(string)
	switch {
	case v3 && isText, v3 && !isDocument(v):
		return nil, "Operation value must be an Atlassian Document (see the Atlassian Document Format)"
	case !v3 && !isText:
		return nil, "Operation value must be a string"
	case v3:
		b, err := json.Marshal(v)
		if err != nil {
			return nil, err.Error()
		}
		t = string(b)
		if utf8.RuneCountInString(richtext.WritePlain(richtext.ReadADF(t))) > longest {
			return nil, "The entered text is too long. It exceeds the allowed limit of 32,767 characters."
		}
		if len(v.(obj)["content"].([]any)) == 0 {
			return nil, ""
		}
		return t, s.unknownMedia(v)
	case utf8.RuneCountInString(t) > longest:
		return nil, "The entered text is too long. It exceeds the allowed limit of 32,767 characters."
	case s.cloud() && t != "":
		return s.depict(i, t), ""
	}
	return orNil(t), ""
}

func isDocument(v any) bool {
	o, _ := v.(obj)
	n, _ := o["version"].(json.Number)
	_, ok := o["content"].([]any)
	return ok && o["type"] == "doc" && n == "1"
}

func orNil(t string) any {
	if t == "" {
		return nil
	}
	return t
}

// stamp is how Jira writes moments.
const stamp = "2006-01-02T15:04:05.000-0700"

// showText is a long text as a version of the interface shows it.
func (s *Site) showText(v3 bool, v any) any {
	t := text(v)
	switch {
	case t == "":
		return nil
	case !s.cloud():
		return t
	case !v3:
		return richtext.WriteJira(s.document(v))
	}
	var doc any
	if err := json.Unmarshal([]byte(t), &doc); err != nil {
		return nil
	}
	identify(doc, new(int))
	return doc
}

// identify gives paragraphs the identities that the cloud gives them.
func identify(v any, n *int) {
	o, _ := v.(obj)
	if o["type"] == "paragraph" {
		*n++
		attrs, _ := o["attrs"].(obj)
		if attrs == nil {
			attrs = obj{}
		}
		attrs["localId"] = "p" + strconv.Itoa(*n)
		o["attrs"] = attrs
	}
	content, _ := o["content"].([]any)
	for _, e := range content {
		identify(e, n)
	}
}

// show is a value as answers have it.
func (s *Site) show(c *call, p *project, f *field, v any) any {
	opt := func(value string) obj {
		if o := f.choice(p, value); o != nil {
			return s.showOption(o, s.atLeast(9, 0) && !s.cloud())
		}
		return nil
	}
	switch v := v.(type) {
	case nil:
		if f.Kind == words || f.Kind == several {
			return []any{}
		}
		return nil
	case string:
		switch f.Kind {
		case longText:
			return s.showText(c.v3, v)
		case option:
			return opt(v)
		case groups:
			return obj{"name": v, "self": s.self("/group?groupname=" + v)}
		case oneOf:
			if f.ID == "security" {
				return s.showNamed("securitylevel", f.Options, v)
			}
			return s.showNamed(f.ID, f.Options, v)
		}
		return v
	case time.Time:
		return v.In(s.zone(c.user)).Format(stamp)
	case *user:
		return s.showUser(v, c.user)
	case []*user:
		out := []any{}
		for _, u := range v {
			out = append(out, s.showUser(u, c.user))
		}
		return out
	case []string:
		if f.Kind == words {
			return v
		}
		out := []any{}
		for _, o := range v {
			out = append(out, opt(o))
		}
		return out
	case [2]string:
		o := opt(v[0])
		if v[1] != "" {
			o["child"] = s.showOption(among(f.choice(p, v[0]).Children, v[1], ""), s.atLeast(9, 0) && !s.cloud())
		}
		return o
	case deskRequest:
		return v.showIn(s)
	case []*named:
		out := []any{}
		if f.Kind == orgKind {
			for _, n := range v {
				out = append(out, s.showOrg(n))
			}
			return out
		}
		what := "version"
		if f.ID == "components" {
			what = "component"
		}
		for _, n := range v {
			out = append(out, s.showListed(what, nil, n))
		}
		return out
	case []*sprint:
		out := []any{}
		for _, sp := range v {
			out = append(out, s.showSprint(sp))
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case float64:
		if v == float64(int64(v)) && v < 1e15 && v > -1e15 {
			return json.Number(strconv.FormatFloat(v, 'f', 1, 64))
		}
		return v
	}
	return v
}

func (s *Site) zone(u *user) *time.Location {
	if z, err := time.LoadLocation(u.Zone); err == nil {
		return z
	}
	return time.UTC
}

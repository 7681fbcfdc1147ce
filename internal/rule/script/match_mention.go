package script

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/richtext"
)

// matchMentions lets a text mention our people, and nobody who merely has a name
// of theirs.
func (r *run) matchMentions(c *groovy.Context, text, table any) (any, error) {
	if text == nil {
		return nil, nil
	}
	s, err := texts(c, []any{text})
	if err != nil {
		return nil, err
	}
	if err := c.Charge(len(s[0])); err != nil {
		return nil, err
	}
	format := r.in.Format
	if format == "" {
		format = guessFormat(s[0])
	}
	table, err = textual(c, table)
	if err != nil {
		return nil, err
	}
	doc := richtext.MapMentions(richtext.Read(format, s[0]), func(m richtext.Mention) richtext.Inline {
		name := strings.TrimPrefix(m.Name, "@")
		calm := richtext.Text{Value: "@" + name}
		if name == "" {
			calm.Value = "@" + m.ID
		}
		if err != nil {
			return calm
		}
		var u any
		if u, err = r.mentioned(c, m.ID, name, table); err != nil {
			return calm
		}
		o, ok := u.(*Object)
		if !ok {
			return calm
		}
		switch format {
		case richtext.Jira, richtext.ADF, richtext.HTML:
			return richtext.Mention{ID: o.text("key"), Name: firstText(o.text("displayName"), o.text("username"), o.text("key"))}
		}
		return richtext.Mention{Name: firstText(o.text("username"), o.text("key"))}
	})
	if err != nil {
		return nil, err
	}
	out := richtext.Write(format, doc)
	return out, c.Alloc(len(out))
}

// mentioned finds who a mention of theirs means here: the table says so, or the
// message tells of somebody of that id or name.
func (r *run) mentioned(c *groovy.Context, id, name string, table any) (any, error) {
	said, ok, err := r.inTable(c, table, id, name)
	if err != nil {
		return nil, err
	}
	if ok {
		return r.userCalled(c, said)
	}
	for _, u := range r.theirPeople() {
		if id != "" && u.text("key") == id || name != "" && (u.text("username") == name || u.text("displayName") == name) {
			for _, by := range []string{"email", "username", "displayName"} {
				if v, err := r.find(c, "user", by, u.text(by)); v != nil || err != nil {
					return v, err
				}
			}
		}
	}
	return nil, nil
}

// theirPeople are those whom the message tells of.
func (r *run) theirPeople() []*Object {
	var l []*Object
	add := func(v any) {
		if o, ok := v.(*Object); ok && o.kind.Name == "user" {
			l = append(l, o)
		}
	}
	for _, m := range []string{"assignee", "reporter", "creator"} {
		add(r.replica.get(m))
	}
	for _, list := range []string{"watchers", "assignees"} {
		for _, o := range listOf(r.replica, list) {
			add(o)
		}
	}
	for _, cm := range listOf(r.replica, "comments") {
		add(cm.get("author"))
	}
	return l
}

func firstText(l ...string) string {
	for _, s := range l {
		if s != "" {
			return s
		}
	}
	return ""
}

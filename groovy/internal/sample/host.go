package sample

import "github.com/entwine-sync/entwine/groovy"

// The objects of the host, as a tracker's connector would hand them to a rule;
// the driver for the JVM has the same ones in Groovy.

// object is a value with a fixed set of properties.
type object struct {
	class  *class
	values []any
}

type class struct {
	name  string
	props map[string]int
	lists []string // properties that begin as empty lists
}

func newClass(name string, props ...string) *class {
	c := &class{name: name, props: map[string]int{}}
	for i, p := range props {
		c.props[p] = i
		if p == "labels" || p == "comments" {
			c.lists = append(c.lists, p)
		}
	}
	return c
}

var classes = map[string]*class{
	"Issue": newClass("Issue", "key", "summary", "description", "typeName", "projectKey", "status", "priority", "dueDate",
		"labels", "comments", "reporter", "assignee", "customFields"),
	"Replica": newClass("Replica", "key", "summary", "description", "typeName", "dueDate", "labels", "comments", "reporter",
		"assignee", "status", "priority", "customFields"),
	"Status":  newClass("Status", "name"),
	"User":    newClass("User", "name", "displayName", "email"),
	"Comment": newClass("Comment", "id", "remoteId", "author", "body"),
	"Field":   newClass("Field", "value"),
	"Helper":  newClass("Helper", "users", "types"),
}

func newObject(name string, props map[string]any) *object {
	c := classes[name]
	o := &object{c, make([]any, len(c.props))}
	for k, v := range props {
		if i, ok := c.props[k]; ok {
			o.values[i] = build(v)
		}
	}
	for _, l := range c.lists {
		if i := c.props[l]; o.values[i] == nil {
			o.values[i] = groovy.NewList()
		}
	}
	if i, ok := c.props["customFields"]; ok && o.values[i] == nil {
		o.values[i] = groovy.NewMap()
	}
	return o
}

func (o *object) TypeName() string { return o.class.name }

func (o *object) get(name string) any {
	if i, ok := o.class.props[name]; ok {
		return o.values[i]
	}
	return nil
}

// GetProperty is part of groovy.PropertyGetter.
func (o *object) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	i, ok := o.class.props[name]
	if !ok {
		return nil, false, nil
	}
	return o.values[i], true, nil
}

// SetProperty is part of groovy.PropertySetter; texts come as such.
func (o *object) SetProperty(c *groovy.Context, name string, v any) (bool, error) {
	i, ok := o.class.props[name]
	if !ok {
		return false, nil
	}
	if g, ok := v.(*groovy.GString); ok {
		s, err := c.Text(g)
		if err != nil {
			return true, err
		}
		v = s
	}
	o.values[i] = v
	return true, nil
}

// CallMethod is part of groovy.Caller.
func (o *object) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch o.class.name {
	case "Issue":
		return callIssue(o, c, name, args)
	case "Helper":
		return callHelper(o, name, args)
	}
	return nil, false, nil
}

func callIssue(o *object, c *groovy.Context, name string, args []any) (any, bool, error) {
	if name != "addComment" || len(args) != 2 {
		return nil, false, nil
	}
	body, err := c.Text(args[0])
	if err != nil {
		return nil, true, err
	}
	o.get("comments").(*groovy.List).Append(newObject("Comment", map[string]any{"body": body, "remoteId": args[1]}))
	return nil, true, nil
}

func callHelper(o *object, name string, args []any) (any, bool, error) {
	if len(args) != 1 {
		return nil, false, nil
	}
	list, prop := "", ""
	switch name {
	case "getUserByEmail":
		list, prop = "users", "email"
	case "getIssueType":
		list, prop = "types", "name"
	default:
		return nil, false, nil
	}
	for _, v := range o.get(list).(*groovy.List).Items() {
		if u := v.(*object); u.get(prop) == args[0] {
			return u, true, nil
		}
	}
	return nil, true, nil
}

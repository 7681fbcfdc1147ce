package script

import (
	"fmt"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

// matchHelper finds what is here for what is over there: what owners would
// otherwise write by hand in every second rule. What it cannot find it tells
// among the warnings, instead of leaving a field empty without a word.
var matchMethods = methods(
	Method{Name: "user", Args: []string{"theirs"}, Mark: ours,
		Doc:  "who is one of the other side's people here: by mail, else by user name, else by full name; null with a warning if nobody is",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return r.matchUser(c, a[0], nil, nil) }},
	Method{Name: "user", Args: []string{"theirs", "fallback"}, Mark: ours,
		Doc:  "the same; where nobody is, the user or the mail address that is given stands in, and a warning says for whom",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return r.matchUser(c, a[0], a[1], nil) }},
	Method{Name: "user", Args: []string{"theirs", "fallback", "table"}, Mark: ours,
		Doc:  "the same, after a look into a table: theirs by mail, user name or full name, ours by mail or user name; the name of a lookup table or a map",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return r.matchUser(c, a[0], a[1], a[2]) }},
	match("status", 2), match("status", 3), match("priority", 2), match("priority", 3),
	match("resolution", 2), match("resolution", 3), match("type", 2), match("type", 3),
	Method{Name: "parent", Args: []string{"item"}, Mark: ours,
		Doc: "for `parentId`. Outgoing, of the item: the id of its parent if that is synced over this connection, else null. " +
			"Incoming, of the replica: the id of our twin of that parent; while it is not here yet, this item waits for it, and is tried again by itself. " +
			"Where nothing is told of a parent, ours stays",
		call: matchParent},
	Method{Name: "links", Args: []string{"issue"}, Mark: ours,
		Doc:  "outgoing: the item's links with items that are synced over this connection too",
		call: toldLinks},
	Method{Name: "links", Args: []string{"issue", "replica"}, Mark: ours,
		Doc:  "the item's links with those that the other side has between synced items, and without those it took away; types as they are called there",
		call: matchLinks},
	Method{Name: "links", Args: []string{"issue", "replica", "types"}, Mark: ours,
		Doc:  "the same with a map from their types of links to ours, in which `*` stands for all others; a type that it maps to null is left out",
		call: matchLinks},
	Method{Name: "issue", Args: []string{"field", "value"}, Mark: ours,
		Doc: "the key object of the item here whose field has a value, to be linked to in a first sync: `issue.id = found.id; issue.key = found.key`; " +
			"null if there is none, and this item's fault if there are several",
		call: matchIssue},
	Method{Name: "mentions", Args: []string{"text"}, Mark: ours,
		Doc:  "a text of this side in which people who are mentioned are ours; who is nobody here stays as a name that calls nobody",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return r.matchMentions(c, a[0], nil) }},
	Method{Name: "mentions", Args: []string{"text", "table"}, Mark: ours,
		Doc:  "the same with a table of people, as `user` takes it",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return r.matchMentions(c, a[0], a[1]) }},
)

// ours marks what the product that rules were written for does not have.
const ours = "ours"

// anyKey is the key of a table that fits what nothing else fits, as a cell of
// lookup tables does.
const anyKey = "*"

// inTable finds what a table says of the first of the keys that it knows. A
// table is a map, or the name of one of the owner's.
func (r *run) inTable(c *groovy.Context, t any, keys ...string) (any, bool, error) {
	switch t := t.(type) {
	case nil:
		return nil, false, nil
	case *groovy.Map:
		for _, fold := range []bool{false, true} {
			for _, key := range keys {
				for k, v := range t.All {
					s, err := c.Text(k)
					if err != nil {
						return nil, false, err
					}
					if key != "" && (s == key || fold && strings.EqualFold(s, key)) {
						v, err := textual(c, v)
						return v, true, err
					}
				}
			}
		}
		if v, ok := t.Get(anyKey); ok {
			v, err := textual(c, v)
			return v, true, err
		}
		return nil, false, c.Charge(t.Len())
	case string:
		for _, key := range keys {
			if key == "" {
				continue
			}
			if v, err := r.lookup(c, []any{t, key}); v != nil || err != nil {
				return v, err == nil, err
			}
		}
		return nil, false, nil
	}
	return nil, false, c.Throw("java.lang.IllegalArgumentException", "a table is a map or the name of a lookup table, not "+plainText(t))
}

// matchUser finds who is here for one of their people.
func (r *run) matchUser(c *groovy.Context, theirs, fallback, table any) (any, error) {
	theirs, err := textual(c, theirs)
	if err != nil || theirs == nil {
		return nil, err
	}
	table, err = textual(c, table)
	if err != nil {
		return nil, err
	}
	if m, ok := theirs.(*groovy.Map); ok {
		theirs = standFor("user", m)
	}
	var mail, name, full string
	if o, ok := theirs.(*Object); ok {
		mail, name, full = o.text("email"), o.text("username"), o.text("displayName")
	} else if s := plainText(theirs); strings.Contains(s, "@") {
		mail = s
	} else {
		name, full = s, s
	}
	said, ok, err := r.inTable(c, table, mail, name, full)
	if err != nil {
		return nil, err
	}
	if ok {
		if u, err := r.userCalled(c, said); u != nil || err != nil {
			return u, err
		}
		r.warn(fmt.Sprintf("the table says that %s is %s here, and nobody is", whom(full, mail, name), plainText(said)))
	}
	for _, by := range [][2]string{{"email", mail}, {"username", name}, {"displayName", full}} {
		if u, err := r.find(c, "user", by[0], by[1]); u != nil || err != nil {
			return u, err
		}
	}
	if full == "" && mail == "" && name == "" {
		return nil, nil
	}
	u, err := r.userCalled(c, fallback)
	switch {
	case err != nil:
		return nil, err
	case u != nil:
		r.warn(fmt.Sprintf("nobody here is %s: %s stands in", whom(full, mail, name), whom(plainText(u))))
	case fallback != nil:
		r.warn(fmt.Sprintf("nobody here is %s, nor the fallback %s", whom(full, mail, name), plainText(fallback)))
	default:
		r.warn(fmt.Sprintf("nobody here is %s", whom(full, mail, name)))
	}
	return u, nil
}

// userCalled is a user, or the one of a mail address or user name.
func (r *run) userCalled(c *groovy.Context, v any) (any, error) {
	v, err := textual(c, v)
	if o, ok := v.(*Object); ok || err != nil {
		if o == nil {
			return nil, err
		}
		return o, nil
	}
	s := plainText(v)
	if strings.Contains(s, "@") {
		return r.find(c, "user", "email", s)
	}
	return r.find(c, "user", "username", s)
}

// whom is how a warning calls somebody.
func whom(names ...string) string {
	var l []string
	for _, n := range names {
		if n != "" && len(l) < 2 {
			l = append(l, n)
		}
	}
	if len(l) < 2 {
		return strings.Join(l, "")
	}
	return l[0] + " (" + l[1] + ")"
}

// match is a method that finds the status, priority ... that is here what
// theirs is.
func match(kind string, args int) Method {
	m := Method{Name: kind, Args: []string{"theirs", "table"}, Mark: ours,
		Doc: "the " + kind + " that a table has for theirs, by name; one that the table lacks has the same name here, and where there is none of that name the item keeps its own, with a warning"}
	if args == 3 {
		m.Args = append(m.Args, "otherwise")
		m.Doc = "the same, with the " + kind + " for all that the table lacks"
	}
	find := kind
	if kind == "type" {
		find = "issueType"
	}
	m.call = func(r *run, c *groovy.Context, a []any) (any, error) {
		own := r.item.get(kind)
		s, err := texts(c, a[:1])
		if err != nil || s[0] == "" {
			return own, err
		}
		table, err := textual(c, a[1])
		if err != nil {
			return nil, err
		}
		said, ok, err := r.inTable(c, table, s[0])
		if err != nil {
			return nil, err
		}
		switch {
		case !ok && len(a) == 3:
			said = a[2]
		case !ok:
			said = s[0]
		case said == nil:
			return own, nil // the table says that it means nothing here
		}
		if l, ok := said.(*groovy.List); ok {
			// Several mean the same: they cannot have changed what they cannot tell apart.
			for _, v := range l.Items() {
				if o, ok := own.(*Object); ok && plainText(v) == o.String() {
					return own, nil
				}
			}
			if said = nil; l.Len() > 0 {
				said = l.Items()[0]
			}
		}
		name, err := texts(c, []any{said})
		if err != nil {
			return nil, err
		}
		v, err := r.find(c, find, "name", name[0])
		if v == nil && err == nil {
			r.warn(fmt.Sprintf("their %s %q would be %q here, and there is none of that name: the item keeps its own", kind, s[0], name[0]))
			return own, nil
		}
		return v, err
	}
	return m
}

package script

import (
	"errors"
	"fmt"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

// matchParent gives a child its parent's place here, or lets it wait for it.
func matchParent(r *run, c *groovy.Context, a []any) (any, error) {
	o, ok := a[0].(*Object)
	if !ok || o.kind.Name != "item" {
		return nil, c.Throw("java.lang.IllegalArgumentException", "parent takes the item in an outgoing rule, and the replica in an incoming one")
	}
	id := o.text("parentId")
	if s, ok := o.src.(*told); ok && id == "" {
		if _, said := s.m["parentId"]; !said && !o.isSet("parentId") {
			return r.item.get("parentId"), nil // nothing is told of it, so ours stays
		}
	}
	if id == "" {
		return nil, nil
	}
	if !r.in.Incoming {
		name, _ := r.in.Connection["name"].(string)
		synced, err := r.in.Desk.UnderSync(c.Context(), id, name)
		if err != nil || !synced {
			return nil, err
		}
		return o.get("parentId"), nil
	}
	rec, err := r.in.Desk.Twin(c.Context(), id, "")
	if err != nil {
		return nil, err
	}
	if rec == nil {
		return nil, c.Stop(&WaitError{Field: "parent", For: "its parent " + id})
	}
	return plainText(groovy.FromGo(rec["id"])), nil
}

// linkTypeOf is what a link is called: some trackers tell one name of it, some
// another.
func linkTypeOf(l *Object) string {
	for _, m := range []string{"linkTypeName", "linkType", "linkName"} {
		if s := l.text(m); s != "" {
			return s
		}
	}
	return ""
}

func matchLinks(r *run, c *groovy.Context, a []any) (any, error) {
	item, replica, err := itemAndReplica(c, "links", a)
	if err != nil {
		return nil, err
	}
	var types any
	if len(a) == 3 {
		if types, err = textual(c, a[2]); err != nil {
			return nil, err
		}
	}
	// here gives their links as ours: those whose other end is here too.
	here := func(theirs []*Object) (l []*Object, err error) {
		for _, k := range theirs {
			typ, id := linkTypeOf(k), k.text("otherIssueId")
			said, ok, err := r.inTable(c, types, typ)
			if err != nil {
				return nil, err
			}
			if ok && said == nil || id == "" {
				continue
			} else if ok {
				typ = plainText(said)
			}
			twin, err := r.in.Desk.Twin(c.Context(), id, "")
			if err != nil {
				return nil, err
			}
			if twin != nil {
				l = append(l, made("issueLink", "linkTypeName", typ, "linkName", typ, "otherIssueId", twin["id"], "otherIssueKey", twin["urn"]))
			}
		}
		return l, c.Charge(10 * len(theirs))
	}
	same := func(a, b *Object) bool {
		return linkTypeOf(a) == linkTypeOf(b) && a.text("otherIssueId") == b.text("otherIssueId")
	}
	among := func(k *Object, l []*Object) bool {
		for _, o := range l {
			if same(k, o) {
				return true
			}
		}
		return false
	}
	// A type that merely stands for those there are not may be what the other side
	// made of ours.
	rest, _, err := r.inTable(c, types, anyKey)
	if err != nil {
		return nil, err
	}
	there := func(k *Object, l []*Object) bool {
		for _, o := range l {
			if same(k, o) || rest != nil && linkTypeOf(k) == plainText(rest) && k.text("otherIssueId") == o.text("otherIssueId") {
				return true
			}
		}
		return false
	}
	now, err := here(listOf(replica, "issueLinks"))
	if err != nil {
		return nil, err
	}
	was, err := here(listOf(r.previous, "issueLinks"))
	if err != nil {
		return nil, err
	}
	out := groovy.NewList()
	have := listOf(item, "issueLinks")
	for _, k := range have {
		if !among(k, was) || among(k, now) {
			out.Append(k)
		}
	}
	for _, k := range now {
		if !there(k, have) {
			k.mark("otherIssueId", c.Where())
			out.Append(k)
			have = append(have, k)
		}
	}
	return out, nil
}

func matchIssue(r *run, c *groovy.Context, a []any) (any, error) {
	s, err := texts(c, a)
	if err != nil || s[0] == "" || s[1] == "" {
		return nil, err
	}
	rec, err := r.in.Desk.Find(c.Context(), "issue", map[string]string{"field": s[0], "value": s[1]})
	var several *SeveralError
	if errors.As(err, &several) {
		return nil, c.Throw(trackerException, fmt.Sprintf("%s all have %q as %s: leave it in one of them", strings.Join(several.Keys, ", "), s[1], s[0]))
	}
	if err != nil || rec == nil {
		return nil, err
	}
	return r.object("issueKey", map[string]any{"id": rec["id"], "urn": rec["key"], "entityType": "issue"}, false), nil
}

// SeveralError is what a Desk answers if more than one issue has what was
// looked for.
type SeveralError struct{ Keys []string }

func (e *SeveralError) Error() string { return "several issues: " + strings.Join(e.Keys, ", ") }

// toldLinks are the links of an item whose other end is synced over this
// connection too: the others mean nothing over there.
func toldLinks(r *run, c *groovy.Context, a []any) (any, error) {
	o, ok := a[0].(*Object)
	if !ok || o.kind.Name != "item" {
		return nil, c.Throw("java.lang.IllegalArgumentException", "links takes the item in an outgoing rule: links(issue); in an incoming one links(issue, replica)")
	}
	name, _ := r.in.Connection["name"].(string)
	l := groovy.NewList()
	for _, k := range listOf(o, "issueLinks") {
		id := k.text("otherIssueId")
		if id == "" {
			continue
		}
		synced, err := r.in.Desk.UnderSync(c.Context(), id, name)
		if err != nil {
			return nil, err
		}
		if synced {
			l.Append(k)
		}
	}
	return l, c.Charge(10 * l.Len())
}

// WaitError ends a run that can go on only once something else is here: the rule
// is to be run again later, and nobody has to do anything.
type WaitError struct {
	Field string // whose value is waited for
	For   string
}

func (e *WaitError) Error() string { return "waits for " + e.For + " to arrive first" }

// StopsRule says that no rule may catch it.
func (e *WaitError) StopsRule() {}

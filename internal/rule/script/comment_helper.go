package script

import (
	"regexp"

	"github.com/entwine-sync/entwine/groovy"
)

var commentMethods = methods(
	Method{Name: "mergeComments", Args: []string{"issue", "replica"}, Mark: "D",
		Doc:  "the item's comments with what the other side added, changed and removed; each begins with its author's name",
		call: mergeComments},
	Method{Name: "mergeComments", Args: []string{"issue", "replica", "closure"}, Mark: "D",
		Doc: "the same without the author's name; the closure may edit each comment that is added or changed. " +
			"A text in its place is put before each: `{author}`, `{email}` and `{created}`, or `{created:dd.MM.yyyy}`, stand for those of the comment. " +
			"The role or group that a comment was for over there is not taken over, since its name means nobody here: the comment becomes internal, unless the closure names a level or says otherwise",
		call: mergeComments},
	Method{Name: "addComment", Args: []string{"text", "comments"}, Mark: "C", Doc: "the comments and a new one",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return addComment(c, a[0], nil, a[1]) }},
	Method{Name: "addComment", Args: []string{"text", "synchronise", "comments"}, Mark: "D",
		Doc:  "the comments and a new one; the flag says whether the new one is to be told to the other side",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return addComment(c, a[0], a[1], a[2]) }},
	Method{Name: "filterLocal", Args: []string{"comments"}, Mark: "D", Doc: "the comments that no group or role is needed to see", call: filterLocal},
	Method{Name: "mergeCommentsIntoCommentsArea", Args: []string{"defect", "replica"}, Mark: "D", On: "HP ALM",
		Doc: "the text of the one comments field with what the other side added behind it",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			o, rep, err := itemAndReplica(c, "mergeCommentsIntoCommentsArea", a)
			if err != nil {
				return nil, err
			}
			area := o.text("commentsArea")
			for _, cm := range listOf(rep, "addedComments") {
				if area != "" {
					area += "\n________________________________________\n"
				}
				area += signed(cm)
			}
			return area, c.Alloc(len(area))
		}},
	Method{Name: "getSingleCommentFromCommentsArea", Args: []string{"text"}, Mark: "D", On: "HP ALM",
		Doc: "a comment that holds the whole comments field",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil || s[0] == "" {
				return nil, err
			}
			return made("comment", "id", int64(1), "body", s[0]), nil
		}},
)

// itemAndReplica are the first two arguments of the merge methods.
func itemAndReplica(c *groovy.Context, name string, a []any) (item, replica *Object, err error) {
	item, _ = a[0].(*Object)
	replica, _ = a[1].(*Object)
	if item == nil || replica == nil {
		return nil, nil, c.Throw("java.lang.IllegalArgumentException", name+" takes the item and the replica: "+name+"(issue, replica)")
	}
	return item, replica, nil
}

func listOf(o *Object, member string) []*Object {
	l, _ := o.get(member).(*groovy.List)
	return items(l)
}

// signed is a comment's text behind its author's name.
func signed(cm *Object) string {
	name := ""
	if u, ok := cm.get("author").(*Object); ok {
		for _, by := range []string{"displayName", "username", "key"} {
			if name = u.text(by); name != "" {
				break
			}
		}
	}
	if name == "" {
		return cm.text("body")
	}
	return name + ": " + cm.text("body")
}

// mergeComments brings what the replica changed into a list of the item's
// comments: new ones are added, changed ones changed where the traces say
// which they are here, removed ones taken out if they were made for them.
func mergeComments(r *run, c *groovy.Context, a []any) (any, error) {
	item, replica, err := itemAndReplica(c, "mergeComments", a)
	if err != nil {
		return nil, err
	}
	edit := func(cm *Object) error { cm.put("body", signed(cm)); return nil }
	if len(a) == 3 {
		before, err := textual(c, a[2])
		if err != nil {
			return nil, err
		}
		if head, ok := before.(string); ok {
			return r.mergeCommentsWith(c, item, replica, func(cm *Object) error {
				s, err := r.headOf(c, cm, head)
				if err != nil {
					return err
				}
				cm.put("body", s+cm.text("body"))
				return c.Alloc(len(s))
			})
		}
		f, ok := before.(*groovy.Closure)
		if !ok {
			return nil, c.Throw("java.lang.IllegalArgumentException", "mergeComments takes a closure as its third argument: { comment -> ... }, or a text to put before each comment")
		}
		edit = func(cm *Object) error { _, err := c.Call(f, cm); return err }
	}
	return r.mergeCommentsWith(c, item, replica, edit)
}

func (r *run) mergeCommentsWith(c *groovy.Context, item, replica *Object, edit func(*Object) error) (any, error) {
	ours := func(cm *Object) error {
		cm.unset("roleLevel", "groupLevel")
		if err := edit(cm); err != nil {
			return err
		}
		ownReaders(cm)
		return nil
	}
	return r.merge(c, item, replica, "comments", "COMMENT", ours, func(to, from *Object) {
		for _, m := range []string{"body", "internal", "executor", "groupLevel", "roleLevel"} {
			if v := from.get(m); v != nil {
				to.put(m, v)
			}
		}
	})
}

// ownReaders leaves a comment of the other side with the role and the group that
// the rule gave it. Those it came with are names of the other tracker, which mean
// nobody here or somebody else: what was for some only is internal instead.
func ownReaders(cm *Object) {
	for _, name := range []string{"roleLevel", "groupLevel"} {
		if cm.isSet(name) || plainText(cm.get(name)) == "" {
			continue
		}
		cm.put(name, nil)
		if !cm.isSet("internal") {
			cm.put("internal", true)
		}
	}
}

// inHead is what a text before comments may stand for.
var inHead = regexp.MustCompile(`\{(author|email|created)(?::([^{}]*))?\}`)

// headOf is the text that is put before a comment.
func (r *run) headOf(c *groovy.Context, cm *Object, format string) (_ string, err error) {
	head := inHead.ReplaceAllStringFunc(format, func(s string) string {
		m := inHead.FindStringSubmatch(s)
		u, _ := cm.get("author").(*Object)
		switch {
		case m[1] == "created":
			at := cm.get("created")
			if at == nil || err != nil {
				return ""
			}
			pattern := m[2]
			if pattern == "" {
				pattern = "yyyy-MM-dd HH:mm"
			}
			var v any
			if v, err = c.Invoke(at, "format", pattern); err != nil {
				return ""
			}
			return plainText(v)
		case u == nil:
			return "somebody"
		case m[1] == "email":
			return u.text("email")
		}
		return firstText(u.text("displayName"), u.text("username"), u.text("key"), "somebody")
	})
	return head, err
}

// merge is what the merge methods have in common. take copies what the other
// side may change of an element.
func (r *run) merge(c *groovy.Context, item, replica *Object, member, trace string, edit func(*Object) error, take func(to, from *Object)) (any, error) {
	suffix := upperFirst(member)
	out := groovy.NewList()
	for _, e := range listOf(item, member) {
		out.Append(e)
	}
	index := func(local string) *Object {
		for _, e := range items(out) {
			if local != "" && !e.remote && e.idText() == local {
				return e
			}
		}
		return nil
	}
	for _, from := range listOf(replica, "added"+suffix) {
		if err := c.Charge(10); err != nil {
			return nil, err
		}
		if r.traced(trace, from.idText()) != "" {
			continue // it is here already, from a run before
		}
		e := from.clone()
		e.put("remoteId", from.get("id"))
		if err := edit(e); err != nil {
			return nil, err
		}
		// A rule that merges once more, with another closure, means the same
		// element and no second one.
		if again := fromThere(out, from.idText()); again != nil {
			take(again, e)
			again.mark("body", c.Where())
			continue
		}
		out.Append(e)
	}
	for _, from := range listOf(replica, "changed"+suffix) {
		here := index(r.traced(trace, from.idText()))
		if here == nil {
			continue
		}
		e := from.clone()
		if err := edit(e); err != nil {
			return nil, err
		}
		take(here, e)
		here.mark("body", c.Where())
	}
	left := groovy.NewList()
	gone := map[string]bool{}
	for _, from := range listOf(replica, "removed"+suffix) {
		gone[r.traced(trace, from.idText())] = true
	}
	delete(gone, "")
	for _, e := range items(out) {
		if e.remote || !gone[e.idText()] {
			left.Append(e)
		}
	}
	return left, nil
}

// fromThere is the element of a list that this run took over from one of the
// other side; nil if it took none.
func fromThere(l *groovy.List, remote string) *Object {
	for _, e := range items(l) {
		if e.remote && remote != "" && e.idText() == remote {
			return e
		}
	}
	return nil
}

func upperFirst(s string) string { return string(s[0]-'a'+'A') + s[1:] }

// traced gives the id here of what was made for an element of the other side,
// "" if nothing was.
func (r *run) traced(kind, remote string) string {
	for _, v := range r.traces.Items() {
		t, ok := v.(*Object)
		if ok && t.text("remoteId") == remote && (t.text("type") == kind || t.text("type") == "") {
			return t.text("localId")
		}
	}
	return ""
}

func addComment(c *groovy.Context, text, told, comments any) (any, error) {
	s, err := texts(c, []any{text})
	if err != nil {
		return nil, err
	}
	cm := made("comment", "body", s[0])
	if told != nil {
		yes, err := c.Truth(told)
		if err != nil {
			return nil, err
		}
		cm.put("synchronise", yes)
	}
	cm.mark("body", c.Where())
	l := groovy.NewList()
	if comments != nil {
		if err := c.Each(comments, func(v any) error { l.Append(v); return c.Charge(1) }); err != nil {
			return nil, err
		}
	}
	l.Append(cm)
	return l, nil
}

func filterLocal(_ *run, c *groovy.Context, a []any) (any, error) {
	l := groovy.NewList()
	if a[0] == nil {
		return l, nil
	}
	return l, c.Each(a[0], func(v any) error {
		if o, ok := v.(*Object); !ok || o.get("groupLevel") == nil && o.get("roleLevel") == nil {
			l.Append(v)
		}
		return c.Charge(1)
	})
}

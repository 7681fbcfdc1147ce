package jsoup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/entwine-sync/entwine/groovy"
)

// Elements is what a selector finds: a list that also does with all of them
// what one can do.
type Elements struct{ list []*html.Node }

var (
	_ groovy.Iterable = (*Elements)(nil)
	_ groovy.Indexer  = (*Elements)(nil)
	_ groovy.Caller   = (*Elements)(nil)
	_ groovy.Truther  = (*Elements)(nil)
)

func newElements(c *groovy.Context, args []any) (any, error) {
	e := &Elements{}
	for _, a := range args {
		list, err := given(c, a, nil)
		if err != nil {
			return nil, err
		}
		e.list = append(e.list, list...)
	}
	return e, nil
}

// TypeName is jsoup's class.
func (e *Elements) TypeName() string { return "org.jsoup.select.Elements" }

// Truth is whether there are any.
func (e *Elements) Truth() bool { return len(e.list) > 0 }

// String is the markup of all.
func (e *Elements) String() string { return e.join("\n", outer) }

// Iterate yields each.
func (e *Elements) Iterate(_ *groovy.Context, yield func(any) error) error {
	for _, n := range slices.Clone(e.list) {
		if err := yield(Node{n}); err != nil {
			return err
		}
	}
	return nil
}

// Index gives one, or what a list gives for anything else.
func (e *Elements) Index(c *groovy.Context, key any) (any, error) {
	l, err := listOf(c, e.list)
	if err != nil {
		return nil, err
	}
	return c.Invoke(l, "getAt", key)
}

func (e *Elements) join(sep string, f func(*html.Node) string) string {
	var parts []string
	for _, n := range e.list {
		if s := f(n); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, sep)
}

// CallMethod has the methods of the list, those of all elements, and those of
// any other list.
func (e *Elements) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if err := c.Charge(len(e.list)); err != nil {
		return nil, true, err
	}
	v, ok, err := e.whole(c, name, args)
	if ok || err != nil {
		return v, ok, err
	}
	switch name {
	case "attr", "val", "hasAttr", "hasClass", "is":
		if len(args) < 2 && !(name == "val" && len(args) == 1) {
			return e.first(c, name, args)
		}
	case "with", "tap", "getClass", "getMetaClass", "hasProperty", "respondsTo", "dump", "inspect":
		return nil, false, nil
	}
	switch name {
	case "attr", "removeAttr", "addClass", "removeClass", "toggleClass", "val", "html", "append", "prepend", "before", "after", "wrap",
		"unwrap", "empty", "remove", "tagName", "text", "clearAttributes":
		for _, n := range slices.Clone(e.list) {
			if _, ok, err := (Node{n}).CallMethod(c, name, slices.Clone(args)); err != nil || !ok {
				return nil, ok, err
			}
		}
		return e, true, nil
	}
	l, err := listOf(c, e.list)
	if err != nil {
		return nil, true, err
	}
	switch name {
	case "add", "addAll", "clear", "set", "removeAll", "retainAll", "removeIf":
		v, err := c.Invoke(l, name, args...)
		if list, ok := l.(*groovy.List); ok && err == nil {
			e.list = e.list[:0]
			for _, x := range list.Items() {
				if n, ok := x.(Node); ok {
					e.list = append(e.list, n.n)
				}
			}
		}
		return v, true, err
	}
	v, err = c.Invoke(l, name, args...)
	return v, true, err
}

// first asks the first that has an answer: an attribute, a class.
func (e *Elements) first(c *groovy.Context, name string, args []any) (any, bool, error) {
	var last any
	for _, n := range e.list {
		v, ok, err := (Node{n}).CallMethod(c, name, args)
		if err != nil || !ok {
			return nil, ok, err
		}
		if v == true || v != "" && v != false {
			return v, true, nil
		}
		last = v
	}
	if last == nil {
		last = ""
		if name == "hasAttr" || name == "hasClass" || name == "is" {
			last = false
		}
	}
	return last, true, nil
}

// whole are the methods that concern the list itself.
func (e *Elements) whole(c *groovy.Context, name string, args []any) (any, bool, error) {
	said := func(sep string, f func(*html.Node) string) (any, bool, error) {
		for _, n := range e.list {
			if err := c.Charge(count(n)); err != nil {
				return nil, true, err
			}
		}
		s := e.join(sep, f)
		return s, true, c.Alloc(len(s))
	}
	switch len(args) {
	case 0:
		switch name {
		case "text":
			return said(" ", textOf)
		case "html":
			return said("\n", inner)
		case "outerHtml", "toString":
			return said("\n", outer)
		case "hasText":
			return e.join("", textOf) != "", true, nil
		case "size":
			return len(e.list), true, nil
		case "isEmpty":
			return len(e.list) == 0, true, nil
		case "first":
			if len(e.list) == 0 {
				return nil, true, nil
			}
			return Node{e.list[0]}, true, nil
		case "last":
			if len(e.list) == 0 {
				return nil, true, nil
			}
			return Node{e.list[len(e.list)-1]}, true, nil
		case "eachText":
			l := groovy.NewList()
			for _, n := range e.list {
				if s := textOf(n); s != "" {
					l.Append(s)
				}
			}
			return l, true, nil
		case "parents", "next", "prev":
			return e.around(c, name)
		case "clone":
			out := &Elements{}
			for _, n := range e.list {
				k, err := cloned(c, n)
				if err != nil {
					return nil, true, err
				}
				out.list = append(out.list, k)
			}
			return out, true, nil
		}
	case 1:
		switch name {
		case "eachAttr":
			s, err := c.Text(args[0])
			l := groovy.NewList()
			for _, n := range e.list {
				if hasAttr(n, s) {
					l.Append(attr(n, s))
				}
			}
			return l, true, err
		case "eq":
			v, err := nth(c, e.list, args[0])
			if n, ok := v.(Node); ok && err == nil {
				return &Elements{[]*html.Node{n.n}}, true, nil
			}
			return &Elements{}, true, nil
		case "select", "not":
			out := &Elements{}
			if name == "select" {
				for _, n := range e.list {
					list, err := find(c, n, args[0])
					if err != nil {
						return nil, true, err
					}
					for _, k := range list {
						if !slices.Contains(out.list, k) {
							out.list = append(out.list, k)
						}
					}
				}
				return out, true, nil
			}
			sel, err := selector(c, args[0])
			if err != nil {
				return nil, true, err
			}
			out.list = slices.DeleteFunc(slices.Clone(e.list), sel.Match)
			return out, true, nil
		}
	}
	return nil, false, nil
}

func (e *Elements) around(c *groovy.Context, name string) (any, bool, error) {
	method := map[string]string{"parents": "parents", "next": "nextElementSibling", "prev": "previousElementSibling"}[name]
	out := &Elements{}
	for _, n := range e.list {
		v, _, err := (Node{n}).CallMethod(c, method, nil)
		if err != nil {
			return nil, true, err
		}
		var list []*html.Node
		switch x := v.(type) {
		case Node:
			list = []*html.Node{x.n}
		case *Elements:
			list = x.list
		}
		for _, k := range list {
			if !slices.Contains(out.list, k) {
				out.list = append(out.list, k)
			}
		}
	}
	return out, true, nil
}

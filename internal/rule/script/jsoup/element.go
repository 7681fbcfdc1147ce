package jsoup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/entwine-sync/entwine/groovy"
)

// elementTable has what elements and documents can be asked.
func elementTable() map[string]method {
	text := func(f func(*html.Node) string) method {
		return func(c *groovy.Context, n *html.Node, _ []any) (any, error) { return printed(c, n, f) }
	}
	// with is a method of one text that gives the element back.
	with := func(f func(n *html.Node, s string)) method {
		return func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			if err != nil {
				return nil, err
			}
			f(n, s)
			return Node{n}, c.Alloc(len(s) + 100)
		}
	}
	// add puts what it is given in front of the element that at names.
	add := func(at func(n *html.Node) *html.Node) method {
		return func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			list, err := given(c, a[0], n)
			if err != nil {
				return nil, err
			}
			return Node{n}, insert(c, n, at(n), list)
		}
	}
	end := func(*html.Node) *html.Node { return nil }
	front := func(n *html.Node) *html.Node { return n.FirstChild }
	by := func(fits func(n *html.Node, s string) bool) method {
		return func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			if err != nil {
				return nil, err
			}
			return all(c, n, func(k *html.Node) bool { return fits(k, s) })
		}
	}
	sibling := func(step func(*html.Node) *html.Node) method {
		return func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			k := step(n)
			for k != nil && k.Type != html.ElementNode {
				k = step(k)
			}
			return orNull(k), nil
		}
	}
	classes := func(change func(list []string, name string) []string) method {
		return with(func(n *html.Node, s string) {
			setAttr(n, "class", strings.Join(change(strings.Fields(attr(n, "class")), s), " "))
		})
	}
	made := func(at func(*html.Node) *html.Node) method {
		return func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			if err != nil {
				return nil, err
			}
			k := element(strings.ToLower(s))
			n.InsertBefore(k, at(n))
			return Node{k}, c.Alloc(200)
		}
	}
	return map[string]method{
		"tagName/0":    func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return nodeName(n), nil },
		"normalName/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return nodeName(n), nil },
		"tag/0":        func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return nodeName(n), nil },
		"tagName/1": with(func(n *html.Node, s string) {
			n.Data, n.DataAtom = strings.ToLower(s), atom.Lookup([]byte(strings.ToLower(s)))
		}),
		"isBlock/0":      func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return blockTags[n.Data], nil },
		"id/0":           func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return attr(n, "id"), nil },
		"id/1":           with(func(n *html.Node, s string) { setAttr(n, "id", s) }),
		"children/0":     func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return &Elements{children(n, true)}, nil },
		"childrenSize/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return len(children(n, true)), nil },
		"child/1":        func(c *groovy.Context, n *html.Node, a []any) (any, error) { return nth(c, children(n, true), a[0]) },
		"textNodes/0": func(c *groovy.Context, n *html.Node, _ []any) (any, error) {
			return listOf(c, slices.DeleteFunc(children(n, false), func(k *html.Node) bool { return k.Type != html.TextNode || isData(k) }))
		},
		"select/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			list, err := find(c, n, a[0])
			return &Elements{list}, err
		},
		"selectFirst/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			list, err := find(c, n, a[0])
			if err != nil || len(list) == 0 {
				return nil, err
			}
			return Node{list[0]}, nil
		},
		"is/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			if other, ok := a[0].(Node); ok {
				return other.n == n, nil
			}
			sel, err := selector(c, a[0])
			return err == nil && sel.Match(n), err
		},
		"closest/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			sel, err := selector(c, a[0])
			for k := n; k != nil && err == nil; k = k.Parent {
				if sel.Match(k) {
					return Node{k}, nil
				}
				err = c.Charge(1)
			}
			return nil, err
		},
		"appendChild/1": add(end), "append/1": add(end), "appendChildren/1": add(end),
		"prependChild/1": add(front), "prepend/1": add(front), "prependChildren/1": add(front),
		"insertChildren/2": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			list, err := given(c, a[1], n)
			if err != nil {
				return nil, err
			}
			at, err := nth(c, children(n, false), a[0])
			before, _ := at.(Node)
			if err != nil {
				return nil, err
			}
			return Node{n}, insert(c, n, before.n, list)
		},
		"appendTo/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			to, ok := a[0].(Node)
			if !ok {
				return nil, c.Throw("java.lang.IllegalArgumentException", "appendTo takes an element")
			}
			return Node{n}, insert(c, to.n, nil, []*html.Node{n})
		},
		"appendElement/1": made(end), "prependElement/1": made(front),
		"appendText/1":  with(func(n *html.Node, s string) { n.AppendChild(&html.Node{Type: html.TextNode, Data: s}) }),
		"prependText/1": with(func(n *html.Node, s string) { n.InsertBefore(&html.Node{Type: html.TextNode, Data: s}, n.FirstChild) }),
		"empty/0":       func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { clear(n); return Node{n}, nil },
		"parents/0":     func(c *groovy.Context, n *html.Node, _ []any) (any, error) { return parents(c, n) },
		"getElementById/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			if err != nil {
				return nil, err
			}
			found, err := all(c, n, func(k *html.Node) bool { return attr(k, "id") == s })
			if err != nil || len(found.list) == 0 {
				return nil, err
			}
			return Node{found.list[0]}, nil
		},
		"getElementsByTag/1":       by(func(n *html.Node, s string) bool { return n.Data == strings.ToLower(s) }),
		"getElementsByClass/1":     by(hasClass),
		"getElementsByAttribute/1": by(hasAttr),
		"getElementsByAttributeValue/2": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := two(c, a)
			if err != nil {
				return nil, err
			}
			return all(c, n, func(k *html.Node) bool { return hasAttr(k, s[0]) && strings.EqualFold(attr(k, s[0]), s[1]) })
		},
		"getElementsContainingText/1": by(func(n *html.Node, s string) bool {
			return strings.Contains(strings.ToLower(textOf(n)), strings.ToLower(s))
		}),
		"getElementsContainingOwnText/1": by(func(n *html.Node, s string) bool {
			return strings.Contains(strings.ToLower(ownText(n)), strings.ToLower(s))
		}),
		"getAllElements/0": func(c *groovy.Context, n *html.Node, _ []any) (any, error) {
			return all(c, n, func(*html.Node) bool { return true })
		},
		"text/0": text(textOf), "wholeText/0": text(wholeText), "ownText/0": text(ownText), "data/0": text(data), "html/0": text(inner),
		"hasText/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return textOf(n) != "", nil },
		"text/1": with(func(n *html.Node, s string) {
			clear(n)
			n.AppendChild(&html.Node{Type: html.TextNode, Data: s})
		}),
		"html/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := markup(c, a[0])
			if err != nil {
				return nil, err
			}
			list, err := fragment(c, s, n)
			if err != nil {
				return nil, err
			}
			clear(n)
			return Node{n}, insert(c, n, nil, list)
		},
		"className/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			return strings.TrimSpace(attr(n, "class")), nil
		},
		"classNames/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			return strings.Fields(attr(n, "class")), nil
		},
		"hasClass/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			return hasClass(n, s), err
		},
		"addClass/1": classes(func(l []string, s string) []string {
			if slices.Contains(l, s) {
				return l
			}
			return append(l, s)
		}),
		"removeClass/1": classes(func(l []string, s string) []string {
			return slices.DeleteFunc(l, func(c string) bool { return c == s })
		}),
		"toggleClass/1": classes(func(l []string, s string) []string {
			if i := slices.Index(l, s); i >= 0 {
				return slices.Delete(l, i, i+1)
			}
			return append(l, s)
		}),
		"val/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			if n.Data == "textarea" {
				return textOf(n), nil
			}
			return attr(n, "value"), nil
		},
		"val/1": with(func(n *html.Node, s string) { setAttr(n, "value", s) }),
		"dataset/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			m := map[string]string{}
			for _, a := range n.Attr {
				if k, ok := strings.CutPrefix(a.Key, "data-"); ok {
					m[k] = a.Val
				}
			}
			return m, nil
		},
		"nextElementSibling/0":     sibling(func(n *html.Node) *html.Node { return n.NextSibling }),
		"previousElementSibling/0": sibling(func(n *html.Node) *html.Node { return n.PrevSibling }),
		"siblingElements/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			if n.Parent == nil {
				return &Elements{}, nil
			}
			return &Elements{slices.DeleteFunc(children(n.Parent, true), func(k *html.Node) bool { return k == n })}, nil
		},
		"elementSiblingIndex/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			if n.Parent == nil {
				return 0, nil
			}
			return slices.Index(children(n.Parent, true), n), nil
		},
		"firstElementSibling/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			if n.Parent == nil {
				return Node{n}, nil
			}
			return Node{children(n.Parent, true)[0]}, nil
		},
		"lastElementSibling/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			if n.Parent == nil {
				return Node{n}, nil
			}
			l := children(n.Parent, true)
			return Node{l[len(l)-1]}, nil
		},
		"firstElementChild/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			if l := children(n, true); len(l) > 0 {
				return Node{l[0]}, nil
			}
			return nil, nil
		},
		"lastElementChild/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			if l := children(n, true); len(l) > 0 {
				return Node{l[len(l)-1]}, nil
			}
			return nil, nil
		},
	}
}

func documentTable() map[string]method {
	return map[string]method{
		"body/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return orNull(body(n)), nil },
		"head/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			return orNull(named(named(n, "html"), "head")), nil
		},
		"title/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			if t := named(named(named(n, "html"), "head"), "title"); t != nil {
				return textOf(t), nil
			}
			return "", nil
		},
		"createElement/1": func(c *groovy.Context, _ *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			return Node{element(strings.ToLower(s))}, err
		},
		"outputSettings/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return settingsOf(n), nil },
		"outputSettings/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, ok := a[0].(*settings)
			if !ok {
				return nil, c.Throw("java.lang.IllegalArgumentException", "outputSettings takes a Document.OutputSettings")
			}
			setSettings(n, s)
			return Node{n}, nil
		},
		"location/0":  func(*groovy.Context, *html.Node, []any) (any, error) { return "", nil },
		"normalise/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return Node{n}, nil },
		"text/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			b := body(n)
			if b == nil {
				return Node{n}, nil
			}
			_, err := elementMethods["text/1"](c, b, a)
			return Node{n}, err
		},
	}
}

func clear(n *html.Node) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
}

func hasClass(n *html.Node, name string) bool {
	return slices.ContainsFunc(strings.Fields(attr(n, "class")), func(s string) bool { return strings.EqualFold(s, name) })
}

func parents(c *groovy.Context, n *html.Node) (*Elements, error) {
	e := &Elements{}
	for k := n.Parent; k != nil; k = k.Parent {
		if k.Type == html.ElementNode {
			e.list = append(e.list, k)
		}
	}
	return e, c.Charge(len(e.list))
}

// all are the elements of a tree that fit, itself among them.
func all(c *groovy.Context, n *html.Node, fits func(*html.Node) bool) (*Elements, error) {
	e := &Elements{}
	if err := c.Charge(count(n)); err != nil {
		return nil, err
	}
	walk(n, func(k *html.Node) {
		if k.Type == html.ElementNode && fits(k) {
			e.list = append(e.list, k)
		}
	})
	return e, c.Alloc(8 * len(e.list))
}

// Package jsoup gives scripts the part of the Java library jsoup that rules
// use: parsing HTML, finding elements by CSS selectors, changing and printing
// the tree, cleaning. The classes have jsoup's names; parsing is done by
// golang.org/x/net/html, selectors by cascadia. It reaches no network.
package jsoup

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/entwine-sync/entwine/groovy"
)

// mostHTML bounds what is parsed at once: texts of trackers end at a few
// hundred kB, and a tree takes some twenty times its text.
const mostHTML = 4 << 20

const (
	nodes  = "org.jsoup.nodes."
	parser = "org.jsoup.parser."
)

// Classes are the classes of the library, for groovy.Options.
func Classes() []*groovy.HostClass {
	list := []*groovy.HostClass{
		{Name: "org.jsoup.Jsoup", Static: jsoupStatic},
		{Name: nodes + "Node"},
		{Name: nodes + "Element", Super: nodes + "Node", New: newElement},
		{Name: nodes + "Document", Super: nodes + "Element", New: newDocument, Static: documentStatic},
		{Name: nodes + "TextNode", Super: nodes + "Node", New: newText, Static: textStatic},
		{Name: nodes + "Comment", Super: nodes + "Node"},
		{Name: nodes + "DataNode", Super: nodes + "Node"},
		{Name: nodes + "DocumentType", Super: nodes + "Node"},
		{Name: nodes + "Attribute"},
		{Name: nodes + "Attributes"},
		{Name: nodes + "Entities", Static: entitiesStatic},
		{Name: "org.jsoup.select.Elements", New: newElements},
		{Name: parser + "Parser", Static: parserStatic},
		{Name: parser + "Tag", Static: tagStatic},
		{Name: "org.jsoup.safety.Cleaner", New: newCleaner},
		{Name: "org.jsoup.HttpStatusException", Super: "java.io.IOException"},
	}
	list = append(list,
		&groovy.HostClass{Name: nodes + "Document$OutputSettings", New: func(*groovy.Context, []any) (any, error) { return newSettings(), nil }},
		constants(nodes+"Document$OutputSettings$Syntax", "html", "xml"),
		constants(nodes+"Entities$EscapeMode", "base", "xhtml", "extended"))
	for _, name := range []string{"Whitelist", "Safelist"} {
		list = append(list, safelistClass("org.jsoup.safety."+name))
	}
	return list
}

// constants is a class of which scripts only name constants.
func constants(name string, values ...string) *groovy.HostClass {
	return &groovy.HostClass{Name: name, Static: func(_ *groovy.Context, member string, _ []any, get bool) (any, bool, error) {
		for _, v := range values {
			if get && v == member {
				return v, true, nil
			}
		}
		return nil, false, nil
	}}
}

func jsoupStatic(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	if get {
		return nil, false, nil
	}
	switch name {
	case "parse", "parseBodyFragment":
		if len(args) == 0 || len(args) > 3 {
			return nil, false, nil
		}
		s, err := markup(c, args[0])
		if err != nil {
			return nil, true, err
		}
		var doc Node
		if name == "parse" && !(len(args) == 3 && args[2] == xmlParser) {
			doc, err = parseDocument(c, s)
		} else {
			doc, err = parseBody(c, s)
		}
		return doc, true, err
	case "clean", "isValid":
		v, err := clean(c, name, args)
		return v, true, err
	case "connect":
		return nil, true, c.Throw("java.lang.SecurityException", "Jsoup.connect is not available to scripts: scripts cannot reach the network; use httpClient and Jsoup.parse")
	}
	return nil, false, nil
}

// markup is a text to be parsed, within its limit.
func markup(c *groovy.Context, v any) (string, error) {
	if v == nil {
		return "", c.Throw("java.lang.IllegalArgumentException", "String input must not be null")
	}
	s, err := c.Text(v)
	if err != nil {
		return "", err
	}
	if len(s) > mostHTML {
		return "", c.Throw("java.lang.IllegalArgumentException", fmt.Sprintf("%d bytes of HTML are more than the %d that are parsed", len(s), mostHTML))
	}
	if err := c.Charge(len(s) / 4); err != nil { // a step is worth some 50 ns, a byte parsed about 10
		return "", err
	}
	// A node takes some 200 bytes for tags of about ten.
	return s, c.Alloc(20 * len(s))
}

func parseDocument(c *groovy.Context, s string) (Node, error) {
	n, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return Node{}, c.Throw("java.io.IOException", err.Error())
	}
	return Node{n}, nil
}

// parseBody makes a document whose body is the markup.
func parseBody(c *groovy.Context, s string) (Node, error) {
	doc := shell()
	list, err := fragment(c, s, body(doc))
	if err != nil {
		return Node{}, err
	}
	for _, n := range list {
		body(doc).AppendChild(n)
	}
	return Node{doc}, nil
}

func shell() *html.Node {
	doc := &html.Node{Type: html.DocumentNode}
	root := element("html")
	doc.AppendChild(root)
	root.AppendChild(element("head"))
	root.AppendChild(element("body"))
	return doc
}

func element(tag string) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: tag, DataAtom: atom.Lookup([]byte(tag))}
}

// fragment parses what is to stand inside an element.
func fragment(c *groovy.Context, s string, in *html.Node) ([]*html.Node, error) {
	if in == nil || in.Type != html.ElementNode {
		in = element("body")
	}
	list, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: in.Data, DataAtom: atom.Lookup([]byte(in.Data))})
	if err != nil {
		return nil, c.Throw("java.io.IOException", err.Error())
	}
	return list, nil
}

// body finds the body of a document, nil if it has none.
func body(doc *html.Node) *html.Node { return named(named(doc, "html"), "body") }

func named(n *html.Node, tag string) *html.Node {
	if n == nil {
		return nil
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.ElementNode && k.Data == tag {
			return k
		}
	}
	return nil
}

func newElement(c *groovy.Context, args []any) (any, error) {
	if len(args) == 0 {
		return nil, c.Throw("groovy.lang.GroovyRuntimeException", "Could not find matching constructor for: org.jsoup.nodes.Element()")
	}
	s, err := c.Text(args[0])
	return Node{element(strings.ToLower(s))}, err
}

func newDocument(*groovy.Context, []any) (any, error) {
	return Node{&html.Node{Type: html.DocumentNode}}, nil
}

func documentStatic(_ *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	if !get && name == "createShell" && len(args) == 1 {
		return Node{shell()}, true, nil
	}
	return nil, false, nil
}

func newText(c *groovy.Context, args []any) (any, error) {
	if len(args) == 0 {
		return nil, c.Throw("groovy.lang.GroovyRuntimeException", "Could not find matching constructor for: org.jsoup.nodes.TextNode()")
	}
	s, err := c.Text(args[0])
	return Node{&html.Node{Type: html.TextNode, Data: s}}, err
}

func textStatic(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	if get || name != "createFromEncoded" || len(args) == 0 {
		return nil, false, nil
	}
	s, err := c.Text(args[0])
	return Node{&html.Node{Type: html.TextNode, Data: html.UnescapeString(s)}}, true, err
}

// xmlParser stands for the parser that adds neither html nor body.
const xmlParser = "xmlParser"

func parserStatic(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	switch {
	case !get && (name == xmlParser || name == "htmlParser") && len(args) == 0:
		return name, true, nil
	case !get && name == "unescapeEntities" && len(args) == 2:
		s, err := c.Text(args[0])
		return html.UnescapeString(s), true, err
	case !get && (name == "parse" || name == "parseBodyFragment") && len(args) == 2:
		return jsoupStatic(c, name, args[:1], false)
	}
	return nil, false, nil
}

func tagStatic(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	if get || name != "valueOf" || len(args) == 0 {
		return nil, false, nil
	}
	s, err := c.Text(args[0])
	return s, true, err
}

func entitiesStatic(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	if get || len(args) == 0 {
		return nil, false, nil
	}
	s, err := c.Text(args[0])
	switch name {
	case "escape":
		return escape(s, false), true, err
	case "unescape":
		return html.UnescapeString(s), true, err
	}
	return nil, false, nil
}

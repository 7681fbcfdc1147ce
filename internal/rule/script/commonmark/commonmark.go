// Package commonmark gives scripts the part of the Java library commonmark that
// rules use: reading Markdown and writing it as HTML or plain text. The classes
// have that library's names; the work is goldmark's.
package commonmark

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"github.com/entwine-sync/entwine/groovy"
)

const pkg = "org.commonmark."

// mostText bounds what is read at once: texts of trackers end at a few hundred kB.
const mostText = 1 << 20

// Classes are the classes of the library, for groovy.Options.
func Classes() []*groovy.HostClass {
	list := []*groovy.HostClass{
		building("parser.Parser"), building("renderer.html.HtmlRenderer"), building("renderer.text.TextContentRenderer"),
		{Name: pkg + "node.Node"}, {Name: pkg + "node.Document", Super: pkg + "node.Node"},
	}
	// Extensions are switched on by create().
	for _, name := range []string{"ext.gfm.tables.TablesExtension", "ext.gfm.strikethrough.StrikethroughExtension", "ext.autolink.AutolinkExtension", "ext.task.list.items.TaskListItemsExtension"} {
		list = append(list, &groovy.HostClass{Name: pkg + name, Static: func(_ *groovy.Context, member string, args []any, get bool) (any, bool, error) {
			return extensionOf(name), !get && member == "create" && len(args) == 0, nil
		}})
	}
	return list
}

type extensionOf string

func (e extensionOf) TypeName() string { return pkg + string(e) }

var extenders = map[extensionOf]goldmark.Extender{
	"ext.gfm.tables.TablesExtension": extension.Table, "ext.gfm.strikethrough.StrikethroughExtension": extension.Strikethrough,
	"ext.autolink.AutolinkExtension": extension.Linkify, "ext.task.list.items.TaskListItemsExtension": extension.TaskList,
}

// building is a class whose objects come from builder().build().
func building(name string) *groovy.HostClass {
	return &groovy.HostClass{Name: pkg + name, Static: func(_ *groovy.Context, member string, args []any, get bool) (any, bool, error) {
		if get || member != "builder" || len(args) != 0 {
			return nil, false, nil
		}
		return &tool{name: name}, true, nil
	}}
}

// A tool is a parser or renderer, or its builder before build().
type tool struct {
	name      string
	built     bool
	extenders []goldmark.Extender
	escape    bool // HTML within the Markdown is shown, not taken over
	softBreak bool // a line's end in a paragraph becomes <br>
}

// TypeName is the library's class.
func (p *tool) TypeName() string {
	if p.built {
		return pkg + p.name
	}
	return pkg + p.name + "$Builder"
}

// CallMethod has the builder's settings, then parse and render.
func (p *tool) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch {
	case !p.built && name == "build" && len(args) == 0:
		k := *p
		k.built = true
		return &k, true, nil
	case !p.built && len(args) == 1:
		return p.set(c, name, args[0])
	case p.built && name == "parse" && len(args) == 1 && p.name == "parser.Parser":
		s, err := c.Text(args[0])
		if err != nil {
			return nil, true, err
		}
		if len(s) > mostText {
			return nil, true, c.Throw("java.lang.IllegalArgumentException", fmt.Sprintf("%d bytes of Markdown are more than the %d that are read", len(s), mostText))
		}
		if err := c.Charge(len(s)); err != nil {
			return nil, true, err
		}
		if err := c.Alloc(20 * len(s)); err != nil { // a node takes some 200 bytes for ten of text
			return nil, true, err
		}
		src := []byte(s)
		md := goldmark.New(goldmark.WithExtensions(p.extenders...))
		return &node{md.Parser().Parse(text.NewReader(src)), src, p.extenders}, true, nil
	case p.built && name == "render" && len(args) == 1 && p.name != "parser.Parser":
		n, ok := args[0].(*node)
		if !ok {
			return nil, false, nil
		}
		v, err := p.render(c, n)
		return v, true, err
	}
	return nil, false, nil
}

func (p *tool) set(c *groovy.Context, name string, v any) (any, bool, error) {
	switch name {
	case "extensions":
		return p, true, c.Each(v, func(e any) error {
			if x, ok := e.(extensionOf); ok {
				p.extenders = append(p.extenders, extenders[x])
			}
			return c.Charge(1)
		})
	case "escapeHtml":
		yes, err := c.Truth(v)
		p.escape = yes
		return p, true, err
	case "softbreak":
		s, err := c.Text(v)
		p.softBreak = strings.Contains(s, "<br")
		return p, true, err
	case "sanitizeUrls", "percentEncodeUrls", "omitSingleParagraphP", "stripNewlines":
		return p, true, nil
	}
	return nil, false, nil
}

func (p *tool) render(c *groovy.Context, n *node) (any, error) {
	if err := c.Charge(len(n.src)); err != nil {
		return nil, err
	}
	if p.name == "renderer.text.TextContentRenderer" {
		s := plain(n)
		return s, c.Alloc(len(s))
	}
	var options []renderer.Option
	if !p.escape {
		options = append(options, html.WithUnsafe()) // as the library does: what is written stays
	}
	if p.softBreak {
		options = append(options, html.WithHardWraps())
	}
	md := goldmark.New(goldmark.WithExtensions(append(n.extenders, p.extenders...)...), goldmark.WithRendererOptions(append(options, html.WithXHTML())...))
	var b strings.Builder
	if err := md.Renderer().Render(&b, n.src, n.n); err != nil {
		return nil, err
	}
	return b.String(), c.Alloc(b.Len())
}

// A node is a document that was read.
type node struct {
	n         ast.Node
	src       []byte
	extenders []goldmark.Extender
}

// TypeName is the library's class.
func (n *node) TypeName() string { return pkg + "node.Document" }

// plain is the text of a document, a line for each block.
func plain(n *node) string {
	var b strings.Builder
	_ = ast.Walk(n.n, func(k ast.Node, in bool) (ast.WalkStatus, error) {
		switch x := k.(type) {
		case *ast.Text:
			if in {
				b.Write(x.Segment.Value(n.src))
				if x.SoftLineBreak() || x.HardLineBreak() {
					b.WriteByte('\n')
				}
			}
		case *ast.String:
			if in {
				b.Write(x.Value)
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			if in {
				lines := k.Lines()
				for i := range lines.Len() {
					at := lines.At(i)
					b.Write(at.Value(n.src))
				}
			}
		}
		if !in && k.Type() == ast.TypeBlock && b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
			b.WriteByte('\n')
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimRight(b.String(), "\n")
}

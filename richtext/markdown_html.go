package richtext

import (
	"strings"
)

// frames gathers sibling blocks and pairs the HTML blocks that open and close a
// container, so that what is between becomes its content.
type frames struct {
	stack []frame // the first one is the parent itself
}

type frame struct {
	tag    string // "details" or "div"
	open   string // the opening tag as written, in case it stays unpaired
	box    Block
	blocks []Block
}

func (f *frames) add(blocks ...Block) {
	if len(f.stack) == 0 {
		f.stack = []frame{{}}
	}
	top := &f.stack[len(f.stack)-1]
	top.blocks = append(top.blocks, blocks...)
}

// close gives all blocks; containers that were never closed are taken apart.
func (f *frames) close() []Block {
	f.add()
	for len(f.stack) > 1 {
		f.unpair()
	}
	return f.stack[0].blocks
}

func (f *frames) unpair() {
	top := f.stack[len(f.stack)-1]
	f.stack = f.stack[:len(f.stack)-1]
	f.add(Raw{HTML, top.open})
	f.add(top.blocks...)
}

// containerTag finds the tags that may enclose Markdown.
var containerTag = compiled(`(?is)<details>\s*(?:<summary>.*?</summary>)?|</details>|<div data-panel[^>]*>|</div>`)

// html takes one HTML block of the source.
func (f *frames) html(s string) {
	f.add()
	s = strings.Trim(s, "\n")
	switch {
	case s == separator:
		return
	case understood(s):
		f.add(htmlBlocks(parseHTML(s))...)
		return
	}
	from := 0
	for _, m := range containerTag().FindAllStringIndex(s, -1) {
		f.piece(s[from:m[0]])
		f.boundary(s[m[0]:m[1]])
		from = m[1]
	}
	f.piece(s[from:])
}

// boundary takes a tag that opens or closes a container.
func (f *frames) boundary(s string) {
	lower := strings.ToLower(s)
	if tag, ok := strings.CutPrefix(lower, "</"); ok {
		f.end(strings.TrimSuffix(tag, ">"), s)
		return
	}
	root := parseHTML(s)
	e := root.kids[0]
	if len(f.stack) > maxDepth || e.tag == "div" && !e.known() || e.tag == "details" && !understood(s+"</details>") {
		f.add(Raw{HTML, trim(s)})
		return
	}
	fr := frame{tag: e.tag, open: trim(s)}
	if e.tag == "div" {
		fr.box = Panel{Kind: e.attr["data-panel"], Title: e.attr["data-title"]}
	} else {
		fr.box = htmlBlocks(root)[0]
	}
	f.stack = append(f.stack, fr)
}

// end closes the innermost container if the tag is its own.
func (f *frames) end(tag, s string) {
	if len(f.stack) == 1 || f.stack[len(f.stack)-1].tag != tag {
		f.add(Raw{HTML, s})
		return
	}
	top := f.stack[len(f.stack)-1]
	f.stack = f.stack[:len(f.stack)-1]
	switch box := top.box.(type) {
	case Panel:
		box.Blocks = top.blocks
		f.add(box)
	case Expand:
		box.Blocks = append(box.Blocks, top.blocks...)
		f.add(box)
	}
}

// piece adds HTML that is no boundary.
func (f *frames) piece(s string) {
	switch {
	case trim(s) == "":
	case understood(s):
		f.add(htmlBlocks(parseHTML(s))...)
	default:
		f.add(Raw{HTML, trim(s)})
	}
}

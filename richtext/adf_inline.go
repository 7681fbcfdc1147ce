package richtext

import "strings"

var adfInlineTypes = map[string]bool{
	"text": true, "hardBreak": true, "mention": true, "emoji": true, "date": true, "status": true, "inlineCard": true,
	"mediaInline": true, "media": true, "placeholder": true, "inlineExtension": true,
}

func adfInlines(nodes []adfNode) []Inline {
	var out []Inline
	for _, n := range nodes {
		out = append(out, adfInline(n)...)
	}
	return out
}

func adfInline(n adfNode) []Inline {
	if n.Type == "text" {
		return adfText(n)
	}
	if leaf := adfLeaf(n); leaf != nil {
		return []Inline{adfMarked(leaf, n.Marks)}
	}
	if n.Type == "inlineExtension" {
		return []Inline{RawInline{ADF, adfEncode(n.source)}}
	}
	return []Inline{CodeSpan{adfEncode(n.source)}} // no node of any schema: nothing could take it back
}

// adfText reads text; a line end in it is one on the screen too.
func adfText(n adfNode) []Inline {
	var out []Inline
	for i, line := range strings.Split(clean(n.Text), "\n") {
		if i > 0 {
			out = append(out, Break{})
		}
		if line != "" {
			out = append(out, adfMarked(Text{line}, n.Marks))
		}
	}
	return out
}

func adfLeaf(n adfNode) Inline {
	switch n.Type {
	case "hardBreak":
		return Break{}
	case "mention":
		m := Mention{ID: n.attr("id"), Name: strings.TrimPrefix(n.attr("text"), "@")}
		if m.ID+m.Name != "" {
			return m
		}
	case "emoji":
		if s := n.attr("shortName"); strings.Trim(s, ": ") != "" {
			e := Emoji{Short: s, Text: n.attr("text")}
			if e.Text == s { // what Jira writes where there is no character
				e.Text = ""
			}
			return e
		}
	case "date":
		if d := adfDay(n); d != "" {
			return Date{d}
		}
	case "status":
		if t := n.attr("text"); trim(t) != "" {
			return Status{t, n.attr("color")}
		}
	case "inlineCard":
		if url := n.attr("url"); trim(url) != "" {
			return Link{Target: url, Card: true}
		}
	case "mediaInline", "media":
		if n.attr("id")+n.attr("url") != "" {
			return adfMedia(n)
		}
	case "placeholder":
		return Text{n.attr("text")}
	}
	return nil
}

// adfMarked puts a leaf under marks; those we do not know are dropped, for the
// text says the same without them.
func adfMarked(leaf Inline, marks []adfMark) Inline {
	for _, m := range marks {
		if m.Type == "code" {
			if t, ok := leaf.(Text); ok {
				leaf = CodeSpan{t.Value}
			}
		}
	}
	for _, m := range marks {
		switch m.Type {
		case "strong":
			leaf = Strong{[]Inline{leaf}}
		case "em":
			leaf = Emph{[]Inline{leaf}}
		case "strike":
			leaf = Strike{[]Inline{leaf}}
		case "underline":
			leaf = Underline{[]Inline{leaf}}
		case "subsup":
			if m.attr("type") == "sub" {
				leaf = Sub{[]Inline{leaf}}
			} else {
				leaf = Sup{[]Inline{leaf}}
			}
		case "textColor":
			leaf = Color{m.attr("color"), []Inline{leaf}}
		case "link":
			leaf = Link{Target: m.attr("href"), Title: m.attr("title"), Inlines: []Inline{leaf}}
		}
	}
	return leaf
}

package jsoup

import (
	"strings"

	"golang.org/x/net/html"
)

// textOf is text(): what people read, on one line, with a blank between blocks.
func textOf(n *html.Node) string {
	var b strings.Builder
	blank := func() bool { s := b.String(); return s == "" || s[len(s)-1] == ' ' }
	var ended []*html.Node // blocks whose end has not been reached
	walk(n, func(k *html.Node) {
		for len(ended) > 0 && !within(k, ended[len(ended)-1]) {
			if !blank() {
				b.WriteByte(' ')
			}
			ended = ended[:len(ended)-1]
		}
		switch {
		case k.Type == html.TextNode && !isData(k):
			s := k.Data
			if !keepsSpace(k) {
				s = squeeze(s)
				if blank() {
					s = strings.TrimLeft(s, " ")
				}
			}
			b.WriteString(s)
		case k.Type == html.ElementNode && (blockTags[k.Data] || k.Data == "br"):
			if !blank() {
				b.WriteByte(' ')
			}
			if k.Data != "br" && k != n {
				ended = append(ended, k)
			}
		}
	})
	return strings.TrimSpace(b.String())
}

func within(k, of *html.Node) bool {
	for ; k != nil; k = k.Parent {
		if k == of {
			return true
		}
	}
	return false
}

// wholeText is the texts as they are, br as a line's end.
func wholeText(n *html.Node) string {
	var b strings.Builder
	walk(n, func(k *html.Node) {
		if k.Type == html.TextNode && !isData(k) {
			b.WriteString(k.Data)
		} else if k.Data == "br" && k.Type == html.ElementNode {
			b.WriteByte('\n')
		}
	})
	return b.String()
}

// ownText is the text of an element without that of the elements in it.
func ownText(n *html.Node) string {
	var b strings.Builder
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.TextNode && !isData(k) {
			b.WriteString(k.Data)
		} else if k.Data == "br" && k.Type == html.ElementNode {
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(squeeze(b.String()))
}

// data is what scripts and styles hold.
func data(n *html.Node) string {
	var b strings.Builder
	walk(n, func(k *html.Node) {
		if isData(k) {
			b.WriteString(k.Data)
		}
	})
	return b.String()
}

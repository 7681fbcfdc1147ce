package richtext

import (
	"strings"

	"golang.org/x/net/html"
)

// markTags are the elements that are one mark.
var markTags = map[string]uint8{
	"b": bitStrong, "strong": bitStrong, "i": bitEmph, "em": bitEmph, "cite": bitEmph, "dfn": bitEmph, "var": bitEmph,
	"s": bitStrike, "del": bitStrike, "strike": bitStrike, "u": bitUnderline, "ins": bitUnderline,
	"sub": bitSub, "sup": bitSup,
}

// mark says which marks the content of e stands under.
func (e *element) mark() markSet {
	if bit := markTags[e.tag]; bit != 0 {
		return markSet{bits: bit}
	}
	switch e.tag {
	case "a":
		l := linkMark{target: cleanTarget(e.attr["href"]), title: cleanLine(e.attr["title"])}
		if unsafeTarget(l.target) {
			l.target = ""
		}
		_, l.card = e.attr["data-card"]
		l.on = l.target != "" || l.title != ""
		return markSet{link: l}
	case "span":
		return markSet{color: cleanColor(styleValue(e.attr["style"], "color"))}
	case "font":
		return markSet{color: cleanColor(e.attr["color"])}
	}
	return markSet{}
}

// isLeaf reports whether e may be a leaf, so that only then its text is gathered.
func (e *element) isLeaf() bool {
	switch e.tag {
	case "br", "img", "code", "kbd", "samp", "tt", "time":
		return true
	case "span":
		for _, k := range []string{"data-mention", "data-emoji", "data-status"} {
			if _, ok := e.attr[k]; ok {
				return true
			}
		}
	}
	return false
}

// leaf says which leaf e is whose text is s, nil if it is none.
func (e *element) leaf(s string) Inline {
	switch e.tag {
	case "br":
		return Break{}
	case "img":
		return e.image()
	case "code", "kbd", "samp", "tt":
		if f := e.attr["data-raw"]; f != "" {
			return RawInline{Format(f), s}
		}
		return CodeSpan{s}
	case "time":
		if v := e.attr["datetime"]; v != "" && v == cleanLine(s) {
			return Date{v}
		}
	case "span":
		return e.spanLeaf(s)
	}
	return nil
}

func (e *element) spanLeaf(s string) Inline {
	if v, ok := e.attr["data-mention"]; ok {
		return Mention{ID: v, Name: strings.TrimPrefix(cleanLine(s), "@")}
	}
	if v, ok := e.attr["data-emoji"]; ok {
		if s == ":"+v+":" {
			s = ""
		}
		return Emoji{Short: v, Text: s}
	}
	if v, ok := e.attr["data-status"]; ok {
		return Status{Text: s, Color: v}
	}
	return nil
}

func (e *element) image() Inline {
	im := Image{Target: e.attr["src"], Alt: e.attr["alt"], Title: e.attr["title"],
		Width: e.attr["width"], Height: e.attr["height"]}
	if unsafeTarget(im.Target) && !strings.HasPrefix(strings.ToLower(im.Target), "data:image/") {
		return Text{im.Alt}
	}
	_, im.Attachment = e.attr["data-attachment"]
	return im
}

// styleValue finds one property in a style attribute.
func styleValue(style, name string) string {
	for part := range strings.SplitSeq(style, ";") {
		k, v, _ := strings.Cut(part, ":")
		if strings.EqualFold(trim(k), name) {
			return trim(v)
		}
	}
	return ""
}

// wholly lists the elements, with their attributes, that turn into nodes and
// back without loss. Markdown with anything else keeps it as it is written.
var wholly = map[string]string{
	"b": "", "strong": "", "i": "", "em": "", "s": "", "del": "", "strike": "", "u": "", "ins": "",
	"sub": "", "sup": "", "br": "", "hr": "", "p": "", "div": "data-panel data-title", "blockquote": "",
	"ul": "", "ol": "start", "li": "", "table": "", "thead": "", "tbody": "", "tfoot": "", "tr": "",
	"td": "align style colspan rowspan", "th": "align style colspan rowspan",
	"h1": "", "h2": "", "h3": "", "h4": "", "h5": "", "h6": "", "details": "", "summary": "",
	"pre": "data-raw", "code": "class data-raw data-lang", "a": "href title data-card",
	"img":  "src alt title width height data-attachment",
	"span": "style data-mention data-emoji data-status", "font": "color", "time": "datetime",
	"input": "type checked disabled",
}

// known reports whether e alone turns into nodes without loss.
func (e *element) known() bool {
	allowed, ok := wholly[e.tag]
	if !ok {
		return false
	}
	for k, v := range e.attr {
		if !strings.Contains(" "+allowed+" ", " "+k+" ") || !e.keeps(k, v) {
			return false
		}
	}
	if e.tag == "a" {
		return e.attr["href"] != ""
	}
	return e.tag != "img" || e.attr["src"] != ""
}

// keeps reports whether the value of an attribute is kept.
func (e *element) keeps(k, v string) bool {
	switch {
	case k == "style" && e.tag == "span":
		c := cleanColor(styleValue(v, "color"))
		return c != "" && len(strings.Split(strings.Trim(v, "; "), ";")) == 1
	case k == "style":
		return e.align() != AlignNone && len(strings.Split(strings.Trim(v, "; "), ";")) == 1
	case k == "class":
		return strings.HasPrefix(v, "language-") && !strings.Contains(v, " ")
	case k == "href" || k == "src":
		return v != "" && !unsafeTarget(v)
	case k == "type":
		return v == "checkbox"
	}
	return true
}

// understood reports whether all of the HTML in s turns into nodes without
// loss: balanced tags, nothing unknown, no comments.
func understood(s string) bool {
	var open []string
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return len(open) == 0 && len(z.Raw()) == 0
		case html.StartTagToken, html.SelfClosingTagToken:
			e := startTag(z)
			if !e.known() || len(open) > maxDepth {
				return false
			}
			if !voidTags[e.tag] {
				open = append(open, e.tag)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return false
			}
			open = open[:len(open)-1]
		case html.CommentToken, html.DoctypeToken:
			return false
		}
	}
}

package jsoup

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/entwine-sync/entwine/groovy"
)

// A safelist says which tags and attributes cleaning leaves.
type safelist struct {
	class     string
	tags      map[string]bool
	attrs     map[string]map[string]bool // by tag, ":all" for any
	protocols map[string][]string        // by "tag attr"
	enforced  map[string]map[string]string
	relative  bool // links without protocol stay
}

func newSafelist(class string, tagNames string) *safelist {
	return &safelist{class: class, tags: tags(tagNames), attrs: map[string]map[string]bool{}, protocols: map[string][]string{}, enforced: map[string]map[string]string{}}
}

func (s *safelist) allow(tag string, attrs ...string) {
	if s.attrs[tag] == nil {
		s.attrs[tag] = map[string]bool{}
	}
	for _, a := range attrs {
		s.attrs[tag][a] = true
	}
}

// The lists that jsoup has ready.
const (
	simpleTags = "b em i strong u"
	basicTags  = simpleTags + " a blockquote br cite code dd dl dt li ol p pre q small span strike sub sup ul"
	moreTags   = basicTags + " caption col colgroup div h1 h2 h3 h4 h5 h6 img table tbody td tfoot th thead tr"
)

func ready(class, name string) *safelist {
	switch name {
	case "none":
		return newSafelist(class, "")
	case "simpleText":
		return newSafelist(class, simpleTags)
	case "basic", "basicWithImages":
		s := newSafelist(class, basicTags)
		s.allow("a", "href")
		s.allow("blockquote", "cite")
		s.allow("q", "cite")
		s.protocols["a href"] = []string{"ftp", "http", "https", "mailto"}
		s.protocols["blockquote cite"] = []string{"http", "https"}
		s.protocols["q cite"] = []string{"http", "https"}
		s.enforced["a"] = map[string]string{"rel": "nofollow"}
		if name == "basicWithImages" {
			s.images()
		}
		return s
	case "relaxed":
		s := newSafelist(class, moreTags)
		s.allow("a", "href", "title")
		s.allow("blockquote", "cite")
		s.allow("q", "cite")
		s.allow("col", "span", "width")
		s.allow("colgroup", "span", "width")
		s.allow("ol", "start", "type")
		s.allow("ul", "type")
		s.allow("table", "summary", "width")
		s.allow("td", "abbr", "axis", "colspan", "rowspan", "width")
		s.allow("th", "abbr", "axis", "colspan", "rowspan", "scope", "width")
		s.protocols["a href"] = []string{"ftp", "http", "https", "mailto"}
		s.protocols["blockquote cite"] = []string{"http", "https"}
		s.protocols["q cite"] = []string{"http", "https"}
		s.images()
		return s
	}
	return nil
}

func (s *safelist) images() {
	s.tags["img"] = true
	s.allow("img", "align", "alt", "height", "src", "title", "width")
	s.protocols["img src"] = []string{"http", "https"}
}

func safelistClass(class string) *groovy.HostClass {
	return &groovy.HostClass{Name: class,
		New: func(_ *groovy.Context, args []any) (any, error) {
			if len(args) == 1 {
				if of, ok := args[0].(*safelist); ok {
					return of.clone(), nil
				}
			}
			return newSafelist(class, ""), nil
		},
		Static: func(_ *groovy.Context, name string, args []any, get bool) (any, bool, error) {
			if s := ready(class, name); s != nil && !get && len(args) == 0 {
				return s, true, nil
			}
			return nil, false, nil
		},
	}
}

func (s *safelist) clone() *safelist {
	k := newSafelist(s.class, "")
	maps.Copy(k.tags, s.tags)
	for t, a := range s.attrs {
		k.attrs[t] = maps.Clone(a)
	}
	maps.Copy(k.protocols, s.protocols)
	for t, e := range s.enforced {
		k.enforced[t] = maps.Clone(e)
	}
	k.relative = s.relative
	return k
}

// TypeName is jsoup's class, of the older or the newer name.
func (s *safelist) TypeName() string { return s.class }

// CallMethod has what changes the list; each gives it back.
func (s *safelist) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	var words []string
	for _, a := range args {
		if err := c.Each(a, func(v any) error {
			w, err := c.Text(v)
			words = append(words, w)
			return err
		}); err != nil {
			return nil, true, err
		}
	}
	if err := c.Alloc(64 * len(words)); err != nil {
		return nil, true, err
	}
	switch {
	case name == "addTags":
		for _, t := range words {
			s.tags[strings.ToLower(t)] = true
		}
	case name == "removeTags":
		for _, t := range words {
			delete(s.tags, t)
		}
	case name == "addAttributes" && len(words) > 1:
		if words[0] != ":all" {
			s.tags[words[0]] = true
		}
		s.allow(words[0], words[1:]...)
	case name == "removeAttributes" && len(words) > 1:
		for _, a := range words[1:] {
			delete(s.attrs[words[0]], a)
		}
	case name == "addEnforcedAttribute" && len(words) == 3:
		s.tags[words[0]] = true
		if s.enforced[words[0]] == nil {
			s.enforced[words[0]] = map[string]string{}
		}
		s.enforced[words[0]][words[1]] = words[2]
	case name == "removeEnforcedAttribute" && len(words) == 2:
		delete(s.enforced[words[0]], words[1])
	case name == "addProtocols" && len(words) > 2:
		key := words[0] + " " + words[1]
		s.allow(words[0], words[1])
		s.protocols[key] = append(slices.Clone(s.protocols[key]), words[2:]...)
	case name == "removeProtocols" && len(words) > 1:
		key := words[0] + " " + words[1]
		s.protocols[key] = slices.DeleteFunc(slices.Clone(s.protocols[key]), func(p string) bool { return slices.Contains(words[2:], p) })
	case name == "preserveRelativeLinks" && len(words) == 1:
		s.relative = words[0] == "true"
	default:
		return nil, false, nil
	}
	return s, true, nil
}

func (s *safelist) allows(tag string, a html.Attribute) bool {
	if !s.attrs[tag][a.Key] && !s.attrs[":all"][a.Key] {
		return false
	}
	protocols := s.protocols[tag+" "+a.Key]
	if len(protocols) == 0 {
		return true
	}
	v := strings.ToLower(strings.TrimSpace(a.Val))
	for _, p := range protocols {
		if p == "#" && strings.HasPrefix(v, "#") || strings.HasPrefix(v, p+":") {
			return true
		}
	}
	return s.relative && !strings.Contains(v, ":")
}

// clean is Jsoup.clean(html [, baseUri], safelist [, settings]) and isValid.
func clean(c *groovy.Context, name string, args []any) (any, error) {
	if len(args) < 2 {
		return nil, c.Throw("java.lang.IllegalArgumentException", name+" takes the HTML and a Whitelist: Jsoup.clean(html, Whitelist.basic())")
	}
	src, err := markup(c, args[0])
	if err != nil {
		return nil, err
	}
	var list *safelist
	out := newSettings()
	for _, a := range args[1:] {
		switch x := a.(type) {
		case *safelist:
			list = x
		case *settings:
			out = x
		}
	}
	if list == nil {
		return nil, c.Throw("java.lang.IllegalArgumentException", name+" takes a Whitelist: Jsoup.clean(html, Whitelist.basic())")
	}
	doc, err := parseBody(c, src)
	if err != nil {
		return nil, err
	}
	cleaned, dropped := list.clean(doc.n)
	if name == "isValid" {
		return dropped == 0, nil
	}
	setSettings(cleaned, out)
	return printed(c, body(cleaned), inner)
}

// clean copies what is allowed; dropped counts what is not.
func (s *safelist) clean(doc *html.Node) (out *html.Node, dropped int) {
	out = shell()
	to := map[*html.Node]*html.Node{body(doc): body(out)}
	walk(body(doc), func(k *html.Node) {
		if to[k] != nil {
			return
		}
		in := to[k.Parent]
		switch {
		case k.Type == html.TextNode && !isData(k):
			in.AppendChild(&html.Node{Type: html.TextNode, Data: k.Data})
		case k.Type == html.ElementNode && s.tags[k.Data]:
			e := element(k.Data)
			for _, a := range k.Attr {
				if s.allows(k.Data, a) {
					e.Attr = append(e.Attr, a)
				} else {
					dropped++
				}
			}
			for _, name := range slices.Sorted(maps.Keys(s.enforced[k.Data])) {
				setAttr(e, name, s.enforced[k.Data][name])
			}
			in.AppendChild(e)
			to[k] = e
			return
		default:
			dropped++
		}
		to[k] = in // what lies in it goes where it would have gone
	})
	return out, dropped
}

// A cleaner is a safelist as a Cleaner has it.
type cleaner struct{ s *safelist }

func newCleaner(c *groovy.Context, args []any) (any, error) {
	if len(args) == 1 {
		if s, ok := args[0].(*safelist); ok {
			return cleaner{s}, nil
		}
	}
	return nil, c.Throw("java.lang.IllegalArgumentException", "a Cleaner is made of a Whitelist")
}

func (k cleaner) TypeName() string { return "org.jsoup.safety.Cleaner" }

// CallMethod cleans a document, or says whether it is clean.
func (k cleaner) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if len(args) != 1 || name != "clean" && name != "isValid" {
		return nil, false, nil
	}
	doc, ok := args[0].(Node)
	if !ok || body(doc.n) == nil {
		return nil, false, nil
	}
	if err := c.Charge(count(doc.n)); err != nil {
		return nil, true, err
	}
	out, dropped := k.s.clean(doc.n)
	if name == "isValid" {
		return dropped == 0, true, nil
	}
	setSettings(out, settingsOf(doc.n))
	return Node{out}, true, c.Alloc(200 * count(out))
}

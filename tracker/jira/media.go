package jira

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/richtext"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Markup names a picture by its file. A document of the cloud names it by the
// identity that its bytes have in the media service, which the interface tells in one
// place only: in the address that it leads to whoever reads the attachment. A document
// that names another is refused (ATTACHMENT_VALIDATION_ERROR). And a picture that a new
// text leaves out takes its file with it, if it came through the cloud's editor
// (seen by others: github.com/sooperset/mcp-atlassian/issues/1192). So in what is
// written a picture keeps the identity that it has in what it replaces.

// mediaPath finds the identity in the address of the bytes.
var mediaPath = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`/file/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/|$)`)
})

// mediaOf is the identity of an attachment's bytes; "" if the cloud does not tell it.
func (c *connector) mediaOf(ctx context.Context, attachment string) (string, error) {
	n, err := number(attachment)
	if err != nil {
		return "", err
	}
	c.mu.Lock()
	id, known := c.media[n]
	c.mu.Unlock()
	if known {
		return id, nil
	}
	path, err := c.path(ctx, "/attachment/content/"+n)
	if err != nil {
		return "", err
	}
	// The address alone is wanted, where the cloud leads to: one byte is enough.
	res, err := c.web.Do(tracker.Streaming(ctx), web.Request{Path: path, Header: http.Header{"Accept": {"*/*"}, "Range": {"bytes=0-0"}}})
	switch hub.CodeOf(web.Hidden(err)) {
	case "":
	case hub.NotFound, hub.Invalid: // gone meanwhile, or of no bytes at all
		return "", nil
	default:
		return "", err
	}
	_ = res.Body.Close() // what is in it was not asked for
	if m := mediaPath().FindStringSubmatch(res.Request.URL.Path); m != nil {
		id = m[1]
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.media) >= maxNames {
		clear(c.media)
	}
	c.media[n] = id
	return id, nil
}

// file is an attachment, as documents of its issue may name it.
type file struct{ id, name string }

// filesOf are the attachments of an issue, the newest first: that is the one which is
// meant, where several have one name.
func filesOf(fields map[string]any) []file {
	var out []file
	for _, v := range list(fields["attachment"]) {
		m := object(v)
		out = append(out, file{word(m["id"]), str(m["filename"])})
	}
	slices.SortFunc(out, func(a, b file) int { return compareIDs(b.id, a.id) })
	return out
}

// fileAttr is what some of the cloud's own editors call the name of a file.
const fileAttr = "__fileName"

// nameMedia puts the names of files into the documents of an issue that show them by
// identity only, or by words that somebody chose.
func (c *connector) nameMedia(ctx context.Context, files []file, in any) error {
	nameless := map[string][]map[string]any{} // by identity
	eachDocument(in, 0, func(doc map[string]any) {
		richtext.EachMedia(doc, func(media, _ map[string]any) {
			attrs := object(media["attrs"])
			named := func(f file) bool { return f.name == shownName(attrs) }
			if id := str(attrs["id"]); id != "" && !slices.ContainsFunc(files, named) {
				nameless[id] = append(nameless[id], attrs)
			}
		})
	})
	for _, f := range files[:min(len(files), mostLookedAt)] {
		if len(nameless) == 0 {
			break
		}
		id, err := c.mediaOf(ctx, f.id)
		if err != nil {
			return err
		}
		for _, attrs := range nameless[id] {
			attrs[fileAttr] = f.name
		}
		delete(nameless, id)
	}
	return nil
}

// shownName is what a document calls a file.
func shownName(attrs map[string]any) string { return first(str(attrs[fileAttr]), str(attrs["alt"])) }

// deepestDocument is how deep in an answer documents are looked for: they are values of
// fields, or parts of what a field lists.
const deepestDocument = 6

func eachDocument(v any, depth int, f func(doc map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		if v["type"] == "doc" && v["content"] != nil {
			f(v)
			return
		}
		for _, e := range v {
			if depth < deepestDocument {
				eachDocument(e, depth+1, f)
			}
		}
	case []any:
		for _, e := range v {
			if depth < deepestDocument {
				eachDocument(e, depth+1, f)
			}
		}
	}
}

// picturesIn are the names of the files that markup shows.
func picturesIn(markup string) (names []string) {
	if !strings.Contains(markup, "!") {
		return nil
	}
	depicted(markup, func(name string, i richtext.Image) richtext.Inline {
		names = append(names, name)
		return i
	})
	return names
}

// draw writes markup as a document that shows the files of an issue, in place of one
// that showed old. lacks are the names of those that are not there yet.
func (c *connector) draw(ctx context.Context, markup string, old any, files []file) (doc any, lacks []string, err error) {
	had := map[string][]shown{}
	richtext.EachMedia(old, func(media, around map[string]any) {
		name := shownName(object(media["attrs"]))
		had[name] = append(had[name], shown{media, around})
	})
	kept := map[string][]shown{} // by identity
	d := depicted(markup, func(name string, i richtext.Image) richtext.Inline {
		var id string
		if l := had[name]; len(l) > 0 { // of two of one name the first is the first again
			if len(l) > 1 {
				had[name] = l[1:]
			}
			id = str(object(l[0].media["attrs"])["id"])
			kept[id] = append(kept[id], l[0])
		} else if at := slices.IndexFunc(files, func(f file) bool { return f.name == name }); at < 0 {
			lacks = append(lacks, name)
		} else {
			var failed error
			if id, failed = c.mediaOf(ctx, files[at].id); failed != nil {
				err = failed
			}
		}
		if id == "" {
			return spelled(name)
		}
		i.Target, i.Alt = id, name // the one name that a document has for a file
		return i
	})
	if err != nil {
		return nil, nil, err
	}
	s := richtext.WriteADF(d)
	if settled(true, fromADF(s)) != settled(true, markup) {
		// It would be read as another text, and told as somebody's edit.
		return document(true, markup), lacks, nil
	}
	if err := decode([]byte(s), &doc); err != nil {
		return nil, nil, err
	}
	richtext.EachMedia(doc, func(media, around map[string]any) {
		id := str(object(media["attrs"])["id"])
		like := func(s shown) bool { return s.media["type"] == media["type"] }
		if at := slices.IndexFunc(kept[id], like); at >= 0 {
			kept[id][at].again(media, around)
			kept[id] = slices.Delete(kept[id], at, at+1)
		}
	})
	return doc, lacks, nil
}

// shown is a picture in a document.
type shown struct{ media, around map[string]any }

// again makes a picture the one that it was: of its size, in its place, with the words
// for those who do not see it and those below it.
func (s shown) again(media, around map[string]any) {
	attrs := maps.Clone(object(s.media["attrs"]))
	maps.DeleteFunc(attrs, func(name string, _ any) bool { return strings.HasPrefix(name, "__") })
	media["attrs"] = attrs
	if around == nil || s.around == nil {
		return
	}
	if s.around["attrs"] != nil {
		around["attrs"] = s.around["attrs"]
	}
	if l := list(s.around["content"]); len(l) == 2 && len(list(around["content"])) == 1 && s.onlyShows() {
		around["content"] = append(list(around["content"]), l[1])
	}
}

// onlyShows reports whether markup says nothing of the words below a picture.
func (s shown) onlyShows() bool {
	text := func(content ...any) string {
		return written(true, map[string]any{"type": "doc", "version": 1, "content": []any{map[string]any{"type": "mediaSingle", "content": content}}})
	}
	l := list(s.around["content"])
	return text(l...) == text(l[0])
}

// illustrate puts the pictures into the long texts of an edit.
func (c *connector) illustrate(ctx context.Context, id string, p *plan) error {
	texts := p.depicting()
	if len(texts) == 0 {
		return nil
	}
	keys := slices.Sorted(maps.Keys(texts))
	now, files, err := c.depictions(ctx, "/issue/"+id, url.Values{"fields": {strings.Join(append(keys, "attachment"), ",")}})
	if err != nil {
		return err
	}
	for _, key := range keys {
		doc, lacks, err := c.draw(ctx, texts[key], object(now["fields"])[key], files)
		if err != nil {
			return err
		}
		p.fields[key] = doc
		c.await(id, key, lacks)
	}
	return nil
}

// depicting are the texts of a write that show files, by Jira's names of the fields.
func (p *plan) depicting() map[string]string {
	texts := maps.Clone(p.texts)
	maps.DeleteFunc(texts, func(_, text string) bool { return !p.c.isCloud() || len(picturesIn(text)) == 0 })
	return texts
}

// depictions reads what an issue shows, with the names of all files in it.
func (c *connector) depictions(ctx context.Context, path string, q url.Values) (answer map[string]any, files []file, err error) {
	if err := c.get(ctx, path, q, &answer); err != nil {
		return nil, nil, web.Hidden(err)
	}
	files = filesOf(object(answer["fields"]))
	return answer, files, c.nameMedia(ctx, files, answer)
}

// illustrated is the text of a comment or a work log of an issue, in place of old.
func (c *connector) illustrated(ctx context.Context, id, markup string, old any) (any, error) {
	if !c.isCloud() || len(picturesIn(markup)) == 0 {
		return document(c.isCloud(), markup), nil
	}
	_, files, err := c.depictions(ctx, "/issue/"+id, url.Values{"fields": {"attachment"}})
	if err != nil {
		return nil, err
	}
	if err := c.nameMedia(ctx, files, old); err != nil {
		return nil, err
	}
	doc, _, err := c.draw(ctx, markup, old, files)
	return doc, err
}

// await notes that a field of an issue names files which it does not have yet, as a new
// issue's must: they are attached to it next.
func (c *connector) await(id, key string, names []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.awaited) >= maxNames {
		clear(c.awaited)
	}
	if c.awaited[id] == nil && len(names) > 0 {
		c.awaited[id] = map[string][]string{}
	}
	if of := c.awaited[id]; of != nil {
		of[key] = names
	}
}

// awaiting are the fields of an issue in which a file is to be shown that came now.
func (c *connector) awaiting(id, name string) (keys []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for key, names := range c.awaited[id] {
		if slices.Contains(names, name) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// reveal shows a new file where texts of its issue named it already. They say the same
// as before, so a failure loses nothing.
func (c *connector) reveal(ctx context.Context, id, name string) {
	keys := c.awaiting(id, name)
	if len(keys) == 0 {
		return
	}
	err := c.redraw(ctx, id, name, keys)
	if err != nil {
		c.log.Warn("a picture is attached and not shown in the text that names it", "issue", id, "file", name, "err", err)
	}
}

func (c *connector) redraw(ctx context.Context, id, name string, keys []string) error {
	now, files, err := c.depictions(ctx, "/issue/"+id, url.Values{"fields": {strings.Join(append(slices.Clone(keys), "attachment"), ",")}})
	if err != nil {
		return err
	}
	fields := map[string]any{}
	for _, key := range keys {
		old := object(now["fields"])[key]
		markup := written(true, old)
		if !slices.Contains(picturesIn(markup), name) {
			c.await(id, key, nil) // somebody wrote something else
			continue
		}
		doc, lacks, err := c.draw(ctx, markup, old, files)
		if err != nil {
			return err
		}
		fields[key] = doc
		c.await(id, key, lacks)
	}
	if len(fields) == 0 {
		return nil
	}
	return c.edit(ctx, id, map[string]any{"fields": fields})
}

func decode(b []byte, out any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	return d.Decode(out)
}

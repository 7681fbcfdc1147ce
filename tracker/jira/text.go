package jira

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/richtext"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Long texts are wiki markup at servers, kept as it comes. In the cloud they are
// Atlassian documents, which become wiki markup when they are read and are made
// of it when they are written. What the markup has no signs for is lost by that,
// but only in a text that is written: nothing is sent for one that stays.

// richFields are the long texts that every issue has.
var richFields = []string{"description", "environment"}

// document is a text as Jira takes it: nil if it is empty.
func document(cloud bool, s string) any {
	s = settled(cloud, s)
	if s == "" {
		return nil
	}
	if !cloud {
		return s
	}
	return json.RawMessage(toADF(s))
}

// depicted reads markup, with what draw makes of each picture of the files.
func depicted(s string, draw func(name string, i richtext.Image) richtext.Inline) richtext.Doc {
	return richtext.MapImages(richtext.ReadJira(s), func(i richtext.Image) richtext.Inline {
		if !i.Attachment {
			return i
		}
		return draw(i.FileName(), i)
	})
}

// spelled is a picture that stays as markup names it, where none can be shown.
func spelled(name string) richtext.Inline { return richtext.Text{Value: "!" + name + "!"} }

// toADF writes markup as a document that shows no files: see media.go for one that does.
func toADF(s string) string {
	return richtext.WriteADF(depicted(s, func(name string, _ richtext.Image) richtext.Inline { return spelled(name) }))
}

// namedPicture is what spelled left of a picture, as WriteJira writes the text.
var namedPicture = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\\!([^!\\|\n]{1,200}\.[A-Za-z0-9]{1,5})\\?!`) })

// fromADF writes a document as markup.
func fromADF(s string) string {
	return namedPicture().ReplaceAllString(richtext.WriteJira(richtext.ReadADF(s)), "!$1!")
}

// written is a text of Jira as wiki markup, whichever of the two it comes as.
func written(cloud bool, v any) string {
	switch v := v.(type) {
	case string:
		return settled(cloud, v)
	case map[string]any:
		b, err := json.Marshal(v)
		if err != nil {
			return "" // it was JSON a moment ago
		}
		return settled(true, fromADF(string(b)))
	}
	return ""
}

// mostPasses is how often a text is sent through both forms until it stays as it
// is. The writers promise that once is enough; a text that would wander on
// forever stays where it is then.
const mostPasses = 4

// settled is wiki markup in the form in which the tracker will show it again. Pictures
// have nothing but the names of their files, whether they are shown yet or not: the cloud
// gives them sizes of its own.
func settled(cloud bool, s string) string {
	s = strings.TrimRight(clean(s), " \n\t")
	if !cloud || s == "" {
		return s
	}
	for range mostPasses {
		next := clean(fromADF(richtext.WriteADF(depicted(s, func(name string, _ richtext.Image) richtext.Inline {
			return richtext.Image{Target: name, Attachment: true}
		}))))
		if next = strings.TrimRight(next, " \n\t"); next == s {
			return s
		}
		s = next
	}
	return s
}

// clean brings line ends into one form, and drops what no XML can hold, which
// Jira refuses or drops in its exports and notifications.
func clean(s string) string {
	s = web.Lines(strings.ToValidUTF8(s, "\ufffd"))
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}

// single is a text of one line, as Jira keeps it.
func single(s string) string { return strings.TrimSpace(clean(s)) }

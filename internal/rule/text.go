package rule

import (
	"regexp"
	"strings"

	"github.com/entwine-sync/entwine/richtext"
)

// Text is a told text as it should be written here, where ours stands now: in
// the format of this side. A text of ours that says the same stays as it is, so
// that no text is worn down by going to and fro: what comes back of it has been
// through the other side's format.
func (in *In) Text(theirs, ours string) string {
	to, from := richtext.Format(in.Format), richtext.Format(in.Theirs)
	if theirs == "" || from == "" || to == "" || from == to {
		return theirs
	}
	said, mine := richtext.Read(from, theirs), richtext.Read(to, ours)
	if to == richtext.Jira {
		said = calm(said, mine)
	}
	if ours != "" && (richtext.Convert(ours, to, from) == theirs || richtext.Equal(mine, said)) {
		return ours
	}
	text := richtext.Write(to, said)
	called := recall(text, to, mine)
	if called != text && richtext.Equal(mine, richtext.Read(to, called)) {
		return ours
	}
	return called
}

// recall writes the names of people whom our text mentions as mentions where they
// come back as mere text: over there they were nobody.
func recall(text string, to richtext.Format, ours richtext.Doc) string {
	written := func(in richtext.Inline) string {
		return strings.TrimSpace(richtext.Write(to, richtext.Doc{Blocks: []richtext.Block{richtext.Paragraph{Inlines: []richtext.Inline{in}}}}))
	}
	richtext.MapMentions(ours, func(m richtext.Mention) richtext.Inline {
		name, mention := written(richtext.Text{Value: "@" + m.Name}), written(m)
		if m.Name != "" && name != mention {
			whole := regexp.MustCompile(regexp.QuoteMeta(name) + `($|[^\pL\pN_.-]|[.-]($|[^\pL\pN_]))`)
			text = whole.ReplaceAllString(text, strings.ReplaceAll(mention, "$", "$$")+"$1")
		}
		return m
	})
	return text
}

// calm leaves of the mentions in a text for a tracker that has a sign of its own
// for calling people (elsewhere it is the name itself) those of people whom our
// text mentions already, and of accounts that are the same everywhere. Who merely
// has the name of somebody over there is not called: the name stays as text.
func calm(theirs, ours richtext.Doc) richtext.Doc {
	known := map[string]bool{}
	richtext.MapMentions(ours, func(m richtext.Mention) richtext.Inline {
		known[m.ID], known[m.Name] = true, true
		return m
	})
	delete(known, "")
	return richtext.MapMentions(theirs, func(m richtext.Mention) richtext.Inline {
		if known[m.ID] || known[m.Name] || m.Everywhere() {
			return m
		}
		if m.Name == "" {
			m.Name = m.ID
		}
		return richtext.Text{Value: "@" + m.Name}
	})
}

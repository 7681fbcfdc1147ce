package rule

import "github.com/entwine-sync/entwine/richtext"

// Text is a told text as it should be written here, where ours stands now: in
// the format of this side. A text of ours that says the same stays as it is, so
// that no text is worn down by going to and fro: what comes back of it has been
// through the other side's format.
func (in *In) Text(theirs, ours string) string {
	to, from := richtext.Format(in.Format), richtext.Format(in.Theirs)
	if theirs == "" || from == "" || to == "" || from == to {
		return theirs
	}
	said := calm(richtext.Read(from, theirs), richtext.Read(to, ours))
	if ours != "" && (richtext.Convert(ours, to, from) == theirs || richtext.Equal(richtext.Read(to, ours), said)) {
		return ours
	}
	return richtext.Write(to, said)
}

// calm leaves of the mentions in a text of theirs those of people whom our text
// mentions already, and of accounts that are the same everywhere. Who merely has
// the name of somebody over there is not called: the name stays as text.
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

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
	if ours != "" && (richtext.Convert(ours, to, from) == theirs || richtext.Equal(richtext.Read(to, ours), richtext.Read(from, theirs))) {
		return ours
	}
	return richtext.Convert(theirs, from, to)
}

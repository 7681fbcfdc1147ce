// Package richtext is one neutral document tree for the bodies and comments
// that trackers write in different markups, with a reader and a writer for
// each markup: Markdown (GFM), Textile (Redmine's dialect), Jira's wiki markup,
// Atlassian documents (ADF), HTML and plain text.
//
// What it promises. Readers never fail: text they do not understand stays as
// literal text, or as a [Raw] or [RawInline] node that remembers its markup.
// Writers escape literal text, so that a text "*x*" does not become bold on the
// way. Writing and reading a tree gives the same tree, as far as the markup can
// say it, and writing the same text over and over does not wear it out.
// Reading takes time in line with the size of the input and nesting is limited;
// how much input is too much is the caller's matter.
//
// What it will not do: resolve mentions, fetch images, number footnotes, check
// links, or print pretty. It imports no tracker and knows no issue.
//
// The one thing to know before changing it: everything rests on [Normalize].
// It gives trees that mean the same one single form (marks nested by length,
// white space collapsed, bare URLs as links, and so on). Readers return
// normal trees and writers take nothing else, so a writer never sees a leading
// space, two adjacent texts or a bold text inside a bold text. If a round trip
// breaks, first ask whether the two trees should have had one normal form.
package richtext

// A Format names a markup. Its text is stored in [Raw] nodes and may be stored
// by callers: the values do not change.
type Format string

// The formats that have a reader and a writer.
const (
	Markdown Format = "markdown" // GitHub's dialect of CommonMark
	Textile  Format = "textile"  // Redmine's dialect
	HTML     Format = "html"
	Plain    Format = "plain"
	Jira     Format = "jira" // wiki markup of Jira Server, Data Center and Cloud's second API
	ADF      Format = "adf"  // Atlassian Document Format, as JSON: Jira Cloud's third API
)

// Read reads text as f says. An unknown format is read as plain text: the words
// stay, which is what matters most. The result is normal, see [Normalize].
func Read(f Format, text string) Doc {
	switch f {
	case Markdown:
		return ReadMarkdown(text)
	case Textile:
		return ReadTextile(text)
	case HTML:
		return ReadHTML(text)
	case Jira:
		return ReadJira(text)
	case ADF:
		return ReadADF(text)
	default:
		return ReadPlain(text)
	}
}

// Write writes d in the markup f; an unknown format is written as plain text.
func Write(f Format, d Doc) string {
	switch f {
	case Markdown:
		return WriteMarkdown(d)
	case Textile:
		return WriteTextile(d)
	case HTML:
		return WriteHTML(d)
	case Jira:
		return WriteJira(d)
	case ADF:
		return WriteADF(d)
	default:
		return WritePlain(d)
	}
}

// Convert reads text as one format and writes it as another. With from and to
// the same it tidies the text: the result means the same but may be spelled in
// another way. Converting a result once more does not change it.
func Convert(text string, from, to Format) string {
	return Write(to, Read(from, text))
}

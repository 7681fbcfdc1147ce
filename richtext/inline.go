package richtext

// An Inline is a part of running text. Marks ([Strong], [Emph], [Strike],
// [Underline], [Sub], [Sup], [Color], [Link]) hold other inlines, the rest are
// leaves. They are values, not pointers.
type Inline interface{ isInline() }

type (
	// Text is literal. As in HTML, its white space only separates words; what
	// must stay apart has no-break spaces, what must break has a [Break].
	Text struct{ Value string }

	// Strong is usually shown bold.
	Strong struct{ Inlines []Inline }
	// Emph is usually shown italic.
	Emph struct{ Inlines []Inline }
	// Strike is deleted text.
	Strike struct{ Inlines []Inline }
	// Underline is inserted text.
	Underline struct{ Inlines []Inline }
	// Sub is below the line.
	Sub struct{ Inlines []Inline }
	// Sup is above the line.
	Sup struct{ Inlines []Inline }

	// Color colours text; Value is a CSS colour: a word or #rrggbb.
	Color struct {
		Value   string
		Inlines []Inline
	}

	// A Link leads to Target. Card asks the tracker to show what is behind it.
	Link struct {
		Target, Title string
		Card          bool
		Inlines       []Inline
	}

	// CodeSpan is code inside a line; its spaces count.
	CodeSpan struct{ Text string }

	// An Image is at Target, a URL, or, if Attachment, the name of a file that
	// hangs on the issue. Width and Height are as the markup gave them.
	Image struct {
		Target, Alt, Title string
		Width, Height      string
		Attachment         bool
	}

	// A Mention names a person. ID is the tracker's key for them, if it has one
	// besides the Name.
	Mention struct{ ID, Name string }

	// An Emoji has a short name without colons and, if known, the character.
	Emoji struct{ Short, Text string }

	// A Break ends a line. A Soft one was only a line end in the source and is
	// shown as a space by most trackers; see [Harden].
	Break struct{ Soft bool }

	// A Status is a small coloured label.
	Status struct{ Text, Color string }

	// A Date is a day, Value as YYYY-MM-DD.
	Date struct{ Value string }

	// RawInline is to a line what [Raw] is to a document.
	RawInline struct {
		Format Format
		Text   string
	}
)

func (Text) isInline()      {}
func (Strong) isInline()    {}
func (Emph) isInline()      {}
func (Strike) isInline()    {}
func (Underline) isInline() {}
func (Sub) isInline()       {}
func (Sup) isInline()       {}
func (Color) isInline()     {}
func (Link) isInline()      {}
func (CodeSpan) isInline()  {}
func (Image) isInline()     {}
func (Mention) isInline()   {}

// Everywhere reports whether a mention names its person by an identity that is the
// same in all places that know it, and nobody else's: that of an account of Jira
// Cloud. A mere name may be another person's elsewhere.
func (m Mention) Everywhere() bool {
	return accountID().MatchString(m.Name) || accountID().MatchString(m.ID)
}
func (Emoji) isInline()     {}
func (Break) isInline()     {}
func (Status) isInline()    {}
func (Date) isInline()      {}
func (RawInline) isInline() {}

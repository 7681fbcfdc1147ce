package richtext

// A Doc is a document: blocks from top to bottom. The zero Doc is empty.
type Doc struct {
	Blocks []Block
}

// A Block is one of [Paragraph], [Heading], [List], [Quote], [Code], [Table],
// [Rule], [Panel], [Expand] and [Raw]. They are values, not pointers.
type Block interface{ isBlock() }

type (
	// A Paragraph is running text.
	Paragraph struct{ Inlines []Inline }

	// A Heading has a level from 1 to 6.
	Heading struct {
		Level   int
		Inlines []Inline
	}

	// A List is a bullet list or, if Ordered, a numbered one that begins at
	// Start. Tight lists are shown without space between their items.
	List struct {
		Ordered bool
		Start   int
		Tight   bool
		Items   []Item
	}

	// A Quote is something another one said.
	Quote struct{ Blocks []Block }

	// Code is text to be shown as it is. Lang is all that was said about the
	// language, often a single word. Text has no newline at its end unless the
	// last line is empty.
	Code struct{ Lang, Text string }

	// A Table has rows of cells. Rows need not have the same length.
	Table struct{ Rows []Row }

	// A Rule is a line across the page.
	Rule struct{}

	// A Panel is a box that stands out. Kind is one of the Panel constants or
	// the tracker's own word.
	Panel struct {
		Kind, Title string
		Blocks      []Block
	}

	// An Expand shows its title and hides its blocks until asked.
	Expand struct {
		Title  []Inline
		Blocks []Block
	}

	// Raw is a piece of markup nobody here understands, word for word. A writer
	// of the same format writes it as it is; the others keep it as a code block
	// that their readers turn back into Raw.
	Raw struct {
		Format Format
		Text   string
	}
)

// The panel kinds that have a counterpart in more than one tracker.
const (
	PanelInfo    = "info"
	PanelNote    = "note"
	PanelSuccess = "success"
	PanelWarning = "warning"
	PanelError   = "error"
)

// An Item is one entry of a list. Checked is nil unless it is a task.
type Item struct {
	Checked *bool
	Blocks  []Block
}

// A Row is one line of a table.
type Row struct{ Cells []Cell }

// A Cell is one field of a table. The spans count columns and rows; 0 is 1.
type Cell struct {
	Header           bool
	Align            Align
	ColSpan, RowSpan int
	Blocks           []Block
}

// Align says to which side the text of a cell is pushed.
type Align string

// The alignments.
const (
	AlignNone   Align = ""
	AlignLeft   Align = "left"
	AlignCenter Align = "center"
	AlignRight  Align = "right"
)

func (Paragraph) isBlock() {}
func (Heading) isBlock()   {}
func (List) isBlock()      {}
func (Quote) isBlock()     {}
func (Code) isBlock()      {}
func (Table) isBlock()     {}
func (Rule) isBlock()      {}
func (Panel) isBlock()     {}
func (Expand) isBlock()    {}
func (Raw) isBlock()       {}

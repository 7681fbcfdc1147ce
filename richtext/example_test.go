package richtext_test

import (
	"fmt"

	"github.com/entwine-sync/entwine/richtext"
)

func ExampleConvert() {
	fmt.Println(richtext.Convert("h2. Crash\n\nIt *always* fails in @main@, see #12.", richtext.Textile, richtext.Markdown))
	// Output:
	// ## Crash
	//
	// It **always** fails in `main`, see #12.
}

func ExampleReadMarkdown() {
	d := richtext.ReadMarkdown("Ask @jo about `x`.")
	for _, in := range d.Blocks[0].(richtext.Paragraph).Inlines {
		fmt.Printf("%T\n", in)
	}
	// Output:
	// richtext.Text
	// richtext.Mention
	// richtext.Text
	// richtext.CodeSpan
	// richtext.Text
}

func ExampleEqual() {
	fmt.Println(richtext.Equal(richtext.ReadMarkdown("**a**"), richtext.ReadTextile("*a*")))
	// Output: true
}

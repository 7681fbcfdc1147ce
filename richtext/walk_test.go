package richtext

import "testing"

// A mention becomes another one, or a name that calls nobody.
func TestMapMentions(t *testing.T) {
	t.Parallel()
	d := MapMentions(ReadMarkdown("**Ask @bob** and @eve.\n\n- @bob"), func(m Mention) Inline {
		if m.Name == "bob" {
			return Mention{Name: "rob"}
		}
		return Text{"@" + m.Name}
	})
	if got, want := WriteMarkdown(d), "**Ask @rob** and @<!-- -->eve.\n\n- @rob"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

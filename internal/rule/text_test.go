package rule

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

func TestText(t *testing.T) {
	for _, tc := range []struct{ name, format, theirsIn, theirs, ours, want string }{
		{"one format", "markdown", "markdown", "*  a", "* a", "*  a"},
		{"not told", "markdown", "", "h1. a", "", "h1. a"},
		{"not known here", "", "textile", "h1. a", "", "h1. a"},
		{"emptied", "markdown", "textile", "", "# a", ""},
		{"new", "markdown", "textile", "h1. a", "", "# a"},
		{"another", "markdown", "textile", "h1. b", "# a", "# b"},
		{"the same, spelled in our way", "markdown", "textile", "h1. a", "a\n=", "a\n="},
		{"ours as it looks over there", "markdown", "plain", "very bold", "**very** bold", "**very** bold"},
		{"a plain text that was edited", "markdown", "plain", "very bald", "**very** bold", "very bald"},
	} {
		in := In{Format: tc.format, Theirs: tc.theirsIn}
		if got := in.Text(tc.theirs, tc.ours); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestIncomingConvertsTexts(t *testing.T) {
	got := incoming(t, Basic{}, In{
		Format: "textile", Theirs: "markdown",
		Replica: hub.Issue{Description: "**d**", Comments: []hub.Comment{{ID: "1", Body: "**edited**"}, {ID: "2", Body: "`new`"}}},
		Issue:   hub.Issue{Comments: []hub.Comment{{ID: "11", Body: "old"}}},
		Traces:  []hub.Trace{{Field: "comments", Remote: "1", Local: "11", Ours: true}},
	})
	if got.Description != "*d*" || got.Comments[0].Body != "*edited*" || got.Comments[1].Body != "@new@" {
		t.Errorf("%+v", got)
	}
}

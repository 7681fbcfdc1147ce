package rule

import (
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/richtext"
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

// A name in a text of the other side's calls nobody here who merely has it; people
// whom our text mentions, and accounts that are one everywhere, stay mentioned.
func TestMentionsInTexts(t *testing.T) {
	const account = "5b10a2844c20165700ede21c"
	for _, x := range []struct{ theirs, from, ours, to, want string }{
		{"ask @dev about it", "markdown", "", "jira", "ask @dev about it"},
		{"so ask @dev now", "jira", "ask @dev", "markdown", "so ask @dev now"},
		{"so ask @dev, and @devote", "jira", "ask @dev", "textile", "so ask @dev, and @devote"},
		{"ask @dev and @eve now", "markdown", "ask [~dev]", "jira", "ask [~dev] and @eve now"},
		{"ask [~accountid:" + account + "]", "jira", "", "markdown", "ask @" + account},
		{"ask @" + account + " again", "markdown", "ask [~accountid:" + account + "]", "jira", "ask [~accountid:" + account + "] again"},
		{"ask @dev", "markdown", "ask [~dev]", "jira", "ask [~dev]"},
	} {
		in := In{Format: x.to, Theirs: x.from}
		got := in.Text(x.theirs, x.ours)
		if plain := richtext.WritePlain(richtext.Read(richtext.Format(x.to), got)); got != x.want && plain != x.want {
			t.Errorf("%q over %q becomes %q, want %q", x.theirs, x.ours, got, x.want)
		}
		live := 0
		richtext.MapMentions(richtext.Read(richtext.Format(x.to), got), func(m richtext.Mention) richtext.Inline {
			live++
			return m
		})
		want := strings.Count(x.want, "[~") + strings.Count(x.want, "@"+account)
		if x.to != "jira" && x.ours != "" {
			want++ // our text mentions one, by the name alone
		}
		if live != want {
			t.Errorf("%q mentions %d, want %d", got, live, want)
		}
		// What comes back of it is the same again.
		if again := in.Text(x.theirs, got); again != got {
			t.Errorf("%q becomes %q the second time", got, again)
		}
	}
}

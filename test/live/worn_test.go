package live

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/richtext"
)

// sample is a text with what people use most, and with what formats trip over.
const sample = `# What happened

Since **Monday** the *label printer* in ` + "`hall_3`" + ` prints every label twice; see
[the manual](https://printer.example/manual?page=3&lang=en) and https://printer.example/log.

- cut the power
  - wait a minute
  - put it back
- press **both** buttons

1. first this
2. then that

> It worked last week, said Zoë. 今日は動きません 🖨

` + "```\nfor l in labels {\n    print(l)   // twice?\n}\n```" + `

| tray | sheets |
| ---- | ------ |
| A | 1_000 |
| B | <none> |

A star * and an under_score, 2 \* 3 \* 4, a @name and a #12, ~~no~~ yes; C:\temp\new & "quotes".`

func TestWorn_RedmineMarkdown(t *testing.T) {
	t.Parallel()
	wear(t, newRedmine(t), newFolder(t))
}

// wear has people on both sides add to one text in turn. What somebody wrote
// stays as they wrote it, on their side, to the byte, until somebody over there
// edits it; and then it still says the same.
func wear(t *testing.T, a, b place) {
	k := keep(t, both(a, b))
	places := [2]place{a, b}
	formats := [2]richtext.Format{richtext.Format(a.format()), richtext.Format(b.format())}
	var texts [2]string // as they would be if nothing had ever been converted
	for i, f := range formats {
		texts[i] = richtext.Convert(sample, richtext.Markdown, f)
	}
	id := a.create(t, ticket{Summary: "Labels", Description: texts[0]})
	k.settle()
	ids := [2]string{id, k.twin(id, hub.Initiator)}
	for round := range 10 {
		i := round % 2
		written := places[i].show(t, ids[i]).Description + fmt.Sprintf("\n\nRound %d.", round+1)
		for j := range texts {
			texts[j] += fmt.Sprintf("\n\nRound %d.", round+1)
		}
		k.later(2 * time.Hour) // who answers at once, again and again, is taken for a machine
		places[i].describe(t, ids[i], written)
		k.settle()
		if got := places[i].show(t, ids[i]).Description; plain(got) != plain(written) {
			t.Fatalf("round %d: what was written to %s came back as\n%s\nand not as\n%s", round+1, places[i].kind(), got, written)
		}
		for j, p := range places {
			got, want := richtext.Read(formats[j], plain(p.show(t, ids[j]).Description)), richtext.Read(formats[j], texts[j])
			if !richtext.Equal(got, want) {
				t.Fatalf("round %d: worn at %s:\n%s\nwant\n%s", round+1, p.kind(), richtext.Write(formats[j], got), richtext.Write(formats[j], want))
			}
		}
	}
	(&story{k, t, places}).quiet()
}

// ourMark ends what we wrote in HTML. Nobody sees it, so nobody copies it.
var ourMark = regexp.MustCompile(`<!-- entwine [0-9a-z-]+ -->`)

// plain drops what a tracker does to the ends of lines and of the text.
func plain(s string) string { return strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), "\n") }

func TestQuoted_RedmineRT(t *testing.T) {
	t.Parallel()
	long(t)
	a, b := newRedmine(t), newRT(t)
	quoted(t, a, b, keep(t, both(a, b)))
}

func TestQuoted_RTMarkdown(t *testing.T) {
	t.Parallel()
	long(t)
	a, b := newRT(t), newFolder(t)
	quoted(t, a, b, keep(t, both(a, b)))
}

// From Textile by way of HTML to Markdown, and back.
func TestQuoted_RedmineRTMarkdown(t *testing.T) {
	t.Parallel()
	a, middle, b := newRedmine(t), newRT(t), newFolder(t)
	quoted(t, a, b, keep(t, chain{a, middle, b}))
}

// long marks what only repeats, with other places, what is shown elsewhere.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("one of the long ones (-short)")
	}
}

func both(a, b place) *pairing {
	p := &pairing{a: a, b: b}
	p.more = p.values()
	return p
}

// chain joins three places: the one in the middle is in two connections.
type chain struct{ a, middle, b place }

func (c chain) text(data string) string {
	left, right := both(c.a, c.middle), both(c.middle, c.b)
	return fmt.Sprintf("node: {name: live, data: %q}\ntrackers:\n", data) + c.a.tracker("a") + c.middle.tracker("m") + c.b.tracker("b") +
		"connections:\n" +
		"  left:\n    initiator: " + c.a.half("a", ", trigger: all") + "\n    acceptor: " + c.middle.half("m", ", trigger: all") + "\n" + left.more +
		"  right:\n    initiator: " + c.middle.half("m", ", trigger: all") + "\n    acceptor: " + c.b.half("b", ", trigger: all") + "\n" + right.more
}

func (c chain) trackers() []string { return []string{"a", "m", "b"} }

// quoted has people answer each other ten times with the very text that they
// got, as it stands there. It says the same in the end as in the beginning, and
// looks the same from the second time on.
func quoted(t *testing.T, a, b place, k *keeper) {
	places := [2]place{a, b}
	formats := [2]richtext.Format{richtext.Format(a.format()), richtext.Format(b.format())}
	first := richtext.Convert(sample, richtext.Markdown, formats[0])
	ids := [2]string{a.create(t, ticket{Summary: "Labels", Description: "Read below."})}
	k.settle()
	if l := b.ids(t); len(l) != 1 {
		t.Fatalf("%q arrived", l)
	} else {
		ids[1] = l[0]
	}
	arrivals := [2]string{} // what arrived at each place before
	text := first
	for round := range 10 {
		from, to := round%2, 1-round%2
		k.later(2 * time.Hour)
		places[from].comment(t, ids[from], text, false)
		k.settle()
		notes := places[to].show(t, ids[to]).Notes
		if len(notes) != round+1 {
			t.Fatalf("round %d: %s shows %d comments", round+1, places[to].kind(), len(notes))
		}
		text = plain(ourMark.ReplaceAllString(notes[round].Body, ""))
		if before := arrivals[to]; before != "" && text != before {
			t.Fatalf("round %d: at %s arrived\n%s\nand before that\n%s", round+1, places[to].kind(), text, before)
		}
		arrivals[to] = text
	}
	if !richtext.Equal(richtext.Read(formats[0], text), richtext.Read(formats[0], first)) {
		t.Errorf("what came back is\n%s\nand not\n%s", text, first)
	}
	(&story{k, t, places}).quiet()
}

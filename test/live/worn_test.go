package live

import (
	"fmt"
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

func TestWorn_RedmineMarkdown(t *testing.T) { wear(t, newRedmine(t), newFolder(t)) }

// wear has people on both sides add to one text in turn. What somebody wrote
// stays as they wrote it, on their side, to the byte, until somebody over there
// edits it; and then it still says the same.
func wear(t *testing.T, a, b place) {
	k := keep(t, &pairing{a: a, b: b, more: (&pairing{a: a, b: b}).values()})
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
	(&story{k, nil, places}).quiet()
}

// plain drops what a tracker does to the ends of lines and of the text.
func plain(s string) string { return strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), "\n") }

package live

import (
	"fmt"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/richtext"
)

// shownFiles are the names of the files that the description of an issue of the cloud
// shows, not only names.
func (j *jira) shownFiles(t *testing.T, id string) (names []string) {
	t.Helper()
	third := account{strings.TrimSuffix(j.boss.base, "2") + "3", j.boss.header}
	var out struct {
		Fields struct{ Description any }
	}
	third.must(t, "GET", "/issue/"+id, nil, &out)
	richtext.EachMedia(out.Fields.Description, func(media, _ map[string]any) {
		names = append(names, fmt.Sprint(media["attrs"].(map[string]any)["alt"]))
	})
	return names
}

// A picture in a text points to the attachment of its side, in the cloud and at a
// server, whoever edits the text; nobody takes the other's picture for an edit, and no
// file is lost by one.
func TestJiraPictures(t *testing.T) {
	t.Parallel()
	for _, from := range []hub.Side{hub.Initiator, hub.Acceptor} {
		t.Run(fmt.Sprint("made by ", from), func(t *testing.T) {
			t.Parallel()
			cloud, server := newJira(t, sim.Cloud), newJira(t, sim.Server8)
			k := keep(t, both(cloud, server))
			id, at := "", cloud
			if from == hub.Acceptor {
				at = server
			}
			id = at.create(t, ticket{Summary: "A picture", Description: "It was so"})
			at.attach(t, id, "a.png", []byte("a picture"))
			at.describe(t, id, "see !a.png! here")
			k.settle()
			inCloud, atServer := id, k.twin(id, from)
			if from == hub.Acceptor {
				inCloud, atServer = atServer, inCloud
			}
			same := func(text string, files int) {
				t.Helper()
				k.settle()
				c, s := cloud.show(t, inCloud), server.show(t, atServer)
				if c.Description != text || s.Description != text {
					t.Errorf("the texts are %q in the cloud and %q at the server, want %q", c.Description, s.Description, text)
				}
				if len(c.Files) != files || len(s.Files) != files {
					t.Errorf("the files are %v and %v, want %d of each", c.Files, s.Files, files)
				}
				if got := len(cloud.shownFiles(t, inCloud)); got != files {
					t.Errorf("the cloud shows %d files, want %d", got, files)
				}
				if l := k.faults(); len(l) > 0 {
					t.Error(l)
				}
				before := k.effects()
				k.later(10 * 60e9)
				k.round()
				if now := k.effects(); now != before {
					t.Errorf("%d writes where nothing changed", now-before)
				}
			}
			same("see !a.png! here", 1)
			server.describe(t, atServer, "look at !a.png! there")
			same("look at !a.png! there", 1)
			cloud.describe(t, inCloud, "look at !a.png! again")
			same("look at !a.png! again", 1)
			server.attach(t, atServer, "b.png", []byte("another"))
			server.describe(t, atServer, "look at !a.png! and\n\n!b.png!")
			same("look at !a.png! and\n\n!b.png!", 2)
		})
	}
}

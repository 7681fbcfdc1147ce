package live

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/richtext"
)

// noise is content that no text conversion can carry, always the same.
func noise(size int) []byte {
	r := rand.New(rand.NewPCG(7, 7))
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// upkeep is who keeps the places of a story in step.
type upkeep interface {
	within(t testing.TB)                       // the part of the test that asks from now on
	settle()                                   // waits until nothing is left to do; there must be no fault
	round()                                    // looks for what trackers do not tell, and settles
	look()                                     // likewise, eleven minutes later; there may be faults
	twin(id string, from hub.Side) (to string) // the issue over there
	effects() int64                            // writes that it says it has made
}

// story is what people do on both sides of a pairing, and what comes of it.
type story struct {
	upkeep
	t     testing.TB
	sides [2]place
}

// quiet proves that nothing goes to and fro any more: looked at again, by polls
// and by a round of all issues, the trackers are written to no more.
func (s *story) quiet() {
	s.t.Helper()
	writes := func() (l []string) {
		for _, p := range s.sides {
			if p.proxy() != nil {
				l = append(l, p.proxy().counts().Log...)
			}
		}
		return l
	}
	effects, before := s.effects(), writes()
	for range 2 {
		s.settle()
		s.round()
	}
	if after := writes(); len(after) > len(before) {
		s.t.Errorf("something bounces: %q", after[len(before):])
	}
	if n := s.effects(); n != effects {
		s.t.Errorf("%d writes more, with nothing left to do", n-effects)
	}
}

// same waits for rest and compares what two issues of a pair show.
func (s *story) same(id, twin string) (ticket, ticket) {
	s.t.Helper()
	s.settle()
	a, b := s.sides[0].show(s.t, id), s.sides[1].show(s.t, twin)
	if a.Summary != b.Summary {
		s.t.Errorf("summaries %q and %q", a.Summary, b.Summary)
	}
	return a, b
}

// words is a text of a place without its markup.
func words(p place, text string) string {
	return strings.TrimSpace(richtext.Convert(text, richtext.Format(p.format()), richtext.Plain))
}

func bodies(p place, k ticket, private bool) []string {
	l := []string{}
	for _, n := range k.Notes {
		if n.Private == private {
			l = append(l, words(p, n.Body))
		}
	}
	return l
}

func noteWith(t testing.TB, p place, k ticket, body string) note {
	t.Helper()
	i := slices.IndexFunc(k.Notes, func(n note) bool { return strings.Contains(words(p, n.Body), body) })
	if i < 0 {
		t.Fatalf("%s has no comment %q, but %q", k.ID, body, bodies(p, k, false))
	}
	return k.Notes[i]
}

func equal(t testing.TB, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestStory_RedmineMarkdown(t *testing.T) {
	t.Parallel()
	tell(t, newRedmine(t), newFolder(t))
}
func TestStory_RedmineRT(t *testing.T) {
	t.Parallel()
	tell(t, newRedmine(t), newRT(t))
}
func TestStory_RTMarkdown(t *testing.T) {
	t.Parallel()
	tell(t, newRT(t), newFolder(t))
}

// tell plays the story in both directions: what is begun on one side is gone on
// with on the other.
func tell(t *testing.T, a, b place) {
	tellBy(t, keep(t, both(a, b)), a, b, testing.Short() && b.kind() == "markdown", (*story).play)
}

// tellBy plays a story in both directions, with once from a to b only.
func tellBy(t *testing.T, k upkeep, a, b place, once bool, play func(s *story, from hub.Side)) {
	for i, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
		if i == 1 && once {
			t.Logf("skipped: the same from %s to %s (one way will do here)", b.kind(), a.kind())
			continue
		}
		s := &story{upkeep: k, sides: [2]place{a, b}}
		if i == 1 {
			s.sides = [2]place{b, a}
		}
		name := fmt.Sprintf("from %s to %s", s.sides[0].kind(), s.sides[1].kind())
		t.Run(name, func(t *testing.T) {
			s.t = t
			k.within(t)
			defer k.within(nil)
			play(s, side)
		})
	}
}

func (s *story) play(side hub.Side) {
	t, here, there := s.t, s.sides[0], s.sides[1]
	were := [2][]string{here.ids(t), there.ids(t)}

	// Made here, it is there, once.
	id := here.create(t, ticket{Summary: "Printer on fire", Description: "Smoke since Monday."})
	s.settle()
	twin := s.twin(id, side)
	_, k := s.same(id, twin)
	if k.Summary != "Printer on fire" || words(there, k.Description) != "Smoke since Monday." || k.Status != there.status("new") {
		t.Errorf("arrived as %+v", k)
	}
	once := func() {
		t.Helper()
		for i, p := range s.sides {
			if n := len(p.ids(t)) - len(were[i]); n != 1 {
				t.Errorf("%s has %d new issues", p.kind(), n)
			}
		}
	}
	once()

	// Edited on both sides, one after the other.
	there.rename(t, twin, "Printer burns")
	s.same(id, twin)
	here.rename(t, id, "Printer burns again")
	if a, b := s.same(id, twin); a.Summary != "Printer burns again" || b.Summary != a.Summary {
		t.Errorf("summaries %q and %q", a.Summary, b.Summary)
	}

	// Comments: public ones cross, private ones stay where they are.
	here.comment(t, id, "Who has the key?", false)
	here.comment(t, id, "Do not tell them: it was me.", true)
	s.settle()
	there.comment(t, twin, "Facility has it.", false)
	there.comment(t, twin, "Typical.", true)
	ka, kb := s.same(id, twin)
	public := []string{"Who has the key?", "Facility has it."}
	equal(t, "public comments here", bodies(here, ka, false), public)
	equal(t, "public comments there", bodies(there, kb, false), public)
	equal(t, "private comments here", bodies(here, ka, true), []string{"Do not tell them: it was me."})
	equal(t, "private comments there", bodies(there, kb, true), []string{"Typical."})

	// A large file, and a small one the other way.
	large, small := noise(5<<20), []byte("thanks\n")
	here.attach(t, id, "smoke.bin", large)
	s.settle()
	there.attach(t, twin, "thanks.txt", small)
	ka, kb = s.same(id, twin)
	for _, k := range []ticket{ka, kb} {
		want := []file{{"smoke.bin", sum(large)}, {"thanks.txt", sum(small)}}
		slices.SortFunc(k.Files, func(a, b file) int { return strings.Compare(a.Name, b.Name) })
		if !slices.Equal(k.Files, want) {
			t.Errorf("%s has the files %v, want %v", k.ID, k.Files, want)
		}
	}

	// The status over two hops, the second one from the other side.
	if here.show(t, id).Status != here.status("begun") { // RT opens what is answered
		here.move(t, id, here.status("begun"))
	}
	if _, b := s.same(id, twin); b.Status != there.status("begun") {
		t.Errorf("status there is %s", b.Status)
	}
	there.move(t, twin, there.status("done"))
	if a, b := s.same(id, twin); a.Status != here.status("done") || b.Status != there.status("done") {
		t.Errorf("statuses %s and %s", a.Status, b.Status)
	}

	// Both hops at once, before the node looks.
	next := here.create(t, ticket{Summary: "Fire brigade", Description: "Came twice."})
	here.move(t, next, here.status("begun"))
	here.move(t, next, here.status("done"))
	s.settle()
	nextTwin := s.twin(next, side)
	if _, b := s.same(next, nextTwin); b.Status != there.status("done") {
		t.Errorf("the second arrived as %s", b.Status)
	}

	// Related here, they are related there; the link is made once.
	here.relate(t, next, id)
	s.settle()
	s.round()
	if a, b := s.same(next, nextTwin); !slices.Equal(a.Links, []string{id}) || !slices.Equal(b.Links, []string{twin}) {
		t.Errorf("links %q and %q", a.Links, b.Links)
	}

	s.mend(id, twin)
	s.quiet()
	for i, p := range s.sides {
		if n := len(p.ids(t)) - len(were[i]); n != 2 {
			t.Errorf("%s has %d new issues", p.kind(), n)
		}
	}

	// Deleted here, it stays there: nobody said that their work is to go too. That
	// the link is gone is told to an issue that is gone: it waits, and is let go
	// once the issue is certainly deleted. (One more is made first: a database
	// may give the number of the last one away again.)
	here.create(t, ticket{Summary: "Bystander", Description: "Saw it all."})
	s.settle()
	here.remove(t, next)
	for range 3 {
		s.look()
	}
	if slices.Contains(here.ids(t), next) || !slices.Contains(there.ids(t), nextTwin) {
		t.Errorf("after the deletion here: %q, there: %q", here.ids(t), there.ids(t))
	}
	there.rename(t, nextTwin, "Nobody listens")
	s.quiet()
}

// mend changes a comment and takes one out, where the trackers can.
func (s *story) mend(id, twin string) {
	t, here, there := s.t, s.sides[0], s.sides[1]
	m, can := here.(mender)
	if !can {
		t.Logf("skipped: editing and deleting comments (%s keeps them)", here.kind())
		return
	}
	m.rewrite(t, id, noteWith(t, here, here.show(t, id), "Who has the key?").ID, "Who has the red key?")
	s.settle()
	s.round()
	_, kb := s.same(id, twin)
	want := []string{"Who has the red key?", "Facility has it."}
	if !isMender(there) { // there it is one more
		want = []string{"Who has the key?", "Facility has it.", "Who has the red key?"}
	}
	equal(t, "comments after an edit of one", bodies(there, kb, false), want)
	m.withdraw(t, id, noteWith(t, here, here.show(t, id), "red key").ID)
	s.settle()
	s.round()
	_, kb = s.same(id, twin)
	if isMender(there) {
		want = want[1:]
	}
	equal(t, "comments after the end of one", bodies(there, kb, false), want)
}

func isMender(p place) bool { _, is := p.(mender); return is }

package storm

import (
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// checkIssues: every issue of a person has one twin on the other side, clones
// have twins of their own, and nothing was made twice for one origin or came
// back to the side it came from.
func (g *game) checkIssues(f *findings) {
	for side := range 2 {
		for _, it := range g.model.order[side] {
			for _, d := range it.deeds {
				if d.Ours && d.Deleted {
					g.violate("ownership", "%s %s: entwine deleted an issue", sideName[side], it.state.Ref)
				}
			}
			if it.ours {
				if strings.HasPrefix(it.origin(), sideName[side]+"#") && !g.mayDouble(1-side, it.origin()) {
					g.violate("doubled", "%s %s: made for %s, which is on this very side", sideName[side], it.state.Ref, it.origin())
				}
				continue
			}
			g.checkTwin(f, side, it)
		}
	}
}

func (g *game) checkTwin(f *findings, side int, it *item) {
	twins := g.made(1-side, it.origin())
	if n := len(twins); n > 1 && !g.mayDouble(1-side, it.origin()) {
		g.violate("doubled", "%s of %s %s was made %d times on the other side", it.origin(), sideName[side], it.state.Ref, n)
	}
	if it.deleted || len(twins) > 0 || g.waits(f, it) {
		return
	}
	g.violate("twin", "%s of %s %s never came to the other side", it.origin(), sideName[side], it.state.Ref)
}

// mayDouble reports whether nobody could find out that what we made for an
// origin was there already: a person deleted it, or hid it from us ("NotFound if
// there is none or it is hidden"), or the tracker carries no mark, which its
// Spec calls at least once, and shows what is new later than its habits say.
//
// A restored node forgot which issues it made; where they carry no mark, one
// whose create was not answered yet is found by nobody: "Not healed" in the
// protocol page.
func (g *game) mayDouble(side int, origin string) bool {
	if g.restored[g.nodeOf(side)] && !g.setup.Kinds[side].Habits.Marked("issue") {
		return true
	}
	k := &g.setup.Kinds[side]
	if !k.Habits.Marked("issue") && k.Feed != (memtracker.Feed{}) {
		return true
	}
	return slices.ContainsFunc(g.made(side, origin), func(t *item) bool { return t.deleted || t.shows > 0 })
}

// waits reports whether something of the issue's pair waits for an owner.
func (g *game) waits(f *findings, it *item) bool {
	for _, e := range f.endsOf(it) {
		if f.blocked[e.Pair] || g.skips[e.Pair] {
			return true
		}
	}
	return false
}

// checkOwnership: our account changes and removes no comment and no attachment
// that a person made.
func (g *game) checkOwnership(it *item) {
	for _, e := range it.elements() {
		if e.ours {
			continue
		}
		if e.dropped != nil && e.dropped.Ours {
			g.violate("ownership", "%s %s: entwine removed %s, which a person had made", sideName[it.side], it.state.Ref, e)
		}
		for _, d := range e.edits {
			if d.Ours {
				g.violate("ownership", "%s %s: entwine changed %s, which a person had made", sideName[it.side], it.state.Ref, e)
			}
		}
	}
}

// checkCopies: a comment or an attachment of a person is on the other side
// once; our copies say what it says, and go when it goes, and not before.
func (g *game) checkCopies(p *pair) {
	for side, it := range p.sides {
		copies := p.sides[1-side].elements()
		for _, e := range it.elements() {
			if !e.ours {
				g.checkCopy(p, side, e, copies)
			}
		}
		for _, e := range it.elements() {
			if e.ours && !slices.ContainsFunc(p.sides[1-side].elements(), func(o *element) bool { return !o.ours && o.word == e.word }) {
				g.violate("doubled", "%s %s: entwine made %s for nothing of the other side", sideName[side], it.state.Ref, e)
			}
		}
	}
}

func (g *game) checkCopy(p *pair, side int, e *element, elements []*element) {
	made, byPeople, there := 0, 0, []*element{}
	for _, c := range elements {
		if !c.ours || c.word != e.word || c.field != e.field {
			continue
		}
		made++
		switch {
		case c.dropped == nil:
			there = append(there, c)
		case !c.dropped.Ours:
			byPeople++
		case e.dropped == nil || e.dropped.Ours || e.dropped.seq > c.dropped.seq:
			g.violate("ownership", "%s: entwine removed its copy of %s, which nobody had removed", p.sides[1-side].state.Ref, e)
		}
	}
	where := p.sides[side].state.Ref.String() + " " + e.String()
	switch {
	case made > 1+byPeople:
		g.violate("doubled", "%s was made %d times on the other side, where people removed %d", where, made, byPeople)
	case p.trouble != "":
	case e.dropped != nil && len(there) == 1 && there[0].byPerson():
		// "One snapshot with a told and an untold change: the untold part counts as
		// told with it", so the edited copy may have won.
	case e.dropped != nil && len(there) > 0:
		g.violate("same", "%s was removed at %s, and its copy is still there", where, clockOf(e.dropped))
	case e.dropped == nil && len(there) == 0 && byPeople == 0:
		g.violate("copy", "%s is not on the other side", where)
	case e.dropped == nil && len(there) == 1 && e.field == "comments" && !there[0].byPerson() && !g.match("comments", body(e.text), side, body(there[0].text)):
		g.violate("same", "%s says %q, its copy %q", where, e.text, there[0].text)
	}
}

func body(text string) hub.Value { return map[string]hub.Value{"body": text} }

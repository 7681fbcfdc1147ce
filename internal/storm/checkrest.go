package storm

import (
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/world"
)

// checkFaults: at rest no fault is open, since the owners saw to all of them,
// and every end keeps what is so.
func (g *game) checkFaults(f *findings) {
	for _, x := range f.faults {
		g.violate("faults", "still open after the owner let it try again: %s %s (%s %s, %s)", x.Code, x.Message, x.Pair, x.Side, x.Step)
	}
	for _, e := range f.ends {
		if f.blocked[e.Pair] {
			continue
		}
		it := g.model.sides[indexOf(e.Side)][e.Local.ID]
		if it != nil && it.deleted && g.setup.Kinds[it.side].NoDelete {
			continue // nobody said so, and nothing made the node look: "Gone is not deleted"
		}
		n := g.node(indexOf(e.Side))
		odd, err := n.Engine().Verify(g.ctx, e.EndKey)
		if err != nil {
			odd = append(odd, err.Error())
		}
		for _, what := range odd {
			g.violate("verify", "%s %s (%s): %s", sideName[indexOf(e.Side)], e.Local, e.Pair, what)
		}
	}
	for pair := range f.blocked {
		if len(f.faults) == 0 {
			g.violate("rest", "pair %s has work left and no fault says why", pair)
		}
	}
}

func indexOf(s hub.Side) int {
	if s == world.Sides[0] {
		return 0
	}
	return 1
}

// checkRest: the exchange of a pair is bounded by what people did, as
// docs/pair-protocol.md says under "Promises this gives": one message for each
// captured change, and one more for each that lost a contest.
func (g *game) checkRest(f *findings, p *pair) {
	edits, loser, extra, told := 0, 0, 0, 0
	for side, it := range p.sides {
		edits += it.edits()
		if world.Sides[side] != g.setup.Winner {
			loser = it.edits()
		}
		extra += 2 * it.shows // gone, and there again
		for _, e := range f.endsOf(it) {
			told += f.told[e.EndKey]
		}
	}
	g.stats.Messages += told
	// After a lost answer an edit may count as crossing, "at the price of one
	// message more"; so may each decision of an owner.
	if most := edits + loser + extra + g.w.Stats.Lost + g.w.Stats.Cuts + g.owner; told > most {
		g.violate("rest", "%s: %d messages for %d edits, %d of them of the losing side", strings.Join([]string{p.sides[0].state.Ref.String(), p.sides[1].state.Ref.String()}, "="), told, edits, loser)
	}
}

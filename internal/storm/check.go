package storm

import (
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/world"
)

// check decides, story being over and everything at rest, whether every
// promise was kept.
func (g *game) check() {
	f := g.look()
	if f == nil {
		return
	}
	g.checkFaults(f)
	g.checkIssues(f)
	for side := range 2 {
		for _, it := range g.model.order[side] {
			g.checkOverwritten(f, it)
			g.checkOwnership(it)
		}
	}
	for _, p := range f.pairs {
		g.checkOrder(p)
		g.checkRemovals(p)
		g.checkCopies(p)
		g.checkRest(f, p)
		if p.trouble != "" {
			continue
		}
		g.checkSame(p)
		g.checkAppended(f, p)
	}
	g.checkCalls(f)
}

// findings is what the checks look at: pairs of issues, and the few records of
// the nodes that promises are about.
type findings struct {
	ends    []*hub.End
	faults  []*hub.Fault
	blocked map[hub.PairID]bool
	history map[hub.EndKey][]store.History
	applied map[hub.EndKey]int // replicas that a rule was run for
	inVain  map[hub.EndKey]int // replicas whose rule called, and whose issue went before they were applied
	told    map[hub.EndKey]int // messages made
	pairs   []*pair
}

// pair is two issues that stand for one.
type pair struct {
	sides   [2]*item
	origin  string
	maker   int    // the side on which a person made it
	trouble string // why the two need not show the same
	skipped bool   // an owner went on without something
}

// look collects the findings; nil if the nodes cannot be asked.
func (g *game) look() *findings {
	f := &findings{blocked: map[hub.PairID]bool{}, history: map[hub.EndKey][]store.History{}, applied: map[hub.EndKey]int{}, inVain: map[hub.EndKey]int{}, told: map[hub.EndKey]int{}}
	for i, n := range g.w.Nodes {
		if !n.On() {
			g.violate("start", "node %s is off", sideName[i])
			return nil
		}
		if err := g.lookAt(f, n); err != nil {
			g.violate("start", "node %s cannot be asked: %v", sideName[i], err)
			return nil
		}
	}
	f.pairs = g.pairs(f)
	return f
}

func (g *game) lookAt(f *findings, n *world.Node) error {
	ends, err := n.Ends(g.ctx)
	if err != nil {
		return err
	}
	f.ends = append(f.ends, ends...)
	faults, err := n.Faults(g.ctx)
	if err != nil {
		return err
	}
	f.faults = append(f.faults, faults...)
	events, err := n.Events(g.ctx)
	if err != nil {
		return err
	}
	for _, ev := range events {
		if !ev.State.Ended() && ev.Step != hub.StepAwait {
			f.blocked[ev.Pair] = true
		}
		replica := ev.Envelope != nil && ev.Envelope.Kind == hub.KindReplica
		if ev.Lane == hub.In && replica && (ev.State == hub.Done || ev.State == hub.Skipped) && ev.Apply != nil {
			f.applied[ev.EndKey]++
		}
		if ev.Lane == hub.In && replica && ev.State == hub.Done && ev.Apply == nil && len(ev.Calls) > 0 {
			f.inVain[ev.EndKey]++
		}
	}
	return n.View(g.ctx, func(tx store.Tx) error {
		for _, e := range ends {
			f.told[e.EndKey] = int(e.OutSeq)
			f.history[e.EndKey] = nil
			for h, err := range tx.Histories().OfEnd(e.EndKey, 0) {
				if err != nil {
					return err
				}
				f.history[e.EndKey] = append(f.history[e.EndKey], h)
			}
		}
		return nil
	})
}

// endsOf lists the ends of an issue.
func (f *findings) endsOf(it *item) (l []*hub.End) {
	for _, e := range f.ends {
		if e.Side == world.Sides[it.side] && e.Local.ID == it.id {
			l = append(l, e)
		}
	}
	return l
}

// pairs puts together what people made on one side and we made for it on the
// other.
func (g *game) pairs(f *findings) []*pair {
	var l []*pair
	for side := range 2 {
		for _, it := range g.model.order[side] {
			if it.ours {
				continue
			}
			twins := g.made(1-side, it.origin())
			twins = slices.DeleteFunc(twins, func(t *item) bool { return len(twins) > 1 && t.deleted })
			if len(twins) != 1 {
				continue // checkIssues has its say on that
			}
			p := &pair{origin: it.origin(), maker: side}
			p.sides[side], p.sides[1-side] = it, twins[0]
			for _, e := range slices.Concat(f.endsOf(it), f.endsOf(twins[0])) {
				p.skipped = p.skipped || g.skips[e.Pair]
			}
			p.trouble = g.trouble(f, p)
			l = append(l, p)
		}
	}
	return l
}

// made lists the issues that we made on a side for an origin.
func (g *game) made(side int, origin string) (l []*item) {
	for _, it := range g.model.order[side] {
		if it.ours && it.origin() == origin {
			l = append(l, it)
		}
	}
	return l
}

// trouble says why the two sides need not show the same.
func (g *game) trouble(f *findings, p *pair) string {
	for _, it := range p.sides {
		switch ends := f.endsOf(it); {
		case it.deleted:
			return "one side was deleted"
		case len(ends) != 1:
			return "no end of its own"
		case ends[0].State != hub.EndActive:
			return "an end is " + string(ends[0].State)
		case f.blocked[ends[0].Pair]:
			return "something waits for an owner"
		case p.skipped:
			return "an owner went on without something"
		}
	}
	return ""
}

// canon is the form in which a side's tracker shows a value.
func (g *game) canon(side int, field string, v hub.Value) hub.Value {
	if v == nil {
		return nil
	}
	return g.w.Trackers[side].Connector().Canon(field, v)
}

// translated is a value of one side in the words of the other.
func (g *game) translated(field string, v hub.Value, from int) hub.Value {
	if s, ok := v.(string); ok && field == "priority" && g.setup.Rules == Recoded {
		return recode(s, from)
	}
	return v
}

// match reports whether two values, one of each side, say the same: what one
// side wrote, as the other tracker shows it.
func (g *game) match(field string, x hub.Value, side int, y hub.Value) bool {
	return hub.Same(g.canon(1-side, field, g.translated(field, x, side)), y) ||
		hub.Same(g.canon(side, field, g.translated(field, y, 1-side)), x)
}

package storm

import (
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/world"
)

// checkAppended: a rule that appends has appended once for each message, to
// whatever people had written there.
func (g *game) checkAppended(f *findings, p *pair) {
	for side, it := range p.sides {
		if !g.setup.Rules.appends(side) {
			continue
		}
		count := func(v hub.Value) int {
			s, _ := v.(string)
			return strings.Count(s, appended)
		}
		k := &g.setup.Kinds[side]
		past := it.parts["environment"]
		slips, last, began := 0, 0, 0
		for i, s := range past {
			n := count(s.v)
			if s.deed.Made && !s.deed.Ours {
				began = n
			}
			switch {
			case !s.deed.Ours || s.deed.Made || n == last+1:
			case g.putBack(it, "environment", s):
				slips++ // with the mark that had overwritten it
			case i > 0 && g.crossedUnseen(f, it, past[i-1], s):
				slips++
			default:
				g.violate("appended", "%s %s: entwine wrote %s where it showed %s", sideName[side], it.state.Ref, short(s.v), short(past[max(i-1, 0)].v))
			}
			last = n
		}
		if g.forgot() {
			continue
		}
		end := f.endsOf(it)[0]
		want := began + f.applied[end.EndKey]
		most := want + slips
		if k.weak() {
			// After a lost answer a person's edit of the same field looks like a call
			// that did not land: "There are two more cases".
			most += g.w.Stats.Lost + g.w.Stats.Cuts
		}
		if last < want-slips || last > most {
			g.violate("appended", "%s %s: %d marks were appended for %d messages (%s)", sideName[side], it.state.Ref, last-began, f.applied[end.EndKey], end.Pair)
		}
	}
}

// forgot reports whether a node was restored from an older copy: what is told
// anew then runs the rules anew, and what they add by themselves is added again.
func (g *game) forgot() bool { return g.restored[0] || g.restored[1] }

// crossedUnseen reports whether a write replaced an edit that could not be
// seen in time, or that counts as crossing though it was made on top of a write
// without an answer. checkOverwritten says whether it is kept.
func (g *game) crossedUnseen(f *findings, it *item, edit, write *shown) bool {
	k := &g.setup.Kinds[it.side]
	if edit.deed.Ours || k.Habits.Guarded() {
		return false
	}
	return unseen(edit.deed, write.deed, k) || k.weak() && g.disturbed() && g.inHistory(f, it, "environment", edit.v)
}

// checkCalls: a rule's own call is made once for each message, unless the
// owner chose to repeat one of which nobody knew whether it was made.
func (g *game) checkCalls(f *findings) {
	for side := range 2 {
		if !g.setup.Rules.calls(side) || g.forgot() {
			continue
		}
		for _, e := range f.ends {
			if e.Side != world.Sides[side] || f.blocked[e.Pair] {
				continue
			}
			n, m := g.calls[side][e.Remote.ID], f.applied[e.EndKey]
			if n < m-g.skipped || n > m+f.inVain[e.EndKey]+g.retried {
				g.violate("calls", "%s %s: %d calls of the rule for %d messages (the owner repeated %d, skipped %d)",
					sideName[side], e.Local, n, m, g.retried, g.skipped)
			}
		}
	}
}

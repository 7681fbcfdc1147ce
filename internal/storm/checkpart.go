package storm

import (
	"slices"

	"github.com/entwine-sync/entwine/hub"
)

// checkOverwritten: a person's value that one of our writes replaced is in the
// history of that end. Conceded is what docs/pair-protocol.md says under "What
// can be lost where the tracker gives nothing": no conditional write and no
// change log, and the edit was made after the last read before the write.
func (g *game) checkOverwritten(f *findings, it *item) {
	if it.deleted {
		return // the person's last word was to do away with all of it
	}
	for _, d := range it.deeds {
		if !d.Ours || d.Made {
			continue
		}
		for _, c := range d.Changes {
			was := it.before(c.Part, d)
			if c.From == nil || was == nil || was.deed.Ours {
				continue
			}
			if g.inHistory(f, it, c.Part, c.From) {
				continue
			}
			if g.conceded(it, c.Part, was.deed, d) {
				g.stats.Conceded++
				continue
			}
			g.violate("lost", "%s %s: %s, by a person at %s, was overwritten with %s at %s and is not in the history",
				sideName[it.side], it.state.Ref, partValue(c.Part, c.From), clockOf(was.deed), short(c.To), clockOf(d))
		}
	}
}

func partValue(p hub.Part, v hub.Value) string { return string(p) + " " + short(v) }

func clockOf(d *deed) string { return d.at.Format("15:04:05.000") }

func (g *game) inHistory(f *findings, it *item, p hub.Part, v hub.Value) bool {
	if g.restored[g.nodeOf(it.side)] {
		return true // or may have been: "Not healed: ... the history of the restored side"
	}
	for _, e := range f.endsOf(it) {
		for _, h := range f.history[e.EndKey] {
			if h.Part == p && hub.SamePart(h.Value, v) {
				return true
			}
		}
	}
	return false
}

// conceded reports whether nobody could have seen the edit before our write
// took effect.
func (g *game) conceded(it *item, p hub.Part, edit, write *deed) bool {
	k := &g.setup.Kinds[it.side]
	h := &k.Habits
	guarded := h.Guarded()
	if f := p.Field(); f == "comments" || f == "attachments" {
		guarded = guarded && h.ConditionalParts
	}
	if guarded || h.ChangeLog {
		return false
	}
	return unseen(edit, write, k) || g.disturbed() && followedByPerson(it.parts[p], write)
}

// disturbed reports whether the outcome of some call was unknown for a while.
func (g *game) disturbed() bool { return g.w.Stats.Lost+g.w.Stats.Cuts+g.stats.Takeovers > 0 }

// followedByPerson reports whether a person changed what we wrote before we
// did again. After a lost answer such a write looks as if it had not landed
// ("There are two more cases"), so nobody knows what it replaced.
func followedByPerson(l []*shown, write *deed) bool {
	i := slices.IndexFunc(l, func(s *shown) bool { return s.deed.seq > write.seq })
	return i >= 0 && !l[i].deed.Ours
}

// unseen reports whether an edit came after the last read before a write, the
// read lag taken into account.
func unseen(edit, write *deed, k *Kind) bool {
	return edit.seq > write.read.seq || k.Habits.ReadLag > 0 && edit.at.After(write.read.at.Add(-k.Habits.ReadLag))
}

// followed are the parts whose values are followed on their way.
var followed = []string{"summary", "priority", "status", "description"}

// parts lists what of a pair is followed: fields, and every label it ever had.
func (g *game) parts(p *pair) []hub.Part {
	var l []hub.Part
	for _, name := range followed {
		if g.setup.Rules.oneToOne(name) {
			l = append(l, hub.PartOf(name, ""))
		}
	}
	for _, it := range p.sides {
		for part := range it.parts {
			if part.Field() == "labels" && !slices.Contains(l, part) {
				l = append(l, part)
			}
		}
	}
	slices.Sort(l)
	return l
}

// checkOrder: what we write on one side is what the other side showed, and
// later writes show nothing that was shown earlier, unless it went back there
// itself.
func (g *game) checkOrder(p *pair) {
	if p.skipped {
		return // what is shown then is what the owner chose
	}
	for _, part := range g.parts(p) {
		for side, it := range p.sides {
			g.orderOf(p, part, side, it)
		}
	}
}

func (g *game) orderOf(p *pair, part hub.Part, side int, it *item) {
	from := p.sides[1-side].parts[part]
	if part.Elem() != "" && (len(from) == 0 || from[0].v != nil) {
		// Before the first change the element was not there.
		from = append([]*shown{{&deed{}, nil}}, from...)
	}
	at := 0
	for _, w := range it.parts[part] {
		if !w.deed.Ours || w.deed.Made && w.v == nil {
			continue
		}
		if w.deed.Made && part == "status" && g.setup.Kinds[side].Habits.StatusApart {
			continue // that is the tracker's own first status: ours is a call of its own
		}
		n := at
		for n < len(from) && (from[n].deed.seq > w.deed.seq || !g.match(part.Field(), from[n].v, 1-side, w.v)) {
			n++
		}
		if n < len(from) {
			at = n
			continue
		}
		if g.putBack(it, part, w) {
			continue
		}
		g.violate("order", "%s %s: entwine wrote %s at %s, which %s does not show at or after what was written before",
			sideName[side], it.state.Ref, partValue(part, w.v), clockOf(w.deed), p.sides[1-side].state.Ref)
	}
}

// putBack reports whether a write gives back what an earlier one of ours had
// overwritten: only a tracker with a change log lets us know of that.
func (g *game) putBack(it *item, part hub.Part, w *shown) bool {
	if !g.setup.Kinds[it.side].Habits.ChangeLog {
		return false
	}
	return slices.ContainsFunc(it.parts[part], func(s *shown) bool {
		return s.deed.seq < w.deed.seq && !s.deed.Ours && hub.Same(s.v, w.v)
	})
}

// checkRemovals: an element of a set that we take out was taken out by a
// person, on one side or the other.
func (g *game) checkRemovals(p *pair) {
	if p.skipped {
		return // who goes on without a message has his side told as it is
	}
	for _, part := range g.parts(p) {
		if part.Elem() == "" {
			continue
		}
		for side, it := range p.sides {
			for _, w := range it.parts[part] {
				if w.deed.Ours && w.v == nil && !p.removedByPerson(part, w.deed) {
					g.violate("ownership", "%s %s: entwine removed %s at %s, which nobody had removed", sideName[side], it.state.Ref, part, clockOf(w.deed))
				}
			}
		}
	}
}

func (p *pair) removedByPerson(part hub.Part, before *deed) bool {
	for _, it := range p.sides {
		for _, s := range it.parts[part] {
			if !s.deed.Ours && s.v == nil && s.deed.seq < before.seq {
				return true
			}
		}
	}
	return false
}

// checkSame: parts that both rules map one-to-one show the same on both sides,
// and the last value of the side that alone edited them.
func (g *game) checkSame(p *pair) {
	a, b := p.sides[0], p.sides[1]
	for _, part := range g.parts(p) {
		x, y := a.state.Get(part), b.state.Get(part)
		if !g.match(part.Field(), x, 0, y) {
			g.violate("same", "%s %s shows %s, %s %s", a.state.Ref, part, short(x), b.state.Ref, short(y))
			continue
		}
		for side, it := range p.sides {
			other := p.sides[1-side]
			if !it.edited(part) || other.edited(part) || other.maker(part.Field(), part.Elem()) == nil {
				continue
			}
			last := lastByPerson(it.parts[part])
			if part == "status" && it.ours && g.setup.Kinds[side].Habits.StatusApart && firstCall(it.parts[part]).seq > last.deed.seq {
				continue // "p in a call to come": it crossed with the message that made the issue
			}
			if g.forgot() && g.setup.normalises() {
				continue // "a text that its tracker had rewritten comes back in that form"
			}
			if now := it.state.Get(part); !hub.Same(now, last.v) {
				g.violate("same", "%s %s: only this side edited %s, last %s at %s, and it shows %s",
					sideName[side], it.state.Ref, part, short(last.v), clockOf(last.deed), short(now))
			}
		}
	}
}

// firstCall is the first write of ours after the one that made the issue.
func firstCall(l []*shown) moment {
	for _, s := range l {
		if s.deed.Ours && !s.deed.Made {
			return s.deed.moment
		}
	}
	return moment{}
}

func lastByPerson(l []*shown) *shown {
	for _, s := range slices.Backward(l) {
		if !s.deed.Ours {
			return s
		}
	}
	return nil
}

package storm

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// account is ours at both trackers; now and then a person shares it.
var account = hub.User{ID: "entwine", Name: "Entwine"}

var statuses = []string{"open", "busy", "done"}

func labelName(r *rand.Rand) string { return fmt.Sprintf("l%d", r.IntN(4)) }

// person lets somebody do something somewhere.
func (g *game) person(r *rand.Rand) {
	side := r.IntN(2)
	const most = 4 // issues of a side: enough for pairs to get into each other's way
	n, which := r.IntN(40), r.IntN(60)
	live := g.model.live(side)
	switch {
	case len(live) == 0 || n == 0 && len(live) < most:
		g.addIssue(side, r)
		return
	case n == 1 && len(live) < most:
		g.clone(side, live[which%len(live)])
		return
	}
	it := live[which%len(live)]
	switch n {
	case 2:
		g.move(it)
	case 3:
		g.remove(it, r)
	case 4, 5:
		g.hideOrShow(it)
	default:
		g.editAt(it, r)
	}
}

// personAt lets somebody edit one issue, if it is there.
func (g *game) personAt(r *rand.Rand, side int, id string) {
	it := g.model.sides[side][id]
	if it == nil || it.deleted {
		g.person(r)
		return
	}
	g.editAt(it, r)
}

func (g *game) addIssue(side int, r *rand.Rand) {
	origin := g.name(sideName[side] + "#")
	is := hub.Issue{Summary: g.name(sideName[side] + "s"), Description: origin, Type: "bug", Priority: pick(r, g.setup.Rules.priorities(side))}
	if r.IntN(2) == 0 {
		is.Labels = []string{labelName(r)}
	}
	ref := g.w.Trackers[side].Add(is)
	g.sayf("%s %s: new issue %s, %q %s %v", sideName[side], ref, origin, is.Summary, is.Priority, is.Labels)
}

// clone copies an issue with one click, our mark included, and says that it is
// another one now.
func (g *game) clone(side int, it *item) {
	t := g.w.Trackers[side]
	origin := g.name(sideName[side] + "#")
	ref := t.Clone(it.id)
	t.Edit(ref.ID, func(is *hub.Issue) { is.Description = origin })
	g.sayf("%s %s: cloned from %s, now %s", sideName[side], ref, it.state.Ref, origin)
}

func (g *game) move(it *item) {
	to := "XX" + sideName[it.side]
	if it.state.Project == to {
		to = []string{"AAA", "BBB"}[it.side]
	}
	ref := g.w.Trackers[it.side].Move(it.id, to)
	g.sayf("%s %s: moved", sideName[it.side], ref)
}

func (g *game) remove(it *item, r *rand.Rand) {
	if r.IntN(2) == 0 {
		return // most issues stay
	}
	g.sayf("%s %s: deleted", sideName[it.side], it.state.Ref)
	g.w.Trackers[it.side].Delete(it.id)
}

func (g *game) hideOrShow(it *item) {
	if it.hidden {
		g.show(it)
		return
	}
	g.sayf("%s %s: hidden from us", sideName[it.side], it.state.Ref)
	it.hidden = true
	g.w.Trackers[it.side].Hide(it.id)
}

func (g *game) show(it *item) {
	g.sayf("%s %s: shown to us again", sideName[it.side], it.state.Ref)
	it.hidden = false
	it.shows++
	g.w.Trackers[it.side].Show(it.id)
}

// editAt changes something of an issue by hand.
func (g *game) editAt(it *item, r *rand.Rand) {
	t := g.w.Trackers[it.side]
	where := sideName[it.side] + " " + it.state.Ref.String()
	by := hub.User{ID: "alice", Name: "Alice"}
	if r.IntN(10) == 0 {
		by = account // who shares our account is a person all the same
	}
	switch n := r.IntN(24); {
	case n < 7:
		v := g.value(it, "summary", r)
		g.sayf("%s: summary %q", where, v)
		t.EditAs(by, it.id, func(is *hub.Issue) { is.Summary = v })
	case n < 10:
		v := pick(r, g.setup.Rules.priorities(it.side))
		g.sayf("%s: priority %s", where, v)
		t.EditAs(by, it.id, func(is *hub.Issue) { is.Priority = v })
	case n < 12:
		v := pick(r, statuses)
		g.sayf("%s: status %s", where, v)
		t.EditAs(by, it.id, func(is *hub.Issue) { is.Status = v })
	case n < 13:
		v, p := g.value(it, "summary", r), pick(r, g.setup.Rules.priorities(it.side))
		g.sayf("%s: summary %q and priority %s", where, v, p)
		t.EditAs(by, it.id, func(is *hub.Issue) { is.Summary, is.Priority = v, p })
	case n < 14 && g.setup.Rules.appends(it.side):
		v := g.name(sideName[it.side] + "e")
		g.sayf("%s: %q put before what is appended", where, v)
		t.EditAs(by, it.id, func(is *hub.Issue) { is.Environment = v + "|" + is.Environment })
	case n < 17:
		l := labelName(r)
		g.sayf("%s: label %s on or off", where, l)
		t.EditAs(by, it.id, func(is *hub.Issue) {
			if i := slices.Index(is.Labels, l); i >= 0 {
				is.Labels = slices.Delete(is.Labels, i, i+1)
			} else {
				is.Labels = append(is.Labels, l)
			}
		})
	case n < 22:
		g.remark(it, by, where, r)
	default:
		g.file(it, where, r)
	}
}

// value is a new word, or now and then one that the field showed before.
func (g *game) value(it *item, field string, r *rand.Rand) string {
	past := it.parts[hub.PartOf(field, "")]
	back := r.IntN(6) == 0
	i := r.IntN(1 << 16)
	if back && len(past) > 1 {
		if s, ok := past[i%len(past)].v.(string); ok {
			return s
		}
	}
	v := g.name(sideName[it.side] + field[:1])
	if g.setup.normalises() && i%2 == 0 {
		v = " " + v + "  x\r\ny "
	}
	return v
}

func (u *setup) normalises() bool { return u.Kinds[0].Norm.Trim || u.Kinds[1].Norm.Trim }

// remark writes, changes or deletes a comment. A comment's first word names it
// for good.
func (g *game) remark(it *item, by hub.User, where string, r *rand.Rand) {
	t := g.w.Trackers[it.side]
	list := it.state.Comments
	n, i := r.IntN(6), r.IntN(60)
	switch {
	case n < 3 || len(list) == 0:
		body := g.name(sideName[it.side] + "c")
		g.sayf("%s: comment %s", where, body)
		t.Comment(it.id, by, body)
	case n < 5:
		c := list[i%len(list)]
		word, _, _ := strings.Cut(c.Body, " ")
		body := g.name(word + " ")
		g.sayf("%s: comment %s becomes %q", where, c.ID, body)
		t.EditComment(it.id, c.ID, body)
	default:
		c := list[i%len(list)]
		g.sayf("%s: comment %s %q deleted", where, c.ID, c.Body)
		t.DropComment(it.id, c.ID)
	}
}

// file brings or removes an attachment.
func (g *game) file(it *item, where string, r *rand.Rand) {
	t := g.w.Trackers[it.side]
	list := it.state.Attachments
	if n, i := r.IntN(3), r.IntN(60); n == 0 && len(list) > 0 {
		a := list[i%len(list)]
		g.sayf("%s: attachment %s %s removed", where, a.ID, a.Name)
		t.Detach(it.id, a.ID)
		return
	}
	name := g.name(sideName[it.side] + "f")
	g.sayf("%s: attachment %s", where, name)
	t.Attach(it.id, name, []byte("bytes of "+name))
}

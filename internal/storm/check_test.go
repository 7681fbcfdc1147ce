package storm

import (
	"slices"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/world"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// quietStory is a short story without troubles: an issue with a comment, a
// label and a file on each side, and edits of both.
func quietStory(rules Pairing, after func(g *game)) Story {
	return Story{Seed: 3, Acts: []int{}, Plain: []string{"A.best", "B.best", "sqlite", "wire", "merge"}, rules: rules, after: func(g *game) {
		for side := range 2 {
			it := g.model.order[side][0]
			t := g.w.Trackers[side]
			word := sideName[side] + "c9.9"
			t.Comment(it.id, hub.User{ID: "alice"}, word)
			t.Attach(it.id, sideName[side]+"f9.9", []byte(word))
			t.Edit(it.id, func(is *hub.Issue) {
				is.Labels = append(is.Labels, "x"+sideName[side])
				is.Summary = sideName[side] + "s9.9"
			})
		}
		g.clearUp()
		after(g)
	}}
}

func TestEachCheckCanFail(t *testing.T) {
	our := func(g *game, it *item, changes ...memtracker.PartChange) {
		d := memtracker.Deed{Ref: it.state.Ref, Ours: true, State: it.state, Changes: changes}
		d.State = it.state.Clone()
		for _, c := range changes {
			d.State.Set(c.Part, c.To)
		}
		g.model.saw(it.side, d, g.w.Clock)
	}
	change := func(it *item, p hub.Part, to hub.Value) memtracker.PartChange {
		return memtracker.PartChange{Part: p, From: it.state.Get(p), To: to}
	}
	// A's own issue, and its twin on B.
	own := func(g *game) (a, b *item) {
		a = g.model.order[0][0]
		return a, g.made(1, a.origin())[0]
	}
	comment := func(word string) hub.Value { return map[string]hub.Value{"body": word, "private": false} }
	for _, c := range []struct {
		name  string
		check string // "": nothing may be wrong
		rules Pairing
		do    func(g *game)
	}{
		{"nothing is wrong with basic rules", "", Plain, func(*game) {}},
		{"nothing is wrong with recoding rules", "", Recoded, func(*game) {}},
		{"nothing is wrong with rules that append", "", AppendBoth, func(*game) {}},
		{"nothing is wrong with rules that call", "", Effectful, func(*game) {}},
		{"nothing is wrong with asymmetric rules", "", Asymmetric, func(*game) {}},
		{"a person's value is overwritten and nowhere kept", "lost", Plain, func(g *game) {
			a, _ := own(g)
			our(g, a, change(a, "priority", "p9"))
		}},
		{"an issue never arrives", "twin", Plain, func(g *game) { g.w.Trackers[0].Add(hub.Issue{Summary: "x", Description: "A#99.1"}) }},
		{"an issue is made twice", "doubled", Plain, func(g *game) {
			_, b := own(g)
			g.model.saw(1, memtracker.Deed{Ref: hub.Ref{ID: "twice"}, Ours: true, Made: true, State: b.state}, g.w.Clock)
		}},
		{"an issue comes back to its own side", "doubled", Plain, func(g *game) {
			a, _ := own(g)
			g.model.saw(0, memtracker.Deed{Ref: hub.Ref{ID: "echo"}, Ours: true, Made: true, State: a.state}, g.w.Clock)
		}},
		{"a comment is made twice", "doubled", Plain, func(g *game) {
			_, b := own(g)
			our(g, b, change(b, "comments/again", comment("Ac9.9")))
		}},
		{"a file is made twice", "doubled", Plain, func(g *game) {
			_, b := own(g)
			st := b.state.Clone()
			st.Attachments = append(st.Attachments, hub.Attachment{ID: "again", Name: "Af9.9"})
			g.model.saw(1, memtracker.Deed{Ref: b.state.Ref, Ours: true, State: st, Changes: []memtracker.PartChange{
				{Part: "attachments/again", To: map[string]hub.Value{"digest": ""}}}}, g.w.Clock)
		}},
		{"a comment is made for nothing", "doubled", Plain, func(g *game) {
			_, b := own(g)
			our(g, b, change(b, "comments/odd", comment("Ac77.7")))
		}},
		{"a comment never arrives", "copy", Plain, func(g *game) {
			a, _ := own(g)
			g.w.Trackers[0].Comment(a.id, hub.User{}, "Ac88.8")
		}},
		{"an old value is written again", "order", Plain, func(g *game) {
			_, b := own(g)
			our(g, b, change(b, "summary", "As9.9"))
			our(g, b, change(b, "summary", "As0.2"))
		}},
		{"a value is written that nobody wrote", "order", Plain, func(g *game) {
			_, b := own(g)
			our(g, b, change(b, "summary", "out of nowhere"))
		}},
		{"a label is removed that nobody removed", "ownership", Plain, func(g *game) {
			_, b := own(g)
			our(g, b, change(b, "labels/xA", nil))
		}},
		{"a person's comment is removed", "ownership", Plain, func(g *game) {
			a, _ := own(g)
			our(g, a, change(a, hub.PartOf("comments", a.state.Comments[0].ID), nil))
		}},
		{"a person's comment is changed", "ownership", Plain, func(g *game) {
			a, _ := own(g)
			our(g, a, change(a, hub.PartOf("comments", a.state.Comments[0].ID), comment("other words")))
		}},
		{"our copy of a comment is removed", "ownership", Plain, func(g *game) {
			_, b := own(g)
			our(g, b, change(b, hub.PartOf("comments", b.state.Comments[0].ID), nil))
		}},
		{"an issue is deleted", "ownership", Plain, func(g *game) {
			_, b := own(g)
			g.model.saw(1, memtracker.Deed{Ref: b.state.Ref, Ours: true, Deleted: true, State: b.state}, g.w.Clock)
		}},
		{"the sides show different values", "same", Plain, func(g *game) {
			_, b := own(g)
			g.w.Trackers[1].Edit(b.id, func(is *hub.Issue) { is.Summary = "other" })
		}},
		{"the sides show different labels", "same", Plain, func(g *game) {
			_, b := own(g)
			g.w.Trackers[1].Edit(b.id, func(is *hub.Issue) { is.Labels = append(is.Labels, "late") })
		}},
		{"recoded values are not each other's", "same", Recoded, func(g *game) {
			_, b := own(g)
			g.w.Trackers[1].Edit(b.id, func(is *hub.Issue) { is.Priority = "p0" })
		}},
		{"the one who edits alone does not keep his value", "same", Plain, func(g *game) {
			a, b := own(g)
			g.w.Trackers[0].Edit(a.id, func(is *hub.Issue) { is.Status = "busy" })
			g.clearUp()
			for _, it := range []*item{a, b} {
				our(g, it, change(it, "status", "open"))
			}
		}},
		{"a copy says something else", "same", Plain, func(g *game) {
			_, b := own(g)
			our(g, b, change(b, hub.PartOf("comments", b.state.Comments[0].ID), comment("Ac9.9 other words")))
		}},
		{"an end keeps what is not so", "verify", Plain, func(g *game) {
			_, b := own(g)
			g.w.Trackers[1].Edit(b.id, func(is *hub.Issue) { is.Status = "done" })
		}},
		{"a mark is appended twice", "appended", Appending, func(g *game) {
			_, b := own(g)
			our(g, b, change(b, "environment", b.state.Environment+appended))
		}},
		{"a mark is appended instead of an edit", "appended", Appending, func(g *game) {
			_, b := own(g)
			our(g, b, change(b, "environment", appended))
		}},
		{"a rule's call is made twice", "calls", Effectful, func(g *game) {
			a, _ := own(g)
			g.calls[1][a.id]++
		}},
		{"a rule's call is not made", "calls", Effectful, func(g *game) {
			a, _ := own(g)
			g.calls[1][a.id]--
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			expect(t, play(t, quietStory(c.rules, c.do)).Violations, c.check)
		})
	}
}

// What the checks learn from the nodes or while the story goes on.
func TestEachWatchCanFail(t *testing.T) {
	for _, c := range []struct {
		name, check string
		do          func(g *game)
	}{
		{"an open fault", "faults", func(g *game) {
			g.checkFaults(&findings{faults: []*hub.Fault{{Code: hub.Invalid, Message: "odd"}}})
		}},
		{"work that nobody explains", "rest", func(g *game) {
			g.checkFaults(&findings{blocked: map[hub.PairID]bool{"p": true}})
		}},
		{"more messages than edits", "rest", func(g *game) {
			f := g.look()
			for k := range f.told {
				f.told[k] = 1000
			}
			g.checkRest(f, f.pairs[0])
		}},
		{"a write while paused", "pause", func(g *game) {
			g.works = []work{{node: 0, paused: true}}
			g.At(world.Point{Kind: world.BeforeCall, Node: 0, Name: "Set", Write: true})
		}},
		{"a message while paused", "pause", func(g *game) {
			g.works = []work{{node: 0, paused: true}}
			g.At(world.Point{Kind: world.BeforeDeliver, Node: 0, Name: "replica"})
		}},
		{"a step in flight when the pause came", "", func(g *game) {
			g.works = []work{{node: 0}}
			g.paused[0] = true
			g.At(world.Point{Kind: world.BeforeCall, Node: 0, Name: "Set", Write: true})
		}},
		{"a second call of a worker that was taken over", "fence", func(g *game) {
			g.At(world.Point{Kind: world.BeforeCall, Node: 0, Name: "Set", Write: true, Dead: true})
		}},
		{"a node that is off", "start", func(g *game) { g.w.Nodes[0].Cut() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			expect(t, play(t, quietStory(Plain, c.do)).Violations, c.check)
		})
	}
}

func expect(t *testing.T, got []Violation, check string) {
	t.Helper()
	switch {
	case check == "" && len(got) > 0:
		t.Errorf("violations %v, want none", got)
	case check != "" && !slices.ContainsFunc(got, func(v Violation) bool { return v.Check == check }):
		t.Errorf("violations %v, want one of %q", got, check)
	}
}

// What is conceded is conceded for the habits that cannot do better, and no
// others.
func TestConcessions(t *testing.T) {
	at := func(seq int) moment { return moment{seq, time.Unix(int64(seq), 0)} }
	edit := func(seq int) *deed { return &deed{moment: at(seq)} }
	write := func(seq, read int) *deed { return &deed{moment: at(seq), read: at(read)} }
	kind := func(change func(*Kind)) Kind {
		k := Kind{Habits: memtracker.Worst()}
		change(&k)
		return k
	}
	for _, c := range []struct {
		name        string
		kind        Kind
		part        hub.Part
		edit, write *deed
		want        bool
	}{
		{"nothing to hold on to, after the read", kind(func(*Kind) {}), "summary", edit(5), write(6, 4), true},
		{"nothing to hold on to, before the read", kind(func(*Kind) {}), "summary", edit(3), write(6, 4), false},
		{"a change log", kind(func(k *Kind) { k.Habits.ChangeLog = true }), "summary", edit(5), write(6, 4), false},
		{"conditional writes", Kind{Habits: memtracker.Best()}, "summary", edit(5), write(6, 4), false},
		{"conditional for fields only, a field", kind(func(k *Kind) { k.Habits.Revision, k.Habits.Conditional = "exact", true }), "summary", edit(5), write(6, 4), false},
		{"conditional for fields only, a comment", kind(func(k *Kind) { k.Habits.Revision, k.Habits.Conditional = "exact", true }), "comments/1", edit(5), write(6, 4), true},
		{"within the read lag", kind(func(k *Kind) { k.Habits.ReadLag = 2 * time.Second }), "summary", edit(3), write(6, 4), true},
		{"before the read lag", kind(func(k *Kind) { k.Habits.ReadLag = 2 * time.Second }), "summary", edit(1), write(6, 4), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := &game{w: &world.World{}, setup: setup{Kinds: [2]Kind{c.kind}}}
			it := &item{parts: map[hub.Part][]*shown{c.part: {{c.edit, "x"}, {c.write, "y"}}}}
			if got := g.conceded(it, c.part, c.edit, c.write); got != c.want {
				t.Errorf("conceded: %v, want %v", got, c.want)
			}
		})
	}
}

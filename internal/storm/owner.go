package storm

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/world"
)

// clearUp ends the storm: nobody edits any more, everything answers, and the
// owners see to whatever waits for them until nothing does.
func (g *game) clearUp() {
	g.act, g.calm, g.traps = 0, true, nil
	g.sayf("the weather clears up")
	for side := range 2 {
		for _, it := range g.model.live(side) {
			if it.hidden {
				g.show(it)
			}
		}
	}
	if err := g.w.Calm(g.ctx); err != nil {
		g.violate("start", "a node does not start when all is calm: %v", err)
		return
	}
	g.w.Drive(g)
	for i := range g.w.Nodes {
		if g.unsaid[i] {
			g.sayRestored(i)
		}
	}
	for i := range g.w.Nodes {
		g.resume(i) // even if it is not paused by our count: the answer may have been lost
	}
	// What was on its way has landed, and feeds have shown what they missed.
	g.pass(longest + g.setup.Kinds[0].Feed.MissFor + g.setup.Kinds[1].Feed.MissFor + 5*longest)
	const rounds = 12 // a fault may uncover the next one, an issue may wait for another
	r := g.story.source(ownersSource)
	err := g.rest()
	for range rounds {
		if err != nil && !errors.Is(err, world.ErrNoRest) || !g.seeTo(r) {
			break
		}
		err = g.rest()
	}
	if err != nil {
		g.violate("rest", "%v", err)
	}
	g.pass(g.setup.Kinds[0].Habits.ReadLag + g.setup.Kinds[1].Habits.ReadLag)
}

// rest lets the nodes come to rest. To wait for an owner is one thing, to work
// on and on meanwhile is another.
func (g *game) rest() error {
	const (
		most  = 10_000                // the longest stories take some hundreds
		waits = 50 * time.Millisecond // who looks again that seldom waits
	)
	steps, began := g.w.Stats.Steps, g.w.Clock
	err := g.w.Rest(g.ctx)
	if n := g.w.Stats.Steps - steps; n > most && g.w.Clock.Sub(began) < time.Duration(n)*waits {
		g.violate("rest", "%d steps while nobody touched anything: %v", n, err)
	}
	return err
}

// ownerActs lets an owner see to one of his faults in the midst of it all.
func (g *game) ownerActs(r *rand.Rand) {
	i := g.nodeOf(r.IntN(2))
	n := g.w.Nodes[i]
	if !n.On() {
		return
	}
	l, err := n.Faults(g.ctx)
	if err != nil || len(l) == 0 {
		return
	}
	g.decide(i, pick(r, l), r)
}

// seeTo lets the owners see to all open faults, and reports whether there was
// one.
func (g *game) seeTo(r *rand.Rand) bool {
	found := false
	for i, n := range g.w.Nodes {
		l, err := n.Faults(g.ctx)
		if err != nil {
			g.violate("start", "node %s cannot list its faults: %v", sideName[i], err)
			return false
		}
		for _, f := range l {
			found = true
			g.decide(i, f, r)
		}
	}
	return found
}

// suspects is what the fault says that an owner must look into.
const suspects = " may be what an earlier, unanswered try made"

// unknownCall is how the fault of a rule's call without an answer begins.
const unknownCall = "nobody knows whether the rule's call"

// decide is what a sensible owner does about a fault.
func (g *game) decide(node int, f *hub.Fault, r *rand.Rand) {
	n := g.w.Nodes[node]
	g.owner++
	skip := g.setup.Skips && r.IntN(2) == 0
	unknown := strings.HasPrefix(f.Message, unknownCall)
	if what, _, ok := strings.Cut(f.Message, suspects); ok {
		g.makeRoom(g.sideOf(f), f, what)
		skip = false
	}
	if !skip {
		if unknown {
			g.retried++
		}
		g.sayf("node %s: the owner lets %q try again", sideName[node], f.Message)
		if _, err := n.Queue().Retry(g.ctx, f.ID); err != nil && g.calm {
			g.violate("faults", "retry of %q: %v", f.Message, err)
		}
		return
	}
	g.sayf("node %s: the owner goes on without %q", sideName[node], f.Message)
	for _, id := range g.held(n, f.ID) {
		g.skipped++
		g.skips[f.Pair] = true
		if err := n.Queue().Skip(g.ctx, id, "not needed", "owner"); err != nil && g.calm {
			g.violate("faults", "skip of %q: %v", f.Message, err)
		}
	}
}

// held lists the events that a fault holds, first in turn first.
func (g *game) held(n *world.Node, fault string) (ids []hub.EventID) {
	err := n.View(g.ctx, func(tx store.Tx) error {
		ids = nil
		for ev, err := range tx.Events().List(store.EventQuery{FaultID: fault, States: []hub.State{hub.Blocked}}) {
			if err != nil {
				return err
			}
			ids = append(ids, ev.ID)
		}
		return nil
	})
	if err != nil {
		g.violate("start", "the events of a fault cannot be listed: %v", err)
	}
	slices.Reverse(ids)
	return ids
}

// localOf finds the issue that a fault is about: its key may be another by now.
func (g *game) localOf(f *hub.Fault) string {
	for _, n := range g.w.Nodes {
		if !n.On() {
			continue
		}
		ends, err := n.Ends(g.ctx)
		if err != nil {
			continue // a node that just went off: the owner comes back later
		}
		for _, e := range ends {
			if e.EndKey == f.EndKey {
				return e.Local.ID
			}
		}
	}
	return ""
}

// sideOf finds the side at whose tracker a fault is.
func (g *game) sideOf(f *hub.Fault) int {
	return slices.Index(world.Sides[:], f.Side)
}

// makeRoom removes what may be our own, as the fault asks for. What a person
// wrote under our account is written anew under another name.
func (g *game) makeRoom(side int, f *hub.Fault, what string) {
	t := g.w.Trackers[side]
	field, id, isElement := strings.Cut(what, " ")
	local := g.localOf(f)
	for _, it := range g.model.live(side) {
		switch {
		case !isElement && it.state.Ref.String() == what:
			g.sayf("%s %s: removed by the owner", sideName[side], what)
			t.Delete(it.id)
			return
		case isElement && it.id == local && field == "comments":
			if !slices.ContainsFunc(it.state.Comments, func(c hub.Comment) bool { return c.ID == id }) {
				return // somebody was faster
			}
			g.sayf("%s %s: comment %s removed by the owner", sideName[side], f.Issue, id)
			if madeBy := it.maker("comments", id); madeBy != nil && !madeBy.Ours {
				t.Comment(it.id, hub.User{ID: "alice", Name: "Alice"}, g.name(sideName[side]+"again"))
			}
			t.DropComment(it.id, id)
			return
		case isElement && it.id == local && field == "attachments":
			if slices.ContainsFunc(it.state.Attachments, func(a hub.Attachment) bool { return a.ID == id }) {
				g.sayf("%s %s: attachment %s removed by the owner", sideName[side], f.Issue, id)
				t.Detach(it.id, id)
			}
			return
		}
	}
}

package storm

import (
	"fmt"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/internal/world"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// trap waits for a point of the nodes' work and interferes there.
type trap struct {
	act   int
	kind  world.Kind
	write bool // of calls: writes only
	node  int  // whose; -1: anybody's
	left  int  // such points to let pass
	do    world.What
	times int                             // it happens so many times more
	after time.Duration                   // of world.Late, and how long a taken-over worker is away
	stall bool                            // the worker is taken over
	nest  func(node, side int, id string) // what else happens meanwhile
}

func (t *trap) String() string {
	what := string(t.do)
	switch {
	case t.stall:
		what = fmt.Sprintf("taken over; %v later %s", t.after, t.do)
	case t.nest != nil:
		what = "others act"
	case t.do == world.Late:
		what += fmt.Sprintf(" (%v)", t.after)
	}
	who := "either node"
	if t.node >= 0 {
		who = "node " + sideName[t.node]
	}
	kind := string(t.kind)
	if t.write {
		kind += " (write)"
	}
	return fmt.Sprintf("at %s, %s, %d more to pass: %s", kind, who, t.left, what)
}

// work is a piece of a node's work that the story set going.
type work struct {
	node   int
	paused bool // when it began
}

// At implements world.Driver: it takes notes, and springs the traps.
func (g *game) At(p world.Point) world.Fate {
	if g.w == nil {
		return world.Fate{} // the nodes are being started
	}
	g.note(p)
	if p.Dead || g.calm {
		return world.Fate{}
	}
	g.depth++
	f := g.spring(p)
	g.depth--
	g.settled(p, f)
	switch {
	case f.Do == world.Go || f.Do == world.Pass:
	case f.Do == world.Cut:
		g.sayf("the power of node %s goes: %s %s", sideName[p.Node], p.Kind, p.Name)
	default:
		g.sayf("%s %s of node %s: %s", p.Kind, p.Name, sideName[p.Node], f.Do)
	}
	return f
}

// note keeps what the checks and the digest need of a point.
func (g *game) note(p world.Point) {
	g.digest(string(p.Kind), p.Name, p.Ref.ID, byte(p.Node), byte(p.Side))
	g.model.seq++
	switch p.Kind {
	case world.BeforeCall:
		switch {
		case p.Write && p.Dead:
			// Its one call in flight may land. Whoever makes the next one has not
			// stored what came of the last, or went on without the right to.
			g.violate("fence", "node %s: a worker that was taken over goes on with %s of %s", sideName[p.Node], p.Name, p.Ref)
		case p.Write:
			g.model.calls(g.depth, p.Side, p.Ref.ID)
			g.pauseRespected(p, "writes ("+p.Name+")")
		}
	case world.AfterCall:
		switch {
		case p.Write:
			g.model.over(g.depth)
		case p.Name == "Get":
			g.model.read(p.Side, p.Ref.ID, g.w.Clock)
		}
	case world.BeforeDeliver:
		if p.Name == "replica" {
			g.pauseRespected(p, "tells")
		}
	}
}

// settled notes what becomes of a write.
func (g *game) settled(p world.Point, f world.Fate) {
	if p.Kind != world.BeforeCall || !p.Write {
		return
	}
	switch f.Do {
	case world.Late:
		g.model.delayed(g.depth, g.w.Clock.Add(f.After))
	case world.Cut, world.Never, world.Busy:
		g.model.over(g.depth)
	}
}

// pauseRespected complains of work that began while its node was paused.
func (g *game) pauseRespected(p world.Point, what string) {
	if n := len(g.works); n > 0 && g.works[n-1].node == p.Node && g.works[n-1].paused {
		g.violate("pause", "node %s %s %s while it is paused", sideName[p.Node], what, p.Ref)
	}
}

// spring lets the first trap that waits for this very point do what it is for.
func (g *game) spring(p world.Point) world.Fate {
	const deepest = 2 // an interference within an interference is enough
	if g.depth > deepest {
		return world.Fate{}
	}
	for i, t := range g.traps {
		if t.kind != p.Kind || t.write && !p.Write || t.node >= 0 && t.node != p.Node {
			continue
		}
		if t.left--; t.left >= 0 {
			continue
		}
		if t.times--; t.times < 0 {
			g.traps = slices.Delete(g.traps, i, i+1)
		}
		return g.sprung(t, p)
	}
	return world.Fate{}
}

func (g *game) sprung(t *trap, p world.Point) world.Fate {
	if t.stall {
		g.stats.Takeovers++
		g.sayf("the worker of node %s freezes: %s %s; another one takes over", sideName[p.Node], p.Kind, p.Name)
		if err := g.w.Stall(g.ctx); err != nil {
			g.violate("start", "node %s does not start after a takeover: %v", sideName[p.Node], err)
		}
	}
	if t.nest != nil {
		t.nest(p.Node, p.Side, p.Ref.ID)
	}
	if t.stall {
		g.pass(t.after)
		g.sayf("the frozen worker of node %s wakes: %s", sideName[p.Node], t.do)
	}
	return world.Fate{Do: t.do, After: t.after}
}

// seen is the trackers' OnChange.
func (g *game) seen(side int) func(memtracker.Deed) {
	return func(d memtracker.Deed) {
		at := g.clock()
		e := g.model.saw(side, d, at)
		who := "people"
		if d.Ours {
			who = "entwine"
		}
		g.digest("deed", who, d.Ref.ID, byte(side), 0)
		for _, c := range d.Changes {
			g.digest(string(c.Part), fmt.Sprint(c.To), "", 0, 0)
		}
		if g.story.Tell && d.Ours {
			g.sayf("%s %s: entwine %s", sideName[side], d.Ref, inWords(e))
		}
	}
}

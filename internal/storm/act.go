package storm

import (
	"math/rand/v2"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/world"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// doing is one kind of act and how often it is drawn.
type doing struct {
	name   string
	weight int
	do     func(*game, *rand.Rand)
}

// doings is the table of what may happen. Appending to it changes what the
// seeds stand for.
var doings = []doing{
	{"person", 24, (*game).person},
	{"poll", 14, (*game).poll},
	{"steps", 30, (*game).steps},
	{"time", 8, (*game).timePasses},
	{"interference", 16, (*game).setTrap},
	{"cut", 2, (*game).cut},
	{"mail", 2, (*game).mail},
	{"pause", 2, (*game).pauseOrResume},
	{"down", 1, (*game).trackerDown},
	{"refuse", 1, (*game).refuse},
	{"sweep", 1, (*game).sweep},
	{"owner", 1, (*game).ownerActs},
	{"restore", 1, (*game).backupOrRestore},
}

var doingWeights = func() (sum int) {
	for _, d := range doings {
		sum += d.weight
	}
	return sum
}()

// carryOut does one act.
func (g *game) carryOut(r *rand.Rand) {
	n := r.IntN(doingWeights)
	for _, d := range doings {
		if n -= d.weight; n < 0 {
			d.do(g, r)
			return
		}
	}
}

func (g *game) poll(r *rand.Rand) {
	side := r.IntN(3)
	for s := range 2 {
		if side == 2 || s == side {
			g.pollSide(s)
		}
	}
}

func (g *game) pollSide(side int) {
	g.sayf("poll of %s", sideName[side])
	g.do(g.nodeOf(side), func() error { return g.w.Poll(g.ctx, side) })
}

// steps lets a node, or both, take some steps: what is due, not only the first.
func (g *game) steps(r *rand.Rand) {
	for range 1 + r.IntN(6) {
		g.step(r, r.IntN(2))
	}
}

func (g *game) step(r *rand.Rand, side int) {
	i := g.nodeOf(side)
	k := 0
	if r.IntN(3) == 0 {
		k = r.IntN(3)
	}
	n := g.w.Nodes[i]
	g.do(i, func() error {
		before := g.w.Stats.Steps
		ev, err := n.Step(g.ctx, k)
		if ev == nil && err == nil && k > 0 {
			ev, err = n.Step(g.ctx, 0)
		}
		if g.w.Stats.Steps > before && ev != nil {
			g.sayf("node %s: %s of %s/%s %s", sideName[i], ev.Step, ev.Pair, ev.Side, ev.Key)
		}
		return err
	})
	if n.On() && g.setup.Settle && r.IntN(4) == 0 {
		g.do(i, func() error { return n.Settle(g.ctx) })
	}
}

func (g *game) timePasses(r *rand.Rand) {
	d := time.Duration(r.IntN(4000)) * time.Millisecond
	switch r.IntN(12) {
	case 0:
		d = time.Duration(5+r.IntN(60)) * time.Second
	case 1:
		d = 11 * time.Minute
	}
	g.sayf("%v pass", d)
	g.pass(d)
}

// setTrap arranges for something to happen in the midst of the nodes' work.
func (g *game) setTrap(r *rand.Rand) {
	t := &trap{act: g.act, node: r.IntN(3) - 1, left: r.IntN(5)}
	if g.setup.OneNode && t.node == 1 {
		t.node = 0
	}
	late := time.Duration(200+r.IntN(2800)) * time.Millisecond // less than the longest request
	anywhere := []world.Kind{world.BeforeCall, world.AfterCall, world.BeforeCommit, world.AfterCommit, world.BeforeDeliver, world.AfterDeliver,
		world.BeforeEffect, world.AfterEffect}
	switch n := r.IntN(20); {
	case n < 4: // the power goes
		t.kind, t.do = pick(r, anywhere), world.Cut
		t.write = (t.kind == world.BeforeCall || t.kind == world.AfterCall) && r.IntN(4) > 0
		if (t.kind == world.BeforeCommit || t.kind == world.AfterCommit) && t.left%2 == 1 { // or the disk is full, for some commits
			t.kind, t.do, t.times = world.BeforeCommit, world.Full, t.left
		}
	case n < 8: // an answer of a tracker is lost
		t.kind, t.write, t.left = world.BeforeCall, true, r.IntN(3)
		t.do, t.after = pick(r, []world.What{world.Lose, world.Never, world.Late}), late
	case n < 9:
		t.kind, t.do = world.BeforeCall, world.Busy
	case n < 11: // a message is lost, or answered in vain, or late
		t.kind, t.left = world.BeforeDeliver, r.IntN(3)
		t.do = pick(r, []world.What{world.Never, world.Lose, world.Late})
	case n < 12: // a call of a rule
		t.kind, t.left = world.BeforeEffect, 0
		t.do = pick(r, []world.What{world.Never, world.Lose})
	case n < 15: // a worker is taken over
		t.kind, t.write, t.left, t.stall = world.BeforeCall, true, r.IntN(2), true
		t.do, t.after = world.Pass, late
		if r.IntN(4) == 0 {
			t.do = world.Go // it notices in time
		}
		t.nest = g.meanwhile(r)
	default: // others act between check and write, or anywhere else
		t.kind = pick(r, append(anywhere, world.BeforeCall, world.BeforeCall, world.AfterCall))
		t.write = t.kind == world.BeforeCall && r.IntN(3) > 0
		t.left = r.IntN(4)
		t.nest = g.meanwhile(r)
	}
	g.sayf("%s", t)
	g.traps = append(g.traps, t)
}

// meanwhile is what others do while a node is in the midst of something: a
// person edits the very issue, or another one, or other steps run.
func (g *game) meanwhile(r *rand.Rand) func(node, side int, id string) {
	act := g.act
	return func(node, side int, id string) {
		was, count := g.act, g.count
		g.act, g.count = act, 0
		for range 1 + r.IntN(2) {
			switch n := r.IntN(14); {
			case n < 8: // the sharpest: the very issue that is being worked on
				g.personAt(r, side, id)
			case n < 9:
				g.person(r)
			case n < 11:
				g.step(r, r.IntN(2))
			case n < 13:
				g.pollSide(r.IntN(2))
			default:
				// A worker is never that slow within one step: its lease would be gone.
				g.pass(time.Duration(r.IntN(400)) * time.Millisecond)
			}
		}
		g.act, g.count = was, count
	}
}

// cut turns a node off, for a moment or for a while.
func (g *game) cut(r *rand.Rand) {
	i := g.nodeOf(r.IntN(2))
	d := time.Duration(0)
	if r.IntN(3) == 0 {
		d = time.Duration(r.IntN(20)) * time.Second
	}
	g.sayf("the power of node %s goes, for %v", sideName[i], d)
	g.w.Nodes[i].Cut()
	g.off[i] = g.w.Clock.Add(d)
}

// mail brings a letter that was late, now and then twice.
func (g *game) mail(r *rand.Rand) {
	if len(g.w.Mail) == 0 {
		return
	}
	i := r.IntN(len(g.w.Mail))
	l := g.w.Mail[i]
	g.sayf("a late letter of node %s arrives: %s %d", sideName[l.From], l.Envelope.Kind, l.Envelope.Seq)
	if r.IntN(3) == 0 {
		g.w.Mail = append(g.w.Mail, l)
	}
	g.do(l.To, func() error { return g.w.Bring(g.ctx, i) })
}

func (g *game) pauseOrResume(r *rand.Rand) {
	i := g.nodeOf(r.IntN(2))
	n := g.w.Nodes[i]
	if !n.On() {
		return
	}
	if g.paused[i] {
		g.resume(i)
		return
	}
	g.sayf("node %s: pause", sideName[i])
	if err := n.Pause(g.ctx); err == nil {
		g.paused[i] = true
	}
}

func (g *game) resume(i int) {
	g.sayf("node %s: resume", sideName[i])
	g.paused[i] = false // from here on it may work, whether or not we learn of it
	if err := g.w.Nodes[i].Resume(g.ctx); err != nil && g.calm {
		g.violate("start", "node %s cannot be resumed: %v", sideName[i], err)
	}
}

func (g *game) trackerDown(r *rand.Rand) {
	side := r.IntN(2)
	d := time.Duration(1+r.IntN(30)) * time.Second
	g.sayf("%s is down for %v", sideName[side], d)
	g.down[side] = g.w.Clock.Add(d)
	g.w.Trackers[side].Set(func(k *memtracker.Knobs) { k.Down = true })
}

// refuse lets a tracker refuse a value, until the weather clears up.
func (g *game) refuse(r *rand.Rand) {
	side := r.IntN(2)
	f := memtracker.Refusal{Field: "priority", Value: pick(r, g.setup.Rules.priorities(side)), How: pick(r, []memtracker.How{memtracker.Loud, memtracker.Silent})}
	if r.IntN(3) == 0 {
		f = memtracker.Refusal{Field: "labels", Value: labelName(r)}
	}
	g.sayf("%s refuses %s %v from now on", sideName[side], f.Field, f.Value)
	g.w.Trackers[side].Set(func(k *memtracker.Knobs) { k.Refuse = append(k.Refuse, f) })
}

func (g *game) sweep(r *rand.Rand) {
	i := g.nodeOf(r.IntN(2))
	g.sayf("node %s looks for missing issues", sideName[i])
	g.do(i, func() error { return g.w.Nodes[i].Sweep(g.ctx) })
}

func (g *game) backupOrRestore(r *rand.Rand) {
	if g.story.NoRestore || g.setup.OneNode { // where both sides forget, nobody knows better
		return
	}
	i := g.nodeOf(r.IntN(2))
	if g.restored[1-i] { // one that was restored itself cannot tell the other what it forgot
		return
	}
	n := g.w.Nodes[i]
	if g.old[i] == nil {
		if !n.On() {
			return
		}
		d, err := n.Backup(g.ctx)
		if err != nil {
			g.violate("backup", "node %s: %v", sideName[i], err)
			return
		}
		g.sayf("node %s is backed up", sideName[i])
		g.old[i] = d
		return
	}
	g.sayf("node %s is restored from its backup", sideName[i])
	if err := n.Restore(g.ctx, g.old[i]); err != nil {
		g.violate("backup", "node %s: %v", sideName[i], err)
		return
	}
	g.old[i], g.restored[i] = nil, true
	g.paused[i] = n.Queue().Paused(hub.ScopeConnection, string(world.Connection))
	g.sayRestored(i)
}

// sayRestored lets the owner say that a node was restored, which he repeats when
// it is on again if it went off before it had heard.
func (g *game) sayRestored(i int) {
	n := g.w.Nodes[i]
	for heard := false; !heard && n.On(); { // he is told when the node could not store it, and says it again
		g.do(i, func() error {
			err := n.Restored(g.ctx)
			heard = err == nil || hub.CodeOf(err) != hub.Busy
			return err
		})
	}
	g.unsaid[i] = !n.On()
}

package storm

import (
	"context"
	"fmt"
	"hash"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/world"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// Violation is a promise that was not kept.
type Violation struct {
	Check string // which one
	What  string
}

func (v Violation) String() string { return v.Check + ": " + v.What }

// Stats count what happened in stories.
type Stats struct {
	Seeds     int
	Acts      int
	Steps     int
	Crashes   int
	Takeovers int
	Lost      int // answers
	Effects   int // writes that trackers took
	Conceded  int // overwritten edits that no tracker without condition and log can show
	Messages  int
}

// Add adds up.
func (s *Stats) Add(o Stats) {
	s.Seeds += o.Seeds
	s.Acts += o.Acts
	s.Steps += o.Steps
	s.Crashes += o.Crashes
	s.Takeovers += o.Takeovers
	s.Lost += o.Lost
	s.Effects += o.Effects
	s.Conceded += o.Conceded
	s.Messages += o.Messages
}

// Result is how a story ended.
type Result struct {
	Story      Story
	Violations []Violation
	Stats      Stats
	Digest     uint64   // of everything that happened
	Lines      []string // the story in words, if it was to be told
}

// game is one story being played.
type game struct {
	ctx   context.Context
	story *Story
	setup setup
	w     *world.World
	model *model
	stats Stats
	out   []Violation
	sum   hash.Hash64

	act      int // the one being carried out
	count    int // names that the act gave out
	depth    int // of interferences within interferences
	calm     bool
	traps    []*trap
	works    []work
	off      [2]time.Time // until when a node is off
	down     [2]time.Time // until when a tracker is down
	paused   [2]bool
	restored [2]bool             // from an older copy: what it knew since is gone
	unsaid   [2]bool             // the owner's word that it was was not heard
	old      [2]world.Disk       // a copy of a node's disk, if there is one
	calls    [2]map[string]int   // calls of rules carried out, by the other side's issue id
	retried  int                 // times the owner let an unknown call be made again
	skipped  int                 // times the owner went on without something
	owner    int                 // decisions of the owner
	skips    map[hub.PairID]bool // pairs of which an owner went on without something
	lines    []string
}

// Play carries a story out and checks it. An error says that it could not be
// played; what went wrong in it is in the result.
func Play(ctx context.Context, s Story) (Result, error) {
	g := &game{ctx: ctx, story: &s, setup: s.setup(), model: newModel(), sum: fnv.New64a(), calls: [2]map[string]int{{}, {}}, skips: map[hub.PairID]bool{}}
	done, err := g.begin()
	if err != nil {
		return Result{}, err
	}
	defer done()
	g.people()
	acts := s.acts(&g.setup)
	for _, n := range acts {
		if ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		g.act, g.count = n, 0
		g.wakeUp()
		g.carryOut(s.source(n))
	}
	g.clearUp()
	if s.after != nil {
		s.after(g)
	}
	g.check()
	if s.Tell && len(g.out) > 0 {
		g.records()
	}
	g.stats.Seeds, g.stats.Acts = 1, len(acts)
	g.stats.Steps, g.stats.Crashes, g.stats.Lost, g.stats.Effects = g.w.Stats.Steps, g.w.Stats.Cuts, g.w.Stats.Lost, g.w.Stats.Effects
	return Result{Story: s, Violations: g.out, Stats: g.stats, Digest: g.sum.Sum64(), Lines: g.lines}, nil
}

// begin makes the world of the story.
func (g *game) begin() (done func(), err error) {
	u := &g.setup
	opt := world.Options{
		Rules: u.Rules.sets(), Winner: u.Winner, Merge: u.Merge, OneNode: u.OneNode, Wire: u.Wire, Driver: g, Effect: g.effect,
	}
	if u.Settle {
		opt.Await = -1
	}
	for side := range opt.Trackers {
		k := &u.Kinds[side]
		opt.Trackers[side] = memtracker.Config{
			Habits: k.Habits, Norm: k.Norm, NoDigest: k.NoDigest, Seed: g.story.Seed + uint64(side), OnChange: g.seen(side),
		}
	}
	done = func() {}
	if u.SQLite {
		dir, err := os.MkdirTemp("", "storm")
		if err != nil {
			return nil, err
		}
		done = func() { os.RemoveAll(dir) }
		for i := range opt.Disks {
			d := fmt.Sprintf("%s/%d", dir, i)
			if err := os.Mkdir(d, 0o700); err != nil {
				done()
				return nil, err
			}
			opt.Disks[i] = world.NewSQLite(d)
		}
	}
	if g.story.bend != nil {
		g.story.bend(&opt)
	}
	w, err := world.New(g.ctx, opt)
	if err != nil {
		done()
		return nil, err
	}
	g.w = w
	for side, t := range w.Trackers {
		t.Set(u.Kinds[side].knobs)
	}
	if g.story.Tell {
		g.lines = append(g.lines, strings.Split(u.String(), "\n")...)
	}
	clean := done
	return func() {
		for _, n := range w.Nodes {
			n.Cut()
		}
		clean()
	}, nil
}

// people make the first issues; each story has one at least.
func (g *game) people() {
	r := g.story.source(0)
	for side := range 2 {
		if side == 0 || r.IntN(2) == 0 {
			g.addIssue(side, r)
		}
	}
}

// node returns the node that has a side.
func (g *game) node(side int) *world.Node { return g.w.Nodes[g.nodeOf(side)] }

func (g *game) nodeOf(side int) int { return side % len(g.w.Nodes) }

// wakeUp turns on again whatever has been off for long enough.
func (g *game) wakeUp() {
	for i, n := range g.w.Nodes {
		if !n.On() && !g.w.Clock.Before(g.off[i]) {
			g.start(i)
		}
	}
	for i, t := range g.w.Trackers {
		if !g.down[i].IsZero() && !g.w.Clock.Before(g.down[i]) {
			g.down[i] = time.Time{}
			t.Set(func(k *memtracker.Knobs) { k.Down = false })
		}
	}
}

func (g *game) start(i int) {
	if err := g.w.Nodes[i].Start(g.ctx); err != nil {
		g.violate("start", "node %s does not start: %v", sideName[i], err)
	}
	if g.unsaid[i] && g.w.Nodes[i].On() {
		g.sayRestored(i)
	}
}

// do carries out a piece of a node's work.
func (g *game) do(node int, fn func() error) {
	n := g.w.Nodes[node]
	if !n.On() {
		return
	}
	g.works = append(g.works, work{node, g.paused[node]})
	err := fn()
	g.works = g.works[:len(g.works)-1]
	if err != nil {
		// A process that dies in the midst of it has a right to fail, and so has a
		// poll of a tracker that is down. What comes of it shows at rest.
		g.digest("error", err.Error(), "", 0, 0)
	}
}

// pass lets time pass.
func (g *game) pass(d time.Duration) { g.w.Clock = g.w.Clock.Add(d) }

func (g *game) clock() time.Time {
	if g.w == nil {
		return time.Time{}
	}
	return g.w.Clock
}

// name gives out a word that nobody else uses: the act that made it is in it.
func (g *game) name(prefix string) string {
	g.count++
	return fmt.Sprintf("%s%d.%d", prefix, g.act, g.count)
}

func (g *game) violate(check, format string, args ...any) {
	g.out = append(g.out, Violation{check, fmt.Sprintf(format, args...)})
}

// sayf tells the story, if it is to be told.
func (g *game) sayf(format string, args ...any) {
	if !g.story.Tell {
		return
	}
	act := "    "
	if g.act > 0 {
		act = fmt.Sprintf("%3d ", g.act)
	}
	g.lines = append(g.lines, g.clock().Format("15:04:05.000 ")+act+strings.Repeat("  ", g.depth)+fmt.Sprintf(format, args...))
}

func (g *game) digest(a, b, c string, x, y byte) {
	_, _ = g.sum.Write([]byte(a))
	_, _ = g.sum.Write([]byte(b))
	_, _ = g.sum.Write([]byte(c))
	t := g.w.Clock.UnixNano()
	_, _ = g.sum.Write([]byte{x, y, byte(t >> 20), byte(t >> 28), byte(t >> 36)})
}

// effect carries out a rule's own call.
func (g *game) effect(_ *world.World, side int, request hub.Value) (hub.Value, error) {
	m, _ := request.(map[string]hub.Value)
	id, _ := m["issue"].(string)
	g.calls[side][id]++
	g.sayf("%s: the rule's call for %s is carried out", sideName[side], id)
	return "made", nil
}

func pick[T any](r *rand.Rand, l []T) T { return l[r.IntN(len(l))] }

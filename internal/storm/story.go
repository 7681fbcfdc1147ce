package storm

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/world"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// Story is what a seed stands for. The zero values of Acts and Plain mean: all
// acts, nothing simplified.
type Story struct {
	Seed      uint64
	Acts      []int    // numbers of the acts to play, from 1
	Plain     []string // what to simplify: see Simplifications
	NoRestore bool     // no node is restored from an older copy
	Tell      bool     // keep the story in words

	// For tests: rules, if not empty, stand instead of those drawn; bend has the last word on the world, after sees the game before
	// it is checked.
	rules Pairing
	bend  func(*world.Options)
	after func(*game)
}

// setup is the part of a story that does not change while it is played.
type setup struct {
	Kinds   [2]Kind
	Rules   Pairing
	Winner  hub.Side
	Merge   bool
	OneNode bool
	Wire    bool
	SQLite  bool
	Skips   bool // the owner may decide to go on without something
	Settle  bool // awaited answers are stored at once
	Acts    int
}

// source returns the random source of an act; 0 is the setup's.
func (s *Story) source(act int) *rand.Rand { return rand.New(rand.NewPCG(s.Seed, uint64(act))) }

func (s *Story) setup() setup {
	r := s.source(0)
	u := setup{Kinds: [2]Kind{drawKind(r), drawKind(r)}}
	u.Winner = []hub.Side{hub.Initiator, hub.Acceptor}[r.IntN(2)]
	u.Merge = r.IntN(3) == 0
	u.OneNode = r.IntN(4) == 0
	u.Wire = r.IntN(3) == 0
	u.SQLite = r.IntN(10) == 0
	u.Skips = r.IntN(6) == 0
	u.Settle = r.IntN(3) == 0
	u.Rules = []Pairing{Plain, Plain, Plain, Plain, Recoded, Recoded, Appending, AppendBoth, Effectful, Asymmetric}[r.IntN(10)]
	u.Acts = 30 + r.IntN(90)
	if s.rules != "" {
		u.Rules = s.rules
	}
	for _, name := range s.Plain {
		for _, sim := range simplifications {
			if sim.name == name {
				sim.do(&u)
			}
		}
	}
	return u
}

func (s *Story) acts(u *setup) []int {
	if s.Acts != nil {
		return s.Acts
	}
	l := make([]int, u.Acts)
	for i := range l {
		l[i] = i + 1
	}
	return l
}

// Command is how to play the story again.
func (s *Story) Command() string {
	c := fmt.Sprintf("go run ./internal/cmd/sim -seed %d", s.Seed)
	if s.Acts != nil {
		c += " -acts " + strings.Trim(strings.ReplaceAll(fmt.Sprint(s.Acts), " ", ","), "[]")
	}
	if len(s.Plain) > 0 {
		c += " -plain " + strings.Join(s.Plain, ",")
	}
	if s.NoRestore {
		c += " -norestore"
	}
	return c
}

// simplification takes one trouble out of a story's setup.
type simplification struct {
	name string
	do   func(*setup)
}

// simplifications are tried in this order.
var simplifications = append([]simplification{
	{"sqlite", func(u *setup) { u.SQLite = false }},
	{"wire", func(u *setup) { u.Wire = false }},
	{"merge", func(u *setup) { u.Merge = false }},
	{"rules", func(u *setup) { u.Rules = Plain }},
	{"settle", func(u *setup) { u.Settle = false }},
}, slices.Concat(trackerSimplifications(0), trackerSimplifications(1))...)

func trackerSimplifications(side int) []simplification {
	var l []simplification
	for _, s := range []struct {
		name string
		do   func(*Kind)
	}{
		{"best", func(k *Kind) { *k = Kind{Habits: memtracker.Best()}; k.Habits.Longest = longest }},
		{"feed", func(k *Kind) { k.Feed = memtracker.Feed{} }},
		{"lag", func(k *Kind) { k.Habits.ReadLag, k.Stale = 0, memtracker.Fresh }},
		{"norm", func(k *Kind) { k.Norm = memtracker.Norm{} }},
		{"digest", func(k *Kind) { k.NoDigest = false }},
		{"rev", func(k *Kind) { k.HideRev = false }},
		{"answer", func(k *Kind) { k.AnswerState = false }},
		{"delete", func(k *Kind) { k.NoDelete = false }},
		{"apart", func(k *Kind) { k.Habits.StatusApart = false }},
		{"carry", func(k *Kind) { k.Habits.CarriesState = false }},
		{"marks", func(k *Kind) { k.Habits.Marks = memtracker.Best().Marks }},
	} {
		l = append(l, simplification{sideName[side] + "." + s.name, func(u *setup) { s.do(&u.Kinds[side]) }})
	}
	return l
}

// Simplifications lists what Plain may name.
func Simplifications() []string {
	var l []string
	for _, s := range simplifications {
		l = append(l, s.name)
	}
	return l
}

// sideName is what a story calls its sides: A is the initiator.
var sideName = [2]string{"A", "B"}

// ownersSource is the number of the source that owners draw from in the end:
// no story has as many acts.
const ownersSource = 1 << 30

// String tells the setup in words.
func (u *setup) String() string {
	s := fmt.Sprintf("A: %s\nB: %s\nrules: %s; %s wins", &u.Kinds[0], &u.Kinds[1], u.Rules, u.Winner)
	for _, o := range []struct {
		is   bool
		what string
	}{
		{u.Merge, "merge"}, {u.OneNode, "one node"}, {u.Wire, "wire form"}, {u.SQLite, "SQLite"}, {u.Skips, "the owner may skip"},
		{u.Settle, "awaited answers stored at once"},
	} {
		if o.is {
			s += "; " + o.what
		}
	}
	return s
}

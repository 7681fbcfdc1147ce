package engine

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

var (
	seeds = flag.Int("seeds", 6, "random stories for each kind of tracker")
	seed  = flag.Uint64("seed", 0, "play one random story again")
)

// TestRandomStories lets people edit both sides at random while answers are
// lost and the power goes, and checks in the end that both sides show the same,
// that nothing is there twice and that no person's words are lost. A failing
// seed plays again with -seed.
func TestRandomStories(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		h.Longest = 5 * time.Second
		from, to := uint64(1), uint64(*seeds)
		if testing.Short() {
			to = min(to, 2)
		}
		if *seed > 0 {
			from, to = *seed, *seed
		}
		for s := from; s <= to && !t.Failed(); s++ {
			newStory(t, h, s).play()
		}
	})
}

// story is one random course of events.
type story struct {
	*world
	rng      *rand.Rand
	h        tracker.Habits
	seed     uint64
	told     []string // what happened, for the failure
	comments map[string]string
	n        int
}

func newStory(t *testing.T, h tracker.Habits, seed uint64) *story {
	w := newWorld(t, worldOptions{
		a: memtracker.Config{Habits: h, Seed: seed}, b: memtracker.Config{Habits: h, Seed: seed + 1},
		change: func(c *Connection) {
			c.Winner = []hub.Side{hub.Initiator, hub.Acceptor}[seed%2]
			c.Merge = seed%3 == 0
			c.Guard = Guard{Deletions: -1, Overwrites: -1}
		},
	})
	return &story{world: w, rng: rand.New(rand.NewPCG(seed, 1)), h: h, seed: seed, comments: map[string]string{}}
}

func (s *story) play() {
	s.A.Add(hub.Issue{Summary: "s0", Labels: []string{"l0"}})
	for range 40 + s.rng.IntN(40) {
		s.act()
		if s.power.off {
			s.say("power on")
			s.restart()
		}
	}
	s.power.on()
	s.calm()
	s.settle()
	if s.doubtful() {
		return // the story ends in a fault that asks a person, as promised
	}
	s.check()
	if s.t.Failed() {
		s.t.Errorf("seed %d, in this story:\n%s", s.seed, strings.Join(s.told, "\n"))
		s.dump()
	}
	s.store.Close()
}

func (s *story) say(format string, args ...any) {
	s.told = append(s.told, s.clock.Format("05.000 ")+fmt.Sprintf(format, args...))
}

// calm ends the storm.
func (s *story) calm() {
	for _, tr := range []*memtracker.Tracker{s.A, s.B} {
		tr.Set(func(k *memtracker.Knobs) { *k = memtracker.Knobs{} })
	}
	s.clock = s.clock.Add(time.Minute) // what was on its way has landed
}

// act lets one thing happen.
func (s *story) act() {
	on, name := s.A, "A"
	if s.rng.IntN(2) == 0 {
		on, name = s.B, "B"
	}
	issues := on.Issues()
	switch n := s.rng.IntN(20); {
	case n < 6 && len(issues) > 0:
		s.edit(on, name, issues[s.rng.IntN(len(issues))])
	case n < 8 && len(issues) > 0:
		s.remark(on, name, issues[s.rng.IntN(len(issues))])
	case n == 8 && len(issues) < 3:
		s.n++
		s.say("%s: new issue n%d", name, s.n)
		on.Add(hub.Issue{Summary: fmt.Sprintf("n%d", s.n)})
	case n < 12:
		s.say("poll")
		s.poll()
	case n < 17:
		k := 1 + s.rng.IntN(4)
		s.say("%d steps", k)
		for range k {
			s.step()
		}
	case n == 17:
		what := s.rng.IntN(3)
		s.say("%s: trouble %d for the next write", name, what)
		on.Set(func(k *memtracker.Knobs) {
			switch what {
			case 0:
				k.LoseNext = 1
			case 1:
				k.NeverNext = 1
			case 2:
				k.LateNext, k.LateBy = 1, 3*time.Second
			}
		})
	case n == 18:
		at := s.power.n + 1 + s.rng.IntN(2)
		if s.rng.IntN(2) == 0 {
			commit := s.power.commits + 1 + s.rng.IntN(6)
			s.say("power goes before commit %d", commit)
			s.power.atCommit = func(i int) bool { return i == commit }
			return
		}
		s.say("power goes after effect %d", at)
		s.power.cut = func(i int, _, _ string) bool { return i == at }
	default:
		d := time.Duration(s.rng.IntN(4000)) * time.Millisecond
		s.say("%v pass", d)
		s.clock = s.clock.Add(d)
	}
}

func (s *story) edit(on *memtracker.Tracker, name string, is hub.Issue) {
	s.n++
	switch s.rng.IntN(4) {
	case 0:
		v := fmt.Sprintf("s%d", s.rng.IntN(3))
		s.say("%s %s: summary %s", name, is.Ref, v)
		on.Edit(is.Ref.ID, func(is *hub.Issue) { is.Summary = v })
	case 1:
		v := fmt.Sprintf("p%d", s.rng.IntN(2))
		s.say("%s %s: priority %s", name, is.Ref, v)
		on.Edit(is.Ref.ID, func(is *hub.Issue) { is.Priority = v })
	default:
		l := fmt.Sprintf("l%d", s.rng.IntN(2))
		s.say("%s %s: label %s on or off", name, is.Ref, l)
		on.Edit(is.Ref.ID, func(is *hub.Issue) {
			if i := slices.Index(is.Labels, l); i >= 0 {
				is.Labels = slices.Delete(is.Labels, i, i+1)
			} else {
				is.Labels = append(is.Labels, l)
			}
		})
	}
}

func (s *story) remark(on *memtracker.Tracker, name string, is hub.Issue) {
	s.n++
	body := fmt.Sprintf("remark %d", s.n)
	s.say("%s %s: %s", name, is.Ref, body)
	on.Comment(is.Ref.ID, hub.User{}, body)
	s.comments[body] = name
}

// check compares the two sides.
func (s *story) check() {
	t := s.t
	s.atRest()
	a, b := s.A.Issues(), s.B.Issues()
	if len(a) != len(b) {
		t.Errorf("A has %d issues, B %d", len(a), len(b))
		return
	}
	seen := map[string]int{}
	for _, x := range a {
		y := s.twinByState(x.Ref.ID)
		if x.Summary != y.Summary || x.Priority != y.Priority {
			t.Errorf("%s shows %q %q, %s %q %q", x.Ref, x.Summary, x.Priority, y.Ref, y.Summary, y.Priority)
		}
		if p, q := slices.Sorted(slices.Values(x.Labels)), slices.Sorted(slices.Values(y.Labels)); !slices.Equal(p, q) {
			t.Errorf("%s has labels %q, %s %q", x.Ref, p, y.Ref, q)
		}
		for _, l := range [][]string{bodies(x), bodies(y)} {
			for _, c := range l {
				seen[c]++
			}
		}
	}
	for body := range s.comments {
		if seen[body] != 2 {
			t.Errorf("%q is there %d times, want once on each side", body, seen[body])
		}
	}
}

// twinByState returns B's issue for one of A's, whichever side began.
func (s *story) twinByState(id string) hub.Issue {
	return s.twinOf(id)
}

package explore

import (
	"context"
	"fmt"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/world"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// state is a world, what may still happen in it, and what the checks must
// remember.
type state struct {
	*world.World
	sc *Scenario

	edits                                             [2]int
	cuts, lost, late, again, vain, stalls             int
	seconds, refusals, pauses, hooksLeft, restoreLeft int
	acted                                             [2]map[Act]int // 1: done, 2: undone (a hidden issue shows again)
	stirred                                           [2]bool        // the tracker changed since its last poll
	paused                                            [2]bool
	hooks                                             [2][]tracker.Change
	copies                                            [2]world.Disk
	copied                                            [2]digest // of the state of which they are copies
	restored                                          [2]bool
	issue                                             [2]string // the issue's id on each side; "" while there is none
	ghost                                             ghost
	messages                                          int // replicas made by both sides

	// of the step that runs
	answers []int
	asked   []question
	notes   []string
	busy    bool
}

// start makes the first state.
func (x *explorer) start() (*state, error) {
	sc := &x.sc
	s := &state{
		sc: sc, edits: sc.Edits, cuts: sc.Cuts, lost: sc.Lost, late: sc.Late, again: sc.Again, vain: sc.Vain, stalls: sc.Stalls,
		seconds: sc.Seconds, refusals: sc.Refusals, pauses: sc.Pauses, hooksLeft: sc.Hooks, restoreLeft: sc.Restores,
		acted: [2]map[Act]int{{}, {}}, ghost: newGhost(),
	}
	var opt world.Options
	for i := range 2 {
		opt.Trackers[i] = memtracker.Config{Habits: sc.Habits[i], Norm: sc.Norm[i], OnChange: s.seen(i)}
		opt.Rules[i] = sc.Rules[i]
	}
	opt.Winner, opt.Merge, opt.Driver, opt.Await = sc.winner(), sc.Merge, s, -1
	w, err := world.New(x.ctx, opt)
	if err != nil {
		return nil, err
	}
	s.World = w
	for i, t := range w.Trackers {
		t.Set(func(k *memtracker.Knobs) { *k = sc.Knobs[i] })
	}
	s.issue[0] = w.Trackers[0].Add(hub.Issue{Summary: "0", Priority: "0"}).ID
	if !sc.New {
		if err := w.Rest(x.ctx); err != nil {
			return nil, err
		}
		s.stirred = [2]bool{}
	}
	for i, t := range w.Trackers {
		t.Hooks() // what brought us here is past
		s.stirred[i] = sc.New && i == 0
	}
	s.ghost = newGhost()
	return s, s.after(x.ctx)
}

// fork returns a copy of the state to act on.
func (s *state) fork(ctx context.Context) (*state, error) {
	f := *s
	f.acted = [2]map[Act]int{copyOf(s.acted[0]), copyOf(s.acted[1])}
	f.hooks = [2][]tracker.Change{append([]tracker.Change(nil), s.hooks[0]...), append([]tracker.Change(nil), s.hooks[1]...)}
	f.ghost = s.ghost.copy()
	f.answers, f.asked, f.notes = nil, nil, nil
	var err error
	f.World, err = s.World.Fork(ctx, &f, [2]func(memtracker.Deed){f.seen(0), f.seen(1)})
	return &f, err
}

func copyOf(m map[Act]int) map[Act]int {
	c := make(map[Act]int, len(m))
	for k, v := range m {
		c[k] = v
	}
	return c
}

func (s *state) close() {
	for _, n := range s.Nodes {
		n.Cut()
	}
}

// after brings up to date what a step may have changed for the checks.
func (s *state) after(ctx context.Context) error {
	s.messages = 0
	for i, n := range s.Nodes {
		if !n.On() {
			continue
		}
		ends, err := n.Ends(ctx)
		if err != nil {
			return err
		}
		for _, e := range ends {
			s.messages += int(e.OutSeq)
			if s.issue[i] == "" && e.Local.ID != "" {
				s.issue[i] = e.Local.ID
			}
		}
		if s.sc.Hooks > 0 {
			for _, c := range s.Trackers[i].Hooks() {
				if s.hooksLeft > 0 {
					s.hooks[i] = append(s.hooks[i], c)
				}
			}
		}
	}
	return s.ghost.follow(ctx, s)
}

// told is the line of the story for what was done.
func (s *state) told(name string) string {
	if len(s.notes) == 0 {
		return name
	}
	return name + " [" + strings.Join(s.notes, "; ") + "]"
}

// end returns the end of the explored pair at a node, nil if there is none.
func (s *state) end(ctx context.Context, side int) *hub.End {
	n := s.Nodes[side]
	if !n.On() {
		return nil
	}
	var end *hub.End
	_ = n.View(ctx, func(tx store.Tx) error { // none is an answer
		rows, err := tx.Ends().ByIssue(world.TrackerName(side), s.issue[side])
		if err != nil || len(rows) == 0 {
			return err
		}
		end, err = tx.Ends().Get(rows[0].EndKey)
		return err
	})
	return end
}

func sideName(side int) string { return []string{"A", "B"}[side] }

func (s *state) note(format string, args ...any) {
	s.notes = append(s.notes, fmt.Sprintf(format, args...))
}

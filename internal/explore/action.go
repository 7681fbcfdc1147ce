package explore

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/world"
	"github.com/entwine-sync/entwine/tracker"
)

const timePasses = "time passes"

// action is one thing that may happen next.
type action struct {
	name string
	do   func(context.Context, *state) error
}

// actions lists what may happen in a state, and reports whether nothing is
// left to do if nobody touches anything any more.
func (s *state) actions(ctx context.Context) (acts []action, rest bool, err error) {
	add := func(name string, do func(context.Context, *state) error) {
		acts = append(acts, action{name, func(ctx context.Context, s *state) error {
			if err := do(ctx, s); err != nil {
				return err
			}
			return s.after(ctx)
		}})
	}
	rest = len(s.Mail) == 0
	var soonest time.Time
	for i, n := range s.Nodes {
		name := sideName(i)
		if !n.On() {
			rest = false
			add(name+" starts", func(ctx context.Context, s *state) error { return s.Nodes[i].Start(ctx) })
			continue
		}
		if s.stirred[i] {
			rest = false
			add(name+" polls", func(ctx context.Context, s *state) error { return s.poll(ctx, i) })
		}
		due, at, err := n.Due(ctx)
		if err != nil {
			return nil, false, err
		}
		for k, ev := range due {
			rest = false
			add(fmt.Sprintf("%s: %s %s", name, ev.Lane, ev.Step), func(ctx context.Context, s *state) error { return s.step(ctx, i, k) })
		}
		if !at.IsZero() && (soonest.IsZero() || at.Before(soonest)) {
			soonest = at
		}
		if left, err := n.Engine().Rejoining(ctx); err != nil {
			return nil, false, err
		} else if left && s.Nodes[1-i].On() {
			rest = false
			add(name+" goes on rejoining", func(ctx context.Context, s *state) error {
				_, err := s.Nodes[i].Rejoin(ctx)
				return err
			})
		}
		switch {
		case s.restoreLeft == 0:
		case s.copies[i] == nil:
			add(name+" is backed up", func(ctx context.Context, s *state) error { return s.backUp(ctx, i) })
		default:
			add(name+" is restored", func(ctx context.Context, s *state) error { return s.restore(ctx, i) })
		}
		if s.paused[i] {
			rest = false
			add(name+" resumes", func(ctx context.Context, s *state) error {
				s.paused[i] = false
				return s.Nodes[i].Resume(ctx)
			})
		} else if s.pauses > 0 {
			add(name+" pauses", func(ctx context.Context, s *state) error {
				s.paused[i] = true
				s.pauses--
				return s.Nodes[i].Pause(ctx)
			})
		}
		for k := range s.hooks[i] {
			add(fmt.Sprintf("%s: hook %s", name, s.hooks[i][k].Rev), func(ctx context.Context, s *state) error { return s.hook(ctx, i, k) })
		}
	}
	for _, t := range s.Trackers {
		if l := t.Late(); len(l) > 0 && (soonest.IsZero() || l[0].Before(soonest)) {
			soonest = l[0]
		}
	}
	// Time stands still while something can be done, or a node would try again and
	// again to reach one that is off; but where time is what matters.
	if !soonest.IsZero() && soonest.After(s.Clock) && (rest || s.timely()) {
		rest = false
		add(timePasses, func(ctx context.Context, s *state) error { s.pass(soonest); return nil })
	}
	if rest {
		if missing, err := s.missing(ctx); err != nil {
			return nil, false, err
		} else if missing {
			rest = false
			add("a sweep later", func(ctx context.Context, s *state) error { return s.sweep(ctx) })
		}
	}
	if s.seconds > 0 {
		add("a second passes", func(ctx context.Context, s *state) error {
			s.seconds--
			s.Clock = s.Clock.Add(time.Second)
			return nil
		})
	}
	for k, l := range s.repeatable(ctx) {
		add(fmt.Sprintf("%s's message %d arrives again", sideName(l.From), l.Envelope.Seq), func(ctx context.Context, s *state) error { return s.redeliver(ctx, k) })
	}
	s.people(ctx, add)
	return acts, rest, nil
}

// backUp copies a node's disk, the one time it is done.
func (s *state) backUp(ctx context.Context, i int) (err error) {
	if s.copies[i], err = s.Nodes[i].Backup(ctx); err != nil {
		return err
	}
	d, err := s.digest(ctx)
	s.copied[i] = d
	return err
}

// restore puts the copy in the place of a node's disk, and its owner says so.
func (s *state) restore(ctx context.Context, i int) error {
	s.restoreLeft--
	s.restored[i] = true
	if err := s.Nodes[i].Restore(ctx, s.copies[i]); err != nil {
		return err
	}
	s.stirred[i] = true
	s.copies, s.copied = [2]world.Disk{}, [2]digest{}
	return s.Nodes[i].Restored(ctx)
}

// timely reports whether it makes a difference that a step is late.
func (s *state) timely() bool {
	lag := s.sc.Habits[0].ReadLag+s.sc.Habits[1].ReadLag > 0
	return (lag || s.sc.Late > 0) && s.Nodes[0].On() && s.Nodes[1].On()
}

// pass moves the clock to a moment at which something becomes due.
func (s *state) pass(to time.Time) {
	s.Clock = to
	for i := range s.Trackers {
		if s.sc.Late > 0 { // what was late has landed by its time; the poll will see
			s.stirred[i] = true
		}
	}
}

func (s *state) poll(ctx context.Context, side int) error {
	s.stirred[side] = false
	s.busy = true
	err := s.Poll(ctx, side)
	s.busy = false
	if err != nil {
		s.stirred[side] = true // it will be asked again
		s.note("poll: %v", err)
	}
	return nil
}

func (s *state) step(ctx context.Context, node, k int) error {
	s.busy = true
	defer func() { s.busy = false }()
	_, err := s.Nodes[node].Step(ctx, k)
	return err
}

// steppable reports whether a node has something due.
func (s *state) steppable(ctx context.Context) bool {
	for _, n := range s.Nodes {
		if due, _, err := n.Due(ctx); err == nil && len(due) > 0 {
			return true
		}
	}
	return false
}

// stepAny carries out what is due first, undisturbed.
func (s *state) stepAny(ctx context.Context) error {
	for _, n := range s.Nodes {
		if ev, err := n.Step(ctx, 0); ev != nil || err != nil {
			return err
		}
	}
	return nil
}

func (s *state) hook(ctx context.Context, side, k int) error {
	c := s.hooks[side][k]
	s.hooks[side] = slices.Delete(s.hooks[side], k, k+1)
	s.hooksLeft--
	if s.hooksLeft == 0 {
		s.hooks = [2][]tracker.Change{}
	}
	return s.Nodes[side].Hook(ctx, side, c)
}

func (s *state) missing(ctx context.Context) (bool, error) {
	for _, n := range s.Nodes {
		ends, err := n.Ends(ctx)
		if err != nil {
			return false, err
		}
		for _, e := range ends {
			if e.State == hub.EndMissing {
				return true, nil
			}
		}
	}
	return false, nil
}

// sweep lets both nodes look for missing issues, long enough after they went
// missing.
func (s *state) sweep(ctx context.Context) error {
	s.Clock = s.Clock.Add(11 * time.Minute)
	for _, n := range s.Nodes {
		if err := n.Sweep(ctx); err != nil {
			return err
		}
	}
	return nil
}

// repeatable lists the messages that may be delivered once more: those that the
// sender ever made and still has.
func (s *state) repeatable(ctx context.Context) []world.Letter {
	if s.again == 0 {
		return nil
	}
	var l []world.Letter
	for i, n := range s.Nodes {
		if !n.On() || !s.Nodes[1-i].On() {
			continue
		}
		evs, err := n.Events(ctx)
		if err != nil {
			continue
		}
		for _, ev := range evs {
			if ev.Lane == hub.Out && ev.Envelope != nil && ev.Step != hub.StepSend {
				l = append(l, world.Letter{From: i, To: 1 - i, Envelope: *ev.Envelope})
			}
		}
	}
	return l
}

func (s *state) redeliver(ctx context.Context, k int) error {
	l := s.repeatable(ctx)[k]
	s.again--
	s.Mail = append(s.Mail, l)
	if err := s.Bring(ctx, len(s.Mail)-1); err != nil {
		s.note("%v", err)
	}
	return nil
}

// At answers for the outside world: with what the course under way prescribes,
// and beyond that with the answer that disturbs least.
func (s *state) At(p world.Point) world.Fate {
	if !s.busy {
		return world.Fate{}
	}
	fates := s.fates(p)
	if len(fates) == 1 {
		return fates[0].fate
	}
	k := len(s.asked)
	taken := 0
	if k < len(s.answers) {
		taken = s.answers[k]
	}
	s.asked = append(s.asked, question{taken, len(fates)})
	f := fates[taken]
	if f.name != "" {
		s.note("%s %s: %s", p.Kind, p.Name, f.name)
	}
	if f.before != nil {
		f.before()
	}
	return f.fate
}

// option is one answer of the outside world.
type option struct {
	name   string
	fate   world.Fate
	before func()
}

func (s *state) fates(p world.Point) []option {
	l := []option{{}}
	add := func(name string, f world.Fate, before func()) { l = append(l, option{name, f, before}) }
	write := p.Kind == world.BeforeCall && p.Write
	if s.cuts > 0 && s.cuttable(p) {
		add("the power goes", world.Fate{Do: world.Cut}, func() { s.cuts-- })
	}
	if write && s.lost > 0 {
		add("answer lost", world.Fate{Do: world.Lose}, func() { s.lost-- })
		add("never lands", world.Fate{Do: world.Never}, func() { s.lost-- })
	}
	if write && s.late > 0 {
		add("lands late", world.Fate{Do: world.Late, After: 3 * time.Second}, func() { s.late-- })
	}
	if write && s.stalls > 0 && !p.Dead {
		add("taken over", world.Fate{Do: world.Pass}, func() { s.takeOver() })
	}
	if p.Kind == world.BeforeDeliver && s.vain > 0 {
		add("answer lost", world.Fate{Do: world.Lose}, func() { s.vain-- })
	}
	if p.Kind == world.AfterCall && s.sc.Between {
		s.between(p.Side, add)
	}
	return l
}

// cuttable reports whether a cut at this point differs from one elsewhere:
// between two commits only what took effect outside counts.
func (s *state) cuttable(p world.Point) bool {
	switch p.Kind {
	case world.BeforeCommit, world.AfterDeliver:
		return true
	case world.AfterCall, world.BeforeCall:
		return p.Write
	}
	return false
}

// takeOver lets a new process take the place of the one whose call is about to
// go out, and do what it can at once.
func (s *state) takeOver() {
	s.stalls--
	ctx := context.Background()
	s.busy = false
	defer func() { s.busy = true }()
	if err := s.Stall(ctx); err != nil {
		panic(err)
	}
	for _, n := range s.Nodes {
		for {
			if ev, err := n.Step(ctx, 0); err != nil || ev == nil {
				break
			}
		}
	}
}

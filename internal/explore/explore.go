// Package explore tries every course of events of one small pair, on the
// engine's own code: every order of edits, polls, steps and deliveries, every
// place for a power cut, a lost answer, a second delivery or a takeover, as far
// as a scenario's budgets go. docs/pair-protocol.md has the rules and the
// checks; here they meet the code that claims to implement them.
//
// The search goes depth first over states. A state is what the disks and the
// trackers hold, brought into a form in which names, clocks and positions that
// make no difference make none (see digest.go); two courses that lead to one
// state go on as one. A step in which the outside world could interfere is run
// once for each way in which it may.
package explore

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Result is what the exploration of a scenario found.
type Result struct {
	Scenario string
	Winner   string
	States   int // different ones
	Rests    int // of those, with nothing left to do
	Actions  int // courses between states that were run
	Messages int // most replicas in any course, both sides together
	Took     time.Duration
	Limit    bool       // it was ended before all was seen
	Found    *Violation // the first one, nil if all checks held
}

// Violation is a broken promise and the course that leads to it.
type Violation struct {
	What  []string
	Story []string
}

// Limits bound an exploration; zero fields do not.
type Limits struct {
	States int
	Time   time.Duration
}

// Run explores one scenario.
func Run(ctx context.Context, sc Scenario, lim Limits) (Result, error) {
	began := time.Now()
	x := &explorer{ctx: ctx, sc: sc, lim: lim, seen: map[digest]struct{}{}, began: began}
	x.res.Scenario, x.res.Winner = sc.Name, string(sc.winner())
	s, err := x.start()
	if err == nil {
		err = x.visit(s)
	}
	x.res.States, x.res.Took = len(x.seen), time.Since(began)
	if ctx.Err() != nil { // what was cut short proves nothing
		x.res.Limit, x.res.Found, err = true, nil, nil
	}
	return x.res, err
}

type explorer struct {
	ctx   context.Context
	sc    Scenario
	lim   Limits
	seen  map[digest]struct{}
	story []string
	began time.Time
	res   Result
}

// over reports whether the search is to end.
func (x *explorer) over() bool {
	switch {
	case x.res.Found != nil:
		return true
	case x.ctx.Err() != nil,
		x.lim.States > 0 && len(x.seen) >= x.lim.States,
		x.lim.Time > 0 && time.Since(x.began) > x.lim.Time:
		x.res.Limit = true
		return true
	}
	return false
}

// visit goes on from a state, unless it was seen before.
func (x *explorer) visit(s *state) error {
	d, err := s.digest(x.ctx)
	if err != nil {
		return err
	}
	if _, known := x.seen[d]; known || x.over() {
		return nil
	}
	x.seen[d] = struct{}{}
	acts, rest, err := s.actions(x.ctx)
	if err != nil {
		return err
	}
	if n := s.messages; n > x.res.Messages {
		x.res.Messages = n
	}
	odd, err := s.check(x.ctx, rest)
	if err != nil {
		return err
	}
	// The longest courses that come to rest have some sixty actions.
	if len(x.story) > 200 {
		odd = append(odd, "no rest after 200 actions")
	}
	if len(odd) > 0 {
		x.res.Found = &Violation{What: odd, Story: slices.Clone(x.story)}
		return nil
	}
	if rest {
		x.res.Rests++
	}
	idle := false
	for _, a := range acts {
		nothing, err := x.try(s, d, a)
		if err != nil {
			return err
		}
		idle = idle || nothing
	}
	if idle {
		return x.wait(s, d)
	}
	return nil
}

// wait lets time pass in a state in which all that is due does nothing now: a
// step that gives its event back until later says so to the queue alone, and a
// fork of the state does not know.
func (x *explorer) wait(s *state, d digest) error {
	next, err := s.fork(x.ctx)
	if err != nil {
		return err
	}
	defer next.close()
	for range 20 { // more events than any scenario has at a time
		if next.steppable(x.ctx) {
			if err := next.stepAny(x.ctx); err != nil {
				return err
			}
			if now, err := next.digest(x.ctx); err != nil || now != d {
				return err // something could be done after all, and was tried
			}
			continue
		}
		acts, _, err := next.actions(x.ctx)
		if err != nil {
			return err
		}
		for _, a := range acts {
			if a.name == timePasses {
				if err := a.do(x.ctx, next); err != nil {
					return err
				}
				x.story = append(x.story, a.name)
				err := x.visit(next)
				x.story = x.story[:len(x.story)-1]
				return err
			}
		}
		return nil
	}
	return nil
}

// try takes an action in each way in which the outside world may answer, and
// reports whether it did nothing in one of them.
func (x *explorer) try(s *state, d digest, a action) (nothing bool, err error) {
	for answers, more := []int(nil), true; more && !x.over(); {
		next, err := s.fork(x.ctx)
		if err != nil {
			return nothing, err
		}
		next.answers = answers
		x.res.Actions++
		if err := a.do(x.ctx, next); err != nil {
			return nothing, fmt.Errorf("%s: %w", a.name, err)
		}
		asked := next.asked
		next.answers, next.asked = nil, nil
		x.story = append(x.story, next.told(a.name))
		if now, err := next.digest(x.ctx); err != nil {
			return nothing, err
		} else if now == d {
			nothing = true
		} else if err := x.visit(next); err != nil {
			return nothing, err
		}
		next.close()
		x.story = x.story[:len(x.story)-1]
		answers, more = following(asked)
	}
	return nothing, nil
}

// question is one point of a step at which there was more than one answer.
type question struct{ taken, options int }

// following returns the answers of the next course through a step: the last
// question that has another answer gets it, those behind it start anew.
func following(asked []question) ([]int, bool) {
	for i := len(asked) - 1; i >= 0; i-- {
		if asked[i].taken+1 < asked[i].options {
			answers := make([]int, i+1)
			for k := range i {
				answers[k] = asked[k].taken
			}
			answers[i] = asked[i].taken + 1
			return answers, true
		}
	}
	return nil, false
}

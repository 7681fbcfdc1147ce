package storm

import (
	"context"
	"slices"
)

// Shrink finds a short story that breaks the same promise: acts are left out
// in ever smaller groups until each one that is left is needed, then whatever
// troubles of the setup are not needed are taken out. It plays at most budget
// stories and returns the shortest that failed, told in words.
func Shrink(ctx context.Context, failed Result, budget int) (Result, error) {
	s := &shrinker{ctx: ctx, check: failed.Violations[0].Check, budget: budget, best: failed.Story}
	u := s.best.setup()
	s.best.Acts = slices.Clone(s.best.acts(&u))
	s.best.Tell = false
	for {
		before := len(s.best.Acts) - len(s.best.Plain)
		if err := s.leaveOut(); err != nil {
			return failed, err
		}
		if err := s.simplify(); err != nil {
			return failed, err
		}
		if len(s.best.Acts)-len(s.best.Plain) == before || s.budget <= 0 {
			break
		}
	}
	s.best.Tell = true
	return Play(ctx, s.best)
}

type shrinker struct {
	ctx    context.Context
	check  string
	budget int
	best   Story
}

// fails plays a story and keeps it if it breaks the promise too.
func (s *shrinker) fails(st Story) (bool, error) {
	if s.budget <= 0 {
		return false, nil
	}
	s.budget--
	r, err := Play(s.ctx, st)
	if err != nil {
		return false, err
	}
	if !slices.ContainsFunc(r.Violations, func(v Violation) bool { return v.Check == s.check }) {
		return false, nil
	}
	s.best = st
	return true, nil
}

// leaveOut is delta debugging over the acts.
func (s *shrinker) leaveOut() error {
	for size := max(len(s.best.Acts)/2, 1); ; size /= 2 {
		for from := len(s.best.Acts) - size; from > -size; {
			st := s.best
			st.Acts = slices.Delete(slices.Clone(st.Acts), max(from, 0), from+size)
			failed, err := s.fails(st)
			if err != nil {
				return err
			}
			from -= size
			if failed {
				from = min(from, len(s.best.Acts)-size)
			}
		}
		if size <= 1 {
			return nil
		}
	}
}

// simplify takes troubles out of the setup.
func (s *shrinker) simplify() error {
	for _, name := range Simplifications() {
		if slices.Contains(s.best.Plain, name) || !s.changes(name) {
			continue
		}
		st := s.best
		st.Plain = append(slices.Clone(st.Plain), name)
		if _, err := s.fails(st); err != nil {
			return err
		}
	}
	return nil
}

// changes reports whether a simplification makes a difference to the story.
func (s *shrinker) changes(name string) bool {
	st := s.best
	st.Plain = append(slices.Clone(st.Plain), name)
	before, after := s.best.setup(), st.setup()
	return before.String() != after.String()
}

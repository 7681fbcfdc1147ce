package explore

import (
	"context"
	"fmt"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/world"
)

// people adds what persons may do between two steps.
func (s *state) people(ctx context.Context, add func(string, func(context.Context, *state) error)) {
	for side := range 2 {
		if s.issue[side] == "" || !s.Trackers[side].Has(s.issue[side]) {
			continue
		}
		for _, e := range s.choices(side) {
			add(e.name, func(_ context.Context, s *state) error {
				s.edit(side, e)
				return nil
			})
		}
		for _, act := range s.sc.Acts {
			if s.possible(side, act) {
				add(fmt.Sprintf("%s: %s", sideName(side), act), func(_ context.Context, s *state) error {
					s.act(side, act)
					return nil
				})
			}
		}
	}
}

// between offers edits of a tracker while a step is busy with it.
func (s *state) between(side int, add func(string, world.Fate, func())) {
	if s.issue[side] == "" {
		return
	}
	for _, e := range s.choices(side) {
		add(e.name, world.Fate{}, func() { s.edit(side, e) })
	}
}

// edit is one value that a person gives to a part.
type edit struct {
	name  string
	part  hub.Part
	value hub.Value
}

// choices lists the edits a person could make on a side now.
func (s *state) choices(side int) []edit {
	if s.edits[side] == 0 {
		return nil
	}
	is := s.Trackers[side].Issue(s.issue[side])
	var l []edit
	add := func(p hub.Part, v hub.Value) {
		l = append(l, edit{fmt.Sprintf("%s: %s=%v", sideName(side), p, v), p, v})
	}
	for _, f := range s.sc.Fields {
		if f.Values == nil {
			if is.Get(f.Part) == nil {
				add(f.Part, true)
			} else {
				add(f.Part, nil)
			}
			continue
		}
		for _, v := range f.Values {
			if is.Get(f.Part) != hub.Value(v) {
				add(f.Part, v)
			}
		}
	}
	return l
}

func (s *state) edit(side int, e edit) {
	s.edits[side]--
	s.Trackers[side].Edit(s.issue[side], func(is *hub.Issue) { is.Set(e.part, e.value) })
}

// possible reports whether a person could do that now.
func (s *state) possible(side int, act Act) bool {
	if s.acted[side][act] > 0 && act != Hide || s.acted[side][act] > 1 {
		return false
	}
	own, theirs := s.remark(side), s.remark(1-side)
	switch act {
	case Remark, Delete:
		return true
	case Hide:
		return true
	case Amend, Retract:
		return has(s.bodies(side), own)
	}
	return has(s.bodies(side), theirs) // Meddle, Erase
}

func has(l []string, prefix string) bool {
	return slices.ContainsFunc(l, func(b string) bool { return len(b) >= len(prefix) && b[:len(prefix)] == prefix })
}

// remark is how the comment of a side begins.
func (s *state) remark(side int) string { return "by " + sideName(side) }

func (s *state) bodies(side int) []string {
	if s.issue[side] == "" || !s.Trackers[side].Has(s.issue[side]) {
		return nil
	}
	var l []string
	for _, c := range s.Trackers[side].Issue(s.issue[side]).Comments {
		l = append(l, c.Body)
	}
	return l
}

func (s *state) act(side int, act Act) {
	s.acted[side][act]++
	t, id := s.Trackers[side], s.issue[side]
	find := func(of int) string {
		for _, c := range t.Issue(id).Comments {
			if has([]string{c.Body}, s.remark(of)) {
				return c.ID
			}
		}
		return ""
	}
	switch act {
	case Remark:
		t.Comment(id, hub.User{ID: "alice"}, s.remark(side))
	case Amend:
		t.EditComment(id, find(side), s.remark(side)+", amended")
	case Meddle:
		t.EditComment(id, find(1-side), s.remark(1-side)+", meddled with")
	case Retract:
		t.DropComment(id, find(side))
	case Erase:
		t.DropComment(id, find(1-side))
	case Delete:
		t.Delete(id)
	case Hide:
		if s.acted[side][act] == 1 {
			t.Hide(id)
			s.stirred[side] = true // somebody else asks for it
		} else {
			t.Show(id)
			s.stirred[side] = true
		}
	}
}

func (s *state) hidden(side int) bool { return s.acted[side][Hide] == 1 }

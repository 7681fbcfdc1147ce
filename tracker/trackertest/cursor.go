package trackertest

import (
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func cursorChecks() []check {
	return []check{
		{"cursor", "of now has nothing old behind it", nil, func(x *trial) {
			ref := x.create(nil)
			x.tick()
			x.tick() // an overlap of one unit is allowed
			head := x.head()
			if list := x.mine(head, ref); len(list) > 0 {
				x.Errorf("told again from the cursor of now: %+v", list)
			}
		}},
		{"cursor", "of each change leads to all that come after", nil, cursorResume},
		{"cursor", "of the last change does not go back", nil, func(x *trial) {
			head := x.head()
			first := x.create(nil)
			x.tick()
			x.tick()
			second := x.create(nil)
			list := x.mine(head, first, second)
			if len(list) == 0 {
				x.Fatalf("nothing is told")
			}
			for _, ch := range x.mine(list[len(list)-1].Next, first) {
				x.Errorf("behind the last cursor is told again: %+v", ch)
			}
		}},
		{"cursor", "leads to what comes later", nil, func(x *trial) {
			head := x.head()
			first := x.create(nil)
			list := x.mine(head, first)
			if len(list) == 0 {
				x.Fatalf("nothing is told")
			}
			second := x.create(nil)
			x.told(list[len(list)-1].Next, second)
		}},
		{"cursor", "outlives the connector", when("the subject has no Again", func(x *trial) bool { return x.s.Again != nil }), func(x *trial) {
			ref := x.create(nil)
			x.tick()
			head := x.head()
			x.setText(ref, "summary", "before the restart")
			again, err := x.s.Again()
			x.ok(err, "open another connector")
			x.c = again
			x.told(head, ref)
			x.shows(x.get(ref), "summary", "before the restart")
		}},
		{"cursor", "a caller may stop at any change", nil, func(x *trial) {
			head := x.head()
			refs := []hub.Ref{x.create(nil), x.create(nil)}
			x.settle()
			n := 0
			for _, err := range x.c.Changes(x.ctx(), head) {
				x.ok(err, "changes")
				n++
				break
			}
			if n != 1 {
				x.Errorf("%d changes after one", n)
			}
			for _, ref := range refs {
				x.told(head, ref)
			}
		}},
	}
}

func cursorResume(x *trial) {
	head := x.head()
	refs := []hub.Ref{x.create(nil), x.create(nil), x.create(nil)}
	x.tick()
	x.setText(refs[1], "summary", "changed")
	list := x.mine(head, refs...)
	for i, ch := range list {
		rest := x.mine(ch.Next, refs...)
		for _, later := range list[i+1:] {
			if !slices.ContainsFunc(rest, func(c tracker.Change) bool { return c.Ref.ID == later.Ref.ID }) {
				x.Errorf("from the cursor of change %d on, %s is no longer told", i, later.Ref)
			}
		}
	}
}

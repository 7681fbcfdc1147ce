package trackertest

import (
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func changeChecks() []check {
	return []check{
		{"changes", "tells of a new issue", nil, func(x *trial) {
			head := x.head()
			ref := x.create(nil)
			x.told(head, ref)
		}},
		{"changes", "tells of what we set", nil, func(x *trial) {
			ref := x.create(nil)
			x.tick()
			head := x.head()
			x.setText(ref, "summary", "set")
			x.told(head, ref)
		}},
		{"changes", "tells of a comment", can[tracker.Commenter]("Commenter"), func(x *trial) {
			ref := x.create(nil)
			x.tick()
			head := x.head()
			x.comment(ref, "a remark")
			x.told(head, ref)
		}},
		{"changes", "tells of a person's edit", canEdit, func(x *trial) {
			ref := x.create(nil)
			x.tick()
			head := x.head()
			x.ok(x.s.Edit(ref, func(is *hub.Issue) { is.Summary = "by hand" }), "edit by hand")
			x.told(head, ref)
		}},
		{"changes", "tells of a person's edit right after the cursor was taken", canEdit, func(x *trial) {
			// Where revisions are whole seconds, both happen in one.
			ref := x.create(nil)
			head := x.head()
			x.ok(x.s.Edit(ref, func(is *hub.Issue) { is.Summary = "by hand" }), "edit by hand")
			x.told(head, ref)
		}},
		{"changes", "oldest first", nil, func(x *trial) {
			head := x.head()
			var refs []hub.Ref
			for range 4 {
				refs = append(refs, x.create(nil))
				x.tick()
			}
			x.setText(refs[0], "summary", "the last to change")
			var last []string
			for _, ch := range x.mine(head, refs...) {
				last = append(slices.DeleteFunc(last, func(id string) bool { return id == ch.Ref.ID }), ch.Ref.ID)
			}
			if want := []string{refs[1].ID, refs[2].ID, refs[3].ID, refs[0].ID}; !slices.Equal(last, want) {
				x.Errorf("the order of the last changes is %v, want %v", last, want)
			}
		}},
		{"changes", "our own carries what the receipt has", when("revisions are not exact and there is no change log", func(x *trial) bool {
			return x.habits().Revision == tracker.Exact || x.habits().ChangeLog
		}), func(x *trial) {
			ref := x.create(nil)
			x.tick()
			head := x.head()
			r := x.setText(ref, "summary", "ours")
			ours := func(ch tracker.Change) bool {
				return r.Rev != "" && ch.Rev == r.Rev || r.Change != "" && ch.ID == r.Change
			}
			if list := x.mine(head, ref); !slices.ContainsFunc(list, ours) {
				x.Errorf("no change matches the receipt %+v: %+v", r, list)
			}
		}},
		{"changes", "a carried state is that of the issue", when("Habits do not say CarriesState", func(x *trial) bool {
			return x.habits().CarriesState
		}), func(x *trial) {
			head := x.head()
			ref := x.full()
			list := x.mine(head, ref)
			is := x.get(ref)
			for _, ch := range list {
				if ch.Rev == is.Rev && ch.State != nil && len(differs(ch.State, is)) > 0 {
					x.Errorf("carried and read differ in %v", differs(ch.State, is))
				}
			}
		}},
		{"changes", "a deletion is told", need(canDelete, when("the subject does not say TellsDeletion", func(x *trial) bool {
			return x.s.TellsDeletion
		})), func(x *trial) {
			ref := x.create(nil)
			x.tick()
			head := x.head()
			x.ok(x.s.Delete(ref), "delete")
			list := x.mine(head, ref)
			if len(list) == 0 || !list[len(list)-1].Deleted {
				x.Errorf("the last change is no deletion: %+v", list)
			}
		}},
		{"changes", "what is hidden is not told as deleted", canHide, func(x *trial) {
			ref := x.create(nil)
			x.tick()
			head := x.head()
			x.ok(x.s.Hide(ref), "hide")
			for _, ch := range x.mine(head, ref) {
				if ch.Deleted {
					x.Errorf("told as deleted: %+v", ch)
				}
			}
		}},
	}
}

func (x *trial) head() tracker.Cursor {
	x.Helper()
	cur, err := x.c.Head(x.ctx())
	x.ok(err, "head")
	return cur
}

// mine lists the changes since a cursor that are of these issues.
func (x *trial) mine(since tracker.Cursor, refs ...hub.Ref) []tracker.Change {
	x.Helper()
	x.settle()
	var list []tracker.Change
	n := 0
	for ch, err := range x.c.Changes(x.ctx(), since) {
		x.ok(err, "changes")
		if ch.Ref.ID == "" || ch.Next == "" {
			x.Errorf("a change without issue or cursor: %+v", ch)
		}
		if slices.ContainsFunc(refs, func(r hub.Ref) bool { return r.ID == ch.Ref.ID }) {
			list = append(list, ch)
		}
		if n++; n > 100_000 {
			x.Fatalf("changes do not end")
		}
	}
	return list
}

// told wants a change of the issue since the cursor, that is no deletion.
func (x *trial) told(since tracker.Cursor, ref hub.Ref) {
	x.Helper()
	list := x.mine(since, ref)
	if len(list) == 0 {
		x.Fatalf("nothing is told of %s", ref)
	}
	for _, ch := range list {
		if ch.Deleted || ch.Fault != nil {
			x.Errorf("told as deleted or broken: %+v", ch)
		}
	}
}

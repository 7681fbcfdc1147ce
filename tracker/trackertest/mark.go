package trackertest

import (
	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func markChecks() []check {
	isMarker := need(marksIssue, can[tracker.Marker]("Marker"))
	return []check{
		{"mark", "is shown by a read", marksIssue, func(x *trial) {
			ref, mark := x.marked()
			if got := x.get(ref).Mark; got != mark {
				x.Errorf("the issue shows mark %q, want %q", got, mark)
			}
			if got := x.get(x.create(nil)).Mark; got != "" {
				x.Errorf("an issue made without a mark shows %q", got)
			}
		}},
		{"mark", "finds the issue", isMarker, func(x *trial) {
			first, one := x.marked()
			second, two := x.marked()
			x.found(one, first)
			x.found(two, second)
		}},
		{"mark", "finds nothing where there is nothing", isMarker, func(x *trial) {
			x.marked()
			_, err := x.c.(tracker.Marker).FindMarked(x.ctx(), x.mark())
			x.refused(err, "find an unknown mark", hub.NotFound)
		}},
		{"mark", "survives our own edits", isMarker, func(x *trial) {
			ref, mark := x.marked()
			x.setText(ref, "summary", "edited")
			if got := x.get(ref).Mark; got != mark {
				x.Errorf("the issue shows mark %q, want %q", got, mark)
			}
			x.found(mark, ref)
		}},
		{"mark", "survives a person's edits", need(isMarker, canEdit), func(x *trial) {
			ref, mark := x.marked()
			x.ok(x.s.Edit(ref, func(is *hub.Issue) { is.Summary = "edited by hand" }), "edit by hand")
			x.found(mark, ref)
		}},
		{"mark", "of an issue that is gone finds nothing", need(isMarker, canDelete), func(x *trial) {
			ref, mark := x.marked()
			x.ok(x.s.Delete(ref), "delete")
			x.wait(x.habits().ReadLag + x.habits().Longest)
			_, err := x.c.(tracker.Marker).FindMarked(x.ctx(), mark)
			x.refused(err, "find the mark of a deleted issue", hub.NotFound)
		}},
	}
}

// marked makes an issue with a mark.
func (x *trial) marked() (hub.Ref, string) {
	x.Helper()
	mark := x.mark()
	r, err := x.c.Create(x.ctx(), tracker.Write{Mark: mark}, x.base())
	x.ok(err, "create with a mark")
	return r.Ref, mark
}

func (x *trial) found(mark string, want hub.Ref) {
	x.Helper()
	x.wait(x.habits().ReadLag + x.habits().Longest)
	ref, err := x.c.(tracker.Marker).FindMarked(x.ctx(), mark)
	x.ok(err, "find the mark")
	if ref.ID != want.ID {
		x.Errorf("mark %s finds %s, want %s", mark, ref.ID, want.ID)
	}
}

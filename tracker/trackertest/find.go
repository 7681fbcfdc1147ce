package trackertest

import (
	"slices"

	"github.com/entwine-sync/entwine/hub"
)

func findChecks() []check {
	canQuery := when("the subject has no Query", func(x *trial) bool { return x.s.Query != nil })
	return []check{
		{"find", "everything", nil, func(x *trial) {
			refs := []hub.Ref{x.create(nil), x.create(nil), x.create(nil)}
			ids := x.find("")
			for _, ref := range refs {
				if !slices.Contains(ids, ref.ID) {
					x.Errorf("%s is not found", ref)
				}
			}
			x.once(ids)
		}},
		{"find", "only what is asked for", nil, func(x *trial) {
			a, b := x.create(nil), x.create(nil)
			x.create(nil)
			ids := x.find("", a, b, missing)
			x.once(ids)
			slices.Sort(ids)
			want := []string{a.ID, b.ID}
			slices.Sort(want)
			if !slices.Equal(ids, want) {
				x.Errorf("found %v, want %v", ids, want)
			}
		}},
		{"find", "by query", canQuery, func(x *trial) {
			ref := x.create(nil)
			x.create(nil)
			if ids := x.find(x.s.Query(x.get(ref))); !slices.Equal(ids, []string{ref.ID}) {
				x.Errorf("found %v, want %s", ids, ref.ID)
			}
		}},
		{"find", "by query, only what is asked for", canQuery, func(x *trial) {
			a, b := x.create(nil), x.create(nil)
			query := x.s.Query(x.get(a))
			if ids := x.find(query, b); len(ids) != 0 {
				x.Errorf("found %v, want nothing", ids)
			}
			if ids := x.find(query, a, b); !slices.Equal(ids, []string{a.ID}) {
				x.Errorf("found %v, want %s", ids, a.ID)
			}
		}},
		{"find", "a query that makes no sense", when("the subject has no BadQuery", func(x *trial) bool { return x.s.BadQuery != "" }), func(x *trial) {
			n := 0
			for ref, err := range x.c.Find(x.ctx(), x.s.BadQuery) {
				if n++; err == nil {
					x.Fatalf("found %s", ref)
				}
				x.refused(err, "find", hub.Invalid)
			}
			if n != 1 {
				x.Errorf("%d errors, want one", n)
			}
		}},
		{"find", "a caller may stop at any issue", nil, func(x *trial) {
			x.create(nil)
			x.create(nil)
			x.settle()
			for _, err := range x.c.Find(x.ctx(), "") {
				x.ok(err, "find")
				break
			}
			x.find("")
		}},
		{"find", "not what is hidden or deleted", need(canHide, canDelete), func(x *trial) {
			hidden, deleted, there := x.create(nil), x.create(nil), x.create(nil)
			x.ok(x.s.Hide(hidden), "hide")
			x.ok(x.s.Delete(deleted), "delete")
			if ids := x.find("", hidden, deleted, there); !slices.Equal(ids, []string{there.ID}) {
				x.Errorf("found %v, want %s", ids, there.ID)
			}
		}},
	}
}

// find lists the ids that are found when reads are no longer stale.
func (x *trial) find(query string, only ...hub.Ref) []string {
	x.Helper()
	x.settle()
	var ids []string
	for ref, err := range x.c.Find(x.ctx(), query, only...) {
		x.ok(err, "find")
		ids = append(ids, ref.ID)
	}
	return ids
}

// once wants no id to be there twice.
func (x *trial) once(ids []string) {
	x.Helper()
	seen := map[string]bool{}
	for _, id := range ids {
		if seen[id] {
			x.Errorf("%s is found twice", id)
		}
		seen[id] = true
	}
}

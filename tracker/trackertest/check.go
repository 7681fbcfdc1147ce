package trackertest

import (
	"github.com/entwine-sync/entwine/tracker"
)

func checkChecks() []check {
	return []check{
		{"check", "names the account", nil, func(x *trial) {
			u, err := x.c.Check(x.ctx())
			x.ok(err, "check")
			if u.ID == "" {
				x.Errorf("the account has no id: %+v", u)
			}
			again, err := x.c.Check(x.ctx())
			x.ok(err, "check again")
			if again != u {
				x.Errorf("the account is %+v, then %+v", u, again)
			}
		}},
		{"check", "identity is stable", can[tracker.Identifier]("Identifier"), func(x *trial) {
			id, err := x.c.(tracker.Identifier).Identity(x.ctx())
			x.ok(err, "identity")
			again, err := x.c.(tracker.Identifier).Identity(x.ctx())
			x.ok(err, "identity again")
			if id == "" || again != id {
				x.Errorf("the identity is %q, then %q", id, again)
			}
		}},
		{"check", "habits and capabilities agree", nil, func(x *trial) {
			h := x.habits()
			_, logger := x.c.(tracker.Logger)
			_, marker := x.c.(tracker.Marker)
			switch {
			case h.Revision != tracker.Exact && h.Revision != tracker.Coarse && h.Revision != tracker.None:
				x.Errorf("Habits.Revision is %q", h.Revision)
			case h.Revision == tracker.Coarse && h.Unit <= 0:
				x.Errorf("coarse revisions need Habits.Unit")
			}
			if h.ChangeLog && !logger {
				x.Errorf("Habits declare a change log, the connector is no Logger")
			}
			if h.Marked("issue") && !marker {
				x.Errorf("Habits declare marks on issues, the connector is no Marker")
			}
			if marker && !h.Marked("issue") {
				x.Errorf("the connector is a Marker, Habits declare no marks on issues")
			}
		}},
		{"check", "fields can be listed", can[tracker.Schemer]("Schemer"), func(x *trial) {
			list, err := x.c.(tracker.Schemer).Fields(x.ctx(), x.s.Project, x.s.Type)
			x.ok(err, "fields")
			seen := map[string]bool{}
			for _, f := range list {
				if f.ID == "" || seen[f.ID] {
					x.Errorf("field id %q is empty or there twice", f.ID)
				}
				seen[f.ID] = true
			}
			for _, field := range x.s.Texts {
				if !seen[field] {
					x.Errorf("%s is not listed", field)
				}
			}
		}},
	}
}

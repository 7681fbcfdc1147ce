package trackertest

import (
	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

var (
	conditional   = when("Habits are not Conditional", func(x *trial) bool { return x.habits().Conditional })
	checked       = when("Habits are neither Conditional nor Checked", func(x *trial) bool { return x.habits().Conditional || x.habits().Checked })
	unconditional = when("Habits are Conditional or Checked", func(x *trial) bool { return !x.habits().Conditional && !x.habits().Checked })
	condParts     = when("Habits are neither ConditionalParts nor Checked", func(x *trial) bool { return x.habits().ConditionalParts || x.habits().Checked })
	accounted     = when("receipts do not account for what happens meanwhile", func(x *trial) bool { return x.habits().Accounted() })
)

func conditionChecks() []check {
	return []check{
		{"revision", "grows with each change", nil, func(x *trial) {
			ref := x.create(nil)
			rev := x.get(ref).Rev
			for _, s := range []string{"one", "two", "three"} {
				x.tick()
				x.setText(ref, "summary", s)
				now := x.get(ref).Rev
				x.later(rev, now)
				rev = now
			}
		}},
		{"revision", "one for each change at once", when("revisions are not exact", func(x *trial) bool {
			return x.habits().Revision == tracker.Exact
		}), func(x *trial) {
			ref := x.create(nil)
			rev := x.get(ref).Rev
			for _, s := range []string{"one", "two", "one", "two"} {
				r := x.setText(ref, "summary", s)
				if r.Rev != "" {
					x.later(rev, r.Rev)
					rev = r.Rev
				}
			}
		}},
		{"revision", "a write on the present one goes through", nil, func(x *trial) {
			ref := x.create(nil)
			w := tracker.Write{Ref: ref, IfRev: x.get(ref).Rev}
			_, err := x.c.Set(x.ctx(), w, fieldPatch("summary", "on the present one"))
			x.ok(err, "set on the present revision")
			x.shows(x.get(ref), "summary", "on the present one")
		}},
		{"revision", "a write on a former one is a conflict", checked, func(x *trial) {
			ref, rev := x.movedOn()
			_, err := x.c.Set(x.ctx(), tracker.Write{Ref: ref, IfRev: rev}, fieldPatch("summary", "too late"))
			x.refused(err, "set on a former revision", hub.Conflict)
			x.shows(x.get(ref), "summary", "moved on")
		}},
		{"revision", "a write after a person's edit is a conflict", need(checked, canEdit), func(x *trial) {
			ref := x.create(nil)
			rev := x.get(ref).Rev
			x.tick()
			x.ok(x.s.Edit(ref, func(is *hub.Issue) { is.Summary = "by hand" }), "edit by hand")
			_, err := x.c.Set(x.ctx(), tracker.Write{Ref: ref, IfRev: rev}, fieldPatch("summary", "over it"))
			x.refused(err, "set over a person's edit", hub.Conflict)
			x.shows(x.get(ref), "summary", "by hand")
		}},
		{"revision", "is not looked at where not declared", unconditional, func(x *trial) {
			ref, rev := x.movedOn()
			_, err := x.c.Set(x.ctx(), tracker.Write{Ref: ref, IfRev: rev}, fieldPatch("summary", "all the same"))
			x.ok(err, "set on a former revision")
			x.shows(x.get(ref), "summary", "all the same")
		}},
		{"revision", "comments on a former one are a conflict", need(condParts, can[tracker.Commenter]("Commenter")), func(x *trial) {
			ref, rev := x.movedOn()
			_, err := x.c.(tracker.Commenter).AddComment(x.ctx(), tracker.Write{Ref: ref, IfRev: rev}, hub.Comment{Body: "late"})
			x.refused(err, "comment on a former revision", hub.Conflict)
			if is := x.get(ref); len(is.Comments) != 0 {
				x.Errorf("the comment was made all the same")
			}
		}},
		{"revision", "moves on with a receipt", accounted, func(x *trial) {
			ref := x.create(nil)
			w := tracker.Write{Ref: ref, IfRev: x.get(ref).Rev}
			r, err := x.c.Set(x.ctx(), w, fieldPatch("summary", "nobody else was there"))
			x.ok(err, "set on the present revision")
			if now := x.get(ref).Rev; r.Rev != now || now == w.IfRev {
				x.Errorf("the receipt of a write has %q, the issue %q, and had %q", r.Rev, now, w.IfRev)
			}
		}},
		{"revision", "moves on with the receipt of a comment", need(accounted, can[tracker.Commenter]("Commenter")), func(x *trial) {
			ref := x.create(nil)
			w := tracker.Write{Ref: ref, IfRev: x.get(ref).Rev}
			for _, body := range []string{"one", "two"} {
				r, err := x.c.(tracker.Commenter).AddComment(x.ctx(), w, hub.Comment{Body: body, Private: true})
				x.ok(err, "comment on the present revision")
				if r.Rev == w.IfRev {
					x.Errorf("the receipt of a comment still has %q", r.Rev)
				}
				w.IfRev = r.Rev
			}
			if now := x.get(ref).Rev; now != w.IfRev {
				x.Errorf("the last receipt has %q, the issue %q", w.IfRev, now)
			}
		}},
	}
}

// movedOn makes an issue and returns a revision it no longer has.
func (x *trial) movedOn() (hub.Ref, hub.Rev) {
	x.Helper()
	ref := x.create(nil)
	rev := x.get(ref).Rev
	x.tick()
	x.setText(ref, "summary", "moved on")
	return ref, rev
}

// later wants the second revision to be a later one than the first.
func (x *trial) later(a, b hub.Rev) {
	x.Helper()
	switch {
	case a == b:
		x.Errorf("the revision is still %q after a change", a)
	case x.habits().Revision != tracker.None && b.Compare(a) <= 0:
		x.Errorf("revision %q came after %q", b, a)
	}
}

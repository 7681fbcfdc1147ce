package trackertest

import (
	"errors"
	"reflect"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func createChecks() []check {
	return []check{
		{"create", "shows the fields that were set", nil, createFields},
		{"create", "shows the elements of sets", hasSets, func(x *trial) {
			ref := x.create(func(is *hub.Issue) {
				for field, e := range sorted(x.s.Sets) {
					is.Set(hub.PartOf(field, e[0]), true)
					is.Set(hub.PartOf(field, e[1]), true)
				}
			})
			is := x.get(ref)
			for field, e := range sorted(x.s.Sets) {
				if !has(is, field, e[0]) || !has(is, field, e[1]) || has(is, field, e[2]) {
					x.Errorf("%s shows the wrong elements, want %v: %v", field, e[:2], is.Parts())
				}
			}
		}},
		{"create", "makes one issue for each call", nil, func(x *trial) {
			if a, b := x.create(nil), x.create(nil); a.ID == b.ID {
				x.Errorf("two creates gave one id %s", a.ID)
			}
		}},
		{"create", "leaves the given issue alone", nil, func(x *trial) {
			is := x.base()
			is.Description = "one\r\ntwo "
			given := is.Clone()
			r, err := x.c.Create(x.ctx(), tracker.Write{}, is)
			x.ok(err, "create")
			if !reflect.DeepEqual(is, given) {
				x.Errorf("Create changed what it was given: %+v", is)
			}
			is.Summary = "changed by its owner"
			if got := x.get(r.Ref); got.Summary == is.Summary {
				x.Errorf("Create kept the issue it was given")
			}
		}},
		{"create", "answers with a receipt that proves it", nil, func(x *trial) {
			r, err := x.c.Create(x.ctx(), tracker.Write{}, x.base())
			x.ok(err, "create")
			x.proves(r)
		}},
		{"create", "refuses or shows a field it does not know", nil, func(x *trial) {
			is := x.base()
			is.CustomFields = hub.Values{"No Such Field": "x"}
			r, err := x.c.Create(x.ctx(), tracker.Write{}, is)
			x.refusesOrShows(r.Ref, err, "customFields.No Such Field", "x")
		}},
		{"create", "takes a mark without showing it in a field", nil, func(x *trial) {
			is := x.base()
			is.Description = "plain text"
			mark := x.mark()
			r, err := x.c.Create(x.ctx(), tracker.Write{Mark: mark}, is)
			x.ok(err, "create")
			got := x.get(r.Ref)
			x.shows(got, "summary", is.Summary)
			for p, v := range got.Parts() {
				if s, ok := v.(string); ok && strings.Contains(s, mark) {
					x.Errorf("%s shows the mark: %q", p, s)
				}
			}
		}},
	}
}

func createFields(x *trial) {
	want := map[string]hub.Value{}
	for _, field := range x.s.Texts {
		want[field] = x.name()
	}
	for field, v := range sorted(x.s.Values) {
		if field != "status" { // where an issue starts is for the tracker to say
			want[field] = v[0]
		}
	}
	ref := x.create(func(is *hub.Issue) {
		for field, v := range sorted(want) {
			is.Set(hub.PartOf(field, ""), v)
		}
	})
	is := x.get(ref)
	for field, v := range sorted(want) {
		x.shows(is, field, v)
	}
	if x.s.Project != "" && is.Project != x.s.Project {
		x.Errorf("the project is %q, want %q", is.Project, x.s.Project)
	}
}

// proves wants a receipt to say what a read says.
func (x *trial) proves(r tracker.Receipt) {
	x.Helper()
	is := x.get(r.Ref)
	if is.Ref.ID != r.Ref.ID {
		x.Errorf("the receipt names %s, the issue says %s", r.Ref.ID, is.Ref.ID)
	}
	if r.Rev != "" && r.Rev != is.Rev {
		x.Errorf("the receipt has revision %q, the issue %q", r.Rev, is.Rev)
	}
	if r.State != nil {
		if d := differs(r.State, is); len(d) > 0 {
			x.Errorf("the state of the receipt is not what a read shows: %v", d)
		}
	}
}

// refusesOrShows wants a value to be shown or refused with its field.
func (x *trial) refusesOrShows(ref hub.Ref, err error, field string, v hub.Value) {
	x.Helper()
	if err == nil {
		x.shows(x.get(ref), field, v)
		return
	}
	e := x.refused(err, "write "+field, hub.Invalid)
	if e.Field != field {
		x.Errorf("the refusal names field %q, want %q: %v", e.Field, field, errors.Unwrap(e))
	}
}

package trackertest

import (
	"reflect"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func writeTo(ref hub.Ref) tracker.Write { return tracker.Write{Ref: ref} }

func setChecks() []check {
	return []check{
		{"set", "touches only what is named", nil, func(x *trial) {
			for _, field := range x.texts() {
				ref := x.full()
				before := x.get(ref)
				x.setText(ref, field, "only this")
				after := x.get(ref)
				x.shows(after, field, "only this")
				x.untouched(before, after, field)
			}
		}},
		{"set", "each field with each value", when("the subject names no Values", func(x *trial) bool { return len(x.s.Values) > 0 }), func(x *trial) {
			for field, values := range sorted(x.s.Values) {
				ref := x.full()
				for _, v := range values {
					before := x.get(ref)
					x.set(ref, fieldPatch(field, v))
					after := x.get(ref)
					x.shows(after, field, v)
					x.untouched(before, after, append(slices.Clone(x.s.Follows[field]), field)...)
				}
			}
		}},
		{"set", "several fields at once", nil, func(x *trial) {
			ref := x.full()
			var p tracker.Patch
			for _, field := range x.texts() {
				p.Fields.Set(hub.PartOf(field, ""), "all at once "+field)
			}
			for field, e := range sorted(x.s.Sets) {
				p.Add.Set(hub.PartOf(field, e[2]), true)
			}
			x.set(ref, p)
			is := x.get(ref)
			for _, field := range x.texts() {
				x.shows(is, field, "all at once "+field)
			}
			for field, e := range sorted(x.s.Sets) {
				if !has(is, field, e[2]) {
					x.Errorf("%s does not show %s", field, e[2])
				}
			}
		}},
		{"set", "an emptied field is empty, and no other", canClear, func(x *trial) {
			ref := x.full()
			before := x.get(ref)
			x.set(ref, clearPatch("description"))
			after := x.get(ref)
			if after.Description != "" {
				x.Errorf("the description is still %q", after.Description)
			}
			x.untouched(before, after, "description")
			_, err := x.c.Set(x.ctx(), writeTo(ref), clearPatch("description"))
			x.ok(err, "empty what is empty")
		}},
		{"set", "a value that is already there", nil, func(x *trial) {
			ref := x.full()
			before := x.get(ref)
			for _, field := range x.texts() {
				_, err := x.c.Set(x.ctx(), writeTo(ref), fieldPatch(field, before.Parts()[hub.Part(field)]))
				x.ok(err, "set "+field+" to what it is")
			}
			x.untouched(before, x.get(ref))
		}},
		{"set", "leaves the given patch alone", nil, func(x *trial) {
			ref := x.full()
			p := fieldPatch("summary", " blanks \r\n")
			p.Add = addPatch("labels", "Alpha").Add
			if x.s.Sets["labels"][0] == "" {
				p.Add = hub.Issue{}
			}
			given := tracker.Patch{Fields: *p.Fields.Clone(), Add: *p.Add.Clone(), Drop: *p.Drop.Clone()}
			_, err := x.c.Set(x.ctx(), writeTo(ref), p)
			if err != nil {
				x.refused(err, "set", hub.Invalid)
			}
			if !reflect.DeepEqual(p, given) {
				x.Errorf("Set changed what it was given")
			}
		}},
		{"set", "does not change a text that is kept", hasKept, func(x *trial) {
			ref := x.full()
			before := x.get(ref)
			for _, field := range x.s.Texts {
				if !x.habits().Keeps(field) {
					continue
				}
				_, err := x.c.Set(x.ctx(), writeTo(ref), fieldPatch(field, "another"))
				x.keeps(field, err)
				_, err = x.c.Set(x.ctx(), writeTo(ref), fieldPatch(field, before.Parts()[hub.Part(field)]))
				x.ok(err, "set "+field+" to what it is")
			}
			x.untouched(before, x.get(ref))
		}},
		{"set", "answers with a receipt that proves it", nil, func(x *trial) {
			ref := x.full()
			x.tick()
			r := x.setText(ref, "summary", "proof")
			if r.Ref.ID != ref.ID {
				x.Errorf("the receipt names %q, want %q", r.Ref.ID, ref.ID)
			}
			x.proves(r)
		}},
		{"set", "an issue that is not there", nil, func(x *trial) {
			_, err := x.c.Set(x.ctx(), writeTo(missing), fieldPatch("summary", "x"))
			x.refused(err, "set on a missing issue", hub.NotFound)
		}},
		{"set", "refuses a field it does not know", nil, setUnknown},
		{"set", "writes nothing when it refuses", nil, func(x *trial) {
			ref := x.full()
			before := x.get(ref)
			p := fieldPatch("summary", "half of it")
			p.Fields.Clear("noSuchField")
			_, err := x.c.Set(x.ctx(), writeTo(ref), p)
			x.refused(err, "set with an unknown field", hub.Invalid)
			x.untouched(before, x.get(ref))
		}},
		{"set", "shows what it took, or refuses it", nil, func(x *trial) {
			ref := x.full()
			for _, field := range slices.Concat(x.texts(), []string{"priority", "environment", "resolution"}) {
				_, err := x.c.Set(x.ctx(), writeTo(ref), fieldPatch(field, "a made-up value"))
				x.refusesOrShows(ref, err, field, "a made-up value")
			}
		}},
	}
}

func setUnknown(x *trial) {
	ref := x.full()
	before := x.get(ref)
	_, err := x.c.Set(x.ctx(), writeTo(ref), clearPatch("noSuchField"))
	if e := x.refused(err, "empty an unknown field", hub.Invalid); e.Field != "noSuchField" {
		x.Errorf("the refusal names field %q, want noSuchField", e.Field)
	}
	x.untouched(before, x.get(ref))
	_, err = x.c.Set(x.ctx(), writeTo(ref), fieldPatch("customFields.No Such Field", "x"))
	x.refusesOrShows(ref, err, "customFields.No Such Field", "x")
}

// full makes an issue with something in every text and set.
func (x *trial) full() hub.Ref {
	x.Helper()
	return x.create(func(is *hub.Issue) {
		for _, field := range x.s.Texts {
			is.Set(hub.PartOf(field, ""), x.name())
		}
		for field, e := range sorted(x.s.Sets) {
			is.Set(hub.PartOf(field, e[0]), true)
			is.Set(hub.PartOf(field, e[1]), true)
		}
	})
}

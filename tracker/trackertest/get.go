package trackertest

import (
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

func getChecks() []check {
	return []check{
		{"get", "an issue that is not there", nil, func(x *trial) {
			for _, ref := range []hub.Ref{missing, {ID: missing.ID, Key: "NO-987654321"}} {
				is, err := x.c.Get(x.ctx(), ref)
				x.refused(err, "get a missing issue", hub.NotFound)
				if is != nil {
					x.Errorf("an issue beside an error: %+v", is)
				}
			}
		}},
		{"get", "an id with strange characters", nil, func(x *trial) {
			for _, id := range []string{"../1", "a b", "1?x=1", "1#x", "%2e%2e", "ä", "1;x", strings.Repeat("9", 300)} {
				is, err := x.c.Get(x.ctx(), hub.Ref{ID: id})
				x.refused(err, "get "+id, hub.NotFound, hub.Invalid)
				if is != nil {
					x.Errorf("id %q gave issue %s", id, is.Ref)
				}
			}
		}},
		{"get", "by id alone", nil, func(x *trial) {
			ref := x.create(nil)
			is := x.get(hub.Ref{ID: ref.ID})
			if is.Ref.ID != ref.ID {
				x.Errorf("asked for %s, got %s", ref.ID, is.Ref.ID)
			}
		}},
		{"get", "the same revision while nothing changes", nil, func(x *trial) {
			ref := x.create(nil)
			a, b := x.get(ref), x.get(ref)
			if a.Rev == "" || a.Rev != b.Rev {
				x.Errorf("the revision is %q, then %q", a.Rev, b.Rev)
			}
			x.untouched(a, b)
		}},
		{"get", "the caller owns the answer", nil, func(x *trial) {
			ref := x.create(func(is *hub.Issue) {
				for field, e := range sorted(x.s.Sets) {
					is.Set(hub.PartOf(field, e[0]), true)
				}
			})
			is := x.get(ref)
			was := is.Clone()
			is.Summary, is.Labels, is.CustomFields = "mine", append(is.Labels[:0], "mine"), hub.Values{"mine": true}
			x.untouched(was, x.get(ref))
		}},
		{"get", "an issue hidden from us", canHide, func(x *trial) {
			ref := x.create(nil)
			x.ok(x.s.Hide(ref), "hide")
			x.settle()
			_, err := x.c.Get(x.ctx(), ref)
			x.refused(err, "get a hidden issue", hub.NotFound)
		}},
		{"get", "an issue that was deleted", canDelete, func(x *trial) {
			ref := x.create(nil)
			x.ok(x.s.Delete(ref), "delete")
			x.settle()
			_, err := x.c.Get(x.ctx(), ref)
			x.refused(err, "get a deleted issue", hub.NotFound)
		}},
		{"get", "what a person changed", canEdit, func(x *trial) {
			ref := x.create(nil)
			before := x.get(ref)
			x.tick()
			x.ok(x.s.Edit(ref, func(is *hub.Issue) { is.Summary = "edited by hand" }), "edit by hand")
			after := x.get(ref)
			x.shows(after, "summary", "edited by hand")
			x.later(before.Rev, after.Rev)
		}},
		{"get", "huge text whole or not at all", nil, func(x *trial) {
			for _, field := range x.texts() {
				huge := strings.Repeat("0123456789 äöü ", 8000) // beyond 64 KiB, where columns end
				ref := x.create(nil)
				_, err := x.c.Set(x.ctx(), writeTo(ref), fieldPatch(field, huge))
				x.refusesOrShows(ref, err, field, huge)
			}
		}},
		{"get", "text of all the world", nil, func(x *trial) {
			for _, field := range x.s.Texts {
				for _, s := range world {
					ref := x.create(func(is *hub.Issue) { is.Set(hub.PartOf(field, ""), s) })
					x.shows(x.get(ref), field, s)
				}
			}
		}},
		{"get", "a text that was never set", hasDescription, func(x *trial) {
			if is := x.get(x.create(nil)); is.Description != "" {
				x.Errorf("the description is %q, nobody set it", is.Description)
			}
		}},
	}
}

// world is text in which no tracker may lose a character. What lies outside the
// basic plane may be refused elsewhere, never changed: see the canon checks.
var world = []string{
	"Grüße, naïve façade", "Привет, мир", "こんにちは世界", "مرحبا بالعالم", "שלום עולם", "नमस्ते दुनिया", "한국어",
}

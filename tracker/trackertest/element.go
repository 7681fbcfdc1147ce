package trackertest

import (
	"fmt"
	"sync"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func setElementChecks() []check {
	return []check{
		{"set", "adds an element and keeps the others", hasSets, func(x *trial) {
			for field, e := range sorted(x.s.Sets) {
				ref := x.full()
				before := x.get(ref)
				x.set(ref, addPatch(field, e[2]))
				x.elements(ref, field, e[:], nil)
				x.untouched(before, x.get(ref), field)
			}
		}},
		{"set", "takes an element out and keeps the others", hasSets, func(x *trial) {
			for field, e := range sorted(x.s.Sets) {
				ref := x.full()
				before := x.get(ref)
				x.set(ref, dropPatch(field, e[0]))
				x.elements(ref, field, e[1:2], []string{e[0], e[2]})
				x.untouched(before, x.get(ref), field)
			}
		}},
		{"set", "adds and takes out at once", hasSets, func(x *trial) {
			for field, e := range sorted(x.s.Sets) {
				ref := x.full()
				x.set(ref, tracker.Patch{Add: addPatch(field, e[2]).Add, Drop: dropPatch(field, e[0]).Drop})
				x.elements(ref, field, e[1:], e[:1])
			}
		}},
		{"set", "an element that is there, and one that is not", hasSets, func(x *trial) {
			for field, e := range sorted(x.s.Sets) {
				ref := x.full()
				x.set(ref, addPatch(field, e[0]))
				x.set(ref, dropPatch(field, e[2]))
				x.elements(ref, field, e[:2], e[2:])
			}
		}},
		{"set", "keeps an element that a person added meanwhile", need(hasSets, canEdit, hasLabels), func(x *trial) {
			e := x.s.Sets["labels"]
			ref := x.create(func(is *hub.Issue) { is.Labels = []string{e[0]} })
			x.get(ref)
			x.ok(x.s.Edit(ref, func(is *hub.Issue) { is.Labels = append(is.Labels, e[1]) }), "edit by hand")
			x.set(ref, addPatch("labels", e[2]))
			x.elements(ref, "labels", e[:], nil)
		}},
		{"set", "in parallel by element", need(hasSets, hasLabels), func(x *trial) {
			ref := x.create(nil)
			const writers = 8
			var wg sync.WaitGroup
			var wrote [writers]bool
			for i := range writers {
				wg.Go(func() {
					_, err := x.c.Set(x.ctx(), writeTo(ref), addPatch("labels", fmt.Sprintf("label%d", i)))
					if wrote[i] = err == nil; err != nil {
						x.crowded(err)
					}
				})
			}
			wg.Wait()
			is := x.get(ref)
			for i, ok := range wrote {
				if label := fmt.Sprintf("label%d", i); ok && !has(is, "labels", label) {
					x.Errorf("%s was written and is gone: %v", label, is.Labels)
				}
			}
		}},
	}
}

var hasLabels = when("the subject names no labels", func(x *trial) bool { return x.s.Sets["labels"][0] != "" })

// elements wants a set to show some elements and not others.
func (x *trial) elements(ref hub.Ref, field string, in, out []string) {
	x.Helper()
	is := x.get(ref)
	for _, e := range in {
		if !has(is, field, e) {
			x.Errorf("%s lacks %s", field, e)
		}
	}
	for _, e := range out {
		if has(is, field, e) {
			x.Errorf("%s shows %s", field, e)
		}
	}
}

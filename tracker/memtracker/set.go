package memtracker

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// want is one part as a write wants it, in the tracker's own form.
type want struct {
	part  hub.Part
	field string
	value hub.Value // nil: empty, or taken out
	user  hub.User  // of a watcher
}

// Create implements tracker.Connector. The condition of a write has no meaning
// here: there is nothing yet that could have moved on.
func (c *connector) Create(ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
	t := c.t
	given := *core(is.Clone())
	given.Cleared = nil // nothing is there yet to be emptied
	return t.write(ctx, Call{Name: "Create", Mark: w.Mark}, func(t *Tracker) (tracker.Receipt, error) {
		next := &hub.Issue{Project: t.cfg.Project, Status: t.cfg.Status}
		wants, err := t.wants(&given, &given, nil)
		if err == nil {
			err = t.apply(next, wants)
		}
		if err == nil {
			err = t.complete(next)
		}
		if err != nil {
			return tracker.Receipt{}, err
		}
		next.Mark = t.mark("issue", w)
		return t.receipt(t.add(next, t.cfg.Account), "", ""), nil
	})
}

// Set implements tracker.Connector.
func (c *connector) Set(ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
	t := c.t
	fields, add, drop := *p.Fields.Clone(), *p.Add.Clone(), *p.Drop.Clone()
	if err := t.look(ctx, w); err != nil {
		return tracker.Receipt{}, err
	}
	return t.write(ctx, Call{Name: "Set", Ref: w.Ref, Mark: w.Mark}, func(t *Tracker) (tracker.Receipt, error) {
		it, err := t.target(w, t.cfg.Habits.Conditional)
		if err != nil {
			return tracker.Receipt{}, err
		}
		wants, err := t.wants(&fields, &add, &drop)
		if err != nil {
			return tracker.Receipt{}, err
		}
		if field := setIn(&fields); field != "" {
			return tracker.Receipt{}, invalid(field, field+" is written by element")
		}
		next := it.state().Clone()
		if err := t.apply(next, wants); err != nil {
			return tracker.Receipt{}, err
		}
		if err := t.complete(next); err != nil {
			return tracker.Receipt{}, err
		}
		list := written(it.state(), next, wants)
		if err := t.kept(list); err != nil {
			return tracker.Receipt{}, err
		}
		found := it.state().Rev
		return t.accounted(w, found, t.receipt(it, "", t.commit(it, next, t.cfg.Account, list, ""))), nil
	})
}

// setIn names a set of which elements are given as if it were a field.
func setIn(is *hub.Issue) string {
	for p := range is.Parts() {
		if p.Elem() != "" {
			return p.Field()
		}
	}
	return ""
}

// wants lists what a write names, in a fixed order, brought into the tracker's
// form: fields are taken from the first, elements from the other two.
func (t *Tracker) wants(fields, add, drop *hub.Issue) ([]want, error) {
	var list []want
	named := fields.Parts()
	for _, p := range slices.Sorted(maps.Keys(named)) {
		if p.Elem() != "" {
			continue
		}
		field := p.Field()
		if named[p] == nil && !clearable(field) {
			return nil, invalid(field, field+" cannot be emptied, or there is no such field")
		}
		list = append(list, want{part: p, field: field, value: t.cfg.Norm.value(field, named[p])})
	}
	list, err := t.elements(list, drop, nil)
	if err == nil {
		list, err = t.elements(list, add, true)
	}
	// Stable: what is both dropped and added stays in.
	slices.SortStableFunc(list, func(a, b want) int { return cmp.Compare(a.part, b.part) })
	return list, err
}

// elements appends the elements that is names, each to be there or not.
func (t *Tracker) elements(list []want, is *hub.Issue, value hub.Value) ([]want, error) {
	if is == nil {
		return list, nil
	}
	for _, field := range ownCalls {
		if hasElement(is, field) {
			return nil, invalid(field, field+" has calls of its own")
		}
	}
	for field, names := range nameSets(is) {
		for _, name := range *names {
			if name = t.cfg.Norm.name(field, name); name == "" {
				return nil, invalid(field, "an element of "+field+" needs a name")
			}
			list = append(list, want{part: hub.PartOf(field, name), field: field, value: value})
		}
	}
	for _, u := range is.Watchers {
		u, err := t.user("watchers", u)
		if err != nil {
			return nil, err
		}
		list = append(list, want{part: watcherPart(u), field: "watchers", value: value, user: u})
	}
	return list, nil
}

// apply puts into next what is wanted, or says why the tracker does not.
func (t *Tracker) apply(next *hub.Issue, wants []want) error {
	status, silent := next.Status, ""
	for _, w := range wants {
		r, refused := t.refusal(w.field, w.named())
		switch {
		case !refused:
			if err := t.put(next, w); err != nil {
				return err
			}
		case r.How == Loud:
			return r.error()
		case r.How == Silent && silent == "" && !hub.Same(next.Get(w.part), w.value):
			silent = w.field
		}
	}
	if silent != "" {
		// The server answers success and has done nothing of it. We compared what
		// it shows with what we asked for, and say so.
		return invalid(silent, "the tracker answered success and did not change "+silent)
	}
	return t.transition(status, next.Status, wants)
}

// written lists what of the wanted differs now, in a fixed order.
func written(before, after *hub.Issue, wants []want) []change {
	var list []change
	for i, w := range wants {
		switch {
		case i > 0 && wants[i-1].part == w.part: // both dropped and added
		case hub.IsSet(w.field) && w.part.Elem() == "": // emptied: any element may be gone
			return changes(core(before), core(after))
		default:
			if from, to := before.Get(w.part), after.Get(w.part); !hub.Same(from, to) {
				list = append(list, change{w.part, from, to})
			}
		}
	}
	return list
}

// named is what a refusal looks at: a field's value, an element's name.
func (w want) named() hub.Value {
	if e := w.part.Elem(); e != "" {
		return e
	}
	return w.value
}

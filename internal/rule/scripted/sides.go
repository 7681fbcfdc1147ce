package scripted

import (
	"context"
	"fmt"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule/script"
)

var _ script.Neighbour = (*desk)(nil)

// Other reads the pair's item in the other tracker of this node, once: it is
// read only if a rule reaches for it.
func (d *desk) Other(ctx context.Context) (string, map[string]any, error) {
	if d.other == nil {
		name, is, err := d.tools.Other(ctx)
		if err != nil {
			return "", nil, err
		}
		d.other = &other{name, is}
	}
	if d.other.is == nil {
		return d.other.name, nil, nil
	}
	return d.other.name, Record(d.other.is), nil
}

// other is the item of the other side as it was read.
type other struct {
	name string
	is   *hub.Issue
}

// edits are the parts of it that the rule changed.
func (d *desk) edits(out *script.Outcome) (hub.Parts, error) {
	if d.other == nil || d.other.is == nil {
		return nil, nil
	}
	side, ok := out.Sides[d.other.name]
	if !ok {
		return nil, nil
	}
	was := d.other.is
	w := was.Clone()
	if err := merge(w, side.Before, side.After, nil); err != nil {
		return nil, refused(err, out, fmt.Sprintf("on[%q]", d.other.name))
	}
	w.Ref = was.Ref
	before, after := was.Parts(), w.Parts()
	var edits hub.Parts
	set := func(p hub.Part, v hub.Value) {
		if edits == nil {
			edits = hub.Parts{}
		}
		edits[p] = v
	}
	for p, v := range after {
		if old, ok := before[p]; v != nil && (!ok || !hub.Same(old, v)) {
			set(p, v)
		}
	}
	for p, old := range before {
		if after[p] == nil && old != nil {
			set(p, nil)
		}
	}
	return edits, nil
}

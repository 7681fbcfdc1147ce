package script

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

// A Side is what a rule of a local connection made of the item of a side.
type Side struct {
	Before, After map[string]any
	Lines         map[string]groovy.Frame
}

// sides is the variable on: the items of a local connection by the short names
// of its sides, as on["Left side"].summary.
type sides struct {
	r     *run
	items map[string]*sideItem
}

type sideItem struct{ before, item *Object }

func newSides(r *run) *sides {
	s := &sides{r, map[string]*sideItem{}}
	for name, rec := range r.in.Sides {
		s.items[name] = r.side(rec)
	}
	return s
}

func (r *run) side(rec map[string]any) *sideItem {
	return &sideItem{newObject("item", &record{r, orEmpty(rec)}), newObject("item", &record{r, orEmpty(rec)})}
}

// Index gives the item of a side; a side that is not there is an error that
// names those that are.
func (s *sides) Index(c *groovy.Context, key any) (any, error) {
	name, err := c.Text(key)
	if err != nil {
		return nil, err
	}
	x := s.items[name]
	if x == nil && name == s.r.in.Side && name != "" {
		return s.r.item, nil
	}
	if desk, ok := s.r.in.Desk.(Neighbour); ok && x == nil {
		other, rec, err := desk.Other(c.Context())
		if err != nil {
			return nil, err
		}
		if rec != nil {
			s.items[other] = s.r.side(rec)
		} else if other == name {
			return nil, c.Throw(trackerException, "the side "+strconv.Quote(name)+" has no item yet")
		}
		x = s.items[name]
	}
	if x == nil && s.r.in.Lenient {
		s.r.warn("the case has no side " + strconv.Quote(name) + " of a local connection: taken to be there, and empty")
		x = s.r.side(nil)
		s.items[name] = x
	}
	if x == nil {
		there := "this is no local connection"
		if len(s.items) > 0 {
			there = "there are " + strings.Join(s.Properties(), ", ")
		}
		return nil, c.Throw("java.lang.IllegalArgumentException", fmt.Sprintf("no side %q: %s", name, there))
	}
	return x.item, nil
}

// GetProperty is Index for on."Left side".
func (s *sides) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	switch name {
	case "class", "metaClass", "properties":
		return nil, false, nil
	}
	v, err := s.Index(c, name)
	return v, true, err
}

// CallMethod has get.
func (s *sides) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if (name == "get" || name == "getAt") && len(args) == 1 {
		v, err := s.Index(c, args[0])
		return v, true, err
	}
	return nil, false, nil
}

// Properties are the short names.
func (s *sides) Properties() []string { return slices.Sorted(maps.Keys(s.items)) }

// Methods is get.
func (s *sides) Methods() []string { return []string{"get"} }

// String is how it prints.
func (s *sides) String() string { return fmt.Sprint(s.Properties()) }

// export gives the sides whose item the rule reached for.
func (s *sides) export() map[string]Side {
	var out map[string]Side
	for name, x := range s.items {
		if x.item.loaded == 0 && x.item.extra == nil {
			continue
		}
		side := Side{Lines: x.item.places()}
		side.Before, _ = x.before.export(0).(map[string]any)
		side.After, _ = x.item.export(0).(map[string]any)
		for _, l := range ownLists {
			x.item.ours(l, side.After)
		}
		if out == nil {
			out = map[string]Side{}
		}
		out[name] = side
	}
	return out
}

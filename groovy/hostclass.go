package groovy

import (
	"slices"
	"sync"
)

// hostTypes are the classes of host values, by name.
var (
	hostTypes     sync.Map
	hostTypesLock sync.Mutex
)

func hostClassNamed(name string) *Class {
	if c, ok := hostTypes.Load(name); ok {
		return c.(*Class)
	}
	return hostClassWith(name, nil, nil)
}

// hostClassWith gives the class of that name. What it extends is said once, by
// whoever knows: a declaration takes the place of a class that was only seen,
// and equal declarations are one class, so that scripts compiled with lists of
// their own mean the same.
func hostClassWith(name string, super *Class, ifaces []*Class) *Class {
	fits := func(c *Class) bool {
		return (super == nil || c.super == super && c.host != nil) && (ifaces == nil || slices.Equal(c.ifaces, ifaces))
	}
	if c, ok := hostTypes.Load(name); ok && (fits(c.(*Class)) || super == nil && c.(*Class).host != nil) {
		return c.(*Class)
	}
	hostTypesLock.Lock()
	defer hostTypesLock.Unlock()
	if c, ok := hostTypes.Load(name); ok && (fits(c.(*Class)) || super == nil && c.(*Class).host != nil) {
		return c.(*Class)
	}
	c := &Class{name: name, super: classObject, ifaces: ifaces}
	if super != nil {
		c.super = super
		c.host = &HostClass{Name: name}
	}
	hostTypes.Store(name, c)
	return c
}

// declareHost makes the class that a host declares known.
func declareHost(h *HostClass) *Class {
	named := func(n string) *Class {
		if k := classNamed(n); k != nil {
			return k
		}
		return hostClassNamed(n)
	}
	super := classObject
	if h.Super != "" {
		super = named(h.Super)
	}
	ifaces := make([]*Class, 0, len(h.Interfaces))
	for _, n := range h.Interfaces {
		ifaces = append(ifaces, named(n))
	}
	return hostClassWith(h.Name, super, ifaces)
}

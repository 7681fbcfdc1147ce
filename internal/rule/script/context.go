package script

import (
	"fmt"
	"maps"
	"slices"

	"github.com/entwine-sync/entwine/groovy"
)

// scriptContext is the variable context: class libraries reach all variables
// through it, and getBindings(100) gives them as a map to be dumped.
type scriptContext struct {
	r *run
	b map[string]any
}

// GetProperty gives a variable.
func (x *scriptContext) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	v, ok := x.b[name]
	if name == "context" || !ok {
		if v, ok, err := x.r.inside(c, name); ok || err != nil {
			return v, ok, err
		}
		if insides[name] {
			return nil, true, refuseInside(c, "context", name)
		}
		return nil, false, nil
	}
	return v, true, nil
}

// CallMethod has getBindings.
func (x *scriptContext) CallMethod(_ *groovy.Context, name string, args []any) (any, bool, error) {
	if name != "getBindings" || len(args) > 1 {
		return nil, false, nil
	}
	m := groovy.NewMap()
	for _, n := range slices.Sorted(maps.Keys(x.b)) {
		if n == "context" {
			continue
		}
		m.Put(n, groovy.FromGo(x.dump(x.b[n])))
	}
	return m, true, nil
}

// Coerce makes the map of variables that class libraries want.
func (x *scriptContext) Coerce(_ *groovy.Context, class string) (any, bool, error) {
	switch class {
	case "java.util.Map", "java.util.HashMap", "java.util.LinkedHashMap":
	default:
		return nil, false, nil
	}
	m := groovy.NewMap()
	for _, n := range slices.Sorted(maps.Keys(x.b)) {
		if n != "context" {
			m.Put(n, groovy.FromGo(x.b[n]))
		}
	}
	m.Put("injector", &injector{x.r})
	return m, true, nil
}

// dump is how a variable shows itself: what it holds, or what it can do.
func (x *scriptContext) dump(v any) any {
	switch o := v.(type) {
	case *Object:
		return &dumped{o, canonical(export(o))}
	case *helper:
		return &dumped{o, fmt.Sprint(o.Methods())}
	}
	return v
}

// dumped is a variable that prints as all it holds.
type dumped struct {
	v    any
	text string
}

func (d *dumped) String() string   { return d.text }
func (d *dumped) TypeName() string { return d.v.(groovy.TypeNamer).TypeName() }

func (d *dumped) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	if g, ok := d.v.(groovy.PropertyGetter); ok {
		return g.GetProperty(c, name)
	}
	return nil, false, nil
}

func (d *dumped) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	return d.v.(groovy.Caller).CallMethod(c, name, args)
}

// Properties are the variables.
func (x *scriptContext) Properties() []string { return slices.Sorted(maps.Keys(x.b)) }

// Methods is getBindings.
func (x *scriptContext) Methods() []string { return []string{"getBindings"} }

// TypeName is how errors call it.
func (x *scriptContext) TypeName() string { return "com.exalate.processor.ScriptContext" }

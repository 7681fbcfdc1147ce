package scala

import (
	"fmt"

	"github.com/entwine-sync/entwine/groovy"
)

const (
	option = "scala.Option"
	some   = "scala.Some"
	none   = "scala.None$"
)

// An Option is a value that may be missing.
type Option struct {
	v    any
	some bool
}

// Some is the option that holds v.
func Some(v any) *Option { return &Option{v, true} }

// None is the option that holds nothing.
var None = &Option{}

// OptionOf is None for null.
func OptionOf(v any) *Option {
	if v == nil {
		return None
	}
	return Some(v)
}

var (
	_ groovy.Caller       = (*Option)(nil)
	_ groovy.Iterable     = (*Option)(nil)
	_ groovy.Comparer     = (*Option)(nil)
	_ groovy.MemberLister = (*Option)(nil)
)

func optionClasses() []*groovy.HostClass {
	of := func(_ *groovy.Context, name string, args []any, get bool) (any, bool, error) {
		switch {
		case name == "apply" && len(args) == 1:
			return OptionOf(args[0]), true, nil
		case name == "empty" && len(args) == 0:
			return None, true, nil
		}
		return nil, false, nil
	}
	sure := func(_ *groovy.Context, name string, args []any, get bool) (any, bool, error) {
		return Some(first(args)), name == "apply" && len(args) == 1, nil
	}
	list := With(groovy.HostClass{Name: option, Static: of})
	list = append(list, With(groovy.HostClass{Name: some, Super: option, Static: sure, New: func(_ *groovy.Context, args []any) (any, error) {
		return Some(first(args)), nil
	}})...)
	return append(list,
		&groovy.HostClass{Name: none, Super: option, Static: func(_ *groovy.Context, member string, _ []any, get bool) (any, bool, error) {
			return None, member == "MODULE$" && get, nil
		}},
		&groovy.HostClass{Name: "scala.None", Super: option, Static: func(c *groovy.Context, member string, args []any, get bool) (any, bool, error) {
			if get {
				return nil, false, nil
			}
			return None.CallMethod(c, member, args)
		}})
}

// TypeName is Some or None.
func (o *Option) TypeName() string {
	if o.some {
		return some
	}
	return none
}

func (o *Option) String() string {
	if o.some {
		return "Some(" + show(o.v) + ")"
	}
	return "None"
}

// Iterate yields the value, if there is one.
func (o *Option) Iterate(_ *groovy.Context, yield func(any) error) error {
	if o.some {
		return yield(o.v)
	}
	return nil
}

// Compare tells equal ones.
func (o *Option) Compare(other any) (int, bool) {
	x, ok := other.(*Option)
	if !ok {
		return 0, false
	}
	if o.some != x.some || o.some && o.v != x.v && fmt.Sprint(o.v) != fmt.Sprint(x.v) {
		return 1, true
	}
	return 0, true
}

// Properties is none.
func (o *Option) Properties() []string { return nil }

// Methods lists what it can do.
func (o *Option) Methods() []string {
	return []string{"isDefined", "nonEmpty", "isEmpty", "get", "getOrElse", "orNull", "orElse", "map", "flatMap", "filter", "foreach", "exists",
		"contains", "toList", "toSeq"}
}

// CallMethod has what Scala's has.
func (o *Option) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch len(args) {
	case 0:
		switch name {
		case "isDefined", "nonEmpty":
			return o.some, true, nil
		case "isEmpty":
			return !o.some, true, nil
		case "get":
			if !o.some {
				return nil, true, c.Throw("java.util.NoSuchElementException", "None.get")
			}
			return o.v, true, nil
		case "orNull":
			return o.v, true, nil
		case "toList", "toSeq", "toBuffer":
			return seqOf(c, o)
		}
	case 1:
		return o.with(c, name, args[0])
	}
	return nil, false, nil
}

// with are the methods of one argument.
func (o *Option) with(c *groovy.Context, name string, f any) (any, bool, error) {
	switch name {
	case "getOrElse", "orElse", "orNull":
		if o.some && name == "orElse" {
			return o, true, nil
		}
		if o.some || name == "orNull" {
			return o.v, true, nil
		}
		switch f.(type) {
		case *groovy.Closure, *groovy.Object:
			v, err := Call(c, f)
			return v, true, err
		}
		return f, true, nil
	case "contains":
		return o.some && (&Option{f, true}).same(o), true, nil
	case "map", "flatMap", "foreach", "filter", "filterNot", "exists", "forall":
	default:
		return nil, false, nil
	}
	if !o.some {
		switch name {
		case "exists":
			return false, true, nil
		case "forall":
			return true, true, nil
		case "foreach":
			return nil, true, nil
		}
		return None, true, nil
	}
	v, err := Call(c, f, o.v)
	if err != nil {
		return nil, true, err
	}
	switch name {
	case "map":
		return Some(v), true, nil
	case "flatMap":
		return v, true, nil
	case "foreach":
		return nil, true, nil
	}
	yes, err := c.Truth(v)
	switch {
	case err != nil:
		return nil, true, err
	case name == "exists" || name == "forall":
		return yes, true, nil
	case yes == (name == "filter"):
		return o, true, nil
	}
	return None, true, nil
}

func (o *Option) same(x *Option) bool {
	order, _ := o.Compare(x)
	return order == 0
}

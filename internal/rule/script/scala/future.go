package scala

import (
	"github.com/entwine-sync/entwine/groovy"
)

const future = "scala.concurrent.Future"

// A Future is the value of a call that was made already: rules run in one
// thread, and a call that fails throws where it is made.
type Future struct{ v any }

// Done is the future of a value.
func Done(v any) *Future { return &Future{v} }

var (
	_ groovy.Caller       = (*Future)(nil)
	_ groovy.MemberLister = (*Future)(nil)
)

func futureClasses() []*groovy.HostClass {
	var list []*groovy.HostClass
	list = append(list, With(groovy.HostClass{Name: future, Interfaces: []string{"scala.concurrent.Awaitable"}, Static: futureStatic})...)
	list = append(list, With(groovy.HostClass{Name: "scala.concurrent.Await", Static: await})...)
	list = append(list, With(groovy.HostClass{Name: "scala.concurrent.duration.Duration", Static: duration})...)
	list = append(list, With(groovy.HostClass{Name: "scala.concurrent.duration.FiniteDuration", Super: "scala.concurrent.duration.Duration", Static: duration,
		New: func(*groovy.Context, []any) (any, error) { return someTime, nil }})...)
	list = append(list, With(groovy.HostClass{Name: "scala.concurrent.ExecutionContext", Static: executor})...)
	list = append(list, Companion("scala.concurrent.ExecutionContext$Implicits", executor))
	return append(list, &groovy.HostClass{Name: "scala.concurrent.Awaitable"}, &groovy.HostClass{Name: "scala.concurrent.Promise"})
}

// someTime stands for every duration: there is nothing to wait for.
var someTime = &Token{"scala.concurrent.duration.FiniteDuration", "no wait"}

var context = &Token{"scala.concurrent.ExecutionContext", "the rule's own thread"}

func duration(_ *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	switch name {
	case "Inf", "Zero", "MinusInf", "Undefined":
		return someTime, true, nil
	case "apply", "create", "fromNanos":
		return someTime, !get, nil
	}
	return nil, false, nil
}

func executor(_ *groovy.Context, name string, _ []any, _ bool) (any, bool, error) {
	return context, name == "global" || name == "Implicits", nil
}

// await gives what a future holds.
func await(_ *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	if name != "result" && name != "ready" || len(args) != 2 {
		return nil, false, nil
	}
	if f, ok := args[0].(*Future); ok && name == "result" {
		return f.v, true, nil
	}
	return args[0], true, nil // what is no future is there already
}

func futureStatic(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	if get || len(args) == 0 {
		return nil, false, nil
	}
	switch name {
	case "successful":
		return Done(args[0]), true, nil
	case "apply":
		v, err := Call(c, args[0])
		return Done(v), true, err
	case "sequence":
		items, err := itemsOf(c, args[0])
		if err != nil {
			return nil, true, err
		}
		s := NewSeq()
		for _, f := range items {
			if f, ok := f.(*Future); ok {
				s.items = append(s.items, f.v)
			}
		}
		return Done(s), true, c.Alloc(16 * len(items))
	}
	return nil, false, nil
}

// TypeName is that of the interface.
func (f *Future) TypeName() string { return future }

func (f *Future) String() string { return "Future(Success(" + show(f.v) + "))" }

// Properties is none.
func (f *Future) Properties() []string { return nil }

// Methods lists what it can do.
func (f *Future) Methods() []string {
	return []string{"isCompleted", "value", "map", "flatMap", "foreach", "onSuccess", "onComplete", "recover", "recoverWith"}
}

// CallMethod has what needs no other thread. An execution context may be given.
func (f *Future) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch name {
	case "isCompleted":
		return true, true, nil
	case "value":
		return Some(Some(f.v)), true, nil // Success has get, as Some does
	case "recover", "recoverWith", "fallbackTo":
		return f, true, nil // it went well
	case "map", "flatMap", "foreach", "onSuccess", "onComplete":
	default:
		return nil, false, nil
	}
	if len(args) == 0 {
		return nil, false, nil
	}
	of := f.v
	if name == "onComplete" {
		of = Some(f.v)
	}
	v, err := Call(c, args[0], of)
	if err != nil {
		return nil, true, err
	}
	switch name {
	case "map":
		return Done(v), true, nil
	case "flatMap":
		return v, true, nil
	}
	return nil, true, nil
}

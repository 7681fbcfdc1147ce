package groovy

import (
	"context"
	"fmt"
)

// Values of the host take part in a script by these interfaces; each is found
// by assertion, none is required. A value without any of them can be passed
// around, compared for identity and printed. What they give is turned into the
// script's values by FromGo; what they are given is the script's own, and a
// text among it may be a *GString: ask Context.Text or ToGo.
//
// An error they return becomes an exception at the line of the script: a
// RuntimeException with the error's text, or what an ExceptionNamer says.
// Scripts can catch it; if they do not, errors.Is and errors.As find the error
// in the RunError. Context.Stop makes one that ends the run.
type (
	// A PropertyGetter has properties: x.name. ok is false if there is none of
	// that name.
	PropertyGetter interface {
		GetProperty(c *Context, name string) (v any, ok bool, err error)
	}
	// A PropertySetter takes x.name = v. ok is false if there is no such
	// property, or it cannot be set.
	PropertySetter interface {
		SetProperty(c *Context, name string, v any) (ok bool, err error)
	}
	// A Caller has methods: x.name(args). ok is false if there is no method of
	// that name for those arguments. Named arguments are a *Map and come
	// first. The slice is only lent.
	Caller interface {
		CallMethod(c *Context, name string, args []any) (v any, ok bool, err error)
	}
	// An Indexer can be asked x[key].
	Indexer interface {
		Index(c *Context, key any) (any, error)
	}
	// An IndexSetter takes x[key] = v.
	IndexSetter interface {
		SetIndex(c *Context, key, v any) error
	}
	// An Iterable can be walked over: for, each, collect and all their like.
	Iterable interface {
		Iterate(c *Context, yield func(v any) error) error
	}
	// A Comparer orders itself against another value; ok is false if it cannot.
	Comparer interface {
		Compare(other any) (order int, ok bool)
	}
	// A Hasher has a hash code, so that sets, keys of maps and what is built on
	// them (unique, toSet, groupBy) know it by what it is. Values that Compare
	// calls equal must have the same one. Without it, or where ok is false, a
	// value is its own key only.
	Hasher interface {
		HashCode() (code int32, ok bool)
	}
	// A Coercer turns itself into a value of another class: x as T, T v = x, and
	// an argument of a method that does not take it as it is. class is the full
	// name.
	Coercer interface {
		Coerce(c *Context, class string) (v any, ok bool, err error)
	}
	// A Truther decides what it counts as in a condition; without, it is true.
	Truther interface{ Truth() bool }
	// A JSONer is written by JsonOutput and JsonBuilder as what JSONValue gives.
	// Without, a value with Properties is written as an object of them.
	JSONer interface{ JSONValue() any }
	// A JSONSource is a text in JSON that the host has read already: JsonSlurper
	// gives what ParsedJSON gives.
	JSONSource interface{ ParsedJSON() any }
	// A TypeNamer names its class as errors and getClass() show it.
	TypeNamer interface{ TypeName() string }
	// A MemberLister tells what there is, for x.properties, the "did you mean" of errors and
	// respondsTo.
	MemberLister interface {
		Properties() []string
		Methods() []string
	}
)

// A HostClass is a class of the host that scripts may name, import, construct
// and use in instanceof, casts and parameter types. The values that are its
// instances say so by TypeName.
type HostClass struct {
	// Name is the full name, as com.example.Issue; without package it need not
	// be imported.
	Name string
	// New makes an instance; nil if scripts cannot. A class that extends an
	// exception has the exception's constructors without it.
	New func(c *Context, args []any) (any, error)
	// Static calls a static method, and gives a constant where args is nil
	// and get is true. nil if there are none.
	Static func(c *Context, name string, args []any, get bool) (v any, ok bool, err error)
	// Super and Interfaces are full names of classes that are known too.
	Super      string
	Interfaces []string
	// Absent says what to do without a class that is there in name only, so
	// that scripts which never use it compile: its import is remarked on.
	Absent string
}

// A Context is what a host's method may do with the run that calls it. It must
// not be used after the method returned, nor by other goroutines.
type Context struct{ t *thread }

// Context gives the context of the run.
func (c *Context) Context() context.Context { return c.t.ctx }

// Where tells the place in the script from which the host was last reached: the
// property or method being used now. The zero Frame before anything was.
func (c *Context) Where() Frame {
	if c.t.fn == nil {
		return Frame{}
	}
	return (&frame{fn: c.t.fn}).frameAt(c.t.pos)
}

// Charge counts n steps of work; its error ends the run and must be returned.
func (c *Context) Charge(n int) error { return c.t.charge(n) }

// Alloc counts memory that a value takes which the script may keep.
func (c *Context) Alloc(bytes int) error { return c.t.alloc(bytes) }

// Throw makes an exception that the script can catch. class is one of Java's
// or Groovy's full names, or that of a HostClass which extends one.
func (c *Context) Throw(class, message string) error {
	return c.t.throwText(c.t.exceptionNamed(class), message)
}

// Stop ends the run: the script can neither catch the error nor go on after
// it. Run returns a *LimitError that wraps err.
func (c *Context) Stop(err error) error {
	e := c.t.limit("stopped", "%v", err).(*LimitError)
	if e.Cause == nil {
		e.Cause = err
	}
	return e
}

// Random gives a number below n from where Math.random takes its own.
func (c *Context) Random(n int) int { return c.t.random().IntN(n) }

// Invoke calls a method of any value. FromGo is applied to the arguments.
func (c *Context) Invoke(recv any, name string, args ...any) (any, error) {
	return c.t.invokeArgs(FromGo(recv), name, fromGoAll(args))
}

// Responds tells whether a value has a method of that name, whatever its
// arguments.
func (c *Context) Responds(v any, name string) bool {
	return classOf(FromGo(v)).findMethods(name) != nil
}

// Call calls a closure. FromGo is applied to the arguments.
func (c *Context) Call(f *Closure, args ...any) (any, error) {
	return c.t.callNamed(f, fromGoAll(args), "doCall")
}

// Text gives a value's toString.
func (c *Context) Text(v any) (string, error) { return c.t.toString(v) }

// Truth gives what a value counts as in a condition.
func (c *Context) Truth(v any) (bool, error) { return c.t.truth(v) }

// Each walks over whatever a script could walk over by each, a map by its *Entry;
// null has no elements. An error of yield ends the walk and is given back.
func (c *Context) Each(v any, yield func(any) error) error { return c.t.iterate(v, yield) }

// Cast makes a value of another class of it, as a Java-like assignment does:
// class is a full name, as java.lang.Integer. It throws what scripts know,
// Cannot cast object.
func (c *Context) Cast(v any, class string) (any, error) {
	k := c.t.classByName(class)
	if k == nil {
		return nil, c.t.throw(classClassNotFound, "%s", class)
	}
	return c.t.cast(v, k)
}

// JSON reads a text as new JsonSlurper().parseText(text) does.
func (c *Context) JSON(text string) (any, error) { return c.t.readJSON(text) }

// Print writes to the script's output.
func (c *Context) Print(s string) error { return c.t.write(s) }

func (t *thread) host() *Context { return &t.context }

// hostClasses remembers the classes made for host types by name.
func hostClassOf(v any) *Class {
	name := ""
	if n, ok := v.(TypeNamer); ok {
		name = n.TypeName()
	} else {
		name = fmt.Sprintf("%T", v)
	}
	if c := classNamed(name); c != nil {
		return c
	}
	if _, ok := v.(Iterable); ok {
		return hostClassWith(name, nil, []*Class{classIterable})
	}
	return hostClassNamed(name)
}

// hostText is toString of a value of the host.
func (t *thread) hostText(v any) (string, error) {
	switch x := v.(type) {
	case fmt.Stringer:
		s := x.String()
		return s, t.alloc(len(s))
	case error:
		return x.Error(), nil
	}
	c := classOf(v)
	return c.name + "@" + t.hex(v), nil
}

package groovy

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// Values of the host take part in a script by these interfaces; each is found
// by assertion, none is required. A value without any of them can be passed
// around, compared for identity and printed.
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
	// A Coercer turns itself into a value of another class: x as T, T v = x.
	// class is the full name.
	Coercer interface {
		Coerce(c *Context, class string) (v any, ok bool, err error)
	}
	// A Truther decides what it counts as in a condition; without, it is true.
	Truther interface{ Truth() bool }
	// A TypeNamer names its class as errors and getClass() show it.
	TypeNamer interface{ TypeName() string }
)

// A HostClass is a class of the host that scripts may name, import, construct
// and use in instanceof, casts and parameter types.
type HostClass struct {
	// Name is the full name, as com.example.Issue; without package it need not
	// be imported.
	Name string
	// New makes an instance; nil if scripts cannot.
	New func(c *Context, args []any) (any, error)
	// Static calls a static method, and gives a constant where args is nil
	// and get is true. nil if there are none.
	Static func(c *Context, name string, args []any, get bool) (v any, ok bool, err error)
	// Super and Interfaces are full names of classes that are known too.
	Super      string
	Interfaces []string
}

// A Context is what a host's method may do with the run that calls it. It must
// not be used after the method returned, nor by other goroutines.
type Context struct{ t *thread }

// Context gives the context of the run.
func (c *Context) Context() context.Context { return c.t.ctx }

// Charge counts n steps of work; its error ends the run and must be returned.
func (c *Context) Charge(n int) error { return c.t.charge(n) }

// Alloc counts memory that a value takes which the script may keep.
func (c *Context) Alloc(bytes int) error { return c.t.alloc(bytes) }

// Throw makes an exception that the script can catch. class is one of Java's
// or Groovy's full names.
func (c *Context) Throw(class, message string) error {
	k := classNamed(class)
	if k == nil || !k.isSubclassOf(classThrowable) {
		k = classRuntimeException
	}
	return c.t.throwText(k, message)
}

// Invoke calls a method of any value, Call a closure.
func (c *Context) Invoke(recv any, name string, args ...any) (any, error) {
	return c.t.invokeArgs(recv, name, args)
}

// Call calls a closure.
func (c *Context) Call(f *Closure, args ...any) (any, error) { return c.t.callArgs(f, args) }

// Text gives a value's toString.
func (c *Context) Text(v any) (string, error) { return c.t.toString(v) }

// Truth gives what a value counts as in a condition.
func (c *Context) Truth(v any) (bool, error) { return c.t.truth(v) }

// Each walks over whatever can be walked over.
func (c *Context) Each(v any, yield func(any) error) error { return c.t.iterate(v, yield) }

// Print writes to the script's output.
func (c *Context) Print(s string) error { return c.t.write(s) }

func (t *thread) host() *Context { return &Context{t} }

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

// FromGo turns common Go values into those that scripts use: ints, floats,
// strings, []any, []string, map[string]any and what nests in them. All other
// values are given back as they are.
func FromGo(v any) any {
	switch x := v.(type) {
	case int:
		if x >= math.MinInt32 && x <= math.MaxInt32 {
			return int32(x)
		}
		return int64(x)
	case uint8:
		return int32(x)
	case uint16:
		return int32(x)
	case uint32:
		return int64(x)
	case uint:
		return fromUint(uint64(x))
	case uint64:
		return fromUint(x)
	case []any:
		l := make([]any, len(x))
		for i, e := range x {
			l[i] = FromGo(e)
		}
		return newList(l)
	case []string:
		l := make([]any, len(x))
		for i, e := range x {
			l[i] = e
		}
		return newList(l)
	case map[string]any:
		m := NewMap()
		for _, k := range sortedKeys(x) {
			m.Put(k, FromGo(x[k]))
		}
		return m
	case map[string]string:
		m := NewMap()
		for _, k := range sortedKeys(x) {
			m.Put(k, x[k])
		}
		return m
	}
	return v
}

func fromUint(x uint64) any {
	if x <= math.MaxInt64 {
		return int64(x)
	}
	return new(big.Int).SetUint64(x)
}

// ToGo is the way back: a *List becomes []any, a *Map map[string]any with keys
// as text, a GString a string, an array []any. Numbers stay what they are.
func ToGo(v any) any { return toGo(v, 0) }

func toGo(v any, depth int) any {
	if depth > 100 {
		return nil
	}
	switch x := v.(type) {
	case *GString:
		s, err := newLooseThread().gtext(x)
		if err != nil {
			return ""
		}
		return s
	case *List:
		return goSlice(x.items, depth)
	case *Array:
		return goSlice(x.items, depth)
	case *Set:
		return goSlice(x.items(), depth)
	case *View:
		return goSlice(x.items(), depth)
	case *Range:
		out := make([]any, 0, min(x.count, 1<<16))
		for i := 0; i < x.count && i < 1<<16; i++ {
			out = append(out, x.at(i))
		}
		return out
	case *Map:
		out := make(map[string]any, x.Len())
		for k, e := range x.All {
			s, ok := k.(string)
			if !ok {
				s, _ = newLooseThread().format(k)
			}
			out[s] = toGo(e, depth+1)
		}
		return out
	case Char:
		return x.String()
	case *number.Decimal:
		return x
	}
	return v
}

func goSlice(items []any, depth int) []any {
	out := make([]any, len(items))
	for i, e := range items {
		out[i] = toGo(e, depth+1)
	}
	return out
}

// Package scala gives scripts the few values of Scala's library that rules know
// of: options, tuples, sequences, functions, and futures whose value is there
// already. The program that ran such rules elsewhere was written in Scala, and
// class libraries of owners speak to it in these terms. The values hold plain
// values of the script, and the converters between the two worlds only wrap and
// unwrap. Nothing here runs beside the script or reaches out of it.
package scala

import (
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/groovy"
)

// A static is what a class answers where it is named itself: constants, and the
// methods of its companion object.
type static func(c *groovy.Context, name string, args []any, get bool) (any, bool, error)

// Classes are the classes of the library, for groovy.Options. Each that has a
// companion object comes with the companion's own class, as Option$, whose
// MODULE$ is the companion.
func Classes() []*groovy.HostClass { return classes() }

var classes = sync.OnceValue(func() []*groovy.HostClass {
	var list []*groovy.HostClass
	add := func(of ...*groovy.HostClass) { list = append(list, of...) }
	add(optionClasses()...)
	add(tupleClasses()...)
	add(seqClasses()...)
	add(mapClasses()...)
	add(functionClasses()...)
	add(futureClasses()...)
	add(converterClasses()...)
	add(randomClasses()...)
	return list
})

// With are a class and the class of its companion object.
func With(h groovy.HostClass) []*groovy.HostClass {
	return []*groovy.HostClass{&h, Companion(h.Name, h.Static)}
}

// Companion is the class of the companion object of a class: its one instance
// answers what the class itself does.
func Companion(class string, of static) *groovy.HostClass {
	m := &companion{class + "$", of}
	return &groovy.HostClass{Name: m.class, Static: func(_ *groovy.Context, member string, _ []any, get bool) (any, bool, error) {
		return m, member == "MODULE$" && get, nil
	}}
}

// A companion is the one object X$.MODULE$.
type companion struct {
	class string
	of    static
}

func (m *companion) TypeName() string { return m.class }
func (m *companion) String() string   { return strings.TrimSuffix(m.class, "$") }

func (m *companion) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if args == nil {
		args = []any{}
	}
	v, ok, err := m.of(c, name, args, false)
	if !ok && err == nil && len(args) == 0 {
		return m.of(c, name, nil, true) // Scala knows no difference between a value and a method without arguments
	}
	return v, ok, err
}

func (m *companion) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	if v, ok, err := m.of(c, name, nil, true); ok || err != nil {
		return v, ok, err
	}
	return m.of(c, name, []any{}, false)
}

// A Token is a value of the program that only passes through: an execution
// context, a codec. It shows itself by its name.
type Token struct{ Class, Name string }

func (t *Token) TypeName() string { return t.Class }
func (t *Token) String() string   { return t.Name }

// Call calls what stands for a function: a closure, or an object with apply.
func Call(c *groovy.Context, f any, args ...any) (any, error) {
	if cl, ok := f.(*groovy.Closure); ok {
		return c.Call(cl, args...)
	}
	return c.Invoke(f, "apply", args...)
}

// first is the first argument, null if there is none.
func first(args []any) any {
	if len(args) == 0 {
		return nil
	}
	return args[0]
}

// show is a value as Scala prints it among others.
func show(v any) string {
	if v == nil {
		return "null"
	}
	if s, ok := v.(interface{ String() string }); ok {
		return s.String()
	}
	return plain(v)
}

// Package groovy is an embeddable, sandboxed Groovy: scripts written for a JVM
// run unmodified, without a JVM and without any power the host does not give
// them. It follows Groovy 2.4 and accepts the syntax of 3 and 4.
//
//	script, err := groovy.Compile("rule.groovy", src, nil)  // CompileErrors
//	result, err := script.Run(ctx, &groovy.Env{             // *RunError, *LimitError
//		Binding: map[string]any{"issue": issue},
//		Stdout:  w,
//	})
//
// A Script never changes and may be run by many goroutines at once; all that a
// run changes, metaclasses and static fields included, is gone when it ends.
// Scripts reach no file, network, clock, random source or goroutine except
// through what Env and the host's values offer. Every run is bounded in steps,
// depth, memory, time and output, and ends when its context does; a script can
// neither catch nor outrun that.
//
// # Values
//
//	null nil             Byte int8      BigInteger *big.Int   List    *List
//	Boolean bool         Short int16    BigDecimal *Decimal   Map     *Map
//	String string        Integer int32  Float float32         Set     *Set
//	Character Char       Long int64     Double float64        Closure *Closure
//
// FromGo and ToGo translate common Go values. Values of the host are any others;
// what scripts can do with them is said by the interfaces of host.go. Types that
// are exported without methods, as Expando and Proxy, are there for a host to
// tell what it was given; only scripts can do something with their values.
//
// # How it works
//
// The tree of package syntax is resolved (resolve.go: slots, cells for variables
// that closures share) and compiled to Go closures (compile*.go). Calls and
// properties go through dispatch.go and property.go, which know script classes
// (scriptclass.go), metaclasses (meta.go), the built-in classes (library.go tells
// how one is added) and host values. Equality, hashing, order, truth and text
// have one file each.
package groovy

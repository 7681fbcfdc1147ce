package groovy

// A Closure is a piece of code with its surroundings. A host calls one by
// Context.Call, and only while the run that it is of goes on.
type Closure struct {
	class    *Class
	fn       *function // compiled from the script, or
	native   func(t *thread, a []any) (any, error)
	up       []*cell
	self     any // the enclosing object: thisObject
	owner    any
	delegate any
	strategy int32
	maxArgs  int32    // of a native one
	name     string   // of a method pointer: the method, as its owner has it
	bounces  *Closure // of a trampoline: what it calls until it is done
}

// The resolve strategies as Groovy numbers them.
const (
	ownerFirst    = 0
	delegateFirst = 1
	ownerOnly     = 2
	delegateOnly  = 3
	toSelf        = 4
)

// nativeClosure makes a closure of Go code; n is how many arguments it takes.
func nativeClosure(c *Class, n int, owner any, f func(t *thread, a []any) (any, error)) *Closure {
	return &Closure{class: c, native: f, maxArgs: int32(n), owner: owner, self: owner, delegate: owner}
}

// Arity is the most arguments it takes; one without parameters of its own takes
// one, its it.
func (c *Closure) Arity() int { return c.nparams() }

// nparams is Groovy's maximumNumberOfParameters.
func (c *Closure) nparams() int {
	if c.fn != nil {
		return len(c.fn.params)
	}
	return int(c.maxArgs)
}

// with gives a copy of c.
func (c *Closure) clone() *Closure {
	d := *c
	return &d
}

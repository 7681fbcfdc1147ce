package groovy

// A code is a compiled expression, a stmtCode a compiled statement.
type (
	code     func(fr *frame) (any, error)
	stmtCode func(fr *frame) (signal, error)
	condCode func(fr *frame) (bool, error)
)

// A signal says how a statement ended.
type signal uint8

const (
	sigNext signal = iota
	sigBreak
	sigContinue
	sigReturn
	sigYield
)

// A function is the compiled body of a method, closure or initialiser. It is
// shared by all runs.
type function struct {
	name     string
	script   *Script
	class    *Class // the class it is written in
	params   []param
	nslots   int
	body     stmtCode
	captures []capture // closures: which variables of the surroundings they use
	ret      *Class    // what the result is cast to; nil if to nothing
	static   bool
	closure  bool
	lambda   bool   // written with ->, as newer versions do
	it       bool   // a closure with the implicit parameter
	chained  bool   // defaults name parameters that have one themselves
	plain    bool   // parameters need no casts, defaults or cells
	kind     *Class // a closure's own class
	end      int32  // where a body without a return runs off its end
}

type param struct {
	name     string
	typ      *Class // nil for Object
	slot     int
	cell     bool
	def      code
	variadic bool
}

// A capture says where a closure finds a variable when it is made: in a slot
// of the frame around it, or among that frame's own captured ones.
type capture struct {
	slot int
	up   bool
}

// A frame is one call under way.
type frame struct {
	t     *thread
	fn    *function
	slots []any
	up    []*cell
	self  any      // this
	cl    *Closure // the closure that runs, nil in a method
	ret   any
	label *label // where a break or continue goes; nil for the innermost
	next  *frame
}

// A label names a loop or statement that break and continue can aim at.
type label struct{ name string }

func (fr *frame) frameAt(pos int32) Frame {
	name := fr.fn.name
	return Frame{Name: name, File: fr.fn.script.name, Line: int(pos >> 10), Col: int(pos & 1023)}
}

func (t *thread) newFrame() *frame {
	if fr := t.spare; fr != nil {
		t.spare = fr.next
		fr.next, fr.t = nil, t
		return fr
	}
	return &frame{t: t}
}

// run calls a function with arguments that fit its parameters one by one;
// parameters beyond them take their defaults.
func (t *thread) run(fn *function, self any, cl *Closure, up []*cell, args []any) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	mark := t.sp
	fr := t.newFrame()
	fr.fn, fr.self, fr.cl, fr.up = fn, self, cl, up
	fr.slots = t.args(fn.nslots)
	var r any
	var err error
	if fn.plain {
		copy(fr.slots, args)
	} else {
		err = fr.bind(args, nil)
	}
	if err == nil {
		r, err = fr.finish()
	}
	t.release(fr, mark)
	if err != nil {
		leave(err)
	}
	return r, err
}

func (t *thread) release(fr *frame, mark int) {
	t.free(mark)
	*fr = frame{t: t}
	fr.next = t.spare
	t.spare = fr
	t.depth--
}

// finish runs the body and gives the result.
func (fr *frame) finish() (any, error) {
	if _, err := fr.fn.body(fr); err != nil {
		return nil, err
	}
	r := fr.ret
	if c := fr.fn.ret; c != nil {
		// return statements have cast their values; this is for a body that
		// runs off its end.
		v, err := fr.t.returned(r, c)
		if err != nil {
			return nil, at(err, fr, fr.fn.end)
		}
		return v, nil
	}
	return r, nil
}

// returned casts a result to the declared type.
func (t *thread) returned(r any, c *Class) (any, error) {
	switch c {
	case classVoid:
		return nil, nil
	case classIntP, classInteger:
		if _, ok := r.(int32); ok {
			return r, nil
		}
	case classString:
		if _, ok := r.(string); ok {
			return r, nil
		}
	case classBooleanP:
		if _, ok := r.(bool); ok {
			return r, nil
		}
	}
	return t.cast(r, c)
}

// bind moves arguments into their slots. given says which parameters they
// fill; nil means the first ones.
func (fr *frame) bind(args []any, given []int) error {
	fn := fr.fn
	next := 0
	if fn.chained && len(args) < len(fn.params)-1 {
		var err error
		if args, err = fr.defaults(args, given); err != nil {
			return err
		}
		given = nil
	}
	for i := range fn.params {
		p := &fn.params[i]
		var v any
		has := next < len(args)
		if given != nil {
			has = next < len(given) && given[next] == i
		}
		switch {
		case has:
			v = args[next]
			next++
		case p.def != nil:
			var err error
			if v, err = p.def(fr); err != nil {
				return err
			}
			if p.typ != nil {
				if v, err = fr.t.cast(v, p.typ); err != nil {
					return err
				}
			}
		case p.variadic:
			v = newArray(p.typ.elem, nil)
		default:
			// A method of one parameter called without: it gets null.
			v = zeroOf(p.typ)
		}
		if p.cell {
			v = &cell{v}
		}
		fr.slots[p.slot] = v
	}
	return nil
}

// absent stands in for parameters that a call left out, while the defaults of
// others are made.
var absent = &struct{ _ byte }{}

// defaults gives all arguments of a call whose defaults name other parameters.
func (fr *frame) defaults(args []any, given []int) ([]any, error) {
	fn := fr.fn
	if given == nil {
		if given = chosenParams(fn, len(args)); given == nil {
			return args, nil
		}
	}
	all := make([]any, len(fn.params))
	for i := range fn.params {
		all[i] = absent
	}
	for i, g := range given {
		all[g] = args[i]
	}
	for i := range fn.params {
		fn.params[i].hold(fr, all[i])
	}
	for i := range fn.params {
		p := &fn.params[i]
		if all[i] != any(absent) || p.def == nil {
			continue
		}
		v, err := p.def(fr)
		if err == nil && p.typ != nil {
			v, err = fr.t.cast(v, p.typ)
		}
		if err != nil {
			return nil, err
		}
		all[i] = v
	}
	for i, v := range all {
		if v == any(absent) { // the empty end of a variable number
			return all[:i], nil
		}
	}
	return all, nil
}

// takes tells whether a parameter can hold a value as it is.
func (p *param) takes(a any) bool {
	switch {
	case p.variadic:
		return false
	case p.typ == nil:
		return true
	case a == nil:
		return p.typ.kind != kindPrimitive
	}
	c := classOf(a)
	return c == p.typ || c == p.typ.box
}

// hold gives a parameter its value.
func (p *param) hold(fr *frame, a any) {
	if p.cell {
		a = &cell{a}
	}
	fr.slots[p.slot] = a
}

// takes tells whether as many arguments as parameters fit as they are.
func (fn *function) takes(args []any) bool {
	if len(args) != len(fn.params) {
		return false
	}
	for i, a := range args {
		if !fn.params[i].takes(a) {
			return false
		}
	}
	return true
}

// call0 ... call2 call a closure the quick way where that is possible.
func (t *thread) call1(c *Closure, a any) (any, error) { return t.call1Named(c, a, "doCall") }

// call1Named is callNamed with one argument.
func (t *thread) call1Named(c *Closure, a any, by string) (any, error) {
	if fn := c.fn; fn != nil && len(fn.params) == 1 && (fn.plain || fn.params[0].takes(a)) {
		if err := t.enter(); err != nil {
			return nil, err
		}
		mark := t.sp
		fr := t.newFrame()
		fr.fn, fr.self, fr.cl, fr.up = fn, c.self, c, c.up
		fr.slots = t.args(fn.nslots)
		fn.params[0].hold(fr, a)
		r, err := fr.finish()
		t.release(fr, mark)
		if err != nil {
			leave(err)
		}
		return r, err
	}
	mark := t.sp
	args := t.args(1)
	args[0] = a
	r, err := t.callNamed(c, args, by)
	t.free(mark)
	return r, err
}

func (t *thread) call2(c *Closure, a, b any) (any, error) {
	if fn := c.fn; fn != nil && len(fn.params) == 2 && (fn.plain || fn.params[0].takes(a) && fn.params[1].takes(b)) {
		if err := t.enter(); err != nil {
			return nil, err
		}
		mark := t.sp
		fr := t.newFrame()
		fr.fn, fr.self, fr.cl, fr.up = fn, c.self, c, c.up
		fr.slots = t.args(fn.nslots)
		fn.params[0].hold(fr, a)
		fn.params[1].hold(fr, b)
		r, err := fr.finish()
		t.release(fr, mark)
		if err != nil {
			leave(err)
		}
		return r, err
	}
	mark := t.sp
	args := t.args(2)
	args[0], args[1] = a, b
	r, err := t.callNamed(c, args, "doCall")
	t.free(mark)
	return r, err
}

// callClosure calls with any number of arguments.
func (t *thread) callClosure(c *Closure, args ...any) (any, error) {
	return t.callNamed(c, args, "doCall")
}

// callArgs is Closure.call: it spreads a list over several parameters, fills
// in defaults, collects a variable number, and says no if nothing fits.
func (t *thread) callArgs(c *Closure, args []any) (any, error) { return t.callNamed(c, args, "call") }

// callNamed is callArgs; by is what the exception of arguments that do not fit
// says was called: call where a script did it, doCall where Java's or Groovy's
// own methods did.
func (t *thread) callNamed(c *Closure, args []any, by string) (any, error) {
	fn := c.fn
	if fn == nil {
		return t.callNative(c, args)
	}
	if fn.plain && len(args) == len(fn.params) || fn.takes(args) {
		return t.run(fn, c.self, c, c.up, args)
	}
	fitted, given, ok, err := t.fitClosure(fn, args)
	if err != nil {
		return nil, err
	}
	if !ok && len(args) == 1 {
		// One list is spread over several parameters.
		if items, isList := t.listItems(args[0]); isList {
			if len(fn.params) > 1 || len(items) != 1 {
				if fitted, given, ok, err = t.fitClosure(fn, items); err != nil {
					return nil, err
				}
			}
		}
	}
	if !ok {
		return nil, t.missingCall(c, args, by)
	}
	return t.runGiven(fn, c.self, c, c.up, fitted, given)
}

// runGiven is run where given says which parameters the arguments fill.
func (t *thread) runGiven(fn *function, self any, cl *Closure, up []*cell, args []any, given []int) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	mark := t.sp
	fr := t.newFrame()
	fr.fn, fr.self, fr.cl, fr.up = fn, self, cl, up
	fr.slots = t.args(fn.nslots)
	err := fr.bind(args, given)
	var r any
	if err == nil {
		r, err = fr.finish()
	}
	t.release(fr, mark)
	if err != nil {
		leave(err)
	}
	return r, err
}

func (t *thread) callNative(c *Closure, args []any) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	return c.native(t, args)
}

// fitClosure makes arguments fit a closure's parameters, if they can.
func (t *thread) fitClosure(fn *function, args []any) (fitted []any, given []int, ok bool, err error) {
	n := len(fn.params)
	if n > 0 && fn.params[n-1].variadic {
		p := fn.params[n-1]
		if len(args) < n-1 {
			if chosenParams(fn, len(args)+1) == nil {
				return nil, nil, false, nil
			}
			// Defaults stand in for some, and nothing is left for the last.
			args = append(append(make([]any, 0, len(args)+1), args...), newArray(p.typ.elem, nil))
			goto exact
		}
		if len(args) == n {
			if a := boxedArray(args[n-1], p.typ); a != nil {
				args = append(append(make([]any, 0, n), args[:n-1]...), a)
				if err := t.alloc(16 * len(a.items)); err != nil {
					return nil, nil, false, err
				}
			}
			if last := args[n-1]; last == nil || fitsArg(classOf(last), p.typ) {
				goto exact
			}
		}
		rest := make([]any, 0, len(args)-n+1)
		for _, a := range args[n-1:] {
			if a != nil && !fitsArg(classOf(a), p.typ.elem) {
				return nil, nil, false, nil
			}
			v, err := t.castArg(a, p.typ.elem)
			if err != nil {
				return nil, nil, false, err
			}
			rest = append(rest, v)
		}
		args = append(append(make([]any, 0, n), args[:n-1]...), newArray(p.typ.elem, rest))
	}
exact:
	if len(args) > n {
		return nil, nil, false, nil
	}
	if len(args) < n {
		if fn.it && len(args) == 0 {
			return []any{nil}, nil, true, nil
		}
		if n == 1 && len(args) == 0 && fn.params[0].def == nil {
			// A closure of one parameter called without argument gets null.
			if fn.params[0].typ != nil && fn.params[0].typ.kind == kindPrimitive {
				return nil, nil, false, nil
			}
			return []any{nil}, nil, true, nil
		}
		if given = chosenParams(fn, len(args)); given == nil {
			return nil, nil, false, nil
		}
	}
	fitted = args
	copied := false
	for i, a := range args {
		p := &fn.params[i]
		if given != nil {
			p = &fn.params[given[i]]
		}
		if p.typ == nil {
			continue
		}
		if a == nil {
			if p.typ.kind == kindPrimitive {
				return nil, nil, false, nil
			}
			continue
		}
		if !fitsArg(classOf(a), p.typ) {
			return nil, nil, false, nil
		}
		v, err := t.castArg(a, p.typ)
		if err != nil {
			return nil, nil, false, err
		}
		if !copied {
			fitted, copied = append([]any(nil), args...), true
		}
		fitted[i] = v
	}
	return fitted, given, true, nil
}

// chosenParams says which parameters n arguments fill: those with defaults are
// left out from the right. It is nil if they are not enough.
func chosenParams(fn *function, n int) []int {
	drop := len(fn.params) - n
	skip := make([]bool, len(fn.params))
	for i := len(fn.params) - 1; i >= 0 && drop > 0; i-- {
		if fn.params[i].def != nil {
			skip[i] = true
			drop--
		}
	}
	if drop > 0 {
		return nil
	}
	given := make([]int, 0, n)
	for i := range fn.params {
		if !skip[i] {
			given = append(given, i)
		}
	}
	return given
}

// missingCall is the exception of a closure called with the wrong arguments.
func (t *thread) missingCall(c *Closure, args []any, by string) error {
	return t.missingMethod(c.class, by, args, false)
}

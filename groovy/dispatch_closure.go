package groovy

import "slices"

// Methods called on closures, which ask their delegate and owner.

// invokeOnClosure is x.name(args) on a closure, and name(args) inside one: the
// methods that closures have themselves, then owner and delegate as the
// strategy says.
func (t *thread) invokeOnClosure(c *Closure, name string, args []any) (any, bool, error) {
	if name == "call" || name == "doCall" {
		r, err := t.callNamed(c, args, name)
		return r, true, err
	}
	if s := c.class.findMethods(name); s != nil {
		m, args, err := s.pickOrSpread(t, args)
		if err != nil {
			return nil, true, err
		}
		if m != nil {
			r, err := t.callMethod(m, c, args)
			return r, true, err
		}
	}
	try := func(v any) (any, bool, error) {
		if v == nil || v == any(c) {
			return nil, false, nil
		}
		return t.tryInvoke(v, name, args)
	}
	// Two closures may be each other's delegates.
	if err := t.enter(); err != nil {
		return nil, true, err
	}
	defer t.exit()
	switch c.strategy {
	case delegateFirst:
		// The delegate's hooks come after what an owner has itself, but before
		// what a closure that is the owner passes on.
		if r, ok, err := try(c.delegate); ok || err != nil {
			return r, ok, err
		}
		_, passes := c.owner.(*Closure)
		if !passes && c.owner != c.delegate {
			if r, ok, err := try(c.owner); ok || err != nil {
				return r, ok, err
			}
		}
		r, ok, err := t.hooksOf(c, c.delegate, name, args)
		if ok && !isMissingMethod(err) || !passes || c.owner == c.delegate {
			return r, ok, err
		}
		if r, ok, err := try(c.owner); ok || err != nil {
			return r, ok, err
		}
		return r, ok, err
	case ownerFirst:
		// The object the closure was written in is asked first, then the owner
		// and the delegate; a closure among them passes the call on, which comes
		// after what objects have themselves.
		asked := [...]any{c.self, c.owner, c.delegate}
		for i, v := range asked {
			if _, passes := v.(*Closure); passes || slices.Contains(asked[:i], v) {
				continue
			}
			if r, ok, err := try(v); ok || err != nil {
				return r, ok, err
			}
		}
		if _, passes := c.owner.(*Closure); passes {
			if r, ok, err := try(c.owner); ok || err != nil {
				return r, ok, err
			}
		}
		if _, passes := c.delegate.(*Closure); passes && c.delegate != c.owner {
			return try(c.delegate)
		}
		return nil, false, nil
	}
	first, _ := closureTargets(c)
	return try(first)
}

// hooksOf asks what v does about methods it does not have.
func (t *thread) hooksOf(c *Closure, v any, name string, args []any) (any, bool, error) {
	if v == nil || v == any(c) {
		return nil, false, nil
	}
	return t.tryMissing(v, name, args)
}

// isMissingMethod tells whether a hook has given up.
func isMissingMethod(err error) bool {
	ex := thrownBy(err)
	return ex != nil && ex.class == classMissingMethod
}

// closureTargets gives whom a closure asks for what it does not know itself.
func closureTargets(c *Closure) (first, second any) {
	switch c.strategy {
	case delegateFirst:
		return c.delegate, c.owner
	case ownerOnly:
		return c.owner, nil
	case delegateOnly:
		return c.delegate, nil
	case toSelf:
		return nil, nil
	}
	return c.owner, c.delegate
}

// closureMissing asks the hooks of owner and delegate.
func (t *thread) closureMissing(c *Closure, name string, args []any) (any, bool, error) {
	if err := t.enter(); err != nil {
		return nil, true, err
	}
	defer t.exit()
	first, second := closureTargets(c)
	r, ok, err := t.hooksOf(c, first, name, args)
	if ok && !isMissingMethod(err) || err != nil && !ok || second == first {
		return r, ok, err
	}
	// Where the first gives up, the second is asked.
	if r, ok, err := t.hooksOf(c, second, name, args); ok && !isMissingMethod(err) || err != nil && !ok {
		return r, ok, err
	}
	return r, ok, err
}

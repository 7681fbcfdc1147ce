package groovy

// An Expando has whatever properties it is given. Those that are closures are
// its methods; toString, equals and hashCode among them replace its own.
type Expando struct{ props *Map }

func (*Expando) classOf() *Class { return classExpando }

// method gives the closure in a property.
func (x *Expando) method(name string) *Closure {
	v, _ := x.props.Get(name)
	c, _ := v.(*Closure)
	if c == nil {
		return nil
	}
	return x.bound(c)
}

// bound gives a method's closure with the Expando as its delegate; whoever
// owns it is still asked first.
func (x *Expando) bound(c *Closure) *Closure {
	c = c.clone()
	c.delegate = x
	return c
}

func (x *Expando) text(t *thread) (string, error) {
	if f := x.method("toString"); f != nil {
		r, err := t.callClosure(f)
		if err != nil {
			return "", err
		}
		return t.toString(r)
	}
	return t.javaText(x.props)
}

func (x *Expando) equals(t *thread, other any) (bool, error) {
	if f := x.method("equals"); f != nil {
		r, err := t.call1(f, other)
		if err != nil {
			return false, err
		}
		return t.truth(r)
	}
	o, ok := other.(*Expando)
	return ok && o == x, nil
}

func (x *Expando) hashCode(t *thread) (int32, error) {
	if f := x.method("hashCode"); f != nil {
		r, err := t.callClosure(f)
		if err != nil {
			return 0, err
		}
		n, err := t.cast(r, classIntP)
		if err != nil {
			return 0, err
		}
		return n.(int32), nil
	}
	return t.identity(x), nil
}

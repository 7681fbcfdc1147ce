package groovy

import "strings"

// missingMethod is Groovy's exception for a call that nothing fits.
func (t *thread) missingMethod(c *Class, name string, args []any, static bool) error {
	if len(args) == 0 {
		if err := t.methodSelection(c, name, args); err != nil {
			return err
		}
	}
	return t.noMethod(c, name, args, static)
}

// asksFor is the object that says what is missing: one of an inner class asks
// the object around it, which knows nothing better.
func asksFor(recv any, hook string) any {
	for {
		o, ok := recv.(*Object)
		if !ok || o.outer == nil || !o.class.script.inner || o.class.hasHook(hook) {
			return recv
		}
		recv = o.outer
	}
}

// noMethod is the exception for a method that is not there.
func (t *thread) noMethod(c *Class, name string, args []any, static bool) error {
	var b strings.Builder
	b.WriteString("No signature of method: ")
	if static {
		b.WriteString("static ")
	}
	b.WriteString(c.Name())
	b.WriteByte('.')
	b.WriteString(name)
	b.WriteString("() is applicable for argument types: ")
	b.WriteString(argTypes(args))
	b.WriteString(" values: [")
	// Groovy ends a long list of values, so that a message stays readable.
	start := b.Len() - 1
	for i, a := range args {
		if i > 0 {
			b.WriteString(", ")
		}
		if b.Len()-start > mostValues {
			b.WriteString("...")
			break
		}
		s, err := t.brief(a, mostValues-(b.Len()-start))
		if err != nil {
			return err
		}
		b.WriteString(s)
	}
	b.WriteByte(']')
	given := classNames(args)
	err := t.throwText(classMissingMethod, b.String())
	thrownBy(err).tail = func() string {
		return possibleMethods(c, name, given)
	}
	thrownBy(err).data = map[string]any{"method": name, "type": c, "arguments": newArray(classObject, append([]any(nil), args...)), "static": static}
	return err
}

// mostValues is after how many characters no further value is shown.
const mostValues = 60

// brief is v as the exception for a missing method shows it: like format, but
// a list or map ends with the element after which it has more than most
// characters, and a range is from..to.
func (t *thread) brief(v any, most int) (string, error) {
	var b strings.Builder
	open := func(i int) bool {
		if i > 0 {
			b.WriteString(", ")
		}
		if b.Len() > most {
			b.WriteString("...")
			return false
		}
		return true
	}
	if err := t.enter(); err != nil {
		return "", err
	}
	defer t.exit()
	element := func(i int, e any, itself string) (bool, error) {
		if !open(i) {
			return false, nil
		}
		if e == v {
			b.WriteString(itself)
			return true, nil
		}
		s, err := t.brief(e, max(0, most-b.Len()))
		b.WriteString(s)
		return err == nil, err
	}
	switch x := v.(type) {
	case *Range:
		return t.toString(x)
	case *List, *Set, *View, *Array:
		if a, ok := x.(*Array); ok && a.class.elem == classCharP {
			break
		}
		items, err := t.slice(x)
		if err != nil {
			return "", err
		}
		b.WriteByte('[')
		for i, e := range items {
			if ok, err := element(i, e, "(this Collection)"); err != nil {
				return "", err
			} else if !ok {
				break
			}
		}
		b.WriteByte(']')
		return b.String(), nil
	case *Map:
		if x.Len() == 0 {
			break
		}
		b.WriteByte('[')
		i := 0
		for _, e := range x.ordered() {
			if e == nil {
				continue
			}
			if !open(i) {
				break
			}
			i++
			k, err := t.format(e.Key)
			if err != nil {
				return "", err
			}
			b.WriteString(k + ":")
			if e.Value == v {
				b.WriteString("(this Map)")
				continue
			}
			s, err := t.brief(e.Value, max(0, most-b.Len()))
			if err != nil {
				return "", err
			}
			b.WriteString(s)
		}
		b.WriteByte(']')
		return b.String(), nil
	}
	return t.format(v)
}

// missingProperty is Groovy's exception for a property that is not there. A
// closure passes on the one of the target it asks first.
func (t *thread) missingProperty(recv any, name string) error {
	// Delegates may go round in a circle, which the real one follows until its
	// stack ends; a circle is cut where no script can have gone deeper by hand.
	for range mostTargets {
		c, ok := recv.(*Closure)
		if !ok {
			break
		}
		first, second := closureTargets(c)
		if first == nil {
			first = second
		}
		if first == nil || first == any(c) {
			break
		}
		recv = first
	}
	recv = asksFor(recv, "propertyMissing")
	c := classOf(recv)
	if k, ok := recv.(*Class); ok {
		c = k
	}
	if c == classFile {
		if err := t.refusal(c, name); err != nil {
			return err
		}
	}
	receiver := recv
	text := "No such property: " + name + " for class: " + c.Name()
	err := t.throwText(classMissingProperty, text)
	thrownBy(err).tail = func() string { return possibleProperties(c, name) }
	thrownBy(err).data = map[string]any{"property": name, "type": c, "receiver": receiver}
	return err
}

// mostTargets is how many closures inside each other are asked for the object
// that a name was missed on.
const mostTargets = 1000

// methodSelection is the exception of a call without arguments of a name that
// has several methods, all of which take some.
func (t *thread) methodSelection(c *Class, name string, args []any) error {
	s := c.findMethods(name)
	if s == nil || len(s.all) < 2 {
		return nil
	}
	var b strings.Builder
	b.WriteString("Could not find which method " + name + "(")
	b.WriteString(") to invoke from this list:")
	for _, m := range s.all {
		b.WriteString("\n  public ")
		if m.static {
			b.WriteString("static ")
		}
		ret := "java.lang.Object"
		if m.fn != nil && m.fn.ret != nil {
			ret = m.fn.ret.Name()
		}
		b.WriteString(ret + " " + m.class.name + "#" + m.signature())
	}
	return t.throwText(classMethodSelection, b.String())
}

package groovy

import "strings"

// missingMethod is Groovy's exception for a method that is not there.
func (t *thread) missingMethod(c *Class, name string, args []any, static bool) error {
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
	err := t.throwText(classMissingMethod, b.String())
	thrownBy(err).tail = func() string {
		if s := possible(c, name, static); s != "" {
			return "\nPossible solutions: " + s
		}
		return ""
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
	switch x := v.(type) {
	case *Range:
		return t.toString(x)
	case *List:
		b.WriteByte('[')
		for i, e := range x.items {
			if !open(i) {
				break
			}
			if e == v {
				b.WriteString("(this Collection)")
				continue
			}
			s, err := t.brief(e, max(0, most-b.Len()))
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

// possible lists methods whose names are like the one asked for.
func possible(c *Class, name string, static bool) string {
	type found struct {
		sig      string
		distance int
	}
	var all []found
	for _, k := range c.ancestors().order {
		for _, m := range k.members().order {
			if m.private || strings.HasPrefix(m.name, "$") || static && !m.static && k != classObject {
				continue
			}
			d := editDistance(strings.ToLower(name), strings.ToLower(m.name), max(1, len(name)/2))
			if d > max(1, len(name)/2) {
				continue
			}
			all = append(all, found{m.signature(), d})
		}
		if len(all) > 64 {
			break
		}
	}
	var out []string
	for d := 0; d < 40 && len(out) < 6; d++ {
		for _, f := range all {
			if f.distance == d && len(out) < 6 {
				out = append(out, f.sig)
			}
		}
	}
	return strings.Join(out, ", ")
}

// missingProperty is Groovy's exception for a property that is not there.
func (t *thread) missingProperty(recv any, name string) error {
	for {
		c, ok := recv.(*Closure)
		if !ok || c.owner == nil || c.owner == any(c) {
			break
		}
		recv = c.owner
	}
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
	if c.script != nil {
		var names []string
		for k := c; k != nil && k.script != nil; k = k.super {
			for _, f := range k.script.fields {
				names = append(names, f.name)
			}
		}
		if s := nearest(name, names); s != "" {
			text += "\nPossible solutions: " + s
		}
	}
	err := t.throwText(classMissingProperty, text)
	thrownBy(err).data = map[string]any{"property": name, "type": c, "receiver": receiver}
	return err
}

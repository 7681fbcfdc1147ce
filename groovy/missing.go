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
	for i, a := range args {
		if i > 0 {
			b.WriteString(", ")
		}
		s, err := t.format(a)
		if err != nil {
			return err
		}
		// Groovy cuts long values, so that a message stays readable.
		if len(s) > 60 {
			s = substr(s, 0, min(strLen(s), 60)) + "..."
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

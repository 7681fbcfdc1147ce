package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// What a MetaMethod says of a method: its types, modifiers and the text Java
// writes of it. The result of a built-in method is known as Object.

func (m *metaMethod) returnType() *Class {
	switch {
	case m.m == nil:
	case m.m.void:
		return classVoid
	case m.m.ret != nil:
		return m.m.ret
	case m.m.fn != nil && m.m.fn.ret != nil:
		return m.m.fn.ret
	}
	return classObject
}

func (m *metaMethod) declaring() *Class {
	if m.m != nil && m.m.class != nil {
		return m.m.class
	}
	return classObject
}

func (m *metaMethod) params() []*Class {
	if m.m != nil {
		return m.m.params
	}
	var out []*Class
	if m.cl != nil && m.cl.fn != nil {
		for i := range m.cl.fn.params {
			k := m.cl.fn.params[i].typ
			if k == nil {
				k = classObject
			}
			out = append(out, k)
		}
	}
	return out
}

// modifiers are java.lang.reflect.Modifier's bits.
func (m *metaMethod) modifiers() int32 {
	const public, private, protected, static, abstract = 1, 2, 4, 8, 0x400
	bits := int32(public)
	if m.m == nil {
		return bits
	}
	switch d := m.m.decl; {
	case m.m.private:
		bits = private
	case d != nil && d.Mods.Has(syntax.ModProtected):
		bits = protected
	}
	if m.m.static {
		bits |= static
	}
	if m.m.abstract {
		bits |= abstract
	}
	return bits
}

// descriptor is what class files write of a method's types.
func (m *metaMethod) descriptor() string {
	var b strings.Builder
	b.WriteByte('(')
	for _, p := range m.params() {
		b.WriteString(descriptorOf(p))
	}
	return b.String() + ")" + descriptorOf(m.returnType())
}

func descriptorOf(c *Class) string {
	switch {
	case c == classVoid:
		return "V"
	case c.kind == kindArray:
		return "[" + descriptorOf(c.elem)
	case c.kind == kindPrimitive:
		return primitiveCode(c)
	}
	return "L" + strings.ReplaceAll(c.name, ".", "/") + ";"
}

func (m *metaMethod) text(*thread) (string, error) {
	var b strings.Builder
	bits := m.modifiers()
	for i, word := range [...]string{"public ", "private ", "protected ", "static "} {
		if bits&(1<<i) != 0 {
			b.WriteString(word)
		}
	}
	if bits&0x400 != 0 {
		b.WriteString("abstract ")
	}
	b.WriteString(javaName(m.returnType().readable()) + " " + m.declaring().name + "." + m.n + "(")
	for i, p := range m.params() {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(javaName(p.readable()))
	}
	return b.String() + ")", nil
}

// about reads a property of a MetaMethod beyond its name and parameters.
func (m *metaMethod) about(name string) (any, bool) {
	switch name {
	case "returnType":
		return m.returnType(), true
	case "declaringClass":
		return m.declaring(), true
	case "signature":
		return m.n + m.descriptor(), true
	case "descriptor":
		return m.descriptor(), true
	case "modifiers":
		return boxInt(m.modifiers()), true
	case "public":
		return m.modifiers()&1 != 0, true
	case "private":
		return m.modifiers()&2 != 0, true
	case "protected":
		return m.modifiers()&4 != 0, true
	case "static":
		return m.modifiers()&8 != 0, true
	case "abstract":
		return m.modifiers()&0x400 != 0, true
	}
	return nil, false
}

package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

func (c *compiler) addToString(k *Class, a *syntax.Annotation) {
	names := boolArg(a, "includeNames", false)
	super := boolArg(a, "includeSuper", false)
	if super && (k.super == nil || k.super == classObject) {
		c.errorAt(a, "Error during @ToString processing: includeSuper=true but '"+k.name+"' has no super class.", "")
	}
	skipNull := boolArg(a, "ignoreNulls", false)
	pkg := boolArg(a, "includePackage", true)
	supers := boolArg(a, "includeSuperProperties", false)
	cached := -1
	if boolArg(a, "cache", false) {
		f := &fieldInfo{name: "$print", class: k, private: true}
		c.addField(k, f)
		cached = f.slot
	}
	c.define(k, &method{name: "toString", native: func(t *thread, self any, _ []any) (any, error) {
		o := self.(*Object)
		if cached >= 0 && o.fields[cached] != nil {
			return o.fields[cached], nil
		}
		list := fieldsToo(k, a, propertiesOf(k, false))
		for x := k.super; supers && x != nil && x.script != nil; x = x.super {
			list = append(list, propertiesOf(x, false)...)
		}
		list = chosen(list, a)
		var b strings.Builder
		n := k.name
		if !pkg {
			n = k.simpleName()
		}
		b.WriteString(n)
		b.WriteByte('(')
		first := true
		sep := func() {
			if !first {
				b.WriteString(", ")
			}
			first = false
		}
		for _, f := range list {
			v, err := t.getProperty(o, f.name)
			if err != nil {
				return nil, err
			}
			if v == nil && skipNull {
				continue
			}
			sep()
			if names {
				b.WriteString(f.name + ":")
			}
			if v == any(o) {
				b.WriteString("(this)")
				continue
			}
			s, err := t.format(v)
			if err != nil {
				return nil, err
			}
			b.WriteString(s)
		}
		if super {
			s, err := t.invokeSuper(o, func(*Object) (*Class, *Class) { return k.super, nil }, "toString", nil)
			if err != nil {
				return nil, err
			}
			sep()
			if names {
				b.WriteString("super:")
			}
			u, err := t.toString(s)
			if err != nil {
				return nil, err
			}
			b.WriteString(u)
		}
		b.WriteByte(')')
		if cached >= 0 {
			o.fields[cached] = b.String()
		}
		return b.String(), t.alloc(b.Len())
	}})
}

func (c *compiler) addEquals(k *Class, a *syntax.Annotation) {
	callSuper := boolArg(a, "callSuper", false)
	fieldsOf := func() []*fieldInfo { return chosen(fieldsToo(k, a, propertiesOf(k, false)), a) }
	c.define(k, &method{name: "equals", params: []*Class{classObject}, native: func(t *thread, self any, args []any) (any, error) {
		o := self.(*Object)
		if args[0] == self {
			return true, nil
		}
		p, ok := args[0].(*Object)
		if !ok || !p.class.isSubclassOf(k) {
			return false, nil
		}
		if can, err := t.invoke(p, "canEqual", self); err != nil {
			return nil, err
		} else if can != any(true) {
			return false, nil
		}
		if callSuper && k.super != nil && k.super.script != nil {
			v, err := t.invokeSuper(o, func(*Object) (*Class, *Class) { return k.super, nil }, "equals", []any{args[0]})
			if ok, err2 := t.truth(v); !ok || err != nil {
				return false, firstError(err, err2)
			}
		}
		for _, f := range fieldsOf() {
			x, err := t.getProperty(o, f.name)
			if err != nil {
				return nil, err
			}
			y, err := t.getProperty(p, f.name)
			if err != nil {
				return nil, err
			}
			if x == self && y == args[0] {
				continue
			}
			if ok, err := t.equal(x, y); !ok || err != nil {
				return false, err
			}
		}
		return true, nil
	}})
	c.define(k, &method{name: "canEqual", params: []*Class{classObject}, native: func(_ *thread, _ any, args []any) (any, error) {
		return instanceOf(args[0], k), nil
	}})
	c.define(k, &method{name: "hashCode", native: func(t *thread, self any, _ []any) (any, error) {
		// HashCodeHelper: 127 to begin with, times 31.
		h := int32(127)
		for _, f := range fieldsOf() {
			v, err := t.getProperty(self, f.name)
			if err != nil {
				return nil, err
			}
			if v == self {
				continue
			}
			n, err := t.hash(v)
			if err != nil {
				return nil, err
			}
			h = 31*h + n
		}
		if callSuper {
			v, err := t.invokeSuper(self, func(*Object) (*Class, *Class) { return k.super, nil }, "hashCode", nil)
			if err != nil {
				return nil, err
			}
			if n, ok := v.(int32); ok {
				h = 31*h + n
			}
		}
		return boxInt(h), nil
	}})
}

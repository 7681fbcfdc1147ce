package groovy

// addIndexed obeys @IndexedProperty: the elements of a list or array have a
// getter and a setter of their own.
func (c *compiler) addIndexed(k *Class, f *fieldInfo) {
	if f == nil {
		return
	}
	elem := classObject
	if f.typ != nil && f.typ.kind == kindArray {
		elem = f.typ.elem
	}
	slot, big := f.slot, capitalize(f.name)
	c.addMethod(k, &method{name: "get" + big, class: k, params: []*Class{classIntP}, typed: true, native: func(t *thread, self any, a []any) (any, error) {
		return t.invoke(self.(*Object).fields[slot], "getAt", a[0])
	}})
	c.addMethod(k, &method{name: "set" + big, class: k, params: []*Class{classIntP, elem}, typed: true, void: true, native: func(t *thread, self any, a []any) (any, error) {
		_, err := t.invoke(self.(*Object).fields[slot], "putAt", a[0], a[1])
		return nil, err
	}})
}

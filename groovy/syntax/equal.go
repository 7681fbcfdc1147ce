package syntax

import "reflect"

// Equal tells whether two trees are the same but for positions and numbers.
// How something was written counts where the tree keeps it: the kind of
// quotes, parentheses, the text of a number.
func Equal(a, b Node) bool { return Diff(a, b) == nil }

// Diff gives the first two nodes, in the order of the source, that make a
// and b different, or nil; a node that has no counterpart is paired with nil.
func Diff(a, b Node) []Node {
	d := differ{}
	if d.equal(reflect.ValueOf(a), reflect.ValueOf(b)) {
		return nil
	}
	return []Node{d.a, d.b}
}

type differ struct{ a, b Node }

var (
	placeType = reflect.TypeFor[Place]()
	posType   = reflect.TypeFor[Pos]()
)

// equal compares by reflection, so that no field can be forgotten.
func (d *differ) equal(a, b reflect.Value) bool {
	if a.IsValid() != b.IsValid() || a.IsValid() && a.Type() != b.Type() {
		return d.differ(a, b)
	}
	if !a.IsValid() {
		return true
	}
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil() || d.differ(a, b)
		}
		return d.equal(a.Elem(), b.Elem()) || d.differ(a, b)
	case reflect.Interface:
		return d.equal(a.Elem(), b.Elem())
	case reflect.Slice:
		for i := range min(a.Len(), b.Len()) {
			if !d.equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return a.Len() == b.Len()
	case reflect.Struct:
		t := a.Type()
		for i := range t.NumField() {
			f := t.Field(i)
			if f.Type == placeType || f.Type == posType || t == fileType && f.Name != "Package" && f.Name != "Body" {
				continue
			}
			if !d.equal(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	default:
		return a.Equal(b)
	}
}

var fileType = reflect.TypeFor[File]()

// differ notes the innermost pair of nodes and returns false.
func (d *differ) differ(a, b reflect.Value) bool {
	if d.a == nil && d.b == nil {
		d.a, d.b = nodeOf(a), nodeOf(b)
	}
	return false
}

func nodeOf(v reflect.Value) Node {
	if !v.IsValid() || v.Kind() != reflect.Pointer || v.IsNil() {
		return nil
	}
	n, _ := v.Interface().(Node)
	return n
}

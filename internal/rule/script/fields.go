package script

import (
	"maps"
	"slices"

	"github.com/entwine-sync/entwine/groovy"
)

// Fields are the custom fields of an item, by name in the order they came; each
// can be reached by its id too. A field that is not there reads as null, as
// issue.customFields."Team"?.value expects; on an item of a tracker every field
// that the tracker knows is there, empty or not.
//
// Rules reach for few of an item's fields, so those that came are made when they
// are asked for.
type Fields struct {
	from   *record                   // whose fields these are, until all are made
	raw    map[string]any            // as they came, likewise
	remote bool                      // of the other side's message
	early  []*Object                 // of those, the ones that were asked for
	others []string                  // the other names and the ids of those that came, once somebody asked
	unlike bool                      // one has an id that does not read as it is written
	list   []*Object                 // of kind customField: all the others
	known  func(name string) *Object // the field of the tracker, if it has one of that name
	define func(name string) *Object // the same, or one that is taken to be there
}

// all makes the fields that came, and gives every one there is.
func (f *Fields) all() []*Object {
	if f.raw == nil {
		return f.list
	}
	made := make(map[string]*Object, len(f.early))
	for _, cf := range f.early {
		made[cf.text("name")] = cf
	}
	own := f.list
	f.list = make([]*Object, 0, len(f.raw)+len(own))
	room := make([]fieldRoom, len(f.raw)-len(f.early))
	for _, n := range slices.Sorted(maps.Keys(f.raw)) {
		if cf := made[n]; cf != nil {
			f.list = append(f.list, cf)
			continue
		}
		f.list = append(f.list, f.make(&room[0], n))
		room = room[1:]
	}
	f.list = append(f.list, own...)
	f.raw, f.early, f.others = nil, nil, nil
	return f.list
}

// fieldRoom is what a field that came takes.
type fieldRoom struct {
	Object
	record
}

var (
	fieldKind    *Kind
	fieldName    int
	fieldValueAt int
)

// make makes a field that came under a name.
func (f *Fields) make(cf *fieldRoom, name string) *Object {
	cf.record = record{f.from.r, definition(f.raw[name])}
	cf.Object = Object{kind: fieldKind, src: &cf.record, remote: f.remote}
	if cf.m["name"] == nil {
		cf.keep(fieldName, name)
	}
	return &cf.Object
}

// reached are the fields that a rule may have reached for.
func (f *Fields) reached() []*Object {
	if len(f.early) == 0 {
		return f.list
	}
	return append(slices.Clone(f.early), f.list...)
}

// mayHold tells whether a field that came under another name could be meant by
// a name or an id.
func (f *Fields) mayHold(name string) bool {
	if f.others == nil {
		f.others = make([]string, 0, len(f.raw))
		for key, v := range f.raw {
			def, ok := v.(map[string]any)
			if !ok {
				continue
			}
			if n, ok := def["name"].(string); ok && n != key {
				f.others = append(f.others, n)
			}
			if id, ok := digitsOrText(def["id"]); ok {
				f.others = append(f.others, id)
			} else if def["id"] != nil {
				f.unlike = true
			}
		}
	}
	return f.unlike || slices.Contains(f.others, name)
}

// add puts a field to the others.
func (f *Fields) add(cf *Object) { f.list = append(f.list, cf) }

func (f *Fields) isEmpty() bool { return len(f.raw) == 0 && len(f.list) == 0 }

var (
	_ groovy.PropertyGetter = (*Fields)(nil)
	_ groovy.PropertySetter = (*Fields)(nil)
	_ groovy.Indexer        = (*Fields)(nil)
	_ groovy.IndexSetter    = (*Fields)(nil)
	_ groovy.Iterable       = (*Fields)(nil)
	_ groovy.Caller         = (*Fields)(nil)
	_ groovy.JSONer         = (*Fields)(nil)
	_ groovy.Coercer        = (*Fields)(nil)
	_ groovy.MemberLister   = (*Fields)(nil)
)

// field finds a field by name or id; nil if there is none.
func (f *Fields) field(name string) *Object { return f.find(name, f.define) }

func (f *Fields) find(name string, define func(string) *Object) *Object {
	if cf := f.have(name); cf != nil {
		return cf
	}
	if define != nil {
		if cf := define(name); cf != nil {
			f.add(cf)
			return cf
		}
	}
	return nil
}

// have is field among those that are there.
func (f *Fields) have(name string) *Object {
	if f.raw != nil {
		if cf := fieldNamed(f.early, name); cf != nil {
			return cf
		}
		if v, ok := f.raw[name]; ok {
			if n := definition(v)["name"]; n == nil || n == name {
				cf := f.make(new(fieldRoom), name)
				f.early = append(f.early, cf)
				return cf
			}
		}
		if cf := fieldNamed(f.list, name); cf != nil || !f.mayHold(name) {
			return cf
		}
	}
	return fieldNamed(f.all(), name)
}

// fieldNamed finds a field by name or else by id.
func fieldNamed(l []*Object, name string) *Object {
	for _, by := range [...]string{"name", "id"} {
		for _, cf := range l {
			if cf.text(by) == name {
				return cf
			}
		}
	}
	return nil
}

// GetProperty gives a field or null.
func (f *Fields) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	switch name {
	case "class", "metaClass":
		return nil, false, nil
	}
	if cf := f.field(name); cf != nil {
		return cf, true, nil
	}
	return nil, true, nil
}

// SetProperty puts a whole field, its definition with it, or a bare value.
func (f *Fields) SetProperty(c *groovy.Context, name string, v any) (bool, error) {
	v, err := textual(c, v)
	if err != nil {
		return true, err
	}
	cf := f.have(name)
	from, whole := v.(*Object)
	switch {
	case v == nil && cf != nil:
		cf.put("value", nil)
		cf.mark("value", c.Where())
	case v == nil:
		f.add(made("customField", "name", name, "value", nil))
	case whole && from.kind.Name == "customField" && cf != nil:
		// The field of this side stays; what it holds is taken over.
		cf.put("value", from.get("value"))
		cf.mark("value", c.Where())
	case whole && from.kind.Name == "customField":
		cf := from.clone()
		cf.put("name", name)
		cf.mark("value", c.Where())
		f.add(cf)
	default:
		cf := f.field(name)
		if cf == nil {
			cf = made("customField", "name", name)
			f.add(cf)
		}
		cf.put("value", v)
		cf.mark("value", c.Where())
	}
	return true, nil
}

// Index is GetProperty for issue.customFields["Team"] and [10001].
func (f *Fields) Index(c *groovy.Context, key any) (any, error) {
	s, err := c.Text(key)
	if err != nil {
		return nil, err
	}
	v, _, err := f.GetProperty(c, s)
	return v, err
}

// SetIndex is SetProperty for issue.customFields["Team"] = v.
func (f *Fields) SetIndex(c *groovy.Context, key, v any) error {
	s, err := c.Text(key)
	if err == nil {
		_, err = f.SetProperty(c, s, v)
	}
	return err
}

// Iterate hands out the fields as entries of name and field.
func (f *Fields) Iterate(_ *groovy.Context, yield func(any) error) error {
	for _, cf := range slices.Clone(f.all()) {
		if err := yield(groovy.NewEntry(cf.text("name"), cf)); err != nil {
			return err
		}
	}
	return nil
}

// CallMethod has what rules use of a map.
func (f *Fields) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	key := func() (string, error) { return c.Text(args[0]) }
	switch {
	case name == "size" && len(args) == 0:
		return len(f.all()), true, nil
	case name == "isEmpty" && len(args) == 0:
		return len(f.all()) == 0, true, nil
	case name == "keySet" && len(args) == 0:
		return f.Properties(), true, nil
	case name == "values" && len(args) == 0:
		l := groovy.NewList()
		for _, cf := range f.all() {
			l.Append(cf)
		}
		return l, true, nil
	case (name == "get" || name == "getAt") && len(args) == 1:
		v, err := f.Index(c, args[0])
		return v, true, err
	case (name == "put" || name == "putAt") && len(args) == 2:
		return nil, true, f.SetIndex(c, args[0], args[1])
	case name == "containsKey" && len(args) == 1:
		s, err := key()
		return f.field(s) != nil, true, err
	case name == "remove" && len(args) == 1:
		s, err := key()
		if err != nil {
			return nil, true, err
		}
		if cf := fieldNamed(f.all(), s); cf != nil {
			f.list = slices.DeleteFunc(f.list, func(o *Object) bool { return o == cf })
			return cf, true, nil
		}
		return nil, true, nil
	case name == "putAll" && len(args) == 1:
		return nil, true, f.putAll(c, args[0])
	case own[name]:
		return nil, false, nil
	}
	// Whatever else a map can do, a map of them can.
	v, err := c.Invoke(f.asMap(), name, args...)
	return v, true, err
}

// own are the methods that concern the object itself.
var own = map[string]bool{
	"with": true, "tap": true, "is": true, "getClass": true, "getMetaClass": true, "getProperty": true, "setProperty": true, "hasProperty": true,
	"respondsTo": true, "invokeMethod": true, "getProperties": true, "dump": true, "inspect": true, "toString": true, "hashCode": true, "use": true,
}

// putAll takes over the fields of a map, or of other custom fields.
func (f *Fields) putAll(c *groovy.Context, v any) error {
	switch x := v.(type) {
	case *Fields:
		for _, cf := range x.all() {
			if _, err := f.SetProperty(c, cf.text("name"), cf); err != nil {
				return err
			}
		}
		return nil
	case *groovy.Map:
		for k, e := range x.All {
			if _, err := f.SetProperty(c, plainText(k), e); err != nil {
				return err
			}
		}
		return nil
	}
	return c.Throw("java.lang.IllegalArgumentException", "customFields takes a map of fields, not "+plainText(v))
}

// asMap holds the fields by name.
func (f *Fields) asMap() *groovy.Map {
	m := groovy.NewMap()
	for _, cf := range f.all() {
		m.Put(cf.text("name"), cf)
	}
	return m
}

// JSONValue is the map of the fields.
func (f *Fields) JSONValue() any { return f.asMap() }

// Coerce makes a map of them.
func (f *Fields) Coerce(_ *groovy.Context, class string) (any, bool, error) {
	switch class {
	case "java.util.Map", "java.util.LinkedHashMap", "java.util.HashMap":
		return f.asMap(), true, nil
	}
	return nil, false, nil
}

// TypeName is how errors call them.
func (f *Fields) TypeName() string { return hubObj + "CustomFields" }

// String shows them as a map.
func (f *Fields) String() string { return canonical(export(f)) }

func (f *Fields) clone() *Fields {
	g := &Fields{known: f.known, define: f.define}
	for _, cf := range f.all() {
		g.add(cf.clone())
	}
	return g
}

// Properties are the names of the fields.
func (f *Fields) Properties() []string {
	names := make([]string, len(f.all()))
	for i, cf := range f.all() {
		names[i] = cf.text("name")
	}
	return names
}

// Methods are those of CallMethod.
func (f *Fields) Methods() []string {
	return []string{"containsKey", "get", "isEmpty", "keySet", "put", "putAll", "remove", "size", "values"}
}

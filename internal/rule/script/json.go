package script

import (
	"encoding/json"
	"math/bits"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// record is what JSON says of an object, under the names of its members.
type record struct {
	r *run
	m map[string]any
}

func (s *record) load(o *Object, m *Member) any {
	v, ok := s.m[m.Name]
	for _, a := range m.Aliases {
		if ok && v != nil {
			break
		}
		v, ok = s.m[a]
	}
	if v == nil {
		v = s.view(o, m)
	}
	if v == nil && m.Of != "customFields" {
		return nil
	}
	if m.List {
		return s.list(o, m, asSlice(v))
	}
	return s.one(o, m, v)
}

// list makes the elements of a member. Those that are records are made at once.
func (s *record) list(o *Object, m *Member, l []any) *groovy.List {
	out := make([]any, len(l))
	objects := make([]struct {
		Object
		record
	}, len(l))
	for i, e := range l {
		x, ok := e.(map[string]any)
		if !ok || kindByName[m.Of] == nil || m.Of == "customFields" || m.Of == "customKeys" {
			out[i] = s.one(o, m, e)
			continue
		}
		k := &objects[i]
		k.record = record{s.r, x}
		k.Object = Object{kind: kindByName[m.Of], src: &k.record, remote: o.remote}
		out[i] = &k.Object
	}
	return groovy.NewList(out...)
}

// both tells whether it has a name and another one of the same member.
func (s *record) both(name, other string) bool { return s.m[name] != nil && s.m[other] != nil }

// view finds the value of a member under the name of a view of it: typeName
// alone tells the type too.
func (s *record) view(o *Object, m *Member) any {
	switch {
	case o.kind.Name == "item" && m.Name == "type" && s.m["typeName"] != nil:
		return map[string]any{"name": s.m["typeName"]}
	case o.kind.Name == "item" && m.Name == "project" && s.m["projectKey"] != nil:
		return map[string]any{"key": s.m["projectKey"]}
	case m.Name == "id" && s.m["idStr"] != nil:
		return s.m["idStr"]
	case m.Name == "remoteId" && s.m["remoteIdStr"] != nil:
		return s.m["remoteIdStr"]
	case m.Name == "remoteId" && o.remote: // what came from there has its id there
		if s.m["id"] == nil {
			return s.m["idStr"]
		}
		return s.m["id"]
	}
	return nil
}

func asSlice(v any) []any {
	if l, ok := v.([]any); ok {
		return l
	}
	return []any{v}
}

// one makes the value of a member, or an element of it.
func (s *record) one(o *Object, m *Member, v any) any {
	switch {
	case m.Of == "customFields":
		return s.fields(o, v)
	case m.Of == "customKeys":
		return groovy.FromGo(v)
	case m.Of != "":
		return s.r.object(m.Of, v, o.remote)
	case o.kind.Name == "customField" && m.Name == "value":
		return s.r.fieldValue(v)
	}
	if t, ok := v.(time.Time); ok {
		return groovy.Timestamp(t)
	}
	if n, ok := v.(json.Number); ok && m.Plain == Text {
		return n.String()
	}
	if n, ok := v.(json.Number); ok && m.Plain == Date {
		if ms, err := n.Int64(); err == nil {
			return groovy.Timestamp(time.UnixMilli(ms))
		}
	}
	return m.Plain.take(groovy.FromGo(v))
}

// object makes an object of what JSON says of it: a map of its members, or the
// text that stands for it.
func (r *run) object(kind string, v any, remote bool) any {
	switch x := v.(type) {
	case map[string]any:
		o := newObject(kind, &record{r, x})
		o.remote = remote
		return o
	case string, json.Number:
		o := made(kind, kindByName[kind].Short, plainText(x))
		o.set, o.remote = 0, remote
		return o
	}
	return groovy.FromGo(v)
}

// fields makes the custom fields of an item: each by name, either as a field
// with id, type and value, or as the bare value.
func (s *record) fields(o *Object, v any) *Fields {
	f := &Fields{}
	if !o.remote && o.kind.Name == "item" {
		f.known, f.define = s.r.knownField, s.r.anyField
	} else if o.remote && o.kind.Name == "item" && s.r.in.Lenient {
		f.define = s.r.toldField
	}
	f.from, f.remote = s, o.remote
	f.raw, _ = v.(map[string]any)
	return f
}

// definition is a custom field as a record of it with a value: of a bare value
// too.
func definition(v any) map[string]any {
	def, ok := v.(map[string]any)
	if _, has := def["value"]; !ok || !has && def["name"] == nil {
		return map[string]any{"value": v}
	}
	if def["name"] == nil && def["id"] == nil && def["type"] == nil && def["uid"] == nil && len(def) > 1 {
		return map[string]any{"value": v} // options have a value too, and more: this is one, bare
	}
	return def
}

// fieldValue gives the value of a custom field the form that rules expect: what
// has a value is an option.
func (r *run) fieldValue(v any) any {
	switch x := v.(type) {
	case map[string]any:
		if _, ok := x["value"]; ok {
			return r.object("option", x, false)
		}
	case []any:
		l := groovy.NewList()
		for _, e := range x {
			l.Append(r.fieldValue(e))
		}
		return l
	case time.Time:
		return groovy.Timestamp(x)
	case string:
		if r.in.Typed {
			return x
		}
		// Only a whole moment: a bare date may be any text that looks like one.
		if len(x) >= len("2006-01-02T15:04:05Z") && x[4] == '-' && x[10] == 'T' {
			if t, ok := ParseDate(x); ok {
				return groovy.Timestamp(t)
			}
		}
	}
	return groovy.FromGo(v)
}

func (s *record) names(o *Object) []string {
	var names []string
	for n := range s.m {
		if _, ok := o.kind.member(n); !ok || o.adHoc(n) {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}

func (s *record) held(o *Object) uint64 {
	var has uint64
	for name := range s.m {
		if i, ok := o.kind.member(name); ok {
			has |= 1 << i
		}
		if of, ok := views[name]; ok {
			if i, ok := o.kind.member(of); ok {
				has |= 1 << i
			}
		}
	}
	return has
}

// views are the names that tell another member too, see view.
var views = map[string]string{"typeName": "type", "projectKey": "project", "idStr": "id", "remoteIdStr": "remoteId"}

func (s *record) more(name string) (any, bool) {
	v, ok := s.m[name]
	return groovy.FromGo(v), ok
}

// maxDepth is how deep a value may nest on its way out: rules can make a list
// that holds itself. It is what the wire takes too.
const maxDepth = 60

// export makes what JSON can say of a value of a rule; members that are null or
// empty are left out.
func export(v any) any { return exportAt(v, 0) }

func exportAt(v any, depth int) any {
	if depth > maxDepth {
		return nil
	}
	switch x := v.(type) {
	case *Object:
		return x.export(depth)
	case *Fields:
		return x.export(depth)
	case *groovy.List:
		out := make([]any, 0, x.Len())
		for _, e := range x.Items() {
			out = append(out, exportAt(e, depth+1))
		}
		return out
	case *groovy.Map:
		out := map[string]any{}
		for k, e := range x.All {
			out[plainText(k)] = exportAt(e, depth+1)
		}
		return out
	}
	return exportPlain(groovy.ToGo(v), depth)
}

// A Moment is a date in what a rule made: in JSON to the millisecond, as Jira
// writes it.
type Moment struct{ time.Time }

const stamp = "2006-01-02T15:04:05.000Z07:00"

// String is the date as JSON has it.
func (m Moment) String() string { return m.Format(stamp) }

// MarshalJSON writes it.
func (m Moment) MarshalJSON() ([]byte, error) { return json.Marshal(m.String()) }

func exportPlain(v any, depth int) any {
	switch x := v.(type) {
	case nil, string, bool, int32, int64, float64:
		return x
	case time.Time:
		return Moment{x}
	case []any:
		out := make([]any, len(x))
		for i, e := range x {
			out[i] = exportAt(e, depth+1)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(x))
		for k, e := range x {
			out[k] = exportAt(e, depth+1)
		}
		return out
	case interface{ String() string }:
		s := x.String()
		if json.Valid([]byte(s)) && (s[0] == '-' || s[0] >= '0' && s[0] <= '9') {
			return json.Number(s) // a decimal, or an integer beyond 64 bits
		}
		return s
	}
	return plainText(v)
}

// export makes a map of the members that hold something.
func (o *Object) export(depth int) any {
	r, m := o.asRecord()
	if m == nil {
		out := make(map[string]any, 8)
		o.exportTo(out, depth, everything)
		return out
	}
	if m["id"] != nil && slices.Contains(ownKinds, o.kind.Name) && (!r.comparing || r.isShown(m)) {
		return m
	}
	at := addressOf(m)
	x, known := r.exported[at]
	if !known {
		x = exported{m, make(map[string]any, 8)}
		o.exportTo(x.as, depth, everything)
		r.exported[at] = x
	}
	return x.as
}

// isShown tells whether the item, as it is after the rule, shows this record of
// one of its elements.
func (r *run) isShown(m map[string]any) bool {
	if r.shown == nil {
		r.shown = map[uintptr]bool{}
		for _, name := range ownLists {
			l, _ := r.out.After[name].([]any)
			for _, e := range l {
				if x, ok := e.(map[string]any); ok {
					r.shown[addressOf(x)] = true
				}
			}
		}
	}
	return r.shown[addressOf(m)]
}

// ownKinds are the kinds of elements that exist in one item only. One of the
// item that nobody touched is shown as the very record it was made of, before
// as after: who compares sees that nothing changed without looking into it.
var ownKinds = []string{"comment", "attachment", "workLog", "issueLink"}

// asItWas is the value of a list before the rule, if all that came is still
// there as it came: then the rule only added, and nothing is made of it again.
func (o *Object) asItWas(m *Member) ([]any, bool) {
	s, ok := o.src.(*record)
	if !ok || !s.r.comparing || o != s.r.before || !slices.Contains(ownLists, m.Name) || o.touched(m.Name) {
		return nil, false
	}
	was, ok1 := s.m[m.Name].([]any)
	now, ok2 := s.r.out.After[m.Name].([]any)
	if !ok1 || !ok2 || len(now) < len(was) || len(was) == 0 {
		return nil, false
	}
	for i, e := range was {
		x, ok1 := e.(map[string]any)
		y, ok2 := now[i].(map[string]any)
		if !ok1 || !ok2 || addressOf(x) != addressOf(y) {
			return nil, false
		}
	}
	return was, true
}

// asRecord is what an element of the item was made of, if it is still that and
// the item is being compared with what it was. nil if it may differ.
func (o *Object) asRecord() (*run, map[string]any) {
	s, ok := o.src.(*record)
	if !ok || s.r.exported == nil || o.remote || o.kind.Name == "item" || !o.pristine() {
		return nil, nil
	}
	return s.r, s.m
}

// exported is a record and what JSON has of it. Holding on to the record keeps
// its address from becoming another one's.
type exported struct{ of, as map[string]any }

// addressOf tells one map from another.
func addressOf(m map[string]any) uintptr { return reflect.ValueOf(m).Pointer() }

// exportField is the value of a custom field with what tells the field from
// others.
func (o *Object) exportField(depth int) map[string]any {
	f := map[string]any{"value": exportAt(o.get("value"), depth)}
	for _, name := range []string{"id", "type", "uid"} {
		if e := exportAt(o.get(name), depth); e != nil {
			f[name] = e
		}
	}
	return f
}

// export makes a map of the fields by name. While an item is compared with what
// it was, fields that the rule did not reach for are left out on both sides.
func (f *Fields) export(depth int) any {
	var r *run
	if f.from != nil && !f.remote {
		r = f.from.r
	}
	out := make(map[string]any, 8)
	put := func(cf *Object) {
		if !cf.absent || cf.get("value") != nil {
			out[cf.text("name")] = cf.exportField(depth + 1)
		}
	}
	switch {
	case r != nil && r.comparing && r.partial && f.raw != nil:
		after, _ := r.out.After["customFields"].(map[string]any)
		for name := range after {
			if cf := f.have(name); cf != nil {
				put(cf)
			}
		}
	case r != nil && r.exported != nil && !r.comparing && f.raw != nil:
		r.partial = true
		for _, cf := range f.reached() {
			put(cf)
		}
	case r != nil && r.exported != nil && !r.comparing:
		r.untouched = map[string]bool{}
		for _, cf := range f.list {
			if cf.set == 0 && cf.loaded&(1<<fieldValueAt) == 0 {
				r.untouched[cf.text("name")] = true
				continue
			}
			put(cf)
		}
	default:
		for _, cf := range f.all() {
			if r == nil || !r.comparing || !r.untouched[cf.text("name")] {
				put(cf)
			}
		}
	}
	return out
}

const everything = ^uint64(0)

// exportTo puts the members of a set that hold something into a map, and what
// there is beside the members of the kind.
func (o *Object) exportTo(out map[string]any, depth int, of uint64) {
	has := o.loaded
	if o.src != nil {
		has |= o.src.held(o)
	}
	for of &= has; of != 0; of &= of - 1 {
		i := bits.TrailingZeros64(of)
		m := &o.kind.Members[i]
		if m.Get != nil || delta[m.Name] && o.set&(1<<i) == 0 {
			continue
		}
		if was, ok := o.asItWas(m); ok {
			out[m.Name] = was
			continue
		}
		v := o.look(i)
		if isEmpty(v) && o.set&(1<<i) == 0 {
			continue
		}
		if l, ok := v.(*groovy.List); ok && m.List && kindByName[m.Of] != nil {
			out[m.Name] = exportList(m.Of, l, depth+1)
			continue
		}
		out[m.Name] = exportAt(v, depth+1)
	}
	for _, name := range o.extras() {
		out[name] = exportAt(o.get(name), depth+1)
	}
}

// exportList makes objects of what rules leave in a list in their stead, as in
// issue.labels = ["a", "b"].
func exportList(kind string, l *groovy.List, depth int) []any {
	out := make([]any, 0, l.Len())
	for _, e := range l.Items() {
		if g, ok := e.(*groovy.GString); ok {
			e = groovy.ToGo(g)
		}
		if e != nil {
			out = append(out, exportAt(standFor(kind, e), depth))
		}
	}
	return out
}

// delta are the members that say what a message changed; they are made of the
// others and do not travel.
var delta = map[string]bool{
	"addedComments": true, "changedComments": true, "removedComments": true, "addedAttachments": true, "removedAttachments": true,
	"addedWorkLogs": true, "changedWorkLogs": true, "removedWorkLogs": true, "addedLabels": true, "removedLabels": true,
}

func isEmpty(v any) bool {
	switch x := v.(type) {
	case nil:
		return true
	case *groovy.List:
		return x.Len() == 0
	case *groovy.Map:
		return x.Len() == 0
	case *Fields:
		return x.isEmpty()
	}
	return false
}

// Same tells whether two values are the same JSON.
func Same(a, b any) bool {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok || len(x) != len(y) {
			return false
		}
		if addressOf(x) == addressOf(y) {
			return true
		}
		for k, v := range x {
			if w, ok := y[k]; !ok || !Same(v, w) {
				return false
			}
		}
		return true
	case []any:
		y, ok := b.([]any)
		return ok && slices.EqualFunc(x, y, Same)
	case string:
		if m, ok := b.(Moment); ok {
			return m.String() == x
		}
		y, ok := b.(string)
		return ok && x == y
	case Moment:
		switch y := b.(type) {
		case Moment:
			return x.UnixMilli() == y.UnixMilli()
		case string:
			return x.String() == y
		}
	case int64:
		switch y := b.(type) {
		case int64:
			return x == y
		case json.Number:
			return strconv.FormatInt(x, 10) == string(y) || canonical(a) == canonical(b)
		}
	case json.Number:
		switch y := b.(type) {
		case json.Number:
			return x == y || canonical(a) == canonical(b)
		case int64:
			return strconv.FormatInt(y, 10) == string(x) || canonical(a) == canonical(b)
		}
	case nil, bool:
		return a == b
	}
	switch b.(type) {
	case map[string]any, []any, string, nil, bool:
		return false
	}
	return canonical(a) == canonical(b)
}

// canonical is the one text of a value, to compare by.
func canonical(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return plainText(v)
	}
	return string(b)
}

package script

import (
	"encoding/json"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/entwine-sync/entwine/groovy"
)

// An Object is a domain object in the hands of a rule: an item, a comment, a
// user. Its members are loaded from what it was made of when they are first
// asked for; those that a rule sets stay set. Reading what is not there gives
// null, as rules expect.
type Object struct {
	kind *Kind
	src  source // what it was made of; nil for one made by a rule

	vals   []any  // of the loaded members, in order
	loaded uint64 // members whose value is in vals
	set    uint64 // members that the rule set
	extra  *groovy.Map
	lines  []place // where each name was set last, or reached if it can be changed in place

	remote bool // of the other side's message, so its ids mean nothing here
	told   bool // a replica: it has the members that rules set and no others
	absent bool // stands for something that is not there
	frozen bool // setting a member is an error that names it
}

// A place is the line at which a rule reached for a name.
type place struct {
	name string
	at   groovy.Frame
}

// source gives members their first value: nil for null.
type source interface {
	load(o *Object, m *Member) any
	// names lists what it holds beyond the members of the kind, in order.
	names(o *Object) []string
	more(name string) (any, bool)
	// held are the members that it may have a value for.
	held(o *Object) uint64
}

var (
	_ groovy.PropertyGetter = (*Object)(nil)
	_ groovy.PropertySetter = (*Object)(nil)
	_ groovy.Caller         = (*Object)(nil)
	_ groovy.Comparer       = (*Object)(nil)
	_ groovy.Hasher         = (*Object)(nil)
	_ groovy.Truther        = (*Object)(nil)
	_ groovy.JSONer         = (*Object)(nil)
	_ groovy.Coercer        = (*Object)(nil)
	_ groovy.TypeNamer      = (*Object)(nil)
	_ groovy.MemberLister   = (*Object)(nil)
)

// newObject makes an object whose members come from src.
func newObject(kind string, src source) *Object {
	k := kindByName[kind]
	if k == nil {
		panic("script: no kind " + kind)
	}
	return &Object{kind: k, src: src}
}

// made is an object with some members set, as helpers hand them out.
func made(kind string, members ...any) *Object {
	o := newObject(kind, nil)
	for i := 0; i < len(members); i += 2 {
		o.put(members[i].(string), members[i+1])
	}
	return o
}

// TypeName is the Java name of its kind.
func (o *Object) TypeName() string { return o.kind.Class }

// at returns the value of a member, loading it first.
func (o *Object) at(i int) any {
	m := &o.kind.Members[i]
	if m.Get != nil {
		return m.Get(o)
	}
	if o.loaded&(1<<i) == 0 {
		o.keep(i, o.load(m))
	}
	return o.vals[o.slot(i)]
}

// load makes the first value of a member.
func (o *Object) load(m *Member) any {
	if o.src != nil {
		if v := o.src.load(o, m); v != nil {
			return v
		}
	}
	switch {
	case m.List:
		return groovy.NewList()
	case m.Of == "customFields":
		return &Fields{}
	case m.Of == "customKeys":
		return groovy.NewMap()
	}
	return nil
}

// look is at without keeping what was loaded, for who looks once.
func (o *Object) look(i int) any {
	if o.loaded&(1<<i) != 0 {
		return o.vals[o.slot(i)]
	}
	return o.load(&o.kind.Members[i])
}

// slot is where the value of a member is, or would be: rules reach for few
// members of most objects, so only those take room.
func (o *Object) slot(i int) int { return bits.OnesCount64(o.loaded & (1<<i - 1)) }

func (o *Object) keep(i int, v any) {
	if o.loaded&(1<<i) != 0 {
		o.vals[o.slot(i)] = v
		return
	}
	if o.vals == nil {
		o.vals = make([]any, 0, o.kind.room)
	}
	o.vals = slices.Insert(o.vals, o.slot(i), v)
	o.loaded |= 1 << i
}

// adHoc tells whether a name that is another one for a member of items is a
// property of its own here: a rule set both replica.number and replica.key, or
// the tracker has both.
func (o *Object) adHoc(name string) bool {
	i, ok := o.kind.member(name)
	if !ok || o.kind.Name != "item" || o.kind.Members[i].Name == name {
		return false
	}
	if o.extra != nil {
		if _, own := o.extra.Get(name); own {
			return true
		}
	}
	s, ok := o.src.(interface{ both(name, other string) bool })
	return ok && s.both(name, o.kind.Members[i].Name)
}

// get returns a member by name, null if the kind has none of that name.
func (o *Object) get(name string) any {
	if i, ok := o.kind.member(name); ok && !o.adHoc(name) {
		return o.at(i)
	}
	if o.extra != nil {
		if v, ok := o.extra.Get(name); ok {
			return v
		}
	}
	if o.src != nil {
		if v, ok := o.src.more(name); ok {
			o.keepExtra(name, v)
			return v
		}
	}
	return nil
}

// has tells whether there is a property of that name beyond the kind's members.
func (o *Object) has(name string) bool {
	if o.extra != nil {
		if _, ok := o.extra.Get(name); ok {
			return true
		}
	}
	if o.src == nil {
		return false
	}
	_, ok := o.src.more(name)
	return ok
}

func (o *Object) keepExtra(name string, v any) {
	if o.extra == nil {
		o.extra = groovy.NewMap()
	}
	o.extra.Put(name, v)
}

// put sets a member without asking what form it has.
func (o *Object) put(name string, v any) {
	i, ok := o.kind.member(name)
	if !ok {
		o.keepExtra(name, groovy.FromGo(v))
		return
	}
	if m := &o.kind.Members[i]; m.Set != nil {
		_ = m.Set(o, v) // views of what helpers make always fit
		return
	}
	o.keep(i, groovy.FromGo(v))
	o.set |= 1 << i
}

// isSet tells whether the rule set a member, or could have changed it in place.
func (o *Object) isSet(name string) bool {
	i, ok := o.kind.member(name)
	return ok && o.set&(1<<i) != 0
}

// unset forgets that members were set, so that isSet tells of what comes.
func (o *Object) unset(names ...string) {
	for _, name := range names {
		if i, ok := o.kind.member(name); ok {
			o.set &^= 1 << i
		}
	}
}

// touched tells whether a member may differ from what it was made of.
func (o *Object) touched(name string) bool {
	i, ok := o.kind.member(name)
	return ok && o.loaded&(1<<i) != 0
}

// text returns a member as text, "" for null. Most that is asked for so is a
// text where it came from: that is given without loading it.
func (o *Object) text(name string) string {
	if s, ok := o.src.(*record); ok && o.extra == nil {
		if i, ok := o.kind.member(name); ok && o.loaded&(1<<i) == 0 {
			m := &o.kind.Members[i]
			if t, ok := digitsOrText(s.m[name]); ok && m.Name == name && (m.Plain == Text || m.Plain == Whole) {
				return t
			}
		}
	}
	return plainText(o.get(name))
}

// idText is the id as text, for elements that are told apart by it.
func (o *Object) idText() string {
	if s, ok := o.src.(*record); ok && o.kind.id >= 0 && o.loaded&(1<<o.kind.id) == 0 {
		if t, ok := digitsOrText(s.m["id"]); ok {
			return t
		}
	}
	return o.text("id")
}

// digitsOrText is a text, or a number that is written in digits alone and so
// reads as it is written.
func digitsOrText(v any) (string, bool) {
	switch x := v.(type) {
	case string:
		return x, true
	case json.Number:
		for _, c := range []byte(x) {
			if c < '0' || c > '9' {
				return "", false
			}
		}
		return string(x), x == "0" || x != "" && x[0] != '0'
	}
	return "", false
}

// plainText is the text of a plain value; an object gives what it stands for.
func plainText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case *Object:
		return v.String()
	case int32:
		return strconv.Itoa(int(v))
	case int64:
		return strconv.FormatInt(v, 10)
	}
	return fmt.Sprint(groovy.ToGo(v))
}

// String is what the object stands for: a status its name, a user the key.
func (o *Object) String() string {
	if o.kind.Short != "" {
		return plainText(o.get(o.kind.Short))
	}
	if i, ok := o.kind.member("key"); ok {
		if s := plainText(o.at(i)); s != "" {
			return s
		}
	}
	if i, ok := o.kind.member("id"); ok {
		if s := plainText(o.at(i)); s != "" {
			return o.kind.Name + " " + s
		}
	}
	return o.kind.Name
}

// GetProperty gives a member, or null: rules ask for what may not be there.
func (o *Object) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	if o.adHoc(name) {
		return o.get(name), true, nil
	}
	if i, ok := o.kind.member(name); ok {
		v := o.at(i)
		// It may be changed in place; but what the rule set as a whole stays at the
		// line that did.
		if m := &o.kind.Members[i]; m.List || m.Of != "" && o.set&(1<<i) == 0 {
			o.mark(m.Name, c.Where())
		}
		return v, true, nil
	}
	switch name {
	case "class", "metaClass", "properties":
		return nil, false, nil
	}
	if v := o.get(name); v != nil {
		return v, true, nil
	}
	if f := o.fields(); f != nil {
		// A custom field may be named without customFields in between.
		if cf := f.have(name); cf != nil {
			return cf.get("value"), true, nil
		}
	}
	return nil, o.kind.Open, nil
}

// fields are the custom fields of an item, nil for other kinds.
func (o *Object) fields() *Fields {
	if i, ok := o.kind.member("customFields"); ok {
		k, _ := o.at(i).(*Fields)
		return k
	}
	return nil
}

// SetProperty sets a member, a custom field of that name, or a property of the
// rule's own making, which travels with a replica.
func (o *Object) SetProperty(c *groovy.Context, name string, v any) (bool, error) {
	if o.frozen {
		return false, c.Throw(trackerException, o.kind.Name+" "+o.String()+" is a record of what was: it cannot be changed")
	}
	i, ok := o.kind.member(name)
	if ok && o.kind.Name == "item" && o.kind.Members[i].Name != name && (o.told || o.adHoc(name)) {
		ok = false
	}
	if !ok {
		if !o.kind.Open {
			return false, nil
		}
		if f := o.fields(); f != nil && !o.told && !o.has(name) {
			if cf := f.find(name, f.known); cf != nil {
				o.mark("customFields", c.Where())
				return cf.SetProperty(c, "value", v)
			}
		}
		s, err := textual(c, v)
		if err != nil {
			return true, err
		}
		o.keepExtra(name, s)
		o.mark(name, c.Where())
		return true, nil
	}
	m := &o.kind.Members[i]
	o.mark(m.Name, c.Where())
	v, err := m.take(c, v)
	if err != nil {
		return true, err
	}
	if m.Set != nil {
		return true, m.Set(o, v)
	}
	o.keep(i, v)
	o.set |= 1 << i
	return true, nil
}

func (o *Object) mark(name string, at groovy.Frame) {
	if at.Line == 0 {
		return
	}
	for i := range o.lines {
		if o.lines[i].name == name {
			o.lines[i].at = at
			return
		}
	}
	if o.lines == nil {
		o.lines = make([]place, 0, o.kind.room)
	}
	o.lines = append(o.lines, place{name, at})
}

// line is where a name was set last.
func (o *Object) line(name string) (groovy.Frame, bool) {
	for _, p := range o.lines {
		if p.name == name {
			return p.at, true
		}
	}
	return groovy.Frame{}, false
}

// take brings what a rule assigned into the form of the member.
func (m *Member) take(c *groovy.Context, v any) (any, error) {
	v, err := textual(c, v)
	if err != nil || v == nil {
		return nil, err
	}
	switch {
	case m.List:
		return m.takeList(c, v)
	case m.Of == "customKeys":
		return v, nil
	case m.Of == "customFields":
		f := &Fields{}
		return f, f.putAll(c, v)
	case m.Of != "":
		return standFor(m.Of, v), nil
	}
	return m.Plain.take(v), nil
}

// takeList makes a list of objects: of a list, or of one thing alone.
func (m *Member) takeList(c *groovy.Context, v any) (any, error) {
	l := groovy.NewList()
	switch v.(type) {
	case string, *Object:
		l.Append(standFor(m.Of, v))
		return l, nil
	case *groovy.List: // the rule goes on with the very list it gave
		return v, nil
	}
	return l, c.Each(v, func(e any) error {
		e, err := textual(c, e)
		if err == nil && e != nil {
			l.Append(standFor(m.Of, e))
		}
		return err
	})
}

// standFor makes an object of the kind of a text or a map that stands for it.
func standFor(kind string, v any) any {
	switch x := v.(type) {
	case *Object:
		if x.kind.Name == kind || kindByName[kind] == nil {
			return v
		}
		// A user where a status is wanted stays what it is, and is told of later.
		return v
	case string:
		if kindByName[kind].Short == "" {
			return v
		}
		return made(kind, kindByName[kind].Short, x)
	case *groovy.Map:
		o := newObject(kind, nil)
		for k, e := range x.All {
			o.put(plainText(k), e)
		}
		return o
	}
	return v
}

// take gives a plain value its form.
func (p Plain) take(v any) any {
	switch p {
	case Text:
		if o, ok := v.(*Object); ok {
			return o.String()
		}
	case Whole:
		return whole(v)
	case Date:
		if s, ok := v.(string); ok {
			if t, ok := ParseDate(s); ok {
				return groovy.Timestamp(t)
			}
		}
	}
	return v
}

// whole is a Long of digits; other texts stay.
func whole(v any) any {
	switch x := v.(type) {
	case string:
		if n, err := strconv.ParseInt(x, 10, 64); err == nil && strconv.FormatInt(n, 10) == x {
			return n
		}
	case int32:
		return int64(x)
	}
	return v
}

// dateForms are those in which trackers write dates: RFC 3339, what Jira makes
// of it, and a bare date.
var dateForms = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999Z0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly}

// ParseDate reads a date in one of the forms in which trackers write them.
func ParseDate(s string) (time.Time, bool) {
	for _, f := range dateForms {
		if t, err := time.Parse(f, strings.TrimSpace(s)); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// textual turns a GString into the text it is at this moment.
func textual(c *groovy.Context, v any) (any, error) {
	if g, ok := v.(*groovy.GString); ok {
		return c.Text(g)
	}
	return v, nil
}

// CallMethod has what all objects can do beyond getters and setters, which
// Groovy makes of the members by itself.
func (o *Object) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch {
	case name == "clone" && len(args) == 0, name == "copy" && len(args) == 0:
		return o.clone(), true, nil
	case name == "get" && len(args) == 1, name == "getAt" && len(args) == 1:
		s, err := c.Text(args[0])
		if err != nil {
			return nil, true, err
		}
		v, _, err := o.GetProperty(c, s)
		return v, true, err
	case name == "put" && len(args) == 2, name == "putAt" && len(args) == 2:
		s, err := c.Text(args[0])
		if err != nil {
			return nil, true, err
		}
		_, err = o.SetProperty(c, s, args[1])
		return args[1], true, err
	case name == "doTransition" && len(args) == 1 && o.kind.Name == "item":
		v, err := transition(o.run(), c, []any{o, args[0]})
		return v, true, err
	case len(args) == 0 && o.kind.Name == "workLog" && name == "setRetain":
		return nil, true, nil // what remains is a field of its own here
	case len(args) == 0 && o.kind.Name == "workLog" && name == "setAutoAdjust":
		n, _ := whole(o.get("timeSpent")).(int64)
		o.takeOff(n, c.Where())
		return nil, true, nil
	case strings.HasPrefix(name, "set") && len(args) == 1 && o.kind.Name == "trace":
		// Its setters are written one behind the other.
		ok, err := o.SetProperty(c, lowerFirst(name[3:]), args[0])
		return o, ok, err
	case o.kind.Short != "" && textMethods[name]:
		v, err := c.Invoke(o.String(), name, args...)
		return v, true, err
	}
	return nil, false, nil
}

// textMethods are what rules ask of a status, a type or a user that was a text
// where they were written: some trackers of that product give texts, and some
// rules told texts under these names. The object answers as its text does.
var textMethods = map[string]bool{
	"capitalize": true, "concat": true, "contains": true, "endsWith": true, "equalsIgnoreCase": true, "indexOf": true, "isNumber": true,
	"length": true, "matches": true, "minus": true, "plus": true, "replace": true, "replaceAll": true, "replaceFirst": true, "size": true,
	"split": true, "startsWith": true, "substring": true, "take": true, "toInteger": true, "toLowerCase": true, "toUpperCase": true,
	"tokenize": true, "trim": true,
}

// run is the one that the object belongs to; nil for what a rule made.
func (o *Object) run() *run {
	switch s := o.src.(type) {
	case *record:
		return s.r
	case *told:
		return s.r
	}
	return nil
}

func lowerFirst(s string) string {
	if s == "" || len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s // URN stays URN
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// clone is a copy whose members can be set apart; lists are its own.
func (o *Object) clone() *Object {
	c := *o
	c.vals, c.loaded = nil, 0
	c.lines, c.frozen = nil, false
	for i := range o.kind.Members {
		if o.loaded&(1<<i) == 0 {
			continue
		}
		v := o.vals[o.slot(i)]
		switch x := v.(type) {
		case *groovy.List:
			v = groovy.NewList(x.Items()...)
		case *Fields:
			v = x.clone()
		case *groovy.Map:
			m := groovy.NewMap()
			for k, e := range x.All {
				m.Put(plainText(k), e)
			}
			v = m
		}
		c.keep(i, v)
	}
	if o.extra != nil {
		c.extra = nil
		for k, v := range o.extra.All {
			c.keepExtra(plainText(k), v)
		}
	}
	return &c
}

// namedByText are the kinds that are the same as their text: trackers of the
// product that rules were written for have texts where others have objects.
var namedByText = map[string]bool{"status": true, "issueType": true, "priority": true, "resolution": true, "label": true}

// Compare tells whether two objects of a kind are the same one, and whether a
// status, type or priority is that of a name.
func (o *Object) Compare(other any) (int, bool) {
	if s, ok := other.(string); ok && namedByText[o.kind.Name] {
		return strings.Compare(o.String(), s), true
	}
	p, ok := other.(*Object)
	if !ok || p.kind != o.kind {
		return 0, false
	}
	if o == p {
		return 0, true
	}
	if o.kind.Same == "" {
		return 0, false
	}
	a, b := plainText(o.get(o.kind.Same)), plainText(p.get(o.kind.Same))
	if a == "" || b == "" || o.remote != p.remote && o.kind.Same == "id" {
		return 0, false
	}
	return strings.Compare(a, b), true
}

// Truth is whether it is there.
func (o *Object) Truth() bool { return !o.absent }

// HashCode is that of what makes two objects of a kind the same one.
func (o *Object) HashCode() (int32, bool) {
	if o.kind.Same == "" {
		return 0, false
	}
	s := plainText(o.get(o.kind.Same))
	return javaHash(s), s != ""
}

// javaHash is what a JVM's String.hashCode gives.
func javaHash(s string) int32 {
	var h int32
	for _, u := range utf16.Encode([]rune(s)) {
		h = 31*h + int32(u)
	}
	return h
}

// JSONValue is the map of the members that are not null.
func (o *Object) JSONValue() any { return o.asMap() }

// Coerce makes a text of it, or a map of its members.
func (o *Object) Coerce(_ *groovy.Context, class string) (any, bool, error) {
	switch class {
	case "java.lang.String", "java.lang.CharSequence":
		return o.String(), true, nil
	case "java.util.Map", "java.util.LinkedHashMap", "java.util.HashMap":
		return o.asMap(), true, nil
	}
	return nil, false, nil
}

// asMap holds the members that are not null.
func (o *Object) asMap() *groovy.Map {
	m := groovy.NewMap()
	for i, mem := range o.kind.Members {
		if mem.Get != nil {
			continue
		}
		v := o.at(i)
		if l, ok := v.(*groovy.List); v == nil || ok && l.Len() == 0 {
			continue
		}
		m.Put(mem.Name, v)
	}
	for _, name := range o.extras() {
		if v := o.get(name); v != nil {
			m.Put(name, v)
		}
	}
	return m
}

// extras names the properties beyond the kind's members, in the order they came.
func (o *Object) extras() []string {
	var names []string
	if o.src != nil {
		names = o.src.names(o)
	}
	if o.extra != nil {
		known := len(names)
		for k := range o.extra.All {
			if n := plainText(k); !slices.Contains(names[:known], n) {
				names = append(names, n)
			}
		}
	}
	return names
}

// Properties are the names of its members.
func (o *Object) Properties() []string {
	var names []string
	for _, m := range o.kind.Members {
		names = append(names, m.Name)
	}
	return append(names, o.extras()...)
}

// Methods are those that objects have beside getters and setters.
func (o *Object) Methods() []string {
	if o.kind.Name == "item" {
		return []string{"clone", "doTransition", "get", "put"}
	}
	return []string{"clone", "get", "put"}
}

// The views that members may be of one another.

func nameOf(member string) func(*Object) any { return viewOf(member, "name") }

func setName(member string) func(*Object, any) error { return setView(member, "name") }

func viewOf(member, of string) func(*Object) any {
	return func(o *Object) any {
		if x, ok := o.get(member).(*Object); ok {
			return x.get(of)
		}
		return nil
	}
}

func setView(member, of string) func(*Object, any) error {
	return func(o *Object, v any) error {
		if v == nil {
			o.put(member, nil)
			return nil
		}
		i, _ := o.kind.member(member)
		o.put(member, made(o.kind.Members[i].Of, of, v))
		return nil
	}
}

func textOf(member string) func(*Object) any {
	return func(o *Object) any {
		if v := o.get(member); v != nil {
			return plainText(v)
		}
		return nil
	}
}

func setText(member string) func(*Object, any) error {
	return func(o *Object, v any) error {
		o.put(member, whole(v))
		return nil
	}
}

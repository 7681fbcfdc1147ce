package script

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script/scala"
)

// run is the world of one run of a rule.
type run struct {
	ctx context.Context // of this run; look-ups that a mere property needs have no other
	in  Input
	out *Outcome

	item     *Object // the local item
	before   *Object // the same, as it was
	replica  *Object
	previous *Object
	traces   *groovy.List
	first    bool
	header   map[string][]string // what addHTTPHeader added
	sides    *sides
	scope    *scriptContext
	calls    int  // of httpClient
	asked    int  // questions to sources
	swapped  bool // the rule bound another item

	// exported, while the item is compared with what it was, are the objects that
	// are as they came, as JSON has them, by the address of the record they were
	// made of. comparing is set once the item is exported, for what it was. shown
	// are then the elements that the item shows as the records they were made of,
	// and untouched the custom fields that are in neither, where the rule reached
	// for all of them.
	exported  map[uintptr]exported
	comparing bool
	shown     map[uintptr]bool
	untouched map[string]bool
	partial   bool // the rule reached for some of the custom fields alone
}

func newRun(ctx context.Context, in Input) *run {
	r := &run{ctx: ctx, in: in, out: &Outcome{}, first: in.First}
	r.item = newObject("item", &record{r, orEmpty(in.Issue)})
	r.before = newObject("item", &record{r, orEmpty(in.Issue)})
	r.before.frozen = true
	r.replica = newObject("item", &record{r, orEmpty(in.Replica)})
	r.previous = newObject("item", &record{r, orEmpty(in.Previous)})
	r.replica.told, r.previous.told = true, true
	if in.Incoming {
		r.replica.remote, r.previous.remote = true, true
		r.replica.src = &told{record{r, orEmpty(in.Replica)}, r}
	}
	r.sides = newSides(r)
	r.traces = groovy.NewList()
	for _, t := range in.Traces {
		r.traces.Append(r.object("trace", t, false))
	}
	return r
}

func orEmpty(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

// itemNames are the names under which rules know the item; all are bound, since
// published rules mix them.
var itemNames = []string{"issue", "workItem", "entity", "incident", "ticket", "defect", "testCase", "task", "request", "sprint", "enhancement", "story"}

// bindings are the variables of script-api.md §2.
func (r *run) bindings() map[string]any {
	in := &r.in
	entity := in.Entity
	if entity == "" {
		entity = "issue"
	}
	conn := r.object("connection", orEmpty(in.Connection), false)
	b := make(map[string]any, 48) // of about as many
	b["replica"], b["firstSync"], b["entityType"] = r.replica, r.first, entity
	b["connection"], b["relation"] = conn, conn
	b["traces"], b["blobMetadataList"] = r.traces, scala.NewSeq()
	b["issueKey"] = r.keyObject()
	b["store"], b["lookup"] = groovy.Func(r.store), groovy.Func(r.lookup)
	b["on"], b["sources"] = r.sides, &sources{r}
	for _, n := range itemNames {
		b[n] = r.item
	}
	if in.Previous != nil || in.Incoming {
		b["previous"] = any(nil)
		if in.Previous != nil {
			b["previous"] = r.previous
		}
	}
	if in.Incoming {
		b["issueBeforeScript"] = r.before
		b["remoteReplica"] = r.replica
		b["issueUrl"] = r.remoteURL()
		b["syncRequest"] = made("syncRequest", "traces", r.traces, "blobMetadataList", groovy.NewList(), "replica", r.replica)
	}
	for _, h := range r.helpers() {
		for _, n := range h.names {
			b[n] = h
		}
	}
	if _, taken := b[entity]; !taken && isIdentifier(entity) {
		b[entity] = r.item // problem, change_request: whatever kind of thing it is
	}
	r.bindSides(b)
	r.scope = &scriptContext{r, b}
	b["context"] = r.scope
	for _, n := range slices.Sorted(maps.Keys(in.Bindings)) {
		if _, taken := b[n]; taken && in.Lenient {
			continue // a name that merely happens to be in the case
		}
		b[n] = in.Bindings[n]
	}
	return b
}

// remoteURL is the address of the item on the other side; null where nobody
// knows, as where a rule is only looked at.
func (r *run) remoteURL() any {
	if r.in.Desk == nil {
		return nil
	}
	if s := r.in.Desk.URL("remoteIssue"); s != "" {
		return s
	}
	return nil
}

// keyObject names the local item, null before there is one.
func (r *run) keyObject() any {
	if r.item.get("id") == nil && r.item.get("key") == nil {
		return nil
	}
	return made("issueKey", "id", whole(r.item.get("id")), "urn", r.item.get("key"), "entityType", "issue")
}

// rebound takes over what a rule bound anew: `replica = other` is unusual, but
// means what it says.
func (r *run) rebound(b map[string]any) error {
	if o, ok := b["replica"].(*Object); ok && o.kind.Name == "item" {
		r.replica = o
	}
	for _, n := range itemNames {
		if o, ok := b[n].(*Object); ok && o != r.item && o.kind.Name == "item" {
			r.item, r.swapped = o, true
			break
		}
	}
	if l, ok := b["traces"].(*groovy.List); ok {
		r.traces = l
	}
	return nil
}

// takeKey links to the item that a first rule names in what it returns: a key
// object, alone or as the first of a tuple with traces.
func (r *run) takeKey(v any) {
	if p, ok := v.(scala.Tuple); ok && len(p) == 2 {
		v = p[0]
	} else if _, ok := v.(*Object); ok && r.out.Stored != nil {
		return
	}
	key, ok := v.(*Object)
	if !ok || key.kind.Name != "issueKey" || !r.in.Incoming || !r.in.First {
		return
	}
	id, urn := key.idText(), key.text("urn")
	if id == "" || r.item.text("id") != "" && r.item.text("id") != id {
		return
	}
	r.item.put("id", id)
	if r.item.text("key") == "" && urn != "" {
		r.item.put("key", urn)
	}
}

// finish makes the outcome of what the rule left behind.
func (r *run) finish() {
	o := r.out
	if r.in.Incoming {
		r.exportItem()
		for _, name := range ownLists {
			r.item.ours(name, o.After)
		}
		o.Lines = r.item.places()
		o.Traces, _ = export(r.traces).([]any)
		o.Sides = r.sides.export()
		return
	}
	if m, _ := r.replica.export(0).(map[string]any); len(m) > 0 {
		o.Replica = m
	}
	o.Lines = r.replica.places()
	o.Sides = r.sides.export()
}

// identity are the members that an outcome shows whether the rule reached for
// them or not: what the item is, and of what it can be made.
var identity = []string{"id", "key", "project", "type", "entityType", "repository", "tableName"}

// exportItem gives the item before and after. What the rule did not reach for is
// in neither, as it is the same in both, be it a member or a custom field; but
// what store(issue) has written is compared with the whole item.
func (r *run) exportItem() {
	o := r.out
	if r.swapped || o.Stored != nil {
		o.Before, _ = r.before.export(0).(map[string]any)
		o.After, _ = r.item.export(0).(map[string]any)
		return
	}
	for _, name := range identity {
		r.item.get(name)
	}
	r.exported = map[uintptr]exported{}
	defer func() { r.exported, r.comparing, r.shown, r.untouched, r.partial = nil, false, nil, nil, false }()
	o.After = make(map[string]any, 24) // most rules reach for fewer members
	r.item.exportTo(o.After, 0, r.item.loaded)
	r.comparing = true
	o.Before = make(map[string]any, len(o.After))
	r.before.exportTo(o.Before, 0, r.item.loaded)
}

// ownLists hold elements that exist in one item only.
var ownLists = []string{"comments", "attachments", "workLogs", "issueLinks"}

// ours says of elements that come from the other side that they are not here
// yet: what they have is an id over there.
func (o *Object) ours(name string, exported map[string]any) {
	if !o.touched(name) {
		return
	}
	l, _ := o.get(name).(*groovy.List)
	out, _ := exported[name].([]any)
	if l == nil {
		return
	}
	i := 0
	for _, e := range l.Items() {
		if e == nil {
			continue // and left out
		}
		x, ok := e.(*Object)
		if m, isMap := out[i].(map[string]any); ok && isMap && x.remote {
			m["remoteId"] = m["id"]
			delete(m, "id")
		}
		i++
	}
}

// places are the lines that set the fields of an item: of the whole field, or of
// the element of it that was changed last.
func (o *Object) places() map[string]groovy.Frame {
	at := make(map[string]groovy.Frame, len(o.lines)+4) // some custom fields
	for _, p := range o.lines {
		at[p.name] = p.at
	}
	later := func(name string, f groovy.Frame) {
		if old, ok := at[name]; f.Line > 0 && (!ok || f.Line > old.Line) {
			at[name] = f
		}
	}
	for i := range o.kind.Members {
		if o.loaded&(1<<i) == 0 {
			continue
		}
		name := o.kind.Members[i].Name
		switch v := o.vals[o.slot(i)].(type) {
		case *groovy.List:
			for _, e := range v.Items() {
				if x, ok := e.(*Object); ok {
					for _, p := range x.lines {
						later(name, p.at)
					}
				}
			}
		case *Fields:
			for _, cf := range v.reached() {
				if f, ok := cf.line("value"); ok {
					at[name+"."+cf.text("name")] = f
				}
			}
		case *Object:
			for _, p := range v.lines {
				later(name, p.at)
			}
		}
	}
	return at
}

// told is a replica that arrived: what it changed is found by comparing it with
// the one before.
type told struct {
	record
	r *run
}

func (s *told) load(o *Object, m *Member) any {
	if !delta[m.Name] || s.m[m.Name] != nil {
		return s.record.load(o, m)
	}
	how, of := m.Name, ""
	for _, prefix := range []string{"added", "changed", "removed"} {
		if rest, ok := cutPrefix(m.Name, prefix); ok {
			how, of = prefix, lowerFirst(rest)
		}
	}
	now, _ := o.get(of).(*groovy.List)
	if l, ok := s.r.previous.untold(of); ok {
		if added, sure := newElements(how, now, l); sure {
			return added
		}
	}
	was, _ := s.r.previous.get(of).(*groovy.List)
	return changedElements(how, now, was)
}

// untold are the elements of a member as they came, as long as no rule has
// reached for them.
func (o *Object) untold(member string) ([]any, bool) {
	s, ok := o.src.(*record)
	if !ok || o.touched(member) || o.extra != nil {
		return nil, false
	}
	l, ok := s.m[member].([]any)
	return l, ok
}

// newElements is changedElements without making objects of what was told
// before, which most rules never look at. It is not sure where ids are not
// plainly written, and of what is gone, which has to be made.
func newElements(how string, now *groovy.List, was []any) (l *groovy.List, sure bool) {
	var before map[string]map[string]any // those that are not in their place, once one is not
	l = groovy.NewList()
	for i, v := range now.Items() {
		e, ok := v.(*Object)
		if !ok {
			return nil, false
		}
		id := e.idText()
		old, known := map[string]any(nil), false
		if before == nil && i < len(was) {
			// Told in the order of the time before, most are where they were.
			m, _ := was[i].(map[string]any)
			if wasID, ok := digitsOrText(m["id"]); ok && wasID == id {
				old, known = m, true
			}
		}
		if !known && before == nil && i < len(was) {
			before = make(map[string]map[string]any, len(was)-i)
			for _, e := range was[i:] {
				m, _ := e.(map[string]any)
				id, ok := digitsOrText(m["id"])
				if !ok {
					return nil, false
				}
				before[id] = m
			}
		}
		if before != nil {
			old, known = before[id]
		}
		switch {
		case how == "removed":
			delete(before, id)
		case how == "added" && !known:
			l.Append(e)
		case how == "changed" && known:
			s, ok := e.src.(*record)
			if !ok || !e.pristine() || !sameRecord(s.m, old) {
				return nil, false // perhaps only written differently
			}
		}
	}
	return l, how != "removed" || len(before) == 0 && now.Len() >= len(was)
}

func cutPrefix(s, prefix string) (string, bool) {
	if len(s) > len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return s, false
}

// changedElements are the elements of now that was does not have, those that
// differ, or those of was that are gone.
func changedElements(how string, now, was *groovy.List) *groovy.List {
	if how == "removed" {
		return changedElements("added", was, now)
	}
	before := map[string]*Object{}
	for _, e := range items(was) {
		before[e.idText()] = e
	}
	l := groovy.NewList()
	for _, e := range items(now) {
		old, known := before[e.idText()]
		switch how {
		case "added":
			if !known {
				l.Append(e)
			}
		case "changed":
			if known && !sameContent(e, old) {
				l.Append(e)
			}
		}
	}
	return l
}

// items are the objects of a list.
func items(l *groovy.List) []*Object {
	if l == nil {
		return nil
	}
	var out []*Object
	for _, e := range l.Items() {
		if o, ok := e.(*Object); ok {
			out = append(out, o)
		}
	}
	return out
}

// sameContent tells whether people changed nothing of an element. What is still
// as it came is compared as it came.
func sameContent(a, b *Object) bool {
	x, ok1 := a.src.(*record)
	y, ok2 := b.src.(*record)
	if !ok1 || !ok2 || !a.pristine() || !b.pristine() {
		return Same(contentOf(a), contentOf(b))
	}
	return sameRecord(x.m, y.m) || Same(contentOf(a), contentOf(b)) // perhaps only written differently
}

// sameRecord tells whether two elements came with the same content.
func sameRecord(a, b map[string]any) bool {
	for _, m := range [2][2]map[string]any{{a, b}, {b, a}} {
		for k, v := range m[0] {
			if !noContent[k] && !Same(v, m[1][k]) {
				return false
			}
		}
	}
	return true
}

// pristine tells whether an object is surely what it was made of: no more than
// plain members were read.
func (o *Object) pristine() bool {
	return o.set == 0 && o.extra == nil && o.loaded&o.kind.deep == 0
}

// noContent is what changes of an element without people changing it.
var noContent = map[string]bool{"created": true, "updated": true, "author": true, "updateAuthor": true, "remoteId": true}

// contentOf is what people can change of a comment, an attachment or a work log.
func contentOf(o *Object) any {
	m, _ := o.export(0).(map[string]any)
	for n := range noContent {
		delete(m, n)
	}
	return m
}

// store is store(issue): the item is created or updated at once, so that its id
// and key can be used in the rest of the rule.
func (r *run) store(c *groovy.Context, args []any) (any, error) {
	o := r.item
	if len(args) == 1 {
		given, ok := args[0].(*Object)
		if !ok || given.kind.Name != "item" {
			return nil, c.Throw("java.lang.IllegalArgumentException", "store takes the item: store(issue)")
		}
		o = given
	} else if len(args) > 1 {
		return nil, c.Throw("java.lang.IllegalArgumentException", "store takes one argument: store(issue)")
	}
	m, _ := o.export(0).(map[string]any)
	got, err := r.in.Desk.Store(c.Context(), m)
	if stops := interface{ StopsRule() }(nil); errors.As(err, &stops) {
		return nil, c.Stop(err) // the rule is run again, and goes on from here
	} else if err != nil {
		return nil, err
	}
	r.out.Stored = m
	for _, n := range []string{"id", "key"} {
		if got[n] != nil {
			o.put(n, got[n])
		}
	}
	return o, nil
}

// knownField gives the empty field that a tracker's item has although it holds
// nothing; nil if the tracker has none of that name.
func (r *run) knownField(name string) *Object {
	m, err := r.in.Desk.Find(r.ctx, "customField", map[string]string{"name": name})
	if err != nil || m == nil {
		return nil
	}
	cf, _ := r.object("customField", m, false).(*Object)
	return cf
}

// toldField stands for a field that the other side did not tell, where a case
// is tried that may just lack it. It counts as nothing in conditions.
func (r *run) toldField(name string) *Object {
	r.warn("the case's replica has no custom field " + strconv.Quote(name) + ": taken to be there, and empty")
	cf := made("customField", "name", name)
	cf.absent = true
	return cf
}

// anyField is knownField where nobody can say what the tracker has: a field
// that a rule names is taken to be there.
func (r *run) anyField(name string) *Object {
	if cf := r.knownField(name); cf != nil || !r.in.Lenient {
		return cf
	}
	r.warn("the case names no custom field " + strconv.Quote(name) + ": taken to be there, and empty")
	return made("customField", "name", name)
}

// warn tells the owner something once.
func (r *run) warn(text string) {
	if !slices.Contains(r.out.Warnings, text) {
		r.out.Warnings = append(r.out.Warnings, text)
	}
}

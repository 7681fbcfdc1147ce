package hub

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Part names the smallest thing that can be edited, told, contested and
// written by itself: a scalar field ("summary", "customFields.Team"), or one
// element of a set ("labels/ui", "comments/17"). A set is never compared as a
// whole. Field names have "%" and "/" escaped, so the first "/" parts the two.
type Part string

var partEscaper = strings.NewReplacer("%", "%25", "/", "%2F")
var partUnescaper = strings.NewReplacer("%2F", "/", "%25", "%")

// PartOf names an element of a set, or with elem "" the field itself.
func PartOf(field, elem string) Part {
	if strings.ContainsAny(field, "%/") {
		field = partEscaper.Replace(field)
	}
	if elem == "" {
		return Part(field)
	}
	return Part(field + "/" + elem)
}

// Field returns the field a part belongs to.
func (p Part) Field() string {
	f, _, _ := strings.Cut(string(p), "/")
	if strings.Contains(f, "%") {
		return partUnescaper.Replace(f)
	}
	return f
}

// Elem returns the element's name within its set, "" for a scalar.
func (p Part) Elem() string {
	_, e, _ := strings.Cut(string(p), "/")
	return e
}

// Parts is the content of an issue: what of it can be edited. A part that is
// present with a nil value was emptied on purpose; an absent one is not told.
//
// Values are: for a scalar its value; for labels, versions, components,
// sprints and watchers true; for comments, attachments, work logs and links a
// map of what of them can be edited.
type Parts map[Part]Value

// Parts returns the content of the issue.
func (is *Issue) Parts() Parts {
	ps := make(Parts, 12+len(is.Labels)+len(is.Comments)+len(is.Attachments)+len(is.CustomFields))
	for i := range fields {
		f := &fields[i]
		switch p := f.ptr(is); f.kind {
		case scalar:
			if v := scalarValue(p); v != nil {
				ps[Part(f.name)] = v
			}
		case set:
			addElements(ps, f.name, p)
		case values:
			for k, v := range *p.(*Values) {
				ps[PartOf(f.name+"."+k, "")] = v
			}
		}
	}
	for k, v := range is.Extra {
		ps[PartOf("extra."+k, "")] = v
	}
	for _, name := range is.Cleared {
		if p := PartOf(name, ""); ps[p] == nil && !(IsSet(name) && ps.hasElement(name)) {
			ps[p] = nil
		}
	}
	return ps
}

func (ps Parts) hasElement(field string) bool {
	for p := range ps {
		if p.Elem() != "" && p.Field() == field {
			return true
		}
	}
	return false
}

func addElements(ps Parts, name string, p any) {
	switch l := p.(type) {
	case *[]string:
		for _, e := range *l {
			ps[PartOf(name, e)] = true
		}
	case *[]User:
		for _, u := range *l {
			ps[PartOf(name, userElem(u))] = true
		}
	case *[]Link:
		for _, k := range *l {
			ps.addFirst(PartOf(name, k.elem()), map[string]Value{"title": k.Title})
		}
	case *[]Comment:
		for _, c := range *l {
			ps.addFirst(PartOf(name, c.ID), c.Only.with(map[string]Value{"body": c.Body, "private": c.Private}))
		}
	case *[]Attachment:
		for _, a := range *l {
			ps.addFirst(PartOf(name, a.ID), map[string]Value{"digest": string(a.Digest)})
		}
	case *[]WorkLog:
		for _, w := range *l {
			ps.addFirst(PartOf(name, w.ID), w.Only.with(map[string]Value{
				"text": w.Text, "started": inUTC(w.Started), "seconds": int64Number(w.Seconds),
			}))
		}
	}
}

// with adds to what of an element can be edited who may read it, if not all may.
func (a Audience) with(m map[string]Value) map[string]Value {
	if a.Role != "" {
		m["role"] = a.Role
	}
	if a.Group != "" {
		m["group"] = a.Group
	}
	return m
}

// addFirst lets the first of two elements of one name stand for both, as Set
// and Take do: two links may well say the same.
func (ps Parts) addFirst(p Part, v Value) {
	if ps[p] == nil {
		ps[p] = v
	}
}

// inUTC leaves alone what would leave the years that a Value can have.
func inUTC(t time.Time) time.Time {
	if u := t.UTC(); u.Year() >= 0 && u.Year() <= 9999 {
		return u
	}
	return t
}

func int64Number(n int64) Number { return Number(strconv.FormatInt(n, 10)) }

func userElem(u User) string {
	switch {
	case u.ID != "":
		return u.ID
	case u.Email != "":
		return u.Email
	}
	return u.Name
}

// elem names a link by what it says, since some trackers give links no id.
func (k Link) elem() string {
	if k.URL != "" {
		return k.Type + ":" + k.URL
	}
	return k.Type + ":" + k.To.ID
}

// Set gives a part another value; nil empties it or takes the element out.
// What a part does not cover (a comment's author) is kept where the element
// was there before.
func (is *Issue) Set(p Part, v Value) {
	name, elem := p.Field(), p.Elem()
	if f := fieldByName[name]; f != nil {
		switch {
		case f.kind == scalar:
			setScalar(f.ptr(is), v)
		case f.kind == set && elem != "":
			setElement(f.ptr(is), elem, v)
		}
		return
	}
	group, key, ok := strings.Cut(name, ".")
	if !ok {
		return
	}
	m := map[string]*Values{"customFields": &is.CustomFields, "customKeys": &is.CustomKeys, "extra": &is.Extra}[group]
	if m == nil {
		return
	}
	if v == nil {
		delete(*m, key)
		return
	}
	if *m == nil {
		*m = Values{}
	}
	(*m)[key] = v
}

func setElement(p any, elem string, v Value) {
	m, _ := v.(map[string]Value)
	text := func(k string) string { s, _ := m[k].(string); return s }
	switch l := p.(type) {
	case *[]string:
		putElement(l, v != nil, func(e *string) bool { return *e == elem }, func(e *string) { *e = elem })
	case *[]User:
		putElement(l, v != nil, func(u *User) bool { return userElem(*u) == elem }, func(u *User) {
			if userElem(*u) != elem {
				*u = User{ID: elem}
			}
		})
	case *[]Link:
		putElement(l, v != nil, func(k *Link) bool { return k.elem() == elem }, func(k *Link) {
			if k.elem() != elem {
				typ, to, _ := strings.Cut(elem, ":")
				*k = Link{Type: typ, To: Ref{ID: to}}
				if strings.Contains(to, "://") {
					*k = Link{Type: typ, URL: to}
				}
			}
			k.Title = text("title")
		})
	case *[]Comment:
		putElement(l, v != nil, func(c *Comment) bool { return c.ID == elem }, func(c *Comment) {
			c.ID, c.Body = elem, text("body")
			c.Private, _ = m["private"].(bool)
			c.Only = Audience{text("role"), text("group")}
		})
	case *[]Attachment:
		putElement(l, v != nil, func(a *Attachment) bool { return a.ID == elem }, func(a *Attachment) {
			a.ID, a.Digest = elem, Digest(text("digest"))
		})
	case *[]WorkLog:
		putElement(l, v != nil, func(w *WorkLog) bool { return w.ID == elem }, func(w *WorkLog) {
			w.ID, w.Text = elem, text("text")
			w.Only = Audience{text("role"), text("group")}
			if n, ok := m["seconds"].(Number); ok {
				w.Seconds, _ = n.Int64()
			}
			setScalar(&w.Started, m["started"])
		})
	}
}

// Get returns the value of one part, nil if it is empty or not there.
func (is *Issue) Get(p Part) Value {
	name, elem := p.Field(), p.Elem()
	if f := fieldByName[name]; f != nil {
		switch {
		case f.kind == scalar:
			return scalarValue(f.ptr(is))
		case f.kind == set && elem != "":
			ps := Parts{}
			addElements(ps, name, f.ptr(is))
			return ps[p]
		}
		return nil
	}
	group, key, _ := strings.Cut(name, ".")
	switch group {
	case "customFields":
		return is.CustomFields[key]
	case "customKeys":
		return is.CustomKeys[key]
	case "extra":
		return is.Extra[key]
	}
	return nil
}

// Take gives a part the value it has in another issue, whole: with what nobody
// edits, like a comment's author.
func (is *Issue) Take(p Part, from *Issue) {
	name, elem := p.Field(), p.Elem()
	f := fieldByName[name]
	if f == nil || f.kind != set {
		is.Set(p, cloneValue(from.Get(p)))
		if name == "parent" {
			is.Parent = clonePtr(from.Parent) // with its key
		}
		return
	}
	switch to := f.ptr(is).(type) {
	case *[]string:
		takeElement(to, *f.ptr(from).(*[]string), func(e *string) bool { return *e == elem })
	case *[]User:
		takeElement(to, *f.ptr(from).(*[]User), func(u *User) bool { return userElem(*u) == elem })
	case *[]Link:
		takeElement(to, *f.ptr(from).(*[]Link), func(k *Link) bool { return k.elem() == elem })
	case *[]Comment:
		takeElement(to, *f.ptr(from).(*[]Comment), func(c *Comment) bool { return c.ID == elem })
	case *[]Attachment:
		takeElement(to, *f.ptr(from).(*[]Attachment), func(a *Attachment) bool { return a.ID == elem })
	case *[]WorkLog:
		takeElement(to, *f.ptr(from).(*[]WorkLog), func(w *WorkLog) bool { return w.ID == elem })
	}
}

func takeElement[T any](to *[]T, from []T, is func(*T) bool) {
	i := slices.IndexFunc(from, func(e T) bool { return is(&e) })
	putElement(to, i >= 0, is, func(e *T) { *e = from[i] })
}

// putElement changes the element that is found, appends one, or takes it out.
func putElement[T any](l *[]T, keep bool, is func(*T) bool, put func(*T)) {
	i := slices.IndexFunc(*l, func(e T) bool { return is(&e) })
	switch {
	case !keep && i >= 0:
		*l = slices.DeleteFunc(slices.Clone(*l), func(e T) bool { return is(&e) })
	case !keep:
	case i >= 0:
		*l = slices.Clone(*l)
		put(&(*l)[i])
	default:
		var e T
		put(&e)
		*l = append(slices.Clip(*l), e)
	}
}

// Diff lists the parts in which two contents differ, in a fixed order. A part
// that is absent is the same as one that is empty.
func (ps Parts) Diff(o Parts) []Part {
	var d []Part
	for p, v := range ps {
		if !SamePart(v, o[p]) {
			d = append(d, p)
		}
	}
	for p, v := range o {
		if _, ok := ps[p]; !ok && v != nil {
			d = append(d, p)
		}
	}
	slices.Sort(d)
	return d
}

// SamePart is Same for the values of one part. An attachment whose bytes
// nobody has looked at yet is the same as one of its id whose bytes are known:
// few trackers name a digest, and none changes the bytes of an attachment.
func SamePart(a, b Value) bool {
	if Same(a, b) {
		return true
	}
	m, _ := a.(map[string]Value)
	n, _ := b.(map[string]Value)
	x, ok := m["digest"]
	y, both := n["digest"]
	return ok && both && len(m) == 1 && len(n) == 1 && (x == "" || y == "")
}

// Told reports whether two contents tell the same; unlike Diff it tells an
// emptied part from one that is not told at all.
func (ps Parts) Told(o Parts) bool {
	return maps.EqualFunc(ps, o, Same)
}

// Digest identifies the content alone, in its canonical form.
func (ps Parts) Digest() Digest {
	m := make(map[string]Value, len(ps))
	for p, v := range ps {
		m[string(p)] = v
	}
	b, err := EncodeValue(m)
	if err != nil {
		panic("hub: issue holds a value that is not a Value: " + err.Error())
	}
	return DigestOf(b)
}

// DigestOf returns the digest of b.
func DigestOf(b []byte) Digest {
	h := sha256.Sum256(b)
	return Digest("sha256:" + hex.EncodeToString(h[:]))
}

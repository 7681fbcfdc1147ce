package hub

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"pgregory.net/rapid"
)

// Generators of what a tracker or a partner may hand in.

// text has what breaks escaping: quotes, controls, astral signs, "$", "/", "%".
var text = rapid.OneOf(
	rapid.SampledFrom([]string{"", "$", "$time", "$$user", "a/b%2F", "äß☃𝄞", "\x00\x1f\"\\", "\u2028<&>", "\ufffd", "null"}),
	rapid.String(),
)

var name = rapid.OneOf(rapid.SampledFrom([]string{"ui", "a/b", "100%", "%2F", "$time", "with space", "x.y"}), rapid.StringN(1, 8, -1))

var number = rapid.OneOf(
	rapid.SampledFrom([]Number{"0", "-0", "1.0", "1", "1e400", "-1E-7", "123456789012345678901234567890"}),
	rapid.Map(rapid.Int64(), int64Number),
)

// moment has any year that a time on the wire can have, nanoseconds, and an
// offset of whole minutes.
var moment = rapid.Custom(func(t *rapid.T) time.Time {
	at := time.Unix(rapid.Int64Range(-62135596800+86400*2, 253402300799-86400*2).Draw(t, "unix"), rapid.Int64Range(0, 999_999_999).Draw(t, "nano"))
	minutes := rapid.OneOf(rapid.Just(0), rapid.IntRange(-23*60, 23*60)).Draw(t, "offset")
	return at.In(time.FixedZone("", minutes*60))
})

var person = rapid.Custom(func(t *rapid.T) User {
	return User{ID: name.Draw(t, "id"), Name: text.Draw(t, "name"), Email: text.Draw(t, "email")}
})

func somebody(t *rapid.T, label string) *User {
	return rapid.Ptr(person, true).Draw(t, label)
}

var value = rapid.Custom(func(t *rapid.T) Value { return drawValue(t, 3) })

// fact is a value that is not nil: one that a field may hold.
var fact = value.Filter(func(v Value) bool { return v != nil })

func drawValue(t *rapid.T, deep int) Value {
	kinds := 6
	if deep > 0 {
		kinds = 8
	}
	switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
	case 0:
		return nil
	case 1:
		return rapid.Bool().Draw(t, "bool")
	case 2:
		return text.Draw(t, "string")
	case 3:
		return number.Draw(t, "number")
	case 4:
		return moment.Draw(t, "time")
	case 5:
		return person.Draw(t, "user")
	case 6:
		return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Value { return drawValue(t, deep-1) }), 0, 4).Draw(t, "list")
	}
	return rapid.MapOfN(text, rapid.Custom(func(t *rapid.T) Value { return drawValue(t, deep-1) }), 0, 4).Draw(t, "map")
}

func named(t *rapid.T, label string) Values {
	m := rapid.MapOfN(name, fact, 0, 3).Draw(t, label)
	if len(m) == 0 {
		return nil // as it is after a round trip
	}
	return m
}

// ids are few, so that two issues have some in common.
var ids = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"1", "2", "3", "a/b", "50%"}), 0, 3, rapid.ID[string])

func each[T any](t *rapid.T, label string, make func(id string) T) []T {
	var l []T
	for _, id := range ids.Draw(t, label) {
		l = append(l, make(id))
	}
	return l
}

// issue draws an issue with every field of the table set or not. What is
// never on the wire stays empty.
var issue = rapid.Custom(func(t *rapid.T) Issue {
	str := func(label string) string { return rapid.OneOf(rapid.Just(""), text).Draw(t, label) }
	when := func(label string) time.Time {
		if rapid.Bool().Draw(t, label+"?") {
			return moment.Draw(t, label)
		}
		return time.Time{}
	}
	seconds := func(label string) *int64 { return rapid.Ptr(rapid.Int64(), true).Draw(t, label) }
	strs := func(label string) []string {
		return each(t, label, func(id string) string { return id })
	}
	is := Issue{
		Ref: Ref{ID: str("ref"), Key: str("key")}, Project: str("project"), Type: str("type"), Summary: str("summary"),
		Description: str("description"), Environment: str("environment"), Status: str("status"), Resolution: str("resolution"),
		Priority: str("priority"), Severity: str("severity"), SecurityLevel: str("securityLevel"), URL: str("url"),
		Assignee: somebody(t, "assignee"), Reporter: somebody(t, "reporter"), Creator: somebody(t, "creator"),
		Due: when("due"), Created: when("created"), Updated: when("updated"), Resolved: when("resolved"),
		Estimate: seconds("estimate"), Remaining: seconds("remaining"), Spent: seconds("spent"),
		Labels: strs("labels"), Components: strs("components"), AffectedVersions: strs("affected"), FixVersions: strs("fix"),
		Sprints:  strs("sprints"),
		Watchers: each(t, "watchers", func(id string) User { return User{ID: id, Name: text.Draw(t, "watcher")} }),
		Links: each(t, "links", func(id string) Link {
			l := Link{ID: text.Draw(t, "link"), Type: "blocks", Title: text.Draw(t, "title")}
			if rapid.Bool().Draw(t, "remote") {
				l.URL = "https://example.org/" + id
			} else {
				l.To = Ref{ID: id, Key: text.Draw(t, "to")}
			}
			return l
		}),
		Comments: each(t, "comments", func(id string) Comment {
			return Comment{ID: id, Author: somebody(t, "author"), Body: text.Draw(t, "body"), Created: when("said"),
				Updated: when("changed"), Private: rapid.Bool().Draw(t, "private")}
		}),
		Attachments: each(t, "attachments", func(id string) Attachment {
			return Attachment{ID: id, Name: text.Draw(t, "file"), Type: "text/plain", Size: rapid.Int64Min(0).Draw(t, "size"),
				Digest: DigestOf([]byte(text.Draw(t, "bytes"))), Author: somebody(t, "author"), Created: when("attached")}
		}),
		WorkLogs: each(t, "workLogs", func(id string) WorkLog {
			return WorkLog{ID: id, Author: somebody(t, "author"), Text: text.Draw(t, "text"), Started: when("started"),
				Seconds: rapid.Int64().Draw(t, "seconds")}
		}),
		History: each(t, "history", func(id string) HistoryItem {
			return HistoryItem{ID: id, At: when("at"), By: somebody(t, "by"), Field: text.Draw(t, "field"),
				From: value.Draw(t, "from"), To: value.Draw(t, "to")}
		}),
		CustomFields: named(t, "customFields"), CustomKeys: named(t, "customKeys"), Extra: named(t, "extra"),
		Cleared: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"summary", "labels", "due", "customFields.Team"}), 0, 2,
			rapid.ID[string]).Draw(t, "cleared"),
	}
	if rapid.Bool().Draw(t, "parent?") {
		is.Parent = &Ref{ID: name.Draw(t, "parent"), Key: text.Draw(t, "parentKey")}
	}
	if len(is.Cleared) == 0 {
		is.Cleared = nil
	}
	return is
})

// equal is reflect.DeepEqual, but times are equal if moment and offset are: a
// time read back has another *time.Location for the same offset.
func equal(a, b any) bool {
	return same(reflect.ValueOf(a), reflect.ValueOf(b))
}

func same(a, b reflect.Value) bool {
	if a.IsValid() != b.IsValid() || a.IsValid() && a.Type() != b.Type() {
		return false
	}
	if !a.IsValid() {
		return true
	}
	if t, ok := a.Interface().(time.Time); ok {
		u, ok := b.Interface().(time.Time) // an interface may hold anything else
		_, x := t.Zone()
		_, y := u.Zone()
		return ok && t.Equal(u) && x == y
	}
	switch a.Kind() {
	case reflect.Pointer, reflect.Interface:
		return a.IsNil() == b.IsNil() && (a.IsNil() || same(a.Elem(), b.Elem()))
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		return !slices.ContainsFunc(a.MapKeys(), func(k reflect.Value) bool {
			return !b.MapIndex(k).IsValid() || !same(a.MapIndex(k), b.MapIndex(k))
		})
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

func show(v any) string { return fmt.Sprintf("%#v", v) }

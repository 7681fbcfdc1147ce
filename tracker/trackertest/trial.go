package trackertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// trial is one check being made: the test, the subject, and short ways to do
// what most checks do.
type trial struct {
	T
	s     Subject
	c     tracker.Connector
	check check
	n     int // names made up so far
}

func (x *trial) ctx() context.Context { return x.Context() }

func (x *trial) habits() tracker.Habits { return x.s.Spec.HabitsOf(x.c) }

// texts are the fields that take any text at any time.
func (x *trial) texts() []string {
	return slices.DeleteFunc(slices.Clone(x.s.Texts), x.habits().Keeps)
}

// name makes up a name that no other issue has.
func (x *trial) name() string {
	x.n++
	return fmt.Sprintf("%s %s %d", x.s.Seed, x.check, x.n)
}

// mark makes up a mark that no other issue carries.
func (x *trial) mark() string {
	return hub.EndKey{Pair: hub.PairID(hub.DigestOf([]byte(x.name()))[7:27]), Side: hub.Initiator}.Mark()
}

// base is the least issue that can be made.
func (x *trial) base() *hub.Issue {
	return &hub.Issue{Project: x.s.Project, Type: x.s.Type, Summary: x.name()}
}

// create makes an issue with what fill adds to the least one.
func (x *trial) create(fill func(*hub.Issue)) hub.Ref {
	x.Helper()
	is := x.base()
	if fill != nil {
		fill(is)
	}
	r, err := x.c.Create(x.ctx(), tracker.Write{}, is)
	x.ok(err, "create an issue")
	if r.Ref.ID == "" {
		x.Fatalf("Create answered without the id of the issue: %+v", r)
	}
	return r.Ref
}

// settle waits until reads show what was written.
func (x *trial) settle() {
	x.Helper()
	x.wait(x.habits().ReadLag)
}

// tick waits until the next change has another revision and another time.
func (x *trial) tick() {
	x.Helper()
	x.wait(x.habits().ReadLag + x.habits().Unit)
}

func (x *trial) wait(d time.Duration) {
	x.Helper()
	if d > 0 {
		x.ok(x.s.Settle(x.ctx(), d+time.Millisecond), "let time pass")
	}
}

// get reads an issue when reads are no longer stale.
func (x *trial) get(ref hub.Ref) *hub.Issue {
	x.Helper()
	x.settle()
	is, err := x.c.Get(x.ctx(), ref)
	x.ok(err, "get "+ref.String())
	if is == nil {
		x.Fatalf("Get answered neither issue nor error for %s", ref)
	}
	return is
}

// set writes a patch.
func (x *trial) set(ref hub.Ref, p tracker.Patch) tracker.Receipt {
	x.Helper()
	r, err := x.c.Set(x.ctx(), tracker.Write{Ref: ref}, p)
	x.ok(err, "set")
	return r
}

// setText writes one field.
func (x *trial) setText(ref hub.Ref, field, text string) tracker.Receipt {
	x.Helper()
	return x.set(ref, fieldPatch(field, text))
}

func fieldPatch(field string, v hub.Value) tracker.Patch {
	var p tracker.Patch
	p.Fields.Set(hub.PartOf(field, ""), v)
	return p
}

func clearPatch(field string) tracker.Patch {
	var p tracker.Patch
	p.Fields.Clear(field)
	return p
}

func addPatch(field string, elements ...string) tracker.Patch {
	var p tracker.Patch
	for _, e := range elements {
		p.Add.Set(hub.PartOf(field, e), true)
	}
	return p
}

func dropPatch(field string, elements ...string) tracker.Patch {
	var p tracker.Patch
	for _, e := range elements {
		p.Drop.Set(hub.PartOf(field, e), true)
	}
	return p
}

// ok ends the check if there is an error.
func (x *trial) ok(err error, doing string) {
	x.Helper()
	if err != nil {
		x.Fatalf("%s: %v", doing, err)
	}
}

// refused wants an error that is classified, as one of codes.
func (x *trial) refused(err error, doing string, codes ...hub.Code) *hub.Error {
	x.Helper()
	var e *hub.Error
	switch {
	case err == nil:
		x.Fatalf("%s: no error, want %v", doing, codes)
	case !errors.As(err, &e):
		x.Fatalf("%s: %v is not a *hub.Error, want one of %v", doing, err, codes)
	case !slices.Contains(codes, e.Code):
		x.Fatalf("%s: %v, want one of %v", doing, err, codes)
	case e.Message == "":
		x.Errorf("%s: an error without a message for the owner", doing)
	}
	return e
}

// shows wants a field to show what was sent, in the tracker's form.
func (x *trial) shows(is *hub.Issue, field string, sent hub.Value) {
	x.Helper()
	got := is.Parts()[hub.PartOf(field, "")]
	if want := x.c.Canon(field, sent); !hub.Same(got, want) {
		x.Errorf("%s shows %.200q, want %.200q (sent %.200q)", field, text(got), text(want), text(sent))
	}
}

// differs lists the parts in which two states differ, those of skip left out.
func differs(a, b *hub.Issue, skip ...string) []hub.Part {
	return slices.DeleteFunc(a.Parts().Diff(b.Parts()), func(p hub.Part) bool {
		return slices.Contains(skip, p.Field())
	})
}

// untouched wants two states to be the same but for the fields named.
func (x *trial) untouched(before, after *hub.Issue, but ...string) {
	x.Helper()
	if d := differs(before, after, but...); len(d) > 0 {
		x.Errorf("changed without being named: %v", d)
	}
}

func text(v hub.Value) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

// has reports whether a set shows an element.
func has(is *hub.Issue, field, element string) bool {
	return is.Parts()[hub.PartOf(field, element)] != nil
}

// sorted goes through a map in the order of its names, so that each run makes
// the same calls.
func sorted[V any](m map[string]V) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, name := range slices.Sorted(maps.Keys(m)) {
			if !yield(name, m[name]) {
				return
			}
		}
	}
}

// missing is the name of an issue that there is not.
var missing = hub.Ref{ID: "987654321"}

// need joins conditions: the first reason counts.
func need(reasons ...func(*trial) string) func(*trial) string {
	return func(x *trial) string {
		for _, f := range reasons {
			if r := f(x); r != "" {
				return r
			}
		}
		return ""
	}
}

// when makes a condition of a question and the reason if the answer is no.
func when(reason string, is func(*trial) bool) func(*trial) string {
	return func(x *trial) string {
		if is(x) {
			return ""
		}
		return reason
	}
}

// can finds a capability by assertion, as the engine does.
func can[C any](name string) func(*trial) string {
	return when("the connector is no "+name, func(x *trial) bool { _, ok := x.c.(C); return ok })
}

var (
	canEdit        = when("the subject has no Edit: nobody edits by hand", func(x *trial) bool { return x.s.Edit != nil })
	canDelete      = when("the subject has no Delete", func(x *trial) bool { return x.s.Delete != nil })
	canHide        = when("the subject has no Hide", func(x *trial) bool { return x.s.Hide != nil })
	hasSets        = when("the subject names no sets", func(x *trial) bool { return len(x.s.Sets) > 0 })
	canClear       = when("the tracker has no description to empty", func(x *trial) bool { return slices.Contains(x.texts(), "description") })
	hasDescription = when("the tracker has no description", func(x *trial) bool { return slices.Contains(x.s.Texts, "description") })
	hasKept        = when("Habits name no text that is kept", func(x *trial) bool { return len(x.texts()) < len(x.s.Texts) })
	hasLog         = can[tracker.Logger]("Logger")
	marksIssue     = when("Habits.Marks does not name issue", func(x *trial) bool { return x.habits().Marked("issue") })
)

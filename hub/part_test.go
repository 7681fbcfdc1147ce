package hub

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestPartsNameEverythingThatCanBeEdited(t *testing.T) {
	at := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	is := full()
	is.WorkLogs[0].Started = at.In(time.FixedZone("", 7200))
	ada := User{ID: "1", Name: "Ada"}
	want := Parts{
		"project": "P", "type": "Bug", "summary": "s", "description": "d", "environment": "e", "status": "Open",
		"resolution": "r", "priority": "High", "severity": "sev", "securityLevel": "sec", "assignee": ada, "reporter": ada,
		"parent": map[string]Value{"id": "9"}, "due": at, "originalEstimate": Number("3600"), "remainingEstimate": Number("3600"),
		"labels/a": true, "labels/b": true, "components/c": true, "affectedVersions/1.0": true, "fixVersions/1.1": true,
		"sprints/7": true, "watchers/1": true,
		"links/blocks:11": map[string]Value{"title": "t"}, "links/see:https://y": map[string]Value{"title": ""},
		"comments/4":        map[string]Value{"body": "<b>", "private": true},
		"attachments/5":     map[string]Value{"digest": string(DigestOf(nil))},
		"workLogs/6":        map[string]Value{"text": "w", "started": at, "seconds": Number("60")},
		"customFields.Team": "blue", "customFields.Points": Number("1.0"), "customFields.When": at,
		"customKeys.k": []Value{true, nil},
		"extra.later":  map[string]Value{"$time": "noon"}, "extra.also": nil,
	}
	got := is.Parts() // "labels" is named in Cleared, but there are some
	if d := got.Diff(want); len(d) > 0 || !equal(got, want) {
		t.Errorf("differ in %v:\n%s\n%s", d, show(got), show(want))
	}
}

func TestPartsOfWhatWasCleared(t *testing.T) {
	is := Issue{Summary: "s", Labels: []string{"ui"}, Cleared: []string{"summary", "due", "labels", "sprints", "customFields.a/b"}}
	want := Parts{"summary": "s", "labels/ui": true, "due": nil, "sprints": nil, "customFields.a%2Fb": nil}
	if got := is.Parts(); !equal(got, want) {
		t.Errorf("got %s", show(got))
	}
}

// A watcher is named by the first of id, mail and name that there is; a link
// by what it says.
func TestElementsAreNamedByWhatStays(t *testing.T) {
	is := Issue{Watchers: []User{{ID: "1", Name: "x"}, {Email: "a@x", Name: "x"}, {Name: "x"}},
		Links: []Link{{ID: "9", Type: "see", URL: "https://y", To: Ref{ID: "1"}}}}
	want := Parts{"watchers/1": true, "watchers/a@x": true, "watchers/x": true, "links/see:https://y": map[string]Value{"title": ""}}
	if got := is.Parts(); !equal(got, want) {
		t.Errorf("got %s", show(got))
	}
}

func TestPartNamesComeApartAgain(t *testing.T) {
	for field, name := range map[string]Part{
		"summary": "summary", "customFields.a/b": "customFields.a%2Fb", "customFields.50%": "customFields.50%25",
		"customFields.%2F": "customFields.%252F", "extra.a.b": "extra.a.b",
	} {
		if p := PartOf(field, ""); p != name || p.Field() != field || p.Elem() != "" {
			t.Errorf("%s: got %s, %s and %q", field, p, p.Field(), p.Elem())
		}
	}
}

func TestNoTwoPartsHaveOneName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		field, elem := text.Draw(t, "field"), text.Draw(t, "elem")
		if p := PartOf(field, elem); p.Field() != field || p.Elem() != elem {
			t.Fatalf("%q and %q make %q, which comes apart as %q and %q", field, elem, p, p.Field(), p.Elem())
		}
		other := text.Draw(t, "other")
		if other != field && PartOf(field, elem) == PartOf(other, elem) {
			t.Fatalf("%q and %q have one name", field, other)
		}
	})
}

// FuzzPart: the escaping never lets two names fall together.
func FuzzPart(f *testing.F) {
	f.Add("customFields.a/b%", "17/x")
	f.Fuzz(func(t *testing.T, field, elem string) {
		if p := PartOf(field, elem); p.Field() != field || p.Elem() != elem {
			t.Errorf("%q and %q make %q, which comes apart as %q and %q", field, elem, p, p.Field(), p.Elem())
		}
	})
}

func TestGetAnswersWhatPartsSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issue.Draw(t, "issue")
		for p, v := range is.Parts() {
			if got := is.Get(p); !equal(got, v) {
				t.Fatalf("%s: got %s, want %s", p, show(got), show(v))
			}
		}
	})
	is := full()
	for _, p := range []Part{"ref", "created", "labels", "comments", "comments/0", "labels/x", "nosuch", "nosuch.x", "customFields", "url"} {
		if got := is.Get(p); got != nil {
			t.Errorf("%s: got %s, want nothing", p, show(got))
		}
	}
}

func TestSettingWhatIsThereChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issue.Draw(t, "issue")
		was := *is.Clone()
		for p := range is.Parts() {
			if is.Get(p) != nil {
				is.Set(p, is.Get(p))
			}
		}
		for i := range was.WorkLogs { // the one thing that Parts brings into one form
			was.WorkLogs[i].Started = inUTC(was.WorkLogs[i].Started)
		}
		if !equal(is, was) {
			t.Fatalf("got\n%s\nwant\n%s", show(is), show(was))
		}
	})
}

func TestSetAndTakeOutEachPart(t *testing.T) {
	at := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	for p, v := range map[Part]Value{
		"project": "P2", "type": "Task", "summary": "t", "description": "x", "environment": "x", "status": "Done", "resolution": "x",
		"priority": "Low", "severity": "x", "securityLevel": "x", "assignee": User{ID: "2"}, "reporter": User{ID: "2"},
		"parent": map[string]Value{"id": "8"}, "due": at.Add(1), "originalEstimate": Number("-1"), "remainingEstimate": Number("0"),
		"labels/new": true, "components/new": true, "affectedVersions/new": true, "fixVersions/new": true, "sprints/new": true,
		"watchers/2": true, "links/blocks:12": map[string]Value{"title": "x"}, "links/see:https://z": map[string]Value{"title": ""},
		"links/blocks:11": map[string]Value{"title": "another"},
		"comments/9":      map[string]Value{"body": "x", "private": false}, "comments/4": map[string]Value{"body": "y", "private": false},
		"attachments/9":     map[string]Value{"digest": "sha256:x"},
		"workLogs/9":        map[string]Value{"text": "x", "started": at, "seconds": Number("5")},
		"workLogs/6":        map[string]Value{"text": "y", "started": at.Add(time.Hour), "seconds": Number("7")},
		"customFields.Team": "red", "customFields.new/50%25": nil, "customKeys.a.b": Number("1"), "extra.x": []Value{},
	} {
		is := full()
		is.Cleared = nil
		before := is.Parts()
		is.Set(p, v)
		if got := is.Get(p); !equal(got, v) {
			t.Errorf("%s: set to %s, got %s", p, show(v), show(got))
		}
		after := is.Parts()
		if d := before.Diff(after); v != nil && !slices.Equal(d, []Part{p}) {
			t.Errorf("%s: setting it changed %v", p, d)
		}
		is.Set(p, nil)
		if got := is.Get(p); got != nil {
			t.Errorf("%s: emptied, got %s", p, show(got))
		}
		gone := is.Parts()
		if v, ok := gone[p]; ok {
			t.Errorf("%s: emptied, but still told as %s", p, show(v))
		}
	}
}

func TestSetLeavesAloneWhatItDoesNotKnow(t *testing.T) {
	for _, p := range []Part{"ref", "url", "created", "history", "labels", "comments", "nosuch", "nosuch.x", "customFields", ""} {
		is := full()
		is.Set(p, "x")
		if !equal(is, full()) {
			t.Errorf("%s: got %s", p, show(is))
		}
	}
}

// A value of another type is no value of the field.
func TestSetOfAnotherTypeEmpties(t *testing.T) {
	for _, p := range []Part{"summary", "assignee", "parent", "due", "originalEstimate"} {
		is := full()
		is.Set(p, true)
		if got := is.Get(p); got != nil {
			t.Errorf("%s: got %s", p, show(got))
		}
	}
	is := full()
	if is.Set("parent", map[string]Value{"key": "P-1"}); is.Parent != nil {
		t.Errorf("a parent without an id: %v", is.Parent)
	}
}

func TestSetKeepsWhatAPartDoesNotCover(t *testing.T) {
	is, want := full(), full()
	is.Set("comments/4", map[string]Value{"body": "new", "private": false})
	want.Comments[0].Body, want.Comments[0].Private = "new", false
	is.Set("attachments/5", map[string]Value{"digest": "sha256:x"})
	want.Attachments[0].Digest = "sha256:x"
	is.Set("watchers/1", true)
	is.Set("parent", map[string]Value{"id": "9"})
	if !equal(is, want) {
		t.Errorf("got\n%s\nwant\n%s", show(is), show(want))
	}
	if is.Set("parent", map[string]Value{"id": "8"}); *is.Parent != (Ref{ID: "8"}) {
		t.Errorf("another parent got the old one's key: %v", is.Parent)
	}
}

// Whoever shares a list with another issue must not see it change there.
func TestSetAndTakeDoNotWriteThroughSharedLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := issue.Draw(t, "a"), issue.Draw(t, "b")
		was := *a.Clone()
		shared := a
		shared.CustomFields, shared.CustomKeys, shared.Extra = cloneValues(a.CustomFields), cloneValues(a.CustomKeys), cloneValues(a.Extra)
		pa, pb := shared.Parts(), b.Parts()
		for _, p := range pa.Diff(pb) {
			if rapid.Bool().Draw(t, "take") {
				shared.Take(p, &b)
			} else {
				shared.Set(p, b.Get(p))
			}
		}
		if !equal(a, was) {
			t.Fatalf("got\n%s\nwant\n%s", show(a), show(was))
		}
	})
}

func TestTakingWhatDiffersMakesTwoIssuesTellTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := issue.Draw(t, "a"), issue.Draw(t, "b")
		a.Cleared, b.Cleared = nil, nil // what was cleared is not there to be taken
		if rapid.Bool().Draw(t, "twice") {
			b.Labels = append(b.Labels, b.Labels...)
			a.Comments = append(a.Comments, a.Comments...)
			a.Links = append(a.Links, each(t, "more", func(id string) Link { return Link{Type: "blocks", To: Ref{ID: id}} })...)
		}
		pa, pb := a.Parts(), b.Parts()
		for _, p := range pa.Diff(pb) {
			a.Take(p, &b)
		}
		got := a.Parts()
		if d := got.Diff(pb); len(d) > 0 {
			t.Fatalf("still differ in %v:\n%s\n%s", d, show(got), show(pb))
		}
	})
}

func TestTakeBringsWhatNobodyEdits(t *testing.T) {
	from := full()
	var is Issue
	ps := from.Parts()
	for p := range ps {
		is.Take(p, &from)
	}
	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"comments", is.Comments, from.Comments}, {"attachments", is.Attachments, from.Attachments},
		{"workLogs", is.WorkLogs, from.WorkLogs}, {"watchers", is.Watchers, from.Watchers}, {"parent", is.Parent, from.Parent},
	} {
		if !equal(c.got, c.want) {
			t.Errorf("%s: got %s, want %s", c.name, show(c.got), show(c.want))
		}
	}
	is.Parent.Key = "moved"
	if from.Parent.Key == "moved" {
		t.Error("the parent is shared")
	}
}

func TestDiff(t *testing.T) {
	a := Parts{"summary": "x", "due": nil, "labels/a": true, "status": "Open", "assignee": User{ID: "1", Name: "Ada"}}
	b := Parts{"summary": "y", "labels/b": true, "status": nil, "assignee": User{ID: "1", Name: "A."}, "priority": nil}
	want := []Part{"labels/a", "labels/b", "status", "summary"}
	if got := a.Diff(b); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := b.Diff(a); !slices.Equal(got, want) {
		t.Errorf("the other way round: got %v, want %v", got, want)
	}
}

func TestNothingDiffersFromItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issue.Draw(t, "issue")
		if d := is.Parts().Diff(is.Clone().Parts()); len(d) > 0 {
			t.Fatalf("differs from itself in %v", d)
		}
	})
}

func TestSamePart(t *testing.T) {
	digest := func(d string) Value { return map[string]Value{"digest": d} }
	for _, c := range []struct {
		name string
		a, b Value
		want bool
	}{
		{"one digest", digest("x"), digest("x"), true},
		{"bytes nobody has looked at", digest("x"), digest(""), true},
		{"two digests", digest("x"), digest("y"), false},
		{"a digest and nothing", digest(""), nil, false},
		{"a field that has a digest among others", map[string]Value{"digest": "", "n": Number("1")},
			map[string]Value{"digest": "x", "n": Number("2")}, false},
	} {
		if got := SamePart(c.a, c.b); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
		if got := SamePart(c.b, c.a); got != c.want {
			t.Errorf("%s, the other way round: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestToldTellsEmptiedFromNotTold(t *testing.T) {
	if (Parts{"due": nil}).Told(Parts{}) || (Parts{}).Told(Parts{"due": nil}) {
		t.Error("an emptied part counts as not told")
	}
	if !(Parts{"due": nil, "assignee": User{ID: "1"}}).Told(Parts{"due": nil, "assignee": User{ID: "1", Name: "x"}}) {
		t.Error("two contents that tell the same are told apart")
	}
}

func TestAWorkLogOfTheLastYearStaysAValue(t *testing.T) {
	for _, at := range []string{"9999-12-31T23:59:59-01:00", "0000-01-01T00:00:00+01:00"} {
		started, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		is := Issue{WorkLogs: []WorkLog{{ID: "1", Started: started}}}
		is.Parts().Digest() // panics for what is no value
	}
}

func TestFieldNamesAreThoseOfParts(t *testing.T) {
	names := FieldNames()
	is := full()
	for p := range is.Parts() {
		if f := p.Field(); fieldByName[f] != nil && !slices.Contains(names, f) {
			t.Errorf("%s is not named", f)
		}
	}
	for _, n := range names {
		if fieldByName[n] == nil {
			t.Errorf("%s is no field", n)
		}
		if elems := is.Parts().hasElement(n); elems != IsSet(n) {
			t.Errorf("%s is a set: %v; it has elements: %v", n, IsSet(n), elems)
		}
	}
	if IsSet("nosuch") || IsSet("history") || slices.Contains(names, "ref") {
		t.Error("what nobody edits is named")
	}
}

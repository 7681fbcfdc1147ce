package hub

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// full has every field set.
func full() Issue {
	at := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	ada, n := &User{ID: "1", Name: "Ada"}, int64(3600)
	return Issue{
		Ref: Ref{ID: "10", Key: "P-1"}, Project: "P", Type: "Bug", Summary: "s", Description: "d", Environment: "e",
		Status: "Open", Resolution: "r", Priority: "High", Severity: "sev", SecurityLevel: "sec", Assignee: ada, Reporter: ada,
		Creator: ada, Parent: &Ref{ID: "9", Key: "P-0"}, Due: at, Created: at, Updated: at, Resolved: at, URL: "https://x/10",
		Estimate: &n, Remaining: &n, Spent: &n, Labels: []string{"b", "a"}, Components: []string{"c"},
		AffectedVersions: []string{"1.0"}, FixVersions: []string{"1.1"}, Sprints: []string{"7"}, Watchers: []User{*ada},
		Links:        []Link{{ID: "3", Type: "blocks", To: Ref{ID: "11"}, Title: "t"}, {Type: "see", URL: "https://y"}},
		Comments:     []Comment{{ID: "4", Author: ada, Body: "<b>", Created: at, Updated: at, Private: true}},
		Attachments:  []Attachment{{ID: "5", Name: "a.txt", Type: "text/plain", Size: 3, Digest: DigestOf(nil), Author: ada, Created: at}},
		WorkLogs:     []WorkLog{{ID: "6", Author: ada, Text: "w", Started: at, Seconds: 60}},
		History:      []HistoryItem{{ID: "7", At: at, By: ada, Field: "due", From: nil, To: at}},
		CustomFields: Values{"Team": "blue", "Points": Number("1.0"), "When": at},
		CustomKeys:   Values{"k": []Value{true, nil}},
		Extra:        Values{"later": map[string]Value{"$time": "noon"}, "also": nil},
		Cleared:      []string{"labels"},
	}
}

func TestIssueGoesThereAndBackWithEveryField(t *testing.T) {
	is := full()
	for v, i := reflect.ValueOf(is), 0; i < v.NumField(); i++ {
		name := v.Type().Field(i).Name
		if off := name == "Rev" || name == "Mark" || name == "Log"; v.Field(i).IsZero() != off {
			t.Errorf("the example has %s set: %v", name, off)
		}
	}
	b, err := is.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatal(err)
	}
	for _, f := range fields {
		if raw[f.name] == nil {
			t.Errorf("%s is not written", f.name)
		}
	}
	var got Issue
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if !equal(got, is) {
		t.Errorf("got\n%s\nwant\n%s", show(got), show(is))
	}
}

func TestIssueKeepsToItselfWhatIsNotForTheWire(t *testing.T) {
	is := Issue{Rev: "secretrev", Mark: "secretmark", Log: "secretlog", Comments: []Comment{{ID: "1", Mark: "secretmark"}},
		Attachments: []Attachment{{ID: "1", Mark: "secretmark"}}, WorkLogs: []WorkLog{{ID: "1", Mark: "secretmark"}}}
	if b, err := json.Marshal(is); err != nil || bytes.Contains(b, []byte("secret")) {
		t.Errorf("got %s, %v", b, err)
	}
}

func TestIssueCodecLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issue.Draw(t, "issue")
		b, err := is.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var got Issue
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		if !equal(got, is) {
			t.Fatalf("got\n%s\nwant\n%s", show(got), show(is))
		}
		again, err := got.MarshalJSON()
		if err != nil || !bytes.Equal(again, b) {
			t.Fatalf("got %s, %v; the first time %s", again, err, b)
		}
		if x, y := is.Parts(), got.Parts(); x.Digest() != y.Digest() {
			t.Fatal("the content has another digest after the journey")
		}
	})
}

func TestAnEmptyIssueIsAnEmptyObject(t *testing.T) {
	is := Issue{Labels: []string{}, Comments: []Comment{}, Watchers: []User{}, Links: []Link{}, Attachments: []Attachment{},
		WorkLogs: []WorkLog{}, History: []HistoryItem{}, CustomFields: Values{}, Extra: Values{}, Cleared: []string{}}
	if b, err := is.MarshalJSON(); err != nil || string(b) != "{}" {
		t.Errorf("got %s, %v", b, err)
	}
}

func TestIssueGivesBackUnknownKeys(t *testing.T) {
	in := `{"summary":"s","Summary":"another","mood":{"$time":"2026-07-01T12:00:00Z"},"$time":[1.0],"gone":null}`
	var is Issue
	if err := json.Unmarshal([]byte(in), &is); err != nil {
		t.Fatal(err)
	}
	want := Issue{Summary: "s", Extra: Values{"Summary": "another", "mood": time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC),
		"$time": []Value{Number("1.0")}, "gone": nil}}
	if !equal(is, want) {
		t.Errorf("got %s", show(is))
	}
	b, err := is.MarshalJSON()
	if want := `{"summary":"s","$time":[1.0],"Summary":"another","gone":null,"mood":{"$time":"2026-07-01T12:00:00Z"}}`; err != nil || string(b) != want {
		t.Errorf("got %s, %v; want %s", b, err, want)
	}
}

func TestIssueMarshalRefuses(t *testing.T) {
	for name, is := range map[string]Issue{
		"an extra key named like a field": {Extra: Values{"summary": "s"}},
		"an extra key that is no value":   {Extra: Values{"x": 1}},
		"a field that is no value":        {CustomFields: Values{"x": 1}},
		"a date with an odd offset":       {Due: time.Date(1930, 1, 1, 0, 0, 0, 0, time.FixedZone("", 19*60+32))},
		"a date of year 10000":            {Due: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)},
		"history that is no value":        {History: []HistoryItem{{From: 1}}},
	} {
		if b, err := is.MarshalJSON(); err == nil {
			t.Errorf("%s: got %s, want an error", name, b)
		}
	}
}

func TestIssueUnmarshalRefuses(t *testing.T) {
	for name, in := range map[string]string{
		"nothing":            ``,
		"a list":             `[]`,
		"a text":             `"x"`,
		"half an issue":      `{"summary":"s"`,
		"half a key":         `{"summ`,
		"a number as text":   `{"summary":1}`,
		"text as a list":     `{"labels":"ui"}`,
		"a bad time":         `{"due":"tomorrow"}`,
		"a bad value":        `{"mood":{"$time":1}}`,
		"a bad custom field": `{"customFields":{"x":{"$user":1}}}`,
		"values as a list":   `{"customFields":[]}`,
		"unknown key, deep":  `{"mood":` + strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1) + `}`,
		"custom field, deep": `{"customFields":{"x":` + strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1) + `}}`,
		"history, deep":      `{"history":[{"from":` + strings.Repeat("[", maxDepth+2) + strings.Repeat("]", maxDepth+2) + `}]}`,
		"comments, deep":     `{"comments":` + strings.Repeat("[", 1_000_000),
	} {
		var is Issue
		// Not by json.Unmarshal, which would look at the syntax first.
		if err := is.UnmarshalJSON([]byte(in)); err == nil {
			t.Errorf("%s: got %s, want an error", name, show(is))
		}
	}
}

// A value as deep as an issue can hold is one for each place it gets to.
func TestTheDeepestValueOfAnIssueFitsEverywhere(t *testing.T) {
	is := Issue{CustomFields: Values{"x": nest(maxDepth - 1)}, Extra: Values{"y": nest(maxDepth - 1)}}
	b, err := is.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var got Issue
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	ps := got.Parts()
	ps.Digest() // panics if it cannot be written
	if b, err = ps.MarshalJSON(); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, new(Parts)); err != nil {
		t.Error(err)
	}
	if b, err = json.Marshal(Alias{Stored: ps["extra.y"], Meant: ps["customFields.x"]}); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, new(Alias)); err != nil {
		t.Error(err)
	}
	is.Extra["y"] = nest(maxDepth)
	if _, err := is.MarshalJSON(); err == nil {
		t.Error("one level more was written")
	}
}

func TestHistoryItemCodec(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := HistoryItem{ID: "1", Field: text.Draw(t, "field"), By: somebody(t, "by"), From: value.Draw(t, "from"), To: value.Draw(t, "to")}
		b, err := json.Marshal(h)
		if err != nil {
			t.Fatal(err)
		}
		var got HistoryItem
		if err := json.Unmarshal(b, &got); err != nil || !equal(got, h) {
			t.Fatalf("%s: got %s, %v; want %s", b, show(got), err, show(h))
		}
	})
	for _, in := range []string{`{"from":{"$time":1}}`, `{"to":{"$user":1}}`, `[]`} {
		if err := json.Unmarshal([]byte(in), new(HistoryItem)); err == nil {
			t.Errorf("%s: no error", in)
		}
	}
}

func TestPartsCodec(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issue.Draw(t, "issue")
		ps := is.Parts()
		ps["customFields.gone"], ps["$time"] = nil, "a part's name is no tag"
		b, err := json.Marshal(ps)
		if err != nil {
			t.Fatal(err)
		}
		var got Parts
		if err := json.Unmarshal(b, &got); err != nil || !equal(got, ps) {
			t.Fatalf("%s: got %s, %v", b, show(got), err)
		}
	})
	for in, want := range map[string]Parts{`null`: nil, `{}`: {}, `{"due":null}`: {"due": nil}} {
		got := Parts{"old": true}
		if err := json.Unmarshal([]byte(in), &got); err != nil || !equal(got, want) {
			t.Errorf("%s: got %s, %v", in, show(got), err)
		}
		if b, err := json.Marshal(want); err != nil || string(b) != in {
			t.Errorf("got %s, %v; want %s", b, err, in)
		}
	}
	for _, in := range []string{`[]`, `{"a":{"$time":1}}`} {
		if err := json.Unmarshal([]byte(in), new(Parts)); err == nil {
			t.Errorf("%s: no error", in)
		}
	}
	if _, err := json.Marshal(Parts{"a": 1}); err == nil {
		t.Error("what is no value was written")
	}
}

func TestAliasCodec(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Alias{Stored: value.Draw(t, "stored"), Meant: value.Draw(t, "meant")}
		b, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var got Alias
		if err := json.Unmarshal(b, &got); err != nil || !equal(got, a) {
			t.Fatalf("%s: got %s, %v; want %s", b, show(got), err, show(a))
		}
	})
	if err := json.Unmarshal([]byte(`[]`), new(Alias)); err == nil {
		t.Error("a list was read")
	}
}

func TestDigestIsOfTheContentAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := issue.Draw(t, "a"), issue.Draw(t, "b")
		if rapid.Bool().Draw(t, "alike") {
			b = *a.Clone()
			b.Ref, b.URL, b.Updated, b.Creator, b.Spent, b.History, b.Rev = Ref{}, "other", time.Time{}, nil, nil, nil, "2"
			for _, l := range []*[]string{&b.Labels, &b.Sprints} {
				*l = reversed(*l)
			}
			b.Comments = reversed(b.Comments)
		}
		x, y := a.Parts(), b.Parts()
		if got, want := x.Digest() == y.Digest(), equal(x, y); got != want {
			t.Fatalf("digests equal: %v, contents equal: %v\n%s\n%s", got, want, show(x), show(y))
		}
	})
}

func reversed[T any](l []T) (r []T) {
	for i := range l {
		r = append(r, l[len(l)-1-i])
	}
	return r
}

// FuzzIssue: an issue that could be read can be written and reads the same.
func FuzzIssue(f *testing.F) {
	is := full()
	b, err := is.MarshalJSON()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"comments":[{"id":"","body":""},{"id":""}],"labels":["",""],"extra.x":1,"cleared":["labels"]}`))
	f.Add([]byte(`{"workLogs":[{"id":"1","started":"9999-12-31T23:59:59-01:00","seconds":1}],"parent":{}}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		var is Issue
		if json.Unmarshal(in, &is) != nil {
			return
		}
		b, err := is.MarshalJSON()
		if err != nil {
			if strings.Contains(err.Error(), "ime") {
				return // a time that Go reads and does not write
			}
			t.Fatalf("%q was read and cannot be written: %v", in, err)
		}
		var again Issue
		if err := json.Unmarshal(b, &again); err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		c, err := again.MarshalJSON()
		if err != nil || !bytes.Equal(b, c) {
			t.Fatalf("two forms: %s and %s, %v", b, c, err)
		}
		if x, y := is.Parts(), again.Parts(); x.Digest() != y.Digest() {
			t.Fatalf("the content changed: %v", x.Diff(y))
		}
		if clone := is.Clone(); len(is.Parts().Diff(clone.Parts())) > 0 {
			t.Fatal("the copy has another content")
		}
	})
}

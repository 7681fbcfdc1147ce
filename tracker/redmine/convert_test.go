package redmine

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func TestCanon(t *testing.T) {
	moment := time.Date(2024, 2, 29, 23, 30, 0, 0, time.FixedZone("", -5*3600))
	march := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		field    string
		in, want hub.Value
	}{
		{"description", " a\r\nb\rc\r\r\nd ", " a\nb\nc\n\nd "},
		{"due", moment, march},
		{"extra.startDate", moment, march},
		{"customFields.Day", moment, march},
		{"customFields.Many", []hub.Value{"b", "a", nil, "b"}, []hub.Value{"a", "b"}},
		{"customFields.Many", []hub.Value{}, nil},
		{"assignee", hub.User{ID: "5", Name: "X"}, hub.User{ID: "5", Name: "X"}},
		{"originalEstimate", hub.Number("61"), hub.Number("61")},
		{"workLogs", map[string]hub.Value{"seconds": hub.Number("89"), "started": moment, "text": "a\r\n"},
			map[string]hub.Value{"seconds": hub.Number("60"), "started": march, "text": "a\n"}},
		{"comments", map[string]hub.Value{"body": "a\r\n", "private": true}, map[string]hub.Value{"body": "a\n", "private": true}},
		{"attachments", map[string]hub.Value{"name": `C:\tmp\50%"?.txt`}, map[string]hub.Value{"name": "50_.txt"}},
		{"links", map[string]hub.Value{"title": "x"}, map[string]hub.Value{"title": ""}},
	} {
		if got := canon(tc.field, tc.in); !hub.Same(got, tc.want) {
			t.Errorf("canon(%s, %#v) is %#v, want %#v", tc.field, tc.in, got, tc.want)
		}
	}
}

// Each minute is told from the next, though Redmine shows hundredths of hours.
func TestMinutesSurvive(t *testing.T) {
	for m := range int64(24 * 60) {
		shown := float64(int64(hours(m*60)*100+0.5)) / 100
		if l := workLog(timeEntry{ID: 1, Hours: shown}); l.Seconds != m*60 {
			t.Fatalf("%d minutes are shown as %v hours and read as %d s", m, shown, l.Seconds)
		}
	}
}

func TestEstimatesSurvive(t *testing.T) {
	for s := range int64(100_000) {
		h := hours(s)
		if got := seconds(&h); got == nil || *got != s {
			t.Fatalf("%d s are %v hours, read as %v", s, h, got)
		}
	}
}

func TestLinksFromBothEnds(t *testing.T) {
	for _, lt := range linkTypes {
		r := relation{ID: 9, IssueID: 1, IssueToID: 2, RelationType: lt.theirs}
		from, to := link(1, r), link(2, r)
		if from.Type != lt.ours || from.To.ID != "2" || to.Type != lt.inverse || to.To.ID != "1" {
			t.Errorf("%s is %+v from one end, %+v from the other", lt.theirs, from, to)
		}
	}
	if l := link(1, relation{IssueID: 1, IssueToID: 2, RelationType: "novel"}); l.Type != "novel" {
		t.Errorf("a type that nobody knows is %+v", l)
	}
}

func TestNumbersOnly(t *testing.T) {
	for _, bad := range []string{"", "0", "-1", "+1", "01", "1 ", "1/..", "９", "99999999999999999999"} {
		if n, err := number(bad); hub.CodeOf(err) != hub.NotFound {
			t.Errorf("%q is taken for %d, %v", bad, n, err)
		}
	}
}

func TestSettings(t *testing.T) {
	good := tracker.Settings{"url": "https://redmine.test/x", "key": "k"}
	if _, err := newConnector(good, tracker.Env{}); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{"url": "redmine.test", "key": " ", "format": "html"} {
		s := tracker.Settings{"url": good["url"], "key": good["key"]}
		s[name] = bad
		_, err := newConnector(s, tracker.Env{})
		if e := hub.AsError(err); e == nil || e.Code != hub.Invalid || e.Field != name {
			t.Errorf("%s %q: %v", name, bad, err)
		}
	}
	for format, want := range map[string]string{"": "textile", "textile": "textile", "markdown": "markdown", "common_mark": "markdown"} {
		c, err := newConnector(tracker.Settings{"url": "https://r.test", "key": "k", "format": format, "mark_field": "12"}, tracker.Env{})
		if err != nil {
			t.Fatal(err)
		}
		_, marks := c.(tracker.Marker)
		if h := Spec.HabitsOf(c); h.Format != want || !h.Marked("issue") || !marks {
			t.Errorf("format %q: %+v", format, h)
		}
	}
}

// A cursor that was told stays told as long as it matters, and no longer.
func TestPlace(t *testing.T) {
	at := func(n, second int64) *issue { return &issue{ID: n, UpdatedOn: time.Unix(second, 0)} }
	p, err := placeOf("")
	if err != nil {
		t.Fatal(err)
	}
	p.see(at(1, 100), 200)
	p.see(at(2, 105), 106) // its second is too young
	if !p.saw(at(1, 100)) || p.saw(at(2, 105)) || p.saw(at(1, 101)) {
		t.Errorf("%+v", p)
	}
	again, err := placeOf(p.cursor())
	if err != nil || !again.saw(at(1, 100)) || again.From != 105 {
		t.Errorf("after its cursor: %+v, %v", again, err)
	}
	again.see(at(3, 100+overlap+1), 200)
	if again.saw(at(1, 100)) || len(again.Seen) != 1 {
		t.Errorf("what no look goes back to is kept: %+v", again)
	}
	if _, err := placeOf("nonsense"); hub.CodeOf(err) != hub.Invalid {
		t.Errorf("nonsense as a cursor: %v", err)
	}
}

// FuzzIssue reads what a server may send. Whatever it is, what is shown of it
// is in the form that Canon promises.
func FuzzIssue(f *testing.F) {
	f.Add([]byte(`{"id":3,"project":{"id":1,"name":"A"},"tracker":{"id":2,"name":"Bug"},"subject":" a\r\nb","description":"x\ry",
		"due_date":"2024-02-29","start_date":"x","estimated_hours":0.3333,"spent_hours":1e300,"done_ratio":30,"is_private":true,
		"created_on":"2024-01-01T00:00:00Z","updated_on":"2024-01-01T00:00:00Z","closed_on":null,"parent":{"id":1},
		"custom_fields":[{"id":1,"name":"M","multiple":true,"value":["b","a"]},{"id":2,"name":"S","value":null}],
		"relations":[{"id":2,"issue_id":2,"issue_to_id":3,"relation_type":"blocks"}],"watchers":[{"id":6,"name":"D"},{}],
		"attachments":[{"id":1,"filename":"a","filesize":3,"author":null}],
		"journals":[{"id":5,"notes":"n\r\n","private_notes":true,"details":[{"property":"attr","name":"status_id","old_value":"1","new_value":"2"}]}]}`))
	f.Add([]byte(`{"journals":[{"id":-1,"details":null},{"notes":" "}],"watchers":null,"author":{}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var raw issue
		if json.Unmarshal(b, &raw) != nil {
			return
		}
		is := plain(&raw)
		for p, v := range is.Parts() {
			if !hub.Same(canon(p.Field(), v), v) && p.Field() != "attachments" {
				t.Errorf("%s shows %#v, its form is %#v", p, v, canon(p.Field(), v))
			}
		}
		for i := range raw.Journals {
			if j := &raw.Journals[i]; len(fieldsOf(j)) > len(j.Details) {
				t.Errorf("more entries than details: %+v", j)
			}
		}
	})
}

// FuzzCursor reads what may have been stored.
func FuzzCursor(f *testing.F) {
	f.Add(`{"from":1,"seen":{"1":[2,3]}}`)
	f.Add(`{"seen":null}`)
	f.Fuzz(func(t *testing.T, s string) {
		p, err := placeOf(tracker.Cursor(s))
		if err != nil {
			return
		}
		again, err := placeOf(p.cursor())
		if err != nil || again.From != p.From || !maps.EqualFunc(again.Seen, p.Seen, slices.Equal) {
			t.Errorf("%q is %+v, then %+v, %v", s, p, again, err)
		}
	})
}

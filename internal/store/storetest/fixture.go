package storetest

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// start is a moment with more digits than are stored and a zone of its own.
var start = time.Date(2026, 3, 4, 5, 6, 7, 123_456_789, time.FixedZone("", 3600))

func key(pair string) hub.EndKey { return hub.EndKey{Pair: hub.PairID(pair), Side: hub.Initiator} }

// other is the other end of the pair.
func other(k hub.EndKey) hub.EndKey { return hub.EndKey{Pair: k.Pair, Side: k.Side.Other()} }

// odd is text that breaks what is quoted, folded or cut by bytes.
const odd = "ß İ 日本 🧶 'quoted' \"twice\" \\ % _ ; -- \n\t\u2028 e\u0301 $1 ?"

// richIssue has something in every field.
func richIssue(id string) hub.Issue {
	ada := hub.User{ID: "u1", Name: "Ada " + odd, Email: "ada@example.org"}
	by := func() *hub.User { u := ada; return &u } // each its own: what is changed in one place stays there
	hours := func() *int64 { n := int64(7200); return &n }
	return hub.Issue{
		Ref: hub.Ref{ID: id, Key: "PRJ-" + id}, Project: "PRJ", Type: "Bug", Summary: "It stops " + odd,
		Description: strings.Repeat("A line.\n", 50), Environment: "prod", Status: "Open", Resolution: "None",
		Priority: "High", Severity: "2", SecurityLevel: "internal", Assignee: by(), Reporter: &hub.User{ID: "u2"},
		Creator: &hub.User{ID: "u3"}, Parent: &hub.Ref{ID: "1"}, Due: start, Created: start, Updated: start.Add(time.Hour),
		Resolved: start, URL: "https://tracker.example.org/" + id, Estimate: hours(), Remaining: hours(), Spent: hours(),
		Labels: []string{"ui", odd}, Components: []string{"core"}, AffectedVersions: []string{"1.0"},
		FixVersions: []string{"1.1"}, Sprints: []string{"s1"}, Watchers: []hub.User{ada},
		Links:       []hub.Link{{ID: "l1", Type: "blocks", To: hub.Ref{ID: "9"}}, {Type: "web", URL: "https://example.org"}},
		Comments:    []hub.Comment{{ID: "c1", Author: by(), Body: odd, Created: start, Updated: start, Private: true}},
		Attachments: []hub.Attachment{{ID: "a1", Name: odd, Type: "text/plain", Size: 3, Digest: hub.DigestOf(nil), Author: by()}},
		WorkLogs:    []hub.WorkLog{{ID: "w1", Author: by(), Text: "dug", Started: start, Seconds: 60}},
		History: []hub.HistoryItem{{ID: "h1", At: start, By: by(), Field: "status", From: "Open",
			To: map[string]hub.Value{"name": []hub.Value{"Done", hub.Number("1.0")}}}},
		CustomFields: hub.Values{"Team": "blue", "Points": hub.Number("1.0"), "When": start, "Who": ada,
			"Tree": map[string]hub.Value{"$one": []hub.Value{nil, true, "x"}}},
		CustomKeys: hub.Values{"mine": nil}, Extra: hub.Values{"future": hub.Number("1e400")},
		Cleared: []string{"due"},
	}
}

// richEnd has something in every field but the remote ref and the traces.
func richEnd(k hub.EndKey) *hub.End {
	is := richIssue("10042")
	e := &hub.End{
		EndKey: k, Connection: "c1", Tracker: "jira", State: hub.EndActive, Local: is.Ref, Captured: is,
		Base: is.Parts(), OutSeq: 5, InSeq: 4, Received: richIssue("77"),
		Stamps:    map[hub.Part]uint64{"summary": 4, "labels/ui": hub.Untold},
		Aliases:   map[hub.Part]hub.Alias{"description": {Stored: "a\n", Meant: "a"}},
		TouchedAt: start.UnixMilli(), MissingAt: start.Add(time.Hour).UnixMilli(),
	}
	fill(reflect.ValueOf(e).Elem())
	e.Remote, e.Traces = hub.Ref{}, nil
	return e
}

// plainEnd has what a list shows.
func plainEnd(k hub.EndKey, c hub.ConnectionID, localID string) *hub.End {
	return &hub.End{EndKey: k, Connection: c, Tracker: "jira", State: hub.EndActive,
		Local: hub.Ref{ID: localID, Key: "PRJ-" + localID}}
}

// richEvent has something in every field.
func richEvent(id hub.EventID, k hub.EndKey) *hub.Event {
	snapshot := richIssue("10043")
	ev := &hub.Event{
		ID: id, Connection: "c1", EndKey: k, Tracker: "jira", Lane: hub.Out, Step: hub.StepSend, State: hub.Blocked,
		FaultID: "f1", Snapshot: &snapshot,
		Envelope: &hub.Envelope{Epoch: 3, Seq: 6, Replica: &hub.Replica{Issue: richIssue("10042"),
			Was: hub.Parts{"summary": odd, "due": nil}}},
		Apply: &hub.Apply{Want: richIssue("10044"), Expected: richIssue("10045"), Stays: hub.Parts{"c": nil, "d": start}},
		Calls: []hub.Call{{N: 1, Result: hub.Values{"value": hub.Number("1.0")}, State: hub.OpDone}},
	}
	fill(reflect.ValueOf(ev).Elem())
	ev.Position = 0
	return ev
}

// fill gives every field that is still zero a value, those of a later version
// included; what an issue has is left as it is.
func fill(v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[hub.Issue]() || v.Type() == reflect.TypeFor[hub.Values]():
	case v.Type() == reflect.TypeFor[time.Time]() && v.IsZero():
		v.Set(reflect.ValueOf(start))
	case v.Type() == reflect.TypeFor[time.Time]():
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case v.Kind() == reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		fill(v.Elem())
	case v.Kind() == reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		fill(v.Index(0))
	case !v.IsZero():
	case v.Kind() == reflect.String:
		v.SetString(odd)
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(7)
	case v.CanUint():
		v.SetUint(7)
	}
}

// plainEvent waits in a lane.
func plainEvent(id string, k hub.EndKey, lane hub.Lane) *hub.Event {
	return &hub.Event{ID: hub.EventID(id), Connection: "c1", EndKey: k, Tracker: "jira", Issue: "1", Lane: lane,
		Step: hub.StepCapture, State: hub.Waiting, Created: start}
}

// message is an event that carries the message of a seq.
func message(id string, k hub.EndKey, lane hub.Lane, epoch, seq uint64) *hub.Event {
	ev := plainEvent(id, k, lane)
	ev.Envelope = &hub.Envelope{ID: ev.ID, Epoch: epoch, Seq: seq, Kind: hub.KindRemoved}
	return ev
}

// ended is an event that was done at a time.
func ended(id string, k hub.EndKey, lane hub.Lane, state hub.State, at time.Time) *hub.Event {
	ev := plainEvent(id, k, lane)
	ev.Step, ev.State, ev.Finished = hub.StepDone, state, at
	return ev
}

// hugeText is about n bytes that do not compress to nothing.
func hugeText(n int) string {
	var b strings.Builder
	for i := uint64(1); b.Len() < n; i++ {
		fmt.Fprintf(&b, "%x ", i*0x9e3779b97f4a7c15)
	}
	return b.String()
}

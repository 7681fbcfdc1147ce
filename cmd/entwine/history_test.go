package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
)

func TestShowHistory(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	a := &app{streams: streams{out: &out}, look: look{out: &out, zone: time.UTC, now: time.Now}}
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	past := func(kind string, part hub.Part, was, now hub.Value) node.Past {
		return node.Past{Issue: "A-1", At: at, Kind: kind, Part: part, Values: hub.Values{"was": was, "now": now}, Event: "e"}
	}
	a.showHistoryOf("A-1", []node.Past{
		past("replaced", "description", "one\ntwo\n", nil),
		past("lost", "labels/ui", true, nil),
		past("overwritten", "customFields.Team", hub.Number("1.0"), hub.User{Name: "Ada"}),
		past("replaced", "comments/7", map[string]hub.Value{"body": "\x1b[31mred"}, at),
		past("odd", "status", "", []hub.Value{"a"}),
	})
	const head = "2026-03-01 12:00 UTC, "
	want := head + "description of A-1: replaced by the other side's (event e)\n  was: one\n       two\n  now: (empty)\n\n" +
		head + "labels ui of A-1: lost to the other side's, which was edited too (event e)\n  was: (there)\n  now: (empty)\n\n" +
		head + "Team of A-1: overwritten by the other side's before it was told (event e)\n  was: 1.0\n  now: Ada\n\n" +
		head + "comments 7 of A-1: replaced by the other side's (event e)\n  was: [31mred\n  now: 2026-03-01 12:00\n\n" +
		head + "status of A-1: odd (event e)\n  was: (empty)\n  now: [\"a\"]\n"
	if got := out.String(); got != want {
		t.Errorf("shown is\n%s\nwant\n%s", got, want)
	}
	out.Reset()
	a.showHistoryOf("A-1", nil)
	if got := out.String(); got != "Every value of A-1 that was here still stands.\n" {
		t.Error(got)
	}
}

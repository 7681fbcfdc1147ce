package main

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

func TestText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain": "plain", "a\x1b[31mred\x1b[0m": "a[31mred[0m", "a\rb": "ab", "tab\tand\nline": "tab\tand\nline",
		"\u202eturned": "turned", "bad \xff": "bad \ufffd", "bell\a": "bell",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) is %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]int{"abc": 3, "日本": 4, "e\u0301": 1, "": 0, "🍰": 2, "a\u200db": 2} {
		if got := width(in); got != want {
			t.Errorf("width(%q) is %d, want %d", in, got, want)
		}
	}
	for _, tt := range []struct {
		in   string
		most int
		want string
	}{{"abcdef", 6, "abcdef"}, {"abcdef", 5, "abcd…"}, {"日本語です", 6, "日本…"}, {"a bcdef", 3, "a…"}} {
		if got := cut(tt.in, tt.most); got != tt.want || width(got) > tt.most {
			t.Errorf("cut(%q, %d) is %q, want %q", tt.in, tt.most, got, tt.want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234", -123: "-123"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) is %q, want %q", n, got, want)
		}
	}
	for d, want := range map[time.Duration]string{
		34 * time.Millisecond: "34 ms", 1500 * time.Millisecond: "1.5 s", 90 * time.Second: "1 min 30 s", 3 * time.Hour: "3 h 0 min",
	} {
		if got := took(d); got != want {
			t.Errorf("took(%v) is %q, want %q", d, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	tb := &table{look: look{out: &out}, state: 1, right: []int{2}, head: []string{"KEY", "STATE", "N", "WHAT"}}
	tb.add("ACME-1", "active", "7", "short")
	tb.add("A-2", "blocked", "1200", "日本語\nin two lines")
	if err := tb.write(); err != nil {
		t.Fatal(err)
	}
	want := "KEY     STATE       N  WHAT\nACME-1  active      7  short\nA-2     blocked  1200  日本語 in two lines\n"
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	out.Reset()
	tb.look.columns, tb.look.colour = 34, true
	if err := tb.write(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "\x1b[31mblocked\x1b[0m") || !strings.Contains(out.String(), "…") {
		t.Errorf("got\n%s", out.String())
	}
	for l := range strings.Lines(strings.NewReplacer("\x1b[31m", "", "\x1b[32m", "", "\x1b[0m", "").Replace(out.String())) {
		if width(strings.TrimSuffix(l, "\n")) > 34 {
			t.Errorf("%q is wider than the terminal", l)
		}
	}
}

func TestBar(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	now := time.Unix(0, 0)
	b := &bar{w: &out, columns: 70, now: func() time.Time { return now }}
	for i := range 2000 { // twenty seconds of a hundred reports each
		b.show(work{name: "bulk c", done: i, of: 2000, note: "3 faults"})
		now = now.Add(10 * time.Millisecond)
	}
	b.end()
	drawn := strings.Count(out.String(), "\r\x1b[2K")
	if drawn > 202 || drawn < 190 {
		t.Errorf("drawn %d times in 20 s, want 10 a second", drawn)
	}
	if want := "bulk c  █████░░░░░  1,000/2,000  50 %  100/s  11 s left  3 faults"; !strings.Contains(out.String(), want) {
		t.Errorf("no line %q", want)
	}
	if !strings.HasSuffix(out.String(), "\r\x1b[2K") {
		t.Error("the line is left behind")
	}
	out.Reset()
	b = &bar{w: &out, now: func() time.Time { return now }}
	for range 2000 {
		b.show(work{name: "demo", text: "waiting"})
		now = now.Add(10 * time.Millisecond)
	}
	if want := strings.Repeat("demo  waiting\n", 3); out.String() != want {
		t.Errorf("without a terminal: %q, want %q", out.String(), want)
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   []hub.Part
		want string
	}{
		{nil, ""},
		{[]hub.Part{"status", "comments/1", "comments/2", "labels/x"}, "status, 2 comments, 1 label"},
		{[]hub.Part{"a", "b", "c", "d", "e", "f", "g", "h"}, "a, b, c, d, e, f and 2 more"},
	} {
		if got := parts(tt.in); got != tt.want {
			t.Errorf("parts(%v) is %q, want %q", tt.in, got, tt.want)
		}
	}
}

// A failure that comes every second is said once a minute.
func TestLog(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	a := &app{streams: streams{err: &out}}
	log, err := a.logger(slog.LevelInfo)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		log.Error("store is full", "event", i, "err", errors.New("disk full"))
		log.Info("event done", "event", i)
	}
	log.With("tracker", "a").Error("store is full", "err", errors.New("other"))
	if n := strings.Count(out.String(), "store is full"); n != 2 {
		t.Errorf("said %d times, want 2", n)
	}
	if n := strings.Count(out.String(), "event done"); n != 100 {
		t.Errorf("%d events logged, want all 100", n)
	}
}

package trackertest

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/tracker/memtracker"
)

func TestACheckIsSkippedWithItsReason(t *testing.T) {
	ran := false
	c := check{"topic", "name", canHide, func(*trial) { ran = true }}
	for want, change := range map[string]func(*Subject){
		"the tracker is on holiday": func(s *Subject) { s.Excuse = map[string]string{"topic/name": "the tracker is on holiday"} },
		"the subject has no Hide":   func(s *Subject) { s.Hide = nil },
		"":                          func(*Subject) {},
	} {
		s := memory(memtracker.Config{}, memtracker.Knobs{})
		change(&s)
		got, done := "", make(chan struct{})
		ran = false
		go func() {
			defer close(done)
			one(&recorder{ctx: t.Context()}, c, s, func(reason string) { got = reason })
		}()
		<-done
		if got != want || ran != (want == "") {
			t.Errorf("skipped for %q, want %q; made: %t", got, want, ran)
		}
	}
}

func TestTheTableIsSortedAndInColumns(t *testing.T) {
	got := table([]skip{{"b/long name", "because"}, {"a/x", "why not"}})
	if want := "a/x          why not\nb/long name  because\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestChecksHaveNamesOfTheirOwnAndTopicsInOnePlace(t *testing.T) {
	seen, last := map[string]bool{}, ""
	for _, c := range checks() {
		if seen[c.String()] || strings.Contains(c.name, "/") {
			t.Errorf("%s is there twice, or cannot be named", c)
		}
		if c.topic != last && seen[c.topic] {
			t.Errorf("topic %s is in two places", c.topic)
		}
		seen[c.String()], seen[c.topic], last = true, true, c.topic
	}
}

func TestNamesAreTheSameEachTime(t *testing.T) {
	names := func() [2]string {
		x := &trial{s: Subject{}.withDefaults(), check: checks()[0]}
		return [2]string{x.name(), x.mark()}
	}
	if a, b := names(), names(); a != b {
		t.Errorf("made up %q, then %q: recorded traffic would not match", a, b)
	}
}

func TestDefaultSettleWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		s := Subject{}.withDefaults()
		if err := s.Settle(t.Context(), time.Hour); err != nil || time.Since(start) != time.Hour {
			t.Errorf("settled after %v: %v", time.Since(start), err)
		}
	})
}

package trackertest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
)

// T is what a check needs of a test. A *testing.T is one; the suite's own test
// has another, that collects failures.
type T interface {
	Helper()
	Context() context.Context
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Skipf(format string, args ...any)
}

// check is one clause of the contract.
type check struct {
	topic, name string
	needs       func(*trial) string // nil, or why it cannot be made: "" if it can
	run         func(*trial)
}

func (c check) String() string { return c.topic + "/" + c.name }

// checks is the whole suite, in the order in which a new connector meets it.
func checks() []check {
	return slices.Concat(
		checkChecks(), createChecks(), getChecks(), setChecks(), setElementChecks(), conditionChecks(), markChecks(),
		canonChecks(), commentChecks(), attachmentChecks(), workLogChecks(), linkChecks(), changeChecks(), cursorChecks(),
		findChecks(), logChecks(), watchChecks(), parallelChecks(), cancelChecks(),
	)
}

// skip is a check that was not made.
type skip struct{ check, reason string }

// Run makes every check, each with a subject of its own.
func Run(t *testing.T, open func(t *testing.T) Subject) {
	var skips []skip
	topic := ""
	all := checks()
	for i, c := range all {
		if c.topic == topic {
			continue
		}
		topic = c.topic
		t.Run(topic, func(t *testing.T) {
			for _, c := range all[i:] {
				if c.topic != topic {
					return
				}
				t.Run(c.name, func(t *testing.T) {
					one(t, c, open(t), func(reason string) { skips = append(skips, skip{c.String(), reason}) })
				})
			}
		})
	}
	if len(skips) > 0 {
		t.Logf("not checked:\n%s", table(skips))
	}
}

// one makes one check.
func one(t T, c check, s Subject, skipped func(reason string)) {
	x := &trial{T: t, s: s.withDefaults(), c: s.Connector, check: c}
	reason := s.Excuse[c.String()]
	if reason == "" && c.needs != nil {
		reason = c.needs(x)
	}
	if reason != "" {
		skipped(reason)
		t.Skipf("%s", reason)
	}
	c.run(x)
}

func table(skips []skip) string {
	slices.SortStableFunc(skips, func(a, b skip) int { return cmp.Compare(a.check, b.check) })
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, s := range skips {
		_, _ = w.Write([]byte(s.check + "\t" + s.reason + "\n")) // a Builder takes everything
	}
	_ = w.Flush()
	return b.String()
}

package groovy_test

import (
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// What takes memory by being there, however little is in it, counts by what it
// takes: a list of nothing else would otherwise hold ten times the limit.
func TestSmallValuesCount(t *testing.T) {
	t.Parallel()
	const rounds = 1000
	for what, least := range map[string]int64{
		"[]":                    32,
		"[:]":                   64,
		"[a: 1]":                160,
		"[(it): 1]":             160,
		"(1..2)":                48,
		"new Exception('x')":    256,
		"('a,b' =~ /(a)/)":      128,
		"new StringBuilder()":   48,
		"new StringBuilder(16)": 48,
		"new Object()":          32,
		"{ -> }":                32,
	} {
		var used groovy.Usage
		if _, err := run(t, "def l = []; rounds.times { l << "+what+" }", &groovy.Env{Binding: map[string]any{"rounds": rounds}, Used: &used}); err != nil {
			t.Errorf("%s: %v", what, err)
		} else if used.Memory < rounds*least {
			t.Errorf("%s counts %d bytes, want %d", what, used.Memory/rounds, least)
		}
	}
}

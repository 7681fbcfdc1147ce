package storm

import (
	"bytes"
	"context"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestStorm plays a fixed number of stories; STORM_SEEDS asks for another one.
func TestStorm(t *testing.T) {
	n := uint64(200)
	if testing.Short() {
		n = 40
	}
	if s := os.Getenv("STORM_SEEDS"); s != "" {
		var err error
		if n, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatalf("STORM_SEEDS: %v", err)
		}
	}
	var told bytes.Buffer
	f := &Fleet{From: 1, Count: n, Out: &told}
	out, err := f.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if out.Violations() > 0 {
		t.Errorf("%d stories broke a promise:\n%s", out.Violations(), told.String())
	}
	s := out.Stats
	t.Logf("\n%s", out.Summary())
	if s.Seeds != int(n) || s.Crashes == 0 || s.Takeovers == 0 || s.Lost == 0 || s.Effects == 0 {
		t.Errorf("stories in which too little happens: %+v", s)
	}
}

// A seed stands for one course of events, to the byte.
func TestReplayIsExact(t *testing.T) {
	for seed := uint64(1); seed <= 25; seed++ {
		first := play(t, Story{Seed: seed})
		again := play(t, Story{Seed: seed})
		if first.Digest != again.Digest {
			t.Errorf("seed %d: digest %x, then %x", seed, first.Digest, again.Digest)
		}
		if told := play(t, Story{Seed: seed, Tell: true}); told.Digest != first.Digest {
			t.Errorf("seed %d: digest %x if it is told, %x if not", seed, told.Digest, first.Digest)
		}
	}
}

// An act draws from a source of its own: what people do in it is the same
// whichever others are left out.
func TestActsAreIndependent(t *testing.T) {
	said := func(acts []int) map[string]bool {
		m := map[string]bool{}
		for _, l := range play(t, Story{Seed: 1, Acts: acts, Tell: true}).Lines {
			if len(l) > 16 {
				m[strings.TrimSpace(l[13:])] = true
			}
		}
		return m
	}
	all := said(nil)
	for _, n := range []int{3, 8, 15} {
		for l := range said([]int{n}) {
			if !strings.HasPrefix(l, strconv.Itoa(n)+" ") || strings.Contains(l, "node ") || all[l] {
				continue
			}
			t.Errorf("act %d alone says %q, which the whole story does not", n, l)
		}
	}
}

func TestFleetStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	out, err := (&Fleet{From: 1, Count: 1 << 40, Out: &bytes.Buffer{}, Progress: &bytes.Buffer{}, Every: time.Hour}).Run(ctx)
	if err != nil || out.Stats.Seeds > 2 {
		t.Errorf("%d stories were played (%v), want next to none", out.Stats.Seeds, err)
	}
	if !strings.HasSuffix(out.Summary(), "violations: 0\n") {
		t.Errorf("the summary does not end with the violations: %q", out.Summary())
	}
}

// The summary is of no use if the stories never reach the corners.
func TestStoriesReachTheCorners(t *testing.T) {
	kinds, rules := map[string]bool{}, map[Pairing]bool{}
	for seed := range uint64(400) {
		u := (&Story{Seed: seed}).setup()
		rules[u.Rules] = true
		for _, k := range u.Kinds {
			kinds[string(k.Habits.Revision)] = true
			for _, word := range strings.Split(k.String(), ", ") {
				kinds[strings.Fields(word)[0]+" "+strings.Join(strings.Fields(word)[1:min(2, len(strings.Fields(word)))], "")] = true
			}
		}
	}
	if len(rules) != 6 {
		t.Errorf("rules: %v", rules)
	}
	for _, want := range []string{"exact", "coarse", "none", "conditional ", "conditional (fields", "log ", "carries states", "read lag", "no marks", "marks on",
		"status apart", "normalises ", "no digests", "hides revisions", "answers with", "tells no", "bad feed"} {
		if !kinds[want] {
			t.Errorf("no tracker of 400 stories is %q", want)
		}
	}
}

func play(t *testing.T, s Story) Result {
	t.Helper()
	r, err := Play(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// BenchmarkStory answers how many steps of the engine a core does in a second,
// and what one story costs.
func BenchmarkStory(b *testing.B) {
	steps, seed := 0, uint64(0)
	for b.Loop() {
		seed++
		r, err := Play(b.Context(), Story{Seed: seed, Plain: []string{"sqlite"}})
		if err != nil {
			b.Fatal(err)
		}
		steps += r.Stats.Steps
	}
	b.ReportMetric(float64(steps)/b.Elapsed().Seconds(), "steps/s")
	b.ReportAllocs()
}

package live

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/internal/node"
)

// number reads a whole number from the environment.
func number(t testing.TB, name string, otherwise int) int {
	t.Helper()
	v := os.Getenv(name)
	if v == "" {
		return otherwise
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		t.Fatalf("%s=%s is no number", name, v)
	}
	return n
}

// A bulk run of ENTWINE_LIVE_ISSUES issues (20 unless set, 8 with -short), with
// the node killed ENTWINE_LIVE_KILLS times (4, 2) and a twentieth of all answers lost. Chance is
// of ENTWINE_LIVE_SEED, which is printed.
func TestBulkKilled_RedmineMarkdown(t *testing.T) {
	t.Parallel()
	killed(t, newRedmine(t), newFolder(t))
}
func TestBulkKilled_RedmineRT(t *testing.T) {
	t.Parallel()
	killed(t, newRedmine(t), quiet(newRT(t)))
}

// quiet makes a queue one in which nothing that the node does mails people.
func quiet(d *desk) *desk {
	d.mails = false
	return d
}

// stock is what there is to take in: issues with none to four comments each.
func stock(t testing.TB, p place, issues int, r *rand.Rand) map[string][]string {
	t.Helper()
	type job struct {
		summary string
		notes   []string
	}
	jobs, want := make(chan job), map[string][]string{}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for j := range jobs {
				id := p.create(t, ticket{Summary: j.summary, Description: "As told by " + j.summary + ".\n\n* one\n* two"})
				for _, n := range j.notes {
					p.comment(t, id, n, false)
				}
			}
		})
	}
	for i := range issues {
		j := job{summary: fmt.Sprintf("Issue %03d", i)}
		for k := range r.IntN(5) {
			j.notes = append(j.notes, fmt.Sprintf("Comment %d of issue %03d", k, i))
		}
		want[j.summary] = j.notes
		jobs <- j
	}
	close(jobs)
	wg.Wait()
	return want
}

// liveSeed is what chance is drawn from: always the same in the short form, so
// that it fails for what was changed, and ENTWINE_LIVE_SEED or a new one else.
func liveSeed(t *testing.T) uint64 {
	t.Helper()
	seed := 1
	if !testing.Short() {
		seed = int(time.Now().UnixNano() % 1_000_000)
	}
	return uint64(number(t, "ENTWINE_LIVE_SEED", seed))
}

func killed(t *testing.T, a, b place) {
	issues, kills := 20, 4
	if testing.Short() {
		issues, kills = 8, 2
	}
	issues, kills = number(t, "ENTWINE_LIVE_ISSUES", issues), number(t, "ENTWINE_LIVE_KILLS", kills)
	seed := liveSeed(t)
	t.Logf("ENTWINE_LIVE_ISSUES=%d ENTWINE_LIVE_KILLS=%d ENTWINE_LIVE_SEED=%d", issues, kills, seed)
	r := rand.New(rand.NewPCG(seed, 1))
	want := stock(t, a, issues, r)
	writes := issues // to make them, and for each comment
	for _, notes := range want {
		writes += len(notes)
	}

	s := serve(t, both(a, b))
	for i, pl := range []place{a, b} {
		if pl.proxy() != nil {
			pl.proxy().losing(0.05, seed+uint64(i))
		}
	}
	if far := b.proxy(); far != nil {
		killAt(t, s, far, isWrite, writes, kills, r)
	} else { // a folder is no server: by what the near side is asked, which is more
		killAt(t, s, a.proxy(), func(*http.Request) bool { return true }, issues, kills, r)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 25*time.Minute)
	defer cancel()
	began := time.Now()
	s.bulk(ctx)
	took := time.Since(began)
	for _, pl := range []place{a, b} {
		if pl.proxy() != nil {
			pl.proxy().losing(0, 1)
			pl.proxy().on(nil, nil, nil)
			t.Logf("%s: %d reads, %d writes, %d answers lost", pl.kind(), pl.proxy().counts().Reads, pl.proxy().counts().Writes, pl.proxy().counts().Lost)
			t.Logf("%v", pl.proxy().counts().Kinds)
		}
	}
	t.Logf("%d issues with %d comments in %s, killed %d times", issues, writes-issues, took.Round(time.Second), s.kills)
	arrived(t, ctx, s, b, want)
	if s.kills < kills {
		t.Errorf("killed %d times only, not %d", s.kills, kills)
	}
}

// killAt kills the node around some of the requests to come: before the tracker
// has one, or after it was carried out and before the node hears of it.
func killAt(t *testing.T, s *process, p *proxy, which func(*http.Request) bool, requests, kills int, r *rand.Rand) {
	t.Helper()
	type moment struct {
		at    int
		early bool
	}
	var left []moment
	for _, n := range r.Perm(max(requests*9/10, kills))[:kills] {
		left = append(left, moment{n + 1, r.IntN(2) == 0})
	}
	slices.SortFunc(left, func(a, b moment) int { return a.at - b.at })
	var mu sync.Mutex
	due := func(n int, early bool) {
		mu.Lock()
		defer mu.Unlock()
		if len(left) > 0 && left[0].at <= n && left[0].early == early {
			left = left[1:]
			s.kill()
		}
	}
	p.on(which, func(n int) { due(n, true) }, func(n int) { due(n, false) })
}

// arrived compares what came over with what there was.
func arrived(t *testing.T, ctx context.Context, s *process, far place, want map[string][]string) {
	t.Helper()
	faults, err := s.desk.Faults(ctx, "open")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Errorf("fault: %s of %s %s: %s", f.Code, f.Scope, f.Issue, f.Message)
	}
	pairs, err := s.desk.Pairs(ctx, node.PairQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(pairs) != len(want) {
		t.Errorf("%d pairs of %d issues", len(pairs), len(want))
	}
	got := map[string]int{}
	for _, id := range far.ids(t) {
		k := far.show(t, id)
		got[k.Summary]++
		notes, known := want[k.Summary]
		if !known {
			t.Errorf("%s %q is none that there was", id, k.Summary)
			continue
		}
		// Where nothing may be mailed, what is public comes as what is not.
		if have := slices.Concat(bodies(far, k, false), bodies(far, k, true)); !slices.Equal(slices.Sorted(slices.Values(have)), slices.Sorted(slices.Values(notes))) {
			t.Errorf("%s %q has the comments %q, want %q", id, k.Summary, have, notes)
		}
		if !strings.Contains(k.Description, "As told by "+k.Summary) {
			t.Errorf("%s %q says %q", id, k.Summary, k.Description)
		}
	}
	for summary := range want {
		if got[summary] != 1 {
			t.Errorf("%q is there %d times", summary, got[summary])
		}
	}
}

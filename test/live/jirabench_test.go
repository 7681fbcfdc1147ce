package live

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// paced is a Jira that is given another number of requests a second.
type paced struct {
	*jira
	rate int
}

func (p *paced) tracker(name string) string {
	// At its address, without the proxy, which has enough to do.
	line := strings.Replace(p.jira.tracker(name), "rate: 1000", fmt.Sprintf("rate: %d", p.rate), 1)
	return strings.Replace(line, p.through.URL, strings.TrimSuffix(p.dev.base, "/rest/api/2"), 1)
}

// takeIn has a node take in issues of a Jira Cloud at a Jira Server 8, and gives
// the time it took and the requests at the slower of the two.
func takeIn(b *testing.B, issues, rate int, turn func(*sim.Knobs)) (took time.Duration, requests int, sites []*sim.Site) {
	b.Helper()
	from, to := newJira(b, sim.Cloud), newJira(b, sim.Server8)
	dev := from.site.Person("dev")
	for i := range issues {
		if _, err := dev.Create("ACME", "Task", fmt.Sprintf("Issue %d of many", i)); err != nil {
			b.Fatal(err)
		}
	}
	k := keep(b, both(&paced{from, rate}, &paced{to, rate}))
	sites = []*sim.Site{from.site, to.site}
	count := func(s *sim.Site) (n int) {
		for _, c := range s.Calls() {
			n += c
		}
		return n
	}
	for _, s := range sites {
		s.Turn(turn)
	}
	before := []int{count(from.site), count(to.site)}
	every := time.NewTicker(10 * time.Millisecond)
	defer every.Stop()
	began := time.Now()
	bulk, err := k.Engine().Bulk(b.Context(), connection, hub.Initiator, "", nil)
	if err != nil || bulk.Taken != issues {
		b.Fatalf("taken are %d: %v", bulk.Taken, err)
	}
	for k.Engine().Settled(bulk.ID) < issues {
		if time.Since(began) > 20*time.Minute {
			b.Fatal(k.faults())
		}
		<-every.C
	}
	took = time.Since(began)
	requests = max(count(from.site)-before[0], count(to.site)-before[1])
	to.site.Turn(func(k *sim.Knobs) { *k = sim.Knobs{} })
	if n := len(to.ids(b)); n != min(issues, 100) { // a page
		b.Fatalf("%d issues are there", n)
	}
	return took, requests, sites
}

// How many issues a second go from one Jira to another where each answer takes 20
// ms and no limit binds? The aim is 50.
func BenchmarkJiraSlow(b *testing.B) {
	for b.Loop() {
		took, requests, _ := takeIn(b, 1000, 1000, func(k *sim.Knobs) { k.Slow = 20 * time.Millisecond })
		b.ReportMetric(1000/took.Seconds(), "issues/s")
		b.ReportMetric(float64(requests)/1000, "requests/issue")
	}
}

// How much longer than the limit alone would take do 100 issues take at ten
// requests a second, where the owner has set that rate, and where it has to be learnt
// from a refusal? The aim is 5 %, with no more than the first requests refused.
func BenchmarkJiraLimit(b *testing.B) {
	for name, rate := range map[string]int{"set": 10, "learnt": 100} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				took, requests, sites := takeIn(b, 100, rate, func(k *sim.Knobs) { k.Limit = 10 })
				alone := time.Duration(requests) * time.Second / 10
				b.ReportMetric(100*(took.Seconds()/alone.Seconds()-1), "%-over-limit")
				b.ReportMetric(float64(max(sites[0].Refused(), sites[1].Refused())), "refused")
				b.ReportMetric(took.Seconds(), "s")
			}
		})
	}
}

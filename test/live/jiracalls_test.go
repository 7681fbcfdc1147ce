package live

import (
	"fmt"
	"maps"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// A calling Jira calls the node when something changes, and is asked for news
// once an hour only.
type calling struct{ *jira }

const hookSecret = "0123456789abcdef"

func (c *calling) tracker(name string) string {
	return strings.Replace(c.jira.tracker(name), "poll: 1h", "poll: 1h, hook: "+hookSecret, 1)
}

// freeAddress is an address that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// spent is what a site was asked between two counts of its own: reads and writes
// of issues and what is theirs, what is cached, and searches, which are the looks
// for news and whether an issue is one to take in.
type spent struct{ Reads, Writes, Cached, Searches int }

func spentOf(before, after map[string]int) (s spent, list []string) {
	for _, k := range slices.Sorted(maps.Keys(after)) {
		n := after[k] - before[k]
		method, path, _ := strings.Cut(k, " ")
		switch {
		case n == 0:
			continue
		case strings.Contains(path, "/search"), strings.HasSuffix(path, "/bulkfetch"):
			s.Searches += n
		case path == "/field", path == "/myself", path == "/serverInfo":
			s.Cached += n
		case method == "GET":
			s.Reads += n
		default:
			s.Writes += n
		}
		list = append(list, fmt.Sprintf("%d %s", n, k))
	}
	return s, list
}

// still waits until nothing is left to do and the looks that a call causes are
// over, without asking a tracker for anything itself.
func (k *keeper) still() {
	k.t.Helper()
	every := time.NewTicker(20 * time.Millisecond)
	defer every.Stop()
	began, since, last := time.Now(), time.Now(), int64(-1)
	for ; ; <-every.C {
		s, err := k.Standing(k.t.Context())
		if err != nil || time.Since(began) > time.Minute {
			k.t.Fatalf("not still: %+v, %v, faults %v", s, err, k.faults())
		}
		if n := k.Engine().TrackerCalls(); n != last || s.Pending > 0 {
			last, since = n, time.Now()
		} else if time.Since(since) > 2*time.Second { // the last look after a call is later than the one before by less
			return
		}
	}
}

// Requests that Jira sees, which it counts itself: docs/performance.md has them.
func TestJiraCalls(t *testing.T) {
	for _, tt := range []struct{ from, to sim.Dialect }{{sim.Cloud, sim.Server8}, {sim.Server8, sim.Cloud}, {sim.DC10, sim.Server7}, {sim.Server6, sim.DC10}} {
		t.Run(fmt.Sprintf("%s to %s", tt.from, tt.to), func(t *testing.T) {
			t.Parallel()
			a, b, at := newJira(t, tt.from), newJira(t, tt.to), freeAddress(t)
			p := both(&calling{a}, b)
			p.hooks = at
			k := keep(t, p)
			a.site.Hook("http://"+at+"/hooks/a/"+hookSecret, "", false)
			// All of it has happened when the first call of the webhook arrives.
			told := func(name string, happen func()) (from, to spent) {
				t.Helper()
				a.site.Turn(func(k *sim.Knobs) { k.HookHold = true })
				happen()
				ca, cb := a.site.Calls(), b.site.Calls()
				a.site.Turn(func(k *sim.Knobs) { k.HookHold = false })
				a.site.Told()
				k.still()
				if l := k.faults(); len(l) > 0 {
					t.Fatal(l)
				}
				from, fromList := spentOf(ca, a.site.Calls())
				to, toList := spentOf(cb, b.site.Calls())
				t.Logf("%s: from %+v %q, to %+v %q", name, from, fromList, to, toList)
				return from, to
			}
			var key string
			issue := func() {
				key = a.create(t, ticket{Summary: "New", Description: "With *all* of it"})
				for i := range 3 {
					a.comment(t, key, fmt.Sprint("remark ", i), false)
				}
				a.attach(t, key, "a.txt", []byte("all of it"))
			}
			told("first issue, nothing is cached yet", issue)
			from, to := told("new issue with three comments and an attachment", issue)
			// The issue and the bytes. That the other side tells who reported its own changes
			// nothing here, and asks nothing.
			if from != (spent{Reads: 2}) {
				t.Errorf("at the side that tells: %+v, want two reads", from)
			}
			if to != (spent{Reads: 1, Writes: 5}) {
				t.Errorf("at the side that is told: %+v, want 5 writes and a read", to)
			}
			if twins := b.ids(t); len(b.show(t, twins[len(twins)-1]).Notes) != 3 || len(b.show(t, twins[len(twins)-1]).Files) != 1 {
				t.Errorf("made is %+v", b.show(t, twins[len(twins)-1]))
			}
			from, to = told("edit of two fields", func() {
				a.dev.must(t, "PUT", "/issue/"+key, map[string]any{"fields": map[string]any{"summary": "Renamed", "description": "Other words"}}, nil)
			})
			if from != (spent{Reads: 1}) || to.Writes != 1 || to.Searches > 0 {
				t.Errorf("edit: %+v, %+v, want one read here and one write there", from, to)
			}
			// What was seen is not read again at the next look: a page of the search is all.
			// What we wrote is, once: another edit may have the same time. From then on
			// nothing changed, and a page is all on either side.
			k.later(10 * time.Minute)
			look := func() (from, to spent, list []string) {
				t.Helper()
				ca, cb := a.site.Calls(), b.site.Calls()
				for _, name := range []string{"a", "b"} {
					if err := k.Engine().Poll(t.Context(), name); err != nil {
						t.Fatal(err)
					}
				}
				k.still()
				from, fromList := spentOf(ca, a.site.Calls())
				to, toList := spentOf(cb, b.site.Calls())
				return from, to, slices.Concat(fromList, toList)
			}
			page := spent{Searches: 1}
			if from, to, list := look(); from != page || to.Writes > 0 || to.Searches != 1 || to.Reads > len(b.ids(t)) {
				t.Errorf("the first look after all that: %+v, %+v, %q", from, to, list)
			}
			if from, to, list := look(); from != page || to != page {
				t.Errorf("nothing changed: %q, want one page of the search on either side", list)
			}
		})
	}
}

package river

import (
	"errors"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

// An update inserts one job for an end, however many events of it it stores: a
// person's if one of them is, and as soon as the first is due.
func TestJobsOfAnUpdate(t *testing.T) {
	url := pgtest.URL(t)
	p := writer(t, url)
	slow, live := event("both", 0), event("both", 1)
	slow.Bulk = true
	slow.NotBefore = time.Now().Add(2 * time.Hour)
	live.NotBefore = time.Now().Add(time.Hour)
	alone := event("alone", 0)
	alone.Bulk, alone.NotBefore = true, time.Now().Add(time.Hour)
	p.add(slow, event("other", 0), live, alone)
	type row struct {
		queue string
		later bool
	}
	look := func() map[string]row {
		t.Helper()
		rows, err := p.store.Pool().Query(t.Context(), `SELECT args->>'pair', queue, scheduled_at > now() + interval '30 min' AND scheduled_at < now() + interval '90 min' FROM river_job`)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		got := map[string]row{}
		for rows.Next() {
			var pair string
			var r row
			if err := rows.Scan(&pair, &r.queue, &r.later); err != nil {
				t.Fatal(err)
			}
			if _, twice := got[pair]; twice {
				t.Errorf("%s has two jobs", pair)
			}
			got[pair] = r
		}
		if rows.Err() != nil {
			t.Fatal(rows.Err())
		}
		return got
	}
	check := func(want map[string]row) {
		t.Helper()
		got := look()
		if len(got) != len(want) {
			t.Errorf("jobs: %v, want %v", got, want)
		}
		for pair, w := range want {
			if got[pair] != w {
				t.Errorf("%s: %v, want %v", pair, got[pair], w)
			}
		}
	}
	check(map[string]row{"both": {"live", true}, "other": {"live", false}, "alone": {"bulk", true}})
	p.add(event("third", 0), event("both", 2), event("alone", 1)) // at once, by jobs that are there
	check(map[string]row{"both": {"live", false}, "other": {"live", false}, "alone": {"live", false}, "third": {"live", false}})
}

// An update that fails has no job inserted, neither then nor with the next one.
func TestJobsOfAnUpdateThatFails(t *testing.T) {
	p := writer(t, pgtest.URL(t))
	no := errors.New("no")
	err := p.store.Update(t.Context(), func(tx store.Tx) error {
		if err := p.Add(tx, event("lost", 0)); err != nil {
			return err
		}
		return no
	})
	if !errors.Is(err, no) {
		t.Fatal(err)
	}
	p.add(event("kept", 0))
	var pairs string
	err = p.store.Pool().QueryRow(t.Context(), `SELECT string_agg(args->>'pair', ' ') FROM river_job`).Scan(&pairs)
	if err != nil || hub.PairID(pairs) != "kept" {
		t.Errorf("jobs of %q, %v", pairs, err)
	}
}

// writer is a process that stores events and works on none.
func writer(t *testing.T, url string) *process {
	t.Helper()
	p := opened(t, url, Options{})
	t.Cleanup(func() {
		if err := p.store.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

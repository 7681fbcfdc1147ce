package memory

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// benchIssue is an issue of about n bytes with the texture of a real one: half of
// it are comments.
func benchIssue(n int) hub.Issue {
	is := hub.Issue{
		Ref: hub.Ref{ID: "10042", Key: "PRJ-42"}, Project: "PRJ", Type: "Bug", Summary: "Export fails for large projects",
		Status: "In Progress", Priority: "High", Labels: []string{"export", "customer"},
		Assignee: &hub.User{ID: "u1", Name: "Ada", Email: "ada@example.org"},
		Created:  time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Updated: time.Date(2026, 1, 3, 3, 4, 5, 0, time.UTC),
		CustomFields: hub.Values{"Team": "blue", "Points": hub.Number("5"), "Seen": time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)},
	}
	for i := range n / 2 / 360 {
		is.Comments = append(is.Comments, hub.Comment{ID: fmt.Sprint(i), Author: is.Assignee,
			Body: strings.Repeat("nobody can read that message ", 9), Created: is.Created})
	}
	is.Description = strings.Repeat("It stops here. ", max(0, n/2-500)/15)
	return is
}

func benchEnd(n int, k hub.EndKey) *hub.End {
	is := benchIssue(n)
	return &hub.End{EndKey: k, Connection: "c1", Tracker: "jira", State: hub.EndActive, Local: is.Ref,
		Captured: is, CapRev: "7", Base: is.Parts(), Received: is, OutSeq: 3, InSeq: 2, TouchedAt: 1767322800000}
}

// benchDisk has ends and, for each, ten events.
func benchDisk(b *testing.B, ends int) *Disk {
	d := New()
	s := open(b, d)
	for i := range ends {
		err := s.Update(ctx, func(tx store.Tx) error {
			e := benchEnd(3<<10, benchKey(i))
			for n := range 10 {
				ev := &hub.Event{ID: hub.EventID(fmt.Sprint(i, "-", n)), EndKey: e.EndKey, State: hub.Waiting, Snapshot: &e.Captured}
				if err := tx.Events().Put(ev); err != nil {
					return err
				}
			}
			return tx.Ends().Put(e)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	d.Cut()
	return d
}

func benchKey(i int) hub.EndKey {
	return hub.EndKey{Pair: hub.PairID(fmt.Sprintf("pair-%06d", i)), Side: hub.Initiator}
}

// What does an engine's step cost: get an end, change a little of it, put it?
func BenchmarkUpdate(b *testing.B) {
	change := map[string]func(*hub.End, int){
		"seq":     func(e *hub.End, i int) { e.OutSeq = uint64(i) },
		"status":  func(e *hub.End, i int) { e.Captured.Status = []string{"Open", "Done"}[i%2] },
		"comment": func(e *hub.End, i int) { e.Captured.Comments[0].Body = []string{"this", "that"}[i%2] },
	}
	for _, what := range []string{"seq", "status", "comment"} {
		for _, ends := range []int{1, 1000} {
			b.Run(fmt.Sprintf("%s/ends=%d", what, ends), func(b *testing.B) {
				d := benchDisk(b, ends)
				s := open(b, d)
				k, n := benchKey(ends/2), 0
				b.ReportAllocs()
				for b.Loop() {
					n++
					err := s.Update(ctx, func(tx store.Tx) error {
						e, err := tx.Ends().Get(k)
						if err != nil {
							return err
						}
						change[what](e, n)
						return tx.Ends().Put(e)
					})
					if err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// What of that is the copy that is handed out?
func BenchmarkGet(b *testing.B) {
	s := open(b, benchDisk(b, 100))
	err := s.View(ctx, func(tx store.Tx) error {
		b.Run("end", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if e, err := tx.Ends().Get(benchKey(50)); err != nil || e.OutSeq != 3 {
					b.Fatal(err)
				}
			}
		})
		b.Run("event", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if ev, err := tx.Events().Get("50-5"); err != nil || ev.Snapshot == nil {
					b.Fatal(err)
				}
			}
		})
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

// What does an explorer's state cost: copy a disk, open it, write a little?
func BenchmarkCopy(b *testing.B) {
	for _, ends := range []int{2, 1000} {
		b.Run(fmt.Sprintf("ends=%d", ends), func(b *testing.B) {
			d := benchDisk(b, ends)
			b.ReportAllocs()
			for b.Loop() {
				s := open(b, d.Copy())
				if err := s.Update(ctx, func(tx store.Tx) error { return tx.Meta().Put("a", "b") }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What does it cost to look at every record once?
func BenchmarkWalk(b *testing.B) {
	d := benchDisk(b, 100)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for range d.Walk() {
			n++
		}
		if n != 1100 {
			b.Fatal(n)
		}
	}
}

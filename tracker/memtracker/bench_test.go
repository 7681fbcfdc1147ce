package memtracker_test

import (
	"fmt"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	. "github.com/entwine-sync/entwine/tracker/memtracker"
)

// Does a call cost the same however many issues there are?
func BenchmarkCalls(b *testing.B) {
	for _, n := range []int{1, 100, 10_000} {
		tr := New(Config{})
		var refs []hub.Ref
		for range n {
			refs = append(refs, tr.Add(hub.Issue{Summary: "zero", Description: "some text", Labels: []string{"a", "b"}}))
		}
		c, i := tr.Connector(), 0
		next := func() hub.Ref { i++; return refs[i%n] }
		b.Run(fmt.Sprint("get/", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if is, err := c.Get(b.Context(), next()); err != nil || is.Ref.ID == "" {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("set/", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p := tracker.Patch{Fields: hub.Issue{Summary: fmt.Sprint(i)}}
				if _, err := c.Set(b.Context(), tracker.Write{Ref: next()}, p); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("poll/", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				head, err := c.Head(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				for range c.Changes(b.Context(), head) {
					b.Fatal("nothing changed")
				}
			}
		})
	}
}

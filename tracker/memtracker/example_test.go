package memtracker_test

import (
	"context"
	"fmt"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// A write whose answer is lost took effect all the same; its mark finds it.
func Example() {
	ctx := context.Background()
	t := memtracker.New(memtracker.Config{Project: "ACME"})
	c := t.Connector()

	t.Set(func(k *memtracker.Knobs) { k.LoseNext = 1 })
	_, err := c.Create(ctx, tracker.Write{Mark: "m1"}, &hub.Issue{Summary: "broken lamp"})
	fmt.Println(err)

	ref, err := c.(tracker.Marker).FindMarked(ctx, "m1")
	fmt.Println(ref.Key, err)

	t.Edit(ref.Key, func(is *hub.Issue) { is.Summary = "broken lamps" })
	is, _ := c.Get(ctx, ref)
	fmt.Println(is.Summary, len(t.Effects()))
	// Output:
	// unreachable: the tracker did not answer
	// ACME-1 <nil>
	// broken lamps 1
}

package trackertest

import (
	"fmt"
	"sync"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func parallelChecks() []check {
	return []check{
		{"parallel", "reads and writes of one issue", nil, func(x *trial) {
			ref := x.full()
			x.settle()
			var wg sync.WaitGroup
			for i := range 4 {
				wg.Go(func() {
					for n := range 5 {
						_, err := x.c.Set(x.ctx(), writeTo(ref), fieldPatch("summary", fmt.Sprintf("writer %d, %d", i, n)))
						x.crowded(err)
					}
				})
				wg.Go(func() {
					for range 5 {
						is, err := x.c.Get(x.ctx(), ref)
						if hub.CodeOf(err) == hub.Busy {
							continue // it may well be, among so many writers
						}
						if err != nil || is == nil {
							x.Errorf("get among writes: %v, %v", is, err)
							return
						}
						is.Summary, is.Labels = "", append(is.Labels, "mine")
					}
				})
			}
			wg.Wait()
			x.get(ref)
		}},
		{"parallel", "writes of different fields all stay", canClear, func(x *trial) {
			ref := x.full()
			var wg sync.WaitGroup
			var errs [2]error
			for i, field := range []string{"summary", "description"} {
				wg.Go(func() {
					_, errs[i] = x.c.Set(x.ctx(), writeTo(ref), fieldPatch(field, "in parallel"))
					x.crowded(errs[i])
				})
			}
			wg.Wait()
			is := x.get(ref)
			for i, field := range []string{"summary", "description"} {
				if errs[i] == nil {
					x.shows(is, field, "in parallel")
				}
			}
		}},
		{"parallel", "of two writes on one revision one goes through", conditional, func(x *trial) {
			ref := x.create(nil)
			rev := x.get(ref).Rev
			x.tick()
			var wg sync.WaitGroup
			var errs [4]error
			for i := range errs {
				wg.Go(func() {
					w := tracker.Write{Ref: ref, IfRev: rev}
					_, errs[i] = x.c.Set(x.ctx(), w, fieldPatch("summary", fmt.Sprintf("writer %d", i)))
				})
			}
			wg.Wait()
			through := 0
			for _, err := range errs {
				if err == nil {
					through++
				} else {
					x.crowded(err)
				}
			}
			if through != 1 {
				x.Errorf("%d of %d writes on one revision went through: %v", through, len(errs), errs)
			}
		}},
		{"parallel", "creates make one issue each", nil, func(x *trial) {
			const n = 6
			given := make([]*hub.Issue, n)
			for i := range given {
				given[i] = x.base()
			}
			var wg sync.WaitGroup
			var refs [n]hub.Ref
			for i := range n {
				wg.Go(func() {
					r, err := x.c.Create(x.ctx(), tracker.Write{}, given[i])
					if err != nil {
						x.Errorf("create: %v", err)
					}
					refs[i] = r.Ref
				})
			}
			wg.Wait()
			seen := map[string]bool{}
			for i, ref := range refs {
				if ref.ID == "" || seen[ref.ID] {
					x.Fatalf("id %q is empty or was given twice", ref.ID)
				}
				seen[ref.ID] = true
				x.shows(x.get(ref), "summary", given[i].Summary)
			}
		}},
	}
}

// crowded takes what a tracker may say to a write that meets others: none of
// these means that it was made.
func (x *trial) crowded(err error) {
	x.Helper()
	switch hub.CodeOf(err) {
	case "", hub.Conflict, hub.Busy:
	default:
		x.Errorf("write among others: %v", err)
	}
}

package memory

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// sameTree compares a tree with a plain map in everything that can be asked, and
// looks at its shape.
func sameTree(r *rapid.T, name string, t *tree[number, int], want map[number]int, at number) {
	if t.size != len(want) {
		r.Fatalf("%s: size %d, want %d", name, t.size, len(want))
	}
	keys := slices.Sorted(maps.Keys(want))
	equal := func(what string, got, want []number) {
		if !slices.Equal(got, want) {
			r.Fatalf("%s: %s: got %v, want %v", name, what, got, want)
		}
	}
	var got []number
	t.all(func(k number, v int) bool {
		if v != want[k] {
			r.Fatalf("%s: %v is %v, want %v", name, k, v, want[k])
		}
		got = append(got, k)
		return true
	})
	equal("all", got, keys)
	i, found := slices.BinarySearch(keys, at)
	if v, ok := t.get(at); ok != found || v != want[at] {
		r.Fatalf("%s: get %v: %v %v, want %v %v", name, at, v, ok, want[at], found)
	}
	const some = 40 // more than a node has
	got = nil
	t.up(at, func(k number, _ int) bool { return collect(&got, some, k) })
	equal("up", got, keys[i:min(i+some, len(keys))])
	got = nil
	t.down(at, func(k number, _ int) bool { return collect(&got, some, k) })
	down := slices.Clone(keys[max(0, i-some):i])
	slices.Reverse(down)
	equal("down", got, down)
	if k, _, ok := t.below(at); ok != (i > 0) || ok && k != keys[i-1] {
		r.Fatalf("%s: below %v: %v %v", name, at, k, ok)
	}
	if t.root != nil {
		shape(r, name, t.root)
	}
}

func shape(r *rapid.T, name string, n *node[number, int]) {
	if len(n.items) == 0 || len(n.items) > width || n.kids != nil && len(n.kids) != len(n.items) {
		r.Fatalf("%s: a node of %d items and %d kids", name, len(n.items), len(n.kids))
	}
	for _, kid := range n.kids {
		shape(r, name, kid)
	}
}

// A tree holds what a map would, and a copy what it held when it was made,
// whatever is written to either.
func TestTree(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		type copied struct {
			tree tree[number, int]
			want map[number]int
		}
		now := copied{want: map[number]int{}}
		var copies []copied
		o := &owner{}
		keys := rapid.Map(rapid.IntRange(-400, 400), func(i int) number { return number(i) })
		put := func(k number, v int) {
			now.tree.set(o, k, v)
			now.want[k] = v
		}
		del := func(k number) {
			now.tree.del(o, k)
			delete(now.want, k)
		}
		r.Repeat(map[string]func(*rapid.T){
			"": func(r *rapid.T) {
				at := keys.Draw(r, "at")
				sameTree(r, "now", &now.tree, now.want, at)
				for i := range copies {
					sameTree(r, "copy", &copies[i].tree, copies[i].want, at)
				}
			},
			"set": func(r *rapid.T) {
				for _, k := range rapid.SliceOf(keys).Draw(r, "keys") {
					put(k, rapid.Int().Draw(r, "value"))
				}
			},
			"set many": func(r *rapid.T) {
				k, step := keys.Draw(r, "from"), number(rapid.IntRange(-3, 3).Draw(r, "step"))
				for range rapid.IntRange(1, 200).Draw(r, "n") {
					k += step
					put(k, 1)
				}
			},
			"delete": func(r *rapid.T) {
				for _, k := range rapid.SliceOf(keys).Draw(r, "keys") {
					del(k)
				}
			},
			"delete many": func(r *rapid.T) {
				from := keys.Draw(r, "from")
				for _, k := range slices.Sorted(maps.Keys(now.want)) {
					if k >= from {
						del(k)
					}
				}
			},
			"copy": func(r *rapid.T) {
				if len(copies) < 8 {
					copies = append(copies, copied{now.tree, maps.Clone(now.want)})
				} else { // go on with an old one
					i := rapid.IntRange(0, len(copies)-1).Draw(r, "copy")
					now, copies[i] = copies[i], now
				}
				o = &owner{}
			},
		})
	})
}

package memory

import "slices"

// width is how many items a node holds. A write copies one node of each level,
// a read looks at one: small nodes make the first cheap, and the few records of
// a simulation are not many levels deep anyway.
const width = 16

// ordered is a key that knows its place.
type ordered[K any] interface{ compare(K) int }

// owner is the update that made a node, and alone may change it.
type owner struct{ _ byte } // not empty: each must have an address of its own

// tree is a map in order of its keys. It is copied by assignment: neither of two
// copies sees what is written to the other, as long as both write with owners of
// their own. The zero value is empty.
type tree[K ordered[K], V any] struct {
	root *node[K, V]
	size int
}

// node is a leaf, which has items alone, or has as many kids as items: then a
// kid holds no key below that of its item, save the first, whose item's key does
// not count. Nodes are not joined when they become small, only dropped when they
// are empty: what is deleted here is mostly old, and goes whole nodes at a time.
type node[K ordered[K], V any] struct {
	owner *owner
	items []item[K, V]
	kids  []*node[K, V]
}

type item[K ordered[K], V any] struct {
	val V // first: an empty value at the end of a struct takes room
	key K
}

// find returns the place of k, or the one where it would be.
func (n *node[K, V]) find(k K) (i int, found bool) {
	lo, hi := 0, len(n.items)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		switch c := n.items[m].key.compare(k); {
		case c == 0:
			return m, true
		case c < 0:
			lo = m + 1
		default:
			hi = m
		}
	}
	return lo, false
}

// kid returns the place of the kid that would hold k.
func (n *node[K, V]) kid(k K) int {
	i, found := n.find(k)
	if found {
		return i
	}
	return max(0, i-1)
}

func (t *tree[K, V]) get(k K) (v V, ok bool) {
	n := t.root
	if n == nil {
		return v, false
	}
	for n.kids != nil {
		n = n.kids[n.kid(k)]
	}
	if i, found := n.find(k); found {
		return n.items[i].val, true
	}
	return v, false
}

// set puts a value in the place of k.
func (t *tree[K, V]) set(o *owner, k K, v V) {
	if t.root == nil {
		t.root = &node[K, V]{owner: o, items: []item[K, V]{{v, k}}}
		t.size = 1
		return
	}
	t.root = t.root.own(o)
	right, added := t.root.set(o, k, v)
	if added {
		t.size++
	}
	if right != nil {
		left := t.root
		t.root = &node[K, V]{owner: o, items: []item[K, V]{{key: left.items[0].key}, {key: right.items[0].key}},
			kids: []*node[K, V]{left, right}}
	}
}

// own returns the node if it is o's, or a copy that is.
func (n *node[K, V]) own(o *owner) *node[K, V] {
	if n.owner == o {
		return n
	}
	c := &node[K, V]{owner: o, items: append(make([]item[K, V], 0, len(n.items)+1), n.items...)}
	if n.kids != nil {
		c.kids = append(make([]*node[K, V], 0, len(n.kids)+1), n.kids...)
	}
	return c
}

// set changes a node that is o's. If it becomes too wide, what is right of the
// middle is returned as a node of its own.
func (n *node[K, V]) set(o *owner, k K, v V) (right *node[K, V], added bool) {
	var at int
	if n.kids == nil {
		i, found := n.find(k)
		if found {
			n.items[i].val = v
			return nil, false
		}
		at, added = i, true
		n.items = slices.Insert(n.items, i, item[K, V]{v, k})
	} else {
		i := n.kid(k)
		n.kids[i] = n.kids[i].own(o)
		right, added = n.kids[i].set(o, k, v)
		if right == nil {
			return nil, added
		}
		at = i + 1
		n.items = slices.Insert(n.items, at, item[K, V]{key: right.items[0].key})
		n.kids = slices.Insert(n.kids, at, right)
	}
	if len(n.items) <= width {
		return nil, added
	}
	return n.split(o, at), added
}

// split returns the right part of a node whose newest item is at. Most keys
// grow, so a node that is appended to stays full.
func (n *node[K, V]) split(o *owner, at int) *node[K, V] {
	cut := len(n.items) / 2
	if at == len(n.items)-1 {
		cut = at
	}
	right := &node[K, V]{owner: o, items: slices.Clone(n.items[cut:])}
	clear(n.items[cut:])
	n.items = n.items[:cut]
	if n.kids != nil {
		right.kids = slices.Clone(n.kids[cut:])
		clear(n.kids[cut:])
		n.kids = n.kids[:cut]
	}
	return right
}

// del takes k out, if it is there.
func (t *tree[K, V]) del(o *owner, k K) {
	if _, ok := t.get(k); !ok {
		return
	}
	t.size--
	t.root = t.root.own(o)
	t.root.del(o, k)
	for len(t.root.kids) == 1 {
		t.root = t.root.kids[0]
	}
	if len(t.root.items) == 0 {
		t.root = nil
	}
}

func (n *node[K, V]) del(o *owner, k K) {
	if n.kids == nil {
		i, _ := n.find(k)
		n.items = slices.Delete(n.items, i, i+1)
		return
	}
	i := n.kid(k)
	n.kids[i] = n.kids[i].own(o)
	n.kids[i].del(o, k)
	if len(n.kids[i].items) == 0 {
		n.items = slices.Delete(n.items, i, i+1)
		n.kids = slices.Delete(n.kids, i, i+1)
	}
}

// up gives the items from k on to yield, until that returns false. The tree
// must not be written to meanwhile.
func (t *tree[K, V]) up(k K, yield func(K, V) bool) {
	if t.root != nil {
		t.root.up(k, yield)
	}
}

func (n *node[K, V]) up(k K, yield func(K, V) bool) bool {
	if n.kids == nil {
		i, _ := n.find(k)
		for ; i < len(n.items); i++ {
			if !yield(n.items[i].key, n.items[i].val) {
				return false
			}
		}
		return true
	}
	i := n.kid(k)
	if !n.kids[i].up(k, yield) {
		return false
	}
	for _, kid := range n.kids[i+1:] {
		if !kid.all(yield) {
			return false
		}
	}
	return true
}

// all gives every item to yield, until that returns false, and returns what yield
// returned last.
func (t *tree[K, V]) all(yield func(K, V) bool) bool {
	return t.root == nil || t.root.all(yield)
}

func (n *node[K, V]) all(yield func(K, V) bool) bool {
	for _, kid := range n.kids {
		if !kid.all(yield) {
			return false
		}
	}
	if n.kids != nil {
		return true
	}
	for i := range n.items {
		if !yield(n.items[i].key, n.items[i].val) {
			return false
		}
	}
	return true
}

// down gives the items below k to yield, the last one first, until that returns
// false. The tree must not be written to meanwhile.
func (t *tree[K, V]) down(k K, yield func(K, V) bool) {
	if t.root != nil {
		t.root.down(k, yield)
	}
}

func (n *node[K, V]) down(k K, yield func(K, V) bool) bool {
	if n.kids == nil {
		i, _ := n.find(k)
		for i--; i >= 0; i-- {
			if !yield(n.items[i].key, n.items[i].val) {
				return false
			}
		}
		return true
	}
	for i := n.kid(k); i >= 0; i-- {
		if !n.kids[i].down(k, yield) { // left of the first, all of a kid is below k
			return false
		}
	}
	return true
}

// below returns the last item below k.
func (t *tree[K, V]) below(k K) (key K, v V, ok bool) {
	t.down(k, func(found K, val V) bool {
		key, v, ok = found, val, true
		return false
	})
	return key, v, ok
}

package groovy

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
)

var classBitSet = &Class{name: "java.util.BitSet", super: classObject, ifaces: []*Class{classCloneable, classSerializable}}

// A bitSet is java.util.BitSet: a word for every 64 bits up to the last that
// was ever set.
type bitSet struct{ words []uint64 }

func (*bitSet) classOf() *Class { return classBitSet }

func (b *bitSet) has(i int) bool { return i>>6 < len(b.words) && b.words[i>>6]>>(i&63)&1 == 1 }

// put sets or clears one bit. What room it takes is paid for.
func (b *bitSet) put(t *thread, i int, on bool) error {
	if n := i>>6 + 1; n > len(b.words) {
		if !on {
			return nil
		}
		if err := t.alloc(8 * (n - len(b.words))); err != nil {
			return err
		}
		b.words = append(b.words, make([]uint64, n-len(b.words))...)
	}
	if on {
		b.words[i>>6] |= 1 << (i & 63)
	} else {
		b.words[i>>6] &^= 1 << (i & 63)
	}
	return nil
}

// length is one more than the last bit that is set.
func (b *bitSet) length() int {
	for i := len(b.words) - 1; i >= 0; i-- {
		if w := b.words[i]; w != 0 {
			return i*64 + bits.Len64(w)
		}
	}
	return 0
}

func (b *bitSet) cardinality() int {
	n := 0
	for _, w := range b.words {
		n += bits.OnesCount64(w)
	}
	return n
}

// next is the first bit at or behind i that is set or clear; -1 if none is set.
func (b *bitSet) next(i int, set bool) int {
	n := b.length()
	for i < n {
		if b.has(i) == set {
			return i
		}
		// A word in which all bits are the other way is passed over as a whole.
		if w := b.words[i>>6]; i&63 == 0 && (set && w == 0 || !set && w == math.MaxUint64) {
			i += 64
		} else {
			i++
		}
	}
	if set {
		return -1
	}
	return i
}

func (b *bitSet) previous(i int, set bool) int {
	for ; i >= 0 && b.has(i) != set; i-- {
	}
	return i
}

// indexes are the bits that are set.
func (b *bitSet) indexes(t *thread) ([]any, error) {
	n := b.cardinality()
	if err := t.charge(len(b.words)/64 + n); err != nil {
		return nil, err
	}
	if err := t.alloc(24 * n); err != nil {
		return nil, err
	}
	out := make([]any, 0, n)
	for i := b.next(0, true); i >= 0; i = b.next(i+1, true) {
		out = append(out, boxInt(int32(i)))
	}
	return out, nil
}

func (b *bitSet) text(t *thread) (string, error) {
	items, err := b.indexes(t)
	if err != nil {
		return "", err
	}
	var s strings.Builder
	s.WriteByte('{')
	for i, v := range items {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString(strconv.Itoa(int(v.(int32))))
	}
	return s.String() + "}", t.alloc(s.Len() + 1)
}

func (b *bitSet) iterate(t *thread, f func(any) error) error {
	items, err := b.indexes(t)
	if err != nil {
		return err
	}
	return t.iterate(newList(items), f)
}

func (b *bitSet) truth(*thread) (bool, error) { return b.length() > 0, nil }

func (b *bitSet) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(*bitSet)
	if !ok || b.length() != o.length() {
		return false, nil
	}
	for i := range min(len(b.words), len(o.words)) {
		if b.words[i] != o.words[i] {
			return false, nil
		}
	}
	return true, nil
}

func (b *bitSet) hashCode(*thread) (int32, error) {
	h := uint64(1234) // as BitSet.hashCode begins
	for i, w := range b.words {
		h ^= w * uint64(i+1)
	}
	return int32(h>>32 ^ h), nil
}

func (b *bitSet) clone() *bitSet { return &bitSet{append([]uint64(nil), b.words...)} }

// merged combines two sets word by word.
func (b *bitSet) merged(o *bitSet, f func(x, y uint64) uint64) *bitSet {
	out := &bitSet{make([]uint64, max(len(b.words), len(o.words)))}
	for i := range out.words {
		var x, y uint64
		if i < len(b.words) {
			x = b.words[i]
		}
		if i < len(o.words) {
			y = o.words[i]
		}
		out.words[i] = f(x, y)
	}
	return out
}

func bitSetLib() lib {
	of := func(v any) *bitSet { return v.(*bitSet) }
	place := func(t *thread, v any, what string) (int, error) {
		i := int(v.(int32))
		if i < 0 {
			return 0, t.throw(classIndexOutOfBounds, "%s < 0: %d", what, i)
		}
		return i, nil
	}
	places := func(t *thread, a []any) (from, to int, err error) {
		if from, err = place(t, a[0], "fromIndex"); err != nil {
			return 0, 0, err
		}
		if to, err = place(t, a[1], "toIndex"); err != nil {
			return 0, 0, err
		}
		if from > to {
			return 0, 0, t.throw(classIndexOutOfBounds, "fromIndex: %d > toIndex: %d", from, to)
		}
		return from, to, nil
	}
	// span changes the bits from a[0] up to a[1].
	span := func(sig string, to func(b *bitSet, i int, a []any) bool) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			from, end, err := places(t, a)
			if err != nil {
				return nil, err
			}
			for i := from; i < end; i++ {
				if err := t.charge(1); err != nil {
					return nil, err
				}
				if err := of(self).put(t, i, to(of(self), i, a)); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}}
	}
	one := func(sig string, to func(b *bitSet, i int, a []any) bool) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			i, err := place(t, a[0], "bitIndex")
			if err != nil {
				return nil, err
			}
			return nil, of(self).put(t, i, to(of(self), i, a))
		}}
	}
	on := func(*bitSet, int, []any) bool { return true }
	off := func(*bitSet, int, []any) bool { return false }
	other := func(b *bitSet, i int, _ []any) bool { return !b.has(i) }
	number := func(sig string, f func(b *bitSet) int) def {
		return def{sig, func(t *thread, self any, _ []any) (any, error) {
			return boxInt(int32(f(of(self)))), t.charge(len(of(self).words))
		}}
	}
	seek := func(sig string, f func(b *bitSet, i int) int) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			if err := t.charge(len(of(self).words)); err != nil {
				return nil, err
			}
			return boxInt(int32(f(of(self), max(0, int(a[0].(int32)))))), nil
		}}
	}
	merge := func(sig string, f func(x, y uint64) uint64) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			out := of(self).merged(of(a[0]), f)
			return out, t.alloc(8 * len(out.words))
		}}
	}
	get := func(t *thread, self any, a []any) (any, error) {
		i, err := place(t, a[0], "bitIndex")
		return err == nil && of(self).has(i), err
	}
	// part gives the bits from one place up to another.
	part := func(t *thread, b *bitSet, from, to int) (any, error) {
		out := &bitSet{}
		for i := from; i < min(to, b.length()); i++ {
			if err := t.charge(1); err != nil {
				return nil, err
			}
			if err := out.put(t, i-from, b.has(i)); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	bounds := func(t *thread, self any, r any) (from, to int, err error) {
		from, to, _, err = t.span(r.(*Range), of(self).length())
		return from, to, err
	}
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &bitSet{}, nil }},
			{"(int)", func(t *thread, _ any, a []any) (any, error) {
				if n := a[0].(int32); n < 0 {
					return nil, t.throw(classNegativeArraySize, "nbits < 0: %d", n)
				}
				return &bitSet{}, nil
			}},
		},
		methods: []def{
			one("void set(int)", on), one("void clear(int)", off), one("void flip(int)", other),
			one("void set(int,boolean)", func(_ *bitSet, _ int, a []any) bool { return a[1].(bool) }),
			one("void putAt(int,boolean)", func(_ *bitSet, _ int, a []any) bool { return a[1].(bool) }),
			span("void set(int,int)", on), span("void clear(int,int)", off), span("void flip(int,int)", other),
			span("void set(int,int,boolean)", func(_ *bitSet, _ int, a []any) bool { return a[2].(bool) }),
			{"void putAt(Range,boolean)", func(t *thread, self any, a []any) (any, error) {
				from, to, err := bounds(t, self, a[0])
				for i := from; i < to && err == nil; i++ {
					if err = t.charge(1); err == nil {
						err = of(self).put(t, i, a[1].(bool))
					}
				}
				return nil, err
			}},
			{"void clear()", func(_ *thread, self any, _ []any) (any, error) { of(self).words = nil; return nil, nil }},
			{"get(int)", get}, {"getAt(int)", get},
			{"get(int,int)", func(t *thread, self any, a []any) (any, error) {
				from, to, err := places(t, a)
				if err != nil {
					return nil, err
				}
				return part(t, of(self), from, to)
			}},
			{"getAt(Range)", func(t *thread, self any, a []any) (any, error) {
				from, to, err := bounds(t, self, a[0])
				if err != nil {
					return nil, err
				}
				return part(t, of(self), from, to)
			}},
			number("cardinality()", (*bitSet).cardinality), number("length()", (*bitSet).length),
			number("size()", func(b *bitSet) int { return max(1, len(b.words)) * 64 }),
			{"isEmpty()", func(_ *thread, self any, _ []any) (any, error) { return of(self).length() == 0, nil }},
			seek("nextSetBit(int)", func(b *bitSet, i int) int { return b.next(i, true) }),
			seek("nextClearBit(int)", func(b *bitSet, i int) int { return b.next(i, false) }),
			seek("previousSetBit(int)", func(b *bitSet, i int) int { return b.previous(i, true) }),
			seek("previousClearBit(int)", func(b *bitSet, i int) int { return b.previous(i, false) }),
			// Groovy's own and, or and xor hide Java's, which change the receiver.
			merge("and(BitSet)", func(x, y uint64) uint64 { return x & y }),
			merge("or(BitSet)", func(x, y uint64) uint64 { return x | y }),
			merge("xor(BitSet)", func(x, y uint64) uint64 { return x ^ y }),
			{"void andNot(BitSet)", func(_ *thread, self any, a []any) (any, error) {
				of(self).words = of(self).merged(of(a[0]), func(x, y uint64) uint64 { return x &^ y }).words
				return nil, nil
			}},
			{"bitwiseNegate()", func(t *thread, self any, _ []any) (any, error) {
				out := of(self).clone()
				for i := range out.length() {
					if err := t.charge(1); err != nil {
						return nil, err
					}
					out.words[i>>6] ^= 1 << (i & 63)
				}
				return out, nil
			}},
			{"intersects(BitSet)", func(_ *thread, self any, a []any) (any, error) {
				return of(self).merged(of(a[0]), func(x, y uint64) uint64 { return x & y }).length() > 0, nil
			}},
			{"stream()", func(t *thread, self any, _ []any) (any, error) {
				items, err := of(self).indexes(t)
				return streamOf(classIntStream, newList(items)), err
			}},
			{"toLongArray()", func(t *thread, self any, _ []any) (any, error) {
				n := (of(self).length() + 63) / 64
				items := make([]any, n)
				for i := range items {
					items[i] = int64(of(self).words[i])
				}
				return t.array(classLongP, items)
			}},
			{"clone()", func(t *thread, self any, _ []any) (any, error) {
				return of(self).clone(), t.alloc(8 * len(of(self).words))
			}},
		},
		statics: []def{
			{"valueOf(long[])", func(t *thread, _ any, a []any) (any, error) {
				items := a[0].(*Array).items
				b := &bitSet{make([]uint64, len(items))}
				for i, v := range items {
					b.words[i] = uint64(v.(int64))
				}
				return b, t.alloc(8 * len(items))
			}},
		},
	}
}

package pattern

import "math"

// extent is how long a look-behind may reach, counted in characters and in
// Java's 32 bits, wrapping included: where Java loses count, so do we. Java
// counts what follows a choice from zero and adds what came before at the end,
// which shows when it wraps; \X it does not count at all.
type extent struct {
	min, max       int32
	bounded        bool
	minOld, maxOld int32
}

func extentOf(n *node) extent {
	e := extent{bounded: true}
	e.add(n)
	e.finish()
	return e
}

func (e *extent) finish() {
	e.min += e.minOld
	e.max += e.maxOld
	e.minOld, e.maxOld = 0, 0
}

func (e *extent) add(n *node) {
	switch n.kind {
	case kindText:
		size := countRunes(n.text)
		e.min += size
		e.max += size
	case kindSet:
		e.min++
		e.max++
	case kindSequence:
		for _, k := range n.kids {
			e.add(k)
		}
	case kindGroup:
		e.add(n.kids[0])
	case kindAtomic:
		within := extent{min: e.min, max: e.max, bounded: e.bounded}
		within.add(n.kids[0])
		within.finish()
		e.min, e.max, e.bounded = within.min, within.max, within.bounded
	case kindChoice:
		e.addChoice(n.kids, false)
	case kindBackref:
		e.bounded = false
	case kindLinebreak:
		e.min++
		e.max += 2
	case kindRepeat:
		e.addRepeat(n)
	}
}

func (e *extent) addChoice(kids []*node, orNothing bool) {
	lo, hi := int32(math.MaxInt32), int32(-1)
	if orNothing {
		lo, hi = 0, 0
	}
	for _, k := range kids {
		one := extentOf(k)
		lo, hi = min(lo, one.min), max(hi, one.max)
		e.bounded = e.bounded && one.bounded
	}
	e.minOld += e.min + lo
	e.maxOld += e.max + hi
	e.min, e.max = 0, 0
}

func (e *extent) addRepeat(n *node) {
	body := n.kids[0]
	switch {
	case n.loops():
		e.bounded = false
	case n.option():
		e.addChoice(n.kids, true)
	case n.question:
		within := extent{min: e.min, max: e.max, bounded: e.bounded}
		within.add(body)
		within.finish()
		e.max, e.bounded = within.max, within.bounded
	case body.one() && n.max == unlimited && n.greed == greedy:
		e.min += n.min
		e.max += unlimited
	default:
		one := extentOf(body)
		if sum := one.min*n.min + e.min; sum < e.min {
			e.min = 0xFFFFFFF
		} else {
			e.min = sum
		}
		sum := one.max*n.max + e.max
		e.bounded = e.bounded && one.bounded && sum >= e.max
		e.max = sum
	}
}

package pattern

import "sync"

const (
	// settleEvery is how many steps a search takes before it asks the budget
	// for more.
	settleEvery = 512
	// scanned is how many bytes looked through at once count as a step.
	scanned = 8
	// firstFrames is how many places of the stack are free of charge.
	firstFrames = 64
	// maxFrames bounds the stack: 16 MB, some hundred thousand rounds of a loop.
	maxFrames = 1 << 20
	// keepFrames is the largest stack kept for the next search.
	keepFrames = 1 << 12
	// maxMemo bounds what the loops of a pattern remember, in words: 8 MB.
	maxMemo = 1 << 20
	// keepMemo is the largest memo kept for the next search.
	keepMemo = 1 << 12
)

// frame is a choice to come back to, or what a register held before. For a
// choice, pc is its instruction, which knows what the rest means; for a
// register, pc is its complement, a what it held and, with c set, b what the
// next one held.
type frame struct{ pc, a, b, c int32 }

// machine is the state of one search.
type machine struct {
	prog *program
	text string

	from, to    int  // the region; look-around widens it if transparent
	anchoring   bool // ^ and $ are the ends of the region, not of the text
	transparent bool
	whole       bool // the match must end at to
	previous    int  // where \G is

	// Each loop that recalls has a bit for each place from base on: set, the
	// loop found nothing by going on there.
	memos [][]uint64
	words int // of all memos
	base  int

	regs   []int32
	stack  []frame // as far as it has been paid for
	budget *Budget
	left   int // steps until the next settling
	err    error
}

var machines = sync.Pool{New: func() any { return new(machine) }}

func newMachine(prog *program, text string, budget *Budget) *machine {
	m := machines.Get().(*machine)
	regs, stack, memos := m.regs, m.stack, m.memos
	if cap(regs) < prog.regs {
		regs = make([]int32, prog.regs)
	}
	if cap(stack) < firstFrames {
		stack = make([]frame, firstFrames)
	}
	if cap(memos) < prog.memos {
		memos = make([][]uint64, prog.memos)
	}
	memos = memos[:prog.memos]
	for i := range memos {
		memos[i] = memos[i][:0]
	}
	*m = machine{prog: prog, text: text, budget: budget, left: settleEvery,
		regs: regs[:prog.regs], stack: stack[:firstFrames], memos: memos}
	for i := range 2 * prog.groups {
		m.regs[i] = -1
	}
	return m
}

// release hands the machine's memory to the next search.
func (m *machine) release() {
	m.prog, m.text, m.budget = nil, "", nil
	if cap(m.stack) > keepFrames {
		m.stack = nil
	}
	if m.words > keepMemo || len(m.memos) > keepMemo {
		m.memos = nil
	}
	if cap(m.regs) > keepFrames {
		m.regs = nil
	}
	machines.Put(m)
}

// settle pays for the steps taken. It returns false if the budget refuses.
func (m *machine) settle() bool {
	n := settleEvery - m.left
	m.left = settleEvery
	if m.err == nil {
		m.err = m.budget.steps(n)
	}
	return m.err == nil
}

// grow makes room on the stack for as much again and pays for it.
func (m *machine) grow() bool {
	n := len(m.stack)
	if n >= maxFrames {
		m.err = ErrTooDeep
		return false
	}
	m.left -= n
	if !m.settle() {
		return false
	}
	if 2*n <= cap(m.stack) {
		m.stack = m.stack[:2*n]
		return true
	}
	bigger := make([]frame, 2*n)
	copy(bigger, m.stack)
	m.stack = bigger
	return true
}

// recalls tells whether the loop with that memo once went on at pos in vain.
func (m *machine) recalls(memo int32, pos int) bool {
	bits := m.memos[memo-1]
	w := (pos - m.base) >> 6
	return w < len(bits) && bits[w]>>((pos-m.base)&63)&1 != 0
}

// remember notes that the loop went on at pos in vain, and returns what that
// costs.
func (m *machine) remember(memo int32, pos int) int {
	bits := m.memos[memo-1]
	w := (pos - m.base) >> 6
	more := w + 1 - len(bits)
	if more > 0 {
		if m.words += more; m.words > maxMemo {
			return 0
		}
		bits = append(bits, make([]uint64, more)...)
		m.memos[memo-1] = bits
	}
	bits[w] |= 1 << ((pos - m.base) & 63)
	return max(more, 0)
}

// begin and ending are where \A and \z match.
func (m *machine) begin() int {
	if m.anchoring {
		return m.from
	}
	return 0
}

func (m *machine) ending() int {
	if m.anchoring {
		return m.to
	}
	return len(m.text)
}

// search looks for the first match that begins at start or later.
func (m *machine) search(start int) bool {
	m.base = start
	found := m.find(start)
	return m.settle() && found
}

func (m *machine) find(start int) bool {
	switch {
	case m.prog.begin:
		b := m.begin()
		return start <= b && b <= m.to && m.run(b)
	case m.prog.previous:
		return start <= m.previous && m.previous <= m.to && m.run(m.previous)
	}
	for pos := start; ; {
		next := m.candidate(pos)
		m.left -= (next - pos) / scanned
		if next > m.to {
			return false
		}
		if m.run(next) {
			return true
		}
		if m.err != nil || next >= m.to {
			return false
		}
		if run := m.prog.run; run != nil {
			end := run.span(m.text, next, m.to)
			m.left -= (end - next) / scanned
			if next = end; next >= m.to {
				return false
			}
		}
		_, size := decode(m.text, next, m.to)
		pos = next + size
	}
}

// match tries for a match that begins at start.
func (m *machine) match(start int) bool {
	m.base = start
	found := m.prog.lead.allows(m.text, start, m.to) && m.run(start)
	return m.settle() && found
}

package pattern

import "strings"

// candidate returns the first place from pos on where the pattern may match,
// one beyond the end if there is none.
func (m *machine) candidate(pos int) int {
	if prefix := m.prog.prefix; prefix != "" {
		if i := strings.Index(m.text[pos:m.to], prefix); i >= 0 {
			return pos + i
		}
		return m.to + 1
	}
	l := &m.prog.lead
	if l.empty {
		return pos
	}
	for ; pos < m.to; pos++ {
		if l.bytes.has(m.text[pos]) {
			return pos
		}
	}
	if l.end {
		return m.to
	}
	return m.to + 1
}

// run tries for a match that begins at pos. The groups it leaves are those of
// the match; when there is none, they are those that Java leaves.
func (m *machine) run(start int) bool {
	var (
		prog  = m.prog
		code  = prog.code
		text  = m.text
		regs  = m.regs
		stack = m.stack
		pos   = start
		sp    = 0
		pc    = int32(0)
		end   = m.to
		left  = m.left
		f     frame
	)
	for {
		if left--; left < 0 {
			m.left = left
			if !m.settle() {
				return false
			}
			left = m.left
		}
		// No instruction pushes more than two frames.
		if sp+2 > len(stack) {
			m.left = left
			if !m.grow() {
				return false
			}
			left, stack = m.left, m.stack
		}
		in := &code[pc]
		switch in.op {
		case opAccept:
			if m.whole && pos != end {
				goto fail
			}
			if prog.rounds {
				m.rewrite(stack[:sp])
			}
			regs[0], regs[1] = int32(start), int32(pos)
			m.left = left
			return true

		case opByte:
			if pos >= end || text[pos] != in.text[0] {
				goto fail
			}
			pos++
			pc++
		case opText:
			left -= len(in.text) / scanned
			if !strings.HasPrefix(text[pos:end], in.text) {
				goto fail
			}
			pos += len(in.text)
			pc++
		case opLetters:
			left -= len(in.text) / scanned
			if !hasLetters(text, pos, end, in.text) {
				goto fail
			}
			pos += len(in.text)
			pc++
		case opFold:
			left -= len(in.text) / 2 // slow for each letter
			if pos = folded(text, pos, end, in.text); pos < 0 {
				goto fail
			}
			pc++
		case opSet:
			if pos >= end {
				goto fail
			}
			n := in.set.at(text, pos, end)
			if n == 0 {
				goto fail
			}
			pos += n
			pc++

		case opRun:
			_, hi, ok := in.runs(text, pos, end)
			left -= (hi - pos) / scanned
			if !ok {
				goto fail
			}
			pos = hi
			pc++
		case opRunGreedy:
			lo, hi, ok := in.runs(text, pos, end)
			left -= (hi - pos) / scanned
			if !ok {
				goto fail
			}
			f = frame{pc, int32(lo), int32(hi), 0}
			goto giveBack
		case opRunLazy:
			lo, n := in.set.take(text, pos, end, in.min)
			left -= (lo - pos) / scanned
			if n < in.min {
				goto fail
			}
			f = frame{pc, int32(lo), n, 0}
			goto takeMore

		case opJump:
			pc = in.to
		case opAlt:
			f = frame{pc, int32(pos), 0, 0}
			goto nextAlt
		case opOpen:
			if in.undo {
				stack[sp] = frame{^in.reg, regs[in.reg], 0, 0}
				sp++
			}
			regs[in.reg] = int32(pos)
			pc++
		case opClose:
			g := in.group
			stack[sp] = frame{^g, regs[g], regs[g+1], 1}
			sp++
			regs[g], regs[g+1] = regs[in.reg], int32(pos)
			pc++

		case opLast:
			if begin := int(regs[in.reg]); pos > begin {
				g := in.group
				stack[sp] = frame{^g, regs[g], regs[g+1], 1}
				sp++
				regs[g], regs[g+1] = int32(before(text, begin, pos)), int32(pos)
			}
			pc++

		case opLoopEnter:
			if in.counts {
				stack[sp] = frame{^(in.reg + 1), regs[in.reg+1], 0, 0}
				sp++
				regs[in.reg+1] = 1
			}
			switch {
			case in.min > 0:
				pc = in.to
			case !in.lead.allows(text, pos, end):
				pc = in.out
			default:
				if in.follow.allows(text, pos, end) {
					stack[sp] = frame{pc, int32(pos), 0, 0}
					sp++
				}
				pc = in.to
			}
		case opLoop:
			if in.watches && int(regs[in.reg]) == pos {
				pc = in.out
				continue
			}
			if in.counts {
				n := regs[in.reg+1]
				if n >= in.max || n >= in.min && (!in.lead.allows(text, pos, end) || in.memo > 0 && m.recalls(in.memo, pos)) {
					pc = in.out
					continue
				}
				if n >= in.min && (in.memo > 0 || in.follow.allows(text, pos, end)) {
					stack[sp] = frame{pc, int32(pos), 0, 0}
					sp++
				}
				stack[sp] = frame{^(in.reg + 1), n, 0, 0}
				sp++
				regs[in.reg+1] = n + 1
			} else {
				if !in.lead.allows(text, pos, end) || in.memo > 0 && m.recalls(in.memo, pos) {
					pc = in.out
					continue
				}
				if in.memo > 0 || in.follow.allows(text, pos, end) {
					stack[sp] = frame{pc, int32(pos), 0, 0}
					sp++
				}
			}
			pc = in.to

		case opLazyEnter:
			if in.counts {
				stack[sp] = frame{^(in.reg + 1), regs[in.reg+1], 0, 0}
				sp++
				regs[in.reg+1] = 1
			}
			if in.min > 0 || !in.follow.allows(text, pos, end) {
				pc = in.to
				continue
			}
			stack[sp] = frame{pc, int32(pos), 0, 0}
			sp++
			pc = in.out
		case opLazy:
			if in.watches && int(regs[in.reg]) == pos {
				pc = in.out
				continue
			}
			if in.counts && regs[in.reg+1] < in.min || !in.follow.allows(text, pos, end) {
				goto lazyRound
			}
			stack[sp] = frame{pc, int32(pos), 0, 0}
			sp++
			pc = in.out

		case opRepeat:
			regs[in.reg] = 0
			pc++
		case opRound:
			n := regs[in.reg]
			if n >= in.min {
				if n >= in.max || in.greed != lazy && !in.lead.allows(text, pos, end) {
					pc = in.out
					continue
				}
				stack[sp] = frame{pc, int32(pos), -1, n}
				sp++
				if in.greed == lazy {
					pc = in.out
					continue
				}
			}
			regs[in.reg+1], regs[in.reg+2] = int32(sp), int32(pos)
			pc = in.to
		case opRoundEnd:
			r := &code[in.to]
			n, base, begin := regs[in.reg], int(regs[in.reg+1]), int(regs[in.reg+2])
			if prog.rounds {
				left -= (sp - base) / scanned
				m.rewrite(stack[base:sp])
			}
			sp = base
			if n >= r.min {
				switch r.greed {
				case greedy:
					if pos == begin {
						// Nothing taken: to leave now is all that the choice
						// below could do.
						sp--
						pc = r.out
						continue
					}
					stack[sp-1].b = int32(pos)
				case lazy:
					if pos == begin && !r.question {
						goto fail
					}
				case possessive:
					sp--
					if pos == begin {
						pc = r.out
						continue
					}
				}
			}
			if g := r.group; g > 0 {
				stack[sp] = frame{^g, regs[g], regs[g+1], 1}
				sp++
				regs[g], regs[g+1] = int32(begin), int32(pos)
			}
			regs[in.reg] = n + 1
			pc = in.to

		case opAhead:
			regs[in.reg], regs[in.reg+1] = int32(sp), int32(pos)
			if m.transparent {
				regs[in.reg+2] = int32(end)
				end = len(text)
				m.to = end
			}
			if in.negative || m.transparent {
				stack[sp] = frame{pc, int32(pos), 0, 0}
				sp++
			}
			pc++
		case opAheadEnd:
			if prog.rounds {
				m.rewrite(stack[regs[in.reg]:sp])
			}
			sp, pos = int(regs[in.reg]), int(regs[in.reg+1])
			if m.transparent {
				end = int(regs[in.reg+2])
				m.to = end
			}
			if in.negative {
				goto fail
			}
			pc++
		case opBehind:
			from := m.from
			if m.transparent {
				from = 0
			}
			p, ok := goBack(text, from, pos, in.min)
			left -= (pos - p) / scanned
			most := in.max
			if most < 0 && int32(pos)-most < 0 {
				most = unlimited // Java's count wrapped twice
			}
			if !ok || most < in.min {
				if !in.negative {
					goto fail
				}
				pc = in.out
				continue
			}
			regs[in.reg], regs[in.reg+1] = int32(sp), int32(pos)
			if m.transparent {
				regs[in.reg+2] = int32(m.from)
				m.from = 0
			}
			stack[sp] = frame{pc, int32(p), most - in.min, 0}
			sp++
			pos = p
			pc++
		case opBehindEnd:
			if pos != int(regs[in.reg+1]) {
				goto fail
			}
			if prog.rounds {
				m.rewrite(stack[regs[in.reg]:sp])
			}
			sp = int(regs[in.reg])
			if m.transparent {
				m.from = int(regs[in.reg+2])
			}
			if in.negative {
				goto fail
			}
			pc++
		case opAtomic:
			regs[in.reg] = int32(sp)
			pc++
		case opAtomicEnd:
			if prog.rounds {
				m.rewrite(stack[regs[in.reg]:sp])
			}
			sp = int(regs[in.reg])
			pc++

		case opBackref:
			lo, hi := int(regs[in.group]), int(regs[in.group+1])
			if lo < 0 {
				goto fail
			}
			left -= (hi - lo) / scanned
			if pos = backref(text, lo, hi, pos, end, in.fold); pos < 0 {
				goto fail
			}
			pc++
		case opAssert:
			m.left = left
			ok := m.holds(in.assert, pos)
			left = m.left
			if !ok {
				goto fail
			}
			pc++
		case opLinebreak:
			if pos >= end {
				goto fail
			}
			if text[pos] == '\r' && pos+1 < end && text[pos+1] == '\n' {
				stack[sp] = frame{pc, int32(pos), 0, 0}
				sp++
				pos += 2
				pc++
				continue
			}
			n := verticalSet.at(text, pos, end)
			if n == 0 {
				goto fail
			}
			pos += n
			pc++
		case opGrapheme:
			if pos >= end {
				goto fail
			}
			n := graphemeEnd(text, pos, end)
			left -= (n - pos) / scanned
			pos = n
			pc++
		}
		continue

	fail:
		for {
			if sp == 0 {
				m.left = left
				return false
			}
			sp--
			f = stack[sp]
			if f.pc >= 0 {
				break
			}
			regs[^f.pc] = f.a
			if f.c != 0 {
				regs[^f.pc+1] = f.b
			}
		}
		if left--; left < 0 {
			m.left = left
			if !m.settle() {
				return false
			}
			left = m.left
		}
		pc = f.pc
		in = &code[pc]
		switch in.op {
		case opRunGreedy:
			f.b = int32(before(text, int(f.a), int(f.b)))
			goto giveBack
		case opRunLazy:
			pos = int(f.a)
			if f.b == in.max || pos >= end {
				goto fail
			}
			n := in.set.at(text, pos, end)
			if n == 0 {
				goto fail
			}
			f.a += int32(n)
			f.b++
			goto takeMore
		case opAlt:
			goto nextAlt
		case opLoopEnter:
			pos, pc = int(f.a), in.out
		case opLoop:
			pos, pc = int(f.a), in.out
			if in.memo > 0 {
				left -= m.remember(in.memo, pos)
			}
		case opLazyEnter:
			pos, pc = int(f.a), in.to
		case opLazy:
			pos = int(f.a)
			goto lazyRound
		case opRound:
			pos = int(f.a)
			if in.greed != lazy {
				pc = in.out
				continue
			}
			regs[in.reg], regs[in.reg+1], regs[in.reg+2] = f.c, int32(sp), f.a
			pc = in.to
		case opAhead:
			if m.transparent {
				end = int(regs[in.reg+2])
				m.to = end
			}
			if !in.negative {
				goto fail
			}
			pos, pc = int(f.a), in.out
		case opBehind:
			if p := int(f.a); f.b > 0 && p > m.from {
				_, size := decodeBefore(text, m.from, p)
				pos = p - size
				stack[sp] = frame{pc, int32(pos), f.b - 1, 0}
				sp++
				pc++
				continue
			}
			if m.transparent {
				m.from = int(regs[in.reg+2])
			}
			if !in.negative {
				goto fail
			}
			pos, pc = int(regs[in.reg+1]), in.out
		case opLinebreak:
			pos = int(f.a) + 1
			pc++
		}
		continue

	giveBack: // a run from f.a may end at f.b or before
		{
			lo, hi := int(f.a), int(f.b)
			if pos = in.back(text, lo, hi, end); pos < 0 {
				left -= (hi - lo) / scanned
				goto fail
			}
			left -= (hi - pos) / scanned
			if pos > lo {
				stack[sp] = frame{pc, f.a, int32(pos), 0}
				sp++
			}
			pc++
			continue
		}

	takeMore: // a run of f.b members may end at f.a or later
		{
			pos = int(f.a)
			ok := true
			if l := in.follow; l != nil {
				for ok && !l.allows(text, pos, end) {
					n := 0
					if f.b < in.max && pos < end {
						n = in.set.at(text, pos, end)
					}
					pos += n
					f.b++
					ok = n > 0
				}
				left -= (pos - int(f.a)) / scanned
			}
			if !ok {
				goto fail
			}
			stack[sp] = frame{pc, int32(pos), f.b, 0}
			sp++
			pc++
			continue
		}

	nextAlt: // the alternatives of in from f.c on, at f.a
		{
			pos = int(f.a)
			alts := in.alts
			i := int(f.c)
			for i < len(alts) && !alts[i].lead.allows(text, pos, end) {
				i++
			}
			if i == len(alts) {
				goto fail
			}
			j := i + 1
			for j < len(alts) && !alts[j].lead.allows(text, pos, end) {
				j++
			}
			left -= (j - int(f.c)) / 4
			if j < len(alts) {
				stack[sp] = frame{pc, f.a, 0, int32(j)}
				sp++
			}
			pc = alts[i].to
			continue
		}

	lazyRound: // the loop has tried to leave and must go on
		if in.counts {
			n := regs[in.reg+1]
			if n >= in.max {
				goto fail
			}
			stack[sp] = frame{^(in.reg + 1), n, 0, 0}
			sp++
			regs[in.reg+1] = n + 1
		}
		pc = in.to
	}
}

// rewrite gives groups of rounds the value that Java's own way back through a
// match leaves them: of rounds begun several times because a loop surrounds
// them, those begun first have the last word.
func (m *machine) rewrite(stack []frame) {
	type seen struct {
		pc     int32
		closed bool
	}
	var first []seen
next:
	for _, f := range stack {
		if f.pc < 0 || f.b < 0 {
			continue
		}
		in := &m.prog.code[f.pc]
		if in.op != opRound || !in.rewrites {
			continue
		}
		for i := range first {
			if s := &first[i]; s.pc == f.pc {
				s.closed = s.closed || f.c == in.min
				if !s.closed {
					m.regs[in.group], m.regs[in.group+1] = f.a, f.b
				}
				continue next
			}
		}
		first = append(first, seen{pc: f.pc})
		m.regs[in.group], m.regs[in.group+1] = f.a, f.b
	}
}

package pattern

// follow is what comes after a piece: what it can begin with, and whether it
// is sure to succeed or at the end of the text, so that a run before it never
// gets anything by taking less.
type follow struct {
	lead lead
	done bool
}

type compiler struct {
	prog  *program
	inner int  // how many loops surround the piece that go back into their rounds
	leaks bool // a failure may leave something in a group
}

// compile lowers the tree of a pattern with groups groups, group 0 included.
func compile(root *node, groups int, refers bool) *program {
	prog := &program{groups: groups, regs: 2 * groups, code: make([]inst, 0, 12)}
	prog.lead = *leadOf(root)
	prog.prefix, _ = prefixOf(root)
	prog.begin, prog.previous = anchored(root)
	c := &compiler{prog: prog, leaks: root.leaks()}
	if !refers && !c.leaks {
		prog.run = c.runOf(root)
	}
	c.emit(root, follow{lead: lead{empty: true, end: true}, done: true})
	c.add(inst{op: opAccept})
	return prog
}

// anchored tells whether n can match only where the text begins, or only at
// the end of the match before.
func anchored(n *node) (begin, previous bool) {
	switch n.kind {
	case kindAssert:
		return n.assert == assertBegin, n.assert == assertPrevious
	case kindGroup, kindAtomic:
		return anchored(n.kids[0])
	case kindSequence:
		if len(n.kids) > 0 {
			return anchored(n.kids[0])
		}
	case kindChoice:
		begin, previous = true, true
		for _, k := range n.kids {
			b, p := anchored(k)
			begin, previous = begin && b, previous && p
		}
	}
	return begin, previous
}

// runOf returns the set of the run without end that every match of n begins
// with, nil if it does not begin so. Where the rest has failed after each part
// of such a run, it fails from any other place in the run.
func (c *compiler) runOf(n *node) *set {
	switch n.kind {
	case kindGroup:
		return c.runOf(n.kids[0])
	case kindSequence:
		if len(n.kids) > 0 {
			return c.runOf(n.kids[0])
		}
	case kindRepeat:
		if n.max == unlimited {
			return c.oneOf(n.kids[0])
		}
	}
	return nil
}

func (c *compiler) add(in inst) int32 {
	c.prog.code = append(c.prog.code, in)
	return int32(len(c.prog.code) - 1)
}

func (c *compiler) here() int32 { return int32(len(c.prog.code)) }

func (c *compiler) registers(n int) int32 {
	r := c.prog.regs
	c.prog.regs += n
	return int32(r)
}

func (c *compiler) emit(n *node, f follow) {
	switch n.kind {
	case kindText:
		c.emitText(n)
	case kindSet:
		c.add(inst{op: opSet, set: n.set})
	case kindSequence:
		c.emitSequence(n.kids, f)
	case kindChoice:
		c.emitChoice(n.kids, f)
	case kindGroup:
		c.emitGroup(n, f)
	case kindRepeat:
		c.emitRepeat(n, f)
	case kindAhead:
		c.emitAhead(n)
	case kindBehind:
		c.emitBehind(n)
	case kindAtomic:
		reg := c.registers(1)
		c.add(inst{op: opAtomic, reg: reg})
		c.sealed(n.kids[0])
		c.add(inst{op: opAtomicEnd, reg: reg})
	case kindBackref:
		if n.group < c.prog.groups {
			c.add(inst{op: opBackref, group: int32(2 * n.group), fold: n.fold})
		} else {
			c.add(inst{op: opSet, set: noSet}) // no such group ever matched
		}
	case kindAssert:
		c.add(inst{op: opAssert, assert: n.assert})
	case kindLinebreak:
		c.add(inst{op: opLinebreak})
	case kindGrapheme:
		c.add(inst{op: opGrapheme})
	}
}

var noSet = newSet(nil)

// sealed emits a body that the machine never goes back into once it is
// through.
func (c *compiler) sealed(body *node) {
	inner := c.inner
	c.inner = 0
	c.emit(body, follow{lead: lead{empty: true, end: true}, done: true})
	c.inner = inner
}

func (c *compiler) emitText(n *node) {
	switch {
	case n.text == "":
	case n.fold == foldLetters:
		c.add(inst{op: opLetters, text: n.text})
	case n.fold == foldAll:
		c.add(inst{op: opFold, text: n.text})
	case len(n.text) == 1:
		c.add(inst{op: opByte, text: n.text})
	default:
		c.add(inst{op: opText, text: n.text})
	}
}

func (c *compiler) emitSequence(kids []*node, f follow) {
	// What follows each kid, from the last to the first.
	after := make([]follow, len(kids))
	for i := len(kids) - 1; i >= 0; i-- {
		after[i] = f
		f = follow{lead: leadOf(kids[i]).then(&f.lead)}
	}
	for i, k := range kids {
		c.emit(k, after[i])
	}
}

func (c *compiler) emitChoice(kids []*node, f follow) {
	if s := oneOfMany(kids); s != nil {
		c.add(inst{op: opSet, set: s})
		return
	}
	start := c.add(inst{op: opAlt})
	alts := make([]alt, len(kids))
	var leave []int32
	for i, k := range kids {
		l := leadOf(k).then(&f.lead)
		alts[i] = alt{c.here(), &l}
		c.emit(k, f)
		if i < len(kids)-1 {
			leave = append(leave, c.add(inst{op: opJump}))
		}
	}
	c.prog.code[start].alts = alts
	for _, j := range leave {
		c.prog.code[j].to = c.here()
	}
}

// oneOf returns the set that n takes one character of, nil if n is anything
// else. A group counts if nothing shows that it is one.
func (c *compiler) oneOf(n *node) *set {
	switch {
	case n.kind == kindSet:
		return n.set
	case n.one():
		r, _ := decode(n.text, 0, len(n.text))
		return newSet(spans{{r, r}})
	case n.kind == kindChoice:
		return oneOfMany(n.kids)
	case n.kind == kindGroup && n.group == 0 && (n.fixed || !c.leaks):
		return c.oneOf(n.kids[0])
	}
	return nil
}

// oneOfMany joins alternatives of one character each.
func oneOfMany(kids []*node) *set {
	var all gather
	for _, k := range kids {
		switch {
		case !k.one():
			return nil
		case k.kind == kindSet:
			all.addAll(k.set.all)
		default:
			r, _ := decode(k.text, 0, len(k.text))
			all.add(r, r)
		}
	}
	return newSet(all.settle())
}

func (c *compiler) emitGroup(n *node, f follow) {
	if n.group == 0 {
		c.emit(n.kids[0], f)
		return
	}
	reg := c.registers(1)
	c.add(inst{op: opOpen, reg: reg, undo: c.inner > 0})
	c.emit(n.kids[0], f)
	c.add(inst{op: opClose, reg: reg, group: int32(2 * n.group)})
}

func (c *compiler) emitAhead(n *node) {
	reg := c.registers(3)
	start := c.add(inst{op: opAhead, reg: reg, negative: n.negative})
	c.sealed(n.kids[0])
	c.add(inst{op: opAheadEnd, reg: reg, negative: n.negative})
	c.prog.code[start].out = c.here()
}

func (c *compiler) emitBehind(n *node) {
	reg := c.registers(3)
	start := c.add(inst{op: opBehind, reg: reg, negative: n.negative, min: n.min, max: n.max})
	inner := c.inner
	c.inner = 0
	c.emit(n.kids[0], follow{lead: anything})
	c.inner = inner
	c.add(inst{op: opBehindEnd, reg: reg, negative: n.negative})
	c.prog.code[start].out = c.here()
}

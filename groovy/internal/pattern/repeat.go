package pattern

// emitRepeat lowers a repetition. Java has four ways to repeat, and which one
// it takes shows in the groups a match leaves:
//
//   - one character: a run;
//   - a group that is not fixed: a loop, each round of which can be gone back
//     into;
//   - a fixed group: rounds that are for good, the loop alone gives back whole
//     rounds; groups inside keep what the last round gave them;
//   - anything else, and all that is possessive: the same without a group of
//     its own.
//
// A group with ? is a choice between it and nothing.
func (c *compiler) emitRepeat(n *node, f follow) {
	switch {
	case n.max == 0:
		// Java reads the group and never enters it.
	case c.emitRun(n, f):
	case n.option():
		c.emitOption(n, f)
	case n.loops():
		c.emitLoop(n, f)
	default:
		c.emitRounds(n)
	}
}

// emitRun lowers the repetition of one character, if n is that. A group around
// the character, set in each round, need only be set once the run is over.
func (c *compiler) emitRun(n *node, f follow) bool {
	body := n.kids[0]
	s := c.oneOf(body)
	group := int32(0)
	if s == nil {
		if body.kind != kindGroup || c.leaks || n.option() || n.greed == possessive || body.fixed && c.inner > 0 {
			return false
		}
		if s = c.oneOf(body.kids[0]); s == nil {
			return false
		}
		group = int32(2 * body.group)
	}
	if group == 0 {
		c.addRun(n, s, f)
		return true
	}
	reg := c.registers(1)
	c.add(inst{op: opOpen, reg: reg, undo: c.inner > 0})
	c.addRun(n, s, f)
	c.add(inst{op: opLast, reg: reg, group: group})
	return true
}

func (c *compiler) addRun(n *node, s *set, f follow) {
	if n.min == 1 && n.max == 1 {
		c.add(inst{op: opSet, set: s})
		return
	}
	in := inst{op: opRunGreedy, set: s, min: n.min, max: n.max, next: -1}
	own := s.bytes()
	switch {
	case n.greed == possessive || n.min == n.max:
		in.op = opRun
	case n.greed == lazy:
		in.op = opRunLazy
	case f.done || !f.lead.empty && !f.lead.bytes.meets(&own):
		// The rest begins with nothing that the run takes: to take less never
		// helps.
		in.op = opRun
	}
	if in.op != opRun && !f.lead.empty {
		l := f.lead
		in.follow = &l
		if !l.end {
			in.next = l.bytes.only()
		}
	}
	c.add(in)
}

func (c *compiler) emitOption(n *node, f follow) {
	start := c.add(inst{op: opAlt})
	with := leadOf(n.kids[0]).then(&f.lead)
	without := f.lead
	alts := []alt{{c.here(), &with}, {0, &without}}
	c.emit(n.kids[0], f)
	alts[1].to = c.here()
	if n.greed == lazy {
		alts[0], alts[1] = alts[1], alts[0]
	}
	c.prog.code[start].alts = alts
}

// emitLoop lowers a loop whose rounds can be gone back into.
func (c *compiler) emitLoop(n *node, f follow) {
	body := n.kids[0]
	l, exit := leadOf(body), f.lead
	in := inst{op: opLoopEnter, reg: c.registers(2), min: n.min, max: n.max, lead: l, follow: &exit}
	in.counts = n.min > 1 || n.max != unlimited
	in.watches = !body.wide || body.group > 0
	if n.greed == lazy {
		in.op = opLazyEnter
	}
	if n.recalls {
		c.prog.memos++
		in.memo = int32(c.prog.memos)
	}
	again := l.then(&f.lead)
	again.add(&f.lead)
	enter := c.add(in)

	in.to = c.here()
	c.inner++
	if in.watches {
		c.add(inst{op: opOpen, reg: in.reg, undo: true})
	}
	c.emit(body.kids[0], follow{lead: again})
	if body.group > 0 {
		c.add(inst{op: opClose, reg: in.reg, group: int32(2 * body.group)})
	}
	c.inner--
	in.op++ // from entering the loop to the end of a round
	in.out = c.here() + 1
	c.add(in)
	c.prog.code[enter].to, c.prog.code[enter].out = in.to, in.out
}

// emitRounds lowers a repetition whose rounds are for good.
func (c *compiler) emitRounds(n *node) {
	body := n.kids[0]
	in := inst{op: opRound, greed: n.greed, reg: c.registers(3), min: n.min, max: n.max, question: n.question,
		lead: leadOf(body)}
	if body.kind == kindGroup && n.greed != possessive {
		in.group = int32(2 * body.group)
		in.rewrites = body.group > 0 && n.greed == greedy && c.inner > 0
		c.prog.rounds = c.prog.rounds || in.rewrites
		body = body.kids[0]
	}
	c.add(inst{op: opRepeat, reg: in.reg})
	in.to = c.here() + 1
	start := c.add(in)
	c.sealed(body)
	c.add(inst{op: opRoundEnd, reg: in.reg, to: start})
	c.prog.code[start].out = c.here()
}

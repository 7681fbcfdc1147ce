package pattern

// class reads a character class, the cursor being on its '[' or, without
// whole, before the right side of '&&', which ends at the ']' of the class
// around it.
//
// Letters below U+0100 go into a set of their own that joins the rest when the
// class ends or meets '&&', and that is never emptied: so a letter before '&&'
// comes back if another follows it. Java does so, and patterns may live by it.
func (p *parser) class(whole bool) spans {
	p.enter()
	defer p.leave()
	var (
		low, rest       gather
		anyLow, anyRest bool
		negative        bool
		last            spans
		addRest         = func(s spans) { rest.addAll(s); anyRest = true; last = s }
		ch              = p.next()
	)
	if ch == '^' && p.at(p.cur-1) == '[' {
		ch = p.next()
		negative = true
	}
	for {
		switch ch {
		case '[':
			addRest(p.class(true))
			ch = p.peek()
			continue
		case '&':
			if p.next() != '&' {
				p.cur--
				break
			}
			right, some := p.classRight()
			if anyLow {
				if !anyRest {
					last = low.settle()
				}
				rest.addAll(low.settle())
				anyRest, anyLow = true, false
			}
			switch {
			case !anyRest && !some:
				p.fail("Bad class syntax")
			case !anyRest:
				rest.addAll(right)
				anyRest = true
			case some:
				rest = gather{done: rest.settle().intersect(right)}
			case last != nil:
				// With nothing on the right, Java takes what it read last.
				rest = gather{done: rest.settle().intersect(last)}
			}
			if some {
				last = right
			}
			ch = p.peek()
			continue
		case 0:
			if p.cur >= len(p.pat) {
				p.fail("Unclosed character class")
			}
		case ']':
			if !anyRest && !anyLow {
				break
			}
			if whole {
				p.next()
			}
			if anyLow {
				rest.addAll(low.settle())
			}
			s := rest.settle()
			if negative {
				s = s.negate()
			}
			return p.fresh(s)
		}
		if s, isLow := p.classItem(); isLow {
			low.addAll(s)
			anyLow, last = true, nil
		} else {
			addRest(s)
		}
		ch = p.peek()
	}
}

// classRight reads the right side of '&&', up to the end of the class or the
// next '&', and tells whether there is some.
func (p *parser) classRight() (right spans, some bool) {
	var all gather
	for ch := p.next(); ch != ']' && ch != '&'; ch = p.peek() {
		if ch == '[' {
			all.addAll(p.class(true))
		} else {
			p.cur--
			all.addAll(p.class(false))
		}
		some = true
	}
	return all.settle(), some
}

// classItem reads one letter, range or escape of a class; low says that it
// goes with the letters below U+0100.
func (p *parser) classItem() (s spans, low bool) {
	ch := p.peek()
	if ch != '\\' {
		p.next()
	} else if ch = p.nextRaw(); ch == 'p' || ch == 'P' {
		return p.family(ch == 'P'), false
	} else {
		before := p.at(p.cur+1) == '-'
		p.cur--
		if ch, s = p.classEscape(before); ch < 0 {
			return s, false
		}
	}
	if p.peek() != '-' {
		return p.classLetter(ch)
	}
	switch p.at(p.cur + 1) {
	case '[', ']':
		return p.classLetter(ch)
	}
	p.next()
	end := p.peek()
	if end == '\\' {
		end, _ = p.classEscape(true)
	} else {
		p.next()
	}
	if end < ch {
		p.fail("Illegal character range")
	}
	switch {
	case !p.has(CaseInsensitive):
		return spans{{ch, end}}, false
	case p.has(UnicodeCase):
		return unicodeCaseRange(ch, end), false
	}
	return asciiCaseRange(ch, end), false
}

func (p *parser) classEscape(before bool) (rune, spans) {
	ch, s := p.sharedEscape(before)
	if ch < 0 && s == nil {
		p.fail("Illegal/unsupported escape sequence")
	}
	return ch, s
}

// classLetter returns what one letter stands for in a class.
func (p *parser) classLetter(ch rune) (s spans, low bool) {
	low = ch < 0x100
	if !p.has(CaseInsensitive) || !p.has(UnicodeCase) {
		return p.letter(ch), low
	}
	switch ch {
	case 'I', 'i', 'K', 'k', 'S', 's', 0xB5, 0xC5, 0xE5, 0xFF:
		// These have relatives beyond U+00FF.
		low = false
	}
	return p.letter(ch), low
}

// fresh counts the spans of a set made for this pattern alone.
func (p *parser) fresh(s spans) spans {
	if p.size += len(s); p.size > maxSpans {
		p.fail("Pattern is too long")
	}
	return s
}

package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// bail unwinds to the statement an error happened in, quit to the very top.
type bail struct{}
type quit struct{}

// report notes an error at a token and goes on.
func (p *parser) report(t *token, msg, hint string) {
	p.reportAt(int(t.off), int(t.end), msg, hint, -1)
}

func (p *parser) reportAt(off, end int, msg, hint string, opening int) {
	certain := 0
	for i := range p.errs {
		if !p.errs[i].late {
			certain++
		}
	}
	if certain >= p.cfg.MaxErrors {
		panic(quit{})
	}
	p.errs = append(p.errs, scanError{off: off, end: end, msg: msg, hint: hint, opening: opening})
}

func (p *parser) reportNode(n Node, msg, hint string) {
	p.reportAt(int(n.Pos().Offset), int(n.End().Offset), msg, hint, -1)
}

// late notes an error that Groovy looks for only when all of the source has
// the right form: it counts for nothing beside one of the form.
func (p *parser) late(t *token, msg, hint string) { p.lateAt(int(t.off), int(t.end), msg, hint) }

func (p *parser) lateNode(n Node, msg, hint string) {
	p.lateAt(int(n.Pos().Offset), int(n.End().Offset), msg, hint)
}

func (p *parser) lateAt(off, end int, msg, hint string) {
	// More of them are not noted, but what comes behind is still read: a brace
	// that is missing makes many of these and is found at the very end.
	if len(p.errs) < p.cfg.MaxErrors {
		p.errs = append(p.errs, scanError{off: off, end: end, msg: msg, hint: hint, opening: -1, late: true})
	}
}

// failAt notes an error and gives up the statement.
func (p *parser) failAt(t *token, msg, hint string) {
	p.report(t, msg, hint)
	panic(bail{})
}

// unexpected fails because of the current token.
func (p *parser) unexpected(want string) {
	t := p.tok()
	p.unexpectedAt(t, want)
}

func (p *parser) unexpectedAt(t *token, want string) {
	switch t.kind {
	case kBad:
		// The scanner has said what is wrong with it.
		if len(p.s.errs) > 0 {
			panic(bail{})
		}
	case kEOF:
		p.endOfFile(want)
	}
	msg := "unexpected " + p.describe(t)
	if want != "" {
		msg += ", " + want
	}
	p.failAt(t, msg, p.hint(t))
}

// endOfFile fails at the end of the source, where it says which bracket is
// still open, once.
func (p *parser) endOfFile(want string) {
	if len(p.s.errs) > 0 || hard(p.errs) {
		// Most likely it follows from what was wrong before.
		panic(bail{})
	}
	if len(p.open) > 0 {
		o := p.toks[p.open[len(p.open)-1]]
		text := p.text(&o)
		hint := "add " + partnerOf(o.kind)
		if other := p.suspect(); other >= 0 {
			hint += "; the braces seem to go wrong from line " + strconv.Itoa(int(p.toks[other].line)) + " on"
		}
		p.reportAt(int(o.off), int(o.end), "this "+text+" is never closed", hint, int(o.off))
		panic(bail{})
	}
	msg := "unexpected end of file"
	if want != "" {
		msg += ", " + want
	}
	p.failAt(p.tok(), msg, "")
}

func partnerOf(k kind) string {
	switch k {
	case kLParen:
		return ")"
	case kLBrack:
		return "]"
	}
	return "}"
}

// suspect finds the first brace whose partner on a later line is indented
// less or more than the line the brace is on: with a brace missing, this is
// where the text stops matching its shape.
func (p *parser) suspect() int {
	from := int(p.open[len(p.open)-1])
	for i := from + 1; i < len(p.toks); i++ {
		t := &p.toks[i]
		if t.kind != kLBrace || t.match < 0 || p.toks[t.match].line == t.line {
			continue
		}
		if c := &p.toks[t.match]; c.fresh && p.indent(t.line) != p.indent(c.line) {
			return i
		}
	}
	return -1
}

func (p *parser) indent(line int32) string {
	i := int(p.s.lines[line-1])
	j := i
	for j < len(p.src) && (p.src[j] == ' ' || p.src[j] == '\t') {
		j++
	}
	return p.src[i:j]
}

// unclosed fails where k should close the innermost open bracket.
func (p *parser) unclosed(k kind) {
	t := p.tok()
	if t.kind == kEOF || t.kind == kBad {
		p.unexpectedAt(t, "")
	}
	o := &p.toks[p.open[len(p.open)-1]]
	msg := "unexpected " + p.describe(t) + ", expected " + spelling[k] + " to close the " + p.text(o)
	if o.line != t.line {
		msg += " of line " + strconv.Itoa(int(o.line))
	}
	hint := p.hint(t)
	if hint == "" && k != kRBrace && t.kind != kColon && t.kind < kPlus {
		hint = "a comma or " + spelling[k] + " is missing before it"
	}
	p.reportAt(int(t.off), int(t.end), msg, hint, int(o.off))
	panic(bail{})
}

func (p *parser) describe(t *token) string {
	switch t.kind {
	case kIdent:
		return "name " + clip(p.text(t))
	case kNumber:
		return "number " + clip(p.text(t))
	case kString, kStrStart:
		return "string " + clip(p.text(t))
	case kStrMid, kStrEnd:
		return "rest of a string"
	case kEOF, kNewline:
		return spelling[t.kind]
	case kBad:
		return "character " + clip(p.text(t))
	}
	if t.kind.isKeyword() {
		return "keyword " + spelling[t.kind]
	}
	return spelling[t.kind]
}

// clip keeps a message to one line.
func clip(s string) string {
	if i := strings.IndexAny(s, "\r\n"); i >= 0 {
		s = s[:i] + "..."
	}
	const most = 40
	if len(s) > most {
		n := most
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		s = s[:n] + "..."
	}
	return s
}

// hint knows what some tokens in the wrong place usually mean.
func (p *parser) hint(t *token) string {
	if t.fresh && t.kind >= kPlus && t.kind <= kCaretAssign {
		return "a line break ends a statement; put " + spelling[t.kind] + " at the end of the line before"
	}
	switch t.kind {
	case kRBrace:
		if t.match < 0 {
			return "there is no { that it could close"
		}
	case kRParen:
		if t.match < 0 {
			return "there is no ( that it could close"
		}
	case kRBrack:
		if t.match < 0 {
			return "there is no [ that it could close"
		}
	case kElse:
		return "else must follow the if it belongs to; several statements before it need braces"
	case kLt, kGt, kLe, kGe:
		if p.chained == p.i {
			return "comparisons do not chain; join them with &&"
		}
	case kComma:
		return "a list or map is written in square brackets"
	case kConst, kGoto:
		return spelling[t.kind] + " is reserved and means nothing"
	}
	return ""
}

// newer refuses what Groovy 2.4 does not know if that is asked for.
func (p *parser) newer(t *token, what string) {
	if p.cfg.Groovy24 {
		p.failAt(t, "unexpected "+p.describe(t), "Groovy 2.4 has no "+what)
	}
}

func (p *parser) errorList() ErrorList {
	var list ErrorList
	formed := len(p.s.errs) == 0 && !hard(p.errs)
	for _, errs := range [][]scanError{p.s.errs, p.errs} {
		for _, e := range errs {
			if e.late && !formed {
				continue
			}
			err := &Error{File: p.file.Name, Pos: p.posOf(e.off), End: p.posOf(e.end), Msg: e.msg, Hint: e.hint}
			if e.opening >= 0 {
				err.Opening = p.posOf(e.opening)
			}
			from := int(p.s.lines[err.Pos.Line-1])
			err.Line = strings.TrimPrefix(p.src[from:p.s.lineEnd(from)], "\uFEFF")
			list = append(list, err)
		}
	}
	return list.sorted()
}

// ---- Recovery --------------------------------------------------------------

// resync finds where to go on after an error in the statement that began at
// token from when so many brackets were open.
func (p *parser) resync(from, opened int) {
	i := p.i
	failed := i
	// Out of the brackets of the broken statement, as far as they have an end.
	for _, o := range p.open[opened:] {
		if m := int(p.toks[o].match); m >= i {
			i = m + 1
			break
		}
	}
	p.open = p.open[:opened]
	if i == failed && i > from && p.at(i).fresh {
		// The line before is what is wrong; this one may be right.
		p.resume(i)
		return
	}
	first := i
	for {
		t := p.at(i)
		switch t.kind {
		case kEOF, kNewline, kSemi, kRBrace:
			p.i = min(i, len(p.toks)-1)
			return
		case kLParen, kLBrack, kLBrace, kInterp:
			if int(t.match) > i {
				i = int(t.match)
			}
		}
		i++
		if i > first && p.at(i).fresh && p.at(i).kind != kEOF {
			p.resume(i)
			return
		}
	}
}

// resume goes on with the token at i, which begins a line. If the scanner made
// no token of the line break before it, a bracket without end has hidden the
// break, and all from here on is scanned again without it.
func (p *parser) resume(i int) {
	if p.at(i-1).kind != kNewline {
		p.s.rescan(i, p.braces())
		p.toks = p.s.toks
	}
	p.i = i
}

// braces are the open brackets that are braces.
func (p *parser) braces() []int32 {
	var list []int32
	for _, o := range p.open {
		if k := p.toks[o].kind; k == kLBrace || k == kInterp {
			list = append(list, o)
		}
	}
	return list
}

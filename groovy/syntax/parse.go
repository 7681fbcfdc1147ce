package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Config says how to parse. The zero Config is what Parse uses.
type Config struct {
	// MaxDepth is how deep brackets, blocks and operators may nest. 0 means
	// 500, which no hand reaches and no goroutine's stack minds.
	MaxDepth int
	// MaxHeight is how high the tree may become through long chains of
	// operators and calls, which do not nest but make a tree that does. 0
	// means 10 times MaxDepth: scripts that build one text of a thousand
	// pieces exist.
	MaxHeight int
	// MaxSize is the longest source in bytes. 0 means 1 MiB; the longest rule
	// known has 400 lines.
	MaxSize int
	// MaxErrors is after how many errors to give up. 0 means 20.
	MaxErrors int
	// Groovy24 refuses the syntax that later versions added.
	Groovy24 bool
}

func (c Config) withDefaults() Config {
	if c.MaxDepth <= 0 {
		c.MaxDepth = 500
	}
	if c.MaxHeight <= 0 {
		c.MaxHeight = 10 * c.MaxDepth
	}
	if c.MaxSize <= 0 {
		c.MaxSize = 1 << 20
	}
	if c.MaxErrors <= 0 {
		c.MaxErrors = 20
	}
	return c
}

// Parse parses a script; name is what positions call it. If the error is not
// nil it is an ErrorList, and the File holds what could be read, with BadStmt
// and BadExpr in the gaps.
func Parse(name, src string) (*File, error) { return Config{}.Parse(name, src) }

// Parse is like the function of that name.
func (c Config) Parse(name, src string) (*File, error) {
	c = c.withDefaults()
	p := &parser{cfg: c, src: src, file: &File{Name: name, Source: src}, endTok: -1, unclosedClass: -1}
	if len(src) > c.MaxSize {
		start := Pos{0, 1, 1}
		return p.file, ErrorList{{File: name, Pos: start, End: start,
			Msg: "the source is longer than " + strconv.Itoa(c.MaxSize) + " bytes"}}
	}
	p.ascii = isASCII(src)
	p.s = scan(src, c.Groovy24)
	p.toks = p.s.toks
	p.parseFile()
	if len(p.s.errs) > 0 || len(p.errs) > 0 {
		return p.file, p.errorList()
	}
	return p.file, nil
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

type parser struct {
	cfg  Config
	src  string
	file *File
	s    *scanner
	toks []token
	i    int // the current token
	// endTok is the last token consumed that was not a line break: nodes end
	// there.
	endTok int
	errs   []scanError
	// open are the brackets the parser is in, so that a message can name the
	// one that is not closed.
	open  []int32
	ctx   context
	nodes int32
	// path is the last complete path expression: only such a one may be
	// followed by arguments without parentheses.
	path Expr
	// unclosedClass is the brace of a class without end that has been
	// complained of.
	unclosedClass int32
	// chained is the token of a second comparison in a row.
	chained int
	// retries counts the commands whose argument was read twice.
	retries int
	// tall is set when a chain was long enough to make the tree higher than
	// the nesting says.
	tall  bool
	ascii bool
	// column remembers the last column that took work to find.
	column struct{ line, off, col int32 }
}

// context is what the place of a statement decides. It is put back when an
// error unwinds the parser.
type context struct {
	depth int
	// class is the simple name of the class whose body this is, which tells
	// constructors from calls.
	class string
	// inner tells that this is inside a block or closure, where methods and
	// classes cannot be declared.
	inner bool
	// noLambda is set where an arrow belongs to a case.
	noLambda bool
	// then counts the ? whose : is still to come, in the innermost bracket.
	then int
	// yields is set in the blocks of a switch expression.
	yields bool
	// defaults is set directly in an interface, where default is a modifier.
	defaults bool
	// ctor is the token where a constructor's body begins, the only place for
	// this(...) and super(...).
	ctor int
}

// ---- Tokens ----------------------------------------------------------------

func (p *parser) tok() *token { return &p.toks[p.i] }

func (p *parser) kind() kind { return p.toks[p.i].kind }

// peek gives the kind of the token n behind the current one.
func (p *parser) peek(n int) kind { return p.at(p.i + n).kind }

func (p *parser) at(i int) *token {
	if i >= len(p.toks) {
		i = len(p.toks) - 1
	}
	return &p.toks[i]
}

func (p *parser) advance() {
	if p.kind() != kNewline {
		p.endTok = p.i
	}
	if p.i < len(p.toks)-1 {
		p.i++
	}
}

// nls passes over line breaks that mean nothing here.
func (p *parser) nls() {
	for p.kind() == kNewline {
		p.i++
	}
}

// pastNewlines is where nls would get to from i.
func (p *parser) pastNewlines(i int) int {
	for p.at(i).kind == kNewline {
		i++
	}
	return i
}

func (p *parser) text(t *token) string { return p.src[t.off:t.end] }

func (p *parser) got(k kind) bool {
	if p.kind() != k {
		return false
	}
	p.advance()
	return true
}

// expect consumes a token of kind k or fails.
func (p *parser) expect(k kind) {
	if !p.got(k) {
		p.unexpected("expected " + spelling[k])
	}
}

// enter consumes an opening bracket.
func (p *parser) enter() {
	p.open = append(p.open, int32(p.i))
	p.advance()
}

// leave consumes the bracket that closes the innermost open one.
func (p *parser) leave(k kind) {
	if p.kind() != k {
		p.unclosed(k)
	}
	p.open = p.open[:len(p.open)-1]
	p.advance()
}

// deeper counts one level of nesting; the caller takes it back by restoring
// ctx.depth.
func (p *parser) deeper() {
	p.ctx.depth++
	if p.ctx.depth > p.cfg.MaxDepth {
		p.report(p.tok(), "the script nests deeper than "+strconv.Itoa(p.cfg.MaxDepth)+" levels", "")
		panic(quit{})
	}
}

// ---- Positions -------------------------------------------------------------

// pos makes a position of an offset on a line.
func (p *parser) pos(off, line int32) Pos {
	start := p.s.lines[line-1]
	if p.ascii {
		return Pos{off, line, off - start + 1}
	}
	// Columns count UTF-16 units. Most questions go on from the one before.
	c := &p.column
	if c.line != line || c.off > off {
		c.line, c.off, c.col = line, start, 1
		if line == 1 && strings.HasPrefix(p.src, "\uFEFF") {
			c.off = min(off, int32(len("\uFEFF")))
		}
	}
	for c.off < off {
		r, n := utf8.DecodeRuneInString(p.src[c.off:])
		if c.off+int32(n) > off {
			break
		}
		c.off += int32(n)
		c.col += utf16Len(r)
	}
	return Pos{off, line, c.col}
}

func (p *parser) start() Pos { return p.startOf(p.i) }

func (p *parser) startOf(i int) Pos {
	t := &p.toks[i]
	return p.pos(t.off, t.line)
}

// stop is the end of what has been consumed.
func (p *parser) stop() Pos {
	if p.endTok < 0 {
		return p.start()
	}
	return p.endOf(p.endTok)
}

func (p *parser) endOf(i int) Pos {
	t := &p.toks[i]
	line := t.line
	if t.kind >= kString && t.kind <= kStrEnd {
		for int(line) < len(p.s.lines) && p.s.lines[line] <= t.end-1 {
			line++
		}
	}
	return p.pos(t.end, line)
}

// posOf is for the rare offsets whose line is not known.
func (p *parser) posOf(off int) Pos {
	lo, hi := 0, len(p.s.lines)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; int(p.s.lines[mid]) <= off {
			lo = mid
		} else {
			hi = mid
		}
	}
	return p.pos(int32(off), int32(lo+1))
}

// done gives a node its place: from start to the last token consumed.
func (p *parser) done(n *Place, start Pos) {
	p.nodes++
	n.Start, n.Stop, n.Num = start, p.stop(), p.nodes
}

package richtext

import "strings"

// markSet is the set of marks a leaf stands under. It is comparable, so that
// equal sets can be joined.
type markSet struct {
	bits  uint8
	color string
	link  linkMark
}

// linkMark is a link without its text; the zero value is no link.
type linkMark struct {
	on            bool
	target, title string
	card          bool
}

// The marks without a parameter, in the order in which they are nested when
// nothing else decides.
const (
	bitUnderline uint8 = 1 << iota
	bitStrike
	bitStrong
	bitEmph
	bitSub
	bitSup
	lastBit = bitSup
)

// both is what two neighbours have in common: the marks of the space between.
func (m markSet) both(o markSet) markSet {
	m.bits &= o.bits
	if m.color != o.color {
		m.color = ""
	}
	if m.link != o.link {
		m.link = linkMark{}
	}
	return m
}

func (m markSet) minus(o markSet) markSet {
	m.bits &^= o.bits
	if m.color == o.color {
		m.color = ""
	}
	if m.link == o.link {
		m.link = linkMark{}
	}
	return m
}

// plus adds the marks of o; its colour and link win.
func (m markSet) plus(o markSet) markSet {
	m.bits |= o.bits
	if o.color != "" {
		m.color = o.color
	}
	if o.link.on {
		m.link = o.link
	}
	return m
}

// has reports whether all marks of o are in m.
func (m markSet) has(o markSet) bool {
	return m.bits&o.bits == o.bits &&
		(o.color == "" || m.color == o.color) && (!o.link.on || m.link == o.link)
}

// single lists the marks of m one by one, outermost first.
func (m markSet) single() []markSet {
	var out []markSet
	if m.color != "" {
		out = append(out, markSet{color: m.color})
	}
	for b := uint8(1); b <= lastBit; b <<= 1 {
		if m.bits&b != 0 {
			out = append(out, markSet{bits: b})
		}
	}
	if m.link.on {
		out = append(out, markSet{link: m.link})
	}
	return out
}

// wrap puts inlines under the one mark m.
func (m markSet) wrap(in []Inline) Inline {
	switch {
	case m.link.on:
		return Link{Target: m.link.target, Title: m.link.title, Card: m.link.card, Inlines: in}
	case m.color != "":
		return Color{Value: m.color, Inlines: in}
	}
	switch m.bits {
	case bitUnderline:
		return Underline{in}
	case bitStrike:
		return Strike{in}
	case bitStrong:
		return Strong{in}
	case bitEmph:
		return Emph{in}
	case bitSub:
		return Sub{in}
	default:
		return Sup{in}
	}
}

// leadingSpace splits the space off a run that would begin a mark; rest is nil
// if the run is nothing else.
func leadingSpace(r run, applied markSet) (space, rest Inline) {
	if r.marks.minus(applied) == (markSet{}) {
		return nil, nil
	}
	switch n := r.leaf.(type) {
	case Break:
		return n, nil
	case Text:
		if n.Value == " " {
			return n, nil
		}
		if t, ok := strings.CutPrefix(n.Value, " "); ok {
			return Text{" "}, Text{t}
		}
	}
	return nil, nil
}

func addSpace(out []Inline, space Inline) []Inline {
	if len(out) > 0 {
		a, ok := out[len(out)-1].(Text)
		b, ok2 := space.(Text)
		if ok && ok2 {
			out[len(out)-1] = Text{a.Value + b.Value}
			return out
		}
	}
	return append(out, space)
}

// markOf says which mark an inline is and what it holds; ok is false for a leaf.
func markOf(in Inline) (m markSet, held []Inline, ok bool) {
	switch n := in.(type) {
	case Underline:
		return markSet{bits: bitUnderline}, n.Inlines, true
	case Strike:
		return markSet{bits: bitStrike}, n.Inlines, true
	case Strong:
		return markSet{bits: bitStrong}, n.Inlines, true
	case Emph:
		return markSet{bits: bitEmph}, n.Inlines, true
	case Sub:
		return markSet{bits: bitSub}, n.Inlines, true
	case Sup:
		return markSet{bits: bitSup}, n.Inlines, true
	case Color:
		return markSet{color: cleanColor(n.Value)}, n.Inlines, true
	case Link:
		l := linkMark{target: cleanTarget(n.Target), title: cleanLine(n.Title), card: n.Card}
		l.on = l.target != "" || l.title != ""
		return markSet{link: l}, n.Inlines, true
	}
	return markSet{}, nil, false
}

// A run is a leaf with its marks: the flat form of running text.
type run struct {
	marks markSet
	leaf  Inline
}

// flatten lists the leaves of in with their marks.
func flatten(in []Inline, under markSet, out []run) []run {
	for _, n := range in {
		m, held, ok := markOf(n)
		if !ok {
			out = append(out, run{under, n})
			continue
		}
		// A link without text would vanish; its address is what it has to say.
		if m.link.on && len(held) == 0 && m.link.target != "" {
			held = []Inline{Text{m.link.target}}
		}
		out = flatten(held, under.plus(m), out)
	}
	return out
}

// build nests runs again: at each place the mark that reaches furthest is put
// outside, so that every flat form has one nested form. No mark begins with a
// space. It may cut a space off a run.
func build(runs []run, applied markSet) []Inline {
	var out []Inline
	for i := 0; i < len(runs); {
		if space, rest := leadingSpace(runs[i], applied); space != nil {
			out = addSpace(out, space)
			if rest == nil {
				i++
				continue
			}
			runs[i].leaf = rest
		}
		var best markSet
		end := i
		for _, m := range runs[i].marks.minus(applied).single() {
			j := i + 1
			for j < len(runs) && runs[j].marks.has(m) {
				j++
			}
			if j > end {
				best, end = m, j
			}
		}
		if end == i {
			out = append(out, runs[i].leaf)
			i++
			continue
		}
		out = append(out, best.wrap(build(runs[i:end], applied.plus(best))))
		i = end
	}
	return out
}

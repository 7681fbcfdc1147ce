package richtext

import "strings"

// normInlines is Normalize for running text. In oneLine text soft breaks are
// spaces.
func normInlines(in []Inline, oneLine bool) []Inline {
	runs := flatten(in, markSet{}, nil)
	for i := range runs {
		runs[i].leaf = normLeaf(runs[i].leaf)
	}
	runs = linkify(joinRuns(spaceRuns(runs, oneLine)))
	return build(joinRuns(runs), markSet{})
}

// normLeaf cleans the strings of a leaf; a leaf that says nothing becomes an
// empty Text, which spaceRuns drops.
func normLeaf(in Inline) Inline {
	switch n := in.(type) {
	case Text:
		return Text{clean(n.Value)}
	case CodeSpan:
		n.Text = strings.ReplaceAll(clean(n.Text), "\n", " ")
		if n.Text != "" {
			return n
		}
	case Image:
		n.Target, n.Alt, n.Title = cleanTarget(n.Target), cleanLine(n.Alt), cleanLine(n.Title)
		n.Width, n.Height = cleanLine(n.Width), cleanLine(n.Height)
		n.Attachment = n.Attachment || attachmentName(n.Target)
		if n.Target != "" {
			return n
		}
		return Text{n.Alt + " " + n.Title}
	case Mention:
		n.ID, n.Name = cleanLine(n.ID), cleanLine(n.Name)
		if n.Name == "" {
			n.Name = n.ID
		}
		if n.ID == n.Name {
			n.ID = ""
		}
		if n.Name != "" {
			return n
		}
	case Emoji:
		n.Short, n.Text = strings.Trim(cleanLine(n.Short), ":"), cleanLine(n.Text)
		if n.Short != "" {
			return n
		}
		return Text{n.Text}
	case Status:
		n.Text, n.Color = cleanLine(n.Text), cleanColor(n.Color)
		if n.Text != "" {
			return n
		}
	case Date:
		if n.Value = cleanLine(n.Value); n.Value != "" {
			return n
		}
	case RawInline:
		n.Text = cleanLine(n.Text)
		if n.Text != "" {
			return n
		}
	case Break:
		return n
	}
	return Text{}
}

// gap is the white space before the next word.
type gap int

const (
	noGap gap = iota
	spaceGap
	softGap
)

// spacer lays out runs again with single gaps between the words.
type spacer struct {
	out     []run
	pending gap
	link    linkMark // the link the whole gap was in: two links side by side stay two
	oneLine bool
}

func spaceRuns(runs []run, oneLine bool) []run {
	s := spacer{oneLine: oneLine}
	for _, r := range runs {
		switch n := r.leaf.(type) {
		case Text:
			s.text(n.Value, r.marks)
		case Break:
			s.brk(n.Soft, r.marks)
		default:
			s.put(r)
		}
	}
	for len(s.out) > 0 && isBreak(s.out[len(s.out)-1].leaf) {
		s.out = s.out[:len(s.out)-1]
	}
	return s.out
}

func isBreak(in Inline) bool {
	_, ok := in.(Break)
	return ok
}

// text puts the words of t and remembers the white space after them.
func (s *spacer) text(t string, m markSet) {
	for t != "" {
		n := strings.IndexFunc(t, isSpace)
		if n == 0 {
			s.widen(spaceGap, m)
			t = t[1:]
			continue
		}
		if n < 0 {
			n = len(t)
		}
		s.put(run{m, Text{t[:n]}})
		t = t[n:]
	}
}

// widen makes the gap at least g wide.
func (s *spacer) widen(g gap, m markSet) {
	switch {
	case s.pending == noGap:
		s.link = m.link
	case s.link != m.link:
		s.link = linkMark{}
	}
	s.pending = max(s.pending, g)
}

func (s *spacer) brk(soft bool, m markSet) {
	switch {
	case soft && !s.oneLine:
		s.widen(softGap, m)
	case soft:
		s.widen(spaceGap, m)
	default:
		s.pending = noGap
		if len(s.out) > 0 {
			s.out = append(s.out, run{leaf: Break{}})
		}
	}
}

// put appends r after the gap that was left, which stands under the marks both
// of its neighbours have.
func (s *spacer) put(r run) {
	if n := len(s.out); n > 0 && s.pending != noGap && !isBreak(s.out[n-1].leaf) {
		between := s.out[n-1].marks.both(r.marks)
		if between.link != s.link {
			between.link = linkMark{}
		}
		if s.pending == softGap {
			s.out = append(s.out, run{between, Break{Soft: true}})
		} else {
			s.out = append(s.out, run{between, Text{" "}})
		}
	}
	s.pending = noGap
	s.out = append(s.out, r)
}

// joinRuns joins texts, and code spans, that stand next to each other under the
// same marks.
func joinRuns(runs []run) []run {
	var out []run
	for i := 0; i < len(runs); {
		j := i + 1
		for j < len(runs) && sameKind(runs[i], runs[j]) {
			j++
		}
		out = append(out, joined(runs[i:j]))
		i = j
	}
	return out
}

func sameKind(a, b run) bool {
	if a.marks != b.marks {
		return false
	}
	switch a.leaf.(type) {
	case Text:
		_, ok := b.leaf.(Text)
		return ok
	case CodeSpan:
		_, ok := b.leaf.(CodeSpan)
		return ok
	}
	return false
}

func joined(runs []run) run {
	if len(runs) == 1 {
		return runs[0]
	}
	var b strings.Builder
	for _, r := range runs {
		switch n := r.leaf.(type) {
		case Text:
			b.WriteString(n.Value)
		case CodeSpan:
			b.WriteString(n.Text)
		}
	}
	if _, ok := runs[0].leaf.(CodeSpan); ok {
		return run{runs[0].marks, CodeSpan{b.String()}}
	}
	return run{runs[0].marks, Text{b.String()}}
}

package pattern

import "strings"

// Matcher is java.util.regex.Matcher over one text, with offsets in bytes,
// which must not lie within a character.
// What Java throws comes back as an [*Error]; an error of the Budget or
// [ErrTooDeep] ends a search without a match. A Matcher belongs to one
// goroutine.
type Matcher struct {
	re     *Regex
	text   string
	budget *Budget

	from, to    int
	transparent bool
	noAnchoring bool
	groups      []int32
	first, last int // of the last match; first is -1 without one
	previous    int // where \G is, -1 for the begin of the search
	appended    int // how far AppendReplacement has come
}

// Matcher returns a matcher for text, before its first search. Searches are
// paid for from budget; nil means without limit.
func (re *Regex) Matcher(text string, budget *Budget) *Matcher {
	m := &Matcher{re: re, text: text, budget: budget, groups: make([]int32, 2*re.prog.groups)}
	m.Reset()
	return m
}

// Regex returns the pattern in use.
func (m *Matcher) Regex() *Regex { return m.re }

// Text returns the text.
func (m *Matcher) Text() string { return m.text }

// SetRegex changes the pattern and keeps the place, as usePattern does.
func (m *Matcher) SetRegex(re *Regex) {
	m.re = re
	m.groups = make([]int32, 2*re.prog.groups)
	m.forget()
}

// SetText starts over with another text.
func (m *Matcher) SetText(text string) {
	m.text = text
	m.Reset()
}

// Reset starts over: no match, the region the whole text. How regions bound
// stays as it is.
func (m *Matcher) Reset() {
	m.first, m.last, m.previous, m.appended = -1, 0, -1, 0
	m.from, m.to = 0, len(m.text)
	m.forget()
}

func (m *Matcher) forget() {
	for i := range m.groups {
		m.groups[i] = -1
	}
}

// Region limits searches to text[start:end] and starts over.
func (m *Matcher) Region(start, end int) error {
	switch {
	case start < 0 || start > len(m.text):
		return errBounds("start")
	case end < 0 || end > len(m.text):
		return errBounds("end")
	case start > end:
		return errBounds("start > end")
	}
	m.Reset()
	m.from, m.to = start, end
	return nil
}

// RegionStart returns where the region begins.
func (m *Matcher) RegionStart() int { return m.from }

// RegionEnd returns where the region ends.
func (m *Matcher) RegionEnd() int { return m.to }

// UseAnchoringBounds says whether ^ and $ match at the ends of the region, as
// they do at first, or at those of the text.
func (m *Matcher) UseAnchoringBounds(on bool) { m.noAnchoring = !on }

// UseTransparentBounds says whether look-around and \b see beyond the region.
// At first they do not.
func (m *Matcher) UseTransparentBounds(on bool) { m.transparent = on }

// HasAnchoringBounds returns what UseAnchoringBounds set.
func (m *Matcher) HasAnchoringBounds() bool { return !m.noAnchoring }

// HasTransparentBounds returns what UseTransparentBounds set.
func (m *Matcher) HasTransparentBounds() bool { return m.transparent }

// Find looks for the next match: after the last one, or from the begin of the
// region.
func (m *Matcher) Find() (bool, error) {
	from := m.last
	if from == m.first {
		// The last match was empty: go on after the character it stands before.
		if from < len(m.text) {
			_, size := decode(m.text, from, len(m.text))
			from += size
		} else {
			from++
		}
	}
	from = max(from, m.from)
	if from > m.to {
		m.forget()
		return false, nil
	}
	return m.search(from)
}

// FindFrom starts over and looks for the first match at start or later.
func (m *Matcher) FindFrom(start int) (bool, error) {
	if start < 0 || start > len(m.text) {
		return false, errBounds("Illegal start index")
	}
	m.Reset()
	return m.search(start)
}

// Matches tells whether the whole region matches.
func (m *Matcher) Matches() (bool, error) {
	return m.do(m.from, func(vm *machine) bool {
		vm.whole = true
		return vm.match(m.from)
	})
}

// LookingAt tells whether there is a match at the begin of the region.
func (m *Matcher) LookingAt() (bool, error) {
	return m.do(m.from, func(vm *machine) bool { return vm.match(m.from) })
}

func (m *Matcher) search(from int) (bool, error) {
	return m.do(from, func(vm *machine) bool { return vm.search(from) })
}

func (m *Matcher) do(from int, what func(*machine) bool) (bool, error) {
	if m.previous < 0 {
		m.previous = from
	}
	vm := newMachine(m.re.prog, m.text, m.budget)
	vm.from, vm.to = m.from, m.to
	vm.anchoring, vm.transparent, vm.previous = !m.noAnchoring, m.transparent, m.previous
	found, err := what(vm), vm.err
	if found {
		copy(m.groups, vm.regs)
		m.first, m.last = int(m.groups[0]), int(m.groups[1])
	} else {
		m.forget()
		m.first = -1
	}
	vm.release()
	m.previous = m.last
	return found, err
}

// Matched tells whether the last search found something.
func (m *Matcher) Matched() bool { return m.first >= 0 }

// GroupCount returns the number of capturing groups, group 0 not counted.
func (m *Matcher) GroupCount() int { return m.re.GroupCount() }

// Span returns where group number g of the last match begins and ends, -1
// twice if it took no part.
func (m *Matcher) Span(g int) (start, end int, err error) {
	if m.first < 0 {
		return -1, -1, errNoMatch("No match available")
	}
	return m.span(g)
}

func (m *Matcher) span(g int) (start, end int, err error) {
	if g < 0 || g > m.GroupCount() {
		return -1, -1, errNoGroup(g)
	}
	return int(m.groups[2*g]), int(m.groups[2*g+1]), nil
}

// Group returns what group number g of the last match captured; false if it
// took no part, which is Java's null.
func (m *Matcher) Group(g int) (text string, ok bool, err error) {
	if m.first < 0 {
		return "", false, errNoMatch("No match found")
	}
	start, end, err := m.span(g)
	if err != nil || start < 0 {
		return "", false, err
	}
	return m.text[start:end], true, nil
}

// GroupIndex returns the number of the group called name.
func (m *Matcher) GroupIndex(name string) (int, error) {
	g, ok := m.re.names[name]
	if !ok {
		return 0, errNoName(name)
	}
	return g, nil
}

// NamedGroup is Group by name.
func (m *Matcher) NamedGroup(name string) (text string, ok bool, err error) {
	if m.first < 0 {
		return "", false, errNoMatch("No match found")
	}
	g, err := m.GroupIndex(name)
	if err != nil {
		return "", false, err
	}
	return m.Group(g)
}

// Tail returns what is left of the text after the last AppendReplacement.
func (m *Matcher) Tail() string { return m.text[m.appended:] }

// AppendReplacement writes to out the text from the last call up to the match,
// and the replacement with its references to groups filled in.
func (m *Matcher) AppendReplacement(out *strings.Builder, replacement string) error {
	return m.append(out, replacement, m.expand)
}

// AppendText is AppendReplacement with text as it is: what a closure made of
// the match.
func (m *Matcher) AppendText(out *strings.Builder, text string) error {
	return m.append(out, text, m.write)
}

func (m *Matcher) append(out *strings.Builder, text string, put func(*strings.Builder, string) error) error {
	if m.first < 0 {
		return errNoMatch("No match available")
	}
	if err := m.write(out, m.text[m.appended:m.first]); err != nil {
		return err
	}
	if err := put(out, text); err != nil {
		return err
	}
	m.appended = m.last
	return nil
}

// AppendTail writes to out the text after the last AppendReplacement.
func (m *Matcher) AppendTail(out *strings.Builder) error {
	return m.write(out, m.Tail())
}

func (m *Matcher) write(out *strings.Builder, text string) error {
	if err := m.budget.bytes(len(text)); err != nil {
		return err
	}
	out.WriteString(text)
	return nil
}

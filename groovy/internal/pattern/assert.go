package pattern

import "unicode"

var verticalSet = newSet(verticalSpace)

// holds tells whether pos is a place as a says.
func (m *machine) holds(a assertion, pos int) bool {
	switch a {
	case assertBegin:
		return pos == m.begin()
	case assertEnd:
		return pos == m.ending()
	case assertLastEnd:
		return m.lastEnd(pos)
	case assertLastEndUnix:
		end := m.ending()
		return pos == end || pos == end-1 && m.text[pos] == '\n'
	case assertLineBegin:
		return m.lineBegin(pos)
	case assertLineBeginUnix:
		return pos != m.ending() && (pos == m.begin() || m.text[pos-1] == '\n')
	case assertLineEnd:
		return m.lineEnd(pos)
	case assertLineEndUnix:
		return pos == m.ending() || m.text[pos] == '\n'
	case assertWord:
		return m.wordEdge(pos, false)
	case assertWordUnicode:
		return m.wordEdge(pos, true)
	case assertNoWord:
		return !m.wordEdge(pos, false)
	case assertNoWordUnicode:
		return !m.wordEdge(pos, true)
	case assertPrevious:
		return pos == m.previous
	case assertGrapheme:
		return m.graphemeEdge(pos)
	}
	return false
}

// lineEndLen returns the length of the line terminator at pos, 0 if there is
// none; \r\n is two of them.
func lineEndLen(text string, pos, end int) int {
	switch text[pos] {
	case '\n', '\r':
		return 1
	case 0xC2, 0xE2:
		if r, n := decode(text, pos, end); r == 0x85 || r|1 == 0x2029 {
			return n
		}
	}
	return 0
}

// lineEnd holds before a line terminator, but not within \r\n, and at the end.
func (m *machine) lineEnd(pos int) bool {
	end := m.ending()
	if pos >= end {
		return pos == end
	}
	if m.text[pos] == '\n' && pos > 0 && m.text[pos-1] == '\r' {
		return false
	}
	return lineEndLen(m.text, pos, end) > 0
}

// lastEnd holds at the end and before a line terminator that ends the text.
func (m *machine) lastEnd(pos int) bool {
	end := m.ending()
	if pos >= end {
		return pos == end
	}
	if !m.lineEnd(pos) {
		return false
	}
	if m.text[pos] == '\r' && pos+2 == end && m.text[pos+1] == '\n' {
		return true
	}
	return pos+lineEndLen(m.text, pos, end) == end
}

// lineBegin holds at the begin and after a line terminator, but not within
// \r\n and never at the end.
func (m *machine) lineBegin(pos int) bool {
	if pos == m.ending() {
		return false
	}
	if pos <= m.begin() {
		return true
	}
	switch b := m.text[pos-1]; {
	case b == '\n':
		return true
	case b == '\r':
		return m.text[pos] != '\n'
	case b < 0x80:
		return false
	}
	r, _ := decodeBefore(m.text, 0, pos)
	return r == 0x85 || r|1 == 0x2029
}

// wordEdge tells whether pos is between a word and something else.
func (m *machine) wordEdge(pos int, uni bool) bool {
	start, end := m.from, m.to
	if m.transparent {
		start, end = 0, len(m.text)
	}
	left := false
	if pos > start {
		r, size := decodeBefore(m.text, start, pos)
		left = m.inWord(r, start, pos-size, uni)
	}
	right := false
	if pos < end {
		r, _ := decode(m.text, pos, end)
		right = m.inWord(r, start, pos, uni)
	}
	return left != right
}

// inWord tells whether r, which is at pos, belongs to a word: a letter, digit,
// underscore or a mark on one of the first two.
func (m *machine) inWord(r rune, start, pos int, uni bool) bool {
	switch {
	case r < 0x80:
		return asciiWordSet.hasASCII(byte(r))
	case uni:
		if isWord(r) {
			return true
		}
	case unicode.IsLetter(r) || unicode.Is(unicode.Nd, r):
		return true
	}
	for unicode.Is(unicode.Mn, r) {
		if pos <= start {
			return false
		}
		var size int
		r, size = decodeBefore(m.text, start, pos)
		pos -= size
		m.left--
		if unicode.IsLetter(r) || unicode.Is(unicode.Nd, r) {
			return true
		}
	}
	return false
}

var asciiWordSet = newSet(asciiWord)

// isWord is \w under UNICODE_CHARACTER_CLASS.
func isWord(r rune) bool {
	word, _ := binaryProperty("WORD", false)
	return word.has(r)
}

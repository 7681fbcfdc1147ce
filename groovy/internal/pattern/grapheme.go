package pattern

import "sync"

// cluster is what a character does in a grapheme cluster.
type cluster uint8

const (
	clusterOther cluster = iota
	clusterControl
	clusterExtend // joins what is before it: marks, and the joiner
	clusterJoiner
	clusterPrepend // joins what is after it
	clusterRegion  // half a flag
	clusterPicture
	clusterL // the letters and syllables of Hangul
	clusterV
	clusterT
	clusterLV
	clusterLVT
)

const joiner = 0x200D

// clusterSets are the sets that take a while to put together.
var clusterSets = sync.OnceValue(func() (s struct{ extend, prepend, control spans }) {
	// Marks with a width of their own that nevertheless stand alone.
	alone := spansOf(0x102B, 0x102C, 0x1038, 0x1038, 0x1062, 0x1064, 0x1067, 0x106D, 0x1083, 0x1083,
		0x1087, 0x108C, 0x108F, 0x108F, 0x109A, 0x109C, 0x1A61, 0x1A61, 0x1A63, 0x1A64,
		0xAA7B, 0xAA7B, 0xAA7D, 0xAA7D)
	s.extend = table("M", "Other_Grapheme_Extend").intersect(alone.negate()).
		union(spansOf(0xE33, 0xE33, 0xEB3, 0xEB3, 0x200C, joiner, 0x1F3FB, 0x1F3FF))
	s.prepend = table("Prepended_Concatenation_Mark").
		union(spansOf(0xD4E, 0xD4E, 0x111C2, 0x111C3, 0x1193F, 0x1193F, 0x11941, 0x11941,
			0x11A3A, 0x11A3A, 0x11A84, 0x11A89, 0x11D46, 0x11D46))
	s.control = table("Cc", "Cf", "Cs", "Zl", "Zp").union(assigned().negate())
	return s
})

func clusterOf(r rune) cluster {
	switch {
	case r < 0x80:
		if r < ' ' || r == 0x7F {
			return clusterControl
		}
		return clusterOther
	case r == joiner:
		return clusterJoiner
	case 0x1F1E6 <= r && r <= 0x1F1FF:
		return clusterRegion
	case 0xAC00 <= r && r <= 0xD7A3:
		if (r-0xAC00)%28 == 0 {
			return clusterLV
		}
		return clusterLVT
	case 0x1100 <= r && r <= 0x115F, 0xA960 <= r && r <= 0xA97C:
		return clusterL
	case 0x1160 <= r && r <= 0x11A7, 0xD7B0 <= r && r <= 0xD7C6:
		return clusterV
	case 0x11A8 <= r && r <= 0x11FF, 0xD7CB <= r && r <= 0xD7FB:
		return clusterT
	}
	sets := clusterSets()
	switch {
	case sets.extend.has(r):
		return clusterExtend
	case sets.prepend.has(r):
		return clusterPrepend
	case pictographs.has(r):
		return clusterPicture
	case sets.control.has(r):
		return clusterControl
	}
	return clusterOther
}

// joins tells whether two neighbours are in one cluster whatever surrounds
// them.
func (a cluster) joins(b cluster) bool {
	switch {
	case a == clusterControl || b == clusterControl:
		return false
	case b == clusterExtend || b == clusterJoiner || a == clusterPrepend:
		return true
	case a == clusterL:
		return b == clusterL || b == clusterV || b == clusterLV || b == clusterLVT
	case a == clusterV || a == clusterLV:
		return b == clusterV || b == clusterT
	case a == clusterT || a == clusterLVT:
		return b == clusterT
	}
	return false
}

// graphemeEnd returns where the grapheme cluster that begins at pos ends.
func graphemeEnd(text string, pos, end int) int {
	r, size := decode(text, pos, end)
	pos += size
	if r == '\r' && pos < end && text[pos] == '\n' {
		return pos + 1
	}
	last := clusterOf(r)
	regions := 0 // halves of flags at the end
	if last == clusterRegion {
		regions = 1
	}
	picture := last == clusterPicture // with nothing but extensions after it
	for pos < end {
		r, size = decode(text, pos, end)
		this := clusterOf(r)
		switch {
		case last.joins(this):
		case last == clusterRegion && this == clusterRegion && regions&1 != 0:
		case last == clusterJoiner && this == clusterPicture && picture:
		default:
			return pos
		}
		if this == clusterRegion {
			regions++
		} else {
			regions = 0
		}
		picture = this == clusterPicture || picture && (this == clusterExtend || this == clusterJoiner)
		last = this
		pos += size
	}
	return pos
}

// graphemeEdge tells whether pos is at the end of a grapheme cluster.
func (m *machine) graphemeEdge(pos int) bool {
	start, end := m.from, m.to
	if m.transparent {
		start, end = 0, len(m.text)
	}
	if pos <= start || pos >= end {
		return true
	}
	// Go back to a character that begins a cluster for sure, and forth again.
	at := pos
	for at > start {
		r, size := decodeBefore(m.text, start, at)
		at -= size
		if c := clusterOf(r); (c == clusterOther || c == clusterControl) && r != '\n' && !m.prepended(start, at) {
			break
		}
	}
	m.left -= pos - at
	for at < pos {
		at = graphemeEnd(m.text, at, end)
	}
	return at == pos
}

// prepended tells whether the character before pos joins what is after it.
func (m *machine) prepended(start, pos int) bool {
	if pos <= start {
		return false
	}
	r, _ := decodeBefore(m.text, start, pos)
	return clusterOf(r) == clusterPrepend
}

package pattern

import "math/bits"

// byteSet is a set of bytes.
type byteSet [4]uint64

func (b *byteSet) add(c byte)      { b[c>>6] |= 1 << (c & 63) }
func (b *byteSet) has(c byte) bool { return b[c>>6]>>(c&63)&1 != 0 }

func (b *byteSet) addAll(c *byteSet) {
	for i := range b {
		b[i] |= c[i]
	}
}

func (b *byteSet) meets(c *byteSet) bool {
	return b[0]&c[0]|b[1]&c[1]|b[2]&c[2]|b[3]&c[3] != 0
}

// only returns the one member of b, -1 if there are none or more.
func (b *byteSet) only() int16 {
	found := int16(-1)
	for i, word := range b {
		switch {
		case word == 0:
		case found >= 0 || word&(word-1) != 0:
			return -1
		default:
			found = int16(i*64 + bits.TrailingZeros64(word))
		}
	}
	return found
}

// leadByte returns the first byte of r.
func leadByte(r rune) byte {
	switch {
	case r < 0x80:
		return byte(r)
	case r < 0x800:
		return 0xC0 | byte(r>>6)
	case r < 0x10000:
		return 0xE0 | byte(r>>12)
	}
	return 0xF0 | byte(r>>18)
}

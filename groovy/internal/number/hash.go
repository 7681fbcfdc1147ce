package number

import (
	"math"
	"math/big"
)

// Hash is Java's hashCode of a number; false if x is none.
func Hash(x any) (int32, bool) {
	switch x := x.(type) {
	case int32:
		return x, true
	case int64:
		return hash64(uint64(x)), true
	case int16:
		return int32(x), true
	case int8:
		return int32(x), true
	case *big.Int:
		return hashBig(x), true
	case *Decimal:
		return x.Hash(), true
	case float64:
		return HashDouble(x), true
	case float32:
		return HashFloat(x), true
	}
	return 0, false
}

// HashDouble is Double.hashCode; all NaN have the same.
func HashDouble(f float64) int32 {
	if f != f {
		return 0x7ff80000
	}
	return hash64(math.Float64bits(f))
}

// HashFloat is Float.hashCode.
func HashFloat(f float32) int32 {
	if f != f {
		return 0x7fc00000
	}
	return int32(math.Float32bits(f))
}

func hash64(v uint64) int32 { return int32(v ^ v>>32) }

func hashInteger(x integer) int32 {
	if x.big != nil {
		return hashBig(x.big)
	}
	u := abs64(x.small)
	h := int32(uint32(u>>32))*31 + int32(uint32(u))
	if x.small < 0 {
		return -h
	}
	return h
}

// hashBig goes over the magnitude in 32-bit words from the highest.
func hashBig(x *big.Int) int32 {
	words := x.Bits()
	var h int32
	for i := len(words) - 1; i >= 0; i-- {
		w := uint64(words[i])
		if wordBits == 64 && (h != 0 || w>>32 != 0) {
			h = 31*h + int32(uint32(w>>32))
		}
		h = 31*h + int32(uint32(w))
	}
	if x.Sign() < 0 {
		return -h
	}
	return h
}

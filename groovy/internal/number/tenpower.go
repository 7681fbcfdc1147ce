package number

import (
	"math"
	"math/big"
	"math/bits"
	"sync"
)

// ten64 has the powers of ten that fit in 64 bits.
var ten64 = [20]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// tens has the powers up to 10¹²⁷: enough for the numbers people meet, small
// enough to keep.
var tens = sync.OnceValue(func() []*big.Int {
	t := make([]*big.Int, 128)
	t[0] = big.NewInt(1)
	for i := 1; i < len(t); i++ {
		t[i] = new(big.Int).Mul(t[i-1], big.NewInt(10))
	}
	return t
})

// ten is 10ⁿ, which is the caller's to read, not to write. The caller has made
// sure that n is within its limits.
func ten(n int) *big.Int {
	if t := tens(); n < len(t) {
		return t[n]
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// digits64 is how many decimal digits u has; zero has one.
func digits64(u uint64) int {
	if u < 10 {
		return 1
	}
	// 1233/4096 is a little more than the decimal logarithm of 2.
	n := bits.Len64(u) * 1233 >> 12
	if n < len(ten64) && u >= ten64[n] {
		n++
	}
	return n
}

// digitsBig is how many decimal digits the magnitude of x has; zero has one.
func digitsBig(x *big.Int) int {
	n := x.BitLen()
	if n <= 64 {
		return digits64(x.Uint64())
	}
	// The leading 64 bits place the logarithm to far better than a millionth,
	// so that only a number beside a power of ten need be compared with it.
	top := float64(new(big.Int).Rsh(new(big.Int).Abs(x), uint(n-64)).Uint64())
	log := math.Log10(top) + float64(n-64)*math.Log10(2)
	d := math.Floor(log)
	if frac := log - d; frac > 1e-6 && frac < 1-1e-6 {
		return int(d) + 1
	}
	d = math.Round(log)
	if x.CmpAbs(ten(int(d))) >= 0 {
		return int(d) + 1
	}
	return int(d)
}

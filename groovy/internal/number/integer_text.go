package number

import (
	"math/big"
	"strconv"
)

// FormatRadix is Long.toString(v, radix) and Integer.toString(v, radix); a radix
// that does not exist is ten.
func FormatRadix(v int64, radix int) string { return strconv.FormatInt(v, knownRadix(radix)) }

// FormatBig is BigInteger.toString(radix).
func FormatBig(x *big.Int, radix int) string { return x.Text(knownRadix(radix)) }

func knownRadix(radix int) int {
	if radix < 2 || radix > 36 {
		return 10
	}
	return radix
}

// FormatBits32 is v as Integer.toHexString, toOctalString and toBinaryString
// have it, for the bases 16, 8 and 2: without sign, in two's complement.
func FormatBits32(v int32, base int) string { return strconv.FormatUint(uint64(uint32(v)), base) }

// FormatBits64 is the same for a Long.
func FormatBits64(v int64, base int) string { return strconv.FormatUint(uint64(v), base) }

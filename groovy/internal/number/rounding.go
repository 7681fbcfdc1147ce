package number

import "strconv"

// A RoundingMode is java.math.RoundingMode. Its numbers are those of the old
// constants BigDecimal.ROUND_UP and so on.
type RoundingMode uint8

// The rounding modes of Java.
const (
	Up          RoundingMode = iota // away from zero
	Down                            // towards zero
	Ceiling                         // towards positive infinity
	Floor                           // towards negative infinity
	HalfUp                          // to the nearest, a half away from zero
	HalfDown                        // to the nearest, a half towards zero
	HalfEven                        // to the nearest, a half to the even neighbour
	Unnecessary                     // an error if the result is not exact
)

var modeNames = [...]string{"UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN", "UNNECESSARY"}

// String is the name of the mode in Java, as HALF_UP.
func (m RoundingMode) String() string {
	if int(m) < len(modeNames) {
		return modeNames[m]
	}
	return "RoundingMode(" + strconv.Itoa(int(m)) + ")"
}

// RoundingModeOf finds a mode by its name in Java.
func RoundingModeOf(name string) (RoundingMode, bool) {
	for i, n := range modeNames {
		if n == name {
			return RoundingMode(i), true
		}
	}
	return 0, false
}

// away says whether an inexact result is moved away from zero: half tells how
// what is cut compares with one half, odd whether the last digit kept is odd.
// It is not ok if the result had to be exact.
func (m RoundingMode) away(negative, odd bool, half int) (up, ok bool) {
	switch m {
	case Up:
		return true, true
	case Down:
		return false, true
	case Ceiling:
		return !negative, true
	case Floor:
		return negative, true
	case HalfUp:
		return half >= 0, true
	case HalfDown:
		return half > 0, true
	case HalfEven:
		return half > 0 || half == 0 && odd, true
	}
	return false, false
}

// Away is the same decision for others who round digits themselves.
func (m RoundingMode) Away(negative, odd bool, half int) (up, ok bool) {
	return m.away(negative, odd, half)
}

// A MathContext is java.math.MathContext: how many digits a result keeps and
// how it is rounded to them. Precision 0 keeps all.
type MathContext struct {
	Precision int32
	Mode      RoundingMode
}

// The contexts that Java names.
var (
	Unlimited  = MathContext{0, HalfUp}
	Decimal32  = MathContext{7, HalfEven}
	Decimal64  = MathContext{16, HalfEven}
	Decimal128 = MathContext{34, HalfEven}
)

// NewMathContext refuses a negative precision as Java does.
func NewMathContext(precision int32, mode RoundingMode) (MathContext, error) {
	if precision < 0 {
		return MathContext{}, &Error{IllegalArgumentException, "Digits < 0"}
	}
	return MathContext{precision, mode}, nil
}

// String is the text of Java: precision=7 roundingMode=HALF_EVEN.
func (c MathContext) String() string {
	return "precision=" + strconv.Itoa(int(c.Precision)) + " roundingMode=" + c.Mode.String()
}

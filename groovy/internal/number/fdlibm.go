package number

import "math"

// The functions here are Java's to the last bit because they go the way of its
// library of 1993 (FDLIBM), whose steps and constants its specification fixes.

func high(f float64) int32 { return int32(math.Float64bits(f) >> 32) }

// cut is f without the lower half of its bits.
func cut(f float64) float64 { return math.Float64frombits(math.Float64bits(f) &^ (1<<32 - 1)) }

func fromHigh(h int32) float64 { return math.Float64frombits(uint64(uint32(h)) << 32) }

const (
	halfPiHigh, halfPiLow = 1.57079632679489655800e+00, 6.12323399573676603587e-17
	quarterPi             = 7.85398163397448278999e-01
	piLow                 = 1.2246467991473531772e-16
)

var (
	arctanAt  = [4]float64{4.63647609000806093515e-01, 7.85398163397448278999e-01, 9.82793723247329054082e-01, halfPiHigh}
	arctanLow = [4]float64{2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17, halfPiLow}
	arctan    = [11]float64{3.33333333333329318027e-01, -1.99999999998764832476e-01, 1.42857142725034663711e-01, -1.11111104054623557880e-01,
		9.09088713343650656196e-02, -7.69187620504482999495e-02, 6.66107313738753120669e-02, -5.83357013379057348645e-02,
		4.97687799461593236017e-02, -3.65315727442169155270e-02, 1.62858201153657823623e-02}
)

// Atan is Math.atan.
func Atan(x float64) float64 {
	a := math.Abs(x)
	at := -1
	switch {
	case x != x || a < 0x1p-29:
		return x
	case a >= 0x1p66:
		return math.Copysign(halfPiHigh+halfPiLow, x)
	case a < 0.4375:
		a = x
	case a < 0.6875:
		at, a = 0, (2*a-1)/(2+a)
	case a < 1.1875:
		at, a = 1, (a-1)/(a+1)
	case a < 2.4375:
		at, a = 2, (a-1.5)/(1+1.5*a)
	default:
		at, a = 3, -1/a
	}
	c := &arctan
	z := a * a
	w := z * z
	s1 := z * (c[0] + w*(c[2]+w*(c[4]+w*(c[6]+w*(c[8]+w*c[10])))))
	s2 := w * (c[1] + w*(c[3]+w*(c[5]+w*(c[7]+w*c[9]))))
	if at < 0 {
		return a - a*(s1+s2)
	}
	return math.Copysign(arctanAt[at]-((a*(s1+s2)-arctanLow[at])-a), x)
}

// Atan2 is Math.atan2.
func Atan2(y, x float64) float64 {
	if x != x || y != y || x == 0 || y == 0 || math.IsInf(x, 0) || math.IsInf(y, 0) {
		return math.Atan2(y, x)
	}
	k := (high(math.Abs(y)) - high(math.Abs(x))) >> 20
	var z float64
	switch {
	case k > 60:
		z = halfPiHigh + 0.5*piLow
	case x < 0 && k < -60:
		z = 0
	default:
		z = Atan(math.Abs(y / x))
	}
	switch {
	case x > 0:
		return math.Copysign(z, y)
	case y > 0:
		return math.Pi - (z - piLow)
	}
	return (z - piLow) - math.Pi
}

// arcsine is what asin and acos share: (asin(s) - s)/s where t is s².
func arcsine(t float64) float64 {
	p := t * (1.66666666666666657415e-01 + t*(-3.25565818622400915405e-01+t*(2.01212532134862925881e-01+t*(-4.00555345006794114027e-02+
		t*(7.91534994289814532176e-04+t*3.47933107596021167570e-05)))))
	q := 1 + t*(-2.40339491173441421878e+00+t*(2.02094576023350569471e+00+t*(-6.88283971605453293030e-01+t*7.70381505559019352791e-02)))
	return p / q
}

// Asin is Math.asin.
func Asin(x float64) float64 {
	a := math.Abs(x)
	switch {
	case !(a <= 1):
		return math.NaN()
	case a == 1:
		return x*halfPiHigh + x*halfPiLow
	case a < 0x1p-27:
		return x
	case a < 0.5:
		return x + x*arcsine(x*x)
	}
	t := (1 - a) * 0.5
	r := arcsine(t)
	s := math.Sqrt(t)
	if high(a) >= 0x3FEF3333 { // 0.975
		return math.Copysign(halfPiHigh-(2*(s+s*r)-halfPiLow), x)
	}
	w := cut(s)
	c := (t - w*w) / (s + w)
	p := 2*s*r - (halfPiLow - 2*c)
	q := quarterPi - 2*w
	return math.Copysign(quarterPi-(p-q), x)
}

// Acos is Math.acos.
func Acos(x float64) float64 {
	switch {
	case !(math.Abs(x) <= 1):
		return math.NaN()
	case x == 1:
		return 0
	case x == -1:
		return math.Pi
	case math.Abs(x) <= 0x1p-57:
		return halfPiHigh + halfPiLow
	case math.Abs(x) < 0.5:
		return halfPiHigh - (x - (halfPiLow - x*arcsine(x*x)))
	case x < 0:
		z := (1 + x) * 0.5
		s := math.Sqrt(z)
		return math.Pi - 2*(s+(arcsine(z)*s-halfPiLow))
	}
	z := (1 - x) * 0.5
	s := math.Sqrt(z)
	w := cut(s)
	c := (z - w*w) / (s + w)
	return 2 * (w + (arcsine(z)*s + c))
}

// plainExp is the exponential that the hyperbolic functions are made of.
func plainExp(x float64) float64 {
	if x != x || x > 709.782712893384 || x < -745.1332191019411 {
		return math.Exp(x)
	}
	hi, lo, k := x, 0.0, 0
	switch a := math.Abs(x); {
	case a < 0x1p-28:
		return 1 + x
	case a > 1.5*math.Ln2:
		k = int(1.44269504088896338700*x + math.Copysign(0.5, x))
	case a > 0.5*math.Ln2:
		k = int(math.Copysign(1, x))
	}
	if k != 0 {
		hi, lo = x-float64(k)*6.93147180369123816490e-01, float64(k)*1.90821492927058770002e-10
	}
	r := hi - lo
	t := r * r
	c := r - t*(1.66666666666666019037e-01+t*(-2.77777777770155933842e-03+t*(6.61375632143793436117e-05+t*(-1.65339022054652515390e-06+t*4.13813679705723846039e-08))))
	if k == 0 {
		return 1 - ((r*c)/(c-2) - r)
	}
	return math.Ldexp(1-((lo-(r*c)/(2-c))-hi), k)
}

// Sinh is Math.sinh.
func Sinh(x float64) float64 {
	a, h := math.Abs(x), math.Copysign(0.5, x)
	switch {
	case x != x || math.IsInf(x, 0) || a < 0x1p-28:
		return x
	case a < 22:
		t := math.Expm1(a)
		if a < 1 {
			return h * (2*t - t*t/(t+1))
		}
		return h * (t + t/(t+1))
	case a < 709.78:
		return h * plainExp(a)
	}
	w := plainExp(0.5 * a)
	return h * w * w
}

// Cosh is Math.cosh.
func Cosh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case a < 0.5*math.Ln2:
		t := math.Expm1(a)
		w := 1 + t
		if a < 0x1p-55 {
			return w
		}
		return 1 + (t*t)/(w+w)
	case a < 22:
		t := plainExp(a)
		return 0.5*t + 0.5/t
	case a < 709.78:
		return 0.5 * plainExp(a)
	}
	w := plainExp(0.5 * a)
	return 0.5 * w * w
}

// Tanh is Math.tanh.
func Tanh(x float64) float64 {
	a, z := math.Abs(x), 1.0
	switch {
	case x != x:
		return x
	case a < 0x1p-55:
		return x * (1 + x)
	case a < 1:
		t := math.Expm1(-2 * a)
		z = -t / (t + 2)
	case a < 22:
		t := math.Expm1(2 * a)
		z = 1 - 2/(t+2)
	}
	return math.Copysign(z, x)
}

// Cbrt is Math.cbrt.
func Cbrt(x float64) float64 {
	if x == 0 || x != x || math.IsInf(x, 0) {
		return x
	}
	a := math.Abs(x)
	t := fromHigh(high(a)/3 + 715094163)
	if a < 0x1p-1022 {
		t = fromHigh(high(0x1p54*a)/3 + 696219795)
	}
	r := t * t / a
	s := 5.42857142857142815906e-01 + r*t
	t *= 3.57142857142857150787e-01 + 1.60714285714285720630e+00/(s+1.41428571428571436819e+00+-7.05306122448979611050e-01/s)
	t = fromHigh(high(t) + 1) // a little more than the root, in few bits
	s = t * t
	r = a / s
	r = (r - t) / (t + t + r)
	return math.Copysign(t+t*r, x)
}

// Hypot is Math.hypot.
func Hypot(x, y float64) float64 {
	a, b := math.Abs(x), math.Abs(y)
	if a < b {
		a, b = b, a
	}
	switch {
	case math.IsInf(x, 0) || math.IsInf(y, 0):
		return math.Inf(1)
	case x != x || y != y:
		return math.NaN()
	case b == 0 || high(a)-high(b) > 60<<20:
		return a + b
	case a > 0x1p500:
		return 0x1p600 * Hypot(a*0x1p-600, b*0x1p-600)
	case b < 0x1p-500:
		return 0x1p-600 * Hypot(a*0x1p600, b*0x1p600)
	}
	w := a - b
	if w > b {
		t1 := cut(a)
		t2 := a - t1
		return math.Sqrt(t1*t1 - (b*-b - t2*(a+t1)))
	}
	y1 := cut(b)
	y2 := b - y1
	t1 := fromHigh(high(a) + 1<<20)
	t2 := a + a - t1
	return math.Sqrt(t1*y1 - (w*-w - (t1*y2 + t2*b)))
}

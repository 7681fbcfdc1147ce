package groovy

import (
	"math/big"
)

// bigPartsClasses is the less used half of the big numbers: what is left over, roots,
// bytes.
func bigPartsClasses() []entry {
	return []entry{{classBigDecimal, bigDecimalPartsLib}, {classBigInteger, bigIntegerBytesLib}}
}

func bigDecimalPartsLib() lib {
	return lib{methods: []def{
		{"divideAndRemainder(BigDecimal)", func(t *thread, self any, a []any) (any, error) {
			x, y := self.(*Decimal), a[0].(*Decimal)
			q, err := x.DivInt(&t.number, y)
			if err != nil {
				return t.num(q, err)
			}
			p, err := q.Mul(&t.number, y)
			if err != nil {
				return t.num(p, err)
			}
			r, err := x.Sub(&t.number, p)
			if err != nil {
				return t.num(r, err)
			}
			return newArray(classBigDecimal, []any{q, r}), t.alloc(128)
		}},
		{"sqrt(MathContext)", func(t *thread, self any, a []any) (any, error) {
			x, c := self.(*Decimal), a[0].(mathContext).c
			n := x.Precision() + int(c.Precision)
			if err := t.charge(1 + n*n/4096); err != nil {
				return nil, err
			}
			if err := t.alloc(4 * n); err != nil {
				return nil, err
			}
			r, err := x.Sqrt(&t.number, c)
			return t.num(r, err)
		}},
	}}
}

func bigIntegerBytesLib() lib {
	return lib{
		ctors: []def{
			{"(byte[])", func(t *thread, _ any, a []any) (any, error) {
				b, err := t.goBytes(a[0])
				if err != nil {
					return nil, err
				}
				if len(b) == 0 {
					return nil, t.throw(classNumberFormat, "Zero length BigInteger")
				}
				n := new(big.Int).SetBytes(b)
				if b[0] >= 0x80 {
					n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
				}
				return n, nil
			}},
		},
		methods: []def{{"toByteArray()", func(t *thread, self any, _ []any) (any, error) {
			n := self.(*big.Int)
			b := n.Bytes()
			if n.Sign() < 0 {
				// As many bytes as two's complement wants.
				size := uint(n.BitLen()/8 + 1)
				if low := new(big.Int).Add(n, big.NewInt(1)); low.BitLen()/8+1 < int(size) {
					size--
				}
				b = new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), 8*size)).FillBytes(make([]byte, size))
			} else if len(b) == 0 || b[0] >= 0x80 {
				b = append([]byte{0}, b...)
			}
			return t.byteArray(b)
		}}},
	}
}

package groovy

import (
	"cmp"
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

func uuidClasses() []entry { return []entry{{classUUID, uuidLib}} }

// A uuidValue is java.util.UUID.
type uuidValue struct{ hi, lo uint64 }

func (*uuidValue) classOf() *Class { return classUUID }

// String is the usual form in five groups.
func (u *uuidValue) String() string {
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", u.hi>>32, u.hi>>16&0xFFFF, u.hi&0xFFFF, u.lo>>48, u.lo&0xFFFFFFFFFFFF)
}

func (u *uuidValue) text(*thread) (string, error) { return u.String(), nil }

func (u *uuidValue) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(*uuidValue)
	return ok && *u == *o, nil
}

func (u *uuidValue) hashCode(*thread) (int32, error) {
	h := u.hi ^ u.lo
	return int32(uint32(h>>32) ^ uint32(h)), nil
}

func (u *uuidValue) compareTo(t *thread, other any) (int, error) {
	o, ok := other.(*uuidValue)
	if !ok {
		return 0, t.castError(other, classUUID)
	}
	if c := cmp.Compare(int64(u.hi), int64(o.hi)); c != 0 {
		return c, nil
	}
	return cmp.Compare(int64(u.lo), int64(o.lo)), nil
}

// parseUUID reads five groups of hex digits, each as long as it likes.
func (t *thread) parseUUID(s string) (any, error) {
	groups := strings.Split(s, "-")
	if len(s) > 36 {
		return nil, t.throw(classIllegalArgument, "UUID string too large")
	}
	if len(groups) != 5 {
		return nil, t.throw(classIllegalArgument, "Invalid UUID string: %s", s)
	}
	var n [5]uint64
	for i, g := range groups {
		v, err := strconv.ParseUint(g, 16, 64)
		if err != nil {
			at := 0
			for at < len(g) && isHex(g[at]) {
				at++
			}
			if g == "" {
				return nil, t.throw(classIllegalArgument, "Invalid UUID string: %s", s)
			}
			return nil, t.throw(classNumberFormat, "Error at index %d in: %q", at, g)
		}
		n[i] = v
	}
	return &uuidValue{n[0]<<32 | n[1]&0xFFFF<<16 | n[2]&0xFFFF, n[3]<<48 | n[4]&0xFFFFFFFFFFFF}, nil
}

// stamped sets the bits that tell version and variant.
func stamped(hi, lo uint64, version uint64) *uuidValue {
	return &uuidValue{hi&^0xF000 | version<<12, lo&^(3<<62) | 2<<62}
}

func uuidLib() lib {
	uuid := func(self any) *uuidValue { return self.(*uuidValue) }
	return lib{
		ctors: []def{{"(long,long)", func(_ *thread, _ any, a []any) (any, error) {
			return &uuidValue{uint64(a[0].(int64)), uint64(a[1].(int64))}, nil
		}}},
		statics: []def{
			{"randomUUID()", func(t *thread, _ any, _ []any) (any, error) {
				r := t.random()
				return stamped(r.Uint64(), r.Uint64(), 4), t.alloc(32)
			}},
			{"fromString(String)", func(t *thread, _ any, a []any) (any, error) {
				s, ok := a[0].(string)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				return t.parseUUID(s)
			}},
			{"nameUUIDFromBytes(byte[])", func(t *thread, _ any, a []any) (any, error) {
				b, err := t.goBytes(a[0])
				if err != nil {
					return nil, err
				}
				if err := t.charge(1 + len(b)/64); err != nil {
					return nil, err
				}
				d := md5.Sum(b)
				return stamped(binary.BigEndian.Uint64(d[:8]), binary.BigEndian.Uint64(d[8:]), 3), nil
			}},
		},
		methods: []def{
			{"getMostSignificantBits()", func(_ *thread, self any, _ []any) (any, error) { return int64(uuid(self).hi), nil }},
			{"getLeastSignificantBits()", func(_ *thread, self any, _ []any) (any, error) { return int64(uuid(self).lo), nil }},
			{"version()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(uuid(self).hi >> 12 & 15)), nil }},
			{"variant()", func(_ *thread, self any, _ []any) (any, error) {
				// The variant has one to three bits: 0, 10, 110 or 111.
				v := uuid(self).lo >> 61
				switch {
				case v < 4:
					v = 0
				case v < 6:
					v = 2
				}
				return boxInt(int32(v)), nil
			}},
			{"compareTo(UUID)", func(t *thread, self any, a []any) (any, error) {
				n, err := uuid(self).compareTo(t, a[0])
				return boxInt(int32(n)), err
			}},
		},
	}
}

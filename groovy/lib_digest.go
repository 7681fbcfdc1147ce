package groovy

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"hash"
	"math/big"
	"strings"
)

// java.security.MessageDigest and javax.crypto.Mac.

var (
	classMessageDigest = &Class{name: "java.security.MessageDigest", super: classObject, kind: kindAbstract}
	classMac           = &Class{name: "javax.crypto.Mac", super: classObject}
	classKey           = &Class{name: "java.security.Key", kind: kindInterface, ifaces: []*Class{classSerializable}}
	classSecretKey     = &Class{name: "javax.crypto.SecretKey", kind: kindInterface, ifaces: []*Class{classKey}}
	classSecretKeySpec = &Class{name: "javax.crypto.spec.SecretKeySpec", super: classObject, ifaces: []*Class{classSecretKey}}
)

func digestClasses() []entry {
	return []entry{
		{classBigInteger, bytesToBigLib}, {classMessageDigest, messageDigestLib}, {classMac, macLib},
		{classKey, nil}, {classSecretKey, nil}, {classSecretKeySpec, secretKeyLib},
	}
}

// bytesToBigLib is new BigInteger(1, bytes), the old way to show a digest.
func bytesToBigLib() lib {
	return lib{ctors: []def{{"(int,byte[])", func(t *thread, _ any, a []any) (any, error) {
		b, err := t.goBytes(a[1])
		if err != nil {
			return nil, err
		}
		n := new(big.Int).SetBytes(b)
		switch sign := a[0].(int32); {
		case sign < -1 || sign > 1:
			return nil, t.throw(classNumberFormat, "Invalid signum value")
		case sign == 0 && n.Sign() != 0:
			return nil, t.throw(classNumberFormat, "signum-magnitude mismatch")
		case sign < 0:
			n.Neg(n)
		}
		return n, nil
	}}}}
}

// digestNamed gives the hash of a name as Java's providers know it.
func digestNamed(name string) func() hash.Hash {
	switch strings.ToUpper(name) {
	case "MD5":
		return md5.New
	case "SHA", "SHA-1", "SHA1":
		return sha1.New
	case "SHA-224", "SHA224":
		return sha256.New224
	case "SHA-256", "SHA256":
		return sha256.New
	case "SHA-384", "SHA384":
		return sha512.New384
	case "SHA-512", "SHA512":
		return sha512.New
	}
	return nil
}

// A hasherValue is a MessageDigest or, with a key, a Mac.
type hasherValue struct {
	class *Class
	name  string
	kind  func() hash.Hash
	h     hash.Hash // nil while a Mac has no key
}

func (d *hasherValue) classOf() *Class { return d.class }

func (d *hasherValue) text(t *thread) (string, error) {
	if d.class == classMac {
		return d.class.name + "@" + t.hex(d), nil
	}
	return d.name + " Message Digest from SUN, <initialized>\n", nil
}

func (d *hasherValue) update(t *thread, v any) error {
	if d.h == nil {
		return t.throw(classIllegalState, "MAC not initialized")
	}
	b, err := t.goBytes(v)
	if err != nil {
		return err
	}
	if err := t.charge(1 + len(b)/32); err != nil {
		return err
	}
	d.h.Write(b)
	return nil
}

// finish gives the sum and begins anew.
func (d *hasherValue) finish(t *thread) (any, error) {
	if d.h == nil {
		return nil, t.throw(classIllegalState, "MAC not initialized")
	}
	sum := d.h.Sum(nil)
	d.h.Reset()
	return t.byteArray(sum)
}

// hashing is what digests and macs have in common.
func hashing(last string) []def {
	d := func(self any) *hasherValue { return self.(*hasherValue) }
	return []def{
		{"void update(byte[])", func(t *thread, self any, a []any) (any, error) { return nil, d(self).update(t, a[0]) }},
		{"void update(byte)", func(t *thread, self any, a []any) (any, error) {
			return nil, d(self).update(t, newArray(classByteP, []any{a[0]}))
		}},
		{"void update(byte[],int,int)", func(t *thread, self any, a []any) (any, error) {
			arr, ok := a[0].(*Array)
			i, n := int(a[1].(int32)), int(a[2].(int32))
			if !ok || i < 0 || n < 0 || i > len(arr.items)-n {
				return nil, t.throw(classIllegalArgument, "Input buffer too short")
			}
			return nil, d(self).update(t, newArray(classByteP, arr.items[i:i+n]))
		}},
		{last + "()", func(t *thread, self any, _ []any) (any, error) { return d(self).finish(t) }},
		{last + "(byte[])", func(t *thread, self any, a []any) (any, error) {
			if err := d(self).update(t, a[0]); err != nil {
				return nil, err
			}
			return d(self).finish(t)
		}},
		{"void reset()", func(_ *thread, self any, _ []any) (any, error) {
			if d(self).h != nil {
				d(self).h.Reset()
			}
			return nil, nil
		}},
		{"getAlgorithm()", func(_ *thread, self any, _ []any) (any, error) { return d(self).name, nil }},
	}
}

func messageDigestLib() lib {
	return lib{
		statics: []def{
			{"getInstance(String)", func(t *thread, _ any, a []any) (any, error) {
				name, _ := a[0].(string)
				f := digestNamed(name)
				if f == nil {
					return nil, t.throw(classNoSuchAlgorithm, "%s MessageDigest not available", name)
				}
				return &hasherValue{class: classMessageDigest, name: name, kind: f, h: f()}, nil
			}},
			{"isEqual(byte[],byte[])", func(t *thread, _ any, a []any) (any, error) {
				if a[0] == nil || a[1] == nil {
					return a[0] == a[1], nil
				}
				x, err := t.goBytes(a[0])
				if err != nil {
					return nil, err
				}
				y, err := t.goBytes(a[1])
				return subtle.ConstantTimeCompare(x, y) == 1, err
			}},
		},
		methods: append(hashing("digest"), def{"getDigestLength()", func(_ *thread, self any, _ []any) (any, error) {
			return boxInt(int32(self.(*hasherValue).h.Size())), nil
		}}),
	}
}

func macLib() lib {
	return lib{
		statics: []def{{"getInstance(String)", func(t *thread, _ any, a []any) (any, error) {
			name, _ := a[0].(string)
			var f func() hash.Hash
			if len(name) > 4 && strings.EqualFold(name[:4], "hmac") {
				f = digestNamed(name[4:])
			}
			if f == nil {
				return nil, t.throw(classNoSuchAlgorithm, "Algorithm %s not available", name)
			}
			return &hasherValue{class: classMac, name: name, kind: f}, nil
		}}},
		methods: append(hashing("doFinal"),
			def{"void init(Key)", func(t *thread, self any, a []any) (any, error) {
				k, ok := a[0].(*secretKey)
				if !ok {
					return nil, t.throw(classInvalidKey, "No installed provider supports this key: (null)")
				}
				m := self.(*hasherValue)
				m.h = hmac.New(m.kind, k.key)
				return nil, nil
			}},
			def{"getMacLength()", func(_ *thread, self any, _ []any) (any, error) {
				return boxInt(int32(self.(*hasherValue).kind().Size())), nil
			}}),
	}
}

// A secretKey is a SecretKeySpec.
type secretKey struct {
	key       []byte
	algorithm string
}

func (*secretKey) classOf() *Class { return classSecretKeySpec }

func secretKeyLib() lib {
	make := func(t *thread, v any, from, n int, algorithm any) (any, error) {
		b, err := t.goBytes(v)
		if err != nil {
			return nil, err
		}
		name, ok := algorithm.(string)
		switch {
		case !ok:
			return nil, t.throw(classIllegalArgument, "Missing argument")
		case len(b) == 0:
			return nil, t.throw(classIllegalArgument, "Empty key")
		case n < 0:
			n = len(b)
		}
		if from < 0 || from > len(b)-n {
			return nil, t.throw(classIllegalArgument, "Invalid offset/length combination")
		}
		return &secretKey{b[from : from+n], name}, nil
	}
	return lib{
		ctors: []def{
			{"(byte[],String)", func(t *thread, _ any, a []any) (any, error) { return make(t, a[0], 0, -1, a[1]) }},
			{"(byte[],int,int,String)", func(t *thread, _ any, a []any) (any, error) {
				return make(t, a[0], int(a[1].(int32)), max(0, int(a[2].(int32))), a[3])
			}},
		},
		methods: []def{
			{"getAlgorithm()", func(_ *thread, self any, _ []any) (any, error) { return self.(*secretKey).algorithm, nil }},
			{"getEncoded()", func(t *thread, self any, _ []any) (any, error) { return t.byteArray(self.(*secretKey).key) }},
			{"getFormat()", func(*thread, any, []any) (any, error) { return "RAW", nil }},
		},
	}
}

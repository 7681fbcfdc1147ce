package groovy

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"strings"
)

// javax.crypto.Cipher with AES in its usual modes.

var (
	classCipher      = &Class{name: "javax.crypto.Cipher", super: classObject}
	classIvSpec      = &Class{name: "javax.crypto.spec.IvParameterSpec", super: classObject}
	classGCMSpec     = &Class{name: "javax.crypto.spec.GCMParameterSpec", super: classObject}
	classBadPadding  = &Class{name: "javax.crypto.BadPaddingException", super: classGeneralSecurity}
	classBadTag      = &Class{name: "javax.crypto.AEADBadTagException", super: classBadPadding}
	classBlockSize   = &Class{name: "javax.crypto.IllegalBlockSizeException", super: classGeneralSecurity}
	classNoPadding   = &Class{name: "javax.crypto.NoSuchPaddingException", super: classGeneralSecurity}
	classBadCipherIV = &Class{name: "java.security.InvalidAlgorithmParameterException", super: classGeneralSecurity}
)

func cipherClasses() []entry {
	return []entry{
		{classCipher, cipherLib}, {classIvSpec, ivLib}, {classGCMSpec, ivLib},
		{classBadPadding, nil}, {classBadTag, nil}, {classBlockSize, nil}, {classNoPadding, nil}, {classBadCipherIV, nil},
	}
}

// An ivValue is an IvParameterSpec or GCMParameterSpec.
type ivValue struct {
	class *Class
	iv    []byte
	tag   int // bits
}

func (v *ivValue) classOf() *Class { return v.class }

func ivLib() lib {
	return lib{
		ctors: []def{
			{"(byte[])", func(t *thread, _ any, a []any) (any, error) {
				b, err := t.goBytes(a[0])
				return &ivValue{classIvSpec, b, 0}, err
			}},
			{"(int,byte[])", func(t *thread, _ any, a []any) (any, error) {
				b, err := t.goBytes(a[1])
				return &ivValue{classGCMSpec, b, int(a[0].(int32))}, err
			}},
		},
		methods: []def{{"getIV()", func(t *thread, self any, _ []any) (any, error) { return t.byteArray(self.(*ivValue).iv) }}},
	}
}

type cipherValue struct {
	name, mode string
	padded     bool
	decrypt    bool
	block      cipher.Block
	iv         *ivValue
	held       []byte // what update was given
}

func (*cipherValue) classOf() *Class { return classCipher }

func newCipher(t *thread, name string) (any, error) {
	parts := strings.Split(strings.ToUpper(name), "/")
	c := &cipherValue{name: name, mode: "ECB", padded: true}
	if len(parts) == 3 {
		c.mode, c.padded = parts[1], parts[2] != "NOPADDING"
	}
	known := c.mode == "ECB" || c.mode == "CBC" || c.mode == "CTR" || c.mode == "GCM"
	if parts[0] != "AES" || len(parts) == 2 || !known {
		return nil, t.throw(classNoSuchAlgorithm, "Cannot find any provider supporting %s", name)
	}
	if c.mode == "CTR" || c.mode == "GCM" {
		c.padded = false
	}
	return c, nil
}

func (c *cipherValue) init(t *thread, mode, key, params any) error {
	k, ok := key.(*secretKey)
	if !ok {
		return t.throw(classInvalidKey, "No installed provider supports this key: (null)")
	}
	block, err := aes.NewCipher(k.key)
	if err != nil {
		return t.throw(classInvalidKey, "Invalid AES key length: %d bytes", len(k.key))
	}
	c.block, c.decrypt, c.held = block, mode == int32(2), nil
	c.iv, _ = params.(*ivValue)
	if c.iv == nil && c.mode != "ECB" {
		if c.decrypt {
			return t.throw(classInvalidKey, "Parameters missing")
		}
		// Java draws an initialisation vector of its own.
		iv := make([]byte, 16)
		if c.mode == "GCM" {
			iv = iv[:12]
		}
		for i := range iv {
			iv[i] = byte(t.random().Uint32())
		}
		c.iv = &ivValue{classIvSpec, iv, 128}
	}
	if c.mode != "ECB" && c.mode != "GCM" && len(c.iv.iv) != aes.BlockSize {
		return t.throw(classBadCipherIV, "Wrong IV length: must be 16 bytes long")
	}
	return nil
}

func (c *cipherValue) finish(t *thread, in []byte) (any, error) {
	if c.block == nil {
		return nil, t.throw(classIllegalState, "Cipher not initialized")
	}
	in = append(c.held, in...)
	c.held = nil
	if err := t.charge(1 + len(in)/8); err != nil {
		return nil, err
	}
	if err := t.alloc(2*len(in) + 32); err != nil {
		return nil, err
	}
	out := make([]byte, len(in), len(in)+aes.BlockSize)
	copy(out, in)
	switch c.mode {
	case "GCM":
		return c.seal(t, in)
	case "CTR":
		cipher.NewCTR(c.block, c.iv.iv).XORKeyStream(out, out)
		return t.byteArray(out)
	}
	if c.padded && !c.decrypt {
		n := aes.BlockSize - len(out)%aes.BlockSize
		out = append(out, bytes.Repeat([]byte{byte(n)}, n)...)
	}
	if len(out)%aes.BlockSize != 0 {
		if c.padded {
			return nil, t.throw(classBlockSize, "Input length must be multiple of 16 when decrypting with padded cipher")
		}
		return nil, t.throw(classBlockSize, "Input length not multiple of 16 bytes")
	}
	switch {
	case c.mode == "CBC" && c.decrypt:
		cipher.NewCBCDecrypter(c.block, c.iv.iv).CryptBlocks(out, out)
	case c.mode == "CBC":
		cipher.NewCBCEncrypter(c.block, c.iv.iv).CryptBlocks(out, out)
	default:
		for i := 0; i < len(out); i += aes.BlockSize {
			if c.decrypt {
				c.block.Decrypt(out[i:], out[i:])
			} else {
				c.block.Encrypt(out[i:], out[i:])
			}
		}
	}
	if c.padded && c.decrypt && len(out) > 0 {
		n := int(out[len(out)-1])
		if n == 0 || n > aes.BlockSize || !bytes.Equal(out[len(out)-n:], bytes.Repeat([]byte{byte(n)}, n)) {
			return nil, t.throw(classBadPadding, "Given final block not properly padded. Such issues can arise if a bad key is used during decryption.")
		}
		out = out[:len(out)-n]
	}
	return t.byteArray(out)
}

func (c *cipherValue) seal(t *thread, in []byte) (any, error) {
	tag := c.iv.tag / 8
	if tag == 0 {
		tag = 16
	}
	var g cipher.AEAD
	var err error
	switch {
	case len(c.iv.iv) == 12:
		g, err = cipher.NewGCMWithTagSize(c.block, tag)
	case tag == 16 && len(c.iv.iv) > 0:
		g, err = cipher.NewGCMWithNonceSize(c.block, len(c.iv.iv))
	default:
		return nil, t.throw(classBadCipherIV, "Unsupported IV length: must be 12 bytes")
	}
	if err != nil {
		return nil, t.throw(classBadCipherIV, "Unsupported TLen value.  Must be one of {128, 120, 112, 104, 96}")
	}
	if !c.decrypt {
		return t.byteArray(g.Seal(nil, c.iv.iv, in, nil))
	}
	out, err := g.Open(nil, c.iv.iv, in, nil)
	if err != nil {
		return nil, t.throw(classBadTag, "Tag mismatch")
	}
	return t.byteArray(out)
}

func cipherLib() lib {
	ci := func(self any) *cipherValue { return self.(*cipherValue) }
	return lib{
		statics: []def{{"getInstance(String)", func(t *thread, _ any, a []any) (any, error) {
			name, _ := a[0].(string)
			return newCipher(t, name)
		}}},
		methods: []def{
			{"void init(int,Key)", func(t *thread, self any, a []any) (any, error) { return nil, ci(self).init(t, a[0], a[1], nil) }},
			{"void init(int,Key,Object)", func(t *thread, self any, a []any) (any, error) {
				return nil, ci(self).init(t, a[0], a[1], a[2])
			}},
			{"update(byte[])", func(t *thread, self any, a []any) (any, error) {
				b, err := t.goBytes(a[0])
				if err != nil {
					return nil, err
				}
				// All comes out at the end, which is one of the ways to cut it.
				ci(self).held = append(ci(self).held, b...)
				return t.byteArray(nil)
			}},
			{"doFinal()", func(t *thread, self any, _ []any) (any, error) { return ci(self).finish(t, nil) }},
			{"doFinal(byte[])", func(t *thread, self any, a []any) (any, error) {
				b, err := t.goBytes(a[0])
				if err != nil {
					return nil, err
				}
				return ci(self).finish(t, b)
			}},
			{"getIV()", func(t *thread, self any, _ []any) (any, error) {
				if ci(self).iv == nil {
					return nil, nil
				}
				return t.byteArray(ci(self).iv.iv)
			}},
			{"getAlgorithm()", func(_ *thread, self any, _ []any) (any, error) { return ci(self).name, nil }},
			{"getBlockSize()", func(*thread, any, []any) (any, error) { return boxInt(aes.BlockSize), nil }},
		},
		fields: []constant{{"ENCRYPT_MODE", int32(1)}, {"DECRYPT_MODE", int32(2)}},
	}
}

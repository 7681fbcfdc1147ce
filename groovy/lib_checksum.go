package groovy

import (
	"hash"
	"hash/adler32"
	"hash/crc32"
)

var (
	classChecksum = &Class{name: "java.util.zip.Checksum", kind: kindInterface}
	classCRC32    = &Class{name: "java.util.zip.CRC32", super: classObject, ifaces: []*Class{classChecksum}}
	classAdler32  = &Class{name: "java.util.zip.Adler32", super: classObject, ifaces: []*Class{classChecksum}}
)

func checksumClasses() []entry {
	return []entry{
		{classChecksum, nil},
		{classCRC32, checksumLib(classCRC32, crc32.NewIEEE)}, {classAdler32, checksumLib(classAdler32, adler32.New)},
	}
}

// A checksum is one of java.util.zip.
type checksum struct {
	class *Class
	h     hash.Hash32
}

func (c *checksum) classOf() *Class { return c.class }

func checksumLib(c *Class, make func() hash.Hash32) func() lib {
	h := func(v any) hash.Hash32 { return v.(*checksum).h }
	write := func(t *thread, self, v any, from, n int) error {
		b, err := t.goBytes(v)
		if err != nil {
			return err
		}
		if from < 0 || n < 0 || from+n > len(b) {
			return t.throw(classArrayIndex, "")
		}
		h(self).Write(b[from : from+n])
		return t.charge(1 + n/64)
	}
	return func() lib {
		return lib{
			ctors: []def{{"()", func(*thread, any, []any) (any, error) { return &checksum{c, make()}, nil }}},
			methods: []def{
				{"void update(int)", func(_ *thread, self any, a []any) (any, error) {
					h(self).Write([]byte{byte(a[0].(int32))})
					return nil, nil
				}},
				{"void update(byte[])", func(t *thread, self any, a []any) (any, error) {
					arr, ok := a[0].(*Array)
					if !ok {
						return nil, t.throw(classNullPointer, "")
					}
					return nil, write(t, self, arr, 0, len(arr.items))
				}},
				{"void update(byte[],int,int)", func(t *thread, self any, a []any) (any, error) {
					return nil, write(t, self, a[0], int(a[1].(int32)), int(a[2].(int32)))
				}},
				{"getValue()", func(_ *thread, self any, _ []any) (any, error) { return int64(h(self).Sum32()), nil }},
				{"void reset()", func(_ *thread, self any, _ []any) (any, error) { h(self).Reset(); return nil, nil }},
			},
		}
	}
}

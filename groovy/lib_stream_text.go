package groovy

func streamTextClasses() []entry { return []entry{{classCharSequence, textStreamLib}} }

// textStreamLib is the streams of a text: its characters as numbers.
func textStreamLib() lib {
	units := func(t *thread, self any) (*Array, error) {
		s, err := t.toString(self)
		if err != nil {
			return nil, err
		}
		if err := t.alloc(16 * len(s)); err != nil {
			return nil, err
		}
		out := make([]any, 0, len(s))
		err = eachUnit(s, func(one string) error {
			out = append(out, boxInt(int32(charAt(one, 0))))
			return t.charge(1)
		})
		return newArray(classIntP, out), err
	}
	return lib{methods: []def{
		{"chars()", func(t *thread, self any, _ []any) (any, error) {
			a, err := units(t, self)
			if err != nil {
				return nil, err
			}
			return streamOf(classIntStream, a), nil
		}},
		{"codePoints()", func(t *thread, self any, _ []any) (any, error) {
			a, err := units(t, self)
			if err != nil {
				return nil, err
			}
			var out []any
			for i := 0; i < len(a.items); i++ {
				c := rune(a.items[i].(int32))
				if i+1 < len(a.items) && c >= 0xD800 && c < 0xDC00 {
					if d := rune(a.items[i+1].(int32)); d >= 0xDC00 && d < 0xE000 {
						c = 0x10000 + (c-0xD800)<<10 + (d - 0xDC00)
						i++
					}
				}
				out = append(out, boxInt(c))
			}
			return streamOf(classIntStream, newArray(classIntP, out)), nil
		}},
	}}
}

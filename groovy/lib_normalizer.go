package groovy

import "github.com/entwine-sync/entwine/groovy/internal/normal"

var (
	classNormalizer     = &Class{name: "java.text.Normalizer", super: classObject}
	classNormalizerForm = &Class{name: "java.text.Normalizer$Form", super: classEnum, kind: kindEnum}
	normalizerForms     = enumValues(classNormalizerForm, normal.Forms[:]...)
)

// normalizerLib is java.text.Normalizer.
func normalizerLib() lib {
	args := func(t *thread, a []any) (string, normal.Form, error) {
		f, ok := a[1].(*enumValue)
		if a[0] == nil || !ok {
			return "", 0, t.throw(classNullPointer, "")
		}
		s, err := t.toString(a[0])
		if err != nil {
			return "", 0, err
		}
		if err := t.charge(1 + len(s)/4); err != nil {
			return "", 0, err
		}
		// Beside the text there is a list of its characters, of four bytes each.
		return s, normal.Form(f.ordinal), t.alloc(8 * len(s))
	}
	return lib{statics: []def{
		{"normalize(CharSequence,Normalizer.Form)", func(t *thread, _ any, a []any) (any, error) {
			s, f, err := args(t, a)
			if err != nil {
				return nil, err
			}
			out := normal.Text(s, f)
			return out, t.alloc(len(out))
		}},
		{"isNormalized(CharSequence,Normalizer.Form)", func(t *thread, _ any, a []any) (any, error) {
			s, f, err := args(t, a)
			if err != nil {
				return nil, err
			}
			return normal.Is(s, f), nil
		}},
	}}
}

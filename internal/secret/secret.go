// Package secret keeps what must not be read from slipping out: Text holds a
// password or key and prints as three stars wherever it lands, Redactor takes
// known secrets out of text that is about to be logged, shown or recorded, Equal
// compares without telling how far it got, and Token makes new ones.
//
// It does not encrypt and does not wipe memory: who can read the process can
// read its secrets. It guards against carelessness, which is the common leak.
//
// Before changing it: Text keeps its value behind a pointer on purpose. Package
// fmt cannot call methods on unexported fields, so a string inside a struct
// inside a struct would be printed; a pointer there prints as an address.
package secret

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"log/slog"
)

// Mask is what stands where a secret stood.
const Mask = "***"

// Text is a secret value. The zero Text is empty. A Text may be copied and used
// from several goroutines; it cannot be compared with ==, which would take time
// that depends on the value: use Equal.
type Text struct {
	_     [0]func() // makes == a compile error
	value *string
}

// New returns a Text that holds value.
func New(value string) Text {
	if value == "" {
		return Text{}
	}
	return Text{value: &value}
}

// Reveal returns the value itself: the one way to it, easy to search for.
func (t Text) Reveal() string {
	if t.value == nil {
		return ""
	}
	return *t.value
}

// IsZero reports whether the value is empty.
func (t Text) IsZero() bool { return t.value == nil }

// Equal reports whether both hold the same value; see the function Equal.
func (t Text) Equal(other Text) bool { return Equal(t.Reveal(), other.Reveal()) }

// String returns the mask, also for an empty value: whether a secret is set is
// nobody's business in a log.
func (t Text) String() string { return Mask }

// GoString returns the mask for %#v.
func (t Text) GoString() string { return Mask }

// Format writes the mask for every verb, so that %x and %q tell nothing either.
func (t Text) Format(s fmt.State, _ rune) {
	_, _ = io.WriteString(s, Mask) // a fmt.State never fails in a way Format could report
}

// MarshalJSON gives the mask: a Text is not stored by way of JSON.
func (t Text) MarshalJSON() ([]byte, error) { return []byte(`"` + Mask + `"`), nil }

// MarshalText gives the mask, for YAML, XML, flags and map keys.
func (t Text) MarshalText() ([]byte, error) { return []byte(Mask), nil }

// UnmarshalText takes the value, so that settings can be decoded into a Text.
// JSON strings come this way too.
func (t *Text) UnmarshalText(b []byte) error {
	*t = New(string(b))
	return nil
}

// LogValue gives the mask to slog.
func (t Text) LogValue() slog.Value { return slog.StringValue(Mask) }

// Equal reports whether a and b are the same, in a time that depends neither on
// where they differ nor on whether their lengths agree.
func Equal(a, b string) bool {
	// Hashing first gives both the same length, which the comparison would
	// otherwise tell.
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

package format

import "testing"

// What came before a specifier that fails is printed, as Java's printf does.
func TestWhatCameBeforeAnError(t *testing.T) {
	got, err := Format(100, "%-4s|%f", []any{"a", "b"})
	if got != "a   |" || err == nil {
		t.Errorf("%q, %v", got, err)
	}
}

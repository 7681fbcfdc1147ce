package groovy

// A StringBuilder is a StringBuilder or StringBuffer. Text is kept in UTF-8 as
// all strings are; while it is ASCII, units are bytes.
type StringBuilder struct {
	class *Class
	buf   []byte
	wide  bool // something beyond ASCII is in it
}

func (b *StringBuilder) classOf() *Class { return b.class }

func (b *StringBuilder) truth(*thread) (bool, error) { return len(b.buf) > 0, nil }

func (b *StringBuilder) text(t *thread) (string, error) {
	if err := t.alloc(len(b.buf) + 16); err != nil {
		return "", err
	}
	return b.String(), t.charge(len(b.buf) / 64)
}

// String gives the text.
func (b *StringBuilder) String() string { return joinSurrogates(string(b.buf)) }

func (b *StringBuilder) append(t *thread, s string) error {
	if err := t.alloc(len(s)); err != nil {
		return err
	}
	b.wide = b.wide || !isASCII(s)
	b.buf = append(b.buf, s...)
	return t.charge(len(s) / 64)
}

// length is in units.
func (b *StringBuilder) length() int {
	if !b.wide {
		return len(b.buf)
	}
	return strLen(string(b.buf))
}

// set replaces all of the text.
func (b *StringBuilder) set(s string) {
	b.buf = append(b.buf[:0], s...)
	b.wide = !isASCII(s)
}

// splice replaces units i to j by s.
func (b *StringBuilder) splice(t *thread, i, j int, s string) error {
	if err := t.alloc(len(s)); err != nil {
		return err
	}
	if err := t.charge(1 + len(b.buf)/64); err != nil {
		return err
	}
	if !b.wide && isASCII(s) {
		tail := append([]byte(nil), b.buf[j:]...)
		b.buf = append(append(b.buf[:i], s...), tail...)
		return nil
	}
	old := string(b.buf)
	n := strLen(old)
	b.set(joinSurrogates(substr(old, 0, i) + s + substr(old, j, n)))
	return nil
}

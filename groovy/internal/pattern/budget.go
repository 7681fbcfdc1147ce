package pattern

// Budget is what a search may use up. A nil Budget, and a nil function in one,
// refuse nothing.
type Budget struct {
	// Steps is told the number of steps taken since it was last called: about
	// one for each instruction, each eight bytes looked through at once (those of
	// a replacement, too) and
	// each place on the backtracking stack that a search is the first to use.
	// It is called at least every few hundred steps and once at the end; an
	// error ends the search and is returned as it is.
	Steps func(n int) error
	// Bytes is told how many bytes a result is about to grow by, before it
	// does; an error ends the work and is returned as it is.
	Bytes func(n int) error
}

func (b *Budget) steps(n int) error {
	if b == nil || b.Steps == nil || n == 0 {
		return nil
	}
	return b.Steps(n)
}

func (b *Budget) bytes(n int) error {
	if b == nil || b.Bytes == nil || n == 0 {
		return nil
	}
	return b.Bytes(n)
}

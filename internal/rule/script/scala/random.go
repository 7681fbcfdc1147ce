package scala

import (
	"github.com/entwine-sync/entwine/groovy"
)

// randomClasses are scala.util.Random, of which rules take texts that nobody
// guesses. Its numbers are those of the run, which are the same each time: a
// step that is run again must do the same.
func randomClasses() []*groovy.HostClass {
	return With(groovy.HostClass{Name: "scala.util.Random", Static: random})
}

// letters are those of alphanumeric.
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// mostLetters is how many of an endless sequence are made: nobody takes more.
const mostLetters = 1000

func random(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	switch {
	case get:
		return nil, false, nil
	case name == "alphanumeric" && len(args) == 0:
		if err := c.Charge(mostLetters); err != nil {
			return nil, true, err
		}
		s := NewSeq()
		for range mostLetters {
			s.items = append(s.items, string(letters[c.Random(len(letters))]))
		}
		return s, true, c.Alloc(16 * mostLetters)
	case name == "nextInt" && len(args) == 1:
		n, ok := args[0].(int32)
		if !ok || n <= 0 {
			return nil, true, c.Throw("java.lang.IllegalArgumentException", "bound must be positive")
		}
		return int32(c.Random(int(n))), true, nil // below n, which is one
	}
	return nil, false, nil
}

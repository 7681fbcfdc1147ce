package pattern

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// SyntaxError is java.util.regex.PatternSyntaxException.
type SyntaxError struct {
	Description string
	// Index is where Java points, counted as Java counts it: in characters of
	// the pattern, quoted parts spelled out; -1 where it names no place.
	Index   int
	Pattern string
}

// Error returns what getMessage() returns: description, index, the pattern and
// a caret under the place.
func (e *SyntaxError) Error() string {
	var b strings.Builder
	b.WriteString(e.Description)
	if e.Index >= 0 {
		b.WriteString(" near index ")
		b.WriteString(strconv.Itoa(e.Index))
	}
	b.WriteByte('\n')
	b.WriteString(e.Pattern)
	if e.Index < 0 || e.Index >= utf16Len(e.Pattern) {
		return b.String()
	}
	b.WriteByte('\n')
	units := 0
	for i := 0; i < len(e.Pattern) && units < e.Index; units++ {
		r, size := decode(e.Pattern, i, len(e.Pattern))
		i += size
		switch {
		case r == '\t':
			b.WriteByte('\t') // as wide as in the line above
			continue
		case r > 0xFFFF && units+1 < e.Index:
			b.WriteByte(' ')
			units++
		}
		b.WriteByte(' ')
	}
	b.WriteByte('^')
	return b.String()
}

// Error is another exception that Java's Pattern or Matcher throws.
type Error struct {
	Class   string // as Java names it: java.lang.IllegalStateException
	Message string
}

func (e *Error) Error() string { return e.Message }

// ErrTooDeep says that a search kept more choices open than the machine's
// stack holds. Java ends such a search, far earlier, in a StackOverflowError.
var ErrTooDeep = errors.New("the regular expression leaves too many choices open")

func errUnknownFlag(f Flags) error {
	return &Error{"java.lang.IllegalArgumentException", fmt.Sprintf("Unknown flag 0x%x", uint32(f))}
}

func errNoGroup(g int) error {
	return &Error{"java.lang.IndexOutOfBoundsException", "No group " + strconv.Itoa(g)}
}

func errNoName(name string) error {
	return &Error{"java.lang.IllegalArgumentException", "No group with name <" + name + ">"}
}

func errNoMatch(message string) error {
	return &Error{"java.lang.IllegalStateException", message}
}

func errReplacement(message string) error {
	return &Error{"java.lang.IllegalArgumentException", message}
}

func errBounds(message string) error {
	return &Error{"java.lang.IndexOutOfBoundsException", message}
}

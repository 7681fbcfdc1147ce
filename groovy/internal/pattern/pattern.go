// Package pattern is java.util.regex of JDK 17 in Go: the same syntax, the
// same order of alternatives, the same groups, the same words when a pattern
// is wrong.
//
// A [Regex] is compiled once and safe for use from many goroutines. A
// [Matcher] walks one text with it as java.util.regex.Matcher does and belongs
// to one goroutine.
//
// Matching backtracks, as Java does, because captured groups, back references
// and look-around ask for it; so a short pattern may take a very long time.
// Every search is therefore paid for from a [Budget], in steps that depend on
// nothing but pattern, text and options: never on the clock or on earlier
// searches. The matcher keeps its choices on a stack of its own with a fixed
// bound and never recurses.
//
// Texts and patterns are Go strings in UTF-8; a lone surrogate of a Java
// string is written in its three-byte form. Offsets are bytes. What is not
// Java: a match never begins or ends between the two halves of a supplementary
// character; CANON_EQ and \N{name} are refused; Unicode properties are those of
// Go's tables.
//
// The way of a pattern: parser.go and class.go read it into the tree of
// node.go, compile.go lowers the tree into the instructions of program.go, and
// machine.go runs them. Java's own choice of loop decides which groups
// survive when a loop gives something back, so node.go keeps what that choice
// depends on: change nothing there without running the table test.
package pattern

import "strings"

// Flags are the match flags of java.util.regex.Pattern, by their Java values.
type Flags int

// The flags of java.util.regex.Pattern. Java's CANON_EQ (0x80) is refused.
const (
	UnixLines             Flags = 0x01
	CaseInsensitive       Flags = 0x02
	Comments              Flags = 0x04
	Multiline             Flags = 0x08
	Literal               Flags = 0x10
	DotAll                Flags = 0x20
	UnicodeCase           Flags = 0x40
	UnicodeCharacterClass Flags = 0x100

	canonEq  Flags = 0x80
	allFlags Flags = 0x1ff
)

// Regex is a compiled pattern. It does not change and may be shared.
type Regex struct {
	expr  string
	flags Flags
	prog  *program
	names map[string]int
}

// Compile reads expr. The error is a [*SyntaxError] for a pattern that Java
// refuses, or that asks for more than this package offers, and an [*Error] for
// unknown flags. The time it takes grows with the length of expr alone, so a
// caller that counts steps can charge that length.
func Compile(expr string, flags Flags) (*Regex, error) {
	if unknown := flags &^ allFlags; unknown != 0 {
		return nil, errUnknownFlag(flags)
	}
	if flags&UnicodeCharacterClass != 0 {
		flags |= UnicodeCase
	}
	p := newParser(expr, flags)
	root, err := p.parse()
	if err != nil {
		return nil, err
	}
	re := &Regex{expr: expr, flags: p.initial, names: p.names}
	re.prog = compile(root, p.groups, p.refers)
	return re, nil
}

// MustCompile is Compile for patterns known to be right; it panics otherwise.
func MustCompile(expr string, flags Flags) *Regex {
	re, err := Compile(expr, flags)
	if err != nil {
		panic(err)
	}
	return re
}

// String returns the pattern as it was given to Compile.
func (re *Regex) String() string { return re.expr }

// Flags returns the flags that Pattern.flags() reports: those given to Compile
// and those that a flag group at the top of the pattern left on.
func (re *Regex) Flags() Flags { return re.flags }

// GroupCount returns the number of capturing groups, group 0 not counted.
func (re *Regex) GroupCount() int { return re.prog.groups - 1 }

// GroupIndex returns the number of the group called name.
func (re *Regex) GroupIndex(name string) (int, bool) {
	g, ok := re.names[name]
	return g, ok
}

// GroupNames returns a copy of the named groups and their numbers.
func (re *Regex) GroupNames() map[string]int {
	names := make(map[string]int, len(re.names))
	for name, g := range re.names {
		names[name] = g
	}
	return names
}

// Matches tells whether all of text matches, as ==~ does. It is what
// re.Matcher(text, budget).Matches() says, with less to set up.
func (re *Regex) Matches(text string, budget *Budget) (bool, error) {
	m := newMachine(re.prog, text, budget)
	m.to, m.anchoring, m.whole = len(text), true, true
	found, err := m.match(0), m.err
	m.release()
	return found, err
}

// Quote returns a pattern that matches text and nothing else, as
// Pattern.quote does.
func Quote(text string) string {
	if !strings.Contains(text, `\E`) {
		return `\Q` + text + `\E`
	}
	return `\Q` + strings.ReplaceAll(text, `\E`, `\E\\E\Q`) + `\E`
}

// QuoteReplacement returns a replacement that stands for text itself, as
// Matcher.quoteReplacement does.
func QuoteReplacement(text string) string {
	if !strings.ContainsAny(text, `\$`) {
		return text
	}
	return replacementQuoter.Replace(text)
}

var replacementQuoter = strings.NewReplacer(`\`, `\\`, `$`, `\$`)

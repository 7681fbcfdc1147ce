package jtime

import "strings"

// AppendPattern is appendPattern(pattern).
func (b *FormatterBuilder) AppendPattern(pattern string) error {
	if err := checkPattern(pattern); err != nil {
		return err
	}
	for pos := 0; pos < len(pattern); {
		c := pattern[pos]
		switch {
		case isLetter(c):
			end := runEnd(pattern, pos)
			count := end - pos
			if c == 'p' {
				if end == len(pattern) || !isLetter(pattern[end]) {
					return illegal("Pad letter 'p' must be followed by valid pad pattern: " + pattern)
				}
				if err := b.PadNext(int32(count), ' '); err != nil {
					return err
				}
				c, pos = pattern[end], end
				end = runEnd(pattern, pos)
				count = end - pos
			}
			if err := b.appendLetter(c, count); err != nil {
				return err
			}
			pos = end
		case c == '\'':
			text, end, ok := quoted(pattern, pos)
			if !ok {
				return illegal("Pattern ends with an incomplete string literal: " + pattern)
			}
			b.AppendLiteral(text)
			pos = end
		case c == '[':
			b.OptionalStart()
			pos++
		case c == ']':
			if len(b.open) == 1 {
				return illegal("Pattern invalid as it contains ] without previous [")
			}
			b.closeOptional()
			pos++
		case c == '{' || c == '}' || c == '#':
			return illegal("Pattern includes reserved character: '" + string(rune(c)) + "'")
		default:
			n := utf8Size(pattern[pos:])
			b.append(literalNode(pattern[pos : pos+n]))
			pos += n
		}
	}
	return nil
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// runEnd is where the run of one letter ends.
func runEnd(s string, pos int) int {
	c := s[pos]
	for pos < len(s) && s[pos] == c {
		pos++
	}
	return pos
}

// quoted reads a text in quotes, in which two quotes are one; two quotes alone
// are a quote too.
func quoted(pattern string, pos int) (text string, end int, ok bool) {
	start := pos + 1
	for pos = start; pos < len(pattern); pos++ {
		if pattern[pos] != '\'' {
			continue
		}
		if pos+1 < len(pattern) && pattern[pos+1] == '\'' {
			pos++
			continue
		}
		if pos == start {
			return "'", pos + 1, true
		}
		return strings.ReplaceAll(pattern[start:pos], "''", "'"), pos + 1, true
	}
	return "", 0, false
}

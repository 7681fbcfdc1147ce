// Package statement reads statements of SQL just far enough to find the places
// for values in them, and to tell queries from everything else. What a database
// is made of is none of its business.
package statement

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// scan walks over a statement and yields what stands outside of literals, quoted
// names and comments, byte by byte; skipped parts are yielded whole. The forms
// are those that SQLite and PostgreSQL share, and PostgreSQL's $tag$ texts.
func scan(text string, yield func(part string, code bool)) {
	for i := 0; i < len(text); {
		n := skip(text[i:])
		if n == 0 {
			yield(text[i:i+1], true)
			i++
			continue
		}
		yield(text[i:i+n], false)
		i += n
	}
}

// skip is the length of the literal, quoted name or comment at the beginning.
func skip(s string) int {
	until := func(end string, from int) int {
		if j := strings.Index(s[from:], end); j >= 0 {
			return from + j + len(end)
		}
		return len(s)
	}
	switch {
	case s[0] == '\'' || s[0] == '"' || s[0] == '`':
		// A doubled quote ends one literal and begins the next: the same to us.
		return until(s[:1], 1)
	case strings.HasPrefix(s, "--"):
		return until("\n", 2)
	case strings.HasPrefix(s, "/*"):
		return until("*/", 2)
	case s[0] == '$':
		j := 1
		for j < len(s) && (s[j] == '_' || s[j] >= 'a' && s[j] <= 'z' || s[j] >= 'A' && s[j] <= 'Z' || j > 1 && s[j] >= '0' && s[j] <= '9') {
			j++
		}
		if j < len(s) && s[j] == '$' {
			return until(s[:j+1], j+1)
		}
	}
	return 0
}

// ReadsOnly refuses what is no query, with a sentence for the owner. That the
// database is told to write nothing is what keeps it unchanged; this says why
// before it is asked.
func ReadsOnly(text string) error {
	word, ended := "", false
	more := false
	scan(text, func(part string, code bool) {
		switch {
		case !code && (strings.HasPrefix(part, "--") || strings.HasPrefix(part, "/*")):
			if word != "" {
				ended = true
			}
		case code && strings.TrimSpace(part) == "":
			ended = ended || word != ""
		case code && part == ";":
			ended, more = true, true
		default:
			if more {
				more = false
				word = ";"
			}
			letter := code && (part[0] >= 'a' && part[0] <= 'z' || part[0] >= 'A' && part[0] <= 'Z')
			if !ended && letter {
				word += part
			} else {
				ended = ended || word != ""
			}
		}
	})
	switch w := strings.ToUpper(word); w {
	case "SELECT", "WITH", "VALUES", "TABLE":
		return nil
	case "":
		return errors.New("the statement is empty")
	case ";":
		return errors.New("one statement at a time")
	default:
		return fmt.Errorf("rules only read: SELECT or WITH, not %s", w)
	}
}

// Dollars writes places as PostgreSQL has them: $1, $2 ... Its own operators with
// a question mark can be written as functions (jsonb_exists).
func Dollars(text string) string {
	var b strings.Builder
	n := 0
	scan(text, func(part string, code bool) {
		if code && part == "?" {
			n++
			part = "$" + strconv.Itoa(n)
		}
		b.WriteString(part)
	})
	return b.String()
}

// Places counts the places for values: question marks outside of literals.
func Places(text string) int {
	n := 0
	scan(text, func(part string, code bool) {
		if code && part == "?" {
			n++
		}
	})
	return n
}

// Named turns the named places of a statement (:name, ?.name) into ? and says
// which name stands at each; nothing where it has none.
func Named(text string) (plain string, names []string) {
	var b strings.Builder
	var code []byte // 1 where a byte is outside of literals
	scan(text, func(part string, is bool) {
		for range len(part) {
			if is {
				code = append(code, 1)
			} else {
				code = append(code, 0)
			}
		}
	})
	for i := 0; i < len(text); i++ {
		begin := 0
		switch {
		case code[i] == 0:
		case text[i] == ':' && i+1 < len(text) && isName(text[i+1], true) && (i == 0 || text[i-1] != ':'):
			begin = i + 1
		case text[i] == '?' && i+2 < len(text) && text[i+1] == '.' && isName(text[i+2], true):
			begin = i + 2
		}
		if begin == 0 {
			b.WriteByte(text[i])
			continue
		}
		end := begin
		for end < len(text) && isName(text[end], false) {
			end++
		}
		names = append(names, text[begin:end])
		b.WriteByte('?')
		i = end - 1
	}
	return b.String(), names
}

func isName(c byte, first bool) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && c >= '0' && c <= '9'
}

package pattern

import "strings"

// ReplaceAll starts over and replaces each match.
func (m *Matcher) ReplaceAll(replacement string) (string, error) {
	return m.replace(replacement, false)
}

// ReplaceFirst starts over and replaces the first match.
func (m *Matcher) ReplaceFirst(replacement string) (string, error) {
	return m.replace(replacement, true)
}

func (m *Matcher) replace(replacement string, once bool) (string, error) {
	m.Reset()
	found, err := m.Find()
	if err != nil || !found {
		return m.text, err
	}
	var out strings.Builder
	for found {
		if err := m.AppendReplacement(&out, replacement); err != nil {
			return "", err
		}
		if once {
			break
		}
		if found, err = m.Find(); err != nil {
			return "", err
		}
	}
	if err := m.AppendTail(&out); err != nil {
		return "", err
	}
	return out.String(), nil
}

// expand writes replacement: \x is x, $1 and ${name} what a group captured.
func (m *Matcher) expand(out *strings.Builder, replacement string) error {
	// Groups that captured nothing write nothing, however many are named.
	if err := m.budget.steps(len(replacement) / 8); err != nil {
		return err
	}
	for {
		i := strings.IndexAny(replacement, `\$`)
		if i < 0 {
			return m.write(out, replacement)
		}
		if err := m.write(out, replacement[:i]); err != nil {
			return err
		}
		special := replacement[i]
		replacement = replacement[i+1:]
		if special == '\\' {
			if replacement == "" {
				return errReplacement("character to be escaped is missing")
			}
			_, size := decode(replacement, 0, len(replacement))
			if err := m.write(out, replacement[:size]); err != nil {
				return err
			}
			replacement = replacement[size:]
			continue
		}
		g, rest, err := m.reference(replacement)
		if err != nil {
			return err
		}
		replacement = rest
		start, end, err := m.span(g)
		if err != nil {
			return err
		}
		if start >= 0 {
			if err := m.write(out, m.text[start:end]); err != nil {
				return err
			}
		}
	}
}

// reference reads the group that s, which follows a '$', begins with, and
// returns what comes after it.
func (m *Matcher) reference(s string) (g int, rest string, err error) {
	switch {
	case s == "":
		return 0, "", errReplacement("Illegal group reference: group index is missing")
	case s[0] == '{':
		return m.namedReference(s[1:])
	case s[0] < '0' || s[0] > '9':
		return 0, "", errReplacement("Illegal group reference")
	}
	g = int(s[0] - '0')
	i := 1
	// More digits as long as there is such a group.
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		more := g*10 + int(s[i]-'0')
		if more > m.GroupCount() {
			break
		}
		g = more
	}
	return g, s[i:], nil
}

func (m *Matcher) namedReference(s string) (g int, rest string, err error) {
	i := 0
	for i < len(s) && (isAlpha(rune(s[i])) || isDigit(rune(s[i]))) {
		i++
	}
	name := s[:i]
	switch {
	case i == 0:
		return 0, "", errReplacement("named capturing group has 0 length name")
	case i == len(s) || s[i] != '}':
		return 0, "", errReplacement("named capturing group is missing trailing '}'")
	case isDigit(rune(name[0])):
		return 0, "", errReplacement("capturing group name {" + name + "} starts with digit character")
	}
	g, ok := m.re.names[name]
	if !ok {
		return 0, "", errReplacement("No group with name {" + name + "}")
	}
	return g, s[i+1:], nil
}

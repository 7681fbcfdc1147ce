package markdown

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
	"go.yaml.in/yaml/v4"
)

// How YAML scalars are read and written. The types of plain scalars are decided
// here and not by the YAML library, so that what is written is what is read:
// numbers keep their digits, and only what looks like an ISO date is one.

// resolve gives a plain scalar its type: nil, bool, Number, time or string.
func resolve(s string) hub.Value {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return nil
	case "true", "True", "TRUE":
		return true
	case "false", "False", "FALSE":
		return false
	}
	if isNumber(s) {
		return hub.Number(s)
	}
	if t, ok := parseDate(s); ok {
		return t
	}
	return s
}

// isNumber reports whether s is a number by JSON's grammar; others (0x1F, .5,
// 1_000) stay text, since a hub.Number cannot hold them digit for digit.
func isNumber(s string) bool {
	return s != "" && (s[0] == '-' || s[0] >= '0' && s[0] <= '9') && json.Valid([]byte(s))
}

// parseDate reads a date or a moment with a zone, nothing looser.
func parseDate(s string) (time.Time, bool) {
	if len(s) < len("2006-01-02") || s[4] != '-' {
		return time.Time{}, false
	}
	for _, layout := range []string{"2006-01-02", time.RFC3339Nano} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// printDate writes a UTC midnight as a date and all else to the nanosecond.
func printDate(t time.Time) string {
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC() // RFC 3339 has no seconds in offsets
	}
	if _, offset := t.Zone(); offset == 0 && t.Equal(t.UTC().Truncate(24*time.Hour)) {
		return t.UTC().Format("2006-01-02")
	}
	return t.Format(time.RFC3339Nano)
}

// printable reports whether a date can be written and read again.
func printable(t time.Time) bool {
	u, ok := parseDate(printDate(t))
	return ok && u.Equal(t)
}

// older readers of YAML take these for booleans, so they are quoted for them.
var quotedWords = []string{"yes", "no", "on", "off", "y", "n", "null", "true", "false"}

// isPlain reports whether text may stand without quotes, also inside [a, b].
// It is narrower than YAML allows: in doubt there are quotes.
func isPlain(s string) bool {
	if s == "" || s != strings.TrimSpace(s) || strings.HasSuffix(s, ":") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && first != '_' && first != '(' && first != '/' {
		return false
	}
	if strings.ContainsAny(s, ",[]{}\"") || strings.Contains(s, ": ") || strings.Contains(s, " #") {
		return false
	}
	for _, r := range s {
		if r != ' ' && !unicode.IsGraphic(r) || unicode.Is(unicode.Zs, r) && r != ' ' || r == '\ufeff' || r == utf8.RuneError {
			return false
		}
	}
	if _, ok := resolve(s).(string); !ok || slices.Contains(quotedWords, strings.ToLower(s)) {
		return false
	}
	return !numberLike(s)
}

// numberLike reports whether another reader of YAML may take text for a number
// or a time: digits with signs, dots, colons and the like, or a base prefix.
func numberLike(s string) bool {
	if s[0] < '0' || s[0] > '9' {
		return false
	}
	return strings.Trim(s, "0123456789+-._:eETZ ") == "" || strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0o") ||
		strings.HasPrefix(s, "0b")
}

// printText writes text as a scalar of one line.
func printText(s string) string {
	if isPlain(s) {
		return s
	}
	return quote(s)
}

func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == ' ' || unicode.IsGraphic(r) && !unicode.Is(unicode.Zs, r) && r != '\ufeff':
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// printValue writes a value of any kind in flow style, on one line.
func printValue(v hub.Value) (string, error) {
	switch v := v.(type) {
	case nil:
		return "null", nil
	case bool:
		return strconv.FormatBool(v), nil
	case string:
		return printText(v), nil
	case hub.Number:
		if !isNumber(string(v)) {
			return "", fmt.Errorf("%q is not a number", string(v))
		}
		return string(v), nil
	case time.Time:
		if !printable(v) {
			return "", fmt.Errorf("the time %s cannot be written as a date", v)
		}
		return printDate(v), nil
	case hub.User:
		return printText(printUser(v)), nil
	case []hub.Value:
		list := make([]string, len(v))
		for i, e := range v {
			s, err := printValue(e)
			if err != nil {
				return "", err
			}
			list[i] = s
		}
		return "[" + strings.Join(list, ", ") + "]", nil
	case map[string]hub.Value:
		list := make([]string, 0, len(v))
		for _, k := range sortedKeys(v) {
			s, err := printValue(v[k])
			if err != nil {
				return "", err
			}
			list = append(list, printKey(k)+": "+s)
		}
		return "{" + strings.Join(list, ", ") + "}", nil
	}
	return "", fmt.Errorf("%T is not a value", v)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// printKey writes the name of a value.
func printKey(k string) string {
	if isPlain(k) && !strings.Contains(k, ":") {
		return k
	}
	return quote(k)
}

// maxNodes bounds what one front matter may hold once its aliases are followed,
// so that a few lines cannot grow without end.
const maxNodes = 100_000

// textOf returns what a person reads in a scalar.
func textOf(v hub.Value) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case hub.Number:
		return string(v), true
	case bool:
		return strconv.FormatBool(v), true
	case time.Time:
		return printDate(v), true
	}
	return "", false
}

// decoder turns YAML nodes into values.
type decoder struct{ nodes int }

// errPlace is an error at a node.
type errPlace struct {
	node *yaml.Node
	text string
}

func (e *errPlace) Error() string { return e.text }

func (d *decoder) value(n *yaml.Node) (hub.Value, error) {
	if d.nodes++; d.nodes > maxNodes {
		return nil, &errPlace{n, "the front matter refers to itself too often"}
	}
	switch n.Kind {
	case yaml.AliasNode:
		return d.value(n.Alias)
	case yaml.ScalarNode:
		return scalarOf(n), nil
	case yaml.SequenceNode:
		list := make([]hub.Value, len(n.Content))
		for i, c := range n.Content {
			v, err := d.value(c)
			if err != nil {
				return nil, err
			}
			list[i] = v
		}
		return list, nil
	case yaml.MappingNode:
		m := make(map[string]hub.Value, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			if k.Kind != yaml.ScalarNode {
				return nil, &errPlace{k, "the name of a value must be plain text"}
			}
			if _, twice := m[k.Value]; twice {
				return nil, &errPlace{k, "\"" + k.Value + "\" is there twice"}
			}
			v, err := d.value(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			m[k.Value] = v
		}
		return m, nil
	}
	return nil, &errPlace{n, "this is no value"}
}

const unplain = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle | yaml.TaggedStyle

// scalarOf types a scalar: only a plain one is anything but text.
func scalarOf(n *yaml.Node) hub.Value {
	if n.Style&unplain != 0 {
		return n.Value
	}
	return resolve(n.Value)
}

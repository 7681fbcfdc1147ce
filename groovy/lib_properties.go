package groovy

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

// propertiesTextClasses is how java.util.Properties are read and written.
func propertiesTextClasses() []entry { return []entry{{classProperties, propertiesTextLib}} }

func propertiesTextLib() lib {
	load := func(t *thread, self any, a []any) (any, error) {
		if a[0] == nil {
			return nil, t.throw(classNullPointer, "")
		}
		s, err := t.readAll(a[0])
		if err != nil {
			return nil, err
		}
		return nil, t.loadProperties(self.(*Map), s)
	}
	store := func(escape bool) native {
		return func(t *thread, self any, a []any) (any, error) {
			comment, _ := a[1].(string)
			s, err := t.storeProperties(self.(*Map), comment, escape)
			if err != nil {
				return nil, err
			}
			return nil, t.writeTo(a[0], s)
		}
	}
	return lib{
		methods: []def{
			{"void load(Reader)", load}, {"void load(InputStream)", load},
			{"void store(Writer,String)", store(false)}, {"void store(OutputStream,String)", store(true)},
			{"propertyNames()", func(t *thread, self any, _ []any) (any, error) {
				names, err := t.invoke(self, "stringPropertyNames")
				if err != nil {
					return nil, err
				}
				// Java collects them in a Hashtable, whose order this is.
				table := newHashMap(classHashtable)
				err = t.iterate(names, func(n any) error {
					_, err := table.put(t, n, n)
					return err
				})
				if err != nil {
					return nil, err
				}
				return t.invoke(table, "keys")
			}},
		},
	}
}

// loadProperties reads lines of key=value, key: value or key value; a backslash
// at the end of a line goes on with the next.
func (t *thread) loadProperties(m *Map, s string) error {
	if err := t.charge(1 + len(s)/8); err != nil {
		return err
	}
	for s != "" {
		var line strings.Builder
		for goesOn := true; goesOn && s != ""; {
			end := strings.IndexAny(s, "\r\n")
			part := s
			if end < 0 {
				s = ""
			} else {
				part, s = s[:end], strings.TrimPrefix(s[end:], "\r")
				s = strings.TrimPrefix(s, "\n")
			}
			part = strings.TrimLeft(part, " \t\f")
			if line.Len() == 0 && (part == "" || part[0] == '#' || part[0] == '!') {
				break
			}
			slashes := len(part) - len(strings.TrimRight(part, `\`))
			if goesOn = slashes%2 == 1; goesOn {
				part = part[:len(part)-1]
			}
			line.WriteString(part)
		}
		if line.Len() == 0 {
			continue
		}
		if err := t.step(); err != nil {
			return err
		}
		key, value := splitProperty(line.String())
		k, err := t.unescapeProperty(key)
		if err != nil {
			return err
		}
		v, err := t.unescapeProperty(value)
		if err != nil {
			return err
		}
		if _, err := m.put(t, k, v); err != nil {
			return err
		}
		if err := t.alloc(len(k) + len(v)); err != nil {
			return err
		}
	}
	return nil
}

// splitProperty parts a line at the first =, : or blank that is not escaped.
func splitProperty(line string) (key, value string) {
	i := 0
	for ; i < len(line) && strings.IndexByte("=: \t\f", line[i]) < 0; i++ {
		if line[i] == '\\' {
			i++
		}
	}
	i = min(i, len(line))
	key, value = line[:i], strings.TrimLeft(line[i:], " \t\f")
	if value != "" && (value[0] == '=' || value[0] == ':') {
		value = strings.TrimLeft(value[1:], " \t\f")
	}
	return key, value
}

func (t *thread) unescapeProperty(s string) (string, error) {
	if strings.IndexByte(s, '\\') < 0 {
		return s, nil
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 'f':
			b.WriteByte('\f')
		case 'u':
			if i+5 > len(s) {
				return "", t.throw(classIllegalArgument, "Malformed \\uxxxx encoding.")
			}
			u, err := strconv.ParseUint(s[i+1:i+5], 16, 16)
			if err != nil {
				return "", t.throw(classIllegalArgument, "Malformed \\uxxxx encoding.")
			}
			b.WriteString(Char(u).String())
			i += 4
		default:
			b.WriteByte(s[i])
		}
	}
	return joinSurrogates(b.String()), nil
}

// storeProperties writes the comment, the date and the entries.
func (t *thread) storeProperties(m *Map, comment string, escape bool) (string, error) {
	var b strings.Builder
	if comment != "" {
		b.WriteString("#" + strings.ReplaceAll(comment, "\n", "\n#") + "\n")
	}
	b.WriteString("#" + jtime.NewDate(t.now().Truncate(time.Second).UnixMilli()).Text(t.timeZone()) + "\n")
	err := t.iterateMap(m, func(e *Entry) error {
		k, ok := e.Key.(string)
		v, ok2 := e.Value.(string)
		if !ok || !ok2 {
			return t.castError(e.Value, classString)
		}
		escapeProperty(&b, k, true, escape)
		b.WriteByte('=')
		escapeProperty(&b, v, false, escape)
		b.WriteByte('\n')
		return t.alloc(len(k) + len(v))
	})
	return b.String(), err
}

func escapeProperty(b *strings.Builder, s string, key, unicode bool) {
	for i, r := range s {
		switch {
		case r == ' ' && (key || i == 0):
			b.WriteString(`\ `)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\f':
			b.WriteString(`\f`)
		case strings.ContainsRune(`\=:#!`, r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode && (r < 0x20 || r > 0x7E):
			for _, u := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(b, `\u%04X`, u)
			}
		default:
			b.WriteRune(r)
		}
	}
}

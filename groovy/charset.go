package groovy

import (
	"strings"
)

// charset tells which of the few a name means: its canonical name.
func (t *thread) charset(name string) (string, error) {
	switch strings.ToUpper(name) {
	case "UTF-8", "UTF8":
		return "UTF-8", nil
	case "ISO-8859-1", "ISO8859_1", "LATIN1", "ISO8859-1":
		return "ISO-8859-1", nil
	case "US-ASCII", "ASCII":
		return "US-ASCII", nil
	case "UTF-16", "UTF-16BE", "UTF-16LE":
		return strings.ToUpper(name), nil
	case "WINDOWS-1252", "CP1252":
		return "ISO-8859-1", nil
	}
	return "", t.throw(classUnsupportedEncoding, "%s", name)
}

func (t *thread) encodeBytes(s, name string) (any, error) {
	cs, err := t.charset(name)
	if err != nil {
		return nil, err
	}
	var out []byte
	switch cs {
	case "UTF-8":
		out = []byte(cleanText(s))
	case "ISO-8859-1", "US-ASCII":
		limit := rune(0xFF)
		if cs == "US-ASCII" {
			limit = 0x7F
		}
		for _, r := range s {
			if r > limit {
				r = '?'
			}
			out = append(out, byte(r))
		}
	default:
		if cs == "UTF-16" {
			out = append(out, 0xFE, 0xFF)
		}
		for _, u := range toUnits(s) {
			if cs == "UTF-16LE" {
				out = append(out, byte(u), byte(u>>8))
			} else {
				out = append(out, byte(u>>8), byte(u))
			}
		}
	}
	return t.byteArray(out)
}

func (t *thread) decodeBytes(a *Array, name string) (any, error) {
	cs, err := t.charset(name)
	if err != nil {
		return nil, err
	}
	b, err := t.goBytes(a)
	if err != nil {
		return nil, err
	}
	if err := t.charge(1 + len(b)/16); err != nil {
		return nil, err
	}
	switch cs {
	case "UTF-8":
		return t.made(strings.ToValidUTF8(string(b), "\uFFFD"))
	case "ISO-8859-1", "US-ASCII":
		r := make([]rune, len(b))
		for i, c := range b {
			r[i] = rune(c)
			if cs == "US-ASCII" && c > 0x7F {
				r[i] = 0xFFFD
			}
		}
		return t.made(string(r))
	}
	little := cs == "UTF-16LE"
	if cs == "UTF-16" && len(b) >= 2 {
		switch {
		case b[0] == 0xFF && b[1] == 0xFE:
			little, b = true, b[2:]
		case b[0] == 0xFE && b[1] == 0xFF:
			b = b[2:]
		}
	}
	u := make([]uint16, len(b)/2)
	for i := range u {
		if little {
			u[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
		} else {
			u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
		}
	}
	return t.made(fromUnits(u))
}

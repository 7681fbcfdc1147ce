package postgres

import (
	"database/sql/driver"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text is a string in a column of the server, which takes no NUL and nothing
// that is not UTF-8, while an id or a name of a tracker may be any bytes.
type text string

// odd begins a text that is kept in base64. No text of people begins with it;
// one that does is kept in base64 too.
const odd = "\x01base64:"

// Value implements driver.Valuer.
func (s text) Value() (driver.Value, error) { return encode(string(s)), nil }

func encode(s string) string {
	if utf8.ValidString(s) && !strings.Contains(s, "\x00") && !strings.HasPrefix(s, odd) {
		return s
	}
	return odd + base64.StdEncoding.EncodeToString([]byte(s))
}

func decode(s string) (string, error) {
	coded, ok := strings.CutPrefix(s, odd)
	if !ok {
		return s, nil
	}
	b, err := base64.StdEncoding.DecodeString(coded)
	return string(b), err
}

// as scans a text column into any string.
func as[T ~string](into *T) scanned[T] { return scanned[T]{into} }

type scanned[T ~string] struct{ into *T }

// Scan implements sql.Scanner.
func (s scanned[T]) Scan(v any) error {
	raw, ok := v.(string)
	if !ok {
		return fmt.Errorf("postgres: a text is a %T", v)
	}
	plain, err := decode(raw)
	*s.into = T(plain)
	return err
}

// fold returns a form in which texts are equal that differ in case only, in
// any script: each letter becomes the smallest of those it may stand for.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0 {
			return -1
		}
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, s)
}

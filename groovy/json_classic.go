package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A classicReader is groovy.json.JsonSlurperClassic: strict about what a
// document may be, with errors that name line and column.
type classicReader struct {
	l *jsonLexer
}

func (t *thread) readClassicJSON(s string) (any, error) {
	r := &classicReader{newJSONLexer(t, s)}
	tok, err := r.l.next()
	if err != nil {
		return nil, err
	}
	switch tok.kind {
	case '{':
		return r.object()
	case '[':
		return r.array()
	case 0:
		return nil, t.throw(classNullPointer, `Cannot invoke "groovy.json.JsonToken.getType()" because "token" is null`)
	}
	return nil, t.throw(classJSONException, "A JSON payload should start with an openning curly brace '{' or an openning square bracket '['.\n"+
		"Instead, '%s' was found on line: %d, column: %d", tok.text, tok.line, tok.col)
}

func (r *classicReader) value(tok jsonToken) (any, error) {
	switch tok.kind {
	case '{':
		return r.object()
	case '[':
		return r.array()
	case 't':
		return true, nil
	case 'f':
		return false, nil
	case 'n':
		return nil, nil
	case '"':
		return tok.text[1 : len(tok.text)-1], nil
	}
	t := r.l.t
	if strings.ContainsAny(tok.text, ".eE") {
		d, err := number.ParseDecimal(&t.number, tok.text)
		if err != nil {
			return nil, t.numberError(err)
		}
		return d, nil
	}
	j := jsonReader{t: t, s: tok.text}
	return j.number()
}

// is tells whether a token can begin a value.
func (tok jsonToken) isValue() bool { return tok.kind != 0 && strings.IndexByte("}]:,", tok.kind) < 0 }

func (r *classicReader) array() (any, error) {
	t := r.l.t
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	l := newList(nil)
	for {
		tok, err := r.l.next()
		if err != nil {
			return nil, err
		}
		switch {
		case tok.kind == 0:
			return nil, t.throw(classJSONException, "Expected a value on line: %d, column: %d.\nBut got an unterminated array.", r.l.line, r.l.col)
		case tok.kind == ']':
			return l, nil
		case !tok.isValue():
			return nil, t.throw(classJSONException, "Expected a value, an array, or an object on line: %d, column: %d.\nBut got '%s' instead.", tok.line, tok.col, tok.text)
		}
		v, err := r.value(tok)
		if err != nil {
			return nil, err
		}
		if err := l.add(t, v); err != nil {
			return nil, err
		}
		if tok, err = r.l.next(); err != nil {
			return nil, err
		}
		switch tok.kind {
		case 0:
			return nil, t.throw(classJSONException, "Expected a closing square bracket ']' or a comma ',' to mark the end of the array on line: %d, column: %d.\nBut got an unterminated array.", r.l.line, r.l.col)
		case ']':
			return l, nil
		case ',':
		default:
			return nil, t.throw(classJSONException, "Expected a value or a closing square bracket ']' on line: %d column: %d.\nBut got '%s' instead.", tok.line, tok.col, tok.text)
		}
	}
}

func (r *classicReader) object() (any, error) {
	t := r.l.t
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	m := newHashMap(classHashMap)
	for {
		tok, err := r.l.next()
		if err != nil {
			return nil, err
		}
		switch tok.kind {
		case 0:
			return nil, t.throw(classJSONException, "Expected a String key on line: %d, column: %d.\nBut got an unterminated object.", r.l.line, r.l.col)
		case '}':
			return m, nil
		case '"':
		default:
			return nil, t.throw(classJSONException, "Expected a string key on line: %d, column: %d.\nBut got '%s' instead.", tok.line, tok.col, tok.text)
		}
		key := tok.text[1 : len(tok.text)-1]
		if tok, err = r.l.next(); err != nil {
			return nil, err
		}
		switch tok.kind {
		case 0:
			return nil, t.throw(classJSONException, "Expected a a colon ':' on line: %d, column: %d.\nBut got an unterminated object.", r.l.line, r.l.col)
		case ':':
		default:
			return nil, t.throw(classJSONException, "Expected a colon ':' on line: %d, column: %d.\nBut got '%s' instead.", tok.line, tok.col, tok.text)
		}
		if tok, err = r.l.next(); err != nil {
			return nil, err
		}
		if tok.kind == 0 {
			return nil, t.throw(classJSONException, "Expected a value on line: %d, column: %d.\nBut got an unterminated object.", r.l.line, r.l.col)
		}
		if !tok.isValue() {
			return nil, t.throw(classJSONException, "Expected a value, an array, or an object on line: %d, column: %d.\nBut got '%s' instead.", tok.line, tok.col, tok.text)
		}
		v, err := r.value(tok)
		if err != nil {
			return nil, err
		}
		if _, err := m.put(t, key, v); err != nil {
			return nil, err
		}
		if tok, err = r.l.next(); err != nil {
			return nil, err
		}
		switch tok.kind {
		case 0:
			return nil, t.throw(classJSONException, "Expected a closing curly brace '}' or a comma ',' to mark the end of the object on line: %d, column: %d.\nBut got an unterminated object.", r.l.line, r.l.col)
		case '}':
			return m, nil
		case ',':
		default:
			return nil, t.throw(classJSONException, "Expected a value or a closing curly brace '}' on line: %d, column: %d.\nBut got '%s' instead.", tok.line, tok.col, tok.text)
		}
	}
}

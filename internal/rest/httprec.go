package rest

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/http/httpguts"
)

// Recording is a sequence of HTTP exchanges, kept in a text file (*.httprec) that
// people read, compare and edit:
//
//	httprec 1
//
//	--- POST /rest/api/2/issue?notify=false
//	> Content-Type: application/json
//	|{"fields": {
//	\  "summary": "x"}}
//	=== 201 Created
//	< Content-Type: application/json
//	\{"id": "10001"}
//
// Each line says by its first characters what it is: the request, a header of it,
// the answer, a header of it, or a piece of the body of whichever came last. A
// piece of text that ends with a line feed begins with |, one with carriage
// return and line feed with ^, one without either (the last) with \. A body that
// is not text is in base64, in lines that begin with %. Empty lines and lines
// that begin with # mean nothing.
type Recording []Exchange

// Exchange is a request and its answer, secrets removed.
type Exchange struct {
	Method  string
	Target  string // path and query, escaped as sent
	Request Message
	Status  int
	Answer  Message
}

// Message is header and body. Headers about the transport itself are not kept.
type Message struct {
	Header http.Header // canonical names; nil if empty
	Body   []byte      // nil if empty
}

const recordingHead = "httprec 1"

// Bytes prints the recording. Parsing that gives the same recording, as long as
// methods, targets and headers are such as HTTP allows and headers have no space
// around them.
func (r Recording) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(recordingHead + "\n")
	for _, e := range r {
		e.print(&b)
	}
	return b.Bytes()
}

func (e Exchange) print(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n--- %s %s\n", e.Method, e.Target)
	e.Request.print(b, ">")
	b.WriteString(strings.TrimSpace(fmt.Sprintf("=== %d %s", e.Status, http.StatusText(e.Status))) + "\n")
	e.Answer.print(b, "<")
}

func (m Message) print(b *bytes.Buffer, mark string) {
	names := make([]string, 0, len(m.Header))
	for n := range m.Header {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		for _, v := range m.Header[n] {
			b.WriteString(strings.TrimSpace(mark+" "+n+": "+v) + "\n")
		}
	}
	if isText(m.Body) {
		printText(b, string(m.Body))
	} else {
		printBinary(b, m.Body)
	}
}

// isText reports whether the body can be shown as it is: any control character
// would not survive editors and diffs.
func isText(body []byte) bool {
	if !utf8.Valid(body) {
		return false
	}
	s := strings.ReplaceAll(string(body), "\r\n", "\n")
	return strings.IndexFunc(s, func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || r == 0x7f
	}) < 0
}

func printText(b *bytes.Buffer, s string) {
	for line := range strings.Lines(s) {
		switch {
		case strings.HasSuffix(line, "\r\n"):
			b.WriteString("^" + strings.TrimSuffix(line, "\r\n") + "\n")
		case strings.HasSuffix(line, "\n"):
			b.WriteString("|" + line)
		default:
			b.WriteString(`\` + line + "\n")
		}
	}
}

func printBinary(b *bytes.Buffer, body []byte) {
	const perLine = 57 // bytes, which make 76 characters, as in mail
	for part := range slices.Chunk(body, perLine) {
		b.WriteString("%" + base64.StdEncoding.EncodeToString(part) + "\n")
	}
}

// ParseRecording reads what Bytes prints. Errors name the line.
func ParseRecording(text []byte) (Recording, error) {
	p := recordingParser{}
	for n, line := range strings.Split(string(text), "\n") {
		if err := p.line(n, line); err != nil {
			return nil, fmt.Errorf("recording, line %d: %w", n+1, err)
		}
	}
	if len(p.out) > 0 && p.last().Status == 0 {
		return nil, fmt.Errorf("recording: %s %s at the end has no answer", p.last().Method, p.last().Target)
	}
	return p.out, nil
}

type recordingParser struct{ out Recording }

func (p *recordingParser) last() *Exchange { return &p.out[len(p.out)-1] }

// message is the one that body lines belong to.
func (p *recordingParser) message() *Message {
	if e := p.last(); e.Status != 0 {
		return &e.Answer
	}
	return &p.last().Request
}

func (p *recordingParser) line(n int, line string) error {
	if n == 0 {
		if strings.TrimSpace(line) != recordingHead {
			return fmt.Errorf("is not %q", recordingHead)
		}
		return nil
	}
	if strings.TrimSpace(line) == "" || line[0] == '#' {
		return nil
	}
	if rest, ok := strings.CutPrefix(line, "--- "); ok {
		return p.request(rest)
	}
	if len(p.out) == 0 {
		return fmt.Errorf("comes before the first request (--- METHOD /path)")
	}
	if rest, ok := strings.CutPrefix(line, "=== "); ok {
		return p.answer(rest)
	}
	return p.part(line[0], line[1:])
}

func (p *recordingParser) request(s string) error {
	if len(p.out) > 0 && p.last().Status == 0 {
		return fmt.Errorf("the request before has no answer (=== STATUS)")
	}
	method, target, _ := strings.Cut(strings.TrimSpace(s), " ")
	if !httpguts.ValidHeaderFieldName(method) || !strings.HasPrefix(target, "/") || strings.ContainsFunc(target, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return fmt.Errorf("is not METHOD /path?query")
	}
	p.out = append(p.out, Exchange{Method: method, Target: target})
	return nil
}

func (p *recordingParser) answer(s string) error {
	if p.last().Status != 0 {
		return fmt.Errorf("is a second answer to the same request")
	}
	code, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	n, err := strconv.Atoi(code)
	if err != nil || n < 100 || n > 999 {
		return fmt.Errorf("%q is not a status", code)
	}
	p.last().Status = n
	return nil
}

// part takes a line of a header or body.
func (p *recordingParser) part(mark byte, s string) error {
	m := p.message()
	switch mark {
	case '|':
		m.Body = append(append(m.Body, s...), '\n')
	case '^':
		m.Body = append(append(m.Body, s...), "\r\n"...)
	case '\\':
		m.Body = append(m.Body, s...)
	case '%':
		raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(s))
		if err != nil {
			return fmt.Errorf("is not base64: %w", err)
		}
		m.Body = append(m.Body, raw...)
	case '>', '<':
		if (mark == '<') != (p.last().Status != 0) {
			return fmt.Errorf("a header of the request begins with >, one of the answer with <")
		}
		return m.header(s)
	default:
		return fmt.Errorf("begins with %q, which means nothing", mark)
	}
	return nil
}

func (m *Message) header(s string) error {
	name, value, ok := strings.Cut(s, ":")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if !ok || !httpguts.ValidHeaderFieldName(name) || !httpguts.ValidHeaderFieldValue(value) {
		return fmt.Errorf("is not a header (Name: value)")
	}
	if m.Header == nil {
		m.Header = http.Header{}
	}
	m.Header.Add(name, value)
	return nil
}

// Package mailbox is a mail server for tests: it takes mail (RFC 5321), keeps it,
// and has as knobs what mail servers do to those who send.
package mailbox

import (
	"bufio"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
)

// Knobs is what goes wrong. The zero value takes everything.
type Knobs struct {
	Refuse   string // answer to every RCPT, such as "550 no such mailbox"
	NoAnswer bool   // takes the mail and is gone before it says so
	User     string // who must log in, with Password
	Password string
	TLS      *tls.Config // offers STARTTLS; before it nobody may log in
	Implicit bool        // TLS from the first byte
}

// Mail is one that was taken.
type Mail struct {
	From, To  string // of the envelope
	Subject   string
	MessageID string
	Header    mail.Header
	Text      string
	Secure    bool // came under TLS
}

// Server is a mail server. Its methods may be called from several goroutines.
type Server struct {
	l net.Listener

	mu    sync.Mutex
	knobs Knobs
	mails []Mail
	conns map[net.Conn]bool
	wg    sync.WaitGroup
}

// New starts a server on this machine, which ends with the test.
func New(t testing.TB, k Knobs) *Server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if k.Implicit {
		l = tls.NewListener(l, k.TLS)
	}
	s := &Server{l: l, knobs: k, conns: map[net.Conn]bool{}}
	s.wg.Go(s.accept)
	t.Cleanup(s.close)
	return s
}

// Port is where it listens, on 127.0.0.1.
func (s *Server) Port() int { return s.l.Addr().(*net.TCPAddr).Port }

// URL is its address as a config has it.
func (s *Server) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.knobs.Implicit {
		return fmt.Sprintf("smtps://127.0.0.1:%d", s.Port())
	}
	return fmt.Sprintf("smtp://127.0.0.1:%d", s.Port())
}

// Set changes what goes wrong from now on; TLS and Implicit stay as they are.
func (s *Server) Set(k Knobs) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k.TLS, k.Implicit = s.knobs.TLS, s.knobs.Implicit
	s.knobs = k
}

// Mails is what was taken, in order.
func (s *Server) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail(nil), s.mails...)
}

func (s *Server) now() Knobs {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.knobs
}

func (s *Server) accept() {
	for {
		c, err := s.l.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.conns[c] = true
		s.mu.Unlock()
		s.wg.Go(func() {
			(&session{s: s, c: c, r: bufio.NewReader(c), secure: s.now().Implicit}).talk()
			_ = c.Close() // the other end may be gone
			s.mu.Lock()
			delete(s.conns, c)
			s.mu.Unlock()
		})
	}
}

func (s *Server) close() {
	_ = s.l.Close()
	s.mu.Lock()
	for c := range s.conns {
		_ = c.Close()
	}
	s.mu.Unlock()
	s.wg.Wait()
}

// session is one connection.
type session struct {
	s      *Server
	c      net.Conn
	r      *bufio.Reader
	secure bool
	known  bool // logged in
	from   string
	to     string
}

func (x *session) say(format string, args ...any) bool {
	_, err := fmt.Fprintf(x.c, format+"\r\n", args...)
	return err == nil
}

func (x *session) line() (string, bool) {
	text, err := x.r.ReadString('\n')
	return strings.TrimRight(text, "\r\n"), err == nil
}

func (x *session) talk() {
	for ok := x.say("220 mailbox"); ok; {
		line, more := x.line()
		if !more {
			return
		}
		verb, rest, _ := strings.Cut(line, " ")
		ok = x.answer(strings.ToUpper(verb), rest)
	}
}

func (x *session) answer(verb, rest string) bool {
	k := x.s.now()
	switch verb {
	case "EHLO":
		lines := []string{"250-mailbox"}
		if k.TLS != nil && !x.secure {
			lines = append(lines, "250-STARTTLS")
		} else if k.User != "" {
			lines = append(lines, "250-AUTH PLAIN")
		}
		return x.say("%s", strings.Join(append(lines, "250 8BITMIME"), "\r\n"))
	case "HELO", "NOOP", "RSET":
		return x.say("250 fine")
	case "STARTTLS":
		if !x.say("220 go on") {
			return false
		}
		x.c = tls.Server(x.c, k.TLS)
		x.r, x.secure = bufio.NewReader(x.c), true
		return true
	case "AUTH":
		return x.login(rest, k)
	case "MAIL":
		if k.User != "" && !x.known {
			return x.say("530 log in first")
		}
		x.from = address(rest)
		return x.say("250 fine")
	case "RCPT":
		if k.Refuse != "" {
			return x.say("%s", k.Refuse)
		}
		x.to = address(rest)
		return x.say("250 fine")
	case "DATA":
		return x.data(k)
	case "QUIT":
		x.say("221 bye")
		return false
	}
	return x.say("502 %s is not known", verb)
}

func (x *session) login(rest string, k Knobs) bool {
	_, word, _ := strings.Cut(rest, " ")
	b, err := base64.StdEncoding.DecodeString(word)
	parts := strings.Split(string(b), "\x00")
	if x.known = err == nil && len(parts) == 3 && parts[1] == k.User && parts[2] == k.Password; !x.known {
		// Some servers do say back what they were told.
		return x.say("535 not with %s", strings.Join(parts, " "))
	}
	return x.say("235 welcome")
}

func address(s string) string {
	_, s, _ = strings.Cut(s, "<")
	s, _, _ = strings.Cut(s, ">")
	return s
}

func (x *session) data(k Knobs) bool {
	if !x.say("354 go on") {
		return false
	}
	var text strings.Builder
	for {
		line, more := x.line()
		if !more {
			return false
		}
		if line == "." {
			break
		}
		text.WriteString(strings.TrimPrefix(line, ".") + "\r\n")
	}
	if err := x.keep(text.String()); err != nil {
		return x.say("554 %v", err)
	}
	if k.NoAnswer {
		return false
	}
	return x.say("250 taken")
}

func (x *session) keep(text string) error {
	m, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		return err
	}
	body := m.Body
	if m.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
		body = quotedprintable.NewReader(body)
	}
	b, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return err
	}
	x.s.mu.Lock()
	defer x.s.mu.Unlock()
	x.s.mails = append(x.s.mails, Mail{x.from, x.to, subject, m.Header.Get("Message-ID"), m.Header, strings.ReplaceAll(string(b), "\r\n", "\n"), x.secure})
	return nil
}

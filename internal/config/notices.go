package config

import (
	"fmt"
	"log/slog"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Notices says who hears of faults by mail, and which server takes it.
type Notices struct {
	Host     string // of the mail server; "" if nobody is to hear
	Port     int
	TLS      bool // from the first byte; else by STARTTLS
	User     string
	Password string `json:"-"`
	From     string
	To       []string
	Level    hub.Scope     // the least that these hear of
	Wait     time.Duration // before a fault is told; zero: the default
	Digest   time.Duration // between two mails; zero: the default
}

// String shows notices without their secret.
func (n Notices) String() string {
	if n.Password != "" {
		n.Password = "***"
	}
	type plain Notices
	return fmt.Sprintf("%+v", plain(n))
}

// GoString does the same for %#v.
func (n Notices) GoString() string { return n.String() }

// LogValue does the same for logs.
func (n Notices) LogValue() slog.Value { return slog.StringValue(n.String()) }

// The ports of RFC 6409 (STARTTLS) and RFC 8314 (TLS at once).
const (
	submissionPort  = 587
	submissionsPort = 465
)

func (r *reader) notices(node *mapping) Notices {
	m := node.child("notices")
	defer m.end()
	var n Notices
	m.mailServer(&n)
	if v, ok := m.text("user"); ok {
		n.User = v
	}
	if v, ok := m.text("password"); ok {
		n.Password, _ = m.reveal("password", v)
	}
	if (n.User == "") != (n.Password == "") {
		m.wrong("user", "user and password go together")
	}
	n.From, _ = m.text("from")
	if n.From != "" && !isMail(n.From) {
		m.wrong("from", "from must be a mail address such as entwine@example.org, not %q", n.From)
	}
	n.To = m.mails("to")
	n.Level = hub.Scope(m.oneOf("level", string(hub.ScopeIssue), string(hub.ScopeConnection), string(hub.ScopeTracker), string(hub.ScopeNode)))
	n.Wait = m.duration("wait", time.Second, 24*time.Hour)
	n.Digest = m.duration("digest", time.Second, 7*24*time.Hour)
	if n.Host != "" && n.From == "" {
		m.missing("from", "say from whom the mail is: from: entwine@example.org")
	}
	if n.Host == "" && len(n.To) > 0 {
		m.missing("server", "say which server takes the mail: server: smtp://mail.example.org")
	}
	return n
}

func (m *mapping) mailServer(n *Notices) {
	v, ok := m.text("server")
	if !ok {
		return
	}
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		m.wrong("server", "server must look like smtp://mail.example.org:587 (STARTTLS) or smtps://mail.example.org (TLS at once); user and password have keys of their own")
		return
	}
	n.Host, n.TLS, n.Port = u.Hostname(), u.Scheme == "smtps", submissionPort
	if n.TLS {
		n.Port = submissionsPort
	}
	if p := u.Port(); p != "" {
		if n.Port, err = strconv.Atoi(p); err != nil || !isPort(p) {
			m.wrong("server", "%q is no port", p)
		}
	}
}

// mails reads one mail address or a list of them.
func (m *mapping) mails(name string) []string {
	l := m.texts(name)
	for _, a := range l {
		if !isMail(a) {
			m.wrong(name, "%s must be mail addresses such as ops@example.org, not %q", name, a)
		}
	}
	return l
}

// isMail takes a bare address: no name beside it, no comment.
func isMail(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && a.Name == ""
}

// Address is host and port of the mail server.
func (n Notices) Address() string { return net.JoinHostPort(n.Host, strconv.Itoa(n.Port)) }

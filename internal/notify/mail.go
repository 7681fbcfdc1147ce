package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// Server is a mail server that takes mail to others (RFC 6409).
type Server struct {
	Host     string
	Port     int
	Implicit bool   // TLS from the first byte (RFC 8314, section 3); else by STARTTLS, which is demanded of all but this machine
	User     string // "" if it takes mail without
	Password string
	From     string
	TLS      *tls.Config // nil: the system's roots
}

// sendTime bounds the sending of one mail.
const sendTime = 30 * time.Second

// here reports whether a host is this machine, which no wire leads to.
func here(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Send sends one message. Its error says what went wrong where, without secrets.
func (s Server) Send(ctx context.Context, m Message) error {
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := errors.Join(msg.FromFormat("Entwine "+m.Node, s.From), msg.To(m.To)); err != nil {
		return fmt.Errorf("mail to %s: %w", m.To, err)
	}
	msg.Subject(m.Subject())
	msg.SetDateWithValue(m.At)
	_, domain, _ := strings.Cut(s.From, "@")
	msg.SetMessageIDWithValue(m.ID() + "@" + domain)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no out-of-office answers
	msg.SetBodyString(mail.TypeTextPlain, m.Text())
	c, err := s.client()
	if err == nil {
		err = c.DialAndSendWithContext(ctx, msg)
	}
	if err != nil {
		return fmt.Errorf("mail to %s by %s: %s", m.To, net.JoinHostPort(s.Host, strconv.Itoa(s.Port)), s.reason(err))
	}
	return nil
}

func (s Server) client() (*mail.Client, error) {
	opts := []mail.Option{mail.WithPort(s.Port), mail.WithTimeout(sendTime), mail.WithoutNoop()}
	if name, err := os.Hostname(); err == nil && name != "" {
		opts = append(opts, mail.WithHELO(name))
	} else {
		opts = append(opts, mail.WithHELO("localhost"))
	}
	switch {
	case s.Implicit:
		opts = append(opts, mail.WithSSL())
	case here(s.Host):
		opts = append(opts, mail.WithTLSPolicy(mail.TLSOpportunistic))
	default:
		opts = append(opts, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	switch {
	case s.TLS != nil:
		opts = append(opts, mail.WithTLSConfig(s.TLS))
	case here(s.Host):
		// A mail server beside the node has a certificate for another name, or one that
		// it made itself; nobody is in between.
		opts = append(opts, mail.WithTLSConfig(&tls.Config{ServerName: s.Host, InsecureSkipVerify: true, MinVersion: tls.VersionTLS12}))
	}
	if s.User != "" {
		opts = append(opts, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	return mail.NewClient(s.Host, opts...)
}

// reason is an error on one line; a server may say back what it was told.
func (s Server) reason(err error) string {
	const most = 300
	text := err.Error()
	if s.Password != "" {
		text = strings.ReplaceAll(text, s.Password, "***")
	}
	return oneLine(text, most)
}

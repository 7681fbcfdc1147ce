package notify_test

import (
	"crypto/tls"
	"crypto/x509"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/internal/notify"
	"github.com/entwine-sync/entwine/internal/notify/mailbox"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func server(s *mailbox.Server) notify.Server {
	return notify.Server{Host: "127.0.0.1", Port: s.Port(), From: "entwine@acme.example"}
}

// certificate is one for 127.0.0.1, with what trusts it.
func certificate(t *testing.T) (served, trusting *tls.Config) {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	return &tls.Config{Certificates: s.TLS.Certificates, MinVersion: tls.VersionTLS12}, &tls.Config{RootCAs: roots, ServerName: "127.0.0.1", MinVersion: tls.VersionTLS12}
}

func TestMailArrives(t *testing.T) {
	box := mailbox.New(t, mailbox.Knobs{})
	m := notify.Message{Node: "acme", To: "ops@acme.example", At: noon, New: []notify.Entry{{
		ID: "F-1", First: noon.Add(-time.Hour), Stops: "issue PRJ-7 in connection acme-globex", What: "the label „Füße“ does not exist\r\nBcc: all@globex.example",
		ToDo: "make it", Count: 3,
	}}}
	if err := server(box).Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if err := server(box).Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	got := box.Mails()
	if len(got) != 2 || got[0].MessageID != got[1].MessageID || !strings.HasSuffix(got[0].MessageID, "@acme.example>") {
		t.Fatalf("taken: %+v", got)
	}
	one := got[0]
	if one.From != "entwine@acme.example" || one.To != "ops@acme.example" || one.Header.Get("Bcc") != "" || one.Header.Get("Auto-Submitted") != "auto-generated" {
		t.Errorf("header: %+v", one)
	}
	if want := "[Entwine acme] issue PRJ-7 in connection acme-globex: the label „Füße“ does not exist Bcc: all@globex.example"; one.Subject != want {
		t.Errorf("subject %q, want %q", one.Subject, want)
	}
	for _, want := range []string{"Node acme, 2026-03-01 12:00 UTC.", "1. issue PRJ-7 in connection acme-globex", "Seen 3 times, first 2026-03-01 11:00 UTC.", "To do: make it.", "entwine faults show F-1"} {
		if !strings.Contains(one.Text, want) {
			t.Errorf("the text has no %q:\n%s", want, one.Text)
		}
	}
}

func TestMailUnderTLS(t *testing.T) {
	served, trusting := certificate(t)
	m := notify.Message{Node: "acme", To: "ops@acme.example", At: noon, Test: true}
	for _, implicit := range []bool{false, true} {
		box := mailbox.New(t, mailbox.Knobs{TLS: served, Implicit: implicit, User: "entwine", Password: "opensesame"})
		s := server(box)
		s.Implicit, s.TLS, s.User, s.Password = implicit, trusting, "entwine", "opensesame"
		if err := s.Send(t.Context(), m); err != nil {
			t.Fatalf("implicit %v: %v", implicit, err)
		}
		if got := box.Mails(); len(got) != 1 || !got[0].Secure {
			t.Errorf("implicit %v: %+v", implicit, got)
		}
		s.TLS = &tls.Config{RootCAs: x509.NewCertPool(), ServerName: "127.0.0.1", MinVersion: tls.VersionTLS12}
		if err := s.Send(t.Context(), m); err == nil || !strings.Contains(err.Error(), "certificate") {
			t.Errorf("implicit %v: a certificate that nobody vouches for: %v", implicit, err)
		}
	}
}

// A mail server elsewhere that offers no TLS is told nothing, above all no password.
func TestMailNeedsTLS(t *testing.T) {
	box := mailbox.New(t, mailbox.Knobs{})
	s := server(box)
	s.Host = "0.0.0.0" // reaches this machine, and is not known to be it
	s.User, s.Password = "entwine", "opensesame"
	err := s.Send(t.Context(), notify.Message{Node: "acme", To: "ops@acme.example", At: noon, Test: true})
	if err == nil || !strings.Contains(err.Error(), "STARTTLS") || len(box.Mails()) > 0 {
		t.Errorf("%v, %+v", err, box.Mails())
	}
}

func TestMailIsRefused(t *testing.T) {
	m := notify.Message{Node: "acme", To: "ops@acme.example", At: noon, Test: true}
	served, trusting := certificate(t)
	for name, c := range map[string]struct {
		knobs mailbox.Knobs
		says  string
	}{
		"no mailbox": {mailbox.Knobs{Refuse: "550 no such mailbox"}, "no such mailbox"},
		"no answer":  {mailbox.Knobs{NoAnswer: true}, "EOF"},
		"password":   {mailbox.Knobs{TLS: served, User: "entwine", Password: "another"}, "535"},
	} {
		box := mailbox.New(t, c.knobs)
		s := server(box)
		if c.knobs.User != "" {
			s.TLS, s.User, s.Password = trusting, "entwine", "opensesame"
		}
		err := s.Send(t.Context(), m)
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "ops@acme.example") || strings.Contains(err.Error(), "opensesame") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (notify.Server{Host: "127.0.0.1", Port: 1, From: "a@b.example"}).Send(t.Context(), m); err == nil || !strings.Contains(err.Error(), "127.0.0.1:1") {
		t.Errorf("nobody there: %v", err)
	}
}

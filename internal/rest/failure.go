package rest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// failure is a request that got no whole answer. Its text is scrubbed; what it
// unwraps to is for errors.Is and errors.As, not for printing.
type failure struct {
	text    string
	err     error
	notSent bool
}

func (f *failure) Error() string { return f.text }
func (f *failure) Unwrap() error { return f.err }

// timeout is a limit of ours that ran out.
type timeout struct {
	what  string
	after time.Duration
}

func (t *timeout) Error() string   { return fmt.Sprintf("%s after %s", t.what, t.after) }
func (t *timeout) Timeout() bool   { return true }
func (t *timeout) Temporary() bool { return true }

// refusal is a request that we ourselves would not go on with.
type refusal struct {
	code    hub.Code
	message string
}

func (r *refusal) Error() string { return r.message }

// NotSent reports whether the request that err is about certainly did not reach
// the tracker: the host was not found, the connection or the TLS handshake did
// not come about, or we were still waiting for our turn. False means that the
// outcome is unknown: an effect asked for may or may not have happened.
func NotSent(err error) bool {
	var f *failure
	if errors.As(err, &f) {
		return f.notSent
	}
	return failedDialling(err)
}

// failedDialling knows the errors that can only come before the first byte of a
// request.
func failedDialling(err error) bool {
	var (
		op   *net.OpError
		dns  *net.DNSError
		cert *tls.CertificateVerificationError
		rec  tls.RecordHeaderError
	)
	return errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect" || op.Op == "socks connect") ||
		errors.As(err, &dns) || errors.As(err, &cert) || errors.As(err, &rec)
}

// Classify turns an error of the client into a *hub.Error with a sentence for
// the owner, dropping the address that net/http puts in front. What is one
// already comes back as it is. An end that the caller's context asked for is
// passed through; a deadline that ran out is Unreachable. nil stays nil.
func Classify(err error) error {
	if err == nil {
		return nil
	}
	var he *hub.Error
	if errors.As(err, &he) {
		return he
	}
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	return newScrubber(nil).failed(err, failedDialling(err))
}

func (c *Client) failed(err error, notSent bool) error { return c.scrub.failed(err, notSent) }

func (s *scrubber) failed(err error, notSent bool) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err // its text repeats the address, with all its parameters
	}
	f := &failure{text: s.text(err.Error()), err: err, notSent: notSent}
	if errors.Is(err, context.Canceled) {
		return f
	}
	var he *hub.Error
	if errors.As(err, &he) { // the pacer's
		told := *he
		told.Err = f
		return &told
	}
	code, scope := hub.Unreachable, hub.ScopeTracker
	var no *refusal
	if errors.As(err, &no) {
		code = no.code
	}
	return &hub.Error{Code: code, Scope: scope, Message: s.text(describe(err)), Err: f}
}

// passing reports whether another try soon can be expected to go better.
func passing(err error) bool {
	var (
		dns  *net.DNSError
		cert *tls.CertificateVerificationError
		rec  tls.RecordHeaderError
		no   *refusal
		he   *hub.Error
	)
	if errors.As(err, &he) && he.Code != hub.Unreachable {
		return false
	}
	unknownHost := errors.As(err, &dns) && dns.IsNotFound
	return !unknownHost && !errors.As(err, &cert) && !errors.As(err, &rec) && !errors.As(err, &no) &&
		!errors.Is(err, context.Canceled)
}

// describe says for the owner what happened, without the technical chain.
func describe(err error) string {
	for _, d := range []func(error) string{describeOurs, describeName, describeTLS, describeTimeout, describeLine} {
		if s := d(err); s != "" {
			return viaProxy(err) + s
		}
	}
	return viaProxy(err) + "the tracker cannot be reached"
}

func viaProxy(err error) string {
	var op *net.OpError
	if errors.As(err, &op) && (op.Op == "proxyconnect" || strings.HasPrefix(op.Op, "socks")) {
		return "on the way through the proxy: "
	}
	return ""
}

func describeOurs(err error) string {
	var no *refusal
	var trouble *proxyTrouble
	switch {
	case errors.As(err, &no):
		return no.message
	case errors.As(err, &trouble):
		return "the proxy cannot reach the tracker"
	}
	return ""
}

func describeName(err error) string {
	var dns *net.DNSError
	switch {
	case !errors.As(err, &dns):
		return ""
	case dns.IsNotFound:
		return fmt.Sprintf("no host is known by the name %s", dns.Name)
	}
	return fmt.Sprintf("the name %s could not be looked up", dns.Name)
}

func describeTLS(err error) string {
	var (
		unknown x509.UnknownAuthorityError
		host    x509.HostnameError
		invalid x509.CertificateInvalidError
		rec     tls.RecordHeaderError
		op      *net.OpError
		verify  *tls.CertificateVerificationError
	)
	switch {
	case errors.As(err, &unknown):
		return "the tracker's certificate was signed by an authority that this node does not know; a CA file can be set"
	case errors.As(err, &host):
		return fmt.Sprintf("the tracker's certificate is not made out to %s", host.Host)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "the tracker's certificate has expired or is not valid yet"
	case errors.As(err, &invalid), errors.As(err, &verify):
		return "the tracker's certificate is not valid"
	case errors.As(err, &rec):
		return "no encrypted connection: the other side does not speak TLS; is it an http address?"
	case errors.As(err, &op) && op.Op == "remote error": // crypto/tls says so of alerts
		return "no encrypted connection: the other side refused ours; it may be too old for TLS 1.2"
	}
	return ""
}

func describeTimeout(err error) string {
	var ours *timeout
	var slow net.Error
	switch {
	case errors.As(err, &ours):
		return fmt.Sprintf("the tracker did not answer in time: %s", ours)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded),
		errors.As(err, &slow) && slow.Timeout():
		return "the tracker did not answer in time"
	}
	return ""
}

func describeLine(err error) string {
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the tracker refuses connections"
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return "there is no way through the network to the tracker"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, net.ErrClosed):
		return "the connection to the tracker was cut"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return "the tracker's answer broke off"
	}
	return ""
}

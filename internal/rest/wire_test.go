package rest

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// certificate makes a self-signed one for the names, and its PEM file.
func certificate(t *testing.T, until time.Time, names ...string) (tls.Certificate, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, DNSNames: names,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotBefore: until.Add(-48 * time.Hour), NotAfter: until,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, file
}

// secure serves TLS (and HTTP/2) with the configuration.
func secure(t *testing.T, conf *tls.Config, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.TLS, s.EnableHTTP2 = conf, true
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // refused handshakes are what we test
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

// tlsSite serves its host name over TLS and returns its address and CA file.
func tlsSite(t *testing.T, names ...string) (addr, ca string) {
	t.Helper()
	cert, ca := certificate(t, time.Now().Add(time.Hour), names...)
	s := secure(t, &tls.Config{Certificates: []tls.Certificate{cert}}, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.Host)
	})
	return s.Listener.Addr().String(), ca
}

func TestTLS(t *testing.T) {
	t.Parallel()
	good, ca := certificate(t, time.Now().Add(time.Hour), "tracker.test")
	old, oldCA := certificate(t, time.Now().Add(-time.Hour), "tracker.test")
	hello := func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Proto) }
	site := secure(t, &tls.Config{Certificates: []tls.Certificate{good}}, hello)
	expired := secure(t, &tls.Config{Certificates: []tls.Certificate{old}}, hello)
	ancient := secure(t, &tls.Config{Certificates: []tls.Certificate{good}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, hello)
	plain := serve(t, hello)
	byName := strings.Replace(site.URL, "127.0.0.1", "localhost", 1)
	for _, c := range []struct{ name, url, ca, says string }{
		{"with the CA file", site.URL, ca, ""},
		{"without it", site.URL, "", "authority that this node does not know"},
		{"another name", byName, ca, "not made out to localhost"},
		{"expired", expired.URL, oldCA, "expired"},
		{"older than TLS 1.2", ancient.URL, ca, "too old"},
		{"no TLS at all", strings.Replace(plain.URL, "http:", "https:", 1), "", "does not speak TLS"},
	} {
		got, err := get(t, open(t, Options{TLS: TLS{CAFile: c.ca}, Proxy: Proxy{URL: Direct}}), c.url)
		if c.says == "" {
			if err != nil || got != "HTTP/2.0" {
				t.Errorf("%s: %q, %v, want an answer by HTTP/2", c.name, got, err)
			}
			continue
		}
		if e := hub.AsError(err); e.Code != hub.Unreachable || e.Scope != hub.ScopeTracker || !strings.Contains(e.Message, c.says) || !NotSent(err) {
			t.Errorf("%s: %v, NotSent %v; want unreachable, %s, true", c.name, err, NotSent(err), c.says)
		}
	}
}

func TestTLS_wrongCAFile(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, says := range map[string]string{empty: "no certificate", empty + "x": "cannot be read"} {
		if _, err := Open(Options{TLS: TLS{CAFile: file}}); hub.CodeOf(err) != hub.Invalid || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want invalid: %s", file, err, says)
		}
	}
}

// hangUp reads the whole request and then closes the connection.
func hangUp(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	panic(http.ErrAbortHandler)
}

func TestNotSent_onTheWire(t *testing.T) {
	t.Parallel()
	cert, ca := certificate(t, time.Now().Add(time.Hour), "tracker.test")
	h2 := secure(t, &tls.Config{Certificates: []tls.Certificate{cert}}, hangUp)
	h1 := serve(t, hangUp)
	closed := serve(t, hangUp)
	closed.Close()
	c := open(t, Options{TLS: TLS{CAFile: ca}, Proxy: Proxy{URL: Direct}, Rand: func() float64 { return 0 }})
	for _, x := range []struct {
		name, url string
		want      bool
		tries     int64
	}{
		{"nobody listens", closed.URL, true, 3},
		{"cut after the request", h1.URL, false, 0},
		{"cut after the request, HTTP/2", h2.URL, false, 0},
		{"no such host", "http://no-such-host.invalid", true, 0},
	} {
		before := c.Counts().Retries
		res, err := c.HTTP().Do(request(t, t.Context(), "POST", x.url, strings.Repeat("content", 1000)))
		if err == nil {
			read(t, res)
		}
		if err == nil || NotSent(err) != x.want || hub.CodeOf(err) != hub.Unreachable {
			t.Errorf("%s: NotSent(%v) = %v, want %v", x.name, err, NotSent(err), x.want)
		}
		if n := c.Counts().Retries - before; x.name != "no such host" && n != x.tries {
			t.Errorf("%s: repeated %d times, want %d", x.name, n, x.tries)
		}
	}
}

func TestIdempotencyKey_isNoLicenceToRepeat(t *testing.T) {
	t.Parallel()
	var n atomic.Int64
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) == 1 {
			_, _ = io.Copy(io.Discard, r.Body)
			return // leaves a connection to be used again
		}
		hangUp(w, r)
	})
	c := open(t, Options{})
	for i := range 2 {
		req := request(t, t.Context(), "POST", s.URL, "content")
		req.Header.Set("Idempotency-Key", "1")
		res, err := c.HTTP().Do(req)
		if err == nil {
			read(t, res)
		}
		if (err == nil) != (i == 0) || err != nil && NotSent(err) {
			t.Errorf("request %d: %v", i, err)
		}
	}
	if got := n.Load(); got != 2 {
		t.Errorf("the tracker saw %d requests, want 2", got)
	}
}

func TestBody_cutShort(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"half":`)
	})
	res, err := open(t, Options{}).HTTP().Do(request(t, t.Context(), "GET", s.URL, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	_, err = io.ReadAll(res.Body)
	if e := hub.AsError(err); e.Code != hub.Unreachable || !strings.Contains(e.Message, "broke off") || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

func TestClassify(t *testing.T) {
	t.Parallel()
	already := &hub.Error{Code: hub.Conflict}
	if Classify(nil) != nil || NotSent(nil) {
		t.Error("nil does not stay nil")
	}
	if got := Classify(already); got != error(already) {
		t.Errorf("an error of ours became %v", got)
	}
	for _, c := range []struct {
		err     error
		says    string
		notSent bool
	}{
		{errDial, "refuses connections", true},
		{errReset, "connection to the tracker was cut", false},
		{errHost, "no host is known by the name tracker.test", true},
		{context.DeadlineExceeded, "in time", false},
		{io.ErrUnexpectedEOF, "broke off", false},
		{errors.New("with token=abcdef"), "cannot be reached", false},
		{&url.Error{Op: "Get", URL: "http://tracker.test/abcdef", Err: errReset}, "was cut", false},
	} {
		err := Classify(c.err)
		var e *hub.Error
		if !errors.As(err, &e) || e.Code != hub.Unreachable || !strings.Contains(e.Message, c.says) || NotSent(err) != c.notSent || !errors.Is(err, c.err) && !errors.Is(c.err, errReset) {
			t.Errorf("%v became %v, NotSent %v; want %s, %v", c.err, err, NotSent(err), c.says, c.notSent)
			continue
		}
		if strings.Contains(e.Err.Error(), "abcdef") {
			t.Errorf("%v shows a secret", e.Err)
		}
	}
	if err := Classify(context.Canceled); !errors.Is(err, context.Canceled) || errors.As(err, new(*hub.Error)) {
		t.Errorf("a cancelled context became %v", err)
	}
}

// How much does the chain add to a request? Compare with the bare transport.
func BenchmarkClient(b *testing.B) {
	body := bytes.Repeat([]byte(`{"id":1},`), 200)
	wire := fakeWire(func(r *http.Request) (*http.Response, error) {
		res := answer(200, "", "Content-Type", "application/json")
		res.Body, res.Request = io.NopCloser(bytes.NewReader(body)), r
		return res, nil
	})
	for name, h := range map[string]*http.Client{
		"bare":  {Transport: wire},
		"chain": open(b, Options{Transport: wire, Pace: Pace{Rate: -1}, Secrets: texts("a-secret-of-ours", "another-secret")}).HTTP(),
	} {
		b.Run(name, func(b *testing.B) {
			req := request(b, b.Context(), "GET", "http://tracker.test/rest/api/2/search?jql=updated", "")
			b.ReportAllocs()
			for b.Loop() {
				res, err := h.Do(req)
				if err != nil {
					b.Fatal(err)
				}
				if n, err := io.Copy(io.Discard, res.Body); err != nil || n != int64(len(body)) {
					b.Fatal(n, err)
				}
				_ = res.Body.Close()
			}
		})
	}
}

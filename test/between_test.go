package test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What stands between two nodes in real houses: a web server that ends TLS, and
// proxies through which one must leave. These tests run the programs of Debian.

// program finds one that must be installed for a test.
func program(t *testing.T, name, pkg string) string {
	t.Helper()
	for _, dir := range append(filepath.SplitList(os.Getenv("PATH")), "/usr/sbin", "/usr/local/sbin") {
		if p := filepath.Join(dir, name); isProgram(p) {
			return p
		}
	}
	t.Skipf("%s is not installed here (Debian: apt-get install %s)", name, pkg)
	return ""
}

func isProgram(path string) bool {
	s, err := os.Stat(path)
	return err == nil && s.Mode().IsRegular() && s.Mode()&0o111 != 0
}

// start runs a program until the test is over, and waits until it listens.
func start(t *testing.T, listens string, name string, args ...string) *logged {
	t.Helper()
	said := &logged{}
	c := exec.Command(name, args...)
	c.Stdout, c.Stderr = said, said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	t.Cleanup(func() {
		_ = c.Process.Signal(os.Interrupt) // one that is gone already is what we want
		kill := time.AfterFunc(5*time.Second, func() { _ = c.Process.Kill() })
		<-ended
		kill.Stop()
	})
	up := within(20*time.Second, func() bool {
		conn, err := net.Dial("tcp", listens)
		if err == nil {
			_ = conn.Close() // it only had to be there
		}
		return err == nil
	})
	if !up {
		t.Fatalf("%s does not start: %s", name, said)
	}
	return said
}

// certificate makes a certificate for this machine that only who is told of its
// file trusts.
func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	pk, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	if err := errors.Join(os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600),
		os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pk}), 0o600)); err != nil {
		t.Fatal(err)
	}
	return cert, key
}

// nginx starts the real one before a node: TLS ends there, below a path of its
// own, everything is buffered both ways, and bodies are bounded as it comes out of
// the box.
func nginx(t *testing.T, listen, node string, lines string) (cert string) {
	t.Helper()
	bin := program(t, "nginx", "nginx-light")
	cert, key := certificate(t)
	dir := t.TempDir()
	worker := ""
	if os.Geteuid() == 0 {
		worker = "user root;\n" // or else it writes nothing below a folder of the test
	}
	conf := worker + fmt.Sprintf(`daemon off;
pid %[1]s/pid;
error_log stderr warn;
events {}
http {
  access_log %[1]s/access.log;
  client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
  server {
    listen %[2]s ssl%[6]s;
    ssl_certificate %[3]s;
    ssl_certificate_key %[4]s;
    location /sync/entwine/ {
      proxy_pass http://%[5]s/;
      proxy_buffering on;
      proxy_request_buffering on;
    }
  }
}
`, dir, listen, cert, key, node, lines)
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, listen, bin, "-c", file, "-p", dir)
	return cert
}

func TestBehindNginx(t *testing.T) {
	t.Parallel()
	for name, lines := range map[string]string{"HTTP/1.1": "", "HTTP/2": " http2"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			front := freePort(t)
			var said string
			a, b, _ := two(t, setup{
				nodeA: func(port string, _ *wire) string {
					said = port
					return fmt.Sprintf("  link: {title: Acme, listen: %q, tls: before, address: \"https://%s/sync/entwine\"}\n", port, front)
				},
				before: func(_, b *owner, _ *wire) { b.env = append(b.env, "SSL_CERT_FILE="+nginx(t, front, said, lines)) },
			})
			bothWays(t, a, b)
		})
	}
}

// bothWays lets issues, edits and attachments travel in both directions.
func bothWays(t *testing.T, a, b *owner) {
	t.Helper()
	a.add("one")
	b.add("two")
	agree(t, a, b, 2)
	a.edit("two", "(?m)^status: .*$", "status: done")
	b.edit("one", "(?m)^status: .*$", "status: started")
	waitUntil(t, "both edits", []*owner{a, b}, func() bool { return a.issues()["one"].Status == "started" && b.issues()["two"].Status == "done" })
	agree(t, a, b, 2)
	big := bytes.Repeat([]byte("much of the same, and "), 150_000) // 3.3 MB: more than nginx takes in one body out of the box
	small := []byte("little")
	a.attach("two", "from acme.txt", big)
	b.attach("one", "from globex.txt", big[1:])
	b.attach("one", "small.txt", small)
	waitUntil(t, "the attachments", []*owner{a, b}, func() bool {
		return bytes.Equal(b.attached("two", "from acme.txt"), big) && bytes.Equal(a.attached("one", "from globex.txt"), big[1:]) &&
			bytes.Equal(a.attached("one", "small.txt"), small)
	})
	calm(t, a, b)
}

// outside is an address of this machine that others could call too: proxies are
// never used for the machine itself.
func outside(t *testing.T) string {
	t.Helper()
	all, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsGlobalUnicast() {
			return n.IP.String()
		}
	}
	t.Skip("this machine has no address that others could call, so nothing would go through a proxy")
	return ""
}

// away is the part of a config of a node at an address that others could call.
func away(ip string) func(port string, _ *wire) string {
	return func(port string, _ *wire) string {
		_, p, _ := net.SplitHostPort(port)
		at := net.JoinHostPort(ip, p)
		return fmt.Sprintf("  link: {title: Acme, listen: %q, address: \"https://%s\"}\n", at, at)
	}
}

// leaving is the part of a config of a node that calls through a proxy.
func leaving(proxy, except string) func(string, *wire) string {
	return func(string, *wire) string {
		return "  control: none\n  link:\n    title: Globex\n    proxy: " + proxy + "\n" + except
	}
}

func tinyproxy(t *testing.T, lines string) (address string, said func() string) {
	t.Helper()
	bin := program(t, "tinyproxy", "tinyproxy")
	address = freePort(t)
	host, port, _ := net.SplitHostPort(address)
	dir := t.TempDir()
	file := filepath.Join(dir, "tinyproxy.conf")
	logFile := filepath.Join(dir, "log")
	conf := fmt.Sprintf("Listen %s\nPort %s\nTimeout 600\nLogFile %q\nLogLevel Connect\nMaxClients 50\nAllow 127.0.0.1\n%s", host, port, logFile, lines)
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, address, bin, "-d", "-c", file)
	return address, func() string {
		b, err := os.ReadFile(logFile)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
}

func microsocks(t *testing.T, args ...string) (address string, said func() string) {
	t.Helper()
	bin := program(t, "microsocks", "microsocks")
	address = freePort(t)
	host, port, _ := net.SplitHostPort(address)
	l := start(t, address, bin, append([]string{"-i", host, "-p", port}, args...)...)
	return address, l.String
}

func TestThroughAProxy(t *testing.T) {
	t.Parallel()
	ip := outside(t)
	for _, tt := range []struct {
		name   string
		start  func(t *testing.T) (address string, said func() string)
		scheme string // and whoever calls
	}{
		{"HTTP", func(t *testing.T) (string, func() string) { return tinyproxy(t, "") }, "http://"},
		{"HTTP with a password", func(t *testing.T) (string, func() string) { return tinyproxy(t, "BasicAuth bo pass-of-bo\n") }, "http://bo:pass-of-bo@"},
		{"SOCKS5", func(t *testing.T) (string, func() string) { return microsocks(t) }, "socks5://"},
		{"SOCKS5 with a password", func(t *testing.T) (string, func() string) { return microsocks(t, "-u", "bo", "-P", "pass-of-bo") }, "socks5://bo:pass-of-bo@"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			proxy, said := tt.start(t)
			a, b, _ := two(t, setup{nodeA: away(ip), nodeB: leaving(tt.scheme+proxy, "")})
			bothWays(t, a, b)
			if !strings.Contains(said(), ip) {
				t.Errorf("nothing went through the proxy: %s", said())
			}
			if strings.Contains(b.log.String(), "pass-of-bo") {
				t.Error("the proxy's password is in the log")
			}
		})
	}
}

// A proxy that refuses is named as the cause; hosts that are to be called without
// it are.
func TestProxyThatRefuses(t *testing.T) {
	t.Parallel()
	ip := outside(t)
	proxy, said := tinyproxy(t, "BasicAuth bo pass-of-bo\n")
	port := freePort(t)
	a, b := newOwner(t, "acme"), newOwner(t, "globex")
	config := func(o *owner, node string) {
		o.write("entwine.yaml", "node:\n  name: "+o.name+"\n"+node+"trackers:\n  t: {kind: markdown, path: issues, poll: 500ms}\nconnections:\n  shared:\n    here: {tracker: t, trigger: all}\n")
	}
	config(a, away(ip)(port, nil))
	a.serve()
	b.write("mail.txt", a.run("connection", "invite", "shared"))
	config(b, leaving("http://bo:wrong@"+proxy, "")("", nil))
	switch _, err := b.try("connection", "accept", "mail.txt"); {
	case err == nil:
		t.Error("accepted in spite of a wrong password for the proxy")
	case !strings.Contains(err.Error(), "proxy") || strings.Contains(err.Error(), "wrong"):
		t.Errorf("it says %v", err)
	}
	config(b, leaving("http://bo:wrong@"+proxy, "    no_proxy: ["+ip+"]\n")("", nil))
	before := said()
	b.run("connection", "accept", "mail.txt")
	if strings.Contains(strings.TrimPrefix(said(), before), ip) {
		t.Error("the proxy was asked for a host that is called without it")
	}
}

package rest

import (
	"bufio"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/secret"
)

// theProxy is an HTTP proxy for tests. It sends every name to one server, so
// that tests can use names instead of loopback addresses, which bypass proxies.
type theProxy struct {
	to, auth string // the server; the Proxy-Authorization asked for
	seen     atomic.Int64
}

func (p *theProxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.seen.Add(1)
	switch {
	case p.auth != "" && r.Header.Get("Proxy-Authorization") != p.auth:
		w.WriteHeader(http.StatusProxyAuthRequired)
	case strings.HasPrefix(r.Host, "forbidden.test"):
		w.WriteHeader(http.StatusForbidden)
	case strings.HasPrefix(r.Host, "down.test"):
		w.WriteHeader(http.StatusBadGateway)
	case r.Method == http.MethodConnect:
		p.connect(w)
	default:
		_, _ = fmt.Fprintf(w, "by proxy to %s", r.Host)
	}
}

func (p *theProxy) connect(w http.ResponseWriter) {
	far, err := net.Dial("tcp", p.to)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	near, buf, err := http.NewResponseController(w).Hijack()
	if err != nil {
		_ = far.Close()
		return
	}
	_, _ = io.WriteString(near, "HTTP/1.1 200 OK\r\n\r\n")
	splice(near, buf, far)
}

// splice copies both ways until one side ends.
func splice(near net.Conn, from io.Reader, far net.Conn) {
	go func() {
		_, _ = io.Copy(far, from)
		_ = far.Close()
	}()
	_, _ = io.Copy(near, far)
	_ = near.Close()
}

// socks serves SOCKS5 as far as tests need, sending everything to one server.
func socks(t *testing.T, to, user, password string) (string, *atomic.Int64) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	var seen atomic.Int64
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = c.Close() }()
				if socksHello(c, user, password) == nil {
					seen.Add(1)
					if far, err := net.Dial("tcp", to); err == nil {
						_, _ = c.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
						splice(c, c, far)
					}
				}
			}()
		}
	}()
	return l.Addr().String(), &seen
}

func socksHello(c net.Conn, user, password string) error {
	r := bufio.NewReaderSize(c, 1) // reads no further than it is asked
	methods, err := counted(r, 1)
	if err != nil {
		return err
	}
	want := byte(0)
	if user != "" {
		want = 2
	}
	if !strings.ContainsRune(string(methods), rune(want)) {
		_, _ = c.Write([]byte{5, 0xff})
		return io.ErrUnexpectedEOF
	}
	_, _ = c.Write([]byte{5, want})
	if user != "" {
		u, err := counted(r, 1)
		if err != nil {
			return err
		}
		pw, err := counted(r, 0)
		if err != nil {
			return err
		}
		if string(u) != user || string(pw) != password {
			_, _ = c.Write([]byte{1, 1})
			return io.ErrUnexpectedEOF
		}
		_, _ = c.Write([]byte{1, 0})
	}
	if _, err = counted(r, 4); err != nil { // version, command, reserved, kind: a name
		return err
	}
	var port uint16
	return binary.Read(r, binary.BigEndian, &port)
}

// counted skips some bytes and reads a string with its length in front.
func counted(r *bufio.Reader, skip int) ([]byte, error) {
	if _, err := io.CopyN(io.Discard, r, int64(skip)); err != nil {
		return nil, err
	}
	n, err := r.ReadByte()
	if err != nil {
		return nil, err
	}
	b := make([]byte, n)
	_, err = io.ReadFull(r, b)
	return b, err
}

func basic(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

func get(t *testing.T, c *Client, url string) (string, error) {
	t.Helper()
	res, err := c.HTTP().Do(request(t, t.Context(), "GET", url, ""))
	if err != nil {
		return "", err
	}
	defer func() { _ = res.Body.Close() }()
	if err := Check(res); err != nil {
		return "", err
	}
	return read(t, res), nil
}

func TestProxy_http(t *testing.T) {
	t.Parallel()
	site, ca := tlsSite(t, "tracker.test")
	for _, c := range []struct{ name, auth, user, password string }{
		{"open", "", "", ""},
		{"with a password", basic("me", "pr0xy:p@ss"), "me", "pr0xy:p@ss"},
	} {
		p := &theProxy{to: site, auth: c.auth}
		s := httptest.NewServer(p)
		t.Cleanup(s.Close)
		cl := open(t, Options{TLS: TLS{CAFile: ca}, Proxy: Proxy{URL: s.URL, User: c.user, Password: secret.New(c.password)}})
		if got, err := get(t, cl, "http://tracker.test/x"); err != nil || got != "by proxy to tracker.test" {
			t.Errorf("%s, http: %q, %v", c.name, got, err)
		}
		if got, err := get(t, cl, "https://tracker.test/x"); err != nil || got != "tracker.test" {
			t.Errorf("%s, https: %q, %v", c.name, got, err)
		}
		if n := p.seen.Load(); n != 2 {
			t.Errorf("%s: the proxy saw %d requests, want 2", c.name, n)
		}
	}
}

func TestProxy_refusals(t *testing.T) {
	t.Parallel()
	p := &theProxy{auth: basic("me", "pr0xypass"), to: "127.0.0.1:1"}
	s := httptest.NewServer(p)
	t.Cleanup(s.Close)
	wrong := open(t, Options{Proxy: Proxy{URL: s.URL, User: "me", Password: secret.New("wr0ngpass")}})
	right := open(t, Options{Proxy: Proxy{URL: strings.Replace(s.URL, "://", "://me:pr0xypass@", 1)}, Retry: Retry{Tries: 1}})
	for _, c := range []struct {
		cl   *Client
		url  string
		code hub.Code
		says string
	}{
		{wrong, "http://tracker.test/", hub.Denied, "the proxy asks for a user name"},
		{wrong, "https://tracker.test/", hub.Denied, "the proxy asks for a user name"},
		{right, "https://forbidden.test/", hub.Denied, "the proxy does not let us through"},
		{right, "https://down.test/", hub.Unreachable, "the proxy cannot reach the tracker"},
	} {
		_, err := get(t, c.cl, c.url)
		if e := hub.AsError(err); e.Code != c.code || !strings.Contains(e.Message, c.says) {
			t.Errorf("%s: %v, want %s, %s", c.url, err, c.code, c.says)
		}
		if strings.HasPrefix(c.url, "https") && !NotSent(err) {
			t.Errorf("%s: the request cannot have been sent, but NotSent says otherwise", c.url)
		}
		for _, pw := range []string{"pr0xypass", "wr0ngpass"} {
			if strings.Contains(err.Error(), pw) {
				t.Errorf("%v shows the password", err)
			}
		}
	}
}

func TestProxy_socks(t *testing.T) {
	t.Parallel()
	site := serve(t, func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Host) })
	to := site.Listener.Addr().String()
	openAddr, openSeen := socks(t, to, "", "")
	lockedAddr, lockedSeen := socks(t, to, "me", "s0ckspass")
	for _, c := range []struct {
		name  string
		proxy Proxy
		seen  *atomic.Int64
		fine  bool
	}{
		{"open", Proxy{URL: "socks5://" + openAddr}, openSeen, true},
		{"with a password", Proxy{URL: "socks5://" + lockedAddr, User: "me", Password: secret.New("s0ckspass")}, lockedSeen, true},
		{"with a wrong password", Proxy{URL: "socks5://me:wr0ngpass@" + lockedAddr}, lockedSeen, false},
		{"without the password", Proxy{URL: "socks5://" + lockedAddr}, lockedSeen, false},
	} {
		before := c.seen.Load()
		got, err := get(t, open(t, Options{Proxy: c.proxy, Retry: Retry{Tries: 1}}), "http://tracker.test/x")
		if !c.fine {
			if hub.CodeOf(err) != hub.Unreachable || !NotSent(err) || !strings.Contains(err.Error(), "proxy") || strings.Contains(err.Error(), "wr0ng") {
				t.Errorf("%s: %v, NotSent %v", c.name, err, NotSent(err))
			}
			continue
		}
		if err != nil || got != "tracker.test" || c.seen.Load() != before+1 {
			t.Errorf("%s: %q, %v, seen %d", c.name, got, err, c.seen.Load()-before)
		}
	}
}

// pick tells which proxy a setting takes for an address.
func pick(t *testing.T, p Proxy, url string) string {
	t.Helper()
	choose, err := p.choose(newScrubber(nil))
	if err != nil {
		t.Fatal(err)
	}
	if choose == nil {
		return ""
	}
	u, err := choose(request(t, t.Context(), "GET", url, ""))
	if err != nil {
		t.Fatal(err)
	}
	if u == nil {
		return ""
	}
	return u.String()
}

func TestProxy_choice(t *testing.T) { // sets the environment, hence not parallel
	t.Setenv("HTTP_PROXY", "http://env:3128")
	t.Setenv("HTTPS_PROXY", "http://envs:3128")
	t.Setenv("NO_PROXY", "spared.test")
	for _, v := range []string{"http_proxy", "https_proxy", "no_proxy", "REQUEST_METHOD"} {
		t.Setenv(v, "")
	}
	set := Proxy{URL: "proxy.test:8080", Except: []string{"example.org", ".sub.test", "10.0.0.0/8", "192.168.1.1", "port.test:8443", "fd00::/8"}}
	for _, c := range []struct {
		name  string
		proxy Proxy
		url   string
		want  string
	}{
		{"environment", Proxy{}, "http://tracker.test/", "http://env:3128"},
		{"environment, https", Proxy{}, "https://tracker.test/", "http://envs:3128"},
		{"environment's exception", Proxy{}, "https://spared.test/", ""},
		{"exceptions of ours for it", Proxy{Except: []string{"tracker.test"}}, "https://tracker.test/", ""},
		{"direct", Proxy{URL: Direct}, "http://tracker.test/", ""},
		{"settings win", set, "https://tracker.test/", "http://proxy.test:8080"},
		{"also over the environment's exceptions", set, "https://spared.test/", "http://proxy.test:8080"},
		{"a host", set, "https://example.org/", ""},
		{"below it", set, "https://jira.example.org/", ""},
		{"another with the same end", set, "https://notexample.org/", "http://proxy.test:8080"},
		{"below only", set, "https://a.sub.test/", ""},
		{"below only, itself", set, "https://sub.test/", "http://proxy.test:8080"},
		{"a range", set, "http://10.1.2.3/", ""},
		{"outside of it", set, "http://11.1.2.3/", "http://proxy.test:8080"},
		{"a range of IPv6", set, "http://[fd00::1]/", ""},
		{"an address", set, "http://192.168.1.1:8080/", ""},
		{"a port", set, "https://port.test:8443/", ""},
		{"another port", set, "https://port.test/", "http://proxy.test:8080"},
		{"all", Proxy{URL: "proxy.test", Except: []string{"*"}}, "https://tracker.test/", ""},
		{"a password with signs", Proxy{URL: "socks5://proxy.test", User: "me", Password: secret.New("p@ss:w/rd")}, "https://tracker.test/", "socks5://me:p%40ss%3Aw%2Frd@proxy.test"},
	} {
		if got := pick(t, c.proxy, c.url); got != c.want {
			t.Errorf("%s: %s goes through %q, want %q", c.name, c.url, got, c.want)
		}
	}
}

func TestProxy_wrongSettings(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"ftp://proxy.test", "http://", "http://me:s3cretpass@proxy.test:port", "http://proxy.test/path", "://"} {
		_, err := Open(Options{Proxy: Proxy{URL: url}})
		if e := hub.AsError(err); e == nil || e.Code != hub.Invalid || e.Field != "proxy" || strings.Contains(fmt.Sprint(err, e.Err), "s3cret") {
			t.Errorf("%s: %v, want invalid, without the password", url, err)
		}
	}
}

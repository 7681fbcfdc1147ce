package rest

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/http/httpproxy"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/secret"
)

// Direct as Proxy.URL means no proxy, whatever the environment says.
const Direct = "direct"

// Proxy says how to leave the house. The zero value follows HTTP_PROXY,
// HTTPS_PROXY and NO_PROXY as they are when the client is opened. This machine
// itself (localhost, 127.0.0.0/8, ::1) is never reached through a proxy.
type Proxy struct {
	URL      string      // http://, https://, socks5:// or host:port; Direct; empty: the environment
	User     string      // where the URL names none
	Password secret.Text // goes with User
	// Except are the hosts reached without it: a name and everything below it,
	// ".example.org" for below only, an address, a range as 10.0.0.0/8, each with
	// ":port" if need be; "*" for all. With an empty URL it takes the place of
	// NO_PROXY, unless it is empty too.
	Except []string
}

// choose returns what http.Transport asks for each request.
func (p Proxy) choose(s *scrubber) (func(*http.Request) (*url.URL, error), error) {
	if strings.EqualFold(strings.TrimSpace(p.URL), Direct) {
		return nil, nil
	}
	conf := httpproxy.FromEnvironment()
	if p.URL != "" {
		u, err := p.parse()
		if err != nil {
			return nil, err
		}
		conf = &httpproxy.Config{HTTPProxy: u, HTTPSProxy: u}
	}
	if len(p.Except) > 0 {
		conf.NoProxy = strings.Join(p.Except, ",")
	}
	s.hideProxy(conf.HTTPProxy)
	s.hideProxy(conf.HTTPSProxy)
	pick := conf.ProxyFunc()
	return func(r *http.Request) (*url.URL, error) { return pick(r.URL) }, nil
}

// parse checks the setting, because httpproxy takes a wrong one for none and we
// would go out where the owner meant us not to.
func (p Proxy) parse() (string, error) {
	raw := strings.TrimSpace(p.URL)
	if !strings.Contains(raw, "://") {
		raw = "http://" + raw
	}
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" {
		// The parser's error repeats the address, which may hold a password.
		return "", &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Field: "proxy",
			Message: "the proxy's address is not valid; it should look like http://proxy.example.org:3128"}
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
	default:
		return "", &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Field: "proxy",
			Message: "the proxy's address must begin with http://, https:// or socks5://"}
	}
	if u.User == nil && p.User != "" {
		u.User = url.UserPassword(p.User, p.Password.Reveal())
	}
	return u.String(), nil
}

// hideProxy makes the password of a proxy's address known as a secret.
func (s *scrubber) hideProxy(address string) {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return
	}
	if pw, ok := u.User.Password(); ok {
		s.values.Add(pw)
	}
}

// proxyAnswer turns a proxy's refusal to connect us into a plain sentence.
func proxyAnswer(_ context.Context, _ *url.URL, _ *http.Request, res *http.Response) error {
	switch {
	case res.StatusCode == http.StatusOK:
		return nil
	case res.StatusCode == http.StatusProxyAuthRequired:
		return &refusal{hub.Denied, "the proxy asks for a user name and password, or refuses the ones set"}
	case res.StatusCode == http.StatusForbidden:
		return &refusal{hub.Denied, "the proxy does not let us through to the tracker"}
	}
	return &proxyTrouble{res.Status}
}

// proxyTrouble is a proxy that cannot reach the tracker either; that may pass.
type proxyTrouble struct{ status string }

func (p *proxyTrouble) Error() string { return "the proxy cannot reach the tracker: " + p.status }

// Func returns what http.Transport asks for each request, for clients other than
// those of this package. It is nil where there is no proxy. The address may hold
// a password: it is the caller's to keep it out of logs.
func (p Proxy) Func() (func(*http.Request) (*url.URL, error), error) {
	return p.choose(newScrubber(nil))
}

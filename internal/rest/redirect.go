package rest

import (
	"net"
	"net/http"
	"net/url"

	"github.com/entwine-sync/entwine/hub"
)

// maxRedirects is enough for http to https, to the canonical host, to a store
// and one to spare; a log-in maze is longer.
const maxRedirects = 5

// travelling are the headers that may go to another host. A list of what may go
// is safer than one of what may not: every tracker has its own name for a key.
var travelling = map[string]bool{
	"Accept": true, "Accept-Encoding": true, "Accept-Language": true, "Range": true,
	"If-None-Match": true, "If-Modified-Since": true, "User-Agent": true,
}

// checkRedirect is the client's policy. A write is not led elsewhere: net/http
// would turn it into a read of another page, whose 200 looks like success. The
// connector gets the redirect itself, which Check makes an error.
func (c *Client) checkRedirect(req *http.Request, via []*http.Request) error {
	last := via[len(via)-1]
	if len(via) > maxRedirects {
		return c.failed(&refusal{hub.Invalid, "the tracker redirects in circles; check its address"}, false)
	}
	if last.URL.Scheme == "https" && req.URL.Scheme != "https" {
		return c.failed(&refusal{hub.Invalid, "the tracker redirects from https to an unencrypted address, which is refused"}, false)
	}
	if !reads(last.Method) && (req.Method != last.Method || !sameSite(last.URL, req.URL)) {
		return http.ErrUseLastResponse
	}
	req.Header.Del("Referer") // would hold the address we come from, with all its parameters
	if strayed(req, via) {
		for name := range req.Header {
			if !travelling[name] {
				req.Header.Del(name)
			}
		}
	}
	return nil
}

func reads(method string) bool {
	return method == "" || method == http.MethodGet || method == http.MethodHead
}

// strayed reports whether the request or one on its way has left the first
// host. What comes back from a stranger is treated as one.
func strayed(req *http.Request, via []*http.Request) bool {
	for _, r := range via {
		if !sameSite(via[0].URL, r.URL) {
			return true
		}
	}
	return !sameSite(via[0].URL, req.URL)
}

// sameSite is the same origin, or the step from http to https on the same host,
// which can only make things better.
func sameSite(a, b *url.URL) bool {
	if sameOrigin(a, b) {
		return true
	}
	return a.Hostname() == b.Hostname() && a.Scheme == "http" && b.Scheme == "https" && port(a) == "80" && port(b) == "443"
}

func hostPort(u *url.URL) string { return net.JoinHostPort(u.Hostname(), port(u)) }

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	if u.Scheme == "https" {
		return "443"
	}
	return "80"
}

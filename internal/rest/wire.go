package rest

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// TLS says whom to trust. Certificates are always checked; there is no switch.
type TLS struct {
	CAFile     string // PEM certificates trusted besides the system's; empty: none
	MinVersion uint16 // zero or anything older: TLS 1.2
}

// maxHeader bounds the answer's header; real ones stay below 32 KiB.
const maxHeader = 1 << 20

// newWire makes the transport that talks to the network.
func newWire(o Options, s *scrubber) (*http.Transport, error) {
	conf, err := o.TLS.config()
	if err != nil {
		return nil, err
	}
	proxy, err := o.Proxy.choose(s)
	if err != nil {
		return nil, err
	}
	dialer := &net.Dialer{Timeout: o.Timeouts.TLS, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                  proxy,
		OnProxyConnectResponse: proxyAnswer,
		DialContext:            dialer.DialContext,
		TLSClientConfig:        conf,
		TLSHandshakeTimeout:    o.Timeouts.TLS,
		ForceAttemptHTTP2:      true, // a TLS config of one's own switches it off otherwise
		MaxIdleConnsPerHost:    o.Pace.withDefaults().InFlight,
		IdleConnTimeout:        90 * time.Second, // below the two minutes after which load balancers forget
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: maxHeader,
	}, nil
}

func (t TLS) config() (*tls.Config, error) {
	conf := &tls.Config{MinVersion: max(t.MinVersion, tls.VersionTLS12)}
	if t.CAFile == "" {
		return conf, nil
	}
	pem, err := os.ReadFile(t.CAFile)
	if err != nil {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker,
			Message: "the CA file cannot be read", Err: fmt.Errorf("read CA file: %w", err)}
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // a system without certificates of its own: the file's then are all there are
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker,
			Message: "the CA file holds no certificate in PEM form"}
	}
	conf.RootCAs = pool
	return conf, nil
}

package config

import (
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Link says how this node and others reach each other. The zero value is that
// of a node which calls others and cannot be called.
type Link struct {
	Title   string   // how this node is called on the other side
	Listen  string   // where other nodes are answered; "" if they cannot call
	Address string   // where they call: https://host/path
	Cert    string   // files of a TLS certificate and key; without them the node makes its own
	Key     string   //
	Plain   bool     // TLS ends in front of the node
	Proxy   string   // through which partners are called; "direct": none, "": as the environment says
	Except  []string // hosts that are called without it
}

// Limits is what of the other side's attachments is taken over.
type Limits struct {
	Size  int64    // bytes of one attachment; 0: any
	Types []string // endings of names, without dot and in small letters; none: any
}

func (r *reader) link(node *mapping) Link {
	m := node.child("link")
	defer m.end()
	var l Link
	l.Title, _ = m.text("title")
	l.Listen, _ = m.text("listen")
	l.Address, _ = m.text("address")
	l.Cert, _ = m.text("cert")
	l.Key, _ = m.text("key")
	l.Cert, l.Key = r.beside(l.Cert), r.beside(l.Key)
	tls := m.oneOf("tls", "here", "before")
	l.Plain = tls == "before"
	l.Proxy, l.Except = m.proxy()
	const most = 80 // signs of a title: it stands in tables
	if len([]rune(l.Title)) > most || strings.ContainsFunc(l.Title, func(r rune) bool { return r < ' ' }) {
		m.wrong("title", "a title is one line of at most %d signs", most)
	}
	if (l.Cert == "") != (l.Key == "") {
		m.wrong("cert", "cert and key go together: the files of a certificate and of its key")
	}
	if l.Listen == "" {
		if l.Address != "" || l.Cert != "" {
			m.wrong("address", "without listen nobody can call this node; name the address to listen on too")
		}
		return l
	}
	m.checkListen(&l)
	return l
}

// proxy reads through what to leave, and what is reached without it.
func (m *mapping) proxy() (address string, except []string) {
	if v, ok := m.text("proxy"); ok {
		address, _ = m.reveal("proxy", v)
	}
	if m.get("no_proxy") != nil {
		except = m.texts("no_proxy")
	}
	return address, except
}

// checkListen sees to it that what leaves this machine is under TLS.
func (m *mapping) checkListen(l *Link) {
	host, port, err := net.SplitHostPort(l.Listen)
	if _, perr := strconv.ParseUint(port, 10, 16); err != nil || perr != nil {
		m.wrong("listen", "listen must be an address such as 0.0.0.0:8443, not %q", l.Listen)
		return
	}
	ip := net.ParseIP(host)
	here := ip != nil && ip.IsLoopback()
	switch {
	case l.Plain && !here:
		m.wrong("listen", "without TLS only this machine itself is listened to, 127.0.0.1 or [::1]: let what ends TLS call that")
	case l.Plain && l.Cert != "":
		m.wrong("cert", "where TLS ends before the node, the certificate belongs there")
	case l.Address == "" && (!here || l.Plain):
		m.wrong("listen", "other nodes must know where to call: add address: https://sync.example.org")
	case l.Address == "" && port == "0":
		m.wrong("listen", "with port 0 nobody knows where to call: name a port")
	case l.Address == "":
		l.Address = "https://" + l.Listen
	}
	if u, err := url.Parse(l.Address); err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		m.wrong("address", "address must look like https://sync.example.org or https://example.org/entwine, not %q", l.Address)
	}
	l.Address = strings.TrimSuffix(l.Address, "/")
}

// texts reads one value or a list of them.
func (m *mapping) texts(name string) (l []string) {
	if m.get(name) == nil {
		return nil
	}
	for _, v := range m.list(name) {
		l = append(l, strings.TrimSpace(v))
	}
	return slices.DeleteFunc(l, func(s string) bool { return s == "" })
}

func (m *mapping) limits() Limits {
	a := m.child("attachments")
	defer a.end()
	l := Limits{Size: int64(a.int("size", "MB", 1, 1<<20)) << 20}
	for _, t := range a.texts("types") {
		l.Types = append(l.Types, strings.ToLower(strings.TrimPrefix(t, ".")))
	}
	return l
}

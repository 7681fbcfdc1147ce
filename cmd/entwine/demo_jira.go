package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/demo"
	"github.com/entwine-sync/entwine/internal/node"
	simjira "github.com/entwine-sync/entwine/internal/sim/jira"
)

// demoSite is a simulated Jira of one side of the demo, in the process of that
// side's node.
type demoSite struct {
	*simjira.Site
	page   string // where people see its issues
	server *http.Server
	ended  chan error
}

// openSite begins the Jira of a side, at the address that its config names.
func (a *app) openSite(dir, side string) (*demoSite, error) {
	cfg, err := config.Load(demo.ConfigFile(dir, side), config.Options{Kinds: node.Kinds(a.specs)})
	if err != nil {
		return nil, err
	}
	address := ""
	for _, t := range cfg.Trackers {
		if t.Name == side {
			address = t.Settings["url"]
		}
	}
	at, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", at.Host)
	if err != nil {
		return nil, err
	}
	s := &demoSite{Site: simjira.New(simjira.Options{Dialect: demo.Dialect(side), Base: address}), page: strings.TrimSuffix(address, "/") + "/browse/", ended: make(chan error, 1)}
	s.server = &http.Server{Handler: s.Handler(), ReadTimeout: simSlow, ReadHeaderTimeout: simSlow}
	go func() { s.ended <- s.server.Serve(listener) }()
	return s, nil
}

func (s *demoSite) close() error {
	err := s.server.Close()
	if served := <-s.ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// jiraHints says what to try where there are Jiras.
func (d *demoRun) jiraHints() string {
	var b strings.Builder
	fmt.Fprintln(&b, "Open the pages in a browser, and change what you like:")
	if d.site != nil {
		fmt.Fprintf(&b, "  %-16s %s\n", "acme's Jira", d.site.page)
	}
	if d.far.page != "" {
		fmt.Fprintf(&b, "  %-16s %s\n", "globex's Jira", d.far.page)
	} else {
		fmt.Fprintf(&b, "  %-16s %s\n", "globex's files", d.short(d.dir+"/"+demo.Globex))
	}
	fmt.Fprintln(&b, "\nMove a status, comment in public and internally, attach a file, link two issues, make a new one.")
	fmt.Fprintf(&b, "  %-16s %s\n", "look inside", d.self()+" status --config "+d.short(demo.ConfigFile(d.dir, demo.Acme))+"   (also pairs, events, faults)")
	fmt.Fprintln(&b, "\nWhat crosses is shown below. Ctrl-C ends it, and the Jiras forget what was in them.")
	return b.String()
}

// Package clients_test has other people's clients of Jira work with the
// simulated one. What they take for granted of the real one, without having
// heard of ours, is what these tests hold it to.
//
// It is a module of its own, so that nobody who uses Entwine gets these clients
// and what they need: see docs/adr.
package clients_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// site is a simulated Jira with an address.
func site(t *testing.T, d sim.Dialect) (*sim.Site, string) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.Start()
	t.Cleanup(server.Close)
	s := sim.New(sim.Options{Dialect: d, Base: server.URL})
	server.Config.Handler = s.Handler()
	return s, server.URL
}

// login is what an account says of itself.
func login(d sim.Dialect, name string) (user, password string) {
	if d == sim.Cloud {
		return name + "@example.org", name + "-token"
	}
	return name, name + "-token"
}

// isCode fails the test unless an answer has a certain status.
func isCode(t *testing.T, what string, got, want int) {
	t.Helper()
	if got != want {
		t.Errorf("%s: answered %d %s, want %d", what, got, http.StatusText(got), want)
	}
}

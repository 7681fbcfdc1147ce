package jira_test

import (
	"net/http"
	"testing"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

func checked(t *testing.T, d sim.Dialect) http.RoundTripper {
	return http.DefaultTransport
}

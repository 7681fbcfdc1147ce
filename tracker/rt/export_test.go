package rt

import (
	"time"

	"github.com/entwine-sync/entwine/tracker"
)

// ListAtMost makes lists short, so that a few things need several pages.
func ListAtMost(c tracker.Connector, n int) { inner(c).page = n }

// LookBack says how far looks for changes go back.
func LookBack(c tracker.Connector, d time.Duration) { inner(c).overlap = d }

func inner(c tracker.Connector) *connector {
	if m, ok := c.(marking); ok {
		return m.connector
	}
	return c.(*connector)
}

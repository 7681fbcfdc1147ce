package rt

import "github.com/entwine-sync/entwine/tracker"

// ListAtMost makes lists short, so that a few things need several pages.
func ListAtMost(c tracker.Connector, n int) {
	switch c := c.(type) {
	case marking:
		c.page = n
	case *connector:
		c.page = n
	}
}

// Package all lists every kind of tracker that comes with Entwine: one import
// and one line for each. A program of your own may add to the list.
package all

import (
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/jira"
	"github.com/entwine-sync/entwine/tracker/markdown"
	"github.com/entwine-sync/entwine/tracker/redmine"
	"github.com/entwine-sync/entwine/tracker/rt"
)

// Specs are the kinds, in order of their names.
var Specs = []tracker.Spec{
	jira.Spec,
	markdown.Spec,
	redmine.Spec,
	rt.Spec,
}

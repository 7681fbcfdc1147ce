package notify

import (
	"slices"

	"github.com/entwine-sync/entwine/hub"
)

// Level says how much a fault stops: the more, the higher.
func Level(s hub.Scope) int {
	return slices.Index([]hub.Scope{hub.ScopeIssue, hub.ScopeConnection, hub.ScopePeer, hub.ScopeTracker, hub.ScopeNode}, s)
}

// Stops names what stands still because of a fault.
func Stops(f hub.Fault) string {
	switch f.Scope {
	case hub.ScopeTracker:
		return "tracker " + f.Tracker
	case hub.ScopeConnection, hub.ScopePeer:
		return "connection " + string(f.Connection)
	case hub.ScopeNode:
		return "the node"
	}
	return "issue"
}

// Remedy says what an owner can do about a fault; "" if it is not open.
func Remedy(f hub.Fault) string {
	if f.State != "open" {
		return ""
	}
	switch f.Code {
	case hub.Busy, hub.Unreachable:
		return "nothing, if it passes: it is tried again by itself, and what changes meanwhile is kept"
	case hub.Denied:
		if f.Scope == hub.ScopeTracker {
			return "mend the credentials in the config and start the node again, or mend it over there and retry; what changes meanwhile is kept"
		}
		return "give our account the right it lacks over there, then retry; or skip it"
	case hub.NotFound:
		return "nothing, if it was deleted or will be back: it is looked for every ten minutes; retry looks at once"
	case hub.Invalid:
		return "change what is refused, on either side or in the config, then retry; or skip it"
	case hub.Held:
		return "retry if it is right as it is; skip if it is not"
	case hub.Script:
		return "mend the rule, then retry"
	}
	return "retry; if it comes again, report it with the details shown here"
}

package notify_test

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/notify"
)

// Whoever reads of an open fault is told what to do; of a resolved one there is
// nothing to be done.
func TestRemedy(t *testing.T) {
	said := map[string]hub.Code{}
	for _, c := range []hub.Code{hub.Unreachable, hub.Denied, hub.NotFound, hub.Invalid, hub.Held, hub.Script, hub.Internal} {
		r := notify.Remedy(hub.Fault{Code: c, State: "open", Scope: hub.ScopeTracker})
		if other, twice := said[r]; twice || r == "" {
			t.Errorf("of %s it says %q, as of %q", c, r, other)
		}
		said[r] = c
		if r := notify.Remedy(hub.Fault{Code: c, State: "resolved"}); r != "" {
			t.Errorf("of a resolved one it says %q", r)
		}
	}
	if notify.Remedy(hub.Fault{Code: hub.Denied, State: "open", Scope: hub.ScopeIssue}) == notify.Remedy(hub.Fault{Code: hub.Denied, State: "open", Scope: hub.ScopeTracker}) {
		t.Error("a missing right is no wrong key")
	}
}

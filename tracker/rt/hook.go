package rt

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"net/http"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// RT has no hooks of its own: a scrip calls us after each transaction with
//
//	{"ticket": 7, "transaction": 99, "type": "Status", "actor": "dev"}
//
// and the secret of the settings, if there is one, in a header. It calls before the database
// commits, so what it names may not be seen at once; the poll tells of it again.

// secretHeader is where the scrip puts the secret.
const secretHeader = "X-Entwine-Secret"

// ParseHook implements tracker.Hooker.
func (c *connector) ParseHook(r *http.Request, body []byte) ([]tracker.Change, error) {
	// Digests have one length, so that comparing them does not tell that of the secret.
	given, want := sha256.Sum256([]byte(r.Header.Get(secretHeader))), sha256.Sum256([]byte(c.hookSecret))
	if c.hookSecret != "" && subtle.ConstantTimeCompare(given[:], want[:]) != 1 {
		return nil, &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: "a call of a hook without the right " + secretHeader}
	}
	var told struct {
		Ticket      text `json:"ticket"`
		Transaction text `json:"transaction"`
		Actor       text `json:"actor"`
	}
	if err := json.Unmarshal(body, &told); err != nil {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "a call of a hook that is no JSON", Err: err}
	}
	ticket, err := number(string(told.Ticket))
	if err != nil {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "a call of a hook that names no ticket"}
	}
	ch := tracker.Change{Ref: refOf(id(ticket)), At: c.now(), By: string(told.Actor)}
	if n, err := number(string(told.Transaction)); err == nil {
		ch.Rev, ch.ID = hub.Rev(id(n)), id(n)
	}
	return []tracker.Change{ch}, nil
}

package jira

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// signature is where Jira puts the keyed digest of what it sends: the cloud, and
// servers from 10 on. Those that cannot sign send the secret in the address.
const signature = "X-Hub-Signature"

// hook is what a call says. Calls about comments of the cloud have no more of the
// issue than its id; old servers name no event but that the issue was updated.
type hook struct {
	Timestamp hub.Number
	Event     string `json:"webhookEvent"`
	User      map[string]any
	Issue     *answer
	Changelog *struct{ ID any }
	Comment   struct {
		Author map[string]any
		Self   string
	}
	Worklog   struct{ IssueID string }
	IssueLink struct{ SourceIssueID, DestinationIssueID hub.Number }
}

// ParseHook implements tracker.Hooker.
func (c *connector) ParseHook(r *http.Request, body []byte) ([]tracker.Change, error) {
	if c.secret != "" && !c.signed(r, body) {
		return nil, &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: "a call of a webhook without the right signature or secret"}
	}
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	var h hook
	if err := d.Decode(&h); err != nil {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "a call of a webhook that is no JSON", Err: err}
	}
	ch := tracker.Change{At: c.now(), By: first(accountOf(h.User).id(), accountOf(h.Comment.Author).id())}
	if n, err := h.Timestamp.Int64(); err == nil && n > 0 {
		ch.At = time.UnixMilli(n).UTC()
	}
	if h.Changelog != nil {
		switch id := h.Changelog.ID.(type) {
		case string:
			ch.ID = id
		case hub.Number:
			ch.ID = id.String()
		}
	}
	ids := []string{h.Worklog.IssueID, h.IssueLink.SourceIssueID.String(), h.IssueLink.DestinationIssueID.String(), issueIn(h.Comment.Self)}
	key := ""
	if h.Issue != nil {
		ids, key = []string{h.Issue.ID}, h.Issue.Key
		if t, ok := moment(str(h.Issue.Fields["updated"])); ok {
			ch.Rev = revOf(t)
		}
	}
	ch.Deleted = h.Event == "jira:issue_deleted"
	var out []tracker.Change
	for _, id := range ids {
		if _, err := number(id); err == nil {
			ch.Ref = hub.Ref{ID: id, Key: key}
			out = append(out, ch)
		}
	}
	if out == nil {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "a call of a webhook that names no issue"}
	}
	return out, nil
}

// issueIn is the issue's id in the address of a comment.
func issueIn(self string) string {
	_, rest, _ := strings.Cut(self, "/issue/")
	id, _, _ := strings.Cut(rest, "/")
	return id
}

func (c *connector) signed(r *http.Request, body []byte) bool {
	if given, ok := strings.CutPrefix(r.Header.Get(signature), "sha256="); ok {
		mac := hmac.New(sha256.New, []byte(c.secret))
		mac.Write(body)
		want, err := hex.DecodeString(given)
		return err == nil && hmac.Equal(want, mac.Sum(nil))
	}
	// Digests have one length, so that comparing them does not tell that of the secret.
	given, want := sha256.Sum256([]byte(r.URL.Query().Get("secret"))), sha256.Sum256([]byte(c.secret))
	return subtle.ConstantTimeCompare(given[:], want[:]) == 1
}

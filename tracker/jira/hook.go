package jira

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
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
	Timestamp any
	Event     any `json:"webhookEvent"`
	User      any
	Issue     any
	Changelog any
	Comment   any
	Worklog   any
	IssueLink any
}

// ParseHook implements tracker.Hooker.
func (c *connector) ParseHook(r *http.Request, body []byte) ([]tracker.Change, error) {
	if !c.authentic(r, body) {
		return nil, &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: "a call of a webhook without the right signature or secret"}
	}
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	var h hook
	if err := d.Decode(&h); err != nil {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "a call of a webhook that is no JSON", Err: err}
	}
	comment, link, issue := object(h.Comment), object(h.IssueLink), object(h.Issue)
	ch := tracker.Change{At: c.now(), By: first(accountOf(object(h.User)).id(), accountOf(object(comment["author"])).id()), ID: word(object(h.Changelog)["id"])}
	if n, err := hub.Number(word(h.Timestamp)).Int64(); err == nil && n > 0 {
		ch.At = time.UnixMilli(n).UTC()
	}
	work := object(h.Worklog)
	ids := []string{
		first(word(work["issueId"]), issueIn(str(work["self"]))), word(link["sourceIssueId"]), word(link["destinationIssueId"]), issueIn(str(comment["self"])),
	}
	key := ""
	if issue != nil {
		ids, key = []string{first(word(issue["id"]), issueIn(str(issue["self"])))}, str(issue["key"])
		if t, ok := momentOf(object(issue["fields"])["updated"]); ok {
			ch.Rev = revOf(t)
		}
	}
	ch.Deleted = str(h.Event) == "jira:issue_deleted"
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

// issueIn is the issue's id in an address of it or of a part of it.
func issueIn(self string) string {
	_, rest, _ := strings.Cut(self, "/issue/")
	id, _, _ := strings.Cut(rest, "/")
	return id
}

// authentic reports whether a call shows what it should, beyond the address that
// it knows: a signature with the secret of the settings or of our own webhook, or
// that secret in the address where nothing is signed. What the cloud sends for an
// app is signed with the app's secret.
func (c *connector) authentic(r *http.Request, body []byte) bool {
	c.mu.Lock()
	ours := c.signing
	c.mu.Unlock()
	if given, ok := strings.CutPrefix(r.Header.Get(signature), "sha256="); ok {
		return c.secret == "" && ours == "" || signedWith(c.secret, given, body) || signedWith(ours, given, body)
	}
	if o, ok := c.door.who.(*oauth2); ok && o.cloud {
		if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
			return signedToken(token, o.secret, c.serverTime())
		}
	}
	if c.secret == "" {
		return ours == ""
	}
	// Digests have one length, so that comparing them does not tell that of the secret.
	given, want := sha256.Sum256([]byte(r.URL.Query().Get("secret"))), sha256.Sum256([]byte(c.secret))
	return subtle.ConstantTimeCompare(given[:], want[:]) == 1
}

func signedWith(secret, given string, body []byte) bool {
	if secret == "" {
		return false
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	sent, err := hex.DecodeString(given)
	return err == nil && hmac.Equal(sent, mac.Sum(nil))
}

// clockSlack is how far the clocks of the cloud and of this machine may be apart.
const clockSlack = 5 * time.Minute

// signedToken reports whether a JSON web token was signed with an app's secret, in
// the one way that the cloud uses, and has not run out.
func signedToken(token, secret string, now time.Time) bool {
	head, rest, _ := strings.Cut(token, ".")
	claims, given, ok := strings.Cut(rest, ".")
	if !ok {
		return false
	}
	var header struct{ Alg string }
	var says struct{ Exp hub.Number }
	sent, err := base64.RawURLEncoding.DecodeString(given)
	if err != nil || !decodePart(head, &header) || !decodePart(claims, &says) || header.Alg != "HS256" {
		return false
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(head + "." + claims))
	if !hmac.Equal(sent, mac.Sum(nil)) {
		return false
	}
	end, err := says.Exp.Int64()
	return says.Exp == "" || err == nil && now.Before(time.Unix(end, 0).Add(clockSlack))
}

func decodePart(part string, out any) bool {
	b, err := base64.RawURLEncoding.DecodeString(part)
	return err == nil && json.Unmarshal(b, out) == nil
}

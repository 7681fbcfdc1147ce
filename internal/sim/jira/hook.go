package jira

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// webhook is an address that is told of events.
type webhook struct {
	ID     int
	Name   string
	URL    string
	Events []string
	Secret string
	Twice  bool // everything is told twice, as happens after a lost answer

	Filter  string    // JQL
	App     *App      // whose it is, of those that end
	Expires time.Time // of those
}

// Hook has an address told of events; with a secret the cloud and version 10 sign
// what they send. twice tells everything twice.
func (s *Site) Hook(address, secret string, twice bool, events ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hooks = append(s.hooks, &webhook{ID: s.next("hook"), URL: address, Secret: secret, Events: events, Twice: twice})
}

// Told waits until all that was to be told is told.
func (s *Site) Told() { s.sent.Wait() }

// hookTries is how often an address is told that does not answer well.
const hookTries = 5

// tell tells those who want to know of an event.
func (s *Site) tell(by *user, event string, i *issue, h *history) {
	if len(s.hooks) == 0 {
		return
	}
	if !s.atLeast(7, 0) && event != "jira:issue_created" && event != "jira:issue_deleted" {
		event = "jira:issue_updated"
	}
	c := &call{site: s, user: by, v3: s.cloud()}
	body := obj{"timestamp": s.now().UnixMilli(), "webhookEvent": event, "user": s.showUser(by, by), "issue": s.showIssue(c, i, nil, nil, nil)}
	if h != nil {
		body["changelog"] = obj{"id": strconv.Itoa(h.ID), "items": h.Items}
	}
	if len(i.Comments) > 0 && event != "jira:issue_created" {
		body["comment"] = s.showComment(c, i, i.Comments[len(i.Comments)-1], false)
	}
	b, err := json.Marshal(body)
	if err != nil {
		panic("jira: an event is made of JSON: " + err.Error())
	}
	for _, w := range s.hooks {
		if len(w.Events) > 0 && !slices.Contains(w.Events, event) || !s.wanted(w, i) {
			continue
		}
		id := make([]byte, 16)
		_, _ = rand.Read(id) // never fails
		times := 1
		if w.Twice {
			times = 2
		}
		to := *w // as it is now
		for range times {
			post := func() { s.post(&to, b, hex.EncodeToString(id)) }
			if s.knobs.HookHold {
				s.held = append(s.held, post)
				continue
			}
			s.sent.Go(post)
		}
	}
}

// post delivers one event, again if it is not answered well. The real one waits
// minutes between tries, which nobody would see here.
func (s *Site) post(w *webhook, body []byte, id string) {
	client := &http.Client{Timeout: 20 * time.Second}
	for try := range hookTries {
		req, err := http.NewRequest(http.MethodPost, w.URL, bytes.NewReader(body))
		if err != nil {
			return
		}
		req.Header.Set("Content-Type", "application/json; charset=UTF-8")
		if s.cloud() || s.dialect == DC10 {
			req.Header.Set("X-Atlassian-Webhook-Identifier", id)
			req.Header.Set("X-Atlassian-Webhook-Retry", fmt.Sprint(try))
			if w.Secret != "" {
				mac := hmac.New(sha256.New, []byte(w.Secret))
				mac.Write(body)
				req.Header.Set("X-Hub-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
			}
		}
		if w.App != nil {
			req.Header.Set("Authorization", "Bearer "+s.signedToken(w.App))
		}
		res, err := client.Do(req)
		if err != nil {
			continue
		}
		_ = res.Body.Close() // nothing in it is of interest
		if res.StatusCode < 300 || res.StatusCode == http.StatusForbidden || res.StatusCode == http.StatusNotFound {
			return
		}
	}
}

package rt_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/internal/rest/recorded"
	"github.com/entwine-sync/entwine/internal/secret"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/rt"
	"github.com/entwine-sync/entwine/tracker/trackertest"
)

// The suite runs twice: on a real RT, if the environment names one, and on what
// was recorded there. -record makes the recordings anew.
//
// Checks of the suite are told apart by names that begin with a seed, kept beside
// the recordings, so they are made together: go test -record -timeout 30m.
//
// The environment is what an RT made for tests prints of itself: RT_URL, tokens
// of an administrator, of the account to sync as and of a person (RT_TOKEN,
// RT_SYNC_TOKEN, RT_DEV_TOKEN), the queues Alpha and Beta that both see and
// General that they do not, and a custom field "Remote key".
var record = flag.Bool("record", false, "record the suite on the RT that RT_URL names")

func TestLive(t *testing.T) {
	if os.Getenv("RT_URL") == "" {
		t.Skip("RT_URL names no RT")
	}
	if *record {
		t.Skip("recording")
	}
	seed := fmt.Sprintf("live %d", time.Now().UnixNano())
	trackertest.Run(t, func(t *testing.T) trackertest.Subject {
		s := live(t, nil, syncToken(), nil)
		s.Seed = seed
		return s
	})
}

func TestRecorded(t *testing.T) {
	seed := kept.Seed(t, *record)
	trackertest.Run(t, func(t *testing.T) trackertest.Subject {
		var s trackertest.Subject
		if *record {
			s = live(t, kept.Recorder(t), syncToken(), nil)
		} else {
			s = replayed(t, nil)
		}
		s.Seed, s.Brief = seed, true
		s.Excuse["attachments/five megabytes in small pieces"] = "too large to keep; made on a real RT"
		s.Excuse["get/huge text whole or not at all"] = "too large to keep; made on a real RT"
		s.Excuse["parallel/reads and writes of one issue"] = "a recording has one order; made on a real RT"
		return s
	})
}

// kept is where the recordings are.
var kept = recorded.Folder{Dir: filepath.Join("testdata", "recorded"), Slim: slim}

// slim leaves of an exchange what the connector looks at.
func slim(e *rest.Exchange) {
	recorded.KeepHeaders(&e.Request.Header, "Content-Type", "If-Match")
	recorded.KeepHeaders(&e.Answer.Header, "Content-Type", "ETag", "Location")
	if m := statusForm.Find(e.Answer.Body); m != nil {
		e.Answer.Body = m // of a page of 100 kB
	}
	var answer any
	d := json.NewDecoder(bytes.NewReader(e.Answer.Body))
	d.UseNumber()
	if d.Decode(&answer) == nil {
		if b, err := json.Marshal(slimmed(answer)); err == nil {
			e.Answer.Body = b
		}
	}
}

var statusForm = regexp.MustCompile(`(?s)<select name="Status".*?</select>`)

// slimmed leaves out addresses of what has a number, links to what a ticket is
// not linked to, and the blanks.
func slimmed(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if v["type"] != "external" {
			delete(v, "_url")
		}
		for k, e := range v {
			v[k] = slimmed(e)
		}
	case []any:
		var kept []any
		for _, e := range v {
			if m, ok := e.(map[string]any); ok && m["ref"] != nil && m["type"] != "ticket" && m["type"] != "external" {
				continue
			}
			kept = append(kept, slimmed(e))
		}
		if kept == nil {
			return []any{}
		}
		return kept
	}
	return v
}

// subject is what recorded and real runs have in common.
func subject(t *testing.T, o rest.Options, now func() time.Time, address, token string, more tracker.Settings) trackertest.Subject {
	t.Helper()
	client, err := rest.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	open := func() (tracker.Connector, error) {
		settings := tracker.Settings{"url": address, "token": token, "queues": "Alpha, Beta", "mark_field": "Remote key"}
		maps.Copy(settings, more)
		c, err := rt.Spec.New(settings, tracker.Env{HTTP: client.HTTP(), Check: rest.Check, Now: now})
		if err == nil && o.Recorder != nil { // what other checks did before need not be kept
			rt.ListAtMost(c, 20)
			rt.LookBack(c, time.Second)
		}
		return c, err
	}
	c, err := open()
	if err != nil {
		t.Fatal(err)
	}
	day := func(y int) time.Time { return time.Date(y, 6, 1, 0, 0, 0, 0, time.UTC) }
	return trackertest.Subject{
		Spec: rt.Spec, Connector: c, Again: open, Project: "Alpha", Type: "ticket",
		Values: map[string][2]hub.Value{
			"status":                  {"open", "resolved"},
			"priority":                {"High", "7"},
			"assignee":                {hub.User{ID: "dev"}, hub.User{ID: "sync"}},
			"reporter":                {hub.User{ID: "customer"}, hub.User{ID: "dev"}},
			"due":                     {day(2040), time.Date(2041, 2, 3, 4, 5, 6, 0, time.UTC)},
			"originalEstimate":        {hub.Number("5400"), hub.Number("1200")},
			"remainingEstimate":       {hub.Number("3600"), hub.Number("60")},
			"extra.starts":            {day(2024), day(2025)},
			"extra.finalPriority":     {"Medium", "90"},
			"extra.adminCc":           {[]hub.Value{hub.User{ID: "root"}, hub.User{ID: "dev"}}, []hub.Value{hub.User{ID: "sync"}}},
			"customFields.Text line":  {"one", "two words"},
			"customFields.Text lines": {[]hub.Value{"b", "a"}, []hub.Value{"c"}},
			"customFields.Long text":  {"one\r\ntwo", " blanks \nkept "},
			"customFields.Wiki text":  {"*one*", "= two ="},
			"customFields.HTML text":  {"<p>one</p>", "<b>two</b>\n"},
			"customFields.One of":     {"red", "blue"},
			"customFields.Many of":    {[]hub.Value{"windows", "linux"}, []hub.Value{"macos"}},
			"customFields.Combo":      {"small", "any other"},
			"customFields.Lookup":     {"berlin", "oslo"},
			"customFields.Day":        {day(2024), time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)},
			"customFields.Moment":     {time.Date(2024, 2, 29, 12, 30, 0, 0, time.UTC), time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)},
			"customFields.Address":    {"192.0.2.7", "2001:db8::1"},
		},
		Sets:    map[string][3]string{"watchers": {"dev", "customer", "root"}},
		Follows: map[string][]string{"status": {"extra.started"}},
		Query: func(is *hub.Issue) string {
			return "Queue = 'Alpha' AND Subject = '" + strings.ReplaceAll(is.Summary, "'", `\'`) + "'"
		},
		BadQuery:      "colour = 'blue'",
		TellsDeletion: true,
		Excuse:        map[string]string{},
	}
}

// replayed answers from the recording of the check that runs. What people did
// at the tracker is in the answers already.
func replayed(t *testing.T, more tracker.Settings) trackertest.Subject {
	t.Helper()
	const address = "http://rt.test"
	token := "1-27-0"
	s := subject(t, rest.Options{Site: address, Recorder: kept.Replay(t), Retry: rest.Retry{Tries: 1}}, recorded.Standing, address, token, more)
	s.Settle = func(context.Context, time.Duration) error { return nil }
	s.Edit = func(hub.Ref, func(*hub.Issue)) error { return nil }
	s.Comment = func(hub.Ref, string) error { return nil }
	s.Delete = func(hub.Ref) error { return nil }
	s.Hide = s.Delete
	return s
}

// live works on a real RT, over a recorder if there is one.
func live(t *testing.T, r *rest.Recorder, token person, more tracker.Settings) trackertest.Subject {
	t.Helper()
	address := os.Getenv("RT_URL")
	o := rest.Options{Site: address, Recorder: r, Secrets: []secret.Text{secret.New(string(token))}, Pace: rest.Pace{Rate: -1}}
	now := time.Now
	if r != nil {
		now = recorded.Standing
	}
	s := subject(t, o, now, address, string(token), more)
	s.Settle = func(ctx context.Context, d time.Duration) error {
		// On the same machine nothing is under way for longer.
		timer := time.NewTimer(min(d, 100*time.Millisecond))
		defer timer.Stop()
		select {
		case <-timer.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	dev, admin := person(os.Getenv("RT_DEV_TOKEN")), person(os.Getenv("RT_TOKEN"))
	s.Edit = func(ref hub.Ref, change func(*hub.Issue)) error {
		var out struct{ Subject string }
		if err := dev.call("GET", "/ticket/"+ref.ID, nil, &out); err != nil {
			return err
		}
		is := &hub.Issue{Ref: ref, Summary: out.Subject}
		change(is)
		return dev.call("PUT", "/ticket/"+ref.ID, map[string]any{"Subject": is.Summary}, nil)
	}
	s.Comment = func(ref hub.Ref, body string) error {
		return dev.call("POST", "/ticket/"+ref.ID+"/comment", map[string]any{"Content": body, "ContentType": "text/html"}, nil)
	}
	s.Delete = func(ref hub.Ref) error { return admin.call("DELETE", "/ticket/"+ref.ID, nil, nil) }
	s.Hide = func(ref hub.Ref) error {
		return admin.call("PUT", "/ticket/"+ref.ID, map[string]any{"Queue": "General"}, nil)
	}
	return s
}

func syncToken() person { return person(os.Getenv("RT_SYNC_TOKEN")) }

// person is somebody who works with the real RT: a token.
type person string

func (p person) call(method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, os.Getenv("RT_URL")+"/REST/2.0"+path, body)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "token "+string(p))
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode > 299 {
		return fmt.Errorf("%s %s: %s: %s", method, path, res.Status, text)
	}
	if out != nil {
		return json.Unmarshal(text, out)
	}
	return nil
}

package redmine_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/internal/rest/recorded"
	"github.com/entwine-sync/entwine/internal/secret"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/redmine"
	"github.com/entwine-sync/entwine/tracker/trackertest"
)

// The suite runs twice: on a real Redmine, if the environment names one, and
// on what was recorded there. -record makes the recordings anew.
//
// Checks of the suite are told apart by names that begin with a seed, kept beside
// the recordings, so they are made together: go test -record -timeout 30m.
//
// The environment is what a Redmine made for tests prints of itself: REDMINE_URL,
// keys of an administrator, of the account to sync as and of a developer
// (REDMINE_API_KEY, REDMINE_SYNC_API_KEY, REDMINE_DEV_API_KEY), a project alpha
// with both as members, and a text field "Remote key" that is a filter.
var record = flag.Bool("record", false, "record the suite on the Redmine that REDMINE_URL names")

func TestLive(t *testing.T) {
	if os.Getenv("REDMINE_URL") == "" {
		t.Skip("REDMINE_URL names no Redmine")
	}
	if *record {
		t.Skip("recording")
	}
	seed := fmt.Sprintf("live %d", time.Now().UnixNano())
	trackertest.Run(t, func(t *testing.T) trackertest.Subject {
		s := live(t, nil, syncKey(), nil)
		s.Seed = seed
		return s
	})
}

func TestRecorded(t *testing.T) {
	seed := kept.Seed(t, *record)
	trackertest.Run(t, func(t *testing.T) trackertest.Subject {
		var s trackertest.Subject
		if *record {
			s = live(t, kept.Recorder(t), syncKey(), nil)
		} else {
			s = replayed(t, "", nil)
		}
		s.Seed, s.Brief = seed, true
		s.Excuse["attachments/five megabytes in small pieces"] = "too large to keep; made on a real Redmine"
		s.Excuse["get/huge text whole or not at all"] = "too large to keep; made on a real Redmine"
		for _, name := range []string{
			"reads and writes of one issue", "writes of different fields all stay",
		} {
			s.Excuse["parallel/"+name] = "a recording has one order; made on a real Redmine"
		}
		return s
	})
}

// kept is where the recordings are.
var kept = recorded.Folder{Dir: filepath.Join("testdata", "recorded"), Slim: slim}

// slim leaves of an exchange what the connector looks at.
func slim(e *rest.Exchange) {
	recorded.KeepHeaders(&e.Request.Header, "Content-Type")
	recorded.KeepHeaders(&e.Answer.Header, "Content-Type", "Date")
	// Of the issues in long lists only number and time are looked at.
	var list struct {
		Issues []map[string]any `json:"issues"`
		Total  int              `json:"total_count"`
	}
	if json.Unmarshal(e.Answer.Body, &list) != nil || len(list.Issues) < 3 {
		return
	}
	for i, is := range list.Issues {
		list.Issues[i] = map[string]any{"id": is["id"], "updated_on": is["updated_on"]}
	}
	if b, err := json.Marshal(list); err == nil {
		e.Answer.Body = b
	}
}

// subject is what recorded and real runs have in common.
func subject(t *testing.T, o rest.Options, now func() time.Time, address string, key person, more tracker.Settings) trackertest.Subject {
	t.Helper()
	client, err := rest.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	open := func() (tracker.Connector, error) {
		settings := tracker.Settings{
			"url": address, "key": string(key), "format": "textile", "mark_field": "Remote key", "activity": "Development", "projects": "alpha",
		}
		maps.Copy(settings, more)
		return redmine.Spec.New(settings, tracker.Env{HTTP: client.HTTP(), Check: rest.Check, Now: now})
	}
	c, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return trackertest.Subject{
		Spec: redmine.Spec, Connector: c, Again: open, Project: "alpha", Type: "Bug",
		Values: map[string][2]hub.Value{
			"status":                 {"In Progress", "Closed"},
			"type":                   {"Feature", "Bug"},
			"priority":               {"High", "Low"},
			"assignee":               {hub.User{ID: "6"}, hub.User{ID: "5"}},
			"due":                    {time.Date(2040, 6, 1, 0, 0, 0, 0, time.UTC), time.Date(2041, 6, 1, 0, 0, 0, 0, time.UTC)},
			"originalEstimate":       {hub.Number("5400"), hub.Number("1200")},
			"extra.doneRatio":        {hub.Number("30"), hub.Number("70")},
			"extra.startDate":        {time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)},
			"extra.private":          {true, false},
			"customFields.Text line": {"one", "two words"},
			"customFields.Long text": {"one\r\ntwo", " blanks \nkept "},
			"customFields.Whole":     {"12", "-3"},
			"customFields.One of":    {"red", "blue"},
			"customFields.Many of":   {[]hub.Value{"windows", "linux"}, []hub.Value{"macos"}},
		},
		// Our own account is the first: Redmine has it watch what it writes to.
		Sets: map[string][3]string{"watchers": {"5", "6", "1"}},
		Query: func(is *hub.Issue) string {
			return "project=alpha&status=New&subject=" + strings.ReplaceAll(url.QueryEscape(is.Summary), "+", "%20")
		},
		BadQuery: "colour=blue",
		Excuse: map[string]string{
			"log/of sets has an entry for each element": "Redmine's journals do not tell of watchers",
		},
	}
}

// dated adds what servers in front of Redmine add, and Redmine alone does not.
type dated struct{ next http.RoundTripper }

func (d dated) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := d.next.RoundTrip(r)
	if err == nil && res.Header.Get("Date") == "" {
		res.Header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	}
	return res, err
}

// replayed answers from the recording of the check that runs. What people did
// at the tracker is in the answers already.
func replayed(t *testing.T, _ person, more tracker.Settings) trackertest.Subject {
	t.Helper()
	const address = "http://redmine.test"
	s := subject(t, rest.Options{Site: address, Recorder: kept.Replay(t), Retry: rest.Retry{Tries: 1}}, recorded.Standing, address, "a key of no account", more)
	s.Settle = func(context.Context, time.Duration) error { return nil }
	s.Edit = func(hub.Ref, func(*hub.Issue)) error { return nil }
	s.Comment = func(hub.Ref, string) error { return nil }
	s.Delete = func(hub.Ref) error { return nil }
	s.Hide = s.Delete
	return s
}

// live works on a real Redmine, over a recorder if there is one.
func live(t *testing.T, r *rest.Recorder, key person, more tracker.Settings) trackertest.Subject {
	t.Helper()
	address := os.Getenv("REDMINE_URL")
	o := rest.Options{Site: address, Recorder: r, Secrets: []secret.Text{secret.New(string(key))}, Pace: rest.Pace{Rate: -1}}
	now := time.Now
	if r != nil {
		o.Transport, now = dated{http.DefaultTransport}, recorded.Standing
	}
	s := subject(t, o, now, address, key, more)
	s.Settle = func(ctx context.Context, d time.Duration) error {
		// On the same machine nothing is under way for longer.
		timer := time.NewTimer(min(d, 1100*time.Millisecond))
		defer timer.Stop()
		select {
		case <-timer.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	dev, admin := person(os.Getenv("REDMINE_DEV_API_KEY")), person(os.Getenv("REDMINE_API_KEY"))
	s.Edit = func(ref hub.Ref, change func(*hub.Issue)) error {
		var out struct{ Issue struct{ Subject string } }
		if err := dev.call("GET", "/issues/"+ref.ID+".json", nil, &out); err != nil {
			return err
		}
		is := &hub.Issue{Ref: ref, Summary: out.Issue.Subject}
		change(is)
		return dev.call("PUT", "/issues/"+ref.ID+".json", map[string]any{"issue": map[string]any{"subject": is.Summary}}, nil)
	}
	s.Comment = func(ref hub.Ref, body string) error {
		return dev.call("PUT", "/issues/"+ref.ID+".json", map[string]any{"issue": map[string]any{"notes": body}}, nil)
	}
	s.Delete = func(ref hub.Ref) error { return admin.call("DELETE", "/issues/"+ref.ID+".json", nil, nil) }
	s.Hide = func(ref hub.Ref) error {
		project, err := admin.hidden()
		if err != nil {
			return err
		}
		return admin.call("PUT", "/issues/"+ref.ID+".json", map[string]any{"issue": map[string]any{"project_id": project}}, nil)
	}
	return s
}

func syncKey() person { return person(os.Getenv("REDMINE_SYNC_API_KEY")) }

// person is somebody who works with the real Redmine: an API key.
type person string

func (p person) call(method, path string, in, out any) error {
	b, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(method, os.Getenv("REDMINE_URL")+path, bytes.NewReader(b))
	if err != nil {
		return err
	}
	req.Header.Set("X-Redmine-API-Key", string(p))
	req.Header.Set("Content-Type", "application/json")
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

// hidden returns a project that the account to sync as does not see.
func (p person) hidden() (int64, error) {
	type project struct{ ID int64 }
	var out struct{ Project project }
	if err := p.call("GET", "/projects/hidden.json", nil, &out); err == nil {
		return out.Project.ID, nil
	}
	err := p.call("POST", "/projects.json", map[string]any{"project": map[string]any{
		"name": "Hidden", "identifier": "hidden", "is_public": false, "tracker_ids": []int{1, 2, 3},
	}}, &out)
	return out.Project.ID, err
}
